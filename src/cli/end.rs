//! How a command ended.

/// How a command ended.
pub enum End {
    /// Nothing stops publication.
    Clean,
    /// Something does.
    Findings,
}

impl End {
    /// This end, unless something else stops publication.
    pub fn and(self, is_clean: bool) -> Self {
        if is_clean { self } else { Self::Findings }
    }
}
