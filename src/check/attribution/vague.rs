//! Facts and opinions hung on people nobody could ring.

use super::discharge::is_discharged;
use super::place::{YEARS, is_year};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Draft, Mask, TokenKind, is_capitalised};
use crate::reading::attribution::{CueClass, Saying, Source, SourceClass, is_regional};
use crate::reading::names::{Kind, Names};
use crate::reading::words::{is_one_of, same};
use crate::source::Span;
use std::ops::Range;

/// What kind of vague source a word is, in the order of the rule's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    People,
    Pronoun,
    Document,
    /// A group that is vague where only a quantity tells who it is, or where it is said to feel something: “some diplomats”,
    /// “concern among officials”.
    Group,
}

impl Head {
    /// The kinds, in the order of the lists that a rule names.
    pub(super) const ALL: [Self; 4] = [Self::People, Self::Pronoun, Self::Document, Self::Group];
}

/// A vague source.
pub(super) struct Vague {
    pub(super) span: Span,
    pub(super) head: Head,
    /// The noun or pronoun in small letters.
    pub(super) word: String,
    /// Whether they plainly say something: “some analysts argue that”.
    pub(super) says: bool,
}

/// No more sayings of a sentence are asked whose they are.
const MOST: usize = 16;

/// How many sentences ahead a name may make a vague source good.
const AHEAD: usize = 3;
/// The same for the first paragraph, whose sources may follow high up in the story.
const LEDE_AHEAD: usize = 6;

/// A draft with so many sources by name does not hang on “analysts say” said once: that is worth a quiet word only.
const WELL_SOURCED: usize = 3;

/// Reports each vague source.
pub(super) fn report(inspector: &mut Inspector<'_>, head_of: impl Fn(u32) -> Option<Head>) {
    let found = find(inspector, head_of);
    let is_alone = matches!(&found[..], [one] if one.says) && inspector.readings.sourcing().named >= WELL_SOURCED;
    for vague in found {
        let shown = inspector.draft.text(vague.span);
        let message = match vague.head {
            Head::Document => format!("“{shown}”: whose {}?", vague.word),
            _ => format!("“{shown}”: nobody is named, here or after"),
        };
        let finding = inspector.finding(vague.span, message);
        inspector.report(if is_alone { finding.at_most(Level::Advice) } else { finding });
    }
}

/// The vague sources of a draft that nothing makes good.
pub(super) fn find(inspector: &Inspector<'_>, head_of: impl Fn(u32) -> Option<Head>) -> Vec<Vague> {
    let draft = inspector.draft;
    let mut listed: Vec<(Span, Head)> =
        inspector.hits().filter_map(|hit| Some((hit.span, head_of(hit.term)?))).collect();
    if listed.is_empty() {
        return Vec::new();
    }
    listed.sort_unstable_by_key(|(span, _)| *span);
    let kind_at = |token: usize| {
        let span = draft.tokens[token].span;
        listed.binary_search_by_key(&span, |(span, _)| *span).ok().map(|found| listed[found].1)
    };
    // A column argues with what “some” say; it reports nobody’s claim.
    if inspector.readings.is_opinion() {
        return Vec::new();
    }
    let (attribution, names) = (inspector.readings.attribution(), inspector.readings.names());
    let mut found: Vec<Vague> = Vec::new();
    for (sentence, statement) in attribution.statements.iter().enumerate() {
        for saying in attribution.sayings_of(sentence) {
            let Some(source) = saying.source.as_ref().filter(|source| !source.is_pronoun) else { continue };
            let Some(kind) = kind_at(source.head) else { continue };
            let is_counted = kind_at(source.tokens.start) == Some(Head::Pronoun);
            let phrase = Phrase { draft, names, sentence: statement.tokens.range(), saying, source, kind, is_counted };
            let Some(claim) = phrase.claim() else { continue };
            // “Studies have found no harm, said Osei”: somebody by name says that they say so.
            let is_plain = claim.tokens.start >= source.tokens.start.min(saying.cue.start);
            let is_told = |other: &Saying| {
                let governs = other.governs.contains(&saying.cue.start) && !saying.governs.contains(&other.cue.start)
                    || other.cue.start > saying.cue.start && other.trails();
                other.class == CueClass::Neutral && other.source_class() <= SourceClass::Document && governs
            };
            let is_told = is_plain && attribution.sayings_of(sentence).iter().take(MOST).any(is_told);
            if is_told || is_asked(draft, sentence) || is_history(draft, sentence) {
                continue;
            }
            let span = draft.tokens[claim.tokens.start].span.cover(draft.tokens[claim.tokens.end - 1].span);
            if found.last().is_some_and(|last| span.start < last.span.end) {
                continue;
            }
            let word = draft.text(draft.tokens[source.head].span).to_ascii_lowercase();
            let members = match (kind, &*word) {
                (Head::Pronoun, _) => "",
                (Head::Document, _) => MAKERS,
                _ => word.strip_suffix('s').unwrap_or(&word),
            };
            let ahead = match claim.adds_nobody {
                true => 0,
                // A story may open with a paragraph whose sources follow.
                false if draft.sentences[sentence].block <= inspector.readings.first_body() => LEDE_AHEAD,
                false => AHEAD,
            };
            if !is_discharged(inspector, sentence, source.head, members, ahead) {
                found.push(Vague { span, head: kind, word, says: claim.says });
            }
        }
    }
    found
}

