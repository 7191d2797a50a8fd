//! The page of a key: Markdown with a title, a level and sections. The program looks some of the sections up.

/// The text of a section of a page: `Cosa controlla`. A heading inside an example begins no section.
#[must_use]
pub fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let (mut at, mut start, mut is_example) = (0, None, false);
    for line in page.split_inclusive('\n') {
        let end = at + line.len();
        is_example ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !is_example) {
            Some(heading) if heading.trim_end() == title => start = Some(end),
            Some(_) if start.is_some() => break,
            _ => {}
        }
        at = end;
    }
    start.map_or("", |start| page[start..at].trim())
}

/// The first paragraph of a section, on one line.
pub(super) fn paragraph(page: &str, title: &str) -> String {
    let paragraph = section(page, title).split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the paragraph of the Italian section on norme says that there is none.
pub(super) fn says_none(norma: &str) -> bool {
    norma.is_empty() || norma.starts_with("Nessuna.")
}

/// An English page with the examples of the Italian one before the section on how to mend, unless the page has words of its own for what
/// no example can show.
pub(super) fn with_examples(en: &str, it: &str) -> String {
    const NEXT: &str = "\n## How to mend it\n";
    let Some((before, after)) = en.split_once(NEXT).filter(|_| section(en, "Wrong").is_empty()) else {
        return en.to_owned();
    };
    let (wrong, right) = (section(it, "Sbagliato"), section(it, "Giusto"));
    format!("{before}\n## Wrong\n\n{wrong}\n\n## Right\n\n{right}\n{NEXT}{after}")
}
