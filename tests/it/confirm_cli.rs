//! `confirm` as people start it, and the way of a new site from `init` to publication.

use crate::harness::{err, out, run_with as limpido};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

const ANSWERS: [(&str, &str); 14] = [
    ("name", "Comune di Prova"),
    ("kind", "comune"),
    ("province", "MI"),
    ("site", "https://www.comune.prova.example"),
    ("code", "c_z999"),
    ("address", "Via Roma 1"),
    ("pec", "comune@pec.prova.example"),
    ("email", "info@comune.prova.example"),
    ("phone", "+39 0123 456789"),
    ("rpd", "rpd@comune.prova.example"),
    ("office", "Ufficio stampa"),
    ("office-email", "stampa@comune.prova.example"),
    ("urp-email", "urp@comune.prova.example"),
    ("platforms", "facebook:comuneprova"),
];
const ACT: [(&str, &str); 4] =
    [("act-organ", "Giunta comunale"), ("act-number", "24"), ("act-date", "2026-02-12"), ("in-force", "2026-03-01")];

/// `init` in one of its four shapes: the folder that it made.
fn made(room: &Path, shape: &str) -> std::process::Output {
    let all = || ANSWERS.into_iter().chain(ACT);
    match shape {
        "questions" => {
            let typed: String = all().flat_map(|(_, answer)| [answer, "\n"]).collect();
            limpido(room, &["init", "sito"], &format!("{typed}\n"))
        }
        "flags" => {
            let flags: Vec<String> = all().flat_map(|(key, answer)| [format!("--{key}"), answer.to_owned()]).collect();
            let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
            limpido(room, &[&["init", "sito", "--no-questions"], &flags[..]].concat(), "")
        }
        "answers" => {
            let text = "\
name: Comune di Prova
kind: comune
province: MI
ipa: c_z999
site: https://www.comune.prova.example
address: Via Roma 1
pec: comune@pec.prova.example
email: info@comune.prova.example
phone: +39 0123 456789
rpd: { email: rpd@comune.prova.example }
offices:
  comunicazione: { name: Ufficio stampa, email: stampa@comune.prova.example }
  urp: { email: urp@comune.prova.example }
act: { organ: Giunta comunale, number: \"24\", date: 2026-02-12 }
in_force: 2026-03-01
platforms: [\"facebook:comuneprova\"]
";
            fs::write(room.join("r.yaml"), text).unwrap();
            limpido(room, &["init", "sito", "--answers", "r.yaml"], "")
        }
        _ => {
            let index = "Codice_IPA,Denominazione_ente,Codice_Categoria,Indirizzo,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2,Sito_istituzionale,Url_facebook\n\
                         c_z999,Comune di Prova,L6,Via Roma 1,comune@pec.prova.example,Pec,info@comune.prova.example,Altro,https://www.comune.prova.example,https://www.facebook.com/comuneprova\n";
            fs::write(room.join("enti.csv"), index).unwrap();
            let given = ["code", "province", "phone", "rpd", "office", "office-email", "urp-email"];
            let flags: Vec<String> = all()
                .filter(|(key, _)| given.contains(key) || key.starts_with("act-") || *key == "in-force")
                .flat_map(|(key, answer)| [format!("--{key}"), answer.to_owned()])
                .collect();
            let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
            limpido(room, &[&["init", "sito", "--no-questions", "--ipa", "enti.csv"], &flags[..]].concat(), "")
        }
    }
}

#[test]
fn a_new_site_is_filled_in_confirmed_and_published() {
    for shape in ["questions", "flags", "answers", "index"] {
        let room = TempDir::new().unwrap();
        let told = made(room.path(), shape);
        assert_eq!(told.status.code(), Some(0), "{shape}: {}", err(&told));
        let site = room.path().join("sito");
        let acts = fs::read_to_string(site.join("acts.yaml")).unwrap();
        for line in ["in_force: 2026-03-01", "organ: Giunta comunale", "number: \"24\"", "date: 2026-02-12"] {
            assert!(acts.contains(line), "{shape}: {line}\n{acts}");
        }
        // Who is answered for is no choice of the program's.
        let listed = out(&limpido(room.path(), &["confirm", "sito"], ""));
        let index =
            ["ente.site", "ente.pec", "ente.email", "ente.address", "ente.name", "accounts.accounts.facebook.handle"];
        for name in index {
            assert_eq!(
                listed.contains(&format!("{name} (recapito, IndicePA)")),
                shape == "index",
                "{shape}: {name}\n{listed}"
            );
        }
        assert_eq!(listed.contains("ente.kind (scelta, IndicePA)"), shape == "index", "{listed}");
        assert!(!listed.contains("ente.kind (scelta, limpido"), "{shape}: {listed}");
        // What is left is filled in as an author does.
        for (file, field, value) in [
            ("informative.yaml", "version: DA COMPILARE", "version: \"1\""),
            ("informative.yaml", "date: DA COMPILARE", "date: 2026-03-01"),
            ("informative.yaml", "checked_on: DA COMPILARE", "checked_on: 2026-03-01"),
            ("site.yaml", "DA COMPILARE", "https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000001"),
        ] {
            let text = fs::read_to_string(site.join(file)).unwrap();
            assert!(text.contains(field), "{shape}: {file}: {field}");
            fs::write(site.join(file), text.replace(field, value)).unwrap();
        }
        let built = limpido(room.path(), &["build", "sito"], "");
        assert_eq!(built.status.code(), Some(1), "{shape}: {}", err(&built));
        assert!(
            !err(&built).contains("placeholder-left") && err(&built).contains("errore[unconfirmed]"),
            "{}",
            err(&built)
        );
        assert!(!room.path().join("public").exists());
        // Confirming writes one file.
        let before = files(&site);
        let all = limpido(room.path(), &["confirm", "sito", "--all"], "");
        assert_eq!(all.status.code(), Some(0), "{}", err(&all));
        let mut after = files(&site);
        let kept = after.insert(site.join("confirm.yaml").display().to_string(), Vec::new()).unwrap();
        assert!(String::from_utf8(kept).unwrap().ends_with("unconfirmed: []\n"));
        let mut before = before;
        before.insert(site.join("confirm.yaml").display().to_string(), Vec::new());
        assert_eq!(before, after, "{shape}");
        let built = limpido(room.path(), &["build", "sito"], "");
        assert_eq!(built.status.code(), Some(0), "{shape}: {}", err(&built));
        assert!(!err(&built).contains("unconfirmed"), "{shape}: {}", err(&built));
        assert!(room.path().join("public/index.html").is_file());
    }
}

/// A site with entries on three fields and a page.
fn site(room: &Path) {
    let made = limpido(room, &["init", "sito", "--no-questions", "--name", "Comune di Prova"], "");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
}

fn left(room: &Path) -> Vec<String> {
    let text = fs::read_to_string(room.join("sito/confirm.yaml")).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("  - field: "))
        .map(|field| field.trim_matches('"').to_owned())
        .collect()
}

#[test]
fn what_is_named_is_confirmed_and_nothing_else() {
    let room = TempDir::new().unwrap();
    site(room.path());
    let all = left(room.path());
    for (named, gone) in [
        ("licence", vec!["site.yaml#licence"]),
        ("moderation.yaml#hours", vec!["moderation.yaml#hours"]),
        ("it/atti.md", vec!["it/atti.md#body"]),
        ("it/oblio.md#body", vec!["it/oblio.md#body"]),
        (
            "ente.offices",
            vec![
                "site.yaml#ente.offices.comunicazione",
                "site.yaml#ente.offices.urp",
                "site.yaml#ente.offices.protocollo",
            ],
        ),
        ("site.policy", vec!["site.yaml#policy"]),
        (
            "site",
            vec![
                "site.yaml#contacts",
                "site.yaml#accessibility",
                "site.yaml#ente.kind",
                "site.yaml#ente.rpd.name",
                "site.yaml#ente.titolare.represented_by",
            ],
        ),
    ] {
        let before = left(room.path());
        let confirmed = limpido(room.path(), &["confirm", "sito", named], "");
        assert_eq!(confirmed.status.code(), Some(0), "{named}: {}", err(&confirmed));
        let wanted: Vec<_> = before.into_iter().filter(|field| !gone.contains(&field.as_str())).collect();
        assert_eq!(left(room.path()), wanted, "{named}");
        assert!(out(&confirmed).contains(&format!("Confermate: {}\n", gone.len())), "{}", out(&confirmed));
    }
    for (named, begins) in [("it", "it/"), ("accounts", "accounts.yaml#"), ("informative.yaml", "informative.yaml#")] {
        assert!(left(room.path()).iter().any(|field| field.starts_with(begins)), "{named}");
        limpido(room.path(), &["confirm", "sito", named], "");
        assert!(left(room.path()).iter().all(|field| !field.starts_with(begins)), "{named}");
    }
    assert!(all.len() > left(room.path()).len() && !left(room.path()).is_empty());
    let text = fs::read_to_string(room.path().join("sito/confirm.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=schemas/confirm.json\n"), "its head stays: {text}");
}

#[test]
fn what_has_changed_goes_with_the_next_confirmation() {
    let room = TempDir::new().unwrap();
    site(room.path());
    let path = room.path().join("sito/moderation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("copy_kept_days: ", "copy_kept_days: 1")).unwrap();
    assert!(left(room.path()).contains(&"moderation.yaml#copy_kept_days".to_owned()));
    let listed = out(&limpido(room.path(), &["confirm", "sito"], ""));
    assert!(!listed.contains("copy_kept_days") && listed.contains("moderation.appeal"), "{listed}");
    let confirmed = limpido(room.path(), &["confirm", "sito", "licence"], "");
    assert!(out(&confirmed).contains("Tolte perché il testo è cambiato, e ora è vostro: 1"), "{}", out(&confirmed));
    assert!(!left(room.path()).contains(&"moderation.yaml#copy_kept_days".to_owned()));
}

#[test]
fn what_cannot_be_confirmed_is_told_and_nothing_is_written() {
    let room = TempDir::new().unwrap();
    site(room.path());
    let before = files(room.path());
    for (arguments, code, words) in [
        (&["confirm", "sito", "licenc"][..], 2, "forse volevi «licence»"),
        (&["confirm", "sito", "licence.name"], 2, "si conferma tutto insieme: «licence»"),
        (&["confirm", "sito", "licence", "zzz"], 2, "«zzz» non è tra le cose da confermare"),
        (&["confirm", "niente", "licence"], 2, "niente"),
        (&["confirm", ".", "--all"], 2, "indica la cartella di un ente"),
    ] {
        let refused = limpido(room.path(), arguments, "");
        assert_eq!(refused.status.code(), Some(code), "{arguments:?}: {}", err(&refused));
        assert!(err(&refused).contains(words), "{arguments:?}: {}", err(&refused));
        assert_eq!(files(room.path()), before);
    }
    let broken = room.path().join("sito/confirm.yaml");
    for text in ["unconfirmed: [", "unconfirmed:\n  - { campo: x }\n", "\u{0}"] {
        fs::write(&broken, text).unwrap();
        let refused = limpido(room.path(), &["confirm", "sito", "--all"], "");
        assert_eq!(refused.status.code(), Some(1), "{text}: {}", err(&refused));
        assert!(
            err(&refused).contains("confirm.yaml") && err(&refused).contains("Non ho confermato nulla"),
            "{}",
            err(&refused)
        );
        assert_eq!(fs::read_to_string(&broken).unwrap(), text);
    }
    fs::remove_file(&broken).unwrap();
    let nothing = limpido(room.path(), &["confirm", "sito", "--all"], "");
    assert_eq!((nothing.status.code(), out(&nothing).as_str()), (Some(0), "In sito non c'è nulla da confermare.\n"));
    assert!(!broken.exists());
}

#[test]
fn a_base_confirms_its_own() {
    let room = TempDir::new().unwrap();
    site(room.path());
    fs::create_dir_all(room.path().join("base")).unwrap();
    fs::rename(room.path().join("sito"), room.path().join("base/2026-03-01")).unwrap();
    fs::write(room.path().join("workspace.yaml"), "edition: 1\nmembers: [\"enti/*\"]\nbase: base/2026-03-01\n")
        .unwrap();
    fs::create_dir_all(room.path().join("enti/alfa")).unwrap();
    fs::write(room.path().join("enti/alfa/site.yaml"), "ente:\n  name: Comune di Alfa\n  ipa: c_a001\n").unwrap();
    let check = || err(&limpido(room.path(), &["check", "enti/alfa"], ""));
    assert!(check().contains("/base/2026-03-01 licence\n"), "{}", check());
    let confirmed = limpido(room.path(), &["confirm", "base/2026-03-01", "licence"], "");
    assert_eq!(confirmed.status.code(), Some(0), "{}", err(&confirmed));
    assert!(!check().contains("/base/2026-03-01 licence\n") && check().contains("/base/2026-03-01 policy\n"));
}
