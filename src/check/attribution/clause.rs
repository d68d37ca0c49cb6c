//! A clause with somebody vague in it, read word by word: who, which verb, what follows.

use crate::draft::{Draft, Mask, Token, TokenKind, is_capitalised};
use crate::reading::sources::{Cue, cue, is_auxiliary, is_regional};
use crate::reading::words::{is_function_word, same};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The tokens of a sentence, seen from a word in it.
pub(super) struct Clause<'a> {
    pub(super) draft: &'a Draft,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
}

/// Adjectives that say nothing of who somebody is.
const GENERAL: &str = "international military political legal foreign local independent leading senior recent multiple various \
    industry market financial economic tech technology security regional outside other top prominent veteran seasoned \
    long-time longtime media business policy academic defence defense election city housing health climate energy environmental \
    civil human rights wall street stock privacy technical royal constitutional nuclear football new numerous several \
    internet computer games gaming it mobile currency oil banking telecoms retail sector party opposition neutral many some \
    most countless unnamed diplomatic conservative liberal left-wing right-wing national domestic global";

static GENERAL_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| GENERAL.split_whitespace().chain(QUANTIFIERS.split_whitespace()).collect());

const QUANTIFIERS: &str = "some many most several other certain numerous various";

impl<'a> Clause<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.draft.text(self.tokens[at].span)
    }

    fn is(&self, at: usize, words: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let this = self.draft.text(token.span);
            words.split_ascii_whitespace().any(|word| same(word, this))
        })
    }

    fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    fn quoted(&self, at: usize) -> bool {
        self.draft.is_masked(self.tokens[at].span, &[Mask::Quoted])
    }

    /// The first word of the noun phrase that ends in the head, or `None` where it says who is meant.
    fn phrase_start(&self) -> Option<usize> {
        let mut from = self.at;
        let mut modifiers = 0;
        while from > 0 && !self.is_mark(from - 1) {
            let word = self.word(from - 1);
            let small = word.bytes().all(|byte| !byte.is_ascii_uppercase());
            let general =
                GENERAL_WORDS.contains(word) || (!small && GENERAL_WORDS.contains(word.to_ascii_lowercase().as_str()));
            if general || is_regional(word) {
                modifiers += 1;
                from -= 1;
                if modifiers > 4 {
                    return None;
                }
                continue;
            }
            // “the analysts” have been met before; “Gartner analysts”, “three analysts” and “his critics” are somebody.
            let known = self.is(from - 1, "the these those his her its their our my your whose both all two three four five six seven eight nine ten no few")
                || self.tokens[from - 1].kind == TokenKind::Number
                || (is_capitalised(word) && from > 1)
                || word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’");
            if known || (!is_function_word(word) && cue(word).is_none() && !self.opens_clause(from - 1)) {
                return None;
            }
            break;
        }
        Some(from)
    }

    /// Whether a word or mark lets a new clause begin after it.
    fn opens_clause(&self, at: usize) -> bool {
        self.is(at, "but and while although though as that because since yet so whereas if when where however meanwhile still still, including")
            || self.is_mark(at)
    }

    /// The verb after a subject that ends at `subject`: its index, over auxiliaries and a short phrase that says what the
    /// group is made of (“critics of the plan say”).
    fn verb_after(&self, subject: usize) -> Option<(usize, Cue)> {
        let mut at = subject + 1;
        if self.is(at, "of in on familiar close opposed") {
            let limit = at + 8;
            at += 1;
            let mut has_cue = false;
            while at < self.tokens.len() && at < limit && !self.is_mark(at) {
                if cue(self.word(at)).is_some()
                    && !self.is(at, "call view claim note question plan")
                    && !self.is(at - 1, "the a an of to his her its their for")
                {
                    // “many of the problems we saw”: others saw them.
                    if self.is(at - 1, "i we you he she they it") {
                        return None;
                    }
                    has_cue = true;
                    break;
                }
                // “critics of the plan have long said”: the auxiliaries are passed below.
                if is_auxiliary(self.word(at)) {
                    has_cue = true;
                    break;
                }
                at += 1;
            }
            if !has_cue {
                return None;
            }
        }
        let mut skipped = 0;
        while at < self.tokens.len() && skipped < 3 && !self.is_mark(at) && is_auxiliary(self.word(at)) {
            at += 1;
            skipped += 1;
        }
        if at >= self.tokens.len() || self.quoted(at) {
            return None;
        }
        let found = cue(self.word(at))?;
        Some((at, found))
    }

    /// Whether what follows the verb is a claim: a clause, a quotation, or a thing seen as something.
    fn claims(&self, verb: usize, cue: Cue) -> bool {
        let next = verb + 1;
        let Some(token) = self.tokens.get(next) else { return false };
        match cue {
            Cue::Says => {
                // “..., many believe.” hangs the whole sentence on them.
                let trails = self.at > 0
                    && self.is_mark(verb + 1)
                    && self.tokens[..self.at].iter().rev().take(5).any(|token| self.draft.text(token.span) == ",");
                if trails && matches!(self.word(next), "." | "," | ";") {
                    return true;
                }
                if self.is(verb, "said say says warn warned warns") && token.kind == TokenKind::Mark {
                    return matches!(self.word(next), "," | ":" | "\"" | "“" | "‘" | "." | "—" | "–");
                }
                if self.is(next, "that") {
                    return true;
                }
                // “fear for”, “agreed to”, “noted for”, “expected in”: no clause follows a preposition.
                let plain = !self
                    .is(next, "to for in on at by with from about of into over up as than and or so it’s too enough")
                    || (self.is(verb, "warn warned warns worry worried worries disagree agree agreed")
                        && self.is(next, "of about over on"));
                plain && token.kind != TokenKind::Mark && self.has_verb_after(next)
            }
            Cue::Stance => token.kind != TokenKind::Mark && !self.is(next, "to by in on for at as from against out"),
            Cue::Views => {
                (next..(next + 9).min(self.tokens.len())).any(|at| self.is(at, "as"))
                    || self.is(next, "it this them him her")
            }
        }
    }

    /// Whether a finite verb may stand after a token: a clause, not an object.
    fn has_verb_after(&self, at: usize) -> bool {
        const FINITE: &str = "is are was were be been has have had will would can could may might should must do does did cannot won't isn't aren't wasn't doesn't don't didn't there";
        self.tokens[at..].iter().take(24).any(|token| {
            let word = self.draft.text(token.span);
            token.kind == TokenKind::Word
                && (FINITE.split_whitespace().any(|known| same(known, word))
                    || (word.len() > 4 && word.ends_with("ed"))
                    || word.ends_with("n’t")
                    || (word.len() > 4
                        && word.ends_with('s')
                        && !word.ends_with("ss")
                        && word.starts_with(char::is_lowercase)))
        })
    }

    /// “Some analysts argue that ...”, “according to observers”.
    pub(super) fn people_say(&self) -> Option<(usize, usize)> {
        let from = self.phrase_start()?;
        if from >= 2 && self.is(from - 1, "to") && self.is(from - 2, "according") {
            // “according to analysts at Barclays” and “according to analysts Gray & Partners” say whose.
            let capital =
                |at: usize| self.tokens.get(at).is_some_and(|token| is_capitalised(self.draft.text(token.span)));
            let apposition = self.is(self.at + 1, ",")
                && capital(self.at + 2)
                && (self.at + 3..self.at + 7).any(|at| self.is(at, ","));
            let named = capital(self.at + 1) || apposition;
            return (!named && !self.affiliated()).then_some((from - 2, self.at));
        }
        if self.affiliated() || self.is(self.at + 1, "who whose which and or,") {
            return None;
        }
        // The phrase must be a subject: at the start of a clause, or an inverted “, analysts say,” or “say analysts”.
        let starts = from == 0 || self.opens_clause(from - 1);
        if let Some((verb, kind)) = self.verb_after(self.at).filter(|_| starts)
            && self.claims(verb, kind)
        {
            return Some((from, verb));
        }
        // “..., say analysts.”
        let inverted =
            from > 0 && self.is(from - 1, "say said says believe argue warn") && (from < 2 || self.is_mark(from - 2));
        (inverted && self.is_mark(self.at + 1)).then(|| (from - 1, self.at))
    }

    /// Whether words after the head say whose people they are: “analysts at Barclays”, “experts from the university”.
    fn affiliated(&self) -> bool {
        let next = self.at + 1;
        if !self.is(next, "at from with in for within across around of inside on") {
            return false;
        }
        (next + 1..(next + 6).min(self.tokens.len()))
            .take_while(|&at| !self.is_mark(at))
            .any(|at| is_capitalised(self.word(at)))
    }

    /// “Many believe that ...”, “Others maintain ...”.
    pub(super) fn somebody_says(&self) -> Option<(usize, usize)> {
        let starts = self.at == 0 || self.opens_clause(self.at - 1);
        if !starts || (self.at > 0 && self.is(self.at - 1, "as and")) {
            return None;
        }
        // “Some in the party say” is as vague; “some of the players said” is not.
        let (verb, kind) = self.verb_after(self.at)?;
        // “Many feared that his career was over” tells a story; it reports nobody's claim.
        if self.is(verb, "feared thought believed wondered doubted worried assumed agreed felt") && verb == self.at + 1
        {
            return None;
        }
        if self.is(self.at + 1, "of") || kind == Cue::Stance {
            return None;
        }
        let between = verb - self.at;
        (between <= 4 && self.claims(verb, kind)).then_some((self.at, verb))
    }

    /// “demands that many view as unrealistic”, “led many to believe”.
    pub(super) fn held_view(&self) -> Option<(usize, usize)> {
        let from = self.phrase_start().unwrap_or(self.at);
        let before = from.checked_sub(1)?;
        if self.is(before, "led leads leading prompted prompting causing caused lead leaving left")
            && self.is(self.at + 1, "to")
            && self.is(
                self.at + 2,
                "believe conclude question think wonder speculate fear ask suspect call doubt view see",
            )
        {
            return Some((before, self.at + 2));
        }
        if !self.is(before, "that which what whom") {
            return None;
        }
        let (verb, kind) = self.verb_after(self.at)?;
        // “what some call big data” gives a thing its name.
        if self.is(verb, "call") && self.is(before, "what") {
            return None;
        }
        let view = match kind {
            Cue::Views => true,
            Cue::Says => {
                self.is(verb, "say believe think argue fear")
                    && (before == 0 || !self.is(before - 1, "said says say so given now but believe noted"))
            }
            Cue::Stance => false,
        };
        let object = self.is(before, "which what whom")
            || (before > 0 && !self.is_mark(before - 1) && cue(self.word(before - 1)).is_none());
        if !view || !object || self.quoted(verb) {
            return None;
        }
        let end = if self.is(verb + 1, "as") && verb + 2 < self.tokens.len() && !self.is_mark(verb + 2) {
            verb + 2
        } else {
            verb
        };
        Some((before, end))
    }

    /// “raised concerns among Western observers”.
    pub(super) fn stirred(&self) -> Option<(usize, usize)> {
        let mut among = self.at;
        let mut steps = 0;
        while among > 0 && !self.is(among, "among amongst") {
            if self.is_mark(among - 1) || steps > 4 {
                return None;
            }
            among -= 1;
            steps += 1;
        }
        let feeling = among.checked_sub(1)?;
        if !self.is(feeling, "concern concerns fear fears question questions alarm doubts doubt worries anxiety unease speculation scepticism skepticism outrage anger debate") {
            return None;
        }
        let verb = (feeling.saturating_sub(4)..feeling).rev().find(|&at| {
            self.is(at, "raised raises raise raising sparked sparks sparking caused causes cause causing prompted prompting fuelled fueled fuelling fueling stirred provoked drawn drew triggered created")
        })?;
        Some((verb, self.at))
    }

    /// “a sentiment echoed by others”.
    pub(super) fn shared(&self) -> Option<(usize, usize)> {
        let from = self.phrase_start().unwrap_or(self.at);
        let by = from.checked_sub(1).filter(|&at| self.is(at, "by"))?;
        let verb = by.checked_sub(1).filter(|&at| self.is(at, "echoed shared voiced expressed"))?;
        let noun = (verb.saturating_sub(3)..verb).find(|&at| {
            self.is(
                at,
                "sentiment view concern concerns opinion fear fears views sentiments criticism belief complaint",
            )
        })?;
        Some((noun, self.at))
    }

    /// “Recent investigations have uncovered”, “with reports suggesting”.
    pub(super) fn document_says(&self) -> Option<(usize, usize)> {
        let mut from = self.at;
        while from > 0 && self.is(from - 1, "recent new some multiple various several numerous other many further earlier previous media press news local unconfirmed scientific academic") {
            from -= 1;
        }
        let bare = from == self.at;
        if from > 0 {
            let before = self.word(from - 1);
            let open = self.opens_clause(from - 1) || self.is(from - 1, "with amid after following despite");
            if !open || before.ends_with('s') && before.len() > 4 {
                return None;
            }
        }
        let next = self.at + 1;
        // “reports by Human Rights Watch”, “reports in the Guardian”, “research into”: somebody's, or a thing.
        if self.is(next, "by from in of into on at for with about and or to") {
            return None;
        }
        if self.is(next, "suggesting claiming alleging indicating saying showing") {
            return (!self.is(self.at, "research")
                && (self.is(next, "suggesting claiming alleging indicating saying") || !bare))
                .then_some((from, next));
        }
        let mut at = next;
        while at < self.tokens.len() && at < next + 3 && is_auxiliary(self.word(at)) {
            at += 1;
        }
        let says = self.is(at, "suggest suggests suggested show shows showed shown uncover uncovers uncovered indicate indicates indicated reveal reveals revealed allege alleges alleged claim claims claimed found find say said");
        let past_bare = bare
            && self.is(at, "found find say said show showed")
            && !self.is(self.at, "studies research reports polls surveys");
        if !says || past_bare || at + 1 >= self.tokens.len() || self.quoted(at) {
            return None;
        }
        Some((from, at))
    }
}
