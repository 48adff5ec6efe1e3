//! What a comment asks of hegao.

use super::SIGN;
use crate::source::Span;

/// Where a comment silences rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `ignore`: in the next block.
    Block,
    /// `ignore-line`: in its own line, or in the next when it stands alone.
    Line,
    /// `ignore-file`: in the whole file.
    File,
}

impl Verb {
    /// The words that comments may use.
    pub const WORDS: [&'static str; 3] = ["ignore", "ignore-line", "ignore-file"];

    fn parse(word: &str) -> Option<Self> {
        match word {
            "ignore" => Some(Self::Block),
            "ignore-line" => Some(Self::Line),
            "ignore-file" => Some(Self::File),
            _ => None,
        }
    }
}

/// A rule or group that a comment names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, without `hegao::`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether a finding was hidden by it.
    pub used: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub verb: Option<Verb>,
    pub verb_span: Span,
    pub names: Vec<Name>,
}

/// Reads the comment at `span`; none when it does not speak to hegao.
pub(super) fn parse(text: &str, span: Span) -> Option<Asked> {
    let inner = text[span.range()].strip_prefix("<!--")?.strip_suffix("-->")?;
    let asked = inner.trim_start().strip_prefix(SIGN)?;
    // A reason may follow after ` -- `.
    let asked = asked.split(" -- ").next().unwrap_or(asked);
    let mut words = words(text, asked);
    let (verb, verb_span) = words.next().unwrap_or(("", Span::new(span.start, span.end)));
    let names = words.map(|(word, span)| {
        let text = word.strip_prefix(crate::rulebook::CODE).unwrap_or(word).to_owned();
        Name { text, span, used: false }
    });
    Some(Asked { verb: Verb::parse(verb), verb_span, names: names.collect() })
}

/// The words of `part`, which is a piece of `text`, with their places in it.
fn words<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = (&'t str, Span)> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    part.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'))
        .filter(|word| !word.is_empty())
        .map(move |word| (word, Span::new(offset(word), offset(word) + word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<(Option<Verb>, Vec<String>)> {
        let asked = parse(text, Span::new(0, text.len()))?;
        for name in &asked.names {
            assert!(text[name.span.range()].ends_with(&name.text));
        }
        Some((asked.verb, asked.names.into_iter().map(|name| name.text).collect()))
    }

    #[test]
    fn a_comment_names_rules_and_may_give_a_reason() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            asked("<!-- hegao: ignore placeholder, hegao::mojibake -- quoted as it came -->"),
            Some((Some(Verb::Block), names(&["placeholder", "mojibake"])))
        );
        assert_eq!(asked("<!--hegao: ignore-line-->"), Some((Some(Verb::Line), names(&[]))));
        assert_eq!(asked("<!-- hegao: ignroe x -->"), Some((None, names(&["x"]))));
        assert_eq!(asked("<!-- a remark about hegao: ignore -->"), None);
    }
}
