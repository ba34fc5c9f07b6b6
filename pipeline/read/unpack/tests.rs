use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::{INPUTS, RawFile, RawState, SizeLimit, Unread, input_of, load, read};

const TEXT: &str = "2021年，全市研发经费为15.6亿元。\n";

pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 19).unwrap()
}

/// All bytes of an input.
fn whole(input: &[u8], must: bool) -> Result<Vec<u8>, PackedError> {
    let mut bytes = Vec::new();
    let read =
        unpacked(input, must).and_then(|mut unpacked| unpacked.bytes.read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(PackedError::of(&error).expect("an error of the packed file")),
    }
}

/// The text of a file with that name, or why it has none.
fn read_file(name: &str, bytes: &[u8], limit: SizeLimit) -> Result<(String, String), Unread> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let file = RawFile::alone(&path, *input_of(&path, INPUTS).unwrap()).unwrap();
    match read(&file.doc_id, &load(&file, limit).unwrap()).unwrap() {
        RawState::Read { document, .. } => Ok((file.doc_id, document.text().to_owned())),
        RawState::Unreadable { error, .. } => Err(error),
    }
}

#[test]
fn what_is_packed_is_told_by_its_content() {
    let text = TEXT.as_bytes();
    for packed in [gzipped(text), zstandard(text)] {
        assert_eq!(whole(&packed, true).unwrap(), text);
        assert_eq!(whole(&packed, false).unwrap(), text);
        for name in ["a.txt.gz", "a.txt.ZST", "a.txt"] {
            let read = read_file(name, &packed, SizeLimit::default());
            assert_eq!(read, Ok(("a".to_owned(), TEXT.to_owned())), "{name}");
        }
    }
    assert_eq!(whole(text, false).unwrap(), text);
    assert_eq!(whole(b"", false).unwrap(), b"");
    for other in [&b""[..], b"PK", text] {
        assert_eq!(whole(other, true), Err(PackedError::NotPacked));
    }
}

#[test]
fn other_inputs_may_be_packed_as_well() {
    let page = gzipped("<p>产值12亿元</p>".as_bytes());
    let read = read_file("b.html.gz", &page, SizeLimit::default()).unwrap();
    assert_eq!(read, ("b".to_owned(), "产值12亿元".to_owned()));
}

#[test]
fn members_and_frames_may_follow_each_other() {
    let passed_over = [0x50, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 7];
    let frames = [&passed_over[..], &zstandard(b"ab"), &zstandard(b"cd")].concat();
    for packed in [[gzipped(b"ab"), gzipped(b"cd")].concat(), frames] {
        assert_eq!(whole(&packed, true).unwrap(), b"abcd");
    }
}

#[test]
fn only_one_layer_is_unpacked() {
    for twice in [gzipped(&zstandard(b"a")), zstandard(&gzipped(b"a")), gzipped(&gzipped(b"a"))] {
        assert_eq!(whole(&twice, true), Err(PackedError::Twice));
    }
}

#[test]
fn what_is_cut_off_or_damaged_is_refused() {
    let text = TEXT.repeat(100);
    for packed in [gzipped(text.as_bytes()), zstandard(text.as_bytes())] {
        for end in [3, packed.len() / 2, packed.len() - 1] {
            let error = whole(&packed[..end], true).unwrap_err();
            assert!(matches!(error, PackedError::CutOff | PackedError::NotPacked), "{end} {error}");
        }
        for behind in [&b"behind it"[..], b"\0", &[0x1F]] {
            let behind = whole(&[&packed[..], behind].concat(), true);
            assert_eq!(behind, Err(PackedError::Trailing(packed.len() as u64)));
        }
    }
    let mut packed = gzipped(text.as_bytes());
    let checksum = packed.len() - 6;
    packed[checksum] ^= 1;
    assert!(matches!(whole(&packed, true), Err(PackedError::Damaged(_))));
    let error = read_file("a.txt.gz", &packed[..40], SizeLimit::default()).unwrap_err();
    assert_eq!(error.code(), "unreadable");
    assert!(error.message().contains("its end is missing"), "{}", error.message());
}

#[test]
fn bombs_are_left_early() {
    let mut bomb = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    io::copy(&mut io::repeat(0).take(64 << 20), &mut bomb).unwrap();
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 64 << 10);
    assert_eq!(whole(&bomb, true), Err(PackedError::TooDense));
    let error = read_file("a.txt.zst", &bomb, SizeLimit::default()).unwrap_err();
    assert!(error.message().contains("more than 1000 times"), "{}", error.message());
    // A short text may be one of few words.
    let short = vec![b'a'; 1 << 20];
    assert_eq!(whole(&zstandard(&short), true).unwrap(), short);
    // The limit of documents holds for what is unpacked.
    let packed = gzipped(TEXT.repeat(1000).as_bytes());
    let limit: SizeLimit = "16kB".parse().unwrap();
    assert!(packed.len() < 16_000);
    let error = read_file("a.txt.gz", &packed, limit).unwrap_err();
    assert!(
        matches!(error, Unread::TooLarge(_)) && error.message().contains("--max-document-size")
    );
}

#[test]
fn the_whole_of_what_is_unpacked_has_a_limit() {
    // Not so dense that the ratio is exceeded first.
    let part: Vec<u8> = (0..1_u32 << 20).flat_map(|n| (n / 32).to_le_bytes()).collect();
    let part = zstd::bulk::compress(&part, 1).unwrap();
    let frames = (MOST_UNPACKED >> 22) as usize + 1;
    let packed = io::Cursor::new(part.repeat(frames));
    let mut unpacked = unpacked(packed, true).unwrap().bytes;
    let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
    assert_eq!(PackedError::of(&error), Some(PackedError::TooLarge));
}
