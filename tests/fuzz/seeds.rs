//! The files that are damaged: small ones that are made, and any that are given.

use std::path::Path;

use crate::damage::damage;
use crate::made::pdf::{grid, lines, pdf, show};
use crate::made::{self, Part, Parts};
use crate::random::Random;
use crate::tokens::tokens;

const TEXT: &str = "青田县2023年统计公报\n一、综合\n全年生产总值312.5亿元，比上年增长6.2%。\n年末人口56.3万人，面积2477km²；“十四五”期间，１２家企业占比由1/3升至50%以上。\n";

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=gbk><title>2021年</title><script>a<b</script></head><body>
<div class=menu><a href=/>首页 12 条</a></div><h1>青田县2023年统计公报<sup>[1]</sup></h1>
<div id=zoom><p>全年生产总值<sup>[2]</sup>31<span>2.</span>5亿元，比上年增长6.<b>2%</b>。</p><pre>1
2</pre><p>年末人口5&#54;.3万人<br>面积2477km<sup>2</sup>&nbsp;。<!-- 12 --></p>
<table><tr><th rowspan=2>指标<th colspan=2>数值<tr><td>游客<td>1234.5</table></div><div>电话：0578-6821 234</div></body></html>";

const MARKDOWN: &str = "---\ntitle: 公报\ndate: 2023-01-05\n---\n# 公报[^1]\n\n生产总值**312.5**亿元，[增长](x)6.2%。\n5~6万人<sup>2</sup>\n\n| 指标 | 2023年 |\n|---|--:|\n| 游客 | 1234.5 |\n\n1. 企业12家\n   - `code` 3\n\n```\n4\n```\n<div>5</div>\n\n[^1]: 注6\n";

const TABLE: &str = "青田县主要指标,,\n单位：亿元,,\n指标,2023年,比上年增长（%）\n\"农业\n产值\",\"1,234.5\",3.9\n  林业,12,-1.5\n\n人口,,\n单位：万人,,\n指标,2023年,2022年\n常住人口,56.3,55\n";

const BODY: &str = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>公报</w:t></w:r></w:p>\
<w:p><w:r><w:t>产值202</w:t></w:r><w:ins><w:r><w:t>6亿元</w:t></w:r></w:ins><w:del><w:r><w:delText>7</w:delText></w:r></w:del>\
<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText>\
<w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>农业</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12.5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

const CELLS: &[&[&str]] = &[
    &["单位：亿元"],
    &["指标", "2023年", "比上年增长（%）"],
    &["农业", "1234.5", "3.9"],
    &["林业", "12", "-1.5"],
];

/// Makes a file of its parts.
type Packing = fn(&[Part]) -> Vec<u8>;

/// A file in the parts that it is packed of.
pub(crate) struct Seed {
    parts: Parts,
    pack: Packing,
}

impl Seed {
    fn whole(bytes: impl Into<Vec<u8>>) -> Seed {
        Seed::packed(bytes, |parts| parts[0].1.clone())
    }

    fn packed(bytes: impl Into<Vec<u8>>, pack: Packing) -> Seed {
        Seed { parts: vec![(String::new(), bytes.into())], pack }
    }

    fn zipped(parts: Parts) -> Seed {
        Seed { parts, pack: made::zipped }
    }

    fn bytes(&self) -> Vec<u8> {
        (self.pack)(&self.parts)
    }
}

/// The seeds of a reader; those that are given are whole files, and also parts if they are archives.
pub(crate) fn seeds(reader: &str, given: &[impl AsRef<Path>]) -> Result<Vec<Seed>, String> {
    let mut all = made_seeds(reader);
    for path in given {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        all.extend(unzipped(&bytes).map(Seed::zipped));
        all.push(Seed::whole(bytes));
    }
    Ok(all)
}

