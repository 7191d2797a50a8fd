//! Pictures of `files/`: those that want to do harm, those that drawing programs write, and anything at all.

use limpido::diagnostic::Report;
use limpido::media::{FilePublication, look};
use limpido::source::{FileEntry, Files, Sources};
use proptest::prelude::*;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::collections::BTreeMap;
use std::path::Path;

const HOSTILE: &str = include_str!("hostile_pictures.txt");
const HARMLESS: &str = include_str!("harmless_pictures.txt");

struct Case {
    name: &'static str,
    outcome: &'static str,
    text: String,
    bytes: Vec<u8>,
    /// What must be left, and what must not.
    pieces: Vec<(bool, &'static str)>,
}

/// The cases of a table; a picture ends at the empty line before the next.
fn cases(table: &'static str) -> Vec<Case> {
    table.split("\n## ").skip(1).map(case).collect()
}

fn case(written: &'static str) -> Case {
    let (head, text) = written.split_once('\n').unwrap();
    let mut head = head.split(" | ");
    let (name, outcome, encoding) = (head.next().unwrap(), head.next().unwrap(), head.next());
    let is_piece = |line: &&str| line.starts_with("> ") || line.starts_with("< ");
    let pieces = text.lines().filter(is_piece).map(|line| (line.starts_with('>'), &line[2..])).collect();
    let text: Vec<&str> = text.lines().filter(|line| !is_piece(line)).collect();
    // The sign stands for one that cannot be seen in the table.
    let text = text.join("\n").trim_end_matches('\n').replace('↯', "\0");
    let bytes = match encoding {
        None => text.clone().into_bytes(),
        Some("latin1") => text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect(),
        Some("utf-16le") => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("utf-16le-bare") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("utf-16be") => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Some(other) => panic!("{other}"),
    };
    Case { name, outcome, text, bytes, pieces }
}

/// What is published of a picture, what was found as `rule line:column`, and the worst of it.
fn seen(bytes: &[u8]) -> (Option<String>, Vec<String>, Report) {
    let files = Files::memory("", BTreeMap::from([("files/x.svg".to_owned(), bytes.to_vec())]));
    let entry = FileEntry { path: "files/x.svg".to_owned(), bytes: bytes.len() as u64 };
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let verdict = look(&files, &entry, &mut sources, &mut report).unwrap();
    let place = |finding: &limpido::diagnostic::Diagnostic| match finding.locate(&sources) {
        (_, Some(at)) => format!("{} {}:{}", finding.key.name(), at.line, at.column),
        (_, None) => finding.key.to_string(),
    };
    let found = report.iter().map(place).collect();
    let published = match verdict {
        FilePublication::Nothing => None,
        FilePublication::AsItIs => panic!("a picture is never published as it is"),
        FilePublication::Anew(bytes) => Some(String::from_utf8(bytes).unwrap()),
    };
    (published, found, report)
}

#[test]
fn no_picture_does_harm() {
    for case in cases(HOSTILE) {
        let (published, found, _) = seen(&case.bytes);
        let outcome = if published.is_some() { format!("published {}", found.join("; ")) } else { found.join("; ") };
        assert_eq!(outcome.trim(), case.outcome, "{}: {}", case.name, published.unwrap_or_default());
        if let Some(published) = published {
            harmless(&published);
        }
    }
}

#[test]
fn pictures_of_drawing_programs_are_published() {
    for case in cases(HARMLESS) {
        let (published, found, _) = seen(&case.bytes);
        let found = if found.is_empty() { "clean".to_owned() } else { found.join("; ") };
        assert_eq!(found, case.outcome, "{}", case.name);
        let published = published.unwrap();
        harmless(&published);
        for (is_left, piece) in case.pieces {
            assert_eq!(published.contains(piece), is_left, "{}: {piece}\n{published}", case.name);
        }
    }
}

/// Writes both tables as they came and as they are published, for a browser to look at: `LIMPIDO_PICTURES=DIR`.
#[test]
fn pictures_for_a_browser() {
    let Ok(folder) = std::env::var("LIMPIDO_PICTURES") else { return };
    for (kind, table) in [("hostile", HOSTILE), ("harmless", HARMLESS)] {
        for case in cases(table) {
            let write = |folder: &str, bytes: &[u8]| {
                let folder = Path::new(folder).join(kind);
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(folder.join(format!("{}.svg", case.name.replace([' ', ','], "-"))), bytes).unwrap();
            };
            write(&format!("{folder}/raw"), &case.bytes);
            if let (Some(published), ..) = seen(&case.bytes) {
                write(&format!("{folder}/published"), published.as_bytes());
            }
        }
    }
}

/// Attributes that nothing reads as CSS.
const NAMES: [&str; 13] = [
    "xmlns",
    "xmlns:xlink",
    "xml:space",
    "xml:lang",
    "id",
    "class",
    "lang",
    "media",
    "role",
    "tabindex",
    "systemLanguage",
    "requiredExtensions",
    "version",
];

/// Reads a published picture with another reader of namespaces: nothing in it acts or leads out, and what is published is not changed
/// by being published again.
#[track_caller]
fn harmless(published: &str) {
    let acting = ["script", "foreignObject", "iframe", "object", "embed", "handler", "set", "metadata"];
    let mut reader = NsReader::from_str(published);
    loop {
        let (space, event) = reader.read_resolved_event().unwrap();
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                assert_eq!(space, ResolveResult::Bound(Namespace("http://www.w3.org/2000/svg")), "{published}");
                let name = tag.name().0;
                assert!(!acting.contains(&name) && !name.contains("animate") && !name.contains(':'), "{published}");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let (name, value) =
                        (attribute.key.0, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().to_lowercase());
                    assert!(!name.to_lowercase().starts_with("on") && name != "xml:base", "{published}");
                    if name.ends_with("href") {
                        assert!(value.is_empty() || value.trim().starts_with(['#']) || is_image(&value), "{published}");
                    } else if !NAMES.contains(&name) && !name.starts_with("aria") {
                        harmless_style(&value);
                    }
                }
            }
            Event::DocType(_) | Event::PI(_) | Event::Decl(_) | Event::CData(_) | Event::Comment(_) => {
                panic!("{published}")
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for sheet in published.split("<style").skip(1) {
        harmless_style(&sheet.split("</style>").next().unwrap().to_lowercase());
    }
    assert_eq!(seen(published.as_bytes()), (Some(published.to_owned()), Vec::new(), Report::default()));
}

fn is_image(address: &str) -> bool {
    address.trim().starts_with("data:image/") && !address.contains("svg")
}

#[track_caller]
fn harmless_style(style: &str) {
    let words = ["@import", "@namespace", "image-set(", "expression(", "\\", "/*"];
    assert!(words.iter().all(|word| !style.contains(word)), "{style}");
    for inner in style.split("url(").skip(1) {
        let inner = inner.replace("&quot;", "\"");
        let inner = inner.trim_start().trim_start_matches(['"', '\'']).trim_start();
        assert!(inner.starts_with('#') || inner.starts_with("data:font/") || is_image(inner), "{style}");
    }
}

fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().concat()
}

