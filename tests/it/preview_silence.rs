//! The preview where nobody reports changes: disks without events, and systems that watch no more folders.
//!
//! `silence.c`, laid before the system's own functions, makes such systems of this one.

use crate::harness::{Folder, project};
use crate::preview::{Answer, get, settings, until};
use crate::preview_attacks::Program;
use limpido::preview::Preview;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The compiled `silence.c`; the folder stays as long as the tests.
static SILENCE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let library = folder.path().join("silence.so");
    let source = project().join("tests/it/silence.c");
    // Whoever links Rust has a compiler for C.
    let compiled = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(compiled.unwrap().success());
    (folder, library)
});

fn program(variable: &str, value: &str) -> Program {
    Program::with(&[("LD_PRELOAD", &SILENCE.1), (variable, Path::new(value))])
}

impl Program {
    fn save(&self, path: &str, words: &str) {
        fs::write(self.folder.path().join(path), format!("---\ntitle: Titolo\n---\n{words}\n")).unwrap();
    }

    fn until(&self, path: &str, words: &str) -> Answer {
        until(&format!("{path} says {words}"), || {
            Some(get(self.port, path)).filter(|answer| answer.body.contains(words))
        })
    }

    fn until_said(&self, words: &str) -> String {
        until(&format!("{words} in the terminal"), || Some(self.said()).filter(|said| said.contains(words)))
    }
}

#[test]
fn a_disk_without_events_is_looked_at_and_the_author_is_told_once() {
    let program = program("SILENT", "1");
    for words in ["Prime parole.", "Seconde parole.", "Terze parole.", "Quarte parole."] {
        program.save("it/contatti.md", words);
        program.until("/contatti.html", words);
    }
    program.save("it/nuova.md", "Pagina nuova.");
    program.until("/nuova.html", "Pagina nuova.");
    fs::remove_file(program.folder.path().join("it/nuova.md")).unwrap();
    until("the page goes", || (get(program.port, "/nuova.html").status == 404).then_some(()));
    let said = program.until_said("questo disco non avvisa");
    assert!(said.matches("nota: ").count() == 1 && said.contains("\naiuto: succede con cartelle di rete"), "{said}");
}

#[test]
fn a_disk_whose_clock_is_coarse_hides_no_save() {
    let program = program("SILENT", "1");
    let path = program.folder.path().join("it/contatti.md");
    program.save("it/contatti.md", "Parole A.");
    let first = fs::metadata(&path).unwrap().modified().unwrap();
    program.until("/contatti.html", "Parole A.");
    // As long as before and, says the disk, written at the same moment.
    program.save("it/contatti.md", "Parole B.");
    File::options().append(true).open(&path).unwrap().set_modified(first).unwrap();
    program.until("/contatti.html", "Parole B.");
}

#[test]
fn a_folder_that_goes_and_comes_back_unreported_is_followed() {
    let program = program("SILENT", "1");
    let (folder, away) = (program.folder.path(), program.folder.path().with_extension("via"));
    program.until("/contatti.html", "</html>");
    fs::rename(folder, &away).unwrap();
    program.until_said("guasto: non riesco a leggere");
    assert_eq!(get(program.port, "/contatti.html").status, 200, "the last good pages stay");
    fs::rename(&away, folder).unwrap();
    program.save("it/contatti.md", "Di nuovo qui.");
    program.until("/contatti.html", "Di nuovo qui.");
    assert_eq!(program.said().matches("guasto: ").count(), 1, "{}", program.said());
}

#[test]
fn where_watches_have_run_out_the_folder_is_looked_at_and_the_remedy_is_told() {
    for (variable, value) in [("NO_INSTANCES", "1"), ("NO_WATCHES", "/")] {
        let program = program(variable, value);
        let said = program.until_said("aiuto: ");
        assert!(said.contains("nota: il sistema non può seguire altre cartelle"), "{variable}: {said}");
        assert!(said.contains("fs.inotify.max_user_watches"), "{variable}: {said}");
        program.save("it/contatti.md", "Viste lo stesso.");
        program.until("/contatti.html", "Viste lo stesso.");
        assert_eq!(program.said().matches("nota: ").count(), 1, "{variable}");
    }
}

#[test]
fn watches_that_run_out_later_are_told_and_nothing_is_missed() {
    let program = program("NO_WATCHES", "/files/nuova");
    program.save("it/contatti.md", "[Atto](../files/nuova/atto.txt)");
    program.until("/contatti.html", "Contatti");
    assert!(!program.said().contains("nota: "), "{}", program.said());
    let folder = program.folder.path().join("files/nuova");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("atto.txt"), "Un atto.").unwrap();
    program.until("/files/nuova/atto.txt", "Un atto.");
    program.until_said("nota: il sistema non può seguire altre cartelle");
    fs::write(folder.join("atto.txt"), "Un altro atto.").unwrap();
    program.until("/files/nuova/atto.txt", "Un altro atto.");
}

#[test]
fn where_the_system_tells_nobody_looks() {
    let folder = TempDir::new().unwrap();
    Folder::minimal().write_to(folder.path());
    let preview = Preview::start(settings(folder.path())).unwrap();
    // Whether events come shows only when something changes.
    assert!(preview.is_looking());
    fs::write(folder.path().join("it/contatti.md"), "---\ntitle: Titolo\n---\nParole.\n").unwrap();
    until("nobody looks any more", || (!preview.is_looking()).then_some(()));
}
