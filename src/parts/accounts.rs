//! The directory of accounts: the official ones, the closed ones, those that are not the ente's; who manages them, how one is opened,
//! the open data.

use super::Scope;
use super::build::{after, fact, item, items, list, paragraph, section, section_of};
use super::card::{card, manager_blocks};
use crate::model::{ClauseKind, Closed, ClosedAccount, Listed, Management, NotOfficial, NotOurs};
use crate::plan::url;
use crate::source::Span;
use crate::tree::{
    Block, Check, GroupRole, Inline, Item, Kind, List, ListRole, SectionRole, Style, Target, link, text,
};

/// The pages with the accounts in other orders.
const ORDERS: [&str; 3] = ["account-per-piattaforma", "account-per-settore", "account-per-ente"];

pub(super) fn accounts(scope: &Scope<'_>) -> Vec<Block> {
    let site = scope.site();
    let span = site.accounts.span;
    let management = &site.accounts.management;
    let managed = (!management.is_empty()).then(|| {
        let facts = Kind::Facts(management.iter().map(|each| managed(scope, each)).collect()).at(span);
        section("gestione", scope.label("accounts.management"), vec![facts], span)
    });
    std::iter::once(official(scope, span))
        .chain(after(scope.text()))
        .chain(closed(scope))
        .chain(not_official(scope))
        .chain(managed)
        .chain(scope.list_section("apertura", "accounts.opening", ListRole::Steps, &site.accounts.opening))
        .chain(open_data(scope, span))
        .collect()
}

fn official(scope: &Scope<'_>, span: Span) -> Block {
    let ente = scope.site().settings.ente.name.read_by(scope.eye);
    let mut blocks = vec![paragraph(text(scope.t_with("accounts.only_these", &[("name", ente)])), span)];
    blocks.push(Kind::Check(check(scope)).at(span));
    let orders = page_links(scope, &ORDERS, span);
    if !orders.is_empty() {
        blocks.extend([paragraph(scope.label("accounts.orders"), span), list(ListRole::Bullets, orders, span)]);
    }
    let directory = scope.directory;
    let mut add = |id: &str, heading: Vec<Inline>, accounts: &[Listed<'_>]| {
        let cards = accounts.iter().map(|listed| card(scope, listed)).collect();
        let cards = vec![Kind::Group(GroupRole::Accounts, cards).at(span)];
        blocks.push(section_of(SectionRole::Element, (id, 3), heading, cards, span));
    };
    if directory.members.is_empty() {
        for (key, platform) in &directory.platforms {
            let on_it: Vec<_> = directory.active.iter().filter(|listed| listed.platform_key == *key).copied().collect();
            add(&format!("su-{key}"), text(platform.name.value.clone()), &on_it);
        }
    } else {
        for group in &directory.members {
            let name = &group.of.name;
            add(&group.anchor(name.read_by(scope.eye)), scope.name(name), &group.accounts);
        }
        let of_all: Vec<_> = directory.active.iter().filter(|listed| listed.member.is_none()).copied().collect();
        if !of_all.is_empty() {
            add("di-tutti", text(scope.t_with("accounts.of_all", &[("name", ente)])), &of_all);
        }
    }
    section("account", scope.label("accounts.official"), blocks, span)
}

fn check(scope: &Scope<'_>) -> Check {
    let script = |name: &str| scope.files.scripts.get(name).map(ToString::to_string).unwrap_or_default();
    Check {
        id: "verifica".to_owned(),
        data: url::check_data_path(&scope.page.path).to_string(),
        answers: script("verifica-risposte.js"),
        script: script("verifica.js"),
    }
}

/// Links to those of some pages that the site has.
fn page_links(scope: &Scope<'_>, keys: &[&str], span: Span) -> Vec<Vec<Inline>> {
    let found = keys.iter().filter(|key| scope.pages.find(&scope.page.lang, key).is_some());
    found.map(|key| vec![link(Target::page(key), text(scope.title_of(key)), span)]).collect()
}

fn closed(scope: &Scope<'_>) -> Option<Block> {
    let directory = scope.directory;
    let entries: Vec<Item> = directory
        .over
        .iter()
        .map(|listed| over_item(scope, listed))
        .chain(directory.closed.iter().map(|closed| closed_item(scope, closed)))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let span = scope.site().accounts.span;
    let blocks = vec![paragraph(scope.label("accounts.closed_text"), span), bare(entries, span)];
    Some(section_of(SectionRole::Closed, ("chiusi", 2), scope.label("accounts.closed"), blocks, span))
}

/// Entries that have several lines each.
fn bare(items: Vec<Item>, span: Span) -> Block {
    Kind::List(List { role: ListRole::Bare, tight: false, items }).at(span)
}

fn strong(words: Vec<Inline>) -> Inline {
    Inline::Styled(Style::Strong, words)
}

