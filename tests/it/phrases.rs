//! Phrases of the interface: values in their places, and the forms that each language has for numbers.

use crate::harness::{Folder, findings, project};
use limpido::i18n::{Form, Forms, Languages, Wording};
use limpido::render::Payload;
use limpido::source::{Files, Sources};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A language with one phrase, as a file of `i18n/`, and what is wrong with it.
fn language(tag: &str, phrase: &str) -> (Languages, Vec<String>) {
    let text = format!(
        "name: Prova\ndate: \"{{day}} {{month}} {{year}}\"\nmonths: []\nweekdays: {{}}\nphrases:\n  copy: {phrase}\n"
    );
    let files = Files::memory("i18n", BTreeMap::from([(format!("{tag}.yaml"), text.into_bytes())]));
    let mut sources = Sources::default();
    let loaded = Languages::load(&files, &mut sources).unwrap();
    (loaded.value.unwrap(), findings(&loaded.report, &sources))
}

#[test]
fn a_phrase_takes_the_form_that_its_language_has_for_the_number() {
    // Slovene has four forms, and 101 is said as 1; Arabic has six, three of which need no digit.
    const SLOVENE: &str = "{ one: \"{n} dan\", two: \"{n} dneva\", few: \"{n} dnevi\", other: \"{n} dni\" }";
    const ARABIC: &str =
        "{ zero: بلا أيام, one: يوم واحد, two: يومان, few: \"{n} أيام\", many: \"{n} يومًا\", other: \"{n} يوم\" }";
    const ITALIAN: &str = "{ one: \"{n} giorno\", other: \"{n} giorni\" }";
    const FRENCH: &str = "{ one: \"{n} jour\", other: \"{n} jours\" }";
    const JAPANESE: &str = "{ other: \"{n}日\" }";
    for (tag, phrase, number, said) in [
        ("sl", SLOVENE, "1", "1 dan"),
        ("sl", SLOVENE, "2", "2 dneva"),
        ("sl", SLOVENE, "3", "3 dnevi"),
        ("sl", SLOVENE, "4", "4 dnevi"),
        ("sl", SLOVENE, "5", "5 dni"),
        ("sl", SLOVENE, "30", "30 dni"),
        ("sl", SLOVENE, "101", "101 dan"),
        ("sl", SLOVENE, "102", "102 dneva"),
        ("ar", ARABIC, "0", "بلا أيام"),
        ("ar", ARABIC, "1", "يوم واحد"),
        ("ar", ARABIC, "2", "يومان"),
        ("ar", ARABIC, "3", "3 أيام"),
        ("ar", ARABIC, "11", "11 يومًا"),
        ("ar", ARABIC, "100", "100 يوم"),
        ("it", ITALIAN, "0", "0 giorni"),
        ("it", ITALIAN, "1", "1 giorno"),
        ("it", ITALIAN, "21", "21 giorni"),
        // CLDR has a form of its own for millions, which no phrase of ours can need.
        ("it", ITALIAN, "1000000", "1000000 giorni"),
        ("fr", FRENCH, "0", "0 jour"),
        ("fr", FRENCH, "2", "2 jours"),
        ("ja", JAPANESE, "1", "1日"),
    ] {
        let (languages, found) = language(tag, phrase);
        assert_eq!(found, [""; 0], "{tag}");
        let language = languages.get(tag).unwrap();
        assert_eq!(language.phrase("copy", &[("n", number)]).as_deref(), Some(said), "{tag}: {number}");
    }
}

#[test]
fn a_language_gives_exactly_the_forms_that_its_numbers_have() {
    for (tag, phrase, expected) in [
        ("sl", "{ one: \"{n} dan\", other: \"{n} dni\" }", &["plural-forms i18n/sl.yaml:6:11"][..]),
        ("it", "{ other: \"{n} giorni\" }", &["plural-forms i18n/it.yaml:6:11"]),
        ("it", "{ one: \"{n} giorno\" }", &["plural-forms i18n/it.yaml:6:11"]),
        ("it", "{ one: un giorno, few: \"{n} giorni\", other: \"{n} giorni\" }", &["plural-forms i18n/it.yaml:6:27"]),
        ("it", "{ one: un giorno, other: \"{n} giorni\" }", &[]),
        // In French one is also zero, in Slovene 101: the number must be seen.
        ("fr", "{ one: un jour, other: \"{n} jours\" }", &["missing-placeholder i18n/fr.yaml:6:16"]),
        (
            "it",
            "{ one: un giorno, other: \"giorni di {name}\" }",
            &["missing-placeholder i18n/it.yaml:6:16", "missing-placeholder i18n/it.yaml:6:34"],
        ),
    ] {
        assert_eq!(language(tag, phrase).1, *expected, "{tag}: {phrase}");
    }
}

