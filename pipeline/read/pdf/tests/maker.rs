//! Makes small PDF documents, of pages with words at places.

use std::collections::BTreeSet;
use std::fmt::Write;

/// The height of a page.
pub(crate) const HEIGHT: f64 = 800.0;

/// Words at a place, which is given from the top left corner, in a size. Han are as wide as that, others
/// half as wide.
pub(crate) fn show(left: f64, top: f64, size: f64, words: &str) -> String {
    let codes: String =
        words.encode_utf16().fold(String::new(), |codes, code| codes + &format!("{code:04x}"));
    format!("BT /F1 {size} Tf {left} {} Td <{codes}> Tj ET\n", HEIGHT - top)
}

/// A ruling line.
pub(crate) fn rule(left: f64, top: f64, right: f64, bottom: f64) -> String {
    format!("{left} {} m {right} {} l S\n", HEIGHT - top, HEIGHT - bottom)
}

/// Lines below each other, the first at a height.
pub(crate) fn lines(left: f64, top: f64, size: f64, lines: &[&str]) -> String {
    let line = |(n, line): (usize, &&str)| show(left, top + n as f64 * size * 1.5, size, line);
    lines.iter().enumerate().map(line).collect()
}

/// A grid of ruling lines, and what stands in its cells, row by row.
pub(crate) fn grid(xs: &[f64], ys: &[f64], cells: &[&[&str]]) -> String {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let across: String = ys.iter().map(|&y| rule(left, y, right, y)).collect();
    let down: String = xs.iter().map(|&x| rule(x, top, x, bottom)).collect();
    let words = cells.iter().zip(ys).flat_map(|(row, y)| {
        row.iter().zip(xs).map(move |(words, x)| show(x + 4.0, y + 15.0, 10.0, words))
    });
    across + &down + &words.collect::<String>()
}

/// A document in the making: its objects, from number 1, and what its trailer says.
pub(crate) struct PdfFile {
    pub objects: Vec<Vec<u8>>,
    pub trailer: String,
}

/// The numbers of the objects of a document of pages.
const CATALOG: usize = 1;
const PAGES: usize = 2;
pub(crate) const TO_UNICODE: usize = 6;
const FIRST_PAGE: usize = 7;

impl PdfFile {
    /// A document of pages, by their descriptions.
    pub(crate) fn of<S: AsRef<[u8]>>(pages: &[S]) -> PdfFile {
        let number = |page: usize| FIRST_PAGE + 2 * page;
        let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", number(page))).collect();
        let mut file = PdfFile { objects: Vec::new(), trailer: String::new() };
        file.add(format!("<< /Type /Catalog /Pages {PAGES} 0 R >>"));
        file.add(format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()));
        file.add(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H \
             /DescendantFonts [4 0 R] /ToUnicode {TO_UNICODE} 0 R >>"
        ));
        file.add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000 /W [32 126 500] \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
                .to_owned(),
        );
        file.add(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_owned(),
        );
        file.add(stream("", to_unicode(pages).as_bytes()));
        for (n, page) in pages.iter().enumerate() {
            file.add(format!(
                "<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 600 {HEIGHT}] /Contents {} 0 R \
                 /Resources << /Font << /F1 3 0 R /F2 5 0 R >> >> >>",
                number(n) + 1
            ));
            file.add(stream("", page.as_ref()));
        }
        file
    }

    /// Adds an object; its number.
    pub(crate) fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Replaces words of an object.
    pub(crate) fn replace(&mut self, object: usize, words: &str, by: &str) {
        let old = String::from_utf8(self.objects[object - 1].clone()).expect("a text");
        assert!(old.contains(words), "{old}");
        self.objects[object - 1] = old.replace(words, by).into_bytes();
    }

    /// Gives pages more resources.
    pub(crate) fn resources(&mut self, more: &str) {
        let page = (FIRST_PAGE..=self.objects.len()).step_by(2);
        let pages: Vec<usize> =
            page.filter(|n| self.objects[n - 1].starts_with(b"<< /Type /Page ")).collect();
        for number in pages {
            self.replace(number, "/Resources <<", &format!("/Resources << {more}"));
        }
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n%\xe4\xe5\n".to_vec();
        let mut places = Vec::new();
        for (n, object) in self.objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", n + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let table = bytes.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            writeln!(end, "{place:010} 00000 n ").expect("memory");
        }
        let size = places.len() + 1;
        let trailer = &self.trailer;
        write!(
            end,
            "trailer\n<< /Size {size} /Root {CATALOG} 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"
        )
        .expect("memory");
        bytes.extend(end.bytes());
        bytes
    }
}

/// The bytes of a document of pages.
pub(crate) fn pdf<S: AsRef<[u8]>>(pages: &[S]) -> Vec<u8> {
    PdfFile::of(pages).bytes()
}

/// A stream, with what its dictionary says besides its length.
pub(crate) fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {entries} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// The table of characters: codes are those of UTF-16.
fn to_unicode<S: AsRef<[u8]>>(pages: &[S]) -> String {
    let mut codes = BTreeSet::new();
    for page in pages {
        let page = String::from_utf8_lossy(page.as_ref()).into_owned();
        for words in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')) {
            let is_code = words.0.bytes().all(|byte| byte.is_ascii_hexdigit());
            let digits = words.0.as_bytes().chunks_exact(4).filter(|_| is_code);
            codes.extend(digits.filter_map(|code| str::from_utf8(code).ok().map(str::to_owned)));
        }
    }
    let mut table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
        /CMapName /Made def /CMapType 2 def\n\
        1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        .to_owned();
    let codes: Vec<String> = codes.into_iter().collect();
    for part in codes.chunks(100) {
        writeln!(table, "{} beginbfchar", part.len()).expect("memory");
        part.iter().for_each(|code| writeln!(table, "<{code}> <{code}>").expect("memory"));
        table.push_str("endbfchar\n");
    }
    table + "endcmap end end\n"
}
