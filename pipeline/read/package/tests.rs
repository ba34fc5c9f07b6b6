use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A package of parts, each with its name.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What a part of a package says, or why it is not read.
fn text_of(bytes: &[u8]) -> Result<Option<String>, PackageError> {
    Package::open(bytes)?.text("a.xml")
}

/// Changes a number of four bytes in each header of an archive of one part: at an offset in the header
/// of the part, and at the one in the directory.
fn with_field(mut bytes: Vec<u8>, offsets: [usize; 2], value: u32) -> Vec<u8> {
    let headers = [&b"PK\x03\x04"[..], b"PK\x01\x02"];
    for (header, offset) in headers.into_iter().zip(offsets) {
        let at = bytes.windows(4).position(|window| window == header).unwrap() + offset;
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

#[test]
fn parts_are_found_whatever_the_case_and_the_slashes() {
    let bytes = zipped(&[("Word\\A.xml", b"<a/>")]);
    let mut package = Package::open(&bytes).unwrap();
    assert_eq!(package.text("word/a.xml"), Ok(Some("<a/>".to_owned())));
    assert_eq!(package.text("word/b.xml"), Ok(None));
}

#[test]
fn what_is_no_package_is_told_apart() {
    let old = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [COMPOUND, &[0; 900], &name].concat()
    };
    assert_eq!(text_of(&old("WordDocument")), Err(PackageError::OldFormat));
    assert_eq!(text_of(&old("EncryptedPackage")), Err(PackageError::Encrypted));
    for other in [&b""[..], b"P", b"<html>", b"{\\rtf1"] {
        assert_eq!(text_of(other), Err(PackageError::OtherKind));
    }
    let whole = zipped(&[("a.xml", "产值5亿元".repeat(90).as_bytes())]);
    assert!(text_of(&whole).unwrap().is_some());
    for end in [4, whole.len() / 2, whole.len() - 22] {
        assert_eq!(text_of(&whole[..end]), Err(PackageError::CutOff), "{end}");
    }
    assert!(matches!(text_of(&whole[..whole.len() - 3]), Err(PackageError::Damaged(..))));
    // Bit 0 of the flags says that a part is encrypted.
    let locked = with_field(with_field(whole.clone(), [6, 8], 0x0008_0001), [8, 10], 8);
    assert_eq!(text_of(&locked), Err(PackageError::Encrypted));
    let mut other = whole.clone();
    other[40] ^= 0x55;
    assert!(matches!(text_of(&other), Err(PackageError::Damaged(..))));
}

#[test]
fn nothing_is_unpacked_beyond_the_limits() {
    let too_large = Err(PackageError::TooLarge("a.xml".to_owned()));
    let zeros = |size: u64| vec![b'0'; usize::try_from(size).unwrap()];
    // Below one megabyte a part may be as dense as it likes.
    assert!(text_of(&zipped(&[("a.xml", &zeros(ANY_RATIO))])).is_ok());
    let dense = zipped(&[("a.xml", &zeros(ANY_RATIO + 1))]);
    assert_eq!(text_of(&dense), too_large);
    // Sizes lie: the unpacked one is too small or too large, or the packed one too large.
    for (offsets, size) in [([22, 24], 10), ([22, 24], u32::MAX - 1), ([18, 20], u32::MAX - 1)] {
        assert!(text_of(&with_field(dense.clone(), offsets, size)).is_err());
    }
    let small = with_field(zipped(&[("a.xml", b"<a/>")]), [22, 24], u32::MAX - 1);
    assert!(text_of(&small).is_ok_and(|text| text.as_deref() == Some("<a/>")));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a.xml", stored).unwrap();
    archive.write_all(&zeros(MOST_PART + 1)).unwrap();
    assert_eq!(text_of(&archive.finish().unwrap().into_inner()), too_large);
}

#[test]
fn directories_that_lead_nowhere_take_no_time() {
    let mut ends = ARCHIVE.to_vec();
    for _ in 0..200_000 {
        ends.extend_from_slice(DIRECTORY_END);
        ends.extend_from_slice(&[0xff; 18]);
    }
    assert!(text_of(&ends).is_err());
    // One entry is said to be there 65,535 times.
    let mut bytes = zipped(&[("a.xml", b"1")]);
    let at = bytes.len() - 22;
    bytes[at + 8..at + 12].fill(0xff);
    assert!(text_of(&bytes).is_err());
}

#[test]
fn parts_are_in_utf_8_or_utf_16() {
    let of = |content: &[u8]| text_of(&zipped(&[("a.xml", content)]));
    let text = "<?xml version='1.0' encoding=\"UTF-16\"?><a>产值</a>";
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(to_bytes).collect::<Vec<u8>>()
    };
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        assert_eq!(of(&bytes), Ok(Some(text.to_owned())));
    }
    assert_eq!(of("\u{feff}<a/>".as_bytes()), Ok(Some("<a/>".to_owned())));
    assert_eq!(of(text.as_bytes()), Ok(Some(text.to_owned())));
    let declared = "<?xml version=\"1.0\" encoding = 'gb2312' ?><a/>";
    let other = PackageError::OtherEncoding("a.xml".to_owned(), "gb2312".to_owned());
    assert_eq!(of(declared.as_bytes()), Err(other));
    assert!(matches!(of(b"<a>\xD4\xF6</a>"), Err(PackageError::Damaged(..))));
    assert!(matches!(of(b"\xFF\xFEa"), Err(PackageError::Damaged(..))));
}
