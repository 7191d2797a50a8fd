//! Waivers: a warning is set aside with a reason and for a time, an error never.

use crate::harness::{Folder, Run};
use limpido::diagnostic::{Locale, summary};

/// A site whose licence forbids earning money, with a waiver.
fn waived(waiver: &str) -> Run {
    let site = Folder::minimal().replace("site.yaml", "by/4.0/deed.it\"", "by/4.0/deed.it\", commercial_use: false");
    let text = site.text("site.yaml").to_owned();
    site.file("site.yaml", format!("{text}waivers:\n  - {waiver}\n")).run()
}

#[test]
fn a_waived_warning_is_counted_and_stops_nothing() {
    let run = waived("{ rule: licence-closed, because: Si cambia a gennaio., until: 2027-01-31 }").clean();
    assert_eq!(summary(run.raw(), Locale::It), "0 errori, 0 avvisi, 0 consigli, 1 deroga");
    assert!(run.raw().is_clear(true));
}

#[test]
fn a_waiver_holds_only_in_its_place() {
    let here = "{ rule: licence-closed, because: Si cambia., until: 2027-01-31, place: \"site.yaml#licence\" }";
    waived(here).clean();
    let elsewhere = "{ rule: licence-closed, because: Si cambia., until: 2027-01-31, place: accounts.yaml }";
    assert_eq!(waived(elsewhere).findings(), ["licence-closed site.yaml:13:105", "waiver-unused site.yaml:15:13"]);
}

#[test]
fn after_its_day_the_finding_is_back() {
    let run = waived("{ rule: licence-closed, because: Si cambia., until: 2026-11-21 }");
    assert_eq!(run.findings(), ["licence-closed site.yaml:13:105", "waiver-expired site.yaml:15:57"]);
}

#[test]
fn an_error_cannot_be_waived() {
    let site = Folder::minimal().replace("site.yaml", "form.agid.gov.it", "www.comune.prova.example");
    let text = site.text("site.yaml").to_owned();
    let waiver = "waivers:\n  - { rule: declaration-address, because: Arriva., until: 2027-01-31 }\n";
    let run = site.file("site.yaml", format!("{text}{waiver}")).run();
    assert_eq!(run.findings(), ["declaration-address site.yaml:12:33", "waiver-unused site.yaml:15:13"]);
    assert!(run.report().contains("un errore non si può derogare"), "{}", run.report());
}
