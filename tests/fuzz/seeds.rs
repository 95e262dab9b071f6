//! Writes the files that each target starts from into `corpus/TARGET`. All of them are made here or are data of the
//! program; they are small, because a fuzzer gets further with small files.

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::io;
use std::path::Path;

use scruple::assessment::Engagement;
use scruple::assessment::evaluate::Rules;
use scruple::assessment::store;
use scruple::catalogue::builtin;
use scruple::import::from_text;
use scruple::report::{Extras, Format, Record, Template};
use scruple::score::{Profile, profile};

use support::paper::Paper;
use support::{bombs, pdf, render};

/// Larger bombs are no start for anything.
const MOST: usize = 40_000;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = root.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    for seed in 1..=8 {
        let paper = Paper::new(seed, 300 + 250 * seed as usize);
        let name = format!("paper-{seed}");
        for (target, ending) in [
            ("text", "txt"),
            ("markdown", "md"),
            ("html", "html"),
            ("mail", "eml"),
            ("mail", "mht"),
            ("docx", "docx"),
            ("pdf", "pdf"),
        ] {
            write(
                target,
                &format!("{name}.{ending}"),
                &render::render(&paper, ending),
            )?;
        }
        write("docx_xml", &name, render::document_xml(&paper).as_bytes())?;
        for (page, content) in pdf::contents(&paper).iter().enumerate() {
            write("pdf_page", &format!("{name}-{page}"), content)?;
        }
        let text = render::text(&paper);
        write("clauses", &name, text.as_bytes())?;
        for (at, part) in paper.parts.iter().enumerate() {
            write("dates", &format!("{name}-{at}"), part.text().as_bytes())?;
        }
        let rules = Rules::builtin().map_err(io::Error::other)?;
        let day = jiff::civil::date(2026, 1, 1);
        let saved = rules.assess(
            None,
            vec![from_text(&text)],
            Profile::default(),
            Engagement::default(),
            day,
        );
        write(
            "assessment",
            &name,
            store::to_text(&saved).map_err(io::Error::other)?.as_bytes(),
        )?;
        let outcome = rules.outcome(&saved);
        let extras = Extras::default();
        let report = Format::Pdf
            .write(&rules, &saved, &outcome, &extras)
            .map_err(io::Error::other)?;
        write("report", &format!("{name}.pdf"), &report)?;
        let template = Template::default().to_ron().map_err(io::Error::other)?;
        write("report", "template.ron", template.as_bytes())?;
        let record = Record::of(&rules, &extras);
        write(
            "report",
            "report.ron",
            &record.to_bytes().map_err(io::Error::other)?,
        )?;
    }
    for (at, bomb) in bombs::all()
        .iter()
        .enumerate()
        .filter(|(_, b)| b.bytes.len() < MOST)
    {
        let target = match bomb.name {
            "a.txt" => "text",
            "a.md" => "markdown",
            "a.html" => "html",
            "a.eml" | "a.mht" => "mail",
            "a.docx" => "docx",
            _ => "pdf",
        };
        write(target, &format!("bomb-{at}"), &bomb.bytes)?;
    }
    for (name, text) in builtin::FILES {
        write("catalogue", name, text.as_bytes())?;
    }
    for preset in profile::presets() {
        write(
            "profile",
            &preset.name.replace('/', "-"),
            preset.to_ron().map_err(io::Error::other)?.as_bytes(),
        )?;
    }
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/law");
    for entry in fs::read_dir(law)? {
        let path = entry?.path();
        write(
            "law",
            &path.file_name().unwrap_or_default().to_string_lossy(),
            &fs::read(&path)?,
        )?;
    }
    Ok(())
}
