//! `repeat`: the same word or phrase twice in a row, or on both sides of “and”.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Mask, Role, is_capitalised};
use crate::reading::repeats::Repeat;
use crate::reading::words::is_function_word;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use std::collections::HashSet;

/// What to report, and the words for which it is right to stand twice.
#[derive(Debug)]
pub(crate) struct RepeatCheck {
    report: What,
    /// Words that may stand twice.
    allow: HashSet<String>,
    /// Words that stand twice for emphasis: advice only.
    emphasis: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Word,
    Phrase,
    Coordinate,
}

impl Read for RepeatCheck {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let report = super::choice(
            table,
            "report",
            &[("word", What::Word), ("phrase", What::Phrase), ("coordinate", What::Coordinate)],
        )?;
        let words = |key| table.strings(key).iter().map(|text| text.value.to_lowercase()).collect();
        Some(Self { report, allow: words("allow"), emphasis: words("emphasis") })
    }
}

/// A repeat of a draft, seen by a check.
struct Seen<'a, 'i> {
    inspector: &'i Inspector<'a>,
    first: usize,
    words: usize,
}

impl<'a> Seen<'a, '_> {
    fn word(&self, token: usize) -> &'a str {
        self.inspector.draft.tokens[token].text(self.inspector.draft.prose.text())
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let tokens = &self.inspector.draft.tokens;
        tokens[from].span.cover(tokens[to].span)
    }

    /// The word before the first copy or after the second, in the same sentence and with nothing but space between.
    fn neighbour(&self, of: usize, ahead: bool) -> Option<&'a str> {
        let draft = self.inspector.draft;
        let other = if ahead { of + 1 } else { of.checked_sub(1)? };
        let (left, right) = if ahead { (of, other) } else { (other, of) };
        let (left, right) = (draft.tokens.get(left)?, draft.tokens.get(right)?);
        crate::reading::words::adjoin(draft, left, right).then(|| self.word(other))
    }

    /// Whether a hyphen, apostrophe, slash or ampersand touches the span: then the words are parts of something.
    fn is_part(&self, span: Span) -> bool {
        let text = self.inspector.draft.prose.text();
        let joins = |c: char| matches!(c, '-' | '\'' | '’' | '‘' | '/' | '&' | '@' | '#' | '_' | '.' | '+');
        let before = text[..span.range().start].chars().next_back();
        let mut after = text[span.range().end..].chars();
        let next = after.next();
        before.is_some_and(|c| joins(c) && c != '.')
            || next.is_some_and(|c| joins(c) && after.next().is_some_and(char::is_alphanumeric))
    }

    /// Whether the two words are all of a quotation, as a term is, or stand in one three times or more, as in a chant.
    fn is_term_or_chant(&self) -> bool {
        let (first, second) = (self.first, self.first + 1);
        let text = self.inspector.draft.prose.text();
        let span = self.span(first, second);
        let same = |word: Option<&str>| word.is_some_and(|word| word.eq_ignore_ascii_case(self.word(first)));
        let opens = text[..span.range().start].ends_with(['"', '“', '«']);
        let closes = text[span.range().end..].trim_start_matches([',', '.', '!', '?']).starts_with(['"', '”', '»']);
        let thrice = || same(self.neighbour(second, true)) || same(self.neighbour(first, false));
        opens && closes || self.quoted(span) && !is_function_word(self.word(first)) && thrice()
    }

    /// Whether the copies are a small word at the edge of a link or of a stretch in italics: “on the [the council’s page]”.
    /// The stretch must go on, for a word by itself is spoken of and not used.
    fn at_an_edge(&self, one: Span, other: Span) -> bool {
        let draft = self.inspector.draft;
        let tokens = &draft.tokens;
        if self.words != 1
            || !is_function_word(self.word(self.first))
            || draft.is_masked(one.cover(other), &[Mask::Quoted])
        {
            return false;
        }
        let inside = |span: Span| draft.is_masked(span, &[Mask::Link, Mask::Emphasis]);
        let far = match (inside(one), inside(other)) {
            (true, false) => self.first.checked_sub(1),
            (false, true) => Some(self.first + 2),
            _ => None,
        };
        !draft.is_masked(one.cover(other), &[Mask::Code])
            && far.and_then(|far| tokens.get(far)).is_some_and(|far| far.is_word() && inside(far.span))
    }

    /// Whether markup parts the copies, as in “the word _the_ the ...” or two lines in italics of their own.
    fn set_apart(&self, one: Span, other: Span) -> bool {
        let draft = self.inspector.draft;
        let gap = Span { start: one.end, end: other.start };
        [Mask::Emphasis, Mask::Code, Mask::Quoted, Mask::Link].iter().any(|&mask| {
            let inside = draft.is_masked(one, &[mask]);
            inside != draft.is_masked(other, &[mask]) || (inside && !draft.is_masked(gap, &[mask]))
        })
    }

    /// Whether the same words follow once more.
    fn goes_on(&self, last: usize) -> bool {
        let hashes = self.inspector.readings.hashes();
        hashes
            .get(last + 1..last + 1 + self.words)
            .is_some_and(|next| *next == hashes[self.first..self.first + self.words])
            || self
                .first
                .checked_sub(self.words)
                .is_some_and(|before| hashes[before..self.first] == hashes[self.first..self.first + self.words])
    }

    fn quoted(&self, span: Span) -> bool {
        let draft = self.inspector.draft;
        draft.is_masked(span, &[Mask::Quoted])
            || draft.block_at(span.start).is_some_and(|block| draft.blocks[block].role == Role::Blockquote)
    }
}

