//! Variables in prose: `{{ ente.rpd.email }}` into what the YAML says, in the language of the page.
//!
//! A name is looked up in the types, so a wrong one is found even where a value is missing; then in the values. There is no
//! template code: no conditions, no filters, no calls.

use super::absent::absent;
use super::act::Acts;
use super::ente::Settings;
use super::informativa::Informative;
use super::moderation::Moderation;
use super::site::Site;
use crate::catalog::Catalog;
use crate::diagnostic::{Cause, Diagnostic, Key};
use crate::i18n::Language;
use crate::prose::{Put, Variables};
use crate::record::{Date, Eye, Field, PLACEHOLDER, Scalar as _, Shape, Text, TextKind, is_placeholder, unknown_name};
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use std::collections::BTreeMap;
use tera::Value;
use tera::value::Key as ValueKey;

/// The values of a site as a page of one language says them.
pub(super) struct SiteVariables<'a> {
    view: &'a Value,
    trees: &'a BTreeMap<String, Node>,
    catalog: &'a Catalog,
    language: &'a Language,
    eye: Eye<'a>,
}

impl<'a> SiteVariables<'a> {
    pub(super) fn of(site: &'a Site, catalog: &'a Catalog, language: &'a Language, lang: &'a str) -> Option<Self> {
        Some(Self { view: site.template_values.get(lang)?, trees: &site.trees, catalog, language, eye: site.eye(lang) })
    }

    /// Whether the value in the YAML is a place to fill in, which says so itself.
    fn is_to_be_filled_in(&self, name: &str) -> bool {
        let (file, path) = file_and_path(name);
        let node = self.trees.get(file).and_then(|tree| path.split('.').try_fold(tree, |node, step| node.get(step)));
        matches!(node.map(|node| &node.kind), Some(NodeKind::Scalar { text, .. }) if is_placeholder(text))
    }

    /// Why a variable has no value.
    fn why(&self, name: &str) -> Cause {
        let (file, path) = file_and_path(name);
        absent(self.trees, file, path.split('.'))
    }

    fn print(&self, name: &Text, shape: &Shape, value: Option<&Value>) -> Result<Put, Diagnostic> {
        let written = &name.value;
        let text = |value: &Value| {
            let of_another = || value.get_from_path("text").and_then(Value::as_str);
            value.as_str().or_else(of_another).unwrap_or_default().to_owned()
        };
        let plain = |text: String| Put { text, href: None };
        let nothing = || {
            Diagnostic::new(
                Key::EmptyVariable,
                name.span,
                say!("«{written}» non ha ancora un valore", "“{written}” has no value yet"),
            )
            .hint(say!(
                "scrivi il valore nel file YAML, o togli la variabile da qui",
                "write the value in the YAML file, or remove the variable here"
            ))
            .because_of(self.why(written))
        };
        let value = value.filter(|value| !value.is_none()).ok_or_else(nothing)?;
        let put = match (shape, value) {
            (Shape::Text(TextKind::Email), value) => {
                Put { href: Some(format!("mailto:{}", text(value))), text: text(value) }
            }
            (Shape::Text(TextKind::WebAddress), value) => {
                let address = text(value);
                Put {
                    text: address.trim_start_matches("https://").trim_end_matches('/').to_owned(),
                    href: Some(address),
                }
            }
            (Shape::Text(TextKind::Phone), value) => Put {
                text: value.get_from_path("written").map(text).unwrap_or_default(),
                href: value.get_from_path("e164").map(|number| format!("tel:{}", text(number))),
            },
            (Shape::Text(TextKind::Date), value) => {
                let date = Date::parse(&text(value), false).map(|date| self.language.date_in_words(date));
                plain(date.unwrap_or_default())
            }
            (
                Shape::Text(TextKind::Days)
                | Shape::Record(_)
                | Shape::Keyed(_)
                | Shape::List(_)
                | Shape::OneOrMany(_)
                | Shape::Flag,
                _,
            ) => {
                return Err(no_text(name));
            }
            (_, value) if value.is_number() => plain(value.to_string()),
            (_, value) => plain(text(value)),
        };
        // An empty text stands in for one that was refused.
        if put.text.is_empty() { Err(nothing()) } else { Ok(put) }
    }
}

