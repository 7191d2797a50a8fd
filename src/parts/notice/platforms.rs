//! What a notice says of the platforms: who answers for them, joint control, where they take data.

use super::elements::Elements;
use crate::catalog::{FactState, Platform, Safeguard};
use crate::model::Transfers;
use crate::parts::Scope;
use crate::parts::build::{paragraph, web};
use crate::parts::card::operator_blocks;
use crate::plan::{ByNotice, Served, Transfer};
use crate::record::{Localized, Text};
use crate::source::{Span, Spanned};
use crate::tree::{Block, Fact, Kind, text};

/// Who answers for the platforms of the accounts that the notice covers.
pub(super) fn operators(elements: &mut Elements<'_, '_>, served: &[Served<'_>], words: Option<&Localized>, span: Span) {
    let scope = elements.scope;
    let fact = |served: &Served<'_>| {
        let Served { key: _, platform, own_operators, by_platform } = served;
        let own = own_operators.iter().flat_map(|own| scope.own_operator(own));
        let by_platform = by_platform.then(|| operator_blocks(scope, platform)).into_iter().flatten();
        Fact { term: text(platform.name.value.clone()), blocks: own.chain(by_platform).collect() }
    };
    let mut blocks: Vec<Block> = words.map(|words| scope.said(words)).into_iter().collect();
    if !served.is_empty() {
        blocks.push(Kind::Facts(served.iter().map(fact).collect()).at(span));
    }
    if !blocks.is_empty() {
        elements.add("piattaforme", "notice.platforms", blocks, span);
    }
}

/// Joint control with the platforms (GDPR article 26).
pub(super) fn joint(elements: &mut Elements<'_, '_>, served: &[Served<'_>], words: Option<&Localized>) {
    let scope = elements.scope;
    let Some(words) = words else { return };
    let fact = |served: &Served<'_>| {
        let operator = &served.platform.operator;
        let name = &served.platform.name.value;
        let arrangement = match (&operator.joint_control, &operator.no_joint_control) {
            (Some(page), _) => web(page, text(scope.t_with("notice.joint_link", &[("name", name)]))),
            (None, Some(none)) if none.value => scope.label("notice.joint_none"),
            _ => return None,
        };
        let authority = operator.lead_authority.as_ref().map(|authority| {
            let words = [text(scope.t("notice.lead_authority") + ": "), scope.say(authority)].concat();
            paragraph(words, authority.span)
        });
        let blocks = std::iter::once(paragraph(arrangement, words.span)).chain(authority).collect();
        served.by_platform.then(|| Fact { term: text(name.clone()), blocks })
    };
    let mut blocks = vec![scope.said(words)];
    if !served.is_empty() {
        blocks.push(Kind::Facts(served.iter().filter_map(fact).collect()).at(words.span));
    }
    elements.add("contitolarita", "notice.joint", blocks, words.span);
}

pub(super) fn transfer_blocks(scope: &Scope<'_>, of: &ByNotice<'_>, transfers: &Transfers) -> Vec<Block> {
    let Transfers { span, fields: _, by_ente, by_platforms, checked_on } = transfers;
    let span = *span;
    let own = [by_ente, by_platforms].into_iter().flatten().map(|words| scope.said(words));
    let mut blocks: Vec<Block> = own.collect();
    if !of.outside.is_empty() {
        blocks.push(paragraph(scope.label("notice.transfers_outside"), span));
        let fact = |transfer: &Transfer<'_>| match transfer {
            Transfer::Platform(_, platform) => transfer_fact(scope, platform, span),
            Transfer::Own(platform, own) => {
                let who = paragraph(scope.name(&own.name), own.span);
                Fact { term: text(platform.name.value.clone()), blocks: vec![who] }
            }
        };
        blocks.push(Kind::Facts(of.outside.iter().map(fact).collect()).at(span));
    }
    if !of.inside.is_empty() {
        blocks.push(paragraph(scope.label("notice.transfers_inside"), span));
        let facts = of.inside.iter().map(|(_, platform)| transfer_fact(scope, platform, span));
        blocks.push(Kind::Facts(facts.collect()).at(span));
    }
    blocks.extend(checked_on.as_ref().map(|day| {
        let words = [text(scope.t("notice.transfers_checked") + " "), vec![scope.date(day.value)], text(".")];
        paragraph(words.concat(), day.span)
    }));
    blocks
}

/// Where a platform takes data and on what that rests.
fn transfer_fact(scope: &Scope<'_>, platform: &Platform, span: Span) -> Fact {
    let operator = &platform.operator;
    let country = |code: &Text| scope.t(&format!("country.{}", code.value));
    let mut said: Vec<String> = Vec::new();
    if let Some(code) = operator.country.as_ref().filter(|_| operator.is_outside()) {
        said.push(scope.t_with("notice.seat", &[("country", &country(code))]));
    } else if let Some(code) = &operator.group_country {
        let of_country = scope.t(&format!("country_of.{}", code.value));
        said.push(scope.t_with("notice.seat_group", &[("of_country", &of_country)]));
    }
    if !operator.data_in.is_empty() {
        let countries: Vec<String> = operator.data_in.iter().map(country).collect();
        said.push(format!("{}: {}.", scope.t("notice.data_in"), countries.join(", ")));
    }
    said.extend(platform.framework().and_then(|known| match known {
        FactState::Yes => Some(scope.t("notice.framework_yes")),
        FactState::No => Some(scope.t("notice.framework_no")),
        FactState::Unknown => None,
    }));
    if !operator.safeguards.is_empty() {
        let safeguard = |safeguard: &Spanned<Safeguard>| scope.t(&format!("safeguard.{}", safeguard.value.word()));
        let safeguards: Vec<String> = operator.safeguards.iter().map(safeguard).collect();
        said.push(format!("{}: {}.", scope.t("notice.safeguards"), safeguards.join("; ")));
    }
    let name = operator.name.as_ref().map(|name| paragraph(text(name.value.clone()), span));
    let said = (!said.is_empty()).then(|| paragraph(text(said.join(" ")), span));
    Fact { term: text(platform.name.value.clone()), blocks: name.into_iter().chain(said).collect() }
}
