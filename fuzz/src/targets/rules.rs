//! A rule page of anybody's is taken, or refused with a message; what it finds is
//! sound.

use hegao::rulebook::{Additions, Page, Rulebook};
use hegao::source::{Source, Syntax};

use super::check::are_sound;
use super::promise;
use crate::generate::Input;
use crate::subject::with_all_rules;

pub fn holds(input: &Input) -> Result<(), String> {
    let page = match Page::parse("own.md", &text(input)) {
        Ok(page) => page,
        Err(error) => return promise(!error.to_string().is_empty(), || "no message".to_owned()),
    };
    let examples = page.examples();
    let rulebook = Rulebook::with(Additions { pages: vec![page], ..Additions::default() });
    let Some(checker) = rulebook.ok().and_then(with_all_rules) else { return Ok(()) };
    let own = examples.iter().map(|example| example.text.clone());
    for text in own.chain([input.text.clone()]) {
        let source = Source::new("test", text, Syntax::Plain);
        are_sound(source.text(), &checker.check(&source))?;
    }
    Ok(())
}

/// The input as a page, its lines as words, regexes and swaps.
fn text(input: &Input) -> String {
    let lines: Vec<&str> = input.text.lines().filter(|line| !line.is_empty()).collect();
    let line = |at: usize| lines.get(at).copied().unwrap_or("甲");
    let kind = match input.bytes.len() % 6 {
        0 => return input.text.clone(),
        1 => format!(
            "kind = \"substitution\"\n[swap]\n{:?} = {:?}\n{:?} = {:?}",
            line(0),
            line(1),
            line(2),
            line(3)
        ),
        2 => format!("kind = \"lexicon\"\nwords = [{:?}, {:?}]", line(0), line(1)),
        3 => format!("kind = \"required-section\"\nsections = [{:?}]", line(0)),
        4 => format!("[[pattern]]\nfind = {:?}\nbefore = {:?}\nreplace = {:?}", line(0), line(1), line(2)),
        _ => format!(
            "[[pattern]]\nfind = {:?}\nnot-after = {:?}\nwhole = true",
            format!("{}.{{0,4}}", line(0)),
            line(1)
        ),
    };
    let (front, tables) =
        kind.split_once("\n[").map_or((kind.as_str(), ""), |(front, tables)| (front, tables));
    let tables = if tables.is_empty() { String::new() } else { format!("[{tables}") };
    format!(
        "+++\nname = \"own-rule\"\nseverity = \"warning\"\n{front}\n{tables}\n[zh]\ntitle = \"甲\"\nmessage = \
         \"“{{text}}”应作“{{right}}”\"\nhelp = \"乙\"\n+++\n\n{}\n\n```bad\n⟦{}⟧\n```\n",
        line(4),
        line(0)
    )
}
