//! Code actions and formatting, applied to the text as an editor applies them.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};

const HALF_WIDTH: &str = "学习体会\n今天的学习,很有收获。\n要竞竞业业做好工作。\n";

/// A text with a list of edits of the protocol made, counted in UTF-16.
fn applied(text: &str, edits: &Value) -> String {
    let mut starts = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    let offset = |place: &Value| {
        let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("small");
        let start = starts.get(number("line")).copied().unwrap_or(text.len());
        let mut left = number("character");
        let far = text[start..].char_indices().find(|(_, c)| {
            let stop = left == 0;
            left = left.saturating_sub(c.len_utf16());
            stop
        });
        far.map_or(text.len(), |(at, _)| start + at)
    };
    let mut made: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let new = edit["newText"].as_str().expect("a text");
            (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), new)
        })
        .collect();
    made.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in made.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

struct Editor {
    folder: TempDir,
    client: Client,
    uri: String,
}

impl Editor {
    fn with(capabilities: Value, options: Value, text: &str) -> Self {
        let folder = TempDir::new().expect("folder");
        let mut client = Client::with(folder.path(), capabilities, options);
        let uri = uri(&folder.path().join("a.txt"));
        client.open(&uri, "plaintext", text);
        Self { folder, client, uri }
    }

    fn ask(&mut self, lines: (u32, u32), only: Value) -> Vec<Value> {
        let range = json!({
            "start": { "line": lines.0, "character": 0 },
            "end": { "line": lines.1, "character": 0 },
        });
        let mut context = json!({ "diagnostics": [] });
        if !only.is_null() {
            context["only"] = only;
        }
        let params = json!({ "textDocument": { "uri": self.uri }, "range": range, "context": context });
        self.client.request("textDocument/codeAction", params).as_array().expect("actions").clone()
    }

    /// The edits of an action for the open text.
    fn edits<'a>(&self, action: &'a Value) -> &'a Value {
        &action["edit"]["changes"][&self.uri]
    }
}

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    let starts = |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with(start));
    actions.iter().find(starts).unwrap_or_else(|| panic!("no action {start}: {actions:#?}"))
}

#[test]
fn each_fix_is_an_action_and_the_safe_ones_are_preferred() {
    let mut editor = Editor::with(json!({}), json!({}), HALF_WIDTH);
    let actions = editor.ask((1, 2), json!(["quickfix"]));
    let fix = titled(&actions, "Fix: ");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["diagnostics"][0]["code"], "halfwidth-punctuation");
    assert_eq!(applied(HALF_WIDTH, editor.edits(fix)), HALF_WIDTH.replace(',', "，"));
    let actions = editor.ask((2, 3), json!(["quickfix"]));
    let fix = titled(&actions, "Fix, to be looked at: ");
    assert_eq!(
        (&fix["isPreferred"], &fix["diagnostics"][0]["code"]),
        (&Value::Null, &json!("confusable-word"))
    );
    assert_eq!(applied(HALF_WIDTH, editor.edits(fix)), HALF_WIDTH.replace("竞竞业业", "兢兢业业"));
}

#[test]
fn all_safe_fixes_are_made_at_once_by_name_by_resolving_and_by_formatting() {
    let fixed = HALF_WIDTH.replace(',', "，");
    let mut editor = Editor::with(json!({}), json!({}), HALF_WIDTH);
    for only in [json!(["source.fixAll.hegao"]), json!(["source.fixAll"]), json!(["source"]), Value::Null] {
        let actions = editor.ask((0, 0), only);
        let all = actions.iter().find(|action| action["kind"] == "source.fixAll.hegao").expect("the action");
        assert_eq!(applied(HALF_WIDTH, editor.edits(all)), fixed);
    }
    assert!(editor.ask((0, 0), json!(["source.organizeImports"])).is_empty());
    let params =
        json!({ "textDocument": { "uri": editor.uri }, "options": { "tabSize": 4, "insertSpaces": true } });
    let edits = editor.client.request("textDocument/formatting", params);
    assert_eq!(applied(HALF_WIDTH, &edits), fixed);
    let resolves = json!({ "textDocument": { "codeAction": {
        "dataSupport": true, "resolveSupport": { "properties": ["edit"] },
    } } });
    let mut editor = Editor::with(resolves, json!({}), HALF_WIDTH);
    let actions = editor.ask((0, 0), Value::Null);
    let all = actions.iter().find(|action| action["kind"] == "source.fixAll.hegao").expect("the action");
    assert!(all.get("edit").is_none());
    let resolved = editor.client.request("codeAction/resolve", all.clone());
    assert_eq!(applied(HALF_WIDTH, editor.edits(&resolved)), fixed);
}

