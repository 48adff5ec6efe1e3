//! `initialize`: what client and server tell each other first.

use std::path::PathBuf;

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions,
    InitializeResult, Save, ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions,
    Uri, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde_json::Value;

use super::actions::FIX_ALL;
use super::client::Client;
use super::diagnostics::SOURCE;
use super::settings::Settings;
use super::units::kind;
use super::uri;
use crate::rulebook::Lang;

/// What the client told.
pub(super) struct Greeting {
    /// What it can do.
    pub client: Client,
    /// Its settings, or what is wrong with them.
    pub settings: Result<Settings, String>,
    /// The folders that the user opened.
    pub folders: Vec<PathBuf>,
    /// The language of its windows.
    pub lang: Option<Lang>,
}

impl Greeting {
    /// Reads the parameters of `initialize`. What is not there or of a wrong form
    /// counts for nothing.
    pub fn read(params: &Value) -> Self {
        let folders = params.get("workspaceFolders").and_then(Value::as_array);
        let uris = folders.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
        let mut folders: Vec<PathBuf> = uris.filter_map(|text| uri::to_path(&Uri::from(text))).collect();
        if folders.is_empty() {
            let root = params.get("rootUri").and_then(Value::as_str);
            folders.extend(root.and_then(|text| uri::to_path(&Uri::from(text))));
        }
        let options = params.get("initializationOptions").unwrap_or(&Value::Null);
        let locale = params.get("locale").and_then(Value::as_str);
        Self {
            client: Client::of(params),
            settings: Settings::read(options),
            folders,
            lang: locale.and_then(|locale| locale.parse().ok()),
        }
    }
}

/// What the server tells of itself.
pub(super) fn reply(client: &Client) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..Default::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(kind(client.unit)),
        text_document_sync: Some(sync.into()),
        diagnostic_provider: Some(
            DiagnosticOptions { identifier: Some(SOURCE.to_owned()), ..Default::default() }.into(),
        ),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QuickFix,
                    CodeActionKind::SourceFixAll,
                    CodeActionKind::from(FIX_ALL.to_owned()),
                ]),
                resolve_provider: Some(client.resolves),
                ..Default::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["：".into(), ":".into()]),
            ..Default::default()
        }),
        hover_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..Default::default() }),
        ..Default::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: SOURCE.to_owned(), version }) }
}
