//! A text with placeholders, read once: which pieces stay, and where values go.

use super::Unsaid;
use crate::record::{Scalar, Shape, Wrong};
use serde::Serializer;
use std::borrow::Cow;
use std::ops::Range;

/// A text that may hold placeholders such as `{name}`: small letters and `_` between braces. Other braces are text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    text: String,
    /// Where its placeholders stand, braces included.
    places: Vec<Range<usize>>,
}

impl Wording {
    /// Reads a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|sign| sign == b'_' || sign.is_ascii_lowercase());
        let place = |(at, _)| {
            let end = at + text[at..].find('}')?;
            is_name(&text[at + 1..end]).then_some(at..end + 1)
        };
        let places = text.match_indices('{').filter_map(place).collect();
        Self { text, places }
    }

    /// The text as it was written, placeholders included.
    #[must_use]
    pub fn as_written(&self) -> &str {
        &self.text
    }

    /// The names of its placeholders, in their order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| &self.text[place.start + 1..place.end - 1])
    }

    /// The text with a value in the place of each placeholder. What stands in a value is never taken for a placeholder.
    ///
    /// # Errors
    /// When there is no value for a placeholder.
    pub fn fill<'v>(&self, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> Result<Cow<'_, str>, Unsaid> {
        if self.places.is_empty() {
            return Ok(Cow::Borrowed(&self.text));
        }
        let (mut filled, mut rest) = (String::with_capacity(self.text.len() + 16), 0);
        for (place, name) in self.places.iter().zip(self.placeholders()) {
            filled.push_str(&self.text[rest..place.start]);
            filled.push_str(&value(name).ok_or_else(|| Unsaid::NoValue(name.to_owned()))?);
            rest = place.end;
        }
        filled.push_str(&self.text[rest..]);
        Ok(Cow::Owned(filled))
    }
}

impl Scalar for Wording {
    const SHAPE: Shape = String::SHAPE;

    fn parse(text: &str, quoted: bool) -> Result<Self, Wrong> {
        String::parse(text, quoted).map(Self::new)
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }
}
