//! The words that tie a statement to a source: verbs of saying, nouns that speak, news organisations.

use super::grammar::{is_noun_of_speech, triggers};
use crate::reading::names::{Entries, alternatives, key_of_word};
use crate::reading::words::Sieve;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a verb makes of the words that it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CueClass {
    /// “said”, “told”.
    Neutral,
    /// Takes them for true: “noted”, “revealed”.
    Vouching,
    /// Leaves them open: “claimed”, “alleged”.
    Distancing,
    /// Takes a side: “argued”, “condemned”, “called for”.
    Stance,
    /// Thinks or feels: “believes”, “fears”.
    Mental,
}

impl CueClass {
    const NAMES: [(&'static str, Self); 5] = [
        ("neutral", Self::Neutral),
        ("vouching", Self::Vouching),
        ("distancing", Self::Distancing),
        ("stance", Self::Stance),
        ("mental", Self::Mental),
    ];
}

/// What has to follow a verb for it to report anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    /// A clause, a quotation, or a mark where the clause went before.
    Claim,
    /// The same, or what it is about.
    About,
    /// Anything but the end of the clause.
    Object,
    /// An object, and “as”.
    As,
    /// A quotation.
    Quote,
    /// A noun of what is said: "a promise", "an account of".
    Words,
}

impl Needs {
    const NAMES: [(&'static str, Self); 6] = [
        ("claim", Self::Claim),
        ("about", Self::About),
        ("object", Self::Object),
        ("as", Self::As),
        ("quote", Self::Quote),
        ("words", Self::Words),
    ];
}

/// A verb that can report.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub(super) class: CueClass,
    pub(super) needs: Needs,
    /// Of a verb in two words, the second.
    pub(super) particle: Option<u32>,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `say`.
    Base,
    /// `says`.
    Third,
    /// `said`, as a past tense or a participle.
    Past,
    /// `known`, which is no past tense.
    Participle,
    /// `saying`.
    Ing,
}

/// What answers for a statement, by the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Institution,
    Document,
    Described,
    Anonymous,
    Vague,
}

impl Head {
    /// Whether it is a noun of somebody.
    pub(super) fn speaks(self) -> bool {
        matches!(self, Self::Described | Self::Anonymous | Self::Vague)
    }

    const NAMES: [(&'static str, Self); 5] = [
        ("institution", Self::Institution),
        ("document", Self::Document),
        ("described", Self::Described),
        ("anonymous", Self::Anonymous),
        ("vague", Self::Vague),
    ];
}

/// The word lists that a lexicon is made of.
#[derive(Clone, Copy)]
pub(crate) struct Words<'e> {
    pub(crate) cues: &'e Entries,
    /// Nouns that speak, with their class.
    pub(crate) heads: &'e Entries,
    /// Groups that nobody could ring up.
    pub(crate) vague: &'e Entries,
    pub(crate) outlets: &'e Entries,
    pub(crate) accusations: &'e Entries,
    pub(crate) casualties: &'e Entries,
}

/// The words that tie statements to sources.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    verbs: Vec<Verb>,
    forms: FxHashMap<u32, Vec<(u16, Form)>>,
    sieve: Sieve,
    heads: FxHashMap<u32, Head>,
    outlets: FxHashSet<Box<str>>,
    /// Words of wrongdoing; of those in two words the first leads to the second.
    accusations: FxHashMap<u32, Vec<Option<u32>>>,
    casualties: FxHashSet<u32>,
}

