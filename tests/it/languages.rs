//! Every text that may be written once per language, on pages of two languages: plain, per language, or not there at all. What is
//! published holds its words, never the value that holds them.

use crate::harness::{Folder, Run};
use limpido::model::{Accounts, Acts, Informative, Moderation, Settings};
use limpido::record::{Field, Shape, TextKind};
use limpido::render::Payload;
use serde_json::{Map, Value, json};

/// How the texts are written.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    Plain,
    PerLanguage,
    /// In the first language only.
    FirstOnly,
    /// In the second language only.
    SecondOnly,
    /// Only those that must be there, plain.
    Absent,
}

/// A site in which every field is written, made from the model: a field that is added tomorrow is in it.
struct Maker {
    written: Written,
    /// The path of each text's field, and its words on pages of either language.
    texts: Vec<(String, [String; 2])>,
}

impl Maker {
    fn value(&mut self, shape: &Shape, path: &str) -> Option<Value> {
        if let Some(value) = fixed(path) {
            return (!value.is_null()).then_some(value);
        }
        Some(match shape {
            Shape::Optional(inner) if matches!(**inner, Shape::Localized) && self.written == Written::Absent => {
                return None;
            }
            Shape::List(inner) if matches!(**inner, Shape::Localized) && self.written == Written::Absent => {
                return None;
            }
            Shape::Optional(inner) | Shape::OneOrMany(inner) => return self.value(inner, path),
            Shape::List(inner) => json!([self.value(inner, path)?]),
            // One name for everything that is referred to.
            Shape::Keyed(inner) => json!({ "urp": self.value(inner, path)? }),
            Shape::Record(record) => {
                let fields = (record.fields)().into_iter();
                let fields = fields.filter_map(|field| {
                    let value = self.value(&field.shape, &format!("{path}.{}", field.name))?;
                    Some((field.name.to_owned(), value))
                });
                Value::Object(fields.collect::<Map<_, _>>())
            }
            Shape::Localized => self.text(path),
            Shape::Flag => json!(true),
            Shape::Number => json!(3),
            Shape::Choice(words) => json!(words[0]),
            Shape::Text(kind) => json!(match kind {
                TextKind::Email => "nome@comune.prova.example",
                TextKind::Phone => "+39 0123 456789",
                TextKind::WebAddress => "https://www.comune.prova.example/pagina",
                TextKind::Date => "2026-11-01",
                TextKind::TimeOfDay =>
                    path.rsplit('.').next().map_or("", |end| if end == "to" { "12:30" } else { "09:00" }),
                TextKind::Days => "mon-fri",
                TextKind::IpaCode => "c_z999",
                TextKind::Colour => "#006242",
                TextKind::Province => "MI",
                TextKind::Language => "it",
                TextKind::Words | TextKind::Id => "urp",
                TextKind::FilePath => "files/stemma.svg",
            }),
        })
    }

    fn text(&mut self, path: &str) -> Value {
        let words = |lang: &str| format!("Parole {lang} {}.", self.texts.len());
        let (plain, it, en) = (words("piane"), words("it"), words("en"));
        let (value, shown) = match self.written {
            Written::Plain | Written::Absent => (json!(plain), [plain.clone(), plain]),
            Written::PerLanguage => (json!({ "it": it, "en": en }), [it, en]),
            Written::FirstOnly => (json!({ "it": it }), [it.clone(), it]),
            Written::SecondOnly => (json!({ "en": en }), [en.clone(), en]),
        };
        self.texts.push((path.to_owned(), shown));
        value
    }
}

/// What cannot be made from the model alone; null for a field that stays away.
fn fixed(path: &str) -> Option<Value> {
    let value = match path {
        "site.edition" => json!(1),
        "site.languages" => json!(["it", "en"]),
        "site.policy.kind" => json!("both"),
        "site.licence.name" => json!("CC BY 4.0"),
        "accounts.accounts.platform" | "accounts.not_official.platform" => json!("facebook"),
        "accounts.accounts.handle" => json!("comune.prova.example"),
        "accounts.closed.platform" => json!("x"),
        "accounts.closed.handle" => json!("prova_vecchio"),
        "accounts.accounts.until" | "accounts.accounts.manager.person.until" => json!("2030-01-01"),
        "informative.informative.purposes.norme" => json!(["gdpr"]),
        "acts.references.norma"
        | "site.base"
        | "site.theme"
        | "site.base_url"
        | "site.look"
        | "site.waivers"
        | "accounts.accounts.url"
        | "accounts.accounts.number"
        | "accounts.closed.url"
        | "accounts.closed.number"
        | "accounts.not_official.url" => Value::Null,
        _ => return None,
    };
    Some(value)
}

/// The site, and its texts.
fn site(written: Written) -> (Run, Vec<(String, [String; 2])>) {
    let mut maker = Maker { written, texts: Vec::new() };
    let mut folder = Folder::demo();
    for (name, shape) in [
        ("site", Settings::shape()),
        ("accounts", Accounts::shape()),
        ("moderation", Moderation::shape()),
        ("informative", Informative::shape()),
        ("acts", Acts::shape()),
    ] {
        let value = maker.value(&shape, name).unwrap();
        folder = folder.file(&format!("{name}.yaml"), serde_json::to_string_pretty(&value).unwrap());
    }
    (folder.run(), maker.texts)
}

/// Every text that is published, by its path, with quotation marks as they are read.
fn published(run: &Run) -> Vec<(&str, String)> {
    let files = &run.built.rendered().unwrap_or_else(|| panic!("{}", run.report())).files;
    let texts = files.iter().filter_map(|(path, payload)| match payload {
        // What the check of accounts reads is data of its own form.
        Payload::Bytes(bytes) if !path.starts_with("assets/") && !path.ends_with(".js") => {
            Some((&**path, String::from_utf8_lossy(bytes).replace("&quot;", "\"").replace("\"\"", "\"")))
        }
        _ => None,
    });
    texts.collect()
}

#[test]
fn what_is_published_holds_words_and_never_the_value_that_holds_them() {
    use Written::{Absent, FirstOnly, PerLanguage, Plain, SecondOnly};
    for written in [Plain, PerLanguage, FirstOnly, SecondOnly, Absent] {
        let (run, texts) = site(written);
        let files = published(&run);
        for (path, text) in &files {
            let place = text.find("\"lang\":").or_else(|| text.find("{\"text\""));
            let around = place
                .map(|at| &text[text.floor_char_boundary(at.saturating_sub(60))..text.floor_char_boundary(at + 60)]);
            assert_eq!(around, None, "{path}");
        }
        // The account says all of it itself.
        let own = texts.iter().filter(|(path, _)| !path.starts_with("accounts.defaults."));
        let mut unseen = Vec::new();
        for (path, [first, second]) in own {
            let is_seen = |words: &str, is_second: bool| {
                files.iter().any(|(file, text)| file.starts_with("en/") == is_second && text.contains(words))
            };
            if !is_seen(first, false) || !is_seen(second, true) {
                unseen.push(path);
            }
        }
        assert!(unseen.is_empty(), "never shown in both languages: {unseen:?}");
    }
}
