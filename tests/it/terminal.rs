//! Whatever files, folders and answers hold, the terminal is told nothing by them: no escape but a colour of ours, no sign that nobody
//! sees; and no line of a report is one that a file made up.

use crate::harness::{Folder, TODAY};
use limpido::diagnostic::{Locale, github, gitlab, json, sarif};
use limpido::evidence::{self, Subject, SubjectKind};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Writes into the clipboard, sets the title, turns colours, rings, goes back, turns the direction, hides letters.
const HOSTILE: &str = "x\u{1b}]52;c;aGk=\u{7}\u{1b}]0;t\u{9c}\u{1b}[35;43;5mROSA\u{9b}2J\u{8}\u{7f}\u{85}\u{202e}\u{2066}\u{e0041}\u{200f}\u{2028}\u{200b}y";
/// Would be a workflow command of GitHub's on a line of its own.
const INJECTED: &str = "a\n::error file=zz::rubato\r\n::set-output::y";

/// What the program says, with its colours.
fn said(room: &Path, arguments: &[&str], typed: &str) -> Vec<String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_limpido"))
        .args(arguments)
        .current_dir(room)
        .env("LC_ALL", "C")
        .env("CLICOLOR_FORCE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that asks nothing closes its end.
    let _ = program.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = program.wait_with_output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).to_vec()
}

/// The reports of a site for programs and for the RPD, as they are before anything is printed.
fn reports(site: &Folder) -> Vec<String> {
    let built = site.run().built;
    let subject = Subject {
        folder: HOSTILE.to_owned(),
        kind: SubjectKind::Site(built.findings().ente.as_deref()),
        looks: &built.findings().looks,
        pages: &[],
        report: &built.findings().report,
        sources: &built.findings().sources,
    };
    let page = evidence::page(&[subject], TODAY, Locale::En).unwrap();
    let found = built.into_parts().findings;
    let found = [(found.report, found.sources)];
    vec![
        page,
        json(&found, Locale::It),
        sarif(&found, Locale::En, str::to_owned),
        github(&found, Locale::It, str::to_owned),
        gitlab(&found, Locale::En, str::to_owned),
    ]
}

/// The text without the colours that reports are drawn with.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|sign: char| !(sign.is_ascii_digit() || sign == ';')).unwrap_or(part.len());
        assert!(part[end..].starts_with('m'), "no colour: {part:?}");
        assert_ne!(&part[..end], "35;43;5", "a colour from a file");
        plain.push_str(&part[end + 1..]);
    }
    plain
}

