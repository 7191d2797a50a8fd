//! What looks like something else: signs that nobody sees, addresses of another site, letters of another alphabet, names that mean
//! something to a system; and cells that a spreadsheet would run. Tables of inputs, each with what must happen.

use crate::harness::{Folder, PIPELINE, TODAY};
use limpido::diagnostic::{Level, Report};
use limpido::members::Members;
use limpido::overview::{Ending, EnteRow, Overview};
use limpido::record::{BaseUrl, IpaCode, Scalar, WebAddress, deceit_of_name, is_refused};
use limpido::source::Sources;
use limpido::source::signs::{found, in_json, on_a_line, visible};
use limpido::source::yaml::{self, NodeKind};
use std::sync::Arc;

/// Signs, and whether a text with one is refused (error), advised against (warning) or left alone.
const SIGNS: [(&str, Option<Level>); 31] = [
    ("a\u{0}b", Some(Level::Error)),
    ("a\u{1b}b", Some(Level::Error)),
    ("a\u{7}b", Some(Level::Error)),
    ("a\u{7f}b", Some(Level::Error)),
    ("a\u{85}b", Some(Level::Error)),
    ("a\u{9b}b", Some(Level::Error)),
    ("a\u{202a}b", Some(Level::Error)),
    ("a\u{202e}b", Some(Level::Error)),
    ("a\u{2066}b", Some(Level::Error)),
    ("a\u{2069}b", Some(Level::Error)),
    ("a\u{e0041}b", Some(Level::Error)),
    ("a\u{e0001}b", Some(Level::Error)),
    // A black flag with too many letters behind it, and one that never ends.
    (
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e007f}",
        Some(Level::Error),
    ),
    ("🏴\u{e0067}\u{e0062}", Some(Level::Error)),
    ("a\u{2028}b", Some(Level::Warning)),
    ("a\u{2029}b", Some(Level::Warning)),
    ("a\u{200b}b", Some(Level::Warning)),
    ("a\u{200c}b", Some(Level::Warning)),
    ("a\u{200d}b", Some(Level::Warning)),
    ("a\u{200e}b", Some(Level::Warning)),
    ("a\u{200f}b", Some(Level::Warning)),
    ("a\u{61c}b", Some(Level::Warning)),
    ("a\u{2060}b", Some(Level::Warning)),
    ("a\u{feff}b", Some(Level::Warning)),
    ("a\u{3164}b", Some(Level::Warning)),
    // What people need: accents, typographic signs, no-break spaces, words that may break, pictograms, other scripts.
    ("perché «così» “sì” l’ente – 10\u{a0}% Straßen\u{ad}bau", None),
    ("👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 👍🏽", None),
    ("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", None),
    ("می\u{200c}خواهم", None),
    ("שלום\u{200f}!", None),
    ("العربية\u{61c} 123", None),
];

#[test]
fn signs_that_deceive_are_told_from_those_that_people_need() {
    for (text, level) in SIGNS {
        let levels = found(text).map(|found| if is_refused(found.harm) { Level::Error } else { Level::Warning });
        assert_eq!(levels.min(), level, "{text:?}");
    }
}

