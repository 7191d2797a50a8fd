//! The page for the RPD: every check with its outcome, so that what was not found can be told from what was not looked for.

use crate::harness::{Folder, Run, TODAY};
use limpido::diagnostic::{Locale, json};
use limpido::evidence::{self, Subject, SubjectKind};

fn page(run: &Run, locale: Locale) -> String {
    let built = &run.built;
    let subject = Subject {
        folder: "enti/prova".to_owned(),
        kind: SubjectKind::Site(built.findings().ente.as_deref()),
        looks: &built.findings().looks,
        pages: &built.findings().pages,
        report: &built.findings().report,
        sources: &built.findings().sources,
    };
    evidence::page(&[subject], TODAY, locale).unwrap()
}

/// What the page says under a heading or a table's title, up to the next one.
fn under<'a>(page: &'a str, title: &str) -> &'a str {
    let heading = ["h3", "caption"].iter().find_map(|kind| page.find(&format!(">{title}</{kind}>")));
    let at = heading.unwrap_or_else(|| panic!("no {title} in {page}"));
    let rest = &page[at..];
    let ends = ["<h3", "<caption", "<details", "</main>"].iter().filter_map(|end| rest.find(end));
    &rest[..ends.min().unwrap()]
}

#[test]
fn each_outcome_is_told_from_the_others() {
    let waivers = "waivers:\n  - { rule: licence-closed, because: Si cambia a gennaio., until: 2027-01-31 }\n";
    let site = Folder::minimal()
        .replace("site.yaml", "by/4.0/deed.it\"", "by/4.0/deed.it\", commercial_use: false")
        .replace("site.yaml", "form.agid.gov.it", "www.comune.prova.example");
    let text = format!("{}{waivers}", site.text("site.yaml"));
    let run = site.file("site.yaml", text).run();
    let page = page(&run, Locale::It);
    let places = [
        ("Da correggere", "declaration-address"),
        ("In deroga", "licence-closed"),
        ("Letto, senza trovare nulla di contrario", "duplicate-account"),
        ("Non si applica", "closed-without-date"),
    ];
    for (title, rule) in places {
        for (other, _) in places {
            let is_there = under(&page, other).contains(&format!("<code>{rule}</code>"));
            assert_eq!(is_there, other == title, "{rule} under {other}");
        }
    }
    let found = under(&page, "Da correggere");
    assert!(found.contains("<code>site.yaml:12:33</code>") && found.contains("Come si corregge"), "{found}");
    assert!(under(&page, "In deroga").contains("Deroga fino al 2027-01-31: Si cambia a gennaio."), "{page}");
    assert!(page.contains("No: ci sono errori"), "{page}");
    assert!(!page.contains("a posto"), "what holds is said in its own words");
}

/// A rule that walks a list does not meet an entry that was refused: the page counts what was read, and says that not all was.
#[test]
fn what_could_not_be_read_is_not_counted_as_read() {
    let title = "Letto, senza trovare nulla di contrario";
    let counted = |page: &str| {
        let read = under(page, title);
        let at = read.find("<code>duplicate-account</code>").unwrap();
        let before = &read[..at];
        before[before.rfind(": ").unwrap() + 2..].trim().parse::<usize>().unwrap()
    };
    let whole = page(&Folder::demo().run(), Locale::It);
    let refused = Folder::demo().replace("accounts.yaml", "\naccounts:\n", "\naccounts:\n  - uno\n");
    let refused = page(&refused.run(), Locale::It);
    assert_eq!(counted(&whole), counted(&refused), "an entry that was refused is counted");
    let warns = |page: &str| {
        under(page, title).contains("ciò che non si è potuto leggere non è tra le frasi e le voci contate qui")
    };
    assert!(!warns(&whole) && warns(&refused), "{refused}");
}

#[test]
fn what_holds_is_shown_in_the_words_of_the_site() {
    let run = Folder::demo().run().clean();
    let base = "base_url: https://social.comune.borgochiaro.example\n";
    let with_address = format!("{}{base}", Folder::demo().text("site.yaml"));
    let addressed = Folder::demo().file("site.yaml", with_address).run();
    let page = page(&run, Locale::It);
    let held = under(&page, "Che cosa vale");
    for said in [
        "L&#39;informativa dice quali dati si trattano.",
        "Nome utente, immagine e parti pubbliche del profilo.",
        "<code>informative.yaml:",
        "answer_days: 30",
        "Pagina: Informativa privacy",
    ] {
        assert!(held.contains(said), "{said} in {held}");
    }
    let page = self::page(&addressed, Locale::It);
    assert!(page.contains("href=\"https://social.comune.borgochiaro.example/informativa-privacy.html\""), "{page}");
}

