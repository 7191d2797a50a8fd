//! An official account as a card: at a glance whose it is, what it is for, whether somebody answers; the rest behind a heading.

use super::Scope;
use super::build::{fact, joined, list, paragraph, remark, web};
use crate::catalog::{AccountKind, Operator, Platform};
use crate::model::{Account, Listed, Manager, OwnOperator, Person, Status, Verified};
use crate::record::Localized;
use crate::source::Span;
use crate::tree::{AccountCard, Block, Fact, Inline, Kind, ListRole, Target, link, text};

pub(super) fn card(scope: &Scope<'_>, listed: &Listed<'_>) -> Block {
    let account = listed.account;
    let span = account.span;
    let handle = match (&account.number, listed.handle()) {
        (Some(number), _) => Some(number.value.written.clone()),
        (None, handle) => handle.map(|handle| format!("@{handle}")),
    };
    let status = account.status.as_ref().filter(|status| status.value != Status::Active);
    let emergency = account.emergency.as_ref().is_some_and(|emergency| emergency.value);
    let card = AccountCard {
        anchor: listed.anchor.to_owned(),
        name: listed.name(scope.eye),
        platform_key: listed.platform_key.to_owned(),
        platform: listed.platform.name.value.clone(),
        kind: scope.kind(listed.kind),
        url: listed.url().map(str::to_owned),
        handle,
        status: status.map(|status| scope.status(status.value)),
        emergency,
        until: account.until.as_ref().map(|day| day.value.0.to_string()),
        purpose: account.purpose.as_ref().map(|words| scope.say(words)),
        facts: facts_block(first_facts(scope, listed, emergency), span).into_iter().collect(),
        service: account.subscribe.as_ref().map(|subscribe| {
            let words = scope.t_with("subscribe.link", &[("name", &listed.name(scope.eye))]);
            let page = Target::page(&format!("servizio-{}", listed.anchor));
            paragraph(vec![link(page, text(words), subscribe.span)], subscribe.span)
        }),
        details: details(scope, listed),
    };
    Kind::Account(Box::new(card)).at(span)
}

fn facts_block(facts: Vec<Fact>, span: Span) -> Option<Block> {
    (!facts.is_empty()).then(|| Kind::Facts(facts).at(span))
}

impl Scope<'_> {
    pub(super) fn kind(&self, kind: AccountKind) -> String {
        self.t(&format!("account.kind_{}", kind.word()))
    }

    pub(super) fn status(&self, status: Status) -> String {
        self.t(&format!("account.status_{}", status.word()))
    }

    /// A question of the interface, and as its answer the phrase of a word that the ente chose.
    pub(super) fn chosen(&self, key: &str, prefix: &str, word: &str, span: Span) -> Fact {
        self.fact(key, text(self.t(&format!("{prefix}_{word}"))), span)
    }

    /// The forms in which an account publishes.
    pub(super) fn formats(&self, account: &Account) -> Option<Fact> {
        let span = account.formats.first()?.span;
        let words: Vec<String> =
            account.formats.iter().map(|format| self.t(&format!("format.{}", format.value.word()))).collect();
        Some(self.fact("account.formats", text(words.join(", ")), span))
    }

    /// The notice that covers an account.
    pub(super) fn notice_link(&self, listed: &Listed<'_>) -> Option<Block> {
        let (key, _) = listed.notice?;
        let span = listed.account.span;
        let (name, platform) = (listed.name(self.eye), &listed.platform.name.value);
        let words = self.t_with("account.notice", &[("name", &name), ("platform", platform)]);
        Some(paragraph(vec![link(Target::place("informativa", key), text(words), span)], span))
    }

    /// Who runs the server of an account, when that is not the platform's operator.
    pub(super) fn own_operator(&self, own: &OwnOperator) -> Vec<Block> {
        let OwnOperator { span, fields: _, name, privacy, eea: _ } = own;
        let who = paragraph(self.name(name), *span);
        let words = self.t_with("account.operator_privacy", &[("name", name.read_by(self.eye))]);
        let privacy = privacy.as_ref().map(|privacy| paragraph(web(privacy, text(words)), privacy.span));
        std::iter::once(who).chain(privacy).collect()
    }
}

/// What a reader asks first: whether somebody answers, and when.
fn first_facts(scope: &Scope<'_>, listed: &Listed<'_>, emergency: bool) -> Vec<Fact> {
    let account = listed.account;
    let mut facts = Vec::new();
    if let Some(requests) = &account.requests {
        facts.push(scope.chosen("account.requests", "account.requests", requests.value.word(), requests.span));
    } else if let Some(direction) = &account.direction {
        facts.push(scope.chosen("account.direction", "account.direction", direction.value.word(), direction.span));
    }
    if let Some(hours) = listed.hours.and_then(|hours| scope.hours(hours)) {
        facts.push(fact(scope.label("account.hours"), vec![hours]));
    }
    if emergency {
        facts.push(scope.fact("account.emergency", scope.label("account.emergency_yes"), account.span));
    }
    facts
}

