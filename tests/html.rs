//! Web pages in the states in which browsers save them. All pages are invented.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

use scruple::document::{BlockKind, Document, WarningKind};
use scruple::import::{ImportError, Limits, import};

const PROSE: &str = "<p>We collect your name, your address and the pages that you read, and we keep all of them for a year after you leave us.</p>";

fn read(body: &str) -> Document {
    let page = format!(
        "<!DOCTYPE html><html><head><title>Fern Privacy Notice</title></head><body>{body}</body></html>"
    );
    import("fern.html", page.as_bytes(), &Limits::default()).unwrap()
}

fn blocks(doc: &Document) -> Vec<&str> {
    doc.blocks.iter().map(|b| doc.slice(b.span)).collect()
}

fn hidden(doc: &Document) -> Vec<&str> {
    doc.blocks
        .iter()
        .filter(|b| b.hidden)
        .map(|b| doc.slice(b.span))
        .collect()
}

#[track_caller]
fn keeps(doc: &Document, texts: &[&str]) {
    for text in texts {
        assert!(doc.text.contains(text), "lost: {text}\n{}", doc.text);
    }
}

#[track_caller]
fn leaves_out(doc: &Document, texts: &[&str]) {
    for text in texts {
        assert!(!doc.text.contains(text), "kept: {text}\n{}", doc.text);
    }
}

#[test]
fn all_articles_and_the_header_of_the_page_are_read() {
    let long = PROSE.repeat(6);
    let doc = read(&format!(
        "<header><a href='/'>Fern</a><nav><a href='/p'>Plans</a></nav></header>
         <div class='hero'><h1>Privacy Notice</h1><p>Last updated 3 May 2024</p></div>
         <div><article><h2>Collection</h2>{long}</article>
         <article><h2>Sharing</h2><p>We share what we collect with our partners, who use it for purposes of their own and tell nobody.</p></article></div>"
    ));
    keeps(
        &doc,
        &[
            "Privacy Notice",
            "Last updated 3 May 2024",
            "We share what we collect",
            "Sharing",
        ],
    );
    leaves_out(&doc, &["Plans"]);
    assert_eq!(
        doc.date.map(|d| d.to_string()).as_deref(),
        Some("2024-05-03")
    );
}

#[test]
fn headers_of_sections_and_asides_that_speak_stay() {
    let doc = read(&format!(
        "<section><header><h2>What we sell</h2></header>{PROSE}</section>
         <section><header><h2>What we keep</h2><p>Nothing is deleted.</p></header>{PROSE}</section>
         <aside class='callout'>In short: we sell what we know.</aside>{PROSE}"
    ));
    keeps(
        &doc,
        &[
            "What we sell",
            "What we keep",
            "Nothing is deleted.",
            "In short: we sell what we know.",
        ],
    );
}

#[test]
fn lists_of_links_around_the_text_go_and_lists_in_it_stay() {
    let long = PROSE.repeat(4);
    let doc = read(&format!(
        "<div class='x1'><a href='/a'>Tariffs</a> <a href='/b'>Stories</a> <a href='/c'>Makers</a></div>
         <h1>Privacy</h1>{long}<p>Our processors:</p>
         <ul><li><a href='https://larch.example/privacy'>Larch Hosting</a></li><li><a href='https://oak.example/privacy'>Oak Mail</a></li><li><a href='https://ash.example/p'>Ash Pay</a></li></ul>
         <ul><li><a href='/x'>Sea</a></li><li><a href='/y'>Sun</a></li><li><a href='/z'>Sand</a></li></ul>"
    ));
    keeps(&doc, &["Larch Hosting", "Oak Mail", "Ash Pay"]);
    leaves_out(&doc, &["Tariffs", "Makers", "Sand"]);
}

#[test]
fn banners_crumbs_and_controls_go_by_generic_names() {
    let long = PROSE.repeat(4);
    let doc = read(&format!(
        "<div class='cookie-consent-bar'>We use cookies to make you happy. <button>Accept</button></div>
         <div class='page_breadcrumbs'><span>Home</span> / <span>Law</span></div>
         <div class='languageSelector'>Pick a tongue</div>
         <h1>Privacy</h1>{long}
         <div class='share-buttons'>Tell a friend</div><p>Was this page helpful?</p><form><p>Get our letter</p><input type='email'></form>"
    ));
    assert_eq!(blocks(&doc).len(), 5, "{}", doc.text);
    leaves_out(
        &doc,
        &["happy", "Home", "tongue", "friend", "helpful", "letter"],
    );
}

