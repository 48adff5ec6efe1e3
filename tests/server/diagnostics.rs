//! Diagnostics: when they come, where they point, and when they go.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, codes, uri};

const FAULTY: &str = "学习体会\n我于xxxx年参加工作。\n";

fn folder() -> TempDir {
    TempDir::new().expect("folder")
}

fn encodings(names: &[&str]) -> Value {
    json!({ "general": { "positionEncodings": names } })
}

#[test]
fn a_finding_points_to_the_same_text_in_every_encoding() {
    let text = "# 学习体会\n\n𠮷村😀同志于xxxx年参加工作。\n";
    let before = "𠮷村😀同志于";
    let bytes = before.len();
    for (offered, agreed, start, width) in [
        (json!({}), "utf-16", before.encode_utf16().count(), 4),
        (encodings(&["utf-16", "utf-8"]), "utf-8", bytes, 4),
        (encodings(&["utf-32", "utf-16"]), "utf-32", before.chars().count(), 4),
    ] {
        let folder = folder();
        let mut client = Client::with(folder.path(), offered, json!({}));
        assert_eq!(client.capabilities["positionEncoding"], agreed);
        let uri = uri(&folder.path().join("a.md"));
        client.open(&uri, "markdown", text);
        let found = client.diagnostics(&uri, 1);
        assert_eq!(codes(&found), ["placeholder"]);
        let range = json!({
            "start": { "line": 2, "character": start },
            "end": { "line": 2, "character": start + width },
        });
        assert_eq!(found[0]["range"], range, "{agreed}");
        assert_eq!(found[0]["source"], "hegao");
        assert_eq!(found[0]["severity"], 1);
        assert_eq!(client.leave(), Some(0));
    }
}

#[test]
fn edits_are_followed_and_a_text_that_is_closed_has_no_diagnostics() {
    let folder = folder();
    let mut client = Client::plain(folder.path());
    let uri = uri(&folder.path().join("a.txt"));
    client.open(&uri, "plaintext", FAULTY);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["placeholder"]);
    let place = |line: u32, character: u32| json!({ "line": line, "character": character });
    // 2021 in the place of xxxx, and then one more line with a fault.
    let mend = json!({ "range": { "start": place(1, 2), "end": place(1, 6) }, "text": "2021" });
    client.change(&uri, 2, json!([mend]));
    assert!(client.diagnostics(&uri, 2).is_empty());
    let more = json!({ "range": { "start": place(2, 0), "end": place(2, 0) }, "text": "到xx局工作。\n" });
    client.change(&uri, 3, json!([more]));
    let found = client.diagnostics(&uri, 3);
    assert_eq!(codes(&found), ["placeholder"]);
    assert_eq!(found[0]["range"]["start"], place(2, 1));
    client.change(&uri, 4, json!([{ "text": FAULTY }]));
    assert_eq!(codes(&client.diagnostics(&uri, 4)), ["placeholder"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    let cleared = client.wait(|message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"].is_null()
    });
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
}

#[test]
fn on_save_means_not_while_typing() {
    let folder = folder();
    let mut client = Client::with(folder.path(), json!({}), json!({ "run": "onSave" }));
    let uri = uri(&folder.path().join("a.txt"));
    client.open(&uri, "plaintext", "学习体会\n");
    assert!(client.diagnostics(&uri, 1).is_empty());
    client.change(&uri, 2, json!([{ "text": FAULTY }]));
    client.change(&uri, 3, json!([{ "text": FAULTY.replace("xxxx", "xx") }]));
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(codes(&client.diagnostics(&uri, 3)), ["placeholder"]);
    // Nothing came for the second version: it would stand before the third.
    client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let late = client.waiting().filter(|message| message["params"]["version"] == 2).count();
    assert_eq!(late, 0);
}

#[test]
fn a_text_that_is_no_file_is_checked_in_its_language() {
    let folder = folder();
    let mut client = Client::plain(folder.path());
    let text = "学习体会\n\n**重要\n";
    for (uri, language, expected) in [
        ("untitled:Untitled-1", "plaintext", "markup-residue"),
        ("untitled:Untitled-2", "markdown", "markup-residue"),
    ] {
        client.open(uri, language, text);
        let found = client.diagnostics(uri, 1);
        assert!(codes(&found).contains(&expected), "{language}: {found:?}");
    }
    client.open("untitled:Untitled-3", "markdown", "# 学习体会\n\n今天的**学习**很有收获。\n");
    assert!(client.diagnostics("untitled:Untitled-3", 1).is_empty());
    client.open("untitled:Untitled-4", "plaintext", "# 学习体会\n\n今天的**学习**很有收获。\n");
    assert!(codes(&client.diagnostics("untitled:Untitled-4", 1)).contains(&"markup-residue"));
}

