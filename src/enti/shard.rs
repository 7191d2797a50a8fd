//! One part of a workspace's enti, for those who share the work among machines.

use crate::members::{Member, Members};
use crate::source::Unreadable;
use sha2::{Digest, Sha256};

/// One of several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    total: u64,
}

impl Shard {
    /// Part `index` (from 0) of `total`; `None` when there is no such part.
    #[must_use]
    pub fn new(index: u64, total: u64) -> Option<Self> {
        (index < total).then_some(Self { index, total })
    }

    /// The enti of this part.
    ///
    /// # Errors
    /// When an ente's code cannot be read.
    pub fn of(self, members: &Members) -> Result<Vec<&Member>, Unreadable> {
        let mut mine = Vec::new();
        for member in &members.list {
            if self.has(&members.code(member)?) {
                mine.push(member);
            }
        }
        Ok(mine)
    }

    /// Whether an ente is of this part. It goes by the SHA-256 of its key alone: an ente that comes or goes moves no other.
    fn has(self, key: &str) -> bool {
        let digest = Sha256::digest(key.to_lowercase().as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % self.total == self.index
    }
}
