//! What is the same in all XML reports: text that any reader takes, and a writer of elements a line each.

use super::clean::shown;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// A writer of XML that is indented.
pub(super) struct Xml<'w>(Writer<&'w mut dyn io::Write>);

impl<'w> Xml<'w> {
    /// Begins a document.
    pub(super) fn new(out: &'w mut dyn io::Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self(writer))
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(element(name, attributes)))
    }

    /// Closes it.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(element(name, attributes)))
    }

    /// Writes an element that holds text only.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        self.close(name)
    }

    /// Ends the document.
    pub(super) fn end(self) -> io::Result<()> {
        self.0.into_inner().write_all(b"\n")
    }
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        let value = allowed(value);
        let mut escaped = String::with_capacity(value.len());
        for character in value.chars() {
            match character {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                '"' => escaped.push_str("&quot;"),
                // A reader makes a space of any of these that stands in an attribute as it is.
                '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", character as u32)),
                _ => escaped.push(character),
            }
        }
        element.push_attribute(quick_xml::events::attributes::Attribute {
            key: quick_xml::name::QName(key),
            value: Cow::Owned(escaped),
        });
    }
    element
}

/// Text without the characters that XML 1.0 has no way to write, not even escaped.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(is_forbidden) {
        return Cow::Borrowed(text);
    }
    let replaced = |c: char| match c {
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ if is_forbidden(c) => shown(c),
        _ => c,
    };
    Cow::Owned(text.chars().map(replaced).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_taken() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).expect("memory");
        xml.open("a", &[("n", "x\n\"<&'\u{0}\u{ffff}🎉")]).expect("memory");
        xml.text("b", &[], "]]> <i>&amp;\u{1b}").expect("memory");
        xml.empty("c", &[]).expect("memory");
        xml.close("a").expect("memory");
        xml.end().expect("memory");
        insta::assert_snapshot!(String::from_utf8(out).expect("UTF-8"), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <a n="x&#10;&quot;&lt;&amp;'␀�🎉">
          <b>]]&gt; &lt;i&gt;&amp;amp;␛</b>
          <c/>
        </a>
        "#);
    }
}
