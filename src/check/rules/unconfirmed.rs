//! What the program wrote in the ente's name and nobody has confirmed.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::model::Awaiting;
use crate::model::confirm::State;
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::Unconfirmed, run };

/// Most parts that a finding names.
const MOST_NAMED: usize = 5;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Some(entries) = &context.site.awaiting else { return };
    // Where all entries were confirmed and removed, that is what holds.
    inspection.at(entries);
    for awaiting in entries {
        match &awaiting.state {
            State::Open(place, parts) => inspection.push(open(awaiting, *place, parts)),
            State::Gone => inspection.push(gone(awaiting)),
            State::Settled => {}
        }
    }
}

fn open(awaiting: &Awaiting, place: Span, parts: &[String]) -> Diagnostic {
    let (name, command) = (awaiting.name(), command(awaiting));
    let Message { it: claim_it, en: claim_en } = awaiting.entry.kind.value.name();
    let from = &awaiting.entry.from.value;
    let level = if awaiting.entry.kind.value.binds() { Level::Error } else { Level::Warning };
    let more = if parts.len() > MOST_NAMED { "…" } else { "" };
    let named = parts.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ") + more;
    let message = if parts.is_empty() {
        say!(
            "«{name}» ({claim_it}): lo ha scritto {from}, e nessuno lo ha confermato",
            "“{name}” ({claim_en}): {from} wrote it, and nobody has confirmed it"
        )
    } else {
        say!(
            "«{name}» ({claim_it}): lo ha scritto {from}, e nessuno ha confermato {named}",
            "“{name}” ({claim_en}): {from} wrote it, and nobody has confirmed {named}"
        )
    };
    Diagnostic::new(RULE.key, place, message).weighing(level).hint(say!(
        "se non vale per l'ente, scrivi ciò che vale; se vale: {command}",
        "if it does not hold for the body, write what does; if it does: {command}"
    ))
}

fn gone(awaiting: &Awaiting) -> Diagnostic {
    let (name, command) = (awaiting.name(), command(awaiting));
    Diagnostic::new(
        RULE.key,
        awaiting.entry.field.span,
        say!("«{name}» non c'è: questa voce non serve", "“{name}” is not there: this entry is of no use"),
    )
    .weighing(Level::Advice)
    .hint(say!(
        "se ora si chiama in un altro modo, rileggilo; poi togli la voce: {command}",
        "if it has another name now, read it again; then remove the entry: {command}"
    ))
}

/// The command that confirms an entry.
fn command(awaiting: &Awaiting) -> String {
    let folder = &awaiting.folder;
    let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder.clone() };
    format!("limpido confirm {folder} {}", awaiting.name())
}
