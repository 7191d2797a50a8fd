//! A platform called by a name that it no longer has, or by a misspelt one.

use crate::catalog::{FormerNames, Platform};
use crate::check::passages::{Passage, plain, tells_of_the_past};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::ObsoleteName, run };

/// The frame of sentences that tell how things were.
const TOLD: &str = "racconta-il-passato";

/// Names of what is no platform of the catalogue, and what it is called now; nothing where it has ended.
const OTHERS: [(&str, &str); 5] = [
    ("google analitycs", "Google Analytics"),
    ("google analitics", "Google Analytics"),
    ("google plus", ""),
    ("google+", ""),
    ("periscope", ""),
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let obsolete = |platform: &Platform| -> Vec<(String, String)> {
        platform.obsolete_names.iter().map(|name| (plain(name), platform.name.value.clone())).collect()
    };
    let known = context.catalog.finders.obsolete_names.get_or_init(|| {
        let known = context.catalog.platforms.values().flat_map(obsolete);
        FormerNames::new(
            known.chain(OTHERS.iter().map(|(name, now)| ((*name).to_owned(), (*now).to_owned()))).collect(),
        )
    });
    let own: Vec<_> = context.site.own_platforms.values().flat_map(obsolete).collect();
    let own = (!own.is_empty()).then(|| FormerNames::new(own));
    for passage in context.passages().iter().filter(|passage| is_looked_at(passage)) {
        inspection.at(passage);
        let finders = std::iter::once(known).chain(&own);
        let found = finders.flat_map(|names| names.find(&passage.plain));
        for (range, now) in found.filter(|(range, _)| passage.is_whole(range)) {
            let written = passage.written(&range);
            if !passage.is_in_address(&written)
                && !is_history(&passage.plain[..range.start], now)
                && !context.is_told(RULE.key, TOLD, passage.place(&range), &passage.text[written.clone()])
            {
                inspection.push(finding(passage, written, now));
            }
        }
    }
}

/// Closed accounts keep the name of their time; a platform's key, a handle and an address are looked at elsewhere.
fn is_looked_at(passage: &Passage<'_>) -> bool {
    !passage.path.starts_with("accounts.closed")
        && ![".platform", ".handle", ".url", ".link", ".id"].iter().any(|end| passage.path.ends_with(end))
}

fn finding(passage: &Passage<'_>, range: Range<usize>, now: &str) -> Diagnostic {
    let written = &passage.text[range.clone()];
    let span = passage.span.part(range);
    let warning = |message| Diagnostic::new(RULE.key, span, message);
    if now.is_empty() {
        return warning(say!("«{written}» non esiste più", "“{written}” no longer exists"))
            .hint(say!("togli il nome, o di' che è chiuso", "remove the name, or say that it is closed"));
    }
    warning(say!("«{written}»: il nome giusto oggi è {now}", "“{written}”: the right name today is {now}")).fix(
        say!("scrivi «{now}»", "write “{now}”"),
        span,
        now,
    )
}

/// Whether the words before a name tell of the past or explain the new name: "ex Twitter", "già Twitter", "X (Twitter)".
fn is_history(before: &str, now: &str) -> bool {
    let new_name = format!("{} (", now.to_lowercase());
    let rest = (!now.is_empty()).then(|| before.trim_end().strip_suffix(&new_name)).flatten();
    tells_of_the_past(before) || rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}
