//! The kinds of checks that newsrooms fill in: what each finds, what it leaves alone, and what it says of a mistake.

use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use std::sync::Arc;

const HEAD: &str = "summary = \"house style\"\nwhy = \"Readers notice.\"\nremedy = \"Mend it.\"\nlevel = \"warning\"\n";
/// An example that no test here tries; a rule file has to have one.
const TAIL: &str = "\n[[example]]\nbad = \"b\"\ngood = \"g\"\n";

fn file(name: &str, text: String) -> RuleFile {
    RuleFile { name: name.to_owned(), source: Arc::new(Source::new(name, text)) }
}

fn house(rule: &str, others: &[(&str, &str)]) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut files: Vec<RuleFile> = others.iter().map(|&(name, text)| file(name, text.to_owned())).collect();
    files.push(file("style/house-rule.toml", format!("{HEAD}{rule}{TAIL}")));
    RuleSet::with_house(&files, &[])
}

fn diagnostics_with(rule: &str, others: &[(&str, &str)], draft: &str) -> Vec<Diagnostic> {
    let rules = house(rule, others).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let linter = Linter::new(rules, Settings::default());
    let draft = Draft::read(Arc::new(Source::new("draft.txt", draft)), &ReadOptions::default());
    linter.check(&[draft]).diagnostics.into_iter().filter(|d| &*d.rule == "house-rule").collect()
}

fn diagnostics(rule: &str, draft: &str) -> Vec<Diagnostic> {
    diagnostics_with(rule, &[], draft)
}

fn texts(rule: &str, draft: &str) -> Vec<String> {
    diagnostics(rule, draft).into_iter().map(|d| d.text).collect()
}

/// The mistakes of a rule: text of the place, message, remedy.
fn mistakes(rule: &str) -> Vec<(String, String, String)> {
    let found = house(rule, &[]).expect_err("the rule is broken");
    found.into_iter().map(|d| (d.text, d.message, d.remedy.unwrap_or_default())).collect()
}

#[track_caller]
fn one_mistake(rule: &str, text: &str, message: &str, remedy: &str) {
    let found = mistakes(rule);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, text);
    assert!(found[0].1.contains(message) && found[0].2.contains(remedy), "{found:#?}");
}

fn fixed(draft: &str, found: &[Diagnostic]) -> String {
    let mut edits: Vec<_> = found.iter().flat_map(|d| &d.fixes[0].edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    edits.iter().fold(draft.to_owned(), |mut text, edit| {
        text.replace_range(edit.start as usize..edit.end as usize, &edit.insert);
        text
    })
}

const STORY: &str = "Council backs new bridge\n\n\
    The council backed the bridge on Monday, and the mayor welcomed the vote in the chamber.\n\n\
    Work on it starts in the spring, the mayor said, if the money is found by then.\n";

mod occurrence {
    use super::*;

    #[test]
    fn the_one_too_many_is_reported_with_those_before() {
        let rule = "[check.occurrence]\nfind = [\"mayor\", \"spring\"]\nat-most = 2\n";
        assert!(texts(&rule.replace("= 2", "= 3"), STORY).is_empty());
        let found = diagnostics(rule, STORY);
        assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["mayor"]);
        assert_eq!(found[0].evidence.len(), 2);
        assert_eq!(found[0].message, "“mayor”: 3 in this draft, where at most 2 may be (house style)");
    }

    #[test]
    fn units_count_apart() {
        let rule = |per| format!("[check.occurrence]\nfind = [\"the\"]\nat-most = 3\nper = \"{per}\"\n");
        assert_eq!(diagnostics(&rule("draft"), STORY).len(), 1);
        assert_eq!(diagnostics(&rule("paragraph"), STORY).len(), 1);
        assert_eq!(diagnostics(&rule("headline"), STORY).len(), 0);
        assert_eq!(diagnostics(&rule("sentence"), "The a. The b. The c. The d. The e.").len(), 0);
    }

    #[test]
    fn too_few_are_reported_where_the_unit_begins() {
        let rule = "[check.occurrence]\nfind = \"clerk\"\nat-least = 1\n";
        assert_eq!(texts(rule, STORY), ["Council backs new bridge"]);
        let rule = "[check.occurrence]\nfind = \"mayor\"\nat-least = 1\nper = \"paragraph\"\n";
        assert!(texts(rule, STORY).is_empty());
        let rule = "[check.occurrence]\nfind = \"chamber\"\nat-least = 1\nper = \"paragraph\"\n";
        assert_eq!(
            texts(rule, STORY),
            ["Work on it starts in the spring, the mayor said, if the money is found by then."]
        );
    }

    #[test]
    fn exceptions_and_places_count_for_nothing() {
        let rule =
            "in = [\"headline\"]\n[check.occurrence]\nfind = \"bridge\"\nat-most = 0\nexceptions = \"new bridge\"\n";
        assert!(texts(rule, STORY).is_empty());
        assert_eq!(texts(&rule.replace("new bridge", "old bridge"), STORY), ["bridge"]);
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        let rule = "[check.occurrence]\nfind = \"x\"\nat-most = 1\nper = \"paragraf\"\n";
        one_mistake(rule, "\"paragraf\"", "`per` cannot be", "Did you mean `paragraph`?");
        one_mistake("[check.occurrence]\nfind = \"x\"\n", "occurrence", "no limit", "at-most");
        one_mistake("[check.occurrence]\nfind = \"x\"\nat-most = 1\nat-least = 2\n", "2", "at least 2", "smaller");
    }
}

