//! One cause, one finding: the demo without one thing has one finding, where the thing should stand.

use crate::harness::{Folder, Run, TODAY};
use limpido::diagnostic::Locale;
use limpido::evidence::{self, Subject, SubjectKind};

/// A YAML file without the block that a line begins.
fn without_block(site: Folder, path: &str, line: &str) -> Folder {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut in_block = false;
    let mut text = String::new();
    for each in site.text(path).lines() {
        let begins = each.strip_prefix(line).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        in_block = begins || in_block && (each.trim().is_empty() || depth(each) > depth(line));
        if !in_block {
            text.push_str(each);
            text.push('\n');
        }
    }
    assert_ne!(text.len(), site.text(path).len(), "{path} has no {line}");
    site.file(path, text)
}

/// Every finding without its line and column, which change with the demo.
fn found(run: &Run) -> Vec<String> {
    run.findings().iter().map(|found| found.split(':').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_is_missing_is_told_once_where_it_should_stand() {
    let demo = Folder::demo;
    let act =
        "acts:\n  - { id: prova, role: approval, organ: Giunta, date: 2026-01-01, number: 1, file: files/manca.pdf }\n";
    let table = [
        ("an office", without_block(demo(), "site.yaml", "    urp:"), "unknown-reference site.yaml"),
        (
            "an office that many name",
            without_block(demo(), "site.yaml", "    comunicazione:"),
            "unknown-reference site.yaml",
        ),
        ("all offices", without_block(demo(), "site.yaml", "  offices:"), "unknown-reference site.yaml"),
        (
            "offices that are no list",
            {
                let site = without_block(demo(), "site.yaml", "  offices:");
                site.replace("site.yaml", "  titolare:", "  offices: uno\n  titolare:")
            },
            "wrong-type site.yaml",
        ),
        ("a notice", without_block(demo(), "informative.yaml", "  whatsapp:"), "unknown-reference accounts.yaml"),
        (
            "all notices",
            without_block(demo(), "informative.yaml", "informative:"),
            "missing-requirement informative.yaml",
        ),
        ("the file of notices", demo().without("informative.yaml"), "missing-file informative.yaml"),
        ("a document", Folder::minimal().file("acts.yaml", act), "unknown-reference acts.yaml"),
        (
            "a document that pages name too",
            {
                let page = "---\ntitle: Atti\n---\n\nLeggi [la delibera](../files/manca.pdf) e [il testo](../files/manca.pdf).\n";
                Folder::minimal().file("acts.yaml", act).file("it/atti.md", page)
            },
            "unknown-reference acts.yaml",
        ),
        (
            "a document of a type that is refused",
            {
                let site = Folder::minimal().file("acts.yaml", act.replace("manca.pdf", "manca.exe"));
                site.file("files/manca.exe", "x")
            },
            "unsafe-file files/manca.exe",
        ),
        (
            "an address that variables use",
            { demo().replace("site.yaml", "email: rpd@comune.borgochiaro.example", "email: rpd.comune") },
            "invalid-email site.yaml",
        ),
        (
            "an address that nobody wrote",
            { demo().replace("site.yaml", "    email: rpd@comune.borgochiaro.example\n", "") },
            "empty-variable site.yaml",
        ),
        ("every contact of the officer", without_block(demo(), "site.yaml", "  rpd:"), "missing-requirement site.yaml"),
        ("the first page", demo().without("it/premessa.md").without("en/premessa.md"), "missing-page it/premessa.md"),
        (
            "a page that others lead to",
            { demo().without("it/contatti.md").without("en/contatti.md") },
            "missing-page it/contatti.md",
        ),
        ("a page in one language", demo().without("en/moderazione.md"), "missing-page en/moderazione.md"),
        (
            "a page that a policy may have",
            { demo().without("it/glossario.md").without("en/glossario.md") },
            "broken-link it/premessa.md",
        ),
    ];
    for (what, site, expected) in table {
        let run = site.run();
        assert_eq!(found(&run), [expected], "without {what}\n{}", run.report());
    }
}

#[test]
fn the_finding_knows_the_places_that_need_what_is_missing() {
    let run = without_block(Folder::demo(), "site.yaml", "    urp:").run();
    let finding = run.raw().iter().next().unwrap();
    let places: Vec<_> = finding
        .related
        .iter()
        .filter_map(|(span, _)| run.built.findings().sources.get(span.source).map(|source| source.path.as_str()))
        .collect();
    for path in ["accounts.yaml", "moderation.yaml", "site.yaml", "it/atti.md", "en/contatti.md"] {
        assert!(places.contains(&path), "{path} in {places:?}");
    }
    let report = run.report();
    assert!(report.contains("qui manca «urp», e serve in 15 punti"), "{report}");
    assert!(report.contains("altri 11 punti: "), "{report}");
    assert!(report.contains("aggiungilo qui, oppure correggi i punti in cui serve"), "{report}");
}

#[test]
fn two_mistakes_stay_two_findings() {
    let site =
        without_block(Folder::demo(), "site.yaml", "    urp:").without("it/glossario.md").without("en/glossario.md");
    assert_eq!(found(&site.run()), ["broken-link it/premessa.md", "unknown-reference site.yaml"]);
    let site = Folder::demo().replace("site.yaml", "email: urp@comune", "email: urp.comune");
    let site = without_block(site, "site.yaml", "    protocollo:");
    assert_eq!(found(&site.run()), ["unknown-reference site.yaml", "invalid-email site.yaml"]);
}

#[test]
fn what_is_told_elsewhere_does_not_hold() {
    let run = without_block(Folder::demo(), "informative.yaml", "informative:").run();
    let subject = Subject {
        folder: "prova".to_owned(),
        kind: SubjectKind::Site(run.built.findings().ente.as_deref()),
        looks: &run.built.findings().looks,
        pages: &[],
        report: run.raw(),
        sources: &run.built.findings().sources,
    };
    let page = evidence::page(&[subject], TODAY, Locale::It).unwrap();
    // The account that names a missing notice is told where notices are missing: the rule is said neither to hold nor not to apply.
    assert!(!page.contains(" <code>unknown-reference</code></"), "{page}\n{}", run.report());
}
