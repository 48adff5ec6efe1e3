//! `hegao.toml`.

use std::fs;

use crate::{FAULTY, err, folder, hegao, json, out, reported};

const ADVICE: &str = "学习体会\n加强学习,改进作风。\n";

/// The exit code of a check of `a.txt`, which has a placeholder, and what
/// standard error says.
fn with_config(config: &str) -> (Option<i32>, String) {
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("hegao.toml", config.as_bytes())]);
    let output = hegao(folder.path(), &["check", "a.txt"]);
    (output.status.code(), err(&output))
}

#[test]
fn the_nearest_configuration_upward_holds() {
    let folder = folder(&[
        ("hegao.toml", b"ignore = [\"placeholder\"]\n"),
        ("a.txt", FAULTY.as_bytes()),
        ("deep/er/b.txt", FAULTY.as_bytes()),
        ("own/hegao.toml", b"lang = \"zh\"\n"),
        ("own/c.txt", FAULTY.as_bytes()),
    ]);
    let output = hegao(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(json(&output)["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(json(&output)["findings"][0]["path"], "own/c.txt");
    assert_eq!(json(&output)["findings"][0]["message"], "占位符“xxxx”没有替换成正式内容");
    let isolated = hegao(folder.path(), &["check", ".", "--format", "json", "--isolated"]);
    assert_eq!(json(&isolated)["findings"].as_array().map(Vec::len), Some(3));
    let named = hegao(folder.path(), &["check", "a.txt", "--config", "own/hegao.toml"]);
    assert_eq!(named.status.code(), Some(1));
}

#[test]
fn the_command_line_has_the_last_word() {
    let folder = folder(&[
        ("hegao.toml", b"ignore = [\"placeholder\"]\nfail-on = \"advice\"\nlang = \"zh\"\n"),
        ("a.txt", FAULTY.as_bytes()),
        ("b.txt", ADVICE.as_bytes()),
    ]);
    let code = |args: &[&str]| hegao(folder.path(), args).status.code();
    assert_eq!(code(&["check", "a.txt"]), Some(0));
    assert_eq!(code(&["check", "a.txt", "--extend-select", "placeholder"]), Some(1));
    assert_eq!(code(&["check", "b.txt"]), Some(1));
    assert_eq!(code(&["check", "b.txt", "--fail-on", "error"]), Some(0));
    assert!(out(&hegao(folder.path(), &["check", "b.txt", "--lang", "en"])).contains("Checked"));
}

#[test]
fn a_configuration_extends_another_and_adds_to_it() {
    let folder = folder(&[
        ("base.toml", b"ignore = [\"halfwidth-punctuation\"]\n[severity]\nplaceholder = \"advice\"\n"),
        ("in/hegao.toml", b"extend = \"../base.toml\"\n[severity]\nresidue = \"warning\"\n"),
        ("in/a.txt", FAULTY.as_bytes()),
        ("in/b.txt", ADVICE.as_bytes()),
    ]);
    let report = json(&hegao(folder.path(), &["check", "in", "--format", "json"]));
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["findings"][0]["severity"], "warning");
    fs::write(folder.path().join("base.toml"), "extend = \"in/hegao.toml\"\n").expect("written");
    let looping = hegao(folder.path(), &["check", "in"]);
    assert_eq!(looping.status.code(), Some(2));
    assert!(err(&looping).contains("leads back to itself"));
}

#[test]
fn overrides_hold_for_the_files_they_name() {
    let config = "[[override]]\nfiles = [\"台账/**\", \"!台账/c.txt\"]\nignore = [\"placeholder\"]\n\n[[override]]\nfiles = [\"*.md\"]\nkind = \"plan\"\n";
    let folder = folder(&[
        ("hegao.toml", config.as_bytes()),
        ("a.txt", FAULTY.as_bytes()),
        ("台账/b.txt", FAULTY.as_bytes()),
        ("台账/c.txt", FAULTY.as_bytes()),
        ("d.md", "# 学习体会\n\n问题一：库房漏雨。\n".as_bytes()),
    ]);
    let report = json(&hegao(folder.path(), &["check", ".", "--format", "json"]));
    let findings = report["findings"].as_array().expect("findings");
    let of = |rule: &str| -> Vec<&str> {
        findings.iter().filter(|f| f["rule"] == rule).filter_map(|f| f["path"].as_str()).collect()
    };
    assert_eq!(of("placeholder"), ["a.txt", "台账/c.txt"]);
    assert_eq!(of("missing-measure"), ["d.md"]);
}

#[test]
fn include_and_exclude_choose_the_files_of_a_folder() {
    let folder = folder(&[
        ("hegao.toml", "include = [\"*.txt\", \"*.稿\"]\nexclude = [\"旧/\"]\n".as_bytes()),
        ("a.稿", FAULTY.as_bytes()),
        ("b.md", FAULTY.as_bytes()),
        ("旧/c.txt", FAULTY.as_bytes()),
    ]);
    let files = |args: &[&str]| -> Vec<String> {
        let report = json(&hegao(folder.path(), &[&["check", "--format", "json"], args].concat()));
        let findings = report["findings"].as_array().expect("findings");
        findings.iter().filter_map(|finding| finding["path"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(files(&["."]), ["a.稿"]);
    assert_eq!(files(&["旧/c.txt", "b.md"]), ["b.md", "旧/c.txt"]);
    assert_eq!(files(&["旧/c.txt", "b.md", "--force-exclude"]), ["b.md"]);
}

#[test]
fn words_of_the_office_are_right() {
    let text = "学习体会\n本人在xx岸社区工作，认真学习。\n";
    let folder = folder(&[("a.txt", text.as_bytes()), ("地名.txt", "# 地名\nxx岸\n".as_bytes())]);
    let check = || reported(&hegao(folder.path(), &["check", "a.txt", "--format", "json"]));
    assert_eq!(check(), [("placeholder".to_owned(), 2)]);
    for words in ["words = [\"xx岸\"]", "words = [\"地名.txt\"]"] {
        fs::write(folder.path().join("hegao.toml"), words).expect("written");
        assert_eq!(check(), []);
    }
}

#[test]
fn words_of_the_office_are_spelt_right() {
    // By the list, by the speller and by a set phrase.
    let faults = [
        ("学习体会\n本周布署了工作。\n", "confusable-word", "布署"),
        ("学习体会\n加强对重点工程的监读检查。\n", "confusable-word", "监读"),
        ("学习体会\n要加强步队建设，常抓不懈。\n", "set-phrase", "步队"),
    ];
    for (text, rule, word) in faults {
        let folder = folder(&[("a.txt", text.as_bytes())]);
        let check = || reported(&hegao(folder.path(), &["check", "a.txt", "--format", "json"]));
        assert_eq!(check(), [(rule.to_owned(), 2)], "{text}");
        let configs = [
            (format!("words = [\"{word}\"]"), ""),
            ("words = [\"词表.txt\"]".to_owned(), "# 地名\n恒鑫荟\n"),
            (format!("[rules.confusable-word]\nright = [\"{word}\"]"), ""),
        ];
        for (config, list) in &configs[..if rule == "set-phrase" { 2 } else { 3 }] {
            fs::write(folder.path().join("hegao.toml"), config).expect("written");
            fs::write(folder.path().join("词表.txt"), format!("{list}{word}\n")).expect("written");
            assert_eq!(check(), [], "{config}");
        }
        fs::write(folder.path().join("hegao.toml"), "words = [\"恒鑫荟\"]").expect("written");
        assert_eq!(check(), [(rule.to_owned(), 2)], "another word");
    }
}

#[test]
fn a_broken_line_in_a_file_of_words_is_shown() {
    let cases: [(&[u8], &str, &str); 5] = [
        ("# 人名\n恒鑫荟\n恒鑫荟、荟萃园\n".as_bytes(), "词表.txt:3:1]", "more than one word"),
        ("恒鑫荟\n  荟萃园 小区\n".as_bytes(), "词表.txt:2:3]", "more than one word"),
        ("恒鑫荟\n恒\u{FFFD}荟\n".as_bytes(), "词表.txt:2:1]", "cannot be read"),
        ("恒鑫荟\n----\n".as_bytes(), "词表.txt:2:1]", "no word"),
        (b"\xe6\x81\x92\xe9\x91\xab\n\xff\xff\n", "词表.txt:2:1]", "cannot be read"),
    ];
    for (list, place, message) in cases {
        let config = "words = [\"词表.txt\"]\n";
        let folder =
            folder(&[("a.txt", FAULTY.as_bytes()), ("hegao.toml", config.as_bytes()), ("词表.txt", list)]);
        let output = hegao(folder.path(), &["check", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(err(&output).contains(place) && err(&output).contains(message), "{}", err(&output));
    }
}

#[test]
fn labels_of_the_office_are_labels() {
    let text = "整改方案\n问题一：库房漏雨。\n拿下办法：更换防水层。\n整改时限：2024年6月底前\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let check = || reported(&hegao(folder.path(), &["check", "a.txt", "--format", "json"]));
    assert!(check().contains(&("missing-measure".to_owned(), 2)));
    fs::write(folder.path().join("hegao.toml"), "[labels]\nmeasure = [\"拿下办法\"]\n").expect("written");
    assert_eq!(check(), []);
}

#[test]
fn parameters_of_rules_are_set() {
    let config = "[rules.missing-measure]\nslot = \"〔请写〕\"\n";
    let text = "整改方案\n问题一：库房漏雨。\n整改时限：2024年6月底前\n";
    let folder = folder(&[("a.txt", text.as_bytes()), ("hegao.toml", config.as_bytes())]);
    let output = hegao(folder.path(), &["check", "a.txt", "--diff", "--unsafe-fixes"]);
    assert!(out(&output).contains("+整改措施：〔请写〕"), "{}", out(&output));
}

#[test]
fn what_is_wrong_is_shown_with_its_line_and_the_nearest_name() {
    let cases = [
        ("lang = \"zh\"\nignroe = []\n", ":2:1]", "did you mean `ignore`?"),
        ("ignore = [\"placehoder\"]\n", ":1:11]", "did you mean `placeholder`?"),
        ("[severity]\nresidu = \"error\"\n", ":2:1]", "did you mean `residue`?"),
        ("[severity]\nresidue = \"eror\"\n", ":2:11]", "did you mean `error`?"),
        ("select = 3\n", ":1:10]", "expected a sequence"),
        ("exclude = [\"a{b\"]\n", ":1:12]", "unclosed"),
        ("kind = \"整改方按\"\n", ":1:8]", "did you mean `整改方案`?"),
        ("today = \"yesterday\"\n", ":1:9]", "is no date"),
        ("extend = \"absent.toml\"\n", ":1:10]", "absent.toml"),
        ("words = [\"absent.txt\"]\n", ":1:10]", "absent.txt"),
        ("words = [\"恒鑫荟、荟萃园\"]\n", ":1:10]", "more than one word"),
        ("[rules.placeholder]\nslotz = []\n", ":2:1]", "did you mean `slots`?"),
        ("[rules.placeholder]\nslots = \"x\"\n", ":2:9]", "array is wanted"),
        ("[rules.placeholdr]\n", ":1:8]", "did you mean `placeholder`?"),
        ("[[override]]\nignore = []\n", ":1:1]", "no files are named"),
        ("[[override]]\nfiles = [\"elsewhere/\"]\nkind = \"plna\"\n", ":3:8]", "did you mean `plan`?"),
        ("[[override]]\nfiles = [\"*\"]\nexclude = []\n", ":3:1]", "no key `exclude`"),
        ("a = = 1\n", ":1:5]", "hegao.toml"),
    ];
    for (config, place, message) in cases {
        let (code, text) = with_config(config);
        assert_eq!(code, Some(2), "{config}");
        assert!(text.contains(place) && text.contains(message), "{config}: {text}");
    }
}

#[test]
fn config_tells_what_holds_and_from_where() {
    let config = "ignore = [\"wording\"]\n\n[[override]]\nfiles = [\"台账/**\"]\nfail-on = \"error\"\nignore = [\"residue\"]\n";
    let folder = folder(&[("hegao.toml", config.as_bytes()), ("台账/a.txt", FAULTY.as_bytes())]);
    let shown = out(&hegao(folder.path(), &["config", "台账/a.txt"]));
    for line in [
        "ignore = [\"wording\"]  # ",
        "fail-on = \"error\"  # ",
        "ignore = [\"residue\"]  # ",
        "lang = \"en\"  # default",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(shown.contains("hegao.toml:5"));
    let general = out(&hegao(folder.path(), &["config"]));
    assert!(
        general.contains("fail-on = \"warning\"  # default") && !general.contains("residue"),
        "{general}"
    );
}

#[test]
fn the_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/hegao.schema.json");
    let committed = fs::read_to_string(path).expect("hegao.schema.json");
    assert_eq!(
        committed,
        hegao::config::schema(),
        "write it anew: cargo run -- config --schema > hegao.schema.json"
    );
}

#[test]
fn front_matter_sets_the_kind_and_the_rules_of_its_file() {
    let body = "# 学习体会\n\n问题一：到xx局学习不够。\n";
    let of = |front: &str, flags: &[&str]| {
        let folder = folder(&[("a.md", format!("{front}{body}").as_bytes())]);
        let output = hegao(folder.path(), &[&["check", "a.md", "--format", "json"], flags].concat());
        reported(&output).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(of("---\ntitle: x\n---\n\n", &[]), ["placeholder"]);
    let yaml = "---\ntitle: x\nhegao: {kind: plan, ignore: [placeholder]}\n---\n\n";
    assert!(of(yaml, &[]).contains(&"missing-measure".to_owned()));
    assert!(!of(yaml, &[]).contains(&"placeholder".to_owned()));
    let toml = "+++\n[hegao]\nkind = \"plan\"\nselect = [\"missing-measure\"]\n+++\n\n";
    assert_eq!(of(toml, &[]), ["missing-measure"]);
    assert_eq!(of(toml, &["--kind", "essay"]), Vec::<String>::new());
    assert_eq!(of(toml, &["--select", "placeholder"]), ["placeholder"]);
    for wrong in ["hegao: {kidn: plan}", "hegao: {kind: plna}", "hegao: {ignore: [placehoder]}"] {
        let folder = folder(&[("a.md", format!("---\n{wrong}\n---\n\n{body}").as_bytes())]);
        let output = hegao(folder.path(), &["check", "a.md"]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(err(&output).contains("the front matter"), "{}", err(&output));
    }
}
