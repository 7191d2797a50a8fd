//! The forms that a language has for numbers, by the rules of Unicode's CLDR: «1 giorno», «2 giorni»; Slovene has four, Arabic six.

use crate::choice;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::sync::Arc;

choice! {
    /// A form that numbers may ask for, called as in CLDR. What a form is for differs from language to language.
    pub enum Form {
        /// Zero, where that is a form of its own.
        Zero = "zero",
        /// One and, in some languages, other numbers: 21 and 101, or 0.
        One = "one",
        /// Two, and in some languages 102.
        Two = "two",
        /// A few.
        Few = "few",
        /// Many.
        Many = "many",
        /// All others; every language has it.
        Other = "other",
    }
}

/// The numbers that are tried to know which forms a language has. Within two hundred, every rule of CLDR for whole numbers has met all
/// the forms that counted days, months and characters can ask for; forms for fractions and for millions are not among them.
const TRIED: std::ops::RangeInclusive<u64> = 0..=200;

/// The rules that tell which form of a language a number asks for.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// `None` for a language that nobody knows: it has one form.
    rules: Option<Arc<PluralRules>>,
}

impl Forms {
    /// The rules of a language by its BCP 47 tag; a language that CLDR does not know has only [`Form::Other`].
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let rules = tag.parse::<Locale>().ok().and_then(|tag| PluralRules::try_new_cardinal((&tag).into()).ok());
        Self { rules: rules.map(Arc::new) }
    }

    /// The form that a whole number asks for.
    #[must_use]
    pub fn of_number(&self, number: u64) -> Form {
        match self.rules.as_ref().map(|rules| rules.category_for(number)) {
            Some(PluralCategory::Zero) => Form::Zero,
            Some(PluralCategory::One) => Form::One,
            Some(PluralCategory::Two) => Form::Two,
            Some(PluralCategory::Few) => Form::Few,
            Some(PluralCategory::Many) => Form::Many,
            Some(PluralCategory::Other) | None => Form::Other,
        }
    }

    /// The forms that counted things ask for, in CLDR's order. The flag says whether the form is for one single number: a phrase in that
    /// form may leave the number out.
    #[must_use]
    pub fn all(&self) -> Vec<(Form, bool)> {
        let mut numbers = [0; Form::WORDS.len()];
        TRIED.for_each(|number| numbers[self.of_number(number) as usize] += 1);
        let forms = [Form::Zero, Form::One, Form::Two, Form::Few, Form::Many, Form::Other];
        let forms = forms.into_iter().zip(numbers);
        forms
            .filter(|(form, numbers)| *numbers > 0 || *form == Form::Other)
            .map(|(form, numbers)| (form, numbers == 1))
            .collect()
    }
}
