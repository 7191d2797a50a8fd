//! What the program tells people to look at must be where they can find it: in their site's folder, or in the program itself.

use crate::harness::project;
use std::path::Path;

/// Folders of the program's own project: who has a site has none of them.
const NOT_THEIRS: [&str; 8] =
    ["content/", "src/", "docs/", "tests/", "i18n/README", "themes/README", "themes/italia", "catalog/data"];

fn texts(folder: &Path, kinds: &[&str], found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, kinds, found);
        } else if path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)) {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The texts between the quotes of every `say!` of a source.
fn said(source: &str) -> Vec<String> {
    let mut said = Vec::new();
    for call in source.split("say!(").skip(1) {
        let (mut depth, mut is_text, mut is_escaped, mut text) = (1, false, false, String::new());
        for sign in call.chars() {
            match sign {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => {
                    is_text = !is_text;
                    if !is_text {
                        said.push(std::mem::take(&mut text));
                    }
                }
                _ if is_text => text.push(sign),
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    said
}

#[test]
fn no_message_leads_to_a_folder_of_the_project() {
    let mut sources = Vec::new();
    texts(&project().join("src"), &["rs"], &mut sources);
    let mut count = 0;
    for (path, source) in &sources {
        for text in said(source) {
            count += 1;
            let wrong = NOT_THEIRS.iter().find(|folder| text.contains(*folder));
            assert!(wrong.is_none(), "{path}: «{text}»");
        }
    }
    assert!(count > 1000, "{count} texts: the scan has lost its way");
}

#[test]
fn no_page_or_hint_of_the_catalogue_leads_to_a_folder_of_the_project() {
    let mut found = Vec::new();
    texts(&project().join("src/diagnostic/pages"), &["md"], &mut found);
    texts(&project().join("src/catalog/data/documents"), &["yaml"], &mut found);
    assert!(!found.is_empty());
    for (path, text) in &found {
        // Comments are for whoever changes the data.
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#') || path.ends_with(".md")) {
            let wrong = NOT_THEIRS.iter().find(|folder| line.contains(*folder));
            assert!(wrong.is_none(), "{path}: «{line}»");
        }
    }
}

#[test]
fn what_a_hint_tells_to_ask_the_program_for_is_answered() {
    let mut sources = Vec::new();
    texts(&project().join("src"), &["rs"], &mut sources);
    let pipeline = &*crate::harness::PIPELINE;
    let locale = limpido::diagnostic::Locale::It;
    let asked = sources.iter().flat_map(|(_, source)| said(source)).flat_map(|text| {
        let names = text.split("limpido explain ").skip(1).map(|rest| {
            rest.split(|sign: char| !sign.is_ascii_alphanumeric() && !"-._".contains(sign)).next().unwrap().to_owned()
        });
        names.collect::<Vec<_>>()
    });
    let asked: Vec<String> = asked.filter(|name| !name.is_empty() && !name.starts_with('-')).collect();
    assert!(asked.contains(&"themes".to_owned()), "{asked:?}");
    for name in asked {
        let answer = limpido::explain::explain(&name, &pipeline.workspace().catalog, locale);
        assert!(answer.is_ok_and(|text| !text.is_empty()), "{name}");
    }
}
