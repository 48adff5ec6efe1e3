//! `--fix`, `--unsafe-fixes` and `--diff`.

use std::fs;

use crate::{err, folder, hegao, hegao_with_input, out, reported};

const MARKS: &str = "学习体会\n加强学习,改进作风。\n";
const MENDED: &str = "学习体会\n加强学习，改进作风。\n";

fn read(folder: &tempfile::TempDir, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).expect("the file")
}

#[test]
fn safe_fixes_are_made_and_the_rest_is_reported() {
    let text = format!("{MARKS}我于xxxx年参加工作。\n");
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let output = hegao(folder.path(), &["check", "a.txt", "--fix"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("hegao::placeholder") && out(&output).contains("Fixed 1."));
    assert_eq!(read(&folder, "a.txt"), format!("{MENDED}我于xxxx年参加工作。\n").as_bytes());
    let again = hegao(folder.path(), &["check", "a.txt", "--fix"]);
    assert!(!out(&again).contains("Fixed"));
}

#[test]
fn unsafe_fixes_are_made_only_when_asked_for() {
    let text = "学习体会\n加强学习，、改进作风。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    assert_eq!(hegao(folder.path(), &["check", "a.txt", "--fix"]).status.code(), Some(1));
    assert_eq!(read(&folder, "a.txt"), text.as_bytes());
    let output = hegao(folder.path(), &["check", "a.txt", "--fix", "--unsafe-fixes"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert_eq!(read(&folder, "a.txt"), MENDED.as_bytes());
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let folder = folder(&[("a.txt", MARKS.as_bytes()), ("b.txt", MENDED.as_bytes())]);
    let output = hegao(folder.path(), &["check", ".", "--diff"]);
    assert_eq!(output.status.code(), Some(1));
    let expected =
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n 学习体会\n-加强学习,改进作风。\n+加强学习，改进作风。\n";
    assert_eq!(out(&output), expected);
    assert_eq!(read(&folder, "a.txt"), MARKS.as_bytes());
    assert_eq!(hegao(folder.path(), &["check", "b.txt", "--diff"]).status.code(), Some(0));
}

#[test]
fn a_mended_file_keeps_its_encoding_its_mark_and_its_line_ends() {
    let (text, mended) = (MARKS.replace('\n', "\r\n"), MENDED.replace('\n', "\r\n"));
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
    };
    let forms: [fn(&str) -> Vec<u8>; 4] = [
        |text| [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        |text| encoding_rs::GB18030.encode(text).0.into_owned(),
        |text| text.as_bytes().to_vec(),
        |text| text.replace("\r\n", "\r").into_bytes(),
    ];
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = forms.iter().map(|form| (form(&text), form(&mended))).collect();
    for (bytes, mark) in
        [(u16::to_le_bytes as fn(u16) -> [u8; 2], b"\xFF\xFE"), (u16::to_be_bytes, b"\xFE\xFF")]
    {
        pairs.push((utf16(&text, bytes, mark), utf16(&mended, bytes, mark)));
        pairs.push((utf16(&text, bytes, &[]), utf16(&mended, bytes, &[])));
    }
    for (before, after) in pairs {
        let folder = folder(&[("a.txt", &before)]);
        assert_eq!(hegao(folder.path(), &["check", "a.txt", "--fix"]).status.code(), Some(0));
        assert_eq!(read(&folder, "a.txt"), after);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("real/a.txt", MARKS.as_bytes())]);
    let (real, link) = (folder.path().join("real/a.txt"), folder.path().join("link.txt"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("mode");
    std::os::unix::fs::symlink("real/a.txt", &link).expect("link");
    assert_eq!(hegao(folder.path(), &["check", "link.txt", "--fix"]).status.code(), Some(0));
    assert!(fs::symlink_metadata(&link).expect("link").is_symlink());
    assert_eq!(fs::read(&real).expect("file"), MENDED.as_bytes());
    assert_eq!(fs::metadata(&real).expect("file").permissions().mode() & 0o777, 0o640);
    let left: Vec<_> = fs::read_dir(folder.path().join("real")).expect("folder").collect();
    assert_eq!(left.len(), 1, "a temporary file is left");
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_is_left_alone_with_a_message() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", MARKS.as_bytes())]);
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("mode");
    let output = hegao(folder.path(), &["check", "a.txt", "--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("a.txt: cannot be written"), "{}", err(&output));
    assert_eq!(read(&folder, "a.txt"), MARKS.as_bytes());
}

#[test]
fn standard_input_comes_out_mended_and_findings_go_to_standard_error() {
    let folder = folder(&[]);
    let text = format!("{MARKS}我于xxxx年参加工作。");
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let output = hegao_with_input(folder.path(), &["check", "-", "--fix"], &gb(&text));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, gb(&format!("{MENDED}我于xxxx年参加工作。")));
    assert!(err(&output).contains("hegao::placeholder"));
    let clean = hegao_with_input(folder.path(), &["check", "-", "--fix"], MENDED.as_bytes());
    assert_eq!((clean.status.code(), clean.stdout.as_slice()), (Some(0), MENDED.as_bytes()));
}

#[test]
fn idle_comments_are_taken_out() {
    let text = "# 学习体会\n\n<!-- hegao: ignore mojibake -->\n\n到xx局学习。\n\n<!-- hegao: ignore placeholder, mojibake -- 上级填写 -->\n\n到xx局工作。\n";
    let folder = folder(&[("a.md", text.as_bytes())]);
    hegao(folder.path(), &["check", "a.md", "--fix"]);
    let mended =
        "# 学习体会\n\n\n到xx局学习。\n\n<!-- hegao: ignore placeholder -- 上级填写 -->\n\n到xx局工作。\n";
    assert_eq!(String::from_utf8_lossy(&read(&folder, "a.md")), mended);
}

#[test]
fn a_fix_joins_no_fields_and_eats_no_layout() {
    let text = "整改措施\n责任人：张 明    完成时限：2024年6月底前\n目　录\n主持人：王  丽　　记录：李兰\n";
    for name in ["a.txt", "a.md"] {
        let folder = folder(&[(name, text.as_bytes())]);
        hegao(folder.path(), &["check", name, "--fix", "--select", "stray-space"]);
        assert_eq!(String::from_utf8_lossy(&read(&folder, name)), text);
    }
}

#[test]
fn only_the_selected_rules_mend() {
    let folder = folder(&[("a.txt", "学习体会\n加强学习,改进\u{200B}作风。\n".as_bytes())]);
    hegao(folder.path(), &["check", "a.txt", "--fix", "--select", "invisible-character"]);
    assert_eq!(read(&folder, "a.txt"), MARKS.as_bytes());
    let left = reported(&hegao(folder.path(), &["check", "a.txt", "--format", "json"]));
    assert_eq!(left, [("halfwidth-punctuation".to_owned(), 2)]);
}

#[test]
fn unsafe_fixes_count_on_put_in_fields_and_take_out_what_sites_left() {
    let text = "整改方案\n上一篇：个人剖析材料范文\n问题一：窗口排队时间长。\n整改措施：增设两个窗口。\n整改时限：2024年3月底前。\n问题三：投诉回复慢。。\n整改时限：\n";
    let mended = "整改方案\n问题一：窗口排队时间长。\n整改措施：增设两个窗口。\n整改时限：2024年3月底前。\n问题二：投诉回复慢。\n整改措施：【待补】\n整改时限：【待补】\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let output = hegao(folder.path(), &["check", "a.txt", "--fix", "--unsafe-fixes", "--format", "json"]);
    assert_eq!(String::from_utf8_lossy(&read(&folder, "a.txt")), mended);
    let left = [("placeholder".to_owned(), 6), ("placeholder".to_owned(), 7)];
    assert_eq!(reported(&output), left);
}
