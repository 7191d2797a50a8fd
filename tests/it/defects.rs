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
            "a department given to the wrong ministry",
            site().file(
                "it/premessa.md",
                "---\ntitle: Policy\n---\n\nLe linee guida del Dipartimento della Funzione Pubblica del Ministero dell’Economia.\n",
            ),
            "wrong-authority it/premessa.md:5",
        ),
        (
            "the same in a reference",
            site().file(
                "acts.yaml",
                format!(
                    "{}references:\n  - title: Vademecum\n    organ: Dipartimento della Funzione Pubblica del Ministero dell'Economia\n",
                    site().text("acts.yaml")
                ),
            ),
            "wrong-authority acts.yaml:6",
        ),
        (
            "consent by use",
            site().replace(
                "informative.yaml",
                "    version:",
                "    cookies: Con l'utilizzo dei nostri servizi ci autorizzi a utilizzare i cookie.\n    version:",
            ),
            "consent-by-use informative.yaml:15",
        ),
        (
            "no transfer, beside a platform of another continent",
            site().replace(
                "informative.yaml",
                "Noi non portiamo i dati fuori dall'Unione europea., by_platforms: Le piattaforme possono farlo.",
                "I dati non sono trasferiti fuori dall'Unione europea.",
            ),
            "transfers-denied informative.yaml:7",
        ),
        (
            "only the national law",
            site().replace("informative.yaml", "    version:", "    how: Secondo il D.Lgs. 196/2003.\n    version:"),
            "only-national-privacy-law informative.yaml:15",
        ),
        (
            "a retention without a figure",
            site().replace("informative.yaml", "months: 12", "criterion: Per il tempo necessario"),
            "retention-vague informative.yaml:8",
        ),
        (
            "the wrong letter",
            site().replace(
                "informative.yaml",
                "norme: [l-150-2000-1]",
                "norme: [l-150-2000-1], grounds: \"Interesse pubblico (art. 6, comma 1, lett. c, del GDPR).\"",
            ).replace("informative.yaml", "basis: public-task", "basis: legal-obligation"),
            "legal-basis informative.yaml:5",
        ),
        (
            "an account that no notice covers",
            site().replace("informative.yaml", "social:", "biblioteca:"),
            "unknown-reference accounts.yaml:2",
        ),
        (
            "no procedure of erasure",
            site().replace("informative.yaml", "requests: { answer_days: 30, free: true, extension_days: 60, identity: Bastano nome e recapito. }\n", ""),
            "missing-requirement informative.yaml:1",
        ),
        (
            "a value of the demo",
            site().replace("site.yaml", "https://www.comune.prova.example", "https://www.comune.prova.it"),
            "placeholder-left site.yaml:7",
        ),
        (
            "a shortened address of an account",
            site().replace("accounts.yaml", "handle: comune.prova.example", "url: https://fb.me/comuneprova"),
            "not-an-account accounts.yaml:3",
        ),
        (
            "a personal profile",
            site()
                .replace("accounts.yaml", "handle: comune.prova.example", "url: https://www.linkedin.com/in/ada-esempio")
                .replace("accounts.yaml", "platform: facebook", "platform: linkedin"),
            "not-an-account accounts.yaml:3",
        ),
        (
            "sanctions that refer to conditions, after a platform's own",
            site()
                .replace("moderation.yaml", "rules:\n  - { id: insulti, text: Non insultare nessuno. }\n", "")
                .file(
                    "it/moderazione.md",
                    "---\ntitle: Regole\n---\n\nValgono le condizioni generali di contratto.\n\nChi viola le predette condizioni è bloccato.\n",
                ),
            "dangling-conditions it/moderazione.md:7",
        ),
        (
            "a controller in the person of the mayor",
            site().file(
                "it/informativa.md",
                "---\ntitle: Informativa\n---\n\nTitolare del trattamento: il Sindaco di Prova.\n",
            ),
            "titolare-is-a-person it/informativa.md:5",
        ),
        (
            "a passage in another language",
            site().file(
                "it/contatti.md",
                "---\ntitle: Contatti\n---\n\n- Scrivici.\n- You can also write to us in English, and we will answer you as soon as we can.\n",
            ),
            "unmarked-language it/contatti.md:6",
        ),
        (
            "a purpose without a law or act",
            site().replace("informative.yaml", ", norme: [l-150-2000-1]", ""),
            "basis-without-norma informative.yaml:5",
        ),
        (
            "a complaint to nobody in particular",
            site().replace("informative.yaml", "al Garante", "all'autorità"),
            "garante-not-named informative.yaml:10",
        ),
        (
            "a misspelt platform",
            site().replace("accounts.yaml", "platform: facebook", "platform: istagram"),
            "unknown-platform accounts.yaml:2",
        ),
        (
            "an address of a site that is not secure",
            site().replace("site.yaml", "https://www.comune", "http://www.comune"),
            "invalid-address site.yaml:6",
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

#[test]
fn whom_to_tell_of_an_obstacle_must_be_written() {
    let missing = "non è scritto a chi segnalare un ostacolo";
    let nobody = Folder::minimal().replace("site.yaml", "  email: protocollo@comune.prova.example\n", "");
    assert!(nobody.run().report().contains(missing));
    let somebody =
        nobody.replace("site.yaml", "contacts: { policy: urp }", "contacts: { policy: urp, accessibility: urp }");
    assert!(!somebody.run().report().contains(missing));
}
