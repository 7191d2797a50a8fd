//! Markdown files of the languages' folders into documents.

use super::document::{Document, FrontMatter, page_parts};
use super::site::Site;
use super::variables::SiteVariables;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::i18n::Languages;
use crate::layers::{Inputs, LayerFile, broken};
use crate::prose;
use crate::record::{Reader, markup_in, read_text};
use crate::say;
use crate::source::{FileEntry, SourceId, Sources, Span, Unreadable, yaml};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most pages of one language: the menu, which leads to all of them, stands on each.
const MAX_PAGES: usize = 500;

/// The pages of a site; `None` where one of them cannot be read: every link to it would be called broken.
pub(super) fn load_all(
    site: &Site,
    inputs: &Inputs,
    listing: &[FileEntry],
    (catalog, languages): (&Catalog, &Languages),
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Vec<Document>>, Unreadable> {
    let (mut pages, mut unreadable) = (Vec::new(), false);
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for entry in listing {
        let Some((lang, name)) = entry.path.split_once('/') else { continue };
        let Some(key) = name.strip_suffix(".md").filter(|key| !key.contains('/')) else { continue };
        // A folder that is no language of the site is reported by `unread`.
        if !site.languages.iter().any(|known| known == lang) {
            continue;
        }
        let Some(language) = languages.get(lang) else { continue };
        let (count, last) = counts.entry(lang).or_default();
        *count += 1;
        *last = &entry.path;
        if *count > MAX_PAGES {
            unreadable = true;
            continue;
        }
        let Some(page) = read(inputs, &entry.path, sources, report)? else {
            unreadable = true;
            continue;
        };
        let Some(variables) = SiteVariables::of(site, catalog, language, lang) else { continue };
        pages.push((entry.path.clone(), lang.to_owned(), key.to_owned(), page, variables));
    }
    for (lang, (count, last)) in counts.into_iter().filter(|(_, (count, _))| *count > MAX_PAGES) {
        report.push(too_many_pages(lang, count, inputs.files().shown(last)));
    }
    // A page's prose needs nothing of the other pages, so that all are read in parallel.
    let sources: &Sources = sources;
    let parsed: Vec<_> = pages
        .into_par_iter()
        .map(|(path, lang, key, PageText { front, source, body }, variables)| {
            let mut found = Report::default();
            let text = sources.get(source).map_or("", |source| source.text.as_str());
            let body = prose::parse(text, body, source, &variables, &mut found);
            (Document { key, lang, path, source, front, body }, found)
        })
        .collect();
    let (documents, found): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    found.into_iter().for_each(|found| report.merge(found));
    Ok((!unreadable).then_some(documents))
}

/// The finding that a language has more pages than a menu can hold; `last` is the path of the last one.
fn too_many_pages(lang: &str, count: usize, last: String) -> Diagnostic {
    Diagnostic::about_file(
        Key::TooLarge,
        last,
        say!(
            "in «{lang}» ci sono {count} pagine, e possono essere {MAX_PAGES}: questa è l'ultima",
            "there are {count} pages in “{lang}”, and there may be {MAX_PAGES}: this is the last one"
        ),
    )
    .hint(say!(
        "ogni pagina ha nel menu tutte le altre: unisci quelle brevi, e metti i documenti in files/",
        "each page has all others in its menu: join short ones, and put documents into files/"
    ))
}

/// A page's front matter, and where its prose begins.
struct PageText {
    front: FrontMatter,
    source: SourceId,
    body: usize,
}

/// A page of the layers: front matter field by field, and the uppermost prose that is not empty.
fn read(
    inputs: &Inputs,
    path: &str,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<PageText>, Unreadable> {
    let mut trees = Vec::new();
    let mut prose = None;
    for (layer, files, entry) in inputs.folders.having(path) {
        let (source, readable) = read_text(files, entry, sources, report)?;
        let text = sources.get(source).map_or("", |source| source.text.as_str());
        if !readable {
            return Ok(None);
        }
        let Some((front, body)) = front_matter(text, source, report) else { return Ok(None) };
        let (tree, troubles) = yaml::parse_at(&text[front.clone()], source, front.start);
        trees.push(LayerFile { layer, source, tree, troubles });
        if prose.is_none() || !text[body..].trim().is_empty() {
            let part = format!("{path}#body");
            if let (Some((below, _)), Some(lock)) =
                (prose, inputs.locks_on(path, layer).find(|lock| lock.value == part))
            {
                report.push(broken(lock, &part, Span::new(source, body..body), Some(Span::start_of(below))));
            }
            prose = Some((source, body));
        }
    }
    let (Some(joined), Some((source, body))) = (inputs.join(path, trees, report), prose) else { return Ok(None) };
    let (front, found) = Reader::read_root((joined.tree, joined.troubles));
    report.merge(found);
    let shown = front.iter().flat_map(|front: &FrontMatter| std::iter::once(&front.title).chain(&front.lead));
    shown.filter_map(markup_in).for_each(|found| report.push(found));
    Ok(front.map(|front| PageText { front, source, body }))
}

/// [`page_parts`], after a report when there is no front matter.
fn front_matter(text: &str, source: SourceId, report: &mut Report) -> Option<(Range<usize>, usize)> {
    let parts = page_parts(text);
    if parts.is_none() {
        let first = text.lines().next().unwrap_or_default();
        let message = say!(
            "in cima al file mancano il titolo e le due righe «---»",
            "the title and the two lines “---” are missing at the top of the file"
        );
        report.push(
            Diagnostic::new(Key::MissingFrontMatter, Span::new(source, 0..first.trim_end().len()), message).hint(say!(
                "comincia il file con tre righe: «---», «title: Titolo della pagina», «---»",
                "begin the file with three lines: “---”, “title: The page's title”, “---”"
            )),
        );
    }
    parts
}
