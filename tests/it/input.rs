//! Bad input: each mistake is found at its place, with its cause and its fix, and all in one run.

use crate::harness::Folder;
use limpido::record::{Date, Scalar as _};

#[track_caller]
fn found(folder: &Folder, expected: &[&str]) {
    let run = folder.run();
    assert_eq!(run.findings(), expected, "\n{}", run.report());
}

#[test]
fn a_misspelt_field_is_named_with_its_fix() {
    let run = Folder::minimal().replace("accounts.yaml", "purpose:", "porpose:").run();
    assert_eq!(
        run.report(),
        "errore[unknown-field]: il campo «porpose» non esiste
 --> accounts.yaml:5:5
  |
5 |     porpose: Notizie del Comune.
  |     ^^^^^^^
  |
aiuto: forse volevi «purpose»
  |
5 -     porpose: Notizie del Comune.
5 +     purpose: Notizie del Comune.
  |

"
    );
}

#[test]
fn mistakes_of_all_files_are_found_in_one_run() {
    let folder = Folder::minimal()
        .replace("site.yaml", "  kind: comune", "  kind: comun\n  fax: 1")
        .replace("accounts.yaml", "handle: comune.prova.example", "handle: città di prova")
        .replace("moderation.yaml", "kind: removal", "kind: removl")
        .replace("informative.yaml", "basis: public-task", "basis: public")
        .replace("acts.yaml", "date: 2026-02-20", "date: 20/02/2026")
        .file("it/contatti.md", "---\ntitle: Contatti\n---\n\nScrivi a {{ ente.emial }}.\n\n<b>ciao</b> [x](nessuna.md) [y](moderazione.md#niente)\n");
    found(
        &folder,
        &[
            "not-an-account accounts.yaml:3:13",
            "invalid-date acts.yaml:3:60",
            "unknown-value informative.yaml:5:55",
            "unknown-variable it/contatti.md:5:18",
            "raw-html it/contatti.md:7:1",
            "raw-html it/contatti.md:7:8",
            "broken-link it/contatti.md:7:13",
            "broken-link it/contatti.md:7:29",
            "unknown-value moderation.yaml:4:13",
            "unknown-value site.yaml:5:9",
            "unknown-field site.yaml:6:3",
        ],
    );
}

#[test]
fn the_language_of_a_passage_is_a_tag() {
    let page = |mark: &str| {
        let text = format!("---\ntitle: Contatti\n---\n\nCiao.\n\n::: {mark}\nHello.\n:::\n");
        Folder::minimal().file("it/contatti.md", text)
    };
    page("sl").run().clean();
    for wrong in ["English", "", "en it"] {
        found(&page(wrong), &["invalid-language it/contatti.md:7:1"]);
    }
}

#[test]
fn a_missing_field_says_what_to_write() {
    let run = Folder::minimal().replace("moderation.yaml", "office: urp, ", "").run();
    assert_eq!(
        run.report(),
        "errore[missing-field]: manca il campo «office»
 --> moderation.yaml:5:11
  |
5 | appeal: { answer_days: 30 }
  |           ^^^^^^^^^^^
  |
aiuto: aggiungi «office:» con un testo

"
    );
}

#[test]
fn yaml_that_cannot_be_read_is_shown_where_it_breaks() {
    found(&Folder::minimal().file("acts.yaml", "acts:\n  - id: a\n organ: b\n"), &["yaml-syntax acts.yaml:3:2"]);
    found(&Folder::minimal().file("acts.yaml", "in_force: \"2026\nacts: []\n"), &["yaml-syntax acts.yaml:2:1"]);
    found(&Folder::minimal().file("acts.yaml", "in_force:\t2026-01-01\n"), &["missing-requirement acts.yaml:1:1"]);
}

#[test]
fn a_field_written_twice_points_to_the_first() {
    let run = Folder::minimal().replace("acts.yaml", "acts:", "in_force: 2026-04-01\nacts:").run();
    assert_eq!(run.findings(), ["duplicate-field acts.yaml:2:1"]);
    assert!(run.report().contains("la prima volta è qui"), "{}", run.report());
}