#[test]
fn hidden_signs_are_found_wherever_a_text_stands() {
    // One of each kind: a text of the whole table takes as long in each place.
    for (text, level) in SIGNS.into_iter().filter(|(text, _)| {
        ["a\u{0}b", "a\u{1b}b", "a\u{85}b", "a\u{202e}b", "a\u{e0041}b", "a\u{2028}b", "a\u{200b}b", "שלום\u{200f}!"]
            .contains(text)
    }) {
        let escaped = serde_json::Value::from(text).to_string();
        let each = |write: fn(char) -> String| text.chars().map(write).collect::<Vec<_>>().concat();
        let in_quotes = each(|sign| format!("\\U{:08x}", u32::from(sign)));
        let entities = each(|sign| format!("&#x{:x};", u32::from(sign)));
        let page = |front: &str, prose: &str| format!("---\ntitle: Contatti\nlead: {front}\n---\n\nCiao.\n\n{prose}\n");
        let sites = [
            ("accounts.yaml", Folder::minimal().replace("accounts.yaml", "Notizie del Comune.", text)),
            (
                "accounts.yaml",
                Folder::minimal().replace("accounts.yaml", "Notizie del Comune.", &format!("\"{in_quotes}\"")),
            ),
            (
                "site.yaml",
                Folder::minimal().replace("site.yaml", "name: Comune di Prova", &format!("name: {escaped} # x")),
            ),
            ("moderation.yaml", Folder::minimal().replace("moderation.yaml", "rules:", &format!("# {text}\nrules:"))),
            ("it/contatti.md", Folder::minimal().file("it/contatti.md", page(text, "x"))),
            ("it/contatti.md", Folder::minimal().file("it/contatti.md", page("x", text))),
            (
                "it/contatti.md",
                Folder::minimal().file("it/contatti.md", page("x", &format!("| a |\n|---|\n| {text} |"))),
            ),
            ("it/contatti.md", Folder::minimal().file("it/contatti.md", page("x", &format!("`{text}`")))),
            ("it/contatti.md", Folder::minimal().file("it/contatti.md", page("x", &format!("**{entities}**")))),
            (
                "it/contatti.md",
                Folder::minimal()
                    .file("it/contatti.md", page("x", &format!("[la pagina](https://www.prova.example/{entities})"))),
            ),
        ];
        for (way, (path, site)) in sites.into_iter().enumerate() {
            // Neither JSON nor Markdown gives a NUL by an escape.
            if text.contains('\0') && way > 7 {
                continue;
            }
            let run = site.run();
            let hidden: Vec<_> = run
                .raw()
                .iter()
                .filter(|found| ["control-sign", "invisible-sign"].contains(&found.key.name()))
                .collect();
            assert_eq!(
                hidden.iter().map(|found| found.level).min(),
                level,
                "{text:?} in {path} ({way})\n{}",
                run.report()
            );
            assert!(
                hidden.iter().all(|found| found.locate(&run.built.findings().sources).0 == path),
                "{path}\n{}",
                run.report()
            );
            let others = run.findings().into_iter().filter(|found| found.starts_with("yaml-syntax")).count();
            assert_eq!(others, 0, "nothing follows from it: {}", run.report());
            if level == Some(Level::Error) {
                assert!(!run.built.findings().report.is_clear(false));
            }
        }
    }
}

#[test]
fn a_flood_of_hidden_signs_is_one_finding_each() {
    let text = "\u{200f}\u{e0041}\u{200d}\u{202e}\u{1b}".repeat(100_000);
    assert_eq!(found(&text).count(), 500_000);
    let run = Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n{text}")).run();
    let hidden = run.raw().iter().filter(|found| found.key.name().ends_with("-sign")).count();
    assert_eq!(hidden, 5, "{:?}", run.findings());
    assert!(run.raw().iter().any(|found| found.message.it.contains("altre 99999 volte")));
}

#[test]
fn what_is_shown_of_a_sign_is_its_name() {
    for (text, shown) in [
        ("Comune di Prova", "Comune di Prova"),
        ("a\u{1b}]52;c;x\u{7}b", "a<U+001B>]52;c;x<U+0007>b"),
        ("a\u{202e}b\u{e0041}", "a<U+202E>b<U+E0041>"),
        ("perché – “sì”", "perché – “sì”"),
    ] {
        assert_eq!(visible(text), shown);
    }
    assert_eq!(on_a_line("a\r\nb\tc\nd"), "a b c d");
    let document = serde_json::Value::from("a\u{202e}b\u{85}c\u{e0041}d").to_string();
    assert_eq!(in_json(&document), "\"a\\u202eb\\u0085c\\udb40\\udc41d\"");
    assert_eq!(serde_json::from_str::<String>(&in_json(&document)).unwrap(), "a\u{202e}b\u{85}c\u{e0041}d");
}

#[test]
fn bytes_of_another_encoding_say_what_they_were() {
    let run = Folder::minimal().replace("accounts.yaml", "Notizie del Comune", "L\u{92}ufficio").run();
    assert_eq!(run.findings(), ["control-sign accounts.yaml:5:15"]);
    assert!(run.report().contains("forse era «’»"), "{}", run.report());
}

