//! Which surnames of a draft are one name in two spellings.

use crate::draft::{Draft, fold_text, is_capitalised};
use crate::reading::names::{
    Kind, Lists, Mention, Names, is_active, is_institution, key_of_word, key_of_words, skeleton,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::LazyLock;

/// A surname, or another name of one word, as it is spelt.
pub(super) struct Form<'d> {
    pub(super) text: &'d str,
    key: u32,
    /// Its ASCII letters as a set.
    letters: u32,
    /// Its letters in small ASCII, and the number of its sound, where they are asked for.
    plain: OnceCell<(String, u64)>,
    /// The mentions, by index.
    pub(super) mentions: Vec<usize>,
    /// The given names it stands with.
    given: FxHashSet<u32>,
    /// The first letters it stands with where the given name is cut to one.
    initials: FxHashSet<char>,
    /// The offices that it stands with and that nobody holds together with another.
    offices: FxHashSet<&'d str>,
    is_man: bool,
    is_woman: bool,
    suffixes: FxHashSet<u32>,
    /// Whether it stands like a person's name everywhere: without an article, and never in small letters.
    is_proper: bool,
    /// How often it stands alone.
    bare: usize,
    /// Whether it speaks or has a title, standing alone.
    acts: bool,
}

impl Form<'_> {
    /// Whether it stands with a given name somewhere.
    fn is_introduced(&self) -> bool {
        !self.given.is_empty()
    }

    /// Whether it is somebody's without doubt, though nobody gives the full name.
    fn is_settled(&self) -> bool {
        self.acts && self.bare >= 3
    }

    /// Whether it stands once, where somebody speaks or has a title.
    fn is_slip(&self) -> bool {
        self.acts && self.mentions.len() == 1
    }

    /// Whether it stands with a given name somewhere, or with the first word of one.
    pub(super) fn stands_with(&self, given: &str) -> bool {
        given.split_whitespace().next().is_some_and(|first| self.given.contains(&key_of_word(first)))
    }

    /// Its letters in small ASCII, and the number of its sound.
    fn plain(&self) -> (&str, u64) {
        let (plain, sound) = self.plain.get_or_init(|| {
            let plain = plain(self.text);
            let sound = skeleton(&plain);
            (plain, sound)
        });
        (plain, *sound)
    }

    /// What makes it the one that another is compared with.
    fn is_known(&self) -> (bool, usize) {
        (self.is_introduced(), self.mentions.len())
    }
}

/// How sure it is that two spellings are of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The list of public figures has both spellings for one of them.
    Listed,
    /// They sound the same.
    Sound,
    /// A letter or two differ.
    Letters,
    /// Accents, hyphens or spaces differ.
    Marks,
}

/// Most names with one first letter that are compared, so that the work does not grow with the square of the text.
const MOST: usize = 300;

/// The surnames of a draft and the single words that may be one.
pub(super) fn forms<'d>(draft: &'d Draft, names: &Names, lists: &'d Lists) -> Vec<Form<'d>> {
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms: Vec<Form<'_>> = Vec::new();
    for (number, mention) in names.mentions.iter().enumerate() {
        let is_single = mention.given.is_none();
        if mention.kind != Kind::Person && !is_single {
            continue;
        }
        let text = draft.text(mention.surname_span);
        let at = *index.entry(text).or_insert_with(|| {
            forms.push(Form {
                text,
                key: mention.surname,
                letters: letters(text),
                plain: OnceCell::new(),
                mentions: Vec::new(),
                given: FxHashSet::default(),
                initials: FxHashSet::default(),
                offices: FxHashSet::default(),
                is_man: false,
                is_woman: false,
                suffixes: FxHashSet::default(),
                is_proper: true,
                bare: 0,
                acts: false,
            });
            forms.len() - 1
        });
        let form = &mut forms[at];
        form.mentions.push(number);
        form.is_proper &= !mention.is_word && (!mention.has_article || mention.title.is_some());
        form.suffixes.extend(mention.suffix);
        match mention.given {
            Some(_) if mention.is_initial => form.initials.extend(draft.text(mention.span).chars().next()),
            Some(given) => {
                form.given.insert(given);
            }
            None => {
                form.bare += 1;
                form.acts |= is_active(draft, lists, mention);
            }
        }
        if let Some(title) = mention.title.clone().and_then(|title| lists.title_at(draft, title)) {
            form.is_man |= title.is_man == Some(true);
            form.is_woman |= title.is_man == Some(false);
            form.offices.extend(title.office.as_deref());
        }
    }
    forms
}

