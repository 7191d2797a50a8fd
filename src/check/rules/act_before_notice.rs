//! A privacy notice that names as its approval an act older than itself: the act approved another text.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ActBeforeNotice, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (_, notice) in &context.site.informative.informative.0 {
        let Some(name) = &notice.act else { continue };
        inspection.at(name);
        let Some((_, dated)) = notice.older_act(&context.site.acts) else { continue };
        let Message { it, en } = context.day(dated.value);
        inspection.push(
            Diagnostic::new(
                RULE.key,
                name.name.span,
                say!(
                    "questo atto è del {it}, prima dell'informativa: non può aver approvato questo testo",
                    "this act is of {en}, before the notice: it cannot have approved this text"
                ),
            )
            .see(dated.span, say!("la data dell'atto", "the act's date"))
            .hint(say!(
                "scrivi l'atto che ha approvato questa versione; se non c'è, togli «act:» (la pagina intanto lo chiama solo «atto collegato»). Se l'atto vale da quel giorno, scrivilo in acts.yaml: in «in_force:», o in una revisione",
                "write the act that approved this version; if there is none, remove “act:” (meanwhile the page calls it a related act only). If the act holds from that day on, write so in acts.yaml: in “in_force:”, or in a revision"
            )),
        );
    }
}
