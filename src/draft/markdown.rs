//! Markdown and MDX: which blocks there are, and what each is in the story.

mod attribute;
mod code;
mod html;
mod inline;
mod mdx;
mod notation;

use super::block::{Builder, Mask, Role};
use super::front_matter;
use super::so_far::SoFar;
use super::template::{self, Kind, Part, Shielded};
use crate::source::Span;
use inline::Inline;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What is read besides CommonMark. Formulas are found in [`notation`], where prices are told from them. Links in double
/// brackets are left as they are: writers put what is still to be filled in there.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Reads a Markdown draft into blocks.
pub(super) fn parse(builder: &mut Builder<'_>) {
    parse_with(builder, template::tags);
}

/// Reads an MDX draft into blocks.
pub(super) fn parse_mdx(builder: &mut Builder<'_>) {
    parse_with(builder, |text| {
        let mut parts = Vec::new();
        mdx::parts(text, &mut parts);
        parts
    });
}

/// Reads a draft into blocks. `parts` finds what is of no Markdown in its text.
fn parse_with(builder: &mut Builder<'_>, parts: fn(&str) -> Vec<Part>) {
    let base = if builder.is_embedded { builder.source.start() } else { front_matter::read(builder) };
    let source = builder.source;
    let text = &source.text()[base..];
    let mut parts = parts(text);
    notation::parts(text, &mut parts);
    let shielded = Shielded::new(text, parts);
    let mut reader = Reader {
        so_far: SoFar::new(builder),
        inline: Inline::new(base, &shielded),
        builder,
        containers: Vec::new(),
        open: None,
        opaque: false,
        markup: None,
    };
    for (event, range) in Parser::new_ext(&shielded.text, OPTIONS).into_offset_iter() {
        let span = reader.inline.original(Span::from(range));
        reader.event(event, span);
    }
    reader.close(source.text().len());
}

/// What a block stands in.
enum Container {
    Quote,
    /// A list item: where its marker stands, until a block has begun there.
    Item(Option<usize>),
    Footnote,
    /// A box, whose words are the writer's own.
    Alert,
    /// An element of MDX that says what its text is.
    Element(Box<str>),
}

/// What a block stands in, and what a paragraph in it is.
struct Within {
    container: Container,
    role: Role,
}

/// Containers within one another of which each is kept track of.
const DEEPEST: usize = 10_000;

/// The block that takes text.
struct Open {
    role: Role,
    /// Level of a heading, else 0.
    heading: u8,
    /// Start in the source.
    start: usize,
    /// Start in the prose.
    from: usize,
    /// Whether Markdown says where it ends; if not, it ends with its last piece of text.
    marked: bool,
    /// Source offset after its last piece of text.
    end: usize,
}

