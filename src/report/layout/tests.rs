//! Whole reports, set: nothing overlaps, nothing leaves the page, nothing is lost.

use std::collections::BTreeSet;

use super::item::{Item, Run};
use super::*;
use crate::finding::State;
use crate::report::fixture::Fixture;
use crate::report::model::QuoteLine;

fn fixtures() -> Vec<Fixture> {
    vec![
        Fixture::default(),
        Fixture {
            reviewed: true,
            ..Fixture::default()
        },
        Fixture {
            found: 0,
            ..Fixture::default()
        },
        Fixture {
            documents: false,
            ..Fixture::default()
        },
        Fixture {
            found: 90,
            repeat: 12,
            ..Fixture::default()
        },
        Fixture {
            vendor: "Общество «Северный Свет» и 北极光 with a name that goes on and on ".repeat(4),
            prefix: "根据 (“we”) ".to_owned(),
            ..Fixture::default()
        },
        Fixture {
            vendor: "W".repeat(400),
            prefix: "x".repeat(300) + " ",
            ..Fixture::default()
        },
    ]
}

fn each(check: impl Fn(&Frames, &ReportModel)) {
    for fixture in fixtures() {
        let model = fixture.model();
        for paper in [Paper::A4, Paper::Letter] {
            for edition in [Edition::Full, Edition::Executive] {
                let look = Look {
                    paper,
                    edition,
                    ..Look::default()
                };
                check(&lay_out(&model, &look), &model);
            }
        }
    }
}

/// The whole report of each.
fn each_in_full(check: impl Fn(&Frames, &ReportModel)) {
    for fixture in fixtures() {
        let model = fixture.model();
        for paper in [Paper::A4, Paper::Letter] {
            let look = Look {
                paper,
                ..Look::default()
            };
            check(&lay_out(&model, &look), &model);
        }
    }
}

