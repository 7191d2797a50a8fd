//! A shortened web address: nobody can see where it leads.

use crate::catalog::Catalog;
use crate::check::passages::Passage;
use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = crate::rule!("shortened-address", run);

fn run(context: &Context<'_>, report: &mut Report) {
    // An account's own address is refused already where it is no address of the platform.
    for passage in context.passages().iter().filter(|passage| passage.path != "accounts.accounts.url") {
        for (span, host) in shortened(passage, context.catalog) {
            report.push_once(
                Diagnostic::new(
                    Level::Warning,
                    RULE.name,
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
    let found = passage.text.match_indices("https://").filter_map(|(at, scheme)| {
        let rest = &passage.text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c)).unwrap_or(rest.len());
        let host = rest[scheme.len()..end].split(['/', '?', '#']).next().unwrap_or_default();
        let is_short = catalog.is_shortener(host);
        is_short.then(|| (passage.span.part(at..at + rest[..end].trim_end_matches('.').len()), host))
    });
    found.collect()
}
