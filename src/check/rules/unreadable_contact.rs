//! A contact that only a guess makes readable: `nome [at] ente.it`. Frames find the others.

use crate::catalog::PhraseFinder;
use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;
use memchr::memchr3;

pub(super) const RULE: Rule = Rule { key: Key::UnreadableContact, run };

/// Signs in the place of the at sign.
const DISGUISES: [&str; 6] = ["[at]", "(at)", "[chiocciola]", "(chiocciola)", "{at}", "[et]"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let disguises = context.catalog.finders.disguises.get_or_init(|| PhraseFinder::new(DISGUISES));
    for passage in context.passages() {
        inspection.at(passage);
        for span in disguised(passage, disguises) {
            let finding = Diagnostic::new(
                RULE.key,
                span,
                say!("questo recapito non si può leggere né usare", "this contact can be neither read nor used"),
            )
            .hint(say!(
                "scrivi l'indirizzo per intero (nome@ente.it), o usa una variabile: {{{{ ente.rpd.email }}}}",
                "write the whole address (nome@ente.it), or use a variable: {{{{ ente.rpd.email }}}}"
            ));
            inspection.push_once(finding);
        }
    }
}

/// `nome [at] ente.it`: a disguise with a word before it and a host name after it.
fn disguised(passage: &Passage<'_>, disguises: &PhraseFinder) -> Vec<Span> {
    let plain = &passage.plain;
    // Most texts have no bracket.
    if memchr3(b'[', b'(', b'{', plain.as_bytes()).is_none() {
        return Vec::new();
    }
    let found = disguises.find(plain).into_iter().map(|place| place.range).filter_map(|sign| {
        let host = plain[sign.end..].trim_start_matches(' ');
        let has_name = plain[..sign.start].trim_end_matches(' ').ends_with(char::is_alphanumeric);
        (has_name && host.starts_with(char::is_alphanumeric)).then(|| passage.place(&sign))
    });
    found.collect()
}
