//! `figlift indicators`: counts known indicators and unknown indicator words.

use std::collections::BTreeMap;
use std::io::stdout;

use figlift_extract::RuleSet;
use figlift_normalize::{Catalogue, Mention};
use figlift_text::Document;

use super::args::IndicatorsArgs;
use super::{exit, print};
use crate::{Progress, Texts};

pub(super) fn indicators(args: &IndicatorsArgs, quiet: bool) -> anyhow::Result<u8> {
    let config = super::extract::config(args.config.as_deref())?;
    let catalogue = Catalogue::new(&config.pack);
    let rules = RuleSet::compile(&config.pack)?;
    let progress = Progress::on_terminal(quiet);
    let named = |document: Document| -> Vec<(Option<&str>, String)> {
        let named = |figure| {
            let mention = Mention::of(&document, figure)?;
            Some((catalogue.indicator(&mention), mention.words.to_owned()))
        };
        rules.extract(&document).figures.iter().filter_map(named).collect()
    };
    let (limit, links) = (args.size.max_document_size, args.links.links());
    let texts = Texts::of(&args.raw, limit, links, &progress, "Extracting", named)?;
    drop(progress);
    print::unread(&texts);
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for (known, words) in texts.made.iter().flatten() {
        if !args.unknown || known.is_none() {
            *counts.entry((*known, words)).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    // The most frequent first; equally frequent ones in the order of their words.
    sorted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut rows = vec![["count", "indicator", "words"].map(str::to_owned).to_vec()];
    rows.extend(sorted.into_iter().map(|((known, words), count)| {
        vec![count.to_string(), known.unwrap_or("-").to_owned(), print::shortened(words)]
    }));
    print::columns(&mut stdout().lock(), rows)?;
    Ok(exit::CLEAN)
}
