//! The parser's reasons why a text is no YAML, into those that help to mend it.

use super::slip::Slip;
use granit_parser::ErrorKind;

/// Why a text is no YAML, as far as it helps to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A tab where spaces belong.
    Tab,
    /// A line that begins deeper, or less deep, than those that it belongs to.
    Indent,
    /// A colon where no field can be: one too many in a text, or none after the name in the line before.
    Colon,
    /// A quote that does not end, or that ends too early.
    Quote,
    /// A bracket that does not end, or that ends nothing.
    Bracket,
    /// A text that begins with a sign which means something else.
    Sign(char),
    /// A control sign that nobody sees stands in the text, which has a finding of its own.
    Control,
    /// Something in a line that nobody sees.
    Slip(Slip),
    /// Anything else.
    Other,
}

impl Syntax {
    pub(super) fn of(kind: &ErrorKind) -> Self {
        use ErrorKind as E;
        match kind {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar => Self::Tab,
            E::InvalidIndentation
            | E::ExpectedBlockMappingKey
            | E::ExpectedBlockSequenceEntry
            | E::BlockSequenceEntryNotAllowed
            | E::InvalidBlockScalarIndent => Self::Indent,
            E::MappingValueNotAllowed | E::MappingKeyNotAllowed | E::SimpleKeyExpected | E::InvalidSimpleKey => {
                Self::Colon
            }
            E::UnclosedQuotedScalar
            | E::DocumentIndicatorInQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::InvalidTrailingSingleQuotedScalar
            | E::InvalidTrailingDoubleQuotedScalar => Self::Quote,
            E::UnclosedFlowCollection { .. }
            | E::MismatchedFlowCollectionEnd { .. }
            | E::MisplacedFlowCollectionEnd
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::BlockEntryInFlowCollection
            | E::InvalidFlowScalarIndent
            | E::InvalidColonPlacement => Self::Bracket,
            E::UnexpectedCharacter { character } => Self::Sign(*character),
            _ => Self::Other,
        }
    }
}
