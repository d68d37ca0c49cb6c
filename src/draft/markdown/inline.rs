//! What stands in a paragraph: text, links, emphasis, pictures, tags.

use super::attribute;
use crate::draft::allow;
use crate::draft::block::{Builder, Mask, Role};
use crate::draft::html::element;
use crate::draft::markup::Element;
use crate::draft::markup::pieces::Piece;
use crate::draft::template::{Kind, Part, Shielded};
use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Text, and the source it stands for.
pub(super) struct Ink {
    pub(super) text: Box<str>,
    pub(super) span: Span,
}

/// What the text is that an element of that name opens, and the level of a heading.
pub(super) fn role_of(name: &str) -> Option<(Role, u8)> {
    match element::of(name.as_bytes()) {
        Element::Role(role, level) => Some((role, level)),
        _ => None,
    }
}

/// First words of what writers put in angle brackets for what they do not know yet: `<name>`, `<insert date>`. None is a
/// tag of HTML, though Markdown takes all for one and browsers hide them.
const SLOTS: [&str; 34] = [
    "add",
    "age",
    "agency",
    "amount",
    "author",
    "byline",
    "city",
    "company",
    "county",
    "date",
    "enter",
    "fill",
    "first",
    "firstname",
    "full",
    "headline",
    "insert",
    "job",
    "last",
    "lastname",
    "location",
    "name",
    "number",
    "organisation",
    "organization",
    "place",
    "quote",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "surname",
    "town",
    "your",
];

/// Whether a tag in a sentence is no tag but a slot to be filled in.
fn is_slot(tag: &str) -> bool {
    let Some(inner) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let name = inner.split([' ', '-', '_']).next().unwrap_or("");
    SLOTS.iter().any(|slot| slot.eq_ignore_ascii_case(name)) && !inner.contains(['=', '/', '"'])
}

/// HTML tags within one another that are kept track of.
const DEEPEST: usize = 16;

/// Writes the text of the open block to the prose.
pub(super) struct Inline<'r> {
    /// Where the parsed text begins in the source.
    base: usize,
    shielded: &'r Shielded<'r>,
    /// Start of the block in the prose.
    from: usize,
    /// A line break that has been met, and may go on with indentation and `>` marks.
    line_break: Option<Span>,
    /// Starts in the prose of the links and emphasis that are open.
    starts: Vec<usize>,
    /// What the element says that opens the block.
    element: Option<(Role, u8)>,
    /// The same for HTML tags, with their names.
    html: Vec<(Mask, usize)>,
    /// Start in the prose of text that an HTML tag strikes.
    struck: Option<usize>,
    /// Depth of pictures in pictures.
    pictures: usize,
    caption: Vec<Ink>,
    captions: Vec<Vec<Ink>>,
    /// Where the titles of the picture stand.
    titles: Vec<Span>,
    /// Whether the block holds template tags, and whether it holds anything else.
    tags: bool,
    words: bool,
}

impl<'r> Inline<'r> {
    pub(super) fn new(base: usize, shielded: &'r Shielded<'r>) -> Self {
        Self {
            base,
            shielded,
            from: 0,
            line_break: None,
            starts: Vec::new(),
            element: None,
            html: Vec::new(),
            struck: None,
            pictures: 0,
            caption: Vec::new(),
            captions: Vec::new(),
            titles: Vec::new(),
            tags: false,
            words: false,
        }
    }

    /// The source span of a span of the parsed text.
    pub(super) fn original(&self, span: Span) -> Span {
        let span = self.shielded.snap(span);
        Span::new(span.range().start + self.base, span.range().end + self.base)
    }

    /// A span of the parsed text, from one of the source.
    fn parsed(&self, span: Span) -> Span {
        Span::new(span.range().start - self.base, span.range().end - self.base)
    }

    /// A block begins at `from` in the prose.
    pub(super) fn begin(&mut self, from: usize) {
        self.from = from;
        self.line_break = None;
        self.starts.clear();
        self.element = None;
        self.html.clear();
        self.struck = None;
        (self.pictures, self.tags, self.words) = (0, false, false);
        self.caption.clear();
        self.titles.clear();
    }

    /// Whether the block is made of template tags alone.
    pub(super) fn only_tags(&self) -> bool {
        self.tags && !self.words
    }

    /// The block ends: trailing space goes, and the captions it held come out.
    pub(super) fn finish(&mut self, builder: &mut Builder<'_>) -> Vec<Vec<Ink>> {
        self.line_break = None;
        let text = &builder.prose.text()[self.from..];
        let kept = self.from + text.trim_end().len();
        builder.take_back(kept);
        std::mem::take(&mut self.captions)
    }

