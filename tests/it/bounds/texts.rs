//! Texts that keep a program busy, each as long as asked.

use crate::harness::Folder;

/// A site whose time of work must grow as its text does.
pub struct Text {
    /// Its name, which is a folder's too.
    pub name: &'static str,
    /// The size at which its work is more than that of the site around it.
    pub size: usize,
    /// Makes the site.
    pub site: fn(usize) -> Folder,
    /// The rules that find something, in the order of the alphabet; nothing else may be found.
    pub found: &'static [&'static str],
}

const fn text(name: &'static str, size: usize, make: fn(usize) -> Folder, found: &'static [&'static str]) -> Text {
    Text { name, size, site: make, found }
}

/// A page whose prose is a text, many times.
fn many(piece: &str, count: usize) -> Folder {
    page(&piece.repeat(count))
}

/// A page whose prose is made of numbered pieces.
fn each(count: usize, piece: impl Fn(usize) -> String) -> Folder {
    page(&numbered(count, piece))
}

pub fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

pub fn page(prose: &str) -> Folder {
    Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n{prose}\n"))
}

/// Adds numbered pieces at the end of a file of the minimal site, or after a line of it.
fn longer(file: &str, after: &str, count: usize, piece: impl Fn(usize) -> String) -> Folder {
    let more = numbered(count, piece);
    Folder::minimal().replace(file, after, &format!("{after}{more}"))
}

fn accounts(count: usize, more: impl Fn(usize) -> String) -> Folder {
    let account = |n: usize| {
        let more = more(n);
        format!(
            "  - {{ platform: facebook, handle: comune.prova{n}, name: Prova {n}, purpose: Notizie., manager: {{ office: urp }}{more} }}\n"
        )
    };
    longer("accounts.yaml", "manager: { office: urp }\n", count, account)
}

const RULES: &str = "rules:\n";
const STEPS: &str = "steps:\n";

/// All of them; the comments say what each once made slow, or what it must not make slow.
pub const TEXTS: &[Text] = &[
    // Markdown: what the parser looks for again and again.
    text("asterischi", 3_000, |n| many("*a_ **b*c_d__ ", n), &["long-sentence", "markup-left"]),
    text("parentesi-quadre", 20_000, |n| page(&format!("{}a{}", "[".repeat(n), "]".repeat(n))), &["markup-left"]),
    text("collegamenti-aperti", 3_500, |n| many("[a](<b [c](d \"e ", n), &["long-sentence", "markup-left"]),
    text("minori", 2_500, |n| many("a < b <!-- <? <![CDATA[ ", n), &[]),
    text("apici-inversi", 2_000, |n| each(n, |n| "`".repeat(n % 60 + 1) + " a "), &["long-sentence", "markup-left"]),
    text("entita", 3_500, |n| many("&amp; &#x; &nulla ", n), &["hard-to-read", "markup-left"]),
    text("indirizzi-nudi", 550, |n| many("https://a.example/ www.b.example c@d.example ", n), &["long-sentence"]),
    text("definizioni", 1_000, |n| each(n, |n| format!("[x{n}]: https://a.example/{n}\n")), &["unused-link"]),
    text(
        "rimandi",
        1_500,
        |n| {
            let links = numbered(n, |n| format!("[x{n}] "));
            let definitions = numbered(n, |n| format!("[x{n}]: https://a.example/{n}\n"));
            page(&format!("{links}\n\n{definitions}"))
        },
        &["hard-to-read", "long-sentence"],
    ),
    text(
        "note",
        1_500,
        |n| {
            let references = numbered(n, |n| format!("parola[^{n}] "));
            let notes = numbered(n, |n| format!("[^{n}]: nota\n\n"));
            page(&format!("{references}\n\n{notes}"))
        },
        &["hard-to-read", "long-sentence"],
    ),
    text("elenchi-a-mano", 3_000, |n| many("• voce\n", n), &[]),
    // Each sign was read on to the end of the text.
    text("segni", 2_500, |n| many("&a *b [^c ](d {#e $f ", n), &["long-sentence", "markup-left"]),
    text("indirizzi-tra-parentesi", 200, |n| many("(WWW.", n), &[]),
    text("citazioni", 6_000, |n| many("> a\n", n), &[]),
    text("elenchi", 5_000, |n| many("- a\n", n), &[]),
    text("blocchi-di-lingua", 2_000, |n| many("::: en\na\n:::\n\n", n), &[]),
    text(
        "tabella-larga",
        3_000,
        |n| page(&format!("|{}\n|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n), "b|".repeat(n))),
        &[],
    ),
    text("tabella-lunga", 4_000, |n| page(&format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n))), &[]),
    text("riga-lunga", 200_000, |n| many("a", n), &[]),
    text("righe-vuote", 100_000, |n| many("\n", n), &[]),
    // Anchors of headings with the same words were counted from the first one on.
    text("titoli-uguali", 2_000, |n| many("## Sezione\n\n", n), &[]),
    text("titoli-diversi", 3_000, |n| each(n, |n| format!("## Sezione {n}\n\n")), &[]),
    // The place of each repeated anchor was looked for among all headings.
    text("ancore-ripetute", 1_500, |n| many("## Sezione {#a}\n\n", n), &["duplicate-anchor"]),
    // Pages, files and places were looked for one by one, and for what was not there the nearest name among all.
    text("collegamenti", 2_000, |n| many("[la cancellazione](oblio.md) ", n), &["hard-to-read", "long-sentence"]),
    text(
        "collegamenti-ad-ancore",
        1_000,
        |n| {
            let links = numbered(n, |n| format!("[parte](oblio.md#parte-{n}) "));
            let parts = numbered(n, |n| format!("## Parte {n}\n\n"));
            page(&links).file("it/oblio.md", format!("---\ntitle: Oblio\n---\n{parts}"))
        },
        &["hard-to-read", "long-sentence"],
    ),
    text(
        "collegamenti-a-nessuna-ancora",
        1_000,
        |n| each(n, |n| format!("[parte](#parte-{n}) ")),
        &["broken-link", "hard-to-read", "long-sentence"],
    ),
    text(
        "collegamenti-a-nessuna-pagina",
        1_000,
        |n| each(n, |n| format!("[quella scheda](nessuna{n}.md) ")),
        &["broken-link", "hard-to-read", "long-sentence"],
    ),
    text(
        "collegamenti-a-file",
        1_000,
        |n| {
            let links = numbered(n, |n| format!("[atto {n}](../files/a{n}.txt) "));
            (0..n).fold(page(&links), |site, n| site.file(&format!("files/a{n}.txt"), "a\n"))
        },
        &["long-sentence"],
    ),
    // The end of a variable was looked for from every beginning.
    text("graffe-aperte", 40_000, |n| many("{{", n), &["markup-left"]),
    text("graffe-aperte-su-righe", 7_000, |n| many("{{ a\n", n), &["long-sentence", "markup-left"]),
    text("graffe-chiuse-in-fondo", 40_000, |n| page(&format!("{}\n\n}}}}", "{{".repeat(n))), &["markup-left"]),
    text("variabili", 4_000, |n| many("{{ ente.name }} ", n), &["hard-to-read", "long-sentence"]),
    text("variabili-sbagliate", 1_500, |n| many("{{ ente.nome }} ", n), &["unknown-variable"]),
    text("variabili-con-spazi", 600, |n| many("{{ ente nome }} ", n), &["unknown-variable"]),
    text("variabili-nel-codice", 3_000, |n| many("`{{ ente.name }}` ", n), &["hard-to-read", "long-sentence"]),
    // Long words and sentences were read again for each word that a rule looks for in them.
    text("parola-senza-fine", 500, |n| many("twitter/", n), &["long-sentence", "obsolete-name"]),
    text("condizioni-senza-fine", 500, |n| many("predetti/", n), &["long-sentence"]),
    text("indirizzo-senza-fine", 5_000, |n| many("https://", n), &[]),
    text("indirizzo-breve-senza-fine", 5_000, |n| many("https://bit.ly/", n), &["shortened-address"]),
    text("comune-di-comune", 2_000, |n| many("Comune di ", n), &["hard-to-read", "long-sentence"]),
    text("altri-comuni", 450, |n| each(n, |n| format!("Nel Comune di Abc{n} no. ")), &["other-ente"]),
    text(
        "altra-lingua",
        450,
        |n| {
            each(n, |n| {
                format!("this is the text number {n} of the page and it is not in the language of the site\n\n")
            })
        },
        &["unmarked-language"],
    ),
    text("consensi", 350, |n| many("Continuando la navigazione acconsenti ai cookie. ", n), &["consent-by-use"]),
    text(
        "collegamenti-vaghi",
        500,
        |n| many("[qui](https://a.example/) ", n),
        &["long-sentence", "unmarked-language", "vague-link"],
    ),
    text("da-compilare", 1_500, |n| many("TODO ", n), &["hard-to-read", "long-sentence", "placeholder-left"]),
    // YAML.
    text(
        "yaml-profondo",
        4_000,
        |n| Folder::minimal().file("acts.yaml", format!("acts: {}{}\n", "[".repeat(n), "]".repeat(n))),
        &["too-large"],
    ),
    text(
        "yaml-campi",
        400,
        |n| longer("acts.yaml", "in_force: 2026-03-01\n", n, |n| format!("k{n}: a\n")),
        &["unknown-field"],
    ),
    text(
        "yaml-campi-ripetuti",
        1_000,
        |n| longer("acts.yaml", "in_force: 2026-03-01\n", n, |_| "k: a\n".to_owned()),
        &["duplicate-field", "unknown-field"],
    ),
    text(
        "yaml-rimandi",
        400,
        |n| longer("acts.yaml", "in_force: 2026-03-01\n", n, |n| format!("k{n}: &a{n} [*a{n}, *a{n}]\n")),
        &["unknown-field", "yaml-alias"],
    ),
    text(
        "yaml-testo",
        40_000,
        |n| longer("moderation.yaml", "response: Rispondiamo appena possibile.", n, |_| "\n  a".to_owned()),
        &["long-sentence"],
    ),
    text(
        "yaml-virgolette-aperte",
        200_000,
        |n| Folder::minimal().file("acts.yaml", format!("a: \"{}", "b ".repeat(n))),
        &["yaml-syntax"],
    ),
    // Records: what one refers to was looked for among all others, and pages showed lists beside each other.
    text("account", 85, |n| accounts(n, |_| String::new()), &[]),
    text(
        "account-ripetuti",
        80,
        |n| {
            longer("accounts.yaml", "manager: { office: urp }\n", n, |_| {
                "  - { platform: facebook, handle: comune.prova.example, name: Prova, purpose: Notizie., manager: { office: urp } }\n".to_owned()
            })
        },
        &["duplicate-account"],
    ),
    text("account-di-settori", 90, |n| accounts(n, |n| format!(", unit: Settore {n}")), &[]),
    text(
        "account-di-uffici-che-mancano",
        80,
        |n| {
            longer("accounts.yaml", "manager: { office: urp }\n", n, |n| {
                format!(
                    "  - {{ platform: facebook, handle: comune.prova{n}, name: Prova, purpose: Notizie., manager: {{ office: ufficio{n}, person: {{ name: Ada Bo }} }} }}\n"
                )
            })
        },
        &["person-without-end", "unknown-reference"],
    ),
    text("servizi", 100, |n| accounts(n, |_| ", subscribe: { steps: [\"Apri, poi puoi uscire.\"] }".to_owned()), &[]),
    text(
        "uffici",
        400,
        |n| {
            longer("site.yaml", "  offices:\n", n, |n| {
                format!("    u{n}: {{ name: Ufficio {n}, email: urp@comune.prova.example }}\n")
            })
        },
        &[],
    ),
    text(
        "regole-e-passi",
        300,
        |n| {
            let rules = numbered(n, |n| format!("  - {{ id: r{n}, text: Non insultare. }}\n"));
            let steps = numbered(n, |n| format!("  - {{ kind: removal, text: Togliamo., rules: [r{n}] }}\n"));
            let site = Folder::minimal().replace("moderation.yaml", RULES, &format!("{RULES}{rules}"));
            site.replace("moderation.yaml", STEPS, &format!("{STEPS}{steps}"))
        },
        &[],
    ),
    text(
        "norme",
        400,
        |n| {
            let norme = "l-150-2000-1, ".repeat(n);
            Folder::minimal().replace("informative.yaml", "norme: [", &format!("norme: [{norme}"))
        },
        &[],
    ),
    text(
        "norme-che-mancano",
        200,
        |n| {
            let norme = numbered(n, |n| format!("legge-{n}, "));
            Folder::minimal().replace("informative.yaml", "norme: [", &format!("norme: [{norme}"))
        },
        &["unknown-reference"],
    ),
    text(
        "deroghe",
        200,
        |n| {
            let waiver = "  - { rule: vague-link, because: Si capisce., until: 2026-12-31, place: it/contatti.md }\n";
            many("[qui](https://a.example/) ", n).replace(
                "site.yaml",
                "licence:",
                &format!("waivers:\n{}licence:", waiver.repeat(n)),
            )
        },
        &["unmarked-language", "waiver-unused"],
    ),
    // Every page was looked for among all.
    text(
        "pagine",
        100,
        |n| {
            (0..n).fold(Folder::minimal(), |site, n| {
                site.file(&format!("it/p{n}.md"), format!("---\ntitle: Pagina {n}\n---\n[a](oblio.md)\n"))
            })
        },
        &[],
    ),
    text(
        "pagine-interne",
        100,
        |n| {
            (0..n).fold(Folder::minimal(), |site, n| {
                site.file(
                    &format!("it/p{n}.md"),
                    format!("---\ntitle: Pagina {n}\nvisibility: internal\n---\nUna parola.\n"),
                )
            })
        },
        &[],
    ),
];
