//! However long a text is, its work grows as it does, or the text is refused with the bound that it passes.
//!
//! `LIMPIDO_BOUNDS=DIR` writes every text to a folder, empty, once and four times as long, for `tests/bounds.sh`, which counts instructions.

mod texts;

use crate::harness::Folder;
use limpido::source::Sources;
use limpido::source::table::SheetRows;
use std::collections::BTreeSet;
use std::path::Path;
use texts::{TEXTS, numbered, page};

/// A text's own mistakes are found, and nothing else; none is refused for its length.
#[test]
fn long_texts_are_read_as_short_ones_are() {
    let mut others = Vec::new();
    for text in TEXTS {
        let run = (text.site)(text.size / 10).run();
        let found: BTreeSet<&str> = run.raw().iter().map(|found| found.key.name()).collect();
        if !found.iter().eq(text.found) {
            others.push(format!("{}: {found:?}", text.name));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[test]
fn the_texts_are_written_where_they_are_to_be_measured() {
    let names: BTreeSet<&str> = TEXTS.iter().map(|text| text.name).collect();
    assert_eq!(names.len(), TEXTS.len());
    let Ok(folder) = std::env::var("LIMPIDO_BOUNDS") else { return };
    for text in TEXTS {
        for times in [0, 1, 4] {
            let root = Path::new(&folder).join(text.name).join(times.to_string());
            (text.site)(text.size * times).write_to(&root);
        }
    }
}

/// One finding, at the place that passes the bound.
#[track_caller]
fn refused(folder: &Folder, place: &str, words: &str) {
    let run = folder.run();
    assert_eq!(run.findings(), [format!("too-large {place}")], "{}", run.report());
    assert!(run.report().contains(words), "{}", run.report());
}

#[test]
fn what_is_nested_too_deeply_is_refused_at_its_place() {
    refused(&page(&format!("{}a{}", "![".repeat(5_000), "](b)".repeat(5_000))), "it/contatti.md:4:49", "24");
    let emphasis = format!("{}z{}", "*a **b ".repeat(5_000), "** z* z".repeat(5_000));
    refused(&page(&emphasis), "it/contatti.md:4:83", "24");
    refused(&page(&"::: en\n".repeat(5_000)), "it/contatti.md:28:1", "24");
    refused(
        &page(&(0..1_000).map(|n| ":".repeat(1_010 - n) + " en\n").collect::<String>()),
        "it/contatti.md:28:1",
        "24",
    );
    refused(&page(&"> ".repeat(5_000)), "it/contatti.md:4:49", "24");
}

#[test]
fn a_heading_of_a_column_is_not_repeated_without_end() {
    let table = |length: usize| page(&format!("|{}|b|\n|-|-|\n|c|d|\n", "a".repeat(length)));
    assert!(table(200).run().clean().page("contatti.html").contains(&format!("data-label=\"{}\"", "a".repeat(200))));
    refused(&table(201), "it/contatti.md:4:1", "200");
}

#[test]
fn a_list_has_so_many_entries() {
    let acts = |count: usize| Folder::minimal().file("acts.yaml", format!("acts: [{}]\n", "1,".repeat(count)));
    refused(&acts(2_001), "acts.yaml:1:4008", "2000 voci");
    assert!(!acts(2_000).run().findings()[0].starts_with("too-large"));
    let offices = numbered(2_001, |n| format!("    u{n}: {{ name: A }}\n"));
    let site = Folder::minimal().replace("site.yaml", "  offices:\n", &format!("  offices:\n{offices}"));
    refused(&site, "site.yaml:2010:5", "2000 voci");
}

#[test]
fn a_language_has_so_many_pages() {
    let pages = |count: usize| {
        (0..count).fold(Folder::minimal(), |site, n| {
            site.file(
                &format!("it/z{n:04}.md"),
                format!("---\ntitle: Pagina {n}\nvisibility: internal\n---\nUna parola.\n"),
            )
        })
    };
    let others = 11;
    pages(500 - others).run().clean();
    refused(&pages(600 - others), "it/z0588.md", "600 pagine");
}

#[test]
fn a_quotation_mark_within_a_cell_is_a_letter_of_it() {
    let text = "nome;sede\nComune \"Alto\" di Sopra 9\";Via Roma\n\"Ente; \"\"uno\"\"\";Via Po\n";
    let mut sources = Sources::default();
    let source = sources.add("enti.csv".to_owned(), text.to_owned());
    let table = SheetRows::parse(text, source);
    let written: Vec<&str> = table.rows.iter().flatten().map(|cell| sources.slice(cell.span)).collect();
    assert_eq!(written, ["Comune \"Alto\" di Sopra 9\"", "Via Roma", "Ente; \"\"uno\"\"", "Via Po"]);
}

#[test]
fn a_place_in_a_very_long_line_is_drawn_with_what_stands_around_it() {
    let long = page(&format!("{}{{{{ ente.nome }}}} fine{}", "parola ".repeat(1_000), " altra".repeat(1_000)));
    let run = long.run();
    let drawn = run.report();
    assert!(drawn.contains(" --> it/contatti.md:4:7009\n"), "{drawn}");
    assert!(drawn.contains("\n4 | ") && drawn.contains("{{ ente.nome }} fine"), "{drawn}");
    assert!(drawn.lines().all(|line| line.len() < 700), "{drawn}");
}

/// A page that is drawn once, and takes no other template in.
const TEMPLATE: &str = "themes/nostro/bare.html";

/// A theme of the site's own whose page for wrong addresses begins with a template.
fn theme(template: &str) -> Folder {
    crate::themes::site().file(TEMPLATE, format!("{template}{{{{ content }}}}"))
}

#[test]
fn a_theme_does_no_more_than_pages_need() {
    let at = TEMPLATE;
    let doubled = "{% set s = s ~ s %}\n".repeat(40);
    let lists = "{% set l = [...l, ...l] %}\n".repeat(40);
    let blocks = "{% set s %}{{ s }}{{ s }}{% endset %}\n".repeat(40);
    let hundred = "0123456789".repeat(10);
    let cases = [
        (
            "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}",
            ":1:62",
            "2000000 voci",
        ),
        (
            "\n{%- for a, b in ente -%}\n{%- for c in range(end=99000) -%}{% for d in \"in %}\" ~ 'in' %}{% for e in range(end=99000) %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            ":3:91",
            "2000000 voci",
        ),
        (&format!("{{% set s = \"in\" ~ \"=\" %}}\n{doubled}"), ":20:17", "1000000 byte"),
        (&format!("{{% set l = [1] %}}\n{lists}"), ":21:24", "1000000 byte"),
        (&format!("{{% set s = \"ab\" %}}\n{blocks}"), ":20:9", "1000000 byte"),
        (
            &format!(
                "{{% for a in range(end=100000) %}}{{% for b in range(end=7) %}}{hundred}{{% endfor %}}{{% endfor %}}"
            ),
            ":1:1",
            "64 MB",
        ),
    ];
    for (template, place, words) in cases {
        refused(&theme(template), &format!("{at}{place}"), words);
    }
}

#[test]
fn what_counts_the_work_of_a_theme_changes_nothing_else() {
    // Signs of templates in comments, texts and what is not a template; places of mistakes.
    let template = "{# {% for x in y %} #}{% raw %}{% set z = 1 %}{{ z }}{% endraw %}{% set a = \"%}\" ~ `in` %}{% set b | upper %}due{% endset -%}\n{% for key, value in {\"it\": 3} if_none %}{% endfor %}";
    refused_template(template, ":2:32");
    let template = template
        .replace(" if_none", "")
        .replace("{% endfor %}", "{{ key }}{{ value }}{{ a }}{{ b }}{{ nulla }}{% endfor %}");
    refused_template(&template, ":2:71");
    let site = theme(&template.replace("{{ nulla }}", "{% set c = ente.nulla or \"\" %}{{ c }}"));
    assert!(site.run().clean().page("404.html").contains("{% set z = 1 %}{{ z }}it3%}inDUE"));
}

#[track_caller]
fn refused_template(template: &str, place: &str) {
    let run = theme(template).run();
    assert_eq!(run.findings(), [format!("broken-template {TEMPLATE}{place}")], "{}", run.report());
}
