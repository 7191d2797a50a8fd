//! What pages and open data say of what changes with the day, the platform and the site's address: never more than is true.

use crate::harness::{Folder, PIPELINE, Run, TODAY};
use limpido::render::{Options, Payload};

const ACCOUNTS: &str = "accounts:
  - platform: facebook
    handle: comune.prova.example
    name: Comune di Prova
    until: 2025-12-31
    reviewed_on: 2026-11-01
    unit: Biblioteca
  - platform: instagram
    handle: comune.prova.example
    name: Immagini di Prova
    until: 2026-11-22
    reviewed_on: 2026-11-01
    unit: Museo
";

fn data(run: &Run) -> serde_json::Value {
    serde_json::from_str(run.page("accounts.json")).unwrap()
}

#[test]
fn an_account_whose_last_day_is_past_is_closed_everywhere() {
    let run = Folder::minimal().file("accounts.yaml", ACCOUNTS).run();
    assert!(run.findings().contains(&"account-expired accounts.yaml:5:12".to_owned()), "{}", run.report());
    assert!(run.report().contains("questo account doveva finire il 31 dicembre 2025"));
    assert!(run.report().contains("spostalo in «closed:», con «closed: 2025-12-31»"));
    let accounts = &data(&run)["accounts"];
    let of = |place: usize| {
        let account = &accounts[place];
        [&account["id"], &account["status"], &account["ends_at"], &account["closed_at"]].map(|value| value.as_str())
    };
    let over = "facebook-comune-prova-example";
    assert_eq!(of(0), [Some(over), Some("closed"), Some("2025-12-31"), Some("2025-12-31")]);
    // On its last day an account is still the ente's.
    assert_eq!(of(1), [Some("instagram-comune-prova-example"), Some("active"), Some("2026-11-22"), None]);
    let page = run.page("account-ufficiali.html");
    let (open, closed) = page.split_once("id=\"chiusi\"").unwrap();
    assert!(!open.contains(&format!("id=\"{over}\"")) && closed.contains(&format!("<li id=\"{over}\"")));
    let files = &run.built.rendered().unwrap().files;
    let address = "https://www.facebook.com/comune.prova.example";
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let html = run.page(path);
        // Neither a link, nor a proof, nor an address that a machine takes for the ente's.
        assert!(!html.contains(&format!("href=\"{address}\"")), "{path}");
        assert!(!html.contains("\"sameAs\"") || !html.split("\"sameAs\"").nth(1).unwrap().contains(address), "{path}");
    }
    for (path, words) in [
        ("testi-per-i-profili.html", "Comune di Prova</h2>"),
        ("codici-qr.html", over),
        ("account-per-settore.html", "Biblioteca"),
    ] {
        assert!(!run.page(path).contains(words), "{path}");
    }
}

#[test]
fn a_messaging_service_that_is_over_says_so_and_asks_for_nothing() {
    let accounts = "accounts:
  - platform: whatsapp
    id: avvisi
    number: +39 300 000 1122
    name: Avvisi
    kind: broadcast
    until: 2026-06-30
    subscribe: { join: ISCRIVIMI, leave: CANCELLAMI }
";
    let run = Folder::minimal().file("accounts.yaml", accounts).run();
    let page = run.page("servizio-avvisi.html");
    assert!(page.contains("Questo servizio è finito: <time datetime=\"2026-06-30\">"), "{page}");
    assert!(!page.contains("ISCRIVIMI") && !page.contains("wa.me"));
}

/// Whatever a page would fetch or lead to.
fn addresses(html: &str) -> Vec<&str> {
    let of = |name: &'static str| html.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    of(" href=\"").chain(of(" src=\"")).collect()
}

