use figlift_text::{BlockKind, Document};

use super::*;
use crate::package::tests::zipped;

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A document with that body, and other parts (each by its kind) within their elements.
fn document(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let relation = |(kind, _): &(&str, &str)| {
        format!("<Relationship Id=\"{kind}\" Type=\"http://x/{kind}\" Target=\"{kind}.xml\"/>")
    };
    let relations: String = others.iter().map(relation).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let others: Vec<(String, String)> = others
        .iter()
        .map(|(kind, inner)| {
            (format!("word/{kind}.xml"), format!("<w:{kind} {NAMES}>{inner}</w:{kind}>"))
        })
        .collect();
    let mut parts = vec![
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.extend(others.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    zipped(&parts)
}

fn read_with(body: &str, others: &[(&str, &str)]) -> ReadText {
    derive(&document(body, others)).unwrap_or_else(|error| panic!("{error}"))
}

/// The blocks of a document: what each is, and its text.
fn blocks_with(body: &str, others: &[(&str, &str)]) -> Vec<(String, String)> {
    let ReadText { text, layout, .. } = read_with(body, others);
    let name = |kind: BlockKind| match kind {
        BlockKind::Cell(cell) => {
            let head = if cell.is_head { "*" } else { "" };
            format!("{},{} {}×{}{head}", cell.row, cell.column, cell.rows, cell.columns)
        }
        kind => format!("{kind:?}"),
    };
    let blocks = layout.blocks.iter();
    blocks.map(|block| (name(block.kind), text[block.span.range()].to_owned())).collect()
}

fn text(body: &str) -> String {
    read_with(body, &[]).text
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn owned<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())).to_vec()
}

#[test]
fn runs_are_joined_and_what_is_not_shown_is_left_out() {
    let body = format!(
        "<w:p>{}<w:proofErr/>{}<w:del><w:r><w:delText>7</w:delText></w:r></w:del>\
         <w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>{}{}\
         <w:r><w:instrText>PAGE</w:instrText></w:r>\
         <mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Choice>{}</mc:Choice>\
         <mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
        r("", "202"),
        r("<w:b/>", "6年"),
        r("", "增长8."),
        r("", "旧"),
        r("", "3%"),
        r("<w:vanish/>", "77"),
        r("<w:vanish w:val=\"0\"/>", "，"),
        r("", "甲"),
        r("", "乙"),
        r("", "丙"),
    );
    assert_eq!(text(&body), "2026年增长8.3%，甲");
}

#[test]
fn marks_within_runs_are_characters() {
    let body = "<w:p><w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15亿</w:t><w:softHyphen/><w:t>元</w:t>\
        <w:tab/><w:t xml:space=\"preserve\"> a&amp;&#98;<![CDATA[<c]]> </w:t><w:br/><w:t> 5 </w:t>\
        <w:sym w:font=\"Symbol\" w:char=\"F0B1\"/><w:t>3\u{200b}1</w:t></w:r>\
        <m:oMath><m:r><m:t>1</m:t></m:r></m:oMath></w:p>";
    assert_eq!(text(body), "12-15亿元\t a&b<c \n5±31\u{fffc}");
    let symbols = "<w:p><w:r><mc:AlternateContent><mc:Choice><x:symEx xmlns:x=\"urn:x\" x:char=\"2460\"/>\
        </mc:Choice><mc:Fallback><w:t>①</w:t></mc:Fallback></mc:AlternateContent>\
        <w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:char=\"2103\"/><w:sym/></w:r></w:p>";
    assert_eq!(text(symbols), "①\u{fffc}℃\u{fffc}");
    // White space that is not to be preserved is that of the file.
    assert_eq!(text("<w:p><w:r><w:t>\n  3\n 1 </w:t></w:r></w:p>"), "3  1");
}

#[test]
fn fields_show_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{begin}{inner}{begin}{separate}{}{end}{separate}{}{end}{}</w:p><w:p>{begin}{}</w:p>{}",
        r("", "隐"),
        r("", "显"),
        r("", "后"),
        r("", "隐"),
        p("下"),
        inner = "<w:r><w:instrText>IF</w:instrText></w:r>",
        begin = mark("begin"),
        separate = mark("separate"),
        end = mark("end"),
    );
    assert_eq!(text(&body), "显后\n下");
}