    /// Text, code, line breaks, HTML tags.
    pub(super) fn event(&mut self, builder: &mut Builder<'_>, event: Event<'_>, span: Span) {
        match event {
            Event::Text(text) => self.text(builder, &text, span),
            Event::Code(text) => self.code(builder, &text, span),
            Event::SoftBreak | Event::HardBreak => {
                self.line_break = Some(self.line_break.map_or(span, |first| first.cover(span)));
            }
            Event::InlineHtml(_) | Event::Html(_) => self.html(builder, span),
            // Marks of footnotes are not words.
            _ => {}
        }
    }

    /// A link, emphasis or a picture begins.
    pub(super) fn enter(&mut self, builder: &mut Builder<'_>, tag: &Tag<'_>, span: Span) {
        self.flush(builder, span);
        match tag {
            Tag::Image { title, .. } => {
                self.pictures += 1;
                self.titles.extend(title_place(builder.source.slice(span), title).map(|place| {
                    let start = span.range().start;
                    Span::new(start + place.range().start, start + place.range().end)
                }));
            }
            _ => self.starts.push(builder.prose.len()),
        }
    }

    pub(super) fn leave(&mut self, builder: &mut Builder<'_>, tag: TagEnd, span: Span) {
        if tag == TagEnd::Image {
            self.pictures = self.pictures.saturating_sub(1);
            self.line_break = None;
            if self.pictures == 0 {
                self.picture(builder);
            }
            return;
        }
        self.flush(builder, span);
        let Some(start) = self.starts.pop() else { return };
        match tag {
            TagEnd::Link => builder.mask_from(start, Mask::Link),
            TagEnd::Emphasis | TagEnd::Strong => builder.mask_from(start, Mask::Emphasis),
            // What is struck out has been taken back, and often has its replacement behind it.
            TagEnd::Strikethrough => builder.take_back(start),
            _ => {}
        }
    }

    /// A picture ends: its words, and its titles if they say something else.
    fn picture(&mut self, builder: &Builder<'_>) {
        let words: String = self.caption.iter().map(|ink| &*ink.text).collect();
        if !self.caption.is_empty() {
            self.captions.push(std::mem::take(&mut self.caption));
        }
        for span in std::mem::take(&mut self.titles) {
            let title = builder.source.slice(span);
            if title.contains(' ') && title != words {
                self.captions.push(vec![Ink { text: title.into(), span }]);
            }
        }
    }

    /// The role that the element which opens the block gives it, and the level of a heading.
    pub(super) fn element(&self) -> Option<(Role, u8)> {
        self.element
    }

    /// Writes the line break that is due before what stands at `next`.
    fn flush(&mut self, builder: &mut Builder<'_>, next: Span) {
        if let Some(mut span) = self.line_break.take() {
            span.end = span.end.max(next.start);
            self.space(builder, span);
        }
    }

    /// A space, unless there is one, or nothing before it.
    fn space(&mut self, builder: &mut Builder<'_>, span: Span) {
        if self.pictures > 0 {
            self.caption.push(Ink { text: " ".into(), span });
        } else if builder.prose.len() > self.from && !builder.prose.text().ends_with(char::is_whitespace) {
            builder.prose.push_as(" ", span);
        }
    }

    fn text(&mut self, builder: &mut Builder<'_>, text: &str, span: Span) {
        self.flush(builder, span);
        let parsed = self.parsed(span);
        let linear = self.shielded.text.get(parsed.range()) == Some(text) || !self.shielded.parts_in(parsed).is_empty();
        if self.pictures > 0 {
            let text = if linear { builder.source.slice(span) } else { text };
            self.caption.push(Ink { text: text.into(), span });
        } else if linear {
            self.linear(builder, span);
        } else {
            self.words = true;
            builder.prose.push_as(text, span);
        }
    }

    /// Source text as it stands: template tags masked, marks left out.
    fn linear(&mut self, builder: &mut Builder<'_>, span: Span) {
        let mut at = span.start;
        for part in self.shielded.parts_in(self.parsed(span)) {
            if part.kind == Kind::Address {
                continue;
            }
            let place = Span::new(part.span.range().start + self.base, part.span.range().end + self.base);
            self.words(builder, Span { start: at, end: place.start.max(at) });
            self.part(builder, *part, place);
            at = place.end;
        }
        self.words(builder, Span { start: at, end: span.end.max(at) });
    }

