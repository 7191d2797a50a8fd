//! The theme's blocks and its frame: what each receives is what is written of it, and every example stands on a page in every language.
//!
//! A theme of the test's own draws what `italia` draws, and writes around each block, in comments, what the block received. So examples are
//! parts of the demo's own pages, and a name that nobody explains is seen.
//!
//! `LIMPIDO_COMPONENTS=DIR` publishes the page of all examples into a folder, to be looked at and tested in a browser.
//! `LIMPIDO_BLESS=1` writes the tables of `themes/README.md`.

use crate::harness::{Folder, Run, project};
use limpido::record;
use limpido::record::{Reader, Text};
use limpido::render::Payload;
use limpido::source::{Sources, yaml};
use limpido::theme::SUCCESSORS;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

record! {
    /// The file `component.yaml`.
    pub struct Component {
        /// What it shows.
        pub about: Text,
        /// The values that it receives, beside `lang`.
        pub context: Vec<Value>,
        /// Another block that receives the same.
        pub like: Option<Text>,
        /// Where the demo shows it.
        pub examples: Vec<Example>,
    }
}

record! {
    /// A value that a block receives.
    pub struct Value {
        /// Its name; of a list's entries, after the list's name and a dot.
        pub name: Text,
        /// `text`, `html`, `number`, `flag`, `list`, `list of text`, `list of html`; with `or none` where there may be none.
        pub is: Text,
        /// What it means.
        pub about: Text,
    }
}

record! {
    /// A place of the demo where a block stands.
    pub struct Example {
        /// What is special about it.
        pub name: Text,
        /// The key of the page.
        pub page: Option<Text>,
        /// What an author writes in place of that, for what the demo has not.
        pub markdown: Option<Text>,
        /// What of its HTML tells it from the others of the page.
        pub holds: Text,
    }
}

/// The key of the page with what an author writes.
const WRITTEN: &str = "componenti";

/// What stands on the page of all examples until they take its place.
const HERE: &str = "Gli esempi stanno qui.";

/// Every block by its name, with its template.
static BLOCKS: LazyLock<BTreeMap<String, (String, Component)>> = LazyLock::new(|| {
    let folders = std::fs::read_dir(project().join("themes/italia/blocks")).unwrap();
    let block = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let read = |file: &str| {
            std::fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("blocks/{name} has no {file}"))
        };
        let (template, text) = (read("template.html"), read("component.yaml"));
        let source = Sources::default().add(name.clone(), text.clone());
        let (component, report) = Reader::read_root::<Component>(yaml::parse(&text, source));
        let wrong: Vec<_> = report.iter().map(|finding| finding.message.en.clone()).collect();
        assert!(wrong.is_empty(), "blocks/{name}/component.yaml: {wrong:?}");
        (name, (template, component.unwrap()))
    };
    folders.map(|entry| block(entry.unwrap().path())).collect()
});

/// What a block receives, as it is written.
fn context(name: &str) -> Vec<(String, String, String)> {
    let (_, component) = &BLOCKS[name];
    if let Some(like) = &component.like {
        return context(&like.value);
    }
    let values = component.context.iter();
    values.map(|value| (value.name.value.clone(), value.is.value.clone(), value.about.value.clone())).collect()
}

/// Writes every value of the context with what it is: `name=text;`.
const TELL: &str = "{% for key, value in __tera_context %}{{ key }}=KIND(value);{% if value is array %}{% for item in value %}{% if item is map %}{% for inner, of in item %}{{ key }}.{{ inner }}=KIND(of);{% endfor %}{% else %}{{ key }}*=KIND(item);{% endif %}{% endfor %}{% elif value is map %}{% for inner, of in value %}{{ key }}.{{ inner }}=KIND(of);{% if of is map %}{% for last, it in of %}{{ key }}.{{ inner }}.{{ last }}=KIND(it);{% endfor %}{% elif of is array %}{% for item in of %}{% if item is map %}{% for last, it in item %}{{ key }}.{{ inner }}.{{ last }}=KIND(it);{% endfor %}{% endif %}{% endfor %}{% endif %}{% endfor %}{% endif %}{% endfor %}";

