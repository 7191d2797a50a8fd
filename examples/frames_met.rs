//! Prints what frames say of lines "id TAB place TAB text" on standard input.
use limpido::catalog::phrases::TextReader;
use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let pipeline = limpido::pipeline::Pipeline::new().unwrap();
    let lexicon = pipeline.workspace().catalog.phrases.of("it").unwrap();
    let mut reader = TextReader::new(lexicon);
    for line in text.lines() {
        let mut parts = line.splitn(3, '\t');
        let (id, place, text) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or(""));
        let sentences = reader.sentences(text);
        for (number, met) in reader.met(&sentences, |ready| !ready.is_noted() && ready.looks_at(place)) {
            let words = text.get(met.range.clone()).unwrap_or_default();
            let span = sentences[number]
                .words()
                .filter(|word| word.start >= met.range.start && word.end <= met.range.end)
                .count();
            println!("{id}\t{}\t{}\t{}\t{}\t{}", met.ready.key, met.ready.name, sentences[number].len(), span, words);
        }
    }
}
