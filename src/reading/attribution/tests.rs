use super::*;
use crate::draft::ReadOptions;
use crate::reading::Readings;
use crate::rule::RuleSet;
use crate::source::Source as Text;
use std::sync::Arc;

/// For each sentence: the class of its source, the words that name it, and the verb.
fn read(text: &str) -> Vec<(SourceClass, String, String)> {
    let draft = Draft::read(Arc::new(Text::new("draft.txt", text)), &ReadOptions::default());
    let rules = RuleSet::built_in().expect("the built-in rules");
    let readings = Readings::new(&draft, rules.name_lists());
    let words = |tokens: Option<Tokens>| match tokens.map(Tokens::range) {
        Some(tokens) if !tokens.is_empty() => {
            draft.text(draft.tokens[tokens.start].span.cover(draft.tokens[tokens.end - 1].span)).to_owned()
        }
        _ => String::new(),
    };
    let statements = &readings.attribution().statements;
    statements.iter().map(|one| (one.class, words(one.source), words(one.cue))).collect()
}

fn first(text: &str) -> (SourceClass, String, String) {
    read(text).swap_remove(0)
}

fn is(text: &str, class: SourceClass, source: &str, cue: &str) {
    assert_eq!(first(text), (class, source.to_owned(), cue.to_owned()), "{text}");
}

#[test]
fn a_source_may_stand_before_its_verb_after_it_or_far_from_it() {
    use SourceClass::{Institution, Named};
    is("Mara Osei said that the port would close.", Named, "Mara Osei", "said");
    is("Mara Osei, the mayor of the town, told reporters the port would close.", Named, "Mara Osei", "told");
    is("“The port will close,” said Mara Osei.", Named, "Mara Osei", "said");
    is("The port will close, according to Mara Osei.", Named, "Mara Osei", "according to");
    is("The Norland ministry went on to say that it was too late.", Institution, "The Norland ministry", "say");
    is("The plan was described by Mara Osei as a gift.", Named, "Mara Osei", "described");
}

#[test]
fn sources_are_classed_by_what_is_told_of_them() {
    use SourceClass::{Agentless, Anonymous, Described, Document, Institution, Outlet, Vague};
    is("Police said the road was closed.", Institution, "Police", "said");
    is("Reuters reported that the road was closed.", Outlet, "Reuters", "reported");
    is("A spokeswoman for the harbour said the road was closed.", Described, "A spokeswoman for the harbour", "said");
    is("A Norland source said the road was closed.", Anonymous, "A Norland source", "said");
    is("People familiar with the talks said the road was closed.", Anonymous, "People familiar with the talks", "said");
    is("Some analysts argue that the road was closed.", Vague, "Some analysts", "argue");
    is("Many believe that the road was closed.", Vague, "Many", "believe");
    is("A study by the institute shows that the road was closed.", Document, "A study by the institute", "shows");
    is("Recent reports suggest that the road was closed.", Vague, "Recent reports", "suggest");
    is("The road was reported to be closed.", Agentless, "", "reported");
}

#[test]
fn nouns_and_other_senses_are_no_cues() {
    for text in [
        "The insurance claims were paid in full.",
        "The company is now known as the Harbour Board.",
        "The bags are sorted according to whether they are old.",
        "The young are to be encouraged to swim.",
        "The war claimed thousands of lives in the state of Norland.",
        "The United States entered the talks in May.",
        "The report of the storm lay on the table.",
        "Prices showed up in every shop on the street.",
    ] {
        assert_eq!(first(text).0, SourceClass::None, "{text}");
    }
}

#[test]
fn quoted_sentences_rest_on_their_speaker() {
    let read = read("“We will go. We have waited too long,” said Mara Osei. “Nobody came.”");
    assert!(read.iter().all(|one| one.0 == SourceClass::Named && one.1 == "Mara Osei"), "{read:?}");
}

#[test]
fn a_sentence_goes_on_with_what_was_said() {
    let read =
        read("Mara Osei said the town would build a wall. It would cost less than the bridge. The bus was late.");
    assert_eq!(read[1].0, SourceClass::Named);
    assert_eq!(read[2].0, SourceClass::None);
}

/// What the first word of that form rests on.
fn class_at(text: &str, word: &str) -> SourceClass {
    let draft = Draft::read(Arc::new(Text::new("draft.txt", text)), &ReadOptions::default());
    let rules = RuleSet::built_in().expect("the built-in rules");
    let readings = Readings::new(&draft, rules.name_lists());
    let token = draft.tokens.iter().position(|token| draft.text(token.span) == word).expect("the word");
    readings.attribution().class_at(token)
}

#[test]
fn a_subject_may_stand_apart_from_its_verb() {
    use SourceClass::{Described, Named, Vague};
    is("Mara Osei, 44, of the harbour board, which runs the docks, said it was late.", Named, "Mara Osei", "said");
    is("Mara Osei, the mayor of the town, praised the vote on Monday.", Named, "Mara Osei", "praised");
    is("“It is late,” noted Mara Osei.", Named, "Mara Osei", "noted");
    is("Mara Osei (the mayor) said it was late.", Named, "Mara Osei", "said");
    is("The doctors she met last week say it is late.", Described, "The doctors", "say");
    is("Critics who have fought the plan say it is late.", Vague, "Critics", "say");
    is("Mara Osei stood up to say it was late.", Named, "Mara Osei", "say");
    is("The harbour will be late, frontwoman Mara Osei later revealed.", Named, "frontwoman Mara Osei", "revealed");
    is("They’re hopeful that the port will open.", Named, "They’re", "hopeful");
    is("The port is a plan she once supported.", Named, "she", "supported");
    is("It is a plan some farmers fear.", Vague, "some farmers", "fear");
    is("Critics and supporters of the bridge say it is late.", Vague, "Critics and supporters of the bridge", "say");
}

