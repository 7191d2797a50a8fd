//! Accounts as they exist: names and addresses as written, platforms that no catalogue has, closed accounts each with a name of its own.

use crate::harness::{Folder, Run};
use serde_json::Value;

fn site(accounts: &str) -> Folder {
    Folder::minimal().file("accounts.yaml", accounts)
}

fn open_data(run: &Run) -> Vec<Value> {
    let data: Value = serde_json::from_str(run.page("accounts.json")).unwrap();
    data["accounts"].as_array().unwrap().clone()
}

fn account(fields: &str) -> String {
    format!("accounts:\n  - {{ {fields}, manager: {{ office: urp }} }}\n")
}

#[test]
fn handles_keep_the_letters_that_their_owner_writes() {
    for (fields, handle, url, id) in [
        ("platform: x, handle: \"@Com_Prova\"", "Com_Prova", "https://x.com/Com_Prova", "x-com-prova"),
        (
            "platform: facebook, url: \"https://m.facebook.com/ComuneDiProva/?ref=x\"",
            "ComuneDiProva",
            "https://facebook.com/ComuneDiProva",
            "facebook-comunediprova",
        ),
        (
            "platform: mastodon, handle: \"@Comune@prova.example\", url: \"https://social.prova.example/@Comune\"",
            "Comune@prova.example",
            "https://social.prova.example/@Comune",
            "mastodon-comune-prova-example",
        ),
        (
            "platform: youtube, handle: ComuneDiProva, url: \"https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv\"",
            "ComuneDiProva",
            "https://youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "youtube-comunediprova",
        ),
    ] {
        let run = site(&account(fields)).run().clean();
        let listed = &open_data(&run)[0];
        assert_eq!(
            [&listed["account"], &listed["service_url"], &listed["id"]],
            [&Value::from(handle), &Value::from(url), &Value::from(id)],
            "{fields}"
        );
        assert!(run.page("account-ufficiali.html").contains(handle), "{fields}");
    }
}

#[test]
fn handle_and_address_of_two_accounts_are_told_apart() {
    for (fields, findings) in [
        (
            "platform: mastodon, handle: \"@sindaca@prova.example\", url: \"https://social.prova.example/@comune\"",
            ["two-accounts accounts.yaml:2:66"].as_slice(),
        ),
        ("platform: x, handle: com_prova, url: \"https://x.com/com_prova2\"", &["two-accounts accounts.yaml:2:44"]),
        ("platform: facebook, handle: comune.prova, url: \"https://www.facebook.com/ComuneProva\"", &[]),
        (
            "platform: facebook, handle: comune.prova, url: \"https://www.facebook.com/profile.php?id=100064812345678\"",
            &[],
        ),
    ] {
        assert_eq!(site(&account(fields)).run().findings(), findings, "{fields}");
    }
}

#[test]
fn two_addresses_of_one_account_are_one_account() {
    let two = |one: &str, other: &str| {
        let entry = |url: &str, id: &str| {
            format!("  - {{ id: {id}, platform: facebook, url: \"{url}\", manager: {{ office: urp }} }}\n")
        };
        site(&format!("accounts:\n{}{}", entry(one, "uno"), entry(other, "due"))).run().findings()
    };
    for (one, other) in [
        ("https://facebook.com/comune.prova", "https://m.facebook.com/ComuneProva/"),
        ("https://facebook.com/100064812345678", "https://facebook.com/people/Comune/100064812345678/"),
        ("https://facebook.com/p/Comune-100064812345678", "https://facebook.com/pages/Comune/100064812345678"),
    ] {
        assert_eq!(two(one, other), ["duplicate-account accounts.yaml:3:41"], "{one} {other}");
    }
    for (one, other) in [
        ("https://facebook.com/comune.prova", "https://facebook.com/groups/comune.prova"),
        ("https://facebook.com/comune.prova", "https://facebook.com/comune.prova2"),
    ] {
        assert!(two(one, other).is_empty(), "{one} {other}");
    }
}

#[test]
fn a_name_older_than_the_rule_is_advice_and_its_address_is_nothing() {
    let run = site(&account("platform: facebook, handle: epa")).run();
    assert_eq!(run.findings(), ["unusual-handle accounts.yaml:2:35"], "{}", run.report());
    assert!(run.report().starts_with("consiglio[unusual-handle]"), "{}", run.report());
    site(&account("platform: facebook, url: \"https://www.facebook.com/epa\"")).run().clean();
}

