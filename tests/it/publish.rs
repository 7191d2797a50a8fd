//! Publishing: whole or not at all, and nothing of others is touched. Only a real disk can show it.

use crate::harness::{Folder, PIPELINE};
use limpido::diagnostic::{Fault, Locale};
use limpido::publish::{MANIFEST, Published, Sync, TargetFolder, Way, publish};
use limpido::render::Options;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What stays in a published folder beside the site.
const LOCK: &str = ".limpido-lock";

fn publish_into(folder: &Folder, out: &Path) -> Result<Published, Fault> {
    publish_with(folder, out, &[], &[])
}

fn publish_with(folder: &Folder, out: &Path, precious: &[PathBuf], sites: &[PathBuf]) -> Result<Published, Fault> {
    publish_by(folder, &TargetFolder::new(out, precious, sites)?, Way::Fill)
}

fn publish_by(folder: &Folder, target: &TargetFolder, way: Way) -> Result<Published, Fault> {
    let held = target.hold(way, &mut || {})?;
    let built = PIPELINE.run(&folder.files(), crate::harness::TODAY, Options::default())?;
    let Ok(site) = built.clear(false) else { panic!("a clean site") };
    publish(&site, held, (way, Sync::Off))
}

fn swap_into(folder: &Folder, out: &Path) -> Result<Published, Fault> {
    publish_by(folder, &TargetFolder::new(out, &[], &[])?, Way::Swap)
}

/// Every file of a folder with its bytes, but for the lock, which is empty.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_name() == LOCK {
            assert_eq!(entry.metadata().unwrap().len(), 0);
        } else if entry.file_type().is_file() {
            files.insert(entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}

#[track_caller]
fn refused(result: Result<Published, Fault>, part: &str) {
    let fault = result.expect_err("refused");
    let text = fault.text(Locale::It);
    assert!(text.contains(part), "{text}");
}

#[test]
fn only_what_nothing_stops_passes_the_gate_and_what_is_stopped_keeps_its_findings() {
    let good = Folder::minimal();
    let wrong = Folder::minimal().replace("site.yaml", "edition: 1", "edition: 2");
    let doubtful = Folder::minimal().file("it/avviso.md", "---\ntitle: Avviso\n---\n\n## Uno\n\n#### Due\n");
    let plain = Options::default;
    let findings = || Options { findings_only: true, ..Options::default() };
    let preview = || Options { root: Some("/social/".into()), ..Options::default() };
    // A site, how it is drawn, and whether it passes plain and strict.
    for (what, folder, options, passes) in [
        ("good", &good, plain(), [true, true]),
        ("wrong", &wrong, plain(), [false, false]),
        ("doubtful", &doubtful, plain(), [true, false]),
        ("good, without pages", &good, findings(), [false, false]),
        ("good, for a preview", &good, preview(), [false, false]),
    ] {
        for (strict, passes) in [false, true].into_iter().zip(passes) {
            let built = PIPELINE.run(&folder.files(), crate::harness::TODAY, options.clone()).unwrap();
            let (found, drawn) = (built.findings().report.iter().count(), built.rendered().cloned());
            let (has_passed, kept) = match built.clear(strict) {
                Ok(site) => {
                    assert_eq!(Some(site.rendered()), drawn.as_ref(), "{what}");
                    (true, site.findings)
                }
                Err(findings) => (false, findings),
            };
            assert_eq!((has_passed, kept.report.iter().count()), (passes, found), "{what}, strict: {strict}");
        }
    }
}

#[test]
fn a_second_build_of_the_same_site_touches_nothing() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    let first = publish_into(&Folder::demo(), &out).unwrap();
    assert_eq!((first.unchanged, first.removed), (0, 0));
    let before = tree(&out);
    let made = fs::metadata(out.join("index.html")).unwrap().modified().unwrap();
    let second = publish_into(&Folder::demo(), &out).unwrap();
    assert_eq!((second.written, second.unchanged), (0, first.written));
    assert_eq!(tree(&out), before);
    assert_eq!(fs::metadata(out.join("index.html")).unwrap().modified().unwrap(), made);
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1, "nothing is left beside the site");
}

