//! Configuration: every mistake is reported with its place and a help text, before anything is
//! written.

use crate::support::Project;

/// A mistake and its error: file, its text, line and column, words of the message.
pub(crate) type Mistake<'a> = (&'a str, String, &'a str, &'a str);

/// Requires that a run refuses each file: exit code 2, place, source line, caret, help, nothing
/// written. Reports all files that were not refused, not only the first.
#[track_caller]
pub(crate) fn refuses(mistakes: &[Mistake]) {
    let wrong: Vec<String> = mistakes.iter().filter_map(|mistake| answer(mistake).err()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), mistakes.len(), wrong.join("\n\n"));
}

fn answer((name, content, place, message): &Mistake) -> Result<(), String> {
    let project = Project::new();
    project.write("raw/city.txt", "全市有企业320家。").write(name, content);
    let run = project.figlift(&["run"]);
    let stderr = run.stderr();
    let (line, _) = place.split_once(':').expect("line:column");
    let shown = content.lines().nth(line.parse::<usize>().expect("a line") - 1).unwrap_or_default();
    let is_shown = |l: &str| l.starts_with(line) && l.contains('|') && l.contains(shown.trim_end());
    let is_caret = |l: &str| l.contains('^') && l.trim_matches(['|', ' ', '^']).is_empty();
    for (is_met, what) in [
        (run.code() == Some(2), "exit code 2"),
        (stderr.contains(&format!("--> {name}:{place}\n")), place),
        (stderr.lines().any(is_shown), "the line itself"),
        (stderr.lines().any(is_caret), "a caret line"),
        (stderr.contains(message), message),
        (stderr.contains("help: "), "a help line"),
        (project.names() == ["config", "raw"], "nothing written"),
    ] {
        if !is_met {
            return Err(format!("{name}\n{content}expected {what:?} of\n{run}"));
        }
    }
    Ok(())
}

const HEAD: &str = "documents = [\"city\"]\n[[expect]]\nid = \"firms\"\n";

#[test]
fn broken_toml() {
    refuses(&[
        ("config/expected/a.toml", "documents = [\"city\"\n".into(), "1:20", "array"),
        (RULE, "[[rule]]\npattern = \n".into(), "2:11", "value"),
        ("raw/city.toml", "title = 城市\n".into(), "1:9", "string"),
        ("config/charts/a.toml", "mark = \"line\"\nmark = \"line\"\n".into(), "2:1", "duplicate"),
    ]);
}

#[test]
fn unknown_keys() {
    refuses(&[
        ("config/expected/a.toml", format!("{HEAD}colour = 1\n"), "4:1", "`colour`"),
        ("config/charts/a.toml", "colour = 1\n".into(), "1:1", "`colour`"),
        ("config/pack/units.toml", "[qing]\ncolour = 1\n".into(), "2:1", "`colour`"),
        ("config/pack/indicators.toml", "[x]\nname = 1\n".into(), "2:1", "`name`"),
        ("config/pack/areas.toml", "[x]\nname = 1\n".into(), "2:1", "`name`"),
        ("config/pack/lexicon/a.toml", "[x]\nword = []\n".into(), "2:1", "`word`"),
        (RULE, "[[rule]]\npatern = \"{q}\"\n".into(), "2:1", "`patern`"),
        ("raw/city.toml", "licence = \"\"\nlicense = \"\"\n".into(), "2:1", "`license`"),
    ]);
}

const RULE: &str = "config/pack/rules/label/try.toml";

fn rule(pattern: &str) -> String {
    format!(
        "[[rule]]\nid = \"label.try\"\nwhy = \"a try\"\npattern = \"{pattern}\"\nclass = \"label\"\n"
    )
}

#[test]
fn patterns() {
    refuses(&[
        (RULE, rule("第 {numbre} 届"), "4:14", "`numbre`"),
        (RULE, rule("{number|bandwith}"), "4:12", "`bandwith`"),
        (RULE, rule("第 {number"), "4:14", ""),
        (RULE, rule("第 <n: {number} 届"), "4:28", "`>` is missing"),
        (RULE, rule("第 (之|前"), "4:18", "`)` is missing"),
        (RULE, rule("第 之)"), "4:15", ""),
        (RULE, rule("{number}? 届?"), "4:12", "matches the empty string"),
        (RULE, rule("届*"), "4:12", "matches the empty string"),
        (RULE, rule(""), "4:12", ""),
    ]);
}