mod repetition {
    use super::*;

    const RULE: &str = "[check.repetition]\nfind = ['/\\b[a-z]{6,}\\b/']\nwithin = 5\n";

    #[test]
    fn the_second_is_reported_with_the_first() {
        let found =
            diagnostics(RULE, "The council met. A council vote on the budget came later than the council hoped.");
        assert_eq!(found.iter().map(|d| (d.place.column, &*d.text)).collect::<Vec<_>>(), [(20, "council")]);
        assert_eq!(found[0].evidence[0].place.column, 5);
    }

    #[test]
    fn none_between_means_side_by_side() {
        let rule = RULE.replace('5', "0").replace('6', "2");
        assert_eq!(texts(&rule, "It was, was it that that?"), ["was", "that"]);
        assert!(texts(&rule, "It was, I was.").is_empty());
    }

    #[test]
    fn ignored_words_exceptions_and_paragraphs() {
        let rule = format!("{RULE}ignore = [\"Council\"]\nexceptions = ['/Duran Duran/']\n");
        assert!(texts(&rule, "The council and the Council met Duran Duran.").is_empty());
        assert!(
            texts(RULE, "They saw the council.\n\nCouncil members left early on Monday evening, they said.").is_empty()
        );
        let rule = format!("not-in = [\"quotation\"]\n{RULE}");
        assert!(texts(&rule, "He said “really, really” once.").is_empty());
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        one_mistake(&RULE.replace("within", "withn"), "withn", "no setting `withn`", "Did you mean `within`?");
        one_mistake("[check.repetition]\nwithin = 3\n", "repetition", "nothing to look for", "find");
    }
}

mod consistency {
    use super::*;

    const RULE: &str = "[check.consistency]\nsets = [[\"adviser\", \"advisor\"], [\"per cent\", \"percent\"]]\n";

