//! Folders and archives of our own making, read as people would open them.

use std::fs;
use std::io::{Cursor, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const TEXT: &str = "# Privacy policy\n\nWe share your personal information with advertisers.\n";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn of(path: &std::path::Path) -> Intake {
    of_with(path, &Limits::default())
}

fn of_with(path: &std::path::Path, limits: &Limits) -> Intake {
    gather(vec![Input::Path(path.to_path_buf())], limits, &Unwatched)
}

/// Places after the folder's own, with the vendor in front.
fn listed(intake: &Intake) -> Vec<String> {
    let line = |g: &Group, s: &Source| {
        let inside = s.place.strip_prefix(&g.place).unwrap_or(&s.place);
        format!(
            "{}: {}",
            g.name(),
            inside.trim_start_matches(['/', ' ', '›'])
        )
    };
    let groups = intake.groups.iter();
    groups
        .flat_map(|g| g.sources.iter().map(move |s| line(g, s)))
        .collect()
}

fn names(intake: &Intake) -> Vec<&str> {
    intake.groups.iter().map(Group::name).collect()
}

#[test]
fn a_folder_of_papers_is_one_vendor_in_the_order_of_names() {
    let dir = folder(&[
        ("acme/terms 10.txt", b"x"),
        ("acme/terms 2.txt", b"x"),
        ("acme/Privacy.HTML", b"x"),
        ("acme/Privacy_files/frame.html", b"x"),
        ("acme/sub/dpa.docx", b"x"),
        ("acme/.hidden.txt", b"x"),
        ("acme/~$dpa.docx", b"x"),
        ("acme/__MACOSX/._dpa.txt", b"x"),
        ("acme/logo.png", b"x"),
        ("acme/site.css", b"x"),
    ]);
    let got = of(&dir.path().join("acme"));
    assert_eq!(
        listed(&got),
        [
            "acme: Privacy.HTML",
            "acme: terms 2.txt",
            "acme: terms 10.txt",
            "acme: sub/dpa.docx"
        ]
    );
    assert!(got.problems.is_empty(), "{:?}", got.problems);
    // Pictures and styles are named once.
    let [note] = got.notes.as_slice() else {
        panic!("{:?}", got.notes)
    };
    assert!(
        note.why.contains("2 other files (logo.png, site.css)"),
        "{note}"
    );
    assert!(got.many().is_none());
}

#[test]
fn folders_beside_each_other_are_vendors_and_a_readme_changes_nothing() {
    let dir = folder(&[
        ("all/README.md", b"x"),
        ("all/birch/privacy.md", b"x"),
        ("all/birch/old/privacy.md", b"x"),
        ("all/alder/terms.txt", b"x"),
        ("all/empty/picture.png", b"x"),
    ]);
    let got = of(&dir.path().join("all"));
    assert_eq!(
        listed(&got),
        [
            "alder: terms.txt",
            "birch: privacy.md",
            "birch: old/privacy.md"
        ]
    );
    assert_eq!(got.many().unwrap().len(), 2);
    assert!(got.notes.iter().any(|n| n.place.ends_with("README.md")));
    // Files of the same name are told apart.
    let birch = got.groups.iter().find(|g| g.name() == "birch").unwrap();
    let names: Vec<_> = birch.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["birch/privacy.md", "old/privacy.md"]);
}

#[test]
fn a_paper_at_the_top_makes_it_one_vendor() {
    let dir = folder(&[("x/terms.md", b"x"), ("x/a/p.md", b"x"), ("x/b/p.md", b"x")]);
    let got = of(&dir.path().join("x"));
    assert_eq!(names(&got), ["x"]);
    assert_eq!(got.groups[0].sources.len(), 3);
}

#[test]
fn folders_by_kind_language_or_year_are_one_vendor() {
    let dir = folder(&[
        ("juniper/privacy/notice.md", b"x"),
        ("juniper/terms/terms.md", b"x"),
        ("juniper/2024/dpa.md", b"x"),
    ]);
    assert_eq!(names(&of(&dir.path().join("juniper"))), ["juniper"]);
}

