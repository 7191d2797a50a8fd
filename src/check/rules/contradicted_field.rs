//! A sentence that says one thing where a field says another: how long, when, whether people may comment. The frames say of what a
//! sentence speaks; only what both say for certain is compared.

use crate::check::framed::place_of;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule};
use crate::check::told_time::{days, hours, only_stretch, weekdays};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{Account, Comments, Requests, Retention, StepKind, When};
use crate::record::{Holidays, Hours, Localized, Opening, TimeOfDay};
use crate::say;
use crate::source::{Span, Spanned};
use std::ops::RangeInclusive;

pub(super) const RULE: Rule = Rule { key: Key::ContradictedField, run };

/// How frames begin of sentences that say within how many days something is answered; a word of `to:` in `moderation.yaml` follows.
const ANSWER: &str = "answer-";
/// Letters of a word that are the same in its other forms: «privati», «privato».
const LETTERS_OF_A_STEM: usize = 5;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    let reading = context.reading();
    for found in reading.found(RULE.key).iter().filter(|found| found.ready.is_noted()) {
        let piece = &reading.pieces[found.piece];
        let Some(comparison) = compared(context, piece, found) else { continue };
        inspection.at(piece);
        if let Comparison::Otherwise(field) = comparison {
            let words = &piece.text[found.range.clone()];
            let finding = Diagnostic::new(
                RULE.key,
                place_of(context, piece, &found.range),
                say!(
                    "qui c'è scritto «{words}», ma un campo dice altro",
                    "here “{words}” is written, but a field says otherwise"
                ),
            );
            inspection.push_once(finding.see(field, say!("il campo è questo", "this is the field")).hint(say!(
                "tieni ciò che è vero: le pagine mostrano anche il campo, e chi legge non sa a quale credere",
                "keep what is true: the pages show the field too, and readers do not know which to believe"
            )));
        }
    }
}

/// What fields say of what a sentence says.
enum Comparison {
    /// The same.
    Same,
    /// Something else, here.
    Otherwise(Span),
}

/// Compares a sentence with the fields that say the same thing; `None` where there are none, or one of the two is not certain.
fn compared(context: &Context<'_>, piece: &Piece<'_>, found: &Found<'_>) -> Option<Comparison> {
    let sentence = &piece.text[piece.sentences[found.sentence].range()];
    match found.ready.name.as_str() {
        "hours" => of_hours(context, |openings| {
            let declared: Vec<_> =
                openings.iter().map(|opening| (minutes(opening.from.value), minutes(opening.to.value))).collect();
            let whole = declared.iter().map(|(from, _)| *from).min().zip(declared.iter().map(|(_, to)| *to).max());
            let told = hours(sentence);
            let is_declared = |told: &(u16, u16)| declared.contains(told) || whole == Some(*told);
            (!told.is_empty()).then(|| told.iter().all(is_declared))
        }),
        "days" => {
            let told = weekdays(sentence)?;
            of_hours(context, |openings| {
                let runs = openings.iter().flat_map(|opening| opening.days.value.runs());
                let first = openings.first().and_then(|opening| opening.days.value.0.first());
                let last = openings.last().and_then(|opening| opening.days.value.0.last());
                let whole = first.copied().zip(last.copied());
                Some(runs.chain(whole).any(|run| run == told))
            })
        }
        "at-all-hours" => of_hours(context, |openings| {
            let is_whole = |opening: &Opening| minutes(opening.from.value) == 0 && minutes(opening.to.value) == 24 * 60;
            Some(openings.iter().any(is_whole))
        }),
        "on-sundays" => of_hours(context, |openings| {
            let is_open =
                |opening: &Opening| opening.holidays.as_ref().is_some_and(|holidays| holidays.value == Holidays::Open);
            Some(openings.iter().any(|opening| opening.days.value.0.contains(&"sun") || is_open(opening)))
        }),
        "comments-closed" => comments(context, piece, sentence, |comments| comments == Comments::Closed),
        "comments-open" => comments(context, piece, sentence, |comments| comments != Comments::Closed),
        "requests-taken" => requests(context, piece, sentence, takes),
        "requests-not-taken" => requests(context, piece, sentence, |requests| !takes(requests)),
        "seen-before" => mode(context, |when| when == When::Before),
        "never-seen" => mode(context, |when| when == When::Never),
        name => {
            let fields = stretches(context, piece, sentence, name)?;
            let told = only_stretch(piece, found)?;
            let (_, first) = fields.first()?;
            let is_same = |(days, _): &Stretch| days.start() <= told.end() && told.start() <= days.end();
            Some(if fields.iter().any(is_same) { Comparison::Same } else { Comparison::Otherwise(*first) })
        }
    }
}

