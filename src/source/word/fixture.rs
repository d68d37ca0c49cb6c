//! Word documents for tests, packed as Word packs them.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The styles that the documents have: identifiers as a German Word writes them, and the names that are the same everywhere.
const STYLES: &str = r#"
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Zwischentitel"><w:name w:val="House crosshead"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Gliederung"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="Quelltext"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="Funotentext"><w:name w:val="footnote text"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Verborgen"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Code"><w:name w:val="HTML Code"/></w:style>
"#;

/// What a document is made of; parts that are empty are left out.
#[derive(Default)]
pub(crate) struct Docx<'d> {
    pub(crate) body: &'d str,
    pub(crate) footnotes: &'d str,
    pub(crate) endnotes: &'d str,
    pub(crate) comments: &'d str,
}

impl Docx<'_> {
    /// The bytes of the file.
    #[must_use]
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut parts = vec![
            ("word/document.xml", format!("<w:document {ROOT}><w:body>{}<w:sectPr/></w:body></w:document>", self.body)),
            ("word/styles.xml", format!("<w:styles {ROOT}>{STYLES}</w:styles>")),
        ];
        let mut beside = format!(r#"<Relationship Id="s" Type="{TYPE}/styles" Target="styles.xml"/>"#);
        for (name, xml) in [("footnotes", self.footnotes), ("endnotes", self.endnotes), ("comments", self.comments)] {
            if !xml.is_empty() {
                let path = ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"];
                let path = path.into_iter().find(|path| path.contains(name)).unwrap_or_default();
                beside += &format!(r#"<Relationship Id="{name}" Type="{TYPE}/{name}" Target="{name}.xml"/>"#);
                parts.push((path, format!("<w:{name} {ROOT}>{xml}</w:{name}>")));
            }
        }
        parts.push(("word/_rels/document.xml.rels", format!("<Relationships>{beside}</Relationships>")));
        let main = format!(
            r#"<Relationships><Relationship Id="d" Type="{TYPE}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        parts.push(("_rels/.rels", main));
        let parts: Vec<(&str, &str)> = parts.iter().map(|(path, xml)| (*path, xml.as_str())).collect();
        pack(&parts)
    }
}

/// A document with that body.
#[must_use]
pub(crate) fn docx(body: &str) -> Vec<u8> {
    Docx { body, ..Docx::default() }.bytes()
}

/// Packs parts.
#[must_use]
pub(crate) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        archive.start_file(*path, SimpleFileOptions::default()).expect("memory can be written to");
        archive.write_all(text.as_bytes()).expect("memory can be written to");
    }
    archive.finish().expect("memory can be written to").into_inner()
}

/// A paragraph of a style, which may be none.
#[must_use]
pub(crate) fn paragraph(style: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#) };
    format!("<w:p>{style}{runs}</w:p>")
}

/// A run of text with what is said of it.
#[must_use]
pub(crate) fn run(properties: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph of plain text.
#[must_use]
pub(crate) fn plain(style: &str, text: &str) -> String {
    paragraph(style, &run("", text))
}
