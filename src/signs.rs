//! The characters and words that mechanisms ask for by name, as `rules/words/signs.toml`
//! lists them: what numbers, dates, numbering and sentences are made of.

include!(concat!(env!("OUT_DIR"), "/signs.rs"));
