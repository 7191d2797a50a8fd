//! A field is absent, wrong or given: what is wrong has its finding, and is never taken for absent.

use crate::harness::{Folder, PIPELINE, TODAY, findings};
use limpido::model::Acts;
use limpido::record::{FieldShape, Reader, Shape, TextKind, Written};
use limpido::render::Options;
use limpido::schema::records;
use limpido::source::yaml::{Node, NodeKind};
use limpido::source::{Sources, yaml};
use rayon::prelude::*;

/// The demo, with an example of each record that it does not need.
fn whole() -> Folder {
    Folder::demo()
        .replace("site.yaml", "\nente:\n", "\nlook: { primary: \"#006242\" }\nsecurity: { email: a@b.it, page: \"https://b.it/s\", expires: 2027-05-01 }\nente:\n")
        .replace("site.yaml", "\n  offices:", "\n  members: { unione: { name: Unione Prova, site: \"https://unione.it\", note: Prova } }\n  offices:")
        .replace("accounts.yaml", "by: staff }\n", "by: staff, person: { name: Anna Verdi, until: 2027-12-31 } }\n")
}

/// What cannot stand in a place, of the right form where the place has one.
fn wrong(shape: &Shape) -> Vec<String> {
    let in_list = |inner: &Shape| wrong(inner).into_iter().take(1).map(|item| format!("[{item}]"));
    match shape.inner() {
        Shape::Text(TextKind::Words) | Shape::Localized => vec!["[uno, due]".to_owned()],
        Shape::Text(_) => vec!["\"§ §\"".to_owned()],
        Shape::Flag | Shape::Number | Shape::Choice(_) => vec!["boh".to_owned()],
        Shape::List(inner) => ["uno".to_owned()].into_iter().chain(in_list(inner)).collect(),
        Shape::OneOrMany(inner) => in_list(inner).collect(),
        Shape::Keyed(_) | Shape::Record(_) | Shape::Optional(_) => vec!["uno".to_owned()],
    }
}

/// Every node at a path of fields: items of lists and values under any name are on the way.
fn at<'n>(node: &'n Node, steps: &[&str]) -> Vec<&'n Node> {
    match (&node.kind, steps) {
        (NodeKind::List(items), _) => items.iter().flat_map(|item| at(item, steps)).collect(),
        (_, []) => vec![node],
        (NodeKind::Map(entries), ["NOME", rest @ ..]) => {
            entries.iter().flat_map(|(_, value)| at(value, rest)).collect()
        }
        (_, [step, rest @ ..]) => node.get(step).into_iter().flat_map(|value| at(value, rest)).collect(),
    }
}

/// A text with another value of a field, or with the field where the record begins.
fn with(text: &str, record: &Node, field: &str, value: &str) -> String {
    if let Some(old) = record.get(field) {
        let (before, rest) = text.split_at(old.span.start as usize);
        let (old, after) = rest.split_at((old.span.end - old.span.start) as usize);
        return format!("{before}{value}{}{after}", &old[old.trim_end().len()..]);
    }
    let NodeKind::Map(entries) = &record.kind else { panic!("a record is a map") };
    let (before, rest) = text.split_at(entries[0].0.span.start as usize);
    let indent = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
    let next = if before.trim_end().ends_with('{') { ", ".to_owned() } else { format!("\n{}", " ".repeat(indent)) };
    format!("{before}{field}: {value}{next}{rest}")
}

#[test]
fn a_wrong_value_has_one_finding_and_no_rule_calls_it_missing() {
    assert_one_finding(&wrong_values(), |_| true);
}

/// The demo with a wrong value in each field of each record in turn.
fn wrong_values() -> Vec<(String, Folder)> {
    let site = whole();
    let mut cases = Vec::new();
    for (path, record) in records() {
        let (file, steps) = path.split_once('.').unwrap_or((&path, ""));
        let name = if file == "pagina" { "it/premessa.md".to_owned() } else { format!("{file}.yaml") };
        // What a wrong waiver set aside is found again; the other files are no site's.
        if path == "site.waivers" || !site.has(&name) {
            continue;
        }
        let text = site.text(&name);
        let yaml = if file == "pagina" { &text[4..text[4..].find("---").unwrap() + 4] } else { text };
        let (tree, _) = yaml::parse(yaml, Sources::default().add(String::new(), yaml.to_owned()));
        let tree = tree.unwrap();
        let records = at(&tree, &steps.split('.').filter(|step| !step.is_empty()).collect::<Vec<_>>());
        assert!(!records.is_empty(), "the demo has no {path}");
        for FieldShape { name: field, shape, .. } in (record.fields)() {
            let record = records.iter().find(|record| record.get(field).is_some()).unwrap_or(&records[0]);
            for value in wrong(&shape) {
                let changed = text.replacen(yaml, &with(yaml, record, field, &value), 1);
                cases.push((format!("{path}.{field}: {value}"), site.clone().file(&name, changed)));
            }
        }
    }
    cases
}

