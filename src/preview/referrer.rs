//! A page into a page whose links tell no other site where they stood: the address of a preview for other devices holds the token.
//!
//! The header of every answer (`Referrer-Policy`) says so already, but what a theme writes in a page outranks the header: `<meta
//! name="referrer">`, `referrerpolicy`, and `ping`, which sends the address by itself. Here these attributes get names that no browser
//! reads; each new name is as long as the old one, so nothing else moves.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// The page, with attributes that no browser reads in the place of those that would tell its address.
pub(super) fn untold(html: String) -> String {
    let mut edits: Vec<(usize, &'static str)> = Vec::new();
    let mut is_meta = false;
    let mut named = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => is_meta = name == b"meta",
            CallbackEvent::AttributeName { name } => {
                named = (is_meta && name == b"name").then_some(span.start);
                match name {
                    b"referrerpolicy" => edits.push((span.start, "data-not-heard")),
                    b"ping" => edits.push((span.start, "none")),
                    _ => {}
                }
            }
            CallbackEvent::AttributeValue { value } if value.eq_ignore_ascii_case(b"referrer") => {
                edits.extend(named.take().map(|at| (at, "none")));
            }
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&html, emitter).finish();
    if edits.is_empty() {
        return html;
    }
    let mut bytes = html.into_bytes();
    for (at, word) in edits {
        if let Some(place) = bytes.get_mut(at..at + word.len()) {
            place.copy_from_slice(word.as_bytes());
        }
    }
    // Only letters were written over letters.
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
