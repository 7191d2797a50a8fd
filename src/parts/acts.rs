//! The acts that approved the policy, its revisions, the yearly reports.

use super::Scope;
use super::build::{list, paragraph, section, web};
use crate::model::{Act, Acts, Revision, YearlyReport};
use crate::record::{Date, FilePath, Localized, Ref, WebAddress};
use crate::source::{Span, Spanned};
use crate::tree::{Block, Fact, Inline, Kind, ListRole, Moment, Target, link, text};
use std::cmp::Reverse;

pub(super) fn acts(scope: &Scope<'_>) -> Vec<Block> {
    let Acts {
        span,
        fields: _,
        in_force,
        until,
        review_due,
        acts,
        revisions,
        adopted: _,    // The page for the ente's own people.
        references: _, // The page of the licence and the norme.
        yearly_report,
        reports,
    } = &scope.site().acts;
    let span = *span;
    let timeline = |id: &str, title: &str, moments: Vec<Moment>| {
        (!moments.is_empty()).then(|| section(id, scope.label(title), vec![Kind::Timeline(moments).at(span)], span))
    };
    let mut newest: Vec<&Revision> = revisions.iter().collect();
    newest.sort_by_key(|revision| Reverse(revision.date.value));
    [
        validity(scope, [("acts.in_force", in_force), ("acts.until", until), ("acts.review_due", review_due)]),
        timeline("atti", "acts.acts", acts.iter().map(|act| act_moment(scope, act)).collect()),
        timeline("revisioni", "acts.revisions", newest.into_iter().map(|each| revision_moment(scope, each)).collect()),
        reports_section(scope, yearly_report.as_ref(), reports),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn validity(scope: &Scope<'_>, days: [(&str, &Option<Spanned<Date>>); 3]) -> Option<Block> {
    let fact = |(key, day): (&str, &Option<Spanned<Date>>)| -> Option<(Fact, Span)> {
        let day = day.as_ref()?;
        Some((scope.fact(key, vec![scope.date(day.value)], day.span), day.span))
    };
    let (facts, spans): (Vec<Fact>, Vec<Span>) = days.into_iter().filter_map(fact).unzip();
    let span = *spans.first()?;
    Some(section("vigore", scope.label("acts.validity"), vec![Kind::Facts(facts).at(span)], span))
}

/// Words that lead to a page, or else to a file of the site; the words alone where there is none.
fn document(page: Option<&Spanned<WebAddress>>, file: Option<&Spanned<FilePath>>, words: Vec<Inline>) -> Vec<Inline> {
    match (page, file) {
        (Some(page), _) => web(page, words),
        (None, Some(file)) => vec![link(Target::File(file.value.0.clone()), words, file.span)],
        (None, None) => words,
    }
}

fn act_moment(scope: &Scope<'_>, act: &Act) -> Moment {
    let Act { span, fields: _, id, organ, number, date, subject, role, link: page, file } = act;
    let mut title = scope.say(organ);
    if let Some(number) = number {
        title.extend(text(format!(", {}", scope.t_with("acts.number", &[("number", &number.value)]))));
    }
    let mut blocks = Vec::new();
    if subject.is_some() || page.is_some() || file.is_some() {
        let words = subject.as_ref().map_or_else(|| scope.label("acts.text"), |subject| scope.say(subject));
        blocks.push(paragraph(document(page.as_ref(), file.as_ref(), words), *span));
    }
    if !role.0.is_empty() {
        let roles = role.0.iter().map(|role| scope.t(&format!("act_role.{}", role.value.word()))).collect();
        blocks.push(Kind::Tags(roles).at(*span));
    }
    let when = date.as_ref().map(|date| vec![scope.date(date.value)]).unwrap_or_default();
    Moment { span: *span, id: Some(id.value.0.clone()), when, title, blocks }
}

fn revision_moment(scope: &Scope<'_>, revision: &Revision) -> Moment {
    let Revision { span, fields: _, date, version, note, act } = revision;
    let version = version.as_ref().map(|version| scope.t_with("acts.version", &[("version", &version.value)]));
    let note = note.as_ref().map(|note| scope.said(note));
    let act = act.as_ref().and_then(|act| Some(paragraph(scope.act_link(act)?, act.name.span)));
    let title = version.map(text).unwrap_or_default();
    let blocks = note.into_iter().chain(act).collect();
    Moment { span: *span, id: None, when: vec![scope.date(date.value)], title, blocks }
}

fn reports_section(scope: &Scope<'_>, yearly: Option<&Localized>, reports: &[YearlyReport]) -> Option<Block> {
    let span = yearly.map(|words| words.span).or_else(|| reports.first().map(|report| report.span))?;
    let line = |report: &YearlyReport| {
        let YearlyReport { span: _, fields: _, year, title, link: page, file } = report;
        let usual = || text(scope.t_number("acts.report", "year", year.value));
        let words = title.as_ref().map_or_else(usual, |title| scope.say(title));
        document(page.as_ref(), file.as_ref(), words)
    };
    let list = (!reports.is_empty()).then(|| list(ListRole::Bullets, reports.iter().map(line), span));
    let blocks = yearly.map(|words| scope.said(words)).into_iter().chain(list).collect();
    Some(section("relazioni", scope.label("acts.reports"), blocks, span))
}

impl Scope<'_> {
    /// Words that lead to an act, as it is cited ("Giunta comunale 45/2019").
    pub(super) fn act_link(&self, to: &Ref<Act>) -> Option<Vec<Inline>> {
        let act = self.named(Some(to))?;
        let id = &act.id.value.0;
        let target = if self.page.key == ACTS { Target::Here(id.clone()) } else { Target::place(ACTS, id) };
        Some(vec![link(target, text(cited(act, self.plain(&act.organ))), to.name.span)])
    }
}

/// The key of the page with the acts.
const ACTS: &str = "atti";

fn cited(act: &Act, organ: &str) -> String {
    let year = act.date.as_ref().map(|date| date.value.0.year().to_string());
    let number: Vec<String> =
        [act.number.as_ref().map(|number| number.value.clone()), year].into_iter().flatten().collect();
    format!("{organ} {}", number.join("/")).trim_end().to_owned()
}
