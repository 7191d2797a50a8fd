//! `limpido confirm`: lists what the program has written in the ente's name and nobody has confirmed, or confirms it. To confirm a value is
//! to remove its entry from `confirm.yaml`.

use super::end::End;
use super::options::ConfirmOptions;
use super::words::said_in;
use super::{print, process, subject};
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Fault, Locale, Report};
use limpido::model::Awaiting;
use limpido::model::confirm::{CONFIRM, ConfirmEntry, State, head_of, name_of, of_folder, text_of};
use limpido::publish::{Sync, replace_file};
use limpido::record::nearest;
use limpido::source::signs::on_a_line;
use limpido::source::{Files, Sources};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Adds the flags of `confirm` to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
        .arg(
            Arg::new("dir")
                .value_name(say("CARTELLA", "DIR"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(say("La cartella del sito [se manca: content]", "The site's folder [default: content]")),
        )
        .arg(Arg::new("field").value_name(say("CAMPO", "FIELD")).num_args(0..).help(say(
            "Che cosa confermare: un campo (licence, moderation.appeal), una pagina (it/atti.md), un file o una cartella (informative, it). Senza, elenca",
            "What to confirm: a field (licence, moderation.appeal), a page (it/atti.md), a file or a folder (informative, it). Without, lists",
        )))
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(say("Conferma tutto", "Confirms everything")))
}

/// Lists what is unconfirmed, or confirms it.
pub fn run(options: &ConfirmOptions) -> Result<End, Fault> {
    let locale = options.locale;
    let files = Files::disk(&options.folder);
    if files.size(CONFIRM)?.is_none() && subject::is_many(&options.folder) {
        return Err(many());
    }
    let mut sources = Sources::over(process::pipeline()?.sources());
    let mut report = Report::default();
    let awaiting = of_folder(&files, &mut sources, &mut report)?;
    print::report(&report, &sources, locale);
    if !report.is_empty() {
        print::err(match locale {
            Locale::It => "Non ho confermato nulla: correggi prima questi errori.\n",
            Locale::En => "Nothing was confirmed: mend these mistakes first.\n",
        });
        return Ok(End::Findings);
    }
    let Some(awaiting) = awaiting else {
        print::out(&nothing(options));
        return Ok(End::Clean);
    };
    if options.fields.is_empty() && !options.all {
        let text = list(&awaiting, &sources, locale);
        print::out(&if text.is_empty() { nothing(options) } else { text });
        return Ok(End::Clean);
    }
    let wanted = wanted(&awaiting, options)?;
    let (mut kept, mut confirmed, mut settled) = (Vec::new(), Vec::new(), 0);
    for (awaiting, is_wanted) in awaiting.iter().zip(wanted) {
        match awaiting.state {
            // Somebody has written another value since: there is nothing left to confirm.
            State::Settled => settled += 1,
            _ if is_wanted => confirmed.push(awaiting.name()),
            _ => kept.push(ConfirmEntry::from(&awaiting.entry)),
        }
    }
    let old = files.read(CONFIRM)?.unwrap_or_default();
    let text = text_of(head_of(&String::from_utf8_lossy(&old)), &kept);
    let waits = &mut || print::waiting(&options.folder, locale);
    replace_file(&options.folder, CONFIRM, text.as_bytes(), Sync::Disk, waits)?;
    print::out(&done(&confirmed, settled, kept.len(), locale));
    Ok(End::Clean)
}

/// For each entry, whether to confirm it: the entry is named on the command line, or stands below a field, a page or a folder that is
/// named.
fn wanted(awaiting: &[Awaiting], options: &ConfirmOptions) -> Result<Vec<bool>, Fault> {
    let mut wanted = vec![options.all; awaiting.len()];
    for field in &options.fields {
        let asked = name_of(field);
        let begins = |name: &str, with: &str| {
            name.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/', '#']))
        };
        // The name of a file, `moderation.yaml` or `moderation`, means every entry of that file. So does `site`, although the fields of
        // `site.yaml` are called without it (`licence`).
        let is_named = |entry: &str| {
            let file = entry.split('#').next().unwrap_or_default();
            begins(&name_of(entry), &asked) || field == file || field.as_str() == file.trim_end_matches(".yaml")
        };
        let mut is_known = false;
        for (awaiting, wanted) in awaiting.iter().zip(&mut wanted) {
            if is_named(&awaiting.entry.field) {
                is_known = true;
                *wanted = true;
            }
        }
        if !is_known {
            return Err(unknown(field, awaiting));
        }
    }
    Ok(wanted)
}

