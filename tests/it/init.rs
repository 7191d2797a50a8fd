//! A new site from answers: complete, neutral, and only the ente's own facts left to fill in.

use crate::harness::{Folder, PIPELINE, Run};
use limpido::diagnostic::{HumanStyle, Locale, Report, human};
use limpido::init::{self, Answers, QUESTIONS, ipa};
use limpido::model::EnteKind;
use limpido::record::{PLACEHOLDER, Reader};
use limpido::source::{Sources, yaml};

/// The new site of an answers file.
fn new_site(text: &str) -> Folder {
    let mut sources = Sources::over(PIPELINE.sources());
    let source = sources.add("risposte.yaml".to_owned(), text.to_owned());
    let (answers, mut report) = Reader::read_root::<Answers>(yaml::parse(text, source));
    let made = init::folder(&answers.unwrap(), &[], &PIPELINE.workspace().catalog).unwrap();
    let folder = made.into_report(&mut report).unwrap();
    assert!(report.is_empty(), "{}", human(&report, &sources, HumanStyle::default()));
    Folder::from(folder)
}

/// Fills in everything that is left, each field with what its hint asks for.
fn filled_in(mut folder: Folder) -> Folder {
    let run = folder.run();
    // In the order of the text, so that the first place left is always the finding's own.
    for finding in run
        .raw()
        .sorted(&run.built.findings().sources)
        .into_iter()
        .filter(|finding| finding.key.name() == "placeholder-left")
    {
        let (path, _) = finding.locate(&run.built.findings().sources);
        let (what, hint) = (finding.message.it.as_str(), finding.hints[0].message.it.as_str());
        let value = if hint.contains("e-mail") {
            "ufficio@ente.example"
        } else if what.contains("dichiarazione") {
            "https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000001"
        } else if hint.contains("indirizzo web") || what.contains(".url") {
            "https://www.ente.example"
        } else if hint.contains("telefono") {
            "+39 0123 456789"
        } else if hint.contains("data") {
            "2026-11-22"
        } else if what.contains("[mastodon].handle") {
            "ente@social.ente.example"
        } else if what.contains("handle") {
            "entediprova"
        } else {
            "Testo vero"
        };
        folder = folder.replace(path, PLACEHOLDER, value);
    }
    folder
}

/// Whoever was asked has confirmed everything.
fn confirmed(folder: Folder) -> Folder {
    folder.file("confirm.yaml", "unconfirmed: []\n")
}

#[track_caller]
fn only_places_to_fill_in(run: &Run) {
    for finding in run.raw().iter() {
        assert!(["placeholder-left", "unconfirmed"].contains(&finding.key.name()), "{}", run.report());
    }
}

#[test]
fn every_kind_of_ente_gets_a_site_that_can_be_published_when_it_is_filled_in() {
    for kind in EnteKind::WORDS {
        let folder =
            new_site(&format!("name: Nome Inventato\nkind: {kind}\nlanguages: [it, en]\nplatforms: [facebook]\n"));
        only_places_to_fill_in(&folder.run());
        let run = confirmed(filled_in(folder)).run().clean();
        for (path, payload) in &run.built.rendered().unwrap().files {
            let limpido::render::Payload::Bytes(bytes) = payload else { continue };
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for word in ["borgo chiaro", "borgochiaro", "biblioteca", "partecipa.", PLACEHOLDER] {
                assert!(!text.contains(word), "{kind}: {path} speaks of {word}");
            }
            if *kind == "scuola" {
                for word in ["comunale", "sindaco", "giunta", "il comune ", "municipality", "mayor"] {
                    assert!(!text.contains(word), "{kind}: {path} speaks of {word}");
                }
            }
        }
    }
}

