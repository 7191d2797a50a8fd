//! A messaging service: how to join and leave it.

use super::Scope;
use super::build::{fact, paragraph, remark, section_of};
use crate::model::{Listed, Status, Subscribe};
use crate::record::{Localized, Text};
use crate::tree::{Block, Fact, Inline, Kind, Line, ListRole, SectionRole, Style, Target, link, text};

pub(super) fn service(scope: &Scope<'_>) -> Vec<Block> {
    let Some(subject) = &scope.page.subject else { return Vec::new() };
    let named = |listed: &&Listed<'_>| listed.anchor == subject;
    let directory = scope.directory;
    match (directory.active.iter().find(named), directory.over.iter().find(named)) {
        (Some(listed), _) => in_use(scope, listed),
        (None, Some(listed)) => over(scope, listed),
        (None, None) => Vec::new(),
    }
}

/// A service whose last day is past.
fn over(scope: &Scope<'_>, listed: &Listed<'_>) -> Vec<Block> {
    let span = listed.account.span;
    let Some(until) = &listed.account.until else { return Vec::new() };
    let words = [text(scope.t("service.over") + " "), vec![scope.date(until.value)], text(".")].concat();
    let card = link(Target::place("accounts", listed.anchor), scope.label("accounts.closed"), span);
    vec![paragraph(words, until.span), paragraph(vec![card], span)]
}

fn in_use(scope: &Scope<'_>, listed: &Listed<'_>) -> Vec<Block> {
    let account = listed.account;
    let span = account.span;
    let mut kind = text(format!("{} · {}", listed.platform.name.value, scope.kind(listed.kind)));
    if let Some(status) = account.status.as_ref().filter(|status| status.value != Status::Active) {
        kind.extend(text(" · "));
        kind.push(Inline::Styled(Style::Strong, text(scope.status(status.value))));
    }
    let mut words: Vec<Inline> = account.purpose.as_ref().map(|purpose| scope.say(purpose)).unwrap_or_default();
    if !words.is_empty() {
        words.extend(text(" "));
    }
    words.push(link(Target::place("accounts", listed.anchor), scope.label("service.card"), span));
    let mut blocks = vec![Kind::Line(Line::Category, kind).at(span), paragraph(words, span)];
    if let Some(subscribe) = &account.subscribe {
        blocks.extend(how(scope, listed, subscribe));
    }
    blocks.extend(account.notes.iter().map(|note| remark(scope.say(note), note.span)));
    blocks.extend(scope.notice_link(listed));
    blocks
}

/// How to join and leave.
fn how(scope: &Scope<'_>, listed: &Listed<'_>, subscribe: &Subscribe) -> Vec<Block> {
    let Subscribe {
        span,
        fields: _,
        steps,
        join,
        accept,
        leave,
        number_hidden,
        data,
        alternative,
        save_as,
        collective_answer,
    } = subscribe;
    let (span, account) = (*span, listed.account);
    let code = |key: &str, words: &Option<Text>| {
        let words = words.as_ref()?;
        Some(scope.fact(key, vec![Inline::Code(words.value.clone())], words.span))
    };
    let said = |key: &str, words: &Option<Localized>| {
        words.as_ref().map(|words| scope.fact(key, scope.say(words), words.span))
    };
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(number(scope, listed));
    facts.extend(code("subscribe.join", join));
    facts.extend(code("subscribe.accept", accept));
    facts.extend(code("subscribe.leave", leave));
    if !save_as.is_empty() {
        let names: Vec<&str> = save_as.iter().map(|name| name.value.as_str()).collect();
        facts.push(scope.fact("subscribe.save_as", text(names.join(", ")), span));
    }
    facts.extend(scope.formats(account));
    facts.extend(account.direction.as_ref().map(|direction| {
        scope.chosen("account.direction", "account.direction", direction.value.word(), direction.span)
    }));
    facts.extend(
        account
            .requests
            .as_ref()
            .map(|requests| scope.chosen("account.requests", "account.requests", requests.value.word(), requests.span)),
    );
    if account.emergency.as_ref().is_some_and(|emergency| emergency.value) {
        facts.push(scope.fact("account.emergency", scope.label("account.emergency_yes"), span));
    }
    facts.extend(asked(scope, data));
    if let Some(hidden) = number_hidden.as_ref().filter(|hidden| hidden.value) {
        facts.push(scope.fact("subscribe.hidden", scope.label("subscribe.hidden_yes"), hidden.span));
    }
    facts.extend(said("subscribe.alternative", alternative));
    facts.extend(said("subscribe.collective", collective_answer));
    let steps = scope.listed(ListRole::Steps, steps).map(|steps| {
        section_of(SectionRole::Element, ("iscrizione", 2), scope.label("subscribe.title"), vec![steps], span)
    });
    let facts = (!facts.is_empty()).then(|| Kind::Facts(facts).at(span));
    steps.into_iter().chain(facts).collect()
}

/// The number to write to, which leads to the account where that has an address.
fn number(scope: &Scope<'_>, listed: &Listed<'_>) -> Option<Fact> {
    let number = listed.account.number.as_ref()?;
    let written = text(number.value.written.clone());
    let words = match listed.url() {
        Some(url) => vec![link(Target::Web(url.to_owned()), written, number.span)],
        None => written,
    };
    Some(scope.fact("account.number", words, number.span))
}

/// Which data are asked: one in words, several as a list.
fn asked(scope: &Scope<'_>, data: &[Localized]) -> Option<Fact> {
    let blocks = match data {
        [] => return None,
        [one] => vec![scope.said(one)],
        several => vec![scope.listed(ListRole::Bullets, several)?],
    };
    Some(fact(scope.label("subscribe.data"), blocks))
}
