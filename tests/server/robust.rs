//! What a server must bear.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, codes, uri};

const FAULTY: &str = "学习体会\n我于xxxx年参加工作。\n";

fn start() -> (TempDir, Client, String) {
    let folder = TempDir::new().expect("folder");
    let client = Client::plain(folder.path());
    let document = uri(&folder.path().join("a.txt"));
    (folder, client, document)
}

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn garbage_is_answered_or_passed_by_and_work_goes_on() {
    let (_folder, mut client, document) = start();
    for (garbage, code) in [
        (framed("{\"jsonrpc\": "), Some(-32700)),
        (framed("[1, 2]"), Some(-32600)),
        (framed("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}"), Some(-32600)),
        ("Content-Length: -5\r\n\r\n".to_owned(), Some(-32700)),
        ("Content-Length: 99999999999999\r\n\r\n".to_owned(), Some(-32700)),
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(), None),
        (framed("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":[7]}"), None),
        (framed("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\"}"), None),
        (framed("{\"jsonrpc\":\"2.0\",\"id\":777,\"result\":{}}"), None),
    ] {
        client.send_bytes(garbage.as_bytes());
        if let Some(code) = code {
            let answer = client.wait(|message| message.get("error").is_some());
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(code)), "{garbage}");
        }
    }
    client.open(&document, "plaintext", FAULTY);
    assert_eq!(codes(&client.diagnostics(&document, 1)), ["placeholder"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_not_known_is_refused_and_what_is_not_asked_is_passed_by() {
    let (_folder, mut client, document) = start();
    let about = json!({ "textDocument": { "uri": document }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.refused("textDocument/unheardOf", about.clone()), -32601);
    assert_eq!(client.refused("initialize", json!({ "capabilities": {} })), -32600);
    client.notify("$/unheardOf", json!({}));
    client.notify("textDocument/unheardOf", json!({}));
    client.notify("$/cancelRequest", json!({ "id": 12345 }));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": "file:///never/opened.md" } }));
    client.change("file:///never/opened.md", 2, json!([{ "text": "x" }]));
    client.open(&document, "plaintext", FAULTY);
    assert_eq!(client.refused("textDocument/diagnostic", json!({ "textDocument": 5 })), -32602);
    assert_eq!(client.diagnostics(&document, 1).len(), 1);
}

#[test]
fn nothing_is_done_before_the_first_word_and_after_the_last() {
    let folder = TempDir::new().expect("folder");
    let mut client = Client::silent(folder.path());
    assert_eq!(client.refused("textDocument/hover", json!({})), -32002);
    client.notify("textDocument/didOpen", json!({}));
    client.request("initialize", json!({ "capabilities": {} }));
    client.request("shutdown", Value::Null);
    assert_eq!(client.refused("textDocument/hover", json!({})), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), Some(0));
}

#[test]
fn the_exit_code_tells_whether_leave_was_taken() {
    let (_folder, client, _) = start();
    assert_eq!(client.hang_up(), Some(1));
    let (_folder, mut client, _) = start();
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up(), Some(1));
    let (_folder, mut client, _) = start();
    client.send_bytes(b"Content-Length: 5000\r\n\r\n{\"jsonrpc\"");
    assert_eq!(client.hang_up(), Some(1));
    let folder = TempDir::new().expect("folder");
    assert_eq!(Client::silent(folder.path()).hang_up(), Some(1));
}

#[test]
fn edits_out_of_range_are_made_at_the_nearest_place() {
    let (_folder, mut client, document) = start();
    client.open(&document, "plaintext", "学习体会\n");
    let place = |line: u64, character: u64| json!({ "line": line, "character": character });
    let far = u32::MAX.into();
    let edits = json!([
        { "range": { "start": place(far, far), "end": place(far, far) }, "text": "我于xxxx年" },
        { "range": { "start": place(1, far), "end": place(1, 0) }, "text": "我于xxxx年参加工作。" },
    ]);
    client.change(&document, 2, edits);
    let found = client.diagnostics(&document, 2);
    assert_eq!(codes(&found), ["placeholder"]);
    assert_eq!(found[0]["range"]["start"], place(1, 2));
}

#[test]
fn a_huge_document_is_checked_and_edited() {
    let (_folder, mut client, document) = start();
    let paragraph = "今天的学习很有收获，下一步要结合岗位认真落实各项要求。\n";
    let text = format!("学习体会\n{}", paragraph.repeat(20_000));
    client.open(&document, "plaintext", &text);
    let insert = json!({ "line": 10_000, "character": 0 });
    client.change(&document, 2, json!([{ "range": { "start": insert, "end": insert }, "text": "到xx局。" }]));
    // While it is being checked, short questions are answered.
    let about = json!({ "textDocument": { "uri": document }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.refused("textDocument/unheardOf", about), -32601);
    let found = client.diagnostics(&document, 2);
    let placed = found.iter().find(|found| found["code"] == "placeholder").expect("the placeholder");
    assert_eq!(placed["range"]["start"], json!({ "line": 10_000, "character": 1 }));
}