impl Lexicon {
    /// The lexicon of these word lists.
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let mut lexicon = Self { sieve: Sieve::of(triggers()), ..Self::default() };
        for entry in words.accusations.iter() {
            let mut words = entry.split_ascii_whitespace().map(key_of_word);
            let Some(first) = words.next() else { continue };
            lexicon.accusations.entry(first).or_default().push(words.next());
        }
        lexicon.casualties = words.casualties.iter().map(key_of_word).collect();
        for entry in words.cues.iter() {
            let Ok((forms, verb)) = read_cue(entry) else { continue };
            let number = lexicon.verbs.len() as u16;
            let has_particle = verb.particle.is_some();
            lexicon.verbs.push(verb);
            for (word, form) in all_forms(forms) {
                let key = key_of_word(&word);
                lexicon.sieve.add(key);
                let known = lexicon.forms.entry(key).or_default();
                // A verb in two words is looked for before the one in one.
                let at = if has_particle { 0 } else { known.len() };
                known.insert(at, (number, form));
            }
        }
        for (nouns, head) in words.heads.iter().filter_map(|entry| read_head(entry).ok()) {
            lexicon.heads.extend(alternatives(nouns).map(|noun| (key_of_word(noun), head)));
        }
        lexicon.heads.extend(words.vague.iter().map(|noun| (key_of_word(noun), Head::Vague)));
        lexicon.outlets = words.outlets.iter().map(Into::into).collect();
        lexicon
    }

    /// Whether a word may report, in one look.
    pub(super) fn may_be_cue(&self, word: u32) -> bool {
        self.sieve.may_hold(word)
    }

    /// The verbs of which a word is a form, those in two words first.
    pub(super) fn verbs_of(&self, word: u32) -> impl Iterator<Item = (&Verb, Form)> {
        let known = self.forms.get(&word).map_or(&[][..], Vec::as_slice);
        known.iter().map(|&(verb, form)| (&self.verbs[usize::from(verb)], form))
    }

    /// Whether a word tells of somebody who speaks or thinks, as far as a word can: not “reports”, which may be a noun, nor
    /// “shows”, which a study does.
    pub(crate) fn tells_of_speech(&self, word: &str) -> bool {
        let hash = key_of_word(word);
        self.may_be_cue(hash)
            && self.verbs_of(hash).any(|(verb, form)| {
                let speaks = match form {
                    Form::Past => true,
                    Form::Base | Form::Third => {
                        verb.class != CueClass::Vouching && !is_noun_of_speech(hash) && self.head(hash).is_none()
                    }
                    Form::Participle | Form::Ing => false,
                };
                speaks && verb.particle.is_none() && !matches!(verb.needs, Needs::Quote | Needs::Words)
            })
    }

    /// What answers for a statement, by the noun.
    pub(super) fn head(&self, noun: u32) -> Option<Head> {
        self.heads.get(&noun).copied()
    }

    /// Whether wrongdoing is told of at a token, in one word or two before `end`.
    pub(super) fn is_accusation(&self, hashes: &[u32], at: usize, end: usize) -> bool {
        let known = self.accusations.get(&hashes[at]);
        known.is_some_and(|rest| rest.iter().any(|next| next.is_none_or(|next| at + 1 < end && hashes[at + 1] == next)))
    }

    /// Whether a word tells of the dead, the wounded or those who fled.
    pub(super) fn is_casualty(&self, word: u32) -> bool {
        self.casualties.contains(&word)
    }

    /// Whether a name is one of a news organisation.
    pub(super) fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains(name)
    }
}

/// What is wrong with an entry of the list of cues.
pub(crate) fn check_cue(entry: &str) -> Result<(), &'static str> {
    read_cue(entry).map(drop)
}

/// What is wrong with an entry of the list of nouns.
pub(crate) fn check_head(entry: &str) -> Result<(), &'static str> {
    read_head(entry).map(drop)
}

fn read_cue(entry: &str) -> Result<(&str, Verb), &'static str> {
    let mut fields = entry.split(';').map(str::trim);
    let forms = fields.next().unwrap_or_default();
    let named = fields.next().unwrap_or_default();
    let class = CueClass::NAMES.iter().find(|(name, _)| *name == named);
    let &(_, class) = class.ok_or(
        "a verb is written `say | said ; neutral`, with a class: neutral, vouching, distancing, stance or mental",
    )?;
    let needs = match fields.next() {
        None | Some("") => Needs::Nothing,
        Some(named) => {
            let needs = Needs::NAMES.iter().find(|(name, _)| *name == named);
            needs.ok_or("what must follow a verb is one of claim, about, object, as, quote and words")?.1
        }
    };
    let base = alternatives(forms).next().ok_or("the verb is missing")?;
    let mut words = base.split_ascii_whitespace().skip(1);
    let particle = words.next().map(key_of_word);
    if words.next().is_some() {
        Err("a verb has one word or two")
    } else {
        Ok((forms, Verb { class, needs, particle }))
    }
}