#[test]
fn the_page_for_wrong_addresses_holds_at_any_depth_and_in_every_language() {
    for (base, root) in [
        ("https://www.comune.it/social/", "/social/"),
        ("https://www.comune.it/social", "/social/"),
        ("https://social.comune.it", "/"),
        ("https://www.comune.it/enti/prova", "/enti/prova/"),
    ] {
        let folder = Folder::demo().replace("site.yaml", "edition: 1", &format!("edition: 1\nbase_url: {base}"));
        let run = folder.run().clean();
        let (page, files) = (run.page("404.html"), &run.built.rendered().unwrap().files);
        let mut own = 0;
        for address in addresses(page).iter().filter(|address| !address.contains(':') && !address.starts_with('#')) {
            let path = address.strip_prefix(root).unwrap_or_else(|| panic!("{base}: {address}"));
            let path =
                if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            assert!(files.contains_key(path.as_str()), "{base}: {address}");
            own += 1;
        }
        assert!(own > 20, "{own}");
        assert!(!page.contains(base), "another host may serve the site");
        assert!(page.contains(&format!("href=\"{root}contatti.html\"")), "{base}");
        let english = page.split("<div lang=\"en\"").nth(1).unwrap();
        assert!(
            english.contains("Page not found</h2>") && english.contains(&format!("href=\"{root}en/contacts.html\""))
        );
    }
}

#[test]
fn assets_beside_the_sites_are_found_from_the_page_for_wrong_addresses_too() {
    let folder =
        Folder::minimal().replace("site.yaml", "edition: 1", "edition: 1\nbase_url: https://www.rete.it/enti/prova");
    let options = Options { shared_assets: true, ..Default::default() };
    let built = PIPELINE.run(&folder.files(), TODAY, options).unwrap();
    let rendered = built.rendered().unwrap();
    let sheet = rendered.shared.keys().find(|path| path.ends_with(".css")).unwrap();
    assert!(rendered.text("404.html").unwrap().contains(&format!("href=\"/enti/{sheet}\"")));
}

#[test]
fn without_an_address_of_the_site_the_page_for_wrong_addresses_asks_for_nothing() {
    let run = Folder::demo().run().clean();
    let page = run.page("404.html");
    // An empty icon, without which a browser asks for `/favicon.ico`.
    assert_eq!(addresses(page), ["data:,"]);
    assert_eq!(page.matches("<link").count(), 1);
    for part in ["<script", "<img", "<svg", "url("] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("<h1>Pagina non trovata</h1>") && page.contains("<div lang=\"en\""), "{page}");
}

#[test]
fn who_is_sent_to_an_office_always_finds_a_contact() {
    let run = Folder::minimal()
        .replace("site.yaml", ", email: urp@comune.prova.example, phone: +39 0123 456789 }", " }")
        .replace("site.yaml", "contacts: { policy: urp }", "contacts: { policy: urp, accessibility: urp }")
        .replace("informative.yaml", "requests: {", "requests: { office: urp,")
        .run();
    assert_eq!(run.findings(), ["office-without-contact site.yaml:10:18"], "{}", run.report());
    for (page, after) in [
        ("moderazione.html", "Scrivi a: Ufficio relazioni con il pubblico"),
        ("contatti.html", "id=\"ufficio-urp\""),
        ("accessibilita.html", "id=\"ostacoli\""),
        ("oblio.html", "<p>Ufficio relazioni con il pubblico</p>"),
    ] {
        let rest = run.page(page).split_once(after).unwrap_or_else(|| panic!("{page}")).1;
        assert!(rest.split("</section>").next().unwrap().contains("mailto:protocollo@comune.prova.example"), "{page}");
    }
}

/// The words of an account's card, by its name.
fn card(run: &Run, anchor: &str) -> String {
    let html = run.page("account-ufficiali.html");
    let card = html.split(&format!("id=\"{anchor}\" aria-labelledby")).nth(1).unwrap_or_else(|| panic!("{anchor}"));
    card.split("</article>").next().unwrap().to_owned()
}

