//! The small words of a sentence, by what they do in it.

use super::triggers::TRIGGERS;
use crate::reading::names::key_of_word;
use std::sync::LazyLock;

/// What a word may be, several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part(u32);

impl Part {
    /// `the`, `a`, `these`.
    pub(super) const DETERMINER: Self = Self(1);
    /// `his`, `their`.
    pub(super) const POSSESSIVE: Self = Self(1 << 1);
    /// Forms of `be`.
    pub(super) const BE: Self = Self(1 << 2);
    /// Forms of `have` and `do`, modals, `to` not among them.
    pub(super) const AUXILIARY: Self = Self(1 << 3);
    /// Adverbs that stand between a subject and its verb; those in -ly are told by their ending.
    pub(super) const ADVERB: Self = Self(1 << 4);
    pub(super) const PREPOSITION: Self = Self(1 << 5);
    /// `and`, `or`, `but`.
    pub(super) const CONJUNCTION: Self = Self(1 << 6);
    /// `while`, `because`, `that`: a new clause begins.
    pub(super) const SUBORDINATOR: Self = Self(1 << 7);
    /// `who`, `which`, `that`.
    pub(super) const RELATIVE: Self = Self(1 << 8);
    /// `he`, `she`, `they`.
    pub(super) const HE: Self = Self(1 << 9);
    /// `him`, `her`: never a subject.
    pub(super) const HIM: Self = Self(1 << 13);
    /// `it`, `this`.
    pub(super) const IT: Self = Self(1 << 10);
    /// `I`, `we`, `you`: the writer, or the reader.
    pub(super) const WRITER: Self = Self(1 << 11);
    /// A verb with which an infinitive goes: “declined to say”, “went on to say”.
    pub(super) const GOVERNOR: Self = Self(1 << 12);

    /// A pronoun with its auxiliary in one word: `they're`, `he'd`.
    pub(super) const CONTRACTED: Self = Self(1 << 14);
    /// `some`, `many`: how many they are, not who.
    pub(super) const QUANTITY: Self = Self(1 << 15);
    /// Adjectives that tell nothing of who is meant: `senior`, `Western`.
    pub(super) const GENERAL: Self = Self(1 << 16);

    /// Nouns of what somebody said.
    pub(super) const SPEECH_NOUN: Self = Self(1 << 17);
    /// Nouns of what is said with a verb that says nothing.
    pub(super) const WORDS: Self = Self(1 << 18);
    /// Adjectives of what somebody thinks or feels.
    pub(super) const FEELING: Self = Self(1 << 19);
    /// Participles that hang a statement on nobody.
    pub(super) const HEARSAY: Self = Self(1 << 20);
    /// Adverbs that do so.
    pub(super) const HEDGE: Self = Self(1 << 21);
    /// Adjectives that do so.
    pub(super) const ALLEGED: Self = Self(1 << 22);
    /// Verbs that do so.
    pub(super) const SEEMS: Self = Self(1 << 23);
    /// Documents that a statement is found in.
    pub(super) const ASKED: Self = Self(1 << 24);
    /// `in`, `per`, `according`: a source may follow.
    pub(super) const OPENS: Self = Self(1 << 25);
    /// What is heard of nobody in particular: “reports of”, “concerns among”.
    pub(super) const HEARD: Self = Self(1 << 26);
    /// `while`, `but`: sets one clause against another.
    pub(super) const CONTRAST: Self = Self(1 << 27);
    /// What somebody may propose, so that the next sentence goes on with it: “the truce would”.
    pub(super) const PROPOSED: Self = Self(1 << 28);
    /// Words that may report and are no verbs.
    const TRIGGER: Self =
        Self::SPEECH_NOUN.or(Self::FEELING).or(Self::HEDGE).or(Self::ALLEGED).or(Self::SEEMS).or(Self::OPENS);

