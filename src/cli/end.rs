//! How a command ended.

/// How a command ended.
pub enum End {
    /// Nothing stops publication.
    Clean,
    /// Something stops publication.
    Findings,
}

impl End {
    /// The same end, or [`End::Findings`] where `is_clean` is `false`.
    pub fn and(self, is_clean: bool) -> Self {
        if is_clean { self } else { Self::Findings }
    }
}