/// Pairs of forms that are one name: the first is introduced by a full name.
pub(super) fn pairs(draft: &Draft, names: &Names, lists: &Lists, forms: &[Form<'_>]) -> Vec<(usize, usize, Likeness)> {
    let mut by_letter: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (index, form) in forms.iter().enumerate() {
        let first = form.text.chars().next().unwrap_or_default();
        let letter = if first.is_ascii() {
            first.to_ascii_lowercase()
        } else {
            form.plain().0.chars().next().unwrap_or_default()
        };
        let bucket = by_letter.entry(letter).or_default();
        if bucket.len() < MOST {
            bucket.push(index);
        }
    }
    let mut buckets: Vec<(char, Vec<usize>)> = by_letter.into_iter().collect();
    buckets.sort_unstable_by_key(|(letter, _)| *letter);
    let mut pairs = Vec::new();
    for (_, bucket) in &buckets {
        for (place, &one) in bucket.iter().enumerate() {
            for &other in &bucket[place + 1..] {
                let (one, other) =
                    if forms[one].is_known() >= forms[other].is_known() { (one, other) } else { (other, one) };
                let is_slip = || forms[one].is_settled() && forms[other].is_slip();
                if !forms[one].is_introduced() && !is_slip() {
                    continue;
                }
                let judged = likeness(&forms[one], &forms[other], lists)
                    .filter(|&likeness| is_one_name(draft, names, lists, [&forms[one], &forms[other]], likeness));
                pairs.extend(judged.map(|likeness| (one, other, likeness)));
            }
        }
    }
    pairs
}

/// How two spellings are alike.
fn likeness(one: &Form<'_>, other: &Form<'_>, lists: &Lists) -> Option<Likeness> {
    let is_listed = || {
        let (one, other) = (lists.figures_spelt(one.key), lists.figures_spelt(other.key));
        one.iter().any(|figure| other.contains(figure))
    };
    if one.key != other.key && is_listed() {
        return Some(Likeness::Listed);
    }
    let (longer, shorter) = (one.text.len().max(other.text.len()), one.text.len().min(other.text.len()));
    if shorter < 4 || longer - shorter > 6 || (one.letters ^ other.letters).count_ones() > 5 {
        return None;
    }
    let ((a, sound), (b, other_sound)) = (one.plain(), other.plain());
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if short < 4 || long - short > 4 {
        return None;
    }
    if a == b {
        return Some(Likeness::Marks);
    }
    // Short names are alike by chance, unless the given name is the same.
    if short < 5 && !one.given.iter().any(|given| other.given.contains(given)) {
        return None;
    }
    if sound == other_sound {
        return Some(Likeness::Sound);
    }
    let allowed = if long >= 9 { 2 } else { 1 };
    (long - short <= allowed && strsim::osa_distance(a, b) <= allowed).then_some(Likeness::Letters)
}

/// A name in small letters without accents and marks.
pub(super) fn plain(name: &str) -> String {
    let small = |name: &str| -> String {
        name.chars().filter(|letter| letter.is_alphanumeric()).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    if name.is_ascii() { small(name) } else { small(&fold_text(name)) }
}

/// The letters of a word as a set.
fn letters(word: &str) -> u32 {
    let small = word.bytes().filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase());
    small.fold(0, |set, letter| set | 1 << (letter - b'a'))
}

/// Whether two forms that are alike are one name by what stands around them.
fn is_one_name(draft: &Draft, names: &Names, lists: &Lists, [one, other]: [&Form<'_>; 2], likeness: Likeness) -> bool {
    let shares_given = one.given.iter().any(|given| other.given.contains(given) && !is_family_name(*given));
    // Each has a given name of its own: two people.
    if !other.given.is_empty() && !shares_given {
        return false;
    }
    if other.given.iter().any(|given| !one.given.contains(given)) {
        return false;
    }
    if is_plural(one.text, other.text) {
        return false;
    }
    if !shares_given {
        let initials: FxHashSet<char> = one
            .mentions
            .iter()
            .map(|&number| &names.mentions[number])
            .filter(|mention| mention.is_full())
            .filter_map(|mention| draft.text(mention.span).chars().next())
            .collect();
        if other.initials.iter().any(|initial| !initials.contains(initial)) {
            return false;
        }
        let is_own_word = other.initials.is_empty()
            && (!other.is_proper
                || is_institution(other.text)
                || lists.are_different(one.text, other.text)
                || lists.is_given_name(other.key)
                || lists.is_in_spelling(other.key)
                || lists.polity_of(key_of_words([other.key])).is_some()
                || likeness == Likeness::Letters && is_inflected(one.text, other.text)
                || lists.figures_spelt(other.key).iter().any(|figure| !lists.figures_spelt(one.key).contains(figure)));
        if is_own_word {
            return false;
        }
    }
    let clash = |a: &FxHashSet<u32>, b: &FxHashSet<u32>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
    if clash(&one.suffixes, &other.suffixes)
        || one.is_man && !one.is_woman && other.is_woman && !other.is_man
        || one.is_woman && !one.is_man && other.is_man && !other.is_woman
        || !one.offices.is_empty() && !other.offices.is_empty() && one.offices.is_disjoint(&other.offices)
    {
        return false;
    }
    let mentions = |form: &Form<'_>| form.mentions.iter().map(|&number| &names.mentions[number]).collect::<Vec<_>>();
    let (first, second) = (mentions(one), mentions(other));
    if second.iter().all(|mention| mention.is_quoted) || first.iter().all(|mention| mention.is_quoted) {
        return false;
    }
    if are_coordinated(draft, &first, &second) {
        return false;
    }
    // A word that nobody introduces has to be a slip in a name that is used more, or to speak where the one who is
    // introduced falls silent.
    let (rare, common) = (first.len().min(second.len()), first.len().max(second.len()));
    shares_given
        || likeness != Likeness::Letters
        || !other.initials.is_empty()
        || rare <= 2 && common >= 2 * rare
        || other.acts && other.bare > one.bare
}

/// Whether a first word is a family name, as in Korea, China and Vietnam: what follows it differs from one person to the
/// next.
fn is_family_name(word: u32) -> bool {
    const NAMES: &str = "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Jang Lim Shin Seo Kwon Hwang Ahn Moon Han Oh Bae Baek \
        Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Xi Song Zheng Xie Tang Feng Deng \
        Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Lai Tsai Nguyen Tran Le Pham \
        Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly";
    static KEYS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| NAMES.split_whitespace().map(key_of_word).collect());
    KEYS.contains(&word)
}

/// Whether one is the other with an s.
fn is_plural(one: &str, other: &str) -> bool {
    let is_made = |short: &str, long: &str| long.strip_suffix('s') == Some(short);
    is_made(one, other) || is_made(other, one)
}

/// Whether one name is the other with an ending: a plural, an adjective, the name of a woman.
fn is_inflected(one: &str, other: &str) -> bool {
    const ENDINGS: &[&str] =
        &["s", "es", "n", "an", "ian", "ean", "ism", "ist", "ists", "ite", "ites", "ic", "er", "ers", "a", "ish"];
    let is_made = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|ending| ENDINGS.contains(&ending))
            || short.strip_suffix(['a', 'e', 'y', 'o']).is_some_and(|stem| {
                long.strip_prefix(stem).is_some_and(|ending| ending.len() > 1 && ENDINGS.contains(&ending))
            })
    };
    is_made(one, other) || is_made(other, one)
}

/// Whether two names stand side by side somewhere, as two: “Horgan and Horan”.
fn are_coordinated(draft: &Draft, first: &[&Mention], second: &[&Mention]) -> bool {
    let mut all: Vec<(&Mention, bool)> =
        first.iter().map(|&mention| (mention, true)).chain(second.iter().map(|&mention| (mention, false))).collect();
    all.sort_by_key(|(mention, _)| mention.span.start);
    all.windows(2).any(|pair| {
        let [(left, a), (right, b)] = pair else { return false };
        let gap = left.tokens.end..right.tokens.start;
        a != b
            && left.block == right.block
            && gap.len() <= 4
            && draft.tokens[gap.start..gap.end.max(gap.start)].iter().all(|token| {
                let word = draft.text(token.span);
                matches!(
                    word,
                    "," | "and" | "or" | "&" | "v" | "vs" | "against" | "unlike" | "for" | "with" | "/" | "."
                ) || is_capitalised(word)
            })
    })
}
