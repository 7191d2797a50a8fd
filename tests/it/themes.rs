//! Themes of a site's own: the contract, files that nobody reads, and what a theme may not write in so many letters.

use crate::harness::{Folder, project};
use limpido::theme::{CONTRACT, SUCCESSORS};
use std::collections::BTreeSet;

const MANIFEST: &str = "name: Nostro\ncontract: 2\nextends: italia\n";

/// The smallest site with a theme of its own that extends `italia`.
pub fn site() -> Folder {
    Folder::minimal()
        .replace("site.yaml", "edition: 1", "edition: 1\ntheme: nostro")
        .file("themes/nostro/theme.yaml", MANIFEST)
}

fn with(path: &str, text: &str) -> Folder {
    site().file(&format!("themes/nostro/{path}"), text)
}

#[track_caller]
fn found(folder: &Folder, expected: &[&str], words: &[&str]) {
    let run = folder.run();
    assert_eq!(run.findings(), expected, "\n{}", run.report());
    for word in words {
        assert!(run.report().contains(word), "{word}\n{}", run.report());
    }
}

#[test]
fn a_theme_says_for_which_contract_it_is() {
    assert_eq!(CONTRACT, 2);
    site().run().clean();
    for (manifest, place, words) in [
        (
            "name: Nostro\nextends: italia\n",
            "1:1",
            ["aggiungi «contract: 2»", "+ contract: 2", "limpido explain themes"],
        ),
        (
            "name: Nostro\ncontract: 1\nextends: italia\n",
            "2:11",
            ["contratto 1", "+ contract: 2", "limpido explain themes"],
        ),
        (
            "name: Nostro\ncontract: 3\nextends: italia\n",
            "2:11",
            ["contratto 3", "aggiorna limpido", "limpido explain themes"],
        ),
    ] {
        let place = format!("theme-contract themes/nostro/theme.yaml:{place}");
        found(&with("theme.yaml", manifest), &[&place], &words);
    }
    let base = site()
        .file("themes/nostro/theme.yaml", "name: Nostro\ncontract: 2\nextends: base\n")
        .file("themes/base/theme.yaml", "name: Base\nextends: italia\n");
    found(&base, &["theme-contract themes/base/theme.yaml:1:1"], &[]);
}

#[test]
fn a_file_of_the_contract_before_names_what_became_of_it() {
    for (path, words) in [
        ("structures/contacts.html", "oggi lo disegnano: blocks/section/template.html, blocks/columns/template.html"),
        ("structures/none.html", "non spetta più al tema"),
        ("components/contact/template.html", "oggi lo disegnano: blocks/contact/template.html"),
        ("components/account/style.css", "oggi lo disegnano: blocks/account/style.css"),
        ("components/index/template.html", "oggi lo disegnano: page.html"),
        ("components/transfer/template.html", "non spetta più al tema"),
    ] {
        let place = format!("theme-contract themes/nostro/{path}");
        found(&with(path, "x"), &[&place], &[words, "limpido explain themes"]);
    }
}

