//! What `init` needs to know of an ente: one list of questions for prompts, flags, the answers file and the index of public
//! bodies.

use super::names::with_accents;
use crate::catalog::Catalog;
use crate::content::{EnteKind, Rpd};
use crate::diagnostic::Diagnostic;
use crate::record;
use crate::record::{
    Email, IpaCode, Keyed, LanguageTag, OneOrMany, Phone, Province, Scalar, Text, WebAddress, hidden_in,
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

/// A question: what the flag is called, and how it is asked.
pub struct Question {
    /// The flag, and the name of the answer.
    pub key: &'static str,
    /// The question and an example, Italian and English.
    pub text: (&'static str, &'static str),
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it is asked; the others are flags only.
    pub asked: bool,
}

const fn question(key: &'static str, it: &'static str, en: &'static str) -> Question {
    Question { key, text: (it, en), required: false, asked: true }
}

const fn flag(key: &'static str, it: &'static str, en: &'static str) -> Question {
    Question { asked: false, ..question(key, it, en) }
}

/// The questions, in the order in which they are asked.
pub const QUESTIONS: [Question; 17] = [
    Question {
        required: true,
        ..question(
            "name",
            "Come si chiama l’ente? Per esempio: Comune di Borgo Chiaro",
            "What is the body called? For example: Comune di Borgo Chiaro",
        )
    },
    question(
        "kind",
        "Che tipo di ente è? comune, provincia, unione, consorzio, scuola, azienda-sanitaria…",
        "What kind of body is it? comune, provincia, unione, consorzio, scuola, azienda-sanitaria…",
    ),
    question(
        "province",
        "In quale provincia? La sigla, per esempio: MI",
        "In which province? Its two letters, such as MI",
    ),
    question(
        "site",
        "Qual è il sito istituzionale? Per esempio: https://www.comune.borgochiaro.it",
        "What is the institutional site? For example: https://www.comune.borgochiaro.it",
    ),
    question(
        "code",
        "Qual è il codice IPA? Lo trovi su indicepa.gov.it. Per esempio: c_a662",
        "What is the IPA code? Find it at indicepa.gov.it. For example: c_a662",
    ),
    question(
        "address",
        "Qual è l’indirizzo della sede? Per esempio: Piazza della Fontana 1, 00000 Borgo Chiaro",
        "What is the postal address? For example: Piazza della Fontana 1, 00000 Borgo Chiaro",
    ),
    question("pec", "Qual è la PEC?", "What is the certified e-mail (PEC)?"),
    question("email", "Qual è l’e-mail dell’ente (protocollo)?", "What is the body’s e-mail (registry)?"),
    question(
        "phone",
        "Qual è il telefono? Per esempio: +39 0123 456789",
        "What is the telephone? For example: +39 0123 456789",
    ),
    question(
        "rpd",
        "Qual è l’e-mail del responsabile della protezione dei dati (RPD)?",
        "What is the e-mail of the data protection officer (RPD)?",
    ),
    question(
        "office",
        "Quale ufficio gestisce gli account? Scrivi il suo nome",
        "Which office runs the accounts? Write its name",
    ),
    question("office-email", "A quale e-mail risponde quell’ufficio?", "At which e-mail does that office answer?"),
    question("urp-email", "A quale e-mail scrivono i cittadini?", "To which e-mail do citizens write?"),
    question(
        "platforms",
        "Quali account usate? Indirizzi o nomi, separati da virgole. Per esempio: facebook, https://www.instagram.com/nome",
        "Which accounts do you use? Addresses or names, separated by commas. For example: facebook, https://www.instagram.com/name",
    ),
    question("languages", "In quali lingue? it, oppure it, en", "In which languages? it, or it, en"),
    flag("tax-code", "Il codice fiscale dell’ente", "The body’s tax code"),
    flag(
        "urp-phone",
        "Il telefono dell’ufficio che risponde ai cittadini",
        "The telephone of the office that answers citizens",
    ),
];

impl Answers {
    /// No answer yet.
    #[must_use]
    pub fn none(sources: &mut Sources) -> Self {
        let span = Span::start_of(sources.add(String::new(), String::new()));
        Self {
            span,
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
            "languages" => self.languages.is_some(),
            "platforms" => !self.platforms.is_empty(),
            _ => false,
        }
    }

    /// Takes an answer as somebody typed it; `said_as` is where: a flag, a question, a column.
    ///
    /// # Errors
    /// Why it is none.
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
                self.rpd = Some(Rpd { span, name: None, address: None, phone: None, email, pec: None });
            }
            "office" => self.office_mut("comunicazione", span).name = Some(read(typed, span)?),
            "office-email" => self.office_mut("comunicazione", span).email = Some(read(typed, span)?),
            "urp-email" => self.office_mut("urp", span).email = Some(read(typed, span)?),
            "urp-phone" => self.office_mut("urp", span).phone = Some(read(typed, span)?),
            "languages" => {
                let tags = parts(typed, span).map(|(tag, span)| read(tag, span)).collect::<Result<_, _>>()?;
                self.languages = Some(OneOrMany(tags));
            }
            "platforms" => {
                self.platforms.extend(parts(typed, span).map(|(part, span)| Text::new(part.to_owned(), span)));
            }
            _ => {
                let all = QUESTIONS.iter().map(|question| question.key);
                return Err(crate::record::unknown_name("unknown-field", &Text::new(key.to_owned(), span), all));
            }
        }
        Ok(())
    }

    /// Takes over what is not answered yet.
    pub fn complete(&mut self, other: Option<Self>) {
        let Some(other) = other else { return };
        macro_rules! take {
            ($($field:ident),*) => { $(if self.$field.is_none() { self.$field = other.$field; })* };
        }
        take!(name, kind, province, ipa, site, address, phone, email, pec, tax_code, rpd, languages);
        for (key, office) in other.offices.0 {
            let own = self.office_mut(&key.value, key.span);
            own.name = own.name.take().or(office.name);
            own.email = own.email.take().or(office.email);
            own.phone = own.phone.take().or(office.phone);
        }
        if self.platforms.is_empty() {
            self.platforms = other.platforms;
        }
    }

    fn office(&self, key: &str) -> Option<&OfficeAnswer> {
        self.offices.get(key)
    }

    fn office_mut(&mut self, key: &str, span: Span) -> &mut OfficeAnswer {
        let offices = &mut self.offices.0;
        let at = offices.iter().position(|(name, _)| name.value == key).unwrap_or_else(|| {
            offices
                .push((Text::new(key.to_owned(), span), OfficeAnswer { span, name: None, email: None, phone: None }));
            offices.len() - 1
        });
        &mut offices[at].1
    }

    /// The kind of body: as answered, else as the name begins, else any other.
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
