//! Whom people can turn to beside the ente: the Garante, the Difensore civico per il digitale, search engines. And names of
//! ministries and authorities that are wrong.

use crate::record;
use crate::record::{Date, Email, Keyed, Localized, Phone, Text, WebAddress, unwritten};
use crate::source::{Sources, Span, Spanned};

record! {
    /// The file `authorities.yaml`.
    pub struct Authorities {
        /// Authorities by key: `garante`, `difensore-civico-digitale`.
        pub authorities: Keyed<Authority>,
        /// Search engines whose results a person can ask to change.
        pub search_engines: Vec<SearchEngine>,
    }
}

record! {
    /// An authority.
    pub struct Authority {
        /// Its name.
        pub name: Localized,
        /// Postal address.
        pub address: Option<Localized>,
        /// Telephone.
        pub phone: Option<Spanned<Phone>>,
        /// E-mail.
        pub email: Option<Spanned<Email>>,
        /// Certified e-mail.
        pub pec: Option<Spanned<Email>>,
        /// Its page for this purpose.
        pub page: Option<Spanned<WebAddress>>,
        /// When somebody last checked this.
        pub checked_on: Spanned<Date>,
        /// The fields that are not confirmed by a source that was read: no page prints them.
        pub unverified: Vec<Text>,
    }
}

record! {
    /// A search engine.
    pub struct SearchEngine {
        /// Its name.
        pub name: Text,
        /// The form for asking that results about one's name be removed.
        pub form: Spanned<WebAddress>,
        /// When somebody last checked this.
        pub checked_on: Spanned<Date>,
        /// The fields that are not confirmed by a source that was read: an engine whose form is doubted is not shown.
        pub unverified: Vec<Text>,
    }
}

record! {
    /// The file `names.yaml`.
    pub struct WrongNames {
        /// Bodies by key, each with what it is called by mistake.
        pub names: Keyed<WrongName>,
    }
}

record! {
    /// A ministry or an authority that is called by a wrong name.
    pub struct WrongName {
        /// The wrong names, or how they begin.
        pub written: Vec<Text>,
        /// Its name today.
        pub name: Localized,
        /// Whether it was never called so; otherwise it was, once.
        pub never: Option<Spanned<bool>>,
        /// When somebody last checked this.
        pub checked_on: Spanned<Date>,
        /// Which parts are not confirmed by a source that was read.
        pub unverified: Option<Text>,
    }
}

impl Authorities {
    /// The same without what nobody has confirmed.
    pub(super) fn confirmed(mut self) -> Self {
        self.search_engines.retain(|engine| engine.unverified.is_empty());
        for (_, authority) in &mut self.authorities.0 {
            let Authority { span: _, fields: _, name: _, address, phone, email, pec, page, checked_on: _, unverified } =
                authority;
            for doubt in unverified {
                match doubt.value.as_str() {
                    "address" => *address = None,
                    "phone" => *phone = None,
                    "email" => *email = None,
                    "pec" => *pec = None,
                    "page" => *page = None,
                    _ => {}
                }
            }
        }
        self
    }

    /// None at all.
    #[must_use]
    pub fn empty() -> Self {
        let nowhere = Sources::default().add(String::new(), String::new());
        Self {
            span: Span::start_of(nowhere),
            fields: unwritten(),
            authorities: Keyed(Vec::new()),
            search_engines: Vec::new(),
        }
    }
}