/// The table for whoever mends an older theme says what the program says.
#[test]
fn every_file_that_was_has_its_answer() {
    let blocks: BTreeSet<String> = std::fs::read_dir(project().join("themes/italia/blocks"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let readme = std::fs::read_to_string(project().join("themes/README.md")).unwrap();
    for successor in SUCCESSORS {
        let now: Vec<String> = successor.blocks.iter().map(|block| format!("`blocks/{block}`")).collect();
        assert!(successor.blocks.iter().all(|block| blocks.contains(*block)), "{successor:?}");
        let now = successor.frame.map_or_else(|| now.join(", "), |frame| format!("`{frame}`"));
        let row = format!(
            "| `{}` | {} |",
            successor.was,
            if now.is_empty() { "nothing: no longer the theme's to say" } else { &now }
        );
        assert!(readme.contains(&row), "themes/README.md has no line\n{row}");
    }
}

#[test]
fn a_file_that_nobody_reads_is_named() {
    for (path, words) in [
        ("blocks/contatti/template.html", "forse volevi blocks/contact/"),
        ("blocks/pulsante/template.html", "i blocchi sono: accordion, account"),
        ("blocks/contact/pagina.html", "un blocco ha template.html, style.css e component.yaml"),
        ("css/nostro.css", "aggiungilo a «stylesheets:»"),
        ("outputs/humans.txt", "aggiungilo a «outputs:»"),
        ("pagina.html", "un tema ha page.html, menu.html"),
        ("components/mio/template.html", "un tema ha page.html, menu.html"),
    ] {
        let place = format!("unread-file themes/nostro/{path}");
        found(&with(path, "x"), &[&place], &[words]);
    }
    let sources = with("scss/nostro.scss", "x").file("themes/nostro/gulpfile.js", "x");
    found(&sources, &["unread-file themes/nostro/gulpfile.js"], &["gulpfile.js, scss/nostro.scss"]);
    assert!(sources.run().raw().is_clear(true));
    for path in ["README.md", "LICENSE", "icons/LICENCES.md", "assets/x.woff2", "blocks/contact/component.yaml"] {
        with(path, "about: x\n").run().clean();
    }
    // What a template that is drawn takes in is read.
    with("pezzi/avviso.html", "<p>Uno.</p>")
        .file("themes/nostro/menu.html", "{% include \"pezzi/avviso.html\" %}")
        .run()
        .clean();
}

#[test]
fn what_a_theme_names_and_needs_is_there() {
    let missing = "name: Nostro\ncontract: 2\nextends: italia\nstylesheets: [css/a.css]\noutputs:\n  - { template: outputs/b.txt, path: b.txt }\n";
    found(
        &with("theme.yaml", missing),
        &["unknown-reference themes/nostro/theme.yaml:4:15", "unknown-reference themes/nostro/theme.yaml:6:17"],
        &["«css/a.css»", "«outputs/b.txt»"],
    );
    found(
        &with("theme.yaml", "name: Nostro\ncontract: 2\n"),
        &["broken-template themes/nostro/theme.yaml:1:7"],
        &["blocks/accordion/template.html", "page.html", "extends: italia"],
    );
}

/// The text of a template, and what is found in it: the rule with line and column, and words of the finding.
type Case = (&'static str, &'static [&'static str], &'static str);

/// What stands around the rest of a frame.
const HEAD: &str = "<title>x</title></head><body>";

const FRAMES: &[Case] = &[
    ("<p>{{ content }}</p>", &[], ""),
    // The content, once.
    ("<p>vuoto</p>", &["broken-template 1:1"], "non mostra il contenuto della pagina"),
    ("{{ content }}\n {{ content }}", &["broken-template 2:2"], "mostra più volte il contenuto"),
    ("{% if is_home %}{{ content }}{% else %}<div>{{ content }}</div>{% endif %}", &[], ""),
    ("{% if is_home %}{{ content }}{% endif %}", &["broken-template 1:46"], "non mostra sempre"),
    (
        "{% if is_home %}{{ content }}{% elif lead %}x{% else %}{{ content }}{% endif %}",
        &["broken-template 1:46"],
        "non mostra sempre",
    ),
    ("{% for x in sections %}{{ content }}{% endfor %}", &["broken-template 1:53"], "mostra più volte"),
    ("{# {{ content }} #}{{ content | safe }}{% raw %}{{ content }}{% endraw %}", &[], ""),
    ("{{ ente.content or \"content\" }}", &["broken-template 1:1"], "non mostra il contenuto"),
    // The beginning and the end are the program's.
    (
        "<meta charset=utf-8>{{ content }}</body></html>",
        &["broken-template 1:30", "broken-template 1:63"],
        "page.html comincia da <title>",
    ),
    ("<!doctype html><html lang=\"{{ lang }}\"><head>{{ content }}", &["broken-template 1:30"], "sarebbe doppio"),
    ("<META content=x HTTP-EQUIV=Content-Security-Policy>{{ content }}", &["broken-template 1:30"], "togli <!doctype>"),
    ("<meta name='&#114;eferrer' content=unsafe-url>{{ content }}", &["broken-template 1:30"], "sarebbe doppio"),
    ("<!-- </body> -->{{ content }}", &[], ""),
    // Ids, once.
    ("<i id=\"a\"></i>\n<i id=\"a\"></i>{{ content }}", &["duplicate-anchor 2:4"], "due volte nella cornice"),
    ("{% if is_home %}<i id=\"a\"></i>{% else %}<b id=\"a\"></b>{% endif %}{{ content }}", &[], ""),
    (
        "{% if is_home %}<i id=\"a\"></i>{% endif %}{% if lead %}<b id=\"a\"></b>{% endif %}{{ content }}",
        &["duplicate-anchor 1:87"],
        "",
    ),
    (
        "<i id=\"pie-contatti\"></i>{{ content }}{% include \"foot.html\" %}",
        &["duplicate-anchor 1:33"],
        "l'altra è qui",
    ),
    // Addresses that hold at any depth.
    (
        "<a href=\"{{ home }}\">x</a><a href=\"https://a.example\">x</a><a href=\"mailto:a@b.example\">x</a><a href=\"#c\" id=\"c\">x</a><a href=\"#\">x</a>{{ content }}",
        &[],
        "",
    ),
    ("<a href=\"oblio.html\">x</a>{{ content }}", &["theme-markup 1:33"], "«oblio.html» non porta allo stesso posto"),
    ("<a href=\"/oblio.html\">x</a>{{ content }}", &["theme-markup 1:33"], ""),
    ("<a href=\"\">x</a>{{ content }}", &["theme-markup 1:33"], ""),
    ("<a href=\"http://a.example\">x</a>{{ content }}", &["theme-markup 1:33"], ""),
    ("<a href=\"javascript:alert(1)\">x</a>{{ content }}", &["theme-markup 1:33"], ""),
    ("<a href=\"{% if lead %}{{ home }}{% endif %}\">x</a>{{ content }}", &[], ""),
    (
        "<a href=\"{% if lead %}a.html{% else %}{{ home }}{% endif %}\">x</a>{{ content }}",
        &["theme-markup 1:33"],
        "«a.html»",
    ),
    ("<a href=\"#niente\">x</a>{{ content }}", &["theme-markup 1:33"], "non ha l'ancora «niente»"),
    ("<svg><use href=\"#icona-mail\"></use></svg>{{ content }}", &["theme-markup 1:40"], "icon(name=…)"),
    ("<img src=\"{{ ente.logo }}\" alt=\"\">{{ content }}", &[], ""),
    ("<img src=\"assets/a.png\" alt=\"\">{{ content }}", &["theme-markup 1:35"], "da ogni pagina"),
    ("<img alt=\"\" src=\"https://a.example/a.png\">{{ content }}", &["theme-markup 1:42"], "vieta di prendere"),
    ("<img alt=\"\" srcset=\"a.png 2x\">{{ content }}", &["theme-markup 1:42"], ""),
    (
        "<link rel=\"stylesheet\" href=\"https://a.example/a.css\">{{ content }}",
        &["theme-markup 1:53"],
        "vieta di prendere",
    ),
    ("<link rel=\"license\" href=\"https://a.example/a\">{{ content }}", &[], ""),
    ("<link rel=\"icon\" href=\"data:,\">{{ content }}", &["theme-markup 1:47"], ""),
    // Scripts and styles.
    ("<script>a()</script>{{ content }}", &["theme-markup 1:30"], "vieta gli script"),
    ("<script src=\"{{ sheet }}\"></script>{{ content }}", &["theme-markup 1:30"], "vieta gli script"),
    ("<script type=\"application/ld+json\">{{ linked_data }}</script>{{ content }}", &[], ""),
    ("<style>p { color: red }</style>{{ content }}", &["theme-markup 1:30"], "stylesheets:"),
    ("<p style=\"color: {{ lang }}\">x</p>{{ content }}", &["theme-markup 1:33"], "vieta lo stile"),
    ("<p {% if lead %}OnClick=\"a()\"{% endif %}>x</p>{{ content }}", &["theme-markup 1:33"], "non esegue «onclick»"),
    ("<form action=\"https://a.example\"></form>{{ content }}", &["theme-markup 1:36"], "spedire moduli"),
    ("<iframe src=\"{{ home }}\"></iframe>{{ content }}", &["theme-markup 1:30"], "vieta <iframe>"),
    ("<p lang={{ lang }}>x</p>{{ content }}", &["theme-markup 1:33"], "senza virgolette"),
    ("<p lang=it{% if lead %} hidden{% endif %}>x</p><h{{ 1 + 1 }} class=\"a\">x</h{{ 1 + 1 }}>{{ content }}", &[], ""),
];

#[test]
fn what_a_frame_writes_is_looked_at_once() {
    for (text, expected, words) in FRAMES {
        let expected: Vec<String> =
            expected.iter().map(|place| place.replacen(' ', " themes/nostro/page.html:", 1)).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let run = with("page.html", &format!("{HEAD}{text}\n")).run();
        assert_eq!(run.findings(), expected, "{text}\n{}", run.report());
        assert!(run.report().contains(words), "{text}: {words}\n{}", run.report());
    }
    with("bare.html", "<title>x</title><link rel=\"icon\" href=\"data:,\">{{ content }}").run().clean();
    found(&with("bare.html", "<p>x</p>"), &["broken-template themes/nostro/bare.html:1:1"], &["bare.html"]);
}

#[test]
fn what_a_block_writes_is_looked_at_once() {
    for (path, text, expected, words) in [
        ("tags", "<p id=\"a\">x</p>", Some("theme-markup 1:4"), "un blocco può stare più volte"),
        ("section", "<h2 id=\"{{ id }}\">{{ heading }}</h2>{{ body }}", None, ""),
        ("tags", "<p onclick=\"a()\">x</p>", Some("theme-markup 1:4"), "onclick"),
        ("tags", "<a href=\"#contenuto\">x</a>", None, ""),
        ("tags", "<script src=\"{{ lang }}\"></script>", Some("theme-markup 1:1"), "solo blocks/check"),
        ("check", "<script src=\"{{ script }}\" defer></script>", None, ""),
        ("check", "<script src=\"assets/mio.js\"></script>", Some("theme-markup 1:1"), "blocks/check"),
        ("check", "<script>a({{ script }})</script>", Some("theme-markup 1:1"), "blocks/check"),
    ] {
        let file = format!("blocks/{path}/template.html");
        let place = expected.map(|place| place.replacen(' ', &format!(" themes/nostro/{file}:"), 1));
        let place: Vec<&str> = place.as_deref().into_iter().collect();
        // An address is looked at too, where a script is.
        let run = with(&file, text).run();
        let found: BTreeSet<String> = run.findings().into_iter().collect();
        assert!(place.iter().all(|place| found.contains(*place)), "{text}\n{}", run.report());
        assert!(!place.is_empty() || found.is_empty(), "{text}\n{}", run.report());
        assert!(run.report().contains(words), "{text}\n{}", run.report());
    }
}

/// A theme that copies `italia` whole is as good as `italia`.
#[test]
fn italia_keeps_its_own_contract() {
    let copy = Folder::of("themes/italia").under("themes/nostro");
    let copied = copy
        .text("themes/nostro/theme.yaml")
        .replace("  - { template: outputs/security.txt, path: .well-known/security.txt, needs_base_url: true }\n", "")
        .replace("path: _headers", "path: intestazioni.txt");
    let security = "themes/nostro/outputs/security.txt";
    let copy = copy.without(security).file("themes/nostro/theme.yaml", copied);
    let own = site().over(copy).run().clean();
    let page = own.page("contatti.html").replace("assets/nostro-", "assets/italia-");
    assert_eq!(page, Folder::minimal().run().page("contatti.html"));
}
