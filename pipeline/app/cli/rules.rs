//! `figlift rules`, `rules test` and `rules show`: lists the rules, tests their cases, and prints
//! one.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use anyhow::bail;
use figlift_config::{Config, Matcher, Rule, RuleClass};
use figlift_extract::{RuleSet, Usage};
use figlift_model::Unknown;

use super::args::{RulesArgs, RulesCommand};
use super::{exit, print};
use crate::{Progress, Texts};

pub(super) fn rules(args: &RulesArgs, quiet: bool) -> anyhow::Result<u8> {
    let config = super::extract::config(args.config.as_deref())?;
    let rules = RuleSet::compile(&config.pack)?;
    match &args.command {
        Some(RulesCommand::Test) => test(&config, &rules),
        Some(RulesCommand::Show { id }) => show(&config, id),
        None => {
            let raw = args.raw.as_deref();
            let usage = raw.map(|raw| count(&rules, raw, args, quiet)).transpose()?;
            list(&config, usage.as_ref())
        }
    }
}

fn test(config: &Config, rules: &RuleSet) -> anyhow::Result<u8> {
    let colour = std::io::stderr().is_terminal();
    let mut failed = 0;
    for rule in config.pack.rules.values() {
        if let Err(error) = rules.check_cases(rule) {
            failed += 1;
            anstream::eprintln!("{}\n", error.render(colour));
        }
    }
    let cases: usize =
        config.pack.rules.values().map(|rule| rule.accept.len() + rule.reject.len()).sum();
    let all = config.pack.rules.len();
    writeln!(stdout().lock(), "{} of {all} rules hold ({cases} cases)", all - failed)?;
    Ok(if failed == 0 { exit::CLEAN } else { exit::FOUND_PROBLEMS })
}

fn show(config: &Config, id: &str) -> anyhow::Result<u8> {
    let Some(rule) = config.pack.rules.get(id) else {
        let unknown = Unknown::of("rule", id, config.pack.rules.keys().map(String::as_str));
        let meant = unknown.nearest().map(|name| format!("did you mean `{name}`? "));
        bail!("{}; {}`figlift rules` lists all", unknown.message(), meant.unwrap_or_default());
    };
    writeln!(stdout().lock(), "# {}\n{}", rule.line(), rule.text().trim_end())?;
    Ok(exit::CLEAN)
}

fn list(config: &Config, usage: Option<&BTreeMap<String, Usage>>) -> anyhow::Result<u8> {
    let mut rows = vec![["rule", "reads"].map(str::to_owned).to_vec()];
    if usage.is_some() {
        rows[0].extend(["fired", "lost", ""].map(str::to_owned));
    }
    for rule in config.pack.rules.values() {
        let mut row = vec![rule.id.clone(), reads(rule)];
        if let Some(usage) = usage {
            let used = usage.get(&rule.id).copied().unwrap_or_default();
            let mark = match (used.fired, used.lost) {
                (0, 0) => "never fired",
                (0, _) => "only lost",
                _ => "",
            };
            row.extend([used.fired.to_string(), used.lost.to_string(), mark.to_owned()]);
        }
        rows.push(row);
    }
    print::columns(&mut stdout().lock(), rows)?;
    Ok(exit::CLEAN)
}

/// The effect of a rule.
fn reads(rule: &Rule) -> String {
    let class = rule.class.map(|class| match class {
        RuleClass::Figure => "figure",
        RuleClass::Period(_) => "period",
        RuleClass::Label => "label",
        RuleClass::Enumerator => "enumerator",
        RuleClass::Reference => "reference",
        RuleClass::Idiom => "idiom",
    });
    let shape = matches!(rule.matcher, Matcher::Shape(_)).then_some("by its shape");
    let change = rule.change.is_some().then_some("ends of a change");
    let restates = rule.restates.is_some().then_some("alt_of");
    let mut words: Vec<&str> = [class, shape, change, restates].into_iter().flatten().collect();
    for set in rule.set.values() {
        let fields = [
            ("role", set.role.is_some()),
            ("sign", set.sign.is_some()),
            ("qualifier", set.qualifier.is_some()),
            ("per", set.per.is_some()),
            ("basis", set.basis.is_some()),
            ("status", set.status.is_some()),
            ("period", set.period.is_some()),
            ("times", set.times.is_some()),
            ("unit", set.unit.is_some()),
            ("value", set.value.is_some()),
        ];
        words.extend(fields.into_iter().filter_map(|(name, is_set)| is_set.then_some(name)));
    }
    words.join(", ")
}

fn count(
    rules: &RuleSet,
    raw: &Path,
    args: &RulesArgs,
    quiet: bool,
) -> anyhow::Result<BTreeMap<String, Usage>> {
    let mut all: BTreeMap<String, Usage> = BTreeMap::new();
    let progress = Progress::on_terminal(quiet);
    let used = |document| rules.usage(&document);
    let (limit, links) = (args.size.max_document_size, args.links.links());
    let counted = Texts::of(raw, limit, links, &progress, "Counting matches", used)?;
    drop(progress);
    print::unread(&counted);
    for (rule, usage) in counted.made.into_iter().flatten() {
        let sum = all.entry(rule).or_default();
        sum.fired += usage.fired;
        sum.lost += usage.lost;
    }
    Ok(all)
}
