//! The names in a configuration: whether there is what they name.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{OVERDUE, PlanError};
use crate::config::Held;
use crate::rule::{Choice, Date, rule_names};
use crate::rulebook::Rulebook;

/// Settings of which the names are looked up.
pub(super) struct Named<'a> {
    pub held: &'a Held<'a>,
    pub rulebook: &'a Rulebook,
}

impl Named<'_> {
    /// Whether there is all that the settings name.
    pub fn check(&self) -> Result<(), PlanError> {
        self.choice()?;
        self.kind()?;
        self.today()?;
        Ok(())
    }

    pub fn choice(&self) -> Result<Choice, PlanError> {
        let layer = self.held.layer;
        let names = |list: &[Spanned<String>]| -> Result<Vec<String>, PlanError> {
            list.iter().map(|name| self.rule(name)).collect()
        };
        self.parameters(&layer.rules)?;
        let severity = layer.severity.iter().map(|(name, grade)| Ok((self.rule(name)?, *grade)));
        let mut extend = names(&layer.extend_select)?;
        if layer.today.is_some() && layer.select.is_empty() {
            extend.push(OVERDUE.to_owned());
        }
        Ok(Choice {
            select: names(&layer.select)?,
            extend,
            ignore: names(&layer.ignore)?,
            severity: severity.collect::<Result<_, PlanError>>()?,
        })
    }

    fn rule(&self, name: &Spanned<String>) -> Result<String, PlanError> {
        let names = rule_names(self.rulebook);
        let plain = name.get_ref().strip_prefix(crate::rulebook::CODE).unwrap_or(name.get_ref());
        if names.contains(&plain) {
            return Ok(plain.to_owned());
        }
        let error = self
            .held
            .file
            .error(name, format!("no rule or group is called `{plain}` / 没有名为“{plain}”的规则"));
        Err(error.with_names(plain, names).into())
    }

    fn parameters(
        &self,
        rules: &BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<toml::Value>>>,
    ) -> Result<(), PlanError> {
        let file = self.held.file;
        for (rule, parameters) in rules {
            let name = rule.get_ref();
            let Some(page) = self.rulebook.page(name) else {
                let pages = self.rulebook.pages.iter().map(|page| page.name.as_str());
                let error = file.error(rule, format!("no rule is called `{name}` / 没有名为“{name}”的规则"));
                return Err(error.with_names(name, pages).into());
            };
            for (key, value) in parameters {
                let Some(own) = page.parameters().get(key.get_ref()) else {
                    let known: Vec<&str> = page.parameters().keys().map(String::as_str).collect();
                    let error = file.error(
                        key,
                        format!("{name} has no parameter `{key}` / 规则没有这个参数", key = key.get_ref()),
                    );
                    return Err(error.with_names(key.get_ref(), known).into());
                };
                if own.type_str() != value.get_ref().type_str() {
                    let error = file.error(
                        value,
                        format!(
                            "{} is wanted here, not {} / 参数类型有误",
                            own.type_str(),
                            value.get_ref().type_str()
                        ),
                    );
                    let example: String = own.to_string().chars().take(60).collect();
                    return Err(error.with_help(format!("such as / 例如：{example}")).into());
                }
            }
        }
        Ok(())
    }

    pub fn kind(&self) -> Result<Option<String>, PlanError> {
        let Some(name) = &self.held.layer.kind else { return Ok(None) };
        if self.rulebook.kinds.named(name.get_ref()).is_some() {
            return Ok(Some(name.get_ref().clone()));
        }
        let known: Vec<&str> =
            self.rulebook.kinds.iter().flat_map(|kind| [kind.name.as_str(), kind.zh.as_str()]).collect();
        let error = self.held.file.error(
            name,
            format!("no kind of document is called `{0}` / 没有名为“{0}”的文种", name.get_ref()),
        );
        Err(error.with_names(name.get_ref(), known).into())
    }

    pub fn today(&self) -> Result<Option<Date>, PlanError> {
        let Some(day) = &self.held.layer.today else { return Ok(None) };
        let wrong = || {
            let error = self.held.file.error(day, format!("{0} is no date / “{0}”不是日期", day.get_ref()));
            error.with_help("write it as \"2024-07-01\" / 请写作\"2024-07-01\"的形式")
        };
        Ok(Some(Date::parse(day.get_ref()).ok_or_else(wrong)?))
    }
}
