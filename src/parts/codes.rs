//! QR codes of accounts (ISO/IEC 18004), drawn as one path each; the same in every language.

use crate::model::Listed;
use fast_qr::{ECL, QRBuilder};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// How many light modules stand around a code, so that readers find it (ISO/IEC 18004 §6.3.8).
const MARGIN: usize = 4;

/// The codes of a site's accounts by their addresses: how many modules each is wide, and its dark ones. They are the same in every
/// language, so they are drawn once, when a page first asks for them.
#[derive(Debug, Default)]
pub struct Codes {
    are_blank: bool,
    drawn: OnceLock<HashMap<String, (usize, String)>>,
}

impl Codes {
    /// No code is drawn yet. With `are_blank` only the places of the codes are made, for runs that want findings alone.
    #[must_use]
    pub fn new(are_blank: bool) -> Self {
        Self { are_blank, drawn: OnceLock::new() }
    }

    pub(super) fn of(&self, accounts: &[Listed<'_>]) -> &HashMap<String, (usize, String)> {
        let code = |listed: &Listed<'_>| {
            let url = listed.url()?;
            let code = if self.are_blank { (0, String::new()) } else { drawn(url)? };
            Some((url.to_owned(), code))
        };
        self.drawn.get_or_init(|| accounts.par_iter().filter_map(code).collect())
    }
}

/// The code of an address: how many modules it is wide, and its dark ones; `None` for one that is too long for any code.
fn drawn(address: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let width = code.size;
    let mut path = String::new();
    for row in 0..width {
        let mut at = 0;
        // Dark modules side by side are one rectangle.
        for run in code[row].get(..width)?.chunk_by(|one, other| one.value() == other.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", at + MARGIN, row + MARGIN, run.len(), run.len());
            }
            at += run.len();
        }
    }
    Some((width + 2 * MARGIN, path))
}
