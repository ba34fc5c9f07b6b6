use figlift_text::{Document, Metadata};

use self::maker::{compound, label, number, record, stream, words};
use super::*;

mod maker;

fn derived(bytes: &[u8]) -> Result<Document, String> {
    let read = derive(bytes).map_err(|error| error.message())?;
    Ok(Document::derived("a", read.text, read.layout, Metadata::default()))
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