#[test]
fn pictures_that_would_keep_us_busy_are_refused() {
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
    let nested = |count: usize| svg(&format!("{}{}", "<g>".repeat(count), "</g>".repeat(count)));
    let rules = |text: &str| -> Vec<String> {
        seen(text.as_bytes()).1.iter().map(|found| found.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&nested(200)), [""; 0]);
    assert_eq!(rules(&nested(100_000)), ["too-large"]);
    assert_eq!(rules(&svg(&"<g>".repeat(100_000))), ["too-large"]);
    assert_eq!(rules(&svg(&"<g/>".repeat(300_000))), ["too-large"]);
    assert_eq!(rules(&svg(&format!("<desc>{}</desc>", "x".repeat(11 * 1024 * 1024)))), ["too-large"]);
    let attributes = many(100_000, |n| format!(" a{n}=\"\""));
    assert_eq!(rules(&svg(&format!("<g{attributes}/>"))), [""; 0]);
    let prefixes = many(100_000, |n| format!(" xmlns:a{n}=\"x\""));
    assert_eq!(rules(&svg(&format!("<g{prefixes}/>"))), ["broken-picture"]);
    let scopes = many(200, |n| format!("<g xmlns:a{n}=\"x\">"));
    assert_eq!(rules(&svg(&scopes)), ["broken-picture"]);
    assert_eq!(rules(&svg(&format!("<text>{}</text>", "&amp;".repeat(200_000)))), [""; 0]);
    assert_eq!(rules(&svg(&"<!--".repeat(100_000))), ["broken-picture"]);
    assert_eq!(rules(&svg(&"<![CDATA[".repeat(100_000))), ["broken-picture"]);
    assert_eq!(rules(&svg(&format!("<style>{}</style>", "/*".repeat(100_000)))), ["unsafe-file"]);
    assert_eq!(rules(&svg(&format!("<style>{}</style>", "url(#a".repeat(100_000)))), ["unsafe-file"]);
    assert_eq!(rules(&svg(&format!("<style>{}</style>", "(".repeat(200_000)))), [""; 0]);
    assert_eq!(rules(&"<!DOCTYPE svg [".repeat(50_000)), ["broken-picture"]);
    let chain = many(50_000, |n| format!("<g id=\"a{n}\"><use href=\"#a{}\"/></g>", n + 1));
    assert_eq!(rules(&svg(&chain)), ["too-large"]);
    let scripts = "<script/>".repeat(50_000);
    assert_eq!(rules(&svg(&scripts)), ["unsafe-file"; 10]);
}

