//! An accessibility declaration that is not the one made at form.agid.gov.it.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::DeclarationAddress, run };

/// Where every declaration is published.
const FORM: &str = "https://form.agid.gov.it/";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let address = context.site.settings.accessibility.as_ref().and_then(|done| done.dichiarazione.as_ref());
    let Some(address) = address else { return };
    inspection.at(address);
    if address.value.0.starts_with(FORM) {
        return;
    }
    let finding = Diagnostic::new(
        RULE.key,
        address.span,
        say!(
            "la dichiarazione di accessibilità vale solo su form.agid.gov.it",
            "the accessibility declaration is valid only at form.agid.gov.it"
        ),
    )
    .hint(say!(
        "compila il modulo di AgID e scrivi qui l'indirizzo che ti dà: comincia con {FORM}",
        "fill in AgID's form and write here the address that it gives you: it begins with {FORM}"
    ));
    inspection.push(finding);
}
