//! Messages as they go over standard input and output: a header with their
//! length, and JSON. What is broken is passed by, up to the next header.

use std::io::{self, BufRead, Read, Write};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// No message is longer, in bytes.
const LONGEST_MESSAGE: usize = 1 << 30;
/// No line of a header is longer, in bytes.
const LONGEST_LINE: u64 = 4096;
/// The part of the header that tells the length.
const LENGTH: &str = "content-length:";

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is no message; what is wrong with it.
    Broken(Broken),
}

/// Something that is no message.
#[derive(Debug)]
pub(super) struct Broken {
    /// What is wrong, by the JSON-RPC specification.
    code: ErrorCode,
    /// The id of the request that it may have been.
    id: Value,
    /// Whether it may have been a request: an answer is never answered, lest two
    /// that do not understand each other go on for ever.
    is_call: bool,
    /// What is wrong, for people.
    pub reason: String,
}

impl Broken {
    fn new(code: ErrorCode, reason: impl ToString) -> Self {
        Self { code, id: Value::Null, is_call: true, reason: reason.to_string() }
    }

    /// The answer that the sender gets.
    pub fn answer(&self) -> Option<Outgoing> {
        let error = json!({ "code": self.code as i32, "message": self.reason });
        self.is_call.then(|| Outgoing::Raw(json!({ "jsonrpc": "2.0", "id": self.id, "error": error })))
    }
}

/// What goes out.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// A message.
    Message(Message),
    /// An answer to what was no message.
    Raw(Value),
}

/// Both ends of the connection to the client.
pub(super) struct Transport {
    /// What came in; it ends with the input.
    pub incoming: Receiver<Incoming>,
    /// What is to go out.
    pub outgoing: Sender<Outgoing>,
    writer: thread::JoinHandle<()>,
}

impl Transport {
    /// Reads from `input` and writes to `output`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(
        input: impl BufRead + Send + 'static,
        output: impl Write + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, incoming) = bounded(64);
        let (outgoing, receiver) = unbounded();
        // It ends with the input, or with the program.
        thread::Builder::new().name("reader".into()).spawn(move || read_all(input, &sender))?;
        let writer =
            thread::Builder::new().name("writer".into()).spawn(move || write_all(output, &receiver))?;
        Ok(Self { incoming, outgoing, writer })
    }

    /// Waits until all is written.
    pub fn finish(self) {
        drop(self.outgoing);
        // A writer that broke down has written what it could.
        let _ = self.writer.join();
    }
}

fn read_all(mut input: impl BufRead, incoming: &Sender<Incoming>) {
    while let Ok(Some(message)) = read(&mut input) {
        if incoming.send(message).is_err() {
            return;
        }
    }
}

fn write_all(mut output: impl Write, outgoing: &Receiver<Outgoing>) {
    for message in outgoing {
        let written = match message {
            Outgoing::Message(message) => message.write(&mut output),
            Outgoing::Raw(value) => write_raw(&mut output, &value),
        };
        if written.is_err() {
            return;
        }
    }
}

fn write_raw(output: &mut impl Write, value: &Value) -> io::Result<()> {
    let text = value.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

/// Reads the next message; none at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let length = match header(input)? {
        None => return Ok(None),
        Some(Ok(length)) => length,
        Some(Err(broken)) => return Ok(Some(Incoming::Broken(broken))),
    };
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Ok(None);
    }
    Ok(Some(match message(&body) {
        Ok(message) => Incoming::Message(message),
        Err(broken) => Incoming::Broken(broken),
    }))
}

/// The length that the next header tells; what stands before the header is
/// passed by. None at the end of the input.
fn header(input: &mut impl BufRead) -> io::Result<Option<Result<usize, Broken>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
        // Bytes that belong to nothing may stand before it on its line.
        if let Some(at) = line.rfind(LENGTH) {
            length = Some(line[at + LENGTH.len()..].trim().to_owned());
        } else if line.trim().is_empty() {
            let Some(length) = &length else { continue };
            let number = length.parse().ok().filter(|&number| number <= LONGEST_MESSAGE);
            let wrong = || Broken::new(ErrorCode::ParseError, format!("Content-Length: {length}"));
            return Ok(Some(number.ok_or_else(wrong)));
        }
    }
}

fn message(body: &[u8]) -> Result<Message, Broken> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| Broken::new(ErrorCode::ParseError, error))?;
    let known = value.get("id").filter(|id| id.is_string() || id.is_number());
    let (id, is_call) = (known.cloned().unwrap_or_default(), value.get("method").is_some());
    let read = match (is_call, value.get("id").is_some()) {
        (true, true) => serde_json::from_value(value).map(Message::Request),
        (true, false) => serde_json::from_value(value).map(Message::Notification),
        (false, true) => serde_json::from_value(value).map(Message::Response),
        (false, false) => return Err(Broken::new(ErrorCode::InvalidRequest, "neither a call nor an answer")),
    };
    read.map_err(|error| Broken { id, is_call, ..Broken::new(ErrorCode::InvalidRequest, error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut found = Vec::new();
        while let Some(next) = read(&mut input).expect("bytes in memory") {
            found.push(match next {
                Incoming::Message(Message::Notification(note)) => note.method,
                Incoming::Message(other) => format!("{other:?}"),
                Incoming::Broken(broken) => format!("broken {:?} {}", broken.code, broken.id),
            });
        }
        found
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_told_and_the_next_one_is_read() {
        let exit = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        for (garbage, told) in [
            ("no header at all\r\n\r\n".to_owned(), None),
            (framed("{"), Some("broken ParseError null")),
            (framed(r#"{"id":[],"method":3}"#), Some("broken InvalidRequest null")),
            (framed(r#"{"id":7,"method":3}"#), Some("broken InvalidRequest 7")),
            (framed(r#"{"id":{},"method":"x"}"#), Some("broken InvalidRequest null")),
            (framed(r#"{"id":null,"error":{}}"#), Some("broken InvalidRequest null")),
            ("Content-Length: many\r\n\r\n".to_owned(), Some("broken ParseError null")),
            (format!("Content-Length: {}\r\n\r\n", usize::MAX), Some("broken ParseError null")),
            ("Content-Length: 2\r\n\r\n{}}}}}".to_owned(), Some("broken InvalidRequest null")),
            ("\u{0}\u{1}".repeat(5000), None),
        ] {
            let found = all(format!("{garbage}{exit}").as_bytes());
            let expected: Vec<&str> = told.into_iter().chain(["exit"]).collect();
            assert_eq!(found, expected, "{garbage:.40}");
        }
    }

    #[test]
    fn a_message_that_is_cut_off_is_the_end() {
        assert!(all(b"Content-Length: 40\r\n\r\n{\"jsonrpc\"").is_empty());
        assert!(all(b"Content-Len").is_empty());
    }

    #[test]
    fn headers_may_be_written_in_any_case_and_beside_others() {
        let body = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let text = format!("content-type: x\r\nCONTENT-LENGTH:{}\r\n\r\n{body}", body.len());
        assert_eq!(all(text.as_bytes()), ["exit"]);
    }
}
