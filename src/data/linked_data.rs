//! The ente as schema.org sees it (JSON-LD): who it is, how to reach it, which accounts are its own.

use crate::model::{Office, Site};
use crate::plan::{Directory, url};
use crate::record::{Eye, Field};
use serde_json::{Map, Value, json};

/// A `GovernmentOrganization` for a page's head; the text may stand in a `script` element.
pub(crate) fn linked_data(site: &Site, directory: &Directory<'_>, eye: Eye<'_>) -> String {
    let ente = &site.settings.ente;
    let mut organization = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            organization.insert(name.to_owned(), value);
        }
    };
    put("@context", "https://schema.org".into());
    put("@type", "GovernmentOrganization".into());
    put("name", ente.name.read_by(eye).into());
    put("url", address(&json!(ente.site.seen_by(eye))));
    put(
        "identifier",
        ente.ipa
            .as_ref()
            .map(|code| json!({ "@type": "PropertyValue", "propertyID": "IPA", "value": code.value.0 }))
            .into(),
    );
    put("taxID", json!(ente.tax_code.seen_by(eye)));
    put("telephone", ente.phone.as_ref().map(|phone| phone.value.e164.as_str()).into());
    put("email", json!(ente.email.seen_by(eye)));
    put(
        "address",
        ente.address
            .as_ref()
            .map(|address| {
                let mut place =
                    json!({ "@type": "PostalAddress", "streetAddress": address.read_by(eye), "addressCountry": "IT" });
                if let (Some(province), Some(map)) = (&ente.province, place.as_object_mut()) {
                    map.insert("addressRegion".into(), province.value.0.as_str().into());
                }
                place
            })
            .into(),
    );
    put("parentOrganization", ente.parent.as_ref().map(|parent| json!({ "@type": "GovernmentOrganization", "name": parent.name.read_by(eye), "url": address(&json!(parent.site.seen_by(eye))) })).into());
    let accounts: Vec<String> =
        directory.active.iter().filter_map(|listed| listed.url().map(url::for_programs)).collect();
    put("sameAs", if accounts.is_empty() { Value::Null } else { accounts.into() });
    let points: Vec<Value> = ente
        .offices
        .0
        .iter()
        .filter(|(_, office)| office.email.is_some() || office.phone.is_some())
        .map(|(_, office)| contact_point(office, eye))
        .collect();
    put("contactPoint", if points.is_empty() { Value::Null } else { points.into() });
    // A JSON value always has a text; no text of it may end the element that it stands in.
    serde_json::to_string(&Value::Object(organization)).unwrap_or_default().replace('<', "\\u003c")
}

/// An address of the web as every program reads it.
fn address(value: &Value) -> Value {
    value.as_str().map_or(Value::Null, |written| url::for_programs(written).into())
}

/// An office as a `ContactPoint`.
fn contact_point(office: &Office, eye: Eye<'_>) -> Value {
    let words = |value: Value| value.get("text").cloned().unwrap_or(value);
    let mut point = Map::new();
    point.insert("@type".into(), "ContactPoint".into());
    point.insert("contactType".into(), words(json!(office.name.seen_by(eye))));
    for (name, value) in [
        ("email", json!(office.email.seen_by(eye))),
        ("telephone", office.phone.as_ref().map(|phone| phone.value.e164.as_str()).into()),
        ("url", address(&json!(office.page.seen_by(eye)))),
        ("hoursAvailable", office.hours.as_ref().map(|hours| opening_hours(&json!(hours.seen_by(eye)))).into()),
    ] {
        if !value.is_null() {
            point.insert(name.into(), value);
        }
    }
    point.into()
}

/// Hours as `OpeningHoursSpecification`: one for each stretch, days by name.
fn opening_hours(hours: &Value) -> Value {
    const DAYS: [(&str, &str); 7] = [
        ("mon", "Monday"),
        ("tue", "Tuesday"),
        ("wed", "Wednesday"),
        ("thu", "Thursday"),
        ("fri", "Friday"),
        ("sat", "Saturday"),
        ("sun", "Sunday"),
    ];
    let place = |day: Option<&Value>| DAYS.iter().position(|(short, _)| day.and_then(Value::as_str) == Some(*short));
    let stretch = |opening: &Value| {
        let runs = opening.get("days").and_then(Value::as_array).into_iter().flatten();
        let days: Vec<&str> = runs
            .filter_map(|run| {
                Some(DAYS.get(place(run.get("from"))?..=place(run.get("to"))?)?.iter().map(|(_, name)| *name))
            })
            .flatten()
            .collect();
        json!({ "@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opening.get("from"), "closes": opening.get("to") })
    };
    hours.as_array().into_iter().flatten().map(stretch).collect()
}
