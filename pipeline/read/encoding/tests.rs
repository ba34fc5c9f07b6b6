//! Each encoding, and each kind of error with its place.

use super::*;

const TEXT: &str = "一、概况\r\n研发经费从12亿元增加到15.6亿元，年均增长9.1%。\n“十四五”㐀𠀀€\n";

fn gb(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = GB18030.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn read(bytes: &[u8]) -> (String, Encoding) {
    let decoded = decode(bytes).unwrap();
    (decoded.text, decoded.encoding)
}

/// Reason, offset, line, column and offending bytes.
fn fault(bytes: &[u8]) -> (DecodeReason, usize, usize, usize, Vec<u8>) {
    let error = decode(bytes).unwrap_err();
    (error.reason, error.offset, error.line, error.column, error.bytes)
}

#[test]
fn every_encoding_gives_the_same_text() {
    assert_eq!(read(TEXT.as_bytes()), (TEXT.to_owned(), Encoding::Utf8));
    assert_eq!(read(&gb(TEXT)), (TEXT.to_owned(), Encoding::Gb18030));
    let marked = format!("\u{FEFF}{TEXT}");
    assert_eq!(read(marked.as_bytes()), (marked.clone(), Encoding::Utf8Bom));
    assert_eq!(read(&utf16(&marked, u16::to_le_bytes)), (marked.clone(), Encoding::Utf16Le));
    assert_eq!(read(&utf16(&marked, u16::to_be_bytes)), (marked.clone(), Encoding::Utf16Be));
}

#[test]
fn utf8_text_is_the_file_byte_for_byte() {
    let marked = format!("\u{FEFF}{TEXT}");
    for text in ["", "ASCII only", TEXT, &marked] {
        assert_eq!(decode(text.as_bytes()).unwrap().text.as_bytes(), text.as_bytes());
    }
    assert_eq!(read(b"\xEF\xBB\xBF"), ("\u{FEFF}".to_owned(), Encoding::Utf8Bom));
}

#[test]
fn all_ideographs_are_read_from_gb18030() {
    let mut text = String::new();
    for (n, c) in ('\u{3400}'..='\u{9FFF}').enumerate() {
        text.push(c);
        if n % 40 == 39 {
            text.push('\n');
        }
    }
    assert_eq!(read(&gb(&text)), (text, Encoding::Gb18030));
}

#[test]
fn short_texts_are_read_from_gb18030() {
    for text in ["增长", "8.1%左右", "第16位，前移2位", "全省科技工作", "二〇二三年", "亿元"]
    {
        assert_eq!(read(&gb(text)), (text.to_owned(), Encoding::Gb18030), "{text}");
    }
}

#[test]
fn damaged_utf8_is_not_read_as_gb18030() {
    // The damaged byte and its neighbours are nevertheless characters of GB18030.
    let mut bytes = "增长率为百分之八，".repeat(4).into_bytes();
    bytes[53] = 0xC0;
    assert!(GB18030.decode_without_bom_handling_and_without_replacement(&bytes).is_some());
    let malformed = DecodeReason::Malformed(Encoding::Utf8);
    assert_eq!(fault(&bytes), (malformed, 51, 1, 18, vec![0xEF, 0xBC]));
}

#[test]
fn utf8_that_is_cut_short_says_so() {
    let cut = &TEXT.as_bytes()[..TEXT.find('况').unwrap() + 2];
    let reason = DecodeReason::CutShort(Encoding::Utf8);
    assert_eq!(fault(cut), (reason, 9, 1, 4, vec![0xE5, 0x86]));
}

#[test]
fn places_are_counted_in_lines_and_characters() {
    let reason = DecodeReason::Malformed(Encoding::Utf8Bom);
    let bytes = [b"\xEF\xBB\xBF\xE4\xB8\x80\r\n\xE4\xBA\x8C\r\xE4\xB8\x89\n".as_slice(), b"ab\xFF"];
    assert_eq!(fault(&bytes.concat()), (reason, 18, 4, 3, vec![0xFF]));
    assert_eq!(fault(b"\xEF\xBB\xBF\xFF"), (reason, 3, 1, 1, vec![0xFF]));
}

#[test]
fn faults_in_gb18030_have_their_place() {
    let malformed = DecodeReason::Malformed(Encoding::Gb18030);
    let good = gb("概况\n增长");
    let with = |bytes: &[u8]| [good.as_slice(), bytes, &gb("亿元")].concat();
    assert_eq!(fault(&with(b"\xFF")), (malformed, 9, 2, 3, vec![0xFF]));
    assert_eq!(fault(&with(b"\xD4 ")), (malformed, 9, 2, 3, vec![0xD4]));
    // Four bytes without a character, and a second byte that cannot begin four.
    assert_eq!(fault(&with(b"\xFE\x39\xFE\x39")).0, malformed);
    assert_eq!(fault(&with(b"\x81\x30 ")), (malformed, 9, 2, 3, vec![0x81]));
}

#[test]
fn gb18030_that_is_cut_short_says_so() {
    let reason = DecodeReason::CutShort(Encoding::Gb18030);
    for cut in [b"\xD4".as_slice(), b"\x81\x30", b"\x81\x30\x81"] {
        let bytes = [&gb("概况\n增长"), cut].concat();
        assert_eq!(fault(&bytes), (reason, 9, 2, 3, cut.to_vec()));
    }
}

#[test]
fn faults_in_utf16_have_their_place() {
    let bytes = utf16("\u{FEFF}概况\n增", u16::to_le_bytes);
    let with = |more: &[u8]| [bytes.as_slice(), more].concat();
    let (cut, malformed) = (DecodeReason::CutShort, DecodeReason::Malformed);
    let le = Encoding::Utf16Le;
    assert_eq!(fault(&with(b"a")), (cut(le), 10, 2, 2, vec![b'a']));
    assert_eq!(fault(&with(b"\x00\xD8")), (cut(le), 10, 2, 2, vec![0x00, 0xD8]));
    assert_eq!(fault(&with(b"\x00\xDC")), (malformed(le), 10, 2, 2, vec![0x00, 0xDC]));
    assert_eq!(fault(&with(b"\x00\xD8a\x00")), (malformed(le), 10, 2, 2, vec![0x00, 0xD8]));
    assert_eq!(fault(&with(b"\x00\x00")), (DecodeReason::Nul, 10, 2, 2, vec![0, 0]));
    assert_eq!(fault(b"\xFF\xFE\x00\x00A\x00\x00\x00").0, DecodeReason::Nul);
}

#[test]
fn binary_files_are_no_text() {
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR";
    assert!(matches!(fault(png).0, DecodeReason::Other(other) if other.what() == "a picture"));
    assert_eq!(fault(&png[1..]), (DecodeReason::Nul, 7, 3, 1, vec![0]));
    let unmarked = &utf16("a概", u16::to_le_bytes);
    assert_eq!(fault(unmarked), (DecodeReason::Nul, 1, 1, 2, vec![0]));
    let padded = [TEXT.as_bytes(), &[0; 512]].concat();
    assert_eq!(fault(&padded), (DecodeReason::Nul, TEXT.len(), 4, 1, vec![0]));
    assert_eq!(fault("\u{FEFF}a\0".as_bytes()), (DecodeReason::Nul, 4, 1, 2, vec![0]));
}

#[test]
fn many_control_characters_are_no_text() {
    let many = "概况\n增\u{1}\u{2}\u{3}\u{7F}";
    assert_eq!(fault(many.as_bytes()), (DecodeReason::Control, 10, 2, 2, vec![1]));
    assert_eq!(fault(&gb(many)), (DecodeReason::Control, 7, 2, 2, vec![1]));
    let marked = format!("\u{FEFF}{many}");
    assert_eq!(fault(&utf16(&marked, u16::to_be_bytes)).1, 10);
}

#[test]
fn a_few_control_characters_are_an_accident() {
    let few = "分页\u{C}制表\t，文件尾\u{1A}";
    assert_eq!(read(few.as_bytes()).0, few);
    let spread = format!("{}\u{8}", "增长".repeat(60)).repeat(9);
    assert_eq!(read(spread.as_bytes()).0, spread);
}

#[test]
fn messages_name_the_bytes_and_the_mend() {
    let text = decode(b"\xE5\xA2\x9E\xE9\x95\xBF\xFF").unwrap_err().to_string();
    let expected = "line 1, column 3: the file is utf-8, but FF is not a character of it; correct these bytes, or save the file as UTF-8";
    assert_eq!(text, expected);
}

#[test]
fn no_bytes_make_it_panic() {
    // A deterministic pseudo-random generator.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..4000 {
        let mut bytes = Vec::new();
        for _ in 0..round % 40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let narrow = [0x81, 0x30, 0xE4, 0xB8, 0xFF, 0xFE, b'\n', b'\r'];
            let byte = (state >> 32) as u8;
            bytes.push(if round % 2 == 0 { byte } else { narrow[usize::from(byte % 8)] });
        }
        match decode(&bytes) {
            Ok(decoded) => assert!(decoded.text.len() >= bytes.len() / 4),
            Err(error) => {
                assert!(error.offset < bytes.len());
                let offending = &bytes[error.offset..error.offset + error.bytes.len()];
                assert_eq!(error.bytes, offending);
            }
        }
    }
}
