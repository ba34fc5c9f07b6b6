//! The pages of the review: they agree with the tables, do not change the texts, and have no broken
//! links.

mod dom;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use figlift_publish::{anchor, document_anchor, document_page};
use serde_json::Value;

use crate::shared::shared;
use crate::support::{Project, Row, text};
use dom::{Element, parse};

const REVIEW: &str = "output/review.html";

/// A text with characters that have a meaning in HTML, JSON, CSS or for the writing direction.
const HOSTILE: &str = "\u{feff}　　<script>alert(1)</script>有12家“企业”&amp;&#60;b>，产值3.5亿元]]>。\r\n\
    \r\n</p></div></article><!-- 增长5% --><style>*{display:none}</style>\r\
    \u{202e}左右\u{202c}颠倒120项\u{2067}😀👨‍👩‍👧 7个空8个\u{1b}[31m\u{85}9台\n\
    \t一、<a href=\"javascript:alert(2)\" onclick='x'>达到40%</a>\n\n　　　　　　{\"a\":\"\\u003c/script>\"}10%　　末段11人\u{feff}\n \n";

/// The page at a path of the project.
fn page(project: &Project, path: &str) -> Element {
    parse(&project.bytes(path))
}

/// The text of each document that a page shows, by the id of its article.
fn texts(page: &Element) -> BTreeMap<String, Element> {
    let shown = |article: Element| {
        let of_it = article.of_class("text");
        assert_eq!(of_it.len(), 1, "one text in each article");
        (article.attribute("id"), of_it[0].clone())
    };
    page.of_name("article").into_iter().map(shown).collect()
}

/// Requires that a page shows the text of a document verbatim, and marks its numerals one by one.
#[track_caller]
fn shows(shown: &Element, document: &Row, numerals: &[Row]) {
    assert_eq!(shown.text(), text(document, "text"));
    let doc_id = text(document, "doc_id");
    let of_it = numerals.iter().filter(|row| text(row, "doc_id") == doc_id);
    let expected: Vec<_> = of_it
        .map(|row| {
            let figure = Some(text(row, "figure_id")).filter(|id| !id.is_empty());
            let surface = text(row, "surface").to_owned();
            (text(row, "class").to_owned(), surface, figure.map(anchor).unwrap_or_default())
        })
        .collect();
    let marks = shown.of_class("m");
    let marked: Vec<_> = marks
        .iter()
        .map(|mark| {
            let classes = mark.attribute("class");
            let class = classes.split(' ').nth(1).unwrap_or_default().to_owned();
            let id = if class == "figure" { mark.attribute("id") } else { String::new() };
            (class, mark.text(), id)
        })
        .collect();
    assert_eq!(marked, expected);
    assert!(marks.iter().all(|mark| !mark.attribute("title").is_empty()));
}

/// Requires of all pages that ids are unique, that no link is broken, and that nothing is loaded
/// from a network and only one script runs.
#[track_caller]
fn is_sound(project: &Project) {
    let files = project.files("output");
    let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: BTreeMap<&str, Element> =
        html.map(|(path, html)| (path.as_str(), parse(html))).collect();
    let ids = |page: &Element| -> Vec<String> {
        page.all().iter().map(|one| one.attribute("id")).filter(|id| !id.is_empty()).collect()
    };
    let known: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| {
            let all = ids(page);
            let unlike: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(unlike.len(), all.len(), "{path}: an id stands twice");
            (*path, unlike)
        })
        .collect();
    let leads = |path: &str, link: &str| {
        let (target, id) = link.split_once('#').unwrap_or((link, ""));
        let target = resolved(path, target);
        assert!(files.contains_key(&target), "{path}: {link} leads to no file");
        let there = id.is_empty() || known[target.as_str()].contains(id);
        assert!(there, "{path}: {link} leads nowhere");
    };
    for (path, page) in &pages {
        links(page).iter().for_each(|link| leads(path, link));
        is_harmless(page);
    }
    for (path, svg) in files.iter().filter(|(path, _)| path.ends_with(".svg")) {
        let svg = String::from_utf8_lossy(svg);
        let tree = roxmltree::Document::parse(&svg).expect("XML");
        let links = tree.descendants().filter_map(|mark| mark.attribute("href"));
        assert!(
            links.inspect(|link| leads(path, link)).count() > 0,
            "{path}: no mark leads anywhere"
        );
    }
}

