//! Words, and news-like text made of them: the same text on every machine, taken from nowhere.

/// A small generator of pseudo-random numbers (SplitMix64): the same numbers from the same seed, everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    /// Numbers that follow from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    /// A number below `sides`, small ones more often, as words are in a text.
    pub(crate) fn low(&mut self, sides: usize) -> usize {
        let reach = self.below(sides) + 1;
        self.below(reach)
    }

    /// One of these.
    pub(crate) fn of<'w, T: ?Sized>(&mut self, all: &[&'w T]) -> &'w T {
        all[self.below(all.len())]
    }
}

#[rustfmt::skip]
pub(crate) const NOUNS: &[&str] = &[
    "year", "people", "government", "city", "council", "minister", "company", "school", "police", "court", "week",
    "report", "plan", "country", "group", "party", "house", "family", "work", "money", "month", "service", "road",
    "hospital", "worker", "teacher", "river", "budget", "law", "vote", "town", "market", "price", "street", "bridge",
    "farmer", "energy", "water", "study", "team", "season", "match", "doctor", "student", "union", "strike", "border",
    "village", "building", "project", "station", "train", "driver", "storm", "flood", "harbour", "museum", "judge",
    "charity", "claim", "address", "answer", "board", "capital", "centre", "change", "cost", "damage", "demand",
    "effort", "fund", "garden", "health", "issue", "job", "kitchen", "letter", "measure", "network", "office",
    "officer", "patient", "question", "record", "result", "return", "review", "season", "sector", "station", "tax",
    "tenant", "theatre", "ticket", "trade", "trial", "visit", "wage", "window", "winter", "witness",
];
#[rustfmt::skip]
pub(crate) const VERBS: &[&str] = &[
    "said", "made", "took", "found", "gave", "told", "called", "asked", "left", "kept", "began", "showed", "heard",
    "played", "moved", "lived", "held", "brought", "wrote", "sat", "lost", "paid", "met", "led", "set", "learned",
    "changed", "watched", "followed", "stopped", "opened", "walked", "offered", "remembered", "considered", "bought",
    "waited", "served", "sent", "built", "stayed", "fell", "reached", "raised", "passed", "sold", "decided",
    "returned", "explained", "hoped", "carried", "received", "agreed", "supported", "closed", "rejected",
];
#[rustfmt::skip]
pub(crate) const ADJECTIVES: &[&str] = &[
    "new", "old", "local", "national", "public", "large", "small", "early", "late", "long", "political", "young",
    "important", "social", "major", "economic", "strong", "possible", "free", "clear", "recent", "certain", "open",
    "red", "difficult", "available", "likely", "short", "single", "medical", "current", "wrong", "private", "past",
    "foreign", "fine", "common", "poor", "natural", "significant", "similar", "hot", "dead", "central", "happy",
    "serious", "ready", "simple", "left", "physical", "general", "green", "final", "main", "nice", "huge", "popular",
];
#[rustfmt::skip]
pub(crate) const LINKS: &[&str] = &[
    "of the", "in the", "for the", "to the", "on the", "with the", "at the", "from the", "by the", "after the",
    "before the", "under the", "of a", "in a", "for a", "with a", "near the", "against the", "without a", "about the",
];
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "Osei", "Marchetti", "Lindqvist", "Abara", "Kowalski", "Tanaka", "Oyelaran", "Brennan", "Castellanos", "Whitlock",
    "Haddad", "Petrov", "Nakamura", "Delacroix", "O’Rourke", "Fitzgerald", "Sørensen", "Müller", "Achterberg", "Iqbal",
];
#[rustfmt::skip]
const FIRST: &[&str] = &[
    "Amara", "John", "Maria", "Elin", "Peter", "Yuki", "Samuel", "Ruth", "Omar", "Clara", "David", "Nadia", "Tom",
    "Anne-Marie", "Luis", "Grace", "Henrik", "Aisha", "Paul", "Zoë",
];
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "Northgate", "Millbrook", "Ashford Quay", "Eastport", "Harrow Vale", "Kingsmere", "Lowdale", "Port Ellis",
    "Stonebridge", "Westhaven",
];
#[rustfmt::skip]
const ROOTS: &[&str] = &[
    "account", "act", "adapt", "advent", "agre", "attend", "bank", "bargain", "barr", "blend", "block", "bound",
    "brand", "broad", "broker", "calm", "canvas", "captain", "carpent", "cast", "caution", "chart", "clean", "climb",
    "coast", "collect", "comfort", "command", "comment", "compact", "compet", "concern", "conduct", "confirm",
    "consent", "construct", "contain", "content", "contest", "contract", "correct", "count", "craft", "credit",
    "custom", "defend", "depend", "depict", "detail", "develop", "direct", "discount", "district", "divid", "draft",
    "drift", "edit", "elect", "employ", "enact", "enter", "exhibit", "expand", "export", "extend", "farm", "favour",
    "ferment", "filter", "fish", "flour", "forest", "form", "fortun", "foster", "found", "fright", "gather", "gestur",
    "glitter", "govern", "grant", "ground", "guard", "harbour", "harvest", "honour", "host", "hunt", "import",
    "inherit", "insist", "inspect", "invent", "invest", "journal", "labour", "lament", "launch", "limit", "listen",
    "manag", "manner", "mark", "master", "mention", "merchant", "mind", "mission", "model", "monitor", "neighbour",
    "nourish", "object", "observ", "order", "parent", "pattern", "perform", "permit", "persist", "pilgrim", "plant",
    "polish", "port", "practis", "preach", "present", "print", "process", "profit", "prospect", "protest", "publish",
    "rais", "reason", "reckon", "refer", "reform", "regist", "render", "resist", "respect", "reward", "ripen",
    "sail", "scatter", "season", "select", "settl", "shelter", "signal", "silver", "soften", "spirit", "sprint",
    "standard", "station", "strand", "subject", "submit", "suggest", "surrend", "suspect", "temper", "thicken",
    "thunder", "transit", "travel", "treat", "trust", "twist", "utter", "vaccin", "ventur", "victor", "visit",
    "wander", "warrant", "weather", "whisper", "winter", "wonder", "yield",
];
#[rustfmt::skip]
const PREFIXES: &[&str] = &["", "", "re", "un", "over", "under", "mis", "fore", "counter", "inter", "pre", "sub"];
#[rustfmt::skip]
const SUFFIXES: &[&str] = &[
    "able", "ably", "age", "al", "ance", "ed", "er", "ers", "ful", "fully", "ing", "ion", "ish", "ist", "ity", "ive",
    "less", "ment", "ments", "or", "ship", "some", "ward", "work",
];

