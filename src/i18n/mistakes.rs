//! What can be wrong with phrases, in words.

use super::number::Form;
use crate::diagnostic::{Diagnostic, Key};
use crate::record::nearest;
use crate::say;
use crate::source::{Span, Spanned};

/// A path that leads to no phrase.
pub(super) fn unknown_phrase(name: &Spanned<String>, known: &[String]) -> Diagnostic {
    let written = &name.value;
    let found = Diagnostic::new(
        Key::UnknownPhrase,
        name.span,
        say!("«{written}» non è una frase di limpido", "“{written}” is no phrase of limpido"),
    );
    match nearest(written, known.iter().map(String::as_str)) {
        Some(near) => found.hint(say!("forse volevi «{near}»", "perhaps you meant “{near}”")),
        None => found,
    }
}

/// A value of the phrase that a wording does not show.
pub(super) fn missing_placeholder(place: Span, name: &str, phrase: &str) -> Diagnostic {
    let message = say!("in questa frase manca {{{name}}}", "{{{name}}} is missing in this phrase");
    Diagnostic::new(Key::MissingPlaceholder, place, message)
        .hint(say!("la frase di limpido è: {phrase}", "limpido's phrase is: {phrase}"))
}

/// A placeholder that has no value.
pub(super) fn unknown_placeholder(place: Span, name: &str, phrase: &str) -> Diagnostic {
    let message = say!("questa frase non ha {{{name}}}", "this phrase has no {{{name}}}");
    Diagnostic::new(Key::UnknownPlaceholder, place, message)
        .hint(say!("la frase di limpido è: {phrase}", "limpido's phrase is: {phrase}"))
}

/// Forms that numbers ask for and that are not written.
pub(super) fn missing_forms(place: Span, forms: &[&str]) -> Diagnostic {
    let forms = forms.join(", ");
    let message = say!(
        "questa frase conta qualcosa e cambia con il numero: mancano le forme {forms}",
        "this phrase counts something and changes with the number: the forms {forms} are missing"
    );
    Diagnostic::new(Key::PluralForms, place, message).hint(say!(
        "scrivi una frase per ogni forma, per esempio «one: {{n}} giorno» e «other: {{n}} giorni»",
        "write a phrase for each form, for example “one: {{n}} day” and “other: {{n}} days”"
    ))
}

/// A form that no number asks for.
pub(super) fn unknown_form(form: &Spanned<Form>, known: &[(Form, bool)]) -> Diagnostic {
    let (word, known) = (form.word(), known.iter().map(|(form, _)| form.word()).collect::<Vec<_>>().join(", "));
    let message = say!(
        "nessun numero di questa lingua usa la forma «{word}»",
        "no number of this language has the form “{word}”"
    );
    Diagnostic::new(Key::PluralForms, form.span, message).hint(say!(
        "le forme di questa lingua sono: {known}; se conta come un'altra, scrivi quale: «counts_like: it»",
        "the forms of this language are: {known}; if it counts like another one, write which: “counts_like: it”"
    ))
}