    #[test]
    fn the_rarer_form_is_reported() {
        let draft = "An adviser spoke. Advisor to two, adviser of none: 5 percent.";
        let found = diagnostics(RULE, draft);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "Advisor");
        assert_eq!(found[0].message, "“Advisor” here, “Adviser” 2 times elsewhere: write “Adviser”");
        assert_eq!(found[0].evidence[0].place.column, 4);
        assert!(!found[0].fixes[0].safe);
        assert_eq!(fixed(draft, &found), draft.replace("Advisor", "Adviser"));
    }

    #[test]
    fn of_equals_the_later_gives_way_unless_it_is_preferred() {
        assert_eq!(texts(RULE, "One advisor, one adviser."), ["adviser"]);
        let found = diagnostics(&format!("{RULE}prefer = \"adviser\"\n"), "One advisor, an advisor, one adviser.");
        assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["advisor", "advisor"]);
        assert!(found[0].fixes[0].safe);
    }

    #[test]
    fn lines_of_a_set_are_held_together() {
        let rule = "[check.consistency]\nsets = [[\"organise | organize\", \"organised | organized\"]]\n";
        let found = diagnostics(rule, "They organise, he organised, it was organized.");
        assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["organized"]);
        assert_eq!(found[0].fixes[0].edits[0].insert, "organised");
    }

    #[test]
    fn accents_make_a_form() {
        let rule = "[check.consistency]\nsets = [[\"cafe\", \"café\"]]\n";
        assert_eq!(texts(rule, "A café, the Café, a cafe."), ["cafe"]);
        assert!(texts(rule, "A café, the café.").is_empty());
    }

    #[test]
    fn tables_and_lists_have_sets_too() {
        let others = [
            ("style/forms.csv", "find,put,note\nadviser,advisor,See the guide.\n"),
            ("lexicon/pairs.txt", "per cent | percent\n"),
        ];
        let rule = "[check.consistency]\ntable = \"forms.csv\"\nlexicon = \"pairs\"\n";
        let found = diagnostics_with(rule, &others, "One adviser, one advisor; 3 percent, 4 per cent.");
        assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["advisor", "per cent"]);
        assert!(found[0].message.ends_with(". See the guide."));
    }

    #[test]
    fn exceptions_and_quotations_do_not_count() {
        let rule = format!("not-in = [\"quotation\"]\n{RULE}exceptions = \"Advisor Street\"\n");
        assert!(texts(&rule, "An adviser of Advisor Street said: “No advisor.”").is_empty());
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        one_mistake(&format!("{RULE}prefer = \"advizer\"\n"), "\"advizer\"", "no set has `advizer`", "`adviser`");
        one_mistake("[check.consistency]\nsets = [[\"one\"]]\n", "[\"one\"]", "two forms", "every form");
        let rule = "[check.consistency]\nsets = [[\"a b | c d\", \"e f | c d\"]]\n";
        one_mistake(rule, "c d", "listed twice", "Delete one");
        let rule = "[check.consistency]\nsets = [[\"a | b\", \"c | d | e\"]]\n";
        one_mistake(rule, "[\"a | b\", \"c | d | e\"]", "same number of forms", "organise | organize");
    }
}

mod conditional {
    use super::*;

    const RULE: &str = "[check.conditional]\nif = '/\\b([A-Z]{3,5})\\b/'\nthen = '/\\(([A-Z]{3,5})\\)/'\n";

    #[test]
    fn each_abbreviation_is_reported_once_unless_explained_before() {
        let draft = "The World Health Organization (WHO) warned UNHCR. WHO and UNHCR met; the UNHCR left.";
        let found = diagnostics(RULE, draft);
        assert_eq!(found.iter().map(|d| (&*d.text, d.place.column)).collect::<Vec<_>>(), [("UNHCR", 44)]);
    }

    #[test]
    fn late_is_not_before_but_is_anywhere() {
        let draft = "WHO warned. The World Health Organization (WHO) met.";
        let found = diagnostics(RULE, draft);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].evidence[0].label, "only here");
        assert!(texts(&format!("{RULE}order = \"anywhere\"\n"), draft).is_empty());
    }

    #[test]
    fn without_groups_any_match_will_do() {
        let rule = "[check.conditional]\nif = \"GCHQ\"\nthen = '/intelligence (?:service|agency)/'\n";
        assert_eq!(texts(rule, "GCHQ said no, GCHQ said."), ["GCHQ"]);
        assert!(texts(rule, "The intelligence service GCHQ said no.").is_empty());
    }

    #[test]
    fn exceptions_and_places() {
        assert!(texts(&format!("{RULE}exceptions = [\"NATO\", \"BBC\"]\n"), "NATO told the BBC.").is_empty());
        let rule = format!("in = [\"body\"]\n{RULE}");
        assert!(
            texts(&rule, "NATO to leave the talks\n\nThe talks on the alliance ended on Friday in the capital.\n")
                .is_empty()
        );
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        one_mistake("[check.conditional]\nif = \"x\"\n", "conditional", "`then` is missing", "Add `then`");
        one_mistake(&format!("{RULE}order = \"befor\"\n"), "\"befor\"", "`order` cannot be", "`before`");
        one_mistake(&RULE.replace("5})\\b/", "5}\\b/"), "(", "this pattern is wrong", "");
    }
}

