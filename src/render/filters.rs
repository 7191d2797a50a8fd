//! What templates may call: phrases, dates, localised texts, and nothing else.
//!
//! - `t(key="nav.home", name=…)`: a phrase in the page's language (`lang` of the context); `n=` is the number that decides its form.
//! - `… | say`: a localised text; one in another language is marked with its `lang` (WCAG 3.1.2).
//! - `… | plain`: the same for attributes: the words alone.
//! - `… | date`: an ISO date in a `<time>`, in words.
//! - `… | weekday`: the name of a day.
//! - `… | language`: the name of a language by its tag.
//! - `… | path`: a file's path as it is written in an address.
//! - `… | uri`: a web address as every program reads it, without accents.
//! - `icon(name="mail", or="platform")`: a drawing of the theme.
//! - `… | host`: a web address without `https://`.

use super::drawings::ICON;
use super::text::escape;
use crate::i18n::{Language, Languages, Unsaid};
use crate::plan::url::{encode_path, for_programs};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

pub(super) fn register(tera: &mut Tera, languages: &Arc<Languages>) {
    let phrases = Arc::clone(languages);
    tera.register_function("t", move |arguments: Kwargs, state: &State| -> TeraResult<Value> {
        let key = arguments.must_get::<&str>("key")?;
        let language = language_of(&phrases, state)?;
        let value = |name: &str| {
            let value = arguments.iter().find(|(known, _)| known.as_str() == Some(name))?.1;
            Some(value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed))
        };
        language.phrases.say(key, value).map(|phrase| (&*phrase).into()).map_err(|unsaid| {
            let file = &language.name.value;
            Error::message(match unsaid {
                Unsaid::NoPhrase => format!("no phrase `{key}` in i18n/{file}.yaml"),
                Unsaid::NoValue(name) => format!("the phrase `{key}` needs `{name}=`"),
            })
        })
    });
    tera.register_filter("say", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(match words(&value)? {
            // It is escaped when it is written, as every text is.
            (text, None) => text.into(),
            (text, Some(lang)) => {
                Value::safe_string(&format!("<span lang=\"{}\">{}</span>", escape(lang), escape(text)))
            }
        })
    });
    tera.register_filter("plain", |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(words(&value)?.0.to_owned())
    });
    let dates = Arc::clone(languages);
    tera.register_filter("date", move |iso: &str, _: Kwargs, state: &State| -> TeraResult<Value> {
        let shown = language_of(&dates, state)?.partial_date_in_words(iso);
        Ok(Value::safe_string(&format!("<time datetime=\"{}\">{}</time>", escape(iso), escape(&shown))))
    });
    let days = Arc::clone(languages);
    tera.register_filter("weekday", move |day: &str, _: Kwargs, state: &State| -> TeraResult<String> {
        Ok(language_of(&days, state)?.weekday(day).to_owned())
    });
    let names = Arc::clone(languages);
    tera.register_filter("language", move |tag: &str, _: Kwargs, state: &State| -> TeraResult<String> {
        // A language that the interface has no name for is shown by its tag, which is its standard name.
        let name = language_of(&names, state)?.phrase(&format!("language.{tag}"), &[]);
        Ok(name.unwrap_or_else(|| tag.to_owned()))
    });
    tera.register_filter("host", |address: &str, _: Kwargs, _: &State| -> String {
        address.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/').to_owned()
    });
    tera.register_filter("uri", |address: &str, _: Kwargs, _: &State| -> String { for_programs(address) });
    tera.register_filter("path", |path: &str, _: Kwargs, _: &State| -> String { encode_path(path) });
}

/// `icon(name="mail")`: a drawing of the theme, silent for screen readers; the words stand beside it. `or` names another one for
/// where the theme has none of that name.
pub(super) fn register_icons(tera: &mut Tera, known: impl Iterator<Item = String>) {
    let drawn = |name: String| {
        let html = format!(
            "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#{ICON}{name}\"></use></svg>"
        );
        (name, Value::safe_string(&html))
    };
    let icons: BTreeMap<String, Value> = known.map(drawn).collect();
    tera.register_function("icon", move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
        let wanted = arguments.must_get::<&str>("name")?;
        let other = arguments.get::<&str>("or")?;
        let icon = [Some(wanted), other].into_iter().flatten().find_map(|name| icons.get(name));
        icon.cloned().ok_or_else(|| Error::message(format!("no icon `{wanted}` in the theme's folder icons/")))
    });
}

fn language_of<'l>(languages: &'l Languages, state: &State) -> TeraResult<&'l Language> {
    let lang = state
        .get::<Value>("lang")?
        .ok_or_else(|| Error::message("`lang` is not set here: add `@lang` to the component"))?;
    let known = lang.as_str().and_then(|lang| languages.get(lang));
    known.ok_or_else(|| Error::message(format!("no language `{lang}`")))
}

/// The words of a text or of a localised text, and their language when it is not the page's.
fn words(value: &Value) -> TeraResult<(&str, Option<&str>)> {
    if let Some(text) = value.as_str() {
        return Ok((text, None));
    }
    let part = |name: &'static str| value.get_from_path(name).and_then(Value::as_str);
    part("text").map(|text| (text, part("lang"))).ok_or_else(|| Error::message("this is not a text"))
}
