//! The data of catalogue, languages and themes: complete and consistent.

use crate::harness::{PIPELINE, project};
use limpido::catalog::{AccountKind, Platform, Readers, Safeguard};
use limpido::i18n::Phrase;
use limpido::model::{
    Accounts, ActRole, Acts, Breach, Comments, Contribution, Direction, DutyKind, Format, Ground, Informative,
    LegalBasis, ManagedBy, Moderation, NotOfficialKind, PolicyKind, Proof, Requests, Right, Settings, Status, StepKind,
    When,
};
use limpido::record::{Eye, Field, Shape};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_language_has_the_phrases_and_placeholders_of_italian() {
    let languages = &PIPELINE.workspace().languages;
    // A phrase that counts something has forms in every language; which ones, the language says.
    let of = |tag: &str| -> BTreeMap<String, (bool, BTreeSet<String>)> {
        let phrases = &languages.get(tag).unwrap().phrases;
        let seen = |phrase: &Phrase| (phrase.forms().is_empty(), phrase.placeholders().map(str::to_owned).collect());
        phrases.iter().map(|(key, phrase)| (key.to_owned(), seen(phrase))).collect()
    };
    let italian = of("it");
    for tag in languages.tags() {
        assert_eq!(of(tag), italian, "{tag}");
        let language = languages.get(tag).unwrap();
        assert_eq!(language.months.len(), 12, "{tag}");
        assert_eq!(language.weekdays.0.len(), 7, "{tag}");
        assert_eq!(
            language.date.placeholders().collect::<BTreeSet<_>>(),
            BTreeSet::from(["day", "month", "year"]),
            "{tag}"
        );
    }
}