mod capitalization {
    use super::*;

    fn rule(style: &str) -> String {
        format!("in = [\"headline\", \"subhead\"]\n[check.capitalization]\nstyle = \"{style}\"\n")
    }

    const BODY: &str = "\n\nThe vote in Kyiv on Monday backed the plan of Amara Osei, the mayor, and NATO.\n";

    fn of(style: &str, headline: &str) -> Vec<(String, String)> {
        let draft = format!("{headline}{BODY}");
        let found = diagnostics(&rule(style), &draft);
        found.iter().map(|d| (d.text.clone(), fixed(&draft, std::slice::from_ref(d)).replace(BODY, ""))).collect()
    }

    #[test]
    fn sentence_style_keeps_names() {
        assert!(of("sentence", "Kyiv council backs Osei’s plan on Tuesday: NATO pleased").is_empty());
        assert!(of("sentence", "Vote backs plan: What it means for I-95 and iPhone makers").is_empty());
        assert!(of("sentence", "Mayor says ‘Nobody knows’ after vote").is_empty());
        let wanted = ("Backs".to_owned(), "Council backs mayor in Kyiv vote".to_owned());
        assert_eq!(of("sentence", "Council Backs Mayor in Kyiv Vote"), [wanted]);
        assert_eq!(of("sentence", "council backs mayor")[0].1, "Council backs mayor");
    }

    #[test]
    fn title_style_knows_small_words() {
        assert!(of("title", "Council Backs the Plan of a Mayor With Doubts").is_empty());
        assert!(of("title", "What the Vote Is For").is_empty());
        assert!(of("title", "iPhone Sales Up: A Guide to the Co-founder’s Plan").is_empty());
        assert_eq!(of("title", "Council backs The Plan")[0].1, "Council Backs the Plan");
        assert_eq!(of("title", "the Plan and What it is for")[0].1, "The Plan and What It Is For");
    }

    #[test]
    fn lower_and_upper() {
        assert_eq!(of("lower", "Council backs NATO Plan")[0].1, "council backs NATO plan");
        assert_eq!(of("upper", "COUNCIL backs iPhone")[0].1, "COUNCIL BACKS iPhone");
    }

    #[test]
    fn exceptions_stay_as_they_are() {
        let draft = format!("Fans of Duran Duran and Lego’s maker met{BODY}");
        let rule = format!("{}exceptions = [\"Duran Duran\", \"Lego\"]\n", rule("sentence"));
        assert!(texts(&rule, &draft).is_empty());
        assert_eq!(texts(&rule.replace("Lego", "LEGO"), &draft), ["Lego’s"]);
    }

    #[test]
    fn the_first_word_is_reported_and_the_others_shown() {
        let found = diagnostics(&rule("sentence"), &format!("Council Backs Mayor{BODY}"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "“Backs” in a headline in sentence style: write “backs” (and 1 word more)");
        assert_eq!(found[0].evidence.len(), 1);
        assert!(!found[0].fixes[0].safe);
    }

    #[test]
    fn small_words_of_the_house_are_all_there_are() {
        let rule = format!("{}small-words = [\"the\", \"from\"]\n", rule("title"));
        assert_eq!(texts(&rule, &format!("News From the War of the Worlds{BODY}")), ["From"]);
    }

    #[test]
    fn a_pattern_instead_of_a_style() {
        let rule = "in = [\"headline\"]\n[check.capitalization]\npattern = '/^[A-Z][a-z]+: /'\n";
        assert_eq!(texts(rule, &format!("Council backs plan{BODY}")), ["Council backs plan"]);
        assert!(texts(rule, &format!("Opinion: the council is right{BODY}")).is_empty());
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        one_mistake(&rule("sentance"), "\"sentance\"", "`style` cannot be", "Did you mean `sentence`?");
        one_mistake("[check.capitalization]\nafter-colon = true\n", "capitalization", "no style", "style = ");
    }
}

mod metric {
    use super::*;

