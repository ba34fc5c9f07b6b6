//! What pages say themselves: in which language, and how they tell where fields come from.

use serde_json::Value;

use super::dom::Element;
use super::{REVIEW, column, data, page};

/// What a page says itself, without texts, data, script and style.
fn said(page: &Element) -> String {
    let mut said = page.of_name("body")[0].text();
    for apart in ["script", "article"].iter().flat_map(|name| page.of_name(name)) {
        said = said.replace(&apart.text(), "");
    }
    said
}

figtest!(page_speaks_chinese_and_holds_the_english_words_beside, |project| {
    project
        .write("raw/city.txt", "2021年，设立“N个1”机制，新建学校7所。")
        .figlift(&["run"])
        .exits(0);
    let page = page(project, REVIEW);
    assert_eq!(page.attribute("lang"), "zh-CN");
    let said = said(&page);
    for words in ["未识别", "没有规则说明这个数字", "个数值", "全部标为已看"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    for words in ["unresolved", "figures", "no rule", "未解"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    let english: Vec<Element> =
        page.all().into_iter().filter(|one| !one.attribute("data-en").is_empty()).collect();
    for one in &english {
        assert!(one.attribute("data-en") == "中文" || one.attribute("data-en").is_ascii());
        assert!(one.all().len() == 1, "its whole text is replaced: {}", one.text());
    }
    let title = page.of_class("figure").into_iter().find(|one| one.name() == "a");
    assert!(title.expect("a mark").attribute("title").starts_with("水平 · 7"));
});

figtest!(page_tells_how_the_fields_of_a_figure_were_found, |project| {
    let raw = "　　2021年，全市生产总值120亿元，财政收入12亿元。\n";
    project.write("raw/city.txt", raw).write("raw/city.toml", "ref_area = \"CN-JX\"");
    project.figlift(&["run"]).exits(0);
    let data = data(&page(project, REVIEW));
    let rows = data["figures"].as_array().expect("figures");
    let text = |row: usize, name: &str| {
        let place = rows[row][column(&data, name)].as_u64().expect("a place") as usize;
        data["strings"][place].as_str().expect("a text").to_owned()
    };
    assert_eq!(text(0, "attachment"), "subject");
    let explained = project.figlift(&["explain", "raw/city.txt:1:25", "--format", "json"]);
    let explained: Value = serde_json::from_str(&explained.exits(0).stdout()).expect("JSON");
    let fields = ["time_period", "basis", "obs_status", "ref_area", "per"];
    let origins = fields.map(|name| explained["origins"][name].as_str().unwrap_or_default());
    assert_eq!(text(1, "origins"), origins.join("/"));
    assert_eq!(origins[0], "statement");
    for origin in text(1, "origins").split('/').filter(|name| !name.is_empty()) {
        assert!(figlift_review::has_word("origin", origin), "{origin}");
    }
    assert!(
        figlift_extract::attachment_names()
            .all(|name| figlift_review::has_word("attachment", name))
    );
});
