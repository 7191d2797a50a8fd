//! What the program wrote in the ente's name: unconfirmed as long as it stands, the author's as soon as they write something else.

use crate::harness::{Folder, PIPELINE, Run, TODAY, findings};
use limpido::diagnostic::{Level, Locale};
use limpido::evidence::{self, Subject, SubjectKind};
use limpido::init::{self, Answers};
use limpido::members::Members;
use limpido::model::Claim;
use limpido::model::confirm::{ConfirmEntry, State, of_page, parts, print, text_of};
use limpido::overview::{Ending, EnteRow, Overview};
use limpido::render::{Options, Payload};
use limpido::source::{Sources, yaml};
use std::collections::BTreeMap;

/// An entry on a value of a folder, as it stands there; `by_part` for one that counts part by part.
fn entry(folder: &Folder, path: &str, kind: Claim, by_part: bool) -> ConfirmEntry {
    let (file, field) = path.split_once('#').unwrap();
    let text = folder.text(file);
    let source = Sources::default().add(String::new(), text.to_owned());
    let value = if file.ends_with(".md") {
        of_page(text, source).into_iter().map(|part| part.print).collect()
    } else {
        let tree = yaml::parse(text, source).0.unwrap();
        let node = tree.at(field).unwrap_or_else(|| panic!("no {path}"));
        if by_part { parts(node).into_iter().map(|part| part.print).collect() } else { vec![print(node)] }
    };
    ConfirmEntry { field: path.to_owned(), kind, value, from: "limpido".to_owned() }
}

fn with(folder: Folder, entries: &[ConfirmEntry]) -> Folder {
    folder.file("confirm.yaml", text_of("", entries))
}

const MODERATION: &str = "\
rules:
  - { id: insulti, text: Non insultare nessuno. }
  - { id: spam, text: Niente pubblicità. }
steps:
  - { kind: removal, text: Togliamo il commento. }
appeal:
  office: urp
  answer_days: 30
