//! A name that refers to something that is not there: an office, an act, a notice, an account, a rule, a norma, a file.

use crate::check::rule::{Context, Inspection, Rule};
use crate::content::{Account, absent};
use crate::diagnostic::{Cause, Diagnostic, Key, Level};
use crate::record::{FilePath, Text, Written, unknown_name};
use crate::say;
use crate::source::Spanned;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule { key: Key::UnknownReference, run };

/// Where what has a name stands: the file and the path in it.
const OFFICES: &[&str] = &["site", "ente", "offices"];
const MEMBERS: &[&str] = &["site", "ente", "members"];
const NOTICES: &[&str] = &["informative", "informative"];
const ACTS: &[&str] = &["acts", "acts"];
const RULES: &[&str] = &["moderation", "rules"];
const ACCOUNTS: &[&str] = &["accounts", "accounts"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let (ente, accounts, acts) = (&site.settings.ente, &site.accounts, &site.acts);
    let is_whole = |fields: &[Written]| !inspection.is_unsure_of(fields);
    let offices = Known::new(ente.offices.names(), is_whole(&[ente.fields.offices]));
    let members = Known::new(ente.members.names(), is_whole(&[ente.fields.members]));
    let notices = Known::new(site.informative.informative.names(), is_whole(&[site.informative.fields.informative]));
    let of_acts: Vec<_> = acts.acts.iter().map(|act| act.fields.id).chain([acts.fields.acts]).collect();
    let act_ids = Known::new(acts.acts.iter().map(|act| act.id.value.0.as_str()), is_whole(&of_acts));
    let rules = &site.moderation.rules;
    let of_rules: Vec<_> = rules.iter().map(|rule| rule.fields.id).chain([site.moderation.fields.rules]).collect();
    let rule_ids = Known::new(rules.iter().map(|rule| rule.id.value.0.as_str()), is_whole(&of_rules));
    let of_accounts: Vec<_> =
        accounts.accounts.iter().map(|account| account.fields.id).chain([accounts.fields.accounts]).collect();
    // An account without an id is called by its address.
    let are_called = site.official().all(|official| official.account.id.is_some() || official.identity.is_some());
    let account_ids = Known::new(site.official().map(|official| official.anchor), are_called && is_whole(&of_accounts));
    let norme = Known::new(context.catalog.norme.norme.names(), true);

    // An empty name stands in for one that was reported already; a default is looked at once for every account.
    let mut look = |name: Option<&Text>, known: &Known<'_>, home: &[&str]| {
        let Some(name) = name.filter(|name| !name.value.is_empty()) else { return };
        inspection.at(name);
        if known.is_whole && !known.has(&name.value) && !inspection.has(RULE.key, &name.span.into()) {
            inspection.push_with(Level::Error, || {
                let why = home
                    .split_first()
                    .map(|(file, path)| absent(&site.trees, file, path.iter().copied().chain([name.value.as_str()])));
                unknown_name(RULE.key, name, known.names.iter().copied()).because_of(why)
            });
        }
    };
    if let Some(contacts) = &site.settings.contacts {
        for office in [&contacts.policy, &contacts.accounts, &contacts.accessibility, &contacts.fakes] {
            look(office.as_ref(), &offices, OFFICES);
        }
    }
    for account in &accounts.accounts {
        if let Some(manager) = &account.manager {
            look(manager.office.as_ref(), &offices, OFFICES);
            manager
                .supported_by
                .iter()
                .flat_map(|offices| &offices.0)
                .for_each(|office| look(Some(office), &offices, OFFICES));
        }
        look(account.member.as_ref(), &members, MEMBERS);
        look(account.authorised_by.as_ref(), &act_ids, ACTS);
        look(account.informativa.as_ref(), &notices, NOTICES);
    }
    for account in &accounts.closed {
        look(account.successor.as_ref(), &account_ids, ACCOUNTS);
    }
    site.moderation
        .rules
        .iter()
        .flat_map(|rule| &rule.accounts)
        .for_each(|account| look(Some(account), &account_ids, ACCOUNTS));
    let duties = site.moderation.staff.iter().flat_map(|staff| &staff.rules);
    duties.flat_map(|rule| &rule.accounts).for_each(|account| look(Some(account), &account_ids, ACCOUNTS));
    for manager in accounts.management.iter().map(|rule| &rule.manager) {
        look(manager.office.as_ref(), &offices, OFFICES);
        manager
            .supported_by
            .iter()
            .flat_map(|helpers| &helpers.0)
            .for_each(|office| look(Some(office), &offices, OFFICES));
    }
    for step in &site.moderation.steps {
        step.rules.iter().for_each(|rule| look(Some(rule), &rule_ids, RULES));
        step.accounts.iter().for_each(|account| look(Some(account), &account_ids, ACCOUNTS));
    }
    look(site.moderation.appeal.as_ref().map(|appeal| &appeal.office), &offices, OFFICES);
    for (_, notice) in &site.informative.informative.0 {
        look(notice.act.as_ref(), &act_ids, ACTS);
        notice.purposes.iter().flat_map(|purpose| &purpose.acts).for_each(|act| look(Some(act), &act_ids, ACTS));
        notice.purposes.iter().flat_map(|purpose| &purpose.norme).for_each(|norma| look(Some(norma), &norme, &[]));
        notice
            .special_categories
            .iter()
            .flat_map(|special| &special.norme)
            .for_each(|norma| look(Some(norma), &norme, &[]));
    }
    look(site.informative.requests.as_ref().and_then(|requests| requests.office.as_ref()), &offices, OFFICES);
    acts.revisions.iter().for_each(|revision| look(revision.act.as_ref(), &act_ids, ACTS));
    acts.adopted.iter().for_each(|duty| look(duty.act.as_ref(), &act_ids, ACTS));
    acts.references.iter().for_each(|reference| look(reference.norma.as_ref(), &norme, &[]));
    site.documents.iter().for_each(|document| look(document.front.office.as_ref(), &offices, OFFICES));

    accounts.accounts.iter().for_each(|account| inspection.at(account));
    let uncovered = accounts
        .accounts
        .iter()
        .find(|account| account.fields.informativa.is_absent() && !notices.has(account.notice()));
    if let (Some(account), false, true) = (uncovered, notices.names.is_empty(), notices.is_whole) {
        inspection.push(context.citing(uncovered_account(account, &notices.names), "gdpr-13"));
    }

    let files = [ente.logo.as_ref()].into_iter().flatten();
    let files = files.chain(acts.acts.iter().filter_map(|act| act.file.as_ref()));
    let files = files.chain(acts.adopted.iter().filter_map(|duty| duty.file.as_ref()));
    let files = files.chain(acts.reports.iter().filter_map(|yearly| yearly.file.as_ref()));
    for file in files {
        look_for_file(file, context, inspection);
    }
}