impl Variables for SiteVariables<'_> {
    fn lang(&self) -> &str {
        self.eye.lang
    }

    fn put(&self, name: &Text) -> Result<Put, Diagnostic> {
        if let Some(key) = name.value.strip_prefix("norme.") {
            let keys = || self.catalog.norme.norme.names();
            let key = Text::new(key.to_owned(), name.span.part(name.value.len() - key.len()..name.value.len()));
            let norma =
                self.catalog.norme.get(&key.value).ok_or_else(|| unknown_name(Key::UnknownVariable, &key, keys()))?;
            return Ok(Put {
                text: norma.short.read_by(self.eye).0.value.clone(),
                href: Some(norma.url.value.0.clone()),
            });
        }
        let mut shape = root();
        let mut value = Some(self.view);
        let mut offset = 0;
        for step in name.value.split('.') {
            // Where the name could not be found as it is written, its place is that of a larger stretch.
            let is_exact = name.span.range().len() == name.value.len();
            let span = if is_exact { name.span.part(offset..offset + step.len()) } else { name.span };
            let here = Text::new(step.to_owned(), span);
            offset += step.len() + 1;
            shape = match shape.inner() {
                Shape::Record(record) => {
                    let fields = (record.fields)();
                    match fields.iter().find(|field| field.name == step) {
                        Some(field) => field.shape.clone(),
                        None => {
                            return Err(unknown_name(
                                Key::UnknownVariable,
                                &here,
                                fields.iter().map(|field| field.name),
                            ));
                        }
                    }
                }
                Shape::Keyed(inner) => {
                    let keys = || {
                        value
                            .and_then(Value::as_map)
                            .into_iter()
                            .flat_map(|map| map.keys().filter_map(ValueKey::as_str))
                    };
                    if !keys().any(|key| key == step) {
                        return Err(unknown_name(Key::UnknownVariable, &here, keys()).because_of(self.why(&name.value)));
                    }
                    (**inner).clone()
                }
                _ => {
                    let before = &name.value[..offset - step.len() - 2];
                    return Err(Diagnostic::new(
                        Key::UnknownVariable,
                        here.span,
                        say!("«{before}» è un testo: non ha parti", "“{before}” is a text: it has no parts"),
                    ));
                }
            };
            value = value.and_then(|value| value.get_from_path(step));
        }
        if self.is_to_be_filled_in(&name.value) {
            return Ok(Put { text: PLACEHOLDER.to_owned(), href: None });
        }
        self.print(name, shape.inner(), value)
    }
}

/// The finding about a variable that means more than a text.
fn no_text(name: &Text) -> Diagnostic {
    let written = &name.value;
    Diagnostic::new(
        Key::UnknownVariable,
        name.span,
        say!("«{written}» non è un testo solo", "“{written}” is not a single text"),
    )
    .hint(say!("scrivi una sua parte, per esempio «{written}.name»", "write a part of it, such as “{written}.name”"))
}

/// The file that a variable's value stands in, without `.yaml`, and the value's path there.
fn file_and_path(name: &str) -> (&str, &str) {
    let file = name.split('.').next().unwrap_or_default();
    match file {
        "moderation" | "acts" => (file, &name[(file.len() + 1).min(name.len())..]),
        "informative" | "requests" => ("informative", name),
        _ => ("site", name),
    }
}

/// What a variable's first word may be: the settings, and the other files by their names.
fn root() -> Shape {
    Shape::Record(crate::record::RecordShape {
        name: "Site",
        doc: "",
        fields: || {
            let field = |name, shape| crate::record::FieldShape { name, doc: "", shape };
            let mut fields = fields_of(&Settings::shape());
            fields.push(field("moderation", Moderation::shape()));
            fields.push(field("acts", Acts::shape()));
            fields.extend(fields_of(&Informative::shape()));
            fields
        },
    })
}

fn fields_of(shape: &Shape) -> Vec<crate::record::FieldShape> {
    match shape {
        Shape::Record(record) => (record.fields)(),
        _ => Vec::new(),
    }
}
