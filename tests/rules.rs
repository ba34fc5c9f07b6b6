//! The cases of the built-in rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use figlift_config::{Config, Pack, Rule};
use figlift_extract::RuleSet;
use serde_json::Value;

use crate::support::{RULES, extract, text};

fn pack() -> Arc<Pack> {
    Config::built_in().expect("the built-in pack is right").pack
}

/// The rules without one.
fn without(pack: &Pack, rule: &Rule) -> RuleSet {
    let mut pack = pack.clone();
    pack.rules.remove(&rule.id);
    RuleSet::compile(&Arc::new(pack)).unwrap_or_else(|error| panic!("without {}: {error}", rule.id))
}

/// Requires a property of every rule, and reports all rules without it, not only the first.
#[track_caller]
fn of_every_rule(demand: impl Fn(&Rule) -> Result<(), String>) {
    let pack = pack();
    assert!(pack.rules.len() > 30, "the built-in rules are there");
    let wrong: Vec<String> = pack
        .rules
        .values()
        .filter_map(|rule| demand(rule).err().map(|error| format!("{}: {error}", rule.id)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rules:\n{}",
        wrong.len(),
        pack.rules.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_rule_has_a_why_and_a_case() {
    of_every_rule(|rule| {
        let is_said = rule.why.chars().count() > 8 && rule.why.ends_with('.');
        let is_shown = rule.accept.iter().any(|case| !case.numerals.is_empty());
        match (is_said, is_shown) {
            (true, true) => Ok(()),
            (false, _) => Err("says no reason in a sentence".to_owned()),
            (_, false) => Err("has no accept case that names a numeral".to_owned()),
        }
    });
}

#[test]
fn cases_hold() {
    of_every_rule(|rule| RULES.check_cases(rule).map_err(|error| error.to_string()));
}

/// A case that passes without its rule does not test it.
#[test]
fn accept_cases_need_their_rule() {
    let pack = pack();
    of_every_rule(|rule| {
        let others = without(&pack, rule);
        for case in &rule.accept {
            if extract(&RULES, &case.text) == extract(&others, &case.text) {
                return Err(format!("{}: comes out alike without it", case.text));
            }
        }
        Ok(())
    });
}

/// A rule neither claims a numeral nor sets a field in the texts that it rejects.
#[test]
fn reject_cases_claim_nothing() {
    let pack = pack();
    of_every_rule(|rule| {
        let others = without(&pack, rule);
        for case in &rule.reject {
            if extract(&RULES, &case.text) != extract(&others, &case.text) {
                return Err(format!("{}: it changes what comes out", case.text));
            }
        }
        Ok(())
    });
}

/// The `rule` of a figure or numeral is a rule of the pack.
#[test]
fn the_rule_of_a_row_is_one_of_the_pack() {
    let pack = pack();
    let mut seen = BTreeSet::new();
    for case in pack.rules.values().flat_map(|rule| rule.accept.iter().chain(&rule.reject)) {
        let (figures, numerals) = extract(&RULES, &case.text);
        for row in figures.iter().chain(&numerals).filter(|row| row["rule"] != Value::Null) {
            let rule = text(row, "rule");
            let is_known = match rule.strip_prefix("lexicon/") {
                Some(class) => pack.lexicon.get(class).is_some(),
                None => pack.rules.contains_key(rule),
            };
            assert!(is_known, "{}: {rule}", case.text);
            seen.insert(rule.to_owned());
        }
    }
    let claiming = pack.rules.values().filter(|rule| rule.class.is_some());
    let unseen: Vec<&str> =
        claiming.map(|rule| rule.id.as_str()).filter(|id| !seen.contains(*id)).collect();
    assert_eq!(unseen, [""; 0], "rules that claim nothing in all cases of the pack");
}