/// What a reader asks later.
#[expect(
    clippy::too_many_lines,
    reason = "a record is taken apart in one function, so that a field that nobody shows does not compile"
)]
fn details(scope: &Scope<'_>, listed: &Listed<'_>) -> Vec<Block> {
    let Account {
        span,
        fields: _,
        // What identifies the account, at the top of its card.
        id: _,
        platform: _,
        platform_name: _,
        handle: _,
        url: _,
        number: _,
        name: _,
        kind: _,
        status: _,
        purpose: _,
        // Addresses that only answer whether an account is official.
        also: _,
        // Joined with what it names.
        member: _,
        informativa: _,
        // What a reader asks first.
        hours: _,
        emergency: _,
        // The page with the steps.
        subscribe,
        unit,
        project,
        contents,
        formats: _,
        manager,
        languages,
        requests,
        comments,
        response,
        readable_by,
        opened,
        authorised_by,
        reviewed_on,
        until,
        verified,
        direction,
        follow,
        operator,
        notes,
    } = listed.account;
    let span = *span;
    let said = |key: &str, words: &Option<Localized>| {
        words.as_ref().map(|words| scope.fact(key, scope.say(words), words.span))
    };
    let day = |key: &str, day: &Option<crate::source::Spanned<crate::record::Date>>| {
        day.as_ref().map(|day| scope.fact(key, vec![scope.date(day.value)], day.span))
    };
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(said("account.unit", unit));
    facts.extend(listed.member.map(|member| scope.fact("account.member", scope.name(&member.name), span)));
    facts.extend(said("account.project", project));
    facts.extend(
        scope.listed(ListRole::Bullets, contents).map(|list| fact(scope.label("account.contents"), vec![list])),
    );
    facts.extend(scope.formats(listed.account));
    facts.extend(manager.as_ref().map(|manager| fact(scope.label("account.manager"), manager_blocks(scope, manager))));
    if let Some(first) = languages.first() {
        let names: Vec<String> = languages.iter().map(|language| scope.language_name(&language.value.0)).collect();
        facts.push(scope.fact("account.languages", text(names.join(", ")), first.span));
    }
    facts.extend(
        comments
            .as_ref()
            .map(|comments| scope.chosen("account.comments", "account.comments", comments.value.word(), comments.span)),
    );
    // Where nothing says what happens to requests, the direction stands at the top of the card already.
    facts.extend(direction.as_ref().filter(|_| requests.is_some()).map(|direction| {
        scope.chosen("account.direction", "account.direction", direction.value.word(), direction.span)
    }));
    facts.extend(said("account.response", response));
    facts.extend(
        readable_by
            .as_ref()
            .map(|readers| scope.chosen("account.readable", "account.readable", readers.value.word(), readers.span)),
    );
    facts.extend(how_to_follow(scope, listed, follow.as_ref(), subscribe.is_some()));
    facts.extend(day("account.opened", opened));
    facts.extend(
        authorised_by
            .as_ref()
            .and_then(|act| Some(scope.fact("account.authorised", scope.act_link(act)?, act.name.span))),
    );
    facts.extend(day("account.works_until", until));
    facts.extend(verified.as_ref().map(|verified| proofs(scope, verified)));
    facts.extend(day("account.reviewed", reviewed_on));
    let operator = match operator {
        Some(own) => scope.own_operator(own),
        None => operator_blocks(scope, listed.platform),
    };
    facts.push(fact(scope.label("account.operator"), operator));
    let (name, platform) = (listed.name(scope.eye), &listed.platform.name.value);
    let here = scope.t_with("account.link", &[("name", &name), ("platform", platform)]);
    let here = link(Target::place("accounts", listed.anchor), text(here), span);
    let mut blocks = vec![Kind::Facts(facts).at(span)];
    blocks.extend(notes.iter().map(|note| remark(scope.say(note), note.span)));
    blocks.extend(scope.notice_link(listed));
    blocks.push(paragraph(vec![here], span));
    blocks
}

fn how_to_follow(scope: &Scope<'_>, listed: &Listed<'_>, own: Option<&Localized>, has_steps: bool) -> Option<Fact> {
    let span = own.map_or(listed.account.span, |words| words.span);
    let words = match (own, &listed.platform.follow) {
        (Some(own), _) => scope.say(own),
        _ if has_steps => return None,
        _ if listed.kind == AccountKind::Group => scope.label("account.follow_group"),
        (None, Some(usual)) => scope.say(usual),
        (None, None) => return None,
    };
    Some(scope.fact("account.follow", words, span))
}