/// Titles of the sections, by the outline.
fn sections(frames: &Frames) -> Vec<&str> {
    let items = frames.pages.iter().flat_map(|p| &p.items);
    items
        .filter_map(|i| match i {
            Item::Bookmark {
                level: 0, title, ..
            } => Some(title.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn the_executive_edition_has_two_pages() {
    for fixture in fixtures() {
        let model = fixture.model();
        for paper in [Paper::A4, Paper::Letter] {
            let look = Look {
                paper,
                edition: Edition::Executive,
                ..Look::default()
            };
            let frames = lay_out(&model, &look);
            assert_eq!(frames.pages.len(), 2);
            assert!(sections(&frames).contains(&"Exposure by category"));
        }
    }
}

#[test]
fn a_section_that_is_left_out_is_not_printed_and_the_others_are() {
    let model = Fixture {
        reviewed: true,
        ..Fixture::default()
    }
    .model();
    let whole = lay_out(&model, &Look::default());
    let all = sections(&whole);
    for section in Section::ALL {
        let look = Look {
            leave_out: [section].into(),
            ..Look::default()
        };
        let frames = lay_out(&model, &look);
        let left = sections(&frames);
        // The other version and the portfolio are not there in this fixture.
        let gone = match section {
            Section::Portfolio | Section::Changes => 0,
            _ => 1,
        };
        assert!(all.len() - left.len() >= gone, "{section:?}: {left:?}");
        assert!(left.iter().all(|s| all.contains(s)), "{section:?}");
    }
}

fn runs(page: &Page) -> Vec<&Run> {
    page.items
        .iter()
        .filter_map(|i| match i {
            Item::Text(run) => Some(run),
            _ => None,
        })
        .collect()
}

#[test]
fn no_text_leaves_the_margins() {
    each(|frames, _| {
        for (n, page) in frames.pages.iter().enumerate() {
            for run in runs(page) {
                let inside = run.x >= SIDE - 2.5
                    && run.x + run.width <= frames.width - SIDE + 1.0
                    && run.y - run.size > 20.0
                    && run.y < frames.height - 20.0;
                assert!(inside, "page {}: {run:?}", n + 1);
            }
        }
    });
}

#[test]
fn nothing_of_the_flow_reaches_into_the_foot() {
    each(|frames, _| {
        let foot = frames.height - 46.0;
        for page in &frames.pages {
            for item in &page.items {
                let bottom = match item {
                    Item::Rect { y, h, .. } => y + h,
                    Item::Circle { center, r, .. } => center.y + r,
                    Item::Line { from, to, .. } => from.y.max(to.y),
                    _ => continue,
                };
                assert!(bottom <= foot + 1.5, "{item:?}");
            }
        }
    });
}

#[test]
fn no_two_texts_overlap() {
    each(|frames, _| {
        for (n, page) in frames.pages.iter().enumerate() {
            let mut all = runs(page);
            all.sort_by(|a, b| a.y.total_cmp(&b.y));
            for (i, a) in all.iter().enumerate() {
                for b in &all[i + 1..] {
                    // Letters reach about .75 of the size up and .2 down.
                    if b.y - 0.72 * b.size >= a.y + 0.18 * a.size {
                        if b.y - 60.0 > a.y {
                            break;
                        }
                        continue;
                    }
                    let apart = a.x + a.width <= b.x + 0.6 || b.x + b.width <= a.x + 0.6;
                    let blank = a.text.trim().is_empty() || b.text.trim().is_empty();
                    assert!(apart || blank, "page {}: {a:?} and {b:?}", n + 1);
                }
            }
        }
    });
}

#[test]
fn every_letter_has_a_glyph() {
    each(|frames, _| {
        for run in frames.pages.iter().flat_map(runs) {
            for letter in run.text.chars() {
                assert!(run.cut.has(letter), "{letter:?} in {run:?}");
            }
        }
    });
}

/// All text of a page between running head and foot, without spaces, as a reader would copy it.
fn copied(page: &Page, frames: &Frames) -> String {
    runs(page)
        .into_iter()
        .filter(|r| r.y > 70.0 && r.y < frames.height - 46.0)
        .map(|r| r.means.as_deref().unwrap_or(&r.text))
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[test]
fn the_first_quotes_of_every_finding_are_printed() {
    each_in_full(|frames, model| {
        let pages: Vec<String> = frames.pages.iter().map(|p| copied(p, frames)).collect();
        let found = model.provisions.iter().filter(|p| p.state.is_found());
        for quote in found.flat_map(|p| p.quotes.iter().take(listing::QUOTES)) {
            let excerpt = quote.excerpt.chars();
            let wanted: String = excerpt.filter(|c| !c.is_whitespace()).collect();
            let whole = pages.iter().any(|p| p.contains(&wanted));
            let split = || {
                wanted.char_indices().any(|(cut, _)| {
                    let (head, tail) = wanted.split_at(cut);
                    pages.windows(2).any(|two| {
                        two[0].ends_with(head) && two[1].contains(tail) && !head.is_empty()
                    })
                })
            };
            assert!(whole || split(), "{}", quote.quote);
        }
    });
}

#[test]
fn a_long_row_of_quotes_is_cut_and_says_so() {
    for in_full in [true, false] {
        let mut model = fixtures()[0].model();
        let full: Vec<String> = findings::in_full(&model)
            .iter()
            .map(|p| p.id.clone())
            .collect();
        let line = model
            .provisions
            .iter_mut()
            .find(|p| full.contains(&p.id) == in_full && !p.quotes.is_empty())
            .unwrap();
        let one = line.quotes[0].clone();
        line.quotes = (0..12)
            .map(|i| QuoteLine {
                quote: format!("Passage of number {i} in this row."),
                excerpt: format!("Passage of number {i} in this row."),
                ..one.clone()
            })
            .collect();
        let frames = lay_out(&model, &Look::default());
        let all: String = frames.pages.iter().map(|p| copied(p, &frames)).collect();
        let printed = |i: usize| all.contains(&format!("Passageofnumber{i}inthisrow."));
        let shown: Vec<usize> = (0..12).filter(|&i| printed(i)).collect();
        assert_eq!(shown, (0..4).collect::<Vec<_>>(), "in full: {in_full}");
        assert!(all.contains("and8more,intheattachedassessment"));
        let told = all.contains("and2more,inthelistofallfindings;8more,intheattachedassessment");
        assert_eq!(told, in_full);
    }
}

#[test]
fn links_lead_somewhere() {
    each(|frames, _| {
        let items = || frames.pages.iter().flat_map(|p| &p.items);
        let anchors: BTreeSet<&str> = items()
            .filter_map(|i| match i {
                Item::Anchor { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        for item in items() {
            if let Item::Link {
                target: item::Target::Anchor(name),
                ..
            } = item
            {
                assert!(anchors.contains(name.as_str()), "{name}");
            }
        }
    });
}

#[test]
fn pages_are_numbered_to_the_last() {
    each(|frames, _| {
        let total = frames.pages.len();
        for (n, page) in frames.pages.iter().enumerate() {
            let words = format!("Page {} of {total}", n + 1);
            assert!(runs(page).iter().any(|r| r.text == words), "{words}");
        }
    });
}

#[test]
fn a_table_that_goes_on_has_its_head_again() {
    let model = Fixture {
        found: 0,
        ..Fixture::default()
    }
    .model();
    let frames = lay_out(&model, &Look::default());
    let with_rows: Vec<&Page> = frames
        .pages
        .iter()
        .filter(|p| runs(p).iter().filter(|r| r.text == "Silent").count() > 1)
        .collect();
    assert!(with_rows.len() > 1, "the table should need two pages");
    for page in with_rows {
        assert!(runs(page).iter().any(|r| r.text == "Counts as"));
    }
}

#[test]
fn printed_contributions_add_up_to_the_printed_score() {
    let model = Fixture::default().model();
    let frames = lay_out(&model, &Look::default());
    let right = frames.width - SIDE;
    // The table of categories is the first thing on page two: its last column, above the caption.
    let caption = runs(&frames.pages[1])
        .iter()
        .find(|r| r.text.starts_with("Contributions add up"))
        .map(|r| r.y)
        .unwrap();
    let figures: Vec<f64> = runs(&frames.pages[1])
        .iter()
        .filter(|r| r.y < caption && (r.x + r.width - right).abs() < 0.6)
        .filter_map(|r| r.text.parse().ok())
        .collect();
    let (total, parts) = figures.split_last().unwrap();
    assert_eq!(parts.len(), 15);
    assert!(
        (parts.iter().sum::<f64>() - total).abs() < 1e-6,
        "{figures:?}"
    );
}

#[test]
fn letters_that_no_font_has_are_reported() {
    let model = Fixture {
        vendor: "ש Data".to_owned(),
        ..Fixture::default()
    }
    .model();
    let frames = lay_out(&model, &Look::default());
    assert_eq!(frames.missing, BTreeSet::from(['ש']));
    let last = frames.pages.last().unwrap();
    let words: String = runs(last).iter().map(|r| r.text.as_str()).collect();
    assert!(words.contains("U+05E9"), "{words}");
}

#[test]
fn decisions_and_both_totals_are_printed() {
    let model = Fixture {
        reviewed: true,
        ..Fixture::default()
    }
    .model();
    let own = model.own_total.as_ref().unwrap();
    let frames = lay_out(&model, &Look::default());
    let text: String = frames
        .pages
        .iter()
        .flat_map(runs)
        .map(|r| r.text.as_str())
        .collect();
    assert!(text.contains(&format!("the model’s own score is {} ", own.printed)));
    assert!(text.contains("State set to denied"));
    assert!(text.contains("Seen in the settings of our tenant."));
}

/// What was not read can neither be clean nor pass a gate.
#[test]
fn nothing_looks_clean_where_too_little_was_read() {
    let fixture = Fixture {
        documents: false,
        ..Fixture::default()
    };
    let model = fixture.model();
    assert!(!model.score.total.counts);
    let frames = lay_out(&model, &Look::default());
    let front = copied(&frames.pages[0], &frames);
    assert!(front.contains("notknown"), "{front}");
    for clean in ["notmet", "restsonsilence", "offthescore"] {
        assert!(!front.contains(clean), "{clean}: {front}");
    }
}

/// The words of page one.
fn front(model: &ReportModel) -> String {
    let frames = lay_out(model, &Look::default());
    copied(&frames.pages[0], &frames)
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn page_one_cuts_no_condition() {
    let mut model = fixtures()[0].model();
    assert!(model.asks.conditions > 2, "too few to try");
    // As long as the catalogue's own may be.
    for (at, ask) in model.asks.list.iter_mut().enumerate() {
        ask.brief = format!("{at} notices of each change of terms, thirty days before it holds");
    }
    let page = front(&model);
    let whole =
        |ask: &&crate::report::model::Ask| page.contains(&bare(&super::text::curly(&ask.brief)));
    let asked = model.asks.conditions;
    let shown = model.asks.list.iter().take(asked).take_while(whole).count();
    // This page is as full as pages get; what has no room is counted, and nothing is cut.
    assert!(shown >= 5, "{shown} in {page}");
    if shown < asked {
        let left = asked - shown;
        assert!(
            page.contains(&format!("{left}moreconditionsandtheclauses")),
            "{page}"
        );
    }
}

#[test]
fn page_one_says_what_the_report_rests_on() {
    let mut model = fixtures()[0].model();
    for document in &mut model.documents {
        document.counts = false;
    }
    let first = &mut model.documents[0];
    (first.counts, first.damaged) = (true, true);
    first.language = "en".to_owned();
    first.date = Some(jiff::civil::date(2020, 1, 3));
    first.date_basis = crate::document::DateBasis::Stated;
    let kind = bare(first.kind.name());
    let page = front(&model);
    assert!(
        page.contains(&format!("Restson{kind}(3Jan2020);onedamagedinpart")),
        "{page}"
    );
    model.documents[0].language = "fr".to_owned();
    let page = front(&model);
    assert!(
        page.contains("notextthatcouldberead;onenotread:notinEnglish"),
        "{page}"
    );
    // What is too short to tell its language is read; a day that was inferred is not told as the text's own.
    model.documents[0].language = "und".to_owned();
    model.documents[0].date_basis = crate::document::DateBasis::Unknown;
    assert!(front(&model).contains("(nodate)"));
}

#[test]
fn no_decision_is_asked_for_where_most_was_not_read() {
    let mut model = fixtures()[0].model();
    model.details.decision = String::new();
    model.score.total.coverage = 0.49;
    assert!(front(&model).contains("Noneyet:loadfirstwhatisnamedbelow"));
    model.score.total.coverage = 0.51;
    assert!(!front(&model).contains("Noneyet"));
}

#[test]
fn a_gate_of_which_no_passage_speaks_is_not_known() {
    let mut model = fixtures()[0].model();
    for gate in &mut model.gates {
        gate.status = crate::score::GateStatus::NotMet;
    }
    let gates: Vec<_> = model.gates.iter().map(|g| g.id).collect();
    for p in &mut model.provisions {
        if p.gate.is_some_and(|g| gates.contains(&g)) {
            p.state = State::Silent;
        }
    }
    let page = front(&model);
    assert!(
        page.contains("notknown") && !page.contains("nottriggered"),
        "{page}"
    );
    for p in &mut model.provisions {
        if p.gate.is_some() {
            p.state = State::Denied;
        }
    }
    assert!(front(&model).contains("nottriggered"));
}
