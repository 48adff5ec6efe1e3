//! Bytes become a text, or are refused with the place that stands in the way.

use hegao::source::{DecodeError, Encoding, Source, encode};

use super::promise;
use crate::generate::Input;

pub fn holds(input: &Input) -> Result<(), String> {
    let source = match Source::from_bytes("test", input.bytes.clone(), input.syntax) {
        Ok(source) => source,
        Err(DecodeError::Binary { at }) => {
            return promise(at < input.bytes.len().max(1), || format!("no byte {at}"));
        }
        Err(DecodeError::Malformed { at, line } | DecodeError::Big5 { at, line }) => {
            promise(at <= input.bytes.len(), || format!("no byte {at}"))?;
            return promise(line >= 1, || "line 0".to_owned());
        }
    };
    let (text, encoding) = (source.text(), source.encoding());
    // GB18030 has two ways to write some characters, and is told by its look; a fix
    // writes no file that would not be read the same.
    let again = encode(text, encoding);
    promise(again == input.bytes || encoding == Encoding::Gb18030, || {
        format!("{encoding:?} does not come back")
    })?;
    places(&source)
}

/// Lines and columns agree with the offsets.
fn places(source: &Source) -> Result<(), String> {
    let text = source.text();
    let (mut line, mut column) = (1, 1);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let place = source.position(at);
        promise((place.line, place.column, place.offset) == (line, column, at), || {
            format!("byte {at} is in {line}:{column}, not in {}:{}", place.line, place.column)
        })?;
        let ends = c == '\n' || c == '\r' && chars.peek().is_none_or(|(_, next)| *next != '\n');
        (line, column) = if ends { (line + 1, 1) } else { (line, column + 1) };
    }
    Ok(())
}
