//! `workspace.yaml`: which folders or rows are enti, over which base, and where shared files stand.

use crate::record::{OneOrMany, Text};
use crate::source::Spanned;
use crate::{choice, record};

/// The file that makes a folder a workspace.
pub const FILE: &str = "workspace.yaml";

record! {
    /// The file `workspace.yaml`: many enti in one run.
    pub struct WorkspaceFile {
        /// The edition of the format: 1.
        pub edition: Spanned<u32>,
        /// The enti: folders of sites, with `*` and `?` for any name, or CSV files with a row for each ente.
        pub members: OneOrMany<Text>,
        /// The folder of the text that all enti share. When its name is a date, the folders beside it are its other versions.
        pub base: Option<Text>,
        /// Where the files stand that all sites share: style sheet, fonts, drawings.
        pub assets: Option<Spanned<Assets>>,
    }
}

choice! {
    /// Where shared files stand.
    pub enum Assets {
        /// Once in each site: every site can be moved alone.
        Own = "own",
        /// Once beside the sites: less to copy, and the sites stay together.
        Shared = "shared",
    }
}
