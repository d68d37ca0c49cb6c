//! Forms of dates, weeks, ranges and lengths, in invented sentences for a story of Monday 2 June 2025.

use super::*;

#[test]
fn holidays() {
    check(&[
        ("It shut on Christmas Eve.", "Christmas Eve | on | day 2024-12-24..2024-12-24"),
        ("It has been shut since Boxing Day.", "Boxing Day | since | day 2024-12-26..2024-12-26"),
        ("It is shut until Christmas.", "Christmas | until | day 2025-12-25..2025-12-25"),
        ("It has been shut since Easter.", "Easter | since | day 2025-04-20..2025-04-20"),
        ("It shut on Good Friday 2024.", "Good Friday 2024 | on | day 2024-03-29..2024-03-29"),
        ("It shut on New Year’s Day.", "New Year’s Day | on | day 2025-01-01..2025-01-01"),
        ("It opens on Labor Day.", "Labor Day | on | day 2025-09-01..2025-09-01"),
        ("It shut on Memorial Day.", "Memorial Day | on | day 2025-05-26..2025-05-26"),
        ("It shut last Christmas.", "last Christmas | none | day 2024-12-25..2024-12-25"),
        ("It will open next Halloween.", "next Halloween | none | day 2025-10-31..2025-10-31"),
        // Canada keeps it in October, and Britain its mothers in March.
        ("It shut on Thanksgiving.", "Thanksgiving | on | day ?"),
        ("It shut on Mother’s Day 2024.", "Mother’s Day 2024 | on | day ?"),
        (
            "It shut two weeks before Christmas.",
            "two weeks before Christmas | none | 1.5-2.5 week back 2024-12-11..2024-12-11",
        ),
    ]);
    let october = Date::new(2025, 10, 2).ok();
    for (text, want) in [
        ("It has been shut since Christmas.", "Christmas | since | day 2024-12-25..2024-12-25"),
        ("It has been shut since November.", "November | since | month 2024-11-01..2024-11-30"),
        ("It has been shut since October.", "October | since | month 2025-10-01..2025-10-31"),
    ] {
        assert_eq!(read_on(text, october), [want], "{text}");
    }
    assert_eq!(read_on("It shut on Christmas Eve.", None), ["Christmas Eve | on | day ?"]);
}