fn unknown(field: &str, awaiting: &[Awaiting]) -> Fault {
    let names: Vec<String> = awaiting.iter().map(Awaiting::name).collect();
    let above = names.iter().find(|name| field.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.')));
    Fault::refused(
        limpido::say!("«{field}» non è tra le cose da confermare", "“{field}” is not among the things to be confirmed"),
        match (above, nearest(field, names.iter().map(String::as_str))) {
            (Some(above), _) => {
                limpido::say!("si conferma tutto insieme: «{above}»", "all of it is confirmed together: “{above}”")
            }
            (None, Some(near)) => limpido::say!("forse volevi «{near}»", "perhaps you meant “{near}”"),
            (None, None) => limpido::say!(
                "«limpido confirm» con la sola cartella le elenca",
                "“limpido confirm” with the folder alone lists them"
            ),
        },
    )
}

fn many() -> Fault {
    Fault::refused(
        limpido::say!("in questa cartella stanno molti enti", "there are many bodies in this folder"),
        limpido::say!(
            "si conferma dove il testo è scritto: indica la cartella di un ente, o quella del testo comune",
            "a text is confirmed where it is written: name the folder of a body, or that of the base"
        ),
    )
}

fn nothing(options: &ConfirmOptions) -> String {
    let folder = options.folder.display().to_string();
    let folder = on_a_line(&folder);
    match options.locale {
        Locale::It => format!("In {folder} non c'è nulla da confermare.\n"),
        Locale::En => format!("There is nothing to confirm in {folder}.\n"),
    }
}

/// The unconfirmed values as lines of text, those that stop publication first; empty when there is none.
pub fn list(awaiting: &[Awaiting], sources: &Sources, locale: Locale) -> String {
    let mut text = String::new();
    for binds in [true, false] {
        let mut lines: Vec<_> = awaiting
            .iter()
            .filter(|awaiting| awaiting.entry.kind.value.binds() == binds)
            .filter_map(|awaiting| match &awaiting.state {
                State::Open(place, _) => Some((awaiting, *place)),
                _ => None,
            })
            .collect();
        let number = lines.len();
        if number == 0 {
            continue;
        }
        text.push_str(&match (binds, locale) {
            (true, Locale::It) => {
                format!("Da confermare o riscrivere, {number}: obbligano l'ente, e finché restano così il sito non si pubblica.\n\n")
            }
            (true, Locale::En) => {
                format!("To confirm or to write anew, {number}: they bind the body, and as long as they stay so the site is not published.\n\n")
            }
            (false, Locale::It) => format!("Da rileggere e confermare, {number}: il sito si pubblica, con un avviso per ognuna.\n\n"),
            (false, Locale::En) => format!("To read again and confirm, {number}: the site is published, with a warning for each.\n\n"),
        });
        lines.sort_by_key(|(_, place)| *place);
        for (awaiting, place) in lines {
            let claim = awaiting.entry.kind.value.name();
            let name = awaiting.name();
            let (name, from) = (on_a_line(&name), on_a_line(&awaiting.entry.from));
            let claim = claim.in_locale(locale);
            let at = sources.get(place.source).map_or_else(String::new, |source| {
                format!("{}:{}", on_a_line(&source.path), source.line_column(place.start as usize).line)
            });
            // Writing into a String cannot fail.
            let _ = writeln!(text, "  {at}  {name} ({claim}, {from})");
        }
        text.push('\n');
    }
    text
}

fn done(confirmed: &[String], settled: usize, left: usize, locale: Locale) -> String {
    let mut text = String::new();
    for name in confirmed {
        let _ = writeln!(text, "  {}", on_a_line(name));
    }
    let number = confirmed.len();
    text.insert_str(
        0,
        &match locale {
            Locale::It => format!("Confermate: {number}\n"),
            Locale::En => format!("Confirmed: {number}\n"),
        },
    );
    if settled > 0 {
        text.push_str(&match locale {
            Locale::It => format!("Tolte perché il testo è cambiato, e ora è vostro: {settled}\n"),
            Locale::En => format!("Removed because the text has changed, and is yours now: {settled}\n"),
        });
    }
    text.push_str(&match locale {
        Locale::It => format!("Restano: {left}\n"),
        Locale::En => format!("Left: {left}\n"),
    });
    text
}
