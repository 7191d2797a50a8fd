//! `icons/NAME.svg` into icons that may stand in a page: shapes only, nothing that could act or load.

use crate::media::svg::{Problem, Space, SvgAttribute, SvgElement, SvgReader, SvgStep};
use std::fmt::Write as _;
use std::ops::Range;

/// A line drawing, to be placed in a page by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The `viewBox` of its drawing.
    pub view_box: String,
    /// Its shapes, as SVG.
    pub shapes: String,
}

const SHAPES: [&str; 8] = ["path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "g"];
const ATTRIBUTES: [&str; 18] = [
    "d",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "width",
    "height",
    "points",
    "transform",
    "fill-rule",
    "clip-rule",
];

/// Why a drawing is no icon.
pub(super) enum IconTrouble {
    /// The icon cannot be read.
    Unread(Problem),
    /// This element or attribute may not stand in an icon, or is missing from it; the place is in bytes of the text.
    Stranger(String, Range<usize>),
}

impl From<Problem> for IconTrouble {
    fn from(problem: Problem) -> Self {
        Self::Unread(problem)
    }
}

impl Icon {
    /// Reads a drawing.
    ///
    /// # Errors
    /// The first element or attribute that may not stand in it.
    pub(super) fn read(svg: &str) -> Result<Self, IconTrouble> {
        let mut icon = Self { view_box: String::new(), shapes: String::new() };
        let mut open: Vec<String> = Vec::new();
        // An element that holds no others is written as one tag.
        let mut in_tag = false;
        let mut reader = SvgReader::new(svg);
        while let Some(step) = reader.next()? {
            match step {
                SvgStep::Open(element) => {
                    if open.is_empty() {
                        icon.view_box = view_box(&element)?;
                    } else {
                        if in_tag {
                            icon.shapes.push('>');
                        }
                        icon.begin(&element)?;
                        in_tag = true;
                    }
                    open.push(element.name);
                }
                SvgStep::Close => {
                    let name = open.pop().unwrap_or_default();
                    if in_tag {
                        icon.shapes.push_str("/>");
                    } else if !open.is_empty() {
                        let _ = write!(icon.shapes, "</{name}>");
                    }
                    in_tag = false;
                }
                SvgStep::Text(text, _) if text.trim().is_empty() => {}
                SvgStep::Text(text, at) => return Err(IconTrouble::Stranger(text.trim().to_owned(), at)),
                SvgStep::StyleSheet(at) => return Err(IconTrouble::Stranger("<?xml-stylesheet".to_owned(), at)),
            }
        }
        Ok(icon)
    }

    fn begin(&mut self, element: &SvgElement) -> Result<(), IconTrouble> {
        let name = &element.name;
        if !is_svg(element) || !SHAPES.contains(&name.as_str()) {
            return Err(IconTrouble::Stranger(format!("<{name}>"), element.at.clone()));
        }
        let _ = write!(self.shapes, "<{name}");
        for SvgAttribute { space, name, value, at } in &element.attributes {
            if *space != Space::None || !ATTRIBUTES.contains(&name.as_str()) || value.contains(['"', '<', '&']) {
                return Err(IconTrouble::Stranger(name.clone(), at.clone()));
            }
            let _ = write!(self.shapes, " {name}=\"{value}\"");
        }
        Ok(())
    }
}

/// An icon of ours may leave the namespace out: its shapes stand in a page.
fn is_svg(element: &SvgElement) -> bool {
    matches!(element.space, Space::Svg | Space::None)
}

/// The four numbers of the outermost element.
fn view_box(element: &SvgElement) -> Result<String, IconTrouble> {
    if !is_svg(element) || element.name != "svg" {
        return Err(IconTrouble::Stranger(format!("<{}>", element.name), element.at.clone()));
    }
    let written = element.attributes.iter().find(|attribute| attribute.name == "viewBox");
    let numbers = written.map_or("", |attribute| attribute.value.as_str());
    if numbers.split_whitespace().filter(|part| part.parse::<f64>().is_ok()).count() == 4 {
        return Ok(numbers.to_owned());
    }
    Err(IconTrouble::Stranger("viewBox".to_owned(), element.at.clone()))
}
