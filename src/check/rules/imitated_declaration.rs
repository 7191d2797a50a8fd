//! A page on accessibility that speaks as the official declaration does: only the form may say how conforming a site is.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!("imitated-declaration", run);

/// The form's own words.
const WORDS: [&str; 9] = [
    "parzialmente conforme",
    "non conforme",
    "totalmente conforme",
    "pienamente conforme",
    "conforme ai requisiti",
    "stato di conformita",
    "partially conformant",
    "partially compliant",
    "compliance status",
];

fn run(context: &Context<'_>, report: &mut Report) {
    for (_, page) in context.pages().filter(|(document, _)| document.key == "accessibilita") {
        for phrase in WORDS {
            for found in page.find_words(phrase) {
                // "La dichiarazione dice se il sito è conforme" explains the declaration, it is none.
                let sentence = &page.plain[page.sentence(found.start)];
                if sentence.contains("la dichiarazione dice") || sentence.contains(" se ") {
                    continue;
                }
                let span = page.place(&found);
                let written = context.sources.slice(span);
                let finding = Diagnostic::new(
                    Level::Warning,
                    RULE.name,
                    span,
                    say!(
                        "«{written}» è una frase della dichiarazione, che si fa solo su form.agid.gov.it",
                        "“{written}” belongs to the declaration, which is made only at form.agid.gov.it"
                    ),
                )
                .hint(say!(
                    "togli la frase: la pagina porta già alla dichiarazione con «dichiarazione:» di site.yaml",
                    "remove the sentence: the page leads to the declaration by “dichiarazione:” of site.yaml"
                ));
                report.push(context.citing(finding, "l-4-2004-3-quater"));
            }
        }
    }
}
