//! HTML is read as html5gum alone reads it, however it is written.

use crate::harness::{Folder, PIPELINE, TODAY};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use limpido::render::tokens::{Piece, Tag, each_piece};
use proptest::prelude::*;
use std::convert::Infallible;

fn of_the_library(html: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut tag, mut attributes) = (String::new(), Vec::<(String, String)>::new());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = CallbackEmitter::new(|piece: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match piece {
            CallbackEvent::OpenStartTag { name } => {
                tag = text(name);
                attributes.clear();
            }
            CallbackEvent::AttributeName { name } => attributes.push((text(name), String::new())),
            // What stands in an end tag is no attribute of anything.
            CallbackEvent::AttributeValue { value } => attributes.last_mut().unwrap().1 = text(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                pieces.push(format!("{tag} {attributes:?} {self_closing}"));
            }
            CallbackEvent::EndTag { name } => pieces.push(format!("/{}", text(name))),
            CallbackEvent::String { value } => pieces.push(text(value)),
            CallbackEvent::Doctype { .. } => pieces.push("!".to_owned()),
            CallbackEvent::Comment { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    pieces
}

fn of_ours(html: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    each_piece(html, |piece| {
        pieces.push(match piece {
            Piece::Start(Tag { name, attributes, self_closing }) => {
                let attributes: Vec<_> = attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                format!("{} {attributes:?} {self_closing}", text(name))
            }
            Piece::End(name) => format!("/{}", text(name)),
            Piece::Text(words) => text(words),
            Piece::Doctype => "!".to_owned(),
        });
    });
    pieces
}

/// What HTML is made of, plain and not.
const BITS: [&str; 62] = [
    "<p>",
    "</p>",
    "<p",
    "<br>",
    "<br/>",
    "<br />",
    "<div class=\"a b\">",
    "<a href=x>",
    "<a href=/x/>",
    "<a b/>",
    "<A>",
    "</A>",
    "<svg viewBox=\"0 0 1 1\">",
    "<use href=\"#a\"></use>",
    "<title>",
    "</title>",
    "</TITLE>",
    "<script>",
    "<script/>",
    "</script>",
    "</Script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "<!doctype html>",
    "<!DOCTYPE html >",
    "<?x?>",
    "</",
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    "a",
    "testo ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{c}",
    "\0",
    "&",
    "&amp;",
    "&lt;",
    "&quot;",
    "&#x27;",
    "&#39;",
    "&copy;",
    "&copy",
    "&ampx",
    "&amp",
    "è",
    " id=\"x\"",
    " id='x'",
    " data-x",
    " hidden=\"\"",
    "]]>",
    "`",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_html_is_read_alike(bits in prop::collection::vec(prop::sample::select(&BITS[..]), 0..24)) {
        let html = bits.concat();
        prop_assert_eq!(of_ours(&html), of_the_library(&html), "{}", html);
    }

    #[test]
    fn any_text_is_read_alike(html in "[ -~\\n<>&;/=\"'é]{0,60}") {
        prop_assert_eq!(of_ours(&html), of_the_library(&html), "{}", html);
    }
}

#[test]
fn finished_pages_are_read_alike() {
    let folder = Folder::demo();
    for minify in [false, true] {
        let options = limpido::render::Options { minify, ..Default::default() };
        let rendered = PIPELINE.run(&folder.files(), TODAY, options).unwrap().rendered.unwrap();
        for path in rendered.files.keys().filter(|path| path.ends_with(".html")) {
            let html = rendered.text(path).unwrap();
            assert_eq!(of_ours(html), of_the_library(html), "{path}");
        }
    }
}
