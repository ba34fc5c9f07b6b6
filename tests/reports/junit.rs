//! JUnit XML, read by an independent XML parser.

use roxmltree::{Document, Node};

use super::*;

/// An attribute; empty if it is missing.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

fn cases<'a, 'input>(document: &'a Document<'input>) -> Vec<Node<'a, 'input>> {
    document.descendants().filter(|node| node.has_tag_name("testcase")).collect()
}

/// The cases by class and name, which are unique.
fn by_name<'a, 'input>(
    document: &'a Document<'input>,
) -> BTreeMap<(&'a str, &'a str), Node<'a, 'input>> {
    let cases = cases(document);
    let number = cases.len();
    let name = |case| (attribute(case, "classname"), attribute(case, "name"));
    let named: BTreeMap<_, _> = cases.into_iter().map(|case| (name(case), case)).collect();
    assert_eq!(named.len(), number, "no two cases are called the same");
    named
}

/// The result of a case: the name of its element for the result.
fn outcome<'a>(case: Node<'a, '_>) -> &'a str {
    let is_result =
        |child: &Node<'_, '_>| ["failure", "error", "skipped"].map(|name| child.has_tag_name(name));
    let result = case.children().find(|child| is_result(child).contains(&true));
    result.map_or("passed", |child| child.tag_name().name())
}