#[test]
fn every_platform_can_be_in_use() {
    let catalog = &PIPELINE.workspace().catalog;
    let all: Vec<&str> = catalog.platforms.keys().map(String::as_str).collect();
    assert!(all.len() >= 20);
    let folder = new_site(&format!("name: Comune di Prova\nplatforms: [{}]\n", all.join(", ")));
    let run = folder.run();
    let rules: Vec<&str> = run.raw().iter().map(|finding| finding.key.name()).collect();
    let known = ["placeholder-left", "unconfirmed", "transfers-denied"];
    assert!(rules.iter().all(|rule| known.contains(rule)), "{}", run.report());
    for platform in all {
        let site = new_site(&format!("name: Comune di Prova\nplatforms: [{platform}]\n"));
        let run = confirmed(filled_in(site)).run();
        // Some platforms make no address from a handle, or want a longer one: what was filled in was wrong then. Of some nobody
        // knows on which basis data go there: the ente has to say.
        let wrong = |rule: &str| !["not-an-account", "transfers-denied"].contains(&rule);
        assert!(run.raw().iter().all(|finding| !wrong(finding.key.name())), "{platform}: {}", run.report());
    }
}

#[test]
fn platforms_are_named_or_pasted() {
    let folder = new_site(
        "name: Comune di Prova
platforms:
  - Twitter
  - telegram:comunediprova
  - https://www.instagram.com/comune.prova/?hl=it
  - wa.me/393331234567
  - mastodon:https://mastodon.example.org/@comune
  - https://mastodon.uno/@comune
  - https://video.example.org/@comune
  - facebook:comune.prova
  - https://facebook.com/biblioteca.prova
",
    );
    let accounts = folder.text("accounts.yaml");
    for line in [
        "platform: x\n    handle: DA COMPILARE",
        "platform: telegram\n    handle: comunediprova",
        "platform: instagram\n    handle: comune.prova\n",
        "number: \"+393331234567\"",
        "handle: comune@mastodon.example.org",
        "handle: comune@mastodon.uno",
        "platform: other\n    platform_name: DA COMPILARE (video.example.org)\n    url: https://video.example.org/@comune",
        "platform: facebook\n    handle: comune.prova",
        "platform: facebook\n    id: facebook-2\n    handle: biblioteca.prova",
    ] {
        assert!(accounts.contains(line), "{line}\n{accounts}");
    }
    only_places_to_fill_in(&folder.run());
}

#[test]
fn an_address_says_what_its_account_is() {
    let folder = new_site(
        "name: Comune di Prova
platforms: ['https://www.facebook.com/groups/provacreativa', 'whatsapp: https://whatsapp.com/channel/0029Va', Instagram @prova.x]
",
    );
    let accounts = folder.text("accounts.yaml");
    assert!(accounts.contains("handle: provacreativa\n    name: Comune di Prova\n    kind: group\n"), "{accounts}");
    assert!(
        accounts.contains("url: https://whatsapp.com/channel/0029Va\n    name: Comune di Prova\n    kind: channel\n"),
        "{accounts}"
    );
    assert!(accounts.contains("platform: instagram\n    handle: prova.x\n"), "{accounts}");
    // A channel asks for no number, so it needs no notice of its own.
    assert!(!folder.text("informative.yaml").contains("whatsapp:"));
    let run = confirmed(filled_in(folder)).run().clean();
    assert!(run.page("accounts.json").contains("https://facebook.com/groups/provacreativa"));
}

#[test]
fn a_site_of_one_language_has_its_texts_only() {
    let one = new_site("name: Comune di Prova\nplatforms: [facebook, whatsapp, mastodon]\n");
    let two = new_site("name: Comune di Prova\nlanguages: [it, en]\nplatforms: [facebook, whatsapp, mastodon]\n");
    for file in ["site.yaml", "accounts.yaml", "moderation.yaml", "informative.yaml", "acts.yaml"] {
        assert!(!one.text(file).contains(" en:"), "{file}");
        // Of acts, the starter has no words of its own.
        assert!(file == "acts.yaml" || two.text(file).contains(" en:"), "{file}");
    }
    assert!(one.text("moderation.yaml").contains("  - Non scrivere tutto in maiuscolo.\n"));
    // What Italian readers see is the same.
    let (one, two) = (confirmed(filled_in(one)).run().clean(), confirmed(filled_in(two)).run().clean());
    for page in ["moderazione.html", "account-ufficiali.html", "informativa-privacy.html"] {
        let main =
            |run: &Run| run.page(page).split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        assert_eq!(main(&one), main(&two), "{page}");
    }
}

