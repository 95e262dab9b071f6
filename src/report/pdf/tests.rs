//! The PDF as a whole: bytes, text, geometry.

use super::*;
use crate::report::fixture::Fixture;

/// Writes the reports of several fixtures to a folder, to be looked at. Set SCRUPLE_REPORTS to a folder.
#[test]
fn reports_can_be_written_for_looking_at() {
    let Ok(folder) = std::env::var("SCRUPLE_REPORTS") else {
        return;
    };
    let cases = [
        ("plain", Fixture::default()),
        ("empty", Fixture { found: 0, ..Fixture::default() }),
        ("none", Fixture { documents: false, ..Fixture::default() }),
        ("all", Fixture { found: 90, repeat: 14, ..Fixture::default() }),
        ("names", Fixture { vendor: "Общество с ограниченной ответственностью «Северный Свет Аналитика» и 北极光数据分析有限公司 Aktiengesellschaft".to_owned(), prefix: "根据 (“we”) ".to_owned(), ..Fixture::default() }),
    ];
    for (name, fixture) in cases {
        let model = fixture.model();
        for paper in [Paper::A4, Paper::Letter] {
            let start = std::time::Instant::now();
            let pdf = Pdf {
                paper,
                attachment: None,
            };
            let bytes = pdf.export(&model).unwrap();
            eprintln!(
                "{name} {paper:?}: {} bytes in {:?}",
                bytes.len(),
                start.elapsed()
            );
            std::fs::write(format!("{folder}/{name}-{paper:?}.pdf"), bytes).unwrap();
        }
    }
}
