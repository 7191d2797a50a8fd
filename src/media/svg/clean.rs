//! A picture written anew from what was read of it: what draws is kept, what programs noted for themselves is left out, and what
//! acts or reaches out of the file is a [`Problem`].
//!
//! The author's bytes are never published: a browser could read those otherwise than we do, but reads the bytes that we write as we mean
//! them.

use super::address::{Leads, leads};
use super::allowed::{ANIMATIONS, DRAWING, ELEMENTS, HTML_TEXT, NAMING, PROGRAMS, holds};
use super::css;
use super::problem::{Problem, SvgTrouble};
use super::read::{Space, SvgAttribute, SvgElement, SvgReader, SvgStep};
use super::weight::SvgWeight;
use super::write::SvgWriter;
use std::ops::Range;

/// Most problems that are told of one picture.
const MOST_TOLD: usize = 10;

/// What came of a picture.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// The picture to publish; worth nothing where a problem stops it.
    pub(super) text: String,
    /// What was found.
    pub(super) problems: Vec<Problem>,
}

/// Reads a decoded text to its end, or to the first place that cannot be read.
pub(super) fn clean(text: &str) -> Cleaned {
    let mut cleaner = Cleaner { text, ..Cleaner::default() };
    let mut reader = SvgReader::new(text);
    loop {
        match reader.next() {
            Ok(Some(step)) => cleaner.take(step),
            Ok(None) => break,
            Err(problem) => {
                cleaner.problems.push(problem);
                break;
            }
        }
    }
    if let Some(at) = cleaner.weight.too_heavy() {
        cleaner.found(at, SvgTrouble::TooHeavy);
    }
    let mut problems = cleaner.problems;
    // Where a problem stops the picture, what would be lost of it is not told.
    if problems.iter().any(|problem| !problem.trouble.is_loss()) {
        problems.retain(|problem| !problem.trouble.is_loss());
    }
    Cleaned { text: cleaner.writer.finish(), problems }
}

#[derive(Default)]
struct Cleaner<'a> {
    text: &'a str,
    writer: SvgWriter,
    weight: SvgWeight,
    problems: Vec<Problem>,
    /// How many elements are open within one that is left out, itself included.
    left_out: usize,
    /// The style sheet that is being read: where its element begins, and its text so far.
    sheet: Option<(Range<usize>, String)>,
}