#[test]
fn of_what_could_not_be_read_nobody_says_that_it_holds() {
    let site = Folder::demo().replace("informative.yaml", "months: 24", "months: forse");
    let page = page(&site.run(), Locale::It);
    assert!(under(&page, "Non si può dire").contains("<code>retention-vague</code>"), "{page}");
    assert!(!under(&page, "Letto, senza trovare nulla di contrario").contains("retention-vague"), "{page}");
    assert!(under(&page, "Non si applica").contains("può cambiare"), "{page}");
}

#[test]
fn the_dpo_has_room_to_conclude_and_to_sign() {
    let run = Folder::demo().run().clean();
    let page = page(&run, Locale::It);
    for said in ["Conclusioni del responsabile della protezione dei dati", "Firma", "Versione dei testi"] {
        assert!(page.contains(said), "{said}");
    }
    // The version changes with one letter of one file.
    let version = |page: &str| page.split("Versione dei testi</dt><dd><code>").nth(1).unwrap()[..16].to_owned();
    let other = Folder::demo().replace("it/premessa.md", "title:", "title: ").run();
    assert_ne!(version(&page), version(&self::page(&other, Locale::It)));
}

#[test]
fn what_a_page_must_say_has_a_row_with_its_norma() {
    let run = Folder::demo().run().clean();
    let page = page(&run, Locale::En);
    let requirement =
        run.built.findings().looks.iter().find(|look| look.asked.is_some() && look.norma().is_some()).unwrap();
    let (norma, url) = requirement.norma().unwrap();
    let at = page.find(requirement.what().in_locale(Locale::En).split('`').next().unwrap()).unwrap();
    let row = &page[at..at + page[at..].find("</tr>").unwrap()];
    assert!(row.contains(norma.in_locale(Locale::En)), "{row}");
    assert!(row.contains(url.as_deref().unwrap()), "{row}");
}

#[test]
fn files_are_named_by_their_hash_and_nothing_else_is() {
    let run = Folder::minimal().file("accounts.yaml", "edition: 1\naccounts: []\n").run();
    let page = page(&run, Locale::It);
    // printf 'edition: 1\naccounts: []\n' | sha256sum
    let line =
        "<code>8233f7e7d0817b5e9bcadee1b6ce0cf34f7c0013490705374c3bf9fa39184645</code> <code>accounts.yaml</code>";
    assert!(page.contains(line), "{page}");
    assert!(!page.contains("platforms/"), "what the program carries is not the ente's");
}

#[test]
fn text_of_authors_is_escaped() {
    let name = "Comune di <script>alert(1)</script>";
    let site = Folder::minimal();
    let text = site.text("site.yaml").replacen("Comune di Prova", name, 1);
    let page = page(&site.file("site.yaml", text).run(), Locale::It);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("Comune di &lt;script&gt;"), "{page}");
}

#[test]
fn a_folder_without_a_site_has_a_page_too() {
    let run = Folder::minimal().without("site.yaml").run();
    let page = page(&run, Locale::It);
    assert!(page.contains("<h2 id=\"s1\">enti/prova</h2>"), "{page}");
    assert!(under(&page, "Da correggere").contains("<li class=\"error\">"), "{page}");
}

#[test]
fn json_tells_what_was_waived_and_why() {
    let site = Folder::minimal().replace("site.yaml", "by/4.0/deed.it\"", "by/4.0/deed.it\", commercial_use: false");
    let waivers = "waivers:\n  - { rule: licence-closed, because: Si cambia a gennaio., until: 2027-01-31 }\n";
    let text = format!("{}{waivers}", site.text("site.yaml"));
    let built = site.file("site.yaml", text).run().built;
    let found = built.into_parts().findings;
    let report: serde_json::Value = serde_json::from_str(&json(&[(found.report, found.sources)], Locale::It)).unwrap();
    assert_eq!(report["counts"]["waived"], 1);
    assert_eq!(report["waived"][0]["because"], "Si cambia a gennaio.");
    assert_eq!(report["waived"][0]["until"], "2027-01-31");
    assert_eq!(report["waived"][0]["rule"], "licence-closed", "{}", report["waived"]);
}
