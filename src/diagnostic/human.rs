//! A report into text for people: excerpt with carets, cause, fix, norma, and a summary by level.

use super::view::Related;
use super::{Level, Locale, Report, View};
use crate::say;
use crate::source::signs::{VisibleText, on_a_line, visible};
use crate::source::{LineColumn, Source, Sources, Span};
use annotate_snippets::{
    AnnotationKind, Group, Level as Title, Origin, Patch, Renderer, Snippet, renderer::DecorStyle,
};
use std::fmt;
use std::ops::{Deref, Range};

/// Most other places of a finding that are drawn with their lines; further ones are only named.
const MOST_DRAWN: usize = 3;

/// How a report is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct HumanStyle {
    /// Whether to use colours (ANSI escapes).
    pub colour: bool,
    /// The language.
    pub locale: Locale,
}

/// A report as it is drawn for a terminal. Only [`human`] makes one, and it has made visible whatever came from files, so that each escape
/// in the text is a colour of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn(String);

impl Deref for Drawn {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every finding with its excerpt; empty when there is none.
#[must_use]
pub fn human(report: &Report, sources: &Sources, style: HumanStyle) -> Drawn {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(140);
    let mut text = String::new();
    for view in report.views(sources, style.locale) {
        text.push_str(&renderer.render(&Drawing { sources, locale: style.locale }.groups(&view)));
        text.push_str("\n\n");
    }
    Drawn(text)
}

/// One line: how many findings of each level there are, how many are waived, and how many are not shown.
#[must_use]
pub fn summary(report: &Report, locale: Locale) -> String {
    let mut counts = Level::ALL.map(|level| level.counted(report.count(level), locale)).join(", ");
    match (report.waived().len(), locale) {
        (0, _) => {}
        (1, Locale::It) => counts.push_str(", 1 deroga"),
        (waived, Locale::It) => counts.push_str(&format!(", {waived} deroghe")),
        (1, Locale::En) => counts.push_str(", 1 waived"),
        (waived, Locale::En) => counts.push_str(&format!(", {waived} waived")),
    }
    match (report.not_kept(), locale) {
        (0, _) => counts,
        (hidden, Locale::It) => format!("{counts}; {hidden} non sono mostrati"),
        (hidden, Locale::En) => format!("{counts}; {hidden} are not shown"),
    }
}

/// What a finding is drawn from.
struct Drawing<'a> {
    sources: &'a Sources,
    locale: Locale,
}

impl<'a> Drawing<'a> {
    fn groups(&self, view: &View<'a>) -> Vec<Group<'a>> {
        let (help, see, norma) = match self.locale {
            Locale::It => ("aiuto", "vedi", "norma"),
            Locale::En => ("help", "see", "norma"),
        };
        let place = view.at.stretch.map(|stretch| stretch.span);
        // A place in another file, or in a line of which only a part is drawn, gets an excerpt of its own.
        let beside = |other: &Related<'_>| {
            let other = other.at.stretch.map(|stretch| stretch.span);
            place
                .zip(other)
                .is_some_and(|(span, other)| span.source == other.source && !self.is_long(span) && !self.is_long(other))
        };
        let (together, mut others): (Vec<_>, Vec<_>) = view.related.iter().partition(|other| beside(other));
        let mut groups = vec![self.first(view, &together)];
        // Where there are many other places, those after [`MOST_DRAWN`] are named in one line.
        let named = others.split_off(others.len().min(MOST_DRAWN));
        for other in others {
            let Some(span) = other.at.stretch.map(|stretch| stretch.span) else { continue };
            let Some(excerpt) = self.excerpt(&[span]) else { continue };
            let snippet = excerpt.snippet(AnnotationKind::Primary.span(excerpt.stretch(span)));
            groups.push(excerpt.under(Title::NOTE.with_name(see).secondary_title(on_a_line(other.message)), snippet));
        }
        if !named.is_empty() {
            let count = named.len();
            let named = named.into_iter().map(|other| other.at.in_words()).collect::<Vec<_>>().join(", ");
            let words = say!("altri {count} punti: {named}", "{count} more places: {named}");
            let words = words.in_locale(self.locale).to_owned();
            groups.push(Group::with_title(Title::NOTE.with_name(see).secondary_title(words)));
        }
        for hint in &view.hints {
            let title = Title::HELP.with_name(help).secondary_title(on_a_line(hint.message));
            let span = hint.at.as_ref().and_then(|at| at.stretch).map(|stretch| stretch.span);
            let patched = span.filter(|span| !self.is_long(*span)).zip(hint.replace);
            let patched = patched.and_then(|(span, text)| Some((self.excerpt(&[span])?, span, text)));
            groups.push(match patched {
                Some((excerpt, span, text)) => title.element(excerpt.patched(span, text)),
                None => Group::with_title(title),
            });
        }
        if let Some(cited) = view.norma {
            groups.push(Group::with_title(Title::NOTE.with_name(norma).secondary_title(on_a_line(cited))));
        }
        groups
    }

