//! Many enti in one run of the program: each whatever the others hold, only what changed, in parts, and nothing of one in another.

use crate::harness::{Folder, PIPELINE, TODAY};
use limpido::enti::{Done, EntiKnown, Out, Run};
use limpido::members::Members;
use limpido::publish::{Sync, Way};
use limpido::render::Options;
use limpido::source::Files;
use serde_json::Value;
use sha2::Digest;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn limpido(room: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_limpido"))
        .args(arguments)
        .current_dir(room)
        .env("LANG", "C")
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A workspace on the disk: the smallest site as base, and so many enti in a table.
fn workspace(enti: usize, more: &str) -> TempDir {
    let room = TempDir::new().unwrap();
    let rows: Vec<String> =
        (1..=enti).map(|at| format!("Comune di Prova {at},c_p{at:03},https://www.prova{at}.example\n")).collect();
    let rows = rows.concat();
    Folder::minimal()
        .under("enti/base")
        .file("enti/workspace.yaml", format!("edition: 1\nmembers: enti.csv\nbase: base\n{more}"))
        .file("enti/enti.csv", format!("ente.name,ente.ipa,ente.site\n{rows}"))
        .write_to(room.path());
    room
}

fn overview(room: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(room.join("report/overview.json")).unwrap()).unwrap()
}

/// Every file below a folder.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    // The lock is empty, and the dates of files are no content.
    files
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b".limpido-"))
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn one_entes_errors_stop_no_other_and_leave_its_old_site() {
    let room = workspace(3, "");
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    let old = tree(&room.path().join("public/c_p002"));
    let table = std::fs::read_to_string(room.path().join("enti/enti.csv")).unwrap();
    let table = table.replace("https://www.prova2.example", "non lo so").replace("Prova 3", "Nuovo Nome");
    std::fs::write(room.path().join("enti/enti.csv"), table).unwrap();
    let built = limpido(room.path(), &["build", "enti"], &[]);
    assert_eq!(built.status.code(), Some(1), "{}", said(&built));
    assert!(said(&built).contains("enti/enti.csv:3:26"), "{}", said(&built));
    assert!(said(&built).contains("3 enti: 2 a posto, 1 fermati"), "{}", said(&built));
    assert_eq!(tree(&room.path().join("public/c_p002")), old);
    let page = std::fs::read_to_string(room.path().join("public/c_p003/index.html")).unwrap();
    assert!(page.contains("Nuovo Nome"));
    let overview = overview(room.path());
    assert_eq!(overview["enti"][1]["outcome"], "stopped");
    assert_eq!(overview["enti"][1]["before"]["error"], 0, "the trend knows the run before");
    assert_eq!(overview["enti"][1]["counts"]["error"], 1);
}

#[test]
fn an_ente_that_cannot_be_read_keeps_its_name_in_the_report() {
    let room = TempDir::new().unwrap();
    Folder::minimal().write_to(&room.path().join("enti/uno"));
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    std::fs::write(room.path().join("enti/uno/site.yaml"), "ente: [\n").unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(1));
    let overview = overview(room.path());
    assert_eq!(
        (&overview["enti"][0]["outcome"], &overview["enti"][0]["ente"]),
        (&"stopped".into(), &"Comune di Prova".into())
    );
}

