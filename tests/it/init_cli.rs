//! `init` as people start it: what it asks, what it refuses, and that it never leaves half a folder.

use crate::harness::{err, out, run_with as limpido};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Everything in a folder, hidden names too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_few_answers_make_a_site() {
    let room = TempDir::new().unwrap();
    let typed = "Comune di Prova\n\nmi\nwww.comune.prova.example\n\n\ncomune.pec\ncomune@pec.prova.example\n";
    let made = limpido(room.path(), &["init", "nuovo"], typed);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let asked = err(&made);
    assert!(asked.contains("Come si chiama l’ente?") && asked.contains("[comune]"), "{asked}");
    // What can be mended is mended and said; what cannot is asked again.
    assert!(asked.contains("Scrivo: MI") && asked.contains("Scrivo: https://www.comune.prova.example"), "{asked}");
    assert!(asked.contains("«comune.pec» non va bene"), "{asked}");
    let site = fs::read_to_string(room.path().join("nuovo/site.yaml")).unwrap();
    for line in [
        "name: Comune di Prova",
        "province: MI",
        "site: https://www.comune.prova.example",
        "pec: comune@pec.prova.example",
    ] {
        assert!(site.contains(line), "{line}\n{site}");
    }
    let told = out(&made);
    assert!(told.starts_with("Ho creato nuovo con "), "{told}");
    // Every place that `check` finds was listed, and there is nothing else.
    let checked = limpido(room.path(), &["check", "nuovo", "--format", "json"], "");
    assert_eq!(checked.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.len() > 5);
    for finding in findings {
        let place = format!("{}:{}:{}", finding["path"].as_str().unwrap(), finding["line"], finding["column"]);
        if finding["level"] == "error" {
            assert!(["placeholder-left", "unconfirmed"].iter().any(|rule| finding["rule"] == *rule), "{finding}");
        }
        if finding["rule"] == "placeholder-left" {
            assert!(told.contains(&place), "{place} is not in\n{told}");
        } else {
            // And the choices that the starter made.
            let (line, _) = place.rsplit_once(':').unwrap();
            assert!(told.contains(&format!("  {line}  ")), "{line} is not in\n{told}");
        }
    }
    assert_eq!(names(room.path()), ["nuovo"]);
    assert!(
        told.contains("moderation.copy_kept_days (termine, limpido ") && told.contains("limpido confirm nuovo CAMPO")
    );
}

#[test]
fn a_wrong_account_is_asked_again_at_once() {
    let room = TempDir::new().unwrap();
    let typed = format!("Comune di Prova{}facebok\nfacebook, https://www.instagram.com/prova.x\n", "\n".repeat(13));
    let made = limpido(room.path(), &["init", "nuovo"], &typed);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert!(
        err(&made).contains("«facebok» non esiste") && err(&made).contains("forse volevi «facebook»"),
        "{}",
        err(&made)
    );
    let accounts = fs::read_to_string(room.path().join("nuovo/accounts.yaml")).unwrap();
    assert!(accounts.contains("handle: prova.x"), "{accounts}");
}

#[test]
fn nothing_is_written_without_a_name_or_over_anything() {
    let room = TempDir::new().unwrap();
    for typed in ["", "\n", "\n\n\n"] {
        let refused = limpido(room.path(), &["init", "nuovo"], typed);
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains("manca il nome dell'ente"), "{}", err(&refused));
    }
    fs::create_dir(room.path().join("pieno")).unwrap();
    fs::write(room.path().join("pieno/tesi.doc"), "x").unwrap();
    fs::write(room.path().join("file"), "x").unwrap();
    for folder in ["pieno", "file"] {
        let refused = limpido(room.path(), &["init", folder, "--no-questions", "--name", "Comune di Prova"], "");
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            err(&refused).contains(&format!("{folder} esiste già e non è una cartella vuota")),
            "{}",
            err(&refused)
        );
    }
    assert_eq!(names(room.path()), ["file", "pieno"]);
    assert_eq!(names(&room.path().join("pieno")), ["tesi.doc"]);
    // An empty folder will do.
    fs::create_dir(room.path().join("vuoto")).unwrap();
    let made = limpido(room.path(), &["init", "vuoto", "--no-questions", "--name", "Comune di Prova"], "");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert!(room.path().join("vuoto/site.yaml").is_file());
}

