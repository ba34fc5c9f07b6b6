//! What is refused, and why; and that no file takes long.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

fn page() -> String {
    show(100.0, 100.0, 10.0, "全年完成产值35.2亿元。")
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Zeros that take a thousandth of their size.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b' '; 1 << 20];
    (0..bytes >> 20).for_each(|_| packed.write_all(&zeros).unwrap());
    packed.finish().unwrap()
}

fn picture(file: &mut PdfFile) {
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"x",
    );
    let image = file.add(image);
    file.resources(&format!("/XObject << /X1 {image} 0 R >>"));
}

#[test]
fn other_files_are_no_pdf() {
    for bytes in [&b""[..], b"%PDF", b"<html>", b"\xff\xd8\xff", &[0; 5000]] {
        assert_eq!(refused(bytes), PdfError::OtherKind);
    }
}

#[test]
fn a_scan_is_refused_with_and_without_recognised_text() {
    let mut file = PdfFile::of(&["q 600 0 0 800 0 0 cm /X1 Do Q"]);
    picture(&mut file);
    assert_eq!(refused(&file.bytes()), PdfError::Scan);
    let mut file = PdfFile::of(&["q 600 0 0 800 0 0 cm /X1 Do Q 3 Tr\n".to_owned() + &page()]);
    picture(&mut file);
    assert_eq!(refused(&file.bytes()), PdfError::Recognised);
    assert_eq!(refused(&pdf(&["0 0 m 10 10 l S"])), PdfError::Empty);
    // A page of several stands in the text; most pages do not.
    let picture_page = "q 600 0 0 800 0 0 cm /X1 Do Q".to_owned();
    let mut file = PdfFile::of(&[page(), picture_page.clone()]);
    picture(&mut file);
    assert_eq!(derive(&file.bytes()).unwrap().text, "全年完成产值35.2亿元。\n\u{fffc}");
    let mut file = PdfFile::of(&[page(), picture_page.clone(), picture_page]);
    picture(&mut file);
    assert_eq!(refused(&file.bytes()), PdfError::Scan);
}

#[test]
fn an_encrypted_document_is_refused() {
    let mut file = PdfFile::of(&[page()]);
    let key = "41".repeat(32);
    let encrypt =
        file.add(format!("<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"));
    file.trailer = format!("/Encrypt {encrypt} 0 R /ID [<4142> <4142>]");
    assert_eq!(refused(&file.bytes()), PdfError::Encrypted);
}

#[test]
fn a_document_that_is_cut_off_is_refused() {
    let whole = pdf(&[page(), page()]);
    for length in 5..whole.len() - 1 {
        let error = match read(&whole[..length], &ReadOptions::default()) {
            // Only white space is missing.
            Ok(_) if whole.len() - length < 8 => continue,
            Ok(_) => panic!("{length} of {}", whole.len()),
            Err(Unread::Pdf(error)) => error,
            Err(other) => panic!("{other:?}"),
        };
        assert!(
            matches!(error, PdfError::CutOff | PdfError::Damaged(_) | PdfError::OtherKind),
            "{error}"
        );
    }
}

#[test]
fn a_table_that_leads_elsewhere_is_not_mended() {
    let whole = pdf(&[page()]);
    let at = whole.windows(6).position(|word| word == b"4 0 ob").unwrap();
    let mut moved = whole.clone();
    moved.splice(at..at, *b"    ");
    assert!(matches!(refused(&moved), PdfError::Damaged(_)));
    // What stands before the document moves all places alike.
    let junk = [b"junk\n".as_slice(), &whole].concat();
    assert!(read(&junk, &ReadOptions::default()).is_ok());
}

#[test]
fn fonts_without_characters_are_refused() {
    let mut file = PdfFile::of(&[page()]);
    file.replace(3, &format!("/ToUnicode {} 0 R", maker::TO_UNICODE), "");
    assert!(matches!(refused(&file.bytes()), PdfError::Unknown(unknown, all) if unknown == all));
    // One of 201 is not too many.
    let few = show(100.0, 130.0, 2.0, &"甲".repeat(200)) + "BT /F1 10 Tf 100 200 Td <0001> Tj ET";
    assert!(derive(&pdf(&[few])).unwrap().text.contains('\u{fffd}'));
    // Bytes of GBK in a font of Latin letters.
    let gbk = "BT /F2 10 Tf 100 700 Td <b2fad6b5b2fad6b5> Tj ET";
    assert_eq!(refused(&pdf(&[gbk])), PdfError::OtherEncoding);
}

