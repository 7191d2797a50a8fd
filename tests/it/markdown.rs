//! What authors may mean in Markdown: each thing is drawn, or is an error at its place; what is only text stays text.

use crate::harness::{Folder, Run};

fn page(text: &str) -> Run {
    Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n\n{text}\n")).run()
}

/// Markdown, and what it must become.
const DRAWN: [(&str, &str); 36] = [
    ("**a** *b* ~~c~~", "<p><strong>a</strong> <em>b</em> <s>c</s></p>"),
    (
        "m^2^, CO~2~, ==nuovo==, ++aggiunto++",
        "<p>m<sup>2</sup>, CO<sub>2</sub>, <mark>nuovo</mark>, <ins>aggiunto</ins></p>",
    ),
    (
        "Uno[^a].\n\n[^a]: Due.",
        "Uno<sup><a href=\"#nota--1\" id=\"rif--1-1\" role=\"doc-noteref\" aria-label=\"Nota 1\">1</a></sup>.",
    ),
    ("Uno[^a].\n\n[^a]: Due.", "<li id=\"nota--1\"><p>Due. <a href=\"#rif--1-1\" role=\"doc-backlink\""),
    (
        "Uno[^a], due[^a].\n\n[^a]: Tre.",
        "<a href=\"#rif--1-2\" role=\"doc-backlink\" aria-label=\"Torna al richiamo della nota 1 (2)\">",
    ),
    ("Uno[^b], due[^a].\n\n[^a]: A.\n[^b]: B.", "<li id=\"nota--1\"><p>B. "),
    ("Uno[^a].\n\n[^a]: Due.\n\n    Tre.", "<p>Due.</p><p>Tre. <a"),
    ("Uno[^a].\n\n[^a]:\n    - x", "<ul><li>x</li></ul><p><a href=\"#rif--1-1\""),
    ("Termine\n\n: uno\n\n: due", "<dl><dt>Termine</dt><dd><p>uno</p></dd><dd><p>due</p></dd></dl>"),
    ("Uno\nDue\n\n: insieme", "<dl><dt>Uno</dt><dt>Due</dt><dd><p>insieme</p></dd></dl>"),
    ("Uno\n: stretto", "<dl><dt>Uno</dt><dd><p>stretto</p></dd></dl>"),
    (
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |",
        "<th scope=\"col\">a</th><th scope=\"col\" class=\"text-center\">b</th><th scope=\"col\" class=\"text-end\">c</th>",
    ),
    ("| a | b |\n|---|--:|\n| 1 | 2 |", "<td data-label=\"b\" class=\"text-end\">2</td>"),
    (
        "Sono vietati:\na) gli insulti\nb) le minacce",
        "<p>Sono vietati:</p><ol type=\"a\"><li value=\"1\">gli insulti</li><li value=\"2\">le minacce</li></ol>",
    ),
    ("a) uno\n\nb) due", "<ol type=\"a\"><li value=\"1\">uno</li><li value=\"2\">due</li></ol>"),
    ("a) uno\nche va a capo\nb) due", "<li value=\"1\">uno che va a capo</li>"),
    (
        "a. a\nb. b\nc. c\nd. d\ne. e\nf. f\ng. g\nh. h\ni. i\nl. **l**",
        "<li value=\"9\">i</li><li value=\"12\"><strong>l</strong></li>",
    ),
    ("1. Sono vietati:\n   a) uno\n   b) due", "<ol><li>Sono vietati:<ol type=\"a\"><li value=\"1\">uno</li>"),
    (
        "i) uno\nii) due\niii) tre",
        "<ol type=\"i\"><li value=\"1\">uno</li><li value=\"2\">due</li><li value=\"3\">tre</li></ol>",
    ),
    (
        "h) uno\ni) due\nl) tre",
        "<ol type=\"a\"><li value=\"8\">uno</li><li value=\"9\">due</li><li value=\"12\">tre</li></ol>",
    ),
    ("a) uno\nd) due", "<ol type=\"a\"><li value=\"1\">uno</li><li value=\"4\">due</li></ol>"),
    ("• uno\n• due", "<ul><li>uno</li><li>due</li></ul>"),
    ("• uno\n\n• due", "<ul><li>uno</li><li>due</li></ul>"),
    ("Ci sono:\n– uno\n– due", "<p>Ci sono:</p><ul><li>uno</li><li>due</li></ul>"),
    (
        "Il sito «https://www.comune.example.it»",
        "«<a href=\"https://www.comune.example.it\">https://www.comune.example.it</a>»",
    ),
    (
        "Vai su https://comune.example.it/a.»",
        "<a href=\"https://comune.example.it/a\">https://comune.example.it/a</a>.»",
    ),
    ("Il sito “www.comune.example.it”", "“<a href=\"https://www.comune.example.it\">www.comune.example.it</a>”"),
    ("WWW.COMUNE.EXAMPLE.IT", "<a href=\"https://www.comune.example.it\">WWW.COMUNE.EXAMPLE.IT</a>"),
    (
        "“WWW.comune.example.it/A(b)?c=1”.",
        "“<a href=\"https://www.comune.example.it/A(b)?c=1\">WWW.comune.example.it/A(b)?c=1</a>”.",
    ),
    ("«www.comune.example.it.»", "«<a href=\"https://www.comune.example.it\">www.comune.example.it</a>.»"),
    ("«www.comune.example.it(a)»", "<p>«www.comune.example.it(a)»</p>"),
    (
        "https://www.instagram.com/comune_",
        "<a href=\"https://www.instagram.com/comune_\">https://www.instagram.com/comune_</a>",
    ),
    ("[Sito](HTTPS://WWW.Comune.Example.it/A)", "<a href=\"https://www.comune.example.it/A\">Sito</a>"),
    ("«urp@comune.example.it»", "«<a href=\"mailto:urp@comune.example.it\">urp@comune.example.it</a>»"),
    ("[a][x]\n\n[x]: https://comune.example.it", "<a href=\"https://comune.example.it\">a</a>"),
    (
        "> [!CAUTION]\n> x",
        "<div class=\"callout callout-warning\"><p class=\"callout-title\">Attenzione</p><p>x</p></div>",
    ),
];