#[test]
fn names_that_are_no_holidays() {
    for text in [
        "The Christmas tree fell over before Christmas dinner.",
        "They sailed to Easter Island and sang of the spirit of Christmas.",
        "Father Christmas came by, and the new year budget passed.",
        "The Christmas Day Massacre is a film.",
        "A good friday to all, and a boxing day at the gym.",
        "She sang Wham hit Last Christmas.",
        "A labor day camp and a New Year’s wish.",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}

#[test]
fn weeks_and_what_is_left_of_them() {
    check(&[
        ("It fell in the week of March 3.", "the week of March 3 | in | week 2025-03-03..2025-03-09"),
        ("It fell in the week of the 18th.", "the week of the 18th | in | week 2025-06-16..2025-06-22"),
        ("It opens the week after next.", "the week after next | none | week 2025-06-16..2025-06-22"),
        ("It shut the week before last.", "the week before last | none | week 2025-05-19..2025-05-25"),
        ("It shut in week 27 of last year.", "week 27 of last year | in | week 2024-07-01..2024-07-07"),
        ("It will rain for the rest of the week.", "the rest of the week | for | part 2025-06-02..2025-06-08"),
        ("It rained for the rest of 2019.", "the rest of 2019 | for | part 2019-01-01..2019-12-31"),
        ("Sales fell in the year to date.", "the year to date | in | part 2025-01-01..2025-06-02"),
        (
            "Rent is due before the tenth day of the month.",
            "the tenth day of the month | before | day 2025-06-10..2025-06-10",
        ),
        ("It opens Tuesday next week.", "Tuesday next week | none | day 2025-06-10..2025-06-10"),
        ("It shut on Monday the 19th.", "Monday the 19th | on | day 2025-05-19..2025-05-19"),
        ("It shut on Wednesday the twenty-first.", "Wednesday the twenty-first | on | day 2025-05-21..2025-05-21"),
    ]);
}

#[test]
fn weeks_and_weekdays_that_are_none() {
    for text in ["They won in week 10.", "It takes the rest of the crew.", "They watched Friday the 13th."] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
    assert_eq!(read("On Monday 21 people left."), ["Monday | on | day 2025-06-02..2025-06-02"]);
    assert_eq!(read("He saw Sunday’s Last Week.")[0], "Sunday’s | none | day 2025-06-01..2025-06-01");
}

#[test]
fn ranges_of_every_kind() {
    check(&[
        (
            "It will stay shut between now and November 15.",
            "now and November 15 | between | range 2025-06-02..2025-11-15",
        ),
        ("It was shut from March to date.", "March to date | from | range 2025-03-01..2025-06-02"),
        ("It was shut from april to June in 2017.", "april to June in 2017 | from | range 2017-04-01..2017-06-30"),
        (
            "It was shut from May the ninth till the seventeenth.",
            "May the ninth till the seventeenth | from | range 2025-05-09..2025-05-17",
        ),
        ("It ran Nov 18 2014-Dec 19 2015 in all.", "Nov 18 2014-Dec 19 2015 | none | range 2014-11-18..2015-12-19"),
        ("It ran Dec/2018-May/2019 in all.", "Dec/2018-May/2019 | none | range 2018-12-01..2019-05-31"),
        ("The poll ran Wednesday through Sunday.", "Wednesday through Sunday | none | range 2025-05-28..2025-06-01"),
        (
            "It shuts for three days from 5 July.",
            "three days from 5 July | for | 2.5-3.5 day ahead 2025-07-05..2025-07-07",
        ),
        (
            "It shuts for two weeks starting July 5.",
            "two weeks starting July 5 | for | 1.5-2.5 week ahead 2025-07-05..2025-07-18",
        ),
        ("Cars built in 2018 or later pass.", "2018 | in | year 2018-01-01..2018-12-31"),
    ]);
}

#[test]
fn years_in_words_and_short() {
    check(&[
        (
            "She left on 6 April seventeen hundred thirty three.",
            "6 April seventeen hundred thirty three | on | day 1733-04-06..1733-04-06",
        ),
        (
            "She left on January twenty five nineteen eighty-six.",
            "January twenty five nineteen eighty-six | on | day 1986-01-25..1986-01-25",
        ),
        (
            "She left in August two thousand and fifteen.",
            "August two thousand and fifteen | in | month 2015-08-01..2015-08-31",
        ),
        ("She left in April of 87.", "April of 87 | in | month 1987-04-01..1987-04-30"),
        ("She left on 12/31/99.", "12/31/99 | on | day 1999-12-31..1999-12-31"),
        ("She left on Dec31, 1994.", "Dec31, 1994 | on | day 1994-12-31..1994-12-31"),
        ("She left on 2019/Aug/21.", "2019/Aug/21 | on | day 2019-08-21..2019-08-21"),
    ]);
    assert_eq!(
        read("In May twenty thirteen-year-olds sang."),
        ["May | in | month 2025-05-01..2025-05-31", "thirteen-year-olds | none | 13 year Now"]
    );
}

/// A date whose order is in doubt has no core and no month: a rule that asks for one gets none.
#[test]
fn what_is_guessed_is_no_core() {
    for (text, guess, outer) in [
        ("She left on 2/6/2025.", "2025-02-06..2025-02-06", "2025-02-06..2025-06-02"),
        ("She left on Friday 5/12.", "2025-05-12..2025-05-12", "2024-12-05..2025-05-12"),
        ("She left from 10/1/2024 - 10/7/2024.", "2024-10-01..2024-10-07", "2024-01-10..2024-10-07"),
        ("She fell in the week of 5/6/2024.", "2024-05-06..2024-05-12", "2024-05-06..2024-06-11"),
    ] {
        let draft = draft(text, Date::new(2025, 6, 2).ok());
        let lists = Lists::default();
        let readings = Readings::new(&draft, &lists);
        let [time] = readings.times().0.as_slice() else { panic!("{text}") };
        let Value::Calendar(calendar) = time.value else { panic!("{text}") };
        let days = |days: Option<Days>| days.map(|(from, to)| format!("{from}..{to}")).unwrap_or_default();
        assert_eq!((calendar.core, calendar.written.month, calendar.written.day), (None, None, None), "{text}");
        assert_eq!((days(calendar.guess).as_str(), days(calendar.outer).as_str()), (guess, outer), "{text}");
    }
    let told = read("She left two days before 5/6/2024.");
    assert_eq!(told, ["two days before 5/6/2024 | none | 1.5-2.5 day back ?"]);
}

#[test]
fn figures_that_are_no_dates() {
    for text in [
        "It grew from 2/3 to 3/4 of the crowd.",
        "Since 9/11 they have worked 24/7.",
        "A 10/20/30 rule, and the 3/4 time of the waltz.",
        "It rose by 1/3, to 2/3.",
        "Version 4.12 and rule 5.12.",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}

#[test]
fn lengths_of_every_kind() {
    check(&[
        ("It rained all day.", "all day | none | 0.8-1.2 day"),
        ("It rained for some days.", "some days | for | 2-10 day"),
        ("It rained for another week.", "another week | for | 0.5-1.5 week"),
        ("She ran it in 12.34 sec.", "12.34 sec | in | 11.84-12.84 second"),
        ("It took two hours 30 minutes.", "two hours 30 minutes | none | 2-3 hour"),
        (
            "It will shut within the next 4 business days.",
            "the next 4 business days | within | 3.5-8.6 day ahead 2025-06-02..2025-06-11",
        ),
        (
            "She will be back in a fortnight’s time.",
            "a fortnight’s time | in | 0.5-1.5 fortnight ahead 2025-06-09..2025-06-23",
        ),
        ("She hopes to retire in three years.", "three years | in | 2.5-3.5 year ahead 2027-12-02..2028-12-01"),
        ("The strike will last three days.", "three days | none | 2.5-3.5 day"),
        (
            "They found it two hours and 30 minutes ago.",
            "two hours and 30 minutes ago | none | 2-3 hour back 2025-06-02..2025-06-02",
        ),
    ]);
    // What is told of the past stays a length.
    assert_eq!(read("Prices fell to the lowest level in three years."), ["three years | in | 2.5-3.5 year"]);
    for text in ["An SEC filing in a SEC case.", "All units, all years’ fees.", "It costs ten pounds a workweek."] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}
