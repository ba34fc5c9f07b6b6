//! The cases of every built-in rule, as its file states them.

use std::collections::BTreeSet;

use figlift_config::{Case, CaseNumeral, Config, Pack, Rule};
use figlift_extract::RuleSet;
use serde_json::Value;

use crate::support::{RULES, Row, extract, text};

fn pack() -> Pack {
    Config::built_in().expect("the built-in pack is right").pack
}

/// The rules without one.
fn without(pack: &Pack, rule: &Rule) -> RuleSet {
    let mut pack = pack.clone();
    pack.rules.remove(&rule.id);
    RuleSet::compile(&pack).unwrap_or_else(|error| panic!("without {}: {error}", rule.id))
}

/// Demands something of every rule; all rules that fall short are told, not only the first.
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
fn every_rule_says_why_and_has_a_case() {
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
fn accept_cases_come_out_as_stated() {
    of_every_rule(|rule| rule.accept.iter().try_for_each(|case| accepts(rule, case)));
}

fn accepts(rule: &Rule, case: &Case) -> Result<(), String> {
    let (figures, numerals) = extract(&RULES, &case.text);
    let mut from = 0;
    let mut is_own = false;
    for stated in &case.numerals {
        let rest = numerals[from..].iter();
        let found = rest.enumerate().find(|(_, row)| text(row, "surface") == stated.surface);
        let Some((at, numeral)) = found else {
            let surfaces: Vec<&str> = numerals.iter().map(|row| text(row, "surface")).collect();
            return Err(format!("{}: no numeral {} in {surfaces:?}", case.text, stated.surface));
        };
        from += at + 1;
        is_own |=
            text(numeral, "rule") == rule.id || rule.class.is_none() && !stated.fields.is_empty();
        is_as_stated(stated, numeral, &figures)
            .map_err(|error| format!("{}: {error}", case.text))?;
    }
    match is_own || case.numerals.is_empty() {
        true => Ok(()),
        false => Err(format!("{}: names no numeral that this rule claims", case.text)),
    }
}

fn is_as_stated(stated: &CaseNumeral, numeral: &Row, figures: &[Row]) -> Result<(), String> {
    let surface = &stated.surface;
    let class = stated.class.as_deref().unwrap_or("figure");
    if text(numeral, "class") != class {
        return Err(format!("{surface} is {}, not {class}", text(numeral, "class")));
    }
    let figure = figures.iter().find(|row| row["byte_start"] == numeral["byte_start"]);
    let Some(figure) = figure else {
        return match stated.fields.is_empty() && class != "figure" {
            true => Ok(()),
            false => Err(format!("{surface} is no figure")),
        };
    };
    for (name, value) in &stated.fields {
        let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
        let Some(own) = figure.get(name) else { return Err(format!("there is no field {name}")) };
        let is_same = match (value.as_f64(), own.as_f64()) {
            (Some(stated), Some(own)) => stated == own,
            _ => value == *own,
        };
        if !is_same {
            return Err(format!("{surface}: {name} is {own}, not {value}"));
        }
    }
    Ok(())
}

/// A case that comes out alike without the rule says nothing of it.
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

/// A rule leaves the texts that it rejects alone: it claims no numeral, and sets no field.
#[test]
fn reject_cases_claim_nothing() {
    let pack = pack();
    of_every_rule(|rule| {
        let others = without(&pack, rule);
        for case in &rule.reject {
            let (figures, numerals) = extract(&RULES, &case.text);
            if let Some(row) = numerals.iter().find(|row| text(row, "rule") == rule.id) {
                return Err(format!("{}: it claims {}", case.text, text(row, "surface")));
            }
            if (figures, numerals) != extract(&others, &case.text) {
                return Err(format!("{}: it changes what comes out", case.text));
            }
            rejects_what_is_stated(case)?;
        }
        Ok(())
    });
}

/// What a reject case states of its numerals holds, too.
fn rejects_what_is_stated(case: &Case) -> Result<(), String> {
    let (figures, numerals) = extract(&RULES, &case.text);
    for stated in &case.numerals {
        let numeral = numerals.iter().find(|row| text(row, "surface") == stated.surface);
        let Some(numeral) = numeral else {
            return Err(format!("{}: no {}", case.text, stated.surface));
        };
        is_as_stated(stated, numeral, &figures)?;
    }
    Ok(())
}

/// What `rule` says of a figure or numeral leads to a file of the pack.
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