#[test]
fn what_nobody_gave_is_to_fill_in_or_not_there() {
    for name in ["Comune di Prova", "Istituto comprensivo Manzoni"] {
        let site = new_site(&format!("name: {name}\nlanguages: [it, en]\nplatforms: [facebook, whatsapp]\n"));
        let acts = site.text("acts.yaml");
        for line in ["in_force: DA COMPILARE", "organ: DA COMPILARE", "number: DA COMPILARE", "date: DA COMPILARE"] {
            assert!(acts.contains(line), "{line}\n{acts}");
        }
        for made_up in ["revisions:", "review_due:", "subject:", "authorisation"] {
            assert!(!acts.contains(made_up), "{made_up}\n{acts}");
        }
        let notices = site.text("informative.yaml");
        assert_eq!(notices.matches("    version: DA COMPILARE\n    date: DA COMPILARE\n").count(), 2, "{notices}");
        let run = site.run();
        let pages = run.built.pages().unwrap();
        assert!(pages.site.documents.iter().all(|document| document.front.updated.is_none()));
    }
}

#[test]
fn the_act_that_approves_the_policy_is_asked_for() {
    let site = new_site(
        "name: Comune di Prova
act: { organ: Consiglio comunale, number: \"24\", date: 2026-02-12 }
in_force: 2026-11-22
platforms: [facebook]
",
    );
    let acts = site.text("acts.yaml");
    for line in ["in_force: 2026-11-22\n", "organ: Consiglio comunale\n", "number: \"24\"\n", "date: 2026-02-12\n"] {
        assert!(acts.contains(line), "{line}\n{acts}");
    }
    let run = confirmed(filled_in(site)).run().clean();
    assert!(run.page("atti.html").contains("Consiglio comunale"));
}

#[test]
fn what_goes_with_a_platform_comes_with_it() {
    let without = new_site("name: Comune di Prova\nplatforms: [facebook]\n");
    let with = new_site("name: Comune di Prova\nplatforms: [facebook, whatsapp, mastodon]\n");
    for (words, file) in [("Mastodon", "informative.yaml"), ("whatsapp:", "informative.yaml")] {
        assert!(!without.text(file).contains(words) && with.text(file).contains(words), "{words}");
    }
    for file in ["site.yaml", "accounts.yaml", "moderation.yaml", "informative.yaml", "acts.yaml"] {
        for mark in ["# solo nella demo", "# solo con", "# da compilare\n"] {
            assert!(!with.text(file).contains(mark), "{file} still has {mark}");
        }
    }
}

#[test]
fn what_the_law_asks_of_everybody_is_in_a_new_site_and_what_an_ente_chooses_is_not() {
    let site = new_site("name: Istituto comprensivo Manzoni\nlanguages: [it, en]\nplatforms: [youtube]\n");
    for (page, norme) in [
        ("accessibilita", &["l-4-2004", "cad-17"] as &[_]),
        ("contatti", &["cad-65", "dlgs-24-2023"]),
        ("contenuti", &["ai-act-50", "l-132-2025-14", "l-28-2000-9", "l-633-1941-96"]),
        ("oblio", &["l-71-2017", "l-70-2024", "dlgs-42-2004-21"]),
        ("personale", &["dlgs-24-2023", "gdpr-33", "gdpr-34", "dpr-62-2013-11-ter"]),
        ("premessa", &["l-69-2009-32", "dlgs-36-2023-85"]),
    ] {
        for lang in ["it", "en"] {
            let path = format!("{lang}/{page}.md");
            for norma in norme {
                assert!(site.text(&path).contains(&format!("{{{{ norme.{norma} }}}}")), "{path} does not cite {norma}");
            }
        }
    }
    for (file, words) in [
        ("informative.yaml", "42/2004"),
        ("moderation.yaml", "104/2010"),
        ("confirm.yaml", "moderation.yaml#appeal.external"),
    ] {
        assert!(site.text(file).contains(words), "{file} does not say {words}");
    }
    for (file, words) in [("informative.yaml", "267/2000"), ("acts.yaml", "adopted:"), ("accounts.yaml", "trial")] {
        assert!(!site.text(file).contains(words), "{file} says {words}");
    }
}

#[test]
fn any_name_can_be_written() {
    for name in
        ["Comune di San Donà di Piave", "L'Aquila: città", "# Ente", "true", "12", "- x", "\"Ente\"", "{a}", "Ente\\n"]
    {
        let quoted = serde_json::to_string(name).unwrap();
        let folder = new_site(&format!("name: {quoted}\nplatforms: []\n"));
        let run = folder.run();
        assert!(
            run.raw()
                .iter()
                .all(|finding| ["placeholder-left", "unconfirmed", "missing-requirement"].contains(&finding.key.name())),
            "{name}: {}",
            run.report()
        );
        let data: serde_json::Value = serde_json::from_str(run.page("accounts.json")).unwrap();
        assert_eq!(data["organization"]["name"], name);
    }
}

#[test]
fn the_kind_is_guessed_from_the_name() {
    for (name, kind) in [
        ("Comune di Prova", "comune"),
        ("COMUNE D'ALPAGO", "comune"),
        ("Città metropolitana di Prova", "citta-metropolitana"),
        ("Città di Prova", "comune"),
        ("Unione dei Comuni della Valle", "unione"),
        ("Consorzio La Valle", "consorzio"),
        ("Istituto comprensivo Manzoni", "scuola"),
        ("ASL Prova 2", "azienda-sanitaria"),
        ("Aslan", "ente"),
        ("Parco della Valle", "ente"),
    ] {
        let site = new_site(&format!("name: \"{name}\"\n"));
        assert!(site.text("site.yaml").contains(&format!("\n  kind: {kind}\n")), "{name}: {}", site.text("site.yaml"));
    }
}

const HEADER: &str = "_id,Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Codice_Categoria,CAP,Indirizzo,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2,Sito_istituzionale,Url_facebook,Url_linkedin,Url_twitter,Url_youtube";
const ROW: &str = "1,c_z999,COMUNE DI CITTÀ ALTA,00000000000,L6,00100,\"VIA ROMA, 1\",comune@pec.cittaalta.example,Pec,info@cittaalta.example,Altro,www.cittaalta.example,https://www.facebook.com/cittaalta.example,,https://twitter.com/cittaalta,non so";

fn of_index(bytes: &[u8], code: &str) -> (Option<Folder>, Report, Sources) {
    let mut sources = Sources::over(PIPELINE.sources());
    let mut report = Report::default();
    let catalog = &PIPELINE.workspace().catalog;
    let answers = ipa::answers(bytes, "enti.csv", code, catalog, &mut sources).into_report(&mut report);
    let folder = answers.map(|answers| {
        let of_index: Vec<&str> =
            QUESTIONS.iter().map(|question| question.key).filter(|key| answers.has(key)).collect();
        Folder::from(init::folder(&answers, &of_index, catalog).unwrap().into_report(&mut report).unwrap())
    });
    (folder, report, sources)
}

#[test]
fn the_index_of_public_bodies_gives_what_it_knows() {
    let comma = format!("{HEADER}\r\n{ROW}\r\n");
    let semicolon = comma.replace("\"VIA ROMA, 1\"", "VIA ROMA 1").replace(',', ";");
    let windows: Vec<u8> = comma.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = [b"\xef\xbb\xbf".as_slice(), comma.as_bytes()].concat();
    let wide = |bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{comma}").encode_utf16().flat_map(bytes).collect()
    };
    let (little, big) = (wide(u16::to_le_bytes, "\u{feff}"), wide(u16::to_be_bytes, "\u{feff}"));
    let unmarked = wide(u16::to_le_bytes, "");
    for bytes in [comma.as_bytes(), semicolon.as_bytes(), &windows, &marked, &little, &big, &unmarked] {
        let (folder, report, sources) = of_index(bytes, "C_Z999");
        let folder = folder.unwrap();
        let site = folder.text("site.yaml");
        for line in [
            "name: Comune di Città Alta",
            "kind: comune",
            "ipa: c_z999",
            "site: https://www.cittaalta.example",
            "email: info@cittaalta.example",
            "pec: comune@pec.cittaalta.example",
        ] {
            assert!(site.contains(line), "{line}\n{site}");
        }
        assert!(site.contains("Via Roma"), "{site}");
        let accounts = folder.text("accounts.yaml");
        assert!(
            accounts.contains("handle: cittaalta.example") && accounts.contains("platform: x\n    handle: cittaalta"),
            "{accounts}"
        );
        // The address that is none is left out, with a warning.
        assert_eq!(
            report.iter().map(|finding| finding.key.name()).collect::<Vec<_>>(),
            ["unknown-platform"],
            "{}",
            human(&report, &sources, HumanStyle::default())
        );
        only_places_to_fill_in(&folder.run());
    }
}

