use jiff::civil::{Date, date};

use super::{Corridor, Law, LawError, MechanismId};
use crate::assessment::TransferStatus::{
    self, Invalid, Limited, NotYetEffective, Unknown, Valid, ValidContested,
};
use Corridor::{ChUs, EuUs, UkUs};

fn law() -> Law {
    Law::builtin().unwrap()
}

/// Every edge: what held on the day before, what holds on the day itself.
#[test]
fn statuses_change_on_the_day_itself() {
    let edges: &[(MechanismId, Corridor, Date, TransferStatus, TransferStatus)] = &[
        (
            MechanismId::EuUsDpf,
            EuUs,
            date(2023, 7, 10),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::EuUsDpf,
            EuUs,
            date(2025, 10, 31),
            Valid,
            ValidContested,
        ),
        (
            MechanismId::UkExtension,
            UkUs,
            date(2023, 10, 12),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::UkExtension,
            UkUs,
            date(2025, 10, 31),
            Valid,
            ValidContested,
        ),
        (
            MechanismId::SwissUsDpf,
            ChUs,
            date(2024, 9, 15),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::EuUsPrivacyShield,
            EuUs,
            date(2016, 7, 12),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::EuUsPrivacyShield,
            EuUs,
            date(2020, 7, 16),
            Valid,
            Invalid,
        ),
        (
            MechanismId::EuUsPrivacyShield,
            UkUs,
            date(2016, 7, 12),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::EuUsPrivacyShield,
            UkUs,
            date(2020, 7, 16),
            Valid,
            Invalid,
        ),
        (
            MechanismId::SwissUsPrivacyShield,
            ChUs,
            date(2017, 4, 12),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::SwissUsPrivacyShield,
            ChUs,
            date(2020, 9, 8),
            Valid,
            Invalid,
        ),
        (
            MechanismId::EuUsSafeHarbor,
            EuUs,
            date(2015, 10, 6),
            Valid,
            Invalid,
        ),
        (
            MechanismId::EuUsSafeHarbor,
            UkUs,
            date(2015, 10, 6),
            Valid,
            Invalid,
        ),
        (
            MechanismId::SwissUsSafeHarbor,
            ChUs,
            date(2015, 10, 22),
            Valid,
            Invalid,
        ),
        (
            MechanismId::OldClauses,
            EuUs,
            date(2021, 9, 27),
            Valid,
            Limited,
        ),
        (
            MechanismId::OldClauses,
            EuUs,
            date(2022, 12, 27),
            Limited,
            Invalid,
        ),
        (
            MechanismId::OldClauses,
            UkUs,
            date(2022, 9, 22),
            Valid,
            Limited,
        ),
        (
            MechanismId::OldClauses,
            UkUs,
            date(2024, 3, 21),
            Limited,
            Invalid,
        ),
        (
            MechanismId::NewClauses,
            EuUs,
            date(2021, 6, 27),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::NewClauses,
            UkUs,
            date(2021, 6, 27),
            NotYetEffective,
            Invalid,
        ),
        (
            MechanismId::NewClauses,
            ChUs,
            date(2021, 8, 27),
            NotYetEffective,
            Limited,
        ),
        (
            MechanismId::Clauses,
            EuUs,
            date(2021, 6, 27),
            Valid,
            Limited,
        ),
        (
            MechanismId::Clauses,
            EuUs,
            date(2022, 12, 27),
            Limited,
            Valid,
        ),
        (
            MechanismId::Clauses,
            UkUs,
            date(2022, 9, 22),
            Valid,
            Limited,
        ),
        (
            MechanismId::UkIdta,
            UkUs,
            date(2022, 3, 21),
            NotYetEffective,
            Valid,
        ),
        (
            MechanismId::UkAddendum,
            UkUs,
            date(2022, 3, 21),
            NotYetEffective,
            Valid,
        ),
    ];
    let law = law();
    for &(mechanism, corridor, day, before, on) in edges {
        let eve = day.yesterday().unwrap();
        assert_eq!(
            law.status(mechanism, corridor, eve).status,
            before,
            "{mechanism:?} {corridor:?} the day before {day}"
        );
        assert_eq!(
            law.status(mechanism, corridor, day).status,
            on,
            "{mechanism:?} {corridor:?} on {day}"
        );
    }
}

#[test]
fn what_has_no_start_holds_on_any_day() {
    let law = law();
    for day in [date(1999, 1, 1), date(2026, 11, 21)] {
        assert_eq!(
            law.status(MechanismId::BindingRules, EuUs, day).status,
            Valid
        );
        assert_eq!(law.status(MechanismId::Consent, EuUs, day).status, Limited);
        assert_eq!(
            law.status(MechanismId::PrivacyRules, EuUs, day).status,
            Invalid
        );
    }
}

#[test]
fn a_mechanism_says_nothing_about_another_corridor() {
    let law = law();
    let day = date(2026, 11, 21);
    assert_eq!(law.status(MechanismId::EuUsDpf, ChUs, day).status, Unknown);
    assert_eq!(law.status(MechanismId::UkIdta, EuUs, day).status, Unknown);
    assert!(!law.covers(MechanismId::SwissUsDpf, EuUs));
}

#[test]
fn sources_say_where_they_were_not_checked() {
    let law = law();
    let day = date(2026, 11, 21);
    let shield = law.status(MechanismId::EuUsPrivacyShield, EuUs, day);
    assert!(!shield.source_line().contains("not checked"));
    let rules = law.status(MechanismId::BindingRules, EuUs, day);
    assert!(rules.source_line().ends_with("(not checked)"));
}

#[test]
fn the_swiss_shield_was_not_struck_by_a_court_and_the_text_says_so() {
    let why = law()
        .status(MechanismId::SwissUsPrivacyShield, ChUs, date(2021, 1, 1))
        .why;
    assert!(why.contains("No court"), "{why}");
}

#[test]
fn periods_of_a_mechanism_join_without_gap() {
    let law = law();
    for corridor in Corridor::ALL {
        let periods = law.timeline(corridor);
        assert!(!periods.is_empty());
        for pair in periods.windows(2) {
            if pair[0].mechanism == pair[1].mechanism {
                assert_eq!(pair[0].to, pair[1].from);
            } else {
                assert_eq!(pair[0].to, None, "the last period is open");
            }
        }
        for period in &periods {
            let day = period.from.unwrap_or(date(2010, 1, 1));
            assert_eq!(
                law.status(period.mechanism, corridor, day).status,
                period.status
            );
        }
    }
}

const HEAD: &str = r#"version: "1", date: "2026-11-14", checked_on: "then""#;

#[test]
fn faults_are_told_with_their_place() {
    let error = Law::parse("x.ron", "(version: 3)").unwrap_err();
    assert!(matches!(error, LawError::Syntax { .. }));
    assert!(error.to_string().starts_with("x.ron: 1:"), "{error}");

    let error = Law::parse("x.ron", &format!("({HEAD}, mechanisms: [])")).unwrap_err();
    assert!(error.to_string().contains("eu_us_dpf"), "{error}");

    let turned = super::BUILTIN.replacen("2020-07-16", "2010-07-16", 1);
    let error = Law::parse("x.ron", &turned).unwrap_err();
    assert!(error.to_string().contains("do not rise"), "{error}");

    let broken = super::BUILTIN.replacen("2020-07-16", "16 July", 1);
    let error = Law::parse("x.ron", &broken).unwrap_err();
    assert!(error.to_string().contains("`16 July`"), "{error}");
}
