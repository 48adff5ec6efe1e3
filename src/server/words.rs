//! Words that the user knows to be right, written into the configuration.

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, Position, Range, TextEdit, WorkspaceEdit,
};
use toml::de::{DeTable, DeValue};

use super::changes::{document_change, of_file};
use super::snapshot::Snapshot;
use super::units::Places;
use super::uri;
use crate::finding::{Edit, Finding};
use crate::plan::is_word;
use crate::source::{Source, Span, Syntax};

/// The group of the rules that mind the list.
const GROUP: &str = "wording";
/// The key of the list.
const KEY: &str = "words";

/// The word of a finding, and the change that makes it right; none where the
/// rule minds no words, or the configuration cannot be written to.
pub(super) fn add(snapshot: &Snapshot, finding: &Finding) -> Option<(String, WorkspaceEdit)> {
    let rulebook = &snapshot.plan().ok()?.checker.rulebook;
    rulebook.page(&finding.rule).filter(|page| page.group == GROUP)?;
    let word = snapshot.source().slice(finding.span).trim();
    // Dates are no words, though rules of the group find them.
    if !is_word(word) || word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let path = snapshot.workspace.config_path(snapshot.path());
    let client = &snapshot.client;
    let uri = uri::of_path(&path);
    if !path.exists() {
        if !client.creates || !client.versions {
            return None;
        }
        let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        let text =
            TextEdit { range: Range::new(Position::new(0, 0), Position::new(0, 0)), new_text: line(word) };
        let changes = vec![DocumentChange::CreateFile(create), document_change(&uri, None, vec![text])];
        let edit = WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
        return Some((word.to_owned(), edit));
    }
    let config =
        Source::new(path.to_string_lossy().as_ref(), std::fs::read_to_string(&path).ok()?, Syntax::Plain);
    let edit = with_word(config.text(), word)?;
    let range = Places::new(&config, client.unit).range(edit.span);
    Some((word.to_owned(), of_file(client, uri, TextEdit { range, new_text: edit.text })))
}

/// The edit that puts a word into the list of a configuration.
fn with_word(config: &str, word: &str) -> Option<Edit> {
    let table = DeTable::parse(config).ok()?;
    let Some((_, list)) = table.get_ref().iter().find(|(key, _)| key.get_ref() == KEY) else {
        let at = first_key(config);
        let gap = if config[..at].is_empty() || config[..at].ends_with('\n') { "" } else { "\n" };
        return Some(Edit::new(Span::new(at, at), format!("{gap}{}", line(word))));
    };
    let DeValue::Array(words) = list.get_ref() else { return None };
    let (at, comma) = match words.last() {
        Some(last) => (last.span().end, ", "),
        None => (list.span().start + 1, ""),
    };
    Some(Edit::new(Span::new(at, at), format!("{comma}{}", quoted(word))))
}

/// Where the first line stands that is no comment: a key there belongs to no
/// table.
fn first_key(config: &str) -> usize {
    let mut at = 0;
    for line in config.split_inclusive('\n') {
        let text = line.trim_start();
        if !text.is_empty() && !text.starts_with('#') {
            return at;
        }
        at += line.len();
    }
    at
}

fn line(word: &str) -> String {
    format!("{KEY} = [{}]\n", quoted(word))
}

fn quoted(word: &str) -> String {
    toml::Value::from(word).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply;

    #[test]
    fn a_word_is_added_wherever_the_list_is() {
        for (before, after) in [
            ("", "words = [\"荟\"]\n"),
            ("# 注释", "# 注释\nwords = [\"荟\"]\n"),
            (
                "# 注释\n\n[severity]\nresidue = \"warning\"\n",
                "# 注释\n\nwords = [\"荟\"]\n[severity]\nresidue = \"warning\"\n",
            ),
            ("words = []\n", "words = [\"荟\"]\n"),
            ("lang = \"zh\"\nwords = [ 'a' ] # b\n", "lang = \"zh\"\nwords = [ 'a', \"荟\" ] # b\n"),
            ("words = [\n  \"a\", # one\n  \"b\",\n]\n", "words = [\n  \"a\", # one\n  \"b\", \"荟\",\n]\n"),
        ] {
            let edit = with_word(before, "荟").expect("an edit");
            let made = apply(before, [&edit]);
            assert_eq!(made, after);
            assert!(made.parse::<toml::Table>().is_ok());
        }
        assert_eq!(with_word("words = 3", "荟"), None);
        assert_eq!(with_word("words = [", "荟"), None);
    }
}
