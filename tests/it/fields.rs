//! `content/README.md` explains every field that an author may write, and no other; every example of it is accepted.

use limpido::record::{
    Date, Days, Email, FilePath, Id, IpaCode, LanguageTag, Phone, Province, Scalar, Shape, TextKind, TimeOfDay,
    WebAddress,
};
use limpido::schema::records as records_of_files;
use limpido::source::yaml::{Node, NodeKind};
use limpido::source::{Sources, yaml};

/// A record where it is first met, and its fields.
struct Found {
    path: String,
    fields: Vec<limpido::record::FieldShape>,
}

/// Every record that an author may write, in the order of the files.
fn records() -> Vec<Found> {
    records_of_files().into_iter().map(|(path, record)| Found { path, fields: (record.fields)() }).collect()
}

/// Whether a value may be left out.
fn is_optional(shape: &Shape) -> bool {
    matches!(shape, Shape::Optional(_) | Shape::List(_) | Shape::Keyed(_))
}

/// Whether an example is what the field wants.
fn accepts(shape: &Shape, node: &Node) -> bool {
    fn is<T: Scalar>(text: &str, quoted: bool) -> bool {
        T::parse(text, quoted).is_ok()
    }
    match (shape.inner(), &node.kind) {
        (Shape::OneOrMany(inner), NodeKind::List(items)) => items.iter().all(|item| accepts(inner, item)),
        (Shape::OneOrMany(inner), _) => accepts(inner, node),
        (Shape::List(inner), NodeKind::List(items)) => {
            !items.is_empty() && items.iter().all(|item| accepts(inner, item))
        }
        (Shape::Localized, NodeKind::Map(texts)) => {
            texts.iter().all(|(tag, text)| is::<LanguageTag>(&tag.value, false) && accepts(&Shape::Localized, text))
        }
        (Shape::Keyed(inner), NodeKind::Map(entries)) => entries.iter().all(|(_, node)| accepts(inner, node)),
        (Shape::Record(record), NodeKind::Map(entries)) => {
            let fields = (record.fields)();
            entries
                .iter()
                .all(|(key, node)| fields.iter().any(|field| field.name == key.value && accepts(&field.shape, node)))
        }
        (Shape::Localized, NodeKind::Scalar { text, .. }) => !text.trim().is_empty(),
        (Shape::Flag, NodeKind::Scalar { text, quoted }) => is::<bool>(text, *quoted),
        (Shape::Number, NodeKind::Scalar { text, quoted }) => is::<u32>(text, *quoted),
        (Shape::Choice(words), NodeKind::Scalar { text, .. }) => words.contains(&text.as_str()),
        (Shape::Text(kind), NodeKind::Scalar { text, quoted }) => match kind {
            TextKind::Words => is::<String>(text, *quoted),
            TextKind::Email => is::<Email>(text, *quoted),
            TextKind::Phone => is::<Phone>(text, *quoted),
            TextKind::WebAddress => is::<WebAddress>(text, *quoted),
            TextKind::Date => is::<Date>(text, *quoted) || is::<limpido::record::PartialDate>(text, *quoted),
            TextKind::TimeOfDay => is::<TimeOfDay>(text, *quoted),
            TextKind::Days => is::<Days>(text, *quoted),
            TextKind::IpaCode => is::<IpaCode>(text, *quoted),
            TextKind::Colour => is::<limpido::record::Colour>(text, *quoted),
            TextKind::Province => is::<Province>(text, *quoted),
            TextKind::Language => is::<LanguageTag>(text, *quoted),
            TextKind::Id => is::<Id>(text, *quoted),
            TextKind::FilePath => is::<FilePath>(text, *quoted),
        },
        _ => false,
    }
}

#[test]
fn the_authors_guide_has_every_field_and_no_other() {
    let guide = [limpido::guide::TEXT, limpido::guide::MANY].concat();
    for Found { path, fields } in records() {
        let title = format!("\n### `{path}`");
        let section = guide.split(&title).nth(1).unwrap_or_else(|| panic!("no section ### `{path}`"));
        let section = section.split("\n#").next().unwrap();
        let rows: Vec<Vec<&str>> = section
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
            .collect();
        let named: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
        let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
        assert_eq!(named, known, "{path}");
        for (row, field) in rows.iter().zip(&fields) {
            let [_, needed, means, example] = row[..] else { panic!("{path}.{}: {row:?}", field.name) };
            let place = format!("{path}.{}", field.name);
            assert_eq!(
                needed,
                if is_optional(&field.shape) { "no" } else { "sì" },
                "{place}: whether it must be written"
            );
            let mut inner = &field.shape;
            while let Shape::Optional(next) | Shape::List(next) | Shape::OneOrMany(next) = inner {
                inner = next;
            }
            if let Shape::Choice(words) = inner {
                for word in *words {
                    assert!(means.contains(&format!("`{word}`")), "{place}: the word {word} is not explained");
                }
            }
            assert!(means.len() >= 8, "{place} is not explained");
            let example = example.trim_matches('`').replace("\\|", "|");
            let mut sources = Sources::default();
            let (tree, troubles) = yaml::parse(&example, sources.add(String::new(), example.clone()));
            let value = tree.as_ref().and_then(|tree| tree.get(field.name));
            assert!(troubles.is_empty() && value.is_some(), "{place}: the example is no YAML: {example}");
            assert!(value.is_some_and(|value| accepts(&field.shape, value)), "{place}: not accepted: {example}");
        }
    }
    let sections: Vec<&str> = guide.split("\n### `").skip(1).filter_map(|rest| rest.split('`').next()).collect();
    for section in sections {
        assert!(
            records().iter().any(|found| found.path == section),
            "the guide explains {section}, which is not there"
        );
    }
}
