//! The way through a draft, tag by tag: where blocks begin and end, and what they are.

use super::pieces::{Piece, pieces};
use super::{Element, Name, within};
use crate::draft::allow;
use crate::draft::block::{Builder, Mask, Role};
use crate::draft::so_far::SoFar;
use crate::source::Span;

/// Elements within one another that are kept track of.
const DEEPEST: usize = 256;

/// Elements of a sentence that are open at once. Some that nothing closes must not use up the rest.
const MOST_IN_LINE: usize = 64;

/// The longest text that is the mark of a footnote, in characters.
const LONGEST_MARK: usize = 5;

/// The longest block (bytes) of which a word in it tells what it is.
const LONGEST_LABEL: usize = 160;

/// What is marked in a sentence.
const MASKS: [Mask; 3] = [Mask::Link, Mask::Emphasis, Mask::Code];

/// An element that is open.
struct Open {
    name: Name,
    element: Element,
    /// What the text in it is, by what it stands in too, and the level of a heading.
    role: Role,
    heading: u8,
    /// Whether readers see the text in it.
    is_read: bool,
    /// Start of its tag in the source.
    start: usize,
    /// Start of what is in it in the prose.
    from: usize,
}

/// The block that takes text.
struct Block {
    role: Role,
    heading: u8,
    /// Start in the source.
    start: usize,
    /// Start in the prose.
    from: usize,
    /// Whether it holds anything but template tags.
    words: bool,
    /// Whether it holds template tags.
    tags: bool,
}

/// Turns tags and the text between them into blocks. To be told of everything in the order of the source, and then to be
/// [finished](Walker::finish).
pub(in crate::draft) struct Walker<'w, 's> {
    pub(in crate::draft) builder: &'w mut Builder<'s>,
    /// What has been read of the story.
    pub(in crate::draft) so_far: SoFar,
    /// Template tags in the source, in order.
    tags: &'w [Span],
    open: Vec<Open>,
    /// How many of the open elements stand in a sentence.
    in_line: usize,
    /// Of each mask: how many elements that set it are open, and since where in the prose.
    marked: [(usize, usize); MASKS.len()],
    block: Option<Block>,
    /// Start of the tag that begins the next block.
    start: Option<usize>,
    /// White space that is due before the next text.
    space: Option<Span>,
    /// A line break after which there has been no text.
    line_break: Option<usize>,
    /// What the block that is open, or the next, is likely to be if it is short and stands before the body.
    likely: Option<Role>,
    /// Attributes to be read as captions when the open block ends.
    captions: Vec<Span>,
}

impl<'w, 's> Walker<'w, 's> {
    /// A walker that writes to `builder`. `tags` are the template tags in the source, in order.
    pub(in crate::draft) fn new(builder: &'w mut Builder<'s>, tags: &'w [Span]) -> Self {
        Self {
            so_far: SoFar::new(builder),
            builder,
            tags,
            open: Vec::new(),
            in_line: 0,
            marked: Default::default(),
            block: None,
            start: None,
            space: None,
            line_break: None,
            likely: None,
            captions: Vec::new(),
        }
    }

    /// Whether readers see text here.
    pub(in crate::draft) fn is_read(&self) -> bool {
        self.open.last().is_none_or(|open| open.is_read)
    }

    /// Whether an element is open whose text has that role.
    pub(in crate::draft) fn is_in(&self, role: Role) -> bool {
        self.open.last().is_some_and(|open| open.role == role)
    }

    /// An element begins. `tag` is its start tag. Elements that are as good as a space never end.
    pub(in crate::draft) fn start(&mut self, name: Name, element: Element, tag: Span) {
        let at = tag.range().start;
        let in_line = element.is_in_line();
        match element {
            Element::Space => return self.space(tag),
            Element::Break => return self.line_break(tag),
            _ if in_line || !self.is_read() => {}
            _ => {
                self.close(at);
                self.start = Some(at);
            }
        }
        let full = self.open.len() >= DEEPEST || (in_line && self.in_line >= MOST_IN_LINE);
        // What nobody reads is left out at any depth, and within it nothing more has to be known.
        if full && !(self.is_read() && element.is_unread()) {
            return;
        }
        if in_line {
            self.in_line += 1;
            if self.is_read() {
                self.begin_in_line(element, at);
            }
        }
        let (role, heading, is_read) =
            self.open.last().map_or((Role::Body, 0, true), |outer| (outer.role, outer.heading, outer.is_read));
        let (role, heading) = match element {
            Element::Role(inner, level) if within(role, inner) == inner => (inner, level),
            _ => (role, heading),
        };
        self.open.push(Open {
            name,
            element,
            role,
            heading,
            is_read: is_read && !element.is_unread(),
            start: at,
            from: self.builder.prose.len(),
        });
    }