hours: { days: mon-fri, from: \"09:00\", to: \"13:00\" }
response: Rispondiamo appena possibile.
freedoms:
  - Puoi criticare.
  - Puoi chiedere.
";

fn site() -> Folder {
    let site = Folder::minimal().file("moderation.yaml", MODERATION);
    let on = |path: &str, kind, by_part| entry(&site, &format!("moderation.yaml#{path}"), kind, by_part);
    let entries = [
        on("hours", Claim::Hours, false),
        on("appeal", Claim::Term, true),
        on("freedoms", Claim::Promise, true),
        on("rules", Claim::Choice, true),
        on("steps.removal.text", Claim::Promise, false),
    ];
    with(site, &entries)
}

/// The messages of what is unconfirmed, without who wrote it.
fn open(run: &Run) -> Vec<String> {
    let unconfirmed =
        run.raw().sorted(&run.built.findings().sources).into_iter().filter(|found| found.key.name() == "unconfirmed");
    unconfirmed
        .map(|found| {
            let text = &found.message.it;
            let rest = text.rsplit_once(": lo ha scritto limpido, e nessuno ").map_or("", |(_, rest)| rest);
            let name = text.split('»').next().unwrap().trim_start_matches('«');
            let rest = rest.trim_start_matches("lo ha confermato").trim_start_matches("ha confermato ");
            format!("{name} {rest}").trim().to_owned()
        })
        .collect()
}

/// Every entry of [`site`], open.
const ALL: [&str; 5] = [
    "moderation.rules insulti, spam",
    "moderation.steps.removal.text",
    "moderation.appeal office, answer_days",
    "moderation.hours",
    "moderation.freedoms",
];

#[test]
fn what_an_editor_does_to_the_form_confirms_nothing() {
    assert_eq!(open(&site().run()), ALL);
    for (from, to) in [
        ("hours: {", "# un appunto\nhours: {"),
        ("mon-fri, from: \"09:00\", to: \"13:00\" }", "\"mon-fri\", to: '13:00', from: '09:00' }"),
        (
            "hours: { days: mon-fri, from: \"09:00\", to: \"13:00\" }",
            "hours:\n  to: \"13:00\"\n  from: \"09:00\"\n  days: mon-fri",
        ),
        ("appeal:\n  office: urp\n  answer_days: 30", "appeal: { answer_days: 30, office: urp }"),
        ("  - Puoi criticare.\n  - Puoi chiedere.\n", "  - \"Puoi criticare.\"\n  - >-\n    Puoi\n    chiedere.\n"),
        ("text: Togliamo il commento.", "text: \"Togliamo il commento.\""),
    ] {
        let mut found = open(&site().replace("moderation.yaml", from, to).run());
        found.iter_mut().filter(|name| name.starts_with("moderation.appeal")).for_each(|name| {
            // The order of the fields is the file's.
            *name = name.replace("answer_days, office", "office, answer_days");
        });
        assert_eq!(found, ALL, "{to}");
    }
    // Every line of another system.
    assert_eq!(open(&site().file("moderation.yaml", MODERATION.replace('\n', "\r\n")).run()), ALL);
}

#[test]
fn what_the_author_writes_is_the_authors() {
    let without = |name: &str| ALL.into_iter().filter(|open| !open.starts_with(name)).map(str::to_owned).collect();
    let other = |name: &str, left: &str| -> Vec<String> {
        ALL.into_iter().map(|open| if open.starts_with(name) { left } else { open }.to_owned()).collect()
    };
    let table: [(&str, &str, Vec<String>); 7] = [
        ("from: \"09:00\"", "from: \"08:30\"", without("moderation.hours")),
        ("answer_days: 30", "answer_days: 20", other("moderation.appeal", "moderation.appeal office")),
        ("Niente pubblicità.", "Niente vendite.", other("moderation.rules", "moderation.rules insulti")),
        ("  - { id: insulti, text: Non insultare nessuno. }\n", "", other("moderation.rules", "moderation.rules spam")),
        ("  - Puoi criticare.\n", "  - Puoi dire la tua.\n", other("moderation.freedoms", "moderation.freedoms")),
        ("  - Puoi criticare.\n  - Puoi chiedere.\n", "  - Puoi dire la tua.\n", without("moderation.freedoms")),
        ("Togliamo il commento.", "Lo nascondiamo.", without("moderation.steps")),
    ];
    for (from, to, left) in table {
        let run = site().replace("moderation.yaml", from, to).run();
        assert_eq!(open(&run), left, "{to}: {}", run.report());
    }
    // Whoever takes the entry away confirms.
    with(site(), &[]).run().clean();
    site().without("confirm.yaml").run().clean();
}

#[test]
fn an_item_with_another_before_it_is_found_all_the_same() {
    let run = site()
        .replace("moderation.yaml", "  - { kind: removal", "  - { kind: removal, text: Altro. }\n  - { kind: removal")
        .run();
    assert!(open(&run).contains(&"moderation.steps.removal.text".to_owned()), "{}", run.report());
}

#[test]
fn an_entry_that_leads_nowhere_is_told_and_stops_nothing() {
    let gone = |field: &str| {
        let site = site();
        let mut entry = entry(&site, "moderation.yaml#hours", Claim::Hours, false);
        entry.field = field.to_owned();
        let run = with(site, &[entry]).run();
        assert!(run.raw().is_clear(true), "{}", run.report());
        run.report()
    };
    for (field, name) in [
        ("moderation.yaml#orari", "moderation.orari"),
        ("licenza.yaml#x", "licenza.x"),
        ("it/niente.md#body", "it/niente.md"),
        ("site.yaml#licenza", "licenza"),
    ] {
        let report = gone(field);
        assert!(report.contains(&format!("consiglio[unconfirmed]: «{name}» non c'è")), "{report}");
        assert!(report.contains("confirm.yaml:2:12"), "{report}");
    }
}

#[test]
fn what_binds_the_ente_is_an_error_and_the_rest_a_warning() {
    for (word, level) in [
        ("act", Level::Error),
        ("date", Level::Error),
        ("licence", Level::Error),
        ("hours", Level::Error),
        ("term", Level::Error),
        ("promise", Level::Error),
        ("contact", Level::Warning),
        ("choice", Level::Warning),
    ] {
        assert!(Claim::WORDS.contains(&word));
        let run = site().replace("confirm.yaml", "kind: hours", &format!("kind: {word}")).run();
        let found = run.raw().iter().find(|found| found.message.it.starts_with("«moderation.hours»")).unwrap();
        assert_eq!(found.level, level, "{word}");
    }
    assert_eq!(Claim::WORDS.len(), 8);
}

#[test]
fn a_page_counts_section_by_section() {
    let page = "---\ntitle: Atti\nlead: In breve.\n---\n\nPrima.\n\n## Come si cambia {#cambiare}\n\nOgni anno.\n\n## Poi\n\nFine.\n";
    let site = Folder::minimal().file("it/atti.md", page);
    let entry = entry(&site, "it/atti.md#body", Claim::Promise, true);
    let site = with(site, &[entry]);
    let run = site.run();
    assert_eq!(open(&run), ["it/atti.md lead, Come si cambia, Poi"]);
    assert!(run.findings().contains(&"unconfirmed it/atti.md:3:7".to_owned()), "{:?}", run.findings());
    for (from, to, left) in [
        ("Ogni anno.", "Ogni\nanno.", "it/atti.md lead, Come si cambia, Poi"),
        ("Ogni anno.", "Ogni due anni.", "it/atti.md lead, Poi"),
        ("In breve.", "Qui gli atti.", "it/atti.md Come si cambia, Poi"),
        ("## Poi\n\nFine.\n", "", "it/atti.md lead, Come si cambia"),
    ] {
        assert_eq!(open(&site.clone().replace("it/atti.md", from, to).run()), [left], "{to}");
    }
    let mine = "---\ntitle: Atti\n---\n\nScritto da noi.\n";
    site.file("it/atti.md", mine).run().clean();
}

#[test]
fn a_confirm_file_with_mistakes_is_told_at_its_place() {
    let run = site().file("confirm.yaml", "unconfirmed:\n  - { field: \"site.yaml#licence\", kind: promes }\n").run();
    assert_eq!(
        run.findings(),
        ["missing-field confirm.yaml:2:7", "missing-field confirm.yaml:2:7", "unknown-value confirm.yaml:2:41"]
    );
}

/// Pages and files of a run, as bytes.
fn published(run: &Run) -> BTreeMap<String, Vec<u8>> {
    let files = &run.built.rendered().unwrap().files;
    let bytes = files.iter().filter_map(|(path, payload)| match payload {
        Payload::Bytes(bytes) => Some((path.as_str().to_owned(), bytes.clone())),
        Payload::File(_) => None,
    });
    bytes.collect()
}

#[test]
fn nothing_of_it_is_drawn() {
    let (with, without) = (site().run(), site().without("confirm.yaml").run());
    assert_eq!(published(&with), published(&without));
}

#[test]
fn the_reports_count_what_nobody_confirmed_and_call_it_nothing_else() {
    let run = site().run();
    let built = &run.built;
    let subject = Subject {
        folder: "prova".to_owned(),
        kind: SubjectKind::Site(built.findings().ente.as_deref()),
        looks: &built.findings().looks,
        pages: &[],
        report: &built.findings().report,
        sources: &built.findings().sources,
    };
    let page = evidence::page(&[subject], TODAY, Locale::It).unwrap();
    assert!(page.contains("<dt>Da confermare</dt><dd>5</dd>"), "{page}");
    let awaits = page.split("<h3>Da confermare</h3>").nth(1).unwrap().split("<section").next().unwrap();
    for place in ["moderation.yaml:9:8", "moderation.yaml:7:11", "moderation.yaml:2:5"] {
        assert!(awaits.contains(&format!("<code>{place}</code>")), "{place} in {awaits}");
    }
    let (_, cannot) = awaits.split_once("non si può dire che valga").unwrap();
    let holds = page.split("<caption").nth(1).unwrap();
    for what in [
        "È scritto in quali ore qualcuno segue gli account.",
        "È scritto come contestare una rimozione o un blocco.",
        "Ci sono le regole",
    ] {
        assert!(cannot.contains(what) && !holds.contains(what), "{what} in {cannot}");
    }
    assert!(holds.contains("È scritto se e quando si risponde."), "{holds}");

    // Of many enti, one with nothing but warnings is not called clear.
    let only_choices = site().replace("confirm.yaml", "kind: hours", "kind: choice");
    let choices = only_choices
        .text("confirm.yaml")
        .replace("kind: term", "kind: choice")
        .replace("kind: promise", "kind: choice");
    let run = only_choices.file("confirm.yaml", choices).run();
    let row = |name: &str, run: &Run| EnteRow::new(name, None, Ending::Clear, run.raw());
    let (mine, clean) = (row("alfa", &run), row("beta", &site().without("confirm.yaml").run()));
    assert!(!mine.is_settled() && mine.unconfirmed() == 5 && clean.is_settled());
    let page = limpido::overview::page(&Overview::new(TODAY, vec![mine, clean]), Locale::It).unwrap();
    assert!(page.contains("<dt>Valori che nessuno ha confermato</dt><dd>5</dd>"), "{page}");
    assert!(page.contains("<code>alfa</code></th><td class=\"to-confirm\">da confermare</td>"), "{page}");
    assert!(page.contains("<code>beta</code></th><td class=\"clear\">a posto</td>"), "{page}");
}

/// Findings of an ente over a base that has entries of its own.
fn over_a_base(ente: &[(&str, &str)]) -> Vec<String> {
    let mut folder = site()
        .under("base/2026-03-01")
        .file("workspace.yaml", "edition: 1\nmembers: [\"enti/*\"]\nbase: base/2026-03-01\n")
        .file(
            "enti/alfa/site.yaml",
            "ente:\n  name: Comune di Alfa\n  ipa: c_a001\n  site: https://www.alfa.example\n",
        );
    for (path, text) in ente {
        folder = folder.file(&format!("enti/alfa/{path}"), *text);
    }
    let members = Members::load(&folder.files(), PIPELINE.sources()).unwrap().members.unwrap();
    let ente = members.prepare(members.find("alfa").unwrap()).unwrap();
    let built = PIPELINE.run_member(ente, TODAY, Options::default()).unwrap();
    let found = findings(&built.findings().report, &built.findings().sources);
    found.into_iter().filter(|found| found.starts_with("unconfirmed")).collect()
}

#[test]
fn in_a_workspace_an_entry_speaks_of_its_own_layer() {
    let base = |line: &str| format!("unconfirmed base/2026-03-01/moderation.yaml:{line}");
    let all = ["2:5", "5:28", "7:11", "9:8", "12:5"].map(base);
    let without = |line: &str| all.iter().filter(|found| **found != base(line)).cloned().collect::<Vec<_>>();
    assert_eq!(over_a_base(&[]), all);
    // What the ente writes is the ente's, the same words too; what it takes away is not there.
    let hours = "hours: { days: mon-fri, from: \"10:00\", to: \"11:00\" }\n";
    assert_eq!(over_a_base(&[("moderation.yaml", hours)]), without("9:8"));
    let same = "hours: { days: mon-fri, from: \"09:00\", to: \"13:00\" }\n";
    assert_eq!(over_a_base(&[("moderation.yaml", same)]), without("9:8"));
    assert_eq!(over_a_base(&[("moderation.yaml", "freedoms: ~\n")]), without("12:5"));
    // An ente's own entry speaks of what the ente has, not of what it inherits.
    let prints = text_of("", &[entry(&site(), "moderation.yaml#hours", Claim::Hours, false)]);
    assert_eq!(over_a_base(&[("confirm.yaml", &prints)]), all);
    let both = over_a_base(&[("confirm.yaml", &prints), ("moderation.yaml", same)]);
    assert!(both.contains(&"unconfirmed enti/alfa/moderation.yaml:1:8".to_owned()) && both.len() == 5, "{both:?}");
}

/// The new site of a body that uses everything.
fn new_site(languages: &str) -> (Folder, usize) {
    let catalog = &PIPELINE.workspace().catalog;
    let all: Vec<&str> = catalog.platforms.keys().map(String::as_str).collect();
    let mut sources = Sources::over(PIPELINE.sources());
    let mut answers = Answers::none(&mut sources);
    for (key, typed) in [("name", "Comune di Prova"), ("languages", languages), ("platforms", &all.join(","))] {
        answers.set(key, typed, key, &mut sources).unwrap();
    }
    let folder = init::folder(&answers, &[], catalog).unwrap().value.unwrap();
    (Folder::from(folder), all.len())
}

#[test]
fn every_mark_of_the_starter_becomes_an_entry_that_is_open() {
    let marks = |text: &str| text.lines().filter(|line| line.trim().starts_with("# da confermare")).count();
    for languages in ["it", "it, en"] {
        let (site, accounts) = new_site(languages);
        let mut wanted = 0;
        let demo = Folder::demo();
        for file in ["site.yaml", "accounts.yaml", "moderation.yaml", "informative.yaml", "acts.yaml"] {
            wanted += marks(demo.text(file));
            assert!(!site.text(file).contains("da confermare") && !site.text(file).contains("# risposta"), "{file}");
        }
        for lang in languages.split(", ") {
            for page in ["accessibilita", "accounts", "atti", "contatti", "contenuti", "informativa", "moderazione"] {
                assert_eq!(marks(demo.text(&format!("{lang}/{page}.md"))), 1, "{lang}/{page}.md");
            }
            wanted += 11;
        }
        // The templates': kind, who represents it, RPD, three offices, what is not official, each account, the way to join lists.
        let run = site.run();
        let awaiting = run.built.pages().unwrap().site.awaiting.as_ref().unwrap();
        let lists = awaiting.iter().filter(|awaiting| awaiting.name().ends_with(".subscribe")).count();
        assert!(lists > 0);
        assert_eq!(awaiting.len(), wanted + 7 + accounts + lists, "{languages}");
        for awaiting in awaiting {
            assert!(matches!(awaiting.state, State::Open(..)), "{}: {:?}", awaiting.name(), awaiting.state);
        }
    }
}
