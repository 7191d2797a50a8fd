//! Every element found in five real policies is seen on a page: `tests/cases/README.md`, whose witnesses are looked for here.

use crate::cases::text_of;
use crate::harness::{Folder, Run, project};
use std::collections::BTreeMap;

/// How many rows each part of the table has.
const ROWS: [(&str, usize); 11] = [
    ("A1", 20),
    ("A2", 25),
    ("A3", 23),
    ("A4", 32),
    ("A5", 11),
    ("A6", 11),
    ("A7", 16),
    ("A8", 36),
    ("A9", 5),
    ("A10", 7),
    ("A11", 6),
];

fn site(name: &str) -> Run {
    match name {
        "demo" => Folder::demo().run(),
        _ => {
            assert!(project().join("tests/cases").join(name).is_dir(), "there is no case {name}");
            Folder::minimal().over(Folder::of(&format!("tests/cases/{name}/in"))).run()
        }
    }
}

/// The words of a published file, on one line.
fn words(run: &Run, file: &str) -> String {
    let text = match file {
        "report" => run.report(),
        _ if file.ends_with(".html") => whole_text(run.page(file)),
        _ => run.page(file).to_owned(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All text of a page, head and foot included.
fn whole_text(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let head = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    format!(
        "{head}\n{}",
        text_of(&format!("<main><body{body}").replace("<main ", "<div ").replace("</main>", "</div>"))
    )
}

#[test]
fn every_element_of_real_policies_is_seen_somewhere() {
    let table = std::fs::read_to_string(project().join("tests/cases/README.md")).unwrap();
    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nowhere = 0;
    for line in table.lines().filter(|line| line.starts_with("| A")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [row, _, witnesses] = cells[..] else { panic!("{line}") };
        let part = row.split('.').next().unwrap();
        let count = seen.entry(part).or_default();
        *count += 1;
        assert_eq!(row, format!("{part}.{count}"), "the rows are not in order");
        if let Some(reason) = witnesses.strip_prefix("nowhere: ") {
            assert!(reason.len() > 10, "{row}: why?");
            nowhere += 1;
            continue;
        }
        for witness in witnesses.split("; ") {
            let (place, rest) = witness.split_once(" «").unwrap_or_else(|| panic!("{row}: {witness}"));
            let expected = rest.strip_suffix('»').unwrap_or_else(|| panic!("{row}: {witness}"));
            let (name, file) = match place.strip_prefix("absent ") {
                Some(name) => (name, None),
                None => place.split_once('/').map(|(name, file)| (name, Some(file))).unwrap(),
            };
            let run = runs.entry(name.to_owned()).or_insert_with(|| site(name));
            match file {
                Some(file) => assert!(words(run, file).contains(expected), "{row}: {place} does not say «{expected}»"),
                None => {
                    let rendered = run.built.rendered().unwrap();
                    for path in rendered.files.keys() {
                        let says = rendered.text(path).is_some_and(|text| text.contains(expected));
                        assert!(!says, "{row}: {path} says «{expected}»");
                    }
                }
            }
        }
    }
    assert_eq!(seen, BTreeMap::from(ROWS));
    assert!(nowhere < 20, "{nowhere} rows are seen nowhere");
}