#[test]
fn missing_parts_are_damage() {
    let mut file = PdfFile::of(&[page()]);
    file.replace(7, "/Contents 8 0 R", "/Contents 99 0 R");
    assert!(matches!(refused(&file.bytes()), PdfError::Damaged(_)));
    let mut file = PdfFile::of(&[page()]);
    let packed = deflated(page().repeat(50).as_bytes());
    file.objects[7] = stream("/Filter /FlateDecode", &packed[..packed.len() / 2]);
    assert!(matches!(refused(&file.bytes()), PdfError::Damaged(_)));
    file.objects[7] = stream("/Filter /FlateDecode", &packed);
    assert!(derive(&file.bytes()).is_ok());
}

#[test]
fn bombs_are_refused_in_little_time() {
    let start = Instant::now();
    let mut bombs = Vec::new();
    // In a page, in a font, and packed twice.
    let mut file = PdfFile::of(&[page()]);
    file.objects[7] = stream("/Filter /FlateDecode", &bomb(300 << 20));
    bombs.push(file.bytes());
    file.objects[7] = stream("/Filter /FlateDecode", &bomb(80 << 20));
    bombs.push(file.bytes());
    file.objects[7] = stream("/Filter [/FlateDecode /FlateDecode]", &deflated(&bomb(600 << 20)));
    bombs.push(file.bytes());
    let mut file = PdfFile::of(&[page()]);
    file.objects[maker::TO_UNICODE - 1] = stream("/Filter /FlateDecode", &bomb(100 << 20));
    bombs.push(file.bytes());
    // Forms that show others, each a thousand times.
    let mut file = PdfFile::of(&["/X1 Do"]);
    let many = "/X1 Do ".repeat(1000);
    let first = file.objects.len() + 1;
    for next in first + 1..first + 6 {
        file.add(stream(
            &format!(
                "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 {next} 0 R >> >>"
            ),
            many.as_bytes(),
        ));
    }
    file.add(stream("/Subtype /Form /BBox [0 0 9 9]", b"0 0 m"));
    file.resources(&format!("/XObject << /X1 {first} 0 R >>"));
    bombs.push(file.bytes());
    // Widths of four thousand million codes.
    let mut file = PdfFile::of(&[page()]);
    file.replace(4, "/W [32 126 500]", "/W [0 4294967295 500]");
    bombs.push(file.bytes());
    let mut file = PdfFile::of(&["BT /F2 9 Tf (a) Tj ET"]);
    file.replace(
        5,
        "/Encoding",
        "/FirstChar 4294967295 /LastChar 4294967296 /Widths [1] /Encoding",
    );
    bombs.push(file.bytes());
    // Saved states.
    bombs.push(pdf(&["q ".repeat(100_000)]));
    for (n, bytes) in bombs.iter().enumerate() {
        assert!(matches!(refused(bytes), PdfError::TooLarge(..)), "{n}: {}", refused(bytes));
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn loops_end() {
    // A tree of pages, a chain of tables, and a font in themselves.
    let mut file = PdfFile::of(&[page()]);
    file.replace(2, "/Kids [", "/Kids [2 0 R ");
    assert_eq!(derive(&file.bytes()).unwrap().text, "全年完成产值35.2亿元。");
    let mut file = PdfFile::of(&[page()]);
    let table = file.bytes().windows(5).position(|word| word == b"xref\n").unwrap();
    file.trailer = format!("/Prev {table}");
    assert!(matches!(refused(&file.bytes()), PdfError::Damaged(_)));
    let mut file = PdfFile::of(&[page()]);
    file.replace(3, "[4 0 R]", "[3 0 R]");
    assert!(matches!(refused(&file.bytes()), PdfError::Damaged(_) | PdfError::Unknown(..)));
}

#[test]
fn no_bytes_make_it_fail() {
    let whole = pdf(&[page() + &grid(&[100.0, 200.0, 300.0], &[100.0, 130.0], &[&["甲", "1"]])]);
    let mut seed = 7u32;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = seed as usize % bytes.len();
            bytes[at] = (seed >> 24) as u8;
        }
        assert_ne!(
            read(&bytes, &ReadOptions::default()).err(),
            Some(Unread::Pdf(PdfError::Failed))
        );
    }
}

#[test]
fn each_refusal_says_what_to_do() {
    let errors = [
        PdfError::OtherKind,
        PdfError::CutOff,
        PdfError::Damaged("x".to_owned()),
        PdfError::Encrypted,
        PdfError::Scan,
        PdfError::Recognised,
        PdfError::Empty,
        PdfError::Unknown(7, 100),
        PdfError::OtherEncoding,
        PdfError::TooLarge("many pages", 5),
        PdfError::Failed,
    ];
    for error in errors {
        assert!(error.to_string().contains("; "), "{error}");
    }
}