#[test]
fn a_folder_that_is_alone_is_looked_through() {
    let dir = folder(&[
        ("download/vendors/alder/t.md", b"x"),
        ("download/vendors/birch/t.md", b"x"),
    ]);
    assert_eq!(names(&of(&dir.path().join("download"))), ["alder", "birch"]);
    // The vendor's name is that of the folder that is named by nothing else.
    let dir = folder(&[("cedar/policies/t.md", b"x")]);
    assert_eq!(names(&of(&dir.path().join("cedar"))), ["cedar"]);
}

#[test]
fn saved_assessments_are_vendors_and_do_not_replace_policies_in_silence() {
    let dir = folder(&[
        ("all/alder.scruple", b"x"),
        ("all/birch/t.md", b"x"),
        ("all/birch/birch.scruple", b"x"),
    ]);
    let got = of(&dir.path().join("all"));
    assert_eq!(names(&got), ["alder", "birch"]);
    assert!(got.groups.iter().all(|g| g.saved.is_some()));
    assert_eq!(got.groups[1].sources.len(), 1);
}

#[test]
fn an_archive_is_read_like_a_folder_and_archives_beside_each_other_are_vendors() {
    let one = zipped(&[
        ("policies/privacy.html", b"<p>x</p>"),
        ("__MACOSX/policies/._privacy.html", b"x"),
        ("policies/terms.txt", b"x"),
    ]);
    let dir = folder(&[("alder.zip", &one)]);
    let got = of(&dir.path().join("alder.zip"));
    assert_eq!(
        listed(&got),
        ["alder: privacy.html", "alder: terms.txt"],
        "{:?}",
        got.problems
    );
    let place = &got.groups[0].sources[0].place;
    assert!(
        place.ends_with("alder.zip › policies/privacy.html"),
        "{place}"
    );

    let many = zipped(&[
        ("alder/p.md", b"x"),
        ("birch/p.md", b"x"),
        ("one.zip", &one),
    ]);
    let dir = folder(&[
        ("all.zip", &many),
        ("two/alder.zip", &one),
        ("two/cedar.zip", &one),
    ]);
    assert_eq!(
        names(&of(&dir.path().join("all.zip"))),
        ["alder", "birch", "one"]
    );
    assert_eq!(names(&of(&dir.path().join("two"))), ["alder", "cedar"]);
}

#[test]
fn archives_are_opened_two_deep_and_no_deeper() {
    let text = zipped(&[("p.md", TEXT.as_bytes())]);
    let inner = zipped(&[("deep.zip", &text), ("q.md", TEXT.as_bytes())]);
    let outer = zipped(&[("inner.zip", &inner)]);
    let dir = folder(&[("o.zip", &outer)]);
    let got = of(&dir.path().join("o.zip"));
    assert_eq!(listed(&got), ["inner: q.md"]);
    assert!(
        got.problems.iter().any(|p| p.place.ends_with("deep.zip")),
        "{:?}",
        got.problems
    );
    // What is packed twice is unfolded.
    let read = read(
        got.joined().sources,
        &importer(import::Limits::default()),
        &Limits::default(),
        &Unwatched,
    );
    assert_eq!(read.papers.len(), 1, "{:?}", read.problems);
}

#[test]
fn names_in_archives_are_read_in_both_writings() {
    // Byte 0x81 is “ü” in the charset of old archives; the letters of the writer are UTF-8.
    let utf8 = zipped(&[("Müller/p.md", b"x")]);
    let mut old = zipped(&[("M?ller/p.md", b"x")]);
    for at in 0..old.len() {
        if old[at..].starts_with(b"M?ller") {
            old[at + 1] = 0x81;
        }
    }
    for bytes in [utf8, old] {
        let dir = folder(&[("a.zip", &bytes)]);
        let got = of(&dir.path().join("a.zip"));
        assert_eq!(names(&got), ["Müller"], "{:?}", got.problems);
    }
}