#[test]
fn a_file_that_is_not_the_index_is_told_apart() {
    let told = |bytes: &str, code: &str| {
        let (folder, report, sources) = of_index(bytes.as_bytes(), code);
        assert!(folder.is_none());
        human(&report, &sources, HumanStyle { colour: false, locale: Locale::It })
    };
    let columns = told("nome;indirizzo\nComune;via\n", "c_z999");
    assert!(
        columns.contains("errore[unknown-columns]: nella prima riga manca la colonna «Codice_IPA»")
            && columns.contains("enti.csv:1:1"),
        "{columns}"
    );
    let near = told(&HEADER.replace("Codice_IPA", "Codice-IPA"), "c_z999");
    assert!(near.contains("forse è «Codice-IPA»"), "{near}");
    let code = told(&format!("{HEADER}\n{ROW}\n"), "c_z998");
    assert!(code.contains("non c'è il codice «c_z998»") && code.contains("forse volevi «c_z999»"), "{code}");
    assert!(told("", "c_z999").contains("unknown-columns"));
    assert!(told("\0\0\0", "c_z999").contains("unknown-columns"));
}

#[test]
fn a_workbook_is_called_what_it_is() {
    for bytes in [b"PK\x03\x04 xl/workbook.xml".as_slice(), &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]] {
        let (folder, report, sources) = of_index(bytes, "c_z999");
        assert!(folder.is_none());
        let told = human(&report, &sources, HumanStyle { colour: false, locale: Locale::It });
        assert!(told.contains("foglio di calcolo") && told.contains("«CSV UTF-8»"), "{told}");
    }
}

