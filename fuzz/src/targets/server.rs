//! The language server answers every request once, whatever else it is told, and
//! after any changes sees in a text what a check of it sees.

use std::io::{BufReader, Cursor, Read, Write};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::time::Duration;

use hegao::checker::Checker;
use hegao::rulebook::Lang;
use hegao::server::serve_over;
use hegao::source::{Source, Syntax};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::promise;
use crate::generate::Input;

/// An answer that takes longer will not come.
const PATIENCE: Duration = Duration::from_secs(30);
/// No session has more changes.
const MOST_CHANGES: usize = 6;

/// Checks as the server does where nothing is configured.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| Checker::new().expect("the rules of the program"));

/// What the server has written, and word of it for the one who waits.
#[derive(Default)]
struct Said {
    bytes: Mutex<Vec<u8>>,
    more: Condvar,
}

impl Said {
    /// The answers so far.
    fn answers(bytes: &[u8]) -> Vec<Response> {
        let (mut rest, mut found) = (bytes, Vec::new());
        while !rest.is_empty() {
            if let Ok(Some(Message::Response(answer))) = Message::read(&mut rest) {
                found.push(answer);
            }
        }
        found
    }

    /// Whether so many requests were answered, waiting for it.
    fn waits_for(&self, answers: usize) -> bool {
        let Ok(bytes) = self.bytes.lock() else { return false };
        let open = |bytes: &mut Vec<u8>| Self::answers(bytes).len() < answers;
        let waited = self.more.wait_timeout_while(bytes, PATIENCE, open);
        waited.is_ok_and(|(_, time)| !time.timed_out())
    }
}

/// Where the server writes to.
struct Output(Arc<Said>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Ok(mut said) = self.0.bytes.lock() {
            said.extend_from_slice(bytes);
        }
        self.0.more.notify_all();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What the server reads: a session, and its end when all is answered.
struct Session {
    bytes: Cursor<Vec<u8>>,
    end: Option<Vec<u8>>,
    requests: usize,
    said: Arc<Said>,
}

impl Read for Session {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        let Some(end) = self.end.take() else { return Ok(0) };
        self.said.waits_for(self.requests);
        self.bytes = Cursor::new(end);
        self.bytes.read(buffer)
    }
}

/// A session as it is put together.
#[derive(Default)]
struct Script {
    bytes: Vec<u8>,
    requests: usize,
}

impl Script {
    fn say(&mut self, message: impl Into<Message>) {
        // Writing to memory cannot fail.
        let _ = message.into().write(&mut self.bytes);
    }

    fn note(&mut self, method: &str, params: Value) {
        self.say(Notification::new(method.to_owned(), params));
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.requests += 1;
        self.say(Request::new(id(self.requests), method.to_owned(), params));
    }
}

fn id(number: usize) -> RequestId {
    RequestId::from(number as i32)
}

/// A text that is open in the editor, with what befalls it.
struct Editor<'i> {
    input: &'i Input,
    uri: &'static str,
    text: String,
    script: Script,
    dice: usize,
}

impl<'i> Editor<'i> {
    /// Opens the text of an input.
    fn open(input: &'i Input) -> Self {
        let (language, uri) = match input.syntax {
            Syntax::Markdown => ("markdown", "untitled:a.md"),
            Syntax::Plain => ("plaintext", "untitled:a.txt"),
        };
        let mut script = Script::default();
        script
            .ask("initialize", json!({ "capabilities": { "general": { "positionEncodings": ["utf-8"] } } }));
        script.note("initialized", json!({}));
        let text = input.text.clone();
        let document = json!({ "uri": uri, "languageId": language, "version": 0, "text": text });
        script.note("textDocument/didOpen", json!({ "textDocument": document }));
        Self { input, uri, text, script, dice: 0 }
    }

    /// The next number that the input's bytes give, below `most`.
    fn throw(&mut self, most: usize) -> usize {
        let bytes = &self.input.bytes;
        let byte = |at: usize| bytes.get(at % bytes.len().max(1)).map_or(0, |byte| usize::from(*byte));
        self.dice += 2;
        (byte(self.dice) * 256 + byte(self.dice + 1) + self.dice) % most.max(1)
    }

