//! A place that somebody meant to fill in and did not.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Report};
use crate::say;
use crate::source::yaml::{Kind, Node};
use crate::source::{SourceId, Span};

pub(super) const RULE: Rule = crate::rule!("placeholder-left", run);

/// What people write to come back later. Words in capitals are looked for as they are, the others in any case.
const EXACT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", "DA COMPILARE"];
const ANY_CASE: [&str; 7] =
    ["lorem ipsum", "[inserire", "[nome", "[indirizzo", "<nome", "da compilare]", "nome dell'ente]"];

fn run(context: &Context<'_>, report: &mut Report) {
    for tree in context.site.trees.values() {
        look(tree, context, report);
    }
    for document in &context.site.documents {
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for (at, length) in found_in(text) {
            report.push(finding(document.source, at, length, context));
        }
    }
}

fn look(node: &Node, context: &Context<'_>, report: &mut Report) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| look(item, context, report)),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| look(value, context, report)),
        Kind::Scalar { .. } => {
            let written = context.sources.slice(node.span);
            for (at, length) in found_in(written) {
                report.push(finding(node.span.source, node.span.start as usize + at, length, context));
            }
        }
        Kind::Empty => {}
    }
}

fn found_in(text: &str) -> Vec<(usize, usize)> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, found): &(usize, &str)| {
        !is_word(text[..*at].chars().next_back()) && !is_word(text[at + found.len()..].chars().next())
    };
    let exact =
        EXACT.iter().flat_map(|word| text.match_indices(word)).filter(whole).map(|(at, found)| (at, found.len()));
    let lower = text.to_ascii_lowercase();
    let any_case: Vec<_> =
        ANY_CASE.iter().flat_map(|word| lower.match_indices(word)).map(|(at, found)| (at, found.len())).collect();
    exact.chain(any_case).collect()
}

fn finding(source: SourceId, at: usize, length: usize, context: &Context<'_>) -> Diagnostic {
    let span = Span::new(source, at..at + length);
    let written = context.sources.slice(span);
    Diagnostic::error(
        RULE.name,
        span,
        say!("«{written}» è rimasto da compilare", "“{written}” was left to be filled in"),
    )
    .hint(say!("scrivi il testo vero, o togli la frase", "write the real text, or remove the sentence"))
}