/// A body's row of the index, with its town's.
fn row_of(code: &str, category: &str, name: &str, street: &str, site: &str) -> Vec<u8> {
    let header = "Codice_IPA\tDenominazione_ente\tCodice_Categoria\tAcronimo\tCodice_comune_ISTAT\tCAP\tIndirizzo\tSito_istituzionale";
    let town = "c_z998\tCOMUNE DI CITTA' ALTA\tL6\t\t023001\t37001\t\t";
    format!("{header}\n{code}\t{name}\t{category}\tXYZ\t023001\t37001\t{street}\t{site}\n{town}\n").into_bytes()
}

fn answers_of(bytes: &[u8], code: &str) -> Answers {
    let catalog = &PIPELINE.workspace().catalog;
    ipa::answers(bytes, "enti.csv", code, catalog, &mut Sources::over(PIPELINE.sources())).value.unwrap()
}

/// Names as the index writes them, and as people do.
const NAMES: [(&str, &str); 30] = [
    ("COMUNE DI CITTA' ALTA", "Comune di Città Alta"),
    ("Comune di Citta' Alta", "Comune di Città Alta"),
    ("COMUNE DI NARDO'", "Comune di Nardò"),
    ("COMUNE DI BASCAPE'", "Comune di Bascapè"),
    ("COMUNE DI MALE'", "Comune di Malé"),
    ("COMUNE DI PRE'-SAINT-DIDIER", "Comune di Pré-Saint-Didier"),
    ("COMUNE DI CASTELNOVO NE' MONTI", "Comune di Castelnovo ne' Monti"),
    ("COMUNE DI SANT'AGATA DE' GOTI", "Comune di Sant'Agata de' Goti"),
    ("COMUNE DI VO'", "Comune di Vo'"),
    ("COMUNE DI L'AQUILA", "Comune di L'Aquila"),
    ("COMUNE DI TRINITA' D'AGULTU E VIGNOLA", "Comune di Trinità d'Agultu e Vignola"),
    ("COMUNE DI SAN MARTINO DALL'ARGINE", "Comune di San Martino dall'Argine"),
    ("COMUNE DI SOTTO IL MONTE GIOVANNI XXIII", "Comune di Sotto il Monte Giovanni XXIII"),
    ("COMUNE DI DELLO", "Comune di Dello"),
    ("Citta' Metropolitana di Roccaverde", "Città Metropolitana di Roccaverde"),
    ("Azienda Unita' Sanitaria Locale Umbria 1", "Azienda Unità Sanitaria Locale Umbria 1"),
    ("Universita' Ca' Foscari Venezia", "Università Ca' Foscari Venezia"),
    ("ISTITUTO COMPRENSIVO 'A. MANZONI'", "Istituto Comprensivo 'A. Manzoni'"),
    ("ISTITUTO COMPRENSIVO 'A. MANZONI' CITTA' ALTA", "Istituto Comprensivo 'A. Manzoni' Città Alta"),
    ("IIS GIOVANNI XXIII - ITC", "IIS Giovanni XXIII – ITC"),
    ("I.I.S. LEONARDO", "I.I.S. Leonardo"),
    ("AGENZIA DI TUTELA DELLA SALUTE (ATS) DI PROVA", "Agenzia di Tutela della Salute (ATS) di Prova"),
    ("CONSORZIO XYZ DI PROVA (VR)", "Consorzio XYZ di Prova (VR)"),
    ("ASL ROMA 5", "ASL Roma 5"),
    ("UNIONE DEI COMUNI DELL'ALTA VALLE", "Unione dei Comuni dell'Alta Valle"),
    ("LICEO VITTORIO EMANUELE II", "Liceo Vittorio Emanuele II"),
    ("COMUNE DI ACI CASTELLO", "Comune di Aci Castello"),
    ("CIVICA SCUOLA DI VIDICIATICO", "Civica Scuola di Vidiciatico"),
    ("LICEO UMBERTO BOCCIONI", "Liceo Umberto Boccioni"),
    ("Liceo D'Annunzio", "Liceo D'Annunzio"),
];

