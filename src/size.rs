//! How large a file may be.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

/// A number of bytes, written as `500000`, `500K`, `64M` or `1G` (powers of 1024).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(u64);

/// The letters of multiples, each 1024 times the one before.
const LETTERS: [char; 3] = ['K', 'M', 'G'];

impl Size {
    /// The largest file that is read when nothing else is said.
    pub const DEFAULT: Self = Self(64 << 20);

    /// So many times 1024 bytes.
    pub const fn kilobytes(number: u64) -> Self {
        Self(number << 10)
    }

    /// The number of bytes.
    pub fn bytes(self) -> u64 {
        self.0
    }
}

impl Default for Size {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut number, mut letter) = (self.0, None);
        for next in LETTERS {
            if number == 0 || number % 1024 != 0 {
                break;
            }
            (number, letter) = (number / 1024, Some(next));
        }
        write!(f, "{number}")?;
        letter.map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("{text} is no size; write it as 500000, 500K, 64M or 1G / 请写作500K、64M的形式");
        let upper = text.trim().to_ascii_uppercase();
        let upper = upper.strip_suffix('B').filter(|rest| rest.ends_with(LETTERS)).unwrap_or(&upper);
        let power =
            upper.chars().next_back().and_then(|last| LETTERS.iter().position(|letter| *letter == last));
        let digits = if power.is_some() { &upper[..upper.len() - 1] } else { upper };
        let number: u64 = digits.parse().map_err(|_| wrong())?;
        let factor = 1024_u64.pow(power.map_or(0, |power| power as u32 + 1));
        number.checked_mul(factor).map(Self).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a size such as 500000 or \"64M\"")]
        enum Written {
            Number(u64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(number) => Ok(Self(number)),
            Written::Text(text) => text.parse().map_err(de::Error::custom),
        }
    }
}

impl JsonSchema for Size {
    fn schema_name() -> Cow<'static, str> {
        "Size".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number of bytes, or as in 500K, 64M or 1G.",
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9]+([KkMmGg][Bb]?)?$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_and_shown() {
        for (text, bytes, shown) in [
            ("0", 0, "0"),
            ("500000", 500_000, "500000"),
            ("500k", 512_000, "500K"),
            ("64M", 64 << 20, "64M"),
            ("64MB", 64 << 20, "64M"),
            ("1G", 1 << 30, "1G"),
            ("1024K", 1 << 20, "1M"),
        ] {
            let size: Size = text.parse().expect("a size");
            assert_eq!((size.bytes(), size.to_string().as_str()), (bytes, shown), "{text}");
        }
        for text in ["", "M", "-1", "1.5M", "64X", "99999999999G", "1B"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