/// All links of a page, including those that only its script shows.
fn links(page: &Element) -> Vec<String> {
    let of = |name| page.all().into_iter().map(move |one| one.attribute(name));
    let mut links: Vec<String> =
        of("href").chain(of("src")).filter(|link| !link.is_empty()).collect();
    let data = data(page);
    // The page of all charts holds no figures.
    let Some(strings) = data["strings"].as_array() else { return links };
    for figure in data["figures"].as_array().expect("figures") {
        let field = |name: &str| &figure[column(&data, name)];
        links.extend(["other", "restates", "repeats"].iter().filter_map(|name| {
            let place = field(name).get(0)?.as_u64()? as usize;
            Some(strings[place].as_str()?.to_owned())
        }));
    }
    let checks = data["checks"].as_array().expect("checks").iter();
    let involved = checks.flat_map(|check| check[3].as_array().expect("figures").clone());
    links.extend(involved.map(|pair| {
        let place = pair[0].as_u64().expect("a place") as usize;
        strings[place].as_str().expect("a link").to_owned()
    }));
    let charts = data["charts"].as_array().expect("charts").iter();
    links.extend(charts.map(|chart| chart[0].as_str().expect("a path").to_owned()));
    links
}

/// The target of a relative link of a page.
fn resolved(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    match target.strip_prefix("../") {
        _ if target.is_empty() => from.to_owned(),
        Some(up) => up.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

fn data(page: &Element) -> Value {
    let data = page.of_id("data").expect("data").text();
    serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error}"))
}

fn column(data: &Value, name: &str) -> usize {
    let columns = data["columns"].as_array().expect("columns");
    columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"))
}

#[track_caller]
fn is_harmless(page: &Element) {
    let scripts = page.of_name("script");
    let kinds: Vec<String> = scripts.iter().map(|script| script.attribute("type")).collect();
    assert_eq!(kinds, ["application/json", ""]);
    let styles = page.of_name("style");
    assert_eq!(styles.len(), 1);
    for element in page.all() {
        for (name, value) in element.attributes() {
            assert!(!name.starts_with("on") && name != "style", "{name}=\"{value}\"");
            if matches!(name.as_str(), "href" | "src") {
                assert!(!value.contains(':') && !value.starts_with('/'), "{value}");
            }
        }
    }
    let policy = policy(page);
    let allowed = |text: String| {
        let hash = figlift_publish::sha256_hex(text.as_bytes());
        let bytes: Vec<u8> = (0..64)
            .step_by(2)
            .map(|at| u8::from_str_radix(&hash[at..at + 2], 16).expect("hex"))
            .collect();
        format!("'sha256-{}'", base64(&bytes))
    };
    assert_eq!(policy["script-src"], allowed(scripts[1].text()));
    assert_eq!(policy["style-src"], allowed(styles[0].text()));
    let none = ["default-src", "base-uri", "form-action"].map(|name| policy[name].as_str());
    assert_eq!(none, ["'none'"; 3]);
    assert_eq!(policy["img-src"], "'self' file:");
    assert_eq!(policy.len(), 6);
}

fn policy(page: &Element) -> BTreeMap<String, String> {
    let mut policies = page.of_name("meta").into_iter();
    let policy = policies.find(|meta| meta.attribute("http-equiv") == "Content-Security-Policy");
    let policy = policy.expect("a policy").attribute("content");
    let part = |part: &str| {
        let (name, sources) = part.trim().split_once(' ').expect("name and sources");
        (name.to_owned(), sources.to_owned())
    };
    policy.split(';').map(part).collect()
}

/// A second implementation, so that pages are not compared with their own code.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

figtest!(page_shows_all_texts_verbatim_with_every_numeral_marked, |project| {
    project.with_repository().figlift(&["run"]).exits(0).prints("review      output/review.html\n");
    let shown = texts(&page(project, REVIEW));
    let (documents, numerals) = (project.table("documents"), project.table("numerals"));
    assert_eq!(shown.len(), documents.len());
    for document in &documents {
        shows(&shown[&document_anchor(text(document, "doc_id"))], document, &numerals);
    }
    is_sound(project);
    assert!(project.bytes(REVIEW).len() < 400_000);
});

figtest!(page_of_a_hostile_text_changes_nothing_but_text, |project| {
    project
        .write("raw/<x>&\"'y.txt", HOSTILE)
        .write("raw/<x>&\"'y.toml", "title = \"</title><script>\"");
    project.write("raw/plain.txt", "有12家。").figlift(&["run"]);
    let shown = texts(&page(project, REVIEW));
    let (documents, numerals) = (project.table("documents"), project.table("numerals"));
    for document in &documents {
        shows(&shown[&document_anchor(text(document, "doc_id"))], document, &numerals);
    }
    assert_eq!(text(&documents[0], "text"), HOSTILE);
    assert!(numerals.len() > 10, "there is something to mark");
    is_sound(project);
});

figtest!(page_gives_the_script_the_evidence_of_a_figure, |project| {
    let raw =
        "😀甲乙。\r\n　　😀全市研发经费从12亿元增加到15.6亿元。\n　　2021年，高新技术企业320家。\n";
    project.write("raw/city.txt", raw).figlift(&["run"]).exits(0);
    let page = page(project, REVIEW);
    let (data, blocks) = (data(&page), page.of_class("b"));
    let figures = project.table("figures");
    let rows = data["figures"].as_array().expect("figures");
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(&figures) {
        let words = &row[column(&data, "words")][0];
        let at = |n: usize| words[n].as_u64().expect("a place") as usize;
        let units: Vec<u16> = blocks[at(0)].text().encode_utf16().collect();
        let lit = String::from_utf16(&units[at(1)..at(2)]).expect("whole characters");
        assert_eq!(lit, text(figure, "indicator_text"));
    }
    let period = rows[2][column(&data, "evidence")].as_array().expect("evidence");
    assert!(
        period.iter().any(|place| place[0] == 2 && place[1] == 2 && place[2] == 7),
        "{period:?}"
    );
});

figtest!(page_links_from_a_failure_to_the_figure, |project| {
    project.with_repository().edit("raw/jiangxi/innovation.txt", "147.57亿元", "147.58亿元");
    project.write("raw/scan.txt", b"table 1\r\nab\xff\xff and more\r\n");
    project.write("raw/unknown.txt", "　　设立“N个1”机制。");
    project.figlift(&["run"]).exits(1);
    let page = page(project, REVIEW);
    let problems = page.of_class("problems")[0].of_name("li");
    let severities: Vec<String> =
        problems.iter().map(|problem| problem.attribute("class")).collect();
    assert_eq!(severities[..4], ["error", "error", "warning", "warning"]);
    let target = |problem: &Element| {
        let href = problem.of_name("a")[0].attribute("href");
        page.of_id(href.strip_prefix('#').expect("on this page")).expect("it is there")
    };
    assert_eq!(
        (target(&problems[0]).name(), target(&problems[0]).text().contains("scan")),
        ("tr".to_owned(), true)
    );
    let mark = target(&problems[1]);
    assert_eq!(
        (mark.text().as_str(), mark.attribute("class").as_str()),
        ("147.58亿元", "m figure error")
    );
    assert!(mark.attribute("title").ends_with("错误"), "{}", mark.attribute("title"));
    let unresolved =
        problems.iter().find(|one| one.text().contains("没有规则说明这个数字")).expect("listed");
    assert!(target(unresolved).has_class("unresolved"));
    is_sound(project);
});

figtest!(page_links_from_what_is_told_twice_to_the_first, |project| {
    let told = "2021年，全省规模以上工业企业实现利润总额12亿元。\n";
    project.write("raw/a.txt", told.repeat(2)).figlift(&["run"]).exits(0);
    let (page, figures) = (page(project, REVIEW), project.table("figures"));
    let data = data(&page);
    let link = |row: usize| &data["figures"][row][column(&data, "repeats")];
    let place = link(1)[0].as_u64().expect("a link") as usize;
    let first = format!("#{}", anchor(text(&figures[0], "figure_id")));
    assert_eq!((link(0), &data["strings"][place]), (&Value::Null, &Value::from(first)));
    is_sound(project);
});

figtest!(page_of_many_texts_links_to_pages_of_some, |project| {
    for n in 0..45 {
        let doc_id = format!("county/{n:02}");
        project.write(&format!("raw/{doc_id}.txt"), format!("2021年，新建学校{n}1所。\n"));
    }
    project.write("raw/county/44.txt", "设立“N个1”机制，新建学校7所。");
    project.write(
        "raw/county/43.txt",
        "今年新建学校7所。\n".to_owned() + &"　　今年的工作。\n".repeat(95_000),
    );
    project.figlift(&["run"]);
    let first = page(project, REVIEW);
    assert!(texts(&first).is_empty());
    let pages = |folder: &str| -> Vec<String> {
        let files = project.files(folder).into_keys();
        files.filter(|path| path.starts_with("review/")).collect()
    };
    assert_eq!(pages("output").len(), 44, "all but the large one");
    let problem = first.of_class("problems")[0].of_name("a")[0].attribute("href");
    let (path, id) = problem.split_once('#').expect("a place on a page");
    assert_eq!(path, document_page("county/44"));
    assert!(
        page(project, &format!("output/{path}")).of_id(id).expect("there").has_class("unresolved")
    );
    let row = first.of_id(&document_anchor("county/43")).expect("listed");
    assert!(row.text().contains("超过 2 MB") && row.text().contains("figlift review county/43"));
    is_sound(project);
    project
        .figlift(&["review", "county/43", "--output", "pages"])
        .exits(0)
        .prints("pages/review.html");
    assert_eq!(pages("pages"), [document_page("county/43")]);
    let shown = texts(&page(project, &format!("pages/{}", document_page("county/43"))));
    let documents = project.table("documents");
    shows(&shown[&document_anchor("county/43")], &documents[43], &project.table("numerals"));
    project.figlift(&["review", "--all", "--output", "pages"]).exits(0);
    assert_eq!(pages("pages").len(), 45);
});

figtest!(page_on_demand_is_refused_if_it_would_do_harm, |project| {
    project.write("raw/city.txt", "有12家企业。").figlift(&["run"]).exits(0);
    let before = project.files("output");
    let run = project.figlift(&["review", "--all", "--output", "output"]);
    run.exits(2).says("`output` contains the tables of a run");
    project.figlift(&["review", "town"]).exits(2).says("unknown document `town`").says("`city`");
    project.figlift(&["review"]).exits(2);
    project.figlift(&["review", "city", "--all"]).exits(2);
    assert_eq!(project.files("output"), before);
    project.figlift(&["review", "--all"]).exits(0);
    assert_eq!(
        project.files("review").into_keys().collect::<Vec<_>>(),
        ["manifest.json", "review.html"]
    );
    assert_eq!(project.bytes("review/review.html"), project.bytes(REVIEW), "the same page");
});

figtest!(page_of_the_real_article_is_small, |project| {
    let Some(shared) = shared() else { return };
    let articles = shared.join("articles");
    project.with_repository();
    project.figlift(&["run", "--raw", articles.to_str().expect("UTF-8")]).exits(0);
    let shown = texts(&page(project, REVIEW));
    let documents = project.table("documents");
    shows(&shown["d-jiangxi_2dinnovation"], &documents[0], &project.table("numerals"));
    assert!(project.bytes(REVIEW).len() < 300_000);
    is_sound(project);
});