fn tell() -> String {
    let mut text = TELL.to_owned();
    while let Some(at) = text.find("KIND(") {
        let end = text[at..].find(')').unwrap() + at;
        let name = text[at + 5..end].to_owned();
        let kind = format!(
            "{{% if {name} is none %}}none{{% elif {name} is bool %}}flag{{% elif {name} is number %}}number{{% elif {name} is string %}}text{{% elif {name} is array %}}list{{% else %}}map{{% endif %}}"
        );
        text.replace_range(at..=end, &kind);
    }
    text
}

/// The demo, drawn by a theme that says what each block and the frame received.
static TOLD: LazyLock<Run> = LazyLock::new(|| {
    let mut written = format!("---\ntitle: Componenti\n---\n\n{HERE}\n");
    for example in BLOCKS.values().flat_map(|(_, component)| &component.examples) {
        let _ = write!(written, "\n{}\n", example.markdown.as_ref().map_or("", |text| &text.value));
    }
    let mut folder = Folder::demo()
        .replace("site.yaml", "edition: 1", "edition: 1\nbase_url: https://social.borgochiaro.example\ntheme: esempi")
        .file("themes/esempi/theme.yaml", "name: Esempi\ncontract: 2\nextends: italia\n")
        .file(&format!("it/{WRITTEN}.md"), written.clone())
        .file(&format!("en/{WRITTEN}.md"), written.replace("Componenti", "Components"));
    for (name, (template, _)) in &*BLOCKS {
        let told = format!("<!--[{name} {}-->{}<!--{name}]-->", tell(), template.trim_end());
        folder = folder.file(&format!("themes/esempi/blocks/{name}/template.html"), told);
    }
    let page = std::fs::read_to_string(project().join("themes/italia/page.html")).unwrap();
    folder = folder.file("themes/esempi/page.html", format!("<!--[page {}-->{page}<!--page]-->", tell()));
    let run = folder.run();
    // The page with what authors write is in Italian alone, and no page of an ente's.
    let wrong: Vec<_> = run.findings().into_iter().filter(|finding| !finding.contains(WRITTEN)).collect();
    assert!(wrong.is_empty(), "{}", run.report());
    run
});

/// The pages of a language by their keys.
fn pages(lang: &str) -> BTreeMap<&str, &str> {
    let pages = TOLD.built.pages().unwrap();
    pages.of(lang).map(|page| (page.key.as_str(), TOLD.page(page.path.as_str()))).collect()
}

/// Each block of a page: its name, what it received, its HTML.
fn drawn(html: &str) -> Vec<(&str, &str, &str)> {
    let mut open: Vec<(usize, &str, &str, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, _) in html.match_indices("<!--") {
        let end = at + html[at..].find("-->").unwrap();
        let said = &html[at + 4..end];
        if let Some(begun) = said.strip_prefix('[') {
            let (name, told) = begun.split_once(' ').unwrap();
            open.push((at, name, told, end + 3));
        } else if let Some(name) = said.strip_suffix(']') {
            let (place, begun, told, start) = open.pop().unwrap();
            assert_eq!(name, begun);
            found.push((place, name, told, &html[start..at]));
        }
    }
    assert!(open.is_empty());
    found.sort_by_key(|(place, ..)| *place);
    found.into_iter().map(|(_, name, told, html)| (name, told, html)).collect()
}

/// What blocks and frame received on all pages: the kinds of each value.
fn received() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let mut all: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for html in ["it", "en"].into_iter().flat_map(|lang| pages(lang).into_values()).chain([TOLD.page("404.html")]) {
        for (name, told, _) in drawn(html) {
            let values = all.entry(name.to_owned()).or_default();
            for (value, kind) in told.split(';').filter_map(|value| value.split_once('=')) {
                values.entry(value.to_owned()).or_default().insert(kind.to_owned());
            }
        }
    }
    all
}

