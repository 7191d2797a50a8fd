//! The house checks itself: floors, heads, sizes, doors.

use crate::harness::project;
use crate::imports::{House, named};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sources() -> Vec<PathBuf> {
    let mut files: Vec<_> = walkdir::WalkDir::new(project().join("src"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.strip_prefix(project()).unwrap().to_str().unwrap().replace('\\', "/")
}

/// Room to floor and rooms that it may import, from the table of `src/README.md`.
fn floors() -> BTreeMap<String, (u32, Vec<String>)> {
    let readme = std::fs::read_to_string(project().join("src/README.md")).unwrap();
    let rows =
        readme.lines().filter(|line| line.starts_with("| ") && line.chars().nth(2).is_some_and(|c| c.is_ascii_digit()));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let room = cells[1].split('`').nth(1).unwrap().to_owned();
        let imports = cells[4].split(", ").filter(|room| !room.is_empty()).map(str::to_owned).collect();
        (room, (cells[0].parse().unwrap(), imports))
    })
    .collect()
}

/// What a source names of the program's own crate and of the library, by the first step: `plan` of `crate::plan::Page`.
fn rooms_of(text: &str) -> Vec<String> {
    let own = named(text).into_iter().filter(|named| ["crate", "limpido"].contains(&named.steps[0].as_str()));
    own.filter_map(|named| named.steps.into_iter().nth(1)).collect()
}

/// The macros that stand at the library's root.
const MACROS: [&str; 3] = ["say", "choice", "record"];

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let floors = floors();
    let face = std::fs::read_to_string(project().join("src/lib.rs")).unwrap();
    let face: Vec<&str> = face.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut seen = Vec::new();
    for path in sources() {
        let file = name(&path);
        let room = file.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let (_, allowed) = floors.get(&room).unwrap_or_else(|| panic!("{file}: the room {room} is not in the table"));
        seen.push(room.clone());
        let text = std::fs::read_to_string(&path).unwrap();
        for used in rooms_of(&text) {
            let is_face = room == "cli" && face.contains(&used.as_str());
            let fits = used == room || is_face || allowed.contains(&used) || MACROS.contains(&used.as_str());
            assert!(fits, "{file}: {room} imports {used}");
        }
    }
    for room in floors.keys() {
        assert!(seen.contains(room), "the table names a room that is not there: {room}");
    }
}

#[test]
fn no_file_of_a_room_imports_a_file_that_imports_it() {
    let files: Vec<(String, String)> = sources()
        .iter()
        .map(|path| (name(path).trim_start_matches("src/").to_owned(), std::fs::read_to_string(path).unwrap()))
        .filter(|(path, _)| !["lib.rs", "main.rs"].contains(&path.as_str()))
        .collect();
    let house = House::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let circles = house.circles();
    assert!(circles.is_empty(), "\n{}\n", circles.join("\n"));
}

#[test]
fn no_room_imports_its_own_floor_or_one_above() {
    let floors = floors();
    for (room, (floor, imports)) in &floors {
        for import in imports.iter().filter(|import| room != "cli" && !import.is_empty()) {
            let below = floors.get(import).unwrap_or_else(|| panic!("{room} imports {import}, which is no room")).0;
            assert!(below < *floor, "{room} ({floor}) imports {import} ({below})");
        }
    }
}

/// What others can see of the library names no crate but the standard library, serde's traits and JSON, so that none of the crates that
/// do our work binds who uses the library.
#[test]
fn the_public_face_names_no_library_of_others() {
    let cargo = std::fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let listed = cargo.split("[dependencies]").nth(1).unwrap().split("[dev-dependencies]").next().unwrap();
    let crates = listed.lines().filter(|line| !line.starts_with(['#', '['])).filter_map(|line| line.split_once(" = "));
    let crates: Vec<String> = crates.map(|(name, _)| name.replace('-', "_")).collect();
    assert!(crates.len() > 30 && crates.contains(&"tera".to_owned()));
    let is_meant = |name: &str| ["serde", "serde_json"].contains(&name);
    let mut shown = Vec::new();
    let library =
        sources().into_iter().filter(|path| !name(path).starts_with("src/cli/") && !path.ends_with("main.rs"));
    for path in library {
        let text = std::fs::read_to_string(&path).unwrap();
        let foreign = crates.iter().filter(|name| !is_meant(name)).map(String::as_str);
        let imported: Vec<&str> = imported(&text, foreign.clone()).collect();
        for (line, item) in public_items(&text) {
            let by_path = foreign.clone().find(|foreign| item.contains(&format!("{foreign}::")));
            let words = item.split(|c: char| !c.is_alphanumeric() && c != '_');
            let named = by_path.or_else(|| words.into_iter().find(|word| imported.contains(word)));
            shown.extend(named.map(|named| format!("{}:{line}: {named} in {item}", name(&path))));
        }
    }
    assert_eq!(shown, [""; 0]);
}