#[test]
fn shapes() {
    let shape = |shape: &str| {
        format!("[[rule]]\nid = \"x\"\nwhy = \"\"\nshape = '{shape}'\nclass = \"label\"\n")
    };
    refuses(&[
        (RULE, shape("[0-9"), "4:9", "unclosed"),
        (RULE, shape("[0-9]*"), "4:9", "matches the empty string"),
        (RULE, shape("(?=X)[0-9]"), "4:9", "look-around"),
    ]);
}

#[test]
fn rules_as_a_whole() {
    let head = "[[rule]]\nid = \"x\"\n";
    let of = |lines: &str| format!("{head}{lines}");
    refuses(&[
        (
            RULE,
            rule("{number}").replace("= \"label\"", "= \"lable\""),
            "5:9",
            "did you mean `label`?",
        ),
        (RULE, of("why = \"x\"\n"), "1:1", "either `pattern` or `shape`"),
        (RULE, of("why = \"x\"\npattern = \"{q}\"\n"), "1:1", "sets nothing"),
        (RULE, rule("{number}") + "period = \"calendar\"\n", "6:10", "class = \"period\""),
        (RULE, rule("<n: {number}>") + "[rule.set.value]\nrole = \"rank\"\n", "6:11", "`value`"),
        (RULE, "[[rule]]\nwhy = \"x\"\npattern = \"{q}\"\n".into(), "1:1", "missing key `id`"),
        (RULE, of("pattern = \"{q}\"\n"), "1:1", "missing key `why`"),
        (RULE, of("off = true\n"), "2:6", "unknown rule `x`"),
        (RULE, rule("{number}") + "band = \"frase\"\n", "6:8", "unknown band `frase`"),
        (RULE, rule("{number}") + "band = \"frase\"\n", "6:8", "did you mean `phrase`?"),
        (RULE, rule("{number}") + "priority = 1\n", "6:1", "`priority`"),
    ]);
}

#[test]
fn a_rule_file_of_the_former_form() {
    let former = "why = \"a try\"\npattern = \"{number} 届\"\nclass = \"label\"\n";
    let id = "id = \"label.try\"";
    refuses(&[("config/pack/rules/label.try.toml", former.into(), "1:1", id)]);
}

#[test]
fn two_rules_of_one_id() {
    let twice = format!("{}\n{}", rule("{number} 届"), rule("{number} 期"));
    refuses(&[
        (RULE, twice.clone(), "8:6", "two rules have the id `label.try`"),
        (RULE, twice, "8:6", "config/pack/rules/label/try.toml:2"),
    ]);
}

#[test]
fn values_in_rules() {
    let set = |field: &str| rule("<n: {number}>") + &format!("[rule.set.n]\n{field}\n");
    refuses(&[
        (RULE, set("role = \"rang\""), "7:8", "did you mean `rank`?"),
        (RULE, set("sign = \"x\""), "7:8", "unknown sign `x`"),
        (RULE, set("qualifier = \"above\""), "7:13", "or the name of a capture"),
        (RULE, set("basis = \"year\""), "7:9", "unknown basis `year`"),
        (RULE, set("unit = \"RMB\""), "7:8", "RMB"),
        (RULE, set("per = \"<count>-person\""), "7:7", "`count`"),
    ]);
}

#[test]
fn words_units_and_catalogues() {
    let words = |line: &str| format!("[try]\nwords = [\"畦\"]\n{line}\n");
    let unit = |factor: &str| format!("[qing]\ndimension = \"area\"\nfactor = \"{factor}\"\n");
    let (lexicon, units) = ("config/pack/lexicon/try.toml", "config/pack/units.toml");
    refuses(&[
        (lexicon, words("qualifier = \"above\""), "3:13", "unknown qualifier `above`"),
        (lexicon, words("sign = \"plus\""), "3:8", "unknown sign `plus`"),
        (lexicon, words("unit = \"RMB\""), "3:8", "unknown unit `RMB`"),
        (lexicon, "[try]\nwords = [\"\"]\n".into(), "1:2", "empty"),
        (lexicon, "[fall-in-full]\nwords = [\"回升\"]\n".into(), "2:10", "sign = \"+\""),
        (units, unit("ten"), "3:10", "`ten`"),
        (units, unit("1/0"), "3:10", "`1/0`"),
        (units, unit("-3"), "3:10", "`-3`"),
    ]);
}

