//! The authors' guide (`content/README.md`, `docs/molti-enti.md`) into explanations, field by field: what people read, editors and `explain` say too.
//!
//! A section under a heading of the third level explains a record; each row of its table a field. `tests/it/fields.rs` holds the
//! guide to the types.

use std::collections::BTreeMap;

/// The guide as it is written.
pub const TEXT: &str = include_str!("../content/README.md");

/// The part of it that is for those who look after many enti.
pub const MANY: &str = include_str!("../docs/molti-enti.md");

/// What those who make a theme of their own need to know, in English.
pub const THEMES: &str = include_str!("../themes/README.md");

/// What the guide says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideEntry {
    /// What is written there, in Italian.
    pub meaning: String,
    /// A line of YAML.
    pub example: String,
}

/// Everything that the guide explains: fields by the path of their record and their name, joined by a dot.
#[must_use]
pub fn entries() -> BTreeMap<String, GuideEntry> {
    let mut entries = BTreeMap::new();
    for section in [TEXT, MANY].into_iter().flat_map(|text| text.split("\n### `").skip(1)) {
        let Some((path, rest)) = section.split_once('`') else { continue };
        let table = rest.split("\n#").next().unwrap_or_default();
        for row in table.lines().filter_map(|line| line.strip_prefix("| `")) {
            let cells: Vec<&str> = row.trim_end_matches('|').split(" | ").map(str::trim).collect();
            let [field, _, meaning, example] = cells[..] else { continue };
            let plain = |text: &str| text.replace("\\|", "|");
            let entry = GuideEntry { meaning: plain(meaning), example: plain(example.trim_matches('`')) };
            entries.insert(format!("{path}.{}", field.trim_matches('`')), entry);
        }
    }
    entries
}