#[test]
fn a_web_address_leads_where_it_seems_to() {
    let address = |text: &str| WebAddress::parse(text, false).map_err(|wrong| wrong.message.it);
    for fine in [
        "https://www.comune.prova.example",
        "https://www.comune.prova.example:8443/a@b?x=1#y",
        "https://forlì.example/città",
        "https://àèéìòù-äöüß-çñåø-šžčćđ-łńśż-âêîôû.example",
        "https://www.comune.prova.example/;jsessionid=1",
    ] {
        assert!(address(fine).is_ok(), "{fine}: {:?}", address(fine));
    }
    for (wrong, why) in [
        ("https://comune.it@evil.example", "porta a «evil.example»"),
        ("https://comune.it:x@evil.example/a", "porta a «evil.example»"),
        ("https://:x@evil.example", "porta a «evil.example»"),
        ("https://@evil.example", "porta a «evil.example»"),
        ("https://www.\u{441}omune.it", "(U+0441) sembra «c»"),
        ("https://www.comune.it/\u{202e}x", "non va bene"),
        ("https://www.comune.it/\u{200b}", "non va bene"),
        ("https://www.comune.it/a b", "non va bene"),
        ("https://192.0.2.1/", "non va bene"),
        ("https://[2001:db8::1]/", "non va bene"),
        ("https://localhost/", "non va bene"),
        ("javascript:alert(1)", "non va bene"),
    ] {
        let why_not = address(wrong).expect_err(wrong);
        assert!(why_not.contains(why), "{wrong}: {why_not}");
    }
}

#[test]
fn the_sites_own_address_holds_nothing_that_servers_read() {
    let base = |text: &str| BaseUrl::parse(text, false).map_err(|wrong| (wrong.message.it, wrong.fix));
    for fine in [
        "https://www.comune.prova.example",
        "https://www.comune.prova.example/",
        "https://www.comune.prova.example/social",
        "https://www.comune.prova.example/a-b/c_d/v1.0/~x/",
        "https://www.comune.prova.example:8443/social",
        "https://xn--forl-tpa.example",
    ] {
        assert!(base(fine).is_ok(), "{fine}: {:?}", base(fine));
    }
    for (wrong, why, fix) in [
        ("https://a.example/x;y", "«;»", None),
        ("https://a.example/x}location/{", "non va bene", None),
        ("https://a.example/?x", "«?»", None),
        ("https://a.example/#x", "«#»", None),
        ("https://a.example?x", "«?»", None),
        ("https://a.example/$uri", "«$»", None),
        ("https://a.example/'x", "«'»", None),
        ("https://a.example/%0a", "«%»", None),
        ("https://a.example/città", "«à»", None),
        ("https://a.example/a/../b", "«..»", None),
        ("https://a.example/./b", "«.»", None),
        ("https://a.example//b", "ogni cartella ha un nome", None),
        ("https://a.example/index.html", "«index.html» è il nome di un file", Some("https://a.example")),
        ("https://a.example/social/index.php", "«index.php» è il nome di un file", Some("https://a.example/social")),
        ("https://a.example/\u{202e}lmth", "non va bene", None),
        ("https://comune.it@a.example/", "porta a «a.example»", None),
        ("https://forlì.example", "nome tecnico", Some("https://xn--forl-tpa.example")),
        ("https://192.0.2.1/social", "non va bene", None),
    ] {
        let (message, mended) = base(wrong).expect_err(wrong);
        assert!(message.contains(why), "{wrong}: {message}");
        assert_eq!(mended.as_deref(), fix, "{wrong}");
    }
    let run = Folder::minimal().replace("site.yaml", "ente:", "base_url: https://a.example/x;y\nente:").run();
    assert_eq!(run.findings(), ["invalid-address site.yaml:3:11"], "{}", run.report());
}

