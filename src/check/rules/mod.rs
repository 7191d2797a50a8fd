//! Every rule, in the order in which they look. One rule is one file and its page.

mod account_without_address;
mod duplicate_account;
mod legal_basis;
mod low_contrast;
mod missing_page;
mod missing_requirement;
mod missing_translation;
mod placeholder_left;
mod portability_promised;
mod retention_vague;
mod unknown_reference;

use super::rule::Rule;

/// All rules.
pub const ALL: &[Rule] = &[
    account_without_address::RULE,
    duplicate_account::RULE,
    legal_basis::RULE,
    low_contrast::RULE,
    missing_page::RULE,
    missing_requirement::RULE,
    missing_translation::RULE,
    placeholder_left::RULE,
    portability_promised::RULE,
    retention_vague::RULE,
    unknown_reference::RULE,
];