#[test]
fn a_default_is_not_said_of_a_platform_where_it_is_false() {
    const PARTLY: &str = "Senza registrarsi se ne legge solo una parte.";
    const LISTENS: &str = "Leggiamo quello che ci scrivi.";
    const OPEN: &str = "Aperti a tutti.";
    const ANSWERS: &str = "Puoi scriverci qui e ti rispondiamo qui.";
    let accounts = |own: &str| {
        format!(
            "defaults: {{ readable_by: partly, direction: two-way, comments: open, requests: welcome }}
accounts:
  - {{ platform: youtube, handle: provacanale, id: a, kind: channel{own} }}
  - {{ platform: telegram, handle: provacanale, id: b, kind: channel{own} }}
  - {{ platform: flickr, handle: prova, id: c{own} }}
  - {{ platform: whatsapp, url: \"https://whatsapp.com/channel/0029Va\", id: d, kind: channel{own} }}
  - {{ platform: facebook, handle: provapagina, id: e{own} }}
"
        )
    };
    let run = Folder::minimal().file("accounts.yaml", accounts("")).run();
    for (anchor, partly, listens, open, answers) in [
        ("a", false, false, true, true),
        ("b", false, false, true, true),
        ("c", false, true, true, true),
        ("d", true, false, false, false),
        ("e", true, true, true, true),
    ] {
        let card = card(&run, anchor);
        let said = [PARTLY, LISTENS, OPEN, ANSWERS].map(|words| card.contains(words));
        assert_eq!(said, [partly, listens, open, answers], "{anchor}");
    }
    assert!(card(&run, "a").contains("Tutti, anche senza registrarsi."));
    // What an author says of an account is said.
    let run = Folder::minimal().file("accounts.yaml", accounts(", readable_by: partly, direction: two-way")).run();
    for anchor in ["a", "b", "c", "d", "e"] {
        let card = card(&run, anchor);
        assert!(card.contains(PARTLY) && card.contains(LISTENS), "{anchor}");
    }
}

/// What the notice says of transfers, with these accounts.
fn transfers(accounts: &str, own: &str) -> (String, Run) {
    let folder = Folder::minimal().file("accounts.yaml", format!("accounts:\n{accounts}"));
    let text = folder.text("informative.yaml").to_owned();
    let line = text.lines().find(|line| line.contains("transfers:")).unwrap();
    let folder = folder.replace("informative.yaml", line, &format!("    transfers: {{ {own} }}"));
    let run = folder.run();
    let page = run.page("informativa-privacy.html");
    let part = page.split("id=\"social-trasferimenti\"").nth(1).unwrap().split("<h3").next().unwrap().to_owned();
    (part, run)
}

#[test]
fn who_takes_data_outside_is_said_from_the_platforms_in_use() {
    const WE: &str = "siamo noi a portarle i dati";
    const THEY: &str = "Se li porta fuori, ne risponde lei";
    let by_platforms = "by_platforms: Le garanzie sono nelle loro informative.";
    let facebook = "  - { platform: facebook, handle: provapagina, reviewed_on: 2026-11-01 }\n";
    let telegram = "  - { platform: telegram, handle: provacanale, reviewed_on: 2026-11-01 }\n";
    let bluesky = "  - { platform: bluesky, handle: prova.example, reviewed_on: 2026-11-01 }\n";
    let mastodon =
        "  - { platform: mastodon, handle: \"comune@social.prova.example\", operator: { name: Comune, eea: true } }\n";
    for (accounts, we, they) in [
        (facebook.to_owned(), false, true),
        (telegram.to_owned(), true, false),
        (format!("{facebook}{telegram}"), true, true),
        (mastodon.to_owned(), false, false),
    ] {
        let (part, run) = transfers(&accounts, by_platforms);
        assert_eq!((part.contains(WE), part.contains(THEY)), (we, they), "{accounts}: {part}");
        assert!(!run.findings().iter().any(|found| found.starts_with("transfers-denied")), "{}", run.report());
    }
    let (part, _) = transfers(telegram, by_platforms);
    assert!(part.contains("Isole Vergini Britanniche") && part.contains("clausole tipo"), "{part}");
    assert!(!part.contains("Data Privacy Framework"), "it is for companies of the United States: {part}");
    // Words of edition 1 stay on the page; where they are untrue they are found.
    let own = "by_ente: Noi non portiamo i tuoi dati fuori dallo Spazio economico europeo., by_platforms: Vedi sotto.";
    for (accounts, is_found) in [(facebook, false), (telegram, true)] {
        let (part, run) = transfers(accounts, own);
        assert!(part.contains("Noi non portiamo i tuoi dati"), "{part}");
        assert_eq!(run.findings().iter().any(|found| found.starts_with("transfers-denied")), is_found, "{accounts}");
    }
    // Nobody knows on which basis.
    assert!(transfers(bluesky, by_platforms).1.report().contains("non è scritto su quale base l'ente ci porta i dati"));
}

#[test]
fn an_act_is_named_as_approval_only_of_what_it_can_have_approved() {
    for (date, words) in [
        ("2026-02-20", "Approvata con: "),
        ("2026-02-01", "Approvata con: "),
        ("2026-03-01", "Approvata con: "),
        ("2026-09-15", "Atto collegato: "),
    ] {
        let run = Folder::minimal()
            .replace("informative.yaml", "date: 2026-03-01", &format!("date: {date}\n    act: gc-10"))
            .run();
        assert!(
            run.page("informativa-privacy.html").contains(&format!("<p>{words}<a href=\"atti.html#gc-10\">")),
            "{date}"
        );
        assert_eq!(run.findings().is_empty(), words.starts_with("Approvata"), "{}", run.report());
    }
}

#[test]
fn a_month_is_called_a_month() {
    for (days, extension, words) in [
        (
            30,
            60,
            "Entro un mese (art. 12, par. 3, GDPR). Se la richiesta è complessa possiamo metterci altri due mesi.",
        ),
        (
            31,
            62,
            "Entro un mese (art. 12, par. 3, GDPR). Se la richiesta è complessa possiamo metterci altri due mesi.",
        ),
        (
            15,
            30,
            "Entro 15 giorni (art. 12, par. 3, GDPR). Se la richiesta è complessa possiamo metterci altri 30 giorni.",
        ),
    ] {
        let lines = format!("answer_days: {days}, free: true, extension_days: {extension}");
        let run = Folder::minimal()
            .replace("informative.yaml", "answer_days: 30, free: true, extension_days: 60", &lines)
            .run()
            .clean();
        assert!(run.page("oblio.html").contains(words), "{days}");
    }
}

#[test]
fn a_number_that_is_two_never_becomes_one_to_call() {
    for phone in [
        "+39 0123 456001-2",
        "+39 0123 456001-02",
        "+39 0123 456001 - 002",
        "+39 0123 456001 / 02",
        "+39 0123 456001/456002",
        "+39 0123/456001/2",
        "+39 0123 456001 456002",
        "+39 0123 456001 (2)",
        "+39 0123.456001.2",
        "0123 456001-2",
        "800 123456-7",
    ] {
        let run =
            Folder::minimal().replace("site.yaml", "phone: +39 0123 456789", &format!("phone: \"{phone}\"")).run();
        assert_eq!(run.findings(), ["invalid-phone site.yaml:10:93"], "{phone}: {}", run.report());
        assert!(run.report().contains("qui c'è più di un numero, o un interno"), "{phone}: {}", run.report());
        for (path, payload) in &run.built.rendered().unwrap().files {
            let Payload::Bytes(bytes) = payload else { continue };
            assert!(!String::from_utf8_lossy(bytes).contains("0123456001"), "{phone}: {path}");
        }
    }
    for (phone, called) in [
        ("+39 0123 456001", "+390123456001"),
        ("+39 0123/456001", "+390123456001"),
        ("+39 0123-456-001", "+390123456001"),
        ("+39 (0123) 456 001", "+390123456001"),
        ("+39 06.696771", "+3906696771"),
        ("+39 02-12-34-56-78", "+390212345678"),
        ("+39 333 123 45 67", "+393331234567"),
        ("+41 91 815 71 11", "+41918157111"),
        ("800 123456", "800123456"),
        ("112", "112"),
    ] {
        let run =
            Folder::minimal().replace("site.yaml", "phone: +39 0123 456789", &format!("phone: \"{phone}\"")).run();
        assert!(run.clean().page("contatti.html").contains(&format!("href=\"tel:{called}\"")), "{phone}");
    }
}
