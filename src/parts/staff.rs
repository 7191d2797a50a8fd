//! What the ente's own people may and may not do, and what the ente has adopted for them.

use super::Scope;
use super::build::{joined, list, section, web};
use super::moderation::rule_list;
use crate::model::{Duty, Staff};
use crate::tree::{Block, Inline, ListRole, Style, Target, link, text};

pub(super) fn staff(scope: &Scope<'_>) -> Vec<Block> {
    let site = scope.site();
    let own = site.moderation.staff.as_ref().map(|staff| of_staff(scope, staff)).unwrap_or_default();
    own.into_iter().chain(adopted(scope)).collect()
}

fn of_staff(scope: &Scope<'_>, staff: &Staff) -> Vec<Block> {
    let Staff { span, fields: _, audience, may, rules, violations } = staff;
    let rules = (!rules.is_empty()).then(|| {
        let items = rules.iter().map(|rule| scope.rule(rule, "dovere")).collect();
        section("doveri", scope.label("staff.rules"), vec![rule_list(items, *span)], *span)
    });
    [
        scope.list_section("chi", "staff.audience", ListRole::Bullets, audience),
        scope.list_section("si-puo", "staff.may", ListRole::Checks, may),
        rules,
        scope.text_section("violazioni", "staff.violations", violations.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn adopted(scope: &Scope<'_>) -> Option<Block> {
    let adopted = &scope.site().acts.adopted;
    let span = adopted.first()?.span;
    let list = list(ListRole::Bare, adopted.iter().map(|duty| duty_line(scope, duty)), span);
    Some(section("adottati", scope.label("staff.adopted"), vec![list], span))
}

fn duty_line(scope: &Scope<'_>, duty: &Duty) -> Vec<Inline> {
    let Duty { span: _, fields: _, kind, title, audience, date, act, link: page, file } = duty;
    let label = text(scope.t(&format!("duty.{}", kind.value.word())));
    let mut words = vec![Inline::Styled(Style::Strong, label), Inline::Text(": ".to_owned())];
    words.extend(match (page, file) {
        (Some(page), _) => web(page, scope.say(title)),
        (None, Some(file)) => vec![link(Target::File(file.value.0.clone()), scope.say(title), file.span)],
        (None, None) => scope.say(title),
    });
    if let Some(date) = date {
        words.extend([text(" ("), vec![scope.date(date.value)], text(")")].concat());
    }
    if let Some(act) = act.as_ref().and_then(|act| scope.act_link(act)) {
        words.extend(text(" – "));
        words.extend(act);
    }
    if !audience.is_empty() {
        words.extend(text(format!(". {}: ", scope.t("staff.for"))));
        words.extend(joined(audience.iter().map(|who| scope.say(who)), ", "));
    }
    words
}