#[test]
fn damaged_and_foreign_files_are_named_and_the_others_go_on() {
    let dir = folder(&[
        ("x/cut.zip", b"PK\x03\x04 and then nothing"),
        ("x/terms.doc", b"x"),
        ("x/list.xlsx", b"x"),
        ("x/privacy.md", b"x"),
    ]);
    let got = of(&dir.path().join("x"));
    assert_eq!(listed(&got), ["x: privacy.md"]);
    let said: Vec<String> = got.problems.iter().map(ToString::to_string).collect();
    for name in ["cut.zip", "terms.doc", "list.xlsx"] {
        assert!(said.iter().any(|s| s.contains(name)), "{name}: {said:?}");
    }
    assert!(said.iter().any(|s| s.contains("old Word file")));
}

#[test]
fn a_folder_without_policies_says_so() {
    let dir = folder(&[("x/logo.png", b"x")]);
    let got = of(&dir.path().join("x"));
    let [problem] = got.problems.as_slice() else {
        panic!("{:?}", got.problems)
    };
    assert!(
        problem.why.contains("1 other file (logo.png)") && problem.why.contains("PDF, DOCX"),
        "{problem}"
    );
    let got = of(&dir.path().join("nowhere"));
    assert!(got.problems[0].why.contains("Check the path"));
}