fn read_head(entry: &str) -> Result<(&str, Head), &'static str> {
    let (nouns, named) = entry.split_once(';').unwrap_or((entry, ""));
    let head = Head::NAMES.iter().find(|(name, _)| *name == named.trim());
    let &(_, head) = head.ok_or(
        "nouns are written `spokesman | spokeswoman ; described`, with a class: institution, document, described, \
         anonymous or vague",
    )?;
    if alternatives(nouns).next().is_none() { Err("the noun is missing") } else { Ok((nouns, head)) }
}

/// The forms of a verb, given the first and those that are irregular.
fn all_forms(forms: &str) -> Vec<(String, Form)> {
    let mut given = alternatives(forms).map(|form| form.split_ascii_whitespace().next().unwrap_or(form));
    let Some(base) = given.next() else { return Vec::new() };
    let (mut all, mut has_past, mut has_ing) = (vec![(base.to_owned(), Form::Base)], false, false);
    for form in given {
        let is_ing = form.ends_with("ing");
        (has_past, has_ing) = (has_past || !is_ing, has_ing || is_ing);
        let form_of = if is_ing {
            Form::Ing
        } else if form.ends_with('n') {
            Form::Participle
        } else {
            Form::Past
        };
        all.push((form.to_owned(), form_of));
    }
    let stem_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    if !has_past {
        all.push((past(base, stem_y), Form::Past));
    }
    all.push((third(base, stem_y), Form::Third));
    if !has_ing {
        let of_ie = base.strip_suffix("ie").map(|stem| format!("{stem}ying"));
        let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(base);
        all.push((of_ie.unwrap_or_else(|| format!("{stem}ing")), Form::Ing));
    }
    all
}

fn past(base: &str, stem_y: Option<&str>) -> String {
    match (stem_y, base.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{base}d"),
        (None, false) => format!("{base}ed"),
    }
}

fn third(base: &str, stem_y: Option<&str>) -> String {
    match stem_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        None => format!("{base}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms_of(entry: &str) -> Vec<String> {
        let (forms, _) = read_cue(entry).expect("an entry");
        all_forms(forms).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn regular_forms_are_made_and_irregular_ones_taken() {
        assert_eq!(forms_of("argue ; stance"), ["argue", "argued", "argues", "arguing"]);
        assert_eq!(forms_of("say | said ; neutral"), ["say", "said", "says", "saying"]);
        assert_eq!(forms_of("deny ; stance"), ["deny", "denied", "denies", "denying"]);
        assert_eq!(forms_of("slam | slammed | slamming ; stance"), ["slam", "slammed", "slamming", "slams"]);
        assert_eq!(forms_of("agree ; stance"), ["agree", "agreed", "agrees", "agreeing"]);
        assert_eq!(forms_of("lie ; stance"), ["lie", "lied", "lies", "lying"]);
        assert_eq!(forms_of("point out ; vouching"), ["point", "pointed", "points", "pointing"]);
        assert_eq!(forms_of("express ; stance"), ["express", "expressed", "expresses", "expressing"]);
    }

    #[test]
    fn mistakes_are_told_with_the_remedy() {
        assert!(check_cue("say | said").is_err_and(|message| message.contains("with a class")));
        assert!(check_cue("say ; neutral ; clause").is_err_and(|message| message.contains("one of claim")));
        assert!(check_cue("get it said ; neutral").is_err_and(|message| message.contains("one word or two")));
        assert!(check_head("spokesman").is_err_and(|message| message.contains("with a class")));
        assert!(check_head(" ; vague").is_err_and(|message| message.contains("missing")));
    }
}
