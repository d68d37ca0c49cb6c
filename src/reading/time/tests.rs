//! Invented sentences, and what is read in them.

mod forms;

use super::*;
use crate::draft::ReadOptions;
use crate::reading::Readings;
use crate::reading::names::Lists;
use crate::source::Source;
use jiff::civil::Date;
use std::sync::Arc;

/// The times of a text for a story of Monday 2 June 2025: what each says.
fn read(text: &str) -> Vec<String> {
    read_on(text, Date::new(2025, 6, 2).ok())
}

fn read_on(text: &str, date: Option<Date>) -> Vec<String> {
    let draft = draft(text, date);
    let lists = Lists::default();
    let readings = Readings::new(&draft, &lists);
    readings.times().0.iter().map(|time| told(&draft, time)).collect()
}

fn draft(text: &str, date: Option<Date>) -> Draft {
    Draft::read(Arc::new(Source::new("draft.txt", text)), &ReadOptions { date, ..ReadOptions::default() })
}

fn told(draft: &Draft, time: &Time) -> String {
    let days = |days: Option<Days>| days.map_or("?".to_owned(), |(from, to)| format!("{from}..{to}"));
    let length = |length: &Length| format!("{}-{} {}", length.core.0, length.core.1, length.unit.name());
    let value = match &time.value {
        Value::Calendar(calendar) => format!("{} {}", calendar.grain.name(), days(calendar.core)),
        Value::Duration(duration) => length(duration),
        Value::Ordinal { n, unit, entering } => {
            format!("{n} {}{}", unit.name(), if *entering { " entering" } else { "" })
        }
        Value::Offset(offset) => {
            format!("{} {} {}", length(&offset.length), offset.direction.name(), days(offset.core))
        }
        Value::Age { count, unit, when } => format!("{count} {} {when:?}", unit.name()),
    };
    format!("{} | {} | {value}", draft.text(time.span), time.relation.name())
}

/// Holds the only time of each text to what it is to say.
fn check(cases: &[(&str, &str)]) {
    for (text, want) in cases {
        assert_eq!(read(text), [*want], "{text}");
    }
}

#[test]
fn full_dates() {
    check(&[
        ("The ferry sank on 2 June 2024.", "2 June 2024 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on June 2, 2024.", "June 2, 2024 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on June 2nd, 2024.", "June 2nd, 2024 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on the 2nd of June 2024.", "the 2nd of June 2024 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on Sunday, June 2, 2024.", "Sunday, June 2, 2024 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on 2024-06-02.", "2024-06-02 | on | day 2024-06-02..2024-06-02"),
        ("The ferry sank on 22/6/2024.", "22/6/2024 | on | day 2024-06-22..2024-06-22"),
        ("The ferry sank on Dec. 14, 2024.", "Dec. 14, 2024 | on | day 2024-12-14..2024-12-14"),
        ("The ferry sank on 14 May.", "14 May | on | day 2025-05-14..2025-05-14"),
        ("The hall will open on 14 March.", "14 March | on | day 2026-03-14..2026-03-14"),
    ]);
}

#[test]
fn days_that_do_not_exist_keep_what_was_written() {
    for (text, month, day) in [
        ("The ferry sank on 31 June 2024.", 6, 31),
        ("The ferry sank on February 30.", 2, 30),
        ("The ferry sank on 2023-02-29.", 2, 29),
        ("The ferry sank on 2023-13-01.", 13, 1),
        ("The ferry sank on March 35, 2023.", 3, 35),
    ] {
        let draft = draft(text, Date::new(2025, 6, 2).ok());
        let lists = Lists::default();
        let readings = Readings::new(&draft, &lists);
        let [time] = readings.times().0.as_slice() else { panic!("{text}") };
        let Value::Calendar(calendar) = time.value else { panic!("{text}") };
        assert_eq!((calendar.core, calendar.outer), (None, None), "{text}");
        assert_eq!((calendar.written.month, calendar.written.day), (Some(month), Some(day)), "{text}");
    }
}

