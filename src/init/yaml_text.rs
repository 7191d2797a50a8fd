//! Values as YAML text: plain where that is safe, in quotes where it is not, a place to fill in where there is none.

use crate::record::PLACEHOLDER;
use tera::{Kwargs, State, Tera, Value};

/// Adds the filter `yaml` to templates.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("yaml", |value: Value, _: Kwargs, _: &State| -> String {
        match value.as_str().filter(|text| !text.is_empty()) {
            Some(text) => scalar(text),
            None => PLACEHOLDER.to_owned(),
        }
    });
}

/// A text as a YAML scalar that may stand anywhere, lists in brackets included (YAML 1.2 §7.3).
fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || " _./@+-’'()".contains(c);
    let plain = text.starts_with(char::is_alphabetic) && text.chars().all(is_word) && !text.ends_with(' ')
        || text.starts_with("https://") && !text.contains([' ', '#', ',', '{', '}', '[', ']', '"', '\\']);
    // Words that other readers of YAML take for something else than a text.
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];
    if plain && !reserved.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    // JSON's strings are YAML's.
    serde_json::Value::from(text).to_string()
}
