//! `figlift indicators`: what the catalogue knows, and the words that it does not know.

use std::collections::BTreeMap;
use std::io::stdout;

use figlift_extract::{Figure, RuleSet};
use figlift_normalize::{Catalogue, Listed, Mention, Place, places};
use figlift_text::Document;
use rayon::prelude::*;

use super::args::IndicatorsArgs;
use super::{exit, print};
use crate::Job;

pub(super) fn indicators(args: &IndicatorsArgs) -> anyhow::Result<u8> {
    let config = super::extract::config(args.config.as_deref())?;
    let catalogue = Catalogue::new(&config.pack);
    let rules = RuleSet::compile(&config.pack)?;
    let documents = Job::documents(&args.raw)?;
    let named = |document: &Document| -> Vec<(Option<&str>, String)> {
        let figures = rules.extract(document).figures;
        let places =
            places(&figures.iter().map(|figure| listed(document, figure)).collect::<Vec<_>>());
        let figures = figures.into_iter().zip(places);
        figures.filter_map(|(figure, place)| named(&catalogue, document, figure, place)).collect()
    };
    let named: Vec<Vec<_>> = documents.par_iter().map(named).collect();
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for (known, words) in named.iter().flatten() {
        if !args.unknown || known.is_none() {
            *counts.entry((*known, words)).or_default() += 1;
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

/// The words of a figure with the indicator that it is of.
fn named<'a>(
    catalogue: &Catalogue<'a>,
    document: &Document,
    figure: Figure,
    place: Option<Place>,
) -> Option<(Option<&'a str>, String)> {
    let words = figure.indicator?.words;
    let mention = Mention {
        words: &words,
        role: figure.role.as_str(),
        unit: &figure.unit,
        surface: &document.text()[figure.span.range()],
        sentence: &document.text()[figure.sentence.range()],
        place,
    };
    Some((catalogue.indicator(&mention), words))
}

/// A figure as a member of a row of shares.
fn listed<'t>(document: &'t Document, figure: &'t Figure) -> Listed<'t> {
    Listed {
        document: document.id(),
        words: figure.indicator.as_ref().map(|measured| measured.words.as_str()),
        start: figure.span.start as i64,
        end: figure.span.end as i64,
        unit: &figure.unit,
        surface: &document.text()[figure.span.range()],
    }
}