/// Several thousand words as English makes them: a root with what goes before and after it.
pub(crate) fn vocabulary() -> Vec<String> {
    let mut words: Vec<String> = [NOUNS, ADJECTIVES].concat().into_iter().map(str::to_owned).collect();
    let mut dice = Dice::new(1);
    for prefix in PREFIXES {
        for root in ROOTS {
            for _ in 0..4 {
                words.push(format!("{prefix}{root}{}", dice.of(SUFFIXES)));
            }
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// How a generated text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A paragraph a line, with empty lines between.
    Paragraphs,
    /// The whole text on one line.
    OneLine,
    /// Headings, lists, links and emphasis, after front matter.
    Markdown,
}

/// News-like text of `bytes` bytes or a little more.
pub(crate) fn text(bytes: usize, layout: Layout) -> String {
    let words = vocabulary();
    let mut dice = Dice::new(bytes as u64);
    let mut text = String::with_capacity(bytes + 1_000);
    if layout == Layout::Markdown {
        text.push_str("---\ntitle: Council weighs a new harbour wall\ndate: 2026-03-04\n---\n\n");
    } else {
        text.push_str("Council weighs a new harbour wall");
        text.push_str(if layout == Layout::OneLine { ". " } else { "\n\n" });
    }
    let mut paragraph = 0;
    while text.len() < bytes {
        paragraph += 1;
        match layout {
            Layout::Markdown if paragraph % 9 == 0 => {
                text.push_str(&format!("## {} {}\n\n", dice.of(ADJECTIVES), dice.of(NOUNS)));
            }
            Layout::Markdown if paragraph % 7 == 0 => text.push_str("- "),
            _ => {}
        }
        for _ in 0..2 + dice.below(3) {
            sentence(&mut dice, &words, layout, &mut text);
            text.push(' ');
        }
        if layout != Layout::OneLine {
            text.pop();
            text.push_str("\n\n");
        }
    }
    text
}

fn sentence(dice: &mut Dice, words: &[String], layout: Layout, out: &mut String) {
    let mut clauses = 1 + dice.below(3);
    let quoted = dice.below(5) == 0;
    if quoted {
        out.push('“');
    }
    let opening = match dice.below(4) {
        0 => format!("{} {}", dice.of(FIRST), dice.of(NAMES)),
        1 => format!("The {} {}", dice.of(PLACES), dice.of(NOUNS)),
        2 => format!("A {} {}", dice.of(ADJECTIVES), dice.of(NOUNS)),
        _ => format!("The {}", dice.of(NOUNS)),
    };
    out.push_str(&opening);
    loop {
        out.push_str(&format!(" {} ", dice.of(VERBS)));
        match dice.below(8) {
            0 => out.push_str(&format!("{} {} {}", dice.below(900) + 20, dice.of(NOUNS), dice.of(LINKS))),
            1 if layout == Layout::Markdown => out.push_str(&format!(
                "[the {}](https://example.org/{}) {}",
                dice.of(NOUNS),
                dice.below(999),
                dice.of(LINKS)
            )),
            2 if layout == Layout::Markdown => {
                out.push_str(&format!("the *{}* {} {}", dice.of(ADJECTIVES), dice.of(NOUNS), dice.of(LINKS)))
            }
            3 => out.push_str(&format!("the {} {}", words[dice.below(words.len())], dice.of(LINKS))),
            _ => out.push_str(&format!(
                "the {} {} {}",
                ADJECTIVES[dice.low(ADJECTIVES.len())],
                NOUNS[dice.low(NOUNS.len())],
                dice.of(LINKS)
            )),
        }
        out.push_str(&format!(" {}", NOUNS[dice.low(NOUNS.len())]));
        clauses -= 1;
        if clauses == 0 {
            break;
        }
        out.push_str(dice.of(&[", which", ", and the court", " while the city", ", but it", " that"]));
    }
    if quoted {
        out.push_str(&format!(",” said {} {}.", dice.of(FIRST), dice.of(NAMES)));
    } else {
        out.push('.');
    }
}