impl Check for RepeatCheck {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let mut findings = Vec::new();
        for repeat in inspector.readings.repeats() {
            let (first, words, wanted) = match *repeat {
                Repeat::Row { first, words: 1 } => (first, 1, What::Word),
                Repeat::Row { first, words } => (first, words, What::Phrase),
                Repeat::Pair { first } => (first, 1, What::Coordinate),
            };
            if wanted != self.report {
                continue;
            }
            let seen = Seen { inspector, first, words };
            let copy = first + words + usize::from(wanted == What::Coordinate);
            let (one, other) = (seen.span(first, first + words - 1), seen.span(copy, copy + words - 1));
            let at_an_edge = wanted == What::Word && seen.at_an_edge(one, other);
            if !at_an_edge && seen.set_apart(one, other) {
                continue;
            }
            let last = if wanted == What::Coordinate { first + 2 } else { first + 2 * words - 1 };
            let span = seen.span(first, last);
            if !inspector.looks_at(span) || seen.is_part(span) {
                continue;
            }
            let level = match wanted {
                What::Word => self.doubled_word(&seen),
                What::Phrase => doubled_phrase(&seen),
                What::Coordinate => self.coordinate(&seen),
            };
            let Some(level) = level else { continue };
            let draft = inspector.draft;
            let said = draft.text(seen.span(first, first + words - 1));
            let message = match wanted {
                What::Word | What::Phrase => format!("“{said}” stands twice in a row"),
                What::Coordinate => {
                    format!("“{}”: the same word on both sides of “{}”", draft.text(span), seen.word(first + 1))
                }
            };
            let mut finding = inspector.finding(span, message).at_most(level);
            if at_an_edge {
                // Which copy goes depends on what the link or the italics are to hold.
                finding = finding.at_most(Level::Warning);
            } else if !seen.quoted(span) && level > Level::Advice {
                // The second copy goes, with the space (and the conjunction) before it.
                let gone = Span { start: draft.tokens[first + words - 1].span.end, end: span.end };
                // Words of matter are doubled on purpose more often than a list can hold: names of dishes, cries, titles.
                // So are phrases with one in them, unless they are long: “an organization of organizations of organizations”.
                // Two denials may be meant as two.
                let safe = match wanted {
                    What::Word => is_function_word(seen.word(first)) && !seen.word(first).eq_ignore_ascii_case("not"),
                    What::Phrase => words > 2 || (first..first + words).all(|at| is_function_word(seen.word(at))),
                    What::Coordinate => true,
                };
                finding = finding.fix(gone, "", safe);
            }
            findings.push(finding);
        }
        findings.into_iter().for_each(|finding| inspector.report(finding));
    }
}

