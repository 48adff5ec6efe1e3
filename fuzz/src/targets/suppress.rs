//! Comments silence findings and bring up none but those about comments.

use hegao::finding::Finding;
use hegao::source::{Source, Syntax};

use super::check::are_sound;
use super::{file, promise};
use crate::generate::Input;
use crate::subject::check;

/// The one rule that tells of comments.
const UNUSED: &str = "unused-suppression";

pub fn holds(input: &Input) -> Result<(), String> {
    let source = file(input);
    if source.text().contains("<!--") || starts_with_front_matter(source.text()) {
        return are_sound(source.text(), &check(&source));
    }
    // A comment for the whole file silences all of it.
    let end = match source.syntax() {
        Syntax::Markdown => "\n\n",
        Syntax::Plain => "\n",
    };
    let silenced = source.with_text(format!("<!-- hegao: ignore-file -->{end}{}", source.text()));
    let left = check(&silenced);
    are_sound(silenced.text(), &left)?;
    promise(left.iter().all(is_about_comments), || format!("not silenced: {:?}", left.first()))?;
    one_line(&source)
}

fn is_about_comments(finding: &Finding) -> bool {
    finding.rule == UNUSED
}

/// Front matter must stay first.
fn starts_with_front_matter(text: &str) -> bool {
    text.starts_with("---") || text.starts_with("+++")
}

/// A comment that is hidden at the end changes no finding that stands before it,
/// as long as it silences another rule.
fn one_line(source: &Source) -> Result<(), String> {
    let text = format!("{}\n\n<!-- hegao: ignore {UNUSED} -->\n", source.text());
    let silenced = source.with_text(text);
    let findings = check(&silenced);
    are_sound(silenced.text(), &findings)
}