    pub(super) const fn has(self, part: Self) -> bool {
        self.0 & part.0 != 0
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const CONTRACTED_BE: &str = "he's she's they're who's i'm we're you're it's that's";
const CONTRACTED_AUXILIARY: &str = "they've he'd she'd they'd he'll she'll they'll who've who'd i've i'd i'll we've we'd we'll you've you'd you'll it'll it'd";

/// The words of each part.
const WORDS: [(Part, &str); 21] = [
    (Part::DETERMINER, "the a an this that these those some any no every each another all both several many most few"),
    (Part::POSSESSIVE, "his her its their my our your whose"),
    (Part::BE, "is are was were be been being 's isn't aren't wasn't weren't"),
    (
        Part::AUXILIARY,
        "have has had having do does did will would can could may might must shall should cannot won't wouldn't can't \
         couldn't hasn't haven't hadn't don't doesn't didn't not also has've",
    ),
    (
        Part::ADVERB,
        "also still now often already long even once since always never further then later soon again just only \
         first rather instead too ever earlier sometimes thus therefore however meanwhile nonetheless nevertheless \
         so not all each itself himself herself themselves here there quite almost nearly perhaps maybe simply even alone half largely flatly today yesterday tomorrow",
    ),
    (
        Part::PREPOSITION,
        "of in on at by for from with to about into over under after before during between among against through \
         within without across around near behind beyond per despite amid amidst amongst toward towards upon via \
         than like unlike including regarding concerning inside outside throughout until till off out up down as",
    ),
    (Part::CONJUNCTION, "and or but nor yet"),
    (Part::CONTRAST, "while although though whereas but"),
    (
        Part::SUBORDINATOR,
        "that while although though because if when whereas unless whether where how why what until since after \
         before as even so than once who which whom whose whoever whatever",
    ),
    (Part::RELATIVE, "who which that whom"),
    (
        Part::HE,
        "he she they who someone somebody everyone everybody nobody he's she's they're they've he'd she'd they'd he'll \
         she'll they'll who's who've who'd",
    ),
    (Part::HIM, "him her them himself herself themselves"),
    (Part::IT, "it this these those that which it's that's it'll it'd"),
    (Part::CONTRACTED, CONTRACTED_BE),
    (Part::CONTRACTED, CONTRACTED_AUXILIARY),
    (Part::BE, CONTRACTED_BE),
    (Part::AUXILIARY, CONTRACTED_AUXILIARY),
    (Part::QUANTITY, "some many most several few various certain countless numerous number dozens hundreds scores lot"),
    (
        Part::GENERAL,
        "western international military political legal foreign independent leading senior former current top \
         high-ranking high-level government law enforcement security intelligence administration other various",
    ),
    (Part::WRITER, "i we you me us let's let i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll"),
    (
        Part::GOVERNOR,
        "declined declines refused refuses went goes continued continues began begins seemed seems appeared appears \
         wants wanted tried tries hoped hopes failed vowed happened used able ready willing expected likely quick \
         decided came had has needed needs meant chose chooses liked likes prefer prefers going took moved rushed \
         scrambled sought seeks on beginning trying starting started start seeking looking preparing hoping willing",
    ),
];

/// The hashes of the words and their parts, each at the place that its highest bits name or the next that was free.
/// Nought is no word.
static PARTS: LazyLock<Box<[(u32, Part); PLACES]>> = LazyLock::new(|| {
    let mut places = Box::new([(0, Part(0)); PLACES]);
    for (part, words) in WORDS.into_iter().chain(TRIGGERS) {
        for word in words.split_ascii_whitespace() {
            let hash = key_of_word(word);
            let mut place = first_place(hash);
            while places[place].0 != 0 && places[place].0 != hash {
                place = (place + 1) % PLACES;
            }
            places[place] = (hash, places[place].1.or(part));
        }
    }
    places
});

/// Several times the number of words, so that one look tells of nearly every word whether it is one.
const PLACES: usize = 4096;

fn first_place(hash: u32) -> usize {
    (hash >> 20) as usize % PLACES
}

/// What a word may be, by its hash; nothing if it is no small word.
pub(super) fn part_of(hash: u32) -> Part {
    let places = &**PARTS;
    let mut place = first_place(hash);
    loop {
        match places[place] {
            (0, _) => return Part(0),
            (known, part) if known == hash => return part,
            _ => place = (place + 1) % PLACES,
        }
    }
}

/// Whether a word may be a noun of what somebody says.
pub(super) fn is_noun_of_speech(hash: u32) -> bool {
    part_of(hash).has(Part::SPEECH_NOUN.or(Part::WORDS))
}

/// The hashes of the words that may report and are no verbs.
pub(super) fn triggers() -> impl Iterator<Item = u32> {
    PARTS.iter().filter(|(_, part)| part.has(Part::TRIGGER)).map(|&(hash, _)| hash)
}
