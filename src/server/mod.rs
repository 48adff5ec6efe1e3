//! `hegao server`: the language server (LSP 3.17) on standard input and output.
//!
//! The message loop only keeps the texts that are open and hands work to other
//! threads, so that a keystroke never waits for a check.

mod actions;
mod changes;
mod client;
mod clock;
mod completion;
mod diagnostics;
mod documents;
mod folding;
mod formatting;
mod handshake;
mod hover;
mod problem;
mod session;
mod settings;
mod snapshot;
mod symbols;
mod text;
mod transport;
mod understood;
mod units;
mod uri;
mod watch;
mod words;
mod worker;
mod workspace;

use std::io::{self, BufRead, BufReader, Write};
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, at, never, select, unbounded};
use gen_lsp_types as lsp;
use gen_lsp_types::{Notification as _, Request as _};
use lsp_server::{ErrorCode, Message, Request, Response};

use crate::rulebook::Lang;
use session::{Event, Session};
use transport::{Incoming, Outgoing, Transport};
use worker::Workers;

/// Serves one client on standard input and output, as [`serve_over`] does.
///
/// # Errors
/// When the system gives no threads.
pub fn serve(asked: Option<Lang>, otherwise: Lang) -> io::Result<bool> {
    serve_over(BufReader::new(io::stdin()), io::stdout(), asked, otherwise)
}

/// Serves one client until it says `exit` or goes away; whether it took its leave
/// as the protocol has it, with `shutdown` first. The language of messages, where
/// neither settings nor configurations tell it, is the one `asked` for, else that
/// of the client, else `otherwise`.
///
/// # Errors
/// When the system gives no threads.
pub fn serve_over(
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    asked: Option<Lang>,
    otherwise: Lang,
) -> io::Result<bool> {
    let transport = Transport::new(input, output)?;
    let (events, results) = unbounded();
    let mut server = Server {
        languages: (asked, otherwise),
        outgoing: transport.outgoing.clone(),
        state: State::Waiting(Workers::new()?, events),
    };
    let orderly = server.run(&transport.incoming, &results);
    drop(server);
    transport.finish();
    Ok(orderly)
}

/// How far the session is.
enum State {
    /// Before `initialize`.
    Waiting(Workers, Sender<Event>),
    /// At work.
    Open(Box<Session>),
    /// After `shutdown`.
    Closed,
}

struct Server {
    /// The one that was asked for, and the last resort.
    languages: (Option<Lang>, Lang),
    outgoing: Sender<Outgoing>,
    state: State,
}

impl Server {
    fn run(&mut self, incoming: &Receiver<Incoming>, results: &Receiver<Event>) -> bool {
        loop {
            let due = match &self.state {
                State::Open(session) => session.next_due(),
                _ => None,
            };
            let timer: Receiver<Instant> = due.map_or_else(never, at);
            select! {
                recv(incoming) -> message => match message {
                    Ok(Incoming::Message(message)) => {
                        if is_exit(&message) {
                            break;
                        }
                        self.hear(message);
                    }
                    Ok(Incoming::Broken(broken)) => {
                        if let State::Open(session) = &self.state {
                            session.log(lsp::MessageType::Warning, broken.reason.clone());
                        }
                        if let Some(answer) = broken.answer() {
                            // When the writer has gone, the input ends as well.
                            let _ = self.outgoing.send(answer);
                        }
                    }
                    Err(_) => break,
                },
                recv(results) -> event => if let (State::Open(session), Ok(event)) = (&mut self.state, event) {
                    session.hear(event);
                },
                recv(timer) -> _ => if let State::Open(session) = &mut self.state {
                    session.check_due();
                },
            }
        }
        matches!(self.state, State::Closed)
    }

    fn hear(&mut self, message: Message) {
        match (&mut self.state, message) {
            (State::Open(session), Message::Request(request)) => {
                if !session.request(request) {
                    self.state = State::Closed;
                }
            }
            (State::Open(session), Message::Notification(note)) => session.notification(note),
            (State::Open(session), Message::Response(response)) => watch::answered(session, response),
            (State::Waiting(..), Message::Request(request)) => self.begin(request),
            (State::Closed, Message::Request(request)) => {
                self.refuse(request, ErrorCode::InvalidRequest, "the server is shut down");
            }
            (State::Waiting(..) | State::Closed, _) => {}
        }
    }

    fn begin(&mut self, request: Request) {
        if request.method != lsp::InitializeRequest::METHOD.as_str() {
            return self.refuse(request, ErrorCode::ServerNotInitialized, "initialize comes first");
        }
        if let State::Waiting(workers, events) = std::mem::replace(&mut self.state, State::Closed) {
            let ends = (workers, events, self.outgoing.clone());
            self.state = State::Open(Box::new(Session::new(&request, self.languages, ends)));
        }
    }

    fn refuse(&self, request: Request, code: ErrorCode, why: &str) {
        let response = Response::new_err(request.id, code as i32, why.to_owned());
        // When the writer has gone, the input ends as well.
        let _ = self.outgoing.send(Outgoing::Message(response.into()));
    }
}

fn is_exit(message: &Message) -> bool {
    matches!(message, Message::Notification(note) if note.method == lsp::ExitNotification::METHOD.as_str())
}
