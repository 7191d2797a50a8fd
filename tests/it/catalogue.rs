//! The catalogue of findings: every key has its page in both languages, and the page's examples are its test. The wrong one is found at
//! its line, the right one is clean.

use crate::harness::{Folder, PIPELINE, Run, TODAY, findings, project};
use limpido::diagnostic::{HumanStyle, Key, Level, Locale, Report, human, section};
use limpido::explain;
use limpido::init;
use limpido::members::Members;
use limpido::render::Options;
use limpido::source::Sources;
use rayon::prelude::*;

/// A file that an example shows.
pub struct Example {
    pub file: String,
    /// The line of the finding, 0 for one about the whole file; `None` in the right example.
    pub line: Option<usize>,
    /// The file that the finding is about, where it is another one.
    pub found_in: Option<String>,
    pub text: String,
}

/// The fenced blocks of a section of a key's page: ```` ```yaml accounts.yaml riga=2 ````; `dove=` names another file that the finding is
/// about.
pub fn examples(key: Key, title: &str) -> Vec<Example> {
    blocks(section(&key.page(Locale::It), title))
}

fn blocks(text: &str) -> Vec<Example> {
    let block = |block: &str| {
        let (info, text) = block.split_once('\n').unwrap();
        let mut words = info.split(' ').skip(1);
        let file = words.next().unwrap().to_owned();
        let line = words.next().map(|word| word.strip_prefix("riga=").unwrap().parse().unwrap());
        let found_in = words.next().map(|word| word.strip_prefix("dove=").unwrap().to_owned());
        Example { file, line, found_in, text: text.to_owned() }
    };
    text.split("```").skip(1).step_by(2).map(block).collect()
}

/// The site that a key's examples stand in: the smallest one, with what the key is about.
pub fn site_for(key: Key) -> Folder {
    // One picture, for rules on pictures.
    let site = Folder::minimal().file("files/stemma.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    match key {
        Key::Unconfirmed => {
            // The entry that the page shows.
            let entry = examples(key, "Cosa controlla").pop().unwrap();
            site.file(&entry.file, entry.text)
        }
        Key::MissingTranslation | Key::StaleTranslation => in_two_languages(site, key),
        Key::MissingFile => site.without("accounts.yaml"),
        Key::BrokenIcon | Key::BrokenTemplate | Key::ThemeCircle | Key::ThemeContract | Key::ThemeMarkup => {
            let text = format!("{}theme: mio\n", site.text("site.yaml"));
            let site =
                site.file("site.yaml", text).file("themes/mio/theme.yaml", "name: Mio\nextends: italia\ncontract: 2\n");
            site.file("it/glossario.md", "---\ntitle: Glossario\n---\n")
        }
        _ => site,
    }
}