#[test]
fn the_languages_of_italy_and_its_neighbours_have_the_forms_of_cldr() {
    use Form::{Few, One, Other, Two};
    for (tag, expected) in [
        ("it", &[One, Other][..]),
        ("de", &[One, Other]),
        ("fr", &[One, Other]),
        ("en", &[One, Other]),
        ("lld", &[One, Other]),
        ("sc", &[One, Other]),
        ("sl", &[One, Two, Few, Other]),
        ("hr", &[One, Few, Other]),
        ("nobody", &[Other]),
    ] {
        let forms: Vec<Form> = Forms::of(tag).all().into_iter().map(|(form, _)| form).collect();
        assert_eq!(forms, expected, "{tag}");
    }
}

/// Unicode's data that we carry do not know Friulian.
#[test]
fn a_language_that_nobody_knows_says_which_one_it_counts_like() {
    let phrase = "{ one: \"{n} dì\", other: \"{n} dîs\" }";
    assert_eq!(language("fur", phrase).1, ["plural-forms i18n/fur.yaml:6:11"]);
    let (languages, found) = language("fur", &format!("{phrase}\ncounts_like: it"));
    assert_eq!(found, [""; 0]);
    assert_eq!(languages.get("fur").unwrap().phrase("copy", &[("n", "1")]).as_deref(), Some("1 dì"));
}

#[test]
fn values_go_into_their_places_once() {
    let fill = |text: &str, values: &[(&str, &str)]| {
        let value =
            |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| Cow::Borrowed(*value));
        Wording::new(text.to_owned()).fill(value).map(Cow::into_owned).ok()
    };
    for (text, values, expected) in [
        ("{name} su {platform}", &[("name", "Uno"), ("platform", "Due")][..], Some("Uno su Due")),
        // What somebody calls an account is a name, whatever stands in it.
        ("{name} su {platform}", &[("name", "{platform}"), ("platform", "Due")], Some("{platform} su Due")),
        ("{name}{name}", &[("name", "a")], Some("aa")),
        ("{name", &[("name", "a")], Some("{name")),
        ("{ name } {Name} {} {1}", &[], Some("{ name } {Name} {} {1}")),
        ("{{name}}", &[("name", "a")], Some("{a}")),
        ("città {name}à", &[("name", "è")], Some("città èà")),
        ("{name}", &[("other", "a")], None),
    ] {
        assert_eq!(fill(text, values).as_deref(), expected, "{text}");
    }
}

#[test]
fn every_placeholder_of_a_page_has_its_value() {
    let run = Folder::demo().run();
    for (path, payload) in &run.built.rendered().unwrap().files {
        if let Payload::Bytes(bytes) = payload
            && path.ends_with(".html")
        {
            let page = Wording::new(String::from_utf8(bytes.clone()).unwrap());
            assert_eq!(page.placeholders().collect::<Vec<_>>(), [""; 0], "{path}");
        }
    }
}

#[test]
fn one_day_is_no_days_on_a_page() {
    let run = |days: &str| {
        let moderation = std::fs::read_to_string(project().join("tests/minimal/moderation.yaml")).unwrap();
        Folder::minimal().file("moderation.yaml", format!("{moderation}copy_kept_days: {days}\n")).run()
    };
    assert!(run("1").page("moderazione.html").contains("togliamo per 1 giorno."));
    assert!(run("2").page("moderazione.html").contains("togliamo per 2 giorni."));
}

#[test]
fn a_site_changes_the_forms_that_it_wants() {
    let minimal = Folder::minimal();
    let with = |phrases: &str| {
        let moderation = format!("{}copy_kept_days: 1\n", minimal.text("moderation.yaml"));
        let folder = minimal.clone().file("moderation.yaml", moderation);
        folder.file("i18n/it.yaml", format!("phrases:\n  moderation:\n    {phrases}\n")).run()
    };
    let run = with("copy: { one: Ne teniamo copia per un giorno. }");
    assert_eq!(run.findings(), ["missing-placeholder i18n/it.yaml:3:18"], "{}", run.report());
    let run = with("copy: { one: \"Copia: {n} giorno.\" }").clean();
    assert!(run.page("moderazione.html").contains("Copia: 1 giorno."));
    for (phrases, expected) in [
        ("copy: \"Copia per {n} giorni.\"", "plural-forms i18n/it.yaml:3:11"),
        ("copy: { few: \"Copia: {n}\" }", "unknown-phrase i18n/it.yaml:3:13"),
        ("copy: { other: \"Copia: {days}{n}\" }", "unknown-placeholder i18n/it.yaml:3:20"),
    ] {
        assert_eq!(with(phrases).findings(), [expected], "{phrases}");
    }
}