    fn rule(measure: &str, per: &str, limits: &str) -> String {
        format!("[check.metric]\nmeasure = \"{measure}\"\nper = \"{per}\"\n{limits}\n")
    }

    #[test]
    fn long_sentences_and_headlines() {
        let found = diagnostics(&rule("words", "sentence", "at-most = 15"), STORY);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].message, "this sentence has 16 words; the limit is at most 15");
        let found = diagnostics(&rule("characters", "headline", "at-most = 20"), STORY);
        assert_eq!(found[0].message, "this headline has 24 characters; the limit is at most 20");
        assert!(texts(&rule("characters", "headline", "at-most = 24"), STORY).is_empty());
    }

    #[test]
    fn drafts_and_paragraphs() {
        let found = diagnostics(&rule("words", "draft", "at-least = 100"), STORY);
        assert_eq!(found[0].text, "Council backs new bridge");
        assert_eq!(found[0].message, "this draft has 33 words; the limit is at least 100");
        assert_eq!(diagnostics(&rule("sentences", "paragraph", "at-least = 2"), STORY).len(), 2);
        assert!(texts(&rule("words-per-paragraph", "draft", "at-most = 17"), STORY).is_empty());
        assert_eq!(texts(&rule("words-per-sentence", "draft", "at-most = 15.5"), STORY).len(), 1);
        assert_eq!(texts(&rule("grade", "draft", "at-least = 30"), STORY).len(), 1);
        assert!(texts(&rule("grade", "draft", "at-most = 12"), STORY).is_empty());
    }

    #[test]
    fn only_the_places_of_the_rule_count() {
        let rule = format!("in = [\"headline\"]\n{}", rule("words", "draft", "at-most = 3"));
        let found = diagnostics(&rule, STORY);
        assert_eq!(found[0].message, "this draft has 4 words; the limit is at most 3");
        assert!(texts(&rule.replace("headline", "caption"), STORY).is_empty());
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        let broken = rule("wrods", "draft", "at-most = 1");
        one_mistake(&broken, "\"wrods\"", "`measure` cannot be", "Did you mean `words`?");
        one_mistake(&rule("words-per-paragraph", "sentence", "at-most = 1"), "per", "one sentence", "draft");
        one_mistake(&rule("words", "draft", ""), "metric", "no limit", "at-most");
    }
}

mod sequence {
    use super::*;

    fn rule(tokens: &str) -> String {
        format!("[check.sequence]\ntokens = [{tokens}]\n")
    }

    #[test]
    fn tokens_follow_one_another() {
        let rule =
            rule("{ is = \"capitalised\" }, { words = [\"is\", \"was\"] }, { skip = 2 }, { pattern = '/ing$/' }");
        assert_eq!(
            texts(&rule, "Osei was not really leaving. Osei was in the end leaving."),
            ["Osei was not really leaving"]
        );
        assert_eq!(texts(&rule, "We saw Osei is leaving."), ["Osei is leaving"]);
        assert!(texts(&rule, "Osei was. Leaving hurt.").is_empty());
    }

    #[test]
    fn classes_of_tokens() {
        let rule =
            rule("{ word = \"on\" }, { is = \"weekday\" }, { word = \",\" }, { is = \"month\" }, { is = \"number\" }");
        assert_eq!(texts(&rule, "It met on Monday, May 5. It may sit on Monday, may 5."), ["on Monday, May 5"]);
        let rule =
            self::rule("{ is = \"upper\" }, { word = \"chief\" }, { not = [\"of\", '/^ex/'] }, { is = \"lower\" }");
        assert_eq!(
            texts(&rule, "NATO’s chief then left. NATO chief of staff left. NATO chief executives left."),
            ["NATO’s chief then left"]
        );
    }

