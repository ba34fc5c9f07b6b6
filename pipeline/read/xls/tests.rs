use figlift_text::{Document, Metadata};

use super::*;

fn derived(bytes: &[u8]) -> Result<Document, String> {
    let read = derive(bytes).map_err(|error| error.message())?;
    Ok(Document::derived("a", read.text, read.layout, Metadata::default()))
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let size = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &size.to_le_bytes(), data].concat()
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The records of a workbook of one sheet.
fn stream(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x809, &words(&[0x600, 5, 0, 0]));
    let end = record(0x0A, &[]);
    let globals = globals.concat();
    // Behind its own name, too.
    let at = u32::try_from(begin.len() + globals.len() + 4 + 10 + end.len()).unwrap();
    let name = record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 2, 0], b"ab"].concat());
    [begin.clone(), globals, name, end.clone(), begin, cells.concat(), end].concat()
}

/// A compound file of one stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
    let sectors = stream.len() / SECTOR;
    assert!(sectors < 126);
    let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    head.resize(SECTOR, 0xFF);
    for (at, value) in [(30, 9_u16), (32, 6)] {
        head[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(48, 1_u32), (56, 4096), (60, END), (68, END), (76, 0)] {
        head[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    let chained = (0..sectors).map(|at| if at + 1 == sectors { END } else { at as u32 + 3 });
    let mut table: Vec<u8> =
        [0xFFFF_FFFD, END].into_iter().chain(chained).flat_map(u32::to_le_bytes).collect();
    table.resize(SECTOR, 0xFF);
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, END, 0);
    directory.extend(entry("Workbook", 2, 2, stream.len()));
    directory.resize(SECTOR, 0);
    [head, table, directory, stream].concat()
}

fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x203, &[&words(&[row, column, style])[..], &value.to_le_bytes()].concat())
}

fn label(row: u16, column: u16, text: u32) -> Vec<u8> {
    record(0xFD, &[&words(&[row, column, 0])[..], &text.to_le_bytes()].concat())
}

#[test]
fn cells_of_all_kinds_are_shown() {
    let styles = [0, 0x0A, 164].map(|format| record(0xE0, &words(&[0, format, 0])));
    let format = record(0x41E, &[&words(&[164, 3])[..], &[0], b"0.0"].concat());
    let fonts = [0, 1].map(|raised| record(0x31, &words(&[0, 0, 0, 0, raised])));
    // Two texts; the first goes on in two bytes a character, the second has a raised run.
    let first = [&[0; 8][..], &words(&[4]), &[0], b"it"].concat();
    let rest = [&[1][..], &words(&[u16::from(b'e'), u16::from(b'm')])];
    let marked = [&words(&[4])[..], &[8], &words(&[1]), b"12[1", &words(&[2, 1])].concat();
    let strings =
        [record(0xFC, &first), record(0x3C, &[&rest.concat()[..], &marked].concat())].concat();
    let globals = [styles.concat(), format, fonts.concat(), strings];
    let formula = |row, column, value: [u8; 8]| {
        record(0x06, &[&words(&[row, column, 0])[..], &value, &[0; 6]].concat())
    };
    let cells = [
        label(0, 0, 0),
        record(0x204, &[&words(&[0, 1, 0, 3])[..], &[0], b"sum"].concat()),
        label(1, 0, 1),
        number(1, 1, 2, 8.0),
        number(1, 2, 1, 0.123),
        record(0x27E, &[&words(&[2, 0, 0])[..], &((1234_u32 << 2) | 3).to_le_bytes()].concat()),
        record(
            0xBD,
            &[
                &words(&[2, 1, 0])[..],
                &(5_u32 << 2 | 2).to_le_bytes(),
                &words(&[2]),
                &(6_u32 << 2 | 2).to_le_bytes(),
                &words(&[2]),
            ]
            .concat(),
        ),
        formula(3, 0, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        record(0x207, &[&words(&[2])[..], &[0], b"ok"].concat()),
        formula(3, 1, 2.5_f64.to_le_bytes()),
        formula(3, 2, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF]),
        record(0x205, &[&words(&[3, 3, 0])[..], &[1, 0]].concat()),
        record(0x208, &words(&[4, 0, 0, 0, 0, 0, 0x20, 0])),
        number(4, 1, 0, 99.0),
        record(0x7D, &words(&[8, 9, 0, 0, 1])),
        number(5, 0, 0, 7.0),
        number(5, 8, 0, 98.0),
        record(0xE5, &words(&[1, 5, 6, 0, 1])),
        number(6, 1, 0, 97.0),
    ];
    let read = derived(&compound(&stream(&globals, &cells))).unwrap();
    let expected = "ab\nitem\tsum\n12\u{2060}[1\t8.0\t12.30%\n12.34\t5\t6.0\nok\t2.5\tTRUE\n7";
    assert_eq!(read.text(), expected);
    let place = |words: &str| read.place(expected.find(words).unwrap()).to_string();
    assert_eq!([place("ab"), place("sum"), place("6.0")], ["ab!", "ab!B1", "ab!C3"]);
}