#[test]
fn names_of_the_index_are_written_as_people_write_them() {
    for (written, expected) in NAMES {
        let answers = answers_of(&row_of("x", "L1", written, "", ""), "x");
        assert_eq!(answers.name.unwrap().value, expected, "{written}");
    }
}

/// A category, a name, and the kind of body.
const KINDS: [(&str, &str, &str); 26] = [
    ("L6", "COMUNE DI PROVA", "comune"),
    ("L6", "Roma Capitale", "comune"),
    ("L6", "Citta' di Prova", "comune"),
    ("L6", "CONSORZIO COMUNI DEL BACINO", "consorzio"),
    ("L6", "Associazione dei Comuni della Valle", "ente"),
    ("L6", "Ufficio di Piano dell'Ambito 3", "ente"),
    ("L6", "Unione dei Comuni della Valle", "unione"),
    ("L6", "Magnifica Terra di Prova", "comune"),
    ("L45", "Citta' Metropolitana di Prova", "citta-metropolitana"),
    ("L45", "Ente di area vasta", "citta-metropolitana"),
    ("L12", "Comunita' Montana Valle Verde", "comunita-montana"),
    ("L12", "XV Comunita' della Valle", "comunita-montana"),
    ("L12", "Unione Montana della Valle", "unione"),
    ("L7", "Azienda Unita' Sanitaria Locale", "azienda-sanitaria"),
    ("L7", "Agenzia di Tutela della Salute", "azienda-sanitaria"),
    ("L8", "ARNAS G. Prova", "azienda-sanitaria"),
    ("L33", "I.I.S. Leonardo", "scuola"),
    ("L33", "Educandato statale", "scuola"),
    ("L17", "SISSA", "universita"),
    ("L5", "Libero Consorzio Comunale di Prova", "provincia"),
    ("L5", "Provincia di Prova", "provincia"),
    ("L4", "Regione Prova", "regione"),
    ("L4", "COMMISSARIO DELEGATO EMERGENZA - REGIONE PROVA", "ente"),
    ("L18", "Unione Valli", "unione"),
    ("L36", "Bacino Imbrifero", "consorzio"),
    ("C14", "Ordine degli Avvocati di Prova", "ente"),
];

