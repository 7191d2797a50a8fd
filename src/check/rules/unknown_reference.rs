//! Something that is named and not there: a file, the notice of an account that names none. The names of offices, acts, notices, accounts,
//! rules and norme were looked up when the site was read, with the same finding.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Cause, Diagnostic, Key, Level};
use crate::model::Account;
use crate::record::FilePath;
use crate::say;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule { key: Key::UnknownReference, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let (ente, accounts, acts) = (&site.settings.ente, &site.accounts, &site.acts);
    if site.has_references {
        inspection.at(());
    }
    // Nobody knows whether something has a name where not all that have names could be read.
    let homes = [
        ente.fields.offices,
        ente.fields.members,
        accounts.fields.accounts,
        site.moderation.fields.rules,
        site.informative.fields.informative,
        acts.fields.acts,
    ];
    let is_unsure = inspection.is_unsure_of(&homes);
    accounts.accounts.iter().for_each(|account| inspection.at(account));
    let notices: Vec<&str> = site.informative.informative.names().collect();
    let is_uncovered =
        |account: &&Account| inspection.lacks(account.fields.informativa) && site.notice_of(account).is_none();
    let uncovered = accounts.accounts.iter().find(is_uncovered).filter(|_| !notices.is_empty() && !is_unsure);
    if let Some(account) = uncovered {
        inspection.push(context.citing(uncovered_account(account, &notices), "gdpr-13"));
    }

    let files = [ente.logo.as_ref()].into_iter().flatten();
    let files = files.chain(acts.acts.iter().filter_map(|act| act.file.as_ref()));
    let files = files.chain(acts.adopted.iter().filter_map(|duty| duty.file.as_ref()));
    let files = files.chain(acts.reports.iter().filter_map(|yearly| yearly.file.as_ref()));
    for file in files {
        look_for_file(file, context, inspection);
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