#[test]
fn months_years_and_what_is_longer() {
    check(&[
        ("It began in March.", "March | in | month 2025-03-01..2025-03-31"),
        ("It has been shut since March 2022.", "March 2022 | since | month 2022-03-01..2022-03-31"),
        ("It has been shut since 2022.", "2022 | since | year 2022-01-01..2022-12-31"),
        ("The 2022 talks failed.", "2022 | none | year 2022-01-01..2022-12-31"),
        ("It was popular in the 1990s.", "1990s | in | decade 1990-01-01..1999-12-31"),
        ("It was popular in the ’90s.", "90s | in | decade 1990-01-01..1999-12-31"),
        ("It was built in the 19th century.", "19th century | in | century 1800-01-01..1899-12-31"),
        ("Sales fell in Q3 2020.", "Q3 2020 | in | quarter 2020-07-01..2020-09-30"),
        ("Sales fell in the third quarter of 2020.", "the third quarter of 2020 | in | quarter 2020-07-01..2020-09-30"),
        ("Sales fell in fiscal 2019.", "fiscal 2019 | in | fiscal-year 2019-01-01..2019-12-31"),
        ("It shut in the summer of 2012.", "the summer of 2012 | in | season 2012-06-01..2012-08-31"),
        ("It is the first since the beginning of 2022.", "the beginning of 2022 | since | part 2022-01-01..2022-02-28"),
        ("It was sold in mid-2019.", "mid-2019 | in | part 2019-05-01..2019-08-31"),
        ("It was sold in late May.", "late May | in | part 2025-05-21..2025-05-31"),
        ("The singer (born 1968) left.", "1968 | born | year 1968-01-01..1968-12-31"),
        ("The singer, born in 1968, left.", "1968 | born | year 1968-01-01..1968-12-31"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("It runs June 2-5, 2024.", "June 2-5, 2024 | none | range 2024-06-02..2024-06-05"),
        ("It ran from 4 to 23 January.", "4 to 23 January | from | range 2025-01-04..2025-01-23"),
        ("He served 2014-2016.", "2014-2016 | none | range 2014-01-01..2016-12-31"),
        ("He served in 2019-20.", "2019-20 | in | range 2019-01-01..2020-12-31"),
        ("It was shut between March and May 2020.", "March and May 2020 | between | range 2020-03-01..2020-05-31"),
        ("It was shut from November to March 2020.", "November to March 2020 | from | range 2019-11-01..2020-03-31"),
        ("He ruled from 1998 to 2010.", "1998 to 2010 | from | range 1998-01-01..2010-12-31"),
    ]);
}

#[test]
fn counted_from_the_story() {
    check(&[
        ("The council met on Friday.", "Friday | on | day 2025-05-30..2025-05-30"),
        ("The council will meet on Friday.", "Friday | on | day 2025-06-06..2025-06-06"),
        ("The council met last Friday.", "last Friday | none | day 2025-05-30..2025-05-30"),
        ("The council meets next Tuesday.", "next Tuesday | none | day 2025-06-10..2025-06-10"),
        ("The council met yesterday.", "yesterday | none | day 2025-06-01..2025-06-01"),
        ("The council met last night.", "last night | none | day 2025-06-01..2025-06-01"),
        ("The council met last week.", "last week | none | week 2025-05-26..2025-06-01"),
        ("The council met earlier this month.", "earlier this month | none | part 2025-06-01..2025-06-02"),
        ("Prices rose last year.", "last year | none | year 2024-01-01..2024-12-31"),
        ("Prices rose last March.", "last March | none | month 2025-03-01..2025-03-31"),
        ("Prices rose two days ago.", "two days ago | none | 1.5-2.5 day back 2025-05-31..2025-05-31"),
        ("Prices rose a year ago.", "a year ago | none | 0.5-1.5 year back 2023-12-02..2024-12-01"),
        ("Prices rose two days later.", "two days later | none | 1.5-2.5 day ahead ?"),
        ("It rose in the past three years.", "the past three years | in | 2.5-3.5 year back 2021-12-02..2025-06-02"),
        (
            "It fell two weeks before May 13, 2024.",
            "two weeks before May 13, 2024 | none | 1.5-2.5 week back 2024-04-29..2024-04-29",
        ),
    ]);
    assert_eq!(read_on("The council met on Friday.", None), ["Friday | on | day ?"]);
    assert_eq!(read_on("The council met in March.", None), ["March | in | month ?"]);
    assert_eq!(read_on("Prices rose last year.", None), ["last year | none | year ?"]);
}

#[test]
fn lengths() {
    check(&[
        ("The talks lasted three hours.", "three hours | none | 2.5-3.5 hour"),
        ("It is the first in over three years.", "over three years | in | 3-4 year"),
        ("The war has lasted for over a year.", "over a year | for | 1-2 year"),
        ("It took nearly 20 months.", "nearly 20 months | none | 19-20 month"),
        ("It took less than two hours.", "less than two hours | none | 1-2 hour"),
        ("It took at least ten days.", "at least ten days | none | 10-inf day"),
        ("It took about ten days.", "about ten days | none | 8-12 day"),
        ("It took several weeks.", "several weeks | none | 3-10 week"),
        ("It took a year and a half.", "a year and a half | none | 1-2 year"),
        ("They agreed on a 30-day truce.", "30-day | none | 29.5-30.5 day"),
        ("They agreed on a twenty-five year lease.", "twenty-five year | none | 24.5-25.5 year"),
        ("They have argued for decades.", "decades | for | 20-inf year"),
        ("It took two or three weeks.", "two or three weeks | none | 2-3 week"),
        ("The war is now in its third year.", "its third year | in | 3 year"),
        ("The strike is entering its second month.", "entering its second month | none | 2 month entering"),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("The driver, Jane Roe, 57, was unhurt.", "57 | none | 57 year Now"),
        ("The 57-year-old driver was unhurt.", "57-year-old | none | 57 year Now"),
        ("A driver aged 57 was unhurt.", "aged 57 | none | 57 year Now"),
        ("She left home at the age of 16.", "age of 16 | at | 16 year Then"),
        ("The bridge is 40 years old.", "40 years old | none | 40 year Now"),
        ("Jane Roe (57), who lives there, left.", "57 | none | 57 year Now"),
        ("Jane Roe (57) told the court so.", "57 | none | 57 year Now"),
        ("She is 57.", "57 | none | 57 year Now"),
        ("Jane Roe, who is 57, left.", "57 | none | 57 year Now"),
        ("Jane Roe turned 57.", "57 | none | 57 year Birthday"),
        ("She died in hospital at 88.", "88 | at | 88 year Then"),
    ]);
}

#[test]
fn not_times() {
    for text in [
        "This may not be right, and one may march on.",
        "An august body came second.",
        "May we ask who won the second round?",
        "The hall seats 2014 people.",
        "Some 1999 people signed, and 2000 more came.",
        "Doors open at 1930 GMT.",
        "See pp. 2010-2014 and vol. 2001.",
        "Call 138-2010-2015 or 206-555-1212.",
        "Version 2019 costs $2020.",
        "Jane Roe (57), Ann Lee (60) and Mary Poe (80) scored.",
        "Crossley is 12 miles away, and she is 10th.",
        "The road turned 20 metres on.",
        "He died at 10 in the yard.",
        "They won 4-3 and drew 2/3 of the crowd.",
        "It costs ten pounds a day.",
        "She walks 10 miles a week.",
        "The fall of the tower shook the spring water.",
        "The Sun said so.",
        "She read the Sunday Herald.",
        "One day they will see.",
        "It happens every year.",
        "A last minute goal.",
        "March on, they said, and march for peace.",
        "She is in her 30s.",
        "Chapter 12, section 1987, room 2001.",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
    assert_eq!(read("`since 2022`"), ["2022 | since | year 2022-01-01..2022-12-31"]);
    let markdown = ReadOptions { format: Some(crate::draft::Format::Markdown), ..ReadOptions::default() };
    let text = "---\ntitle: Sunk\nnote: since 2021\n---\n\nRun `since 2022` now.\n\n    since 2023\n";
    let draft = Draft::read(Arc::new(Source::new("draft.md", text)), &markdown);
    assert_eq!(Readings::new(&draft, &Lists::default()).times().0, []);
}

#[test]
fn figures_of_any_length_are_read_in_peace() {
    let long = "9".repeat(400);
    for text in [
        format!("It lasted {long} years."),
        format!("On June {long}, {long}."),
        format!("It ended {long} days ago, in 9999, and 999999999999 centuries later."),
        format!("{long}-year-old {long}-{long}-{long} {long}/{long}/{long} the {long}th century, aged {long}"),
        format!("Week {long} of 9999, Christmas 9999, Easter 1000, all day from Dec{long}, {long}/2/99, 5/6/{long}"),
        format!("Christmas last year, the week after next, Monday the 31st, {long}Y, January twenty {long}"),
        "It lasts from 9999-12-31 to 12/31/9999 and in 2199 days, 2199-12-31, 900000 centuries ago".to_owned(),
    ] {
        for date in [None, Date::new(9999, 12, 31).ok(), Date::new(-9999, 1, 1).ok()] {
            read_on(&text, date);
            read_on(&format!("Last month, this weekend, next Friday and next century {text}"), date);
        }
    }
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "past",
    "early",
    "mid-",
    "end",
    "of",
    "in",
    "since",
    "from",
    "to",
    "-",
    "–",
    "and",
    "between",
    "June",
    "May",
    "2",
    "31st",
    "2025",
    "1990s",
    "’",
    "90s",
    "’",
    "three",
    "a",
    "half",
    "few",
    "years",
    "year-old",
    "week",
    "ago",
    "later",
    "before",
    "Monday",
    "summer",
    "Q3",
    "FY2019",
    "second",
    "its",
    "third",
    "more",
    "than",
    "over",
    ",",
    ".",
    "/",
    "century",
    "20th",
    "yesterday",
    "now",
    "é",
    "\n\n",
    "every",
    "twenty-five",
    "hundred",
    "Jane",
    "aged",
    "57",
    "old",
    "Christmas",
    "Easter",
    "Thanksgiving",
    "Day",
    "nineteen",
    "eighty",
    "starting",
    "rest",
    "all",
    "day",
    "date",
    "month",
    "5/12",
    "12/5/24",
    "7-1-2018-9-1-2019",
    "Dec/2018-May/2019",
    "2014-Dec",
    "Nov31",
    "18th",
    "business",
    "another",
    "3Y",
];

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_places_are_sound(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40),
        noise in ".{0,20}",
        day in 0_i32..40_000,
    ) {
        let text = format!("{} {noise} {}", words.join(" "), words.concat());
        let date = Date::new(1950, 1, 1).ok().and_then(|date| date.checked_add(jiff::Span::new().days(day)).ok());
        let draft = draft(&text, date);
    let lists = Lists::default();
    let readings = Readings::new(&draft, &lists);
        let mut end = 0;
        for time in &readings.times().0 {
            proptest::prop_assert!(time.span.start >= end && time.span.start < time.span.end);
            proptest::prop_assert!(draft.prose.text().get(time.span.range()).is_some());
            end = time.span.end;
            if let Value::Calendar(Calendar { core: Some(core), .. }) = time.value {
                proptest::prop_assert!(core.0 <= core.1);
            }
            let bounds = match time.value {
                Value::Calendar(Calendar { core, outer, ends, .. }) => {
                    let inside = |part: Span| draft.prose.text().get(part.range()).is_some();
                    proptest::prop_assert!(ends.is_none_or(|(first, last)| inside(first) && inside(last)));
                    core.zip(outer)
                }
                Value::Offset(offset) => offset.core.zip(offset.outer),
                _ => None,
            };
            if let Some((core, outer)) = bounds {
                proptest::prop_assert!(outer.0 <= core.0 && core.1 <= outer.1, "{:?}", time);
            }
        }
    }
}