/// Whether a sentence tells of a time that nobody alive remembers: what scholars hold of it is no news.
fn is_history(draft: &Draft, sentence: usize) -> bool {
    let tokens = &draft.tokens[draft.sentences[sentence].tokens.clone()];
    // “In 1845”, “the 1845 famine”; not “1200 troops”.
    tokens[..tokens.len().min(REACH)].windows(2).any(|pair| {
        let dates = ["in", "since", "of", "by", "until", "from", "before", "after", "the", "around"];
        let before = draft.text(pair[0].span);
        is_year(draft.text(pair[1].span), YEARS.start..LIVED) && dates.iter().any(|date| same(date, before))
    })
}

/// Years before this are told of by scholars.
const LIVED: i16 = 1940;

/// How many tokens of a sentence are read for a year.
const REACH: usize = 200;

/// Whether a sentence stands in a question: an interviewer’s, who puts what others say.
fn is_asked(draft: &Draft, sentence: usize) -> bool {
    let block = draft.text(draft.blocks[draft.sentences[sentence].block].prose).trim();
    block.ends_with('?') || block.starts_with("Q:") || block.starts_with("Q.")
}

/// A source in its sentence, and what it is said to say.
struct Phrase<'a> {
    draft: &'a Draft,
    names: &'a Names,
    /// The tokens of the sentence.
    sentence: Range<usize>,
    saying: &'a Saying,
    source: &'a Source,
    kind: Head,
    /// Whether a quantity opens it: “some diplomats”.
    is_counted: bool,
}

/// What a report shows of a vague source.
struct Claim {
    tokens: Range<usize>,
    /// Whether they plainly say something.
    says: bool,
    /// Whether it adds nobody to the speaker before, so that only its own sentence can make it good.
    adds_nobody: bool,
}

impl Claim {
    fn said(tokens: Range<usize>) -> Self {
        Self { tokens, says: true, adds_nobody: false }
    }

    fn held(tokens: Range<usize>) -> Self {
        Self { tokens, says: false, adds_nobody: false }
    }
}