#[test]
fn closed_panels_are_read_and_marked() {
    let doc = read(&format!(
        "<h1>Privacy</h1>{PROSE}
         <details><summary>Retention</summary><p>Logs stay for two years.</p></details>
         <details open><summary>Security</summary><p>We encrypt disks.</p></details>
         <h3><button aria-expanded='false' aria-controls='p1'>Sharing</button></h3><div id='p1' hidden><p>Partners get all of it.</p></div>
         <h3><button>Transfers</button></h3><p>They go abroad.</p>
         <div class='tab-pane' style='display:none'><h4>Ads</h4><p>We sell audiences to networks.</p></div>"
    ));
    keeps(
        &doc,
        &[
            "Retention",
            "Security",
            "Sharing",
            "Transfers",
            "They go abroad.",
        ],
    );
    assert_eq!(
        hidden(&doc),
        [
            "Logs stay for two years.",
            "Partners get all of it.",
            "Ads",
            "We sell audiences to networks."
        ]
    );
    let warning = doc
        .warnings
        .iter()
        .find(|w| w.kind == WarningKind::HiddenText)
        .unwrap();
    // 5 + 5 + 1 + 5 words.
    assert!(
        warning
            .message
            .contains("4 passages (16 words) that readers see only once they open them"),
        "{}",
        warning.message
    );
}

#[test]
fn text_that_nobody_sees_is_marked() {
    let doc = read(
        "<style>.z9{font-size:0} @media print{.seen{display:none}}</style>
         <h1>Terms</h1><p class='seen'>This line stands in plain sight of all.</p>
         <p style='color:#FFF;background-color:white'>We may publish what you upload.</p>
         <p class='z9'>We may train models on it.</p>
         <div style='position:absolute;left:-9999px'>You waive every right to sue.</div>
         <p>We <span style='opacity:0'>always and forever and for money</span> share nothing.</p>
         <a href='/x'>Notice<span class='sr-only'> (opens in new tab)</span></a>
         <p class='hidden md:block'>Wide screens show this line.</p>",
    );
    assert_eq!(
        hidden(&doc),
        [
            "We may publish what you upload.",
            "We may train models on it.",
            "You waive every right to sue.",
            "always and forever and for money",
        ]
    );
    keeps(&doc, &["We share nothing.", "Wide screens show this line."]);
    leaves_out(&doc, &["new tab"]);
}

#[test]
fn items_carry_the_numbers_that_browsers_print() {
    let doc = read(
        "<h1>Terms</h1><p>You may not:</p><ol type='a' start='3'><li>copy it;</li><li><p>sell it;</p></li></ol>
         <ol reversed><li>Two left.</li><li value='7'>Jumped.</li><li>Back.</li></ol>
         <ol style='list-style: none'><li>Bare.</li></ol>
         <ol><li>(i) Own number.</li><li>Outer item:<ol style='list-style-type: lower-roman'><li>inner one</li></ol></li></ol>
         <ul><li>Bullet.</li></ul>",
    );
    let got = blocks(&doc);
    assert_eq!(
        got,
        [
            "Terms",
            "You may not:",
            "c. copy it;",
            "d. sell it;",
            "3. Two left.",
            "7. Jumped.",
            "6. Back.",
            "Bare.",
            "(i) Own number.",
            "2. Outer item:",
            "i. inner one",
            "Bullet.",
        ]
    );
    let lead = |text: &str| {
        let at = doc
            .sentences
            .iter()
            .find(|s| doc.slice(s.span).contains(text))
            .unwrap();
        at.lead_in.map(|l| doc.slice(doc.sentences[l].span))
    };
    assert_eq!(lead("sell it"), Some("You may not:"));
    assert_eq!(lead("inner one"), Some("2. Outer item:"));
}

#[test]
fn lists_numbered_in_parts_and_headings_in_items() {
    let doc = read(&format!(
        "<style>ol{{counter-reset:i}} li::before{{content:counters(i,'.') ' '}}</style>
         <ol><li><h2>Scope</h2>{PROSE}</li><li><h2>Data</h2><ol><li>{PROSE}</li><li><p>We share it.</p></li></ol></li></ol>"
    ));
    let numbers: Vec<_> = doc.outline.iter().map(|s| s.number.clone()).collect();
    assert_eq!(numbers, [Some("1".to_owned()), Some("2".to_owned())]);
    assert!(blocks(&doc).contains(&"2.2. We share it."), "{}", doc.text);
}