#[test]
fn only_what_changed_is_written_and_only_what_was_ours_is_deleted() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    let more = Folder::minimal().file("it/extra.md", "---\ntitle: Extra\n---\n");
    publish_into(&more, &out).unwrap();
    let made = fs::metadata(out.join("robots.txt")).unwrap().modified().unwrap();
    let published = publish_into(&Folder::minimal().replace("it/contatti.md", "Contatti", "Recapiti"), &out).unwrap();
    assert_eq!(published.removed, 1);
    assert!(!out.join("extra.html").exists());
    assert_eq!(
        fs::metadata(out.join("robots.txt")).unwrap().modified().unwrap(),
        made,
        "an unchanged file is the same file"
    );
}

#[test]
fn the_manifest_lists_every_file_with_its_hash() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    publish_into(&Folder::demo(), &out).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.join(MANIFEST)).unwrap()).unwrap();
    let listed: Vec<_> = manifest["files"].as_object().unwrap().keys().cloned().collect();
    let found: Vec<_> =
        tree(&out).into_keys().map(|path| path.to_str().unwrap().to_owned()).filter(|path| path != MANIFEST).collect();
    assert_eq!(listed, found);
    assert_eq!(manifest["files"]["robots.txt"]["bytes"], 23);
    assert_eq!(manifest["files"]["robots.txt"]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn a_file_changed_by_hand_is_written_again() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    publish_into(&Folder::minimal(), &out).unwrap();
    let before = tree(&out);
    fs::write(out.join("index.html"), "x".repeat(before[Path::new("index.html")].len())).unwrap();
    assert_eq!(publish_into(&Folder::minimal(), &out).unwrap().written, 1);
    assert_eq!(tree(&out), before);
}

#[test]
fn folders_that_hold_anything_of_others_are_refused() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("tesi.doc"), "anni di lavoro").unwrap();
    refused(publish_into(&Folder::minimal(), &out), "tesi.doc");
    assert_eq!(tree(&out).len(), 1);
    // An empty folder is fine; a file that appears later in ours is not.
    fs::remove_file(out.join("tesi.doc")).unwrap();
    publish_into(&Folder::minimal(), &out).unwrap();
    fs::write(out.join("altra.html"), "").unwrap();
    let before = tree(&out);
    refused(publish_into(&Folder::minimal().replace("it/contatti.md", "Contatti", "Recapiti"), &out), "altra.html");
    assert_eq!(tree(&out), before);
}

#[test]
fn a_manifest_that_lies_is_not_believed() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(room.path().join("tesi.doc"), "x").unwrap();
    fs::write(out.join(MANIFEST), r#"{"files":{"../tesi.doc":{"bytes":1,"sha256":"x"}}}"#).unwrap();
    refused(publish_into(&Folder::minimal(), &out), MANIFEST);
    assert!(room.path().join("tesi.doc").exists());
}