#[test]
fn limits_are_said_with_figures() {
    let files: Vec<(String, Vec<u8>)> = (0..6)
        .map(|i| (format!("v/{i}.md"), b"x".to_vec()))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    let dir = folder(&files);
    let limits = Limits {
        documents: 4,
        ..Limits::default()
    };
    let got = of_with(&dir.path().join("v"), &limits);
    assert_eq!(got.groups[0].sources.len(), 4);
    assert!(got.problems[0].why.contains("6 documents") && got.problems[0].why.contains("are 4"));

    let limits = Limits {
        entries: 3,
        ..Limits::default()
    };
    let got = of_with(&dir.path().join("v"), &limits);
    assert!(
        got.problems[0].why.contains("more than 3"),
        "{:?}",
        got.problems
    );

    let dir = folder(&[("v/a/b/c/d.md", b"x"), ("v/e.md", b"x")]);
    let limits = Limits {
        depth: 2,
        ..Limits::default()
    };
    let got = of_with(&dir.path().join("v"), &limits);
    assert_eq!(listed(&got), ["v: e.md"]);
    assert!(got.problems[0].why.contains("2 folders deep"));

    let dir = folder(&[("v.zip", &zipped(&[("a.md", b"x")]))]);
    let limits = Limits {
        archive: 10,
        ..Limits::default()
    };
    assert!(
        of_with(&dir.path().join("v.zip"), &limits).problems[0]
            .why
            .contains("Unpack it")
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_pipes_end() {
    let dir = folder(&[("v/a/p.md", b"x")]);
    let v = dir.path().join("v");
    std::os::unix::fs::symlink(&v, v.join("a/back")).unwrap();
    std::os::unix::fs::symlink("nowhere", v.join("a/broken.md")).unwrap();
    let pipe = v.join("a/pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|s| s.success()));
    let got = of(&v);
    assert_eq!(listed(&got), ["a: p.md"], "{got:?}");
    assert_eq!(got.problems.len(), 2, "{:?}", got.problems);
    assert!(of(&pipe).problems[0].why.contains("a pipe"));
}

#[test]
fn a_bomb_costs_no_more_than_the_limits_and_spoils_nobody() {
    let zeros = vec![0_u8; 60 << 20];
    let bytes = zipped(&[("bomb.txt", &zeros), ("good.md", TEXT.as_bytes())]);
    let dir = folder(&[("a.zip", &bytes)]);
    let limits = Limits::default();
    let got = of(&dir.path().join("a.zip"));
    let read = read(
        got.joined().sources,
        &importer(limits.import),
        &limits,
        &Unwatched,
    );
    assert_eq!(read.papers.len(), 1);
    let [problem] = read.problems.as_slice() else {
        panic!("{:?}", read.problems)
    };
    assert!(problem.place.ends_with("bomb.txt"), "{problem}");
}

/// Hears what is said and stops when told.
#[derive(Default)]
struct Listener {
    heard: Mutex<Vec<String>>,
    stop: AtomicBool,
}

impl Watch for Listener {
    fn report(&self, label: String, _done: usize, _of: usize) {
        self.heard.lock().unwrap().push(label);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

fn texts(count: usize) -> Vec<Source> {
    let input = |i: usize| Input::Bytes {
        name: format!("{i}.md"),
        bytes: format!("{TEXT}\nNumber {i} of its kind.").into_bytes(),
    };
    gather(
        (0..count).map(input).collect(),
        &Limits::default(),
        &Unwatched,
    )
    .loose
}

#[test]
fn files_are_read_side_by_side_and_come_in_order() {
    let inside = Arc::new(AtomicUsize::new(0));
    let most = Arc::new(AtomicUsize::new(0));
    let plain = importer(import::Limits::default());
    let (now, top) = (Arc::clone(&inside), Arc::clone(&most));
    let slow: Reader = Arc::new(move |name, bytes| {
        let running = now.fetch_add(1, Ordering::SeqCst) + 1;
        top.fetch_max(running, Ordering::SeqCst);
        // The first takes longest, so that the order is not that of ending.
        let wait = if name == "0.md" { 120 } else { 20 };
        std::thread::sleep(Duration::from_millis(wait));
        now.fetch_sub(1, Ordering::SeqCst);
        plain(name, bytes)
    });
    let watch = Listener::default();
    let limits = Limits {
        workers: 3,
        ..Limits::default()
    };
    let read = read(texts(7), &slow, &limits, &watch);
    let names: Vec<_> = read
        .papers
        .iter()
        .map(|p| p.document.name.clone())
        .collect();
    assert_eq!(
        names,
        ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md", "6.md"]
    );
    assert_eq!(most.load(Ordering::SeqCst), 3, "three at a time");
    let heard = watch.heard.lock().unwrap();
    assert!(
        heard.contains(&"Reading 1 of 7: 0.md".to_owned()),
        "{heard:?}"
    );
}

#[test]
fn a_reader_that_fails_or_hangs_spoils_nobody() {
    let plain = importer(import::Limits::default());
    let bad: Reader = Arc::new(move |name, bytes| match name {
        "1.md" => panic!("index out of range"),
        "2.md" => {
            std::thread::sleep(Duration::from_millis(900));
            plain(name, bytes)
        }
        _ => plain(name, bytes),
    });
    let limits = Limits {
        workers: 2,
        deadline: Duration::from_millis(300),
        ..Limits::default()
    };
    let read = read(texts(5), &bad, &limits, &Unwatched);
    assert_eq!(read.papers.len(), 3);
    let said: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2);
    assert!(
        said[0].starts_with("1.md: Scruple failed") && said[0].contains("index out of range"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("2.md: reading it took longer"),
        "{said:?}"
    );
}

#[test]
fn stop_ends_the_reading_within_a_file() {
    let slow: Reader = Arc::new(|_, _| {
        std::thread::sleep(Duration::from_secs(3));
        Err("too late".to_owned())
    });
    let watch = Arc::new(Listener::default());
    let stop = Arc::clone(&watch);
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        stop.stop.store(true, Ordering::SeqCst);
    });
    let start = Instant::now();
    let limits = Limits {
        workers: 2,
        ..Limits::default()
    };
    let read = read(texts(3), &slow, &limits, watch.as_ref());
    stopper.join().unwrap();
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(read.stopped && read.papers.is_empty());
}

#[test]
fn the_same_bytes_count_once_and_say_so() {
    let same = |name: &str| Input::Bytes {
        name: name.to_owned(),
        bytes: TEXT.as_bytes().to_vec(),
    };
    let inputs = vec![same("a.md"), same("b.md"), same("c.md")];
    let found = gather(inputs, &Limits::default(), &Unwatched);
    let reader = importer(import::Limits::default());
    let read = read(found.loose, &reader, &Limits::default(), &Unwatched);
    let [one] = read.papers.as_slice() else {
        panic!("{}", read.papers.len())
    };
    let last = one.document.warnings.last().unwrap();
    assert!(
        last.message.contains("3 times (b.md, c.md)"),
        "{}",
        last.message
    );
    assert!(!last.damage);
}