/// The stretches of time that fields give for what the sentences of a frame speak of; `None` where one of them gives none.
fn stretches(context: &Context<'_>, piece: &Piece<'_>, sentence: &str, frame: &str) -> Option<Vec<Stretch>> {
    let moderation = &context.site.moderation;
    let is_own = |text: &Localized| text.texts().any(|(_, text)| text.span == piece.span);
    let appeal = || moderation.appeal.as_ref()?.answer_days.as_ref();
    let answer = match frame {
        "kept" => return kept(context, piece.span, sentence),
        "block" => {
            let is_of_block = |kind: StepKind| matches!(kind, StepKind::Block | StepKind::Suspension);
            let mut steps: Vec<_> = moderation.steps.iter().filter(|step| is_of_block(step.kind.value)).collect();
            // The words of a step are about its own days.
            if let Some(own) = steps.iter().position(|step| is_own(&step.text)) {
                steps = vec![steps[own]];
            }
            return steps.into_iter().map(|step| step.days.as_ref().map(in_days)).collect();
        }
        "copy" => moderation.copy_kept_days.as_ref(),
        "answer" => match moderation.responses.iter().find(|response| is_own(&response.text)) {
            Some(response) => response.days.as_ref(),
            None => appeal(),
        },
        "answer-appeal" => appeal(),
        "answer-rights" => context.site.informative.requests.as_ref()?.answer_days.as_ref(),
        _ => {
            let to = frame.strip_prefix(ANSWER)?;
            moderation.responses.iter().find(|response| response.to.value.word() == to)?.days.as_ref()
        }
    };
    Some(vec![in_days(answer?)])
}

/// A stretch of time that a field gives, in days, and its place.
type Stretch = (RangeInclusive<u32>, Span);

fn in_days(field: &Spanned<u32>) -> Stretch {
    (days(field.value, 1), field.span)
}

/// How long the data of which a sentence speaks are kept. `None` where a notice gives a rule for some of them and no number.
fn kept(context: &Context<'_>, place: Span, sentence: &str) -> Option<Vec<Stretch>> {
    let said: Vec<String> = stems(sentence).collect();
    let all = || context.site.informative.informative.0.iter().flat_map(|(_, notice)| &notice.retention);
    let of_text = |text: &Localized| text.texts().any(|(_, text)| text.span == place);
    // The words of a criterion are about its own data.
    let own = all().find(|retention| retention.criterion.as_ref().is_some_and(of_text));
    let is_meant = |retention: &&Retention| match own {
        Some(own) => std::ptr::eq(own, *retention),
        None => retention.what.texts().any(|(_, what)| names_one(&what.value, &said)),
    };
    let length = |retention: &Retention| {
        let of_months = retention.months.as_ref().map(|months| (days(months.value, 30), months.span));
        retention.days.as_ref().map(in_days).or(of_months)
    };
    all().filter(is_meant).map(length).collect()
}

/// Whether a sentence, by its stems, names one of the kinds of data that a text lists: «Post e commenti, con foto».
fn names_one(what: &str, said: &[String]) -> bool {
    let what = what.to_lowercase();
    what.split([',', ';']).flat_map(|part| part.split(" e ")).any(|kind| {
        let mut stems = stems(kind).peekable();
        stems.peek().is_some() && stems.all(|stem| said.contains(&stem))
    })
}

