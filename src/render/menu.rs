//! The menu of a language, written twice for all its pages: with no entry current, and with all. Each page gets its own from stretches
//! of the two.

use super::part::{Builder, Part, mark};

/// A menu with no entry current, and with all.
pub(super) struct Menu([Written; 2]);

struct Written {
    part: Part,
    /// Where each entry begins.
    entries: Vec<usize>,
}

impl Menu {
    /// From the two texts, with a mark before each of so many entries; `None` where one is not there.
    pub(super) fn new([others, own]: [&str; 2], entries: usize, minify: bool) -> Option<Self> {
        Some(Self([Written::new(others, entries, minify)?, Written::new(own, entries, minify)?]))
    }

    /// The menu of a page by the number of its entry, or of one that has none.
    pub(super) fn of(&self, entry: Option<usize>) -> Part {
        let Self([others, own]) = self;
        let cut = entry.and_then(|entry| Some((others.around(entry)?, own.around(entry)?)));
        let html = match cut {
            Some(((before, _, after), (_, entry, _))) => [before, entry, after].concat(),
            None => others.part.html.clone(),
        };
        Part { html, scan: others.part.scan.clone() }
    }
}

impl Written {
    fn new(text: &str, entries: usize, minify: bool) -> Option<Self> {
        let mut rest = text;
        let mut builder = Builder::new(minify);
        let mut places = Vec::with_capacity(entries);
        for entry in 0..entries {
            let (before, after) = rest.split_once(&mark(entry))?;
            builder.add(before);
            places.push(builder.cut());
            rest = after;
        }
        builder.add(rest);
        Some(Self { part: builder.finish(), entries: places })
    }

    /// What comes before an entry, the entry up to the next one, and the rest.
    fn around(&self, entry: usize) -> Option<(&str, &str, &str)> {
        let html = self.part.html.as_str();
        let start = *self.entries.get(entry)?;
        let end = self.entries.get(entry + 1).copied().unwrap_or(html.len());
        Some((html.get(..start)?, html.get(start..end)?, html.get(end..)?))
    }
}
