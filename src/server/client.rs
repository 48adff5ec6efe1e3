//! What the client can do, as it says when it starts.

use serde_json::Value;

use super::units::agreed;
use crate::source::Unit;

/// What the client can do. What it does not speak of, it cannot; what it says in
/// a wrong form, it does not speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client {
    /// How it counts characters.
    pub unit: Unit,
    /// Whether it asks for diagnostics, so that none are sent unasked.
    pub pulls: bool,
    /// Whether it can be told to ask again.
    pub refreshes: bool,
    /// Whether a diagnostic may name further places.
    pub relates: bool,
    /// Whether edits may tell the version that they are for.
    pub versions: bool,
    /// Whether edits may make files.
    pub creates: bool,
    /// Whether it asks for the edits of a code action when they are wanted.
    pub resolves: bool,
    /// Whether symbols may hold symbols.
    pub nests: bool,
    /// Whether it shows Markdown.
    pub markdown: bool,
    /// Whether it watches files for the server.
    pub watches: bool,
    /// Whether it can be asked for its settings.
    pub tells_settings: bool,
    /// Whether it wants to be asked before it tells of new settings.
    pub registers_settings: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn of(params: &Value) -> Self {
        let can = Can(params.get("capabilities").unwrap_or(&Value::Null));
        Self {
            unit: agreed(&can.list("/general/positionEncodings")),
            pulls: can.have("/textDocument/diagnostic"),
            refreshes: can.is("/workspace/diagnostics/refreshSupport"),
            relates: can.is("/textDocument/publishDiagnostics/relatedInformation")
                || can.is("/textDocument/diagnostic/relatedInformation"),
            versions: can.is("/workspace/workspaceEdit/documentChanges"),
            creates: can.list("/workspace/workspaceEdit/resourceOperations").contains(&"create"),
            resolves: can.is("/textDocument/codeAction/dataSupport")
                && can.list("/textDocument/codeAction/resolveSupport/properties").contains(&"edit"),
            nests: can.is("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            markdown: can.list("/textDocument/hover/contentFormat").contains(&"markdown"),
            watches: can.is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            tells_settings: can.is("/workspace/configuration"),
            registers_settings: can.is("/workspace/didChangeConfiguration/dynamicRegistration"),
        }
    }
}

/// Client capabilities, looked up one by one: a client that has one of them wrong
/// is still served.
struct Can<'v>(&'v Value);

impl Can<'_> {
    fn have(&self, path: &str) -> bool {
        self.0.pointer(path).is_some_and(Value::is_object)
    }

    fn is(&self, path: &str) -> bool {
        self.0.pointer(path).and_then(Value::as_bool).unwrap_or(false)
    }

    fn list(&self, path: &str) -> Vec<&str> {
        let list = self.0.pointer(path).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_client_that_says_nothing_or_nonsense_counts_utf_16_and_can_do_nothing() {
        let silent = Client::of(&Value::Null);
        assert!(silent.unit == Unit::Utf16 && !silent.pulls && !silent.creates);
        let odd = json!({ "capabilities": { "general": { "positionEncodings": 3 }, "textDocument": [] } });
        assert_eq!(Client::of(&odd), silent);
    }

    #[test]
    fn bytes_are_preferred_to_characters_and_both_to_utf_16() {
        let unit = |names: &[&str]| {
            Client::of(&json!({ "capabilities": { "general": { "positionEncodings": names } } })).unit
        };
        assert_eq!(unit(&["utf-16", "utf-8"]), Unit::Utf8);
        assert_eq!(unit(&["utf-16", "utf-32"]), Unit::Utf32);
        assert_eq!(unit(&["utf-7"]), Unit::Utf16);
    }
}