    /// A part that the parser did not see, at `place` in the source.
    fn part(&mut self, builder: &mut Builder<'_>, part: Part, place: Span) {
        let start = builder.prose.len();
        match part.kind {
            Kind::Tag => {
                self.tags = true;
                builder.one_line(place);
                builder.mask_from(start, Mask::Template);
                self.captions_of(builder, place);
            }
            Kind::Code | Kind::Formula => {
                self.words |= part.kind == Kind::Formula;
                self.tags |= part.kind == Kind::Code;
                let written = builder.source.slice(place);
                let inner = written.trim_start_matches('$');
                let from = place.range().start + (written.len() - inner.len());
                builder.one_line(Span::new(from, from + inner.trim_end_matches('$').len()));
                builder.mask_from(start, Mask::Code);
            }
            Kind::Comment => {
                allow::comment(builder, place, place.range().start);
            }
            Kind::Markup => {}
            Kind::Address => self.words(builder, place),
        }
    }

    /// Source text without tags. Where a picture or a comment was left out, only one of the spaces around it stays.
    fn words(&mut self, builder: &mut Builder<'_>, mut span: Span) {
        let text = builder.source.slice(span);
        let prose = builder.prose.text();
        if prose.len() == self.from || prose.ends_with(char::is_whitespace) {
            span.start += (text.len() - text.trim_start_matches([' ', '\t']).len()) as u32;
        }
        self.words |= !builder.source.slice(span).trim().is_empty();
        builder.text(span);
    }

    /// Code in a sentence, without its backticks.
    fn code(&mut self, builder: &mut Builder<'_>, text: &str, span: Span) {
        self.flush(builder, span);
        let raw = self.shielded.text.get(self.parsed(span).range()).unwrap_or("");
        let ticks = raw.bytes().take_while(|&byte| byte == b'`').count();
        let inner = raw.get(ticks..raw.len().saturating_sub(ticks)).unwrap_or("");
        if self.pictures > 0 {
            self.caption.push(Ink { text: text.into(), span });
            return;
        }
        let start = builder.prose.len();
        match inner.find(text) {
            Some(at) => {
                let at = span.range().start + ticks + at;
                builder.one_line(Span::new(at, at + text.len()));
            }
            None => self.wrapped_code(builder, text, inner, span),
        }
        self.words = true;
        builder.mask_from(start, Mask::Code);
    }

    /// Code that does not stand in the source as it is read: over several lines, or with an escaped stroke of a table.
    fn wrapped_code(&self, builder: &mut Builder<'_>, text: &str, inner: &str, span: Span) {
        let ticks = (span.len() - inner.len()) / 2;
        let mut lines: Vec<Span> = Vec::new();
        let mut at = 0;
        for line in inner.split_inclusive('\n') {
            // Later lines may begin with the marks of a quotation.
            let lead = if at == 0 { 0 } else { line.len() - line.trim_start_matches([' ', '\t', '>']).len() };
            lines.push(Span::new(at + lead, at + line.trim_end_matches(['\n', '\r']).len().max(lead)));
            at += line.len();
        }
        let joined = lines.iter().map(|line| &inner[line.range()]).collect::<Vec<_>>().join(" ");
        if joined.trim() != text.trim() {
            let written = builder.source.slice(span).trim_matches('`').replace(['\n', '\r'], " ");
            let hidden = self.parts_in(span).next().is_some();
            return builder.prose.push_as(if hidden { &written } else { text }, span);
        }
        let start = span.range().start + ticks;
        let mut end = None;
        for line in lines {
            let line = Span::new(start + line.range().start, start + line.range().end);
            if let Some(end) = end {
                builder.prose.push_as(" ", Span { start: end, end: line.start });
            }
            builder.text(line);
            end = Some(line.end);
        }
    }

