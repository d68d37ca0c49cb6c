//! The XML of Checkstyle, which many programs that show reports of linters can read.

use super::path::from_folder;
use super::xml::Xml;
use super::{Options, by_path};
use crate::diagnostic::{Diagnostic, Level};
use std::io;

/// Writes what is reported, file by file. The format knows where a place begins and not where it ends.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("checkstyle", &[("version", "4.3")])?;
    for (path, diagnostics) in by_path(diagnostics) {
        xml.open("file", &[("name", &from_folder(path, options.folder))])?;
        for diagnostic in diagnostics {
            let Diagnostic { rule, family, level, message, place, .. } = diagnostic;
            let severity = match level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Advice => "info",
            };
            let attributes = [
                ("line", place.line.to_string()),
                ("column", place.column.to_string()),
                ("severity", severity.to_owned()),
                ("message", message.clone()),
                ("source", format!("copydesk.{family}.{rule}")),
            ];
            xml.empty("error", &attributes.each_ref().map(|(key, value)| (*key, value.as_str())))?;
        }
        xml.close("file")?;
    }
    xml.close("checkstyle")?;
    xml.end()
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::fixture::{find, options, report};
    use crate::diagnostic::{Level, Standing};
    use crate::source::Source;

    #[test]
    fn each_file_has_its_errors() {
        let (one, other) = (Source::new("one.txt", "Kyiv\nKiev"), Source::new("my \"own\".txt", "TK"));
        let mut allowed = find(&one, 0..4, "allowed", Level::Error, "not told");
        allowed.standing = Standing::BelowLevel;
        let all = [
            find(&one, 5..9, "name-variant", Level::Warning, "“Kiev”\nhere"),
            find(&other, 0..2, "placeholder-tk", Level::Error, "<TK> & more"),
            find(&one, 0..0, "headline-missing", Level::Advice, "no \"headline\""),
            allowed,
        ];
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Checkstyle, &all, &options(&none)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="one.txt">
            <error line="2" column="1" severity="warning" message="“Kiev”&#10;here" source="copydesk.names.name-variant"/>
            <error line="1" column="1" severity="info" message="no &quot;headline&quot;" source="copydesk.names.headline-missing"/>
          </file>
          <file name="my &quot;own&quot;.txt">
            <error line="1" column="1" severity="error" message="&lt;TK&gt; &amp; more" source="copydesk.names.placeholder-tk"/>
          </file>
        </checkstyle>
        "#);
    }
}
