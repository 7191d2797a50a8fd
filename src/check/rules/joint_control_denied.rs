//! Words that deny the ente's part in what platforms do with data on its pages. All that is looked for are frames.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::Key;

pub(super) const RULE: Rule = Rule { key: Key::JointControlDenied, run };

const fn run(_: &Context<'_>, _: &mut Inspection) {}
