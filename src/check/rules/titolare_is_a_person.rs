//! A person or an office named as controller: the controller is the ente. All that is looked for are frames.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::Key;

pub(super) const RULE: Rule = Rule { key: Key::TitolareIsAPerson, run };

const fn run(_: &Context<'_>, _: &mut Inspection) {}
