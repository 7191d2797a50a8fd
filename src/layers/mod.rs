//! A site's folder over what it inherits: field by field, every value with its own place, and what is locked below stays.
//!
//! Maps are joined key by key, and so are lists whose items all have an `id`; any other value of an upper layer takes the place
//! of the lower one. `key: ~` in an upper layer takes an inherited value away.

mod join;

pub(crate) use join::broken;

use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::{Text, read_text};
use crate::say;
use crate::source::yaml::{self, Node, NodeKind, Trouble};
use crate::source::{Files, Layered, MAX_BYTES, SourceId, Sources, Unreadable, hex};
use join::{Locks, locked_here, remove_it};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A folder that a site is made from.
#[derive(Clone)]
pub struct Layer {
    /// Its files.
    pub files: Files,
    /// What no layer above may change: `moderation.yaml#rules.insulti`, `it/oblio.md`, `it/oblio.md#title`.
    pub locks: Vec<Text>,
}

/// Everything that a site is read from.
pub struct Inputs {
    pub(crate) folders: Arc<Layered>,
    pub(crate) files: Files,
    locks: Vec<Vec<Text>>,
    values: BTreeMap<String, Node>,
}

/// A YAML file in one layer, or in several as one.
pub struct LayerFile {
    /// The layer's number, from the lowest, 0.
    pub layer: usize,
    /// Its text.
    pub source: SourceId,
    /// What stands there; `None` when it cannot be read to its end.
    pub tree: Option<Node>,
    /// What is wrong with its YAML.
    pub troubles: Vec<Trouble>,
}

impl Inputs {
    /// A folder that inherits nothing.
    ///
    /// # Errors
    /// When the disk does not list it.
    pub fn alone(files: &Files) -> Result<Self, Unreadable> {
        Self::new(vec![Layer { files: files.clone(), locks: Vec::new() }], BTreeMap::new())
    }

    /// Layers, the lowest first, and above them values that stand in no folder: by the file's name, a tree.
    ///
    /// # Errors
    /// When the disk does not list a folder.
    pub fn new(layers: Vec<Layer>, values: BTreeMap<String, Node>) -> Result<Self, Unreadable> {
        let (files, locks): (Vec<_>, Vec<_>) = layers.into_iter().map(|layer| (layer.files, layer.locks)).unzip();
        let folders = Arc::new(Layered::new(files)?);
        Ok(Self { files: Files::over(Arc::clone(&folders)), folders, locks, values })
    }

    /// The SHA-256 of every byte that the site is made from, and of what those mean besides (`salt`).
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn fingerprint(&self, salt: &[u8]) -> Result<String, Unreadable> {
        fn add(node: &Node, hasher: &mut Sha256) {
            match &node.kind {
                NodeKind::Empty => hasher.update([0]),
                NodeKind::Scalar { text, .. } => {
                    hasher.update([1]);
                    hasher.update(text.len().to_le_bytes());
                    hasher.update(text);
                }
                NodeKind::List(items) => {
                    hasher.update([2]);
                    items.iter().for_each(|item| add(item, hasher));
                }
                NodeKind::Map(entries) => {
                    hasher.update([3]);
                    for (key, node) in entries {
                        hasher.update(&key.value);
                        add(node, hasher);
                    }
                }
            }
            hasher.update([4]);
        }
        let mut hasher = Sha256::new();
        hasher.update(salt);
        for (files, entry) in self.folders.all() {
            hasher.update(files.shown(&entry.path));
            // A file of this size is never read, nor published.
            if entry.bytes > MAX_BYTES {
                hasher.update(entry.bytes.to_le_bytes());
                continue;
            }
            let bytes = files.read(&entry.path)?.unwrap_or_default();
            hasher.update(bytes.len().to_le_bytes());
            hasher.update(bytes);
        }
        for (file, tree) in &self.values {
            hasher.update(file);
            add(tree, &mut hasher);
        }
        Ok(hex(&hasher.finalize()))
    }

    /// The folders as one.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Values that stand in no folder, by the file's name.
    #[must_use]
    pub fn values(&self) -> &BTreeMap<String, Node> {
        &self.values
    }