#[test]
fn a_platform_outside_the_catalogue_is_described_where_it_is_used() {
    let fields = "platform: other, platform_name: Issuu, url: \"https://issuu.com/comuneprova\", name: Il giornale, operator: { name: Issuu A/S, privacy: \"https://issuu.com/legal/privacy\" }";
    let run = site(&account(fields)).run().clean();
    let listed = &open_data(&run)[0];
    for (field, value) in
        [("service_key", "issuu"), ("service_name", "Issuu"), ("service_url", "https://issuu.com/comuneprova")]
    {
        assert_eq!(listed[field], value, "{listed}");
    }
    let page = run.page("account-ufficiali.html");
    for words in
        ["Issuu", "href=\"https://issuu.com/comuneprova\"", "Issuu A/S", "href=\"https://issuu.com/legal/privacy\""]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(run.page("informativa-privacy.html").contains("Issuu A/S"));
    // What nobody else knows of the platform must be said.
    for (gone, findings) in [
        ("platform_name: Issuu, ", "missing-field accounts.yaml:2:17"),
        (
            ", operator: { name: Issuu A/S, privacy: \"https://issuu.com/legal/privacy\" }",
            "missing-field accounts.yaml:2:17",
        ),
        (", privacy: \"https://issuu.com/legal/privacy\"", "missing-field accounts.yaml:2:17"),
        ("url: \"https://issuu.com/comuneprova\", ", "account-without-address accounts.yaml:2:17"),
    ] {
        assert_eq!(site(&account(&fields.replace(gone, ""))).run().findings(), [findings], "{gone}");
    }
    let known = fields.replace("platform_name: Issuu", "platform_name: Facebook");
    assert_eq!(site(&account(&known)).run().findings(), ["unknown-platform accounts.yaml:2:17"]);
}

