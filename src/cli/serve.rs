//! `limpido serve`: the pages in a browser, following every save, until Ctrl-C.

use super::end::End;
use super::options::ServeOptions;
use super::words::said_in;
use super::{print, process, subject};
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Drawn, Fault, HumanStyle, Locale, human, summary};
use limpido::preview::{Editor, HostName, News, Preview, PreviewSettings};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Shows the folder until it is interrupted.
pub fn run(options: &ServeOptions) -> Result<End, Fault> {
    let ServeOptions { folder, host, allowed, port, editor, opens, locale } = options;
    let mut printer = Printer { locale: *locale, last: BTreeMap::new() };
    let (home, ente) = match subject::home_of(folder)? {
        Some((home, ente)) => (home, Some(ente)),
        None => (folder.clone(), None),
    };
    let preview = Preview::start(PreviewSettings {
        folder: home,
        ente,
        data: data(),
        host: *host,
        allowed: allowed.clone(),
        port: *port,
        locale: *locale,
        editor: editor.clone(),
        today: process::today,
        told: Box::new(move |news| printer.print(news)),
    })?;
    let address = preview.address();
    print::err(&match locale {
        Locale::It => format!("Anteprima: {address}\n  Salva un file e la pagina si aggiorna. Per chiudere: Ctrl-C\n"),
        Locale::En => format!("Preview: {address}\n  Save a file and the page follows. To close: Ctrl-C\n"),
    });
    for other in preview.other_addresses() {
        print::err(&match locale {
            Locale::It => format!("  Da fuori: {other} (o la porta che hai inoltrato)\n"),
            Locale::En => format!("  From outside: {other} (or the port that you forwarded)\n"),
        });
    }
    if host.is_some() {
        for_devices(address, *locale);
    }
    if *opens && open::that_detached(address).is_err() {
        print::err(match locale {
            Locale::It => "  Non riesco ad aprire il browser: apri tu l’indirizzo\n",
            Locale::En => "  Cannot open the browser: open the address yourself\n",
        });
    }
    if preview.wait()? {
        print::err("\n");
        return Ok(End::Clean);
    }
    Err(Fault::refused(
        limpido::say!(
            "l’anteprima si è fermata per un difetto di limpido",
            "the preview stopped because of a defect of limpido"
        ),
        limpido::say!(
            "segnalalo con il messaggio qui sopra, e riparti con «limpido serve»",
            "report it with the message above, and start `limpido serve` again"
        ),
    ))
}

/// The program's own data, where this build reads them from the disk.
fn data() -> Vec<PathBuf> {
    if !cfg!(debug_assertions) {
        return Vec::new();
    }
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["i18n", "themes", "src/catalog/data"].iter().map(|name| project.join(name)).filter(|path| path.is_dir()).collect()
}

/// Prints the address as a QR code for telephones, and says who can see the pages.
fn for_devices(address: &str, locale: Locale) {
    print::err(match locale {
        Locale::It => "  Chi è nella stessa rete e ha questo indirizzo vede le pagine: vale fino alla chiusura\n",
        Locale::En => {
            "  Whoever is in the same network and has this address sees the pages: it is good until you close\n"
        }
    });
    print::qr_code(address);
}

/// Prints a site's report when it says something else than before.
struct Printer {
    locale: Locale,
    last: BTreeMap<String, Drawn>,
}

impl Printer {
    fn print(&mut self, news: &News<'_>) {
        let locale = self.locale;
        let (site, report, sources, is_kept) = match news {
            News::Failed(fault) => return print::fault(fault, locale),
            News::Looking { what, remedy } => return print::note(what, remedy, locale),
            News::Listed { report, sources } => return print::report(report, sources, locale),
            News::Built { site, report, sources, is_kept, .. } => (*site, *report, *sources, *is_kept),
        };
        let text = human(report, sources, HumanStyle { colour: true, locale });
        if self.last.get(site).is_some_and(|last| *last == text) {
            return;
        }
        print::drawn(&text);
        let site_name = if site.is_empty() { String::new() } else { format!("{}: ", print::name(Path::new(site))) };
        let kept = match (is_kept, locale) {
            (false, _) => "",
            (true, Locale::It) => "; le pagine restano quelle di prima",
            (true, Locale::En) => "; the pages stay as they were",
        };
        print::err(&format!("{site_name}{}{kept}\n", summary(report, locale)));
        self.last.insert(site.to_owned(), text);
    }
}

/// The flags of `serve`.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
        .arg(Arg::new("dir").value_name(say("CARTELLA", "DIR")).value_parser(clap::value_parser!(PathBuf)).help(say(
            "La cartella del sito, o quella che contiene più siti [se manca: content]",
            "The site's folder, or one that holds several sites [default: content]",
        )))
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .help(say("Apre subito il browser", "Opens the browser at once")),
        )
        .arg(
            Arg::new("port")
                .long("port")
                .value_name(say("PORTA", "PORT"))
                .value_parser(move |typed: &str| typed.parse::<u16>().ok().ok_or(say("scrivi un numero da 1 a 65535", "write a number from 1 to 65535")))
                .help(say("La porta [se manca: 4173, o una libera]", "The port [default: 4173, or a free one]")),
        )
        .arg(Arg::new("host").long("host").value_name(say("INDIRIZZO", "ADDRESS")).value_parser(move |typed: &str| own_address(typed).ok_or(say(
"scrivi l’indirizzo di questo computer nella rete, per esempio 192.168.1.20",
"write this computer’s address in the network, for example 192.168.1.20",
))).help(say(
            "Mostra il sito anche ad altri dispositivi della rete, a questo indirizzo, con un codice QR",
            "Shows the site to other devices of the network too, at this address, with a QR code",
        )))
        .arg(
            Arg::new("allow-host")
                .long("allow-host")
                .value_name(say("NOME", "NAME"))
                .action(ArgAction::Append)
                .value_parser(move |typed: &str| HostName::new(typed).ok_or(say(
"scrivi solo il nome che sta nell’indirizzo, senza http:// e senza barre, per esempio localhost o anteprima.example.it:8080",
"write only the name that stands in the address, without http:// and slashes, for example localhost or preview.example.org:8080",
)))
                .help(say(
                    "Risponde anche a chi chiama con questo nome: un contenitore, una porta inoltrata; si può ripetere",
                    "Answers those who call by this name too: a container, a forwarded port; can be repeated",
                )),
        )
        .arg(Arg::new("editor").long("editor").value_name("EDITOR").value_parser(move |typed: &str| Editor::new(typed).ok_or(say(
"scrivi vscode, vscodium, zed o un indirizzo come programma://apri?file={path}&riga={line}",
"write vscode, vscodium, zed or an address such as program://open?file={path}&line={line}",
))).help(say(
            "Apre i file dal riquadro degli errori: vscode, vscodium, zed o un indirizzo con {path} e {line}",
            "Opens files from the panel: vscode, vscodium, zed or an address with {path} and {line}",
        )))
}

/// An address that a device can have.
fn own_address(typed: &str) -> Option<IpAddr> {
    typed.parse().ok().filter(|address: &IpAddr| !address.is_multicast())
}
