//! How many elements a browser draws of a picture whose `<use>` elements draw others again: twenty of them can make millions.

use std::collections::HashMap;
use std::ops::Range;

/// Most elements that are drawn, those drawn again included.
const MOST_DRAWN: u64 = 200_000;
/// Longest chain of elements that draw one another.
const LONGEST_CHAIN: usize = 64;

/// The elements of a picture in the order of the text.
#[derive(Default)]
pub(super) struct SvgWeight {
    /// For each element, how many elements have begun by its end.
    ends: Vec<usize>,
    open: Vec<usize>,
    ids: HashMap<String, usize>,
    /// Each `<use>`: which element it is, whom it draws, and where it stands.
    uses: Vec<(usize, String, Range<usize>)>,
}

impl SvgWeight {
    /// Adds an element: its `id`, and the `id` that it draws.
    pub(super) fn open(&mut self, id: Option<String>, target: Option<String>, at: &Range<usize>) {
        let number = self.ends.len();
        self.ends.push(number);
        self.open.push(number);
        if let Some(id) = id {
            // Of several elements with one id, browsers draw the first.
            self.ids.entry(id).or_insert(number);
        }
        self.uses.extend(target.map(|target| (number, target, at.clone())));
    }

    /// Ends the element that was added last.
    pub(super) fn close(&mut self) {
        if let Some(number) = self.open.pop() {
            self.ends[number] = self.ends.len();
        }
    }

    /// The first `<use>` of a picture that is too much to draw.
    pub(super) fn too_heavy(&self) -> Option<Range<usize>> {
        let (_, _, first) = self.uses.first()?;
        let mut known = HashMap::new();
        let drawn = self.drawn(0..self.ends.len(), &mut known, 0);
        drawn.is_none_or(|drawn| drawn > MOST_DRAWN).then(|| first.clone())
    }

    /// How many elements a browser draws for a stretch of elements; `None` when one of them draws itself, or the chain is too long.
    fn drawn(&self, stretch: Range<usize>, known: &mut HashMap<usize, u64>, depth: usize) -> Option<u64> {
        if depth > LONGEST_CHAIN {
            return None;
        }
        let mut sum = stretch.len() as u64;
        let first = self.uses.partition_point(|(number, ..)| *number < stretch.start);
        for (_, target, _) in self.uses[first..].iter().take_while(|(number, ..)| *number < stretch.end) {
            let Some(target) = self.ids.get(target).copied() else { continue };
            let more = match known.get(&target) {
                Some(more) => *more,
                None => {
                    let more = self.drawn(target..self.ends[target], known, depth + 1)?;
                    known.insert(target, more);
                    more
                }
            };
            sum = sum.saturating_add(more);
        }
        Some(sum)
    }
}
