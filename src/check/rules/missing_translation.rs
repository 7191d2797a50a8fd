//! A short text that is not written in every language of the site: its readers get another language.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::yaml::{Node, NodeKind};

pub(super) const RULE: Rule = Rule { key: Key::MissingTranslation, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if context.site.languages.len() < 2 {
        return;
    }
    for tree in context.site.trees.values() {
        look(tree, context, inspection);
    }
}

/// A map whose keys are all languages is a text per language: no record of ours has such names.
fn look(node: &Node, context: &Context<'_>, inspection: &mut Inspection) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| look(item, context, inspection)),
        NodeKind::Map(entries) => {
            let is_language = |name: &str| context.languages.get(name).is_some();
            if entries.is_empty()
                || !entries
                    .iter()
                    .all(|(key, value)| is_language(&key.value) && matches!(value.kind, NodeKind::Scalar { .. }))
            {
                entries.iter().for_each(|(_, value)| look(value, context, inspection));
                return;
            }
            inspection.at(entries);
            let missing: Vec<&str> = context
                .site
                .languages
                .iter()
                .map(String::as_str)
                .filter(|lang| !entries.iter().any(|(key, _)| key.value == *lang))
                .collect();
            if let (Some((first, _)), false) = (entries.first(), missing.is_empty()) {
                let missing = missing.join(", ");
                inspection.push(
                    Diagnostic::new(
                        RULE.key,
                        first.span,
                        say!("questo testo manca in: {missing}", "this text is missing in: {missing}"),
                    )
                    .hint(say!(
                        "aggiungi una riga per ogni lingua: chi legge in quella lingua vede il testo di un'altra",
                        "add a line for each language: its readers see the text of another"
                    )),
                );
            }
        }
        _ => {}
    }
}
