//! Quotations that nobody speaks.

use crate::check::Inspector;
use crate::draft::{Draft, Mask, Quote, Role, Token, TokenKind, is_capitalised, without_possessive};
use crate::reading::attribution::{CLAUSE, SourceClass};
use crate::reading::words::{is_function_word, is_one_of};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Of more quotations without a speaker than this in one draft, one is told of with the others.
const MOST: usize = 2;

/// Verbs with a subject; without one, the words are a title, a slogan or a name.
const FINITE: &str = "is are was were am be been has have had will would can could may might must should do does did don't doesn't didn't \
    won't can't isn't aren't wasn't i'm we're they're it's that's there's he's she's you're i've we've i'll we'll it'll i'd we'd let's \
    don’t doesn’t didn’t won’t can’t isn’t aren’t wasn’t i’m we’re they’re it’s that’s there’s he’s she’s you’re i’ve we’ve i’ll we’ll i’d we’d";

/// Words that give a name or a text its marks: “called”, “read”, “chanting”.
const NAMES: &str = "called named titled entitled dubbed termed labelled labeled nicknamed known read reads reading chanted chanting shouted \
    saying says said sang singing song songs album film book novel play show series episode slogan slogans sign signs banner banners placard placards \
    headline headlined caption phrase word words term terms motto message hashtag question questions so-called under entry entries search define defined \
    means meaning mean type typed text label labels button article post blog titled tagline line lines letter note email poem hymn anthem chapter section \
    report essay column tweet theme project program programme campaign game exhibition tag tags field error prompt option option menu";

/// Reports quotations that form a clause and have no speaker.
pub(super) fn report_unattributed(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let mut spans = Vec::new();
    let mut pairs = Pairs::new();
    for (quote, speaker) in draft.quotes.iter().zip(&attribution.speakers) {
        if speaker.class != SourceClass::None
            || !quote.closed
            || draft.blocks[quote.block].role != Role::Body
            || !inspector.looks_at_quote(quote)
        {
            continue;
        }
        let words: Vec<&Token> =
            draft.tokens[quote.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).collect();
        let is_clause = || words.len() >= CLAUSE && words.iter().any(|token| is_one_of(draft.text(token.span), FINITE));
        let is_other = || {
            is_title(draft, &words) || is_named(draft, quote) || is_dialogue(draft, quote) || is_markup(draft, quote)
        };
        if !is_clause() || is_other() || !stands_alone(draft, quote) || !pairs.are_sound(draft, quote) {
            continue;
        }
        // A neighbour that names somebody hands the words over, however it does so.
        if is_spoken_nearby(inspector, quote) {
            continue;
        }
        spans.push(quote.span);
    }
    // One report shows the others; a page of quotations is made of them.
    let paragraphs = draft.blocks.iter().filter(|block| block.role == Role::Body).count();
    let is_page = spans.len() > MOST && spans.len() * 4 > paragraphs;
    if is_page {
        return;
    }
    let (shown, others) = if spans.len() > MOST { spans.split_at(1) } else { (&spans[..], &[][..]) };
    for &span in shown {
        let finding = inspector.finding(span, "nobody is said to speak this quotation");
        let finding = others.iter().fold(finding, |finding, &other| finding.evidence(other, "nor this one"));
        inspector.report(finding);
    }
}

/// Of the block that was asked about last, whether all its quotation marks pair.
struct Pairs {
    block: usize,
    pairs: bool,
}

impl Pairs {
    fn new() -> Self {
        Self { block: usize::MAX, pairs: false }
    }

    /// Whether the marks of a quotation’s block pair. Quotations are asked about in the order of the text.
    fn are_sound(&mut self, draft: &Draft, quote: &Quote) -> bool {
        if self.block != quote.block {
            let span = draft.blocks[quote.block].prose;
            let from = draft.quotes.partition_point(|other| other.span.start < span.start);
            let mut own = draft.quotes[from..].iter().take_while(|other| other.block == quote.block);
            let pairs = super::pairs(draft, quote.block) && own.all(|other| other.closed);
            *self = Self { block: quote.block, pairs };
        }
        self.pairs
    }
}