    /// The trees of a YAML file in each layer that has it, the lowest first.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn trees(&self, path: &str, sources: &mut Sources, report: &mut Report) -> Result<Vec<LayerFile>, Unreadable> {
        Ok(self.trees_of(&[path], sources, report)?.pop().unwrap_or_default())
    }

    /// The trees of several YAML files in each layer, as [`Inputs::trees`] gives those of one; all are parsed in parallel.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub(crate) fn trees_of(
        &self,
        paths: &[&str],
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Vec<Vec<LayerFile>>, Unreadable> {
        let mut texts = Vec::new();
        for (at, path) in paths.iter().enumerate() {
            for (layer, files, entry) in self.folders.having(path) {
                let (source, readable) = read_text(files, entry, sources, report)?;
                texts.push((at, layer, source, readable));
            }
        }
        let sources: &Sources = sources;
        let parsed = texts.into_par_iter().map(|(at, layer, source, readable)| {
            let text = sources.get(source).filter(|_| readable);
            let (tree, troubles) = text.map_or((None, Vec::new()), |text| yaml::parse(&text.text, source));
            (at, LayerFile { layer, source, tree, troubles })
        });
        let mut trees: Vec<Vec<LayerFile>> = paths.iter().map(|_| Vec::new()).collect();
        for (at, tree) in parsed.collect::<Vec<_>>() {
            trees[at].push(tree);
        }
        for (path, trees) in paths.iter().zip(&mut trees) {
            if let Some(values) = self.values.get(*path) {
                let (layer, source) = (self.folders.count(), values.span.source);
                trees.push(LayerFile { layer, source, tree: Some(values.clone()), troubles: Vec::new() });
            }
        }
        Ok(trees)
    }

    /// A YAML file, its layers joined; `None` when no layer has it.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn joined(
        &self,
        path: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<LayerFile>, Unreadable> {
        let trees = self.trees(path, sources, report)?;
        Ok(self.join(path, trees, report))
    }

    /// The texts of a file in each layer that has it, the lowest first.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn texts(&self, path: &str, sources: &mut Sources) -> Result<Vec<(SourceId, String)>, Unreadable> {
        let mut texts = Vec::new();
        for (_, files, entry) in self.folders.having(path) {
            let (source, _) = read_text(files, entry, sources, &mut Report::default())?;
            texts.push((source, sources.get(source).map(|source| source.text.clone()).unwrap_or_default()));
        }
        Ok(texts)
    }

    /// Joins the trees of one file: the uppermost text, where missing things are reported, the joined tree, which is `None` when one of the
    /// trees cannot be read, and what is wrong with their YAML. `None` when there is no tree at all.
    pub(crate) fn join(&self, path: &str, trees: Vec<LayerFile>, report: &mut Report) -> Option<LayerFile> {
        let mut trees = trees.into_iter();
        let mut joined = trees.next()?;
        for above in trees {
            joined.layer = above.layer;
            joined.source = above.source;
            joined.troubles.extend(above.troubles);
            joined.tree = joined.tree.zip(above.tree).map(|(low, high)| {
                let locks = Locks::new(self.locks_on(path, above.layer));
                locks.lay(low, high, &mut path.to_owned(), report)
            });
        }
        Some(joined)
    }

    /// The locks below a layer that speak of a file; of a page as a whole, [`Inputs::locked_files`] speaks.
    pub(crate) fn locks_on<'a>(&'a self, path: &'a str, layer: usize) -> impl Iterator<Item = &'a Text> {
        let below = self.locks.iter().take(layer).flatten();
        below
            .filter(move |lock| lock.split('#').next() == Some(path) && (lock.contains('#') || path.ends_with(".yaml")))
    }

    /// Reports files that a layer has although one below it has locked them.
    pub(crate) fn locked_files(&self, report: &mut Report) {
        for (number, lock) in
            self.locks.iter().enumerate().flat_map(|(at, locks)| locks.iter().map(move |lock| (at, lock)))
        {
            let path = &lock.value;
            if path.contains('#') || path.ends_with(".yaml") {
                continue;
            }
            for (_, files, _) in self.folders.having(path).filter(|(layer, ..)| *layer > number) {
                report.push(
                    Diagnostic::about_file(
                        Key::LockedValue,
                        files.shown(path),
                        say!(
                            "il file «{path}» è del testo comune, che non lo lascia cambiare",
                            "the file “{path}” is the base's, which does not let it be changed"
                        ),
                    )
                    .see(lock.span, locked_here())
                    .hint(remove_it()),
                );
            }
        }
    }
}
