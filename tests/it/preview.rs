//! The preview's real server on loopback: a save becomes new bytes and one event; what must wake nothing wakes nothing.

use crate::harness::{Folder, TODAY};
use limpido::diagnostic::Locale;
use limpido::preview::{Editor, Preview, PreviewSettings};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// How long a test waits for what must come: long, since only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A preview of a folder of the disk.
pub struct Room {
    pub folder: TempDir,
    /// Where files are made before they come into the folder.
    away: TempDir,
    pub preview: Preview,
}

pub fn settings(folder: &Path) -> PreviewSettings {
    PreviewSettings {
        folder: folder.to_owned(),
        ente: None,
        data: Vec::new(),
        host: None,
        allowed: Vec::new(),
        port: Some(0),
        locale: Locale::It,
        editor: Editor::new("vscode"),
        today: || TODAY,
        told: Box::new(|_| {}),
    }
}

impl Room {
    pub fn of(site: &Folder) -> Self {
        Self::with(|folder| site.write_to(folder))
    }

    fn with(write: impl Fn(&Path)) -> Self {
        let folder = TempDir::new().unwrap();
        write(folder.path());
        let preview = Preview::start(settings(folder.path())).unwrap_or_else(|fault| panic!("{fault}"));
        Self { folder, away: TempDir::new().unwrap(), preview }
    }

