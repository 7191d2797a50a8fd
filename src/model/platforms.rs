//! The platforms of a site: the catalogue's, and above them the site's own. Those are files of its folder (`platforms/KEY.yaml`, in the
//! format of the catalogue's), and the platforms that an account marked `other` describes by itself.

use super::account::Account;
use super::accounts::Accounts;
use crate::catalog::{Catalog, Platform};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::layers::{Inputs, LayerFile};
use crate::record::{Field as _, Id, Reader, Scalar as _, Text, is_placeholder, nearest, plain_name};
use crate::say;
use crate::source::{FileEntry, Sources, Span, Spanned, Unreadable};
use std::collections::{BTreeMap, BTreeSet};

/// The word for a platform that an account describes by itself.
pub(crate) const OTHER: &str = "other";

/// Every platform that a site may name.
pub(super) struct Platforms<'c> {
    pub catalog: &'c Catalog,
    pub own: BTreeMap<String, Platform>,
    /// Platforms whose files have mistakes: those were reported, and nothing that follows from them is.
    broken: BTreeSet<String>,
}

impl Platforms<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&Platform> {
        self.own.get(key).or_else(|| self.catalog.platforms.get(key))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let own = self.own.keys().filter(|key| !self.catalog.platforms.contains_key(*key));
        self.catalog.platforms.keys().chain(own).map(String::as_str)
    }

    /// Whether a platform's own file has mistakes.
    pub(super) fn is_broken(&self, key: &str) -> bool {
        self.broken.contains(key)
    }

    /// The platform that a written name means: its key, its name, or a name that it had.
    pub(super) fn called(&self, written: &str) -> Option<(&str, &Platform)> {
        let all = self.keys().filter_map(|key| Some((key, self.get(key)?)));
        all.into_iter().find(|(key, platform)| platform.is_called(key, written))
    }

    /// The known key that a written one was probably meant to be.
    pub(super) fn near(&self, written: &str) -> Option<&str> {
        nearest(written, self.keys())
    }
}

/// Reads `platforms/*.yaml` of a site's folders.
pub(super) fn load<'c>(
    inputs: &Inputs,
    files: &[FileEntry],
    catalog: &'c Catalog,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Platforms<'c>, Unreadable> {
    let (mut own, mut broken) = (BTreeMap::new(), BTreeSet::new());
    for entry in files {
        let Some(key) = key_of(&entry.path) else { continue };
        let Some(LayerFile { tree, troubles, source, .. }) = inputs.joined(&entry.path, sources, report)? else {
            continue;
        };
        if Id::parse(key, false).is_err() || key == OTHER {
            report.push(
                Diagnostic::new(
                    Key::InvalidId,
                    Span::start_of(source),
                    say!("«{key}» non può essere la parola di una piattaforma", "“{key}” cannot be a platform's word"),
                )
                .hint(say!(
                    "dai al file un nome di lettere minuscole, cifre e trattini, diverso da «other»",
                    "name the file with small letters, digits and hyphens, and not “other”"
                )),
            );
            continue;
        }
        let (platform, found) = Reader::read_root::<Platform>((tree, troubles));
        match platform.filter(|_| found.is_empty()) {
            Some(platform) => drop(own.insert(key.to_owned(), platform.confirmed())),
            None => drop(broken.insert(key.to_owned())),
        }
        report.merge(found);
    }
    Ok(Platforms { catalog, own, broken })
}

/// The platform's key in the path of a file that describes one: `platforms/KEY.yaml`.
#[must_use]
pub fn key_of(path: &str) -> Option<&str> {
    let key = path.strip_prefix("platforms/")?.strip_suffix(".yaml")?;
    (!key.contains('/')).then_some(key)
}

/// Gives each account on another platform a platform made from what it says: the word `other` becomes a key of its own.
pub(super) fn describe_others(accounts: &mut Accounts, platforms: &mut Platforms<'_>, report: &mut Report) {
    for account in accounts.accounts.iter_mut().filter(|account| account.platform.value == OTHER) {
        let Some(name) = account.platform_name.clone() else {
            if account.fields.platform_name.is_absent() {
                let what = say!("il nome della piattaforma", "the platform's name");
                report.push(missing(account, "platform_name", &what));
            }
            continue;
        };
        if is_placeholder(&name) {
            continue;
        }
        if let Some((key, _)) =
            platforms.called(&name).filter(|(key, _)| platforms.catalog.platforms.contains_key(*key))
        {
            let written = &name.value;
            report.push(
                Diagnostic::new(
                    Key::UnknownPlatform,
                    account.platform.span,
                    say!("«{written}» è nel catalogo", "“{written}” is in the catalogue"),
                )
                .hint(say!(
                    "scrivi «platform: {key}» e togli «platform_name:»",
                    "write “platform: {key}” and remove “platform_name:”"
                )),
            );
        }
        let lacks_privacy = account.operator.as_ref().is_some_and(|operator| operator.fields.privacy.is_absent());
        if account.fields.operator.is_absent() || lacks_privacy {
            let what = say!("«name» e «privacy» di chi la gestisce", "“name” and “privacy” of who runs it");
            report.push(missing(account, "operator", &what));
        }
        let key = plain_name(&name);
        if let Some(platform) = described(&name) {
            platforms.own.entry(key.clone()).or_insert(platform);
            account.platform.value = key;
        }
    }
}

fn missing(account: &Account, field: &str, what: &crate::diagnostic::Message) -> Diagnostic {
    let crate::diagnostic::Message { it, en } = what;
    Diagnostic::new(
        Key::MissingField,
        account.platform.span,
        say!(
            "di una piattaforma fuori dal catalogo manca «{field}»",
            "“{field}” of a platform outside the catalogue is missing"
        ),
    )
    .hint(say!("aggiungi «{field}:» con {it}", "add “{field}:” with {en}"))
}

/// A platform of which only its name is known, and that any address may be an account's: who runs it stands with the account.
fn described(name: &Text) -> Option<Platform> {
    let at = name.span;
    let any = Text::new("*".to_owned(), at);
    let stand_in = Platform::stand_in(at)?;
    Some(Platform { name: name.clone(), hosts: vec![any], any_address: Some(Spanned::new(true, at)), ..stand_in })
}
