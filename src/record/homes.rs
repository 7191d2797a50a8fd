//! Where things stand that other places name.

use super::text::Text;

/// Where things that are named stand. Whoever looks names up says of each home what stands there, so that none can be forgotten.
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
    /// The place of what has a name, among all that stand there; `None` where nothing has it, after that was reported.
    fn find(&mut self, home: Home, name: &Text) -> Option<usize>;
}
