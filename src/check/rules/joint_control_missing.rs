//! Accounts whose platform shares page statistics, under a notice that does not speak of joint control.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::JointControlMissing, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (name, notice) in &context.site.informative.informative.0 {
        let mut shared =
            context.covered_by(&name.value).filter(|(account, _)| inspection.lacks(account.fields.operator));
        let Some((account, platform)) = shared.find(|(_, platform)| platform.has_statistics()) else {
            continue;
        };
        inspection.at(account);
        if !inspection.lacks(notice.fields.joint_control) {
            continue;
        }
        let platform = &platform.name.value;
        let found = Diagnostic::new(
            RULE.key,
            name.span,
            say!(
                "l'informativa non dice che delle statistiche di {platform} l'ente è contitolare con la piattaforma",
                "the notice does not say that the body is joint controller with {platform} of its statistics"
            ),
        )
        .see(account.platform.span, say!("l'account è questo", "this is the account"))
        .hint(say!(
            "scrivi in «joint_control:» chi fa che cosa secondo l'accordo, o che non ricevete statistiche",
            "write in “joint_control:” who does what under the arrangement, or that you receive no statistics"
        ));
        inspection.push(found);
    }
}