#[test]
fn superscripts_are_exponents_or_marks_of_notes() {
    let raised = |text: &str| r("<w:vertAlign w:val=\"superscript\"/>", text);
    let by_hand = |text: &str| r("<w:position w:val=\"6\"/><w:sz w:val=\"14\"/>", text);
    let body = format!(
        "<w:p>{}{}{}{}{}{}{}{}{}{}</w:p>",
        r("", "1.2×10"),
        raised("4"),
        r("", "km"),
        by_hand("2"),
        r("", "，产值"),
        raised("["),
        raised("1]"),
        r("<w:position w:val=\"6\"/>", "9亿元"),
        r("<w:vertAlign w:val=\"subscript\"/>", "2"),
        "<w:r><w:footnoteReference w:id=\"7\"/></w:r>",
    );
    let ReadText { text, layout, .. } = read_with(&body, &[]);
    assert_eq!(text, "1.2×10⁴km²，产值\u{2060}[1]9亿元2\u{2060}1");
    let marks: Vec<&str> = layout.marks.iter().map(|mark| &text[mark.range()]).collect();
    assert_eq!(marks, ["\u{2060}[1]", "\u{2060}1"]);
    // A paragraph may begin with a mark.
    let reference = "<w:r><w:footnoteReference w:id=\"7\"/></w:r>";
    let body = format!("{}<w:p>{reference}{}</w:p>", p("甲"), r("", "乙"));
    let ReadText { text, layout, .. } = read_with(&body, &[]);
    assert_eq!(&text[layout.marks[0].range()], "\u{2060}1", "{text}");
}

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"24\"/></w:rPr></w:rPrDefault>\
    </w:docDefaults><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"own\"><w:basedOn w:val=\"1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"flat\"><w:basedOn w:val=\"1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"caption\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"toc\"><w:name w:val=\"toc 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:basedOn w:val=\"loop\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"gone\"><w:rPr><w:vanish/></w:rPr></w:style>\
    <w:style w:type=\"character\" w:styleId=\"up\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
    <w:style w:type=\"character\" w:styleId=\"off\"><w:rPr><w:vanish/></w:rPr></w:style>";

#[test]
fn styles_say_what_paragraphs_are_and_what_is_hidden() {
    let styled = |id: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}</w:p>", r("", text))
    };
    let body = [
        styled("t", "题"),
        styled("1", "一"),
        styled("own", "二"),
        styled("flat", "三"),
        styled("own", "全年产值5亿元。"),
        styled("c", "表1"),
        styled("toc", "一　12"),
        styled("loop", "四"),
        styled("gone", "五"),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>六</w:t></w:r></w:p>".to_owned(),
        format!(
            "<w:p>{}{}{}</w:p>",
            r("", "七"),
            r("<w:rStyle w:val=\"up\"/>", "[1]"),
            r("<w:rStyle w:val=\"off\"/>", "八")
        ),
    ];
    let expected = owned([
        ("Heading", "题"),
        ("Heading", "一"),
        ("Heading", "二"),
        ("Paragraph", "三"),
        ("Paragraph", "全年产值5亿元。"),
        ("Caption", "表1"),
        ("Furniture", "一　12"),
        ("Paragraph", "四"),
        ("Heading", "六"),
        ("Paragraph", "七\u{2060}[1]"),
    ]);
    assert_eq!(blocks_with(&body.concat(), &[("styles", STYLES)]), expected);
}

#[test]
fn paragraphs_go_on_where_the_mark_between_them_is_deleted() {
    let deleted = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>产值5</w:t></w:r></w:p>";
    assert_eq!(text(&format!("{deleted}{}{deleted}", p("3亿元"))), "产值53亿元\n产值5");
    let changed =
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr>";
    assert_eq!(text(&format!("{changed}{}</w:p>{}", r("", "甲"), p("乙"))), "甲\n乙");
    let large = "<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr><w:r><w:t>2</w:t></w:r></w:p>";
    let ruby = "<w:p><w:r><w:t>02</w:t><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase>\
        <w:r><w:t>6年</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(text(&format!("{large}{ruby}")), "2026年");
}

