//! What columns are counted in, and the counting.

/// How many bytes lie between two remembered counts. A column then costs one look
/// at this many bytes at most, however long the line is.
const STRIDE: usize = 4096;

/// What is counted within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16, as SARIF 2.1.0 and most editors count.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Unit {
    /// How many units a part of a text has, cut at characters or not.
    fn count(self, bytes: &[u8]) -> usize {
        let starts = || bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf32 => starts(),
            // The first byte of four begins a character of two units.
            Self::Utf16 => starts() + bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
        }
    }

    /// How many bytes of a line its first `units` take: no half characters, and
    /// no more than there are.
    pub fn bytes(self, line: &str, units: usize) -> usize {
        let mut left = units;
        for (at, c) in line.char_indices() {
            let size = match self {
                Self::Utf8 => c.len_utf8(),
                Self::Utf16 => c.len_utf16(),
                Self::Utf32 => 1,
            };
            if size > left {
                return at;
            }
            left -= size;
        }
        line.len()
    }
}

/// How many units come before every 4096th byte of a text.
#[derive(Debug)]
pub struct Counts {
    unit: Unit,
    before: Vec<usize>,
}

impl Counts {
    /// Reads `text` once.
    pub fn new(text: &str, unit: Unit) -> Self {
        let mut units = 0;
        let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = units;
            units += unit.count(chunk);
            before
        });
        Self { unit, before: before.collect() }
    }

    /// How many units of the same `text` lie between two bytes, the first one
    /// included.
    pub fn between(&self, text: &str, start: usize, end: usize) -> usize {
        if end - start < STRIDE {
            return self.unit.count(&text.as_bytes()[start..end]);
        }
        self.until(text, end) - self.until(text, start)
    }

    fn until(&self, text: &str, offset: usize) -> usize {
        let chunk = (offset / STRIDE).min(self.before.len().saturating_sub(1));
        let before = self.before.get(chunk).copied().unwrap_or_default();
        before + self.unit.count(&text.as_bytes()[chunk * STRIDE..offset])
    }
}
