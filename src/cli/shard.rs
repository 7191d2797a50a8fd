//! Which part of a workspace's enti this machine has, as somebody types it or an engine says it.

use limpido::diagnostic::Fault;
use limpido::enti::Shard;

/// Where engines say which part a machine has: index, total, and the index of the first part.
const ENGINES: [(&str, &str, Option<&str>, u64); 4] = [
    // GitLab CI, `parallel:`.
    ("CI_NODE_INDEX", "CI_NODE_TOTAL", None, 1),
    // Slurm, job arrays.
    ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", Some("SLURM_ARRAY_TASK_MIN"), 0),
    // Kubernetes, Indexed Jobs: the total is the Job's `completions`, which a pod is not told.
    ("JOB_COMPLETION_INDEX", "LIMPIDO_SHARDS", None, 0),
    // GNU parallel: the number of the job.
    ("PARALLEL_SEQ", "LIMPIDO_SHARDS", None, 1),
];

/// Reads a part as somebody types it: `3/40` is the third of forty parts.
pub fn parse(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(index, total)| Some((index.parse::<u64>().ok()?, total.parse().ok()?)));
    let shard = parts.and_then(|(index, total)| Shard::new(index.checked_sub(1)?, total));
    shard.ok_or_else(|| format!("{text}: 1/4, 2/4, 3/4, 4/4"))
}

/// Reads the part from the variables of the engine that runs the program.
pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Shard, Fault> {
    let number = |name: &str| variable(name)?.parse::<u64>().ok();
    for (index, total, first, usual_first) in ENGINES {
        let (Some(index), Some(total)) = (number(index), number(total)) else { continue };
        let first = first.and_then(number).unwrap_or(usual_first);
        if let Some(shard) = index.checked_sub(first).and_then(|index| Shard::new(index, total)) {
            return Ok(shard);
        }
    }
    let names = ENGINES.map(|(index, total, ..)| format!("{index} / {total}")).join(", ");
    Err(Fault::refused(
        limpido::say!("l'ambiente non dice quale parte tocca a me", "the environment does not say which part is mine"),
        limpido::say!("servono due di queste variabili: {names}", "two of these variables are needed: {names}"),
    ))
}
