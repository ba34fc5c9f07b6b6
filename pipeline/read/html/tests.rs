use figlift_text::{BlockKind, TextLayout};

use super::*;

/// The text of a page and its layout.
fn page(html: &str) -> (String, TextLayout) {
    derive(html, &ReadOptions::default())
}

/// The blocks of a page: what each is, and its text.
fn blocks(html: &str) -> Vec<(String, String)> {
    let (text, layout) = page(html);
    let name = |kind: BlockKind| match kind {
        BlockKind::Cell(cell) => format!("{},{}", cell.row, cell.column),
        kind => format!("{kind:?}"),
    };
    layout
        .blocks
        .iter()
        .map(|block| (name(block.kind), text[block.span.range()].to_owned()))
        .collect()
}

fn texts(html: &str) -> Vec<String> {
    blocks(html).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn marks_within_a_line_add_nothing_and_blocks_part() {
    let html = "<p>产值5<span>3</span>109.8<b>5</b>亿元，\n  <i>增长</i> 7,<wbr>9\u{200b}12.6</p><div>二</div>三<hr>四";
    assert_eq!(texts(html), ["产值53109.85亿元， 增长 7,912.6", "二", "三", "四"]);
    assert_eq!(texts("<p>a<br>b<p>c<ul><li>d<li>e</ul>"), ["a\nb", "c", "d", "e"]);
}

#[test]
fn what_is_no_text_is_left_out() {
    let html = "<title>t</title><style>p{}</style>a<script>'<p>1</p>'</script><!--<$[2]>begin-->b\
                <svg><text>3</text></svg><select><option>4</select>c&lt;5";
    assert_eq!(texts(html), ["abc<5"]);
}

#[test]
fn each_byte_leads_to_its_place() {
    let html = "<p>人口5&#57;&#x35;3万\n人</p>\n<p>产值&nbsp;7&amp;8</p>";
    let (text, layout) = page(html);
    assert_eq!(text, "人口5953万 人\n产值\u{a0}7&8");
    let document = figlift_text::Document::derived("a", text.clone(), layout, Default::default());
    let place = |words: &str| document.place(text.find(words).unwrap()).to_string();
    assert_eq!(
        ["人口", "5", "9", "3万", "人\n", "7", "8"].map(place),
        ["1:4", "1:6", "1:7", "1:18", "2:1", "3:12", "3:18"]
    );
    for (byte, _) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        assert_eq!(document.byte_at(&document.place(byte)), Some(byte), "{}", &text[byte..]);
    }
}

#[test]
fn superscripts_are_exponents_or_marks_of_notes() {
    let html = "<p>面积1.2×10<sup>4</sup>km<sup>2</sup>，产值<sup>[2]</sup>9亿元<sup> 3 </sup>，PM<sub>2.5</sub></p><p><sup>1</sup>注</p>";
    let (text, layout) = page(html);
    assert_eq!(text, "面积1.2×10⁴km²，产值\u{2060}[2]9亿元\u{2060}3，PM2.5\n1注");
    let marks: Vec<&str> = layout.marks.iter().map(|mark| &text[mark.range()]).collect();
    assert_eq!(marks, ["\u{2060}[2]", "\u{2060}3"]);
    let document = figlift_text::Document::derived("a", text, layout, Default::default());
    assert!(document.reading().contains("产值9亿元，PM2.5"), "{}", document.reading());
}

