//! `limpido init`: asks what it needs, makes a new site's folder, and says what is left to fill in.

use super::end::End;
use super::options::InitOptions;
use super::words::said_in;
use super::{print, process};
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Diagnostic, Fault, Key, Level, Locale, Report};
use limpido::init::{self, Answers, NewFolder, QUESTIONS, ipa};
use limpido::model::confirm::of_folder;
use limpido::pipeline::{Findings, Pipeline};
use limpido::publish::{Sync, create, refuse_unless_new};
use limpido::record::{Reader, read_text};
use limpido::render::Options;
use limpido::schema;
use limpido::source::signs::on_a_line;
use limpido::source::{Files, Sources, yaml};
use std::fmt::Write as _;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The flags of `init`: one for each question.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(help)
    };
    let command = command
        .arg(
            Arg::new("folder")
                .value_name(say("CARTELLA", "DIR"))
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(say("La cartella da creare: nuova, o vuota", "The folder to make: new, or empty")),
        )
        .arg(file(
            "answers",
            say(
                "Prende le risposte da un file YAML e non chiede nulla",
                "Takes the answers from a YAML file and asks nothing",
            ),
        ))
        .arg(
            file(
                "ipa",
                say(
                    "Prende i dati dell’ente da enti.csv di indicepa.gov.it; serve --code",
                    "Takes the body’s data from enti.csv of indicepa.gov.it; needs --code",
                ),
            )
            .requires("code"),
        )
        .arg(Arg::new("no-questions").long("no-questions").action(ArgAction::SetTrue).help(say(
            "Non fa domande: ciò che manca resta da compilare",
            "Asks nothing: what is missing is left to fill in",
        )));
    QUESTIONS.iter().fold(command, |command, question| {
        command.arg(
            Arg::new(question.key)
                .long(question.key)
                .value_name(say("TESTO", "TEXT"))
                .help(say(question.text.0, question.text.1)),
        )
    })
}

/// Makes a new folder, whole or not at all.
pub fn run(options: &InitOptions) -> Result<End, Fault> {
    let locale = options.locale;
    // The folder is looked at before the first question, so that nobody answers in vain.
    refuse_unless_new(&options.folder)?;
    let pipeline = process::pipeline()?;
    let mut sources = Sources::over(pipeline.sources());
    let mut report = Report::default();
    let gathered = gather(options, pipeline, &mut sources, &mut report)?;
    let folder = match gathered {
        Some((answers, of_index)) if may_go_on(&report) => {
            init::folder(&answers, &of_index, &pipeline.workspace().catalog)?.into_report(&mut report)
        }
        _ => None,
    };
    let Some(mut folder) = folder.filter(|_| may_go_on(&report)) else {
        print::report(&report, &sources, locale);
        print::err(match locale {
            Locale::It => "Non ho scritto nulla: correggi le risposte e riprova.\n",
            Locale::En => "Nothing was written: mend the answers and try again.\n",
        });
        return Ok(End::Findings);
    };
    schema::add_to(&mut folder);
    // Mistakes in the index of public bodies stop nothing, but whoever fills in the rest should know of them.
    print::report(&report, &sources, locale);
    let shown = options.folder.to_string_lossy().replace('\\', "/");
    let site = pipeline.run(&Files::memory(&shown, folder.clone()), process::today(), Options::default())?;
    let findings = site.into_parts().findings;
    let is_other = |finding: &&Diagnostic| {
        finding.level == Level::Error && ![Key::PlaceholderLeft, Key::Unconfirmed].contains(&finding.key)
    };
    if findings.report.iter().any(|finding| is_other(&finding)) {
        print::report(&findings.report, &findings.sources, locale);
        return Ok(End::Findings);
    }
    create(&folder, &options.folder, Sync::Disk, &mut || print::waiting(&options.folder, locale))?;
    print::out(&made(&folder, &findings, &shown, locale)?);
    Ok(End::Clean)
}

fn may_go_on(report: &Report) -> bool {
    report.count(Level::Error) == 0
}

