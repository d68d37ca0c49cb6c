//! Where the story stands on a page, and which of its headings is the headline: to be known before it is read.

use super::linked_data::LinkedData;
use super::roles;
use super::tags::{Attribute, Kind, Tag, tags};
use crate::draft::markup::{Element, Name};
use crate::source::Span;

/// Parts of a page within one another that are kept track of.
const DEEPEST: usize = 64;

/// The most headings that are looked at. A story has its headline at the top.
const MOST_HEADINGS: usize = 100;

/// The most scripts with data that are looked at.
const MOST_SCRIPTS: usize = 8;

/// Where the headline is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Headline {
    /// In the element whose tag starts there.
    Element(usize),
    /// In a text: the title of the page, an attribute. With the start of the tag it belongs to.
    Text(usize, Span),
    /// The same, as a string of JSON.
    Json(usize, Span),
}

/// What is known of a page before it is read. Places are those of the text that is parsed.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Where the story stands, if the page marks it off.
    pub(super) story: Option<Span>,
    pub(super) headline: Option<Headline>,
    /// When it was published, by data for machines.
    pub(super) date: Option<Span>,
    /// Starts of elements that are read though their like are not: they hold the headline, or most of the text.
    kept: Vec<usize>,
}

impl Outline {
    pub(super) fn of(text: &str, has_headline: bool) -> Self {
        let mut survey = Survey { text, ..Survey::default() };
        tags(text, |tag| survey.tag(tag));
        survey.told(text.len());
        survey.outline(has_headline)
    }

    /// Whether a place is outside of the story.
    pub(super) fn is_outside(&self, at: usize) -> bool {
        self.story.is_some_and(|story| at < story.range().start || at >= story.range().end)
    }

    /// Whether the element whose tag starts there is read though its like are not.
    pub(super) fn keeps(&self, at: usize) -> bool {
        self.kept.contains(&at)
    }
}

/// What a part of a page is for.
#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    Article,
    Main,
    Form,
    /// What stands around stories: banners, imprints, what else there is to read.
    Furniture,
    Unread,
}

impl Purpose {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        match tag.name {
            b"article" => Some(Self::Article),
            b"main" => Some(Self::Main),
            b"form" => Some(Self::Form),
            b"header" | b"footer" | b"aside" => Some(Self::Furniture),
            b"nav" | b"dialog" => Some(Self::Unread),
            _ if matches!(tag.element, Element::Hidden | Element::Unread) && tag.name != b"head" => Some(Self::Unread),
            _ => None,
        }
    }
}

/// A part of the page that is open.
struct Open {
    name: Name,
    purpose: Purpose,
    start: usize,
    /// Its place among the parts that may be the story.
    part: Option<usize>,
}

/// A part of the page that may be the story, or hold it.
struct Part {
    purpose: Purpose,
    span: Span,
    /// How much text is in it, in bytes.
    text: usize,
}

/// A heading that may be the headline.
struct Heading {
    start: usize,
    /// Whether the page calls it the headline.
    named: bool,
    in_furniture: bool,
    /// Whether there is text in it, not only a picture.
    worded: bool,
    around: Vec<usize>,
}

/// A page as it is looked over.
#[derive(Default)]
struct Survey<'t> {
    text: &'t str,
    /// End of what has been seen.
    at: usize,
    open: Vec<Open>,
    parts: Vec<Part>,
    headings: Vec<Heading>,
    /// The heading that is open.
    heading: Option<Name>,
    /// Text that may be of the story, in bytes.
    total: usize,
    title: Option<(usize, Span)>,
    shared: Option<(usize, Span)>,
    /// Start of the tag before, and whether text after it is a title or data.
    before: Option<(usize, bool)>,
    data: Vec<(usize, Span)>,
}