/// Whether a quotation is a sentence of its own, with nothing before or after that could hand it to somebody, nor a line that asks for
/// it or signs it.
fn stands_alone(draft: &Draft, quote: &Quote) -> bool {
    let text = draft.prose.text();
    let block = &draft.blocks[quote.block];
    let before = text[block.prose.range().start..quote.span.range().start].trim_end();
    let after = text[quote.span.range().end..block.prose.range().end].trim_start();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"']);
    let closes =
        after.is_empty() || after.starts_with(|first: char| first.is_uppercase() || matches!(first, '“' | '"'));
    let ends = text[quote.span.range()].trim_end_matches(['”', '"', '\'']).ends_with(['.', '!', '?', '…']);
    let neighbour = |index: Option<usize>| {
        index.and_then(|index| draft.blocks.get(index)).map_or("", |block| draft.text(block.prose).trim())
    };
    // “How did it begin?” asks for the next paragraph; “— Mara Osei” signs it.
    let is_asked = before.is_empty() && neighbour(quote.block.checked_sub(1)).ends_with(['?', ':']);
    let next = neighbour(Some(quote.block + 1));
    let is_signed =
        after.is_empty() && (next.starts_with(['-', '–', '—', '―', '~']) || next.split_whitespace().nth(8).is_none());
    let is_headed =
        before.is_empty() && quote.block.checked_sub(1).is_some_and(|index| draft.blocks[index].role == Role::Subhead);
    // A line that opens the story is its hook, and the story tells whose it is.
    let is_hook = before.is_empty() && !draft.blocks[..quote.block].iter().any(|block| block.role == Role::Body);
    // “Hi mum”: a letter or a text, told of in the line before.
    let is_letter = is_one_of(
        text[quote.span.range()].trim_start_matches(['“', '"']).split([' ', ',']).next().unwrap_or(""),
        "dear hi hello hey",
    );
    !is_letter
        && !is_of_subject(draft, quote, before.is_empty())
        && opens
        && closes
        && ends
        && !is_hook
        && !is_asked
        && !is_signed
        && !is_headed
}

/// Whether a quotation that is a paragraph of its own and speaks of “I” or “we” follows a paragraph about one person: it is
/// that person’s.
fn is_of_subject(draft: &Draft, quote: &Quote, opens_block: bool) -> bool {
    let Some(before) = quote.block.checked_sub(1).filter(|_| opens_block).map(|index| &draft.blocks[index]) else {
        return false;
    };
    let speaks_of_self = draft.tokens[quote.tokens.clone()]
        .iter()
        .any(|token| is_one_of(draft.text(token.span), "i my me we our us i’m i'm i’d i've i’ve we’re we're"));
    let tokens = &draft.tokens[before.tokens.clone()];
    let pair = |pair: &[Token]| {
        pair.iter().all(|token| is_capitalised(draft.text(token.span)) && draft.text(token.span).len() > 1)
    };
    let names = tokens.windows(2).take(200).any(pair);
    let told = tokens
        .iter()
        .take(200)
        .any(|token| is_one_of(draft.text(token.span), "he she his her letter text note message diary"));
    speaks_of_self && (names || told)
}

/// Whether the marks belong to markup: `alt="..."`.
pub(super) fn is_markup(draft: &Draft, quote: &Quote) -> bool {
    let before = draft.prose.text()[..quote.span.range().start].trim_end();
    before.ends_with(['=', '(']) || draft.is_masked(quote.span, &[Mask::Template, Mask::Code])
}

