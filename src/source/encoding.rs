//! Which encoding the bytes of a file are in, and their text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, GBK, UTF_16BE, UTF_16LE};
use serde::Serialize;

/// The encodings that hegao reads (names as in the WHATWG Encoding Standard).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, which is no part of the text.
    Utf8Bom,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first, without a byte order mark.
    Utf16Le,
    /// UTF-16, low byte first, with a byte order mark, which is no part of the
    /// text.
    Utf16LeBom,
    /// UTF-16, high byte first, without a byte order mark.
    Utf16Be,
    /// UTF-16, high byte first, with a byte order mark, which is no part of the
    /// text.
    Utf16BeBom,
}

/// The bytes of a text in an encoding, the byte order mark with them.
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let le =
        |mark: &[u8]| [mark, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let be =
        |mark: &[u8]| [mark, &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat();
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => [UTF8_BOM, text.as_bytes()].concat(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => le(&[]),
        Encoding::Utf16LeBom => le(UTF16_LE_BOM),
        Encoding::Utf16Be => be(&[]),
        Encoding::Utf16BeBom => be(UTF16_BE_BOM),
    }
}

const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";
const UTF16_LE_BOM: &[u8] = b"\xFF\xFE";
const UTF16_BE_BOM: &[u8] = b"\xFE\xFF";

/// Why bytes are no text that hegao can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes are no text at all.
    Binary {
        /// The first byte that no text holds, 0-based.
        at: usize,
    },
    /// Text, but with bytes that fit none of the encodings.
    Malformed {
        /// The first byte that does not fit, 0-based.
        at: usize,
        /// Its line, 1-based.
        line: usize,
    },
    /// Text in Big5, in which Traditional Chinese was written.
    Big5 {
        /// The first byte that is no ASCII, 0-based.
        at: usize,
        /// Its line, 1-based.
        line: usize,
    },
}

impl DecodeError {
    /// The same at the byte that `place` gives for its own.
    fn at(self, place: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Binary { at } => Self::Binary { at: place(at) },
            Self::Malformed { at, line } => Self::Malformed { at: place(at), line },
            Self::Big5 { at, line } => Self::Big5 { at: place(at), line },
        }
    }
}

/// Decodes `bytes`.
///
/// A byte order mark decides; then valid UTF-8; then UTF-16 by its zero bytes;
/// then GB18030, unless the bytes are plainly UTF-8 with damage.
///
/// # Errors
/// [`DecodeError`] names the first byte that stands in the way.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    if let Some(rest) = bytes.strip_prefix(UTF8_BOM) {
        let text = std::str::from_utf8(rest).map_err(|e| malformed(&bytes, e.valid_up_to() + 3))?;
        reject_binary(text.as_bytes()).map_err(|error| error.at(|at| at + UTF8_BOM.len()))?;
        return Ok((text.to_owned(), Encoding::Utf8Bom));
    }
    if bytes.starts_with(UTF16_LE_BOM) {
        return utf16(&bytes, Encoding::Utf16LeBom);
    }
    if bytes.starts_with(UTF16_BE_BOM) {
        return utf16(&bytes, Encoding::Utf16BeBom);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            reject_binary(text.as_bytes())?;
            return Ok((text, Encoding::Utf8));
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return utf16(&bytes, encoding);
    }
    reject_binary(&bytes)?;
    gb18030(&bytes)
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Result<(String, Encoding), DecodeError> {
    let decoder = match encoding {
        Encoding::Utf16Be | Encoding::Utf16BeBom => UTF_16BE,
        _ => UTF_16LE,
    };
    let mark = if matches!(encoding, Encoding::Utf16BeBom | Encoding::Utf16LeBom) { 2 } else { 0 };
    let Some(text) = decoder.decode_without_bom_handling_and_without_replacement(&bytes[mark..]) else {
        let units = bytes[mark..].chunks_exact(2).map(|pair| match decoder == UTF_16BE {
            true => u16::from_be_bytes([pair[0], pair[1]]),
            false => u16::from_le_bytes([pair[0], pair[1]]),
        });
        // All units before the first that is half of a character.
        let good: String = char::decode_utf16(units).map_while(Result::ok).collect();
        let at = mark + good.encode_utf16().count() * 2;
        return Err(DecodeError::Malformed { at, line: good.matches('\n').count() + 1 });
    };
    let in_file = |at: usize| mark + text[..text.floor_char_boundary(at)].encode_utf16().count() * 2;
    reject_binary(text.as_bytes()).map_err(|error| error.at(in_file))?;
    Ok((text.into_owned(), encoding))
}

/// How many bytes at the start of a file tell what it is.
const HEAD: usize = 8192;
/// Of so many characters of a text at most one is a control character.
const MOST_TEXT: usize = 50;

