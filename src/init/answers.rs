//! What `init` needs to know of an ente: one list of questions for prompts, flags, the answers file and the index of public
//! bodies.

use super::QUESTIONS;
use super::names::with_accents;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{EnteKind, Rpd};
use crate::record;
use crate::record::{
    Date, Email, Eye, IpaCode, Keyed, LanguageTag, OneOrMany, Phone, Province, Scalar, Text, WebAddress, hidden_in,
    unwritten,
};
use crate::say;
use crate::source::signs::harm;
use crate::source::{Sources, Span, Spanned};

record! {
    /// The answers file: everything may be left out but the name.
    pub struct Answers {
        /// The ente's name: `Comune di Borgo Chiaro`.
        pub name: Option<Text>,
        /// What kind of body it is; guessed from the name when absent.
        pub kind: Option<Spanned<EnteKind>>,
        /// The province's two letters.
        pub province: Option<Spanned<Province>>,
        /// Its code in the index of public bodies.
        pub ipa: Option<Spanned<IpaCode>>,
        /// Its institutional site.
        pub site: Option<Spanned<WebAddress>>,
        /// Its postal address.
        pub address: Option<Text>,
        /// Its switchboard.
        pub phone: Option<Spanned<Phone>>,
        /// Its general e-mail.
        pub email: Option<Spanned<Email>>,
        /// Its certified e-mail.
        pub pec: Option<Spanned<Email>>,
        /// Its tax code.
        pub tax_code: Option<Text>,
        /// The data protection officer.
        pub rpd: Option<Rpd>,
        /// The offices `comunicazione`, `urp` and `protocollo`, and any others.
        pub offices: Keyed<OfficeAnswer>,
        /// The act that approves the policy.
        pub act: Option<ActAnswer>,
        /// Since when the policy is in force.
        pub in_force: Option<Spanned<Date>>,
        /// The site's languages; Italian alone when absent.
        pub languages: Option<OneOrMany<Spanned<LanguageTag>>>,
        /// The platforms in use: `facebook`, `facebook:handle`, or the account's address.
        pub platforms: Vec<Text>,
    }
}

record! {
    /// An office.
    pub struct OfficeAnswer {
        /// Its name.
        pub name: Option<Text>,
        /// Its e-mail.
        pub email: Option<Spanned<Email>>,
        /// Its telephone.
        pub phone: Option<Spanned<Phone>>,
    }
}

record! {
    /// An act.
    pub struct ActAnswer {
        /// Who adopted it.
        pub organ: Option<Text>,
        /// Its number.
        pub number: Option<Text>,
        /// Its date.
        pub date: Option<Spanned<Date>>,
    }
}

impl Answers {
    /// No answer yet.
    #[must_use]
    pub fn none(sources: &mut Sources) -> Self {
        let span = Span::start_of(sources.add(String::new(), String::new()));
        Self {
            span,
            fields: unwritten(),
            name: None,
            kind: None,
            province: None,
            ipa: None,
            site: None,
            address: None,
            phone: None,
            email: None,
            pec: None,
            tax_code: None,
            rpd: None,
            act: None,
            in_force: None,
            offices: Keyed(Vec::new()),
            languages: None,
            platforms: Vec::new(),
        }
    }

