//! A link whose words or address name another site than the one it leads to.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::record::{deceit_of_address, is_host};
use crate::say;
use crate::tree::{Link, Target};
use std::collections::HashMap;
use url::Url;

pub(super) const RULE: Rule = Rule { key: Key::MisleadingLink, run };

/// How a word ends that is the name of a site although nothing stands before it: others are files (`statuto.pdf`) and abbreviations.
const ENDINGS: [&str; 12] =
    [".it", ".eu", ".com", ".org", ".net", ".gov", ".edu", ".int", ".info", ".io", ".tv", ".me"];

/// Articles, with which the name of a page may begin in a sentence.
const ARTICLES: [&str; 8] = ["il", "lo", "la", "l", "i", "gli", "le", "the"];

/// How many digits at the end of two telephone numbers are compared: prefixes are written in many ways.
const FEWEST_DIGITS: usize = 5;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let titles = titles(context);
    for link in context.links() {
        inspection.at(link);
        match &link.target {
            Target::Page { key, .. } => look_at_page(&titles, link, key, inspection),
            Target::Phone(number) => look_at_phone(link, number, inspection),
            _ => {}
        }
        let Some(address) = link.target.outside() else { continue };
        let Ok(url) = Url::parse(&address) else { continue };
        match url.scheme() {
            "https" | "http" => look_at_site(link, (&address, &url), inspection),
            "mailto" => look_at_mail(link, &url, inspection),
            _ => {}
        }
    }
}

fn look_at_site(link: &Link, (address, url): (&str, &Url), inspection: &mut Inspection) {
    if let Some(deceit) = deceit_of_address(address) {
        inspection
            .push(Diagnostic::new(RULE.key, link.span, deceit.message()).weighing(Level::Error).hint(deceit.remedy()));
        return;
    }
    let host = url.host_str().unwrap_or_default();
    if let Some(named) = named_hosts(&link.text).find(|named| !is_same_site(named, host)) {
        inspection.push(says_otherwise(
            link,
            say!(
                "il collegamento dice «{named}», ma porta a «{host}»",
                "the link says “{named}”, but leads to “{host}”"
            ),
        ));
    }
}

/// The finding of a link whose words name something else than the link's address.
fn says_otherwise(link: &Link, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.key, link.span, message).hint(say!(
        "correggi l'indirizzo, o scrivi nel testo il nome della pagina a cui porta",
        "mend the address, or write in the text the name of the page to which the link leads"
    ))
}

/// The finding of a link that names a number or an e-mail address and leads to another.
fn names_another(link: &Link, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.key, link.span, message)
        .hint(say!("scrivi nel testo e nel collegamento la stessa cosa", "write the same in the text and in the link"))
}

/// The pages' keys by the words of their titles.
fn titles<'s>(context: &Context<'s>) -> HashMap<Vec<String>, Vec<&'s str>> {
    let mut titles: HashMap<Vec<String>, Vec<&str>> = HashMap::new();
    for page in &context.site.documents {
        titles.entry(bare_words(&page.front.title.value)).or_default().push(page.key.as_str());
    }
    titles
}

/// Words that are the title of a page, on a link to another page.
fn look_at_page(titles: &HashMap<Vec<String>, Vec<&str>>, link: &Link, key: &str, inspection: &mut Inspection) {
    let words = bare_words(&link.text);
    let is_another = titles.get(&words).is_some_and(|titled| !titled.contains(&key));
    if is_another && !words.is_empty() {
        let written = link.text.trim();
        inspection.push(says_otherwise(
            link,
            say!(
                "il collegamento dice «{written}», ma porta alla pagina «{key}»",
                "the link says “{written}”, but leads to the page “{key}”"
            ),
        ));
    }
}

/// The words of a title in small letters, without articles.
fn bare_words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !ARTICLES.contains(&word.as_str())).collect()
}

fn look_at_phone(link: &Link, number: &str, inspection: &mut Inspection) {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (written, target) = (digits(&link.text), digits(number));
    let last = written.len().saturating_sub(FEWEST_DIGITS);
    if last > 0 && !target.ends_with(&written[last..]) {
        let written = link.text.trim();
        inspection.push(names_another(
            link,
            say!(
                "il collegamento dice «{written}», ma chiama «{number}»",
                "the link says “{written}”, but calls “{number}”"
            ),
        ));
    }
}

fn look_at_mail(link: &Link, url: &Url, inspection: &mut Inspection) {
    let written = link.text.trim();
    let is_address = written.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
    let target = url.path();
    if is_address && !written.eq_ignore_ascii_case(target) {
        inspection.push(names_another(
            link,
            say!(
                "il collegamento dice «{written}», ma scrive a «{target}»",
                "the link says “{written}”, but writes to “{target}”"
            ),
        ));
    }
}

/// The sites that a link's words name: whole addresses, names that begin with `www.`, and a name that is all there is.
fn named_hosts(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_alone = text.split_whitespace().count() == 1;
    text.split_whitespace().filter_map(move |word| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '/');
        let after = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
        let name = after.unwrap_or(word).split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_site = after.is_some()
            || name.starts_with("www.")
            || is_alone
                && !word.contains('@')
                && name.to_lowercase() == name
                && ENDINGS.iter().any(|end| name.ends_with(end));
        if !is_site {
            return None;
        }
        // Names with accents have a form without, which addresses hold.
        let host = Url::parse(&format!("https://{name}/")).ok()?.host_str()?.to_owned();
        is_host(&host).then_some(host)
    })
}

/// Whether two hosts are one site: the same, or one a part of the other.
fn is_same_site(one: &str, other: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (one, other) = (bare(one), bare(other));
    one == other || one.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{one}"))
}