#[test]
fn yaml_surprises_stay_words_or_are_refused() {
    // As texts, words keep their meaning.
    let page = Folder::minimal()
        .replace("acts.yaml", "number: 10", "number: 07")
        .replace("site.yaml", "name: Comune di Prova", "name: no")
        .run()
        .clean();
    assert!(page.page("atti.html").contains("n. 07"));
    assert!(page.page("index.html").contains("<span class=\"brand-name\">no</span>"));
    // Where a number or a flag is wanted, they are refused with the right word.
    found(
        &Folder::minimal().replace("informative.yaml", "free: true", "free: yes"),
        &["wrong-type informative.yaml:21:36"],
    );
    found(
        &Folder::minimal().replace("informative.yaml", "answer_days: 30", "answer_days: 030"),
        &["wrong-type informative.yaml:21:26"],
    );
    found(
        &Folder::minimal().replace("informative.yaml", "months: 12", "months: dodici"),
        &["wrong-type informative.yaml:8:43"],
    );
}

#[test]
fn addresses_dates_and_codes_are_checked_at_their_place() {
    let site = |from: &str, to: &str| Folder::minimal().replace("site.yaml", from, to);
    found(&site("protocollo@comune.prova.example", "protocollo@comune"), &["invalid-email site.yaml:7:10"]);
    found(
        &site("https://www.comune.prova.example", "http://www.comune.prova.example"),
        &["invalid-address site.yaml:6:9"],
    );
    for wrong in ["https://www.comune.prova.example/a b", "https://www.comune.prova.example/{x}"] {
        let quoted = format!("\"{wrong}\"");
        found(&site("https://www.comune.prova.example", &quoted), &["invalid-address site.yaml:6:9"]);
    }
    found(&site("+39 0123 456789", "0123 456789"), &["invalid-phone site.yaml:10:93"]);
    found(&site("kind: comune", "kind: comune\n  ipa: C A662"), &["invalid-ipa-code site.yaml:6:8"]);
    found(&Folder::minimal().replace("acts.yaml", "2026-02-20", "2026-02-30"), &["invalid-date acts.yaml:3:60"]);
    found(
        &Folder::minimal().replace(
            "accounts.yaml",
            "manager: { office: urp }",
            "hours: { days: lun-ven, from: 9, to: \"25:00\" }",
        ),
        &["invalid-days accounts.yaml:6:20", "invalid-time accounts.yaml:6:35", "invalid-time accounts.yaml:6:42"],
    );
}

#[test]
fn hostile_yaml_is_stopped_at_once() {
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b]\n";
    let run = Folder::minimal().file("acts.yaml", bomb).run();
    assert!(run.findings().iter().filter(|finding| finding.starts_with("yaml-alias")).count() >= 5, "{}", run.report());
    let deep = format!("acts: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    found(&Folder::minimal().file("acts.yaml", deep), &["too-large acts.yaml:1:40"]);
    let block = (0..10_000).map(|depth| " ".repeat(depth.min(200)) + "a:\n").collect::<String>();
    assert!(!Folder::minimal().file("acts.yaml", block).run().findings().is_empty());
    let many = format!("acts: [{}]\n", "1,".repeat(200_000));
    found(&Folder::minimal().file("acts.yaml", many), &["too-large acts.yaml:1:4008"]);
    let huge = vec![b'#'; 100 * 1024 * 1024];
    found(&Folder::minimal().file("acts.yaml", huge), &["too-large acts.yaml"]);
}

#[test]
fn a_flood_of_mistakes_is_counted_but_not_kept() {
    let flood = format!("---\ntitle: Contatti\n---\n{}\n", "a <b> ".repeat(30_000));
    let run = Folder::minimal().file("it/contatti.md", flood).run();
    assert_eq!(run.raw().iter().count(), limpido::diagnostic::MOST_KEPT);
    assert_eq!(run.raw().count(limpido::diagnostic::Level::Error), 30_000);
    let line = limpido::diagnostic::summary(run.raw(), limpido::diagnostic::Locale::It);
    assert!(line.starts_with("30000 errori, ") && line.ends_with(" non sono mostrati"), "{line}");
    assert!(!run.raw().is_clear(false));
}

#[test]
fn deep_markdown_is_stopped_at_once() {
    let deep = format!("---\ntitle: Contatti\n---\n\n{} x\n", "> ".repeat(10_000));
    let run = Folder::minimal().file("it/contatti.md", deep).run();
    assert_eq!(run.raw().count(limpido::diagnostic::Level::Error), 1, "{}", run.report());
    assert!(run.findings()[0].starts_with("too-large it/contatti.md:5:"));
}