#[test]
fn a_program_runs_the_enti_of_a_workspace_and_hears_of_each() {
    let room = workspace(3, "");
    let folder = room.path().join("enti");
    let public = room.path().join("public");
    let run = |before: EntiKnown| {
        let loaded = Members::load(&Files::disk(&folder), PIPELINE.sources()).unwrap();
        let members = loaded.members.unwrap();
        let run = Run {
            pipeline: &PIPELINE,
            root: &folder,
            members: &members,
            is_whole: true,
            today: TODAY,
            options: Options::default(),
            strict: false,
            all: false,
            wants_findings: true,
            out: Some(Out { folder: &public, way: Way::Fill, sync: Sync::Off, verify: false }),
            before,
            jobs: Some(2),
        };
        let mut heard = Vec::new();
        let mut told = |done: &mut Done| {
            let written = done.published.as_ref().map(|(_, published)| published.written > 0);
            heard.push((done.row.name.clone(), written, done.findings.is_some()));
        };
        let list: Vec<_> = members.list.iter().collect();
        let ended = run.each(&list, &mut told, &|_| {}).unwrap();
        assert!(ended.fault.is_none());
        heard.sort();
        (heard, ended.known)
    };
    let name = |ente: usize| format!("c_p{ente:03}");
    let (heard, known) = run(EntiKnown::default());
    assert_eq!(heard, [1, 2, 3].map(|ente| (name(ente), Some(true), true)));
    assert_eq!(known.overview.enti.len(), 3);
    // What has not changed is left alone.
    let (heard, known) = run(known);
    assert_eq!(heard, [1, 2, 3].map(|ente| (name(ente), None, false)));
    let table = std::fs::read_to_string(folder.join("enti.csv")).unwrap();
    std::fs::write(folder.join("enti.csv"), table.replace("Prova 3", "Nuovo Nome")).unwrap();
    let (heard, _) = run(known);
    assert_eq!(heard, [(name(1), None, false), (name(2), None, false), (name(3), Some(true), true)]);
}

/// Puts other bytes into a file, as many, and sets its date back.
fn spoil_unseen(file: &Path) {
    let data = std::fs::metadata(file).unwrap();
    std::fs::write(file, "x".repeat(usize::try_from(data.len()).unwrap())).unwrap();
    std::fs::File::options().write(true).open(file).unwrap().set_modified(data.modified().unwrap()).unwrap();
}

#[test]
fn a_report_of_somebody_else_is_not_replaced() {
    let room = workspace(1, "");
    std::fs::create_dir(room.path().join("report")).unwrap();
    std::fs::write(room.path().join("report/overview.csv"), "anni di lavoro").unwrap();
    let built = limpido(room.path(), &["build", "enti"], &[]);
    assert_eq!(built.status.code(), Some(2));
    assert!(said(&built).contains("overview.csv non l'ho scritto io"), "{}", said(&built));
    assert_eq!(std::fs::read_to_string(room.path().join("report/overview.csv")).unwrap(), "anni di lavoro");
    // A report of ours is replaced by the next.
    std::fs::remove_dir_all(room.path().join("report")).unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
}

