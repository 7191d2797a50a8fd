//! Where things stand that other places name.

use super::text::Text;

/// Where things that are named stand. Code that looks names up says for each home which things stand there, so that the compiler lets none
/// be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The offices of the ente.
    Offices,
    /// The bodies that belong to the ente.
    Members,
    /// The privacy notices.
    Notices,
    /// The acts.
    Acts,
    /// The rules of discussion.
    Rules,
    /// The official accounts.
    Accounts,
    /// The norme of the catalogue.
    Norme,
}

/// Everything that may be named, by where it stands.
pub trait Homes {
    /// The place of the thing with a name, among all things of a home; `None` where nothing has the name, after a report.
    fn find(&mut self, home: Home, name: &Text) -> Option<usize>;
}
