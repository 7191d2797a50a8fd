//! Headings of a page that skip a level, or that are empty.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::HeadingOrder, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for document in &context.site.documents {
        // The page's title is the first level.
        let mut above = 1;
        for heading in document.body.headings() {
            inspection.at(heading);
            let warning = |message| Diagnostic::new(RULE.key, heading.span, message);
            let wanted = above + 1;
            if heading.text.is_empty() {
                inspection.push(
                    warning(say!("questo titolo di sezione è vuoto", "this heading is empty"))
                        .hint(say!("scrivi il titolo, o togli la riga", "write the heading, or remove the line")),
                );
            } else if heading.level > wanted {
                let (level, signs) = (heading.level, "#".repeat(usize::from(wanted)));
                inspection.push(
                    warning(say!(
                        "questo titolo salta un livello: dopo il livello {above} viene il {level}",
                        "this heading skips a level: {level} comes after {above}"
                    ))
                    .hint(say!("comincia la riga con {signs}", "begin the line with {signs}")),
                );
            }
            above = heading.level;
        }
    }
}