/// The texts of all files below a folder or at a path of the project.
fn texts(path: &str) -> Vec<String> {
    let files = walkdir::WalkDir::new(project().join(path)).into_iter().filter_map(Result::ok);
    files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

/// The texts in quotes of Rust files, one line each.
fn literals(rust: &str) -> impl Iterator<Item = &str> {
    let code = rust.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// The texts of phrases that are put together from a word, and what they begin with there: `{prefix}_{word}`.
const PUT_TOGETHER: &[(&str, &[&str])] = &[
    // `src/parts/card.rs`, `chosen`
    ("{prefix}_{word}", &["account.comments_", "account.direction_", "account.readable_", "account.requests_"]),
    // `src/parts/moderation.rs`
    ("moderation.{prefix}_{}", &["moderation.messages_", "moderation.mode_"]),
];

/// Texts in quotes that look like a phrase's key: files of the site.
const FILES: [&str; 3] = ["accounts.schema.json", "index.html", "page.html"];

#[test]
fn every_phrase_is_used_and_every_used_phrase_is_there() {
    let phrases = &PIPELINE.workspace().languages.get("it").unwrap().phrases;
    let groups: BTreeSet<&str> = phrases.iter().filter_map(|(key, _)| key.split('.').next()).collect();
    let templates = texts("themes/italia").concat();
    let asked = templates.split("t(key=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let rust = ["src/parts", "src/html", "src/data", "src/render"].map(|room| texts(room).concat()).concat();
    let is_key = |text: &&str| {
        let has_group = text.split_once('.').is_some_and(|(group, _)| groups.contains(group));
        has_group && !text.contains(' ') && !FILES.contains(text)
    };
    let put_together = |text: &&str| PUT_TOGETHER.iter().any(|(written, _)| written == text);
    let keys: BTreeSet<&str> = asked.chain(literals(&rust).filter(is_key)).filter(|text| !put_together(text)).collect();
    // A key is completed by a word of the YAML where it has braces, or ends so.
    let (stems, whole): (Vec<&str>, Vec<&str>) =
        keys.iter().partition(|key| key.contains('{') || key.ends_with(['_', '.']));
    for (written, _) in PUT_TOGETHER {
        assert!(literals(&rust).any(|text| text == *written), "nobody puts {written} together");
    }
    let stems: Vec<&str> = stems
        .iter()
        .filter_map(|stem| stem.split('{').next())
        .chain(PUT_TOGETHER.iter().flat_map(|(_, stems)| stems.iter().copied()))
        .collect();
    for key in &whole {
        assert!(phrases.get(key).is_some(), "no phrase {key}");
    }
    for stem in &stems {
        assert!(phrases.iter().any(|(key, _)| key.starts_with(stem)), "no phrase {stem}*");
    }
    for (key, _) in phrases.iter() {
        let used = whole.contains(&key) || stems.iter().any(|stem| key.starts_with(stem));
        assert!(used, "nobody uses the phrase {key}");
    }
}

#[test]
fn every_word_of_a_choice_has_its_phrase() {
    let phrases = &PIPELINE.workspace().languages.get("it").unwrap().phrases;
    for (stem, words, but) in [
        ("account.kind_", AccountKind::WORDS, ""),
        ("account.status_", Status::WORDS, "active"),
        ("account.by_", ManagedBy::WORDS, ""),
        ("account.requests_", Requests::WORDS, ""),
        ("account.comments_", Comments::WORDS, ""),
        ("account.direction_", Direction::WORDS, ""),
        ("account.readable_", Readers::WORDS, ""),
        ("account.proof_", Proof::WORDS, ""),
        ("accounts.not_official_", NotOfficialKind::WORDS, ""),
        ("act_role.", ActRole::WORDS, ""),
        ("basis.", LegalBasis::WORDS, ""),
        ("contribution.", Contribution::WORDS, ""),
        ("duty.", DutyKind::WORDS, ""),
        ("format.", Format::WORDS, ""),
        ("ground.", Ground::WORDS, ""),
        ("moderation.breach_", Breach::WORDS, "any"),
        ("moderation.mode_", When::WORDS, ""),
        ("moderation.messages_", When::WORDS, ""),
        ("policy.kind_", PolicyKind::WORDS, ""),
        ("right.", Right::WORDS, ""),
        ("safeguard.", Safeguard::WORDS, ""),
        ("step.", StepKind::WORDS, ""),
    ] {
        for word in words.iter().filter(|word| **word != but) {
            assert!(phrases.get(&format!("{stem}{word}")).is_some(), "no phrase {stem}{word}");
        }
    }
}

#[test]
fn every_field_of_the_model_is_documented_and_shown() {
    fn look(
        shape: &Shape,
        path: &str,
        seen: &mut BTreeSet<&'static str>,
        see: &mut impl FnMut(&str, &'static str, &'static str, &str),
    ) {
        match shape {
            Shape::Optional(inner) | Shape::List(inner) | Shape::OneOrMany(inner) | Shape::Keyed(inner) => {
                look(inner, path, seen, see);
            }
            Shape::Record(record) if seen.insert(record.name) => {
                for field in (record.fields)() {
                    see(path, record.name, field.name, field.doc);
                    look(&field.shape, &format!("{path}.{}", field.name), seen, see);
                }
            }
            _ => {}
        }
    }
    // What pages do not show, and why.
    let silent = [
        "edition",       // the format's own
        "languages",     // of the site: shown as the language switch
        "base_url",      // in canonical addresses
        "theme",         // the theme itself
        "ipa",           // in the open data
        "letters",       // joined into a phrase
        "defaults",      // taken over by each account
        "informativa",   // of an account: joined with its notice, to which its card leads
        "eea",           // for rules on transfers
        "waivers",       // for the report
        "place",         // of a waiver
        "platform_name", // the name of the platform that is made of it
    ];
    let places =
        ["src/parts", "src/render", "src/plan", "src/html", "src/data", "src/model/listed.rs", "themes/italia/outputs"];
    let code: String = places.iter().flat_map(|path| texts(path)).collect();
    let code: String = code.lines().filter_map(|line| line.split("//").next()).flat_map(|line| [line, "\n"]).collect();
    // A record is taken apart, or asked for one field.
    let is_shown = |record: &str, field: &str| {
        let opened = format!("{record} {{");
        let patterns = code.split(&opened).skip(1).filter_map(|rest| rest.split('}').next());
        let mut bound = patterns.flat_map(|pattern| pattern.split(',')).map(str::trim);
        bound.any(|part| {
            part == field || part.strip_prefix(field).is_some_and(|rest| rest.starts_with(": ") && rest != ": _")
        }) || code.contains(&format!(".{field}"))
    };
    let mut seen = BTreeSet::new();
    let mut unseen = Vec::new();
    for (name, shape) in [
        ("site", Settings::shape()),
        ("accounts", Accounts::shape()),
        ("moderation", Moderation::shape()),
        ("informative", Informative::shape()),
        ("acts", Acts::shape()),
    ] {
        look(&shape, name, &mut seen, &mut |path, record, field, doc| {
            assert!(doc.trim().ends_with(['.', '?', ':']), "{path}.{field} is not documented: {doc}");
            // What accounts take over is shown with each of them.
            if record != "Defaults" && !is_shown(record, field) && !silent.contains(&field) {
                unseen.push(format!("{path}.{field}"));
            }
        });
    }
    assert!(unseen.is_empty(), "never shown: {unseen:?}");
}

#[test]
fn every_top_level_file_has_a_stand_in() {
    let nowhere = limpido::record::Text::empty().span;
    assert!(Settings::stand_in(nowhere).is_some());
    assert!(Accounts::stand_in(nowhere).is_some());
    assert!(Moderation::stand_in(nowhere).is_some());
    assert!(Informative::stand_in(nowhere).is_some());
    assert!(Acts::stand_in(nowhere).is_some());
}

#[test]
fn every_platform_is_complete() {
    let catalog = &PIPELINE.workspace().catalog;
    assert!(catalog.platforms.len() >= 10);
    for (key, platform) in &catalog.platforms {
        assert!(!platform.hosts.is_empty() && !platform.forms.is_empty() || platform.has_any_address(), "{key}");
        assert!(!platform.sources.is_empty() || platform.operator.name.is_none(), "{key}");
        for form in &platform.forms {
            let host = form.host.as_ref().map_or("", |host| host.value.as_str());
            let places = form.path.matches("{handle}").count() + host.matches("{handle}").count();
            let ids = form.path.matches("{id}").count();
            assert_eq!(places + ids, 1, "{key}: {host}{}", form.path.value);
        }
        assert!(platform.checked_on.is_some(), "{key}");
        for (lang, follow) in ["it", "en"].iter().zip(platform.follow.iter().cycle()) {
            assert!(follow.is_in(Eye { lang, first: "it" }), "{key}: follow in {lang}");
        }
        // Pages print the day on which a policy was read, and the day of its text: that came before.
        let (read, text) = (platform.operator.checked_on.as_ref(), platform.operator.policy_of.as_ref());
        assert!(text.is_none_or(|text| read.is_some_and(|read| text.value < read.value)), "{key}");
        for doubt in &platform.unverified {
            let known = doubt.value.split('.').try_fold(Platform::shape(), |shape, step| shape.under(step));
            assert!(known.is_some(), "{key}: there is no field {}", doubt.value);
        }
    }
}

#[test]
fn every_country_outside_europe_has_its_name() {
    let phrases = &PIPELINE.workspace().languages.get("it").unwrap().phrases;
    for (key, platform) in &PIPELINE.workspace().catalog.platforms {
        let operator = &platform.operator;
        let seat = operator.country.iter().filter(|_| operator.is_outside());
        for country in seat.chain(&operator.data_in) {
            assert!(phrases.get(&format!("country.{}", country.value)).is_some(), "{key}: {}", country.value);
        }
        if let Some(country) = &operator.group_country {
            assert!(phrases.get(&format!("country_of.{}", country.value)).is_some(), "{key}: {}", country.value);
        }
    }
}

#[test]
fn every_document_type_cites_known_norme() {
    let catalog = &PIPELINE.workspace().catalog;
    for (key, document) in &catalog.documents {
        for requirement in &document.requires {
            if let Some(norma) = &requirement.norma {
                assert!(catalog.norme.get(norma).is_some(), "{key}: {}", norma.value);
            }
            assert!(requirement.field.contains('.'), "{key}: {}", requirement.field.value);
        }
    }
}

#[test]
fn wrong_names_are_not_parts_of_the_right_ones() {
    let plain = limpido::check::passages::plain;
    for (key, wrong) in &PIPELINE.workspace().catalog.wrong_names.0 {
        assert!(!wrong.written.is_empty(), "{}", key.value);
        for (_, name) in wrong.name.texts() {
            for written in &wrong.written {
                assert!(!plain(name).contains(&plain(written)), "{}: {}", key.value, written.value);
            }
        }
    }
}

#[test]
fn every_language_of_the_interface_can_be_told_and_words_are_plain() {
    let workspace = PIPELINE.workspace();
    let languages = &workspace.catalog.languages;
    for entry in std::fs::read_dir(project().join("i18n")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(tag) = name.strip_suffix(".yaml") {
            assert!(languages.get(tag).is_some(), "{tag} is not in languages.yaml");
        }
    }
    for (tag, language) in &languages.0 {
        let words: Vec<&str> = language.words.split(' ').collect();
        assert!(words.len() >= 40, "{}: {}", tag.value, words.len());
        let once: BTreeSet<&&str> = words.iter().collect();
        assert_eq!(once.len(), words.len(), "{}: a word stands twice", tag.value);
        // As texts are compared: a word that is not plain would never be met.
        assert_eq!(limpido::check::passages::plain(&language.words), language.words.value, "{}", tag.value);
    }
}

#[test]
fn the_demo_is_clean() {
    crate::harness::Folder::demo().run().clean();
}

/// The rules of the standard (publiccode.yml 0.5) that a reader can check without a network.
#[test]
fn the_project_s_own_card_is_complete() {
    let text = std::fs::read_to_string(project().join("publiccode.yml")).unwrap();
    let source = limpido::source::Sources::default().add(String::new(), text.clone());
    let (tree, troubles) = limpido::source::yaml::parse(&text, source);
    assert!(troubles.is_empty());
    let tree = tree.unwrap();
    let at = |path: &str| {
        let node = path.split('.').try_fold(&tree, |node, key| node.get(key)).unwrap_or_else(|| panic!("no {path}"));
        match &node.kind {
            limpido::source::yaml::NodeKind::Scalar { text, .. } => text.trim().to_owned(),
            _ => String::new(),
        }
    };
    assert_eq!((at("name").as_str(), at("softwareVersion").as_str()), ("limpido", env!("CARGO_PKG_VERSION")));
    assert_eq!(at("legal.license"), "EUPL-1.2");
    for lang in ["it", "en"] {
        let of = |key: &str| at(&format!("description.{lang}.{key}"));
        assert!(of("genericName").chars().count() <= 35, "{lang}");
        assert!((1..=150).contains(&of("shortDescription").chars().count()), "{lang}");
        assert!((150..=10_000).contains(&of("longDescription").chars().count()), "{lang}");
        of("features");
    }
    for key in [
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "maintenance.type",
        "maintenance.contacts",
        "localisation.localisationReady",
        "localisation.availableLanguages",
    ] {
        at(key);
    }
}

#[test]
fn the_facts_of_the_index_of_public_bodies_fit_each_other() {
    let facts = &PIPELINE.workspace().catalog.ipa;
    let kinds = limpido::model::EnteKind::WORDS;
    assert!(facts.categories.iter().all(|category| kinds.contains(&category.kind.as_str())));
    assert_eq!(facts.provinces.len(), 107);
    let once = |texts: Vec<&str>| assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "{texts:?}");
    once(facts.categories.iter().map(|category| category.code.value.as_str()).collect());
    once(facts.provinces.iter().map(|province| province.istat.value.as_str()).collect());
    once(facts.provinces.iter().map(|province| province.sigla.value.0.as_str()).collect());
    for words in [&facts.gatherings, &facts.acronyms, &facts.cut, &facts.acute, &facts.small] {
        once(words.iter().map(|word| word.value.as_str()).collect());
    }
}
