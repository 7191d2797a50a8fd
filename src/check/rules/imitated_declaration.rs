//! A page that speaks as the official declaration does: only the form may say how conforming a site is.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ImitatedDeclaration, run };

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

/// What such a sentence is about, on a page that is not on accessibility.
const SUBJECT: [&str; 4] = ["accessibil", "4/2004", "2016/2102", "wcag"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    for (document, page) in context.pages() {
        inspection.at(page);
        for phrase in WORDS {
            for found in page.find_words(phrase) {
                // "La dichiarazione dice se il sito è conforme" explains the declaration, it is none.
                let sentence = &page.plain[page.sentence(found.start)];
                let explains = sentence.contains("la dichiarazione dice") || sentence.contains(" se ");
                // On other pages the words are common ones: «contenuto non conforme».
                if explains || document.key != "accessibilita" && !SUBJECT.iter().any(|word| sentence.contains(word)) {
                    continue;
                }
                let span = page.place(&found);
                let written = context.sources.slice(span);
                let finding = Diagnostic::new(
                    RULE.key,
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
                inspection.push(finding);
            }
        }
    }
}