#[test]
fn wrong_answers_are_told_at_their_place() {
    let room = TempDir::new().unwrap();
    let wrong = |arguments: &[&str]| {
        let output = limpido(room.path(), &[&["init", "nuovo"], arguments].concat(), "");
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains("Non ho scritto nulla"), "{}", err(&output));
        assert!(!room.path().join("nuovo").exists());
        err(&output)
    };
    fs::write(room.path().join("r.yaml"), "name: Comune di Prova\nprovnce: MI\npec: no\nplatforms: [facebok]\n")
        .unwrap();
    let told = wrong(&["--answers", "r.yaml"]);
    for words in ["il campo «provnce» non esiste", "r.yaml:2:1", "forse volevi «province»", "r.yaml:3:6"] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let told = wrong(&["--no-questions", "--name", "Comune di Prova", "--platforms", "facebok"]);
    assert!(told.contains("«facebok» non esiste") && told.contains("forse volevi «facebook»"), "{told}");
    let told =
        wrong(&["--no-questions", "--name", "Comune di Prova", "--platforms", "https://www.instagram.com/p/Cxyz/"]);
    assert!(told.contains("porta a un post"), "{told}");
    let told = wrong(&["--no-questions", "--name", "Comune di Prova", "--pec", "pec"]);
    assert!(told.contains("--pec:1:1"), "{told}");
    fs::write(room.path().join("enti.csv"), "a;b\n1;2\n").unwrap();
    let told = wrong(&["--no-questions", "--ipa", "enti.csv", "--code", "c_z999"]);
    assert!(told.contains("«Codice_IPA»") && told.contains("enti.csv:1:1"), "{told}");
    let missing = limpido(room.path(), &["init", "nuovo", "--answers", "nessuno.yaml"], "");
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("nessuno.yaml"), "{}", err(&missing));
    assert_eq!(names(room.path()), ["enti.csv", "r.yaml"]);
}

#[test]
fn what_a_crash_left_is_neither_lost_nor_in_the_way() {
    let room = TempDir::new().unwrap();
    fs::create_dir(room.path().join(".nuovo.limpido-new")).unwrap();
    fs::write(room.path().join(".nuovo.limpido-new/site.yaml"), "mezzo").unwrap();
    let made = limpido(room.path(), &["init", "nuovo", "--no-questions", "--name", "Comune di Prova"], "");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert_eq!(names(room.path()), [".nuovo.limpido-left-1", "nuovo"]);
    assert!(!names(&room.path().join("nuovo")).contains(&"limpido-manifest.json".to_owned()));
    assert!(fs::read_to_string(room.path().join("nuovo/site.yaml")).unwrap().contains("Comune di Prova"));
}

#[test]
fn completions_and_manual_come_from_the_one_definition() {
    let room = TempDir::new().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let written = limpido(room.path(), &["completions", shell], "");
        assert_eq!(written.status.code(), Some(0));
        assert!(out(&written).contains("no-questions") && out(&written).contains("strict"), "{shell}");
    }
    let page = limpido(room.path(), &["man"], "");
    assert!(out(&page).contains(".TH limpido 1") && out(&page).contains("init"), "{}", out(&page));
    let wrong = limpido(room.path(), &["completions", "cmd"], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("«cmd» non va bene"), "{}", err(&wrong));
}

#[test]
fn names_are_explained_offline() {
    let room = TempDir::new().unwrap();
    let told = |arguments: &[&str]| out(&limpido(room.path(), arguments, ""));
    assert!(told(&["explain", "placeholder-left"]).starts_with("# placeholder-left\n"));
    assert!(told(&["explain", "yaml-syntax"]).contains("\n## Come si corregge\n"));
    assert!(told(&["explain", "broken-link", "--lang", "en"]).contains("\n## How to mend it\n"));
    let completions = told(&["completions", "bash"]);
    assert!(["unknown-field", "vague-link"].iter().all(|key| completions.contains(key)), "{completions}");
    let field = told(&["explain", "rpd.email"]);
    assert!(field.starts_with("site.ente.rpd.email\n") && field.contains("Esempio: email:"), "{field}");
    assert!(told(&["explain", "oblio"]).contains("Che cosa deve esserci"));
    assert!(told(&["explain", "oblio", "--lang", "en"]).contains("What must be there"));
    let all = told(&["explain", "--list"]);
    assert!(
        ["low-contrast", "unknown-base", "note-legali", "accounts.accounts.requests"]
            .iter()
            .all(|name| all.contains(name))
    );
    let wrong = limpido(room.path(), &["explain", "ente.rpd.emial"], "");
    assert!(err(&wrong).contains("forse volevi «ente.rpd.email»"), "{}", err(&wrong));
    let wrong = limpido(room.path(), &["explain", "placeholder-lft"], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("forse volevi «placeholder-left»"), "{}", err(&wrong));
}

#[test]
fn editors_are_told_what_may_be_written() {
    let room = TempDir::new().unwrap();
    let made = limpido(room.path(), &["init", "nuovo", "--no-questions", "--name", "Comune di Prova"], "");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    for name in ["site", "accounts", "moderation", "informative", "acts"] {
        let text = fs::read_to_string(room.path().join(format!("nuovo/{name}.yaml"))).unwrap();
        assert!(text.starts_with(&format!("# yaml-language-server: $schema=schemas/{name}.json\n")), "{name}");
        let schema = fs::read_to_string(room.path().join(format!("nuovo/schemas/{name}.json"))).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let printed = out(&limpido(room.path(), &["schema", name], ""));
        assert_eq!(schema, serde_json::from_str::<serde_json::Value>(&printed).unwrap());
        for (field, value) in schema["properties"].as_object().unwrap() {
            assert!(value["description"].as_str().is_some_and(|text| text.contains("Esempio: ")), "{name}.{field}");
        }
    }
}
