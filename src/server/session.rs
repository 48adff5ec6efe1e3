//! One client from its first message to its last: what is open, what is asked,
//! what is due.

use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::Sender;
use gen_lsp_types as lsp;
use gen_lsp_types::{Diagnostic, Request as _, Uri};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

use super::client::Client;
use super::documents::Documents;
use super::handshake::{Greeting, reply};
use super::snapshot::Snapshot;
use super::transport::Outgoing;
use super::worker::Workers;
use super::workspace::Workspace;
use super::{actions, completion, diagnostics, folding, formatting, hover, symbols, watch};
use crate::rulebook::Lang;

/// What the workers tell the message loop.
pub(super) enum Event {
    /// A text was checked.
    Checked { uri: Uri, version: i32, serial: u64, result: Result<Vec<Diagnostic>, String> },
    /// A file was saved on which this generation of plans rests.
    Outdated { generation: u32 },
    /// A request was answered.
    Answered { id: RequestId, about: (Uri, u64), stale: Stale, result: Result<Value, String> },
}

/// What becomes of an answer when the text has changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// It is still of use.
    Keep,
    /// It would do harm.
    Refuse,
    /// The client should ask again.
    Retry,
}

/// The state of a session.
pub(super) struct Session {
    pub(super) client: Arc<Client>,
    pub(super) workspace: Arc<Workspace>,
    pub(super) documents: Documents,
    /// The language where nothing else says so.
    pub(super) lang: Lang,
    workers: Workers,
    events: Sender<Event>,
    outgoing: Sender<Outgoing>,
    /// The requests of the client that are not answered yet.
    open: Vec<RequestId>,
    /// How many requests were sent.
    asked: i32,
    /// The request for the settings.
    pub(super) settings_request: Option<RequestId>,
}

impl Session {
    /// Answers `initialize`.
    pub fn new(
        request: &Request,
        (asked, otherwise): (Option<Lang>, Lang),
        (workers, events, outgoing): (Workers, Sender<Event>, Sender<Outgoing>),
    ) -> Self {
        let greeting = Greeting::read(&request.params);
        let lang = asked.or(greeting.lang).unwrap_or(otherwise);
        let wrong = greeting.settings.as_ref().err().cloned();
        let settings = greeting.settings.unwrap_or_default();
        let session = Self {
            client: Arc::new(greeting.client),
            workspace: Arc::new(Workspace::new(0, settings, greeting.folders, lang)),
            documents: Documents::default(),
            lang,
            workers,
            events,
            outgoing,
            open: Vec::new(),
            asked: 0,
            settings_request: None,
        };
        session.send(Response::new_ok(request.id.clone(), reply(&session.client)));
        if let Some(wrong) = wrong {
            session.log(lsp::MessageType::Warning, format!("settings: {wrong}"));
        }
        session
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // When the writer has gone, so has the client, and the input ends as well.
        let _ = self.outgoing.send(Outgoing::Message(message.into()));
    }

