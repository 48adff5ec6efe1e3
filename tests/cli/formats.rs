//! Reports for CI servers: SARIF, GitHub, GitLab, JUnit, Checkstyle.

use std::collections::HashSet;

use serde_json::Value;

use crate::{FAULTY, annotated, folder, hegao, json, out};

/// A name and a text that try to leave their place in every format.
const BAD_NAME: &str = "a,b：%#&<'\u{202E}.txt";
const BAD_TEXT: &str =
    "学习体会\n到xx局<b>&amp;\u{1B}[31m任职，']]>%0A::error::\u{202E}。\n到\u{9B}xx局{0}[一](2)任职。\n";

const FORMATS: [&str; 6] = ["sarif", "github", "gitlab", "junit", "checkstyle", "html"];

fn small() -> tempfile::TempDir {
    folder(&[
        ("a.txt", "学习体会\n𠮷村𠮷于xxxx年,参加工作。\n到xx局任职。\n".as_bytes()),
        ("b.txt", "学习体会\n今天很有收获。\n".as_bytes()),
        ("c d.md", BAD_TEXT.as_bytes()),
        ("e.txt", b"PK\x03\x04\x00\x00"),
    ])
}

fn report(folder: &tempfile::TempDir, format: &str) -> String {
    let args = [".", "--format", format, "--lang", "zh", "--select", "placeholder,halfwidth-punctuation"];
    out(&hegao(folder.path(), &args))
}

#[test]
fn small_reports_in_each_format() {
    let folder = small();
    for format in ["github", "gitlab", "junit", "checkstyle"] {
        insta::assert_snapshot!(format, report(&folder, format));
    }
    let sarif: Value = serde_json::from_str(&report(&folder, "sarif")).expect("JSON");
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    insta::assert_snapshot!("sarif", pretty(&sarif["runs"][0]["results"]));
    let html = report(&folder, "html");
    insta::assert_snapshot!("html", html.split_once("<main>").expect("a main part").1);
}

/// Whether a terminal, a viewer or a reader of XML would take the character for
/// something else than itself.
fn is_upsetting(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn what_a_file_holds_never_comes_out_raw() {
    let folder = folder(&[(BAD_NAME, BAD_TEXT.as_bytes()), ("bad\u{202E}.md", b"PK\x03\x04\x00\x00")]);
    for format in FORMATS.into_iter().chain(["human", "concise"]) {
        let report = out(&hegao(folder.path(), &[".", "--format", format, "--select", "all"]));
        assert!(report.contains("placeholder") || report.contains("占位符"), "{format}: {report}");
        let raw = report.chars().find(|&c| is_upsetting(c));
        assert_eq!(raw, None, "{format} shows {:?}", raw.map(|c| c as u32));
    }
}

#[test]
fn xml_is_well_formed_and_says_what_the_finding_says() {
    let folder = folder(&[(BAD_NAME, BAD_TEXT.as_bytes())]);
    let run =
        |format: &str| out(&hegao(folder.path(), &[".", "--format", format, "--select", "placeholder"]));
    let (junit, checkstyle) = (run("junit"), run("checkstyle"));
    let junit = roxmltree::Document::parse(&junit).expect("XML");
    let suite = junit.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
    assert_eq!(suite.attribute("name"), Some("a,b：%#&<'<U+202E>.txt"));
    assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("2"), Some("2")));
    let checkstyle = roxmltree::Document::parse(&checkstyle).expect("XML");
    let error = checkstyle.descendants().find(|node| node.has_tag_name("error")).expect("an error");
    assert_eq!((error.attribute("line"), error.attribute("column")), (Some("2"), Some("2")));
    assert_eq!(error.attribute("source"), Some("hegao.placeholder"));
    assert!(error.attribute("message").is_some_and(|message| message.contains("“xx”")));
}

#[test]
fn junit_fails_what_fails_the_run() {
    let folder = folder(&[("a.txt", "加强学习,改进作风。".as_bytes()), ("b.txt", "改进作风。".as_bytes())]);
    let failures = |flags: &[&str]| {
        let args = [&[".", "--format", "junit", "--select", "halfwidth-punctuation"], flags].concat();
        let output = hegao(folder.path(), &args);
        (output.status.code(), out(&output).matches("<failure ").count())
    };
    assert_eq!(failures(&[]), (Some(0), 0));
    assert_eq!(failures(&["--fail-on", "advice"]), (Some(1), 1));
}

#[test]
fn workflow_commands_are_one_line_a_finding() {
    let folder = folder(&[(BAD_NAME, BAD_TEXT.as_bytes())]);
    let report = out(&hegao(folder.path(), &[".", "--format", "github", "--select", "placeholder"]));
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 2, "{report}");
    for line in lines {
        let (properties, message) =
            line.strip_prefix("::error ").and_then(|rest| rest.split_once("::")).expect(line);
        assert!(properties.starts_with("file=a%2Cb：%25#&<'<U+202E>.txt,line="), "{properties}");
        assert_eq!(properties.matches(',').count(), 5, "{properties}");
        assert!(!message.contains("::"), "{message}");
    }
}

