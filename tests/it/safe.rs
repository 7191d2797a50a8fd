//! A site's folder that wants to read, write or remove what is not its own: each attempt is a finding at its place, and nothing outside
//! of the published folder is touched.

use crate::harness::{Folder, PIPELINE, TODAY};
use limpido::record::{PathTrouble, PublicPath};
use limpido::render::Options;
use limpido::source::Files;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn limpido(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_limpido");
    // Whoever waits for the other end of a pipe would wait for ever.
    let mut command = Command::new("timeout");
    command.arg("60").arg(program).args(arguments).current_dir(folder).env("LANG", "C").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_published_path_leads_nowhere_else_on_any_system() {
    use PathTrouble::{Absolute, Device, Dots, Empty, End, Hidden, Invisible, Own, Separator, TooLong};
    let long = "a".repeat(256);
    let deep = "abc/".repeat(300) + "x";
    let wrong = [
        ("", Empty),
        ("a//b", Empty),
        ("a/", Empty),
        ("/etc/passwd", Absolute),
        ("/", Absolute),
        ("..", Dots),
        ("../x", Dots),
        ("a/../../x", Dots),
        ("./a", Dots),
        ("a/.", Dots),
        (".htaccess", Hidden),
        ("a/.b/c", Hidden),
        (".well-known/x", Hidden),
        ("a\\b", Separator('\\')),
        ("..\\..\\x", Separator('\\')),
        ("C:/x", Separator(':')),
        ("a.pdf:b", Separator(':')),
        ("a\0b", Invisible('\0')),
        ("a\nb", Invisible('\n')),
        ("a\u{1b}[31m", Invisible('\u{1b}')),
        ("a\u{85}", Invisible('\u{85}')),
        ("fdp.\u{202e}exe", Invisible('\u{202e}')),
        ("a\u{200b}b", Invisible('\u{200b}')),
        ("a.", End),
        ("a /b", End),
        ("con", Device),
        ("NUL.txt", Device),
        ("a/aux.html", Device),
        ("Com1.pdf", Device),
        ("lpt9", Device),
        ("com\u{b9}", Device),
        ("conin$", Device),
        ("limpido-manifest.json", Own),
        ("Limpido-Manifest.JSON", Own),
        (long.as_str(), TooLong),
        (deep.as_str(), TooLong),
    ];
    for (path, trouble) in wrong {
        assert_eq!(PublicPath::new(path), Err(trouble), "{path:?}");
    }
    for path in
        ["index.html", "en/index.html", "files/Atto n. 10 del 2026 (firmato).pdf", "console.html", "a/com10", "nuls"]
    {
        assert_eq!(PublicPath::new(path).unwrap().as_str(), path);
    }
    assert_eq!(PublicPath::new("files/citta\u{300}.pdf").unwrap().as_str(), "files/città.pdf", "accents are composed");
    assert!(PublicPath::of_program(".well-known/security.txt").is_ok() && PublicPath::of_program("../x").is_err());
}

#[test]
fn a_theme_writes_into_the_site_only() {
    let room = TempDir::new().unwrap();
    let victim = room.path().join("altro/victim.conf");
    fs::create_dir(room.path().join("altro")).unwrap();
    fs::write(&victim, "di altri").unwrap();
    let absolute = victim.to_str().unwrap().to_owned();
    let taken =
        ["index.html", "accounts.json", "404.html", "assets/fonts/OFL.txt", "robots.txt/x", "INDEX.html", "files"];
    let outside =
        [absolute.as_str(), "../altro/victim.conf", "..\\altro\\victim.conf", ".htaccess", "limpido-manifest.json", ""];
    for path in outside.into_iter().chain(taken) {
        let site = room.path().join("sito");
        let manifest = format!(
            "name: Prova\ncontract: 2\nextends: italia\noutputs:\n  - template: outputs/x.txt\n    path: '{path}'\n"
        );
        Folder::minimal()
            .replace("site.yaml", "edition: 1", "edition: 1\ntheme: prova")
            .file("themes/prova/theme.yaml", manifest)
            .file("themes/prova/outputs/x.txt", "preso")
            .file("files/a.txt", "testo")
            .write_to(&site);
        for command in ["check", "build"] {
            let output =
                limpido(room.path(), &[command, "sito", "--out", "public"][..if command == "build" { 4 } else { 2 }]);
            assert_eq!(output.status.code(), Some(1), "{path}: {}", said(&output));
            assert!(said(&output).contains("sito/themes/prova/theme.yaml:6:11"), "{path}: {}", said(&output));
            assert_eq!(said(&output).matches("errore[").count(), 1, "{path}: {}", said(&output));
        }
        assert_eq!(fs::read_to_string(&victim).unwrap(), "di altri", "{path}");
        assert!(!room.path().join("public").exists(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_with_backslashes_is_a_name() {
    let room = TempDir::new().unwrap();
    let site = room.path().join("sito");
    Folder::minimal().file("files/x/y.txt", "testo").write_to(&site);
    fs::write(room.path().join("keep.pdf"), "%PDF-1.7 di altri").unwrap();
    fs::write(site.join("files/x\\..\\..\\..\\keep.pdf"), "%PDF-1.7").unwrap();
    let output = limpido(room.path(), &["build", "sito"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("errore[unsafe-path]") && !room.path().join("public").exists(), "{}", said(&output));
    assert_eq!(fs::read(room.path().join("keep.pdf")).unwrap(), b"%PDF-1.7 di altri");
}

#[test]
fn two_names_that_a_disk_takes_for_one_are_one_finding() {
    for (one, other) in [("files/Atto.txt", "files/atto.txt"), ("files/a/B.txt", "files/A/b.txt")] {
        let run = Folder::minimal().file(one, "uno").file(other, "due").run();
        assert_eq!(run.findings(), [format!("duplicate-address {}", one.max(other))]);
    }
    // A file from macOS and a link from a keyboard: the accent is stored in two ways, and is one accent.
    let run = Folder::minimal()
        .file("files/Regolamento citta\u{300}.txt", "testo")
        .file(
            "it/extra.md",
            "---\ntitle: Extra\n---\n\nLeggi il [regolamento](<../files/Regolamento citt\u{e0}.txt>).\n",
        )
        .run()
        .clean();
    assert!(run.built.rendered().unwrap().files.contains_key("files/Regolamento citt\u{e0}.txt"));
}

#[test]
fn a_page_is_not_called_like_a_device() {
    let run = Folder::minimal().file("it/con.md", "---\ntitle: Con\n---\n").run();
    assert_eq!(run.findings(), ["unsafe-path it/con.md:2:8"]);
    let run = Folder::minimal().file("it/prova.md", "---\ntitle: Prova\nslug: nul\n---\n").run();
    assert_eq!(run.findings(), ["unsafe-path it/prova.md:3:7"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_never_waited_for() {
    use std::os::unix::fs::symlink;
    let room = TempDir::new().unwrap();
    let here = room.path();
    let pipe = |path: &str| assert!(Command::new("mkfifo").arg(here.join(path)).status().unwrap().success());
    // In a site's folder, a finding each.
    Folder::minimal().file("files/a.txt", "testo").write_to(&here.join("sito"));
    pipe("sito/files/pipe.txt");
    pipe("sito/it/pagina.md");
    symlink("/dev/zero", here.join("sito/files/zero.txt")).unwrap();
    symlink("/etc/passwd", here.join("sito/it/altro.md")).unwrap();
    symlink("nulla.md", here.join("sito/it/vuoto.md")).unwrap();
    let output = limpido(here, &["check", "sito"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(said(&output).matches("errore[").count(), 5, "{}", said(&output));
    // Where a program's own files are meant to stand, a fault that says so.
    let refused = |output: &Output| {
        assert_eq!(output.status.code(), Some(2), "{}", said(output));
        assert!(said(output).contains("non è un file normale"), "{}", said(output));
    };
    fs::create_dir_all(here.join("enti/base")).unwrap();
    pipe("enti/workspace.yaml");
    refused(&limpido(here, &["check", "enti"]));
    fs::remove_file(here.join("enti/workspace.yaml")).unwrap();
    fs::write(here.join("enti/workspace.yaml"), "edition: 1\nmembers: enti.csv\n").unwrap();
    pipe("enti/enti.csv");
    refused(&limpido(here, &["check", "enti"]));
    for (option, code) in [("--answers", None), ("--ipa", Some("c_a662"))] {
        for path in ["enti/enti.csv", "/dev/zero", "enti"] {
            let mut arguments = vec!["init", "nuovo", "--no-questions", option, path];
            arguments.extend(code.into_iter().flat_map(|code| ["--code", code]));
            refused(&limpido(here, &arguments));
        }
    }
    // Gigabytes, of which the disk holds none.
    let large = fs::File::create(here.join("grande.csv")).unwrap();
    large.set_len(5 << 30).unwrap();
    let output = limpido(here, &["init", "nuovo", "--no-questions", "--ipa", "grande.csv", "--code", "c_a662"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("è troppo grande"), "{}", said(&output));
    assert!(!here.join("nuovo").exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_to_a_site_is_that_site() {
    let room = TempDir::new().unwrap();
    Folder::minimal().write_to(&room.path().join("vero"));
    std::os::unix::fs::symlink("vero", room.path().join("link")).unwrap();
    for arguments in [["check", "link"], ["build", "link"]] {
        let output = limpido(room.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_after_the_look_is_not_read() {
    let room = TempDir::new().unwrap();
    let site = room.path().join("sito");
    Folder::minimal().file("files/a.txt", "testo").write_to(&site);
    fs::write(room.path().join("segreto.txt"), "segreto").unwrap();
    let files = Files::disk(&site);
    assert!(files.list().unwrap().files.iter().any(|entry| entry.path == "files/a.txt"));
    fs::remove_file(site.join("files/a.txt")).unwrap();
    std::os::unix::fs::symlink(room.path().join("segreto.txt"), site.join("files/a.txt")).unwrap();
    assert!(files.read("files/a.txt").unwrap_err().to_string().contains("leads out"));
    // A folder on the way is no way out either.
    fs::remove_dir_all(site.join("files")).unwrap();
    std::os::unix::fs::symlink(room.path(), site.join("files")).unwrap();
    assert!(files.read("files/segreto.txt").unwrap_err().to_string().contains("leads out"));
    assert!(
        PIPELINE
            .run(&files, TODAY, Options::default())
            .unwrap()
            .findings()
            .report
            .iter()
            .any(|finding| finding.key.name() == "link-outside")
    );
}

#[test]
fn what_systems_leave_in_a_sites_folder_is_passed_over() {
    let left =
        ["files/.DS_Store", "files/Thumbs.db", "it/desktop.ini", "files/~$regolamento.docx", "__MACOSX/it/._x.md"];
    let folder = left.iter().fold(Folder::minimal(), |folder, path| folder.file(path, "\0\u{1}"));
    let room = TempDir::new().unwrap();
    folder.write_to(room.path());
    let built = PIPELINE.run(&Files::disk(room.path()), TODAY, Options::default()).unwrap();
    assert!(built.findings().report.is_empty());
    assert!(!built.rendered().unwrap().files.keys().any(|path| path.starts_with("files/")));
}
