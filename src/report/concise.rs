//! One line a finding.

use std::fmt::Write;

use super::Results;
use super::snippet::visible;
use crate::rulebook::Lang;

/// `path:line:column: severity rule: message`, one line a finding.
pub fn concise(results: &Results, lang: Lang) -> String {
    let mut text = String::new();
    for checked in &results.checked {
        let path = visible(checked.source.path());
        for finding in &checked.findings {
            let place = checked.source.position(finding.span.start);
            let (word, gap) = (finding.severity.word(lang), if lang == Lang::Zh { "：" } else { ": " });
            let message = visible(&finding.message);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{path}:{}:{}: {word} {}{gap}{message}",
                place.line, place.column, finding.rule
            );
        }
    }
    text
}
