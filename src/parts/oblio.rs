//! The three tracks of a request for erasure: the ente, a search engine, a platform; and what to do when that is not enough.

use super::Scope;
use super::build::{item, items, list, paragraph, section, section_of, web, web_or_words};
use crate::catalog::{Platform, SearchEngine};
use crate::model::RightsRequests;
use crate::source::Span;
use crate::tree::{Accordion, Block, Fact, Inline, Kind, ListRole, SectionRole, Target, link, text};

pub(super) fn oblio(scope: &Scope<'_>) -> Vec<Block> {
    let requests = scope.site().informative.requests.as_ref();
    let span = requests.map_or(scope.site().informative.span, |requests| requests.span);
    let tracks = vec![
        paragraph(scope.label("oblio.tracks_text"), span),
        track(scope, ("ente", true), "oblio.ente", of_ente(scope, requests, span), span),
        track(scope, ("motore", false), "oblio.engine", of_engines(scope, span), span),
        track(scope, ("piattaforma", false), "oblio.platform", of_platforms(scope, span), span),
    ];
    vec![section("tre-strade", scope.label("oblio.tracks"), tracks, span), remedy(scope, span)]
}

fn track(scope: &Scope<'_>, (id, is_open): (&str, bool), title: &str, blocks: Vec<Block>, span: Span) -> Block {
    let heading = scope.label(title);
    Kind::Accordion(Accordion { id: id.to_owned(), level: 3, heading, is_open, blocks }).at(span)
}

fn of_ente(scope: &Scope<'_>, requests: Option<&RightsRequests>, span: Span) -> Vec<Block> {
    let mut blocks = vec![paragraph(scope.label("oblio.ente_text"), span)];
    let office = scope.named(requests.and_then(|requests| requests.office.as_ref()));
    match (office, &scope.site().settings.ente.rpd) {
        (Some(office), _) => {
            blocks.push(scope.office_name(office));
            blocks.extend(scope.office_contact(office));
        }
        (None, Some(rpd)) => {
            blocks.push(paragraph(scope.label("contacts.rpd"), rpd.span));
            blocks.extend(scope.rpd(rpd).into_iter().filter(|block| matches!(block.kind, Kind::Contact(_))));
        }
        (None, None) => blocks.extend(scope.ente_contact()),
    }
    let Some(requests) = requests else { return blocks };
    let RightsRequests { span, fields: _, office: _, email, page, answer_days, extension_days, identity, free, steps } =
        requests;
    blocks.extend(email.as_ref().map(|email| {
        let address = link(Target::Mail(email.value.0.clone()), text(email.value.0.clone()), email.span);
        paragraph([text(scope.t("oblio.email") + ": "), vec![address]].concat(), email.span)
    }));
    blocks.extend(page.as_ref().map(|page| paragraph(web(page, scope.label("oblio.page")), page.span)));
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(free) = free.as_ref().filter(|free| free.value) {
        facts.push(scope.fact("oblio.cost", scope.label("oblio.free"), free.span));
    }
    if let Some(days) = answer_days {
        let mut words = time(scope, days.value, 28..=31, "oblio.answer_month", "oblio.answer_days");
        if let Some(days) = extension_days {
            words.push(' ');
            words.push_str(&time(scope, days.value, 59..=62, "oblio.extension_months", "oblio.extension_days"));
        }
        facts.push(scope.fact("oblio.when", text(words), days.span));
    }
    facts.extend(identity.as_ref().map(|words| scope.fact("oblio.identity", scope.say(words), words.span)));
    if !facts.is_empty() {
        blocks.push(Kind::Facts(facts).at(*span));
    }
    if let Some(steps) = scope.listed(ListRole::Steps, steps) {
        let title = scope.label("oblio.steps");
        blocks.push(section_of(SectionRole::Element, ("come-procede", 4), title, vec![steps], *span));
    }
    blocks
}

/// A time as the law gives it, in months, where the days are as many; else in days.
fn time(scope: &Scope<'_>, days: u32, months: std::ops::RangeInclusive<u32>, by_month: &str, by_days: &str) -> String {
    if months.contains(&days) { scope.t(by_month) } else { scope.t_number(by_days, "n", days) }
}

fn of_engines(scope: &Scope<'_>, span: Span) -> Vec<Block> {
    let line = |engine: &SearchEngine| -> Vec<Inline> {
        let SearchEngine { span: _, fields: _, name, form, checked_on, unverified: _ } = engine;
        let mut words = web(form, text(scope.t_with("oblio.engine_form", &[("name", &name.value)])));
        words.extend(text(format!(" ({} ", scope.t("account.checked_on"))));
        words.push(scope.date(checked_on.value));
        words.extend(text(")"));
        words
    };
    let engines = &scope.catalog.authorities.search_engines;
    vec![paragraph(scope.label("oblio.engine_text"), span), list(ListRole::Bullets, engines.iter().map(line), span)]
}

fn of_platforms(scope: &Scope<'_>, span: Span) -> Vec<Block> {
    let mut blocks = vec![paragraph(scope.label("oblio.platform_text"), span)];
    let forms: Vec<_> =
        scope.directory.platforms.iter().filter_map(|(_, platform)| form(scope, platform, span)).collect();
    if !forms.is_empty() {
        let forms = forms.into_iter().map(|words| item(vec![paragraph(words, span)])).collect();
        blocks.push(items(ListRole::Bullets, forms, span));
    }
    blocks.push(paragraph(scope.label("oblio.platform_others"), span));
    blocks.extend(scope.catalog.authorities.authorities.get("agcom").map(|authority| {
        let mut words = text(scope.t("oblio.platform_authority") + " ");
        words.extend(web_or_words(authority.page.as_ref(), scope.say(&authority.name)));
        words.push(Inline::Text(".".to_owned()));
        paragraph(words, authority.span)
    }));
    blocks
}

/// Where a platform takes requests: its form, else its address, else its notice.
fn form(scope: &Scope<'_>, platform: &Platform, span: Span) -> Option<Vec<Inline>> {
    let (name, operator) = (&platform.name.value, &platform.operator);
    if let Some(form) = &operator.rights {
        let mut words = web(form, text(scope.t_with("oblio.platform_form", &[("name", name)])));
        if let Some(company) = &operator.name {
            let representative = operator.representative.as_ref().map(|representative| {
                format!("; {}: {}", scope.t("account.representative"), representative.name.value)
            });
            words.extend(text(format!(" ({}{})", company.value, representative.unwrap_or_default())));
        }
        return Some(words);
    }
    if let Some(email) = &operator.rights_email {
        let address = link(Target::Mail(email.value.0.clone()), text(email.value.0.clone()), span);
        return Some([text(format!("{name}: ")), vec![address]].concat());
    }
    let privacy = operator.privacy.as_ref()?;
    Some(web(privacy, text(scope.t_with("account.operator_privacy", &[("name", name)]))))
}

fn remedy(scope: &Scope<'_>, span: Span) -> Block {
    let mut blocks = vec![paragraph(scope.label("oblio.remedy_text"), span)];
    if let Some(garante) = scope.catalog.authorities.authorities.get("garante") {
        blocks.push(scope.said(&garante.name));
        blocks.extend(scope.authority(garante));
    }
    blocks.push(paragraph(scope.label("oblio.no_data"), span));
    section("se-non-basta", scope.label("oblio.remedy"), blocks, span)
}