#[test]
fn links_of_the_prose_lead_where_they_say() {
    let page = |link: &str| {
        let text = format!("---\ntitle: Contatti\n---\n\nVedi {link} per sapere di più.\n");
        Folder::minimal().file("it/contatti.md", text).file("files/statuto.pdf", "%PDF-1.7").run()
    };
    let fine = [
        "[www.comune.it](https://www.comune.it/)",
        "[www.comune.it](https://comune.it)",
        "[comune.it](https://www.comune.it/pagina)",
        "[comune.it](https://servizi.comune.it)",
        "[https://www.comune.it/a](https://www.comune.it/b)",
        "[il sito www.comune.it](https://www.comune.it)",
        "[statuto.pdf](../files/statuto.pdf)",
        "[statuto.pdf](https://www.comune.it/statuto.pdf)",
        "[D.Lgs](https://www.normattiva.it)",
        "[ASP.NET](https://dotnet.example)",
        "[www.forlì.it](https://www.xn--forl-tpa.it)",
        "[il profilo](https://mastodon.example/@comune)",
        "<https://www.comune.it/a@b>",
        "www.comune.it",
        "[urp@comune.it](mailto:URP@comune.it?subject=x)",
    ];
    let run = page(&fine.join(", "));
    assert_eq!(run.findings(), Vec::<String>::new(), "{}", run.report());
    for (wrong, level) in [
        ("[www.comune.it](https://evil.example)", Level::Warning),
        ("[comune.it](https://comune.it.evil.example)", Level::Warning),
        ("[https://www.comune.it](https://evil.example/www.comune.it)", Level::Warning),
        ("[vai su **www.comune.it**](https://evil.example)", Level::Warning),
        ("[www.\u{441}omune.it](https://www.comune.it)", Level::Warning),
        ("[urp@comune.it](mailto:urp@evil.example)", Level::Warning),
        ("[La moderazione](accounts.md)", Level::Warning),
        ("[0362 517201](tel:+390362517999)", Level::Warning),
        ("[il sito](https://comune.it@evil.example)", Level::Error),
        ("<https://comune.it@evil.example>", Level::Error),
        ("[il sito](https:/comune.it@evil.example)", Level::Error),
        ("[il sito](https://www.\u{441}omune.it)", Level::Error),
    ] {
        let run = page(wrong);
        let found: Vec<_> = run.raw().iter().map(|found| (found.key.name(), found.level)).collect();
        assert_eq!(found, [("misleading-link", level)], "{wrong}\n{}", run.report());
    }
}

#[test]
fn letters_that_look_latin_are_told_on_every_platform() {
    for (key, platform) in &PIPELINE.workspace().catalog.platforms {
        let Some(rule) = platform.handle.as_ref().filter(|_| !platform.has_numbers()) else { continue };
        let name = if rule.is_host.is_some() { "comune.example" } else { "comunediprova" };
        let of_host = if platform.hosts[0].value == "*" { "@social.example" } else { "" };
        let is_told = |name: &str| {
            let account = platform.from_handle(&format!("{name}{of_host}"), None);
            account.map_or(true, |account| deceit_of_name(&account.handle).is_some())
        };
        assert!(!is_told(name), "{key}");
        for letter in ['\u{43e}', '\u{3bf}', 'ｏ', '\u{1d428}', '\u{585}'] {
            let imitated = name.replacen('o', &letter.to_string(), 1);
            assert!(is_told(&imitated), "{key}: {imitated}");
        }
    }
    let account = |handle: &str| {
        format!(
            "accounts:\n  - platform: youtube\n    handle: {handle}\n    name: Comune di Prova\n    manager: {{ office: urp }}\n"
        )
    };
    for (handle, expected) in [
        ("comunediprova", vec![]),
        ("cittàdiprova", vec![]),
        ("c\u{43e}munediprova", vec!["look-alike-handle accounts.yaml:3:13"]),
        // Nothing looks Latin here, but two alphabets are.
        ("comunedi\u{44f}", vec!["look-alike-handle accounts.yaml:3:13"]),
    ] {
        assert_eq!(Folder::minimal().file("accounts.yaml", account(handle)).run().findings(), expected, "{handle}");
    }
    let run = Folder::minimal().replace("accounts.yaml", "comune.prova.example", "c\u{43e}mune.prova.example").run();
    assert_eq!(run.findings(), ["not-an-account accounts.yaml:3:13"]);
    assert!(
        run.report().contains("(U+043E) sembra «o»") && run.report().contains("forse è «comune.prova.example»"),
        "{}",
        run.report()
    );
    // The sign for kelvin is no letter of a handle, although its small letter is Latin.
    let run = Folder::minimal().replace("accounts.yaml", "comune.prova.example", "comune.\u{212a}rova").run();
    assert_eq!(run.findings(), ["not-an-account accounts.yaml:3:13"]);
    for address in [
        "https://www.facebook.com@evil.example/comune",
        "https://www.f\u{430}cebook.com/comune",
        "https://:x@facebook.com/comune",
    ] {
        let run = Folder::minimal()
            .replace("accounts.yaml", "handle: comune.prova.example", &format!("url: {address}"))
            .run();
        assert_eq!(run.findings(), ["not-an-account accounts.yaml:3:10"], "{address}");
    }
}