#[test]
fn precious_folders_are_refused_before_anything_is_read() {
    let room = TempDir::new().unwrap();
    let home = room.path().join("casa");
    let site = home.join("sito");
    fs::create_dir_all(&site).unwrap();
    let attempt =
        |out: &Path| publish_with(&Folder::minimal(), out, std::slice::from_ref(&home), std::slice::from_ref(&site));
    refused(attempt(Path::new("/")), "radice");
    refused(attempt(&home), "cartella personale");
    refused(attempt(room.path()), "cartella personale");
    refused(attempt(&site), "cartella dei testi");
    refused(attempt(&site.join("public")), "cartella dei testi");
    refused(attempt(&home.join("altro/../sito")), "cartella dei testi");
    assert!(attempt(&home.join("public")).is_ok());
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_never_followed() {
    use std::os::unix::fs::symlink;
    let room = TempDir::new().unwrap();
    let other = room.path().join("altro");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("tesi.doc"), "x").unwrap();
    let out = room.path().join("public");
    symlink(&other, &out).unwrap();
    refused(publish_into(&Folder::minimal(), &out), "collegamento");
    fs::remove_file(&out).unwrap();
    publish_into(&Folder::minimal(), &out).unwrap();
    // A page that became a link to somewhere else is not ours any more.
    fs::remove_file(out.join("atti.html")).unwrap();
    symlink(other.join("tesi.doc"), out.join("atti.html")).unwrap();
    refused(publish_into(&Folder::minimal(), &out), "atti.html");
    assert_eq!(fs::read(other.join("tesi.doc")).unwrap(), b"x");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_left_by_a_crash_leads_to_no_deletion() {
    let room = TempDir::new().unwrap();
    let (out, stage, other) =
        (room.path().join("public"), room.path().join(".public.limpido-new"), room.path().join("altro"));
    publish_into(&Folder::demo(), &stage).unwrap();
    fs::rename(stage.join("en"), &other).unwrap();
    std::os::unix::fs::symlink(&other, stage.join("en")).unwrap();
    publish_into(&Folder::minimal(), &out).unwrap();
    assert!(other.join("index.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_not_written_through() {
    let room = TempDir::new().unwrap();
    let (out, other) = (room.path().join("public"), room.path().join("altro"));
    publish_into(&Folder::demo(), &out).unwrap();
    fs::rename(out.join("en"), &other).unwrap();
    std::os::unix::fs::symlink(&other, out.join("en")).unwrap();
    let before = tree(&other);
    for way in [Way::Fill, Way::Swap] {
        let other_site = Folder::demo().replace("en/contatti.md", "title: Contacts", "title: Where to write");
        refused(publish_by(&other_site, &TargetFolder::new(&out, &[], &[]).unwrap(), way), "non ho scritto io: en");
    }
    assert_eq!(tree(&other), before);
}

#[cfg(unix)]
#[test]
fn a_site_folder_whose_links_lead_out_is_not_read_there() {
    use std::os::unix::fs::symlink;
    let room = TempDir::new().unwrap();
    let site = room.path().join("sito");
    Folder::minimal().write_to(&site);
    fs::write(room.path().join("segreto.md"), "---\ntitle: Segreto\n---\n").unwrap();
    symlink(room.path().join("segreto.md"), site.join("it/segreto.md")).unwrap();
    symlink("contatti.md", site.join("it/recapiti.md")).unwrap();
    let built = PIPELINE.run(&limpido::source::Files::disk(&site), crate::harness::TODAY, Options::default()).unwrap();
    let report = built
        .findings()
        .report
        .sorted(&built.findings().sources)
        .iter()
        .map(|finding| finding.key.name())
        .collect::<Vec<_>>();
    assert_eq!(report, ["link-outside"]);
    let rendered = built.rendered().unwrap();
    assert!(rendered.files.contains_key("recapiti.html") && !rendered.files.contains_key("segreto.html"));
}

#[test]
fn a_target_that_cannot_be_written_leaves_the_old_site_whole() {
    let room = TempDir::new().unwrap();
    let file = room.path().join("file");
    fs::write(&file, "x").unwrap();
    refused(publish_into(&Folder::minimal(), &file), "è un file");
    refused(publish_into(&Folder::minimal(), &file.join("public")), "file");
}

#[test]
fn a_swap_that_was_cut_short_is_mended_by_whoever_comes_next() {
    for way in [Way::Fill, Way::Swap] {
        let room = TempDir::new().unwrap();
        let out = room.path().join("public");
        let stage = room.path().join(".public.limpido-new");
        let target = TargetFolder::new(&out, &[], &[]).unwrap();
        // A crash right after the swap: the stage holds the old site, its manifest with it.
        publish_into(&Folder::demo(), &stage).unwrap();
        publish_into(&Folder::minimal(), &out).unwrap();
        let before = tree(&out);
        assert!(!stage.exists() && !out.join("en").exists());
        // A crash between the two steps of a swap where the system has no single one.
        fs::rename(&out, room.path().join(".public.limpido-old")).unwrap();
        let published = publish_by(&Folder::minimal(), &target, way).unwrap();
        assert_eq!((tree(&out), published.left_behind), (before, Vec::new()));
        assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1);
    }
}

#[test]
fn what_is_not_ours_is_set_aside_and_never_deleted_by_a_later_build() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    let stage = room.path().join(".public.limpido-new");
    for round in 1..=2 {
        fs::create_dir_all(stage.join("en")).unwrap();
        fs::write(stage.join("en/tesi.doc"), "anni di lavoro").unwrap();
        let title = format!("Contatti {round}");
        let published = publish_into(&Folder::minimal().replace("it/contatti.md", "Contatti", &title), &out).unwrap();
        let aside = room.path().join(format!(".public.limpido-left-{round}"));
        assert_eq!(published.left_behind, std::slice::from_ref(&aside));
        assert!(!stage.exists() && aside.join("en/tesi.doc").is_file());
    }
    assert!(room.path().join(".public.limpido-left-1/en/tesi.doc").is_file());
}

#[test]
fn an_empty_folder_of_others_is_refused_too() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    publish_into(&Folder::minimal(), &out).unwrap();
    fs::create_dir(out.join("vuota")).unwrap();
    refused(publish_into(&Folder::minimal().replace("it/contatti.md", "Contatti", "Recapiti"), &out), "vuota");
    assert!(out.join("vuota").is_dir());
}

