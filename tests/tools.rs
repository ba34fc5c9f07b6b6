//! `explain`, `rules`, `indicators`, and the limit of unresolved numerals.

use serde_json::Value;

const TEXT: &str = "全市新办企业320家。\n出口从12亿元稳步增长到15.6亿元，比上年增长30%。\n";

figtest!(explain_shows_words_rules_and_fields, |project| {
    project.write("city.txt", TEXT).write("city.toml", "date = \"2023\"\nref_area = \"CN-ZJ\"\n");
    let run = project.figlift(&["explain", "city.txt:2:14"]);
    run.exits(0).prints("15.6亿元，比上年增长30%。").prints("^^^^^^^^ figure");
    run.prints("quantity.measured").prints("won").prints("lost to quantity.measured");
    run.prints("change.from-to")
        .prints("change_end")
        .prints("indicator_text  出口")
        .prints("CN-ZJ");
});

figtest!(explain_shows_clauses_attachments_and_scopes, |project| {
    project.write("city.txt", "2023年，全市新办企业320家，增长8%。\n");
    let run = project.figlift(&["explain", "city.txt:1:20"]);
    run.exits(0).prints("> 增长8%").prints("names nothing").prints("subject         declined");
    run.prints("carried         新办企业").prints("stands in: statement");
    let run = project.figlift(&["explain", "city.txt:1:20", "--format", "json"]);
    let explained: Value = serde_json::from_str(&run.stdout()).expect("JSON");
    let attachments = explained["attachments"].as_array().expect("attachments");
    assert_eq!(attachments.last().expect("one won")["name"], "carried");
    assert_eq!(explained["clauses"].as_array().expect("clauses").len(), 2);
    assert_eq!(explained["origins"]["time_period"], "statement");
});

figtest!(explain_shows_failed_rules_only_when_asked, |project| {
    project.write("city.txt", TEXT);
    let place = "city.txt:2:14";
    let shown = project.figlift(&["explain", place]).stdout();
    assert!(!shown.contains("did not match"), "{shown}");
    project.figlift(&["explain", "--all", place]).prints("did not match");
});

figtest!(explain_finds_the_same_numeral_by_position_and_byte, |project| {
    project.write("city.txt", format!("\u{feff}{TEXT}").replace('\n', "\r\n"));
    let text = project.text("city.txt");
    let byte = text.find("30%").expect("it is there");
    let by_byte = project.figlift(&["explain", &format!("city.txt@{byte}"), "--format", "json"]);
    let by_place = project.figlift(&["explain", "city.txt:2:27", "--format", "json"]);
    by_byte.exits(0);
    assert_eq!(by_byte.stdout(), by_place.stdout());
    let explained: Value = serde_json::from_str(&by_byte.stdout()).expect("JSON");
    assert_eq!(explained["numeral"]["text"], "30%");
    assert_eq!(explained["numeral"]["byte_start"], byte);
    assert_eq!(explained["figure"]["role"]["value"], "growth");
    let heard = explained["heard"].as_array().expect("rules").iter();
    let growth = heard.clone().find(|heard| heard["rule"] == "change.growth").expect("it is heard");
    assert!(growth["fields"].as_array().expect("fields").contains(&"role".into()));
});

figtest!(explain_refuses_places_without_a_numeral, |project| {
    project.write("city.txt", TEXT);
    project
        .figlift(&["explain", "city.txt:1:1"])
        .exits(2)
        .says("no numeral at this place; the nearest is");
    project.figlift(&["explain", "city.txt:9:1"]).exits(2).says("no such place");
    project.figlift(&["explain", "city.txt"]).exits(2).says("FILE:LINE:COL");
    project.figlift(&["explain", "none.txt:1:1"]).exits(2).says("none.txt");
});

figtest!(rules_are_listed_with_their_number_of_matches, |project| {
    project.write("raw/city.txt", TEXT);
    let run = project.figlift(&["rules", "--raw", "raw"]);
    let stdout = run.exits(0).stdout();
    let line = |rule: &str| {
        let found = stdout.lines().find(|line| line.split_whitespace().next() == Some(rule));
        found.unwrap_or_else(|| panic!("no line for {rule} in {stdout}")).to_owned()
    };
    assert!(line("quantity.measured").contains("4      0"), "{}", line("quantity.measured"));
    assert!(line("quantity.multiplied").ends_with("only lost"), "{}", line("quantity.multiplied"));
    assert!(line("label.sum").ends_with("never fired"), "{}", line("label.sum"));
    assert!(!line("change.from-to").contains("never"), "{}", line("change.from-to"));
});

figtest!(a_rule_whose_case_fails_is_reported_and_refused, |project| {
    let rule = "[[rule]]\nid = \"label.try\"\nwhy = \"a try\"\npattern = \"{number} 眼\"\nclass = \"label\"\n[[rule.accept]]\ntext = \"打井20眼\"\nnumerals = [{ surface = \"20眼\", class = \"period\" }]\n";
    project.write("raw/city.txt", TEXT).write("config/pack/rules/label/try.toml", rule);
    let run = project.figlift(&["rules", "test", "--config", "config"]);
    run.exits(1).says("config/pack/rules/label/try.toml:7:8");
    run.says("this case fails: 20眼 has class label, expected period");
    project.figlift(&["run"]).exits(2).says("this case fails");
    project.edit("config/pack/rules/label/try.toml", "\"period\"", "\"label\"");
    project.figlift(&["rules", "--config", "config", "test"]).exits(0).prints("rules hold");
    project
        .figlift(&["rules", "show", "quantity.rank"])
        .exits(0)
        .prints("pattern = ")
        .prints("rank/place.toml:");
    project
        .figlift(&["rules", "show", "quantity.rang"])
        .exits(2)
        .says("unknown rule `quantity.rang`; did you mean `quantity.range`?");
    project.figlift(&["run"]).exits(0);
});

figtest!(unknown_words_are_counted, |project| {
    project.write("raw/city.txt", "研发经费5亿元。出口3亿元。出口4亿元。");
    let run = project.figlift(&["indicators", "--unknown"]);
    run.exits(0).prints("2      -          出口");
    assert!(!run.stdout().contains("研发经费"), "the catalogue knows it");
    project.figlift(&["indicators"]).exits(0).prints("rd-expenditure");
});

figtest!(the_share_of_unresolved_numerals_has_a_limit, |project| {
    project.write("raw/city.txt", "全市有企业320家，编为7788。");
    project.figlift(&["run", "--max-unresolved", "0.5"]).exits(0);
    project
        .figlift(&["run", "--max-unresolved", "0.4"])
        .exits(1)
        .says("1 of 2 numerals are unresolved");
    project.figlift(&["run", "--max-unresolved", "2"]).exits(2).says("a share from 0 to 1");
});
