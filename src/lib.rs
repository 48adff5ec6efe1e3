//! hegao 核稿 checks the review documents that Party organisations and public
//! offices write: 对照检查材料, 个人剖析, 整改方案, 整改措施, 问题整改台账.
//!
//! One way through: bytes → [`source`] → [`block`] → [`outline`] →
//! [`document`] → [`item`] → [`rule`] → findings. A module depends only on
//! what lies before it. What hegao knows of the documents stands under `rules/`
//! and is read by [`rulebook`].
//!
//! A [`Checker`] is built once and shared by threads. It takes a [`Source`] and
//! gives [`Finding`]s; it reads no file, prints nothing and knows nothing of the
//! environment.
//!
//! ```
//! use hegao::{Checker, Source, Syntax};
//!
//! let checker = Checker::new()?;
//! let source = Source::new("方案.md", "# 整改方案\n\n由xx局负责。\n", Syntax::Markdown);
//! let findings = checker.check(&source);
//! let placeholder = findings.iter().find(|finding| finding.rule == "placeholder").expect("one");
//! assert_eq!(source.slice(placeholder.span), "xx");
//! assert_eq!(source.position(placeholder.span.start).line, 3);
//! # Ok::<(), hegao::rulebook::RulebookError>(())
//! ```
//!
//! [`Checker::choose`] runs other rules, [`Checker::analyse`] tells what hegao
//! understands of a text, and [`fix::mend`] makes the fixes:
//!
//! ```
//! use hegao::fix::{Level, mend};
//! use hegao::rule::Choice;
//! use hegao::{Checker, Source, Syntax};
//!
//! let checker = Checker::new()?.choose([&Choice::only(&["doubled-punctuation"])]).expect("a rule");
//! let source = Source::new("说明.txt", "按时完成。。", Syntax::Plain);
//! let mended = mend(&source, &checker.check(&source), &checker, Level::Safe).expect("a fix");
//! assert_eq!(mended.source.text(), "按时完成。");
//! # Ok::<(), hegao::rulebook::RulebookError>(())
//! ```
//!
//! # Features
//!
//! - `cli` (on): the program, and what reads, replaces and reports files.
//! - `server` (on): the language server.
//! - `config`: `hegao.toml`, and what of it holds for a file.
//!
//! Without features the crate is the checker alone.

#![forbid(unsafe_code)]

pub mod analysis;
#[cfg(feature = "cli")]
pub mod baseline;
pub mod block;
#[cfg(feature = "cli")]
pub mod cache;
pub mod chars;
#[cfg(feature = "cli")]
pub mod check;
pub mod checker;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "config")]
pub mod config;
pub mod document;
pub mod file_outline;
#[cfg(feature = "config")]
pub mod files;
pub mod finding;
pub mod fix;
pub mod id;
pub mod item;
pub mod marker;
pub mod nearest;
#[cfg(feature = "cli")]
pub mod ordered;
pub mod outline;
#[cfg(feature = "config")]
pub mod plan;
#[cfg(feature = "config")]
pub mod reading;
#[cfg(feature = "cli")]
pub mod report;
pub mod rule;
pub mod rulebook;
#[cfg(feature = "server")]
pub mod server;
mod signs;
#[cfg(feature = "config")]
pub mod size;
pub mod source;
pub mod spell;
pub mod suppress;
#[cfg(feature = "config")]
pub mod trouble;
pub mod visible;

pub use analysis::Analysis;
pub use checker::Checker;
#[cfg(feature = "config")]
pub use config::Config;
pub use finding::Finding;
pub use rulebook::{Lang, Severity};
pub use source::{Source, Syntax};

/// Checks one text by all rules that are on by default, with messages in Chinese.
/// To check many, keep a [`Checker`].
///
/// # Errors
/// When the rules that the program carries cannot be read.
pub fn check(source: &Source) -> Result<Vec<Finding>, rulebook::RulebookError> {
    Ok(Checker::new()?.check(source))
}