impl Cleaner<'_> {
    fn take(&mut self, step: SvgStep<'_>) {
        match step {
            SvgStep::Open(element) => self.open(element),
            SvgStep::Close if self.left_out > 0 => self.left_out -= 1,
            SvgStep::Close => {
                self.end_sheet();
                self.weight.close();
                self.writer.close();
            }
            SvgStep::Text(..) if self.left_out > 0 => {}
            SvgStep::Text(text, _) => match &mut self.sheet {
                Some((_, sheet)) => sheet.push_str(&text),
                None => self.writer.text(&text),
            },
            SvgStep::StyleSheet(at) => self.found(at, SvgTrouble::OtherSheet),
        }
    }

    fn found(&mut self, at: Range<usize>, trouble: SvgTrouble) {
        if self.problems.len() < MOST_TOLD {
            self.problems.push(Problem { at, trouble });
        }
    }

    /// Reports that something which a visitor would have seen is left out, once for each kind.
    fn lost(&mut self, at: Range<usize>, trouble: SvgTrouble) {
        if !self.problems.iter().any(|problem| problem.trouble == trouble) {
            self.found(at, trouble);
        }
    }

    fn open(&mut self, element: SvgElement) {
        let is_root = self.writer.is_empty() && self.left_out == 0;
        if is_root && (element.space, element.name.as_str()) != (Space::Svg, "svg") {
            let is_bare = (element.space, element.name.as_str()) == (Space::None, "svg");
            self.found(element.at.clone(), if is_bare { SvgTrouble::NoNamespace } else { SvgTrouble::NoPicture });
        }
        self.judge(&element);
        let is_kept = element.space == Space::Svg && holds(&ELEMENTS, &element.name);
        if self.left_out > 0 || self.sheet.is_some() || !is_kept || is_other_sheet(&element) {
            self.left_out += 1;
            return;
        }
        self.writer.open(&element.name);
        let mut target = None;
        let mut id = None;
        for attribute in &element.attributes {
            let Some((prefix, value)) = self.kept(&element, attribute) else { continue };
            match attribute.name.as_str() {
                "href" if element.name == "use" => target = value.strip_prefix('#').map(str::to_owned),
                "id" => id = Some(value.clone()),
                _ => {}
            }
            if !self.writer.attribute(prefix, &attribute.name, &value) {
                self.found(attribute.at.clone(), SvgTrouble::Twice);
            }
        }
        self.weight.open(id, target, &element.at);
        if element.name == "style" {
            self.sheet = Some((element.at, String::new()));
        }
    }

    /// Finds what acts, in elements that are kept and in elements that are left out alike: a picture with a program in it is no accident.
    fn judge(&mut self, element: &SvgElement) {
        let name = element.name.as_str();
        let acts = match element.space {
            Space::Svg => holds(&PROGRAMS, name),
            Space::Html => !holds(&HTML_TEXT, name),
            _ => return,
        };
        if acts {
            self.found(element.at.clone(), SvgTrouble::Program(format!("<{name}>")));
        } else if element.space == Space::Html {
            self.lost(element.at.clone(), SvgTrouble::LostText);
        } else if holds(&ANIMATIONS, name) {
            let target = element.attributes.iter().find(|attribute| attribute.name == "attributeName");
            let target = target.map_or("", |attribute| attribute.value.rsplit(':').next().unwrap_or_default().trim());
            if target.eq_ignore_ascii_case("href") || is_event(target) {
                self.found(element.at.clone(), SvgTrouble::Program(format!("<{name}>")));
            } else {
                self.lost(element.at.clone(), SvgTrouble::LostMovement);
            }
        }
        for attribute in &element.attributes {
            let is_plain = matches!(attribute.space, Space::None | Space::XLink);
            if attribute.space == Space::None && is_event(&attribute.name)
                || is_plain && attribute.name == "href" && leads(&attribute.value) == Leads::Program
            {
                self.found(attribute.at.clone(), SvgTrouble::Program(attribute.name.clone()));
            }
        }
    }

    /// What is published of an attribute of an element that is kept: its prefix and its value.
    fn kept(&mut self, element: &SvgElement, attribute: &SvgAttribute) -> Option<(&'static str, String)> {
        let SvgAttribute { space, name, value, at } = attribute;
        match (space, name.as_str()) {
            (Space::Xml, "space" | "lang") => Some(("xml:", value.clone())),
            (Space::None, "href") => self.link(element, attribute).then(|| ("", value.clone())),
            (Space::XLink, "href") => self.link(element, attribute).then(|| ("xlink:", value.clone())),
            (Space::None, "style") => self.css(value, at),
            (Space::None, name) if holds(&NAMING, name) => Some(("", value.clone())),
            (Space::None, name) if holds(&DRAWING, name) => self.css(value, at),
            _ => None,
        }
    }

    fn css(&mut self, value: &str, at: &Range<usize>) -> Option<(&'static str, String)> {
        match css::value(value) {
            Ok(value) => Some(("", value.into_owned())),
            Err(piece) => {
                self.found(at.clone(), SvgTrouble::Style(piece.to_owned()));
                None
            }
        }
    }

    fn link(&mut self, element: &SvgElement, attribute: &SvgAttribute) -> bool {
        let may_bring = matches!(element.name.as_str(), "image" | "feImage");
        match leads(&attribute.value) {
            Leads::Inside => true,
            Leads::Along if may_bring => true,
            // The program was reported already.
            Leads::Program => false,
            Leads::Out if element.name == "a" => {
                self.lost(attribute.at.clone(), SvgTrouble::LostLink);
                false
            }
            Leads::Along | Leads::Out => {
                self.found(attribute.at.clone(), SvgTrouble::Address(attribute.value.clone()));
                false
            }
        }
    }

    fn end_sheet(&mut self) {
        let Some((at, sheet)) = self.sheet.take() else { return };
        match css::sheet(&sheet) {
            Ok(sheet) => self.writer.text(&sheet),
            Err(piece) => {
                // The place of the piece in the sheet, where the piece stands as it is written; references and CDATA may have cut it.
                let within = self.text.get(at.end..).and_then(|rest| rest.find(piece)).map(|found| at.end + found);
                let place = within.map_or(at, |start| start..start + piece.len());
                self.found(place, SvgTrouble::Style(piece.to_owned()));
            }
        }
    }
}

/// Whether an attribute runs a program when something happens. XML tells small letters from large, and we do not.
fn is_event(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// Whether a style sheet is in a language that is not CSS: browsers leave such a sheet alone.
fn is_other_sheet(element: &SvgElement) -> bool {
    let kind = |attribute: &SvgAttribute| {
        attribute.space == Space::None && attribute.name == "type" && !attribute.value.eq_ignore_ascii_case("text/css")
    };
    element.name == "style" && element.attributes.iter().any(kind)
}