struct Reader<'r, 's> {
    builder: &'r mut Builder<'s>,
    inline: Inline<'r>,
    containers: Vec<Within>,
    open: Option<Open>,
    /// Whether events are passed over until the end of the code or markup they belong to.
    opaque: bool,
    /// The block of HTML that is open, and its lines.
    markup: Option<(Span, Vec<Span>)>,
    so_far: SoFar,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((span, lines)) = self.markup.take() {
                    self.html(span, &lines);
                }
            }
            _ if self.markup.is_some() => {
                if let Some((_, lines)) = &mut self.markup {
                    lines.push(span);
                }
            }
            Event::End(TagEnd::CodeBlock) => self.opaque = false,
            _ if self.opaque => {}
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Rule => self.close(span.range().start),
            Event::TaskListMarker(_) => {}
            event => {
                self.ensure_open(span.range().start);
                self.inline.event(self.builder, event, span);
                self.reach(span);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let start = span.range().start;
        match tag {
            Tag::Paragraph => self.open(self.text_role(), 0, start),
            Tag::Heading { level, .. } => self.open(Role::Subhead, *level as u8, start),
            Tag::TableCell => self.open(Role::Table, 0, start),
            Tag::CodeBlock(_) => self.opaque(Role::Code, span),
            Tag::HtmlBlock => {
                self.close(start);
                self.markup = Some((span, Vec::new()));
            }
            Tag::BlockQuote(None) => self.enter(Container::Quote, Role::Blockquote, start),
            Tag::BlockQuote(Some(_)) => self.enter(Container::Alert, Role::Body, start),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.enter(Container::Item(Some(start)), Role::List, start);
            }
            Tag::FootnoteDefinition(_) => self.enter(Container::Footnote, Role::Reference, start),
            Tag::DefinitionList | Tag::List(_) | Tag::Table(_) | Tag::TableHead | Tag::TableRow => self.close(start),
            _ => {
                self.ensure_open(start);
                self.inline.enter(self.builder, tag, span);
                self.reach(span);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        let end = span.range().end;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(end),
            TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {
                self.close(end);
                // Elements that nothing closed end with what they stand in.
                while self.containers.pop().is_some_and(|within| matches!(within.container, Container::Element(_))) {}
            }
            TagEnd::DefinitionList | TagEnd::List(_) | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow => {
                self.close(end)
            }
            tag => self.inline.leave(self.builder, tag, span),
        }
    }

    /// Something begins that holds blocks. `role` is what paragraphs are there. Words of others stay theirs, whatever
    /// list or quotation they are in.
    fn enter(&mut self, container: Container, role: Role, at: usize) {
        self.close(at);
        let around = self.text_role();
        let role = match around {
            Role::Reference => around,
            Role::Blockquote if role != Role::Reference => around,
            _ if role == Role::Body => around,
            _ => role,
        };
        self.containers.push(Within { container, role });
    }

    /// What a paragraph is by where it stands.
    fn text_role(&self) -> Role {
        self.containers.last().map_or(Role::Body, |within| within.role)
    }

    /// A tag of MDX on a line of its own.
    fn component(&mut self, tag: Span) {
        let written = self.builder.source.slice(tag);
        let closes = written.starts_with("</");
        let name = written.trim_start_matches(['<', '/']);
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let Some((role, _)) = inline::role_of(name) else { return };
        let last = |reader: &Self| matches!(reader.containers.last(), Some(Within { container: Container::Element(open), .. }) if **open == *name);
        if closes && last(self) {
            self.containers.pop();
        } else if !closes && !written.ends_with("/>") && self.containers.len() < DEEPEST {
            self.enter(Container::Element(name.into()), role, tag.range().start);
        }
    }

    fn open(&mut self, role: Role, heading: u8, at: usize) {
        self.close(at);
        // The first block of an item begins with the item's marker.
        let start = match self.containers.last_mut() {
            Some(Within { container: Container::Item(marker), .. }) => marker.take().unwrap_or(at),
            _ => at,
        };
        self.builder.open(role, start);
        let from = self.builder.prose.len();
        self.inline.begin(from);
        self.open = Some(Open { role, heading, start, from, marked: true, end: at });
    }

    /// Text in a tight list stands in no paragraph.
    fn ensure_open(&mut self, at: usize) {
        if self.open.is_none() {
            self.open(self.text_role(), 0, at);
            if let Some(open) = &mut self.open {
                open.marked = false;
            }
        }
    }

    fn reach(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.end = open.end.max(span.range().end);
        }
    }

    /// Code or markup as a whole.
    fn opaque(&mut self, role: Role, span: Span) {
        self.close(span.range().start);
        self.opaque = true;
        self.builder.opaque(role, self.trimmed(span));
    }

    fn trimmed(&self, span: Span) -> Span {
        let start = span.range().start;
        Span::new(start, start + self.builder.source.slice(span).trim_end().len())
    }

    /// A block of HTML, a template tag on a line of its own, or comments.
    fn html(&mut self, span: Span, lines: &[Span]) {
        let span = self.trimmed(span);
        match self.inline.parts_in(span).next() {
            Some((part, place)) if place == span && part.kind != Kind::Comment => {
                let is_code = matches!(part.kind, Kind::Code | Kind::Formula);
                self.builder.opaque(if is_code { Role::Code } else { Role::Markup }, span);
                self.inline.captions_of_tags(self.builder, span);
                self.captions();
                if part.kind == Kind::Markup {
                    self.component(span);
                }
            }
            _ => self.elements(span, lines),
        }
    }

    /// Ends the open block. `at` is where Markdown says it ends.
    fn close(&mut self, at: usize) {
        let Some(mut open) = self.open.take() else { return };
        if let Some((role, heading)) = self.inline.element().filter(|_| open.role == Role::Body && open.marked) {
            (open.role, open.heading) = (role, heading);
        }
        let end = if open.marked { at } else { open.end };
        let whole = self.trimmed(Span::new(open.start, end.max(open.start)));
        let captions = self.inline.finish(self.builder);
        let prose = Span::new(open.from, self.builder.prose.len());
        if self.inline.only_tags() && !prose.is_empty() {
            self.builder.take_back(open.from);
            self.builder.close(whole.range().end);
            self.builder.opaque(Role::Markup, whole);
        } else {
            self.judge(&open, prose, whole);
            self.builder.close(whole.range().end);
        }
        for caption in captions {
            self.inline.caption(self.builder, &caption);
        }
    }

    /// Settles the role of a block, now that its text is known.
    fn judge(&mut self, open: &Open, prose: Span, whole: Span) {
        if prose.is_empty() {
            return;
        }
        let (text, source) = (self.builder.prose.slice(prose), self.builder.source.slice(whole));
        let judged = self.so_far.judge(open.role, open.heading, text, source);
        if let Some(length) = judged.dateline {
            let start = prose.range().start;
            self.builder.masks.push((Span::new(start, start + length), Mask::Dateline));
        }
        if let Some(block) = self.builder.current() {
            block.role = judged.role;
            block.heading = open.heading;
        }
    }
}

#[cfg(test)]
mod tests;
