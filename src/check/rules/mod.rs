//! Every rule, in the order in which they look. One rule is one file and its page.

mod account_without_address;
mod censors_criticism;
mod dangling_conditions;
mod duplicate_account;
mod erasure_conditions;
mod grounds_missing;
mod joint_control_missing;
mod legal_basis;
mod low_contrast;
mod missing_page;
mod missing_requirement;
mod missing_translation;
mod notice_without_account;
mod only_national_privacy_law;
mod placeholder_left;
mod portability_promised;
mod retention_vague;
mod titolare_is_a_person;
mod transfers_denied;
mod transfers_old;
mod unknown_reference;

use super::rule::Rule;

/// All rules.
pub const ALL: &[Rule] = &[
    account_without_address::RULE,
    censors_criticism::RULE,
    dangling_conditions::RULE,
    duplicate_account::RULE,
    erasure_conditions::RULE,
    grounds_missing::RULE,
    joint_control_missing::RULE,
    legal_basis::RULE,
    low_contrast::RULE,
    missing_page::RULE,
    missing_requirement::RULE,
    missing_translation::RULE,
    notice_without_account::RULE,
    only_national_privacy_law::RULE,
    placeholder_left::RULE,
    portability_promised::RULE,
    retention_vague::RULE,
    titolare_is_a_person::RULE,
    transfers_denied::RULE,
    transfers_old::RULE,
    unknown_reference::RULE,
];
