//! An account that says that nobody answers, and that requests are welcome.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::{Account, Comments, Direction, Requests};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::ContradictoryService, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for account in &context.site.accounts.accounts {
        let Some(requests) = &account.requests else { continue };
        inspection.at(requests);
        let Some((other, why)) = contradicted_by(account, requests.value) else { continue };
        let word = requests.value.word();
        let Message { it, en } = why;
        // What stands in the account itself is what the author can change without touching the others.
        let is_own = |span: Span| account.span.start <= span.start && span.end <= account.span.end;
        let (place, other) = if is_own(requests.span) { (requests.span, other) } else { (other, requests.span) };
        inspection.push_once(
            Diagnostic::new(
                RULE.key,
                place,
                say!(
                    "questo account prende richieste («requests: {word}»), ma {it}",
                    "this account takes requests (“requests: {word}”), but {en}"
                ),
            )
            .see(other, say!("e qui dice il contrario", "and here it says the opposite"))
            .hint(say!(
                "se qualcuno legge le richieste, correggi l'altra voce; se nessuno le legge, scrivi «requests: refused» o «redirected»",
                "if somebody reads requests, mend the other field; if nobody does, write “requests: refused” or “redirected”"
            )),
        );
    }
}

/// What contradicts an account's taking requests, and how to say it.
fn contradicted_by(account: &Account, requests: Requests) -> Option<(Span, Message)> {
    let direction = account.direction.as_ref().filter(|direction| direction.value == Direction::OneWay);
    let comments = account.comments.as_ref().filter(|comments| comments.value == Comments::Closed);
    match requests {
        Requests::Welcome | Requests::Forwarded if direction.is_some() => direction.map(|at| {
            (at.span, say!("serve solo a inviare («direction: one-way»)", "it only sends (“direction: one-way”)"))
        }),
        Requests::Welcome => comments.map(|at| {
            (at.span, say!("i commenti sono chiusi («comments: closed»)", "comments are closed (“comments: closed”)"))
        }),
        _ => None,
    }
}