/// Verbs that take “in” or “on” as a part of themselves: “they came in in 1979”.
const PHRASAL: &str = "came come comes coming move moved moves moving log logged logging went go goes going get gets got \
    getting put puts carry carried carries turn turned turns tune tuned bring brought brings take taken took takes live lived \
    hand handed sign signed signing check checked checking stay stayed settle settled settling kick kicked phone phoned call \
    called calls fill filled join joined tie tied dial dialed plug plugged believe believed interested be was were been";

/// Verbs that leave a preposition hanging: “the firm she works for for now”.
const PREPOSITIONAL: &str = "works work worked working lives live lived living pays paid pay asked asks ask hoped waits waited \
    looks looked looking talks talked spoke listen listened belongs belonged came comes";

impl RepeatCheck {
    fn doubled_word(&self, seen: &Seen<'_, '_>) -> Option<Level> {
        let (one, two) = (seen.word(seen.first), seen.word(seen.first + 1));
        let lower = one.to_lowercase();
        if self.allow.contains(&lower) || seen.is_term_or_chant() {
            return None;
        }
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 && lower != "a" && lower != "i" {
            return None;
        }
        let capital = |word: &str| word.chars().any(char::is_uppercase);
        // “at AT&T”, and names such as Sing Sing: two capitals are as often a name as a slip.
        if capital(two) && !(one == two && lower == "i") {
            let shout = one == two && one.len() > 1 && one.chars().all(|c| !c.is_lowercase()) && is_function_word(one);
            return (shout).then_some(Level::Warning);
        }
        let before = seen.first.checked_sub(1).map(|at| seen.word(at).to_lowercase()).unwrap_or_default();
        match lower.as_str() {
            // “What it is is a tragedy.”
            "is" | "was" | "are" | "did" | "does" | "do" if self.asks_before(seen, 5) => return None,
            // “The best thing to do is is to wait”, “whoever it was was right”: grammar more often than not.
            "is" | "was" | "are" | "were" | "did" | "does" | "do" | "has" | "have" if self.asks_before(seen, 40) => {
                return Some(Level::Advice);
            }
            "for" | "with" | "to" | "at" | "of" | "from"
                if PREPOSITIONAL.split_whitespace().any(|verb| verb == before) =>
            {
                return Some(Level::Warning);
            }
            "in" | "on" | "up" | "out" | "off" | "over" | "through"
                if PHRASAL.split_whitespace().any(|verb| verb == before) =>
            {
                return Some(Level::Advice);
            }
            _ => {}
        }
        if self.emphasis.contains(&lower) {
            return Some(Level::Advice);
        }
        Some(if seen.quoted(seen.span(seen.first, seen.first + 1)) { Level::Warning } else { Level::Error })
    }

    /// Whether a question word or a relative clause leads up to a doubled verb.
    fn asks_before(&self, seen: &Seen<'_, '_>, within: usize) -> bool {
        let draft = seen.inspector.draft;
        let start = draft
            .sentence_at(draft.tokens[seen.first].span.start)
            .map_or(seen.first, |s| draft.sentences[s].tokens.start);
        let from = start.max(seen.first.saturating_sub(within));
        (from..seen.first).any(|at| {
            matches!(
                seen.word(at).to_ascii_lowercase().as_str(),
                "what" | "whatever" | "where" | "who" | "whoever" | "how" | "all" | "which" | "why" | "whichever"
            )
        })
    }