impl Survey<'_> {
    fn tag(&mut self, tag: &Tag<'_>) {
        let (start, end) = (tag.span.range().start, tag.span.range().end);
        self.told(start);
        self.at = end;
        let name = Name::of(tag.name);
        match tag.kind {
            Kind::Comment => {}
            Kind::End => {
                if self.heading == Some(name) {
                    self.heading = None;
                }
                if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
                    for open in self.open.drain(index..) {
                        if let Some(part) = open.part {
                            self.parts[part].span.end = end as u32;
                        }
                    }
                }
            }
            Kind::Start => self.start(tag, name, start),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, name: Name, start: usize) {
        let is_unread = self.open.iter().any(|open| open.purpose == Purpose::Unread);
        match tag.name {
            b"title" if !is_unread && self.title.is_none() => self.before = Some((start, true)),
            b"script" if self.says(tag, Attribute::Type, "application/ld+json") => self.before = Some((start, false)),
            b"meta"
                if self.says(tag, Attribute::Property, "og:title") || self.says(tag, Attribute::Name, "og:title") =>
            {
                self.shared = self.shared.or(tag.value(Attribute::Content).map(|value| (start, value)));
            }
            _ => {}
        }
        if super::element::is_empty(tag.name) || is_unread {
            return;
        }
        let named = tag.element.is_block() && self.says(tag, Attribute::ItemProp, "headline");
        if (named || tag.name == b"h1") && self.headings.len() < MOST_HEADINGS && !roles::is_hidden(tag, self.text) {
            self.heading = Some(name);
            let in_furniture = self.open.iter().any(|open| open.purpose == Purpose::Furniture);
            let around = self.open.iter().map(|open| open.start).collect();
            self.headings.push(Heading { start, named, in_furniture, worded: false, around });
        }
        let Some(purpose) = Purpose::of(tag).filter(|_| self.open.len() < DEEPEST) else { return };
        let outermost = !self.open.iter().any(|open| open.purpose == purpose);
        let is_part = outermost && matches!(purpose, Purpose::Article | Purpose::Main | Purpose::Form);
        let part = is_part.then(|| {
            self.parts.push(Part { purpose, span: Span::new(start, self.text.len()), text: 0 });
            self.parts.len() - 1
        });
        self.open.push(Open { name, purpose, start, part });
    }

    fn says(&self, tag: &Tag<'_>, attribute: Attribute, value: &str) -> bool {
        tag.value(attribute).is_some_and(|span| self.text[span.range()].trim().eq_ignore_ascii_case(value))
    }

    /// The text up to a place has been seen.
    fn told(&mut self, to: usize) {
        let text = self.text.get(self.at..to).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let length = text.trim().len();
        if length == 0 {
            return;
        }
        let place = Span::new(self.at + lead, self.at + lead + length);
        match self.before.take() {
            Some((start, true)) => self.title = Some((start, place)),
            Some((start, false)) if self.data.len() < MOST_SCRIPTS => self.data.push((start, place)),
            _ => {}
        }
        let story = self.open.iter().position(|open| matches!(open.purpose, Purpose::Article | Purpose::Main));
        let around = &self.open[..story.unwrap_or(self.open.len())];
        let left_out = around.iter().any(|open| open.purpose == Purpose::Furniture)
            || self.open.iter().any(|open| open.purpose == Purpose::Unread);
        if let Some(heading) = self.headings.last_mut().filter(|_| self.heading.is_some()) {
            heading.worded = true;
        }
        if left_out {
            return;
        }
        self.total += length;
        for open in &self.open {
            if let Some(part) = open.part {
                self.parts[part].text += length;
            }
        }
    }

    fn outline(self, has_headline: bool) -> Outline {
        let most = |part: &&Part| part.text * 2 > self.total;
        let parts = |purpose| self.parts.iter().filter(move |part| part.purpose == purpose);
        let article = parts(Purpose::Article).find(most).or_else(|| {
            // One article among much else is the story if there is no better frame.
            let mut articles = parts(Purpose::Article);
            articles.next().filter(|article| articles.next().is_none() && article.text * 4 > self.total)
        });
        let story = article.or_else(|| parts(Purpose::Main).find(most)).map(|part| part.span);
        let data: Vec<(usize, LinkedData)> =
            self.data.iter().map(|&(start, span)| (start, LinkedData::read(self.text, span))).collect();
        let heading = if has_headline { None } else { headline(&self.headings, story) };
        let headline = if has_headline {
            None
        } else {
            let of_data = || data.iter().find_map(|(start, data)| Some(Headline::Json(*start, data.headline?)));
            let text = |(start, span): (usize, Span)| Headline::Text(start, span);
            heading
                .map(|heading| Headline::Element(heading.start))
                .or_else(|| self.title.map(|(start, span)| text((start, without_site(self.text, span)))))
                .or_else(of_data)
                .or_else(|| self.shared.map(text))
        };
        let mut kept: Vec<usize> = parts(Purpose::Form).filter(most).map(|part| part.span.range().start).collect();
        kept.extend(heading.into_iter().flat_map(|heading| heading.around.iter().copied()));
        Outline { story, headline, date: data.iter().find_map(|(_, data)| data.date), kept }
    }
}

/// The heading that is the headline: one that is called so, else the first in the story, else the last before it. The
/// heading of a banner is the name of the site, unless nothing else is marked off as the story.
fn headline(headings: &[Heading], story: Option<Span>) -> Option<&Heading> {
    let mut worded = headings.iter().filter(|heading| heading.worded);
    let Some(story) = story else {
        let named = worded.clone().find(|heading| heading.named && !heading.in_furniture);
        return named.or_else(|| worded.clone().find(|heading| !heading.in_furniture)).or_else(|| worded.next());
    };
    let inside = |heading: &&Heading| story.range().contains(&heading.start);
    let mut inner = worded.clone().filter(inside);
    let named = inner.clone().find(|heading| heading.named);
    named
        .or_else(|| inner.next())
        .or_else(|| worded.rfind(|heading| heading.start < story.range().start && !heading.in_furniture))
}

/// A title without the name of the site behind it: `Harbour closes in spring | The Courier`.
fn without_site(text: &str, span: Span) -> Span {
    /// The fewest words of a headline.
    const FEWEST: usize = 3;
    /// The most words of a site's name behind a dash.
    const MOST: usize = 4;
    let title = &text[span.range()];
    let is_name = |rest: &str| {
        rest.split_whitespace().count() <= MOST
            && rest.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
    };
    let marks = [" | ", " · ", " » ", " :: "].iter().map(|mark| (*mark, true));
    let dashes = [" - ", " – ", " — "].iter().map(|dash| (*dash, false));
    for (mark, sure) in marks.chain(dashes) {
        if let Some((story, site)) = title.rsplit_once(mark)
            && story.split_whitespace().count() >= FEWEST
            && (sure || is_name(site))
        {
            return Span::new(span.range().start, span.range().start + story.trim_end().len());
        }
    }
    span
}