#[test]
fn nouns_and_adjectives_report_as_verbs_do() {
    use SourceClass::{Agentless, Described, Named, Vague};
    is("Mara Osei’s claim that the port would close was wrong.", Named, "Mara Osei’s", "claim");
    is("Mara Osei made the case that the port should close.", Named, "Mara Osei", "made");
    is("Mara Osei issued a short statement on the port.", Named, "Mara Osei", "issued");
    is("The vote has raised concerns among Western observers.", Vague, "Western observers", "concerns");
    is("The vote came amid reports of fraud.", Agentless, "", "reports");
    is("There are concerns about the port.", Agentless, "", "concerns");
    is("He left, a sentiment echoed by others in the talks.", Vague, "others in the talks", "echoed");
    is("Farmers seemed worried about the port.", Described, "Farmers", "worried");
    is("It has been suggested that the port will close.", Agentless, "", "suggested");
    is("The alleged plan lay on the table.", Agentless, "", "alleged");
}

#[test]
fn who_is_meant_decides_the_class() {
    use SourceClass::{Anonymous, Described, Document, Institution, Vague};
    is("Some Democrats say it is late.", Vague, "Some Democrats", "say");
    is("Democrats say it is late.", Vague, "Democrats", "say");
    is("Senate Democrats say it is late.", Described, "Senate Democrats", "say");
    is("Some of his friends say it is late.", Vague, "Some of his friends", "say");
    is("Officials say it is late.", Vague, "Officials", "say");
    is("Senior government officials say it is late.", Vague, "Senior government officials", "say");
    is("Sudland officials say it is late.", Described, "Sudland officials", "say");
    is("A senior official said it was late.", Anonymous, "A senior official", "said");
    is(
        "A person with knowledge of the plan said it was late.",
        Anonymous,
        "A person with knowledge of the plan",
        "said",
    );
    is("Two people in the room said it was late.", Described, "Two people in the room", "said");
    is("A spokeswoman for the board said it was late.", Described, "A spokeswoman for the board", "said");
    is("The ministry said it was late.", Institution, "The ministry", "said");
    is("The poll shows that it is late.", Document, "The poll", "shows");
    is("Those who stayed say it is late.", Vague, "Those", "say");
    is(
        "Sources cited by Norland state media say it is late.",
        Anonymous,
        "Sources cited by Norland state media",
        "say",
    );
}

#[test]
fn the_official_is_the_one_told_of_before() {
    let read = read("A senior official said the port would close. The official said the bus was late.");
    assert_eq!(read[1].0, SourceClass::Anonymous);
}

#[test]
fn titles_in_the_text_report_too() {
    use SourceClass::Named;
    let read =
        read("A day in the port\n\nThe mayor spoke.\n\nOsei Says Port Will Close\n\nThe bus was late, and it rained.");
    assert!(read.iter().any(|one| one.0 == Named && one.2 == "Says"), "{read:?}");
}

#[test]
fn what_is_governed_ends_where_another_subject_begins() {
    use SourceClass::{Agentless, Described, Named, None, Vague};
    let text = "While no statement reached the town, the sources’ comments indicated a deep divide.";
    assert_eq!(class_at(text, "reached"), None);
    assert_ne!(class_at(text, "divide"), None);
    let text = "Mara Osei said the port would close, but the union kept working at the docks it had closed.";
    assert_eq!(class_at(text, "port"), Named);
    assert_eq!(class_at(text, "working"), None);
    let text = "Mara Osei said the port was late but would open.";
    assert_eq!(class_at(text, "open"), Named);
    let text = "Mara Osei said the port was late; the road was closed.";
    assert_eq!(class_at(text, "road"), None);
    let text = "Mara Osei said the port was late, although some farmers say that it was early.";
    assert_eq!(class_at(text, "late"), Named);
    assert_eq!(class_at(text, "early"), Vague);
    let text = "The port was reported to be closed.";
    assert_eq!(class_at(text, "closed"), Agentless);
    let text = "Norland diplomats say that the fort makes demands, effectively turning the talks into a trap.";
    assert_eq!(class_at(text, "turning"), Described);
    assert_eq!(class_at("“We will go,” she said.", "go"), Named);
}

#[test]
fn words_of_the_writer_are_not_carried() {
    use SourceClass::{Anonymous, None};
    let text = "According to sources in the port, the fort made demands. These include a new wall. The wall would cost a lot. \
                The deal marks one of the largest gifts.";
    let read = read(text);
    let classes: Vec<SourceClass> = read.iter().map(|one| one.0).collect();
    assert_eq!(classes, [Anonymous, Anonymous, Anonymous, None]);
    assert_eq!(class_at(text, "cost"), Anonymous);
    assert_eq!(class_at(text, "marks"), None);
}

#[test]
fn figures_and_marks_without_end_are_read() {
    for text in [
        "—, said —.",
        "‘“”’: :",
        "said",
        "According to",
        "In a poll",
        "the said the that who which and and said by",
        ": x",
    ] {
        read(text);
    }
}