/// Names that may be referred to, in their order, and the same to be looked up.
struct Known<'k> {
    /// Whether all of them could be read: only then is another name one that nobody knows.
    is_whole: bool,
    names: Vec<&'k str>,
    set: HashSet<&'k str>,
}

impl<'k> Known<'k> {
    fn new(names: impl Iterator<Item = &'k str>, is_whole: bool) -> Self {
        let names: Vec<&str> = names.collect();
        Self { is_whole, set: names.iter().copied().collect(), names }
    }

    fn has(&self, name: &str) -> bool {
        self.set.contains(name)
    }
}

/// An account that names no notice, where none holds for all.
fn uncovered_account(account: &Account, notices: &[&str]) -> Diagnostic {
    let known = notices.join(", ");
    Diagnostic::new(
        RULE.key,
        account.platform.span,
        say!("nessuna informativa copre questo account", "no privacy notice covers this account"),
    )
    .hint(say!(
        "scrivi «informativa:» con un nome di informative.yaml ({known}), o chiama «social:» quella che vale per tutti",
        "write “informativa:” with a name of informative.yaml ({known}), or call “social:” the one that holds for all"
    ))
}

fn look_for_file(file: &Spanned<FilePath>, context: &Context<'_>, inspection: &mut Inspection) {
    inspection.at(file);
    let written = &file.value.0;
    if context.site.has_file(written) {
        return;
    }
    inspection.push_with(Level::Error, || missing_file(file, context));
}

fn missing_file(file: &Spanned<FilePath>, context: &Context<'_>) -> Diagnostic {
    let written = &file.value.0;
    let known = context.site.files.iter().map(|entry| entry.path.as_str());
    let near = crate::record::nearest(written, known).map(str::to_owned);
    let diagnostic =
        Diagnostic::new(RULE.key, file.span, say!("il file «{written}» non c'è", "there is no file “{written}”"))
            .because_of(Cause::Itself(vec![vec!["file".to_owned(), written.clone()]]));
    match near {
        Some(near) => diagnostic.fix(say!("forse volevi «{near}»", "perhaps you meant “{near}”"), file.span, near),
        None => {
            diagnostic.hint(say!("copialo nella cartella files/ del sito", "copy it into the site's folder files/"))
        }
    }
}