#[test]
fn text_boxes_follow_their_paragraph_and_notes_the_text() {
    let text_box = format!("<w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>", p("框"));
    let note = |kind: &str, id: &str| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:r>{text_box}</w:r>{}{}{}{}</w:p>{}",
        r("", "产值"),
        note("footnote", "4"),
        r("", "5亿元"),
        note("endnote", "1"),
        note("footnote", "2"),
        p("后"),
    );
    let notes = format!(
        "<w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:tab/></w:r>{}</w:p></w:footnote>\
         <w:footnote w:id=\"4\">{}</w:footnote><w:footnote w:id=\"5\">{}</w:footnote>",
        p("线"),
        r("", "注二"),
        p("注四"),
        p("无"),
    );
    let ends = format!("<w:endnote w:id=\"1\">{}</w:endnote>", p("尾注"));
    let read = read_with(&body, &[("footnotes", &notes), ("endnotes", &ends)]);
    let expected = "产值\u{2060}15亿元\u{2060}1\u{2060}2\n框\n后\n注四\n注二\n尾注";
    assert_eq!(read.text, expected);
    let document = Document::derived("a", read.text.clone(), read.layout, Default::default());
    assert!(document.reading().starts_with("产值5亿元\n框"), "{}", document.reading());
    let place = |words: &str| document.place(read.text.find(words).unwrap()).to_string();
    assert_eq!(["产值", "亿元", "框", "尾注"].map(place), ["¶1", "¶1", "¶2", "¶6"]);
}

/// A cell with properties.
fn tc(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

#[test]
fn cells_have_their_places() {
    let (first, more) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let body = [
        "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>".to_owned(),
        tc(first, &p("指标")) + &tc("<w:gridSpan w:val=\"2\"/>", &p("2024年")) + "</w:tr>",
        format!("<w:tr>{}", tc(more, &p("不见"))),
        tc("", "<w:p><w:r><w:t>绝对</w:t><w:br/><w:t>数</w:t><w:tab/></w:r></w:p>"),
        tc("", &(p("增长") + &p("（%）"))) + "</w:tr>",
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", tc("", &p("删"))),
        format!("<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>{}</w:tr>", tc("", &p("5"))),
        "</w:tbl>".to_owned(),
        p("后"),
    ];
    let expected = owned([
        ("1,1 2×1*", "指标"),
        ("1,2 1×2*", "2024年"),
        ("2,2 1×1", "绝对 数"),
        ("2,3 1×1", "增长\n（%）"),
        ("3,3 1×1", "5"),
        ("Paragraph", "后"),
    ]);
    assert_eq!(blocks_with(&body.concat(), &[]), expected);
    let ReadText { text, layout, .. } = read_with(&body.concat(), &[]);
    assert_eq!(text, "指标\t2024年\n绝对 数\t增长\n（%）\n5\n后");
    let document = Document::derived("a", text.clone(), layout, Default::default());
    let place = |words: &str| document.place(text.find(words).unwrap()).to_string();
    assert_eq!(
        ["2024", "（", "5", "后"].map(place),
        ["table 1,R1C2", "table 1,R2C3", "table 1,R3C3", "¶1"]
    );
}

#[test]
fn each_paragraph_of_a_cell_is_a_line() {
    let raised = r("<w:vertAlign w:val=\"superscript\"/>", "2");
    let note = "<w:r><w:footnoteReference w:id=\"7\"/></w:r>";
    let lines =
        format!("{}<w:p>{raised}{}</w:p><w:p>{note}{}</w:p>", p("km"), r("", "5"), r("", "乙"));
    let body = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &lines), tc("", &p("1")));
    assert_eq!(text(&body), "km\n25\n\u{2060}1乙\t1");
}