impl Phrase<'_> {
    /// What is hung on the source, if anything is and the source is as vague as it sounds.
    fn claim(&self) -> Option<Claim> {
        let (source, cue) = (self.source, &self.saying.cue);
        if self.is_quoted(source.head) || self.is_quoted(cue.start) {
            return None;
        }
        if self.is(cue.end, "among amongst") {
            return self.stirred();
        }
        let is_vague = self.saying.source_class() == SourceClass::Vague
            && (self.kind != Head::Group || self.is_counted)
            && !self.is_known()
            && !self.is_named();
        if !is_vague {
            None
        } else if source.tokens.start > cue.start {
            self.after_verb()
        } else if self.kind == Head::Document {
            self.document_says()
        } else {
            self.held_view().or_else(|| self.before_verb())
        }
    }

    /// Whether the words of the source say whose or which they are, though they name nobody.
    fn is_known(&self) -> bool {
        let (first, head) = (self.source.tokens.start, self.source.head);
        // “The researchers”, who were met before; “critics’ calls”; “a team of experts”; “Jung and others”; “Jung, and
        // other experts”; “Pew researchers”.
        let is_part = (first..head).any(|at| self.is(at, "of"));
        // A word that opens the sentence has its capital from there.
        let named = |at| {
            let mention = self.names.mention_at(at).filter(|mention| mention.tokens.end <= head);
            mention.is_some_and(|mention| {
                at > self.sentence.start || mention.tokens.len() > 1 || mention.kind == Kind::Person
            })
        };
        self.is(first, "the these those")
            || matches!(self.text(head + 1), "'" | "’")
            || is_part
            || self.is_joined()
            || self.kind == Head::Pronoun && (self.is_surveyed() || self.is_of_group())
            || self.kind == Head::People
                && self.is(head + 1, "on at in")
                && self.is(head + 2, "the his her its their our")
            || self.kind == Head::Document && self.is(head + 1, "by from in of into on at for cited seen commissioned")
            || self.kind == Head::Pronoun && (first < head || self.is(head + 1, "of"))
            || self.kind == Head::Document && (first..head).any(|at| !self.is(at, UNOWNED))
            || (first..head).any(|at| named(at) && !is_regional(self.text(at)) && !self.is(at, UNOWNED))
    }

    /// “Mara Osei and other experts”, “the ministry and some experts”: others say it with them.
    fn is_joined(&self) -> bool {
        let Some(and) = self.before().filter(|&at| self.is(at, "and or")) else { return false };
        let opens = (self.sentence.start..and).rev().take(6).take_while(|&at| self.is_word(at)).last().unwrap_or(and);
        let is_short = and > opens && and - opens <= 5;
        self.is(self.source.tokens.start, "other")
            || is_short && (self.is(opens, "the a his her its their our") || self.names.mention_at(opens).is_some())
    }

    /// Whether “many” are of those whom a survey asked, in the sentence or shortly before.
    fn is_surveyed(&self) -> bool {
        (self.source.head.saturating_sub(SURVEY_REACH)..self.sentence.end.min(self.source.head + SURVEY_REACH)).any(
            |at| {
                let word = self.draft.text(self.draft.tokens[at].span);
                is_one_of(word, SURVEY)
            },
        )
    }

    /// Whether “some” are of a group that was told of shortly before: “200 people packed the hall”.
    fn is_of_group(&self) -> bool {
        let head = self.source.head;
        (head.saturating_sub(SURVEY_REACH)..head).any(|at| {
            let next = self.draft.tokens.get(at + 1).map_or("", |token| self.draft.text(token.span));
            self.draft.tokens[at].kind == TokenKind::Number && is_one_of(next, GROUPS)
        })
    }

    /// Whether they are named right there: “critics, among them Ann Lee, say”, “analysts Gray & Partners”.
    fn is_named(&self) -> bool {
        let next = self.source.head + 1;
        let capital = |at: usize| self.is_word(at) && is_capitalised(self.text(at));
        let apposition =
            self.text(next) == "," && capital(next + 1) && (next + 2..next + 7).any(|at| self.text(at) == ",");
        // “Opponents of the bill, led by Ann Lee, said”.
        let comma = (next..self.saying.cue.start).find(|&at| !self.is_word(at));
        let led = comma.is_some_and(|comma| {
            (comma + 1..self.saying.cue.start).any(|at| self.names.mention_at(at).is_some() || self.is(at, "led"))
        });
        self.is(next, "who whose which that and or like such")
            || led
            || capital(next)
            || apposition
            || !self.is_word(next) && (next + 1..next + 6).any(|at| self.is(at, "including among like such"))
    }

    /// “Raised concerns among Western observers”.
    fn stirred(&self) -> Option<Claim> {
        let feeling = self.saying.cue.start;
        let near = feeling.saturating_sub(4).max(self.sentence.start)..feeling;
        let verb = near.rev().find(|&at| self.is(at, STIRS))?;
        Some(Claim::held(verb..self.source.head + 1))
    }

    /// “According to observers”, “say analysts”, “a sentiment echoed by others”.
    fn after_verb(&self) -> Option<Claim> {
        let (cue, head) = (&self.saying.cue, self.source.head);
        if self.is(cue.end, "by") {
            let near = cue.start.saturating_sub(3).max(self.sentence.start)..cue.start;
            let noun = near.into_iter().find(|&at| self.kind != Head::Document && self.is(at, VIEW_NOUNS))?;
            return Some(Claim { adds_nobody: true, ..Claim::held(noun..head + 1) });
        }
        let ends = !self.is_word(head + 1) || self.kind != Head::Document && self.is(head + 1, "on in of");
        let says = self.is(cue.start, "according say said says believe argue warn");
        (says && ends).then(|| Claim::said(cue.start..head + 1))
    }

    /// “Recent investigations have uncovered”, “with reports suggesting”.
    fn document_says(&self) -> Option<Claim> {
        let cue = self.saying.cue.start;
        // “His showing and polls suggesting” are things, “with polls suggesting” is a claim.
        let opens = match self.text(cue).ends_with("ing") {
            true => self.before().is_none_or(|at| !self.is_word(at) || self.is(at, BACKGROUND)),
            false => self.opens_clause(BACKGROUND),
        } || self.is(self.source.tokens.start, BACKGROUND);
        let says = self.is(cue, DOCUMENT_VERBS) && cue < self.source.head + 6;
        (opens && says && !self.is_supposed()).then(|| Claim::held(self.source.tokens.start..self.saying.cue.end))
    }

    /// “Demands that many view as unrealistic”, “led many to believe”.
    fn held_view(&self) -> Option<Claim> {
        let cue = &self.saying.cue;
        let before = self.before()?;
        if self.is(before, LEADS) && self.is(cue.start - 1, "to") {
            return Some(Claim::held(before..cue.end));
        }
        // “Said that many believe”: the clause of another verb.
        if self.is(before, "that") && before > self.sentence.start && self.is(before - 1, REPORTS) {
            return None;
        }
        // “What some call big data” gives a thing its name.
        let is_name = self.is(before, "what") && self.is(cue.start, "call");
        let is_view = self.is(before, "that which what whom") && self.is(cue.start, VIEWS) && !is_name;
        let is_near = cue.start <= self.source.tokens.end + 2 && !self.is_supposed();
        (is_view && is_near).then(|| {
            let as_what = self.is(cue.end, "as") && self.is_word(cue.end + 1);
            Claim::held(before..cue.end + if as_what { 2 } else { 0 })
        })
    }

    /// “Some analysts argue that”.
    fn before_verb(&self) -> Option<Claim> {
        let (cue, class) = (&self.saying.cue, self.saying.class);
        let between = self.source.head + 1..cue.start;
        let is_pronoun = self.kind == Head::Pronoun;
        // “With some arguing that” sums up who stood where; “many feared that” tells a story.
        let is_summed = between.is_empty() && self.text(cue.start).ends_with("ing");
        let is_told = is_pronoun
            && (self.is(cue.start, TOLD) && (between.is_empty() || self.is(between.start, "had"))
                || self.is(cue.start, THINGS_DO));
        let longest = if is_pronoun { 4 } else { 10 };
        // “Fashion experts have weighed in, offering”: another clause lies between.
        let is_cut = between.clone().filter(|&at| !self.is_word(at)).count() == 1;
        if !self.opens_clause("") || is_cut || self.is_supposed() || is_summed || is_told || between.len() > longest {
            return None;
        }
        // “Researchers want to know”, “were pleased to learn”.
        let next = cue.end;
        if self.is(cue.start, ACTS) || class == CueClass::Mental && self.is(next, "to in with") {
            return None;
        }
        let takes_clause = self.is(cue.start, SAYS) && self.is_word(next) && !self.is(next, NO_CLAUSE);
        let sees_as = self.is(cue.start, VIEWS) && (next..next + 9).any(|at| self.is(at, "as"));
        // “Critics call it a disaster”.
        let calls = self.kind == Head::People && self.is(cue.start, CALLS) && self.is_word(next);
        let takes_stance = class == CueClass::Stance
            && !is_pronoun
            && !self.is_counted
            && self.is_word(next)
            && !self.is(next, "to by in on at as from against out");
        let warns = self.is(cue.start, WARNS) && self.is(next, "of about over against");
        let tokens = self.source.tokens.start..cue.end;
        let has_claim = self.saying.vague_claim;
        // “Have expressed cautious optimism” says less than “say that”.
        if takes_clause || warns || has_claim && (class != CueClass::Stance || self.is(next, "that")) {
            Some(Claim::said(tokens))
        } else {
            (has_claim || sees_as || takes_stance || calls).then(|| Claim::held(tokens))
        }
    }

    /// The token before the source, in its sentence.
    fn before(&self) -> Option<usize> {
        self.source.tokens.start.checked_sub(1).filter(|at| self.sentence.contains(at))
    }

    /// Whether the source opens a clause, or one of some words stands before it.
    fn opens_clause(&self, others: &str) -> bool {
        self.before().is_none_or(|at| !self.is_word(at) || self.is(at, OPENERS) || self.is(at, others))
    }

    /// Whether it is not told that they said so: “others might say”, “some did not know”.
    fn is_supposed(&self) -> bool {
        (self.source.head + 1..self.saying.cue.start).any(|at| self.is(at, SUPPOSED))
    }

    fn text(&self, at: usize) -> &str {
        let token = self.draft.tokens.get(at).filter(|_| self.sentence.contains(&at));
        token.map_or("", |token| self.draft.text(token.span))
    }

    /// Whether the word at a token is one of those in a list parted by spaces.
    fn is(&self, at: usize, words: &str) -> bool {
        is_one_of(self.text(at), words)
    }

    fn is_word(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.draft.tokens[at].is_word()
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.draft.is_masked(self.draft.tokens[at].span, &[Mask::Quoted])
    }
}