#[test]
fn codes_of_enti_are_no_options() {
    for fine in ["c_a662", "m_it", "uuc1f2", "agid", "3ab"] {
        assert!(IpaCode::parse(fine, false).is_ok(), "{fine}");
    }
    for wrong in ["-x1", "--help", "_a1", "c a1", "c/a1", "..a"] {
        assert!(IpaCode::parse(wrong, false).is_err(), "{wrong}");
    }
}

/// What was found in a workspace, and the enti that are left.
fn workspace(folder: &Folder) -> (Vec<String>, Vec<String>) {
    let loaded = Members::load(&folder.files(), Arc::new(Sources::default())).unwrap();
    let (mut members, mut report) = (loaded.members.unwrap(), loaded.report);
    members.without_same_codes(&mut report).unwrap();
    let names = members.list.iter().map(|member| member.name.clone()).collect();
    (crate::harness::findings(&report, &members.sources), names)
}

#[test]
fn an_ente_is_not_called_like_a_device_an_option_or_a_folder_of_ours() {
    let site = |code: &str| format!("ente:\n  name: Comune\n  ipa: {code}\n  site: https://www.prova.example\n");
    for name in [
        "con",
        "NUL",
        "aux.it",
        "com1",
        "lpt9",
        "assets",
        "Report",
        "-x",
        "a\u{1b}b",
        "a\u{202e}b",
        "a\\b",
        "a:b",
        "x.",
        " x",
        "x ",
    ] {
        let folder = Folder::minimal()
            .file("workspace.yaml", "edition: 1\nmembers: \"enti/*\"\n")
            .file(&format!("enti/{name}/site.yaml"), site("c_a001"))
            .file("enti/fine/site.yaml", site("c_b002"));
        assert_eq!(
            workspace(&folder),
            (vec!["reserved-name workspace.yaml:2:10".to_owned()], vec!["fine".to_owned()]),
            "{name}"
        );
    }
    let table = "ente.name,ente.ipa,ente.site\nA,con,https://a.example\nB,c_b002,https://b.example\nC,assets,https://c.example\n";
    let folder = Folder::minimal()
        .without("site.yaml")
        .file("workspace.yaml", "edition: 1\nmembers: enti.csv\n")
        .file("enti.csv", table);
    assert_eq!(
        workspace(&folder),
        (
            vec!["reserved-name enti.csv:2:1".to_owned(), "reserved-name enti.csv:4:1".to_owned()],
            vec!["c_b002".to_owned()]
        )
    );
    // Without a workspace file, too.
    let folder = Folder::minimal()
        .without("site.yaml")
        .file("assets/site.yaml", site("c_a001"))
        .file("fine/site.yaml", site("c_b002"));
    assert_eq!(workspace(&folder).1, ["fine"]);
}

