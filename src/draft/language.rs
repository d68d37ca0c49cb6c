//! The language of a draft.

use super::{Block, Prose, Role};
use crate::source::floor_boundary;
use whichlang::Lang;

/// A language, by its two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language([u8; 2]);

/// The two-letter codes of ISO 639-1.
const KNOWN: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg \
    th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

impl Language {
    /// English, the language of most built-in rules.
    pub const ENGLISH: Self = Self(*b"en");

    /// The language of a tag such as `en`, `en-GB` or `uk`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next()?;
        match code.to_ascii_lowercase().as_bytes() {
            &[a, b] if KNOWN.as_bytes().chunks(3).any(|known| known[..2] == [a, b]) => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The two-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("en")
    }
}

/// Characters of body text below which a guess is not worth having.
const ENOUGH: usize = 200;

/// Bytes of body text that are looked at. More makes the guess no better, only slower than the rest of the reading.
const SAMPLE: usize = 500;

/// Bytes taken of one block, so that a long passage in another language does not decide alone.
const OF_A_BLOCK: usize = 250;

/// The language of the body text, if there is enough of it.
pub(super) fn guess(blocks: &[Block], prose: &Prose) -> Option<Language> {
    let mut sample = String::with_capacity(SAMPLE + OF_A_BLOCK);
    let mut seen = 0;
    for block in blocks.iter().filter(|block| block.role == Role::Body) {
        let text = prose.slice(block.prose);
        if seen < ENOUGH {
            seen += text.chars().take(ENOUGH).count();
        }
        sample.push_str(&text[..floor_boundary(text, OF_A_BLOCK)]);
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if seen < ENOUGH {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some(Language::ENGLISH);
    }
    // Names say nothing of the language that tells of them, and of a short text they may be the most.
    let plain: String =
        sample.split_ascii_whitespace().filter(|word| !is_name(word)).flat_map(|word| [word, " "]).collect();
    if plain.len() * LEAST_PLAIN < sample.len() {
        return (whichlang::detect_language(&sample) == Lang::Eng).then_some(Language::ENGLISH);
    }
    Language::from_tag(code_of(whichlang::detect_language(&plain), &plain))
}

/// What has less than one part in so many of words without a capital is a list of names, in no language but perhaps that
/// of most rules.
const LEAST_PLAIN: usize = 3;

/// Whether a word has a capital, also behind a mark. In scripts without capitals no word has one.
fn is_name(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether at least one word in ten, or one in six of those without a capital, is one that English has and few others do.
/// A guess takes longer than all else about a short draft, and most drafts need none.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut plain, mut english) = (0, 0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        plain += usize::from(!is_name(word));
        let common =
            matches!(word, "the" | "and" | "that" | "with" | "from" | "have" | "which" | "this" | "said" | "they");
        let less_common =
            matches!(word, "their" | "would" | "been" | "are" | "not" | "you" | "what" | "about" | "who" | "its");
        let shared = matches!(word, "of" | "to" | "for" | "has" | "his" | "were" | "it" | "by");
        english += usize::from(common || less_common || shared);
    }
    english > 0 && (english * 10 >= words || english * 6 >= plain)
}

fn code_of(lang: Lang, sample: &str) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        // whichlang knows one language in Cyrillic; these letters are Ukrainian's.
        Lang::Rus if sample.contains(['ї', 'є', 'ґ', 'Ї', 'Є']) => "uk",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::{Draft, Language, ReadOptions};
    use crate::source::Source;
    use std::sync::Arc;

    fn guessed(text: &str) -> Option<Language> {
        Draft::read(Arc::new(Source::new("x.txt", text)), &ReadOptions::default()).language
    }

    #[test]
    fn only_long_texts_are_guessed() {
        let english = "The harbour board met on Tuesday evening, and after a long debate it put off the vote on fees. ";
        assert_eq!(guessed(english), None);
        assert_eq!(guessed(&english.repeat(4)), Some(Language::ENGLISH));
        let german = "Der Rat der Stadt hat am Dienstag nach einer langen Sitzung beschlossen, die Gebühr zu senken. ";
        assert_eq!(guessed(&german.repeat(4)).expect("guess").code(), "de");
    }

    #[test]
    fn names_are_of_no_language() {
        let full_of_names = "Mit Haus zur Post: Jürgen Müller-Lüdenscheidt, Günther Schäuffele and Annelies Kröger-Böhm spoke \
            in Garmisch-Partenkirchen. Later Wolf-Dietrich Freiherr von Hohenstein joined Friederike Zu Löwenbruck, Ännchen \
            Großmann and Hans-Jörg Zwiebelfisch in Oberpfaffenhofen.";
        assert_ne!(guessed(full_of_names).map(|language| language.code().to_owned()).as_deref(), Some("de"));
        let only_names = "Jürgen Müller-Lüdenscheidt, Günther Schäuffele, Annelies Kröger-Böhm, Friederike Löwenbruck, \
            Ännchen Großmann, Hans-Jörg Zwiebelfisch, Wolf-Dietrich Hohenstein, Käthe Überreuther, Götz Östermann, Uwe \
            Füßmann, Jörn Nüßlein.";
        assert_eq!(guessed(only_names), None);
    }

    #[test]
    fn a_foreign_text_with_english_names_is_not_english() {
        let german =
            "Der Minister trat am Abend bei „Meet the Press“ auf und las aus seinem neuen Buch vor, sagte er. ";
        assert_eq!(guessed(&german.repeat(4)).expect("guess").code(), "de");
    }
}
