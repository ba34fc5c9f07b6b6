//! Words moved apart along a line, where they would stand over each other.

/// Where the middles of blocks of words stand that want to be at certain heights: in the same order,
/// as near as they can be, none over another, all between two px. They fit if their heights do.
pub(super) fn spread(wanted: &[(f64, f64)], (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    // Runs of blocks that touch: their members, where the run begins, and how high it is.
    let mut runs: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    for block in order {
        let (middle, height) = wanted[block];
        runs.push((vec![block], middle - height / 2.0, height));
        settle(&mut runs, wanted, (top, bottom));
    }
    let mut middles = vec![0.0; wanted.len()];
    for (blocks, mut y, _) in runs {
        for block in blocks {
            middles[block] = y + wanted[block].1 / 2.0;
            y += wanted[block].1;
        }
    }
    middles
}

/// Joins the last runs until none touches the one before it.
fn settle(
    runs: &mut Vec<(Vec<usize>, f64, f64)>,
    wanted: &[(f64, f64)],
    (top, bottom): (f64, f64),
) {
    while let Some((blocks, _, height)) = runs.pop() {
        let start = ideal(&blocks, wanted).min(bottom - height).max(top);
        match runs.pop() {
            Some((mut before, from, upper)) if from + upper > start => {
                before.extend(blocks);
                runs.push((before, 0.0, upper + height));
            }
            Some(before) => {
                runs.push(before);
                return runs.push((blocks, start, height));
            }
            None => return runs.push((blocks, start, height)),
        }
    }
}

/// Where a run of blocks begins if their distances from where they want to be are to be even.
fn ideal(blocks: &[usize], wanted: &[(f64, f64)]) -> f64 {
    let mut above = 0.0;
    let mut sum = 0.0;
    for block in blocks {
        let (middle, height) = wanted[*block];
        sum += middle - (above + height / 2.0);
        above += height;
    }
    sum / blocks.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_order_and_do_not_touch() {
        let page = (0.0, 100.0);
        assert_eq!(spread(&[(50.0, 10.0), (20.0, 10.0)], page), [50.0, 20.0]);
        assert_eq!(spread(&[(50.0, 10.0), (50.0, 10.0)], page), [45.0, 55.0]);
        assert_eq!(spread(&[(0.0, 20.0), (99.0, 20.0)], page), [10.0, 90.0]);
        assert_eq!(spread(&[(0.0, 50.0), (0.0, 50.0)], page), [25.0, 75.0]);
        assert_eq!(spread(&[], page), [] as [f64; 0]);
    }
}