    /// An element of a sentence begins where text is read.
    fn begin_in_line(&mut self, element: Element, at: usize) {
        if element == Element::Hidden {
            return;
        }
        self.write_space();
        if self.block.is_none() {
            // A link or emphasis that opens its block.
            self.start.get_or_insert(at);
        }
        if let Element::Inline(Some(mask)) = element
            && let Some(index) = MASKS.iter().position(|&known| known == mask)
        {
            let (count, from) = &mut self.marked[index];
            if *count == 0 {
                *from = self.builder.prose.len();
            }
            *count += 1;
        }
    }

    /// An element ends. `tag` is its end tag. One that has not begun parts paragraphs, unless it stands in a sentence.
    pub(in crate::draft) fn end(&mut self, name: Name, element: Element, tag: Span) {
        if matches!(element, Element::Space | Element::Break) {
            return;
        }
        match self.open.iter().rposition(|open| open.name == name) {
            // What is written crosswise ends where its own tag is: `<b><i></b></i>`.
            Some(index) if self.open[index].element.is_in_line() && !self.open[index].element.is_unread() => {
                let open = self.open.remove(index);
                self.left(&open, tag.range().end);
            }
            Some(index) => self.pop_to(index, tag),
            None if !element.is_in_line() && self.is_read() => self.close(tag.range().start),
            None => {}
        }
    }

    /// Ends the innermost element of that name as if its end tag stood at `at`, unless one of `limits` is open within it.
    pub(in crate::draft) fn end_at(&mut self, name: Name, limits: &[Name], at: usize) {
        let near = self.open.iter().rposition(|open| open.name == name || limits.contains(&open.name));
        if let Some(index) = near.filter(|&index| self.open[index].name == name) {
            self.pop_to(index, Span::new(at, at));
        }
    }

    /// Ends the open element at `index`, and all that are open within it.
    fn pop_to(&mut self, index: usize, tag: Span) {
        while self.open.len() > index {
            let Some(open) = self.open.pop() else { return };
            let end = if self.open.len() == index { tag.end } else { tag.start };
            if open.is_read && !open.element.is_in_line() {
                self.close(end as usize);
            }
            self.left(&open, end as usize);
        }
    }

    /// An element that ends at `end` has been taken from those that are open.
    fn left(&mut self, open: &Open, end: usize) {
        if open.element.is_in_line() {
            self.in_line -= 1;
        }
        match open.element {
            Element::Inline(Some(mask)) if open.is_read => {
                if let Some(index) = MASKS.iter().position(|&known| known == mask) {
                    let (count, from) = &mut self.marked[index];
                    *count -= 1;
                    if *count == 0 && self.block.is_some() {
                        let from = *from;
                        self.builder.mask_from(from, mask);
                    }
                }
            }
            Element::Raised if open.is_read => self.raised(open.from),
            Element::Code | Element::Unread if self.is_read() => {
                let role = if open.element == Element::Code { Role::Code } else { Role::Markup };
                self.builder.opaque(role, Span::new(open.start, end));
            }
            _ => {}
        }
    }

    /// Raised text that is or holds a link is the mark of a footnote if it is short.
    fn raised(&mut self, from: usize) {
        if self.block.as_ref().is_none_or(|block| from < block.from) {
            return;
        }
        let text = self.builder.prose.text()[from..].trim();
        let [(links, _), ..] = self.marked;
        let linked = links > 0
            || self.builder.masks.last().is_some_and(|(span, mask)| *mask == Mask::Link && span.start as usize >= from);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let is_mark = text.chars().count() <= LONGEST_MARK && letters <= 1 && (linked || text.starts_with('['));
        if is_mark && !text.is_empty() {
            self.builder.take_back(from);
        }
    }

    /// Text as it stands between two tags, without character references.
    pub(in crate::draft) fn text(&mut self, span: Span) {
        self.between_tags(span, Self::run);
    }

