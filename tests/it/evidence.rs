//! The page for the RPD: every check with its outcome, so that what was not found can be told from what was not looked for.

use crate::harness::{Folder, Run, TODAY};
use limpido::diagnostic::{Locale, json};
use limpido::evidence::{self, Kind, Subject};

fn page(run: &Run, locale: Locale) -> String {
    let built = &run.built;
    let subject = Subject {
        folder: "enti/prova".to_owned(),
        kind: Kind::Site(built.findings().ente.as_deref()),
        looks: &built.findings().looks,
        report: &built.findings().report,
        sources: &built.findings().sources,
    };
    evidence::page(&[subject], TODAY, locale).unwrap()
}

/// The row of a rule, or of a requirement by the words that it looks for.
fn row<'a>(page: &'a str, of: &str) -> &'a str {
    let at = page.find(of).unwrap_or_else(|| panic!("no {of} in {page}"));
    let start = page[..at].rfind("<tr").unwrap();
    &page[start..start + page[start..].find("</tr>").unwrap()]
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
    let holds = row(&page, "<code>duplicate-account</code>");
    assert!(holds.starts_with("<tr class=\"holds\">") && holds.contains("a posto"), "{holds}");
    let found = row(&page, "<code>declaration-address</code>");
    assert!(found.starts_with("<tr class=\"found\">"), "{found}");
    assert!(found.contains("<code>site.yaml:12:33</code> errore: "), "{found}");
    let waived = row(&page, "<code>licence-closed</code>");
    assert!(waived.starts_with("<tr class=\"waived\">"), "{waived}");
    assert!(waived.contains("Deroga fino al 2027-01-31: Si cambia a gennaio."), "{waived}");
    let not = row(&page, "<code>closed-without-date</code>");
    assert!(not.starts_with("<tr class=\"does-not-apply\">"), "{not}");
    assert!(page.contains("No: ci sono errori"), "{page}");
}

#[test]
fn what_a_page_must_say_has_a_row_with_its_norma() {
    let run = Folder::demo().run().clean();
    let page = page(&run, Locale::En);
    let requirement =
        run.built.findings().looks.iter().find(|look| look.asked.is_some() && look.norma().is_some()).unwrap();
    let (norma, url) = requirement.norma().unwrap();
    let row = row(&page, requirement.what().in_locale(Locale::En).split('`').next().unwrap());
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
    assert!(page.contains("Difetti trovati leggendo i file"), "{page}");
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