const PEERTUBE: &str = "name: PeerTube
hosts: [\"*\"]
forms: [{ path: \"/c/{handle}\", kind: channel }]
case_sensitive: false
operator: { note: Risponde chi gestisce il server. }
follow: Cerca il canale e tocca «Segui».
checked_on: 2026-11-20
";

#[test]
fn a_site_may_bring_platforms_of_its_own() {
    let fields = "platform: peertube, url: \"https://video.prova.example/c/Comune\", name: Video di Prova";
    let folder = site(&account(fields)).file("platforms/peertube.yaml", PEERTUBE);
    let run = folder.run().clean();
    let listed = &open_data(&run)[0];
    assert_eq!([&listed["service_name"], &listed["account"]], ["PeerTube", "Comune@video.prova.example"]);
    assert!(run.page("account-ufficiali.html").contains("Cerca il canale e tocca «Segui»."));
    let of_a_unit = site(&account(&format!("{fields}, unit: Biblioteca"))).file("platforms/peertube.yaml", PEERTUBE);
    assert!(of_a_unit.run().clean().page("account-per-settore.html").contains("Video di Prova"));
    let wrong = folder.clone().replace("platforms/peertube.yaml", "hosts:", "host:");
    assert_eq!(wrong.run().findings(), ["unknown-field platforms/peertube.yaml:2:1"]);
    let named = site(&account(fields)).file("platforms/Peer Tube.yaml", PEERTUBE);
    assert_eq!(
        named.run().findings(),
        ["unknown-platform accounts.yaml:2:17", "invalid-id platforms/Peer Tube.yaml:1:1"]
    );
    let unknown = site(&account(fields)).run();
    assert!(unknown.report().contains("platform: other"), "{}", unknown.report());
}

#[test]
fn closed_accounts_are_all_listed_each_with_a_name_of_its_own() {
    let ids = |closed: &str| -> Vec<String> {
        let run = site(&format!("{}closed:\n{closed}", account("platform: instagram, handle: prova"))).run();
        let page = run.page("account-ufficiali.html").to_owned();
        let ids: Vec<String> = open_data(&run)
            .iter()
            .filter(|account| account["status"] == "closed")
            .map(|account| account["id"].as_str().unwrap().to_owned())
            .collect();
        for id in &ids {
            assert!(page.contains(&format!("id=\"{id}\"")) || page.contains(&format!("id={id}>")), "{id}");
        }
        ids
    };
    let facebook = "  - { platform: facebook, url: \"https://www.facebook.com/profile.php?id=100064812345678\", closed: 2021-01-01 }\n";
    let page = "  - { platform: facebook, url: \"https://www.facebook.com/pages/Biblioteca/123456789012\", closed: 2020-01-01 }\n";
    // One alone keeps the name that it always had.
    assert_eq!(ids("  - { platform: x, handle: prova_x, closed: 2025-01-31 }\n"), ["closed-x-prova-x"]);
    assert_eq!(ids(facebook), ["closed-facebook-"]);
    let both = ["closed-facebook-100064812345678", "closed-facebook-123456789012"];
    assert_eq!(ids(&format!("{facebook}{page}")), both);
    assert_eq!(ids(&format!("{page}{facebook}")), [both[1], both[0]]);
    assert_eq!(
        ids(
            "  - { platform: Google+, handle: \"+prova\", closed: 2019-04-02 }\n  - { platform: Periscope, url: \"https://www.pscp.tv/prova\", closed: 2021-03-31 }\n  - { platform: Vine, name: Prova in breve, closed: 2017-01-17 }\n"
        ),
        ["closed-google-prova", "closed-periscope-prova", "closed-vine-prova-in-breve"]
    );
    assert_eq!(
        ids("  - { platform: Vine, closed: 2017-01-17 }\n  - { platform: Vine, closed: 2017-01-17 }\n"),
        ["closed-vine-2017-01-17", "closed-vine-2017-01-17-2"]
    );
}

#[test]
fn a_closed_account_without_a_handle_is_known_by_its_address() {
    let run = site(&format!(
        "{}closed:\n  - {{ platform: facebook, url: \"https://www.facebook.com/pages/Biblioteca/123456789012\", closed: 2020-01-01 }}\n",
        account("platform: instagram, handle: prova")
    ))
    .run()
    .clean();
    let page = run.page("account-ufficiali.html");
    assert!(page.contains("facebook.com/pages/Biblioteca/123456789012"));
    assert!(!page.contains("href=\"https://facebook.com/pages/Biblioteca"), "a closed account is no link");
}

#[test]
fn open_data_is_what_its_schema_and_its_table_say() {
    let run = site(
        "accounts:
  - { platform: instagram, handle: prova, manager: { office: urp } }
  - { platform: x, handle: prova, until: 2020-01-31, manager: { office: urp } }
closed:
  - { platform: Vine, name: Prova in breve, closed: 2017-01-17 }
",
    )
    .run();
    let accounts = open_data(&run);
    let of_all = |field: &str| accounts.iter().map(|account| account[field].clone()).collect::<Vec<_>>();
    assert_eq!(of_all("status"), ["active", "closed", "closed"]);
    assert_eq!(of_all("closed_at"), [Value::Null, "2020-01-31".into(), "2017-01-17".into()]);
    let schema: Value = serde_json::from_str(run.page("accounts.schema.json")).unwrap();
    let account = &schema["properties"]["accounts"]["items"];
    let (properties, required) = (account["properties"].as_object().unwrap(), account["required"].as_array().unwrap());
    for listed in accounts.iter().map(|account| account.as_object().unwrap()) {
        assert!(required.iter().all(|field| listed.contains_key(field.as_str().unwrap())), "{listed:?}");
        for (field, value) in listed {
            let wanted = &properties[field];
            let kind = match value {
                Value::Null => "null",
                Value::Bool(_) => "boolean",
                Value::Array(_) => "array",
                _ => "string",
            };
            let kinds = [&wanted["type"]].into_iter().chain(wanted["type"].as_array().into_iter().flatten());
            let of_words = wanted["enum"].as_array().is_some_and(|words| words.contains(value));
            assert!(of_words || kinds.into_iter().any(|known| known == kind), "{field}: {value} {wanted}");
            assert!(wanted["description"].as_str().is_some_and(|text| text.ends_with('.')), "{field}");
        }
    }
    assert!(properties.keys().all(|field| accounts.iter().any(|account| account.get(field).is_some())));
    let table = run.page("accounts.csv");
    assert_eq!(
        table.trim_start_matches('\u{feff}').lines().next(),
        Some(
            "id,service_key,service_display_name,account,service_url,kind,status,unit,member,project,short_description,language,emergency,requests,created_at,updated_at,closed_at"
        )
    );
    assert_eq!(table.lines().count(), 1 + accounts.len());
}
