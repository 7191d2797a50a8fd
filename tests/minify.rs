//! What `build --minify` publishes, in a program that has the feature `minify`. A file of its own, so that the other tests are compiled once.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may fail")]

use std::path::Path;
use std::process::Command;

fn built(out: &Path, flags: &[&str]) {
    let program = Command::new(env!("CARGO_BIN_EXE_limpido"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        // The day of the other tests, 22 November 2026: what the demo says is due later.
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .args(["build", "content", "--out"])
        .arg(out)
        .args(flags)
        .output()
        .unwrap();
    assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
}

/// What a page says: its words in their order, and where its links lead.
fn said(html: &[u8]) -> (Vec<String>, Vec<Vec<u8>>) {
    const IN_LINE: [&[u8]; 7] = [b"a", b"strong", b"span", b"time", b"code", b"em", b"abbr"];
    let (mut words, mut links) = (String::new(), Vec::new());
    for token in html5gum::Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            html5gum::Token::String(part) => words.push_str(&String::from_utf8_lossy(&part)),
            html5gum::Token::StartTag(tag) => {
                links.extend(tag.attributes.get(b"href".as_slice()).map(|address| address.value.to_vec()));
                if !IN_LINE.contains(&tag.name.as_slice()) {
                    words.push(' ');
                }
            }
            _ => {}
        }
    }
    (words.split_whitespace().map(str::to_owned).collect(), links)
}

#[test]
fn minified_pages_are_smaller_and_say_the_same() {
    let room = tempfile::tempdir().unwrap();
    let (plain, tight) = (room.path().join("plain"), room.path().join("tight"));
    built(&plain, &[]);
    built(&tight, &["--minify"]);
    let mut pages = 0;
    for entry in walkdir::WalkDir::new(&plain) {
        let path = entry.unwrap().into_path();
        if !path.is_file() {
            continue;
        }
        let (one, other) =
            (std::fs::read(&path).unwrap(), std::fs::read(tight.join(path.strip_prefix(&plain).unwrap())).unwrap());
        if path.extension().is_some_and(|kind| kind == "html") {
            pages += 1;
            assert!(other.len() < one.len(), "{}", path.display());
            assert_eq!(said(&one), said(&other), "{}", path.display());
        } else if !path.ends_with("limpido-manifest.json") {
            assert!(one == other, "{}", path.display());
        }
    }
    assert!(pages > 20, "{pages} pages");
}