    /// Whether a question has its answer.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        match key {
            "name" => self.name.is_some(),
            "kind" => self.kind.is_some(),
            "province" => self.province.is_some(),
            "code" => self.ipa.is_some(),
            "site" => self.site.is_some(),
            "address" => self.address.is_some(),
            "phone" => self.phone.is_some(),
            "email" => self.email.is_some(),
            "pec" => self.pec.is_some(),
            "tax-code" => self.tax_code.is_some(),
            "rpd" => self.rpd.is_some(),
            "office" => self.office("comunicazione").is_some_and(|office| office.name.is_some()),
            "office-email" => self.office("comunicazione").is_some_and(|office| office.email.is_some()),
            "urp-email" => self.office("urp").is_some_and(|office| office.email.is_some()),
            "urp-phone" => self.office("urp").is_some_and(|office| office.phone.is_some()),
            "act-organ" => self.act.as_ref().is_some_and(|act| act.organ.is_some()),
            "act-number" => self.act.as_ref().is_some_and(|act| act.number.is_some()),
            "act-date" => self.act.as_ref().is_some_and(|act| act.date.is_some()),
            "in-force" => self.in_force.is_some(),
            "languages" => self.languages.is_some(),
            "platforms" => !self.platforms.is_empty(),
            _ => false,
        }
    }

    /// Takes an answer as somebody typed it; `said_as` says where: a flag, a question, a column.
    ///
    /// # Errors
    /// Why the typed text is no answer.
    pub fn set(&mut self, key: &str, typed: &str, said_as: &str, sources: &mut Sources) -> Result<(), Diagnostic> {
        let typed = typed.trim();
        let source = sources.add(said_as.to_owned(), typed.to_owned());
        let span = Span::new(source, 0..typed.len());
        if let Some(found) = hidden_in(typed, span) {
            let bare: String = typed.chars().filter(|sign| harm(*sign).is_none()).collect();
            return Err(found.fix(say!("toglilo", "remove it"), span, bare));
        }
        match key {
            "name" => self.name = Some(read(typed, span)?),
            "kind" => self.kind = Some(read(&typed.to_lowercase().replace(' ', "-"), span)?),
            "province" => self.province = Some(read(typed, span)?),
            "code" => self.ipa = Some(read(typed, span)?),
            "site" => self.site = Some(read(typed, span)?),
            "address" => self.address = Some(read(typed, span)?),
            "phone" => self.phone = Some(read(typed, span)?),
            "email" => self.email = Some(read(typed, span)?),
            "pec" => self.pec = Some(read(typed, span)?),
            "tax-code" => self.tax_code = Some(read(typed, span)?),
            "rpd" => {
                let email = Some(read(typed, span)?);
                self.rpd =
                    Some(Rpd { span, fields: unwritten(), name: None, address: None, phone: None, email, pec: None });
            }
            "office" => self.office_mut("comunicazione", span).name = Some(read(typed, span)?),
            "office-email" => self.office_mut("comunicazione", span).email = Some(read(typed, span)?),
            "urp-email" => self.office_mut("urp", span).email = Some(read(typed, span)?),
            "urp-phone" => self.office_mut("urp", span).phone = Some(read(typed, span)?),
            "act-organ" => self.act_mut(span).organ = Some(read(typed, span)?),
            "act-number" => self.act_mut(span).number = Some(read(typed, span)?),
            "act-date" => self.act_mut(span).date = Some(read(typed, span)?),
            "in-force" => self.in_force = Some(read(typed, span)?),
            "languages" => {
                let tags = parts(typed, span).map(|(tag, span)| read(tag, span)).collect::<Result<_, _>>()?;
                self.languages = Some(OneOrMany(tags));
            }
            "platforms" => {
                self.platforms.extend(parts(typed, span).map(|(part, span)| Text::new(part.to_owned(), span)));
            }
            _ => {
                let all = QUESTIONS.iter().map(|question| question.key);
                return Err(crate::record::unknown_name(Key::UnknownField, &Text::new(key.to_owned(), span), all));
            }
        }
        Ok(())
    }

    /// Takes over the answers of `other` to questions that have none yet; gives those questions.
    pub fn complete(&mut self, other: Option<Self>) -> Vec<&'static str> {
        let Some(other) = other else { return Vec::new() };
        let open: Vec<_> = QUESTIONS.iter().map(|question| question.key).filter(|key| !self.has(key)).collect();
        macro_rules! take {
            ($($field:ident),*) => { $(if self.$field.is_none() { self.$field = other.$field; })* };
        }
        take!(name, kind, province, ipa, site, address, phone, email, pec, tax_code, rpd, in_force, languages);
        if let Some(act) = other.act {
            let own = self.act_mut(act.span);
            own.organ = own.organ.take().or(act.organ);
            own.number = own.number.take().or(act.number);
            own.date = own.date.take().or(act.date);
        }
        for (key, office) in other.offices.0 {
            let own = self.office_mut(&key.value, key.span);
            own.name = own.name.take().or(office.name);
            own.email = own.email.take().or(office.email);
            own.phone = own.phone.take().or(office.phone);
        }
        if self.platforms.is_empty() {
            self.platforms = other.platforms;
        }
        open.into_iter().filter(|key| self.has(key)).collect()
    }

    fn act_mut(&mut self, span: Span) -> &mut ActAnswer {
        self.act.get_or_insert(ActAnswer { span, fields: unwritten(), organ: None, number: None, date: None })
    }

    fn office(&self, key: &str) -> Option<&OfficeAnswer> {
        self.offices.get(key)
    }

    fn office_mut(&mut self, key: &str, span: Span) -> &mut OfficeAnswer {
        let offices = &mut self.offices.0;
        let at = offices.iter().position(|(name, _)| name.value == key).unwrap_or_else(|| {
            offices.push((
                Text::new(key.to_owned(), span),
                OfficeAnswer { span, fields: unwritten(), name: None, email: None, phone: None },
            ));
            offices.len() - 1
        });
        &mut offices[at].1
    }

    /// The organ that usually approves the policy of such a body.
    #[must_use]
    pub fn usual_organ<'c>(&self, catalog: &'c Catalog, lang: &'c str) -> Option<&'c str> {
        let organ = catalog.ente_kinds.get(self.kind_or_guess(catalog))?.organ.as_ref()?;
        Some(organ.read_by(Eye { lang, first: "it" }).0.value.as_str())
    }

    /// The kind of body: the answer, else the kind that the name begins like, else `ente`, any other body.
    #[must_use]
    pub fn kind_or_guess(&self, catalog: &Catalog) -> &'static str {
        if let Some(kind) = &self.kind {
            return kind.value.word();
        }
        let guessed = self.name.as_ref().and_then(|name| kind_of_name(name, catalog));
        EnteKind::WORDS.iter().find(|word| Some(**word) == guessed).copied().unwrap_or("ente")
    }

    /// The site's languages.
    #[must_use]
    pub fn language_tags(&self) -> Vec<&str> {
        match &self.languages {
            Some(tags) if !tags.0.is_empty() => tags.0.iter().map(|tag| tag.value.0.as_str()).collect(),
            _ => vec!["it"],
        }
    }

    /// Whether the site has pages in a language.
    #[must_use]
    pub fn speaks(&self, lang: &str) -> bool {
        self.language_tags().contains(&lang)
    }
}

