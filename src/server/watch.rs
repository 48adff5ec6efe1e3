//! What the client tells of texts, settings and files.

use std::path::PathBuf;

use gen_lsp_types as lsp;
use gen_lsp_types::Notification as _;
use lsp_server::{Notification, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::session::Session;
use super::settings::{Run, SECTION, Settings};
use super::uri;
use crate::config::FILE_NAME;

/// Hears a notification; one that is not known is passed by.
///
/// # Errors
/// When its parameters are of a wrong form.
pub(super) fn hear(session: &mut Session, notification: Notification) -> serde_json::Result<()> {
    let Notification { method, params } = notification;
    let is = |known: lsp::LspNotificationMethod<'_>| method == known.as_str();
    if is(lsp::DidChangeTextDocumentNotification::METHOD) {
        changed(session, read(params)?);
    } else if is(lsp::DidOpenTextDocumentNotification::METHOD) {
        let params: lsp::DidOpenTextDocumentParams = read(params)?;
        reread_unless_watched(session);
        session.documents.open(params.text_document);
    } else if is(lsp::DidSaveTextDocumentNotification::METHOD) {
        let params: lsp::DidSaveTextDocumentParams = read(params)?;
        reread_unless_watched(session);
        session.saved(&params.text_document.uri);
        session.documents.check_now(&params.text_document.uri);
    } else if is(lsp::DidCloseTextDocumentNotification::METHOD) {
        let params: lsp::DidCloseTextDocumentParams = read(params)?;
        session.close_document(params.text_document.uri);
    } else if is(lsp::CancelNotification::METHOD) {
        let params: lsp::CancelParams = read(params)?;
        session.cancel(&match params.id {
            lsp::Id::Int(number) => RequestId::from(number),
            lsp::Id::String(text) => RequestId::from(text),
        });
    } else if is(lsp::DidChangeWatchedFilesNotification::METHOD) {
        session.renew(session.workspace.again());
    } else if is(lsp::DidChangeConfigurationNotification::METHOD) {
        settings_changed(session, &params);
    } else if is(lsp::DidChangeWorkspaceFoldersNotification::METHOD) {
        folders_changed(session, read(params)?);
    } else if is(lsp::InitializedNotification::METHOD) {
        initialized(session);
    }
    Ok(())
}

fn read<T: DeserializeOwned>(params: Value) -> serde_json::Result<T> {
    serde_json::from_value(params)
}

fn changed(session: &mut Session, params: lsp::DidChangeTextDocumentParams) {
    let lsp::VersionedTextDocumentIdentifier { version, text_document_identifier } = params.text_document;
    let uri = text_document_identifier.uri;
    let client = session.client.clone();
    if !session.documents.change(&uri, version, params.content_changes, &client) {
        session.log(lsp::MessageType::Warning, format!("{uri} is changed, but not open"));
    } else if session.workspace.settings.run == Run::OnType {
        session.documents.check_when_calm(&uri);
    }
}

/// Where nobody watches the configurations, they are read again now and then.
fn reread_unless_watched(session: &mut Session) {
    if !session.client.watches {
        session.renew(session.workspace.again());
    }
}

/// The client is ready: it is told what to watch and asked for its settings.
fn initialized(session: &mut Session) {
    let mut registrations = Vec::new();
    if session.client.watches {
        let watcher = lsp::FileSystemWatcher { glob_pattern: format!("**/{FILE_NAME}").into(), kind: None };
        let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let method = lsp::DidChangeWatchedFilesNotification::METHOD.as_str();
        registrations.push(registration(method, serde_json::to_value(options).ok()));
    }
    if session.client.registers_settings {
        let method = lsp::DidChangeConfigurationNotification::METHOD.as_str();
        registrations.push(registration(method, Some(serde_json::json!({ "section": SECTION }))));
    }
    if !registrations.is_empty() {
        session.ask::<lsp::RegistrationRequest>(lsp::RegistrationParams { registrations });
    }
    ask_settings(session);
}

fn registration(method: &str, options: Option<Value>) -> lsp::Registration {
    lsp::Registration { id: method.to_owned(), method: method.to_owned(), register_options: options }
}

fn ask_settings(session: &mut Session) {
    if session.client.tells_settings {
        let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let params = lsp::ConfigurationParams { items: vec![item] };
        session.settings_request = Some(session.ask::<lsp::ConfigurationRequest>(params));
    }
}

fn settings_changed(session: &mut Session, params: &Value) {
    if session.client.tells_settings {
        ask_settings(session);
    } else if let Some(settings) = params.get("settings") {
        take_settings(session, settings);
    }
}

/// Hears an answer of the client: only that to the question for settings matters.
pub(super) fn answered(session: &mut Session, response: Response) {
    if session.settings_request.as_ref() != Some(&response.id) {
        return;
    }
    session.settings_request = None;
    match response.response_result {
        Ok(value) => {
            let settings = value.get(0).cloned().unwrap_or_default();
            // A client that knows nothing of hegao's settings leaves those it began with.
            if !settings.is_null() {
                take_settings(session, &settings);
            }
        }
        Err(error) => session.log(lsp::MessageType::Warning, error.message),
    }
}

fn take_settings(session: &mut Session, value: &Value) {
    match Settings::read(value) {
        Ok(settings) if settings == session.workspace.settings => {}
        Ok(settings) => session.renew(session.workspace.with_settings(settings, session.lang)),
        Err(error) => session.log(lsp::MessageType::Warning, format!("settings: {error}")),
    }
}

fn folders_changed(session: &mut Session, params: lsp::DidChangeWorkspaceFoldersParams) {
    let paths = |folders: Vec<lsp::WorkspaceFolder>| -> Vec<PathBuf> {
        folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
    };
    let lsp::WorkspaceFoldersChangeEvent { added, removed } = params.event;
    session.renew(session.workspace.with_folders(paths(added), &paths(removed)));
}
