//! How long the whole program takes for many enti: `cargo bench --bench enti -- 1 100 1000 7896`.
//! `cargo bench --bench enti -- --write FOLDER 100` writes a hundred of them and measures nothing.
//! `--languages 3` gives each three languages instead of two.
//!
//! Enti are invented (`generator`), the output goes to a RAM disk where there is one. Every run is a new process under
//! `time` (GNU), which says wall, CPU and peak memory. Where `hugo` is on the PATH, or `HUGO` says where it is, the authors'
//! pages go through it too, turn by turn with limpido, so that a noisy machine slows both.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a benchmark may fail, and is no room of the house"
)]

mod generator;
mod hugo;

use generator::Generator;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// What builds the enti of a folder.
fn limpido(enti: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limpido"));
    command.arg("build").arg(enti).arg("--out").arg(out).arg("--report").arg(out.with_file_name("report"));
    command
}

/// What one process took.
#[derive(Clone, Copy)]
pub struct Cost {
    wall: f64,
    cpu: f64,
    mebibytes: f64,
}

/// What stands in a folder.
struct Output {
    pages: usize,
    files: usize,
    bytes: u64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    let languages = option("--languages");
    let generator = Generator::new(languages.map_or(2, |languages| languages.parse().expect("how many languages")));
    let others = arguments.iter().filter(|argument| languages.is_none_or(|taken| !std::ptr::eq(taken, *argument)));
    let counts: Vec<usize> = others.filter_map(|argument| argument.parse().ok()).collect();
    if let Some(into) = option("--write") {
        write(&generator, counts.first().copied().unwrap_or(1), Path::new(into));
        return;
    }
    let counts = if counts.is_empty() { vec![1, 100] } else { counts };
    let has_ram = Path::new("/dev/shm").is_dir();
    let room = if has_ram { tempfile::tempdir_in("/dev/shm") } else { tempfile::tempdir() }.expect("a folder");
    println!("output on {}; {} languages", if has_ram { "a RAM disk" } else { "a disk" }, generator.languages.len());
    for count in counts {
        measure(&generator, count, room.path());
    }
}

fn write(generator: &Generator, count: usize, into: &Path) {
    for number in 0..count {
        let root = into.join(Generator::slug(number));
        assert!(!root.exists(), "two enti of one name");
        for (path, text) in generator.ente(number) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a written file");
        }
    }
}

fn measure(generator: &Generator, count: usize, room: &Path) {
    let (enti, out, site) = (room.join("enti"), room.join("out"), room.join("hugo"));
    write(generator, count, &enti);
    let rounds = if count <= 100 {
        7
    } else if count <= 1000 {
        3
    } else {
        1
    };
    let hugo = hugo::is_there(count).then(|| hugo::project(generator, count, &site));
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for _ in 0..rounds {
        let _ = std::fs::remove_dir_all(&out);
        ours.push(run(&limpido(&enti, &out)));
        if let Some(published) = &hugo {
            let _ = std::fs::remove_dir_all(published);
            theirs.push(run(&hugo::build(&site)));
        }
    }
    let cost = median(&ours);
    show(&format!("{count} enti"), cost, &output_of(&out));
    show("  nothing changed", run(&limpido(&enti, &out)), &output_of(&out));
    if let Some(published) = &hugo {
        let (their_cost, their_output) = (median(&theirs), output_of(published));
        show("  hugo", their_cost, &their_output);
        let per_page = |cost: Cost, output: &Output| cost.wall / output.pages as f64;
        let ratio = per_page(their_cost, &their_output) / per_page(cost, &output_of(&out));
        println!("{:<18} {:.1} times the wall for all, {ratio:.1} times for a page", "", their_cost.wall / cost.wall);
    }
    for folder in [&enti, &out, &site] {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Runs a command to its end, which must be a good one.
fn run(command: &Command) -> Cost {
    let mut measured = Command::new("time");
    let mut words: Vec<OsString> = vec!["-f".into(), "%e %U %S %M".into(), command.get_program().into()];
    words.extend(command.get_args().map(OsString::from));
    let started = std::time::Instant::now();
    let done = measured.args(words).stdout(Stdio::null()).output().expect("GNU time on the PATH");
    let wall = started.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    let numbers: Vec<f64> =
        said.lines().last().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
    let [_, user, system, kibibytes] = <[f64; 4]>::try_from(numbers).expect("four numbers from `time`");
    Cost { wall, cpu: user + system, mebibytes: kibibytes / 1024.0 }
}

fn median(costs: &[Cost]) -> Cost {
    let mut costs = costs.to_vec();
    costs.sort_by(|one, other| one.wall.total_cmp(&other.wall));
    costs[costs.len() / 2]
}

fn output_of(folder: &Path) -> Output {
    let mut output = Output { pages: 0, files: 0, bytes: 0 };
    for entry in walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_type().is_file() {
            output.files += 1;
            output.pages += usize::from(entry.path().extension().is_some_and(|kind| kind == "html"));
            output.bytes += entry.metadata().expect("a size").len();
        }
    }
    output
}

fn show(what: &str, cost: Cost, output: &Output) {
    let Cost { wall, cpu, mebibytes } = cost;
    let Output { pages, files, bytes } = *output;
    let each = cpu * 1e6 / pages.max(1) as f64;
    println!(
        "{what:<18} wall {wall:>8.3} s, CPU {cpu:>8.2} s ({each:>5.0} us a page), peak {mebibytes:>6.1} MiB, {pages:>6} pages, {files:>6} files, {:>7.1} MB",
        bytes as f64 / 1e6
    );
}
