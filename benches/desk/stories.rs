//! Invented stories, the same on every machine: names, headlines and passages that come again in other drafts.

/// The draft of a number, in Markdown.
///
/// One in 20 is the story before it with another end, one in 100 the draft before it word for word, one in 50 has the
/// headline of the draft ten before it, and one in four speaks of people and places that are spelt in two ways.
pub(crate) fn draft(number: usize) -> String {
    if number % 100 == 77 {
        return draft(number - 1);
    }
    let story = if number % 20 == 13 { number - 1 } else { number };
    let headline = if number % 50 == 40 { number - 10 } else { number };
    let mut words = Words(headline as u64 ^ 0x5eed);
    let title = format!("{} {} to {} the {}", words.pair(), words.word(), words.word(), words.pair());
    let mut words = Words(story as u64);
    let mut text = format!("---\ntitle: {title}\nlang: en\n---\n\n");
    for _ in 0..8 {
        text.push_str(&words.paragraph());
    }
    let mut own = Words(number as u64 ^ 0xe4d);
    text.push_str(&own.paragraph());
    let (person, place) = if number % 8 < 6 { ("Zelensky", "Kyiv") } else { ("Zelenskiy", "Kiev") };
    if number % 4 == 2 {
        text.push_str(&format!("President Volodymyr {person} heard of it in {place}, where {}.\n", own.clause()));
    }
    text
}

/// The draft that a story is copied from in the case of many copies.
#[allow(dead_code, reason = "the benchmark has copies, the laws have not")]
pub(crate) fn copy() -> String {
    draft(0)
}

/// Words by a generator of pseudo-random numbers (SplitMix64).
struct Words(u64);

impl Words {
    fn number(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % below
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.number(words.len())]
    }

    /// One of 13,824 words that no language has.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "zi",
            "bro", "stu", "gla", "fle", "tri", "sno",
        ];
        (0..3).map(|_| self.of(&SYLLABLES)).collect()
    }

    fn pair(&mut self) -> String {
        format!("{} {}", self.word(), self.word())
    }

    fn clause(&mut self) -> String {
        let joint = self.of(&["of the", "in the", "with a", "for the", "near the", "against the"]);
        let verb = self.of(&["was", "had been", "became", "would be", "stayed"]);
        format!("the {} {joint} {} {verb} {} by {}", self.word(), self.pair(), self.word(), self.word())
    }

    fn paragraph(&mut self) -> String {
        let mut paragraph = String::new();
        for _ in 0..3 {
            let end = self.of(&["the board said", "nobody was hurt", "it will take a year", "the talks went on"]);
            let (one, other) = (self.clause(), self.clause());
            paragraph.push_str(&format!("After that {one}, and {other}; {end}. "));
        }
        format!("{}\n\n", paragraph.trim_end())
    }
}