/// Words of surveys, and how many tokens around “many” they may stand.
const SURVEY: &str = "survey surveyed surveys poll polled polls pollster pollsters questionnaire respondents";
const SURVEY_REACH: usize = 60;

/// Those whom a number counts.
const GROUPS: &str = "people residents members workers students parents pupils fans protesters demonstrators villagers farmers \
    drivers voters councillors delegates readers users customers guests visitors";

/// Verbs that stir a feeling in somebody.
const STIRS: &str = "raised raises raise raising sparked sparks sparking caused causes cause causing prompted prompting \
    fuelled fueled fuelling fueling stirred provoked drawn drew triggered created";

/// What several people may share.
const VIEW_NOUNS: &str =
    "sentiment sentiments view views opinion concern concerns fear fears criticism belief complaint";

/// Verbs that lead somebody to a view.
const LEADS: &str = "led lead leads leading prompted prompting caused causing left leaving";

/// Verbs before a “that” which opens a clause of theirs.
const REPORTS: &str =
    "said says say saying so given now but believe believed noted found knew know known clear showed shows";

/// Verbs of holding one.
const VIEWS: &str =
    "view see consider regard describe call interpret perceive say believe think argue fear seen viewed interpreted";

/// What documents do.
const DOCUMENT_VERBS: &str = "suggest suggests suggested suggesting show shows showed shown showing uncover uncovers uncovered \
    indicate indicates indicated indicating reveal reveals revealed allege alleges alleged alleging claim claims claimed \
    claiming found find say says said saying";

