//! hegao as the targets ask for it.

use std::sync::{Arc, LazyLock};

use hegao::analysis::Analysis;
use hegao::checker::Checker;
use hegao::finding::Finding;
use hegao::fix::{Level, Mended, mend};
use hegao::rule::{Choice, Date, Options};
use hegao::rulebook::{Lang, Rulebook};
use hegao::source::Source;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let rulebook = Rulebook::embedded().expect("the rules are tested");
    with_all_rules(rulebook).expect("all rules have this name")
});

/// The checker that runs all rules of a rule book.
pub fn with_all_rules(rulebook: Rulebook) -> Option<Checker> {
    let options = Options { lang: Lang::Zh, today: Date::parse("2024-07-01") };
    let checker = Checker::of(Arc::new(rulebook)).choose([&Choice::only(&["all"])]).ok()?;
    Some(checker.with_options(options))
}

/// The rules that are compiled in.
pub fn rulebook() -> &'static Rulebook {
    &CHECKER.rulebook
}

/// What all rules find.
pub fn check(source: &Source) -> Vec<Finding> {
    CHECKER.check(source)
}

/// A text with all fixes made, if there are any.
pub fn mended(source: &Source, findings: &[Finding], level: Level) -> Option<Mended> {
    mend(source, findings, &CHECKER, level)
}

/// What hegao understood of a text.
pub fn analyse(source: &Source) -> Analysis {
    CHECKER.analyse(source)
}
