//! A notice that denies that data leave the European Economic Area where they do, or does not say on which basis the ente takes
//! them out.

use crate::catalog::{FactState, Operator, Platform};
use crate::check::framed::place_of;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::{Account, Transfers};
use crate::record::Localized;
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::TransfersDenied, run };

/// Members of the European Economic Area (ISO 3166-1 alpha-2).
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// How a denial ends that is about the ente's own transfers: «non trasferiamo».
const OURS: &str = "iamo";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    for (name, notice) in &context.site.informative.informative.0 {
        let covered = || context.covered_by(&name.value);
        let operators = covered().map(|(account, _)| account.fields.operator);
        let words = notice.transfers.iter().flat_map(|words| [words.fields.by_ente, words.fields.by_platforms]);
        let fields: Vec<_> = operators.chain(words).chain([notice.fields.transfers]).collect();
        if inspection.is_unsure_of(&fields) {
            continue;
        }
        // A notice without any word on transfers is a missing requirement.
        let Some(transfers) = &notice.transfers else { continue };
        let outside = covered().find(|(account, platform)| is_outside(account, platform));
        let exported = covered().find(|(account, platform)| is_operator_outside(account, platform));
        if outside.is_some() || exported.is_some() {
            inspection.at(transfers);
        }
        let found = [
            outside.and_then(|on| denied_for_platforms(context, transfers, on)),
            exported.and_then(|on| denied_by_ente(context, transfers, on)),
            covered()
                .find(|(account, platform)| has_no_basis(account, platform))
                .filter(|_| transfers.by_ente.is_none())
                .map(|on| without_basis(transfers, on)),
        ];
        if let Some(found) = found.into_iter().flatten().next() {
            inspection.push(found);
        }
    }
    elsewhere(context, inspection);
}

/// What pages and other fields deny: of all transfers where a platform in use or its group is outside, of the ente's own where the ente
/// uploads to somebody outside.
fn elsewhere(context: &Context<'_>, inspection: &mut Inspection) {
    let reading = context.reading();
    let accounts = || {
        let all = context.site.accounts.accounts.iter();
        all.filter_map(|account| Some((account, context.site.platform(context.catalog, &account.platform.value)?)))
    };
    let denials = reading.found(RULE.key).iter().filter(|found| is_denial(found));
    for found in denials {
        let piece = &reading.pieces[found.piece];
        let (mut outside, mut exported) = (accounts(), accounts());
        let on = if is_ours(piece, found) {
            exported.find(|(account, platform)| is_operator_outside(account, platform))
        } else {
            outside.find(|(account, platform)| is_outside(account, platform))
        };
        // The fields of a notice were looked at with the accounts that it covers.
        let Some(on) = on.filter(|_| !is_transfers(&piece.path)) else { continue };
        let platform = &on.1.name.value;
        let message = say!(
            "qui si nega che i dati escano dall'Europa, ma {platform} o il suo gruppo sta fuori",
            "this denies that data leave Europe, but {platform} or its group is outside"
        );
        let hint = say!(
            "scrivi che le piattaforme possono portare i dati fuori, e con quali garanzie",
            "write that the platforms may take data outside, and with which safeguards"
        );
        inspection.push_once(warning(place_of(context, piece, &found.range), message, on.0).hint(hint));
    }
}

fn is_transfers(path: &str) -> bool {
    path.starts_with("informative.informative.") && path.contains(".transfers")
}

/// Whether a sentence denies transfers: those frames are only noted, since a denial may be true.
fn is_denial(found: &Found<'_>) -> bool {
    found.ready.is_noted()
}

fn is_ours(piece: &Piece<'_>, found: &Found<'_>) -> bool {
    piece.text[found.range.clone()].split(|sign: char| !sign.is_alphanumeric()).any(|word| word.ends_with(OURS))
}

/// An account, and the platform that it is on.
type On<'s> = (&'s Account, &'s Platform);

