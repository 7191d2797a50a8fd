//! Dates that cannot all be true: something before what it comes from, or something done on a day that has not come.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::model::{ActRole, Site};
use crate::record::Date;
use crate::say;
use crate::source::Spanned;
use jiff::ToSpan;

pub(super) const RULE: Rule = Rule { key: Key::ContradictoryDates, run };

/// Before this year there was no web, and so no account.
const FIRST_YEAR: i16 = 1990;

type Day = Spanned<Date>;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    for (early, late, message) in pairs(site) {
        let (Some(early), Some(late)) = (early, late) else { continue };
        inspection.at((early, late));
        if early.value < late.value {
            let found = contradiction(Level::Warning, early, late, message, context);
            inspection.push_once(found.hint(say!("correggi una delle due date", "mend one of the two dates")));
        }
    }
    let is_unsure = inspection.is_unsure_of(&[site.acts.fields.revisions]);
    if let Some(found) = unwritten_revision(context).filter(|_| !is_unsure) {
        inspection.push(found);
    }
    // A clock elsewhere may be a day behind.
    let Ok(tomorrow) = context.today.0.checked_add(1.day()).map(Date) else { return };
    for day in done(site) {
        inspection.at(day);
        if day.value > tomorrow {
            let message = say!("questo giorno non è ancora arrivato", "this day has not come yet");
            inspection.push_once(Diagnostic::new(RULE.key, day.span, message).hint(say!(
                "scrivi il giorno in cui è successo davvero; ciò che deve ancora succedere non si scrive",
                "write the day on which it really happened; what is still to happen is not written"
            )));
        }
    }
    for day in of_accounts(site).filter(|day| day.value.0.year() < FIRST_YEAR) {
        let message = say!(
            "in quell'anno non c'erano account: forse manca una cifra",
            "there were no accounts in that year: perhaps a digit is missing"
        );
        inspection.push(
            Diagnostic::new(RULE.key, day.span, message)
                .hint(say!("scrivi l'anno per intero, per esempio 2026", "write the whole year, such as 2026")),
        );
    }
}

/// Pairs of days of which the first is not to come before the second, and what is wrong when it does.
fn pairs(site: &Site) -> Vec<(Option<&Day>, Option<&Day>, Message)> {
    let acts = &site.acts;
    let approves = |role: &Spanned<ActRole>| role.value == ActRole::Approval;
    let adopted = acts.acts.iter().filter(|act| act.role.0.iter().any(approves));
    let first_approval = adopted.filter_map(|act| act.date.as_ref()).min_by_key(|date| date.value);
    let revised = acts.revisions.iter().map(|revision| &revision.date).max_by_key(|date| date.value);
    let mut pairs = vec![
        (
            acts.in_force.as_ref(),
            first_approval,
            say!(
                "la policy è in vigore prima dell'atto che la approva",
                "the policy is in force before the act that approves it"
            ),
        ),
        (
            acts.until.as_ref(),
            acts.in_force.as_ref(),
            say!("la policy finisce prima di cominciare", "the policy ends before it begins"),
        ),
        (
            acts.review_due.as_ref(),
            revised,
            say!(
                "la prossima revisione è prima dell'ultima che hai scritto",
                "the next review is before the last one that is written"
            ),
        ),
    ];
    for revision in &acts.revisions {
        let named = revision.act.as_ref().and_then(|act| site.named(act));
        let message = say!("questa revisione è prima del suo atto", "this revision is before its act");
        pairs.push((Some(&revision.date), named.and_then(|act| act.date.as_ref()), message));
    }
    for account in &site.accounts.accounts {
        let message = say!("questo account finisce prima di cominciare", "this account ends before it begins");
        pairs.push((account.until.as_ref(), account.opened.as_ref(), message));
    }
    pairs
}

fn contradiction(level: Level, day: &Day, other: &Day, message: Message, context: &Context<'_>) -> Diagnostic {
    let Message { it, en } = context.day(other.value);
    let other_day = say!("l'altra data è questa: {it}", "this is the other date: {en}");
    Diagnostic::new(RULE.key, day.span, message).weighing(level).see(other.span, other_day)
}

/// A page that changed after the last revision that is written: one finding, at the page that changed last.
fn unwritten_revision(context: &Context<'_>) -> Option<Diagnostic> {
    let revisions = context.site.acts.revisions.iter().map(|revision| &revision.date);
    let revised = revisions.max_by_key(|date| date.value)?;
    let updated = context.site.documents.iter().filter_map(|document| document.front.updated.as_ref());
    let updated = updated.max_by_key(|date| date.value).filter(|updated| updated.value > revised.value)?;
    let message = say!(
        "questa pagina è cambiata dopo l'ultima revisione della policy, e le pagine mostrano tutte e due le date",
        "this page changed after the policy's last revision, and pages show both dates"
    );
    Some(contradiction(Level::Advice, updated, revised, message, context).hint(say!(
        "scrivi in «revisions:» di acts.yaml che cosa è cambiato e quando, anche se è poco",
        "write in “revisions:” of acts.yaml what has changed and when, even if it is little"
    )))
}

/// The days of what has been done.
fn done(site: &Site) -> impl Iterator<Item = &Day> {
    let accounts = site.accounts.accounts.iter();
    let checked = accounts.clone().filter_map(|account| account.verified.as_ref()).map(|verified| &verified.checked_on);
    let reported = site.accounts.not_official.iter().filter_map(|other| other.reported_on.as_ref());
    let closed = site.accounts.closed.iter().filter_map(|account| account.closed.as_ref());
    let notices = site.informative.informative.0.iter().filter_map(|(_, notice)| notice.transfers.as_ref());
    let transfers = notices.filter_map(|transfers| transfers.checked_on.as_ref());
    let declared = site.settings.accessibility.as_ref().and_then(|accessibility| accessibility.declared_on.as_ref());
    let acts = site.acts.acts.iter().filter_map(|act| act.date.as_ref());
    accounts
        .flat_map(|account| [&account.opened, &account.reviewed_on])
        .filter_map(Option::as_ref)
        .chain(checked)
        .chain(reported)
        .chain(closed)
        .chain(transfers)
        .chain(declared)
        .chain(acts)
        .chain(site.acts.revisions.iter().map(|revision| &revision.date))
        .chain(site.documents.iter().filter_map(|document| document.front.updated.as_ref()))
}

/// The days on which accounts began, were reviewed and were closed.
fn of_accounts(site: &Site) -> impl Iterator<Item = &Day> {
    let open = site.accounts.accounts.iter().flat_map(|account| [&account.opened, &account.reviewed_on]);
    open.chain(site.accounts.closed.iter().map(|account| &account.closed)).filter_map(Option::as_ref)
}