#[test]
fn related_places_are_told_to_those_who_show_them() {
    let folder = folder();
    let measure = "由办公室每月核对一次台账，发现缺项当日补齐，并在例会上通报核对的结果。";
    let text = format!(
        "某局整改方案\n一、台账不全\n整改措施：{measure}\n整改时限：2024年6月底前\n二、登记滞后\n整改措施：{measure}\n整改时限：2024年6月底前\n"
    );
    let shows = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    for (capabilities, count) in [(shows, 1), (json!({}), 0)] {
        let mut client =
            Client::with(folder.path(), capabilities, json!({ "select": ["duplicate-measure"] }));
        let uri = uri(&folder.path().join("a.txt"));
        client.open(&uri, "plaintext", &text);
        let found = client.diagnostics(&uri, 1);
        assert_eq!(codes(&found), ["duplicate-measure"]);
        let related = found[0]["relatedInformation"].as_array().map_or(0, Vec::len);
        assert_eq!(related, count);
        if count > 0 {
            let location = &found[0]["relatedInformation"][0]["location"];
            assert_eq!((&location["uri"], &location["range"]["start"]["line"]), (&json!(uri), &json!(2)));
        }
    }
}

#[test]
fn diagnostics_are_pulled_and_told_to_be_the_same() {
    let folder = folder();
    let pulls = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let mut client = Client::with(folder.path(), pulls, json!({}));
    let uri = uri(&folder.path().join("a.txt"));
    client.open(&uri, "plaintext", FAULTY);
    let pull = |client: &mut Client, previous: &Value| {
        let params = json!({ "textDocument": { "uri": uri }, "previousResultId": previous });
        client.request("textDocument/diagnostic", params)
    };
    let first = pull(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(codes(first["items"].as_array().expect("items")), ["placeholder"]);
    let second = pull(&mut client, &first["resultId"]);
    assert_eq!((&second["kind"], &second["resultId"]), (&json!("unchanged"), &first["resultId"]));
    client.change(&uri, 2, json!([{ "text": "学习体会\n" }]));
    let third = pull(&mut client, &first["resultId"]);
    assert_eq!((&third["kind"], &third["items"]), (&json!("full"), &json!([])));
    // New settings hold for a text that is as it was.
    client.change(&uri, 3, json!([{ "text": FAULTY }]));
    let settings = json!({ "settings": { "hegao": { "ignore": ["placeholder"] } } });
    client.notify("workspace/didChangeConfiguration", settings);
    client.wait_for("workspace/diagnostic/refresh");
    assert_eq!(pull(&mut client, &first["resultId"])["items"], json!([]));
}

#[test]
fn a_configuration_holds_and_a_change_of_it_is_seen() {
    let folder = folder();
    let config = folder.path().join("hegao.toml");
    fs::write(&config, "lang = \"zh\"\n[severity]\nplaceholder = \"warning\"\n").expect("config");
    let watches = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::with(folder.path(), watches, json!({}));
    let registered = client.wait_for("client/registerCapability");
    let registration = &registered["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"][0]["globPattern"], "**/hegao.toml");
    client.reply(&registered, Value::Null);
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", FAULTY);
    let found = client.diagnostics(&document, 1);
    assert_eq!(found[0]["severity"], 2);
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains("占位")), "{found:?}");
    let changed = json!({ "changes": [{ "uri": uri(&config), "type": 2 }] });
    fs::write(&config, "ignore = [\"placeholder\"]\n").expect("config");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert!(client.diagnostics(&document, 1).is_empty());
    fs::write(&config, "lang = \"zh\"\nignroe = []\n").expect("config");
    client.notify("workspace/didChangeWatchedFiles", changed);
    let found = client.diagnostics(&document, 1);
    assert_eq!(codes(&found), ["config"]);
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains("`ignore`")), "{found:?}");
}