/// Gathers the answers: from the flags first, then from the answers file, then from the index, then from whoever sits before the terminal.
/// Gives also the questions that the index has answered.
fn gather(
    options: &InitOptions,
    pipeline: &Pipeline,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<(Answers, Vec<&'static str>)>, Fault> {
    let (mut answers, mut of_index) = (Answers::none(sources), Vec::new());
    for (key, typed) in &options.flags {
        let said_as = format!("--{key}");
        if let Err(wrong) = answers.set(key, typed, &said_as, sources) {
            let mended = wrong.suggestion().map(str::to_owned);
            if mended.is_none_or(|mended| answers.set(key, &mended, &said_as, sources).is_err()) {
                report.push(wrong);
            }
        }
    }
    if let Some(path) = &options.answers {
        let (files, entry) = Files::named(path)?;
        let (source, readable) = read_text(&files, &entry, sources, report)?;
        if readable {
            let parsed = yaml::parse(sources.get(source).map_or("", |source| &source.text), source);
            let (written, found) = Reader::read_root::<Answers>(parsed);
            report.merge(found);
            answers.complete(written);
        }
    }
    if let Some(path) = &options.ipa {
        let (files, entry) = Files::named(path)?;
        let bytes = files.read(&entry.path)?.unwrap_or_default();
        let code = answers.ipa.as_ref().map(|code| code.value.0.clone()).unwrap_or_default();
        let found = ipa::answers(&bytes, &files.shown(&entry.path), &code, &pipeline.workspace().catalog, sources);
        of_index = answers.complete(found.into_report(report));
    }
    if !may_go_on(report) {
        return Ok(None);
    }
    if options.asks {
        ask(&mut answers, pipeline, options.locale, sources)?;
    }
    if answers.has("name") {
        return Ok(Some((answers, of_index)));
    }
    Err(Fault::refused(
        limpido::say!("manca il nome dell'ente", "the body's name is missing"),
        limpido::say!(
            "rispondi alla prima domanda, o aggiungi --name \"Comune di …\"",
            "answer the first question, or add --name \"Comune di …\""
        ),
    ))
}

/// Asks every question that has no answer yet. An empty line leaves the question for later; the end of the input leaves all that follow.
fn ask(answers: &mut Answers, pipeline: &Pipeline, locale: Locale, sources: &mut Sources) -> Result<(), Fault> {
    print::err(match locale {
        Locale::It => {
            "Rispondi a qualche domanda. Se non sai una risposta premi Invio: la scriverai dopo, nel file.\nPer interrompere premi Ctrl+C: non scrivo nulla finché non hai finito.\n"
        }
        Locale::En => {
            "Answer a few questions. If you do not know an answer press Enter: you will write it into the file later.\nTo stop press Ctrl+C: nothing is written until you have finished.\n"
        }
    });
    let mut input = std::io::stdin().lock();
    for question in QUESTIONS.iter().filter(|question| question.asked) {
        while !answers.has(question.key) {
            let text = match locale {
                Locale::It => question.text.0,
                Locale::En => question.text.1,
            };
            let usual = match question.key {
                "kind" => format!(" [{}]", answers.kind_or_guess(&pipeline.workspace().catalog)),
                "languages" => " [it]".to_owned(),
                "act-organ" => usual_organ(answers, pipeline, locale),
                _ => String::new(),
            };
            print::err(&format!("\n{text}{usual}\n> "));
            let Some(typed) = line_of(&mut input)? else {
                print::err("\n");
                return Ok(());
            };
            if typed.trim().is_empty() {
                if question.required {
                    continue;
                }
                break;
            }
            let Err(wrong) = answers.set(question.key, &typed, text, sources) else {
                let found = init::check_platforms(answers, &pipeline.workspace().catalog);
                if question.key == "platforms" && !may_go_on(&found) {
                    found.iter().for_each(|wrong| print::err(&told(wrong, locale)));
                    answers.platforms.clear();
                }
                continue;
            };
            let mended = wrong.suggestion().map(str::to_owned);
            if let Some(mended) = mended.filter(|mended| answers.set(question.key, mended, text, sources).is_ok()) {
                print::err(&match locale {
                    Locale::It => format!("  Scrivo: {mended}\n"),
                    Locale::En => format!("  Taken as: {mended}\n"),
                });
                continue;
            }
            print::err(&told(&wrong, locale));
        }
    }
    Ok(())
}

/// The next line that was typed; `None` at the end of the input.
fn line_of(input: &mut impl BufRead) -> Result<Option<String>, Fault> {
    let mut line = Vec::new();
    let read = input.read_until(b'\n', &mut line).map_err(|error| {
        Fault::io("non riesco a leggere la risposta da", "cannot read the answer from", Path::new("stdin"), error)
    })?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// Who usually approves the policy of such a body: a reminder, never an answer.
fn usual_organ(answers: &Answers, pipeline: &Pipeline, locale: Locale) -> String {
    let (lang, usually) = match locale {
        Locale::It => ("it", "di solito"),
        Locale::En => ("en", "usually"),
    };
    let organ = answers.usual_organ(&pipeline.workspace().catalog, lang);
    organ.map(|organ| format!(" ({usually}: {organ})")).unwrap_or_default()
}

/// What is wrong with an answer.
fn told(wrong: &Diagnostic, locale: Locale) -> String {
    let mut text = format!("  {}\n", wrong.message.in_locale(locale));
    for hint in &wrong.hints {
        let _ = writeln!(text, "  {}", hint.message.in_locale(locale));
    }
    text
}

/// What was made, what is left to fill in and to confirm, and what to do next.
fn made(folder: &NewFolder, findings: &Findings, shown: &str, locale: Locale) -> Result<String, Fault> {
    let Findings { report, sources, .. } = findings;
    let (files, shown) = (folder.len(), &*on_a_line(shown));
    let places: Vec<_> =
        report.sorted(sources).into_iter().filter(|finding| finding.key == Key::PlaceholderLeft).collect();
    let left = places.len();
    let mut text = match locale {
        Locale::It => format!(
            "Ho creato {shown} con {files} file.\nRestano {left} punti che solo l’ente può compilare («DA COMPILARE»):\n\n"
        ),
        Locale::En => format!(
            "Made {shown} with {files} files.\n{left} places are left that only the body can fill in (“DA COMPILARE”):\n\n"
        ),
    };
    for finding in places {
        let (path, place) = finding.locate(sources);
        let Some(place) = place else { continue };
        let what = finding.message.in_locale(locale);
        let hint = finding.hints.first().map(|hint| hint.message.in_locale(locale)).unwrap_or_default();
        let _ = writeln!(text, "  {path}:{}:{}  {what}: {hint}", place.line, place.column);
    }
    text.push_str(match locale {
        Locale::It => "\nIl resto l’ha scritto limpido al posto dell’ente. Rileggilo: se non va bene cambialo, se va bene confermalo.\n\n",
        Locale::En => "\nThe rest limpido wrote in the body’s name. Read it: if it is not right change it, if it is confirm it.\n\n",
    });
    let mut sources = Sources::default();
    let awaiting = of_folder(&Files::memory(shown, folder.clone()), &mut sources, &mut Report::default())?;
    text.push_str(&super::confirm::list(&awaiting.unwrap_or_default(), &sources, locale));
    text.push_str(&match locale {
        Locale::It => format!("Poi:\n  limpido serve {shown} --open       mostra il sito mentre lo scrivi\n  limpido check {shown}              dice che cosa manca ancora\n  limpido confirm {shown} CAMPO      conferma una di queste scelte; --all le conferma tutte\n  limpido build {shown}              pubblica il sito nella cartella public\n\n{shown}/README.md spiega ogni file, campo per campo.\n"),
        Locale::En => format!("Then:\n  limpido serve {shown} --open       shows the site while you write\n  limpido check {shown}              says what is still missing\n  limpido confirm {shown} FIELD      confirms one of these choices; --all confirms all\n  limpido build {shown}              publishes the site into the folder public\n\n{shown}/README.md explains every file, field by field (in Italian).\n"),
    });
    Ok(text)
}
