//! The data of the box that tells whether an account is the ente's: what is known of the accounts, the words of the answers, and where to
//! ask, in one file for each language. The page of accounts asks for the file when somebody turns to the box. The file is a script, so that
//! pages opened from a folder have it too.

use crate::catalog::Catalog;
use crate::i18n::Language;
use crate::plan::{Page, Pages, url};
use crate::verify::known;
use serde_json::{Value, json};

/// Where the phrases of the answers stand.
const ANSWERS: &str = "check.answer.";

/// The script that holds the data, as JSON, for the page of accounts of a language.
pub(crate) fn check_data(pages: &Pages, catalog: &Catalog, language: &Language, page: &Page) -> String {
    let site = &pages.site;
    let eye = site.eye(&page.lang);
    let texts: serde_json::Map<String, Value> = language
        .phrases
        .iter()
        .filter_map(|(path, phrase)| Some((path.strip_prefix(ANSWERS)?.to_owned(), phrase.as_written().into())))
        .collect();
    let contacts = site.settings.contacts.as_ref();
    let office = contacts.and_then(|contacts| contacts.fakes.as_ref().or(contacts.accounts.as_ref()));
    let office = office.filter(|office| office.place().is_some());
    let anchor = office.map(|office| format!("#ufficio-{}", office.name.value)).unwrap_or_default();
    let href = pages.find(&page.lang, "contatti").map(|contacts| url::relative(&page.path, &contacts.path) + &anchor);
    let tell = json!({ "say": language.phrase("check.tell", &[]), "href": href });
    let mut data = serde_json::to_value(known(site, catalog, eye)).unwrap_or_default();
    if let Some(map) = data.as_object_mut() {
        map.insert("texts".into(), texts.into());
        map.insert("tell".into(), tell);
    }
    // A JSON value always has a text, and is an expression of the language of scripts (ECMA-262, since 2019).
    format!("self.verificaDati={}\n", serde_json::to_string(&data).unwrap_or_default())
}
