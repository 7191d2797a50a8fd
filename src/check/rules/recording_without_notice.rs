//! An account that broadcasts live, covered by a notice that says nothing to those who are filmed.

use crate::check::passages::{plain, says};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Format;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::RecordingWithoutNotice, run };

/// Words of a notice that speaks to those who are filmed, as texts begin them.
const FILMED: [&str; 14] = [
    "ripres",
    "riprend",
    "dirett",
    "registraz",
    "registra",
    "videoripres",
    "streaming",
    "immagini e voci",
    "filmat",
    "recording",
    "record",
    "film",
    "live",
    "broadcast",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    let site = context.site;
    for account in &site.accounts.accounts {
        let Some(live) = account.formats.iter().find(|format| format.value == Format::Live) else { continue };
        let Some((key, notice)) = site.notice_of(account) else { continue };
        inspection.at(account);
        let field = format!("informative.informative.{key}");
        let pieces = context.reading().pieces.iter().filter(|piece| piece.path.starts_with(&field));
        let speaks = pieces.into_iter().find(|piece| says(&plain(&piece.text), &FILMED));
        if let Some(piece) = speaks {
            inspection.shows(piece.span);
            continue;
        }
        let message = say!(
            "questo account trasmette in diretta, e l'informativa «{key}» non dice nulla a chi viene ripreso",
            "this account broadcasts live, and the notice “{key}” says nothing to those who are filmed"
        );
        inspection.push(
            Diagnostic::new(RULE.key, live.span, message)
                .see(notice.title.span, say!("l'informativa che lo copre", "the notice that covers it"))
                .hint(say!(
                    "scrivi nell'informativa chi viene ripreso, perché e per quanto tempo, e avvisa chi è presente in sala",
                    "say in the notice who is filmed, why and for how long, and tell those who are present in the hall"
                )),
        );
    }
}
