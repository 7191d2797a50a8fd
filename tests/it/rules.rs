//! The page of a rule is its test: the wrong example is found at its line, the right one is clean.

use crate::harness::Folder;
use limpido::check::rule::section;
use limpido::check::rules::ALL;
use limpido::content::EnteKind;
use limpido::diagnostic::Locale;
use rayon::prelude::*;

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

/// Runs every wrong example on sites that differ from the usual one: where a rule does not find it there, the rule must say that it
/// does not apply, and never that it holds.
#[track_caller]
fn finds_or_does_not_apply(site: impl Fn(Folder) -> Folder + Sync, told: &str, except: &[&str]) {
    // Made first: a thread that takes up another rule while the pipeline is being made would wait for itself.
    std::sync::LazyLock::force(&crate::harness::PIPELINE);
    ALL.par_iter().filter(|rule| !except.contains(&rule.name)).for_each(|rule| {
        for example in examples(rule.page, "Sbagliato") {
            let example = site_for(rule.name).file(&example.file, example.text);
            let run = site(example).run();
            let is_found = run.raw().iter().any(|found| found.tells(|name, _| name == rule.name));
            let holds = run
                .built
                .findings()
                .looks
                .iter()
                .any(|look| look.rule == rule.name && look.document.is_none() && look.applies);
            assert!(is_found || !holds, "{} holds on a site {told}, and its wrong example is there", rule.name);
            assert!(
                !run.built.findings().looks.is_empty(),
                "{}: a site {told} cannot be read\n{}",
                rule.name,
                run.report()
            );
        }
    });
}

#[test]
fn no_kind_of_ente_is_called_good_by_a_rule_that_did_not_look() {
    for kind in EnteKind::WORDS {
        // Names of another ente are looked for among enti of the same kind.
        let called = match *kind {
            "provincia" => "Provincia di ",
            "citta-metropolitana" => "Città metropolitana di ",
            _ => "Comune di ",
        };
        let of_kind = |site: Folder| {
            let site = site.with_texts(|text| text.replace("Comune di ", called));
            let text = site.text("site.yaml").replacen("kind: comune", &format!("kind: {kind}"), 1);
            site.file("site.yaml", text)
        };
        finds_or_does_not_apply(of_kind, &format!("of the kind {kind}"), &[]);
    }
}

#[test]
fn no_language_is_called_good_by_a_rule_that_does_not_read_it() {
    let in_english = |site: Folder| {
        let text = site.text("site.yaml").replacen("languages: [it]", "languages: [en]", 1);
        site.moved("it/", "en/").file("site.yaml", text)
    };
    // An English paragraph is rightly not marked on an English page.
    finds_or_does_not_apply(in_english, "in English", &["unmarked-language"]);
}

#[test]
fn a_rule_does_not_apply_where_there_is_nothing_to_look_at() {
    let minimal = Folder::minimal();
    // The rule, and a site without what it looks at.
    let table = [
        ("missing-alt", minimal.clone()),
        ("hard-to-read", minimal.clone().replace("site.yaml", "[it]", "[en, it]")),
        ("stale-translation", minimal.clone().replace("site.yaml", "[it]", "[it, en]")),
        ("contradictory-service", minimal.clone()),
        ("declaration-address", minimal.clone().replace("site.yaml", "\"https://form.agid.gov.it/view/0\"", "dopo")),
        ("declaration-old", minimal.clone()),
        (
            "erasure-conditions",
            minimal.clone().replace("informative.yaml", "requests:", "# requests:").without("it/oblio.md"),
        ),
        ("grounds-missing", minimal.clone()),
        ("insecure-address", minimal.clone()),
        ("joint-control-missing", minimal.clone().file("accounts.yaml", "accounts: []\n")),
        ("low-contrast", minimal.clone()),
        ("not-reviewed", minimal.clone()),
        ("notice-without-account", minimal.clone().file("accounts.yaml", "accounts: []\n")),
        ("other-ente", minimal.clone().replace("site.yaml", "kind: comune", "kind: universita")),
        ("portability-promised", minimal.clone().replace("informative.yaml", "basis: public-task", "basis: compito")),
        ("transfers-denied", minimal.clone().file("accounts.yaml", "accounts: []\n")),
    ];
    for (rule, site) in table {
        let run = site.run();
        let look = run.built.findings().looks.iter().find(|look| look.rule == rule && look.document.is_none());
        assert!(!look.unwrap().applies, "{rule}\n{}", run.report());
        assert!(!run.raw().iter().any(|found| found.rule == rule), "{rule}");
    }
}