/// The platforms' transfers, or all of them, are denied.
fn denied_for_platforms(context: &Context<'_>, transfers: &Transfers, on: On<'_>) -> Option<Diagnostic> {
    let words = transfers.by_platforms.as_ref().or(transfers.by_ente.as_ref())?;
    let platform = &on.1.name.value;
    let message = say!(
        "qui si nega che i dati escano dall'Europa, ma {platform} o il suo gruppo sta fuori",
        "this denies that data leave Europe, but {platform} or its group is outside"
    );
    let hint = say!(
        "scrivi in «by_platforms:» che le piattaforme possono portare i dati fuori, e con quali garanzie",
        "write in “by_platforms:” that the platforms may take data outside, and with which safeguards"
    );
    Some(warning(denial(context, words, false)?, message, on.0).hint(hint))
}

/// The ente denies its own transfers, and uploads to an operator outside: then the ente is the one who transfers.
fn denied_by_ente(context: &Context<'_>, transfers: &Transfers, on: On<'_>) -> Option<Diagnostic> {
    let words = transfers.by_ente.as_ref()?;
    let place = denial(context, words, true)?;
    let platform = &on.1.name.value;
    let message = say!(
        "qui l'ente dice che non porta i dati fuori dall'Europa, ma chi risponde di {platform} sta fuori: chi ci pubblica li porta lì",
        "here the body says that it takes no data out of Europe, but who answers for {platform} is outside: whoever posts there takes them there"
    );
    let hint = say!(
        "togli la frase: la pagina dice da sé, piattaforma per piattaforma, chi porta i dati fuori e con quale garanzia",
        "remove the sentence: the page says by itself, platform by platform, who takes the data outside and on which basis"
    );
    Some(warning(place, message, on.0).hint(hint))
}

/// Nobody says on which basis the ente takes the data out.
fn without_basis(transfers: &Transfers, on: On<'_>) -> Diagnostic {
    let platform = &on.1.name.value;
    let message = say!(
        "chi risponde di {platform} sta fuori dallo Spazio economico europeo, e non è scritto su quale base l'ente ci porta i dati",
        "who answers for {platform} is outside the European Economic Area, and on which basis the body takes data there is not written"
    );
    warning(transfers.span, message, on.0).hint(say!(
        "scrivi in «by_ente:» la base (articoli 45-49 del GDPR): limpido non conosce una garanzia di questa piattaforma",
        "write the basis in “by_ente:” (GDPR, articles 45 to 49): limpido knows of no safeguard of this platform"
    ))
}

fn warning(place: Span, message: Message, account: &Account) -> Diagnostic {
    Diagnostic::new(RULE.key, place, message)
        .see(account.platform.span, say!("l'account è questo", "this is the account"))
}

/// Whether an account's data may leave the European Economic Area; what is not known is no.
fn is_outside(account: &Account, platform: &Platform) -> bool {
    if account.operator.is_some() {
        return is_operator_outside(account, platform);
    }
    let Operator { group_country, data_in, .. } = &platform.operator;
    let group_is_outside = group_country.as_ref().is_some_and(|country| !EEA.contains(&country.value.as_str()));
    platform.operator.is_outside() || group_is_outside || !data_in.is_empty()
}

/// Whether who answers for an account is outside; what is not known is no.
fn is_operator_outside(account: &Account, platform: &Platform) -> bool {
    match &account.operator {
        Some(own) => own.eea.as_ref().is_some_and(|eea| !eea.value),
        None => platform.operator.is_outside(),
    }
}

fn has_no_basis(account: &Account, platform: &Platform) -> bool {
    let Operator { data_privacy_framework, safeguards, .. } = &platform.operator;
    let adheres = data_privacy_framework.as_ref().is_some_and(|known| known.value == FactState::Yes);
    is_operator_outside(account, platform) && (account.operator.is_some() || safeguards.is_empty() && !adheres)
}

/// Where a text denies transfers: all of them, or also the ente's own.
fn denial(context: &Context<'_>, words: &Localized, counts_ours: bool) -> Option<Span> {
    let reading = context.reading();
    let mut denials = reading.found(RULE.key).iter().filter(|found| is_denial(found));
    let spans: Vec<Span> = words.texts().map(|(_, text)| text.span).collect();
    let found = denials.find(|found| {
        let piece = &reading.pieces[found.piece];
        spans.contains(&piece.span) && (counts_ours || !is_ours(piece, found))
    })?;
    Some(reading.pieces[found.piece].span)
}
