//! The first page: the citizen's questions, the platforms in use, what the policy is.

use super::Scope;
use super::build::{list, paragraph, section_of};
use crate::model::{Clause, Policy};
use crate::tree::{Block, Column, GroupRole, Kind, ListRole, PlatformLink, Question, SectionRole, Target, Topic, text};

pub(super) fn home(scope: &Scope<'_>) -> Vec<Block> {
    let settings = &scope.site().settings;
    let policy = settings.policy.as_ref();
    let mut blocks = vec![questions(scope)];
    blocks.extend(platforms(scope));
    let clauses = policy.and_then(|policy| clauses(scope, &policy.clauses));
    let beside: Vec<Column> = [(7, scope.text()), (5, clauses.into_iter().collect())]
        .into_iter()
        .filter(|(_, blocks)| !blocks.is_empty())
        .map(|(width, blocks)| Column { width, blocks })
        .collect();
    if !beside.is_empty() {
        let columns = Kind::Columns(beside).at(settings.span);
        blocks.push(Kind::Group(GroupRole::After, vec![columns]).at(settings.span));
    }
    blocks.extend(policy.map(|policy| aspects(scope, policy)));
    blocks
}

fn questions(scope: &Scope<'_>) -> Block {
    let question = |topic: Topic, key: &str, words: &str| Question {
        topic,
        title: scope.title_of(key),
        words: scope.t(words),
        target: Target::page(key),
    };
    let questions = vec![
        question(Topic::Accounts, "accounts", "home.official"),
        question(Topic::Moderation, "moderazione", "home.removed"),
        question(Topic::Oblio, "oblio", "home.oblio"),
        question(Topic::Contacts, "contatti", "home.call"),
    ];
    let span = scope.site().settings.span;
    let blocks = vec![Kind::Questions(questions).at(span)];
    section_of(SectionRole::Questions, ("domande", 2), scope.label("home.questions"), blocks, span)
}

fn platforms(scope: &Scope<'_>) -> Option<Block> {
    let orders = scope.pages.find(&scope.page.lang, "account-per-piattaforma").is_some();
    let link = |key: &str, name: &str| PlatformLink {
        key: key.to_owned(),
        name: name.to_owned(),
        target: if orders {
            Target::place("account-per-piattaforma", key)
        } else {
            Target::place("accounts", &format!("su-{key}"))
        },
    };
    let platforms = &scope.directory.platforms;
    let links: Vec<PlatformLink> = platforms.iter().map(|(key, platform)| link(key, &platform.name.value)).collect();
    let span = scope.site().accounts.span;
    let blocks = vec![Kind::Platforms(links).at(span)];
    (!platforms.is_empty()).then(|| super::build::section("dove", scope.label("home.where"), blocks, span))
}

fn clauses(scope: &Scope<'_>, clauses: &[Clause]) -> Option<Block> {
    let span = clauses.first()?.span;
    let line = |clause: &Clause| {
        let Clause { span: _, fields: _, kind: _, text } = clause;
        scope.say(text)
    };
    let blocks = vec![list(ListRole::Bullets, clauses.iter().map(line), span)];
    Some(section_of(SectionRole::Clauses, ("sapere", 2), scope.label("home.clauses"), blocks, span))
}

/// What the accounts are for, what the ente holds itself to, whom the policy speaks to.
fn aspects(scope: &Scope<'_>, policy: &Policy) -> Block {
    let Policy { span, fields: _, title: _, kind, audience, purposes, principles, clauses: _ } = policy;
    let aspect = |id: &str, title: &str, blocks: Vec<Block>| {
        let section = section_of(SectionRole::Aspect, (id, 2), scope.label(title), blocks, *span);
        Column { width: 4, blocks: vec![section] }
    };
    let listed = |id: &str, title: &str, texts: &[crate::record::Localized]| {
        scope.listed(ListRole::Checks, texts).map(|list| aspect(id, title, vec![list]))
    };
    let whom = text(scope.t(&format!("policy.kind_{}", kind.value.word())));
    let whom = std::iter::once(paragraph(whom, kind.span)).chain(scope.listed(ListRole::Bullets, audience)).collect();
    let columns = [
        listed("scopi", "home.purposes", purposes),
        listed("principi", "home.principles", principles),
        Some(aspect("per-chi", "home.audience", whom)),
    ];
    let columns = Kind::Columns(columns.into_iter().flatten().collect()).at(*span);
    Kind::Group(GroupRole::Aspects, vec![columns]).at(*span)
}
