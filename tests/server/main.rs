//! The language server as editors use it.

mod actions;
mod client;
mod diagnostics;
mod reading;
mod robust;
