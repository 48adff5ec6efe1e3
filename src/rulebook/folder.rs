//! Rule pages that an office keeps in a folder of its own. They may come from
//! anywhere: each is read within limits, and nothing that it names is opened.

use std::io;
use std::path::{Path, PathBuf};

use super::form::check_size;
use super::{Page, PatternSpec, RulebookError};
use crate::reading;
use crate::size::Size;
use crate::trouble::Trouble;

/// A larger page is no page.
const LARGEST: Size = Size::kilobytes(512);
/// A page may have no more patterns, words or swaps.
const MOST_PATTERNS: usize = 5000;
/// A regex or a word may be no longer, in bytes.
const LONGEST_PATTERN: usize = 2000;

impl Page {
    /// Reads all pages of a folder, in the order of their names.
    ///
    /// # Errors
    /// When the folder cannot be read; what is wrong with a page stands in its
    /// place.
    pub fn read_folder(folder: &Path) -> io::Result<Vec<Result<Page, RulebookError>>> {
        let mut pages = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
        pages.sort();
        Ok(pages.into_iter().map(read).collect())
    }
}

fn read(path: PathBuf) -> Result<Page, RulebookError> {
    let name = path.to_string_lossy();
    let bytes =
        reading::file(&path, LARGEST).map_err(|trouble| RulebookError::new(&name, unread(&trouble)))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        RulebookError::new(&name, "this is no UTF-8: save the page as UTF-8 / 不是UTF-8编码，请另存为UTF-8")
    })?;
    let text = text.replace("\r\n", "\n");
    let page = Page::parse(&name, &text)?;
    page.keeps_within_limits(&text)?;
    Ok(page)
}

/// What is told of a page that cannot be read; its name is told besides.
fn unread(trouble: &Trouble) -> String {
    match trouble {
        Trouble::TooLarge { limit, .. } => {
            format!("larger than {limit}: split the page / 超过{limit}，请拆分")
        }
        Trouble::Io { reason, .. } => reason.clone(),
        other => other.to_string(),
    }
}

impl Page {
    fn keeps_within_limits(&self, text: &str) -> Result<(), RulebookError> {
        if self.patterns.len() > MOST_PATTERNS {
            let problem =
                format!("more than {MOST_PATTERNS} patterns: split the page / 超过{MOST_PATTERNS}条，请拆分");
            return Err(RulebookError::new(&self.path, problem));
        }
        for spec in &self.patterns {
            if let Some(part) = parts(spec).find(|part| part.len() > LONGEST_PATTERN) {
                let start: String = part.chars().take(20).collect();
                let problem = format!(
                    "{start}… is longer than {LONGEST_PATTERN} bytes: split it / 超过{LONGEST_PATTERN}字节，请拆分"
                );
                return Err(RulebookError::new(&place(&self.path, text, part), problem));
            }
            let found = parts(spec).next().unwrap_or_default();
            check_size(&place(&self.path, text, found), spec)?;
        }
        Ok(())
    }
}

/// The words and regexes of a pattern.
fn parts(spec: &PatternSpec) -> impl Iterator<Item = &str> {
    let all =
        [&spec.word, &spec.find, &spec.before, &spec.after, &spec.not_before, &spec.not_after, &spec.replace];
    all.into_iter().flatten().map(String::as_str)
}

/// The page with the line on which a word or a regex stands, where it is written
/// as it reads.
fn place(path: &str, text: &str, part: &str) -> String {
    match text.find(part).filter(|_| !part.is_empty()) {
        Some(at) => format!("{path}:{}", text[..at].matches('\n').count() + 1),
        None => path.to_owned(),
    }
}