#[test]
fn settings_are_asked_for_where_the_client_keeps_them() {
    let folder = folder();
    let tells = json!({ "workspace": { "configuration": true } });
    let mut client = Client::with(folder.path(), tells, json!({}));
    let asked = client.wait_for("workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "hegao");
    client.reply(&asked, json!([{ "ignore": ["placeholder"], "lang": null }]));
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", FAULTY);
    assert!(client.diagnostics(&document, 1).is_empty());
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let asked = client.wait_for("workspace/configuration");
    client.reply(&asked, json!([{ "enable": true }]));
    assert_eq!(codes(&client.diagnostics(&document, 1)), ["placeholder"]);
}

#[test]
fn what_is_excluded_or_switched_off_is_not_checked() {
    let folder = folder();
    fs::write(folder.path().join("hegao.toml"), "exclude = [\"归档/\"]\n").expect("config");
    let mut client = Client::plain(folder.path());
    let archived = uri(&folder.path().join("归档/a.txt"));
    client.open(&archived, "plaintext", FAULTY);
    assert!(client.diagnostics(&archived, 1).is_empty());
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", FAULTY);
    assert_eq!(codes(&client.diagnostics(&document, 1)), ["placeholder"]);
    client
        .notify("workspace/didChangeConfiguration", json!({ "settings": { "hegao": { "enable": false } } }));
    assert!(client.diagnostics(&document, 1).is_empty());
}

#[test]
fn front_matter_is_minded_and_what_is_wrong_in_it_is_told() {
    let folder = folder();
    let mut client = Client::plain(folder.path());
    let document = uri(&folder.path().join("a.md"));
    let text = |front: &str| format!("---\nhegao: {{{front}}}\n---\n\n# 学习体会\n\n我于xxxx年参加工作。\n");
    client.open(&document, "markdown", &text("ignore: [placeholder]"));
    assert!(client.diagnostics(&document, 1).is_empty());
    client.change(&document, 2, json!([{ "text": text("ignore: [nonsense]") }]));
    let found = client.diagnostics(&document, 2);
    assert_eq!(codes(&found), ["config"]);
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains("nonsense")));
}

const OWN_PAGE: &str = "\
+++
name = \"street-name\"
severity = \"warning\"
kind = \"substitution\"

[swap]
\"花园街道\" = \"华园街道\"

[zh]
title = \"街道名称\"
message = \"“{text}”应作“{right}”\"
help = \"改成“{right}”\"
+++

街道名称以登记为准。
";

#[test]
fn a_rule_of_the_offices_own_leads_to_its_page_and_a_saved_page_holds_at_once() {
    let folder = folder();
    fs::write(folder.path().join("hegao.toml"), "rules-folder = \"规则\"\n").expect("config");
    let page = folder.path().join("规则/street-name.md");
    fs::create_dir(folder.path().join("规则")).expect("folder");
    fs::write(&page, OWN_PAGE).expect("page");
    let watches = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::with(folder.path(), watches, json!({}));
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", "在花园街道开展工作。\n");
    let found = client.diagnostics(&document, 1);
    assert_eq!(codes(&found), ["street-name"]);
    let href = found[0]["codeDescription"]["href"].as_str().expect("an address");
    assert!(href.starts_with("file:///") && href.ends_with("/street-name.md"), "{href}");
    // Another severity, saved in the editor.
    let page_uri = uri(&page);
    let changed = OWN_PAGE.replace("warning", "error");
    client.open(&page_uri, "markdown", &changed);
    fs::write(&page, changed).expect("page");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": page_uri } }));
    assert_eq!(client.diagnostics(&document, 1)[0]["severity"], 1);
}

#[test]
fn a_list_of_words_holds_as_soon_as_it_is_saved() {
    let folder = folder();
    fs::write(folder.path().join("hegao.toml"), "words = [\"词表.txt\"]\n").expect("config");
    let list = folder.path().join("词表.txt");
    fs::write(&list, "# 词表\n").expect("list");
    let watches = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::with(folder.path(), watches, json!({}));
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", "学习体会\n要竞竞业业做好工作。\n");
    assert_eq!(codes(&client.diagnostics(&document, 1)), ["confusable-word"]);
    client.open(&uri(&list), "plaintext", "竞竞业业\n");
    fs::write(&list, "竞竞业业\n").expect("list");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri(&list) } }));
    assert!(client.diagnostics(&document, 1).is_empty());
}

#[test]
fn what_is_needless_is_tagged_and_what_is_too_large_is_told() {
    let folder = folder();
    fs::write(folder.path().join("hegao.toml"), "max-file-size = \"1K\"\n").expect("config");
    let mut client = Client::plain(folder.path());
    let document = uri(&folder.path().join("a.md"));
    client.open(&document, "markdown", "# 学习体会\n\n<!-- hegao: ignore placeholder -->\n今天很有收获。\n");
    let found = client.diagnostics(&document, 1);
    assert_eq!(codes(&found), ["unused-suppression"]);
    assert_eq!((&found[0]["tags"], &found[0]["severity"]), (&json!([1]), &json!(3)));
    client.change(&document, 2, json!([{ "text": "我于xxxx年参加工作。\n".repeat(100) }]));
    let found = client.diagnostics(&document, 2);
    assert_eq!(codes(&found), ["config"]);
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains("1K")), "{found:?}");
}
