//! What is wrong with a file, collected while it is read: every mistake is reported, and the rest is read too.

use super::broken_yaml::{no_yaml, tree_trouble};
use super::shape::Shape;
use crate::diagnostic::{Diagnostic, Key, Level, Message, Report};
use crate::say;
use crate::source::slip;
use crate::source::yaml::{Node, NodeKind, Syntax, Trouble, TroubleKind};

/// Collects what is wrong while a file is read.
#[derive(Debug, Default)]
pub struct Reader {
    pub(super) report: Report,
    /// Whether a part of the value that is being read was refused: the value goes on without that part.
    pub(super) has_lost: bool,
}

impl Reader {
    /// What is wrong with the YAML of a file whose values are read elsewhere.
    #[must_use]
    pub fn troubles(troubles: Vec<Trouble>) -> Report {
        let mut report = Report::default();
        // A control sign was reported when the text was read, and the syntax error that follows from it need not be told.
        let is_said = |trouble: &Trouble| trouble.kind != TroubleKind::Syntax(Syntax::Control);
        troubles.into_iter().filter(is_said).for_each(|trouble| report.push(tree_trouble(trouble)));
        report
    }

    /// Notes a part that was refused, after its mistake was reported: the field that holds it is not whole.
    pub fn lose(&mut self) {
        self.has_lost = true;
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// The node is of another kind than the shape wants.
    pub fn wrong_type(&mut self, node: &Node, shape: &Shape) {
        if let NodeKind::Scalar { text, quoted: false } = &node.kind
            && let Some((found, at)) = slip(text)
        {
            let length = text[at..].chars().next().map_or(0, char::len_utf8);
            self.report(no_yaml(Syntax::Slip(found), node.span.part(at..at + length)));
            return;
        }
        let Message { it, en } = shape.expected();
        let diagnostic = match node.kind {
            NodeKind::Empty => {
                Diagnostic::new(Key::EmptyValue, node.span, say!("qui manca il valore", "the value is missing here"))
                    .hint(say!("scrivi {it}, oppure togli la riga", "write {en}, or remove the line"))
            }
            _ => {
                let (found_it, found_en) = match node.kind {
                    NodeKind::Scalar { .. } => ("un testo", "a text"),
                    NodeKind::List(_) => ("un elenco", "a list"),
                    _ => ("dei campi", "fields"),
                };
                let message = say!("qui non può stare {found_it}", "{found_en} cannot stand here");
                Diagnostic::new(Key::WrongType, node.span, message).hint(say!("scrivi {it}", "write {en}"))
            }
        };
        self.report(diagnostic);
    }

    /// A field that may be left out and that says nothing, as programs write it, counts as absent.
    pub fn blank(&mut self, node: &Node, shape: &Shape) {
        let Message { it, en } = shape.expected();
        let message = say!(
            "questo campo non dice nulla: è come se non ci fosse",
            "this field says nothing: it is as if the field were not there"
        );
        self.report(
            Diagnostic::new(Key::EmptyValue, node.span, message)
                .weighing(Level::Advice)
                .hint(say!("togli la riga, o scrivi {it}", "remove the line, or write {en}")),
        );
    }
}
