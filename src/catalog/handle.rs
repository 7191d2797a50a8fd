//! What a platform lets people write as a new handle.

use super::platform::{HandleRule, Platform};
use crate::source::Spanned;

impl Platform {
    /// Whether every sign of a handle is one that names on the platform may have.
    pub(super) fn has_signs_of(&self, handle: &str) -> bool {
        match &self.handle {
            Some(rule) => {
                handle.chars().all(|sign| rule.allows(sign))
                    && !handle.is_empty()
                    && !handle.starts_with('.')
                    && !handle.ends_with('.')
                    && !handle.contains("..")
                    && (!is_on(rule.is_host.as_ref()) || looks_like_host(handle))
            }
            None => {
                !handle.is_empty() && handle.chars().all(|sign| sign.is_ascii_alphanumeric() || "_-.".contains(sign))
            }
        }
    }

    /// Whether the platform would let somebody choose a handle today. Accounts that exist may have others, from the days before the rule.
    #[must_use]
    pub fn could_be_new(&self, handle: &str) -> bool {
        let bare = handle.split('@').next().unwrap_or(handle);
        self.handle.as_ref().is_none_or(|rule| rule.fits_new(bare)) && self.has_signs_of(bare)
    }

    /// Whether its handles may have letters of any alphabet.
    pub(super) fn has_any_letters(&self) -> bool {
        self.handle.as_ref().is_some_and(|rule| is_on(rule.any_letters.as_ref()))
    }

    /// The nearest handle that could be one.
    pub(super) fn mended(&self, handle: &str) -> Option<String> {
        let rule = self.handle.as_ref()?;
        let plain = |sign: char| {
            if sign.is_ascii() { sign.to_string() } else { crate::record::plain_name(&sign.to_string()) }
        };
        let small = if self.case_sensitive.value { handle.to_owned() } else { handle.to_lowercase() };
        let kept = small.chars().map(plain).collect::<String>();
        let mended: String = kept.chars().filter(|sign| rule.allows(*sign)).collect();
        Some(mended).filter(|mended| self.could_be_new(mended))
    }
}

impl HandleRule {
    fn allows(&self, sign: char) -> bool {
        sign.is_ascii_alphanumeric()
            || self.signs.as_ref().is_some_and(|signs| signs.contains(sign))
            || is_on(self.any_letters.as_ref()) && sign.is_alphanumeric()
    }

    fn fits_new(&self, handle: &str) -> bool {
        let length = u32::try_from(handle.chars().count()).unwrap_or(u32::MAX);
        (self.min.value..=self.max.value).contains(&length)
            && (handle.starts_with(char::is_alphabetic) || !is_on(self.letter_first.as_ref()))
    }
}

fn looks_like_host(handle: &str) -> bool {
    handle.contains('.')
        && handle.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && !handle.rsplit('.').next().is_some_and(|top| top.starts_with(|sign: char| sign.is_ascii_digit()))
}

fn is_on(flag: Option<&Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}
