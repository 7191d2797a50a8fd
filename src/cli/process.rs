//! What holds while the program runs: the day, the variables of the environment, the stages.

use limpido::diagnostic::Fault;
use limpido::pipeline::Pipeline;
use limpido::record::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// The day, in UTC. `SOURCE_DATE_EPOCH` (reproducible-builds.org) takes the place of the clock where two runs must give the same bytes.
pub fn today() -> Date {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now =
        || SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    // A clock that stands before 1970, or beyond every calendar, was never set.
    given.and_then(Date::of_moment).or_else(|| Date::of_moment(now()?)).unwrap_or(Date::EPOCH)
}

/// The pipeline, which is never freed: at the program's end the system takes all memory back, faster than we could.
pub fn pipeline() -> Result<&'static Pipeline, Fault> {
    Ok(Box::leak(Box::new(Pipeline::new()?)))
}

/// A variable of the environment.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
