//! How much a finding weighs, and every word for it: ours for programs and people, and those of other formats.

use super::Locale;

/// How much a finding weighs, from the heaviest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Stops publication.
    Error,
    /// Stops publication under `--strict`.
    Warning,
    /// Never stops publication.
    Advice,
}

/// The words for a level.
struct LevelWords {
    program: &'static str,
    /// In Italian: one, and several.
    it: [&'static str; 2],
    /// In English: without a count, counted once, and counted more than once.
    en: [&'static str; 3],
    sarif: &'static str,
    github: &'static str,
    gitlab: &'static str,
}

impl Level {
    /// Every level, from the heaviest.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    const fn words(self) -> LevelWords {
        match self {
            Self::Error => LevelWords {
                program: "error",
                it: ["errore", "errori"],
                en: ["error", "error", "errors"],
                sarif: "error",
                github: "error",
                gitlab: "critical",
            },
            Self::Warning => LevelWords {
                program: "warning",
                it: ["avviso", "avvisi"],
                en: ["warning", "warning", "warnings"],
                sarif: "warning",
                github: "warning",
                gitlab: "major",
            },
            Self::Advice => LevelWords {
                program: "advice",
                it: ["consiglio", "consigli"],
                en: ["advice", "piece of advice", "pieces of advice"],
                sarif: "note",
                github: "notice",
                gitlab: "info",
            },
        }
    }

    /// The word for programs: `error`, `warning`, `advice`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.words().program
    }

    /// The level of a word for programs.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The word for people.
    #[must_use]
    pub const fn name(self, locale: Locale) -> &'static str {
        match locale {
            Locale::It => self.words().it[0],
            Locale::En => self.words().en[0],
        }
    }

    /// A count of findings of this level, for people: `2 errori`, `1 piece of advice`.
    #[must_use]
    pub fn counted(self, count: usize, locale: Locale) -> String {
        let LevelWords { it: [uno, molti], en: [_, one, many], .. } = self.words();
        let word = match (locale, count) {
            (Locale::It, 1) => uno,
            (Locale::It, _) => molti,
            (Locale::En, 1) => one,
            (Locale::En, _) => many,
        };
        format!("{count} {word}")
    }

    /// The word of SARIF 2.1.0 (§3.27.10).
    #[must_use]
    pub const fn sarif(self) -> &'static str {
        self.words().sarif
    }

    /// The workflow command of GitHub.
    #[must_use]
    pub const fn github(self) -> &'static str {
        self.words().github
    }

    /// The severity in GitLab's code quality report.
    #[must_use]
    pub const fn gitlab(self) -> &'static str {
        self.words().gitlab
    }
}

impl serde::Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