#[test]
fn text_that_is_not_utf8_is_shown_where_it_stops() {
    found(&Folder::minimal().file("acts.yaml", b"acts: []\n# citt\xe0\n".to_vec()), &["unreadable-text acts.yaml:2:7"]);
    found(
        &Folder::minimal().file("it/contatti.md", b"---\ntitle: Contatti\n---\nCitt\xe0\n".to_vec()),
        &["unreadable-text it/contatti.md:4:5"],
    );
}

#[test]
fn what_is_no_yaml_is_named_in_plain_words_and_nothing_follows_from_it() {
    let wrong = [
        ("edition 1\nacts: []\n", "2:5", "i due punti non possono stare qui"),
        ("in_force: dal: 2026\n", "1:14", "i due punti non possono stare qui"),
        ("acts:\n\t- id: a\n", "2:1", "qui c'è un tab"),
        ("acts:\n  - id: a\n   number: 1\n", "3:4", "questa riga non ha il rientro"),
        ("acts:\n- id: a\n number: 1\n", "3:2", "questa riga non ha il rientro"),
        ("in_force: \"2026\nacts: []\n", "2:1", "le virgolette aperte prima di qui"),
        ("in_force: 'l'ente'\n", "1:14", "le virgolette aperte prima di qui"),
        ("acts: [a, b\nin_force: 2026-01-01\n", "2:9", "una parentesi «[» o «{»"),
        ("in_force: @oggi\n", "1:11", "un testo non può cominciare con «@»"),
    ];
    for (text, place, words) in wrong {
        let run = Folder::demo().file("acts.yaml", text).run();
        assert_eq!(run.findings(), [format!("yaml-syntax acts.yaml:{place}")], "{text}");
        assert!(run.report().contains(words), "{text}: {}", run.report());
    }
    // In a page, links to it are not called broken.
    let page = Folder::demo().text("it/oblio.md").replacen("title: ", "title: Oblio: ", 1);
    found(&Folder::demo().file("it/oblio.md", page), &["yaml-syntax it/oblio.md:3:13"]);
    // What is wrong elsewhere is found in the same run.
    let accounts = Folder::demo().text("accounts.yaml").replacen("accounts:\n", "acounts:\n", 1);
    let run = Folder::demo().file("accounts.yaml", accounts).file("site.yaml", "ente: [\n").run();
    let rules: Vec<_> = run.findings().iter().map(|finding| finding.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(rules, ["unknown-field", "yaml-syntax"], "{}", run.report());
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_accepted() {
    let mut folder = Folder::minimal();
    for path in ["site.yaml", "accounts.yaml", "acts.yaml", "it/contatti.md"] {
        let text = format!("\u{feff}{}", folder.text(path).replace('\n', "\r\n"));
        folder = folder.file(path, text);
    }
    folder.run().clean();
    let run = folder.file("it/contatti.md", "\u{feff}---\r\ntitle: Contatti\r\n---\r\n\r\n{{ ente.x }}\r\n").run();
    assert_eq!(run.findings(), ["unknown-variable it/contatti.md:5:9"], "{}", run.report());
}

#[test]
fn two_pages_with_one_address_are_refused() {
    let folder = Folder::minimal().file("it/contatti.md", "---\ntitle: Contatti\nslug: moderazione\n---\n");
    found(&folder, &["duplicate-address it/contatti.md:3:7"]);
}

#[test]
fn a_page_missing_in_a_language_is_named() {
    let folder = Folder::demo().without("en/contatti.md");
    let run = folder.run();
    let findings = run.findings();
    assert!(findings.contains(&"missing-page en/contatti.md".to_owned()), "{}", run.report());
}

#[test]
fn internal_pages_are_never_built() {
    let folder = Folder::minimal()
        .file("it/procedura.md", "---\ntitle: Procedura riservata\nvisibility: internal\n---\n\nSegreto.\n");
    let run = folder.run().clean();
    let files = &run.built.rendered().unwrap().files;
    assert!(!files.contains_key("procedura.html"));
    assert!(
        files.keys().all(|path| run.built.rendered().unwrap().text(path).is_none_or(|text| !text.contains("Segreto")))
    );
}

#[test]
fn a_broken_template_of_an_overriding_theme_is_shown_at_its_line() {
    let path = "themes/nostro/blocks/contact/template.html";
    let with = |template: &str| crate::themes::site().file(path, template);
    found(&with("<p>\n{% if ways %}\n{% endfor %}</p>\n"), &[&format!("broken-template {path}:3:4")]);
    let run = with("<p>\n{{ fax }}</p>\n").run();
    assert_eq!(run.findings(), [format!("broken-template {path}:2:4")], "{}", run.report());
    assert!(with("NOSTRO\n").run().clean().page("contatti.html").contains("NOSTRO"));
}

#[test]
fn a_variable_between_signs_of_many_bytes_is_shown() {
    // Found by `hostile`: the name is not in the text as it is read, so its place is the line's.
    let page = "---\ntitle: Contatti\n---\n\nà€😀*a{{{ ente.name }} {{ norme.gdp }}\n";
    let run = Folder::minimal().file("it/contatti.md", page).run();
    assert_eq!(run.raw().count(limpido::diagnostic::Level::Error), 2, "{}", run.report());
}

#[test]
fn a_theme_that_is_not_there_is_named() {
    found(&crate::themes::site().without("themes/nostro/theme.yaml"), &["unknown-theme site.yaml:2:8"]);
}

#[test]
fn links_that_could_run_are_refused() {
    let page = |link: &str| Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n\n{link}\n"));
    found(&page("[x](javascript:alert(1))"), &["unsafe-link it/contatti.md:5:1"]);
    found(&page("[x](data:text/html,x)"), &["unsafe-link it/contatti.md:5:1"]);
    found(&page("[x](http://esempio.it)"), &["insecure-link it/contatti.md:5:1"]);
    found(&page("![x](https://esempio.it/x.png)"), &["foreign-image it/contatti.md:5:1"]);
    found(&page("[x](../../../etc/passwd)"), &["broken-link it/contatti.md:5:1"]);
}

/// A file beside a site's own, and what is said of it.
const UNREAD: [(&str, &str, &str); 22] = [
    ("it/orari.MD", "Error unread-file it/orari.MD", "chiamala it/orari.md"),
    ("it/orari.markdown", "Error unread-file it/orari.markdown", "chiamala it/orari.md"),
    ("it/orari.txt", "Warning unread-file it/orari.txt", "chiamala it/orari.md"),
    ("it/sub/orari.md", "Warning unread-file it/sub/orari.md", "chiamala it/orari.md"),
    ("it/orari.docx", "Warning unread-file it/orari.docx", "copia il testo in un file .md"),
    ("it/stemma.png", "Advice unread-file it/stemma.png", "i documenti da pubblicare stanno in files/"),
    ("orari.md", "Warning unread-file orari.md", "spostala in it/orari.md"),
    ("english/a.md", "Error unknown-language english/a.md", "chiama la cartella «en», e aggiungi «en»"),
    ("inglese/a.md", "Error unknown-language inglese/a.md", "chiama la cartella «en», e aggiungi «en»"),
    ("IT/a.md", "Error unknown-language IT/a.md", "chiama la cartella «it»"),
    ("fr/a.md", "Error unknown-language fr/a.md", "aggiungi «fr» a «languages:»"),
    ("bozze/a.md", "Warning unread-file bozze/a.md", "spostale nella cartella della loro lingua (it/)"),
    ("account.yaml", "Warning unread-file account.yaml", "riporta in «accounts.yaml»"),
    ("Site.yml", "Warning unread-file Site.yml", "riporta in «site.yaml»"),
    ("moderazione.yaml", "Warning unread-file moderazione.yaml", "riporta in «moderation.yaml»"),
    ("confirm.yml", "Warning unread-file confirm.yml", "chiamalo «confirm.yaml»"),
    ("conferma.yaml", "Warning unread-file conferma.yaml", "chiamalo «confirm.yaml»"),
    ("acts.yaml.txt", "Warning unread-file acts.yaml.txt", "riporta in «acts.yaml»"),
    ("notes.txt", "Advice unread-file notes.txt", "spostali fuori dalla cartella"),
    ("documenti/a.pdf", "Advice unread-file documenti/a.pdf", "i documenti da pubblicare stanno in files/"),
    ("i18n/xx.yaml", "Advice unread-file i18n/xx.yaml", "spostali"),
    ("themes/nostro/theme.yaml", "Advice unread-file themes/nostro/theme.yaml", "spostali"),
];

#[test]
fn every_file_of_the_folder_is_read_or_named() {
    for (path, finding, hint) in UNREAD {
        let run = Folder::minimal().file(path, "---\ntitle: Orari\n---\n").run();
        let levels: Vec<_> = run.raw().iter().map(|found| format!("{:?}", found.level)).collect();
        let found: Vec<_> =
            levels.iter().zip(run.findings()).map(|(level, found)| format!("{level} {found}")).collect();
        assert_eq!(found, [finding], "{path}\n{}", run.report());
        assert!(run.report().contains(hint), "{path}\n{}", run.report());
    }
    for path in ["README.md", "LICENSE", "CHANGELOG.md", "publiccode.yml", "schemas/site.json", "i18n/it.yaml"] {
        Folder::minimal().file(path, "").run().clean();
    }
    Folder::minimal().file("files/x.txt", "testo").run().clean();
}

#[test]
fn many_files_that_nobody_reads_are_one_finding() {
    let folder = ["a.txt", "b.txt", "c/d.csv", "e.csv", "f.csv", "g.csv", "h.csv"];
    let run = folder.iter().fold(Folder::minimal(), |site, path| site.file(path, "")).run();
    assert_eq!(run.findings(), ["unread-file a.txt"]);
    assert!(run.report().contains("a.txt, b.txt, c/d.csv, e.csv, f.csv e altri 2"), "{}", run.report());
    let run = Folder::minimal().file("fr/a.md", "").file("fr/b.md", "").run();
    assert_eq!(run.findings(), ["unknown-language fr/a.md"]);
}

#[test]
fn a_page_or_file_under_another_name_is_not_missing_too() {
    let page = Folder::minimal().text("it/oblio.md").to_owned();
    found(&Folder::minimal().without("it/oblio.md").file("it/oblio.MD", page), &["unread-file it/oblio.MD"]);
    let acts = Folder::minimal().text("acts.yaml").to_owned();
    let run = Folder::demo().without("acts.yaml").file("atti.yml", acts).run();
    assert_eq!(run.findings(), ["missing-file acts.yaml"], "{}", run.report());
    assert!(run.report().contains("c'è «atti.yml»: chiamalo «acts.yaml»"));
}

#[test]
fn a_page_of_the_ente_may_wait_for_its_translation() {
    let run = Folder::demo().file("it/avviso.md", "---\ntitle: Avviso urgente\n---\n\nCiao.\n").run();
    assert_eq!(run.findings(), ["missing-page en/avviso.md"], "{}", run.report());
    assert!(run.raw().is_clear(false), "{}", run.report());
    let link = "<a class=\"nav-link\" href=\"../avviso.html\" lang=\"it\" hreflang=\"it\">Avviso urgente</a>";
    assert!(run.page("en/contacts.html").contains(link), "{}", run.page("en/contacts.html"));
    assert!(run.page("avviso.html").contains("aria-current=\"page\">Avviso urgente</a>"));
}

/// A line of `site.yaml`, what somebody pasted or typed in its place, and what must be said where.
const SLIPS: [(&str, &str, &str, &str); 14] = [
    ("  kind: comune", "\u{a0}\u{a0}kind: comune", "yaml-syntax site.yaml:5:1", "(U+00A0)"),
    ("  kind: comune", "  kind:\u{a0}comune", "yaml-syntax site.yaml:5:8", "(U+00A0)"),
    ("  kind: comune", "  kind\u{a0}: comune", "yaml-syntax site.yaml:5:7", "(U+00A0)"),
    ("  kind: comune", "\u{2003}kind: comune", "yaml-syntax site.yaml:5:1", "(U+2003)"),
    ("  kind: comune", "  \u{200b}kind: comune", "invisible-sign site.yaml:5:3", "<U+200B>"),
    ("  kind: comune", "\tkind: comune", "yaml-syntax site.yaml:5:1", "qui c'è un tab"),
    ("  kind: comune", "  kind:comune", "yaml-syntax site.yaml:5:7", "dopo questi due punti manca uno spazio"),
    ("  rpd: {", "  rpd: { name:RPD, ", "yaml-syntax site.yaml:8:14", "dopo questi due punti manca uno spazio"),
    ("edition: 1", "edition:1", "yaml-syntax site.yaml:1:8", "dopo questi due punti manca uno spazio"),
    ("  name: Comune di Prova", "  name: “Comune: Prova”", "yaml-syntax site.yaml:4:9", "queste virgolette (“)"),
    (
        "  name: Comune di Prova",
        "  name: “Comune di Prova”",
        "wrong-quotes site.yaml:4:9",
        "scrivi \"Comune di Prova\"",
    ),
    (
        "  name: Comune di Prova",
        "  name: ‘Comune di Prova’",
        "wrong-quotes site.yaml:4:9",
        "scrivi \"Comune di Prova\"",
    ),
    ("  kind: comune", "  kind: “comune”", "wrong-quotes site.yaml:5:9", "scrivi \"comune\""),
    ("  site: https", "  site: ”https://a.it”\n  sito: https", "wrong-quotes site.yaml:6:9", "scrivi \"https://a.it\""),
];

#[test]
fn what_nobody_sees_in_yaml_is_named_at_its_own_line() {
    for (line, wrong, finding, words) in SLIPS {
        let run = Folder::minimal().replace("site.yaml", line, wrong).run();
        let found = run.findings();
        assert_eq!(found.first().map(String::as_str), Some(finding), "{wrong}\n{}", run.report());
        assert!(found.len() == 1 || wrong.contains("sito:"), "{wrong}\n{}", run.report());
        assert!(run.report().contains(words), "{wrong}\n{}", run.report());
    }
    // A passage that was pasted has many.
    let pasted = "edition: 1\nente:\n\u{a0}\u{a0}name: A\n\u{a0}\u{a0}kind: comune\n";
    let run = Folder::minimal().file("site.yaml", pasted).run();
    assert_eq!(run.findings(), ["yaml-syntax site.yaml:3:1", "yaml-syntax site.yaml:4:1"], "{}", run.report());
    // A scalar where fields belong.
    let run = Folder::minimal().replace("accounts.yaml", "manager: { office: urp }", "manager: office:urp").run();
    assert_eq!(run.findings(), ["yaml-syntax accounts.yaml:6:20"], "{}", run.report());
}

#[test]
fn quotation_marks_that_are_part_of_a_text_stay() {
    for right in ["“Uno” e “due”", "La rete “Prova” del Comune", "«Comune di Prova»", "\"“Comune di Prova”\""]
    {
        Folder::minimal().replace("site.yaml", "name: Comune di Prova", &format!("name: {right}")).run().clean();
    }
}

#[test]
fn a_field_that_says_nothing_is_as_if_it_were_not_there() {
    for blank in ["~", "null", "\"\"", "{}", "\" \"", "{ it: \"\", en: ~ }"] {
        let run = Folder::minimal()
            .replace("site.yaml", "  kind: comune", &format!("  kind: comune\n  logo: {blank}\n  titolare: {blank}"))
            .run();
        let found = run.findings();
        assert_eq!(found, ["empty-value site.yaml:6:9", "empty-value site.yaml:7:13"], "{blank}\n{}", run.report());
        assert!(run.raw().is_clear(true), "{blank}");
    }
    // Lists and names too; one that is empty says so itself.
    found(&Folder::minimal().replace("acts.yaml", "acts:", "revisions: null\nacts:"), &["empty-value acts.yaml:2:12"]);
    Folder::minimal().replace("acts.yaml", "acts:", "revisions: []\nacts:").run().clean();
    // What must be written must say something, and so must a field that somebody began.
    found(&Folder::minimal().replace("site.yaml", "kind: comune", "kind: \"\""), &["unknown-value site.yaml:5:9"]);
    found(
        &Folder::minimal().replace("site.yaml", "  kind: comune", "  kind: comune\n  logo:"),
        &["empty-value site.yaml:6:7"],
    );
    // A rule that asks for a field is not satisfied by one that says nothing.
    let without = Folder::minimal().replace("acts.yaml", ", number: 10", "").run();
    let blank = Folder::minimal().replace("acts.yaml", "number: 10", "number: \"\"").run();
    let rules = |run: &crate::harness::Run| {
        run.raw().iter().map(|found| found.key.name()).filter(|rule| *rule != "empty-value").collect::<Vec<_>>()
    };
    assert_eq!(rules(&blank), rules(&without));
}

#[test]
fn a_program_makes_the_days_that_a_file_may_name() {
    for year in [1, 1900, 2000, 2023, 2024, 2100, 9999] {
        for (month, day) in (-1..=13).flat_map(|month| (-1..=32).map(move |day| (month, day))) {
            let written = format!("{year:04}-{month:02}-{day:02}");
            let made = Date::new(year, month, day);
            assert_eq!(made, Date::parse(&written, false).ok(), "{written}");
            assert!(made.is_none_or(|made| made.to_string() == written), "{written}");
        }
    }
    for (moment, day) in
        [(0, "1970-01-01"), (-1, "1969-12-31"), (1_795_305_599, "2026-11-21"), (1_795_305_600, "2026-11-22")]
    {
        assert_eq!(Date::of_moment(moment).map(|day| day.to_string()).as_deref(), Some(day));
    }
    assert_eq!(Date::of_moment(i64::MAX), None);
}

#[test]
fn a_date_with_a_time_is_its_day() {
    for date in
        ["2026-02-20T00:00:00Z", "2026-02-20 00:00:00", "2026-02-20T09:30:00+01:00", "\"2026-02-20T00:00:00.000Z\""]
    {
        let run = Folder::minimal().replace("acts.yaml", "2026-02-20", date).run().clean();
        assert!(run.page("atti.html").contains("datetime=\"2026-02-20\""), "{date}");
    }
    for wrong in ["2026-02-20T", "2026-02-20x00:00", "2026-02-20Tieri"] {
        found(&Folder::minimal().replace("acts.yaml", "2026-02-20", wrong), &["invalid-date acts.yaml:3:60"]);
    }
}

#[test]
fn a_file_that_is_not_there_is_one_finding_at_the_line_that_names_it() {
    let act = Folder::minimal().replace("acts.yaml", "role: approval", "role: approval, file: files/atto n. 10.pdf");
    found(&act, &["unknown-reference acts.yaml:3:128"]);
    found(
        &act.replace("site.yaml", "  kind: comune", "  kind: comune\n  logo: files/stemma.svg"),
        &["unknown-reference acts.yaml:3:128", "unknown-reference site.yaml:6:9"],
    );
    let words = "---\ntitle: Contatti\n---\n\nLeggi [l'atto](../files/atto.pdf).\n";
    found(&Folder::minimal().file("it/contatti.md", words), &["broken-link it/contatti.md:5:7"]);
}

/// A number that one tap away is another office, or nobody, is worse than none.
#[test]
fn one_field_holds_one_telephone_number() {
    use limpido::record::{Phone, Scalar};
    for (written, e164) in [
        ("+39 0123 456001", "+390123456001"),
        ("+39 0123/456001", "+390123456001"),
        ("+39 (0123) 456.001", "+390123456001"),
        ("+39 02-1234567", "+39021234567"),
        ("+39 02-12-34-56-78", "+390212345678"),
        ("+39 333-123 4567", "+393331234567"),
        ("+49 30/1234567", "+49301234567"),
        ("800 123-456", "800123456"),
        ("112", "112"),
    ] {
        let phone = <Phone as Scalar>::parse(written, true).unwrap_or_else(|wrong| panic!("{written}: {wrong:?}"));
        assert_eq!(phone.e164, e164, "{written}");
    }
    for written in [
        "+39 0123 456001-2",
        "+39 0123 456001-02",
        "+39 0123 456001 - 2",
        "+39 0123 456001 / 02",
        "+39 0123 456001/2",
        "+39 0123 4561/4562",
        "+39 0123/456001/2",
        "0123 456001-2",
        "+39 0123 456001 / 0123 456002",
    ] {
        let wrong = <Phone as Scalar>::parse(written, true).expect_err(written);
        assert_eq!(wrong.key.name(), "invalid-phone", "{written}");
        let says = wrong.hint.as_ref().is_some_and(|hint| hint.it.contains("più di un numero"));
        assert!(says && wrong.fix.is_none(), "{written}: {wrong:?}");
    }
}
