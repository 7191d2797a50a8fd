//! Whom to write to: the ente, who answers what, the RPD, the offices, the bodies that belong to the ente.

use super::Scope;
use super::build::{host, list, paragraph, section, web, web_or_words};
use crate::model::{Contacts, Ente, MemberBody, Office};
use crate::record::Ref;
use crate::source::Span;
use crate::tree::{Block, Card, Column, Fact, Inline, Kind, ListRole, Target, link, text};

pub(super) fn contacts(scope: &Scope<'_>) -> Vec<Block> {
    let site = scope.site();
    let ente = &site.settings.ente;
    let mut blocks = vec![of_ente(scope, ente)];
    blocks.extend(site.settings.contacts.as_ref().map(|contacts| whom(scope, contacts)));
    blocks.extend(ente.rpd.as_ref().map(|rpd| {
        let who = paragraph(scope.label("contacts.rpd_text"), rpd.span);
        let blocks = std::iter::once(who).chain(scope.rpd(rpd)).collect();
        section("rpd", scope.label("contacts.rpd"), blocks, rpd.span)
    }));
    blocks.extend(offices(scope, ente));
    blocks.extend(members(scope, ente));
    blocks
}

fn of_ente(scope: &Scope<'_>, ente: &Ente) -> Block {
    let words = format!("{}: {}", scope.t("footer.site"), host(&ente.site.value.0));
    let site = paragraph(web(&ente.site, text(words)), ente.site.span);
    let blocks = scope.ente_contact().into_iter().chain([site]).collect();
    section("ente", scope.name(&ente.name), blocks, ente.span)
}

/// Which office answers what.
fn whom(scope: &Scope<'_>, contacts: &Contacts) -> Block {
    let Contacts { span, fields: _, policy, accounts, accessibility, fakes, faq } = contacts;
    let whom = [
        ("contacts.policy", policy),
        ("contacts.accounts", accounts),
        ("contacts.accessibility", accessibility),
        ("contacts.fakes", fakes),
    ];
    let fact = |(key, name): (&str, &Option<Ref<Office>>)| -> Option<Fact> {
        let (name, office) = name.as_ref().zip(scope.named(name.as_ref()))?;
        let words = link(Target::Here(anchor(&name.name.value)), scope.say(&office.name), name.name.span);
        Some(scope.fact(key, vec![words], name.name.span))
    };
    let facts = Kind::Facts(whom.into_iter().filter_map(fact).collect()).at(*span);
    let faq = faq.as_ref().map(|faq| paragraph(web(faq, scope.label("contacts.faq")), faq.span));
    section("a-chi", scope.label("contacts.whom"), std::iter::once(facts).chain(faq).collect(), *span)
}

fn anchor(name: &str) -> String {
    format!("ufficio-{name}")
}

fn offices(scope: &Scope<'_>, ente: &Ente) -> Option<Block> {
    let column = |name: &str, office: &Office| {
        let Office { span, fields: _, name: called, purpose, address: _, phone: _, email: _, pec: _, hours, page: _ } =
            office;
        let purpose = purpose.as_ref().map(|purpose| scope.said(purpose));
        let hours = hours.as_ref().and_then(|hours| scope.hours(hours));
        let blocks = purpose.into_iter().chain(scope.office_contact(office)).chain(hours).collect();
        let card = Card { id: anchor(name), level: 3, name: scope.say(called), blocks };
        Column { width: 6, blocks: vec![Kind::Card(card).at(*span)] }
    };
    let columns: Vec<Column> = ente.offices.0.iter().map(|(name, office)| column(&name.value, office)).collect();
    let span = ente.offices.0.first()?.1.span;
    Some(section("uffici", scope.label("contacts.offices"), vec![Kind::Columns(columns).at(span)], span))
}

fn members(scope: &Scope<'_>, ente: &Ente) -> Option<Block> {
    let line = |member: &MemberBody| -> Vec<Inline> {
        let MemberBody { span: _, fields: _, name, site, note } = member;
        let mut words = web_or_words(site.as_ref(), scope.name(name));
        if let Some(note) = note {
            words.push(Inline::Text(": ".to_owned()));
            words.extend(scope.say(note));
        }
        words
    };
    let span: Span = ente.members.0.first()?.1.span;
    let list = list(ListRole::Bullets, ente.members.0.iter().map(|(_, member)| line(member)), span);
    Some(section("enti", scope.label("contacts.members"), vec![list], span))
}
