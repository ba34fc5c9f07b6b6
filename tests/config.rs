//! Configuration: every mistake is told with its place and a way to mend it, before anything is
//! written; a project's pack is laid over the built-in one.

use crate::support::{Project, number, text};

/// Demands that a run refuses a file: exit 2, place, the line itself, caret, help, nothing written.
#[track_caller]
fn refuses(name: &str, content: &str, place: &str, message: &str) {
    let project = Project::new();
    project.write("raw/city.txt", "全市有企业320家。").write(name, content);
    let run = project.figlift(&["run"]);
    run.exits(2).says(message).says(&format!("--> {name}:{place}\n"));
    let line = place.split(':').next().unwrap().parse::<usize>().unwrap();
    let shown = content.lines().nth(line - 1).unwrap().trim_end();
    let stderr = run.stderr();
    assert!(stderr.lines().any(|l| l.starts_with(&line.to_string()) && l.contains(shown)), "{run}");
    assert!(
        stderr.lines().any(|l| l.contains('^') && l.trim_matches(['|', ' ', '^']).is_empty()),
        "{run}"
    );
    assert!(stderr.contains("help: "), "no help\n{run}");
    assert_eq!(project.names(), ["config", "raw"], "nothing is written");
}

const HEAD: &str = "documents = [\"city\"]\n[[expect]]\nid = \"firms\"\n";

#[test]
fn broken_toml() {
    refuses("config/expected/a.toml", "documents = [\"city\"", "1:20", "array");
    refuses("config/pack/rules/x.y.toml", "why = \"x\"\npattern = \n", "2:11", "value");
    refuses("raw/city.toml", "title = 城市\n", "1:9", "");
}

#[test]
fn unknown_keys() {
    refuses("config/expected/a.toml", &format!("{HEAD}colour = 1\n"), "4:1", "`colour`");
    refuses("config/charts/a.toml", "colour = 1\n", "1:1", "`colour`");
    refuses("config/pack/units.toml", "[qing]\ncolour = 1\n", "2:1", "`colour`");
    refuses("config/pack/indicators.toml", "[x]\nname = 1\n", "2:1", "`name`");
    refuses("config/pack/areas.toml", "[x]\nname = 1\n", "2:1", "`name`");
    refuses("config/pack/lexicon/a.toml", "[x]\nword = []\n", "2:1", "`word`");
    refuses("config/pack/rules/x.y.toml", "why = \"x\"\npatern = \"{q}\"\n", "2:1", "`patern`");
    refuses("raw/city.toml", "licence = \"MIT\"\nlicense = \"MIT\"\n", "2:1", "`license`");
}

fn rule(pattern: &str) -> String {
    format!("why = \"a try\"\npattern = \"{pattern}\"\nclass = \"label\"\n")
}

#[test]
fn patterns() {
    let name = "config/pack/rules/label.try.toml";
    refuses(name, &rule("第 {numbre} 届"), "2:15", "`numbre`");
    refuses(name, &rule("{number|bandwith}"), "2:12", "`bandwith`");
    refuses(name, &rule("第 {number"), "2:14", "");
    refuses(name, &rule("第 <n: {number} 届"), "2:14", "");
    refuses(name, &rule("(第|之"), "2:12", "");
    refuses(name, &rule("{number}? 届?"), "2:12", "matches where nothing stands");
    refuses(name, &rule(""), "2:12", "");
}

#[test]
fn shapes() {
    let name = "config/pack/rules/label.try.toml";
    let shape = |shape: &str| format!("why = \"a try\"\nshape = '{shape}'\nclass = \"label\"\n");
    refuses(name, &shape("[0-9"), "2:9", "unclosed");
    refuses(name, &shape("[0-9]*"), "2:9", "nothing stands");
    refuses(name, &shape("(?=X)[0-9]"), "2:9", "look-around");
}

#[test]
fn rules_as_a_whole() {
    let name = "config/pack/rules/label.try.toml";
    refuses(name, &rule("{number}").replace("label", "lable"), "3:9", "\"lable\"");
    refuses(name, "why = \"x\"\n", "1:1", "either a pattern or a shape");
    refuses(name, "why = \"x\"\npattern = \"{q}\"\n", "1:1", "does nothing");
    let period = "period = \"calendar\"\n";
    refuses(name, &(rule("{number}") + period), "4:10", "class = \"period\"");
    let set = "[set.value]\nrole = \"rank\"\n";
    refuses(name, &(rule("<n: {number}>") + set), "4:6", "`value`");
    refuses(name, &(rule("<n: {number}>") + "[set.n]\nrole = \"rang\"\n"), "5:8", "\"rang\"");
}

