//! template-residue, beside its patterns.

use super::related::related_articles;
use crate::block::{Block, BlockKind};
use crate::chars::is_han;
use crate::outline::Marker;
use crate::rule::wordset::WordSet;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;

/// The longest line that is made of a page's words, in characters.
const LONGEST: usize = 60;
/// How many of these words it has.
const FEWEST: usize = 2;
/// Of so many of its letters at most one is of other words.
const MOST_KNOWN: usize = 5;

/// No more blocks stand after the notes of an assistant.
const MOST_AFTER: usize = 3;

/// What the page says of such text.
pub(super) struct Words {
    /// What stands over a list of other articles.
    pub heads: Vec<String>,
    /// What stands over a list of what an assistant did, or wants done.
    notes: Vec<String>,
    /// What a page says around an article.
    page: WordSet,
    /// What may stand between.
    fillers: WordSet,
}

impl Words {
    fn new(page: &Page) -> Self {
        let set = |key: &str| WordSet::new(page.words(key));
        Self {
            heads: page.words("list-heads"),
            notes: page.words("note-heads"),
            page: set("page-words"),
            fillers: set("page-fillers"),
        }
    }

    /// Whether a line of so many characters is made of a page's own words:
    /// 点赞 12　在看 3.
    fn make(&self, line: &str, length: usize) -> bool {
        let (mut words, mut known, mut others): (Vec<&str>, usize, usize) = (Vec::new(), 0, 0);
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            let word = self.page.starts(rest);
            if let Some(found) = word.or_else(|| self.fillers.starts(rest)) {
                (known, at) = (known + found.chars().count(), at + found.len());
                words.extend(word.filter(|word| !words.contains(word)));
            } else {
                others += usize::from(is_han(c) || c.is_ascii_alphabetic());
                at += c.len_utf8();
            }
            // However the line goes on.
            if others * MOST_KNOWN > length {
                return false;
            }
        }
        words.len() >= FEWEST && others * MOST_KNOWN <= known + others
    }
}

pub(in crate::rule) fn template_residue(context: &Context<'_>, report: &mut Report<'_>) {
    let page = context.model.rulebook.page_index(&report.page().name);
    let words = report.page().derived(Words::new);
    related_articles(context, words, report);
    notes(context, words, report);
    for (block, hits) in context.model.blocks.list.iter().zip(&context.hits) {
        if !may_hold(block) || hits.iter().any(|hit| Some(hit.rule) == page) {
            continue;
        }
        let mut start = 0;
        for line in block.as_str().split('\n') {
            let text = line.trim();
            let from = start + line.len() - line.trim_start().len();
            let length = text.chars().take(LONGEST + 1).count();
            if length <= LONGEST && words.make(text, length) {
                report.add(Found::at(block.span_of(from..from + text.len())).with("text", text));
            }
            start += line.len() + 1;
        }
    }
}

/// The notes of an assistant below their head, where they close a file.
fn notes(context: &Context<'_>, words: &Words, report: &mut Report<'_>) {
    let blocks = context.model.blocks.list.as_slice();
    let bare = |block: &Block| {
        let name = block.as_str().trim().trim_matches(|c: char| !c.is_alphanumeric());
        words.notes.iter().any(|head| head == name)
    };
    let Some(head) = blocks.iter().rposition(|block| may_hold(block) && bare(block)) else { return };
    let item = |block: &&Block| {
        let text = block.as_str().trim_start();
        block.kind == BlockKind::ListItem || Marker::parse(text).is_some()
    };
    let count = blocks[head + 1..].iter().take_while(item).count();
    let rest = &blocks[head + 1 + count..];
    if count > 0 && rest.len() <= MOST_AFTER {
        for block in &blocks[head..=head + count] {
            report.add(Found::at(block.span).with("text", block.as_str().trim()));
        }
    }
}

fn may_hold(block: &Block) -> bool {
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::ListItem);
    kind && block.has_text() && !block.quoted
}
