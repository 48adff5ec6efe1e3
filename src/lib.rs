//! hegao 核稿 checks the review documents that Party organisations and public
//! offices write: 对照检查材料, 个人剖析, 整改方案, 整改措施, 问题整改台账.
//!
//! One way through: bytes → [`source`] → [`block`] → [`outline`] →
//! [`document`] → [`item`] → [`rule`] → [`report`]. A module depends only on
//! what lies before it. What hegao knows of the documents stands under `rules/`
//! and is read by [`rulebook`].

#![forbid(unsafe_code)]

pub mod analysis;
pub mod baseline;
pub mod block;
pub mod cache;
pub mod chars;
pub mod check;
pub mod checker;
pub mod cli;
pub mod config;
pub mod document;
pub mod files;
pub mod finding;
pub mod fix;
pub mod item;
pub mod nearest;
pub mod ordered;
pub mod outline;
pub mod plan;
pub mod reading;
pub mod report;
pub mod rule;
pub mod rulebook;
pub mod size;
pub mod source;
pub mod spell;
pub mod suppress;
pub mod trouble;