/// What a file imports from some crates, by the names that it has there.
fn imported<'t>(text: &'t str, crates: impl Iterator<Item = &'t str> + Clone) -> impl Iterator<Item = &'t str> {
    let of_crate = move |line: &'t str| {
        let rest = line.strip_prefix("use ")?;
        crates.clone().any(|name| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"))).then_some(rest)
    };
    text.lines().filter_map(of_crate).flat_map(|rest| {
        let parts = rest.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|part| !part.is_empty());
        // The first is the crate; small letters are modules and functions.
        parts.filter(|part| part.starts_with(|c: char| c.is_uppercase()))
    })
}

/// Each `pub` item's line and text, up to its body. What `pub(crate)` and the like hide is none, nor are a tuple's fields without `pub`.
fn public_items(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let item = |at: usize| {
        let is_field = !lines[at].contains(" fn ");
        let is_end = |line: &&str| line.ends_with(['{', ';', '}']) || is_field && line.ends_with(',');
        let last = lines[at..].iter().position(is_end).unwrap_or(0);
        let item = lines[at..=at + last].join(" ");
        let item = item.split(" = ").next().unwrap_or_default().to_owned();
        match item.split_once('(') {
            Some((head, fields)) if head.trim_start().starts_with("pub struct") => {
                let open = fields.split(", ").filter(|field| field.starts_with("pub "));
                head.to_owned() + &open.collect::<String>()
            }
            _ => item,
        }
    };
    let starts = lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("pub "));
    starts.map(|(at, _)| (at + 1, item(at))).collect()
}

#[test]
fn the_net_sees_what_is_public() {
    let text = "use tera::{Map, Value};\npub struct A(Value);\npub struct B(pub Value);\npub(crate) fn c(_: Value) {}\npub fn d(\n    _: u8,\n    _: Map,\n) -> u8 {\n    0\n}\npub struct E {\n    f: Value,\n    pub g: u8,\n}\n";
    let items: Vec<String> = public_items(text).into_iter().map(|(_, item)| item).collect();
    assert_eq!(
        items,
        [
            "pub struct A",
            "pub struct Bpub Value);",
            "pub fn d(     _: u8,     _: Map, ) -> u8 {",
            "pub struct E {",
            "    pub g: u8,"
        ]
    );
    assert_eq!(imported(text, ["jiff", "tera"].into_iter()).collect::<Vec<_>>(), ["Map", "Value"]);
}

#[test]
fn every_file_opens_with_its_head_and_keeps_its_budget() {
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} has no head", name(&path));
        assert!(text.lines().count() <= 400, "{} has {} lines", name(&path), text.lines().count());
    }
}

/// One meaning a word: whoever reads the name of a type need not ask which file is meant.
#[test]
fn every_type_has_a_name_of_its_own() {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().map(str::trim_start) {
            let line = line.strip_prefix("pub(super) ").or(line.strip_prefix("pub(crate) ")).unwrap_or(line);
            let line = line.strip_prefix("pub ").unwrap_or(line);
            let declared = ["struct ", "enum ", "trait "].iter().find_map(|word| line.strip_prefix(word));
            let end = |declared: &str| declared.find(|c: char| !c.is_alphanumeric()).unwrap_or(declared.len());
            if let Some(declared) = declared.filter(|declared| declared.starts_with(|c: char| c.is_uppercase())) {
                seen.entry(declared[..end(declared)].to_owned()).or_default().push(name(&path));
            }
        }
    }
    assert!(seen.len() > 400, "{} types", seen.len());
    let shared: Vec<_> = seen.into_iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn the_terminal_has_one_door() {
    for path in sources().into_iter().filter(|path| !path.ends_with("cli/print.rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for way in ["anstream", "stdout()", "stderr()", "\\x1b", "\\u{1b}"] {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            assert_eq!(code.filter(|line| line.contains(way)).count(), 0, "{}: {way}", name(&path));
        }
    }
}

#[test]
fn every_folder_of_data_says_how_to_add_to_it() {
    for folder in ["src/catalog/data", "i18n", "themes", "content", "tests"] {
        assert!(project().join(folder).join("README.md").is_file(), "{folder}");
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let words = ["/work/", "/tmp/refs", "farm-", "index.crates.io", "registry.npmjs"];
    let folders = ["src", "i18n", "themes", "content", "tests", "benches", ".ci"];
    let files = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(project().join(folder)))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    for entry in files.filter(|entry| !entry.path().components().any(|part| part.as_os_str() == "node_modules")) {
        if entry.path().ends_with("architecture.rs") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        for word in words {
            assert!(!text.contains(word), "{} says {word}", entry.path().display());
        }
    }
}