/// What is written of values holds: the same names, and nothing of another kind.
fn compare(name: &str, written: &[(String, String, String)], received: &BTreeMap<String, BTreeSet<String>>) {
    let known: BTreeSet<&str> = written.iter().map(|(value, ..)| value.as_str()).collect();
    let given: BTreeSet<&str> = received.keys().map(String::as_str).filter(|value| !value.ends_with('*')).collect();
    assert_eq!(known, given, "{name}: the values that are written of, and those that it receives");
    for (value, is, about) in written {
        assert!(about.len() > 2, "{name}.{value}");
        let (kind, none) = is.strip_suffix(" or none").map_or((is.as_str(), false), |kind| (kind, true));
        let kind = match kind {
            "html" => "text",
            of_texts if of_texts.starts_with("list of ") => {
                let entries = received.get(&format!("{value}*"));
                assert_eq!(entries, Some(&BTreeSet::from(["text".to_owned()])), "{name}.{value} is {is}");
                "list"
            }
            "list" => {
                assert!(known.iter().any(|other| other.starts_with(&format!("{value}."))), "{name}.{value}: of what?");
                "list"
            }
            kind => kind,
        };
        for got in &received[value] {
            assert!(got == kind || none && got == "none", "{name}.{value} is written of as {is}, and is {got}");
        }
    }
}

#[test]
fn what_is_written_of_a_block_is_what_it_receives() {
    let received = received();
    for (name, (_, component)) in &*BLOCKS {
        assert!(component.about.len() > 10 && !component.examples.is_empty(), "{name}");
        let values = received.get(name).unwrap_or_else(|| panic!("no page of the demo shows {name}"));
        let lang = ["lang", "text", "the language of the page"].map(str::to_owned).into();
        let written: Vec<_> = context(name).into_iter().chain([lang]).collect();
        compare(name, &written, values);
    }
}

/// The rows of a table of `themes/README.md` under a heading: name, what it is, meaning.
fn rows(readme: &str, heading: &str) -> Vec<(String, String, String)> {
    let section = readme.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("no {heading}"));
    let table = section.split("\n#").next().unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, is, about] = cells[..] else { panic!("{line}") };
        (name.trim_matches('`').to_owned(), is.to_owned(), about.to_owned())
    };
    table.lines().filter(|line| line.starts_with("| `")).map(row).collect()
}

#[test]
fn what_is_written_of_the_frame_is_what_it_receives() {
    let readme = std::fs::read_to_string(project().join("themes/README.md")).unwrap();
    compare("the frame", &rows(&readme, "## The frame"), &received()["page"]);
}

/// What became of a template of a page under contract 1 is what draws that page today.
#[test]
fn what_became_of_a_structure_draws_its_page() {
    let mut count = 0;
    for page in TOLD.built.pages().unwrap().of("it") {
        let was = format!("structures/{}.html", page.structure().word());
        let successor = SUCCESSORS.iter().find(|successor| successor.was == was).unwrap_or_else(|| panic!("{was}"));
        let drawn: BTreeSet<&str> = drawn(TOLD.page(page.path.as_str())).into_iter().map(|(name, ..)| name).collect();
        for block in successor.blocks {
            assert!(drawn.contains(block), "{was}: {} has no block {block}: {drawn:?}", page.path);
        }
        count += 1;
    }
    assert!(count > 10);
}

/// The part of `themes/README.md` that is written from the blocks' own files.
fn tables() -> String {
    let mut text = String::new();
    for (name, (_, component)) in &*BLOCKS {
        let about = &component.about.value;
        let _ = writeln!(text, "### `{name}`\n\n{about}");
        match &component.like {
            Some(like) => {
                let _ = writeln!(text, "It receives what `{}` does.\n", like.value);
            }
            None => {
                text.push_str("\n| name | is | meaning |\n|---|---|---|\n");
                for (value, is, about) in context(name) {
                    let _ = writeln!(text, "| `{value}` | {is} | {about} |");
                }
                text.push('\n');
            }
        }
    }
    text
}