    fn coordinate(&self, seen: &Seen<'_, '_>) -> Option<Level> {
        let one = seen.word(seen.first);
        let two = seen.word(seen.first + 2);
        let lower = one.to_lowercase();
        if lower.chars().count() < 4 || self.allow.contains(&lower) || is_function_word(&lower) || is_capitalised(two) {
            return None;
        }
        // “again and again”, “bigger and bigger”, “talked and talked”: repetition that says how much.
        let grows = lower.ends_with("er") || lower.ends_with("ing") || lower.ends_with("ed");
        if (grows && !ADJECTIVES.split_whitespace().any(|known| known == lower)) || !is_adjectival(&lower) {
            return None;
        }
        let before = seen.neighbour(seen.first, false).map(str::to_lowercase).unwrap_or_default();
        let after = seen.neighbour(seen.first + 2, true).map(str::to_lowercase).unwrap_or_default();
        // “political and political science”: the second belongs to a longer name.
        let noun = !after.is_empty() && !is_function_word(&after);
        let led = matches!(
            before.as_str(),
            "a" | "an"
                | "the"
                | "its"
                | "his"
                | "her"
                | "their"
                | "our"
                | "my"
                | "your"
                | "this"
                | "that"
                | "these"
                | "those"
                | "is"
                | "are"
                | "was"
                | "were"
                | "be"
                | "more"
                | "most"
                | "very"
                | "some"
                | "any"
                | "no"
        );
        (noun || led).then_some(if seen.quoted(seen.span(seen.first, seen.first + 2)) {
            Level::Warning
        } else {
            Level::Error
        })
    }
}

/// Endings of adjectives and of the adverbs made from them.
const ADJECTIVAL: &[&str] =
    &["ive", "al", "ous", "ful", "ic", "ent", "ant", "able", "ible", "ary", "less", "ish", "ical", "ory", "ile"];

/// Adjectives that their ending does not give away.
const ADJECTIVES: &str = "large great strong small major broad deep clear fair full hard heavy high huge important late long \
    lower main modern near poor pure quick quiet rapid rare rich safe serious severe sharp short simple slow smart soft \
    stable steady strict tough true urgent vast warm weak wide wild wise wrong complex detailed enormous famous vulnerable \
    popular regular similar particular familiar singular difficult adult able ready happy angry busy easy early healthy wealthy \
    lengthy noisy risky costly friendly likely lively lonely elderly unlikely orderly timely proud loud brief bold brave calm \
    cheap clean close cold cool crucial cruel dark dead deaf dense dry dull eager fast fierce fine firm fit flat formal fresh \
    grand gross harsh hot humble ideal idle keen kind large lax loose mad mature mild mixed narrow neat nice odd plain polite \
    prompt proper raw rough rude sad sane scarce secret shy sick sober sore sound spare stark steep stern stiff subtle sudden \
    swift tall tender tense thick thin tidy tight tiny tired vague valid vivid wealthy wet balanced advanced limited skilled \
    experienced talented dedicated committed sophisticated unprecedented interested sustained distinguished informed modest \
    honest robust intense profound common certain modern foreign hidden open golden wooden genuine adequate accurate private \
    appropriate legitimate intimate deliberate desperate elaborate delicate fortunate ultimate complete obsolete innocent concrete direct exact extreme immediate separate remote robust secure sincere supreme united unique digital \
    fragile";

/// Nouns with the endings of adjectives: “the public and public servants” joins two things.
const NOUNS: &str = "agent accident client content continent event incident parent patient percent president resident \
    student animal capital hospital journal material official professional rival signal trial festival individual manual \
    metal mineral musical deal meal appeal approval arrival proposal removal renewal survival terminal withdrawal rehearsal \
    referral general criminal intellectual executive detective native relative representative alternative initiative \
    objective perspective incentive narrative archive drive directive operative public music traffic topic clinic fabric \
    logic mechanic critic comic classic academic epidemic pandemic graphic republic attic ethic metric statistic applicant \
    assistant consultant participant tenant restaurant plant immigrant migrant merchant servant defendant accountant infant \
    giant grant secretary library summary salary boundary diary dictionary military commentary documentary anniversary \
    missionary factory history story theory category memory territory victory laboratory directory table cable vegetable \
    handful fish dish mobile file mile profile textile missile reptile bible talent scent rent tent cent goal coal seal \
    principal animal crystal canal medal pedal mall ball hall wall call olive motive festival locomotive \
    collective native preservative conservative liberal radical moderate reactant pollutant elephant pageant warrant variant \
    descendant attendant occupant informant inhabitant contestant advocate";

