//! Invalid entries of the ledger are refused before any text is read.

use super::LEDGER;
use crate::config::refuses;

/// A valid entry with one line replaced.
fn with(line: &str) -> String {
    let all = "document = \"city\"\nkind = \"extraction\"\nwhy = \"it\"\nstands = \"320家\"\n\
               now = { obs_value = 320 }\nmeant = { obs_value = 321 }\n";
    let key = line.split(' ').next().unwrap_or_default();
    let line_of = |own: &str| if own.starts_with(key) { line.to_owned() } else { own.to_owned() };
    let mut lines: Vec<String> = all.lines().map(line_of).collect();
    if !lines.iter().any(|own| own == line) {
        lines.push(line.to_owned());
    }
    format!("[[correction]]\n{}\n", lines.join("\n"))
}

#[test]
fn keys_and_places() {
    refuses(&[
        (LEDGER, "[[corection]]\n".into(), "1:3", "`corection`"),
        (LEDGER, with("colour = 1"), "8:1", "`colour`"),
        (LEDGER, "[[correction]]\ndocument = \"city\"\n".into(), "1:1", "`kind`"),
        (LEDGER, with("document = \"\""), "2:12", "document is empty"),
        (LEDGER, with("document = \"city/*\""), "2:12", "one document"),
        (LEDGER, with("kind = \"typo\""), "3:8", "unknown kind of correction `typo`"),
        (LEDGER, with("why = \" \""), "4:7", "why is empty"),
        (LEDGER, with("stands = \"\""), "5:10", "stands is empty"),
        (LEDGER, with("occurrence = 0"), "8:14", "counted from 1"),
        (LEDGER, with("occurrence = -1"), "8:14", ""),
        (LEDGER, with("surface = \"321家\""), "8:11", "does not occur in `stands`"),
        (LEDGER, with("surface = \"\""), "8:11", "does not occur in `stands`"),
        (LEDGER, with("stands = \"321家\""), "5:10", "do not occur in city"),
    ]);
}

#[test]
fn fields_and_names() {
    let text = |line: &str| with(&format!("now = {{ {line} }}"));
    refuses(&[
        (LEDGER, text("colour = 1"), "6:9", "`colour`"),
        (LEDGER, text("obs_value = \"320\""), "6:21", "obs_value must be a number"),
        (LEDGER, text("obs_value = inf"), "6:21", "invalid value"),
        (LEDGER, text("obs_value = nan"), "6:21", "invalid value"),
        (LEDGER, text("obs_value = 1e30"), "6:21", "invalid value"),
        (LEDGER, text("unit_mult = \"8\""), "6:21", "unit_mult must be a number"),
        (LEDGER, text("unit_mult = \"\""), "6:21", "every figure has a unit_mult"),
        (LEDGER, text("unit_mult = 3"), "6:21", "[0, 4, 8, 12]"),
        (LEDGER, text("resolution = 0"), "6:22", "invalid value 0 for `resolution`"),
        (LEDGER, text("resolution = -0.5"), "6:22", "half a unit of the last stated digit"),
        (LEDGER, text("role = 1"), "6:16", "role must be a text"),
        (LEDGER, text("role = \"\""), "6:16", "every figure has a role"),
        (LEDGER, text("unit_measure = \"\""), "6:24", "every figure has a unit_measure"),
        (LEDGER, text("role = \"sum\""), "6:16", "unknown role `sum`"),
        (LEDGER, text("qualifier = \"above\""), "6:21", "unknown qualifier `above`"),
        (LEDGER, text("basis = \"year\""), "6:17", "unknown basis `year`"),
        (LEDGER, text("obs_status = \"X\""), "6:22", "unknown status `X`"),
        (LEDGER, text("unit_measure = \"RMB\""), "6:24", "unknown unit_measure `RMB`"),
        (LEDGER, text("ref_area = \"CN-XX\""), "6:20", "unknown ref_area `CN-XX`"),
        (LEDGER, text("time_period = \"2021-13\""), "6:23", "2021-13"),
        (LEDGER, text("base_period = \"last\""), "6:23", "last"),
    ]);
}

#[test]
fn correct_readings() {
    let meant = |line: &str| with(&format!("meant = {{ {line} }}"));
    let both = |now: &str, line: &str| {
        meant(line).replace("now = { obs_value = 320 }", &format!("now = {{ {now} }}"))
    };
    let of_range = "qualifier = \"between\", value_low = 1, value_high = 2, resolution = \"\"";
    let of_source = both("class = \"figure\"", "class = \"label\"");
    let of_source = of_source.replace("\"extraction\"", "\"source\"");
    refuses(&[
        (LEDGER, meant(""), "7:9", "`meant` changes nothing"),
        (LEDGER, meant("obs_value = 320.0"), "7:9", "`meant` changes nothing"),
        (LEDGER, meant("role = \"change\""), "7:18", "`meant` states role, but `now` does not"),
        (LEDGER, both("", "obs_value = 1"), "7:23", "`meant` states obs_value"),
        (
            LEDGER,
            both("qualifier = \"exact\"", "qualifier = \"about\""),
            "6:7",
            "missing key `obs_value`",
        ),
        (LEDGER, meant("value_low = 300"), "7:23", "no bounds of its own"),
        (LEDGER, meant("obs_value = \"\""), "7:23", "exact"),
        (LEDGER, meant("qualifier = \"over\""), "7:23", "over"),
        (LEDGER, meant("qualifier = \"at_least\", value_high = 320"), "7:23", "at_least"),
        (LEDGER, meant("qualifier = \"at_most\", value_high = 330"), "7:23", "at_most"),
        (LEDGER, meant("qualifier = \"about\", value_low = 300"), "7:23", "about"),
        (
            LEDGER,
            meant("qualifier = \"between\", value_low = 1, value_high = 2"),
            "7:23",
            "between",
        ),
        (LEDGER, meant("resolution = 5"), "7:24", "`meant` states resolution, but `now` does not"),
        (LEDGER, meant("unit_mult = 4"), "7:23", "`meant` states unit_mult, but `now` does not"),
        (LEDGER, both("resolution = 5", "resolution = 50"), "6:7", "missing key `obs_value`"),
        (LEDGER, both(of_range, "resolution = 5"), "7:24", "has no resolution"),
        (LEDGER, meant("class = \"word\""), "7:19", "unknown class `word`"),
        (LEDGER, meant("class = \"label\""), "6:7", "`meant` states class, but `now` does not"),
        (LEDGER, both("class = \"label\"", "class = \"idiom\""), "6:17", "only figures"),
        (LEDGER, meant("class = \"label\", per = \"a\""), "7:28", "no per"),
        (LEDGER, of_source, "7:19", "an error of the source"),
    ]);
}
