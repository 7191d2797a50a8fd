//! The defects found in five real policies, each in a small invented site: a rule finds it at its line.

use crate::harness::Folder;

/// What is wrong, the site, and the finding.
fn defects() -> Vec<(&'static str, Folder, &'static str)> {
    let site = Folder::minimal;
    vec![
        (
            "an account without an address",
            site().file("accounts.yaml", "accounts:\n  - { platform: facebook, name: Città di Prova }\n"),
            "account-without-address accounts.yaml:2",
        ),
        ("no act", site().file("acts.yaml", "acts: []\n"), "missing-requirement acts.yaml:1"),
        (
            "sanctions that refer to conditions that are nowhere",
            site().replace("moderation.yaml", "rules:\n  - { id: insulti, text: Non insultare nessuno. }\n", "").file(
                "it/moderazione.md",
                "---\ntitle: Regole\n---\n\nIn caso di violazione delle predette condizioni blocchiamo l’utente.\n",
            ),
            "dangling-conditions it/moderazione.md:5",
        ),
        (
            "no RPD",
            site().replace("site.yaml", "  rpd: { email: rpd@comune.prova.example }\n", ""),
            "missing-requirement site.yaml",
        ),
        (
            "a contact that only a script shows",
            site().file(
                "it/contatti.md",
                "---\ntitle: Contatti\n---\n\nQuesto indirizzo email è protetto dagli spambots.\n",
            ),
            "unreadable-contact it/contatti.md:5",
        ),
        (
            "legitimate interests of a public body",
            site().replace("informative.yaml", "basis: public-task", "basis: legitimate-interests"),
            "legal-basis informative.yaml",
        ),
        (
            "portability for a public task",
            site().replace("informative.yaml", "rights: [", "rights: [portability, "),
            "portability-promised informative.yaml",
        ),
        (
            "a retention with a least and no most",
            site().replace("informative.yaml", "months: 12", "at_least_months: 12"),
            "retention-vague informative.yaml",
        ),
        (
            "a name that the platform no longer has",
            site().file("it/contatti.md", "---\ntitle: Contatti\n---\n\nSiamo anche su Twitter.\n"),
            "obsolete-name it/contatti.md:5",
        ),
        (
            "a person without an end of term",
            site().replace("accounts.yaml", "manager: { office: urp }", "manager: { person: { name: Ada Esempio } }"),
            "person-without-end accounts.yaml",
        ),
        (
            "one-way, and yet it takes requests",
            site().replace(
                "accounts.yaml",
                "manager: { office: urp }",
                "manager: { office: urp }\n    direction: one-way\n    requests: welcome",
            ),
            "contradictory-service accounts.yaml",
        ),
        (
            "no declaration of accessibility",
            site().replace("site.yaml", "accessibility: { dichiarazione: \"https://form.agid.gov.it/view/0\" }\n", ""),
            "missing-requirement site.yaml",
        ),
        (
            "no appeal",
            site().replace("moderation.yaml", "appeal: { office: urp, answer_days: 30 }\n", ""),
            "missing-requirement moderation.yaml",
        ),
        (
            "non-commercial reuse beside open data",
            site().replace(
                "site.yaml",
                "licence: { name: CC BY 4.0,",
                "licence: { name: CC BY-NC 4.0, commercial_use: false,",
            ),
            "licence-closed site.yaml",
        ),
    ]
}

#[test]
fn every_defect_is_found_where_it_is() {
    for (what, folder, expected) in defects() {
        let run = folder.run();
        assert!(run.findings().iter().any(|found| found.starts_with(expected)), "{what}: {expected}\n{}", run.report());
    }
}
