//! The texts that the client has open.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::client::Client;
use super::snapshot::Snapshot;
use super::text::Text;
use super::uri;
use super::workspace::Workspace;
use crate::source::Syntax;

/// A text is checked when it has stood still for so long.
const CALM: Duration = Duration::from_millis(150);

/// A text that is open.
struct Document {
    text: Text,
    version: i32,
    syntax: Syntax,
    /// The number of its state.
    serial: u64,
    /// When it is to be checked.
    due: Option<Instant>,
    /// Whether it is being checked.
    busy: bool,
    snapshot: Option<Arc<Snapshot>>,
}

/// All of them, by address.
#[derive(Default)]
pub(super) struct Documents {
    open: HashMap<Uri, Document>,
    last_serial: u64,
}

impl Documents {
    /// A text was opened, or sent anew as a whole.
    pub fn open(&mut self, item: TextDocumentItem) {
        let serial = self.next_serial();
        let document = Document {
            syntax: syntax(&String::from(item.language_id), &item.uri),
            text: Text::new(item.text),
            version: item.version,
            serial,
            due: Some(Instant::now()),
            busy: false,
            snapshot: None,
        };
        self.open.insert(item.uri, document);
    }

    /// A text was closed; whether it was open.
    pub fn close(&mut self, uri: &Uri) -> bool {
        self.open.remove(uri).is_some()
    }

    /// A text was changed, edit by edit; whether it was open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        client: &Client,
    ) -> bool {
        let serial = self.next_serial();
        let Some(document) = self.open.get_mut(uri) else { return false };
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    document.text.replace(part.range, &part.text, client.unit);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    document.text = Text::new(whole.text);
                }
            }
        }
        document.version = version;
        document.serial = serial;
        document.snapshot = None;
        true
    }

    /// A text is to be checked when it has stood still.
    pub fn check_when_calm(&mut self, uri: &Uri) {
        self.set_due(uri, CALM);
    }

    /// A text is to be checked now.
    pub fn check_now(&mut self, uri: &Uri) {
        self.set_due(uri, Duration::ZERO);
    }

    fn set_due(&mut self, uri: &Uri, delay: Duration) {
        if let Some(document) = self.open.get_mut(uri) {
            document.due = Some(Instant::now() + delay);
        }
    }

    /// What is known of all texts holds no longer.
    pub fn forget(&mut self) {
        for document in self.open.values_mut() {
            document.snapshot = None;
            document.due = Some(Instant::now());
            self.last_serial += 1;
            document.serial = self.last_serial;
        }
    }

    /// When the next check is due.
    pub fn next_due(&self) -> Option<Instant> {
        let idle = self.open.values().filter(|document| !document.busy);
        idle.filter_map(|document| document.due).min()
    }

    /// The texts whose checks are due, one check at a time for each.
    pub fn take_due(&mut self, now: Instant) -> Vec<Uri> {
        let mut due = Vec::new();
        for (uri, document) in &mut self.open {
            if !document.busy && document.due.is_some_and(|at| at <= now) {
                document.due = None;
                document.busy = true;
                due.push(uri.clone());
            }
        }
        due
    }

    /// A check came to its end; whether the text still is as it was.
    pub fn finish(&mut self, uri: &Uri, serial: u64) -> bool {
        let Some(document) = self.open.get_mut(uri) else { return false };
        document.busy = false;
        document.serial == serial
    }

    /// Whether a text is in this state.
    pub fn is_at(&self, uri: &Uri, serial: u64) -> bool {
        self.open.get(uri).is_some_and(|document| document.serial == serial)
    }

    /// The present state of a text.
    pub fn snapshot(
        &mut self,
        uri: &Uri,
        workspace: &Arc<Workspace>,
        client: &Arc<Client>,
    ) -> Option<Arc<Snapshot>> {
        let document = self.open.get_mut(uri)?;
        let Document { text, version, syntax, serial, snapshot, .. } = document;
        let snapshot = snapshot.get_or_insert_with(|| {
            let content = (text.as_str().to_owned(), *syntax);
            let identity = (uri.clone(), *version, *serial);
            Arc::new(Snapshot::new(identity, content, workspace.clone(), client.clone()))
        });
        Some(snapshot.clone())
    }

    fn next_serial(&mut self) -> u64 {
        self.last_serial += 1;
        self.last_serial
    }
}

/// The syntax of a text: what the editor calls its language, else its name.
fn syntax(language: &str, uri: &Uri) -> Syntax {
    match language {
        "markdown" => Syntax::Markdown,
        "plaintext" | "text" => Syntax::Plain,
        _ => Syntax::of(Path::new(uri::name(uri))).unwrap_or(Syntax::Plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_tells_the_syntax_and_else_the_name() {
        let of = |language: &str, uri: &str| syntax(language, &uri.into());
        assert_eq!(of("markdown", "untitled:Untitled-1"), Syntax::Markdown);
        assert_eq!(of("plaintext", "untitled:Untitled-1"), Syntax::Plain);
        assert_eq!(of("", "file:///a/%E6%95%B4.md"), Syntax::Markdown);
        assert_eq!(of("pandoc", "file:///a.txt"), Syntax::Plain);
        assert_eq!(of("", "untitled:Untitled-1"), Syntax::Plain);
    }
}
