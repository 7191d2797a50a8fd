//! One part of a workspace's enti, for those who share the work among machines.

use limpido::diagnostic::Fault;
use sha2::{Digest, Sha256};

/// Part `index` (from 0) of `total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    total: u64,
}

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

impl Shard {
    /// From `3/40`, the first part being 1.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(index, total)| Some((index.parse().ok()?, total.parse().ok()?)));
        match parts {
            Some((index, total)) if (1..=total).contains(&index) => Ok(Self { index: index - 1, total }),
            _ => Err(format!("{text}: 1/4, 2/4, 3/4, 4/4")),
        }
    }

    /// From what the engine that runs the program says.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Fault> {
        let number = |name: &str| variable(name)?.parse::<u64>().ok();
        for (index, total, first, usual_first) in ENGINES {
            let (Some(index), Some(total)) = (number(index), number(total)) else { continue };
            let first = first.and_then(number).unwrap_or(usual_first);
            if let Some(index) = index.checked_sub(first).filter(|index| *index < total) {
                return Ok(Self { index, total });
            }
        }
        let names = ENGINES.map(|(index, total, ..)| format!("{index} / {total}")).join(", ");
        Err(Fault::refused(
            limpido::say!(
                "l'ambiente non dice quale parte tocca a me",
                "the environment does not say which part is mine"
            ),
            limpido::say!("servono due di queste variabili: {names}", "two of these variables are needed: {names}"),
        ))
    }

    /// Whether an ente is of this part. It goes by the SHA-256 of its key alone: an ente that comes or goes moves no other.
    pub fn has(self, key: &str) -> bool {
        let digest = Sha256::digest(key.to_lowercase().as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % self.total == self.index
    }
}