#[test]
fn a_code_belongs_to_one_ente() {
    let site = |code: &str| format!("ente:\n  name: Comune\n  {code}\n  site: https://www.prova.example\n");
    let folder = |one: &str, other: &str| {
        Folder::minimal()
            .file("workspace.yaml", "edition: 1\nmembers: [\"enti/*\", enti.csv]\n")
            .file("enti/alfa/site.yaml", site(one))
            .file("enti/beta/site.yaml", site(other))
            .file("enti.csv", "ente.name,ente.ipa,ente.site\nC,c_c003,https://c.example\n")
    };
    assert_eq!(workspace(&folder("ipa: c_a001", "ipa: c_b002")).0, Vec::<String>::new());
    for other in ["ipa: c_a001", "ipa: C_A001", "\"ipa\" : 'c_a001'", "ipa:\n    c_a001"] {
        let (found, names) = workspace(&folder("ipa: c_a001", other));
        assert!(found.len() == 1 && found[0].starts_with("member-twice enti/beta/site.yaml:"), "{other}: {found:?}");
        assert_eq!(names, ["alfa", "c_c003"], "{other}");
    }
    assert_eq!(workspace(&folder("ipa: c_a001", "ipa: c_c003")).0, ["member-twice enti.csv:2:3"]);
    // A word that looks like a code elsewhere is none.
    assert_eq!(workspace(&folder("ipa: c_a001", "ipa: c_b002 # ipa: c_a001")).0, Vec::<String>::new());
}

#[test]
fn a_row_with_a_hidden_sign_makes_no_ente() {
    let table =
        "ente.name,ente.ipa,ente.site\nA\u{1b}]0;x,c_a001,https://a.example\nB\u{200b},c_b002,https://b.example\n";
    let folder = Folder::minimal().file("workspace.yaml", "edition: 1\nmembers: enti.csv\n").file("enti.csv", table);
    let (found, names) = workspace(&folder);
    assert_eq!(found, ["control-sign enti.csv:2:2", "invisible-sign enti.csv:3:2"]);
    assert_eq!(names, ["c_b002"]);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for (text, cell) in [
        ("Comune di Prova", "Comune di Prova"),
        ("=HYPERLINK(1;2)", "'=HYPERLINK(1;2)"),
        ("+39 0123 456789", "'+39 0123 456789"),
        ("-1", "'-1"),
        ("@comune", "'@comune"),
        ("＝1+1", "'＝1+1"),
        ("\"=1+1\"", "\"'\"\"=1+1\"\"\""),
        ("'già scritto", "''già scritto"),
        ("\t=1+1", "'=1+1"),
        ("a;=1+1", "a;'=1+1"),
        ("a;\"=1+1", "\"a;'\"\"=1+1\""),
        ("a; b - c", "a; b - c"),
        ("a\n=1+1", "a =1+1"),
    ] {
        let row = EnteRow::new("prova", Some(text.to_owned()), Ending::Clear, &Report::default());
        let files = Overview::new(TODAY, vec![row]).files(limpido::diagnostic::Locale::It).unwrap();
        let table = &files.iter().find(|(name, _)| *name == "overview.csv").unwrap().1;
        assert_eq!(table.lines().nth(1).unwrap(), format!("prova,{cell},clear,,0,0,0,0"), "{text:?}");
        assert!(table.starts_with("\u{feff}name,"));
    }
    let run = Folder::minimal().replace("accounts.yaml", "purpose: Notizie del Comune.", "purpose: \"=cmd|x\"").run();
    let table = run.page("accounts.csv");
    assert!(table.starts_with("\u{feff}id,") && table.contains(",'=cmd|x,"), "{table}");
    let run = Folder::minimal()
        .file("accounts.yaml", "accounts:\n  - platform: whatsapp\n    number: +39 333 1234567\n    name: Comune\n    kind: broadcast\n    manager: { office: urp }\n    subscribe: { steps: [Scrivi], leave: STOP }\n")
        .run();
    if let Some(rendered) = run.built.rendered() {
        assert!(rendered.text("accounts.csv").unwrap().contains(",'+393331234567,"), "{}", run.report());
        assert!(
            rendered.text("accounts.json").unwrap().contains("\"+393331234567\""),
            "data for programs stay as they are"
        );
    } else {
        panic!("{}", run.report());
    }
}

#[test]
fn yaml_with_a_control_sign_is_never_silent() {
    for text in ["a: \u{1b}", "\u{0}", "a:\r b: c\r d"] {
        let (tree, troubles) = yaml::parse(text, Sources::default().add(String::new(), String::new()));
        assert!(!troubles.is_empty() || tree.is_some_and(|tree| !matches!(tree.kind, NodeKind::Empty)), "{text:?}");
    }
}
