//! The rules of one stage.

use std::sync::Arc;

use figlift_config::Rule;

use crate::compile::pattern::{Automaton, Program};

/// The rules of one stage, in order of their ids.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub rules: Vec<CompiledRule>,
    /// The patterns of all of them.
    pub automaton: Automaton,
}

/// A rule with its program.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub rule: Arc<Rule>,
    /// Number of its family.
    pub family: usize,
    pub program: Program,
}

impl Stage {
    /// Adds a rule; `lead` is the maximum number of words of a match before its first number or read
    /// node, `None` if it needs none.
    pub(crate) fn push(&mut self, rule: CompiledRule, lead: Option<usize>) {
        self.automaton.push(&rule.program, lead);
        self.rules.push(rule);
    }
}

#[cfg(test)]
mod tests {
    use figlift_text::Span;
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::*;
    use crate::claim::claim;
    use crate::compile::gazetteer::AreaContext;
    use crate::compile::pattern::{Explored, Symbol};
    use crate::compile::ruleset::RuleSet;
    use crate::sample;
    use crate::scan::scan;

    /// Sentences that are tried; FIGLIFT_FUZZ sets another number.
    const SENTENCES: u32 = 2_000;

    /// What the automaton finds is what each pattern finds when it is run alone from each word on.
    fn agree<S: Symbol>(stage: &Stage, explored: &mut Explored, words: &[S]) {
        let mut found = Vec::new();
        explored.matches(&stage.automaton, words, |at, rule| found.push((at, rule)));
        let mut expected = Vec::new();
        for at in 0..words.len() {
            let ahead = words[at..].iter().position(Symbol::is_read).unwrap_or(usize::MAX);
            for rule in stage.automaton.beginning_with(words[at].classes().ids()) {
                let reaches = stage.automaton.lead(rule).is_none_or(|lead| ahead <= lead);
                if reaches && stage.rules[rule].program.run(words, at).is_some() {
                    expected.push((at, rule));
                }
            }
        }
        assert_eq!(found, expected);
    }

    /// Sentences of words of the lexicon, numbers and text that no word holds.
    fn sentence(rules: &RuleSet) -> impl Strategy<Value = String> + use<> {
        let words: Vec<String> = rules.vocabulary.surfaces().map(str::to_owned).collect();
        let number = prop_oneof![
            (0_u32..4000).prop_map(|number| number.to_string()),
            (0_u32..400).prop_map(|number| format!("{}.{}亿", number / 10, number % 10)),
            prop::sample::select(vec!["三", "十二", "二〇二一", "数百", "上万", "两三", "零"])
                .prop_map(str::to_owned),
        ];
        let one = prop_oneof![
            5 => prop::sample::select(words),
            3 => number,
            1 => Just("，".to_owned()),
            1 => Just("鹦鹉".to_owned()),
        ];
        prop::collection::vec(one, 1..40).prop_map(|words| words.concat())
    }

    #[test]
    fn the_automaton_agrees_with_each_pattern() {
        let sentences = std::env::var("FIGLIFT_FUZZ").ok().and_then(|number| number.parse().ok());
        let cases = sentences.unwrap_or(SENTENCES);
        let mut runner =
            TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let rules = sample::rules();
        let run = runner.run(&sentence(rules), |text| {
            let scratch = &mut *rules.scratch.get();
            let tokens =
                scan(rules, scratch, &text, Span::new(0, text.len()), 0, AreaContext::default());
            agree(&rules.claiming, &mut scratch.claiming, &tokens);
            let nodes = claim(rules, &mut scratch.claiming, &text, &tokens);
            agree(&rules.relating, &mut scratch.relating, &nodes);
            Ok(())
        });
        run.unwrap();
    }
}