/// The stems of the longer words of a text.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.map(|word| word.to_lowercase().chars().take(LETTERS_OF_A_STEM).collect())
}

/// Whether the hours of somebody say what a sentence says: those of all accounts, or those of one.
fn of_hours(context: &Context<'_>, says: impl Fn(&[Opening]) -> Option<bool>) -> Option<Comparison> {
    let usual = context.site.moderation.hours.as_ref();
    let own = context.site.accounts.accounts.iter().filter_map(|account| account.hours.as_ref());
    let all: Vec<&Hours> = usual.into_iter().chain(own).collect();
    let place = all.first()?.0.first()?.days.span;
    let mut is_said = false;
    for hours in all {
        is_said |= says(&hours.0)?;
    }
    Some(if is_said { Comparison::Same } else { Comparison::Otherwise(place) })
}

fn minutes(time: TimeOfDay) -> u16 {
    u16::from(time.hour) * 60 + u16::from(time.minute)
}

/// The accounts of which a sentence speaks: its own, those of the platforms that it names, or all.
fn meant<'s>(context: &'s Context<'_>, piece: &Piece<'_>, sentence: &str) -> Vec<&'s Account> {
    let all = || context.site.accounts.accounts.iter();
    let is_own = |account: &&Account| account.span.start <= piece.span.start && piece.span.end <= account.span.end;
    if let Some(own) = all().find(|account| account.span.source == piece.span.source && is_own(account)) {
        return vec![own];
    }
    let words: Vec<String> = sentence.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase).collect();
    let is_named = |account: &&Account| {
        let platform = context.site.platform(context.catalog, &account.platform.value);
        platform.is_some_and(|platform| words.contains(&platform.name.value.to_lowercase()))
    };
    let named: Vec<_> = all().filter(is_named).collect();
    if named.is_empty() { all().collect() } else { named }
}

/// Whether some accounts' fields say what a sentence says; `None` where one of them says nothing. Where they differ, the sentence may
/// mean those that agree with it.
fn accounts<T: Copy>(
    accounts: &[&Account],
    field: impl Fn(&Account) -> Option<&Spanned<T>>,
    says: impl Fn(T) -> bool,
) -> Option<Comparison> {
    let fields: Option<Vec<&Spanned<T>>> = accounts.iter().map(|account| field(account)).collect();
    let fields = fields?;
    let first = fields.first()?;
    Some(if fields.iter().any(|field| says(field.value)) {
        Comparison::Same
    } else {
        Comparison::Otherwise(first.span)
    })
}

fn comments(
    context: &Context<'_>,
    piece: &Piece<'_>,
    sentence: &str,
    says: impl Fn(Comments) -> bool,
) -> Option<Comparison> {
    accounts(&meant(context, piece, sentence), |account| account.comments.as_ref(), says)
}

fn requests(
    context: &Context<'_>,
    piece: &Piece<'_>,
    sentence: &str,
    says: impl Fn(Requests) -> bool,
) -> Option<Comparison> {
    accounts(&meant(context, piece, sentence), |account| account.requests.as_ref(), says)
}

const fn takes(requests: Requests) -> bool {
    matches!(requests, Requests::Welcome | Requests::Forwarded)
}

/// When comments are looked at; an account may differ.
fn mode(context: &Context<'_>, says: impl Fn(When) -> bool) -> Option<Comparison> {
    let field = context.site.moderation.mode.as_ref()?.comments.as_ref()?;
    let approves =
        |account: &Account| account.comments.as_ref().is_some_and(|comments| comments.value == Comments::Approved);
    let is_said = says(field.value) || says(When::Before) && context.site.accounts.accounts.iter().any(approves);
    Some(if is_said { Comparison::Same } else { Comparison::Otherwise(field.span) })
}