#[test]
fn words_units_and_catalogues() {
    let words = |line: &str| format!("[try]\nwords = [\"畦\"]\n{line}\n");
    let lexicon = "config/pack/lexicon/try.toml";
    refuses(lexicon, &words("qualifier = \"above\""), "1:2", "\"above\"");
    refuses(lexicon, &words("sign = \"plus\""), "1:2", "\"plus\"");
    refuses(lexicon, "[try]\nwords = [\"\"]\n", "1:2", "empty");
    let unit = |factor: &str| format!("[qing]\ndimension = \"area\"\nfactor = \"{factor}\"\n");
    refuses("config/pack/units.toml", &unit("ten"), "3:10", "`ten`");
    refuses("config/pack/units.toml", &unit("1/0"), "3:10", "`1/0`");
    refuses("config/pack/units.toml", &unit("-3"), "3:10", "`-3`");
}

fn expectation(line: &str) -> String {
    let all = "indicator = \"rd-expenditure\"\nrole = \"level\"\nunit = \"CNY\"\nvalue = 1\n";
    let key = line.split(' ').next().unwrap();
    let others: Vec<&str> = all.lines().filter(|other| !other.starts_with(key)).collect();
    format!("{HEAD}{line}\n{}\n", others.join("\n"))
}

#[test]
fn expectations() {
    let name = "config/expected/a.toml";
    refuses(name, &expectation("indicator = \"rd-expense\""), "4:13", "\"rd-expense\"");
    refuses(name, &expectation("unit = \"RMB\""), "4:8", "\"RMB\"");
    refuses(name, &expectation("role = \"sum\""), "4:8", "\"sum\"");
    refuses(name, &expectation("value = \"1\""), "4:9", "string");
    refuses(name, &expectation("qualifier = \"above\""), "4:13", "\"above\"");
    refuses(name, &expectation("change_end = \"end\""), "4:14", "\"end\"");
    refuses(name, &expectation("status = \"actual\""), "4:10", "\"actual\"");
    refuses(name, &expectation("period = \"2021-13\""), "4:10", "2021-13");
    let once = expectation("unit = \"CNY\"");
    let twice = format!("{once}{}", once.replace("documents = [\"city\"]\n", ""));
    refuses(name, &twice, "8:1", "`firms`");
    refuses(name, "documents = [\"a[\"]\n", "1:14", "glob");
    refuses(
        name,
        &format!("{HEAD}role = \"level\"\nunit = \"1\"\nvalue = 1\n"),
        "2:1",
        "what is measured",
    );
}

#[test]
fn series() {
    let series = |indicator: &str, document: &str, period: &str| {
        format!(
            "documents = [\"city\"]\n[[series]]\nid = \"rd\"\nindicator = \"{indicator}\"\nrole = \"level\"\n\
             unit = \"CNY\"\ndocument = \"{document}\"\nvalues = {{ \"{period}\" = 1.0 }}\n"
        )
    };
    let name = "config/expected/a.toml";
    refuses(name, &series("rd", "city", "2021"), "4:13", "\"rd\"");
    refuses(name, &series("rd-expenditure", "city", "21"), "8:12", "21");
    refuses(name, &series("rd-expenditure", "town", "2021"), "7:12", "town");
}

#[test]
fn sidecars() {
    refuses("raw/city.toml", "date = \"2022-13\"\n", "1:8", "2022-13");
    refuses("raw/city.toml", "title = \"x\"\ndate = \"last year\"\n", "2:8", "last year");
    refuses("raw/city.toml", "date = \"2021/2022\"\n", "1:8", "one date");
    refuses("raw/city.toml", "date = 2022\n", "1:8", "integer");
    refuses("raw/city.toml", "period = \"2021-Q5\"\n", "1:10", "2021-Q5");
}

#[test]
fn charts() {
    let chart = |mark: &str, select: &str| {
        format!("mark = \"{mark}\"\n[title]\nzh = \"图\"\nen = \"chart\"\n[select]\n{select}\n")
    };
    let name = "config/charts/a.toml";
    refuses(name, &chart("pie", ""), "1:8", "`pie`");
    refuses(name, &chart("line", "indicators = [\"rd-expense\"]"), "6:15", "`rd-expense`");
    refuses(name, &chart("line", "documents = \"a[\""), "6:13", "glob");
}

