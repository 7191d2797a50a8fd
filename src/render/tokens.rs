//! HTML into what a browser reads in it, piece by piece and without copies; mistakes in it are not looked for.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::convert::Infallible;

/// A piece of HTML.
pub(super) type Piece<'a> = CallbackEvent<'a>;

/// Hands every piece of a part of a page to `see`, in order; what stands in scripts is read as if it were HTML.
pub(super) fn each_piece(html: &str, see: impl FnMut(Piece<'_>)) {
    read(html, false, see);
}

/// Hands every piece of a page to `see`, in order; scripts, styles and titles are one text each.
pub(super) fn each_piece_of_page(html: &str, see: impl FnMut(Piece<'_>)) {
    read(html, true, see);
}

fn read(html: &str, is_page: bool, mut see: impl FnMut(Piece<'_>)) {
    let mut emitter = CallbackEmitter::new(move |piece: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        see(piece);
        None
    });
    emitter.naively_switch_states(is_page);
    let Ok(()) = Tokenizer::new_with_emitter(html, Forgiving(emitter)).finish();
}

/// Names no mistakes: looking for them takes longer than reading.
struct Forgiving<E>(E);

impl<E: Emitter<Token = Infallible>> ForwardingEmitter for Forgiving<E> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