#[test]
fn the_guide_to_themes_has_the_table_of_every_block() {
    let path = project().join("themes/README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let heading = "### `accordion`\n";
    let start = readme.find(heading).unwrap_or_else(|| panic!("no {heading}"));
    let end = start + readme[start..].find("\n## ").unwrap() + 1;
    if std::env::var_os("LIMPIDO_BLESS").is_some() {
        let written = format!("{}{}{}", &readme[..start], tables(), &readme[end..]);
        std::fs::write(&path, written).unwrap();
        return;
    }
    assert_eq!(&readme[start..end], tables(), "LIMPIDO_BLESS=1 writes the tables anew");
}

/// The HTML of an example, without what was written around blocks, and with anchors of its own.
fn shown(lang: &str, name: &str, at: usize, example: &Example) -> String {
    let key = if example.markdown.is_some() { WRITTEN } else { example.page.as_ref().map_or("", |page| &page.value) };
    let pages = pages(lang);
    let page = pages.get(key).unwrap_or_else(|| panic!("{name}: the demo has no page {key}"));
    let holds = example.holds.value.as_str();
    let found = drawn(page).into_iter().find(|(block, _, html)| *block == name && html.contains(holds));
    let (_, _, html) = found.unwrap_or_else(|| panic!("{name}: no such block of {lang}/{key} holds {holds}"));
    let mut plain = String::new();
    for part in html.split("<!--") {
        plain.push_str(part.split_once("-->").map_or(part, |(_, after)| after));
    }
    assert!(
        plain.contains('<') && plain.len() > 40,
        "{lang}: the example {} of {name} shows nothing",
        example.name.value
    );
    let own = format!("{name}-{at}-");
    for attribute in [" id=\"", " aria-labelledby=\"", " for=\"", " href=\"#"] {
        plain = plain.replace(attribute, &format!("{attribute}{own}"));
    }
    plain.replace(&format!(" href=\"#{own}icona-"), " href=\"#icona-")
}

#[test]
fn every_example_stands_on_a_page_in_every_language() {
    for lang in ["it", "en"] {
        let mut all = String::new();
        for (name, (_, component)) in &*BLOCKS {
            let _ = write!(all, "<h2>{name}</h2>");
            for (at, example) in component.examples.iter().enumerate() {
                let _ = write!(all, "<h3>{}</h3>{}", example.name.value, shown(lang, name, at, example));
            }
        }
        let Some(folder) = std::env::var_os("LIMPIDO_COMPONENTS") else { continue };
        publish(&PathBuf::from(folder), lang, &all);
    }
}

/// Writes the page of all examples, with every drawing, and what it needs beside it.
fn publish(folder: &std::path::Path, lang: &str, examples: &str) {
    let sprite = "<svg class=\"sprite\" aria-hidden=\"true\">";
    let symbols: BTreeSet<String> = pages("it")
        .into_values()
        .filter_map(|page| page.split(sprite).nth(1)?.split("</svg>").next())
        .flat_map(|symbols| symbols.split_inclusive("</symbol>"))
        .map(str::to_owned)
        .collect();
    let page = pages(lang)[WRITTEN];
    let (before, after) = page.split_once(&format!("<p>{HERE}</p>")).unwrap();
    let (after, end) = after.split_once(sprite).unwrap();
    let end = end.split_once("</svg>").unwrap().1;
    let symbols: String = symbols.into_iter().collect();
    let html = format!("{before}{examples}{after}{sprite}{symbols}</svg>{end}");
    let name = if lang == "it" { "componenti.html".to_owned() } else { format!("{lang}/componenti.html") };
    let beside = |path: &str| path.starts_with("assets/") || path.starts_with("files/");
    let needed = TOLD.built.rendered().unwrap().files.iter().filter(|(path, _)| beside(path));
    let mut files: Vec<(String, Vec<u8>)> = vec![(name, html.into_bytes())];
    for (path, payload) in needed {
        files.push(match payload {
            Payload::Bytes(bytes) => (path.to_string(), bytes.clone()),
            Payload::File(file) => (path.to_string(), std::fs::read(project().join("content").join(file)).unwrap()),
        });
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