figtest!(toml_in_a_place_that_means_nothing, |project| {
    project.write("raw/city.txt", "全市有企业320家。");
    for name in [
        "config/expect/a.toml",
        "config/a.toml",
        "config/pack/rule/a.b.toml",
        "config/pack/unit.toml",
    ] {
        project.write(name, "x = 1\n");
        project.figlift(&["run"]).exits(2).says(name).says("means nothing in this place");
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

/// The figures of a one-line text under the project's pack: surface, value, unit, measure word.
fn figures(project: &Project, line: &str) -> Vec<(String, Option<f64>, String, String)> {
    let run =
        project.figlift_reading(line, &["extract", "-", "--format", "jsonl", "--config", "config"]);
    run.exits(0);
    let row = |row| {
        let own = |column| text(&row, column).to_owned();
        (own("surface"), number(&row, "obs_value"), own("unit_measure"), own("classifier"))
    };
    run.json_lines().into_iter().map(row).collect()
}

figtest!(a_project_adds_a_measure_word, |project| {
    assert_eq!(figures(project, "新开菜地35畦。"), []);
    project.write("config/pack/lexicon/own.toml", "[classifier]\nwords = [\"畦\"]\n");
    let one = |surface: &str, value, word: &str| {
        (surface.to_owned(), Some(value), "1".to_owned(), word.to_owned())
    };
    assert_eq!(figures(project, "新开菜地35畦。"), [one("35畦", 35.0, "畦")]);
    assert_eq!(
        figures(project, "企业12家。"),
        [one("12家", 12.0, "家")],
        "the built-in words stay"
    );
    project.write("config/pack/lexicon/own.toml", "[classifier]\nremove = [\"家\"]\n");
    assert_eq!(figures(project, "企业12家。"), []);
});

figtest!(a_project_adds_a_unit, |project| {
    project.write("raw/city.txt", "耕地面积3.5万顷。\n全市有企业320家。\n");
    let unit = "[qing]\ndimension = \"area\"\nstandard = \"m2\"\nfactor = \"200000/3\"\nsurfaces = [\"顷\"]\n";
    project.write("config/pack/units.toml", unit);
    project.figlift(&["run"]).exits(0);
    let figures = project.table("figures");
    assert_eq!(figures.len(), 2);
    assert_eq!(
        (text(&figures[0], "surface"), text(&figures[0], "unit_measure")),
        ("3.5万顷", "qing")
    );
    assert_eq!(
        (number(&figures[0], "obs_value"), text(&figures[0], "std_unit")),
        (Some(35000.0), "m2")
    );
    let square_metres = number(&figures[0], "std_value").unwrap();
    assert!((square_metres - 35_000.0 * 200_000.0 / 3.0).abs() < 1e-3, "{square_metres}");
});

figtest!(a_project_adds_a_rule, |project| {
    let class = |project: &Project| {
        let run = project.figlift_reading(
            "经营12路公交。",
            &["numerals", "-", "--format", "jsonl", "--config", "config"],
        );
        let row = run.exits(0).json_lines().remove(0);
        [text(&row, "surface"), text(&row, "class"), text(&row, "rule")].map(str::to_owned)
    };
    assert_eq!(class(project), ["12", "unresolved", ""]);
    let rule =
        "why = \"12路公交 is a bus line.\"\npattern = \"{number} 路 公交\"\nclass = \"label\"\n";
    project.write("config/pack/rules/label.bus.toml", rule);
    assert_eq!(class(project), ["12路公交", "label", "label.bus"]);
});

figtest!(a_project_switches_a_rule_off, |project| {
    let rows = |project: &Project| {
        let args = ["extract", "-", "--format", "jsonl", "--config", "config"];
        project.figlift_reading("企业从12家增加到30家。", &args).exits(0).json_lines()
    };
    assert!(rows(project).iter().all(|row| !row["change_id"].is_null()));
    let off = "why = \"not here\"\noff = true\n";
    project
        .write("config/pack/rules/change.from-to.toml", off)
        .write("config/pack/rules/change.to.toml", off);
    let rows = rows(project);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["change_id"].is_null()));
});

figtest!(the_manifest_tells_of_a_changed_pack_and_config, |project| {
    project.write("raw/city.txt", "全市有企业320家。");
    let hashes = |project: &Project| {
        project.figlift(&["run"]).exits(0);
        let manifest: serde_json::Value =
            serde_json::from_slice(&project.bytes("output/manifest.json")).unwrap();
        ["config_sha256", "rules_sha256"].map(|key| manifest[key].as_str().unwrap().to_owned())
    };
    let [config, rules] = hashes(project);
    project.write("config/expected/a.toml", "documents = []\n");
    let [with_expectations, same] = hashes(project);
    assert!(with_expectations != config && same == rules);
    project.write("config/pack/lexicon/own.toml", "[classifier]\nwords = [\"畦\"]\n");
    let [_, with_words] = hashes(project);
    assert!(with_words != rules);
});
