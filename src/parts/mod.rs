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
use crate::tree::Block;

/// What stands on a page: what its author wrote, and what the records say.
#[must_use]
pub fn of(scope: &Scope<'_>) -> Vec<Block> {
    let prose = scope.pages.document(scope.page).map(|document| document.body.blocks.clone()).unwrap_or_default();
    let said = match scope.page.structure {
        Structure::Home => return home::home(scope, prose),
        Structure::Accounts => return accounts::accounts(scope, prose),
        Structure::Oblio => {
            let said = oblio::oblio(scope);
            return said.into_iter().chain(build::after(prose)).collect();
        }
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
    };
    prose.into_iter().chain(said).collect()
}