/// A text in the form of an XML attribute.
fn held(text: &str) -> String {
    let held = |c: char| match c {
        '\n' => ' ',
        '\u{1}' | '\u{1b}' | '\u{fffe}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(held).collect()
}

figtest!(every_check_is_a_case_with_its_place, |project| {
    faulty(project);
    project.figlift(&["run", "--report", "junit=junit.xml"]).exits(1);
    let xml = project.text("junit.xml");
    let document = Document::parse(&xml).expect("XML");
    let named = by_name(&document);
    let checks = project.table("checks");
    assert_eq!(named.len(), checks.len() + 3, "and three about the texts themselves");
    for check in &checks {
        let id = text(check, "doc_id");
        let id = if id.is_empty() { "run" } else { id };
        let class = format!("{id}.{}", text(check, "kind"));
        let name = held(text(check, "check_id"));
        let case = named.get(&(&*class, &*name)).copied();
        let case = case.unwrap_or_else(|| panic!("no case {class} {name} in {xml}"));
        let expected = match (text(check, "status"), text(check, "severity")) {
            ("fail" | "missing", "error") => "failure",
            ("not_applicable" | "not_comparable", _) => "skipped",
            _ => "passed",
        };
        assert_eq!(outcome(case), expected, "{name}");
        let file = if id == "run" { "" } else { "raw/city.txt" };
        assert_eq!(attribute(case, "file"), file);
        let line = check["line"].as_i64().map(|line| line.to_string()).unwrap_or_default();
        assert_eq!(attribute(case, "line"), line);
        let Some(result) = case.children().find(|child| child.has_attribute("message")) else {
            continue;
        };
        assert_eq!(attribute(result, "message"), held(text(check, "message")));
        let kind = if expected == "skipped" { "status" } else { "severity" };
        assert_eq!(attribute(result, "type"), text(check, kind));
    }
});

figtest!(warnings_are_in_the_output_of_a_passed_case, |project| {
    faulty(project);
    project.figlift(&["run", "--report", "junit=junit.xml"]).exits(1);
    let xml = project.text("junit.xml");
    let document = Document::parse(&xml).expect("XML");
    let warning = |case: Node<'_, '_>| {
        let out = case.children().find(|child| child.has_tag_name("system-out"));
        out.and_then(|out| out.text()).map(str::to_owned)
    };
    let warned: Vec<String> = cases(&document).into_iter().filter_map(warning).collect();
    let [numeral, check] = &warned[..] else { panic!("{warned:?}") };
    assert!(numeral.starts_with("raw/city.txt:1:13: warning: no rule explains"), "{numeral}");
    assert!(check.starts_with("raw/city.txt:3:3: check plausible/city#"), "{check}");
    assert!(check.contains(" warning: 占比: 120% is impossible"), "{check}");
});

figtest!(suites_are_documents_and_count_their_cases, |project| {
    faulty(project);
    project.figlift(&["run", "--report", "junit=junit.xml"]).exits(1);
    let xml = project.text("junit.xml");
    let document = Document::parse(&xml).expect("XML");
    let suites: Vec<Node<'_, '_>> =
        document.root_element().children().filter(Node::is_element).collect();
    let names: Vec<&str> = suites.iter().map(|suite| attribute(*suite, "name")).collect();
    assert_eq!(names, ["raw/city.txt", "raw/scan.txt", "run"]);
    for suite in suites.iter().chain([&document.root_element()]) {
        let cases = suite.descendants().filter(|node| node.has_tag_name("testcase"));
        let outcomes: Vec<&str> = cases.map(outcome).collect();
        let of = |name: &str| outcomes.iter().filter(|one| **one == name).count().to_string();
        let counted = ["failures", "errors", "skipped"].map(|name| attribute(*suite, name));
        assert_eq!(counted, [&*of("failure"), &*of("error"), &*of("skipped")]);
        assert_eq!(attribute(*suite, "tests"), outcomes.len().to_string());
    }
    assert!(!xml.contains("time"), "neither times nor timestamps: {xml}");
});

figtest!(an_undecodable_document_is_an_error, |project| {
    faulty(project);
    project.figlift(&["run", "--report", "junit=junit.xml"]).exits(1);
    let xml = project.text("junit.xml");
    let document = Document::parse(&xml).expect("XML");
    let named = by_name(&document);
    let case = named[&("scan.text", "readable")];
    assert_eq!((attribute(case, "file"), attribute(case, "line")), ("raw/scan.txt", "2"));
    let error = case.children().find(|child| child.has_tag_name("error")).expect("an error");
    assert_eq!(attribute(error, "type"), "unreadable");
    assert!(attribute(error, "message").contains("FF"), "{xml}");
    assert!(error.text().is_some_and(|text| text.starts_with("raw/scan.txt:2:3: ")), "{xml}");
    // A readable document has the same case, so that its name is not new.
    assert_eq!(outcome(named[&("city.text", "readable")]), "passed");
});

figtest!(too_many_unresolved_numerals_are_a_failed_case, |project| {
    faulty(project);
    for (most, expected) in [("0", "failure"), ("1", "passed")] {
        let report = ["run", "--max-unresolved", most, "--report", "junit=junit.xml"];
        project.figlift(&report).exits(1);
        let xml = project.text("junit.xml");
        let document = Document::parse(&xml).expect("XML");
        assert_eq!(outcome(by_name(&document)[&("run.text", "max-unresolved")]), expected);
    }
});

// Characters that are invalid in XML are replaced, and no others are lost.
figtest!(no_character_of_a_text_breaks_the_xml, |project| {
    let all: String = (0..0x100)
        .chain([0xfffd, 0xfffe, 0xffff, 0x1fffe, 0x2028, 0xfeff])
        .filter_map(char::from_u32)
        .filter(|c| !matches!(c, '"' | '\\' | '\r' | '\n' | '\t'))
        .map(|c| format!("{c}]]>"))
        .collect();
    let words: String = all.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    let expected = EXPECTED.replace("=医院\\n,%|\\u001b[31m\\u0001\\uFFFE", &words);
    assert!(expected.contains("\\U"), "the words are replaced");
    project.write("raw/city.txt", "有学校7所。\n").write("config/expected/city.toml", expected);
    project.figlift(&["run", "--report", "junit=junit.xml"]).exits(1);
    let xml = project.text("junit.xml");
    let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let stated = document.descendants().filter_map(|node| node.attribute("message"));
    let messages: Vec<&str> = stated.collect();
    let shown = |c: char| {
        let broken = c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
        if broken { '\u{fffd}' } else { c }
    };
    let shown: String = all.chars().map(shown).collect();
    assert!(messages.iter().any(|message| message.starts_with(&shown)), "{messages:?}");
});