/// Reports a few words in quotation marks in a sentence that rests on nobody.
pub(super) fn report_fragments(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let mut known: FxHashSet<String> = FxHashSet::default();
    // Of several quotations in a paragraph only the first is asked about.
    let mut last_block = None;
    let mut findings = Vec::new();
    let mut pairs = Pairs::new();
    for quote in &draft.quotes {
        let words: Vec<&Token> =
            draft.tokens[quote.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).collect();
        let follows = last_block.replace(quote.block) == Some(quote.block);
        if !(2..CLAUSE).contains(&words.len()) {
            continue;
        }
        let text = draft.text(quote.span).to_lowercase();
        let is_second = !known.insert(text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        let Some(sentence) = draft.sentence_at(quote.span.start) else { continue };
        if !quote.closed || is_second || draft.blocks[quote.block].role != Role::Body {
            continue;
        }
        let is_known = words
            .iter()
            .any(|token| is_capitalised(draft.text(token.span)) && !is_function_word(draft.text(token.span)));
        let answers = |sentence: usize| {
            let block = draft.sentences.get(sentence).map(|one| one.block);
            block == Some(quote.block)
                && (!attribution.sayings_of(sentence).is_empty() || attribution.statements[sentence].is_carried)
        };
        let is_linked = draft.is_masked(draft.sentences[sentence].span, &[Mask::Link, Mask::Url]);
        if is_known
            || answers(sentence)
            || follows
            || is_linked
            || is_named(draft, quote)
            || is_markup(draft, quote)
            || !pairs.are_sound(draft, quote)
        {
            continue;
        }
        if !inspector.looks_at_quote(quote) || !is_of_polity(inspector, quote) {
            continue;
        }
        let shown = draft.text(quote.span);
        findings.push(inspector.finding(quote.span, format!("whose words are {shown}?")));
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}

/// Whether the fragment belongs to a country or its seat of government: “Moscow’s ‘sphere of influence’”. What a person owns is that
/// person’s word.
fn is_of_polity(inspector: &Inspector<'_>, quote: &Quote) -> bool {
    let draft = inspector.draft;
    let at = quote.tokens.start;
    // The mark may be a token of its own.
    let before =
        draft.tokens[..at].iter().rev().find(|token| token.is_word()).map_or("", |token| draft.text(token.span));
    let owner = without_possessive(before);
    owner.len() < before.len() && inspector.readings.lists.polity_named(owner).is_some()
}

/// Whether all words that matter start with a capital: the title of a work.
pub(super) fn is_title(draft: &Draft, words: &[&Token]) -> bool {
    let matter = words.iter().map(|token| draft.text(token.span)).filter(|word| !is_function_word(word));
    let (capitals, all) =
        matter.fold((0, 0), |(capitals, all), word| (capitals + usize::from(is_capitalised(word)), all + 1));
    all > 0 && capitals * 5 >= all * 4
}

/// Whether the words before the quotation make it a name, a sign or a text.
fn is_named(draft: &Draft, quote: &Quote) -> bool {
    let Range { start: at, end } = quote.tokens.clone();
    let near = |token: &Token| is_one_of(draft.text(token.span), NAMES);
    draft.tokens[at.saturating_sub(5)..at].iter().any(near) || draft.tokens[end..].iter().take(3).any(near)
}

/// Whether the paragraph is a line of dialogue: a name or a letter and a colon open it, or all of it is one quotation in a story that
/// has many of that kind.
fn is_dialogue(draft: &Draft, quote: &Quote) -> bool {
    let tokens = &draft.tokens[draft.blocks[quote.block].tokens.clone()];
    tokens.iter().take(6).any(|token| draft.text(token.span) == ":")
}

/// Whether a sentence beside the quotation names somebody who speaks, in this paragraph or the ones next to it.
fn is_spoken_nearby(inspector: &Inspector<'_>, quote: &Quote) -> bool {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let Some(sentence) = draft.sentence_at(quote.span.start) else { return true };
    let near = sentence.saturating_sub(2)..(sentence + 3).min(draft.sentences.len());
    near.into_iter().any(|one| {
        draft.sentences[one].block.abs_diff(quote.block) <= 1
            && attribution.sayings_of(one).iter().any(|saying| saying.source_class() < SourceClass::Agentless)
    })
}