/// A picture of the tables with pieces of others put in.
fn spliced() -> impl Strategy<Value = String> {
    let texts = |table| prop::sample::select(cases(table).into_iter().map(|case| case.text).collect::<Vec<_>>());
    let piece = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just(" onload=\"alert(1)\""),
        Just("<g>"),
        Just("</g>"),
        Just("<style>"),
        Just("</style>"),
        Just("<![CDATA["),
        Just("]]>"),
        Just("<!--"),
        Just("-->"),
        Just("<?x "),
        Just("?>"),
        Just("\""),
        Just("'"),
        Just(">"),
        Just("<"),
        Just("&lt;"),
        Just("&#x27;"),
        Just("url("),
        Just(")"),
        Just("@import"),
        Just("/*"),
        Just("*/"),
        Just("\\"),
        Just("href=\"javascript:alert(1)\""),
        Just(" href='#a'"),
        Just("<foreignObject>"),
        Just("<p xmlns=\"http://www.w3.org/1999/xhtml\">"),
        Just(" xmlns=\"\""),
        Just("\0"),
        Just("\r\n"),
        Just("à😀"),
        Just("<use href=\"#a\"/>"),
        Just("{"),
        Just(";"),
    ];
    let cut = (any::<prop::sample::Index>(), 0..20_usize, piece);
    (prop_oneof![texts(HOSTILE), texts(HARMLESS)], proptest::collection::vec(cut, 0..5)).prop_map(|(mut text, cuts)| {
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at.index(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end.max(start), piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture(text in spliced()) {
        if let (Some(published), ..) = seen(text.as_bytes()) {
            harmless(&published);
        }
    }

    #[test]
    fn any_tags(pieces in proptest::collection::vec(spliced(), 1..3)) {
        let inside: String = pieces.iter().map(|piece| &piece[piece.floor_char_boundary(piece.len() / 2)..]).collect();
        if let (Some(published), ..) = seen(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}").as_bytes()) {
            harmless(&published);
        }
    }
}