/// Each site has one finding, and it is as it should be.
#[track_caller]
fn assert_one_finding(cases: &[(String, Folder)], is_right: impl Fn(&str) -> bool + Sync) {
    let options = || Options { findings_only: true, ..Options::default() };
    // Made first: a thread that takes up another case while the pipeline is being made would wait for itself.
    std::sync::LazyLock::force(&PIPELINE);
    let told: Vec<String> = cases
        .par_iter()
        .filter_map(|(case, site)| {
            let built = PIPELINE.run(&site.files(), TODAY, options()).unwrap();
            let found = findings(&built.findings().report, &built.findings().sources);
            let is_one = found.len() == 1 && is_right(&found[0]);
            (!is_one).then(|| {
                format!(
                    "{case}
    {}",
                    found.join(
                        "
    "
                    )
                )
            })
        })
        .collect();
    assert!(told.is_empty(), "{} of {}:\n{}", told.len(), cases.len(), told.join("\n"));
}

#[test]
fn a_name_that_nothing_has_is_one_finding_where_it_stands() {
    let table = [
        ("site", "contacts", "policy"),
        ("site", "contacts", "accounts"),
        ("site", "contacts", "accessibility"),
        ("site", "contacts", "fakes"),
        ("accounts", "defaults", "informativa"),
        ("accounts", "defaults.manager", "office"),
        ("accounts", "accounts", "member"),
        ("accounts", "accounts", "authorised_by"),
        ("accounts", "accounts", "informativa"),
        ("accounts", "accounts.manager", "office"),
        ("accounts", "accounts.manager", "supported_by"),
        ("accounts", "closed", "successor"),
        ("accounts", "management.manager", "office"),
        ("moderation", "rules", "accounts"),
        ("moderation", "staff.rules", "accounts"),
        ("moderation", "steps", "rules"),
        ("moderation", "steps", "accounts"),
        ("moderation", "appeal", "office"),
        ("informative", "informative.NOME", "act"),
        ("informative", "informative.NOME.purposes", "norme"),
        ("informative", "informative.NOME.purposes", "acts"),
        ("informative", "informative.NOME.special_categories", "norme"),
        ("informative", "requests", "office"),
        ("acts", "revisions", "act"),
        ("acts", "adopted", "act"),
        ("acts", "references", "norma"),
    ];
    let is_list = |field: &str| ["accounts", "rules", "norme", "acts", "supported_by"].contains(&field);
    let mut cases = Vec::new();
    for (file, path, field) in table {
        let name = format!("{file}.yaml");
        let site = whole();
        let text = site.text(&name);
        let (tree, _) = yaml::parse(text, Sources::default().add(String::new(), text.to_owned()));
        let tree = tree.unwrap();
        let records = at(&tree, &path.split('.').collect::<Vec<_>>());
        let record = records.iter().find(|record| record.get(field).is_some()).or(records.first());
        let record = record.unwrap_or_else(|| panic!("the demo has no {file}.{path}"));
        let value = if is_list(field) && file != "site" { "[nessuno]" } else { "nessuno" };
        cases.push((format!("{name} {path}.{field}"), site.clone().file(&name, with(text, record, field, value))));
    }
    let front = whole().replace("it/premessa.md", "\noffice: comunicazione\n", "\noffice: nessuno\n");
    cases.push(("it/premessa.md office".to_owned(), front));
    assert_one_finding(&cases, |found| found.starts_with("unknown-reference "));
}

