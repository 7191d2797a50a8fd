//! The accounts in other orders: by platform, by part of the ente, by member body.

use super::Scope;
use super::build::section;
use super::card::lines;
use crate::model::Listed;
use crate::tree::{Block, text};

pub(super) fn by_platform(scope: &Scope<'_>) -> Vec<Block> {
    let group = |(key, platform): &(&str, &crate::catalog::Platform)| {
        let accounts: Vec<Listed<'_>> =
            scope.directory.active.iter().filter(|listed| listed.platform_key == *key).copied().collect();
        let span = accounts.first()?.account.span;
        Some(section(key, text(platform.name.value.clone()), vec![lines(scope, &accounts, span)], span))
    };
    scope.directory.platforms.iter().filter_map(group).collect()
}

pub(super) fn by_unit(scope: &Scope<'_>) -> Vec<Block> {
    let units = scope.directory.units.iter().filter_map(|group| {
        let span = group.accounts.first()?.account.span;
        let id = group.anchor(scope.plain(group.of));
        Some(section(&id, scope.say(group.of), vec![lines(scope, &group.accounts, span)], span))
    });
    units.collect()
}

pub(super) fn by_member(scope: &Scope<'_>) -> Vec<Block> {
    let members = scope.directory.members.iter().filter_map(|group| {
        let span = group.accounts.first()?.account.span;
        let id = group.anchor(group.of.name.read_by(scope.eye));
        Some(section(&id, scope.name(&group.of.name), vec![lines(scope, &group.accounts, span)], span))
    });
    members.collect()
}