    /// Text between two tags in which there may be character references of HTML.
    pub(in crate::draft) fn text_with_references(&mut self, span: Span) {
        self.between_tags(span, |walker, span| {
            let text = walker.builder.source.slice(span);
            if memchr::memchr(b'&', text.as_bytes()).is_none() {
                return walker.run(span);
            }
            pieces(text, span.range().start, |piece| match piece {
                Piece::Plain(span) => walker.run(span),
                Piece::Space(span) => walker.space(span),
                Piece::Entity(text, span) => walker.reference(&text, span),
            });
        });
    }

    /// Gives the text between template tags to `write`; the tags are written as they stand, and masked.
    fn between_tags(&mut self, span: Span, write: impl Fn(&mut Self, Span)) {
        if !self.is_read() {
            return;
        }
        let tags = self.tags;
        let from = tags.partition_point(|tag| tag.end <= span.start);
        let mut at = span.start;
        for tag in tags[from..].iter().take_while(|tag| tag.start < span.end) {
            let tag = Span { start: tag.start.max(at), end: tag.end.min(span.end) };
            write(self, Span { start: at, end: tag.start });
            self.tag(tag);
            at = tag.end;
        }
        write(self, Span { start: at, end: span.end });
    }

    /// Text without references and template tags: runs of white space are one space.
    fn run(&mut self, span: Span) {
        let text = self.builder.source.slice(span);
        let bytes = text.as_bytes();
        let base = span.range().start;
        let (mut from, mut at) = (0, 0);
        while let Some(length) = bytes[at..].iter().position(u8::is_ascii_whitespace) {
            let stop = at + length;
            let next = stop + bytes[stop..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            // A single space between two words is text like theirs.
            let plain = next == stop + 1 && bytes[stop] == b' ' && stop > from && next < bytes.len();
            if !plain {
                self.words(Span::new(base + from, base + stop));
                self.space(Span::new(base + stop, base + next));
                from = next;
            }
            at = next;
        }
        self.words(Span::new(base + from, base + bytes.len()));
    }

    /// A character reference, and what it stands for.
    pub(in crate::draft) fn reference(&mut self, text: &str, span: Span) {
        if !self.is_read() {
            return;
        }
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return self.space(span);
        }
        // A no-break space that keeps an empty paragraph or an empty line open.
        let blank = text.trim().is_empty();
        if blank && (self.block.is_none() || self.line_break.is_some()) {
            return;
        }
        self.ready(span.range().start);
        self.builder.prose.push_as(&text.replace(['\n', '\r'], " "), span);
        if let Some(block) = self.block.as_mut().filter(|_| !blank) {
            block.words = true;
        }
    }

    /// Something in the block that is open, or begins the next, speaks for a role: a name that is marked as the author's.
    pub(in crate::draft) fn suppose(&mut self, role: Role) {
        /// The longest text (bytes) that may stand before it, such as `Words and pictures by`.
        const BEFORE: usize = 32;
        let begins = self.block.as_ref().is_none_or(|block| self.builder.prose.len() - block.from <= BEFORE);
        if self.is_read() && begins {
            self.likely = Some(role);
        }
    }

    /// A comment. It may be addressed to this program.
    pub(in crate::draft) fn comment(&mut self, span: Span) {
        let about = if self.block.is_some() { span.range().start } else { span.range().end };
        allow::comment(self.builder, span, about);
    }

    /// An attribute of an element that stands for a picture: its words are a block after the one that is open.
    pub(in crate::draft) fn caption(&mut self, value: Span) {
        if !self.is_read() {
            return;
        }
        if self.block.is_some() {
            self.captions.push(value);
        } else {
            self.alone(Role::Caption, value);
        }
    }

    /// A block made of an attribute's value.
    pub(in crate::draft) fn alone(&mut self, role: Role, value: Span) {
        let at = value.range().start;
        let start = self.start;
        self.close(at);
        let open = std::mem::take(&mut self.open);
        let marked = std::mem::take(&mut self.marked);
        self.start_block(role, 0, at);
        self.text_with_references(value);
        self.close(value.range().end);
        (self.start, self.open, self.marked) = (start, open, marked);
    }

    /// Nothing more comes; the source ends at `end`.
    pub(in crate::draft) fn finish(mut self, end: usize) {
        if self.open.is_empty() {
            self.close(end);
        } else {
            self.pop_to(0, Span::new(end, end));
        }
    }