/// Verbs that give a thing a name that it may not like.
const CALLS: &str = "call calls called describe described brand branded label labelled labeled dub dubbed";

/// Verbs after which a clause may follow without “that”, whatever it begins with.
const SAYS: &str = "say says said think believe argue claim suggest";

/// With these no clause follows.
const NO_CLAUSE: &str = "to for in on at by with from about of into over up as than and or so too enough";

const WARNS: &str = "warn warned warns worry worried worries caution cautioned";

/// What is meant, known or done by people is no claim of theirs.
const ACTS: &str = "know knew known learn learned decide decided plan planned want wanted expect expected expecting cheer \
    cheered boo booed chant chanted applaud applauded celebrate celebrated thank thanked";

/// Past feelings of “many” tell a story: “many feared that his career was over”.
const TOLD: &str = "feared thought believed wondered doubted worried assumed agreed felt";

/// What “others” may do that are no people.
const THINGS_DO: &str =
    "show shows showed reveal reveals revealed demonstrate find prove report reported mention mentioned talk talking";

/// Between a source and its verb these leave open whether anybody said so.
const SUPPOSED: &str = "may might could would can should will must to did not don’t don't didn’t didn't";

/// Words after which a clause begins.
const OPENERS: &str = "but and while although though as that because since yet so whereas if when where however meanwhile \
    still including even";

/// Words before documents that say nothing of whose they are.
const UNOWNED: &str = "recent new some multiple various several numerous other many further earlier previous media press news \
    local unconfirmed scientific academic initial preliminary early latest published with amid \
    after following despite";

/// Words that make a document the background of something else.
const BACKGROUND: &str = "with amid after following despite";

/// What stands by the name of those who made a document: “the survey, by the Harbour Institute”.
const MAKERS: &str = "study survey report research researcher researchers poll analysis review investigation";