#[test]
fn a_folder_that_another_program_holds_is_waited_for() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    publish_into(&Folder::minimal(), &out).unwrap();
    let lock = fs::File::open(out.join(LOCK)).unwrap();
    lock.lock().unwrap();
    let (waits, other) = std::sync::mpsc::channel();
    let target = TargetFolder::new(&out, &[], &[]).unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(move || target.hold(Way::Fill, &mut || waits.send(()).unwrap()).map(drop));
        // The other program is told that it waits; only then does the first one end.
        other.recv().unwrap();
        assert!(!waiting.is_finished());
        lock.unlock().unwrap();
        waiting.join().unwrap().unwrap();
    });
}

#[test]
fn a_folder_that_is_not_published_into_is_as_it_was() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("nuova/public");
    drop(TargetFolder::new(&out, &[], &[]).unwrap().hold(Way::Fill, &mut || {}).unwrap());
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 0, "a new folder goes again, with those that hold it");
    fs::create_dir_all(&out).unwrap();
    drop(TargetFolder::new(&out, &[], &[]).unwrap().hold(Way::Swap, &mut || {}).unwrap());
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    fs::write(out.join("tesi.doc"), "anni di lavoro").unwrap();
    assert!(TargetFolder::new(&out, &[], &[]).unwrap().hold(Way::Fill, &mut || {}).is_err());
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "not even a lock is put into a stranger's folder");
}

#[test]
fn the_folder_stays_the_same_unless_a_swap_is_asked_for() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    publish_into(&Folder::demo(), &out).unwrap();
    let held = fs::File::open(&out).unwrap();
    let same = || {
        same_file::Handle::from_file(held.try_clone().unwrap()).unwrap() == same_file::Handle::from_path(&out).unwrap()
    };
    publish_into(&Folder::minimal(), &out).unwrap();
    assert!(same() && !out.join("en").exists());
    let (filled, room_of_one) = (tree(&out), TempDir::new().unwrap());
    let swapped = room_of_one.path().join("public");
    swap_into(&Folder::demo(), &swapped).unwrap();
    let published = swap_into(&Folder::minimal(), &swapped).unwrap();
    assert_eq!((tree(&swapped), published.left_behind), (filled, Vec::new()), "both ways publish the same");
    assert_eq!(fs::read_dir(room_of_one.path()).unwrap().count(), 1, "nothing is left beside");
    swap_into(&Folder::demo(), &out).unwrap();
    assert!(!same());
}

#[test]
fn what_systems_and_hosts_leave_stays_and_stops_nothing() {
    const LEFT: [&str; 9] = [
        ".DS_Store",
        "Thumbs.db",
        "en/desktop.ini",
        ".nojekyll",
        ".htaccess",
        "web.config",
        "CNAME",
        ".git/config",
        ".well-known/acme-challenge/token",
    ];
    for way in [Way::Fill, Way::Swap] {
        let room = TempDir::new().unwrap();
        let out = room.path().join("public");
        let target = TargetFolder::new(&out, &[], &[]).unwrap();
        publish_into(&Folder::demo(), &out).unwrap();
        for path in LEFT {
            fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
            fs::write(out.join(path), path).unwrap();
        }
        let published = publish_by(&Folder::minimal(), &target, way).unwrap();
        assert_eq!(published.left_behind, Vec::<PathBuf>::new());
        for path in LEFT {
            assert_eq!(fs::read_to_string(out.join(path)).unwrap(), path, "{way:?}");
        }
        assert!(!out.join("en/index.html").exists());
        assert_eq!(publish_by(&Folder::minimal(), &target, way).unwrap().written, 0);
    }
}