/// The kind of body that a name begins like: the longest beginning, `città metropolitana` before `città di`. Accents may be written as
/// apostrophes, short names with full stops.
pub(super) fn kind_of_name<'c>(name: &str, catalog: &'c Catalog) -> Option<&'c str> {
    let name = with_accents(name, &catalog.ipa).to_lowercase().replace('.', "").replace('’', "'");
    let begins = |beginning: &Text| {
        name.strip_prefix(beginning.value.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || beginning.ends_with('\''))
    };
    let found = catalog.ente_kinds.0.iter().flat_map(|(kind, facts)| {
        facts.beginnings.iter().filter(|beginning| begins(beginning)).map(move |beginning| (beginning.len(), kind))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, kind)| kind.value.as_str())
}

fn read<T: Scalar>(typed: &str, span: Span) -> Result<Spanned<T>, Diagnostic> {
    T::parse(typed, false).map(|value| Spanned::new(value, span)).map_err(|wrong| wrong.at(span))
}

/// The parts of a list with commas, each with its place.
fn parts(typed: &str, span: Span) -> impl Iterator<Item = (&str, Span)> {
    let mut at = 0;
    typed.split(',').filter_map(move |part| {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let part = part.trim();
        (!part.is_empty()).then(|| (part, span.part(start..start + part.len())))
    })
}
