//! Colours as `#rrggbb`, and the contrast between two of them (WCAG 2.2, definition of contrast ratio).

use super::scalar::{Scalar, Wrong};
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::Key;
use serde::Serializer;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue, 0 to 255.
    pub rgb: [u8; 3],
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self { rgb: [255; 3] };

    /// How bright the colour is, 0 to 1 (WCAG 2.2, relative luminance).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest mixture with black, or with white, that has at least a contrast of `least` with a ground; the colour itself when it has
    /// that contrast already.
    #[must_use]
    pub fn readable_on(self, ground: Self, least: f64) -> Self {
        let towards = if ground.luminance() > 0.18 { 0.0 } else { 255.0 };
        let mixed = |step: u16| {
            let share = f64::from(step) / 255.0;
            // Between 0 and 255 by construction.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a mixture of two bytes is a byte"
            )]
            let rgb = self.rgb.map(|part| (f64::from(part) + (towards - f64::from(part)) * share).round() as u8);
            Self { rgb }
        };
        (0..=255).map(mixed).find(|colour| colour.contrast(ground) >= least).unwrap_or_else(|| mixed(255))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.rgb;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Scalar for Colour {
    const SHAPE: Shape = Shape::Text(TextKind::Colour);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let wrong = || Wrong::kind(Key::InvalidColour, TextKind::Colour, text);
        let digits = text.strip_prefix('#').unwrap_or(text);
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let long = match digits.len() {
            3 if is_hex => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 if is_hex => digits.to_owned(),
            _ => return Err(wrong()),
        };
        if long != digits || !text.starts_with('#') {
            return Err(wrong().mended(format!("\"#{}\"", long.to_lowercase())));
        }
        let number = u32::from_str_radix(&long, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self { rgb: [red, green, blue] })
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::WHITE)
    }
}
