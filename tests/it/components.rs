//! The theme's components: each says what it is, and every example of it stands on a page in every language.
//!
//! `LIMPIDO_COMPONENTS=DIR` publishes that page into a folder, to be looked at and tested in a browser.

use crate::harness::{Folder, project};
use limpido::record;
use limpido::record::{Keyed, Reader, Text};
use limpido::source::{Sources, yaml};
use std::fmt::Write as _;
use std::path::PathBuf;

record! {
    /// The file `component.yaml`.
    pub struct Component {
        /// What it shows.
        pub about: Text,
        /// Its arguments, and what each is.
        pub options: Keyed<Text>,
        /// How it looks with the demo's data.
        pub examples: Vec<Example>,
    }
}

record! {
    /// An example of a component.
    pub struct Example {
        /// What is special about it.
        pub name: Text,
        /// The template that calls it.
        pub template: Text,
    }
}

/// Every component: its name, its template, its page.
fn components() -> Vec<(String, String, Component)> {
    let root = project().join("themes/italia/components");
    let mut names: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            let read = |file: &str| {
                std::fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("{name} has no {file}"))
            };
            let (template, text) = (read("template.html"), read("component.yaml"));
            let source = Sources::default().add(name.clone(), text.clone());
            let (component, report) = Reader::read_root::<Component>(yaml::parse(&text, source));
            let wrong: Vec<_> = report.iter().map(|finding| finding.message.en.clone()).collect();
            assert!(wrong.is_empty(), "{name}/component.yaml: {wrong:?}");
            (name, template, component.unwrap())
        })
        .collect()
}

#[test]
fn every_component_names_its_arguments_and_shows_examples() {
    for (name, template, component) in components() {
        let head = template.split(&format!("{{% component {name}(")).nth(1).unwrap_or_else(|| panic!("{name}"));
        let arguments: Vec<&str> = head
            .split(')')
            .next()
            .unwrap()
            .split(',')
            .map(str::trim)
            .filter(|argument| !argument.is_empty() && !argument.starts_with('@'))
            .map(|argument| argument.split(':').next().unwrap())
            .collect();
        let named: Vec<&str> = component.options.names().collect();
        assert_eq!(named, arguments, "{name}: the options of component.yaml");
        assert!(component.about.len() > 10 && !component.examples.is_empty(), "{name}");
    }
}

#[test]
fn every_example_stands_on_a_page_in_every_language() {
    let mut structure = String::new();
    let mut count = 0;
    for (name, _, component) in components() {
        let _ = writeln!(structure, "<section><h2>{name}</h2>");
        for (at, example) in component.examples.iter().enumerate() {
            let title = &example.name.value;
            let _ = writeln!(structure, "<h3>{title}</h3>\n<!--{name} {at}-->{}<!--/-->", example.template.value);
            count += 1;
        }
        structure.push_str("</section>\n");
    }
    assert!(count >= 10);
    let page = |title: &str| format!("---\ntitle: {title}\n---\n");
    let folder = Folder::demo()
        .replace("site.yaml", "edition: 1", "edition: 1\ntheme: esempi")
        .file("themes/esempi/theme.yaml", "name: Esempi\nextends: italia\n")
        .file("themes/esempi/structures/none.html", structure)
        .file("it/componenti.md", page("Componenti"))
        .file("en/componenti.md", page("Components"));
    let run = folder.run();
    // Examples repeat each other's anchors; nothing else may be wrong.
    let wrong: Vec<_> = run.findings().into_iter().filter(|finding| !finding.starts_with("duplicate-anchor")).collect();
    assert!(wrong.is_empty(), "{}", run.report());
    for path in ["componenti.html", "en/componenti.html"] {
        for example in run.page(path).split("<!--").skip(1).filter(|part| !part.starts_with('/')) {
            let (name, shown) = example.split_once("-->").unwrap();
            assert!(shown.contains('<') && shown.len() > 40, "{path}: the example {name} shows nothing");
        }
    }
    if let Some(folder) = std::env::var_os("LIMPIDO_COMPONENTS") {
        let needed = |path: &str| path.contains("componenti.html") || path.starts_with("assets/");
        for (path, payload) in run.built.rendered().unwrap().files.iter().filter(|(path, _)| needed(path)) {
            let limpido::render::Payload::Bytes(bytes) = payload else { continue };
            let path = PathBuf::from(&folder).join(path.as_str());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}
