//! Every rule, in the order in which they look. One rule is one file; the page is that of its key. A rule of which frames say all has no
//! file here: its frames are in the catalogue's `phrases/`.

mod account_expired;
mod account_without_address;
mod act_before_notice;
mod article_order;
mod basis_without_norma;
mod closed_without_date;
mod consent_without_withdrawal;
mod contradicted_field;
mod contradictory_dates;
mod contradictory_service;
mod copies_too_short;
mod dangling_conditions;
mod dangling_reference;
mod declaration_address;
mod declaration_old;
mod duplicate_account;
mod erasure_conditions;
mod garante_not_named;
mod grounds_missing;
mod hard_to_read;
mod heading_order;
mod impossible_hours;
mod insecure_address;
mod joint_control_denied;
mod joint_control_missing;
mod legal_basis;
mod licence_closed;
mod long_sentence;
mod look_alike_handle;
mod low_contrast;
mod misleading_link;
mod missing_alt;
mod missing_page;
mod missing_requirement;
mod missing_translation;
mod no_way_to_leave;
mod not_reviewed;
mod notice_without_account;
mod objection_missing;
mod obsolete_name;
mod office_without_contact;
mod only_national_privacy_law;
mod other_ente;
mod person_without_end;
mod placeholder_left;
mod policy_without_act;
mod portability_promised;
mod recording_without_notice;
mod repealed_law;
mod retention_vague;
mod review_overdue;
mod security_contact;
mod shortened_address;
mod special_categories_basis;
mod stale_translation;
mod titolare_is_a_person;
mod transfers_denied;
mod transfers_old;
mod trial_without_end;
mod unconfirmed;
mod unknown_reference;
mod unmarked_language;
mod unreadable_contact;
mod vague_link;
mod waiver_expired;
mod waiver_unused;
mod wrong_authority;

use super::rule::Rule;
use crate::diagnostic::Key;

/// Whether a key is a rule's: its findings come from a look at the whole site, and may be waived.
#[must_use]
pub fn has(key: Key) -> bool {
    ALL.iter().any(|rule| rule.key == key)
}

/// All rules.
pub const ALL: &[Rule] = &[
    account_expired::RULE,
    account_without_address::RULE,
    act_before_notice::RULE,
    article_order::RULE,
    Rule::of_frames(Key::ArbitraryModeration),
    basis_without_norma::RULE,
    Rule::of_frames(Key::CensorsCriticism),
    closed_without_date::RULE,
    Rule::of_frames(Key::ComplaintHindered),
    Rule::of_frames(Key::ConsentByUse),
    consent_without_withdrawal::RULE,
    contradicted_field::RULE,
    contradictory_dates::RULE,
    contradictory_service::RULE,
    copies_too_short::RULE,
    dangling_conditions::RULE,
    dangling_reference::RULE,
    declaration_address::RULE,
    declaration_old::RULE,
    duplicate_account::RULE,
    erasure_conditions::RULE,
    garante_not_named::RULE,
    grounds_missing::RULE,
    hard_to_read::RULE,
    heading_order::RULE,
    Rule::of_frames(Key::ImitatedDeclaration),
    impossible_hours::RULE,
    insecure_address::RULE,
    joint_control_denied::RULE,
    joint_control_missing::RULE,
    legal_basis::RULE,
    licence_closed::RULE,
    long_sentence::RULE,
    look_alike_handle::RULE,
    low_contrast::RULE,
    Rule::of_frames(Key::MinorsOnConsent),
    misleading_link::RULE,
    missing_alt::RULE,
    missing_page::RULE,
    missing_requirement::RULE,
    missing_translation::RULE,
    no_way_to_leave::RULE,
    not_reviewed::RULE,
    notice_without_account::RULE,
    objection_missing::RULE,
    obsolete_name::RULE,
    office_without_contact::RULE,
    only_national_privacy_law::RULE,
    Rule::of_frames(Key::OnlyOnSocial),
    other_ente::RULE,
    Rule::of_frames(Key::PeopleExposed),
    person_without_end::RULE,
    placeholder_left::RULE,
    policy_without_act::RULE,
    portability_promised::RULE,
    recording_without_notice::RULE,
    repealed_law::RULE,
    Rule::of_frames(Key::RealNameRequired),
    retention_vague::RULE,
    review_overdue::RULE,
    security_contact::RULE,
    Rule::of_frames(Key::ShiftedDuty),
    shortened_address::RULE,
    special_categories_basis::RULE,
    Rule::of_frames(Key::StaffSilenced),
    stale_translation::RULE,
    titolare_is_a_person::RULE,
    transfers_denied::RULE,
    transfers_old::RULE,
    trial_without_end::RULE,
    unconfirmed::RULE,
    unknown_reference::RULE,
    unmarked_language::RULE,
    unreadable_contact::RULE,
    vague_link::RULE,
    Rule::of_frames(Key::WaivedRights),
    waiver_expired::RULE,
    waiver_unused::RULE,
    Rule::of_frames(Key::WhistleblowingOnSocial),
    wrong_authority::RULE,
];
