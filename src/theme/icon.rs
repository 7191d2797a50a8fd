//! `icons/NAME.svg` into icons that may stand in a page: shapes only, nothing that could act or load.

use html5gum::{Token, Tokenizer};
use std::fmt::Write as _;

/// A line drawing, to be placed in a page by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The `viewBox` of its drawing.
    pub view_box: String,
    /// Its shapes, as SVG.
    pub shapes: String,
}

const SHAPES: [&[u8]; 8] = [b"path", b"circle", b"ellipse", b"rect", b"line", b"polyline", b"polygon", b"g"];
const ATTRIBUTES: [&[u8]; 18] = [
    b"d",
    b"cx",
    b"cy",
    b"r",
    b"rx",
    b"ry",
    b"x",
    b"y",
    b"x1",
    b"x2",
    b"y1",
    b"y2",
    b"width",
    b"height",
    b"points",
    b"transform",
    b"fill-rule",
    b"clip-rule",
];

impl Icon {
    /// Reads a drawing.
    ///
    /// # Errors
    /// The first element or attribute that may not stand in it.
    pub fn read(svg: &str) -> Result<Self, String> {
        let mut icon = Self { view_box: String::new(), shapes: String::new() };
        for token in Tokenizer::new(svg) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if tag.name.as_slice() == b"svg" => {
                    // HTML's tokeniser writes names in small letters.
                    let view_box = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"viewbox");
                    icon.view_box =
                        view_box.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default();
                }
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if !SHAPES.contains(&tag.name.as_slice()) {
                        return Err(format!("<{name}>"));
                    }
                    let _ = write!(icon.shapes, "<{name}");
                    for (attribute, value) in &tag.attributes {
                        let shown = String::from_utf8_lossy(attribute).into_owned();
                        let value = String::from_utf8_lossy(value);
                        if !ATTRIBUTES.contains(&attribute.as_slice()) || value.contains(['"', '<', '&']) {
                            return Err(shown);
                        }
                        let _ = write!(icon.shapes, " {shown}=\"{value}\"");
                    }
                    icon.shapes.push_str(if tag.self_closing { "/>" } else { ">" });
                }
                Token::EndTag(tag) if SHAPES.contains(&tag.name.as_slice()) => {
                    let _ = write!(icon.shapes, "</{}>", String::from_utf8_lossy(&tag.name));
                }
                Token::String(text) if text.iter().any(|byte| !byte.is_ascii_whitespace()) => {
                    return Err(String::from_utf8_lossy(&text).trim().to_owned());
                }
                _ => {}
            }
        }
        let is_box = icon.view_box.split_whitespace().filter(|part| part.parse::<f64>().is_ok()).count() == 4;
        if is_box { Ok(icon) } else { Err("viewBox".to_owned()) }
    }
}
