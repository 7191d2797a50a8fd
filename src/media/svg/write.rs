//! Elements, attributes and text into XML: UTF-8, one namespace without prefix, every sign that means something written as a
//! reference.

use std::collections::BTreeSet;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
const XLINK: &str = " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// A picture as far as it is written.
#[derive(Default)]
pub(super) struct SvgWriter {
    text: String,
    open: Vec<String>,
    /// The attributes of the element whose start tag is not closed yet.
    written: BTreeSet<String>,
    in_tag: bool,
    has_xlink: bool,
}

impl SvgWriter {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Begins an element; the first one is the picture.
    pub(super) fn open(&mut self, name: &str) {
        self.end_tag();
        if self.text.is_empty() {
            self.text.push_str(SVG);
        } else {
            self.text.push('<');
            self.text.push_str(name);
        }
        self.open.push(name.to_owned());
        self.in_tag = true;
    }

    /// Adds an attribute to the element that has just begun; `false` when it has that attribute already.
    pub(super) fn attribute(&mut self, prefix: &str, name: &str, value: &str) -> bool {
        let name = format!("{prefix}{name}");
        if self.written.contains(&name) {
            return false;
        }
        self.has_xlink |= prefix == "xlink:";
        self.text.push(' ');
        self.text.push_str(&name);
        self.text.push_str("=\"");
        for sign in value.chars() {
            match sign {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' => self.text.push_str("&#9;"),
                '\n' => self.text.push_str("&#10;"),
                '\r' => self.text.push_str("&#13;"),
                sign => self.text.push(sign),
            }
        }
        self.text.push('"');
        self.written.insert(name);
        true
    }

    /// Adds text to the element that is open.
    pub(super) fn text(&mut self, text: &str) {
        if self.open.is_empty() || text.is_empty() {
            return;
        }
        self.end_tag();
        for sign in text.chars() {
            match sign {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '\r' => self.text.push_str("&#13;"),
                sign => self.text.push(sign),
            }
        }
    }

    /// Ends the element that began last.
    pub(super) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if self.in_tag {
            self.text.push_str("/>");
            self.in_tag = false;
            self.written.clear();
        } else {
            self.text.push_str("</");
            self.text.push_str(&name);
            self.text.push('>');
        }
    }

    /// The whole picture.
    pub(super) fn finish(mut self) -> String {
        if self.has_xlink {
            self.text.insert_str(SVG.len(), XLINK);
        }
        self.text.push('\n');
        self.text
    }

    fn end_tag(&mut self) {
        if self.in_tag {
            self.text.push('>');
            self.in_tag = false;
            self.written.clear();
        }
    }
}
