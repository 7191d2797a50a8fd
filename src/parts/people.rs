//! How to reach somebody: the ente, an office, the RPD, an authority; and when.

use super::build::{paragraph, web};
use super::{Scope, Spoken};
use crate::catalog::Authority;
use crate::model::{Ente, Office, Rpd, Site, Titolare};
use crate::record::{Email, Hours, Name, Opening, Phone};
use crate::source::{Span, Spanned};
use crate::tree::{Block, Contact, Inline, Kind};

type Mail = Option<Spanned<Email>>;
type Number = Option<Spanned<Phone>>;

/// A block with the ways to reach somebody; nothing where there is none.
fn contact(address: Option<Vec<Inline>>, phone: &Number, email: &Mail, pec: &Mail, span: Span) -> Option<Block> {
    let mail = |mail: &Mail| mail.as_ref().map(|mail| mail.value.0.clone());
    let phone = phone.as_ref().map(|phone| phone.value.clone());
    let contact = Contact { address, phone, email: mail(email), pec: mail(pec) };
    (!contact.is_empty()).then(|| Kind::Contact(contact).at(span))
}

impl Spoken<'_> {
    fn address(&self, address: Option<&Name>) -> Option<Vec<Inline>> {
        address.map(|address| self.name(address))
    }

    /// The ente's own addresses; the titolare's, where the ente has none but its postal address.
    fn contact_of(&self, ente: &Ente) -> Vec<Block> {
        let Ente { span, address, province, phone, email, pec, titolare, .. } = ente;
        let place = address.as_ref().map(|address| {
            let mut words = self.name(address);
            // An address often names its province already.
            let sign = province.as_ref().map(|province| format!("({})", province.value.0));
            if let Some(sign) = sign.filter(|sign| !address.read_by(self.eye).contains(sign)) {
                words.push(Inline::Text(format!(" {sign}")));
            }
            words
        });
        let titolare = titolare.as_ref().filter(|_| email.is_none() && phone.is_none() && pec.is_none());
        let own = contact(place, phone, email, pec, *span);
        own.into_iter().chain(titolare.and_then(|titolare| self.titolare_contact(titolare))).collect()
    }

    pub(super) fn titolare_contact(&self, titolare: &Titolare) -> Option<Block> {
        let Titolare { span, fields: _, name: _, represented_by: _, address, phone, email, pec } = titolare;
        contact(self.address(address.as_ref()), phone, email, pec, *span)
    }

    /// The RPD: who it is, and the ways to it.
    pub(super) fn rpd(&self, rpd: &Rpd) -> Vec<Block> {
        let Rpd { span, fields: _, name, address, phone, email, pec } = rpd;
        let name = name.as_ref().map(|name| paragraph(self.name(name), name.0.span));
        name.into_iter().chain(contact(self.address(address.as_ref()), phone, email, pec, *span)).collect()
    }

    /// An authority's ways, without its page.
    pub(super) fn authority(&self, authority: &Authority) -> Option<Block> {
        let Authority { span, fields: _, name: _, address, phone, email, pec, page: _, checked_on: _, unverified: _ } =
            authority;
        contact(address.as_ref().map(|address| self.say(address)), phone, email, pec, *span)
    }

    /// How to reach an office; the ente's own addresses, where the office has none.
    fn contact_of_office(&self, office: &Office, ente: &Ente) -> Vec<Block> {
        let Office { span, fields: _, name, purpose: _, address, phone, email, pec, hours: _, page } = office;
        let own = contact(self.address(address.as_ref()), phone, email, pec, *span);
        let mut blocks: Vec<Block> = match (own, page) {
            (None, None) => self.contact_of(ente),
            (own, _) => own.into_iter().collect(),
        };
        if let Some(page) = page {
            let words = self.t_with("office.page", &[("name", self.plain(name))]);
            blocks.push(paragraph(web(page, vec![Inline::Text(words)]), page.span));
        }
        blocks
    }

    /// The name of an office.
    pub(super) fn office_name(&self, office: &Office) -> Block {
        paragraph(self.say(&office.name), office.name.span)
    }

    /// When somebody is there.
    pub(super) fn hours(&self, hours: &Hours) -> Option<Block> {
        let first = hours.0.first()?;
        Some(Kind::Hours(hours.0.iter().map(|opening| self.opening(opening)).collect()).at(first.span))
    }

    fn opening(&self, opening: &Opening) -> Vec<Inline> {
        let Opening { span: _, fields: _, days, from, to, holidays, note } = opening;
        let name = |day: &'static str| self.language.weekday(day);
        let run = |(first, last): (&'static str, &'static str)| {
            if first == last {
                name(first).to_owned()
            } else {
                self.t_with("hours.days", &[("first", name(first)), ("last", name(last))])
            }
        };
        let days: Vec<String> = days.value.runs().into_iter().map(run).collect();
        let times = self.t_with("hours.times", &[("from", &from.value.to_string()), ("to", &to.value.to_string())]);
        let mut words = format!("{}, {times}", days.join(", "));
        if let Some(holidays) = holidays {
            words.push_str("; ");
            words.push_str(&self.t(&format!("hours.holidays_{}", holidays.value.word())));
        }
        match note {
            Some(note) => {
                words.push_str(". ");
                std::iter::once(Inline::Text(words)).chain(self.say(note)).collect()
            }
            None => vec![Inline::Text(words)],
        }
    }
}

/// The ente's own addresses; the titolare's, where the ente has none but its postal address.
#[must_use]
pub fn ente_contact(spoken: &Spoken<'_>, site: &Site) -> Vec<Block> {
    spoken.contact_of(&site.settings.ente)
}

impl Scope<'_> {
    pub(super) fn ente_contact(&self) -> Vec<Block> {
        ente_contact(self, self.site())
    }

    /// How to reach an office; the ente's own addresses, where the office has none.
    pub(super) fn office_contact(&self, office: &Office) -> Vec<Block> {
        self.contact_of_office(office, &self.site().settings.ente)
    }
}
