//! A report into text for people: excerpt with carets, cause, fix, norma, and a summary by level.

use super::{Diagnostic, Level, Locale, Place, Report};
use crate::source::{Sources, Span};
use annotate_snippets::{
    AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet, renderer::DecorStyle,
};

/// How the text looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct HumanStyle {
    /// Whether to use colours (ANSI escapes).
    pub colour: bool,
    /// The language.
    pub locale: Locale,
}

/// Every finding with its excerpt; empty when there is none.
#[must_use]
pub fn human(report: &Report, sources: &Sources, style: HumanStyle) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(140);
    let mut text = String::new();
    for diagnostic in report.sorted(sources) {
        text.push_str(&renderer.render(&groups(diagnostic, sources, style.locale)));
        text.push_str("\n\n");
    }
    text
}

/// One line: how many findings of each level there are, how many are waived, and how many are not shown.
#[must_use]
pub fn summary(report: &Report, locale: Locale) -> String {
    let number = |level, one: &str, many: &str| {
        let count = report.count(level);
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let counts = match locale {
        Locale::It => [
            number(Level::Error, "errore", "errori"),
            number(Level::Warning, "avviso", "avvisi"),
            number(Level::Advice, "consiglio", "consigli"),
        ],
        Locale::En => [
            number(Level::Error, "error", "errors"),
            number(Level::Warning, "warning", "warnings"),
            number(Level::Advice, "piece of advice", "pieces of advice"),
        ],
    };
    let mut counts = counts.join(", ");
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

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, locale: Locale) -> Vec<Group<'a>> {
    let (level, name) = match (diagnostic.level, locale) {
        (Level::Error, Locale::It) => (Shown::ERROR, "errore"),
        (Level::Error, Locale::En) => (Shown::ERROR, "error"),
        (Level::Warning, Locale::It) => (Shown::WARNING, "avviso"),
        (Level::Warning, Locale::En) => (Shown::WARNING, "warning"),
        (Level::Advice, Locale::It) => (Shown::NOTE, "consiglio"),
        (Level::Advice, Locale::En) => (Shown::NOTE, "advice"),
    };
    let (help, see, norma) = match locale {
        Locale::It => ("aiuto", "vedi", "norma"),
        Locale::En => ("help", "see", "norma"),
    };
    let title = level.with_name(name).primary_title(diagnostic.message.in_locale(locale)).id(diagnostic.rule);
    let mut groups = vec![match &diagnostic.place {
        Place::File(path) => Group::with_title(title).element(Origin::path(path.as_str())),
        Place::Span(span) => match sources.get(span.source) {
            None => Group::with_title(title),
            Some(source) => {
                let mut snippet = Snippet::source(source.text.as_str())
                    .path(source.path.as_str())
                    .annotation(AnnotationKind::Primary.span(visible(source, *span)));
                for (other, message) in diagnostic.related.iter().filter(|(other, _)| other.source == span.source) {
                    let label = message.in_locale(locale);
                    snippet = snippet.annotation(AnnotationKind::Context.span(visible(source, *other)).label(label));
                }
                title.element(snippet)
            }
        },
    }];
    // A place in another file is drawn by itself.
    let own = match &diagnostic.place {
        Place::Span(span) => Some(span.source),
        Place::File(_) => None,
    };
    for (other, message) in diagnostic.related.iter().filter(|(other, _)| Some(other.source) != own) {
        let Some(source) = sources.get(other.source) else { continue };
        groups.push(
            Shown::NOTE.with_name(see).secondary_title(message.in_locale(locale)).element(
                Snippet::source(source.text.as_str())
                    .path(source.path.as_str())
                    .annotation(AnnotationKind::Primary.span(visible(source, *other))),
            ),
        );
    }
    for hint in &diagnostic.hints {
        let title = Shown::HELP.with_name(help).secondary_title(hint.message.in_locale(locale));
        let patched = hint.fix.as_ref().and_then(|(span, text)| Some((sources.get(span.source)?, span, text)));
        groups.push(match patched {
            Some((source, span, text)) => title.element(
                Snippet::source(source.text.as_str())
                    .path(source.path.as_str())
                    .patch(Patch::new(on_boundaries(source, *span), text.as_str())),
            ),
            None => Group::with_title(title),
        });
    }
    if let Some(cited) = &diagnostic.norma {
        groups.push(Group::with_title(Shown::NOTE.with_name(norma).secondary_title(cited.in_locale(locale))));
    }
    groups
}

/// The bytes of a span, moved to the boundaries of characters and into the text: a drawing must never fail.
fn on_boundaries(source: &crate::source::Source, span: Span) -> std::ops::Range<usize> {
    let text = source.text.as_str();
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    start..text.floor_char_boundary(span.range().end.min(text.len())).max(start)
}

/// A span that shows at least one character, and only the first line of a long stretch.
fn visible(source: &crate::source::Source, span: Span) -> std::ops::Range<usize> {
    let text = source.text.as_str();
    let std::ops::Range { start, end } = on_boundaries(source, span);
    let end = match text[start..end].find('\n') {
        Some(at) if at > 0 => start + text[start..start + at].trim_end().len(),
        _ => end,
    };
    if end > start {
        return start..end;
    }
    start..text[start..].chars().next().map_or(start, |c| if c == '\n' { start } else { start + c.len_utf8() })
}
