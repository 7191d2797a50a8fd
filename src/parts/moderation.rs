//! The rules of discussion: what is free, what is not admitted, what happens then, how to contest it, when an answer comes.

use super::Scope;
use super::build::{fact, item, items, joined, list, paragraph, remark, section, web};
use crate::model::{Account, Appeal, Breach, ConductRule, Mode, Moderation, Response, Step, When};
use crate::record::{Localized, Ref};
use crate::source::{Span, Spanned};
use crate::tree::{Block, Fact, Inline, Item, Kind, List, ListRole, Style, Target, link, text};

pub(super) fn moderation(scope: &Scope<'_>) -> Vec<Block> {
    let Moderation {
        span,
        fields: _,
        hours,
        response,
        responses,
        mode,
        freedoms,
        rules,
        recommendations,
        steps,
        copy_kept_days,
        appeal,
        unanswered,
        platform_terms,
        staff: _, // The page for the ente's own people.
        channel_text,
    } = &scope.site().moderation;
    let span = *span;
    let rules = (!rules.is_empty()).then(|| {
        let items = rules.iter().map(|rule| scope.rule(rule, "regola")).collect();
        section("regole", scope.label("moderation.rules"), vec![rule_list(items, span)], span)
    });
    let copy = copy_kept_days
        .as_ref()
        .map(|days| paragraph(text(scope.t_number("moderation.copy", "n", days.value)), days.span));
    let steps = (!steps.is_empty()).then(|| {
        let list = items(ListRole::Steps, steps.iter().map(|step| step_item(scope, step)).collect(), span);
        section("passi", scope.label("moderation.steps"), std::iter::once(list).chain(copy).collect(), span)
    });
    let mut answers: Vec<Block> = hours.as_ref().and_then(|hours| scope.hours(hours)).into_iter().collect();
    answers.extend(response.as_ref().map(|words| scope.said(words)));
    if !responses.is_empty() {
        answers.push(Kind::Facts(responses.iter().map(|response| response_fact(scope, response)).collect()).at(span));
    }
    if let Some(list) = scope.listed(ListRole::Bullets, unanswered) {
        answers.extend([paragraph(scope.label("moderation.unanswered"), span), list]);
    }
    let answers = (!answers.is_empty()).then(|| section("risposte", scope.label("moderation.hours"), answers, span));
    let short = channel_text.as_ref().map(|words| {
        let quote = Kind::Quote(vec![scope.said(words)]).at(words.span);
        section("in-breve", scope.label("moderation.channel_text"), vec![quote], words.span)
    });
    [
        scope.list_section("liberta", "moderation.freedoms", ListRole::Checks, freedoms),
        rules,
        scope.list_section("consigli", "moderation.recommendations", ListRole::Bullets, recommendations),
        mode.as_ref().map(|mode| when(scope, mode)),
        steps,
        appeal.as_ref().map(|appeal| contest(scope, appeal)),
        answers,
        Some(platforms(scope, platform_terms.as_ref(), span)),
        short,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Rules by number.
pub(super) fn rule_list(items: Vec<Item>, span: Span) -> Block {
    Kind::List(List { role: ListRole::Rules, tight: true, items }).at(span)
}

impl Scope<'_> {
    /// A rule as an entry of a list; its anchor begins with a word of the list.
    pub(super) fn rule(&self, rule: &ConductRule, word: &str) -> Item {
        let ConductRule { span, fields: _, id, who, text: words, grounds, because, accounts } = rule;
        let said = joined(std::iter::once(words).chain(because).map(|words: &Localized| self.say(words)), " ");
        let mut blocks = vec![paragraph(said, *span)];
        if !grounds.is_empty() {
            blocks.push(remark(text(self.t("moderation.grounds") + ":"), *span));
            let tags = grounds.iter().map(|ground| self.t(&format!("ground.{}", ground.value.word()))).collect();
            blocks.push(Kind::Tags(tags).at(*span));
        }
        blocks.extend(
            who.as_ref()
                .map(|who| remark([text(self.t("moderation.only_for") + ": "), self.say(who)].concat(), who.span)),
        );
        blocks.extend(self.only_for(accounts, *span));
        Item { id: Some(format!("{word}-{}", id.value.0)), blocks }
    }

    /// The accounts for which something holds, where it does not hold for all.
    fn only_for(&self, accounts: &[Ref<Account>], span: Span) -> Option<Block> {
        let links = joined(accounts.iter().filter_map(|account| self.account_link(account)), ", ");
        (!accounts.is_empty()).then(|| remark([text(self.t("moderation.only_for") + ": "), links].concat(), span))
    }

    /// The name of an account, which leads to its card.
    fn account_link(&self, account: &Ref<Account>) -> Option<Vec<Inline>> {
        let listed = self.site().account(self.catalog, account)?;
        Some(vec![link(self.card_of(account)?, text(listed.name(self.eye)), account.name.span)])
    }

    /// Where the card of an account stands.
    pub(super) fn card_of(&self, account: &Ref<Account>) -> Option<Target> {
        let listed = self.site().account(self.catalog, account)?;
        Some(Target::place("accounts", listed.anchor))
    }
}

fn step_item(scope: &Scope<'_>, step: &Step) -> Item {
    let Step { span, fields: _, kind, text: words, breach, days, rules, accounts } = step;
    let label = format!("{}.", scope.t(&format!("step.{}", kind.value.word())));
    let mut said = vec![Inline::Styled(Style::Strong, text(label)), Inline::Text(" ".to_owned())];
    said.extend(scope.say(words));
    if let Some(breach) = breach.as_ref().filter(|breach| breach.value != Breach::Any) {
        said.extend(text(format!(" {}", scope.t(&format!("moderation.breach_{}", breach.value.word())))));
    }
    if let Some(days) = days {
        said.extend(text(format!(" {}", scope.t_number("moderation.step_days", "n", days.value))));
    }
    let mut blocks = vec![paragraph(said, *span)];
    let all = &scope.site().moderation.rules;
    let mut numbers: Vec<usize> = rules.iter().filter_map(Ref::place).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if !rules.is_empty() {
        let number = |place: usize| {
            let rule = all.get(place)?;
            let words = text(scope.t_number("moderation.rule_number", "number", place + 1));
            Some(vec![link(Target::Here(format!("regola-{}", rule.id.value.0)), words, *span)])
        };
        let links = joined(numbers.into_iter().filter_map(number), ", ");
        blocks.push(remark([text(scope.t("moderation.step_rules") + ": "), links].concat(), *span));
    }
    blocks.extend(scope.only_for(accounts, *span));
    item(blocks)
}

fn when(scope: &Scope<'_>, mode: &Mode) -> Block {
    let Mode { span, fields: _, comments, posts, messages } = mode;
    let fact = |key: &str, prefix: &str, when: &Option<Spanned<When>>| {
        let when = when.as_ref()?;
        Some(scope.fact(key, text(scope.t(&format!("moderation.{prefix}_{}", when.value.word()))), when.span))
    };
    let facts = [
        fact("contribution.comments", "mode", comments),
        fact("contribution.posts", "mode", posts),
        fact("contribution.messages", "messages", messages),
    ];
    let facts = Kind::Facts(facts.into_iter().flatten().collect()).at(*span);
    section("quando", scope.label("moderation.mode"), vec![facts], *span)
}

fn contest(scope: &Scope<'_>, appeal: &Appeal) -> Block {
    let Appeal { span, fields: _, office, answer_days, text: words, external } = appeal;
    let mut blocks: Vec<Block> = words.as_ref().map(|words| scope.said(words)).into_iter().collect();
    if let Some(found) = scope.named(Some(office)) {
        let words = [text(scope.t("moderation.appeal_to") + ": "), scope.say(&found.name)].concat();
        blocks.push(paragraph(words, office.name.span));
        blocks.extend(scope.office_contact(found));
    }
    blocks.extend(
        answer_days
            .as_ref()
            .map(|days| paragraph(text(scope.t_number("moderation.appeal_days", "n", days.value)), days.span)),
    );
    blocks.extend(external.as_ref().map(|words| scope.said(words)));
    section("ricorso", scope.label("moderation.appeal"), blocks, *span)
}

fn response_fact(scope: &Scope<'_>, response: &Response) -> Fact {
    let Response { span, fields: _, to, text: words, days } = response;
    let mut said = scope.say(words);
    if let Some(days) = days {
        said.extend(text(format!(" {}", scope.t_number("moderation.response_days", "n", days.value))));
    }
    fact(scope.label(&format!("contribution.{}", to.value.word())), vec![paragraph(said, *span)])
}

fn platforms(scope: &Scope<'_>, words: Option<&Localized>, span: Span) -> Block {
    let said =
        words.map_or_else(|| paragraph(scope.label("moderation.platform_terms"), span), |words| scope.said(words));
    let terms = scope.directory.platforms.iter().filter_map(|(_, platform)| {
        let terms = platform.operator.terms.as_ref()?;
        Some(web(terms, text(scope.t_with("moderation.terms_of", &[("name", &platform.name.value)]))))
    });
    let terms: Vec<_> = terms.collect();
    let list = (!terms.is_empty()).then(|| list(ListRole::Bullets, terms, span));
    section("piattaforme", scope.label("moderation.platforms"), std::iter::once(said).chain(list).collect(), span)
}
