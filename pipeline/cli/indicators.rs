//! `figlift indicators`: what the catalogue knows, and the words that it does not know.

use std::collections::BTreeMap;
use std::io::stdout;

use figlift_extract::RuleSet;
use figlift_normalize::Catalogue;
use rayon::prelude::*;

use super::args::IndicatorsArgs;
use super::{exit, print};
use crate::Job;

pub(super) fn indicators(args: &IndicatorsArgs) -> anyhow::Result<u8> {
    let config = super::extract::config(args.config.as_deref())?;
    let catalogue = Catalogue::new(&config.pack);
    let rules = RuleSet::compile(&config.pack)?;
    let documents = Job::documents(&args.raw)?;
    let words_of = |document: &figlift_text::Document| -> Vec<String> {
        let figures = rules.extract(document).figures;
        figures.iter().filter_map(|figure| Some(figure.indicator.as_ref()?.words.clone())).collect()
    };
    let words: Vec<Vec<String>> = documents.par_iter().map(words_of).collect();
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for words in words.iter().flatten() {
        let known = catalogue.indicator(words);
        if !args.unknown || known.is_none() {
            *counts.entry((known, words)).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    // The most frequent first; among those alike the order of their words.
    sorted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut rows = vec![["count", "indicator", "words"].map(str::to_owned).to_vec()];
    rows.extend(sorted.into_iter().map(|((known, words), count)| {
        vec![count.to_string(), known.unwrap_or("-").to_owned(), print::shortened(words)]
    }));
    print::columns(&mut stdout().lock(), rows)?;
    Ok(exit::CLEAN)
}
