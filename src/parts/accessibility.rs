//! Accessibility: the declaration, what the ente does, how to tell of an obstacle, the platforms' own pages.

use super::Scope;
use super::build::{list, paragraph, section, web, web_or_words};
use crate::model::Accessibility;
use crate::source::Span;
use crate::tree::{Block, Inline, ListRole, text};

pub(super) fn accessibility(scope: &Scope<'_>) -> Vec<Block> {
    let settings = &scope.site().settings;
    let Some(given) = &settings.accessibility else {
        return [Some(feedback(scope, None, settings.span)), platforms(scope, settings.span)]
            .into_iter()
            .flatten()
            .collect();
    };
    let Accessibility {
        span,
        fields: _,
        dichiarazione,
        declared_on,
        objectives,
        answer_days,
        commitments,
        limits,
        disclaimer,
    } = given;
    let declaration =
        dichiarazione.as_ref().map(|dichiarazione| {
            let mut words = text(scope.t("accessibility.declaration_text") + " ");
            words.extend(web(dichiarazione, scope.label("accessibility.declaration_link")));
            words.push(Inline::Text(".".to_owned()));
            let mut blocks = vec![paragraph(words, dichiarazione.span)];
            blocks.extend(declared_on.as_ref().map(|day| {
                let words = [text(scope.t("accessibility.declared_on") + " "), vec![scope.date(day.value)], text(".")];
                paragraph(words.concat(), day.span)
            }));
            blocks.extend(objectives.as_ref().map(|objectives| {
                paragraph(web(objectives, scope.label("accessibility.objectives")), objectives.span)
            }));
            section("dichiarazione", scope.label("accessibility.declaration"), blocks, dichiarazione.span)
        });
    [
        declaration,
        scope.list_section("impegni", "accessibility.commitments", ListRole::Bullets, commitments),
        scope.list_section("limiti", "accessibility.limits", ListRole::Bullets, limits),
        scope.text_section("responsabilita", "accessibility.disclaimer", disclaimer.as_ref()),
        Some(feedback(scope, answer_days.as_ref().map(|days| days.value), *span)),
        platforms(scope, *span),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How to tell of an obstacle, and to whom to turn when nothing comes of that.
fn feedback(scope: &Scope<'_>, answer_days: Option<u32>, span: Span) -> Block {
    let contacts = scope.site().settings.contacts.as_ref();
    let office = scope.named(contacts.and_then(|contacts| contacts.accessibility.as_ref()));
    let mut blocks = vec![paragraph(scope.label("accessibility.feedback_text"), span)];
    blocks.extend(office.map_or_else(|| scope.ente_contact(), |office| scope.office_contact(office)));
    blocks
        .extend(answer_days.map(|days| paragraph(text(scope.t_number("accessibility.answer_days", "n", days)), span)));
    let authorities = &scope.catalog.authorities.authorities;
    blocks.extend(authorities.get("difensore-civico-digitale").map(|authority| {
        let mut words = text(scope.t("accessibility.ombudsman") + " ");
        words.extend(web_or_words(authority.page.as_ref(), scope.say(&authority.name)));
        words.push(Inline::Text(".".to_owned()));
        paragraph(words, authority.span)
    }));
    section("ostacoli", scope.label("accessibility.feedback"), blocks, span)
}

/// What the platforms say of their own accessibility.
fn platforms(scope: &Scope<'_>, span: Span) -> Option<Block> {
    let platforms = &scope.directory.platforms;
    let pages: Vec<_> = platforms
        .iter()
        .filter_map(|(_, platform)| {
            let page = platform.operator.accessibility.as_ref()?;
            Some(web(page, text(scope.t_with("accessibility.of", &[("name", &platform.name.value)]))))
        })
        .collect();
    let list = (!pages.is_empty()).then(|| list(ListRole::Bullets, pages, span));
    let blocks = std::iter::once(paragraph(scope.label("accessibility.platforms_text"), span)).chain(list).collect();
    (!platforms.is_empty()).then(|| section("piattaforme", scope.label("accessibility.platforms"), blocks, span))
}