const EXPECTED: &str = "config/expected/a.toml";

/// An expectation with one line (line 4) replaced.
fn expectation(line: &str) -> String {
    let all = "indicator = \"rd-expenditure\"\nrole = \"level\"\nunit = \"CNY\"\nvalue = 1\n";
    let key = line.split(' ').next().unwrap_or_default();
    let others: Vec<&str> = all.lines().filter(|other| !other.starts_with(key)).collect();
    format!("{HEAD}{line}\n{}\n", others.join("\n"))
}

fn series(indicator: &str, period: &str) -> String {
    format!(
        "documents = [\"city\"]\n[[series]]\nid = \"rd\"\nindicator = \"{indicator}\"\n\
         role = \"level\"\nunit = \"CNY\"\ndocument = \"city\"\n\
         values = {{ \"{period}\" = 1.0 }}\n"
    )
}

#[test]
fn names_in_expectations() {
    refuses(&[
        (
            EXPECTED,
            expectation("indicator = \"rd-expense\""),
            "4:13",
            "unknown indicator `rd-expense`",
        ),
        (EXPECTED, expectation("unit = \"RMB\""), "4:8", "unknown unit `RMB`"),
        (EXPECTED, expectation("role = \"sum\""), "4:8", "unknown role `sum`"),
        (EXPECTED, series("rd-expense", "2021"), "4:13", "unknown indicator `rd-expense`"),
    ]);
}

#[test]
fn values_in_expectations() {
    refuses(&[
        (EXPECTED, expectation("value = \"1\""), "4:9", "string"),
        (EXPECTED, expectation("qualifier = \"above\""), "4:13", "unknown qualifier `above`"),
        (EXPECTED, expectation("change_end = \"end\""), "4:14", "end"),
        (EXPECTED, expectation("status = \"actual\""), "4:10", "unknown status `actual`"),
        (EXPECTED, expectation("period = \"2021-13\""), "4:10", "2021-13"),
        (EXPECTED, series("rd-expenditure", "21"), "8:12", "21"),
    ]);
}

#[test]
fn expectations_as_a_whole() {
    let once = expectation("unit = \"CNY\"");
    let twice = format!("{once}{}", once.replace("documents = [\"city\"]\n", ""));
    let of_nothing = format!("{HEAD}role = \"level\"\nunit = \"1\"\nvalue = 1\n");
    refuses(&[
        (EXPECTED, twice, "9:6", "`firms`"),
        (EXPECTED, "documents = [\"a[\"]\n".into(), "1:14", "glob"),
        (EXPECTED, of_nothing, "3:6", "missing key `indicator` or `words`"),
        (EXPECTED, once.replace("value = 1\n", ""), "3:6", "missing key `value`"),
    ]);
}

#[test]
fn sidecars() {
    let sidecar = "raw/city.toml";
    refuses(&[
        (sidecar, "date = \"2022-13\"\n".into(), "1:8", "2022-13"),
        (sidecar, "title = \"x\"\ndate = \"last year\"\n".into(), "2:8", "last year"),
        (sidecar, "date = \"2021/2022\"\n".into(), "1:8", "one date"),
        (sidecar, "date = 2022\n".into(), "1:8", "integer"),
        (sidecar, "period = \"2021-Q5\"\n".into(), "1:10", "2021-Q5"),
    ]);
}

figtest!(a_misplaced_config_file, |project| {
    project.write("raw/city.txt", "全市有企业320家。");
    for name in [
        "config/expect/a.toml",
        "config/a.toml",
        "config/pack/rule/a.b.toml",
        "config/pack/unit.toml",
    ] {
        project.write(name, "x = 1\n");
        project.figlift(&["run"]).exits(2).says(name).says("misplaced config file");
        project.remove(name);
    }
    project
        .write("config/README.md", "notes")
        .write("config/.draft.toml", "x = ")
        .figlift(&["run"])
        .exits(0);
});

figtest!(config_that_is_not_utf8, |project| {
    project.write("raw/city.txt", "全市有企业320家。");
    project.write("config/pack/units.toml", b"# 1\n[qing]\nsurfaces = [\"\xc7\xea\"]\n");
    project.figlift(&["run"]).exits(2).says("config/pack/units.toml").says("UTF-8").says("line 3");
    assert_eq!(project.names(), ["config", "raw"]);
});
