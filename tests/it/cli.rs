//! The program as people start it: output, language, exit codes.

use crate::harness::{Folder, project};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// 22 November 2026: dates in the demo do not come due under the tests.
const DAY: &str = "1795305600";

fn limpido(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_limpido"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .env("SOURCE_DATE_EPOCH", DAY)
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn build_without_arguments_publishes_the_demo() {
    let room = TempDir::new().unwrap();
    Folder::demo().write_to(&room.path().join("content"));
    let built = limpido(room.path(), &["build"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(err(&built).starts_with("Pubblicato in ") && err(&built).contains("index.html"), "{}", err(&built));
    assert!(room.path().join("public/en/index.html").is_file());
    assert_eq!(out(&built), "");
}

#[test]
fn the_demo_is_clean_under_strict() {
    let room = TempDir::new().unwrap();
    Folder::demo().write_to(&room.path().join("content"));
    let checked = limpido(room.path(), &["check", "--strict"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    assert_eq!(err(&checked), "content: niente impedisce di pubblicare\n");
    let built = limpido(room.path(), &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(room.path().join("public/index.html").is_file());
}

#[test]
fn findings_end_with_1_and_leave_the_old_site() {
    let room = TempDir::new().unwrap();
    Folder::minimal().write_to(&room.path().join("content"));
    assert_eq!(limpido(room.path(), &["build"]).status.code(), Some(0));
    let before = std::fs::read(room.path().join("public/index.html")).unwrap();
    Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne").write_to(&room.path().join("content"));
    let built = limpido(room.path(), &["build"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(
        err(&built).contains("content/site.yaml:5:9")
            && err(&built).contains("1 errore, 0 avvisi, 0 consigli")
            && err(&built).contains("resta il sito di prima"),
        "{}",
        err(&built)
    );
    assert_eq!(std::fs::read(room.path().join("public/index.html")).unwrap(), before);
}

#[test]
fn warnings_stop_only_under_strict() {
    let room = TempDir::new().unwrap();
    Folder::minimal().replace("informative.yaml", "    version: \"1\"\n", "").write_to(&room.path().join("content"));
    assert_eq!(limpido(room.path(), &["check"]).status.code(), Some(0));
    assert_eq!(limpido(room.path(), &["check", "--strict"]).status.code(), Some(1));
    assert_eq!(limpido(room.path(), &["build", "--strict"]).status.code(), Some(1));
    assert!(!room.path().join("public").exists());
    let built = limpido(room.path(), &["build", "--strict"]);
    assert!(err(&built).contains("non pubblicato") && !err(&built).contains("il sito di prima"), "{}", err(&built));
}

#[test]
fn faults_end_with_2_and_name_the_path() {
    let room = TempDir::new().unwrap();
    let missing = limpido(room.path(), &["check", "non-esiste"]);
    assert_eq!(
        (missing.status.code(), err(&missing)),
        (Some(2), "guasto: non riesco a leggere non-esiste: non esiste\n".to_owned())
    );
    Folder::minimal().write_to(&room.path().join("content"));
    let file = limpido(room.path(), &["check", "content/site.yaml"]);
    assert_eq!(err(&file), "guasto: non riesco a leggere content/site.yaml: non è una cartella\n");
    let inside = limpido(room.path(), &["build", "--out", "content/public"]);
    assert_eq!(inside.status.code(), Some(2));
    assert!(
        err(&inside).starts_with("guasto: non pubblico in ") && err(&inside).contains("\naiuto: "),
        "{}",
        err(&inside)
    );
    assert_eq!(limpido(room.path(), &["build", "--out", "."]).status.code(), Some(2));
    assert_eq!(limpido(room.path(), &["build", "--out", "/"]).status.code(), Some(2));
}

#[test]
fn the_language_is_italian_unless_english_is_asked_for() {
    let room = TempDir::new().unwrap();
    Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne").write_to(&room.path().join("content"));
    let italian = err(&limpido(room.path(), &["check"]));
    assert!(italian.starts_with("errore[unknown-value]: «comne» non va bene"), "{italian}");
    let english = err(&limpido(room.path(), &["check", "--lang", "en"]));
    assert!(english.starts_with("error[unknown-value]: “comne” does not fit"), "{english}");
}

#[test]
fn json_is_one_document_on_standard_output() {
    let room = TempDir::new().unwrap();
    Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne").write_to(&room.path().join("uno"));
    Folder::minimal().replace("acts.yaml", "2026-02-20", "20.2.2026").write_to(&room.path().join("due"));
    let checked = limpido(room.path(), &["check", "uno", "due", "--format", "json"]);
    assert_eq!((checked.status.code(), err(&checked).as_str()), (Some(1), ""));
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(report["counts"]["error"], 2);
    assert_eq!(report["findings"][0]["path"], "uno/site.yaml");
    assert_eq!(
        (&report["findings"][0]["line"], &report["findings"][0]["column"], &report["findings"][0]["end_column"]),
        (&5.into(), &9.into(), &14.into())
    );
    assert_eq!(report["findings"][0]["hints"][0]["replace"], "comune");
    assert_eq!(report["findings"][1]["rule"], "invalid-date");
}

#[test]
fn several_sites_go_to_a_folder_each_and_do_not_stop_one_another() {
    let room = TempDir::new().unwrap();
    Folder::minimal().write_to(&room.path().join("uno"));
    Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne").write_to(&room.path().join("due"));
    let built = limpido(room.path(), &["build", "due", "uno"]);
    assert_eq!(built.status.code(), Some(1), "{}", err(&built));
    assert!(room.path().join("public/uno/index.html").is_file() && !room.path().join("public/due").exists());
}

#[test]
fn wrong_arguments_are_answered_in_italian_with_the_nearest() {
    let room = TempDir::new().unwrap();
    let wrong = limpido(room.path(), &["bild"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        err(&wrong),
        "errore: il comando «bild» non esiste\naiuto: forse volevi «build»\naiuto: «limpido --help» elenca comandi e opzioni\n"
    );
    let wrong = limpido(room.path(), &["check", "--strickt"]);
    assert!(
        err(&wrong).contains("l'opzione «--strickt» non esiste\naiuto: forse volevi «--strict»"),
        "{}",
        err(&wrong)
    );
    let help = limpido(room.path(), &["--help"]);
    assert!(
        help.status.success()
            && out(&help).contains("Comandi:")
            && out(&help).contains("Controlla il sito e lo pubblica"),
        "{}",
        out(&help)
    );
    let version = limpido(room.path(), &["--version"]);
    assert_eq!(out(&version), format!("limpido {}\n", env!("CARGO_PKG_VERSION")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_a_fault() {
    // Root may write anywhere, so the test shows it with a path under a device.
    let room = TempDir::new().unwrap();
    Folder::minimal().write_to(&room.path().join("content"));
    let built = limpido(room.path(), &["build", "--out", "/dev/null/public"]);
    assert_eq!(built.status.code(), Some(2));
    assert!(err(&built).contains("/dev/null"), "{}", err(&built));
}

#[test]
fn the_readme_names_the_commands_that_exist() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    for command in ["limpido build", "limpido check", ".ci/run"] {
        assert!(readme.contains(command), "{command}");
    }
}

#[test]
fn reports_for_code_hosts_hold_every_finding() {
    let room = TempDir::new().unwrap();
    Folder::minimal()
        .replace("site.yaml", "kind: comune", "kind: comne")
        .replace("accounts.yaml", "purpose:", "porpose:")
        .write_to(&room.path().join("il sito"));
    let of = |format: &str| {
        let output = limpido(room.path(), &["check", "il sito", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        out(&output)
    };
    let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(results.len(), 2);
    assert_eq!(place["artifactLocation"]["uri"], "il%20sito/site.yaml");
    assert_eq!(place["region"]["startLine"], 5);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(results.iter().all(|result| rules.iter().any(|rule| rule["id"] == result["ruleId"])));
    for rule in rules {
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("\n## Come si corregge\n"), "{rule}");
        assert_eq!(rule["defaultConfiguration"]["level"], "error", "{rule}");
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    let change = &results[0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "il%20sito/accounts.yaml");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "purpose");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startLine"], 5);
    let github = of("github");
    assert_eq!(github.lines().count(), 2);
    assert!(
        github.starts_with(
            "::error file=il sito/accounts.yaml,line=5,col=5,endLine=5,endColumn=12,title=unknown-field::"
        ),
        "{github}"
    );
    assert!(github.contains("%0Aforse volevi «purpose»"), "{github}");
    let gitlab: serde_json::Value = serde_json::from_str(&of("gitlab")).unwrap();
    let findings = gitlab.as_array().unwrap();
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[1]["location"]["lines"]["begin"], 5);
    assert_ne!(findings[0]["fingerprint"], findings[1]["fingerprint"]);
    assert_eq!(gitlab, serde_json::from_str::<serde_json::Value>(&of("gitlab")).unwrap());
}

#[test]
fn check_finds_what_build_finds() {
    // `check` draws no QR codes, and makes the page that repeats all others only when something leads into it.
    let text = "---\ntitle: Contatti\n---\n\nVai a [tutta la policy](policy-completa.html) o a [un punto](policy-completa.html#nulla).\n";
    let accounts = "accounts: [{ platform: instagram, manager: { office: urp } }]\n";
    for (path, text, told) in [
        ("it/contatti.md", text, "policy-completa.html#nulla"),
        ("accounts.yaml", accounts, "errore[account-without-address]"),
    ] {
        let room = TempDir::new().unwrap();
        Folder::minimal().file(path, text).write_to(&room.path().join("content"));
        let (checked, built) = (limpido(room.path(), &["check"]), limpido(room.path(), &["build"]));
        assert_eq!((checked.status.code(), built.status.code()), (Some(1), Some(1)), "{path}");
        let report = |output: &Output| err(output).split_once("\n\n").unwrap().0.to_owned();
        assert!(err(&checked).contains(told), "{}", err(&checked));
        assert_eq!(report(&checked), report(&built));
    }
}

#[test]
fn names_for_the_preview_are_told_everywhere_and_a_bad_one_is_refused_with_a_hint() {
    let room = TempDir::new().unwrap();
    for said in [&["serve", "--help"][..], &["man"], &["completions", "bash"], &["completions", "powershell"]] {
        // Hyphens are escaped in a manual.
        assert!(out(&limpido(room.path(), said)).replace('\\', "").contains("--allow-host"), "{said:?}");
    }
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    assert!(readme.contains("--allow-host"));
    for name in ["http://localhost", "*", "a b", "localhost/", "0.0.0.0", ""] {
        let refused = limpido(room.path(), &["serve", "--allow-host", name]);
        let hint = format!("errore: «{name}» non va bene per «--allow-host <NOME>»: scrivi solo il nome");
        assert_eq!(refused.status.code(), Some(2), "{name}");
        assert!(err(&refused).starts_with(&hint), "{}", err(&refused));
    }
    let english = limpido(room.path(), &["serve", "--allow-host", "*", "--lang", "en"]);
    assert!(err(&english).contains("write only the name that stands in the address"), "{}", err(&english));
    let nameless = limpido(room.path(), &["serve", "--host", "0.0.0.0", "--allow-host", "localhost"]);
    assert!(err(&nameless).starts_with("guasto: non riesco a leggere content"), "{}", err(&nameless));
}

#[test]
fn whoever_stands_in_the_texts_gets_a_way_that_works() {
    let room = TempDir::new().unwrap();
    let site = room.path().join("sito");
    Folder::minimal().write_to(&site);
    let refused = limpido(&site, &["build", "."]);
    assert_eq!(refused.status.code(), Some(2));
    let told = err(&refused);
    let out = told.split("--out \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{told}"));
    let built = limpido(&site, &["build", ".", "--out", out]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(room.path().join("public/index.html").is_file());
}

/// What the environment says.
type Variables<'v> = &'v [(&'v str, &'v str)];

#[test]
fn paths_for_code_hosts_begin_at_the_root_of_the_repository() {
    let room = TempDir::new().unwrap();
    let room = room.path().canonicalize().unwrap();
    let site = Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne");
    site.write_to(&room.join("policy/sito"));
    site.write_to(&room.join("altrove/sito"));
    std::fs::create_dir_all(room.join("policy/.git")).unwrap();
    std::fs::write(room.join("policy/.git/HEAD"), "ref: refs/heads/main\n").unwrap();
    let whole = room.join("policy/sito");
    let [whole, policy] = [whole.to_str().unwrap(), room.to_str().unwrap()];
    let nowhere = "/elsewhere";
    // Where it is started, the folder as it is typed, what hosts say, and the path that comes of it.
    let table: [(&str, &str, Variables<'_>, &str); 9] = [
        ("policy/sito", ".", &[], "sito/site.yaml"),
        ("policy", "sito", &[], "sito/site.yaml"),
        ("policy/sito", "../sito", &[], "sito/site.yaml"),
        ("policy", whole, &[], "sito/site.yaml"),
        ("altrove", whole, &[], "sito/site.yaml"),
        ("policy/sito", ".", &[("GITHUB_WORKSPACE", policy)], "policy/sito/site.yaml"),
        ("policy/sito", ".", &[("CI_PROJECT_DIR", policy)], "policy/sito/site.yaml"),
        ("policy/sito", ".", &[("GITHUB_WORKSPACE", nowhere), ("CI_PROJECT_DIR", "")], "sito/site.yaml"),
        ("altrove", "sito", &[], "sito/site.yaml"),
    ];
    for (here, typed, variables, expected) in table {
        let of = |format: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_limpido"));
            command.current_dir(room.join(here)).args(["check", typed, "--format", format]);
            command.env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR").envs(variables.iter().copied());
            out(&command.output().unwrap())
        };
        let told = format!("{typed} in {here} with {variables:?}");
        assert!(of("github").starts_with(&format!("::error file={expected},line=5,")), "{told}\n{}", of("github"));
        let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).unwrap();
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], expected, "{told}");
        let gitlab: serde_json::Value = serde_json::from_str(&of("gitlab")).unwrap();
        assert_eq!(gitlab[0]["location"]["path"], expected, "{told}");
    }
}
