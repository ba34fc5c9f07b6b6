//! The pack of a project, overlaid on the built-in one.

use crate::support::{Project, number, text};

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
    let rule = "[[rule]]\nid = \"label.bus\"\nwhy = \"12路公交 is a bus line.\"\npattern = \"{number} 路 公交\"\nclass = \"label\"\n";
    project.write("config/pack/rules/label/bus.toml", rule);
    assert_eq!(class(project), ["12路公交", "label", "label.bus"]);
});

figtest!(a_project_switches_a_rule_off, |project| {
    let rows = |project: &Project| {
        let args = ["extract", "-", "--format", "jsonl", "--config", "config"];
        project.figlift_reading("企业从12家增加到30家。", &args).exits(0).json_lines()
    };
    assert!(rows(project).iter().all(|row| !row["change_id"].is_null()));
    let off = ["change.from-to", "change.to"]
        .map(|id| format!("[[rule]]\nid = \"{id}\"\nwhy = \"not here\"\noff = true\n"));
    project.write("config/pack/rules/change/ends.toml", off.concat());
    let rows = rows(project);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["change_id"].is_null()));
});

figtest!(a_project_replaces_one_rule_of_a_family, |project| {
    let classes = |project: &Project| -> Vec<String> {
        let args = ["numerals", "-", "--format", "jsonl", "--config", "config"];
        let run = project.figlift_reading("第一、二、三产业，第3位。", &args);
        run.exits(0).json_lines().iter().map(|row| text(row, "rule").to_owned()).collect()
    };
    let before = classes(project);
    assert!(before.contains(&"quantity.rank".to_owned()), "{before:?}");
    let rule = "[[rule]]\nid = \"quantity.rank\"\nwhy = \"Seats are no ranks.\"\npattern = \"第 {number} 位\"\nclass = \"label\"\n";
    project.write("config/pack/rules/seats.toml", rule);
    assert_eq!(classes(project), before, "the rule replaced keeps its id, the others stay");
    let show = project.figlift(&["rules", "show", "quantity.rank", "--config", "config"]);
    show.exits(0).prints("config/pack/rules/seats.toml:1").prints("Seats are no ranks.");
});

figtest!(the_manifest_shows_a_changed_pack_and_config, |project| {
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
