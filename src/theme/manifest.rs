//! `theme.yaml`: what a theme is called, what it extends, and for which contract it was written.

use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::record;
use crate::record::Text;
use crate::say;
use crate::source::{SourceId, Span, Spanned};

/// The contract between themes and this program: which files a theme has, and what each receives. Another number means that a theme
/// written for the one does not work with the other.
pub const CONTRACT: u32 = 2;

record! {
    /// The file `theme.yaml`.
    pub struct ThemeManifest {
        /// Its name for people.
        pub name: Text,
        /// The contract for which it was written.
        pub contract: Option<Spanned<u32>>,
        /// The theme that it extends.
        pub extends: Option<Text>,
        /// Style sheets in their order; those of the blocks follow them, by name.
        pub stylesheets: Vec<Text>,
        /// Text files that are made from templates beside the pages.
        pub outputs: Vec<Output>,
    }
}

record! {
    /// A text file made from a template.
    pub struct Output {
        /// The template: `outputs/robots.txt`.
        pub template: Text,
        /// Its path in the site.
        pub path: Text,
        /// Whether it needs absolute addresses, and so `base_url`.
        pub needs_base_url: Option<Spanned<bool>>,
    }
}

/// Reports a theme that was written for another contract, or does not say for which.
pub(super) fn report_contract(manifest: &ThemeManifest, source: SourceId, report: &mut Report) {
    let finding = match &manifest.contract {
        Some(contract) if contract.value == CONTRACT => return,
        Some(contract) if contract.value > CONTRACT => {
            let number = contract.value;
            let message = say!(
                "questo tema è scritto per il contratto {number}; questa versione di limpido ha il {CONTRACT}",
                "this theme is written for contract {number}; this version of limpido has {CONTRACT}"
            );
            Diagnostic::new(Key::ThemeContract, contract.span, message).hint(say!("aggiorna limpido", "update limpido"))
        }
        Some(contract) => {
            let number = contract.value;
            let message = say!(
                "questo tema è scritto per il contratto {number}: i modelli di oggi sono altri",
                "this theme is written for contract {number}: today's templates are others"
            );
            Diagnostic::new(Key::ThemeContract, contract.span, message).fix(
                say!("adegua i modelli, poi scrivi {CONTRACT}", "adapt the templates, then write {CONTRACT}"),
                contract.span,
                CONTRACT.to_string(),
            )
        }
        None => {
            let message = say!(
                "questo tema non dice per quale contratto è scritto",
                "this theme does not say for which contract it is written"
            );
            let start = Span::start_of(source);
            Diagnostic::new(Key::ThemeContract, start, message).fix(
                say!("aggiungi «contract: {CONTRACT}»", "add “contract: {CONTRACT}”"),
                start,
                format!("contract: {CONTRACT}\n"),
            )
        }
    };
    report.push(finding.hint(where_to_read()));
}

/// Where the contract is explained.
pub(super) fn where_to_read() -> Message {
    say!(
        "«limpido explain themes» dice che cosa riceve ogni modello, e che cosa è diventato ogni file di prima",
        "“limpido explain themes” says what each template receives, and what became of each earlier file"
    )
}
