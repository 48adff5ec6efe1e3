//! A text becomes blocks whose characters lead back to the file.

use hegao::block::{Blocks, blocks};
use hegao::source::Source;

use super::{file, is_sound, promise};
use crate::generate::Input;
use crate::subject::rulebook;

pub fn holds(input: &Input) -> Result<(), String> {
    let source = file(input);
    are_sound(&source, &blocks(&source, rulebook()))
}

fn are_sound(source: &Source, blocks: &Blocks) -> Result<(), String> {
    let text = source.text();
    let mut end = 0;
    for block in &blocks.list {
        promise(is_sound(text, block.span), || format!("{:?} is no place", block.span))?;
        promise(block.span.start >= end, || format!("{:?} overlaps the block before", block.span))?;
        end = block.span.end;
        let words = block.as_str();
        let mut last = 0;
        for (at, c) in words.char_indices() {
            let span = block.span_of(at..at + c.len_utf8());
            promise(is_sound(text, span), || format!("{c:?} leads to {span:?}"))?;
            promise(span.start >= last, || format!("{c:?} leads back before the character before it"))?;
            last = span.start;
            if block.text.is_verbatim(at) {
                promise(text[span.range()].starts_with(c), || {
                    format!("{c:?} leads to {:?}", &text[span.range()])
                })?;
            }
        }
        let marks = block.marks.iter().all(|mark| words[mark.at()..].starts_with(mark.ch));
        promise(marks, || format!("a mark of {words:?} is not where it says"))?;
    }
    Ok(())
}