#[test]
fn cells_have_their_places() {
    let html = "<table><caption>表1</caption><tr><th rowspan=2>指标<th colspan=2>2024年</th></tr>\
                <tr><td>绝对<br>数<td><p>增长</p><p>（%）</p></table>后";
    let expected = [
        ("Caption", "表1"),
        ("1,1", "指标"),
        ("1,2", "2024年"),
        ("2,2", "绝对 数"),
        ("2,3", "增长\n（%）"),
        ("Paragraph", "后"),
    ];
    assert_eq!(blocks(html), expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
    assert_eq!(page(html).0, "表1\n指标\t2024年\n绝对 数\t增长\n（%）\n后");
}

#[test]
fn tables_that_place_the_parts_of_a_page_are_none() {
    let html = "<table><tr><td>左<td>前<div><table><tr><td>a<td>1</table></div>后</table>";
    let expected =
        [("Paragraph", "左"), ("Paragraph", "前"), ("1,1", "a"), ("1,2", "1"), ("Paragraph", "后")];
    assert_eq!(blocks(html), expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
    let single = blocks("<table><tr><td>一<tr><td>二</table>");
    assert!(single.iter().all(|(kind, _)| kind == "Paragraph"), "{single:?}");
    let prose = blocks("<table><tr><td>概况<td>产值5亿元。</table>");
    assert_eq!([&*prose[0].0, &prose[1].0], ["1,1", "Paragraph"]);
}

#[test]
fn what_stands_around_the_main_text_is_furniture() {
    let main = "<p>产值5亿元，增长3%。</p><p>人口12万人，减少1%。</p>".repeat(4);
    let around = "<div class=nav><a href=#>2024年报告</a><a>2023年报告</a></div>";
    let of = |html: &str| {
        let kinds = blocks(html);
        let furniture = kinds.iter().filter(|(kind, _)| kind == "Furniture");
        furniture.map(|(_, text)| text.clone()).collect::<Vec<_>>()
    };
    // Nearly all that counts is in one container; its title stands apart.
    let html = format!("<body>{around}<h1>公报</h1><div>{main}</div><div>电话 0791-8888</div>");
    assert_eq!(of(&html), ["2024年报告2023年报告", "电话 0791-8888"]);
    assert!(blocks(&html).contains(&("Heading".to_owned(), "公报".to_owned())));
    // A known container comes before the densest.
    let html = format!("<div>{main}</div><div id=zoom><p>产值7亿元。</p></div>");
    assert_eq!(of(&html).len(), 8);
    // The sidecar comes before both.
    let main = Some(".nav".parse().unwrap());
    let (text, layout) =
        derive(&format!("{around}{html}"), &ReadOptions { main, ..ReadOptions::default() });
    let kept: Vec<_> =
        layout.blocks.iter().filter(|block| block.kind != BlockKind::Furniture).collect();
    assert_eq!(kept.len(), 1);
    assert!(text[kept[0].span.range()].starts_with("2024年"));
    // Nothing counts: all of it is text.
    assert_eq!(of("<div>甲</div><div>乙</div>"), [""; 0]);
}

#[test]
fn no_markup_takes_long() {
    let deep = format!("{}1{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert_eq!(texts(&deep), ["1"]);
    let unclosed = format!("{}1", "<div><p><table><td><a><li>".repeat(20_000));
    assert_eq!(texts(&unclosed).len(), 1);
    let crossed =
        format!("{}{}", "<div><b><td>".repeat(50_000), "</table></p></tr>".repeat(50_000));
    assert!(texts(&crossed).is_empty());
    let spans = "<table>".to_owned() + &"<tr><td rowspan=65000 colspan=1000>1<td>2".repeat(2000);
    assert!(texts(&spans).len() >= 2000);
    assert_eq!(texts(&"<p>&nbsp;</p>".repeat(50_000)).len(), 0);
}

#[test]
fn a_declared_charset_is_tried_and_a_wrong_one_is_noticed() {
    let read = |head: &str, text: &[u8]| {
        let bytes = [head.as_bytes(), text].concat();
        let read = (HTML.read)(&bytes, &ReadOptions::default()).unwrap();
        (read.text, read.encoding.unwrap().as_str(), read.noticed.len())
    };
    let plain = |text: &str| text.to_owned();
    let gbk = b"\xD4\xF6\xB3\xA48.1%";
    assert_eq!(read("<meta charset=gb2312>", gbk), (plain("增长8.1%"), "gb18030", 0));
    assert_eq!(read("<meta charset=utf-8>", gbk), (plain("增长8.1%"), "gb18030", 1));
    assert_eq!(read("", gbk), (plain("增长8.1%"), "gb18030", 0));
    let utf8 = "增长8.1%".as_bytes();
    assert_eq!(read("<meta charset=gb2312>", utf8), (plain("增长8.1%"), "utf-8", 1));
    let big5 = b"\xBCW\xAA\xF88.1%";
    assert_eq!(read("<meta charset=big5>", big5), (plain("增長8.1%"), "big5", 0));
    assert_ne!(read("<meta charset=gbk>", big5).0, "增長8.1%");
}