    /// White space: one space, unless there is one, or nothing before it.
    fn space(&mut self, span: Span) {
        if self.is_read() && self.block.is_some() && self.space.is_none() {
            self.space = Some(span);
        }
    }

    fn line_break(&mut self, tag: Span) {
        let Some(block) = &self.block else { return };
        if !self.is_read() {
            return;
        }
        let parts = matches!(block.role, Role::Body | Role::List | Role::Blockquote | Role::Reference);
        match self.line_break {
            Some(first) if parts => self.close(first),
            _ => {
                self.line_break = Some(tag.range().start);
                self.space(tag);
            }
        }
    }

    /// Writes the space that is due.
    fn write_space(&mut self) {
        let Some(span) = self.space.take() else { return };
        let prose = self.builder.prose.text();
        if self.block.as_ref().is_none_or(|block| prose.len() == block.from) || prose.ends_with(char::is_whitespace) {
            return;
        }
        if self.builder.source.slice(span) == " " {
            self.builder.text(span);
        } else {
            self.builder.prose.push_as(" ", span);
        }
    }

    /// Text without white space that collapses.
    fn words(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.ready(span.range().start);
        self.builder.text(span);
        if let Some(block) = &mut self.block {
            block.words = true;
        }
    }

    /// A template tag. It may go on over several lines.
    fn tag(&mut self, span: Span) {
        self.ready(span.range().start);
        let start = self.builder.prose.len();
        self.builder.one_line(span);
        self.builder.mask_from(start, Mask::Template);
        if let Some(block) = &mut self.block {
            block.tags = true;
        }
    }

    /// Gets ready for text at a place in the source: a block is open, and white space before it is written.
    fn ready(&mut self, at: usize) {
        self.line_break = None;
        if self.block.is_some() {
            return self.write_space();
        }
        self.space = None;
        let (role, heading) = self.open.last().map_or((Role::Body, 0), |open| (open.role, open.heading));
        let start = self.start.take().unwrap_or(at);
        self.start_block(role, heading, start);
    }

    fn start_block(&mut self, role: Role, heading: u8, start: usize) {
        self.builder.open(role, start);
        let from = self.builder.prose.len();
        for (_, since) in &mut self.marked {
            *since = from;
        }
        for open in self.open.iter_mut().rev().take_while(|open| open.element.is_in_line()) {
            open.from = from;
        }
        self.block = Some(Block { role, heading, start, from, words: false, tags: false });
    }

    /// Ends the open block at a place in the source.
    fn close(&mut self, at: usize) {
        (self.start, self.space, self.line_break) = (None, None, None);
        let Some(block) = self.block.take() else { return };
        let text = &self.builder.prose.text()[block.from..];
        self.builder.take_back(block.from + text.trim_end().len());
        for (index, &(count, from)) in self.marked.iter().enumerate() {
            if count > 0 {
                self.builder.mask_from(from, MASKS[index]);
            }
        }
        let source = self.builder.source.slice(Span::new(block.start, at.max(block.start)));
        let whole = Span::new(block.start, block.start + source.trim_end().len());
        if block.tags && !block.words {
            self.builder.take_back(block.from);
            self.builder.close(whole.range().end);
            self.builder.opaque(Role::Markup, whole);
        } else {
            self.judge(&block, whole);
            self.builder.close(whole.range().end);
        }
        for value in std::mem::take(&mut self.captions) {
            self.alone(Role::Caption, value);
        }
    }

    /// Settles the role of a block, now that its text is known.
    fn judge(&mut self, block: &Block, whole: Span) {
        let prose = Span::new(block.from, self.builder.prose.len());
        if prose.is_empty() {
            return;
        }
        let (text, source) = (self.builder.prose.slice(prose), self.builder.source.slice(whole));
        let is_short = text.len() <= LONGEST_LABEL && !text.ends_with(['.', '!', '?']);
        let likely = self.likely.take().filter(|_| block.role == Role::Body && is_short && !self.so_far.body_seen);
        let judged = self.so_far.judge(likely.unwrap_or(block.role), block.heading, text, source);
        if let Some(length) = judged.dateline {
            self.builder.masks.push((Span::new(block.from, block.from + length), Mask::Dateline));
        }
        if let Some(open) = self.builder.current() {
            open.role = judged.role;
            open.heading = block.heading;
        }
    }
}
