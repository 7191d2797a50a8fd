//! Frames: what a sentence says when it says something that a rule looks for, as data that a lawyer can read and a translator can
//! write again. Words and phrases that may stand in one place are one text, with semicolons between them.

use crate::catalog::Weight;
use crate::record;
use crate::record::{Keyed, Localized, Text};
use crate::source::Spanned;

record! {
    /// A file `phrases/LANG/KEY.yaml`: the sentences of one language of which the findings of a key speak.
    pub struct Frames {
        /// Words that make a sentence right for every frame of the file.
        pub unless: Option<Text>,
        /// Whether one finding of the key is enough for a block: «protetto dagli spambots. Abilita JavaScript» hides one address.
        pub once: Option<Spanned<bool>>,
        /// Frames by their names. A frame of another language that has the name of an Italian one takes its message from there.
        pub frames: Keyed<Frame>,
    }
}

record! {
    /// A kind of sentence.
    pub struct Frame {
        /// Groups of words and phrases: one of each group has to be in the sentence, in any order. The first group holds the claim: where the
        /// sentence denies those words, the frame is not met.
        pub says: Vec<Text>,
        /// Groups of words of which each has to be affirmed in the sentence, or in the one before or after: what contradicts it.
        pub near: Vec<Text>,
        /// Words that make the sentence right, wherever they stand in it.
        pub unless: Option<Text>,
        /// Words that make it right where the sentence does not deny them: «le critiche sono ammesse», but not «non sono ammesse».
        pub unless_affirmed: Option<Text>,
        /// Words that make it right in the sentence before or after too, in the same paragraph.
        pub unless_near: Option<Text>,
        /// Whether the claim has to be denied for the frame to be met: «non trasferiamo».
        pub denied: Option<Spanned<bool>>,
        /// Whether the frame is met whether the claim is denied or not, and in questions too: a reference is one in a sentence that denies or asks.
        pub even_denied: Option<Spanned<bool>>,
        /// Whether the groups have to follow each other as they are written.
        pub in_order: Option<Spanned<bool>>,
        /// How many words there are at most from the first word to the last one that meet the frame; 24 where nothing is written.
        pub within: Option<Spanned<u32>>,
        /// The words that alone may stand between the first group and the second, which follows: «titolare» È IL «sindaco».
        pub between: Vec<Text>,
        /// Whether the frame alone is no finding: the rule of the key compares the sentence with the rest of the site.
        pub noted: Option<Spanned<bool>>,
        /// Where alone it is looked for: names of pages, and beginnings of fields such as `moderation.rules`; `*` is any name.
        pub only: Vec<Text>,
        /// Where it is not looked for.
        pub except: Vec<Text>,
        /// The level of its findings, when it is not the usual one of the key.
        pub level: Option<Spanned<Weight>>,
        /// The norma that its findings cite, by its key, when it is not the usual one of the key.
        pub norma: Option<Text>,
        /// What is wrong.
        pub message: Option<Localized>,
        /// How it is mended.
        pub hint: Option<Localized>,
        /// Sentences that meet the frame: its tests.
        pub wrong: Vec<Text>,
        /// Sentences in which the rule finds nothing, and could: its tests.
        pub right: Vec<Text>,
    }
}

record! {
    /// The file `phrases/LANG/words.yaml`: words of a language that every frame shares.
    pub struct SharedWords {
        /// Groups of words by name; a frame says `<name>` where it means any of them.
        pub groups: Keyed<Text>,
        /// Words that deny what follows them in their part of the sentence.
        pub denials: Option<Text>,
        /// Words of `denials` whose denial ends with the verb: «un servizio che non funziona va detto».
        pub denials_of_verbs: Option<Text>,
        /// Words after which a denial reaches three words at most, as «senza» does: «chi non rispetta le regole perde la parola» denies the
        /// respect alone.
        pub relatives: Option<Text>,
        /// Words with which another verb begins.
        pub auxiliaries: Option<Text>,
        /// Small words that may stand between the words of a phrase: articles, prepositions, forms of «essere».
        pub small: Option<Text>,
        /// Ends of words that may stand there too: adverbs.
        pub small_endings: Option<Text>,
        /// Words with such an end that change what a phrase says, and so do not stand there.
        pub not_small: Option<Text>,
        /// Words that begin another part of a sentence, as a comma does.
        pub turns: Option<Text>,
        /// Words before a full stop that do not end a sentence.
        pub shortened: Option<Text>,
        /// Numbers in words.
        pub numbers: Keyed<Spanned<u32>>,
        /// Units of time in days; words as frames write them.
        pub units: Keyed<Spanned<u32>>,
        /// Words and signs of a currency.
        pub money: Option<Text>,
    }
}
