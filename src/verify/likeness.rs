//! How like two handles are, and in what they differ.

use crate::catalog::in_small_letters;

/// In what a handle differs from ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandleDifference {
    /// Points, hyphens and underscores only.
    Signs,
    /// The handle has one text where ours has another.
    Instead(String, String),
    /// The handle has a text more.
    More(String),
    /// The handle has a text less.
    Less(String),
}

const JOINTS: [char; 3] = ['.', '-', '_'];

fn without_joints(handle: &str) -> String {
    handle.chars().filter(|sign| !JOINTS.contains(sign)).collect()
}

/// Whether a handle could be taken for ours: a few signs differ, or only points and hyphens do.
#[must_use]
pub fn similar(theirs: &str, ours: &str) -> bool {
    let (theirs, ours) = (in_small_letters(theirs), in_small_letters(ours));
    let length = ours.chars().count().min(theirs.chars().count());
    if length < 3 || theirs == ours {
        return false;
    }
    let allowed = if length < 5 { 1 } else { (ours.chars().count() / 5).max(2) };
    without_joints(&theirs) == without_joints(&ours) || strsim::levenshtein(&theirs, &ours) <= allowed
}

/// In what a handle differs from ours.
#[must_use]
pub fn difference(theirs: &str, ours: &str) -> HandleDifference {
    let small = |text: &str| in_small_letters(text).chars().collect::<Vec<char>>();
    let (theirs, ours) = (small(theirs), small(ours));
    let text = |signs: &[char]| signs.iter().collect::<String>();
    if without_joints(&text(&theirs)) == without_joints(&text(&ours)) {
        return HandleDifference::Signs;
    }
    let start = theirs.iter().zip(&ours).take_while(|(one, other)| one == other).count();
    let most = theirs.len().min(ours.len()) - start;
    let end = theirs.iter().rev().zip(ours.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (more, less) = (text(&theirs[start..theirs.len() - end]), text(&ours[start..ours.len() - end]));
    match (more.is_empty(), less.is_empty()) {
        (false, true) => HandleDifference::More(more),
        (true, false) => HandleDifference::Less(less),
        _ => HandleDifference::Instead(more, less),
    }
}
