//! What files and their names contain never reaches the terminal as it is.

use std::fs;
use std::process::Output;

use super::{folder, hegao};

/// Escape sequences, C1 bytes, bidi controls and what hides.
const EVIL: &str = "\u{1B}]0;x\u{7}\u{1B}[2J\u{9b}31m\u{85}\u{202E}\u{2066}\u{200B}\u{7F}\u{8}\u{FEFF}";

/// Both streams hold no character that a terminal would not show as itself.
fn is_plain(what: &str, output: &Output) {
    for (name, bytes) in [("standard output", &output.stdout), ("standard error", &output.stderr)] {
        let text = String::from_utf8_lossy(bytes);
        let raw = |c: char| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        };
        let found = text.char_indices().find(|(_, c)| raw(*c));
        assert!(found.is_none(), "{what}: {name} holds {:?} in {text:?}", found.map(|(_, c)| c));
    }
}

#[test]
fn reports_and_diagnostics_are_plain() {
    let text = format!(
        "# {EVIL}整改方案{EVIL}\n\n## 问题一：{EVIL}学习xxxx不够{EVIL}\n\n整改措施：{EVIL}加强学习,改进作风{EVIL}。\n\n{EVIL}\n"
    );
    let name = format!("a{}.md", EVIL.replace('/', ""));
    let folder = folder(&[
        (&name, text.as_bytes()),
        (&format!("b{EVIL}.txt"), b"PK\x03\x04\0\0\0"),
        (&format!("c{EVIL}.txt"), &[0xB9, 0xD8, 0xFF, 0xFF]),
        (&format!("d{EVIL}.docx"), b"PK"),
    ]);
    for format in ["human", "concise", "json", "ndjson"] {
        for lang in ["zh", "en"] {
            let args = ["check", ".", "--select", "all", "--no-cache", "--lang", lang, "--format", format];
            is_plain(format, &hegao(folder.path(), &args));
        }
    }
    let missing = format!("absent{EVIL}");
    let wrong_flag = format!("--{EVIL}");
    for args in [
        ["check", ".", "--statistics"].as_slice(),
        &["check", ".", "--quiet"],
        &["check", &missing],
        &["check", &wrong_flag],
        &["check", "--select", &missing, "."],
        &["check", "--kind", &missing, "."],
        &["check", "--today", &missing, "."],
        &["check", "--baseline", &missing, "."],
        &["check", "--config", &missing, "."],
        &["outline", "."],
        &["outline", ".", "--format", "json"],
        &["explain", &missing],
        &["explain", "invisible-character"],
        &["config", &name],
        &["rules"],
        &["rules", "--format", "json"],
        &[&missing],
    ] {
        is_plain(&args.join(" "), &hegao(folder.path(), args));
    }
}

#[test]
fn errors_of_configurations_and_rule_pages_are_plain() {
    let folder = folder(&[("a.txt", "学习。\n".as_bytes())]);
    let write = |path: &str, text: String| fs::write(folder.path().join(path), text).expect("file");
    for config in [
        format!("lang = \"{EVIL}\""),
        format!("\"{EVIL}\" = 1"),
        format!("select = [\"{}\"]", EVIL.replace('\u{8}', "").replace(['\u{1B}', '\u{7}', '\u{7F}'], "")),
        format!("extend = \"\\u001B[2J{}\"", '\u{202E}'),
        "rules-folder = \"\\u001B[2J\u{202E}\"".to_owned(),
        "[rules.placeholder]\n\"\\u001B[2J\u{202E}\" = 1".to_owned(),
        "kind = \"\\u001B[2J\u{202E}\"\ntoday = \"\\u009B\"".to_owned(),
        "include = [\"[\\u001B\u{202E}\"]".to_owned(),
    ] {
        write("hegao.toml", config.clone());
        is_plain(&config, &hegao(folder.path(), &["check", "."]));
        is_plain(&config, &hegao(folder.path(), &["config", "a.txt"]));
    }
    fs::create_dir(folder.path().join("own")).expect("folder");
    write("hegao.toml", "rules-folder = \"own\"\n".to_owned());
    let page = |message: &str, rest: &str| {
        format!(
            "+++\nname = \"own-rule\"\nseverity = \"error\"\nkind = \"lexicon\"\nwords = [\"学习\"]\n\n[zh]\ntitle = \
             \"甲\"\nmessage = \"{message}\"\nhelp = \"乙\"\n+++\n\n丙{rest}\n"
        )
    };
    for text in [
        page("\\u001B[2J\u{202E}", ""),
        page("甲", &format!("\n```bad\n{EVIL}⟦学习{EVIL}⟧\n```\n")),
        page(&format!("{EVIL}\\q"), ""),
        EVIL.to_string(),
    ] {
        write(&format!("own/a{}.md", '\u{202E}'), text.clone());
        for args in [["check", "."].as_slice(), &["rules", "test"], &["rules"], &["explain", "own-rule"]] {
            is_plain(&text, &hegao(folder.path(), args));
        }
    }
}