    /// An HTML tag in a sentence, or a comment.
    pub(super) fn html(&mut self, builder: &mut Builder<'_>, span: Span) {
        self.flush(builder, span);
        let raw = builder.source.slice(span);
        if raw.starts_with("<!--") {
            allow::comment(builder, span, span.range().start);
            return;
        }
        if let Some(part) = self.part_at(span)
            && (part.kind != Kind::Markup || !raw.starts_with('<'))
        {
            if raw.starts_with('{') && raw.trim_matches(['{', '}']).trim_matches(['"', '\'', '`']) == " " {
                self.space(builder, span);
            }
            return self.part(builder, part, span);
        }
        if is_slot(raw) {
            self.words = true;
            return builder.one_line(span);
        }
        let inner = raw.trim_start_matches(['<', '/']);
        let name = &inner[..inner.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let name = name.to_ascii_lowercase();
        let kind = match element::of(name.as_bytes()) {
            Element::Inline(Some(mask)) => mask,
            Element::Hidden if matches!(&*name, "del" | "s" | "strike") => {
                if !raw.starts_with("</") {
                    self.struck.get_or_insert(builder.prose.len());
                } else if let Some(start) = self.struck.take() {
                    builder.take_back(start);
                }
                return;
            }
            element if element.may_stand_in_a_word() => return,
            _ => {
                if name == "img" || attribute::is_component(raw) {
                    self.captions_of(builder, span);
                }
                if builder.prose.len() == self.from && !raw.starts_with("</") {
                    self.element = role_of(&name).or(self.element);
                }
                return self.space(builder, span);
            }
        };
        if !raw.starts_with("</") {
            // Tags that nothing closes must not pile up.
            self.html.truncate(DEEPEST);
            self.html.push((kind, builder.prose.len()));
        } else if let Some(index) = self.html.iter().rposition(|&(open, _)| open == kind) {
            let (_, start) = self.html.remove(index);
            builder.mask_from(start, kind);
        }
    }

    /// A piece of the text in a block of HTML.
    pub(super) fn html_piece(&mut self, builder: &mut Builder<'_>, piece: Piece) {
        match piece {
            Piece::Plain(span) => self.linear(builder, span),
            Piece::Space(span) => self.space(builder, span),
            // A no-break space that keeps an empty paragraph open.
            Piece::Entity(text, _) if text.trim().is_empty() && builder.prose.len() == self.from => {}
            Piece::Entity(text, span) => {
                self.words = true;
                builder.prose.push_as(&text.replace(['\n', '\r'], " "), span);
            }
        }
    }

    /// The part that is a span of the source.
    pub(super) fn part_at(&self, span: Span) -> Option<Part> {
        let parsed = self.parsed(span);
        self.shielded.parts_in(parsed).first().copied().filter(|part| part.span == parsed)
    }

    /// The parts in a span of the source, with the places of each there.
    pub(super) fn parts_in(&self, span: Span) -> impl Iterator<Item = (Part, Span)> + use<'r> {
        let base = self.base;
        let parts = self.shielded.parts_in(self.parsed(span)).iter();
        parts.map(move |part| (*part, Span::new(part.span.range().start + base, part.span.range().end + base)))
    }

    /// The parsed text that stands for a span of the source.
    pub(super) fn shielded_text(&self, span: Span) -> Option<&'r str> {
        self.shielded.text.get(self.parsed(span).range())
    }

    /// Keeps the captions that a tag holds until the block ends.
    pub(super) fn captions_of(&mut self, builder: &Builder<'_>, tag: Span) {
        self.captions.extend(attribute::captions(builder, tag));
    }

    /// The same for all tags in `span`.
    pub(super) fn captions_of_tags(&mut self, builder: &Builder<'_>, span: Span) {
        for (part, place) in self.parts_in(span) {
            if part.kind == Kind::Tag || (part.kind == Kind::Markup && builder.source.slice(place).starts_with('<')) {
                self.captions_of(builder, place);
            }
        }
    }

    pub(super) fn take_captions(&mut self) -> Vec<Vec<Ink>> {
        std::mem::take(&mut self.captions)
    }

    /// The words that go with a picture, as a block after the one the picture stood in.
    pub(super) fn caption(&mut self, builder: &mut Builder<'_>, inks: &[Ink]) {
        let (Some(first), Some(last)) = (inks.first(), inks.last()) else { return };
        builder.open(Role::Caption, first.span.range().start);
        for ink in inks {
            if builder.source.slice(ink.span) == &*ink.text && !ink.text.contains(['\n', '\r']) {
                builder.text(ink.span);
            } else {
                builder.prose.push_as(&ink.text.replace(['\n', '\r'], " "), ink.span);
            }
        }
        builder.close(last.span.range().end);
    }
}

/// Where the title of a picture stands in what is written, `![a](b.png "A title")`, if it is there as it reads.
fn title_place(written: &str, title: &str) -> Option<Span> {
    let before = written.strip_suffix(')')?.trim_end().strip_suffix(['"', '\'', ')'])?.strip_suffix(title)?;
    (!title.is_empty() && before.ends_with(['"', '\'', '(']))
        .then(|| Span::new(before.len(), before.len() + title.len()))
}
