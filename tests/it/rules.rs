//! The page of a rule is its test: the wrong example is found at its line, the right one is clean.

use crate::harness::Folder;
use limpido::check::rule::section;
use limpido::check::rules::ALL;
use limpido::diagnostic::Locale;

struct Example {
    file: String,
    line: Option<usize>,
    text: String,
}

/// The fenced blocks of a section: ```` ```yaml accounts.yaml riga=2 ````.
fn examples(page: &str, section: &str) -> Vec<Example> {
    let section =
        page.split(&format!("## {section}\n")).nth(1).unwrap_or_default().split("\n## ").next().unwrap_or_default();
    section
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| {
            let (info, text) = block.split_once('\n').unwrap();
            let mut words = info.split(' ').skip(1);
            let file = words.next().unwrap().to_owned();
            let line = words.next().map(|word| word.strip_prefix("riga=").unwrap().parse().unwrap());
            Example { file, line, text: text.to_owned() }
        })
        .collect()
}

/// Rules on translations need a site in two languages, and an original with its day.
fn site_for(rule: &str) -> Folder {
    // One picture, for rules on pictures.
    let site = Folder::minimal().file("files/stemma.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    if rule == "unconfirmed" {
        // The entry that the page shows.
        let entry = section(ALL.iter().find(|known| known.name == rule).unwrap().page, "Cosa controlla");
        let entry = examples(&format!("## x\n{entry}"), "x").pop().unwrap();
        return site.file(&entry.file, entry.text);
    }
    if !["missing-translation", "stale-translation"].contains(&rule) {
        return site;
    }
    let mut site = site.replace("site.yaml", "[it]", "[it, en]");
    if rule == "stale-translation" {
        site = site.replace("it/premessa.md", "---\n", "---\nupdated: 2026-03-01\n");
    }
    for path in [
        "premessa",
        "accounts",
        "contenuti",
        "moderazione",
        "informativa",
        "oblio",
        "accessibilita",
        "personale",
        "contatti",
        "atti",
        "note-legali",
    ] {
        let text = site.text(&format!("it/{path}.md")).to_owned();
        site = site.file(&format!("en/{path}.md"), text);
    }
    site
}

#[test]
fn every_page_has_its_sections_and_examples() {
    for rule in ALL {
        let name = rule.name;
        assert!(rule.page.starts_with(&format!("# {name}\n")), "{name}");
        for section in ["Cosa controlla", "Perché", "Sbagliato", "Giusto", "Norma"] {
            assert!(rule.page.contains(&format!("\n## {section}\n")), "{name}: {section}");
        }
        assert!(!examples(rule.page, "Sbagliato").is_empty() && !examples(rule.page, "Giusto").is_empty(), "{name}");
    }
}

#[test]
fn wrong_examples_are_found_at_their_line_and_nothing_else_is() {
    for rule in ALL {
        for example in examples(rule.page, "Sbagliato") {
            let run = site_for(rule.name).file(&example.file, example.text.clone()).run();
            let found = run.findings();
            let place = match example.line.unwrap() {
                0 => format!("{} {}", rule.name, example.file),
                line => format!("{} {}:{line}:", rule.name, example.file),
            };
            assert!(
                found.iter().all(|finding| finding.starts_with(&place)) && !found.is_empty(),
                "{place}\n{}",
                run.report()
            );
        }
    }
}

#[test]
fn right_examples_are_clean() {
    for rule in ALL {
        for example in examples(rule.page, "Giusto") {
            site_for(rule.name).file(&example.file, example.text.clone()).run().clean();
        }
    }
}

#[test]
fn every_rule_file_is_listed() {
    let folder = crate::harness::project().join("src/check/rules");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().unwrap().strip_suffix(".md").map(str::to_owned))
        .collect();
    names.sort();
    let listed: Vec<String> = ALL.iter().flat_map(|rule| [rule.name.to_owned(), format!("{}.en", rule.name)]).collect();
    assert_eq!(names, listed);
}

#[test]
fn english_pages_say_the_same_with_the_same_examples() {
    for rule in ALL {
        let page = rule.page_in(Locale::En);
        assert!(page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        for section in ["What it checks", "Why", "Wrong", "Right", "Norma"] {
            assert!(!limpido::check::rule::section(&page, section).is_empty(), "{}: {section}", rule.name);
        }
        let count = |section| examples(&page, section).len();
        assert_eq!(count("Wrong"), examples(rule.page, "Sbagliato").len(), "{}", rule.name);
        assert_eq!(count("Right"), examples(rule.page, "Giusto").len(), "{}", rule.name);
        let level = |page: &str| page.lines().nth(2).unwrap_or_default().to_owned();
        let (it, en) = (level(rule.page), level(rule.page_en));
        for (italian, english) in [("errore", "error"), ("avviso", "warning"), ("consiglio", "advice")] {
            assert_eq!(it.contains(italian), en.contains(english), "{}: {it} {en}", rule.name);
        }
    }
}