/// Rules on translations need a site in two languages, and an original with its day.
fn in_two_languages(site: Folder, key: Key) -> Folder {
    let mut site = site.replace("site.yaml", "[it]", "[it, en]");
    if key == Key::StaleTranslation {
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

/// What an example's file gives.
struct Found {
    findings: Vec<String>,
    report: String,
}

impl Found {
    fn new(report: &Report, sources: &Sources) -> Self {
        let style = HumanStyle { colour: false, locale: Locale::It };
        Self { findings: findings(report, sources), report: human(report, sources, style).to_string() }
    }
}

/// Lays an example's file into its folder and looks at the whole: a site, a workspace, or the index of public bodies.
fn look(key: Key, example: &Example) -> Found {
    match example.file.split(['/', '.']).next() {
        Some("indice") => in_index(example),
        Some("workspace" | "enti" | "altri" | "base") => in_workspace(example),
        _ => {
            let run = site_for(key).file(&example.file, example.text.clone()).run();
            let mut findings = run.findings();
            // An example shows one thing in a few lines; that the notice could say more is advice, and the page of another key.
            let is_advice = !run.report().contains("errore [missing-requirement]")
                && !run.report().contains("avviso [missing-requirement]");
            if key != Key::MissingRequirement && is_advice {
                findings.retain(|found| !found.starts_with("missing-requirement "));
            }
            Found { findings, report: run.report() }
        }
    }
}

/// A workspace of two enti over the smallest site, and a table of others where the example is one.
fn in_workspace(example: &Example) -> Found {
    const BASE: &str = "base/2026-03-01";
    let members = match example.file.as_str() {
        "enti.csv" => "enti.csv",
        _ => "\"enti/*\", \"altri/*\"",
    };
    let ente = |name: &str, code: &str| format!("ente: {{ name: Comune di {name}, ipa: {code} }}\n");
    let folder = Folder::minimal()
        .under(BASE)
        .file(&format!("{BASE}/base.yaml"), "edition: 1\nlocked: [moderation.yaml#response]\n")
        .file("workspace.yaml", format!("edition: 1\nmembers: [{members}]\nbase: {BASE}\n"))
        .file("enti/alfa/site.yaml", ente("Alfa", "c_a001"))
        .file("enti/beta/site.yaml", ente("Beta", "c_b002"))
        .file(&example.file, example.text.clone());
    let loaded = Members::load(&folder.files(), PIPELINE.sources()).unwrap();
    let mut told = Found::new(&loaded.report, &loaded.sources);
    for member in loaded.members.iter().flat_map(|members| &members.list) {
        let prepared = loaded.members.as_ref().unwrap().prepare(member).unwrap();
        let run = Run { built: PIPELINE.run_member(prepared, TODAY, Options::default()).unwrap() };
        told.findings.extend(run.findings());
        told.report += &run.report();
    }
    told
}

/// The row of `c_a001` in the index of public bodies.
fn in_index(example: &Example) -> Found {
    let mut sources = Sources::default();
    let catalog = &PIPELINE.workspace().catalog;
    let read = init::ipa::answers(example.text.as_bytes(), &example.file, "c_a001", catalog, &mut sources);
    Found::new(&read.report, &sources)
}

/// Every key, several at once.
fn keys() -> impl ParallelIterator<Item = Key> {
    // Made first: a thread that takes up another key while the pipeline is being made would wait for itself.
    std::sync::LazyLock::force(&PIPELINE);
    Key::ALL.par_iter().copied()
}

#[test]
fn keys_are_in_order_and_known_by_their_names() {
    assert!(Key::ALL.is_sorted_by_key(|key| key.name()));
    for key in Key::ALL {
        assert_eq!(Key::named(key.name()), Some(*key));
        assert_eq!(key.to_string(), key.name());
    }
    assert_eq!(Key::named("nessuno"), None);
}

#[test]
fn every_key_is_explained_in_both_languages() {
    let catalog = &PIPELINE.workspace().catalog;
    for key in Key::ALL {
        for locale in [Locale::It, Locale::En] {
            assert_eq!(explain::explain(key.name(), catalog, locale), Ok(key.page(locale)), "{key}");
        }
        assert!(explain::list(catalog, Locale::It).lines().any(|line| line.trim() == key.name()), "{key}");
    }
}

#[test]
fn every_key_is_reported_somewhere() {
    let folder = project().join("src");
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let code = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
    let code: String = code.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect();
    for key in Key::ALL {
        let name = format!("Key::{key:?}");
        let is_used =
            code.match_indices(&name).any(|(at, _)| !code[at + name.len()..].starts_with(char::is_alphanumeric));
        assert!(is_used, "{key} is never reported");
    }
}

#[test]
fn every_page_is_a_keys() {
    let folder = project().join("src/diagnostic/pages");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let mut expected: Vec<String> =
        Key::ALL.iter().flat_map(|key| [format!("{key}.md"), format!("{key}.en.md")]).collect();
    expected.sort();
    assert_eq!(names, expected);
}

#[test]
fn every_page_has_its_sections_in_both_languages() {
    let sections = [
        ("Cosa controlla", "What it checks"),
        ("Perché", "Why"),
        ("Sbagliato", "Wrong"),
        ("Giusto", "Right"),
        ("Come si corregge", "How to mend it"),
        ("Norma", "Norma"),
    ];
    keys().for_each(|key| {
        let (it, en) = (key.page(Locale::It), key.page(Locale::En));
        assert!(it.starts_with(&format!("# {key}\n\nLivello: ")), "{key}");
        assert!(en.starts_with(&format!("# {key}\n\nLevel: ")), "{key}");
        for (italian, english) in sections {
            assert!(!section(&it, italian).is_empty(), "{key}: {italian}");
            assert!(!section(&en, english).is_empty(), "{key}: {english}");
        }
        for (italian, english) in [("Sbagliato", "Wrong"), ("Giusto", "Right")] {
            let texts = |text: &str| blocks(text).into_iter().map(|block| block.text).collect::<Vec<_>>();
            assert_eq!(texts(section(&it, italian)), texts(section(&en, english)), "{key}: the examples are the same");
        }
    });
}

#[test]
fn a_page_names_the_level_that_the_catalogue_has_first() {
    let in_order = |page: &str, words: [&str; 3]| {
        let line = page.lines().nth(2).unwrap_or_default().to_lowercase();
        let places = words.iter().zip(Level::ALL).filter_map(|(word, level)| Some((line.find(word)?, level)));
        let mut places: Vec<_> = places.collect();
        places.sort();
        places.into_iter().map(|(_, level)| level).collect::<Vec<_>>()
    };
    keys().for_each(|key| {
        let it = in_order(&key.page(Locale::It), ["errore", "avviso", "consiglio"]);
        let en = in_order(&key.page(Locale::En), ["error", "warning", "advice"]);
        assert_eq!(it.first(), Some(&key.level()), "{key}");
        assert_eq!(it, en, "{key}: the pages differ");
    });
}

#[test]
fn wrong_examples_are_found_at_their_line_and_nothing_else_is() {
    let wrong = keys().flat_map_iter(|key| examples(key, "Sbagliato").into_iter().map(move |example| (key, example)));
    let wrong = wrong.filter_map(|(key, example)| {
        let Found { findings: found, report } = look(key, &example);
        let file = example.found_in.as_ref().unwrap_or(&example.file);
        let place = match example.line.unwrap() {
            0 => format!("{key} {file}"),
            line => format!("{key} {file}:{line}:"),
        };
        let is_it =
            |finding: &String| finding.strip_prefix(&place).is_some_and(|rest| rest.is_empty() || place.ends_with(':'));
        (found.is_empty() || !found.iter().all(is_it)).then(|| format!("{place}: {found:?}\n{report}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn right_examples_are_clean() {
    let right = keys().flat_map_iter(|key| examples(key, "Giusto").into_iter().map(move |example| (key, example)));
    let wrong = right.filter_map(|(key, example)| {
        let Found { findings, report } = look(key, &example);
        (!findings.is_empty()).then(|| format!("{key}: {findings:?}\n{report}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a text cannot show: bytes, links of the disk, files that are empty.
const SHOWN_IN_WORDS: [Key; 7] = [
    Key::ActiveDocument,
    Key::EmptyFile,
    Key::LinkOutside,
    Key::NotCsv,
    Key::ScannedDocument,
    Key::UnreadDocument,
    Key::UnreadableText,
];

#[test]
fn every_page_has_examples_unless_a_text_cannot_show_any() {
    keys().for_each(|key| {
        for title in ["Sbagliato", "Giusto"] {
            assert_eq!(examples(key, title).is_empty(), SHOWN_IN_WORDS.contains(&key), "{key}: {title}");
        }
    });
}

#[test]
fn the_norma_of_a_key_is_in_the_catalogue_of_norme_and_on_its_page() {
    let norme = &PIPELINE.workspace().catalog.norme;
    for key in Key::ALL {
        if let Some(norma) = key.norma() {
            assert!(norme.get(norma).is_some(), "{key}: {norma}");
            assert!(key.norma_in_words().is_some(), "{key}");
        }
    }
}
