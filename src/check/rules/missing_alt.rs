//! A picture in a page without an alternative text. Pages have no decoration: a picture there says something.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::MissingAlt, run, |context| context.pictures().next().is_some());

fn run(context: &Context<'_>, report: &mut Report) {
    for picture in context.pictures().filter(|picture| picture.text.trim().is_empty()) {
        let finding = Diagnostic::new(
            RULE.key,
            picture.span,
            say!(
                "questa immagine non ha un testo alternativo: chi non la vede non sa che c'è",
                "this picture has no alternative text: who does not see it does not know that it is there"
            ),
        )
        .hint(say!(
            "scrivi tra le parentesi quadre che cosa mostra; se non dice nulla, toglila",
            "write in the square brackets what it shows; if it says nothing, remove it"
        ));
        report.push(context.citing(finding, "l-4-2004"));
    }
}
