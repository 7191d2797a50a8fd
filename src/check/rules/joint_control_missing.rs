//! Accounts whose platform shares page statistics, under a notice that does not speak of joint control.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::JointControlMissing, run, |context| {
    context.has("informative.informative") && context.has("accounts.accounts")
});

fn run(context: &Context<'_>, report: &mut Report) {
    for (name, notice) in &context.site.informative.informative.0 {
        if notice.joint_control.is_some() || context.is_written("informative", notice.span, "joint_control") {
            continue;
        }
        let mut shared = context.covered_by(&name.value).filter(|(account, _)| account.operator.is_none());
        let Some((account, platform)) = shared.find(|(_, platform)| platform.operator.joint_control.is_some()) else {
            continue;
        };
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
        report.push(context.citing(found, "gdpr-26"));
    }
}
