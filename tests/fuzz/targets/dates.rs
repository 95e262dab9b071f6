//! Title, vendor, kind, language and date of a short paper under any name.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|parts: (&str, &str)| {
    let (name, text) = parts;
    let name = format!("{name}.txt");
    shared::read(&name, text.as_bytes());
});
