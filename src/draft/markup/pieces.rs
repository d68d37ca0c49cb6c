//! What a text in markup is made of: words, white space, character references.

use crate::source::Span;
use html5gum::{Token, Tokenizer};

/// A piece of what is written in HTML.
#[derive(Debug, PartialEq)]
pub(in crate::draft) enum Piece {
    /// Text that is read as it stands.
    Plain(Span),
    /// White space other than a single space.
    Space(Span),
    /// A character reference, and what it stands for.
    Entity(String, Span),
}

/// What `text`, which begins at `base`, is made of.
pub(in crate::draft) fn pieces(text: &str, base: usize, mut give: impl FnMut(Piece)) {
    let bytes = text.as_bytes();
    let span = |from: usize, to: usize| Span::new(base + from, base + to);
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let mut end = if bytes[at].is_ascii_whitespace() {
            at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
        } else if bytes[at] == b'&'
            && bytes.get(at + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        {
            entity_end(bytes, at)
        } else {
            at += 1;
            continue;
        };
        let piece = if bytes[at] == b'&' {
            decode(&text[at..end]).map(|mut decoded| {
                let kept = kept(&text[at..end], &decoded);
                end -= kept;
                decoded.truncate(decoded.len() - kept);
                Piece::Entity(decoded, span(at, end))
            })
        } else {
            (&text[at..end] != " ").then(|| Piece::Space(span(at, end)))
        };
        if let Some(piece) = piece {
            if from < at {
                give(Piece::Plain(span(from, at)));
            }
            give(piece);
            from = end;
        }
        at = end;
    }
    if from < at {
        give(Piece::Plain(span(from, at)));
    }
}

/// End of what may be a character reference.
fn entity_end(bytes: &[u8], at: usize) -> usize {
    /// Longer than any name there is.
    const LONGEST: usize = 34;
    let rest = &bytes[at + 1..bytes.len().min(at + LONGEST)];
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    at + 1 + length + usize::from(rest.get(length) == Some(&b';'))
}

/// How many bytes at the end of a reference are text that follows it: `&copyright` is a sign and five letters.
fn kept(reference: &str, decoded: &str) -> usize {
    let same = reference.bytes().rev().zip(decoded.bytes().rev());
    same.take_while(|(one, other)| one == other && one.is_ascii_alphanumeric()).count()
}

/// The text that a character reference stands for, if it is one.
fn decode(reference: &str) -> Option<String> {
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(reference) {
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    (decoded != reference).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_where_their_names_do() {
        let text = "é &copyright &amp;\n& &#8217s &nosuch; &notit";
        let mut found = Vec::new();
        pieces(text, 10, |piece| {
            found.push(match piece {
                Piece::Plain(span) => (text[span.range().start - 10..span.range().end - 10].to_owned(), String::new()),
                Piece::Space(span) => (text[span.range().start - 10..span.range().end - 10].to_owned(), " ".to_owned()),
                Piece::Entity(meant, span) => (text[span.range().start - 10..span.range().end - 10].to_owned(), meant),
            });
        });
        let wanted = [
            ("é ", ""),
            ("&copy", "©"),
            ("right ", ""),
            ("&amp;", "&"),
            ("\n", " "),
            ("& ", ""),
            ("&#8217", "’"),
            ("s &nosuch; ", ""),
            ("&not", "¬"),
            ("it", ""),
        ];
        assert_eq!(found, wanted.map(|(written, meant)| (written.to_owned(), meant.to_owned())));
    }
}