    pub(super) fn notify<N: lsp::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.as_str().to_owned(), params));
    }

    /// Sends a request; its id.
    pub(super) fn ask<R: lsp::Request>(&mut self, params: R::Params) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(Request::new(id.clone(), R::METHOD.as_str().to_owned(), params));
        id
    }

    pub(super) fn log(&self, kind: lsp::MessageType, message: String) {
        self.notify::<lsp::LogMessageNotification>(lsp::LogMessageParams { kind, message });
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: impl ToString) {
        self.send(Response::new_err(id, code as i32, message.to_string()));
    }

    /// Answers a request about a text on another thread.
    pub(super) fn serve<R: lsp::Request>(
        &mut self,
        request: Request,
        stale: Stale,
        answer: fn(&Snapshot, R::Params) -> R::Result,
    ) {
        let Request { id, params, .. } = request;
        let place = ["/textDocument/uri", "/data/uri"].iter().find_map(|path| params.pointer(path)?.as_str());
        let uri = Uri::from(place.unwrap_or_default());
        let params: R::Params = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => return self.refuse(id, ErrorCode::InvalidParams, error),
        };
        let Some(snapshot) = self.documents.snapshot(&uri, &self.workspace, &self.client) else {
            return self.refuse(id, ErrorCode::InvalidParams, format!("{uri} is not open"));
        };
        self.open.push(id.clone());
        let events = self.events.clone();
        let about = (uri, snapshot.serial);
        let work = move || serde_json::to_value(answer(&snapshot, params));
        self.workers.run(work, move |result| {
            let result = result.and_then(|value| value.map_err(|error| error.to_string()));
            // Nobody waits when the loop has ended.
            let _ = events.send(Event::Answered { id, about, stale, result });
        });
    }

    /// A request that the client no longer wants to see answered.
    pub(super) fn cancel(&mut self, id: &RequestId) {
        if self.close(id) {
            self.refuse(id.clone(), ErrorCode::RequestCanceled, "cancelled");
        }
    }

    /// Whether the request was still open.
    fn close(&mut self, id: &RequestId) -> bool {
        let at = self.open.iter().position(|open| open == id);
        at.map(|at| self.open.swap_remove(at)).is_some()
    }

    /// Hears what a worker has done.
    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Checked { uri, version, serial, result } => {
                let current = self.documents.finish(&uri, serial);
                match result {
                    Ok(diagnostics) if current => self.publish(uri, Some(version), diagnostics),
                    Ok(_) => {}
                    Err(panic) => self.log(lsp::MessageType::Error, format!("{uri}: {panic}")),
                }
            }
            Event::Outdated { generation } if generation == self.workspace.generation => {
                self.renew(self.workspace.again());
            }
            Event::Outdated { .. } => {}
            Event::Answered { id, about: (uri, serial), stale, result } => {
                if !self.close(&id) {
                    return;
                }
                let old = stale != Stale::Keep && !self.documents.is_at(&uri, serial);
                match result {
                    Ok(_) if old => self.send(outdated(id, stale)),
                    Ok(value) => self.send(Response::new_ok(id, value)),
                    Err(panic) => {
                        self.log(lsp::MessageType::Error, format!("{uri}: {panic}"));
                        self.refuse(id, ErrorCode::InternalError, panic);
                    }
                }
            }
        }
    }

    fn publish(&self, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics };
        self.notify::<lsp::PublishDiagnosticsNotification>(params);
    }

    /// A text is open no longer.
    pub(super) fn close_document(&mut self, uri: Uri) {
        if self.documents.close(&uri) && !self.client.pulls {
            self.publish(uri, None, Vec::new());
        }
    }

    /// When there is something to do though nobody speaks.
    pub fn next_due(&self) -> Option<Instant> {
        self.documents.next_due().filter(|_| !self.client.pulls)
    }

    /// Starts the checks that are due.
    pub fn check_due(&mut self) {
        for uri in self.documents.take_due(Instant::now()) {
            let Some(snapshot) = self.documents.snapshot(&uri, &self.workspace, &self.client) else {
                continue;
            };
            let events = self.events.clone();
            let (version, serial) = (snapshot.version, snapshot.serial);
            self.workers.run(
                move || diagnostics::all(&snapshot),
                // Nobody waits when the loop has ended.
                move |result| drop(events.send(Event::Checked { uri, version, serial, result })),
            );
        }
    }

    /// A text was saved: where plans rest on it, they are made anew.
    pub(super) fn saved(&self, uri: &Uri) {
        let (workspace, path) = (self.workspace.clone(), self.workspace.path(uri));
        let (events, generation) = (self.events.clone(), workspace.generation);
        self.workers.run(
            move || workspace.rests_on(&path),
            move |rests| {
                if rests == Ok(true) {
                    // Nobody waits when the loop has ended.
                    let _ = events.send(Event::Outdated { generation });
                }
            },
        );
    }

    /// Everything is checked anew, by another configuration or other settings.
    pub(super) fn renew(&mut self, workspace: Workspace) {
        self.workspace = Arc::new(workspace);
        self.documents.forget();
        if self.client.pulls && self.client.refreshes {
            self.ask::<lsp::DiagnosticRefreshRequest>(());
        }
    }

    /// Hears a request; false after `shutdown`.
    pub fn request(&mut self, request: Request) -> bool {
        let method = request.method.clone();
        if method == lsp::ShutdownRequest::METHOD.as_str() {
            self.send(Response::new_ok(request.id, Value::Null));
            return false;
        }
        if method == lsp::InitializeRequest::METHOD.as_str() {
            self.refuse(request.id, ErrorCode::InvalidRequest, "initialized already");
        } else if let Some(unknown) = self.dispatch(request) {
            self.refuse(unknown.id, ErrorCode::MethodNotFound, method);
        }
        true
    }

    /// Starts the answer to a request about a text; hands back any other.
    fn dispatch(&mut self, request: Request) -> Option<Request> {
        let is = |known: lsp::LspRequestMethod<'_>| request.method == known.as_str();
        if is(lsp::CodeActionRequest::METHOD) {
            self.serve::<lsp::CodeActionRequest>(request, Stale::Keep, actions::actions);
        } else if is(lsp::CodeActionResolveRequest::METHOD) {
            self.serve::<lsp::CodeActionResolveRequest>(request, Stale::Refuse, actions::resolve);
        } else if is(lsp::CompletionRequest::METHOD) {
            self.serve::<lsp::CompletionRequest>(request, Stale::Keep, completion::completion);
        } else if is(lsp::DocumentDiagnosticRequest::METHOD) {
            self.serve::<lsp::DocumentDiagnosticRequest>(request, Stale::Retry, diagnostics::pull);
        } else if is(lsp::HoverRequest::METHOD) {
            self.serve::<lsp::HoverRequest>(request, Stale::Keep, hover::hover);
        } else if is(lsp::DocumentSymbolRequest::METHOD) {
            self.serve::<lsp::DocumentSymbolRequest>(request, Stale::Keep, symbols::symbols);
        } else if is(lsp::FoldingRangeRequest::METHOD) {
            self.serve::<lsp::FoldingRangeRequest>(request, Stale::Keep, folding::folding);
        } else if is(lsp::DocumentFormattingRequest::METHOD) {
            self.serve::<lsp::DocumentFormattingRequest>(request, Stale::Refuse, formatting::formatting);
        } else {
            return Some(request);
        }
        None
    }

    /// Hears a notification. One of a wrong form is told and passed by.
    pub fn notification(&mut self, notification: Notification) {
        let method = notification.method.clone();
        if let Err(error) = watch::hear(self, notification) {
            self.log(lsp::MessageType::Warning, format!("{method}: {error}"));
        }
    }
}

/// The answer to a request about a text that has changed since.
fn outdated(id: RequestId, stale: Stale) -> Response {
    let code = if stale == Stale::Retry { ErrorCode::ServerCancelled } else { ErrorCode::ContentModified };
    let data = (stale == Stale::Retry).then(|| json!({ "retriggerRequest": true }));
    let error = ResponseError { code: code as i32, message: "the text has changed".to_owned(), data };
    Response { id, response_result: Err(error) }
}