/// UTF-16 without a mark has zero bytes for ASCII characters and for some
/// others, and reads as Chinese in one byte order only.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) || !bytes[..bytes.len().min(HEAD)].contains(&0) {
        return None;
    }
    let orders = [(UTF_16LE, Encoding::Utf16Le), (UTF_16BE, Encoding::Utf16Be)];
    orders.into_iter().find_map(|(decoder, encoding)| {
        // The head may end in the middle of a character of four bytes.
        let head = |length: usize| decoder.decode_without_bom_handling(&bytes[..bytes.len().min(length)]);
        let (text, broken) = Some(head(HEAD)).filter(|(_, broken)| !broken).unwrap_or_else(|| head(HEAD - 2));
        // A control character here and there is a finding, and no sign of a program.
        let stray = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let few = text.chars().filter(stray).count() * MOST_TEXT <= text.chars().count();
        (!broken && few && !text.contains('\0') && mostly_han(&text)).then_some(encoding)
    })
}

fn gb18030(bytes: &[u8]) -> Result<(String, Encoding), DecodeError> {
    if let Some(at) = damaged_utf8(bytes) {
        return Err(malformed(bytes, at));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == BIG5 && !writes_both_bytes_high(bytes) {
        let at = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
        return Err(DecodeError::Big5 { at, line: line_of(bytes, at) });
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    match text {
        // A short text can look like any of the double-byte encodings: GB18030
        // is what the files of these offices are in, so it wins when it fits.
        Some(text) if guess == GBK || guess == GB18030 || mostly_han(&text) => {
            Ok((text.into_owned(), Encoding::Gb18030))
        }
        _ => Err(malformed(bytes, first_bad_gb(bytes))),
    }
}

/// Whether the characters are those of GB2312, as nearly all of Simplified Chinese:
/// their second byte is no ASCII either. In Big5 that of four in ten is.
fn writes_both_bytes_high(bytes: &[u8]) -> bool {
    let (mut low, mut all) = (0, 0);
    let mut rest = bytes.iter();
    while let Some(first) = rest.next() {
        if !first.is_ascii() {
            all += 1;
            low += usize::from(rest.next().is_some_and(u8::is_ascii));
        }
    }
    low * 10 <= all
}

/// Whether nine in ten of the characters beside ASCII are those of Chinese text,
/// or of the lines that a table is drawn with.
fn mostly_han(text: &str) -> bool {
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let drawn = |c: &char| ('\u{2500}'..='\u{257F}').contains(c);
    let common = |c: &char| {
        ('\u{4E00}'..='\u{9FA5}').contains(c) || drawn(c) || "，。、；：？！“”‘’（）《》　".contains(*c)
    };
    text.chars().filter(common).count() * 10 >= wide * 9
}

/// The first bad byte of bytes that are UTF-8 but for a few broken places.
fn damaged_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut good, mut bad, mut first) = (0, 0, None);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(at);
        }
        at += chunk.invalid().len();
    }
    first.filter(|_| good > bad * 4)
}

fn first_bad_gb(bytes: &[u8]) -> usize {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut out = vec![0; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut out, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return 0,
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return at.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
}

fn malformed(bytes: &[u8], at: usize) -> DecodeError {
    DecodeError::Malformed { at, line: line_of(bytes, at) }
}

/// The line of a byte, 1-based.
fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at.min(bytes.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// A zero byte, or control bytes in number, mean that the file is no text. A
/// single control character in a text is a finding, not an error.
fn reject_binary(bytes: &[u8]) -> Result<(), DecodeError> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let control = |b: &u8| *b < 0x20 && !matches!(*b, b'\n' | b'\r' | b'\t' | 0x0C);
    let zero = bytes.iter().position(|&b| b == 0);
    let many = head.iter().filter(|b| control(b)).count() * 20 > head.len();
    match zero.or_else(|| if many { head.iter().position(control) } else { None }) {
        Some(at) if zero.is_some() || head.len() > 40 => Err(DecodeError::Binary { at }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "关于整改工作的报告\n一、存在的问题\n";

    #[test]
    fn reads_every_encoding_that_the_design_names() {
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let cases = [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (with(UTF8_BOM, TEXT.as_bytes()), Encoding::Utf8Bom),
            (GB18030.encode(TEXT).0.into_owned(), Encoding::Gb18030),
            (le.clone(), Encoding::Utf16Le),
            (be.clone(), Encoding::Utf16Be),
            (with(UTF16_LE_BOM, &le), Encoding::Utf16LeBom),
            (with(UTF16_BE_BOM, &be), Encoding::Utf16BeBom),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(decode(bytes.clone()), Ok((TEXT.to_owned(), encoding)));
            assert_eq!(encode(TEXT, encoding), bytes);
        }
    }

    #[test]
    fn a_zero_byte_is_binary_and_a_broken_byte_is_named_with_its_line() {
        assert_eq!(decode(b"PK\x03\x04\0\0".to_vec()), Err(DecodeError::Binary { at: 4 }));
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(TEXT.find("一").expect("marker"), 0xFF);
        assert_eq!(decode(bytes), Err(DecodeError::Malformed { at: 28, line: 2 }));
    }

    #[test]
    fn a_table_drawn_with_lines_is_text_in_every_encoding() {
        let table = "┌──────────┬──────────┐\n│问题      │整改措施  │\n└──────────┴──────────┘\n";
        for encoding in [Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
            assert_eq!(decode(encode(table, encoding)), Ok((table.to_owned(), encoding)));
        }
    }

    #[test]
    fn one_control_character_in_a_text_is_left_for_the_rules() {
        assert!(decode("加强学习\u{7}。".as_bytes().to_vec()).is_ok());
    }
}