#[test]
fn only_enti_whose_inputs_changed_are_built_again() {
    let room = workspace(2, "");
    limpido(room.path(), &["build", "enti"], &[]);
    // A page that is spoilt by hand shows who was built: what is left alone stays spoilt.
    let page = |ente: &str| room.path().join("public").join(ente).join("index.html");
    let spoil = || ["c_p001", "c_p002"].map(|ente| spoil_unseen(&page(ente)));
    let is_spoilt = |ente: &str| std::fs::read(page(ente)).unwrap().starts_with(b"xxx");
    spoil();
    limpido(room.path(), &["build", "enti"], &[]);
    assert!(is_spoilt("c_p001") && is_spoilt("c_p002"));
    let table = std::fs::read_to_string(room.path().join("enti/enti.csv")).unwrap();
    std::fs::write(room.path().join("enti/enti.csv"), table.replace("Prova 1", "Fontana")).unwrap();
    limpido(room.path(), &["build", "enti"], &[]);
    assert!(!is_spoilt("c_p001") && is_spoilt("c_p002"), "a row is the input of its ente alone");
    // The base is everybody's input.
    spoil();
    let rules = room.path().join("enti/base/moderation.yaml");
    let text = std::fs::read_to_string(&rules).unwrap();
    std::fs::write(&rules, text.replace("Non insultare", "Non offendere")).unwrap();
    limpido(room.path(), &["build", "enti"], &[]);
    assert!(!is_spoilt("c_p001") && !is_spoilt("c_p002"));
    spoil();
    limpido(room.path(), &["build", "enti", "--all"], &[]);
    assert!(!is_spoilt("c_p001") && !is_spoilt("c_p002"), "--all leaves nobody alone");
    // The day is an input too: what is due changes with it.
    spoil();
    limpido(room.path(), &["build", "enti"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(!is_spoilt("c_p001"));
    // A page that somebody has changed or removed is seen by its date and its size; one whose date was set back, only by reading.
    spoil();
    limpido(room.path(), &["build", "enti"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(is_spoilt("c_p001"));
    limpido(room.path(), &["build", "enti", "--verify"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(!is_spoilt("c_p001") && !is_spoilt("c_p002"));
    let whole = std::fs::read(page("c_p001")).unwrap();
    std::fs::write(page("c_p001"), whole.repeat(2)).unwrap();
    std::fs::remove_file(page("c_p002")).unwrap();
    limpido(room.path(), &["build", "enti"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(page("c_p002").is_file());
    assert_eq!(std::fs::read(page("c_p001")).unwrap(), whole);
    // A site that somebody took away comes back.
    std::fs::remove_dir_all(room.path().join("public/c_p001")).unwrap();
    limpido(room.path(), &["build", "enti"], &[("SOURCE_DATE_EPOCH", "1795392000")]);
    assert!(page("c_p001").is_file());
}

#[test]
fn shards_together_are_one_run_byte_for_byte() {
    let whole = workspace(20, "assets: shared\n");
    assert_eq!(limpido(whole.path(), &["build", "enti"], &[]).status.code(), Some(0));
    let parts = workspace(20, "assets: shared\n");
    let mut reports = vec!["report".to_owned(), "merge".to_owned()];
    for part in 1..=4 {
        let (shard, report) = (format!("{part}/4"), format!("part-{part}"));
        let built = limpido(parts.path(), &["build", "enti", "--shard", &shard, "--report", &report], &[]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        reports.push(report);
    }
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    assert_eq!(limpido(parts.path(), &reports, &[]).status.code(), Some(0));
    assert_eq!(tree(&parts.path().join("public")), tree(&whole.path().join("public")));
    assert_eq!(tree(&parts.path().join("report")), tree(&whole.path().join("report")));
    let sizes: Vec<usize> =
        (1..=4).map(|part| tree(&parts.path().join(format!("part-{part}")))["overview.csv"].len()).collect();
    assert!(sizes.iter().all(|size| *size > 60), "every part has work: {sizes:?}");
}

#[test]
fn the_engine_says_which_part_is_mine() {
    let room = workspace(12, "");
    let names = |arguments: &[&str], environment: &[(&str, &str)]| -> Vec<String> {
        let mut all = vec!["check", "enti", "--report", "report"];
        all.extend(arguments);
        let checked = limpido(room.path(), &all, environment);
        assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
        let overview = overview(room.path());
        overview["enti"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    let second = names(&["--shard", "2/3"], &[]);
    assert!(!second.is_empty() && second.len() < 12);
    let same = |environment: &[(&str, &str)]| assert_eq!(names(&["--shard-from-env"], environment), second);
    same(&[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")]);
    same(&[("JOB_COMPLETION_INDEX", "1"), ("LIMPIDO_SHARDS", "3")]);
    same(&[("SLURM_ARRAY_TASK_ID", "11"), ("SLURM_ARRAY_TASK_COUNT", "3"), ("SLURM_ARRAY_TASK_MIN", "10")]);
    same(&[("PARALLEL_SEQ", "2"), ("LIMPIDO_SHARDS", "3")]);
    let lost = limpido(room.path(), &["check", "enti", "--shard-from-env"], &[]);
    assert_eq!(lost.status.code(), Some(2));
    assert!(said(&lost).contains("CI_NODE_INDEX"), "{}", said(&lost));
    for wrong in ["0/3", "4/3", "x", "1/0"] {
        let refused = limpido(room.path(), &["check", "enti", "--shard", wrong], &[]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn nothing_of_one_ente_is_ever_in_anothers_site() {
    let enti = 200;
    let room = TempDir::new().unwrap();
    let base = Folder::minimal().under("enti/base");
    let mut folder = base.file("enti/workspace.yaml", "edition: 1\nmembers: [enti.csv, \"con-*\"]\nbase: base\n");
    let mark = |at: usize| format!("segno{at:03}segno");
    let mut rows = String::from("ente.name,ente.ipa,ente.site,ente.email,account.facebook,acts.in_force,folder\n");
    for at in 0..enti {
        let mark = mark(at);
        if at % 4 == 0 {
            // A folder of its own: YAML, a page, phrases, a file.
            let site = format!(
                "ente:\n  name: Comune di {mark}\n  ipa: c_{mark}\n  site: https://{mark}.example\n  logo: files/{mark}.svg\n"
            );
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{mark}</title></svg>");
            folder = folder
                .file(&format!("enti/con-{mark}/site.yaml"), site)
                .file(
                    &format!("enti/con-{mark}/moderation.yaml"),
                    format!("rules:\n  - {{ id: {mark}, text: Regola {mark}. }}\n"),
                )
                .file(
                    &format!("enti/con-{mark}/it/contatti.md"),
                    format!("---\ntitle: Contatti {mark}\n---\nScrivi a {mark}.\n"),
                )
                .file(&format!("enti/con-{mark}/i18n/it.yaml"), format!("phrases:\n  footer:\n    data: Dati {mark}\n"))
                .file(&format!("enti/con-{mark}/files/{mark}.svg"), svg);
        } else {
            rows.push_str(&format!(
                "Comune di {mark},c_{mark},https://{mark}.example,info@{mark}.example,{mark},2026-03-01,\n"
            ));
        }
    }
    folder.file("enti/enti.csv", rows).write_to(room.path());
    let built = limpido(room.path(), &["build", "enti", "--jobs", "8"], &[]);
    assert!(said(&built).contains("200 enti: "), "{}", said(&built));
    let mut seen = 0;
    for site in std::fs::read_dir(room.path().join("public")).unwrap() {
        let site = site.unwrap();
        let name = site.file_name().to_str().unwrap().to_owned();
        let own = (0..enti).map(mark).find(|mark| name.contains(mark.as_str())).unwrap();
        for (path, bytes) in tree(&site.path()) {
            let text = path + &String::from_utf8_lossy(&bytes);
            for (at, _) in text.match_indices("segno").step_by(2) {
                let found = text.get(at..at + own.len()).unwrap_or_default();
                assert_eq!(found, own, "in {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20 * enti, "every ente's marks are on its own pages: {seen}");
    assert_eq!(std::fs::read_dir(room.path().join("public")).unwrap().count(), enti);
}

#[test]
fn shared_assets_stand_once_beside_the_sites() {
    let room = workspace(3, "assets: shared\n");
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    let all = tree(&room.path().join("public"));
    let sheets: Vec<_> = all.keys().filter(|path| path.ends_with(".css")).collect();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    assert!(sheets[0].starts_with("assets/italia-"), "{sheets:?}");
    let page = String::from_utf8_lossy(&all["c_p001/index.html"]).into_owned();
    assert!(page.contains(&format!("href=\"../{}\"", sheets[0])), "{page}");
}

#[test]
fn what_no_site_shares_any_more_goes_after_all_of_them() {
    let room = workspace(2, "assets: shared\n");
    let assets = room.path().join("public/assets");
    std::fs::create_dir_all(&assets).unwrap();
    // A style sheet of an older version: its name is the digest of its bytes.
    let old = "body{}";
    let digest = &limpido::source::hex(&sha2::Sha256::digest(old))[..8];
    let old_sheet = assets.join(format!("italia-{digest}.css"));
    std::fs::write(&old_sheet, old).unwrap();
    std::fs::write(assets.join("foto-12345678.css"), "di altri").unwrap();
    let table = std::fs::read_to_string(room.path().join("enti/enti.csv")).unwrap();
    std::fs::write(room.path().join("enti/enti.csv"), table.replace("https://www.prova2.example", "non lo so"))
        .unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(1));
    assert!(old_sheet.is_file(), "an ente that was not published may still lead to it");
    std::fs::write(room.path().join("enti/enti.csv"), table).unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    assert!(old_sheet.is_file(), "nor is it known what an ente leads to that was left as it stood");
    assert_eq!(limpido(room.path(), &["build", "enti", "--all"], &[]).status.code(), Some(0));
    assert!(!old_sheet.exists() && assets.join("foto-12345678.css").is_file());
    assert_eq!(tree(&assets).keys().filter(|path| path.starts_with("italia-")).count(), 1);
}

#[test]
fn a_target_among_the_texts_is_refused() {
    let room = workspace(1, "");
    for out in ["enti/base", "enti/base/public", "."] {
        let built = limpido(room.path(), &["build", "enti", "--out", out], &[]);
        assert_eq!(built.status.code(), Some(2), "{out}: {}", said(&built));
        assert!(said(&built).contains("non pubblico in"), "{}", said(&built));
    }
    let folders = TempDir::new().unwrap();
    Folder::minimal().under("enti/uno").write_to(folders.path());
    let built = limpido(folders.path(), &["build", "enti", "--out", "enti/uno/public"], &[]);
    assert_eq!(built.status.code(), Some(2), "{}", said(&built));
}

#[test]
fn programs_read_of_enti_in_the_order_of_their_names() {
    let room = workspace(40, "");
    let table = std::fs::read_to_string(room.path().join("enti/enti.csv")).unwrap();
    std::fs::write(room.path().join("enti/enti.csv"), table.replace("https://", "non lo so ")).unwrap();
    let checked = limpido(room.path(), &["check", "enti", "--format", "json"], &[]);
    let document: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let found = document["findings"].as_array().unwrap().iter().filter(|found| found["path"] == "enti/enti.csv");
    let lines: Vec<_> = found.map(|found| found["line"].as_u64().unwrap()).collect();
    assert!(lines.len() >= 40 && lines.is_sorted(), "{lines:?}");
}

#[test]
fn one_ente_alone_is_checked_as_the_workspaces() {
    let room = TempDir::new().unwrap();
    Folder::minimal()
        .under("enti/base")
        .file("enti/workspace.yaml", "edition: 1\nmembers: [\"c_*\"]\nbase: base\n")
        .file("enti/c_a001/site.yaml", "ente:\n  name: Comune di Alfa\n")
        .write_to(room.path());
    let checked = limpido(room.path(), &["check", "enti/c_a001"], &[]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let explained = limpido(room.path(), &["explain", "enti/c_a001", "ente.name"], &[]);
    let text = String::from_utf8_lossy(&explained.stdout).into_owned();
    assert_eq!(
        text,
        "enti/c_a001/site.yaml:2:9  vale: Comune di Alfa\nenti/base/site.yaml:4:9  coperto: Comune di Prova\n"
    );
}

/// What a program reads in each format of the first finding: rule, path, line and column where the format has them.
fn in_every_format(room: &Path, folder: &str) -> Vec<String> {
    let of = |format: &str| {
        let checked = limpido(room, &["check", folder, "--format", format], &[]);
        assert_eq!(checked.status.code(), Some(1), "{format}: {}", said(&checked));
        String::from_utf8(checked.stdout).unwrap()
    };
    let json: Value = serde_json::from_str(&of("json")).unwrap();
    let found = &json["findings"][0];
    let of_json = format!("{} {}:{}:{}", found["rule"], found["path"], found["line"], found["column"]).replace('"', "");
    let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
    let found = &sarif["runs"][0]["results"][0];
    let place = &found["locations"][0]["physicalLocation"];
    let region = &place["region"];
    let (uri, line, column) = (&place["artifactLocation"]["uri"], &region["startLine"], &region["startColumn"]);
    let of_sarif = format!("{} {uri}:{line}:{column}", found["ruleId"]).replace('"', "");
    let gitlab: Value = serde_json::from_str(&of("gitlab")).unwrap();
    let location = &gitlab[0]["location"];
    let of_gitlab =
        format!("{} {}:{}", gitlab[0]["check_name"], location["path"], location["lines"]["begin"]).replace('"', "");
    vec![of_json, of_sarif, of_gitlab, of("github").lines().next().unwrap().to_owned(), of("html")]
}

#[test]
fn what_is_wrong_with_a_workspace_is_in_every_report() {
    for (file, text, rule, line, column) in [
        ("workspace.yaml", "edition: 1\n members: enti.csv\nbase: base\n", "yaml-syntax", 2, 9),
        ("workspace.yaml", "edition: 1\nmembers: enti.csv\nbase: base\nmembrs: x\n", "unknown-field", 4, 1),
        ("workspace.yaml", "edition: 1 # a\u{202e}b\nmembers: enti.csv\nbase: base\n", "control-sign", 1, 15),
        ("enti.csv", "ente.name,ente.ipa,ente.sit\nA,c_a001,https://a.example\n", "unknown-field", 1, 20),
        (
            "enti.csv",
            "ente.name,ente.ipa,ente.site\nA,c_p001,https://a.example\nB,C_P001,https://b.example\n",
            "member-twice",
            3,
            1,
        ),
        ("base/base.yaml", "edition: 1\nlocked: [it/nulla.md]\n", "unknown-reference", 2, 10),
    ] {
        let room = workspace(1, "");
        std::fs::write(room.path().join("enti").join(file), text).unwrap();
        let path = format!("enti/{file}");
        let reports = in_every_format(room.path(), "enti");
        let place = format!("{rule} {path}:{line}");
        assert_eq!(reports[..3], [format!("{place}:{column}"), format!("{place}:{column}"), place], "{file}");
        assert!(reports[3].starts_with(&format!("::error file={path},line={line},col={column},")), "{}", reports[3]);
        assert!(
            reports[4].contains("La cartella di tutti gli enti")
                && reports[4].contains(&format!("{path}:{line}:{column}"))
        );
        // The report on all, too.
        let built = limpido(room.path(), &["build", "enti"], &[]);
        assert_eq!(built.status.code(), Some(1), "{}", said(&built));
        let overview = overview(room.path());
        let found = &overview["workspace"]["findings"][0];
        assert_eq!((&found["rule"], &found["place"]), (&rule.into(), &format!("{path}:{line}:{column}").into()));
        let of = |name: &str| std::fs::read_to_string(room.path().join("report").join(name)).unwrap();
        let page = of("overview.html");
        assert!(page.contains(&format!("<code>{path}:{line}:{column}</code>")));
        // With the remedy, and the other place where there is one.
        if rule == "unknown-field" {
            assert!(
                page.contains("Come si corregge: ") && !found["hints"][0]["it"].as_str().unwrap().is_empty(),
                "{found}"
            );
        }
        if rule == "member-twice" {
            let other = found["related"][0]["place"].as_str().unwrap();
            assert!(other.starts_with(&path) && page.contains(&format!("<code>{other}</code>")), "{found}");
        }
        assert!(
            of("overview.csv").contains(&format!("workspace.yaml,,stopped,{rule},1,0,0,0")),
            "{}",
            of("overview.csv")
        );
    }
}

#[test]
fn an_ente_run_alone_says_what_is_wrong_with_its_workspace() {
    let room = workspace(1, "");
    Folder::minimal().write_to(&room.path().join("enti/uno"));
    let settings = "edition: 1\nmembers: [enti.csv, uno]\nmembrs: x\n";
    std::fs::write(room.path().join("enti/workspace.yaml"), settings).unwrap();
    assert_eq!(in_every_format(room.path(), "enti/uno")[0], "unknown-field enti/workspace.yaml:3:1");
    // An ente of a workspace that cannot be read is no site of its own: of its files nothing is said.
    std::fs::write(room.path().join("enti/workspace.yaml"), "edition: 1\n members: uno\n").unwrap();
    let checked = limpido(room.path(), &["check", "enti/uno", "--format", "json"], &[]);
    let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((checked.status.code(), &report["counts"]["error"]), (Some(1), &1.into()));
    let built = limpido(room.path(), &["build", "enti/uno"], &[]);
    assert_eq!(built.status.code(), Some(1));
    assert!(said(&built).contains("enti/uno: non pubblicato") && !room.path().join("public").exists());
}

#[test]
fn a_workspace_that_cannot_be_read_keeps_what_the_report_knows() {
    let room = workspace(2, "");
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    let before = overview(room.path());
    let settings = std::fs::read_to_string(room.path().join("enti/workspace.yaml")).unwrap();
    std::fs::write(room.path().join("enti/workspace.yaml"), "edition: 1\n members: x\n").unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(1));
    let now = overview(room.path());
    assert_eq!((&now["enti"], &now["date"]), (&before["enti"], &before["date"]));
    assert_eq!(now["workspace"]["is_read"], false);
    // Parts that were read keep it when they are put together, and what was wrong then stops.
    let merged = limpido(room.path(), &["report", "merge", "report", "--out", "tutti"], &[]);
    assert_eq!(merged.status.code(), Some(1), "{}", said(&merged));
    std::fs::write(room.path().join("enti/workspace.yaml"), settings).unwrap();
    assert_eq!(limpido(room.path(), &["build", "enti"], &[]).status.code(), Some(0));
    assert_eq!(overview(room.path())["workspace"], Value::Null);
    assert_eq!(overview(room.path())["enti"][0]["before"]["error"], 0, "the trend goes on");
}
