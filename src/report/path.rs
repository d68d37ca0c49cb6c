//! Paths as other programs name files: by where they are in the repository.

use std::path::Path;

/// A path with `/` between its parts and, where it leads into `folder` (absolute), starting from there.
pub(super) fn from_folder(path: &str, folder: Option<&Path>) -> String {
    let slashed = if cfg!(windows) { slashes(path) } else { path.to_owned() };
    let below = folder.and_then(|folder| Path::new(path).strip_prefix(folder).ok()).and_then(Path::to_str);
    let mut path = match below {
        Some(below) if cfg!(windows) => slashes(below),
        Some(below) => below.to_owned(),
        None => slashed,
    };
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/').to_owned();
    }
    path
}

/// A Windows path with the separators that the web has. Elsewhere a backslash is a character of a name.
fn slashes(path: &str) -> String {
    path.replace('\\', "/")
}

/// How the URI of an absolute path begins.
pub(super) const FILE: &str = "file://";

/// A path as a URI reference.
///
/// All but what RFC 3986 leaves unreserved is escaped: a colon in the first part would be read as the end of a scheme.
pub(super) fn uri(path: &str) -> String {
    // An absolute path is a URI with a scheme; on Windows it starts with a drive.
    let has_drive = matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic());
    let mut uri = String::with_capacity(path.len() + 8);
    if has_drive || path.starts_with('/') {
        uri.push_str(FILE);
        // The empty name of the machine is followed by a slash, with which other absolute paths begin anyway.
        uri.push_str(if has_drive { "/" } else { "" });
    }
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            b':' if has_drive && at == 1 => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_starts_from_the_folder() {
        let folder = Some(Path::new("/desk"));
        assert_eq!(from_folder("/desk/drafts/a.md", folder), "drafts/a.md");
        assert_eq!(from_folder("/desktop/a.md", folder), "/desktop/a.md");
        assert_eq!(from_folder("././drafts/a.md", folder), "drafts/a.md");
        assert_eq!(from_folder("../a.md", None), "../a.md");
        assert_eq!(slashes(r"C:\My drafts\a.md"), "C:/My drafts/a.md");
    }

    #[test]
    fn a_uri_says_nothing_else_than_the_path() {
        assert_eq!(uri("my drafts/#1 50%?.md"), "my%20drafts/%231%2050%25%3F.md");
        assert_eq!(uri("café:é.md"), "caf%C3%A9%3A%C3%A9.md");
        assert_eq!(uri("C:/My drafts/a.md"), "file:///C:/My%20drafts/a.md");
        assert_eq!(uri("/home/a.md"), "file:///home/a.md");
        assert_eq!(uri("a\\b\n.md"), "a%5Cb%0A.md");
        assert_eq!(uri("-"), "-");
    }
}
