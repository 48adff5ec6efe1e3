//! The help in Chinese: what `args` says in English, by the names of commands and
//! flags.

use std::collections::BTreeMap;

use clap::{Arg, Command, CommandFactory};

use super::args::Args;
use crate::rulebook::Lang;

const CHINESE: &str = include_str!("help-zh.toml");

/// Texts by the name of a flag or argument; `about` is the command itself.
type Texts = BTreeMap<String, String>;

/// The command line, its help in this language.
pub fn command(lang: Lang) -> Command {
    let command = Args::command();
    match (lang, toml::from_str::<BTreeMap<String, Texts>>(CHINESE)) {
        (Lang::Zh, Ok(texts)) => in_chinese(command, &texts),
        _ => command,
    }
}

fn in_chinese(command: Command, texts: &BTreeMap<String, Texts>) -> Command {
    let none = Texts::new();
    let own = texts.get(command.get_name()).unwrap_or(&none);
    let shared = texts.get("shared").unwrap_or(&none);
    let text = |name: &str| own.get(name).or_else(|| shared.get(name)).cloned();
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let about = text("about").unwrap_or_default();
    let mut command = command
        .about(about)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").action(clap::ArgAction::Help))
        .mut_args(|arg| {
            let help = text(arg.get_id().as_str()).unwrap_or_default() + &values(&arg);
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let arg = arg.help(help).help_heading(heading);
            let valued = arg.get_action().takes_values();
            if valued { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
        })
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}");
    if command.get_name() == "hegao" {
        let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help("显示版本").help_heading("选项"));
    }
    if command.get_name() != "hegao" {
        let own = |arg: &&Arg| arg.is_positional();
        let positional: Vec<String> = command.get_arguments().filter(own).map(ToString::to_string).collect();
        let usage = format!("hegao {} [选项] {}", command.get_name(), positional.join(" "));
        command = command.override_usage(usage.trim_end().to_owned());
    }
    for name in names {
        command = command.mut_subcommand(name, |inner| in_chinese(inner, texts));
    }
    command
}

/// What a flag may be, and what it is by default.
fn values(arg: &Arg) -> String {
    let mut text = String::new();
    let possible: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !possible.is_empty() {
        text.push_str(&format!("［可选：{}］", possible.join("、")));
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !default.is_empty() {
        text.push_str(&format!("［默认：{}］", default.join("、")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &Command, path: &str, missing: &mut Vec<String>) {
        let blank = |text: Option<&clap::builder::StyledStr>| {
            text.is_none_or(|text| !text.to_string().contains(|c| ('\u{4E00}'..'\u{9FFF}').contains(&c)))
        };
        if blank(command.get_about()) {
            missing.push(path.to_owned());
        }
        for arg in command.get_arguments().filter(|arg| blank(arg.get_help())) {
            missing.push(format!("{path} {}", arg.get_id()));
        }
        for inner in command.get_subcommands() {
            check(inner, &format!("{path} {}", inner.get_name()), missing);
        }
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn all_of_the_help_is_there_in_chinese() {
        let mut missing = Vec::new();
        check(&command(Lang::Zh), "hegao", &mut missing);
        assert!(missing.is_empty(), "not in help-zh.toml: {missing:?}");
    }
}
