//! A finished page into what others need to know of it: its anchors, its links, its headings of the second level.

use html5gum::{Token, Tokenizer};

/// What is on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Every `id`, in order, repetitions included.
    pub ids: Vec<String>,
    /// Every `href` and `src`, in order.
    pub addresses: Vec<String>,
    /// Anchor and words of every `h2` that has an anchor.
    pub sections: Vec<(String, String)>,
}

pub(super) fn scan(html: &str) -> Scan {
    let mut scan = Scan::default();
    scan.add(html);
    scan
}

impl Scan {
    /// Adds what another part of the page holds; a part begins and ends between tags.
    pub(super) fn add(&mut self, html: &str) {
        let mut section: Option<(String, String)> = None;
        for token in Tokenizer::new(html) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    for (name, value) in &tag.attributes {
                        let value = || String::from_utf8_lossy(value).into_owned();
                        match name.as_slice() {
                            b"id" => {
                                if tag.name.as_slice() == b"h2" {
                                    section = Some((value(), String::new()));
                                }
                                self.ids.push(value());
                            }
                            b"href" | b"src" => self.addresses.push(value()),
                            _ => {}
                        }
                    }
                }
                Token::String(text) => {
                    if let Some((_, words)) = &mut section {
                        words.push_str(&String::from_utf8_lossy(&text));
                    }
                }
                Token::EndTag(tag) if tag.name.as_slice() == b"h2" => self.sections.extend(section.take()),
                _ => {}
            }
        }
    }
}
