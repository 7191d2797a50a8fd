//! What the catalogue doubts: its fields help to recognise accounts, and no page and no open data say them.

use crate::harness::{Folder, PIPELINE, project};
use limpido::catalog::Platform;
use limpido::record::{Eye, Field};
use limpido::render::Payload;
use limpido::source::yaml::{Node, NodeKind};
use limpido::source::{Sources, yaml};

/// The fields that only serve to recognise accounts, or to choose among texts.
const RECOGNISES: [&str; 14] = [
    "hosts",
    "prefixes",
    "language_hosts",
    "forms",
    "handle",
    "posts",
    "account_posts",
    "posts_prove_account",
    "not_accounts",
    "tails",
    "case_sensitive",
    "ignored_signs",
    "about_characters",
    "usual_kind",
];

/// The files of the catalogue, doubts and all.
fn files() -> Vec<(String, Node)> {
    let folder = std::fs::read_dir(project().join("src/catalog/data/platforms")).unwrap();
    let mut files: Vec<_> = folder
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let source = Sources::default().add(String::new(), text.clone());
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), yaml::parse(&text, source).0.unwrap())
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// Every scalar below a node.
fn scalars(node: &Node) -> Vec<String> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => vec![text.clone()],
        NodeKind::List(items) => items.iter().flat_map(scalars).collect(),
        NodeKind::Map(entries) => entries.iter().flat_map(|(_, node)| scalars(node)).collect(),
        NodeKind::Empty => Vec::new(),
    }
}

/// The doubted fields of a file that say something of the world.
fn doubts(file: &Node) -> Vec<String> {
    let doubts = file.get("unverified").map(scalars).unwrap_or_default();
    let says = |doubt: &String| !RECOGNISES.iter().any(|field| doubt.split('.').next() == Some(*field));
    doubts.into_iter().filter(says).collect()
}

fn at<'n>(file: &'n Node, path: &str) -> Option<&'n Node> {
    path.split('.').try_fold(file, |node, step| node.get(step))
}

/// Something that such a platform takes for an account.
fn account(key: &str, platform: &Platform) -> String {
    for handle in ["comunediprova", "comune.prova.example", "comunediprova@social.prova.example"] {
        if !platform.has_numbers() && platform.from_handle(handle, None).is_ok() {
            return format!("handle: \"{handle}\"");
        }
    }
    if platform.has_numbers() {
        return "number: +39 333 1234567".to_owned();
    }
    if platform.has_any_address() {
        return "url: https://www.prova.example/account".to_owned();
    }
    let form = platform.forms.iter().find(|form| form.host.is_none()).unwrap();
    let path = form.path.replace("{handle}", "Codice123abc").replace("{id}", "123456");
    format!("url: \"https://{}{path}\" # {key}", platform.hosts[0].value)
}

#[test]
fn what_is_doubted_is_not_known_once_the_catalogue_is_read() {
    let platforms = &PIPELINE.workspace().catalog.platforms;
    let mut looked = 0;
    for (key, file) in files() {
        let view = serde_json::to_value(platforms[&key].seen_by(Eye { lang: "it", first: "it" })).unwrap();
        for doubt in doubts(&file) {
            let known = doubt.split('.').fold(&view, |value, step| &value[step]);
            assert!(known.is_null() || known.as_array().is_some_and(Vec::is_empty), "{key}: {doubt} is {known}");
            looked += 1;
        }
        assert_eq!(platforms[&key].about_characters.is_some(), at(&file, "about_characters").is_some(), "{key}");
    }
    assert!(looked >= 15, "{looked}");
}