#[test]
fn what_is_meant_is_drawn() {
    let mut wrong = Vec::new();
    for (text, html) in DRAWN {
        let run = page(text);
        if !run.raw().is_empty() || !run.page("contatti.html").contains(html) {
            wrong.push(format!("{text}\n{html}\n{}\n{}", run.report(), content(&run)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn content(run: &Run) -> &str {
    let html = run.page("contatti.html");
    let start = html.find("page-content").unwrap_or_default();
    &html[start..html.len().min(start + 2500)]
}

/// Markdown that we do not draw, and where that is said; the text begins at line 5.
const REFUSED: [(&str, &str); 67] = [
    ("Vedi [il modulo](../files/il modulo.pdf).", "markup-left 5:6"),
    ("Vedi ![lo stemma](../files/lo stemma.svg).", "markup-left 5:6"),
    ("Vedi [il **modulo**](../files/il modulo.pdf).", "markup-left 5:6"),
    ("Vedi [qui] (https://comune.example.it).", "markup-left 5:6"),
    ("Vedi (qui)[https://comune.example.it].", "markup-left 5:10"),
    ("Vedi [qui][x].", "markup-left 5:6"),
    ("Vedi [qui][].", "markup-left 5:6"),
    ("Vedi [qui]().", "empty-link 5:6"),
    ("Vedi [](accounts.md).", "empty-link 5:6"),
    ("Vedi [[accounts]].", "markup-left 5:6"),
    ("[x]: due parole", "markup-left 5:1"),
    ("Uno.\n\n[x]: https://comune.example.it", "unused-link 7:1"),
    ("[Gli account](accounts.md \"Titolo\")", "unseen-title 5:1"),
    ("Uno[^a].", "markup-left 5:4"),
    ("Uno^[nota].", "markup-left 5:4"),
    ("Uno.\n\n[^a]: Mai.", "unused-note 7:1"),
    ("Uno[^a].\n\n[^a]: Due.\n\n[^a]: Tre.", "unused-note 7:1"),
    ("## Uno[^a]\n\n[^a]: Due.", "misplaced-note 5:1"),
    ("[gli account[^a]](accounts.md)\n\n[^a]: Due.", "misplaced-note 5:1"),
    ("> [!WARNING] parole\n> testo", "misplaced-text 5:1"),
    ("> [!DANGER]\n> testo", "markup-left 5:3"),
    ("> [!Attenzione] testo", "markup-left 5:3"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "misplaced-text 7:1"),
    ("| a | b |\n|---|\n| 1 | 2 |", "markup-left 5:1"),
    ("Testo\n| a | b |\n| 1 | 2 |", "markup-left 6:1"),
    ("a | b\n--|--|--\n1 | 2", "markup-left 6:1"),
    (": senza parola", "markup-left 5:1"),
    ("1. Uno {#uno}", "markup-left 5:8"),
    ("Testo {.evidenza}", "markup-left 5:7"),
    ("## Titolo {.evidenza}", "markup-left 5:1"),
    ("## Titolo {#uno due=tre}", "markup-left 5:1"),
    ("{:.evidenza}", "markup-left 5:1"),
    ("##Titolo", "markup-left 5:1"),
    ("-Uno\n-Due", "markup-left 5:1"),
    ("Uno:\n1.Premessa\n2.Scopi", "markup-left 6:1"),
    ("- [ ] da fare", "task-list 5:4"),
    ("- [x] fatto", "task-list 5:4"),
    ("**Attenzione", "markup-left 5:1"),
    ("** Attenzione **", "markup-left 5:1"),
    ("*testo *", "markup-left 5:1"),
    ("È _molto _ lungo", "markup-left 5:3"),
    ("__aperto", "markup-left 5:1"),
    ("~~aperto", "markup-left 5:1"),
    ("==aperto", "markup-left 5:1"),
    ("||nascosto||", "markup-left 5:1"),
    ("%%appunto%%", "markup-left 5:1"),
    ("Scrivi `così", "markup-left 5:8"),
    ("$x^2$", "markup-left 5:1"),
    ("$$x", "markup-left 5:1"),
    (":smile: ciao", "markup-left 5:1"),
    ("Ciao :+1:", "markup-left 5:6"),
    ("&foo; bar", "markup-left 5:1"),
    ("[TOC]", "markup-left 5:1"),
    ("[[_TOC_]]", "markup-left 5:1"),
    ("*[URP]: Ufficio relazioni con il pubblico", "markup-left 5:1"),
    ("Scrivi a {{ ente.pec", "markup-left 5:10"),
    ("{% include x %}", "markup-left 5:1"),
    ("Fine. }}", "markup-left 5:7"),
    (":::", "invalid-language 5:1"),
    ("::: en\nHello.", "unclosed-block 5:1"),
    ("```\ncodice", "unclosed-block 5:1"),
    ("Uno.\n\n    rientrato", "indented-code 7:5"),
    ("- uno\n\n  Vedi [a](b c.md)", "markup-left 7:8"),
    ("> Vedi [a](b c.md)", "markup-left 5:8"),
    ("| a |\n|---|\n| **x |", "markup-left 7:3"),
    ("Uno\n\n: **x", "markup-left 7:3"),
    ("Uno[^a].\n\n[^a]: **x", "markup-left 7:7"),
];

#[test]
fn what_is_not_drawn_is_an_error_at_its_place() {
    let mut wrong = Vec::new();
    for (text, expected) in REFUSED {
        let run = page(text);
        let found: Vec<_> = run.findings().iter().map(|found| found.replace("it/contatti.md:", "")).collect();
        if found != [expected] || run.raw().iter().any(|found| found.hints.is_empty()) {
            wrong.push(format!("{text}\n{expected}\n{}", run.report()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Text that uses the same signs and means nothing by them.
const TEXT: [&str; 34] = [
    "5 * 3 * 2",
    "I campi con * sono obbligatori; vedi anche tutt* e car* cittadin*.",
    "*Prezzi indicativi",
    "Il prezzo* è indicativo.",
    "L’account è @comune_di_prova_ e @_prova.",
    "Costa 5$ e 10 $.",
    "[omissis] e […] e [sic]",
    "Le regole [quelle nuove] (in vigore da marzo).",
    "#comune è il nostro hashtag, ##due non è a inizio riga.",
    "Dalle 9:30 alle 12:30: a, b; poi: c.",
    "Rossi & C., R&S; fine.",
    "2^3 e ~10 persone, a ~ b",
    "Firma: ________________",
    "C++ e a+b",
    "x == y e a = b",
    "Home | Contatti | Privacy",
    "M**** e c***o",
    "\\[testo\\](non un collegamento) \\*\\*x\\*\\* \\:smile:",
    "`**x** [a](b c) {{ x }} ==y==`",
    "Vedi {{ ente.email }} e {{ norme.gdpr-17 }}",
    "&ast;&ast;x&ast;&ast; &egrave; &laquo;",
    "-5 gradi, -x",
    "3.14 e 1.a edizione",
    "A. Manzoni\nB. Croce",
    "a) da solo",
    "– inciso – e altro",
    "{ graffe } e {x}",
    "1 < 2 > 0",
    "50 % e 100 %",
    "a:b: c :d",
    "[//]: # (un commento)\n\nTesto",
    "~ circa ~",
    "Prima (1) e dopo [1].",
    "Si scrive \\- così\n\\- e così",
];

#[test]
fn signs_that_are_text_stay_text() {
    let runs = TEXT.map(|text| (text, page(text)));
    let wrong: Vec<_> = runs.iter().filter(|(_, run)| !run.raw().is_empty()).collect();
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.iter().map(|(text, run)| format!("{text}\n{}", run.report())).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_link_with_spaces_comes_with_its_fix() {
    let run = page("Vedi [il modulo](../files/il modulo.pdf).");
    let suggestion = run.raw().iter().next().and_then(|found| found.suggestion()).map(str::to_owned);
    assert_eq!(suggestion.as_deref(), Some("[il modulo](<../files/il modulo.pdf>)"));
    // The fix is a link.
    let mended = page("Vedi [il modulo](<../files/il modulo.pdf>).");
    assert_eq!(mended.findings(), ["broken-link it/contatti.md:5:6"]);
}

#[test]
fn footnotes_keep_to_their_page_where_pages_are_joined() {
    let text = |words: &str| format!("---\ntitle: T\n---\n\n{words}[^a].\n\n[^a]: Nota di {words}.\n");
    let run = Folder::minimal().file("it/contatti.md", text("Uno")).file("it/oblio.md", text("Due")).run();
    let whole = run.page("policy-completa.html");
    for page in ["contatti", "oblio"] {
        let note = format!("{page}--nota--1");
        assert!(whole.contains(&format!("href=\"#{note}\"")) && whole.contains(&format!("id=\"{note}\"")), "{page}");
    }
}

#[test]
fn markup_in_yaml_is_an_error_since_it_would_be_seen() {
    let text = |text: &str| {
        let quoted = serde_json::to_string(text).unwrap();
        Folder::minimal().replace("accounts.yaml", "purpose: Notizie del Comune.", &format!("purpose: {quoted}")).run()
    };
    for wrong in [
        "Notizie **importanti**.",
        "Notizie *importanti* del Comune.",
        "Vedi [il sito](https://comune.example.it).",
        "Notizie<br>e avvisi.",
        "Notizie &amp; avvisi.",
        "Notizie `in breve`.",
        "Scrivi a {{ ente.pec }}.",
        "Notizie:\n- una\n- due",
        "## Notizie",
    ] {
        assert_eq!(text(wrong).findings(), ["markup-left accounts.yaml:5:14"], "{wrong}");
    }
    for right in [
        "I campi con * sono obbligatori (5 * 3).",
        "@comune_di_prova_, #notizie",
        "Notizie & avvisi: 9:30",
        "a < b > c",
    ] {
        text(right).clean();
    }
    let front = "---\ntitle: Contatti\nlead: Scrivi **qui**.\n---\n";
    assert_eq!(Folder::minimal().file("it/contatti.md", front).run().findings(), ["markup-left it/contatti.md:3:7"]);
}