/// An account whose last day is past. Its anchor stays, because links lead there.
fn over_item(scope: &Scope<'_>, listed: &Listed<'_>) -> Item {
    let span = listed.account.span;
    let name = listed.name(scope.eye);
    let who = match (listed.handle(), listed.url()) {
        (Some(handle), _) => format!(": {handle} ({name})"),
        (None, Some(url)) => format!(": {name} ({})", super::build::host(url)),
        (None, None) => format!(": {name}"),
    };
    let mut words = vec![strong(text(format!("{}{who}", listed.platform.name.value)))];
    if let Some(until) = &listed.account.until {
        words.extend(text(format!(" – {} ", scope.t("accounts.closed_on"))));
        words.push(scope.date(until.value));
    }
    Item { id: Some(listed.anchor.to_owned()), blocks: vec![paragraph(words, span)] }
}

fn closed_item(scope: &Scope<'_>, closed: &Closed<'_>) -> Item {
    let ClosedAccount {
        span,
        fields: _,
        platform: _,
        handle: _,
        url: _,
        number: _,
        name,
        closed: on,
        reason,
        successor,
    } = closed.account;
    let span = *span;
    let mut who = text(closed.platform_name());
    let name = name.as_ref().map(|name| scope.name(name));
    match (closed.handle(), name) {
        (Some(handle), name) => {
            who.extend(text(format!(": {handle}")));
            who.extend(name.map(|name| [text(" ("), name, text(")")].concat()).into_iter().flatten());
        }
        (None, Some(name)) => who.extend([text(": "), name].concat()),
        (None, None) => {}
    }
    if let Some(url) = closed.url().filter(|_| closed.handle().is_none()) {
        who.extend(text(format!(" ({})", super::build::host(url))));
    }
    let mut words = vec![strong(who)];
    if let Some(on) = on {
        words.extend(text(format!(" – {} ", scope.t("accounts.closed_on"))));
        words.push(scope.date(on.value));
    }
    let mut blocks = vec![paragraph(words, span)];
    blocks.extend(reason.as_ref().map(|words| scope.said(words)));
    blocks.extend(successor.as_ref().and_then(|successor| {
        let (target, span) = (scope.card_of(successor)?, successor.name.span);
        Some(paragraph(vec![link(target, scope.label("accounts.successor"), span)], span))
    }));
    Item { id: Some(closed.anchor.to_owned()), blocks }
}

fn not_official(scope: &Scope<'_>) -> Option<Block> {
    let entries: Vec<Item> =
        scope.directory.not_official.iter().map(|not_ours| not_official_item(scope, not_ours)).collect();
    if entries.is_empty() {
        return None;
    }
    let span = scope.site().accounts.span;
    let mut blocks = vec![paragraph(scope.label("accounts.not_official_text"), span)];
    let clauses = scope.site().settings.policy.iter().flat_map(|policy| &policy.clauses);
    let of_others = clauses.filter(|clause| clause.kind.value == ClauseKind::OthersAreNotOurs);
    blocks.extend(of_others.map(|clause| scope.said(&clause.text)));
    blocks.push(bare(entries, span));
    let heading = scope.label("accounts.not_official");
    Some(section_of(SectionRole::NotOfficial, ("non-ufficiali", 2), heading, blocks, span))
}

fn not_official_item(scope: &Scope<'_>, not_ours: &NotOurs<'_>) -> Item {
    let NotOfficial { span, fields: _, kind, who, platform: _, handle: _, url: _, note, reported_on } =
        not_ours.account;
    let span = *span;
    let label = scope.t(&format!("accounts.not_official_{}", kind.value.word()));
    let mut words = vec![strong(text(label))];
    words.extend(who.as_ref().map(|who| [text(": "), scope.say(who)].concat()).into_iter().flatten());
    if let Some(platform) = not_ours.platform_name() {
        // The address of an account that is not the ente's is text, never a link.
        let which = not_ours.handle().or(not_ours.url()).map(|which| format!(", {which}"));
        words.extend(text(format!(" ({platform}{})", which.unwrap_or_default())));
    }
    let mut blocks = vec![paragraph(words, span)];
    blocks.extend(note.as_ref().map(|words| scope.said(words)));
    blocks.extend(reported_on.as_ref().map(|day| {
        let words = [text(scope.t("accounts.reported") + " "), vec![scope.date(day.value)], text(".")];
        paragraph(words.concat(), day.span)
    }));
    Item { id: Some(not_ours.anchor.to_owned()), blocks }
}

fn managed(scope: &Scope<'_>, management: &Management) -> crate::tree::Fact {
    let Management { span: _, fields: _, what, manager } = management;
    fact(scope.say(what), manager_blocks(scope, manager))
}

fn open_data(scope: &Scope<'_>, span: Span) -> Option<Block> {
    if scope.directory.active.is_empty() {
        return None;
    }
    let made = |path: &str, key: &str| link(Target::Made(path.to_owned()), scope.label(key), span);
    let json = vec![
        made("accounts.json", "accounts.json"),
        Inline::Text(" (".to_owned()),
        made("accounts.schema.json", "accounts.schema"),
        Inline::Text(")".to_owned()),
    ];
    let lines = [vec![made("accounts.csv", "accounts.csv")], json].into_iter();
    let lines = lines.chain(page_links(scope, &["testi-per-i-profili", "codici-qr"], span));
    let entries = lines.map(|words| item(vec![paragraph(words, span)])).collect();
    let blocks = vec![paragraph(scope.label("accounts.data_text"), span), items(ListRole::Bullets, entries, span)];
    Some(section("dati", scope.label("accounts.data"), blocks, span))
}
