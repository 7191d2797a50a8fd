//! `moderation.yaml`: the rules of discussion, what happens when they are broken, and how to contest it.

use super::account::Account;
use super::ente::Office;
use crate::record::{Hours, Id, Localized, Ref};
use crate::source::Spanned;
use crate::{choice, record};

record! {
    /// The file `moderation.yaml`.
    pub struct Moderation {
        /// When the accounts are moderated, unless an account says otherwise.
        pub hours: Option<Hours>,
        /// How soon an answer comes, and what does not get one.
        pub response: Option<Localized>,
        /// What happens to each kind of contribution, where it is not the same for all.
        pub responses: Vec<Response>,
        /// When each kind of contribution is looked at.
        pub mode: Option<Mode>,
        /// What everybody may do: comment, criticise.
        pub freedoms: Vec<Localized>,
        /// What is not admitted.
        pub rules: Vec<ConductRule>,
        /// What is asked of people without a sanction: sign with a name, one question once.
        pub recommendations: Vec<Localized>,
        /// What happens when a rule is broken, in order.
        pub steps: Vec<Step>,
        /// For how many days a copy of what was removed is kept.
        pub copy_kept_days: Option<Spanned<u32>>,
        /// How to contest a removal or a block.
        pub appeal: Option<Appeal>,
        /// What gets no answer: proposals of parties and movements.
        pub unanswered: Vec<Localized>,
        /// That the platforms' own terms hold too; the links come from the catalogue.
        pub platform_terms: Option<Localized>,
        /// What the ente's own people may and may not do.
        pub staff: Option<Staff>,
        /// A short text to paste into each channel.
        pub channel_text: Option<Localized>,
    }
}

choice! {
    /// When a contribution is looked at.
    pub enum When {
        /// Before it can be seen.
        Before = "before",
        /// After.
        After = "after",
        /// Not at all.
        Never = "never",
    }
}

record! {
    /// When each kind of contribution is looked at.
    pub struct Mode {
        /// Comments under the ente's posts.
        pub comments: Option<Spanned<When>>,
        /// Posts of others on the ente's pages.
        pub posts: Option<Spanned<When>>,
        /// Private messages: before or after they are answered.
        pub messages: Option<Spanned<When>>,
    }
}

choice! {
    /// A ground of discrimination (Charter of Fundamental Rights of the EU, article 21; facts of real policies).
    pub enum Ground {
        /// Sex.
        Sex = "sex",
        /// Gender and gender identity.
        Gender = "gender",
        /// Sexual orientation.
        SexualOrientation = "sexual-orientation",
        /// Age.
        Age = "age",
        /// Disability.
        Disability = "disability",
        /// Religion.
        Religion = "religion",
        /// Personal beliefs.
        Beliefs = "beliefs",
        /// Political opinions.
        Politics = "politics",
        /// Race, ethnic origin and colour.
        EthnicOrigin = "ethnic-origin",
        /// Language.
        Language = "language",
        /// Social origin and condition.
        SocialCondition = "social-condition",
    }
}

record! {
    /// Something that is not admitted.
    pub struct ConductRule {
        /// Its name, which is also its anchor.
        pub id: Spanned<Id>,
        /// For whom it holds, where not for all: by what they do or how far they answer for it.
        pub who: Option<Localized>,
        /// The rule.
        pub text: Localized,
        /// The grounds that it names, for a rule against discrimination.
        pub grounds: Vec<Spanned<Ground>>,
        /// Why.
        pub because: Option<Localized>,
        /// The accounts that it holds for, by id; all, when absent.
        pub accounts: Vec<Ref<Account>>,
    }
}

choice! {
    /// What the ente does when a rule is broken.
    pub enum StepKind {
        /// The ente reminds of the rules.
        Reminder = "reminder",
        /// The ente hides the content.
        Hiding = "hiding",
        /// The ente removes the content.
        Removal = "removal",
        /// The ente silences the person for a time.
        Suspension = "suspension",
        /// The ente blocks the person.
        Block = "block",
        /// The ente reports to the platform.
        PlatformReport = "platform-report",
        /// The ente reports to the police or the judge.
        AuthorityReport = "authority-report",
    }
}

choice! {
    /// Which breaches lead to a step.
    pub enum Breach {
        /// Any.
        Any = "any",
        /// Repeated ones.
        Repeated = "repeated",
        /// Serious ones.
        Serious = "serious",
    }
}

choice! {
    /// A kind of contribution.
    pub enum Contribution {
        /// Comments under the ente's posts.
        Comments = "comments",
        /// Posts of others on the ente's pages.
        Posts = "posts",
        /// Posts elsewhere that name the ente.
        Mentions = "mentions",
        /// Private messages.
        Messages = "messages",
        /// Reviews.
        Reviews = "reviews",
    }
}

record! {
    /// What happens to a kind of contribution.
    pub struct Response {
        /// Which kind.
        pub to: Spanned<Contribution>,
        /// What the ente does with it.
        pub text: Localized,
        /// Within how many days it answers.
        pub days: Option<Spanned<u32>>,
    }
}

record! {
    /// What the ente's own people may and may not do (DPR 62/2013, articles 11-bis and 11-ter).
    pub struct Staff {
        /// Who is bound.
        pub audience: Vec<Localized>,
        /// What they may do.
        pub may: Vec<Localized>,
        /// What they must and must not do.
        pub rules: Vec<ConductRule>,
        /// What follows from a breach.
        pub violations: Option<Localized>,
    }
}

record! {
    /// A step when a rule is broken.
    pub struct Step {
        /// What the ente does.
        pub kind: Spanned<StepKind>,
        /// When and how, in words.
        pub text: Localized,
        /// Which breaches lead here; any, when absent.
        pub breach: Option<Spanned<Breach>>,
        /// For how many days it lasts.
        pub days: Option<Spanned<u32>>,
        /// The rules that lead here, by id; all, when absent.
        pub rules: Vec<Ref<ConductRule>>,
        /// The accounts that it holds for, by id; all, when absent.
        pub accounts: Vec<Ref<Account>>,
    }
}

record! {
    /// How to contest a removal or a block.
    pub struct Appeal {
        /// The office to write to, by its name in `ente.offices`.
        pub office: Ref<Office>,
        /// Within how many days the ente answers.
        pub answer_days: Option<Spanned<u32>>,
        /// What to write.
        pub text: Option<Localized>,
        /// Whom one may turn to outside the ente: an ombudsman, a court.
        pub external: Option<Localized>,
    }
}
