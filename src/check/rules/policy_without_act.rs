//! A policy that no act approves, or an act of approval without its number or date.
//!
//! A site without any act is `missing-requirement`'s.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::ActRole;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::PolicyWithoutAct, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let acts = &context.site.acts.acts;
    let Some(first) = acts.first() else { return };
    inspection.at(acts);
    let approvals: Vec<_> =
        acts.iter().filter(|act| act.role.0.iter().any(|role| role.value == ActRole::Approval)).collect();
    let warning = |span, message| Diagnostic::new(RULE.key, span, message);
    let roles: Vec<_> = acts.iter().map(|act| act.fields.role).chain([context.site.acts.fields.acts]).collect();
    if !inspection.is_unsure_of(&roles) && approvals.is_empty() {
        inspection.push(
            warning(
                first.id.span,
                say!("nessuno di questi atti approva la policy", "none of these acts approves the policy"),
            )
            .hint(say!(
                "aggiungi l'atto che la approva, con «role: approval»",
                "add the act that approves it, with “role: approval”"
            )),
        );
    }
    for act in approvals {
        let (it, en) = match (inspection.lacks(act.fields.number), inspection.lacks(act.fields.date)) {
            (true, true) => ("il numero e la data", "the number and the date"),
            (true, false) => ("il numero", "the number"),
            (false, true) => ("la data", "the date"),
            (false, false) => continue,
        };
        inspection.push(
            warning(
                act.id.span,
                say!(
                    "dell'atto che approva la policy manca {it}",
                    "{en} of the act that approves the policy is missing"
                ),
            )
            .hint(say!(
                "aggiungi «number:» e «date:»: chi legge deve poter trovare l'atto",
                "add “number:” and “date:”: readers must be able to find the act"
            )),
        );
    }
}