#[test]
fn struck_text_is_out_and_told() {
    let doc = read(
        "<h1>Terms</h1><p>We <del>never sell</del> <ins>may sell</ins> your data to <s>no</s> partners.</p>",
    );
    keeps(&doc, &["We may sell your data to partners."]);
    let told = doc
        .warnings
        .iter()
        .find(|w| w.kind == WarningKind::TrackedChanges)
        .unwrap();
    assert!(told.message.starts_with("3 words"), "{}", told.message);
}

#[test]
fn pages_in_pages_and_boxes_are_read() {
    let inner = PROSE.replace('<', "&lt;").replace('>', "&gt;");
    let doc = read(&format!(
        "<h1>Terms</h1><noscript><p>Without scripts we still keep <b>logs</b> of what you do, of where you are and of what you say, for as long as we like to, and nobody checks it, and this notice goes on so that there are more than sixty words in this part of the page, which is what it takes for it to count as a text of its own and not as a call to turn scripts on in the browser that somebody uses.</p></noscript>
         <iframe srcdoc=\"{inner}{inner}\"></iframe>
         <template shadowrootmode='open'><p>Shadows hold a policy too.</p></template><template><p>Never shown.</p></template>
         <textarea readonly>{}</textarea><textarea>Your message</textarea>",
        "By using this you agree to everything. ".repeat(8)
    ));
    keeps(
        &doc,
        &[
            "we still keep logs of",
            "We collect your name",
            "Shadows hold",
            "you agree to everything",
        ],
    );
    leaves_out(&doc, &["Never shown", "Your message", "<p>"]);
}

#[test]
fn footnote_marks_do_not_join_words() {
    let doc = read(
        "<h1>Terms</h1><p>We keep logs<sup>1</sup> and sell them<sup><a href='#f'>2</a></sup>. The CO<sup>2</sup>x unit.</p>",
    );
    keeps(&doc, &["We keep logs¹ and sell them². The CO2x unit."]);
}

#[test]
fn a_script_in_place_of_the_text_is_told() {
    let script = "self.data.push('We sell everything');".repeat(200);
    let page = |inner: &str| {
        format!(
            "<!DOCTYPE html><html><head><title>Fern</title></head><body>{inner}<script>{script}</script></body></html>"
        )
    };
    let empty = import(
        "a.html",
        page("<div id='__next'></div>").as_bytes(),
        &Limits::default(),
    );
    let Err(error @ ImportError::Damaged { .. }) = empty else {
        panic!("{empty:?}")
    };
    assert!(error.to_string().contains("complete page"), "{error}");
    let some = import(
        "a.html",
        page("<h1>Privacy notice</h1><p>Loading</p>").as_bytes(),
        &Limits::default(),
    )
    .unwrap();
    assert!(some.is_damaged());
    let full = import(
        "a.html",
        page(&PROSE.repeat(4)).as_bytes(),
        &Limits::default(),
    )
    .unwrap();
    assert!(!full.is_damaged(), "{:?}", full.warnings);
}

#[test]
fn errors_and_walls_are_no_papers() {
    for page in [
        "<h1>404 Not Found</h1><p>The page you are looking for is gone.</p>",
        "<h1>Access Denied</h1><p>You don't have permission to access this.</p>",
        "<p>Please enable JavaScript to view this site.</p>",
        "<h1>Just a moment...</h1><p>Verify you are human.</p>",
    ] {
        assert!(read(page).is_damaged(), "{page}");
    }
    let paper = format!(
        "<h1>Terms</h1>{}<p>If JavaScript is disabled, parts do not work.</p>",
        PROSE.repeat(9)
    );
    assert!(!read(&paper).is_damaged());
}

#[test]
fn data_tables_keep_their_rows_and_hidden_rows_are_marked() {
    let doc = read(&format!(
        "<h1>Processors</h1>{PROSE}<table><tr><th>Name</th><th>Purpose</th></tr><tr><td>Larch</td><td>Hosting<ul><li>disks</li><li>backups</li></ul></td></tr><tr style='display:none'><td>Oak Data Brokers</td><td>Sale of data to others</td></tr></table>"
    ));
    let rows: Vec<&str> = doc
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::TableRow)
        .map(|b| doc.slice(b.span))
        .collect();
    assert_eq!(
        rows,
        [
            "Name | Purpose",
            "Larch | Hosting disks backups",
            "Oak Data Brokers | Sale of data to others"
        ]
    );
    assert_eq!(hidden(&doc), ["Oak Data Brokers | Sale of data to others"]);
}