fn is_adjectival(word: &str) -> bool {
    if NOUNS.split_whitespace().any(|noun| noun == word) || word.ends_with("ment") {
        return false;
    }
    ADJECTIVAL.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        || ADJECTIVES.split_whitespace().any(|known| known == word)
        || (word.ends_with("ly") && word.len() > 6)
}

/// Verbs that take a thing and its name: “what makes a gadget a gadget”.
const NAMING: [&str; 12] =
    ["makes", "make", "made", "making", "call", "calls", "called", "calling", "keeps", "keep", "is", "considers"];

/// Words that join the copies of “hand in hand in”, “day after day after”.
const JOINTS: [&str; 12] = ["in", "to", "by", "after", "on", "and", "for", "of", "with", "or", "upon", "at"];

/// Joints that join any two copies, and words that others join: “step by step by”, “hand in hand in”.
const FREE_JOINTS: [&str; 6] = ["by", "after", "and", "or", "upon", "of"];
const JOINED: &str = "hand face time side back arm heart head shoulder toe door word man coast end layer row point line bumper \
    cheek wall mouth person place pound dollar nose neck year month week day night one two three four five ten house room \
    street town city state generation species parent page ear eye blow body soul site server peer business people cell \
    tip dusk dawn start pole shore ship truck air ground surface";

fn doubled_phrase(seen: &Seen<'_, '_>) -> Option<Level> {
    let words: Vec<String> = (seen.first..seen.first + seen.words).map(|at| seen.word(at).to_lowercase()).collect();
    let last = seen.first + 2 * seen.words - 1;
    // “and on and on”, and words said three times or more: not a slip.
    if matches!(words[0].as_str(), "and" | "or") || seen.goes_on(last) {
        return None;
    }
    // “what makes a gadget a gadget”, “we call the lab the lab”
    let article = matches!(words[0].as_str(), "a" | "an" | "the" | "our");
    if article
        && (1..=3).any(|back| {
            seen.first >= back && NAMING.contains(&seen.word(seen.first - back).to_ascii_lowercase().as_str())
        })
    {
        return None;
    }
    if words.len() == 2 && JOINTS.contains(&words[1].as_str()) {
        // “a message on message on”: nothing that is said so.
        let joined = FREE_JOINTS.contains(&words[1].as_str()) || JOINED.split_whitespace().any(|word| word == words[0]);
        if !joined
            && words[0].chars().count() >= 5
            && !is_function_word(&words[0])
            && !is_capitalised(seen.word(seen.first))
        {
            let quoted = seen.quoted(seen.span(seen.first, last));
            return Some(if quoted { Level::Warning } else { Level::Error });
        }
        // The reader hears the idiom go on, unless the phrase is a plain “of the of the”.
        return (is_function_word(&words[0]) && !JOINTS.contains(&words[0].as_str())).then_some(Level::Advice);
    }
    if words.len() == 2 && JOINTS.contains(&words[0].as_str()) && !is_function_word(&words[1]) && words[1].len() < 4 {
        return None;
    }
    let after = seen.neighbour(last, true).map(str::to_lowercase).unwrap_or_default();
    if matches!(after.as_str(), "and" | "after") && words.iter().any(|word| word == "and" || word == "after") {
        return None;
    }
    let content = words.iter().any(|word| word.chars().count() >= 4 && !is_function_word(word));
    let capitals = (seen.first..seen.first + seen.words).all(|at| is_capitalised(seen.word(at)));
    let quoted = seen.quoted(seen.span(seen.first, last));
    if capitals && seen.words > 1 {
        return Some(Level::Advice);
    }
    // “the more the more”, “he does he does”: without a word of substance it may be grammar.
    let articles = words.iter().any(|word| matches!(word.as_str(), "the" | "a" | "an" | "of"));
    match (content, quoted) {
        (true, false) => Some(Level::Error),
        (true, true) => Some(Level::Warning),
        (false, _) if articles && words.len() >= 2 => Some(Level::Warning),
        (false, _) => Some(Level::Advice),
    }
}