fn made_seeds(reader: &str) -> Vec<Seed> {
    match reader {
        "encodings" => encoded(TEXT),
        "md" => vec![Seed::whole(MARKDOWN)],
        "html" => encoded(PAGE),
        "csv" => encoded(TABLE).into_iter().chain([Seed::whole(TABLE.replace(',', ";"))]).collect(),
        "docx" => vec![Seed::zipped(word_parts())],
        "xlsx" => vec![Seed::zipped(made::book_parts(&[("表1", &cells()), ("R&amp;D", &cells())]))],
        "xls" => vec![
            Seed::packed(made::old_records(CELLS), |parts| {
                made::xls::compound(&parts[0].1[..parts[0].1.len().min(60_000)])
            }),
            Seed::whole(made::old_book(CELLS)),
        ],
        "pdf" => pages(),
        "jsonl" => {
            let line = format!("{{\"n\": 1.5e3, \"{}\": {TEXT:?}, \"a\": [null, {{}}]}}\n", "text");
            encoded(&line.repeat(3))
        }
        "corpus-csv" => encoded("id;text\n1;\"产值12亿元\n“好””\"\n2;企业;3家\n\n3;增长6.2%\n"),
        "parquet" => {
            let texts = [TEXT, "企业12家。", ""];
            vec![Seed::whole(made::parquet(&[("id", &["a", "b", "c"]), ("text", &texts)]))]
        }
        "gz" => vec![
            Seed::packed(TEXT, |parts| made::gzipped(&parts[0].1)),
            Seed::whole([made::gzipped(TEXT), made::gzipped("12\n".repeat(9000))].concat()),
        ],
        "zst" => vec![
            Seed::packed(TEXT, |parts| made::zstandard(&parts[0].1)),
            Seed::whole([made::zstandard(TEXT), made::zstandard("12\n".repeat(9000))].concat()),
        ],
        _ => vec![Seed::whole("12")],
    }
}

/// A text in the encodings that are read.
fn encoded(text: &str) -> Vec<Seed> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let [low, high] = [u16::to_le_bytes, u16::to_be_bytes].map(|bytes| {
        std::iter::once(&0xFEFF).chain(&units).flat_map(|&unit| bytes(unit)).collect::<Vec<u8>>()
    });
    let [chinese, taiwanese] = [encoding_rs::GB18030, encoding_rs::BIG5]
        .map(|encoding| encoding.encode(text).0.into_owned());
    let all = [text.into(), ["\u{FEFF}", text].concat().into(), low, high, chinese, taiwanese];
    all.map(Seed::whole).into()
}

fn cells() -> String {
    let merged = "<row r=\"9\" hidden=\"1\"><c r=\"XFD9\" t=\"b\"><v>1</v></c></row>\
        <row><c t=\"inlineStr\"><is><r><t>甲</t></r></is></c><c t=\"e\"><v>#N/A</v></c></row>";
    made::rows(CELLS) + merged
}

fn word_parts() -> Parts {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let styles = format!(
        "<w:styles {names}><w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"
    );
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let mut parts = made::document_parts(BODY);
    parts.push(("word/styles.xml".to_owned(), styles.into()));
    parts.push(("word/_rels/document.xml.rels".to_owned(), relations.into()));
    parts
}

/// Documents of pages, whose parts are what the pages show.
fn pages() -> Vec<Seed> {
    let lines = lines(100.0, 100.0, 10.0, &TEXT.lines().collect::<Vec<_>>());
    let table = grid(
        &[100.0, 200.0, 300.0],
        &[300.0, 330.0, 360.0],
        &[&["指标", "数值"], &["农业", "12.5"]],
    );
    let first = lines.clone() + &table + &show(290.0, 780.0, 9.0, "— 1 —");
    let parts: Parts = [first, lines + &show(290.0, 780.0, 9.0, "— 2 —")]
        .map(|page| (String::new(), page.into_bytes()))
        .into();
    let pack = |parts: &[Part]| pdf(&parts.iter().map(|part| &part.1).collect::<Vec<_>>());
    vec![Seed::whole(pack(&parts)), Seed { parts, pack }]
}

/// The parts of an archive; `None` if the bytes are none.
fn unzipped(bytes: &[u8]) -> Option<Parts> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).ok()?;
        parts.push((part.name().ok()?.into_owned(), content));
    }
    Some(parts)
}

/// The damaged file of that number.
pub(crate) fn case(reader: &str, seeds: &[Seed], seed: u64, number: u64) -> Vec<u8> {
    let random = &mut Random::new(seed, number);
    let tokens = tokens(reader);
    let (chosen, other) = (random.of(seeds), random.of(seeds));
    let others = random.of(&other.parts).1.clone();
    let mut parts = chosen.parts.clone();
    let way = random.below(10);
    if way < 7 {
        let part = random.below(parts.len());
        damage(&mut parts[part].1, tokens, &others, random);
    }
    let mut bytes = (chosen.pack)(&parts);
    if way > 5 {
        damage(&mut bytes, tokens, &other.bytes(), random);
    }
    bytes
}