    /// The finding itself: its title over its place, with other places that can be drawn beside.
    fn first(&self, view: &View<'a>, together: &[&Related<'a>]) -> Group<'a> {
        let level = match view.level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
            Level::Advice => Title::NOTE,
        };
        let title = level.with_name(view.level.name(self.locale)).primary_title(on_a_line(view.message));
        let title = title.id(view.key.name());
        match view.at.stretch.map(|stretch| stretch.span) {
            None if view.at.path.is_empty() => Group::with_title(title),
            None => Group::with_title(title).element(Origin::path(view.at.shown_path())),
            Some(span) => {
                let related = together.iter().filter_map(|other| Some((other.at.stretch?.span, other.message)));
                let all: Vec<Span> = std::iter::once(span).chain(related.clone().map(|(other, _)| other)).collect();
                match self.excerpt(&all) {
                    None => Group::with_title(title),
                    Some(excerpt) => {
                        let mut snippet = excerpt.snippet(AnnotationKind::Primary.span(excerpt.stretch(span)));
                        for (other, message) in related {
                            let stretch = AnnotationKind::Context.span(excerpt.stretch(other));
                            snippet = snippet.annotation(stretch.label(on_a_line(message)));
                        }
                        excerpt.under(title, snippet)
                    }
                }
            }
        }
    }

    /// Whether a place is in a line of which only a part is drawn.
    fn is_long(&self, span: Span) -> bool {
        let start = span.start as usize;
        let line = |source: &Source| lines(&source.text, start..start).len() > LONGEST_LINE;
        self.sources.get(span.source).is_some_and(line)
    }

    /// The lines that hold some places of one text. Of a long line, only what stands around its one place.
    fn excerpt(&self, spans: &[Span]) -> Option<Excerpt<'a>> {
        let first = spans.first()?;
        let source = self.sources.get(first.source)?;
        let text = source.text.as_str();
        let start = spans.iter().map(|span| span.start).min()? as usize;
        let end = spans.iter().map(|span| span.end).max()? as usize;
        let is_cut = spans.len() == 1 && self.is_long(*first);
        let whole = lines(text, start..if is_cut { start } else { end });
        let around = || {
            let from = text.floor_char_boundary(start.saturating_sub(AROUND)).max(whole.start);
            from..text.floor_char_boundary(start + 2 * AROUND).min(whole.end).max(from)
        };
        let drawn = if is_cut { around() } else { whole.clone() };
        let shown = VisibleText::new(&text[drawn.clone()]);
        Some(Excerpt { source, drawn, at: is_cut.then(|| source.line_column(start)), shown })
    }
}

/// Longest line that is drawn whole, in bytes. To draw a line takes time by its length, for each finding in it.
const LONGEST_LINE: usize = 2_000;

/// How many bytes of a longer line are drawn before a place; twice as many are drawn after the place's beginning.
const AROUND: usize = 200;

/// The lines that hold a stretch of a text, in bytes of it.
fn lines(text: &str, stretch: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(stretch.start.min(text.len()));
    let end = text.floor_char_boundary(stretch.end.min(text.len())).max(start);
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    from..text[end..].find('\n').map_or(text.len(), |at| end + at)
}

/// A part of a text, as people see it.
struct Excerpt<'a> {
    source: &'a Source,
    /// Which bytes of the text.
    drawn: Range<usize>,
    /// Line and column of the place, where only a part of its line is drawn: the renderer would count from the part.
    at: Option<LineColumn>,
    shown: VisibleText<'a>,
}

impl<'a> Excerpt<'a> {
    fn snippet(&self, annotation: annotate_snippets::Annotation<'a>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let snippet = Snippet::source(self.shown.text.clone()).line_start(self.line()).annotation(annotation);
        if self.at.is_some() { snippet } else { snippet.path(on_a_line(&self.source.path)) }
    }

    /// The number of the first line that is drawn.
    fn line(&self) -> usize {
        self.source.line_column(self.drawn.start).line
    }

    /// A title with the place under it, and what is drawn.
    fn under(
        &self,
        title: annotate_snippets::Title<'a>,
        snippet: Snippet<'a, annotate_snippets::Annotation<'a>>,
    ) -> Group<'a> {
        match self.at {
            Some(LineColumn { line, column }) => {
                let origin = Origin::path(on_a_line(&self.source.path)).line(line).char_column(column);
                title.element(origin).element(snippet)
            }
            None => title.element(snippet),
        }
    }

    fn patched(&self, span: Span, text: &'a str) -> Snippet<'a, Patch<'a>> {
        let Range { start, end } = self.on_boundaries(span);
        let place = self.place(start)..self.place(end);
        Snippet::source(self.shown.text.clone())
            .line_start(self.line())
            .path(on_a_line(&self.source.path))
            .patch(Patch::new(place, visible(text)))
    }

    /// Where a byte of the text is drawn.
    fn place(&self, at: usize) -> usize {
        self.shown.place(at.clamp(self.drawn.start, self.drawn.end) - self.drawn.start)
    }

    /// The bytes of a span, moved to the boundaries of characters and into the text: a drawing must never fail.
    fn on_boundaries(&self, span: Span) -> Range<usize> {
        let text = self.source.text.as_str();
        let start = text.floor_char_boundary(span.range().start.min(text.len()));
        start..text.floor_char_boundary(span.range().end.min(text.len())).max(start)
    }

    /// Where a span is drawn: at least one character, and only the first line of a long stretch.
    fn stretch(&self, span: Span) -> Range<usize> {
        let text = self.source.text.as_str();
        let Range { start, end } = self.on_boundaries(span);
        let end = match text[start..end].find('\n') {
            Some(at) if at > 0 => start + text[start..start + at].trim_end().len(),
            _ => end,
        };
        let end = if end > start {
            end
        } else {
            text[start..].chars().next().map_or(start, |c| if c == '\n' { start } else { start + c.len_utf8() })
        };
        self.place(start)..self.place(end)
    }
}