#[test]
fn the_category_of_the_index_decides_the_kind() {
    for (category, name, expected) in KINDS {
        let answers = answers_of(&row_of("x", category, name, "", ""), "x");
        assert_eq!(answers.kind_or_guess(&PIPELINE.workspace().catalog), expected, "{category} {name}");
    }
}

#[test]
fn streets_of_the_index_get_their_town_and_province() {
    for (written, expected) in [
        ("VIA XX SETTEMBRE 14", "Via XX Settembre 14, 37001 Città Alta"),
        ("PIAZZA VITTORIO EMANUELE II, 3", "Piazza Vittorio Emanuele II, 3, 37001 Città Alta"),
        ("Via ENRICO FERMI 15", "Via Enrico Fermi 15, 37001 Città Alta"),
        ("Piazza liberta' n. 4", "Piazza libertà n. 4, 37001 Città Alta"),
        ("VIA GABRIELE D'ANNUNZIO 2/D", "Via Gabriele d'Annunzio 2/D, 37001 Città Alta"),
        ("Via Dante Alighieri ,", "Via Dante Alighieri, 37001 Città Alta"),
    ] {
        let answers = answers_of(&row_of("x", "L1", "ENTE DI PROVA", written, ""), "x");
        assert_eq!(answers.address.unwrap().value, expected, "{written}");
        assert_eq!(answers.province.unwrap().value.0, "VR");
    }
}

#[test]
fn short_codes_and_addresses_in_capitals_are_taken() {
    for code in ["1", "054", "00L7M4KW"] {
        for (written, expected) in [
            ("HTTPS://WWW.PROVA.EXAMPLE/Sito", "https://www.prova.example/Sito"),
            ("HTTP://WWW.PROVA.EXAMPLE", "https://www.prova.example"),
            ("WWW.PROVA.EXAMPLE", "https://www.prova.example"),
        ] {
            let answers = answers_of(&row_of(code, "L6", "COMUNE DI PROVA", "", written), code);
            assert_eq!(answers.ipa.unwrap().value.0, code.to_lowercase());
            assert_eq!(answers.site.unwrap().value.0, expected, "{written}");
        }
    }
}

#[test]
fn every_office_of_the_answers_is_written() {
    let folder = new_site(
        "name: Comune di Prova
offices:
  comunicazione: { name: Segreteria, email: segreteria@comune.prova.example }
  museo: { name: Museo civico, phone: +39 0123 456789 }
",
    );
    let site = folder.text("site.yaml");
    assert!(site.contains("comunicazione:\n      name: Segreteria\n"), "{site}");
    assert!(site.contains("    museo:\n      name: Museo civico\n      phone: \"+39 0123 456789\"\n"), "{site}");
    assert!(site.contains("urp:\n") && site.contains("protocollo:\n"), "{site}");
    only_places_to_fill_in(&folder.run());
}