#[test]
fn tables_that_place_the_parts_of_a_page_are_none() {
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let inner = table(&row(&(tc("", &p("a")) + &tc("", &p("1")))));
    let outer = table(&row(&(tc("", &p("左")) + &tc("", &(p("前") + &inner + &p("后"))))));
    let kinds = |body: &str| blocks_with(body, &[]).into_iter().map(|(kind, _)| kind);
    let expected = ["Paragraph", "Paragraph", "1,1 1×1", "1,2 1×1", "Paragraph"];
    assert!(kinds(&outer).eq(expected), "{:?}", blocks_with(&outer, &[]));
    let wide = "<w:gridSpan w:val=\"3\"/>";
    let single = table(&(row(&tc(wide, &p("一"))) + &row(&tc(wide, &p("二")))));
    assert!(kinds(&single).eq(["Paragraph", "Paragraph"]));
    let prose = table(&row(&(tc("", &p("概况")) + &tc("", &p("产值5亿元。")))));
    assert!(kinds(&prose).eq(["1,1 1×1", "Paragraph"]));
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let error = |bytes: &[u8]| derive(bytes).expect_err("refused");
    let missing = error(&zipped(&[("content.xml", b"<a/>")]));
    assert_eq!(missing, PackageError::Missing("word/document.xml".to_owned()));
    let main = |text: &str| error(&zipped(&[("word/document.xml", text.as_bytes())]));
    let part = || "word/document.xml".to_owned();
    assert_eq!(main("<!DOCTYPE a><a/>"), PackageError::DocumentType(part()));
    let deep = "<a>".repeat(20_000) + &"</a>".repeat(20_000);
    assert_eq!(main(&deep), PackageError::TooDeep(part()));
    for broken in ["<a>", "<a></b>", "<a>&e;</a>", "<a>&#0;</a>", "<a"] {
        assert!(matches!(main(broken), PackageError::Damaged(..)), "{broken}");
    }
    let long = main(&format!("<a>\u{9b}[2J</{}>", "b".repeat(9000))).to_string();
    assert!(long.len() < 400 && !long.contains('\u{9b}'), "{long}");
    assert_eq!(error(&document("<w:altChunk/>", &[])), PackageError::Foreign);
    let picture = "<w:p><w:r><w:drawing/></w:r></w:p>";
    assert_eq!(error(&document(picture, &[])), PackageError::OnlyPictures);
    assert_eq!(text(""), "");
    assert_eq!(text(&format!("{picture}{}", p("1"))), "1");
    // The program that looks for the main part asks the relationships.
    let relations = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"/word/d2.xml\"/></Relationships>";
    let other = format!("<w:document {NAMES}>{}</w:document>", p("乙"));
    let moved = zipped(&[("_rels/.rels", relations.as_bytes()), ("word/d2.xml", other.as_bytes())]);
    assert_eq!(derive(&moved).unwrap().text, "乙");
}

#[test]
fn both_forms_of_the_standard_are_read_in_both_encodings() {
    let strict = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">\
        <d:p><d:pPr><d:outlineLvl d:val=\"0\"/></d:pPr><d:r><d:t>产值</d:t></d:r></d:p></d:document>";
    let units = "\u{feff}".encode_utf16().chain(strict.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let read = derive(&zipped(&[("word/document.xml", &bytes)])).unwrap();
    assert_eq!((read.text.as_str(), read.layout.blocks[0].kind), ("产值", BlockKind::Heading));
    assert!(read.encoding.is_none() && read.date.is_none());
}

#[test]
fn no_markup_takes_long() {
    let spans = "<w:tr>".to_owned()
        + &tc("<w:gridSpan w:val=\"1000\"/><w:vMerge/>", &p("1")).repeat(3)
        + &tc("<w:gridSpan w:val=\"99999999999999999999\"/>", &p("2"))
        + "</w:tr>";
    assert!(text(&format!("<w:tbl>{}</w:tbl>", spans.repeat(3000))).len() > 3000);
    let stray = "</w:p>".to_owned();
    assert!(derive(&document(&stray, &[])).is_err());
    assert_eq!(text(&"<w:tc><w:tr><w:p/></w:tr></w:tc>".repeat(9000)), "");
    let notes = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".repeat(60_000);
    assert_eq!(read_with(&format!("<w:p>{notes}</w:p>"), &[]).layout.marks.len(), 60_000);
}
