//! What a site's records say, as blocks: one file for each part of the policy. Each record is taken apart in one function, without `..`,
//! so that a field that nobody shows does not compile.
//!
//! A part decides what is said; the theme decides how it looks. A part knows which pages there are, and never their addresses.

mod accessibility;
mod accounts;
mod acts;
mod build;
mod card;
mod codes;
mod contacts;
mod contents;
mod groups;
mod home;
mod licence;
mod lost;
mod moderation;
mod notice;
mod oblio;
mod people;
mod profile_texts;
mod qr;
mod scope;
mod service;
mod staff;

pub use build::host;
pub use codes::Codes;
pub use lost::not_found;
pub use people::ente_contact;
pub use scope::{PublicFiles, Scope, Spoken};

use crate::catalog::Structure;
use crate::plan::Part;
use crate::tree::Block;

/// What stands on a page: its parts, one after the other.
#[must_use]
pub fn of(scope: &Scope<'_>) -> Vec<Block> {
    let part = |(at, part): (usize, &Part)| match part {
        Part::Text if at == 0 => scope.text(),
        Part::Text => build::after(scope.text()).into_iter().collect(),
        Part::Records(structure) => records(scope, *structure),
        // They are drawn where they stand in other surroundings: their links lead elsewhere.
        Part::Pages => Vec::new(),
    };
    scope.page.parts.iter().enumerate().flat_map(part).collect()
}

fn records(scope: &Scope<'_>, structure: Structure) -> Vec<Block> {
    match structure {
        Structure::Home => home::home(scope),
        Structure::Accounts => accounts::accounts(scope),
        Structure::Oblio => oblio::oblio(scope),
        Structure::Moderation => moderation::moderation(scope),
        Structure::Contacts => contacts::contacts(scope),
        Structure::Informative => notice::informative(scope),
        Structure::Accessibility => accessibility::accessibility(scope),
        Structure::Licence => licence::licence(scope),
        Structure::Contents => contents::contents(scope),
        Structure::Staff => staff::staff(scope),
        Structure::Acts => acts::acts(scope),
        Structure::Service => service::service(scope),
        Structure::ByPlatform => groups::by_platform(scope),
        Structure::ByUnit => groups::by_unit(scope),
        Structure::ByMember => groups::by_member(scope),
        Structure::ProfileTexts => profile_texts::profile_texts(scope),
        Structure::Qr => qr::qr(scope),
        Structure::Whole | Structure::None => Vec::new(),
    }
}