#[test]
fn what_is_doubted_of_a_platform_is_never_published() {
    let platforms = &PIPELINE.workspace().catalog.platforms;
    for (key, file) in files() {
        let account = account(&key, &platforms[&key]);
        let run = Folder::minimal()
            .replace("site.yaml", "languages: [it]", "languages: [it, en]")
            .file("accounts.yaml", format!("accounts:\n  - platform: {key}\n    {account}\n    name: Canale Unico\n"))
            .run();
        let rendered = run.built.rendered().unwrap_or_else(|| panic!("{key}: {}", run.report()));
        assert!(rendered.text("account-ufficiali.html").unwrap().contains("Canale Unico"), "{key}: {}", run.report());
        let published: Vec<String> = rendered
            .files
            .iter()
            .filter_map(|(path, payload)| match payload {
                // Rules for telling accounts apart are in the data of the check, and on no page.
                Payload::Bytes(bytes) if !path.starts_with("assets/") && !path.ends_with(".js") => {
                    Some(String::from_utf8_lossy(bytes).into_owned())
                }
                _ => None,
            })
            .map(|text| text.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&"))
            .collect();
        for doubt in doubts(&file) {
            for value in at(&file, &doubt).map(scalars).unwrap_or_default().iter().filter(|value| value.len() > 4) {
                assert!(!published.iter().any(|text| text.contains(value)), "{key}: {doubt}: {value}");
            }
        }
        let texts = rendered.text("testi-per-i-profili.html").unwrap();
        let is_doubted = platforms[&key].is_doubted("about_characters");
        assert!(!(is_doubted && texts.contains("La piattaforma ne permette")), "{key}");
        // A day is printed only where somebody read the platform's own policy on it.
        let read = platforms[&key].operator.checked_on.is_some();
        assert_eq!(rendered.text("account-ufficiali.html").unwrap().contains("Ultimo controllo:"), read, "{key}");
    }
}

/// A fact of the catalogue: where it stands, when somebody looked at it, where it can be read, and what is doubted of it.
struct Fact {
    place: String,
    checked_on: String,
    source: String,
    doubt: String,
}

/// The names under which a record says where its facts can be read.
const SOURCES: [&str; 6] = ["sources", "source", "url", "policy", "page", "form"];

/// The facts of a file: every record that says when somebody looked at it.
fn collect(node: &Node, place: &str, of_all: &str, facts: &mut Vec<Fact>) {
    let text = |name: &str| node.get(name).map(|node| scalars(node).join(", ")).unwrap_or_default();
    match &node.kind {
        NodeKind::Map(entries) => {
            let source = SOURCES.iter().map(|name| text(name)).find(|source| !source.is_empty());
            // A part of a record stands on the sources of the whole.
            let source = source.unwrap_or_else(|| of_all.to_owned());
            if node.get("checked_on").is_some() {
                facts.push(Fact {
                    place: place.to_owned(),
                    checked_on: text("checked_on"),
                    source: source.clone(),
                    doubt: text("unverified"),
                });
            }
            for (key, value) in entries {
                collect(value, &format!("{place} {}", key.value), &source, facts);
            }
        }
        NodeKind::List(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, &format!("{place} {}", at + 1), of_all, facts);
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Empty => {}
    }
}

/// Every fact of the catalogue with the day on which somebody looked at it, its age, its source and its doubts:
/// `cargo test --test it every_fact -- --nocapture` prints them, the oldest first.
#[test]
fn every_fact_has_a_day_and_a_source_or_says_that_it_is_doubted() {
    // What has no facts of the world: words of languages, kinds of pages, what rules look for.
    let without = ["languages.yaml", "placeholders.yaml", "documents/", "phrases/"];
    let root = project().join("src/catalog/data");
    let mut facts = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        if !path.ends_with(".yaml") || without.iter().any(|without| path.starts_with(without)) {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let source = Sources::default().add(String::new(), text.clone());
        let before = facts.len();
        collect(&yaml::parse(&text, source).0.unwrap(), &path, "", &mut facts);
        assert!(facts.len() > before, "{path} says nowhere when somebody looked at it");
    }
    // What a record of a list says of itself, its list says too.
    let named = |fact: &Fact, file: &str| fact.place.starts_with(file) && fact.place.split(' ').count() > 1;
    for file in ["norme.yaml", "authorities.yaml", "names.yaml"] {
        assert!(facts.iter().filter(|fact| named(fact, file)).count() > 4, "{file}");
    }
    facts.sort_by(|one, other| one.checked_on.cmp(&other.checked_on));
    let today = jiff::Zoned::now().date();
    for Fact { place, checked_on, source, doubt } in &facts {
        let day: jiff::civil::Date = checked_on.parse().unwrap_or_else(|_| panic!("{place}: {checked_on}"));
        let age = (today - day).get_days();
        println!(
            "{checked_on} {age:>4} days  {place}: {source}{}{doubt}",
            if doubt.is_empty() { "" } else { "; doubted: " }
        );
        assert!(age >= 0, "{place}: {checked_on} is still to come");
    }
    let bare = facts.iter().filter(|fact| fact.source.is_empty() && fact.doubt.is_empty());
    let bare: Vec<&str> = bare.map(|fact| fact.place.as_str()).collect();
    assert_eq!(bare, [""; 0], "these say neither where they can be read nor that they are doubted");
}