fn proofs(scope: &Scope<'_>, verified: &Verified) -> Fact {
    let Verified { span, fields: _, by, checked_on } = verified;
    let proof =
        by.0.iter().map(|proof| paragraph(text(scope.t(&format!("account.proof_{}", proof.value.word()))), proof.span));
    let checked = [text(scope.t("account.checked") + " "), vec![scope.date(checked_on.value)]].concat();
    fact(scope.label("account.verified"), proof.chain([remark(checked, *span)]).collect())
}

/// Who manages an account or a kind of account.
pub(super) fn manager_blocks(scope: &Scope<'_>, manager: &Manager) -> Vec<Block> {
    let Manager { span, fields: _, office, supported_by, by, role, person } = manager;
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(scope.named(office.as_ref()).map(|office| scope.office_name(office)));
    blocks.extend(role.as_ref().map(|role| scope.said(role)));
    blocks.extend(person.as_ref().map(|person| {
        let Person { span, fields: _, name, until } = person;
        let mut words = text(name.value.clone());
        if let Some(until) = until {
            words.extend(text(format!(" ({} ", scope.t("account.until"))));
            words.push(scope.date(until.value));
            words.extend(text(")"));
        }
        paragraph(words, *span)
    }));
    let helpers = supported_by.iter().flat_map(|names| &names.0).filter_map(|helper| scope.named(Some(helper)));
    blocks.extend(helpers.map(|helper| {
        let words = scope.t_with("account.supported_by", &[("name", scope.plain(&helper.name))]);
        paragraph(text(words), *span)
    }));
    blocks.extend(by.as_ref().map(|by| paragraph(text(scope.t(&format!("account.by_{}", by.value.word()))), by.span)));
    blocks
}

/// Who answers for a platform: the company, its representative in the Union, its notice. Only what the catalogue has confirmed.
pub(super) fn operator_blocks(scope: &Scope<'_>, platform: &Platform) -> Vec<Block> {
    let operator = &platform.operator;
    let Operator {
        span,
        fields: _,
        name,
        address,
        representative,
        note,
        privacy,
        checked_on,
        policy_of,
        // Facts for other parts: transfers, joint control, requests, accessibility, terms.
        country: _,
        eea: _,
        group_country: _,
        terms: _,
        rights: _,
        rights_email: _,
        joint_control: _,
        no_joint_control: _,
        lead_authority: _,
        accessibility: _,
        data_privacy_framework: _,
        data_in: _,
        safeguards: _,
    } = operator;
    let span = *span;
    let with_address = |name: &str, address: Option<&crate::record::Text>| match address {
        Some(address) => format!("{name}, {}", address.value),
        None => name.to_owned(),
    };
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(name.as_ref().map(|name| paragraph(text(with_address(&name.value, address.as_ref())), span)));
    match note {
        Some(note) => blocks.push(scope.said(note)),
        None if name.is_none() => blocks.push(paragraph(scope.label("account.operator_unknown"), span)),
        None => {}
    }
    blocks.extend(representative.as_ref().map(|representative| {
        let who = with_address(&representative.name.value, representative.address.as_ref());
        paragraph(text(format!("{}: {who}", scope.t("account.representative"))), span)
    }));
    blocks.extend(privacy.as_ref().map(|privacy| {
        let words = scope.t_with("account.operator_privacy", &[("name", &platform.name.value)]);
        paragraph(web(privacy, text(words)), span)
    }));
    blocks.extend(checked_on.as_ref().map(|day| {
        let of = policy_of
            .as_ref()
            .map(|of| [text(scope.t("account.policy_of") + " "), vec![scope.date(of.value)]].concat());
        let checked = [text(scope.t("account.checked") + " "), vec![scope.date(day.value)]].concat();
        remark(joined(std::iter::once(checked).chain(of), ", "), span)
    }));
    blocks
}

/// Accounts in one line each: the name, where it is, what it is for.
pub(super) fn lines(scope: &Scope<'_>, accounts: &[Listed<'_>], span: Span) -> Block {
    let line = |listed: &Listed<'_>| -> Vec<Inline> {
        let account = listed.account;
        let name = link(Target::place("accounts", listed.anchor), text(listed.name(scope.eye)), account.span);
        let handle = listed.handle().filter(|_| account.number.is_none());
        let handle = handle.map(|handle| format!(", @{handle}")).unwrap_or_default();
        let place = text(format!(" ({}{handle})", listed.platform.name.value));
        [vec![name], place].concat()
    };
    if accounts.iter().all(|listed| listed.account.purpose.is_none()) {
        return list(ListRole::Bare, accounts.iter().map(line), span);
    }
    let items = accounts.iter().map(|listed| {
        let first = paragraph(line(listed), listed.account.span);
        let purpose = listed.account.purpose.as_ref();
        super::build::item(std::iter::once(first).chain(purpose.map(|words| scope.said(words))).collect())
    });
    Kind::List(crate::tree::List { role: ListRole::Bare, tight: false, items: items.collect() }).at(span)
}
