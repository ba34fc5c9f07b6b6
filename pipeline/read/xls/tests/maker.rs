//! Makes workbooks of Excel 97.

/// A record.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let size = u16::try_from(data.len()).expect("few");
    [&kind.to_le_bytes()[..], &size.to_le_bytes(), data].concat()
}

/// Numbers as they stand in records.
pub(crate) fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The records of a workbook of one sheet.
pub(crate) fn stream(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x809, &words(&[0x600, 5, 0, 0]));
    let end = record(0x0A, &[]);
    let globals = globals.concat();
    // Behind its own name, too.
    let at = u32::try_from(begin.len() + globals.len() + 4 + 10 + end.len()).expect("few");
    let name = record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 2, 0], b"ab"].concat());
    [begin.clone(), globals, name, end.clone(), begin, cells.concat(), end].concat()
}

/// A compound file of one stream.
pub(crate) fn compound(stream: &[u8]) -> Vec<u8> {
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
        entry[120..124].copy_from_slice(&u32::try_from(size).expect("few").to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, END, 0);
    directory.extend(entry("Workbook", 2, 2, stream.len()));
    directory.resize(SECTOR, 0);
    [head, table, directory, stream].concat()
}

/// The record of a cell with a number.
pub(crate) fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x203, &[&words(&[row, column, style])[..], &value.to_le_bytes()].concat())
}

/// The record of a cell with a text of the table of texts.
pub(crate) fn label(row: u16, column: u16, text: u32) -> Vec<u8> {
    record(0xFD, &[&words(&[row, column, 0])[..], &text.to_le_bytes()].concat())
}