#[test]
fn a_file_that_a_host_needs_is_never_overwritten() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("_redirects"), "/ /altro 301").unwrap();
    let theme =
        "name: Prova\ncontract: 2\nextends: italia\noutputs:\n  - { template: outputs/r.txt, path: _redirects }\n";
    let site = with_theme(theme).file("themes/prova/outputs/r.txt", "nostro");
    refused(publish_into(&site, &out), "_redirects non l'ho scritto io");
    assert_eq!(fs::read_to_string(out.join("_redirects")).unwrap(), "/ /altro 301");
}

/// The smallest site with a theme of its own.
fn with_theme(manifest: &str) -> Folder {
    Folder::minimal()
        .replace("site.yaml", "edition: 1", "edition: 1\ntheme: prova")
        .file("themes/prova/theme.yaml", manifest)
}

#[test]
fn a_page_that_somebody_has_changed_is_left_and_named_when_it_goes() {
    for way in [Way::Fill, Way::Swap] {
        let room = TempDir::new().unwrap();
        let out = room.path().join("public");
        let target = TargetFolder::new(&out, &[], &[]).unwrap();
        publish_into(&Folder::minimal().file("it/extra.md", "---\ntitle: Extra\n---\n"), &out).unwrap();
        fs::write(out.join("extra.html"), "anni di lavoro").unwrap();
        let published = publish_by(&Folder::minimal(), &target, way).unwrap();
        let [left] = &published.left_behind[..] else { panic!("{published:?}") };
        let left = if left.is_dir() { left.join("extra.html") } else { left.clone() };
        assert_eq!(fs::read_to_string(left).unwrap(), "anni di lavoro", "{way:?}");
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    let theme = |path: &str| {
        with_theme(&format!(
            "name: Prova\ncontract: 2\nextends: italia\noutputs:\n  - {{ template: outputs/r.txt, path: {path} }}\n"
        ))
        .file("themes/prova/outputs/r.txt", "testo")
    };
    for path in ["dati", "dati/elenco", "DATI/elenco", "dati"] {
        publish_into(&theme(path), &out).unwrap();
        assert_eq!(fs::read_to_string(out.join(path)).unwrap(), "testo\n");
    }
    assert_eq!(
        fs::read_dir(&out)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().eq_ignore_ascii_case("dati"))
            .count(),
        1
    );
}

#[cfg(unix)]
#[test]
fn the_folder_says_who_may_read_what_is_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for way in [Way::Fill, Way::Swap] {
        for (folder, file) in [(0o755, 0o644), (0o750, 0o640), (0o2775, 0o664), (0o700, 0o600)] {
            let room = TempDir::new().unwrap();
            let out = room.path().join("public");
            let target = TargetFolder::new(&out, &[], &[]).unwrap();
            fs::create_dir(&out).unwrap();
            publish_into(&Folder::minimal(), &out).unwrap();
            fs::set_permissions(&out, fs::Permissions::from_mode(folder)).unwrap();
            publish_by(&Folder::demo(), &target, way).unwrap();
            assert_eq!(mode(&out), folder, "{way:?}");
            assert_eq!(mode(&out.join("en")), folder, "{way:?}");
            assert_eq!(mode(&out.join("en/index.html")), file, "{way:?} {folder:o}");
        }
    }
}

#[test]
fn files_of_the_ente_are_copied_as_they_are() {
    let room = TempDir::new().unwrap();
    let out = room.path().join("public");
    let folder = Folder::minimal().file("files/atto n. 10.pdf", "%PDF-1.7").replace(
        "acts.yaml",
        "role: approval",
        "file: files/atto n. 10.pdf, role: approval",
    );
    publish_into(&folder, &out).unwrap();
    assert_eq!(fs::read(out.join("files/atto n. 10.pdf")).unwrap(), b"%PDF-1.7");
}