#[test]
fn a_rule_that_meets_a_wrong_value_does_not_hold() {
    let table = [
        ("informative.yaml", "      by_platforms:", "transfers-denied"),
        ("informative.yaml", "    rights:", "objection-missing"),
        ("informative.yaml", "    rights:", "portability-promised"),
        ("informative.yaml", "        basis:", "basis-without-norma"),
        ("informative.yaml", "        days:", "retention-vague"),
        ("informative.yaml", "    joint_control:", "joint-control-missing"),
        ("acts.yaml", "    role:", "policy-without-act"),
        ("acts.yaml", "    number: \"24\"", "policy-without-act"),
        ("acts.yaml", "review_due:", "review-overdue"),
        ("acts.yaml", "  - date:", "contradictory-dates"),
        ("acts.yaml", "acts:", "unknown-reference"),
        ("accounts.yaml", "    handle:", "account-without-address"),
        ("accounts.yaml", "    reviewed_on:", "not-reviewed"),
        ("accounts.yaml", "    informativa:", "notice-without-account"),
        ("accounts.yaml", "    closed:", "closed-without-date"),
        ("moderation.yaml", "copy_kept_days:", "copies-too-short"),
        ("site.yaml", "      email:", "office-without-contact"),
    ];
    let applies = |site: &Folder, rule: &str| {
        let run = site.run();
        let look = run.built.findings().looks.iter().find(|look| look.key.name() == rule).unwrap();
        assert!(look.asked.is_none(), "{rule} is a rule that thinks");
        look.applies()
    };
    for (file, line, rule) in table {
        let site = Folder::demo();
        assert!(applies(&site, rule), "{rule} looks at the demo");
        let text = site.text(file);
        let start = text.find(&format!("\n{line}")).unwrap_or_else(|| panic!("{file} has no {line}"));
        let start = start + text[start..].find(':').unwrap() + 1;
        // The value, with the lines below that are indented more.
        let depth = line.len() - line.trim_start_matches([' ', '-']).len();
        let below = text[start..].split_inclusive('\n').skip(1);
        let is_below =
            |line: &&str| line.trim().is_empty() || line.len() - line.trim_start_matches([' ', '-']).len() > depth;
        let below: usize = below.take_while(is_below).map(str::len).sum();
        let end = start + text[start..].find('\n').unwrap() + 1 + below;
        let changed = format!("{} {{ uno: due, tre: [] }}\n{}", &text[..start], &text[end..]);
        assert!(!applies(&site.clone().file(file, changed), rule), "{rule} holds with a wrong {file} {line}");
    }
}

#[test]
fn a_requirement_whose_field_is_wrong_does_not_hold() {
    let run = Folder::demo().replace("moderation.yaml", "\nappeal:", "\nappeal: uno\nunanswered:").run();
    let applies = |looks: &[limpido::check::Look], missing: &str| {
        looks.iter().find(|look| look.asked.is_some() && look.what().it == missing).map(limpido::check::Look::applies)
    };
    let demo = Folder::demo().run();
    let looks = &run.built.findings().looks;
    let differ: Vec<String> = demo
        .built
        .findings()
        .looks
        .iter()
        .filter(|look| look.asked.is_some() && look.applies() && applies(looks, &look.what().it) == Some(false))
        .map(|look| look.what().it)
        .collect();
    assert_eq!(differ.len(), 1, "{differ:?}");
    assert!(differ[0].contains("contest"), "{differ:?}");
}

#[test]
fn a_record_knows_which_of_its_fields_are_absent_wrong_or_given() {
    let table = [
        ("", "absent"),
        ("until: ''", "absent"),
        ("until: ~", "absent"),
        ("until: 2026-01-31", "given"),
        ("until:", "wrong"),
        ("until: presto", "wrong"),
        ("until: [2026-01-31]", "wrong"),
        ("acts: []", "absent given"),
        ("acts: uno", "absent wrong"),
        ("acts: [uno]", "absent wrong"),
        ("acts: [{ id: uno, organ: Giunta, role: approval }]", "absent given"),
        // The mistake is the act's, and the list has all its acts.
        ("acts: [{ id: uno, organ: Giunta, role: approval, date: ieri }]", "absent given"),
    ];
    for (text, expected) in table {
        let mut sources = Sources::default();
        let parsed = yaml::parse(text, sources.add(String::new(), text.to_owned()));
        let (acts, _) = Reader::read_root::<Acts>(parsed);
        let fields = acts.unwrap().fields;
        let word = |field: Written| match field {
            Written::Absent => "absent",
            Written::Wrong(_) => "wrong",
            Written::Given(_) => "given",
        };
        let found = if text.starts_with("acts") {
            format!("{} {}", word(fields.until), word(fields.acts))
        } else {
            word(fields.until).to_owned()
        };
        assert_eq!(found, expected, "{text}");
    }
}