#[test]
fn damaged_and_protected_workbooks_are_refused() {
    let whole = compound(&stream(&[], &[number(0, 0, 0, 5.0)]));
    assert_eq!(derived(&whole).unwrap().text(), "ab\n5");
    for size in [8, 100, 600, 1100, 2000, whole.len() - 1] {
        assert!(derived(&whole[..size]).unwrap_err().contains("is damaged"), "{size}");
    }
    // Each byte that says where things are, changed: no panic, no loop.
    for at in 8..whole.len().min(2200) {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut other = whole.clone();
            other[at] = value;
            drop(derived(&other));
        }
    }
    let locked = compound(&stream(&[record(0x2F, &words(&[1, 1, 1]))], &[]));
    assert!(derived(&locked).unwrap_err().contains("password"));
    let control = record(0x204, &[&words(&[0, 2, 0, 2])[..], &[0], b"a\x01"].concat());
    let error = derived(&compound(&stream(&[], &[control]))).unwrap_err();
    assert!(error.contains("ab!C1 has control characters"), "{error}");
    let empty = derived(&compound(&stream(&[], &[]))).unwrap_err();
    assert!(empty.contains("no sheet that is shown"), "{empty}");
}

#[test]
fn a_document_is_no_workbook() {
    let mut document = compound(&stream(&[], &[]));
    let at = document.windows(4).position(|window| window == b"W\0o\0").unwrap();
    document[at] = b'M';
    assert!(derived(&document).unwrap_err().contains("not what its name says"));
}

#[test]
fn older_records_have_texts_in_an_encoding_of_their_own() {
    let begin = record(0x809, &words(&[0x500, 5, 0, 0]));
    let end = record(0x0A, &[]);
    // Two characters in GBK.
    let label = |text: &[u8]| record(0x204, &[&words(&[0, 0, 0, 4])[..], text].concat());
    let book = |codepage: u16, text: &[u8]| {
        let page = record(0x42, &words(&[codepage]));
        let at = u32::try_from(begin.len() + page.len() + 4 + 9 + end.len()).unwrap();
        let name = record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 2], b"ab"].concat());
        compound(&[&begin[..], &page, &name, &end, &begin, &label(text), &end].concat())
    };
    let read = derived(&book(936, b"\xB2\xFA\xD6\xB5")).unwrap();
    assert_eq!(read.text(), "ab\n\u{4ea7}\u{503c}");
    assert_eq!(derived(&book(437, b"area")).unwrap().text(), "ab\narea");
    for (codepage, text) in [(437, b"\xB2\xFA\xD6\xB5"), (936, b"\xB2\xFA\xD6\xFF")] {
        assert!(derived(&book(codepage, text)).unwrap_err().contains("control characters"));
    }
}
