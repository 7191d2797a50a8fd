//! HTML is read as html5gum alone reads it, however it is written.

use crate::harness::{Folder, PIPELINE, TODAY};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use limpido::render::tokens::each_piece;
use proptest::prelude::*;

fn of_the_library(html: &str, is_page: bool) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut emitter =
        CallbackEmitter::new(|piece: CallbackEvent<'_>, _: Span<()>| -> Option<std::convert::Infallible> {
            if !matches!(piece, CallbackEvent::Error(_)) {
                pieces.push(format!("{piece:?}"));
            }
            None
        });
    emitter.naively_switch_states(is_page);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    pieces
}

fn of_ours(html: &str, is_page: bool) -> Vec<String> {
    let mut pieces = Vec::new();
    each_piece(html, is_page, |piece| {
        if !matches!(piece, CallbackEvent::Error(_)) {
            pieces.push(format!("{piece:?}"));
        }
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
    fn any_html_is_read_alike(bits in prop::collection::vec(prop::sample::select(&BITS[..]), 0..24), is_page: bool) {
        let html = bits.concat();
        prop_assert_eq!(of_ours(&html, is_page), of_the_library(&html, is_page), "{}", html);
    }

    #[test]
    fn any_text_is_read_alike(html in "[ -~\\n<>&;/=\"'é]{0,60}", is_page: bool) {
        prop_assert_eq!(of_ours(&html, is_page), of_the_library(&html, is_page), "{}", html);
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
            assert_eq!(of_ours(html, true), of_the_library(html, true), "{path}");
        }
    }
}
