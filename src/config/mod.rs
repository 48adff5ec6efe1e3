//! `hegao.toml`: finding it, reading it, and what holds for a file.

mod file;
mod find;
mod held;
mod problem;
mod read;
mod schema;

pub use file::{Layer, Override, Whole};
pub use find::{Config, Configs};
pub use held::{Held, Origin};
pub use problem::ConfigError;
pub use read::{ConfigFile, Entry, Globs};
pub use schema::schema;

/// The name of a configuration.
pub const FILE_NAME: &str = "hegao.toml";
