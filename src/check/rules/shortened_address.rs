//! A shortened web address: nobody can see where it leads.

use crate::catalog::Catalog;
use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::ShortenedAddress, run };

const SCHEME: &str = "https://";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    // An account's own address is refused already where it is no address of the platform.
    for passage in context.passages().iter().filter(|passage| passage.path != "accounts.accounts.url") {
        inspection.at(passage);
        for (span, host) in shortened(passage, context.catalog) {
            inspection.push_once(
                Diagnostic::new(
                    RULE.key,
                    span,
                    say!(
                        "indirizzo abbreviato ({host}): non si vede dove porta",
                        "shortened address ({host}): where it leads cannot be seen"
                    ),
                )
                .hint(say!(
                    "aprilo e scrivi l'indirizzo intero della pagina a cui arriva",
                    "open it and write the whole address of the page that it leads to"
                )),
            );
        }
    }
}

/// The shortened addresses of a text, without signs that follow them.
fn shortened<'a>(passage: &Passage<'a>, catalog: &Catalog) -> Vec<(Span, &'a str)> {
    let ends = |c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c);
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = passage.text[from..].find(SCHEME).map(|at| from + at) {
        from = at + SCHEME.len();
        let host = passage.text[from..].split(|c| ends(c) || "/?#".contains(c)).next().unwrap_or_default();
        if catalog.is_shortener(host) {
            // What follows in one piece belongs to the same address.
            from = passage.text[from..].find(ends).map_or(passage.text.len(), |end| from + end);
            let end = at + passage.text[at..from].trim_end_matches('.').len();
            found.push((passage.span.part(at..end), host));
        }
    }
    found
}
