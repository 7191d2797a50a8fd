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
    let says = |doubt: &String| !RECOGNISES.iter().any(|field| doubt.split('.').next() == Some(field));
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