#[track_caller]
fn is_harmless(texts: &[String]) {
    for text in texts {
        let plain = without_colours(text);
        let harmful = |sign: &char| {
            sign.is_control() && !matches!(sign, '\n' | '\t')
                || matches!(sign, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        };
        assert_eq!(plain.chars().find(harmful), None, "{plain}");
        let made_up =
            plain.lines().find(|line| line.trim_start().starts_with("::error file=zz") || line.starts_with("::set"));
        assert_eq!(made_up, None, "{plain}");
    }
}

/// Something was said, and it holds the hostile text in a form that people can read.
#[track_caller]
fn is_shown(texts: &[String]) {
    is_harmless(texts);
    assert!(texts.iter().any(|text| text.contains("<U+001B>]52;c;")), "{texts:?}");
}

/// A text as a YAML scalar, with an escape in the place of each sign: what YAML does not let stand reaches the values so.
fn quoted(text: &str) -> String {
    let escapes: Vec<String> = text.chars().map(|sign| format!("\\U{:08x}", u32::from(sign))).collect();
    format!("\"{}\"", escapes.concat())
}

const FORMATS: [&str; 6] = ["human", "json", "sarif", "github", "gitlab", "html"];

#[test]
fn texts_of_a_site_command_no_terminal() {
    let hostile = quoted(HOSTILE);
    let sites = [
        ("a value", Folder::minimal().replace("site.yaml", "kind: comune", &format!("kind: {hostile}"))),
        ("a field", Folder::minimal().replace("accounts.yaml", "purpose:", &format!("{hostile}:"))),
        ("a key of a table of fields", Folder::minimal().replace("site.yaml", "    urp:", &format!("    {hostile}:"))),
        ("raw signs", Folder::minimal().replace("accounts.yaml", "Notizie", HOSTILE)),
        ("prose", Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n\n## {HOSTILE}\n\n<b>{HOSTILE}</b> [{HOSTILE}](nulla-{HOSTILE}.md) {{{{ {HOSTILE} }}}}\n"))),
        ("front matter", Folder::minimal().file("it/contatti.md", format!("---\ntitle: {hostile}\n{hostile}: x\nslug: {hostile}\n---\n"))),
        ("a language", Folder::minimal().replace("site.yaml", "[it]", &format!("[it, {hostile}]"))),
        ("an injected line", Folder::minimal().replace("site.yaml", "kind: comune", &format!("kind: {}", quoted(INJECTED)))),
        ("an injected field", Folder::minimal().replace("accounts.yaml", "purpose:", &format!("{}:", quoted(INJECTED)))),
        ("a waiver", Folder::minimal().file("site.yaml", Folder::minimal().text("site.yaml").to_owned() + &format!("waivers:\n  - {{ rule: {hostile}, because: {hostile}, until: 2027-01-01, place: {hostile} }}\n"))),
        ("phrases", Folder::minimal().file("i18n/it.yaml", format!("phrases:\n  {hostile}: {hostile}\n"))),
    ];
    for (what, site) in sites {
        let room = TempDir::new().unwrap();
        site.write_to(&room.path().join("content"));
        is_harmless(&reports(&site));
        let texts = said(room.path(), &["check"], "");
        is_harmless(&texts);
        let is_said = texts.iter().any(|text| text.contains("<U+") || text.contains("rubato"));
        assert!(is_said, "{what}: {texts:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_and_folders_command_no_terminal() {
    for name in [HOSTILE, INJECTED] {
        let name = name.replace('/', "");
        let room = TempDir::new().unwrap();
        let folder = room.path().join(&name);
        Folder::minimal()
            .replace("site.yaml", "kind: comune", "kind: comne")
            .file(&format!("files/{name}.exe"), "x")
            .file(&format!("it/{name}.md"), "no front matter")
            .file(&format!("xx/{name}.md"), "no language")
            .write_to(&folder);
        std::os::unix::fs::symlink("/dev/null", folder.join(format!("files/{name}.pdf"))).unwrap();
        for format in FORMATS {
            is_harmless(&said(room.path(), &["check", &name, "--format", format], ""));
        }
        if name == INJECTED {
            continue;
        }
        Folder::minimal().write_to(&room.path().join("content"));
        for arguments in [
            vec!["build", &name],
            vec!["build", "--out", &name],
            vec!["build", "--out", &format!("content/{name}")],
            vec!["check", &format!("{name}{name}")],
            vec!["serve", &format!("{name}{name}")],
            vec!["explain", &name],
            vec!["explain", "content", &name],
            vec!["explain", &name, "ente.name"],
            vec!["schema", &name],
            vec!["workspace", "diff", &name],
            vec!["workspace", "diff", "content", &name],
            vec!["workspace", "diff", "content", "--to", &name],
            vec!["report", "merge", &name],
            vec!["init", &name, "--no-questions"],
            vec!["init", "nuovo", "--answers", &name],
            vec!["init", "nuovo", "--ipa", &name, "--code", &name],
            vec!["check", &format!("--{name}")],
            vec!["check", "--format", &name],
            vec!["check", "--shard", &name],
            vec![&name],
        ] {
            let texts = said(room.path(), &arguments, "");
            assert!(texts.iter().any(|text| !text.is_empty()), "{arguments:?}");
            is_harmless(&texts);
        }
    }
}

#[test]
fn a_workspace_commands_no_terminal() {
    let room = TempDir::new().unwrap();
    let base = |day: &str, rule: &str| {
        Folder::minimal()
            .replace("moderation.yaml", "Non insultare nessuno.", &quoted(rule))
            .file("it/contatti.md", format!("---\ntitle: Contatti\n---\n\n{rule}\n"))
            .under(&format!("enti/base/{day}"))
    };
    base("2026-03-01", "Non insultare nessuno.")
        .over(base("2026-10-01", HOSTILE))
        .file("enti/workspace.yaml", "edition: 1\nmembers: [enti.csv, \"comuni/*\"]\nbase: base/2026-03-01\n")
        .file(
            "enti/enti.csv",
            format!("ente.name,ente.ipa,ente.site,{HOSTILE}\n{HOSTILE},c_a001,{HOSTILE},{HOSTILE}\n"),
        )
        .file(
            "enti/comuni/alfa/site.yaml",
            format!("ente:\n  name: {}\n  ipa: c_b002\n  site: https://www.alfa.example\n", quoted(HOSTILE)),
        )
        .write_to(room.path());
    // What was asked for is on standard output.
    let differences = said(room.path(), &["workspace", "diff", "enti"], "");
    is_shown(&differences[..1]);
    assert!(differences[0].matches("]52;c;").count() >= 2, "a value and a page: {}", differences[0]);
    is_harmless(&differences[1..]);
    let settings = "ente:\n  name: Prova \u{202e}\u{200b}\u{2028}\u{85}\u{61c} x\n  ipa: c_c003\n";
    std::fs::create_dir_all(room.path().join("enti/comuni/beta")).unwrap();
    std::fs::write(room.path().join("enti/comuni/beta/site.yaml"), settings).unwrap();
    let explained = said(room.path(), &["explain", "enti/comuni/beta", "ente.name"], "");
    assert!(explained[0].contains("vale: Prova <U+202E><U+200B><U+2028><U+0085><U+061C> x"), "{explained:?}");
    is_harmless(&explained);
    for format in FORMATS {
        is_harmless(&said(room.path(), &["check", "enti", "--format", format], ""));
    }
    is_shown(&said(room.path(), &["build", "enti"], ""));
    for report in ["overview.html", "overview.csv", "overview.json"] {
        let text = std::fs::read_to_string(room.path().join("report").join(report)).unwrap();
        is_harmless(&[text.trim_start_matches('\u{feff}').replace("\r\n", "\n")]);
    }
    is_harmless(&said(room.path(), &["report", "merge", "report", "--out", "tutti"], ""));
}

#[test]
fn answers_command_no_terminal_and_are_written_without_hidden_signs() {
    let name = format!("Comune di {HOSTILE}");
    for (arguments, typed) in [
        (vec!["--no-questions", "--name", &name], String::new()),
        (vec!["--no-questions", "--name", "Comune di Prova", "--site", &name], String::new()),
        (vec!["--no-questions", "--name", "Comune di Prova", "--platforms", &name], String::new()),
        (vec![], format!("{name}\n{name}\n{name}\n")),
    ] {
        let room = TempDir::new().unwrap();
        let texts = said(room.path(), &[&["init", "nuovo"], arguments.as_slice()].concat(), &typed);
        is_harmless(&texts);
        if let Ok(site) = std::fs::read_to_string(room.path().join("nuovo/site.yaml")) {
            is_harmless(&[site]);
        }
    }
    let room = TempDir::new().unwrap();
    let answers = format!("name: {}\n{}: x\n", quoted(HOSTILE), quoted(HOSTILE));
    std::fs::write(room.path().join("risposte.yaml"), answers).unwrap();
    is_harmless(&said(room.path(), &["init", "nuovo", "--answers", "risposte.yaml"], ""));
    assert!(!room.path().join("nuovo").exists());
    let index = format!(
        "Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Tipologia,Codice_Categoria\nc_a001,{HOSTILE},{HOSTILE},{HOSTILE},{HOSTILE}\n"
    );
    std::fs::write(room.path().join("enti.csv"), index).unwrap();
    is_harmless(&said(room.path(), &["init", "nuovo", "--no-questions", "--ipa", "enti.csv", "--code", "c_a001"], ""));
}

#[test]
fn json_keeps_what_it_escapes() {
    let room = TempDir::new().unwrap();
    Folder::minimal().replace("site.yaml", "kind: comune", "kind: comne").write_to(&room.path().join("a\u{202e}b"));
    let texts = said(room.path(), &["check", "a\u{202e}b", "--format", "json"], "");
    let report: serde_json::Value = serde_json::from_str(&texts[0]).unwrap();
    assert_eq!(report["findings"][0]["path"], "a\u{202e}b/site.yaml");
}

#[test]
fn a_finding_shows_the_hidden_sign_where_it_stands() {
    let run = Folder::minimal().replace("accounts.yaml", "Notizie del Comune", "Noti\u{202e}zie del Comune").run();
    assert_eq!(
        run.report(),
        "errore[control-sign]: qui c'è un segno che non si vede e mostra il testo in un altro ordine (<U+202E>)
 --> accounts.yaml:5:18
  |
5 |     purpose: Noti<U+202E>zie del Comune.
  |                  ^^^^^^^^
  |
aiuto: toglilo
  |
5 -     purpose: Noti<U+202E>zie del Comune.
5 +     purpose: Notizie del Comune.
  |

"
    );
}
