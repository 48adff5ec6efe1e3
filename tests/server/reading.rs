//! What the server shows of a text: pages, symbols, folds, things to write.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};

const PLAN: &str = "\
某局整改方案

一、台账不全
整改措施：由办公室每月核对一次台账。
整改时限：2024年6月底前
责任人：林静

二、登记滞后
整改措施：当日登记，次日复核。
整改时限：立行立改
责任人：周远
";

fn open(capabilities: Value, options: Value, text: &str) -> (TempDir, Client, String) {
    let folder = TempDir::new().expect("folder");
    let mut client = Client::with(folder.path(), capabilities, options);
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", text);
    (folder, client, document)
}

fn at(document: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": document }, "position": { "line": line, "character": character } })
}

#[test]
fn the_page_of_a_rule_is_shown_in_the_users_language() {
    let markdown = json!({ "textDocument": { "hover": { "contentFormat": ["markdown", "plaintext"] } } });
    let text = "学习体会\n我于xxxx年参加工作。\n";
    for (lang, why) in [("zh", "正确："), ("en", "Good:")] {
        let (_folder, mut client, document) = open(markdown.clone(), json!({ "lang": lang }), text);
        let hover = client.request("textDocument/hover", at(&document, 1, 3));
        assert_eq!(hover["contents"]["kind"], "markdown");
        let shown = hover["contents"]["value"].as_str().expect("a text");
        assert!(shown.contains("`placeholder`") && shown.contains(why), "{shown}");
        assert_eq!(hover["range"]["start"], json!({ "line": 1, "character": 2 }));
        assert_eq!(client.request("textDocument/hover", at(&document, 0, 0)), Value::Null);
        assert_eq!(client.request("textDocument/hover", at(&document, 99, 99)), Value::Null);
    }
    let (_folder, mut client, document) = open(json!({}), json!({}), text);
    let hover = client.request("textDocument/hover", at(&document, 1, 3));
    assert_eq!(hover["contents"]["kind"], "plaintext");
}

#[test]
fn symbols_are_documents_and_items_with_deadline_and_owner() {
    let nests =
        json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let (_folder, mut client, document) = open(nests, json!({ "lang": "zh" }), PLAN);
    let symbols =
        client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": document } }));
    let documents = symbols.as_array().expect("symbols");
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["name"], "某局整改方案");
    let items: Vec<(&str, &str)> = documents[0]["children"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (item["name"].as_str().expect("name"), item["detail"].as_str().expect("detail")))
        .collect();
    assert_eq!(items, [("一、台账不全", "2024年6月底前 · 林静"), ("二、登记滞后", "立行立改 · 周远")]);
    let second = &documents[0]["children"][1];
    assert_eq!(second["selectionRange"]["start"], json!({ "line": 7, "character": 0 }));
    assert_eq!(second["range"]["end"]["line"], 10);
    let (_folder, mut client, document) = open(json!({}), json!({}), PLAN);
    let flat = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": document } }));
    assert_eq!((flat.as_array().map(Vec::len), &flat[1]["containerName"]), (Some(3), &json!("某局整改方案")));
}

#[test]
fn a_section_holds_its_items() {
    let text = "\
某局整改方案

一、存在的问题
1．台账不全，有三处缺项。
2．登记滞后，最长的有五天。

二、整改措施
1．由办公室每月核对一次，2024年6月底前补齐。
2．当日登记，2024年5月底前见效。
";
    let nests =
        json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let (_folder, mut client, document) = open(nests, json!({}), text);
    let symbols =
        client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": document } }));
    let sections = symbols[0]["children"].as_array().expect("sections");
    assert_eq!(sections.len(), 2, "{symbols:#}");
    assert_eq!(sections[0]["children"].as_array().map(Vec::len), Some(2));
}

#[test]
fn parts_fold_from_their_title_to_their_last_line() {
    let (_folder, mut client, document) = open(json!({}), json!({}), PLAN);
    let folds = client.request("textDocument/foldingRange", json!({ "textDocument": { "uri": document } }));
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| (fold["startLine"].as_u64().expect("start"), fold["endLine"].as_u64().expect("end")))
        .collect();
    assert_eq!(lines, [(2, 5), (7, 10)]);
}

/// The texts that are offered, and the text of the last edit's range.
fn offered(client: &mut Client, document: &str, line: u32, character: u32) -> Vec<String> {
    let items = client.request("textDocument/completion", at(document, line, character));
    let new = |item: &Value| item["textEdit"]["newText"].as_str().expect("an edit").to_owned();
    items.as_array().map(|items| items.iter().map(new).collect()).unwrap_or_default()
}

#[test]
fn labels_are_offered_where_one_may_stand_and_deadlines_behind_theirs() {
    let text = format!("{PLAN}\n三、会议偏多\n整\n整改时限：\n责任人：\n加强学习，\n");
    let (_folder, mut client, document) = open(json!({}), json!({ "today": "2024-05-20" }), &text);
    let labels = offered(&mut client, &document, 13, 1);
    for label in ["整改措施：", "整改时限：", "责任人："] {
        assert!(labels.contains(&label.to_owned()), "{labels:?}");
    }
    let items = client.request("textDocument/completion", at(&document, 13, 1));
    assert_eq!(items[0]["textEdit"]["range"]["start"], json!({ "line": 13, "character": 0 }));
    let deadlines = offered(&mut client, &document, 14, 5);
    assert_eq!(deadlines[..2], ["2024年6月底前", "立行立改"], "what the text has already comes first");
    assert!(deadlines.contains(&"2024年8月底前".to_owned()), "{deadlines:?}");
    let mut owners = offered(&mut client, &document, 15, 4);
    owners.sort();
    assert_eq!(owners, ["周远", "林静"]);
    assert!(offered(&mut client, &document, 16, 5).is_empty());
}

#[test]
fn a_request_that_is_cancelled_is_answered_as_such_or_was_done() {
    let (_folder, mut client, document) = open(json!({}), json!({}), &PLAN.repeat(300));
    let params = json!({ "textDocument": { "uri": document } });
    let ids: Vec<i64> = (0..5)
        .map(|_| {
            let id = client.ask("textDocument/documentSymbol", params.clone());
            client.notify("$/cancelRequest", json!({ "id": id }));
            id
        })
        .collect();
    let mut cancelled = 0;
    for id in ids {
        let answer = client.answer(id);
        cancelled += usize::from(answer["error"]["code"] == -32800);
        assert!(answer["error"]["code"] == -32800 || answer["result"].is_array(), "{answer}");
    }
    assert!(cancelled > 0, "none of five questions about a long text was cancelled");
    assert!(client.request("textDocument/documentSymbol", params).is_array());
}

#[test]
fn an_answer_that_an_edit_has_overtaken_is_refused() {
    let (_folder, mut client, document) = open(json!({}), json!({}), &PLAN.repeat(300));
    let format =
        json!({ "textDocument": { "uri": document }, "options": { "tabSize": 4, "insertSpaces": true } });
    let id = client.ask("textDocument/formatting", format);
    client.change(&document, 2, json!([{ "text": PLAN }]));
    assert_eq!(client.answer(id)["error"]["code"], -32801);
    let pull = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": document } }));
    assert_eq!(client.answer(pull)["result"]["kind"], "full");
}