    fn document(&self) -> Value {
        json!({ "uri": self.uri })
    }

    /// The position of a byte, with columns in UTF-8.
    fn position(&self, byte: usize) -> Value {
        let bytes = self.text.as_bytes();
        let ends =
            |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let (line, start) = (0..byte).filter(ends).fold((0, 0), |(line, _), at| (line + 1, at + 1));
        json!({ "line": line, "character": byte - start })
    }

    /// Puts some words of the input in the place of a part of the text.
    fn change(&mut self, version: usize) {
        let length = self.text.len() + 1;
        let thrown = [self.throw(length), self.throw(length)];
        // No position lies within a line end.
        let place = |at: usize| {
            let at = self.text.floor_char_boundary(at);
            at + usize::from(self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n'))
        };
        let mut ends = thrown.map(place);
        ends.sort_unstable();
        let [start, end] = ends;
        let (skipped, taken) = (self.throw(64), self.throw(24));
        let words: String = self.input.text.chars().skip(skipped).take(taken).collect();
        let change =
            json!({ "range": { "start": self.position(start), "end": self.position(end) }, "text": words });
        let document = json!({ "uri": self.uri, "version": version });
        self.script
            .note("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        self.text.replace_range(start..end, &words);
    }

    /// Asks or tells something, sensible or not.
    fn talk(&mut self) {
        let place = json!({ "line": self.throw(40), "character": self.throw(90) });
        let document = self.document();
        let at = json!({ "textDocument": document, "position": place });
        let range = json!({ "start": place, "end": place });
        let options = json!({ "tabSize": 4, "insertSpaces": true });
        let words: String = self.input.text.chars().take(12).collect();
        match self.throw(8) {
            0 => self.script.ask("textDocument/hover", at),
            1 => self.script.ask("textDocument/completion", at),
            2 => self.script.ask(
                "textDocument/codeAction",
                json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
            ),
            3 => self
                .script
                .ask("textDocument/formatting", json!({ "textDocument": document, "options": options })),
            4 => self.script.ask("textDocument/foldingRange", json!({ "textDocument": document })),
            5 => self.script.ask("textDocument/documentSymbol", json!({ "textDocument": document })),
            6 => self.script.ask(&format!("hegao/{words}"), json!([words])),
            _ => self.script.note("textDocument/didSave", json!({ "textDocument": words })),
        }
        if self.throw(4) == 0 {
            // No header may stand in what is to be passed by.
            let noise = self.input.text.replace([':', '\n', '\r'], " ");
            self.script.bytes.extend(format!("{noise}\r\n\r\n").into_bytes());
        }
    }
}

pub fn holds(input: &Input) -> Result<(), String> {
    let mut editor = Editor::open(input);
    for version in 1..=editor.throw(MOST_CHANGES) {
        editor.change(version);
        editor.talk();
    }
    let document = editor.document();
    editor.script.ask("textDocument/diagnostic", json!({ "textDocument": document }));
    let Script { bytes, requests: last } = editor.script;
    let mut end = Script { requests: last, ..Script::default() };
    end.ask("shutdown", Value::Null);
    end.note("exit", Value::Null);
    let said = Arc::new(Said::default());
    let session =
        Session { bytes: Cursor::new(bytes), end: Some(end.bytes), requests: last, said: said.clone() };
    let orderly = serve_over(BufReader::new(session), Output(said.clone()), Some(Lang::En), Lang::En);
    promise(orderly.is_ok_and(|orderly| orderly), || "no orderly end".to_owned())?;
    let answers = Said::answers(&said.bytes.lock().map_err(|error| error.to_string())?);
    for number in 1..=last + 1 {
        let count = answers.iter().filter(|answer| answer.id == id(number)).count();
        promise(count == 1, || format!("request {number} has {count} answers"))?;
    }
    let result = answers.iter().find(|answer| answer.id == id(last)).map(|answer| &answer.response_result);
    let items = result.and_then(|result| result.as_ref().ok()?["items"].as_array());
    let seen = items.ok_or("no diagnostics")?.len();
    let source = Source::new("a", editor.text, input.syntax);
    let findings = CHECKER.check(&source);
    promise(seen == findings.len(), || format!("{seen} diagnostics for {} findings", findings.len()))
}