    pub fn port(&self) -> u16 {
        self.preview.port()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Saves in one step, so that no rebuild can see half of it and counts are sure.
    fn write(&self, path: &str, text: &str) {
        let away = self.away.path().join("new");
        fs::write(&away, text).unwrap();
        fs::rename(&away, self.path(path)).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn get(&self, path: &str) -> Answer {
        get(self.port(), path)
    }

    /// Asks until the answer holds a text.
    fn until(&self, path: &str, text: &str) -> Answer {
        until(&format!("{path} holds {text}"), || Some(self.get(path)).filter(|answer| answer.body.contains(text)))
    }

    /// What the browser that shows a page is told.
    fn look_at(&self, site: &str, page: &str) -> Events {
        let shown = self.get(&format!("/{}{page}", if site.is_empty() { String::new() } else { format!("{site}/") }));
        let data = |name: &str| shown.body.split_once(&format!("data-{name}=\"")).unwrap().1.split('"').next().unwrap();
        let query = format!("site={site}&page={page}&version={}&sheet={}&lang=it", data("version"), data("sheet"));
        Events::open(self.port(), &query)
    }
}

/// An answer, taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Sends bytes as they are and reads until the server closes.
pub fn send(port: u16, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // The server may refuse before it has read everything.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

pub fn get(port: u16, path: &str) -> Answer {
    send(port, format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes())
}

pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..PATIENCE.as_millis() / 5 {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it never came: {what}");
}

/// A held event stream.
pub struct Events(BufReader<TcpStream>);

impl Events {
    pub fn open(port: u16, query: &str) -> Self {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!("GET /.limpido/events?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    /// The next event: its name and its data.
    pub fn next(&mut self) -> (String, String) {
        let (mut name, mut beats) = (String::new(), 0);
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            // The server says every 15 seconds that it is alive: after a few of these nothing is on its way.
            beats += usize::from(line.starts_with(':'));
            assert!(beats < 4, "no event came");
            if let Some(event) = line.strip_prefix("event: ") {
                event.trim().clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (name, data.trim_end().to_owned());
            }
        }
    }

    fn next_name(&mut self) -> String {
        self.next().0
    }
}

#[test]
fn a_save_becomes_new_bytes_and_one_event() {
    let room = Room::of(&Folder::minimal());
    let mut events = room.look_at("", "contatti.html");
    assert_eq!(events.next_name(), "findings");
    room.edit("it/contatti.md", "\n---\n", "\n---\nScrivici quando vuoi.\n");
    assert_eq!(events.next(), ("reload".to_owned(), "contatti.html".to_owned()));
    // Whoever is told finds the new bytes already there.
    assert!(room.get("/contatti.html").body.contains("Scrivici quando vuoi."));
    assert_eq!((room.preview.rebuilds(), room.preview.told()), (2, 2));
}

#[test]
fn only_browsers_whose_page_changed_are_told() {
    let room = Room::of(&Folder::minimal());
    let mut contacts = room.look_at("", "contatti.html");
    let mut moderation = room.look_at("", "moderazione.html");
    assert_eq!((contacts.next_name(), moderation.next_name()), ("findings".to_owned(), "findings".to_owned()));
    room.edit("it/moderazione.md", "\n---\n", "\n---\nParole nuove.\n");
    assert_eq!(moderation.next_name(), "reload");
    room.edit("it/contatti.md", "\n---\n", "\n---\nAltre parole.\n");
    assert_eq!(contacts.next(), ("reload".to_owned(), "contatti.html".to_owned()));
    // Two greetings, two reloads: the first save told nobody but the page that it changed.
    assert_eq!(room.preview.told(), 4);
}

#[test]
fn saving_the_same_bytes_and_what_editors_leave_rebuild_nothing() {
    let room = Room::of(&Folder::minimal());
    room.until("/contatti.html", "</html>");
    let same = fs::read_to_string(room.path("it/contatti.md")).unwrap();
    room.write("it/contatti.md", &same);
    let noise =
        ["it/.contatti.md.swp", "it/4913", "it/contatti.md~", "it/#contatti.md#", "it/sedAbC123", "x.tmp", ".git/HEAD"];
    fs::create_dir(room.path(".git")).unwrap();
    for name in noise {
        room.write(name, "x");
        fs::remove_file(room.path(name)).unwrap();
    }
    room.edit("it/contatti.md", "\n---\n", "\n---\nParole nuove.\n");
    room.until("/contatti.html", "Parole nuove.");
    assert_eq!(room.preview.rebuilds(), 2);
}

/// A way of saving: its name, and what it does with the new text.
type Way<'a> = (&'a str, &'a dyn Fn(&str));

#[test]
fn every_way_of_saving_is_seen() {
    let room = Room::of(&Folder::minimal());
    let page = room.path("it/contatti.md");
    let text = fs::read_to_string(&page).unwrap();
    let with = |words: &str| text.replacen("\n---\n", &format!("\n---\n{words}\n"), 1);
    let ways: [Way<'_>; 5] = [
        ("in place", &|text| fs::write(&page, text).unwrap()),
        ("sed -i", &|text| {
            fs::write(room.path("it/sedQwErTy"), text).unwrap();
            fs::rename(room.path("it/sedQwErTy"), &page).unwrap();
        }),
        ("vim", &|text| {
            fs::rename(&page, room.path("it/contatti.md~")).unwrap();
            fs::write(&page, text).unwrap();
            fs::remove_file(room.path("it/contatti.md~")).unwrap();
        }),
        ("deleted and made again", &|text| {
            fs::remove_file(&page).unwrap();
            fs::write(&page, text).unwrap();
        }),
        ("line ends of Windows", &|text| fs::write(&page, text.replace('\n', "\r\n")).unwrap()),
    ];
    for (at, (way, save)) in ways.iter().enumerate() {
        let words = format!("Modo numero {at}.");
        save(&with(&words));
        assert!(room.until("/contatti.html", &words).body.contains("<h1"), "{way}");
    }
}

#[test]
fn a_burst_ends_with_its_last_text() {
    let room = Room::of(&Folder::minimal());
    let text = fs::read_to_string(room.path("it/contatti.md")).unwrap();
    for turn in 100..200 {
        // Texts of one length, faster than the disk's clock ticks: neither size nor time tells them apart.
        fs::write(room.path("it/contatti.md"), text.replacen("\n---\n", &format!("\n---\nGiro {turn}.\n"), 1)).unwrap();
    }
    room.until("/contatti.html", "Giro 199.");
}

#[test]
fn files_and_folders_come_go_and_move() {
    let room = Room::of(&Folder::minimal());
    assert_eq!(room.get("/extra.html").status, 404);
    room.write("it/extra.md", "---\ntitle: Extra\n---\nProva.\n");
    room.until("/extra.html", "Prova.");
    fs::rename(room.path("it/extra.md"), room.path("it/altro.md")).unwrap();
    room.until("/altro.html", "Prova.");
    until("the old page goes", || (room.get("/extra.html").status == 404).then_some(()));
    fs::create_dir_all(room.path("files/nuova/cartella")).unwrap();
    room.write("files/nuova/cartella/atto.txt", "Un atto.");
    room.write("it/altro.md", "---\ntitle: Extra\n---\n[Atto](../files/nuova/cartella/atto.txt)\n");
    assert_eq!(room.until("/files/nuova/cartella/atto.txt", "Un atto.").status, 200);
    room.write("files/nuova/cartella/atto.txt", "Atto cambiato.");
    room.until("/files/nuova/cartella/atto.txt", "Atto cambiato.");
    fs::remove_file(room.path("it/altro.md")).unwrap();
    until("the page goes", || (room.get("/altro.html").status == 404).then_some(()));
}

#[test]
fn a_folder_put_in_the_place_of_another_is_followed() {
    let outer = TempDir::new().unwrap();
    let (site, away) = (outer.path().join("sito"), outer.path().join("via"));
    Folder::minimal().write_to(&site);
    let preview = Preview::start(settings(&site)).unwrap();
    assert_eq!(get(preview.port(), "/contatti.html").status, 200);
    fs::rename(&site, &away).unwrap();
    Folder::minimal().write_to(&site);
    let page = site.join("it/contatti.md");
    for words in ["Prime parole.", "Altre parole."] {
        fs::write(&page, format!("---\ntitle: Contatti\n---\n{words}\n")).unwrap();
        let look = || get(preview.port(), "/contatti.html").body.contains(words).then_some(());
        until(words, look);
    }
}

#[test]
fn a_text_that_cannot_be_read_keeps_the_last_good_pages() {
    let room = Room::of(&Folder::minimal());
    let good = room.until("/contatti.html", "</html>").body;
    let mut events = room.look_at("", "contatti.html");
    assert_eq!(events.next_name(), "findings");
    room.edit("accounts.yaml", "purpose:", "porpose:");
    let (name, data) = events.next();
    let report: serde_json::Value = serde_json::from_str(&data).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((name.as_str(), &report["kept"]), ("findings", &serde_json::Value::Bool(true)));
    assert_eq!((&finding["rule"], &finding["level"]), (&"unknown-field".into(), &"error".into()));
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &5.into()));
    let link = finding["editor"].as_str().unwrap();
    assert!(link.starts_with("vscode://file/") && link.ends_with("/accounts.yaml:5:5"), "{link}");
    assert!(finding["excerpt"].to_string().contains("porpose") && data.contains("purpose"), "{data}");
    assert_eq!(room.get("/contatti.html").body, good);
    room.edit("accounts.yaml", "porpose:", "purpose:");
    let (name, data) = events.next();
    assert!(name == "findings" && data.contains("\"errors\":0"), "{name} {data}");
}

#[test]
fn what_a_rule_finds_is_shown_on_new_pages() {
    let room = Room::of(&Folder::minimal());
    let mut events = room.look_at("", "contatti.html");
    assert_eq!(events.next_name(), "findings");
    room.edit("it/contatti.md", "\n---\n", "\n---\nDA COMPILARE\n");
    assert_eq!(events.next_name(), "reload");
    let (_, data) = room.look_at("", "contatti.html").next();
    let report: serde_json::Value = serde_json::from_str(&data).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((&report["kept"], &finding["pages"]), (&false.into(), &serde_json::json!(["contatti.html"])));
    let rule = room.get(finding["page"].as_str().unwrap());
    assert!(rule.status == 200 && rule.body.contains("Perché"), "{rule:?}");
}

#[test]
fn a_site_that_begins_with_mistakes_shows_them_and_then_its_pages() {
    let room = Room::of(&Folder::minimal().replace("site.yaml", "\n", "\ntheme: nessuno\n"));
    let waiting = room.get("/");
    assert!(waiting.status == 200 && waiting.body.contains("Le pagine non ci sono ancora"), "{waiting:?}");
    let mut events = room.look_at("", "index.html");
    assert_eq!(events.next_name(), "findings");
    room.write("site.yaml", Folder::minimal().text("site.yaml"));
    assert_eq!(events.next(), ("reload".to_owned(), "index.html".to_owned()));
}

#[test]
fn a_style_is_swapped_and_a_template_reloads() {
    let css = "h1 { color: #123456; }\n";
    let theme = Folder::minimal()
        .replace("site.yaml", "\n", "\ntheme: mio\n")
        .file("themes/mio/theme.yaml", "name: Mio\ncontract: 2\nextends: italia\nstylesheets: [css/mio.css]\n")
        .file("themes/mio/css/mio.css", css);
    let room = Room::of(&theme);
    let mut events = room.look_at("", "contatti.html");
    let greeting = events.next();
    assert_eq!(greeting.0, "findings", "{greeting:?}");
    room.edit("themes/mio/css/mio.css", "#123456", "#654321");
    let (name, sheet) = events.next();
    assert_eq!(name, "css");
    assert!(room.get(&format!("/{sheet}")).body.contains("#654321"));
    let page =
        fs::read_to_string(crate::harness::project().join("themes/italia/blocks/contact/template.html")).unwrap();
    fs::create_dir_all(room.path("themes/mio/blocks/contact")).unwrap();
    room.write("themes/mio/blocks/contact/template.html", &page.replacen("<ul class", "<ul data-mio class", 1));
    assert_eq!(events.next_name(), "reload");
    assert!(room.get("/contatti.html").body.contains("data-mio"));
}

#[test]
fn several_sites_are_made_when_somebody_asks() {
    let room = Room::with(|folder| {
        Folder::minimal().write_to(&folder.join("comune uno"));
        Folder::minimal().write_to(&folder.join("due"));
    });
    let list = room.get("/");
    assert!(list.body.contains("href=\"/comune%20uno/\"") && list.body.contains(">due<"), "{}", list.body);
    assert_eq!(room.preview.rebuilds(), 0);
    let moved = room.get("/due");
    assert!(moved.status == 308 && moved.head.contains("location: ./due/"), "{moved:?}");
    let mut events = room.look_at("due", "contatti.html");
    assert_eq!((events.next_name().as_str(), room.preview.rebuilds()), ("findings", 1));
    assert_eq!(room.get("/comune%20uno/contatti.html").status, 200);
    assert_eq!(room.preview.rebuilds(), 2);
    // Nobody looks at it: it is made when somebody does, however often it was saved.
    for turn in 0..3 {
        room.write("comune uno/it/extra.md", &format!("---\ntitle: Extra\n---\nGiro {turn}.\n"));
    }
    room.edit("due/it/contatti.md", "\n---\n", "\n---\nParole nuove.\n");
    assert_eq!(events.next_name(), "reload");
    assert_eq!(room.preview.rebuilds(), 3);
    assert!(room.get("/comune%20uno/extra.html").body.contains("Giro 2."));
    assert_eq!(room.preview.rebuilds(), 4);
    Folder::minimal().write_to(&room.path("tre"));
    room.until("/", ">tre<");
    fs::remove_dir_all(room.path("tre")).unwrap();
    until("the site goes from the list", || (!room.get("/").body.contains(">tre<")).then_some(()));
    assert_eq!(room.get("/tre/").status, 404);
}

/// Two enti over a base that they share.
fn workspace(folder: &Path) {
    let ente = |name: &str| format!("ente:\n  name: Comune di {name}\n  site: https://www.{name}.example\n");
    Folder::minimal()
        .under("base")
        .file("workspace.yaml", "edition: 1\nmembers: [\"enti/*\"]\nbase: base\n")
        .file("enti/alfa/site.yaml", ente("alfa"))
        .file("enti/beta/site.yaml", ente("beta"))
        .write_to(folder);
}

#[test]
fn what_enti_share_is_followed_by_each_of_them() {
    let room = Room::with(workspace);
    let (mut alfa, mut beta) = (room.look_at("alfa", "contatti.html"), room.look_at("beta", "contatti.html"));
    assert_eq!((alfa.next_name(), beta.next_name()), ("findings".to_owned(), "findings".to_owned()));
    room.edit("base/it/contatti.md", "\n---\n", "\n---\nParole di tutti.\n");
    assert_eq!((alfa.next_name(), beta.next_name()), ("reload".to_owned(), "reload".to_owned()));
    assert!(room.get("/beta/contatti.html").body.contains("Parole di tutti."));
    let before = room.preview.rebuilds();
    fs::create_dir(room.path("enti/alfa/it")).unwrap();
    room.write("enti/alfa/it/contatti.md", "---\ntitle: Contatti\n---\nParole di uno.\n");
    assert_eq!(alfa.next_name(), "reload");
    assert!(room.get("/alfa/contatti.html").body.contains("Parole di uno."));
    assert_eq!(room.preview.rebuilds(), before + 1);
}

#[test]
fn one_ente_of_a_workspace_is_shown_alone_with_what_it_inherits() {
    let folder = TempDir::new().unwrap();
    workspace(folder.path());
    let ente = Some("enti/alfa".to_owned());
    let preview = Preview::start(PreviewSettings { ente, ..settings(folder.path()) }).unwrap();
    let look = |words: &str| get(preview.port(), "/contatti.html").body.contains(words).then_some(());
    look("Comune di alfa").unwrap();
    fs::write(folder.path().join("base/it/contatti.md"), "---\ntitle: Contatti\n---\nParole di tutti.\n").unwrap();
    until("the base is followed", || look("Parole di tutti."));
    let before = preview.rebuilds();
    fs::write(folder.path().join("enti/beta/note.md"), "x").unwrap();
    fs::create_dir(folder.path().join("enti/alfa/it")).unwrap();
    fs::write(folder.path().join("enti/alfa/it/contatti.md"), "---\ntitle: Contatti\n---\nMie.\n").unwrap();
    until("its own folder is followed", || look("Mie."));
    assert!(preview.rebuilds() > before);
}

#[test]
fn published_pages_hold_nothing_of_the_preview() {
    let run = Folder::demo().run();
    let rendered = run.built.rendered().unwrap();
    let texts: Vec<_> = rendered.files.keys().filter_map(|path| Some((path, rendered.text(path)?))).collect();
    assert!(texts.len() > 10);
    for (path, text) in texts {
        assert!(!text.contains(".limpido") && !text.contains("limpido-preview"), "{path}");
    }
}

#[test]
fn an_editor_is_an_address_that_no_browser_runs() {
    let known = ["vscode", "vscodium", "zed", "emacs://open?file={path}&line={line}"];
    assert!(known.iter().all(|written| Editor::new(written).is_some()));
    let refused =
        ["", "vim", "javascript://{path}", "http://a.it/{path}", "vscode://file/", "data://{path}", "a b://{path}"];
    assert!(refused.iter().all(|written| Editor::new(written).is_none()));
}