fn gitlab(folder: &tempfile::TempDir) -> Vec<Value> {
    let output = hegao(folder.path(), &[".", "--format", "gitlab", "--no-cache"]);
    json(&output).as_array().expect("a list").clone()
}

fn fingerprints(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["fingerprint"].as_str().expect("a fingerprint")).collect()
}

#[test]
fn fingerprints_are_unique_and_survive_moved_lines() {
    let text = "学习体会\n我于xxxx年参加工作。\n到xx局任职。\n到xx局任职。\n";
    let folder =
        folder(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes()), ("c.txt", b"PK\x03\x04\x00")]);
    let before = gitlab(&folder);
    let unique: HashSet<&str> = fingerprints(&before).into_iter().collect();
    assert_eq!(unique.len(), before.len());
    assert!(before.len() > 6, "{before:?}");
    let moved = text.replacen('\n', "\n今天的学习很有收获，会议开得很好。\n", 1);
    std::fs::write(folder.path().join("a.txt"), moved).expect("written");
    let after = gitlab(&folder);
    assert_eq!(fingerprints(&before), fingerprints(&after));
    assert_ne!(before[0]["location"]["lines"]["begin"], after[0]["location"]["lines"]["begin"]);
}

fn sarif(folder: &tempfile::TempDir, flags: &[&str]) -> Value {
    json(&hegao(folder.path(), &[&[".", "--format", "sarif"], flags].concat()))
}

#[test]
fn sarif_is_what_the_standard_says() {
    // The official schema has a bracket too many in the pattern of languages, which
    // makes it no regex.
    let schema = include_str!("../schemas/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (documents, names) = annotated::copies();
    let many =
        hegao(documents.path(), &[".", "absent.md", "--no-cache", "--format", "sarif", "--select", "all"]);
    let none = folder(&[("a.txt", "学习体会\n今天很有收获。\n".as_bytes())]);
    let bad = folder(&[(BAD_NAME, BAD_TEXT.as_bytes())]);
    for (name, log) in
        [("many", json(&many)), ("none", sarif(&none, &[])), ("bad", sarif(&bad, &["--lang", "zh"]))]
    {
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in run["results"].as_array().expect("results") {
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(rules[index]["fullDescription"]["text"].is_string());
        }
    }
    let run = &json(&many)["runs"][0];
    assert!(run["results"].as_array().is_some_and(|results| results.len() > names.len()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn sarif_places_are_utf16_and_its_fixes_mend() {
    let text = "学习体会\r\n𠮷村𠮷,改进😀作风,加强学习。\r\n";
    let folder = folder(&[("一 二/a#.txt", text.as_bytes())]);
    let log = sarif(&folder, &["--select", "halfwidth-punctuation"]);
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E4%B8%80%20%E4%BA%8C/a%23.txt");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 7})
    );
    let line: Vec<u16> = text.lines().nth(1).expect("a line").encode_utf16().collect();
    let mut mended = line.clone();
    let replacements = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array().expect("edits");
    for replacement in replacements.iter().rev() {
        let column = |name: &str| replacement["deletedRegion"][name].as_u64().expect("a column") as usize - 1;
        let new = replacement["insertedContent"]["text"].as_str().expect("a text").encode_utf16();
        mended.splice(column("startColumn")..column("endColumn"), new);
    }
    assert_eq!(String::from_utf16(&mended).expect("text"), "𠮷村𠮷，改进😀作风，加强学习。");
}

#[test]
fn sarif_tells_related_places_and_rules_of_ones_own() {
    let page = "+++\nname = \"街道\"\nseverity = \"advice\"\nkind = \"substitution\"\n[swap]\n\"花园街道\" = \"华园街道\"\n[zh]\ntitle = \"街道{名称}\"\nmessage = \"应作“{right}”\"\nhelp = \"改\"\n+++\n\n以民政部门的登记为准。\n";
    let text = "整改方案\n\n问题一：库房漏雨。\n整改措施：请施工单位更换全部防水层并逐间检查验收，由专人登记造册。\n整改时限：2024年6月底前\n问题二：花园街道院墙开裂。\n整改措施：请施工单位更换全部防水层并逐间检查验收，由专人登记造册。\n整改时限：2024年6月底前\n";
    let folder = folder(&[
        ("a.txt", text.as_bytes()),
        ("规则/street.md", page.as_bytes()),
        ("hegao.toml", "rules-folder = \"规则\"\nexclude = [\"规则/\"]\n".as_bytes()),
    ]);
    let log = sarif(&folder, &["--lang", "zh"]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let find = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).expect("a result");
    let related = &find("duplicate-measure")["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 4);
    assert_eq!(find("街道")["level"], "note");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let own = rules.iter().find(|rule| rule["id"] == "街道").expect("the rule");
    // Braces are doubled in messages.
    assert_eq!(own["shortDescription"]["text"], "街道{{名称}}");
    assert_eq!(own["help"]["text"], "以民政部门的登记为准。");
}

#[test]
fn a_format_for_programs_stays_one_with_statistics() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let output = hegao(folder.path(), &["a.txt", "--format", "sarif", "--statistics"]);
    assert_eq!(json(&output)["version"], "2.1.0");
    assert!(crate::err(&output).contains("     1  error    placeholder"));
}
