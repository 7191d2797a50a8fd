//! What templates may call: phrases, drawings, addresses for programs, and nothing else.
//!
//! - `t(key="nav.home", name=…)`: a phrase in the page's language (`lang` of the context); `n=` is the number that decides its form.
//! - `… | uri`: a web address as every program reads it, without accents.
//! - `icon(name="mail", or="platform")`: a drawing of the theme.

use super::drawings::ICON;
use crate::i18n::{Language, Languages, Unsaid};
use crate::plan::url::for_programs;
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
    tera.register_filter("uri", |address: &str, _: Kwargs, _: &State| -> String { for_programs(address) });
}

/// `icon(name="mail")`: a drawing of the theme, silent for screen readers, since words stand beside it. `or` names a drawing to use where
/// the theme has none of that name.
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