    #[test]
    fn a_part_may_be_reported() {
        let rule =
            format!("{}report = [2, 2]\n", rule("{ word = \"very\" }, { is = \"lower\" }, { word = \"indeed\" }"));
        assert_eq!(texts(&rule, "It was very cold indeed."), ["cold"]);
    }

    #[test]
    fn skips_before_the_anchor_and_exceptions_and_places() {
        let base = rule("{ word = \"not\" }, { skip = 3 }, { word = \"regardless\" }");
        let draft = "He did not, he said, go regardless. “Not so, regardless.”";
        assert_eq!(texts(&base, draft), ["Not so, regardless"]);
        assert!(texts(&format!("not-in = [\"quotation\"]\n{base}"), draft).is_empty());
        assert!(texts(&format!("{base}exceptions = \"not so, regardless\"\n"), draft).is_empty());
    }

    #[test]
    fn mistakes_have_a_place_and_a_remedy() {
        one_mistake(&rule("{ word = \"on\" }, { is = \"weekdy\" }"), "\"weekdy\"", "`is` cannot be", "`weekday`");
        one_mistake(&rule("{ is = \"number\" }"), "sequence", "no token of this sequence is a word", "word");
        one_mistake(&rule("{ word = \"due to\" }"), "\"due to\"", "not one word", "each word");
        one_mistake(&rule("{ wrod = \"due\" }"), "wrod", "no setting `wrod`", "`word`");
        one_mistake(
            &rule("{ word = \"a\", is = \"number\" }"),
            "{ word = \"a\", is = \"number\" }",
            "one thing",
            "braces",
        );
        one_mistake(&rule("{ word = \"due\" }, { skip = 2 }"), "{ skip = 2 }", "begin or end with `skip`", "out");
        let found = mistakes(&format!("{}report = [0, 9]\n", rule("{ word = \"due\" }")));
        assert_eq!(found[0].0, "[0, 9]");
    }

    #[test]
    fn many_skips_end_in_time() {
        let skips = "{ is = \"lower\" }, { skip = 8 }, ".repeat(6);
        let rule = rule(&format!("{{ word = \"start\" }}, {skips}{{ word = \"finis\" }}"));
        let draft = format!("Start {}.", "start a ".repeat(2_000));
        assert!(texts(&rule, &draft).is_empty());
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let rule = "summary = \"house style\"\nwhy = \"\"\nremedy = \"Mend it.\"\nlevel = \"eror\"\nin = [\"headlin\"]\n\
        mesage = \"x\"\n[check.occurrence]\nfind = '/a(b/'\nat-most = 1\nper = \"drafts\"\n\
        [[example]]\nbad = \"b\"\ngood = \"g\"\n";
    let found = RuleSet::with_house(&[file("style/broken.toml", rule.to_owned())], &[]).expect_err("broken");
    let mut messages: Vec<(u32, &str, &str)> =
        found.iter().map(|d| (d.place.line, &*d.message, d.remedy.as_deref().unwrap_or(""))).collect();
    messages.sort_unstable();
    assert_eq!(
        messages,
        [
            (2, "`why` is empty", "Write why it matters, in a sentence."),
            (4, "there is no level `eror`", "Did you mean `error`?"),
            (5, "there is no place `headlin` in a draft", "Did you mean `headline`?"),
            (6, "there is no setting `mesage` here", "Did you mean `message`?"),
            (8, "this pattern is wrong: unclosed group", ""),
            (10, "`per` cannot be `drafts`", "Did you mean `draft`?"),
        ]
    );
}

#[test]
fn kinds_of_other_linters_lead_to_ours() {
    one_mistake("[check.existence]\ntokens = [\"x\"]\n", "existence", "no kind of check", "`phrases`");
    one_mistake(
        "[check.capitalisation]\nstyle = \"title\"\n",
        "capitalisation",
        "no kind of check",
        "`capitalization`",
    );
    one_mistake("[check.repetitions]\nfind = \"x\"\n", "repetitions", "no kind of check", "Did you mean `repetition`?");
}