#[test]
fn a_comment_silences_the_finding_and_nothing_else() {
    let text = "# 学习体会\n\n𠮷村到xx局工作。\n\n到xx厅工作。\n";
    let mut editor = Editor::with(json!({}), json!({}), "");
    let document = uri(&editor.folder.path().join("b.md"));
    editor.uri.clone_from(&document);
    editor.client.open(&document, "markdown", text);
    let actions = editor.ask((2, 3), json!(["quickfix"]));
    let ignore = titled(&actions, "Ignore placeholder here");
    let silenced = applied(text, editor.edits(ignore));
    assert_eq!(silenced, text.replace("𠮷", "<!-- hegao: ignore placeholder -->\n𠮷"));
    editor.client.change(&document, 2, json!([{ "text": silenced }]));
    let left = editor.client.diagnostics(&document, 2);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["range"]["start"]["line"], 5);
}

const WRONG_WORD: &str = "学习体会\n要竞竞业业做好工作。\n";

#[test]
fn a_word_is_added_to_the_configuration_and_is_right_from_then_on() {
    let can = json!({ "workspace": {
        "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
        "didChangeWatchedFiles": { "dynamicRegistration": true },
    } });
    let mut editor = Editor::with(can, json!({ "lang": "zh" }), WRONG_WORD);
    let uri_of_text = editor.uri.clone();
    assert_eq!(editor.client.diagnostics(&uri_of_text, 1).len(), 1);
    let config = editor.folder.path().join("hegao.toml");
    let actions = editor.ask((1, 2), json!(["quickfix"]));
    let add = titled(&actions, "把“");
    let changes = &add["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(uri(&config))));
    assert_eq!(changes[1]["textDocument"], json!({ "uri": uri(&config), "version": null }));
    fs::write(&config, applied("", &changes[1]["edits"])).expect("config");
    let changed = json!({ "changes": [{ "uri": uri(&config), "type": 1 }] });
    editor.client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert!(editor.client.diagnostics(&uri_of_text, 1).is_empty());
    // Where there is a configuration already, the word goes into its list.
    let before = "# 本单位\nwords = ['甲乙']\n";
    fs::write(&config, before).expect("config");
    editor.client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(editor.client.diagnostics(&uri_of_text, 1).len(), 1);
    let actions = editor.ask((1, 2), json!(["quickfix"]));
    let changes = &titled(&actions, "把“")["edit"]["documentChanges"];
    let after = applied(before, &changes[0]["edits"]);
    assert!(after.starts_with("# 本单位\nwords = ['甲乙', \"") && after.ends_with("\"]\n"), "{after}");
}

#[test]
fn a_client_that_cannot_make_files_is_offered_none() {
    let mut editor = Editor::with(json!({}), json!({ "lang": "zh" }), WRONG_WORD);
    let actions = editor.ask((1, 2), json!(["quickfix"]));
    assert!(
        actions.iter().all(|action| !action["title"].as_str().is_some_and(|title| title.starts_with("把“")))
    );
}

#[test]
fn fixes_are_offered_for_what_the_client_shows_wherever_its_cursor_is() {
    let mut editor = Editor::with(json!({}), json!({}), HALF_WIDTH);
    let document = editor.uri.clone();
    let shown = editor.client.diagnostics(&document, 1);
    let start = json!({ "line": 1, "character": 0 });
    for (diagnostics, count) in [(json!(shown[..1]), 1), (json!([]), 0)] {
        let context = json!({ "diagnostics": diagnostics, "only": ["quickfix"] });
        let range = json!({ "start": start, "end": start });
        let params = json!({ "textDocument": { "uri": document }, "range": range, "context": context });
        let actions = editor.client.request("textDocument/codeAction", params);
        let fixes =
            actions.as_array().expect("actions").iter().filter(|action| action["isPreferred"] == true);
        assert_eq!(fixes.count(), count);
    }
}

#[test]
fn edits_name_the_version_that_they_are_for() {
    let can = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut editor = Editor::with(can, json!({}), HALF_WIDTH);
    let document = editor.uri.clone();
    editor.client.change(&document, 7, json!([{ "text": HALF_WIDTH }]));
    let actions = editor.ask((1, 2), json!(["quickfix"]));
    let edit = &titled(&actions, "Fix: ")["edit"];
    assert_eq!(edit["documentChanges"][0]["textDocument"], json!({ "uri": document, "version": 7 }));
}
