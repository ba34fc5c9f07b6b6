//! Compound files: the streams of old office programs, in sectors that tables chain together.

/// The sector that ends a chain; those above it mark others.
const MOST_SECTOR: u32 = 0xFFFF_FFFA;

/// The bytes of an entry of the directory.
const ENTRY: usize = 128;

/// The sectors of the table that the head of a file names.
const HEAD_SECTORS: usize = 109;

/// A compound file whose tables have been read.
pub(super) struct CompoundFile<'b> {
    bytes: &'b [u8],
    /// The bytes of a sector.
    sector: usize,
    /// For each sector, the one that follows it.
    next: Vec<u32>,
    /// The same of the small sectors, in which small streams are kept.
    small_next: Vec<u32>,
    small_sector: usize,
    /// The stream of the small sectors.
    small: Vec<u8>,
    /// The size from which streams are kept in sectors.
    cutoff: usize,
    directory: Vec<u8>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

impl<'b> CompoundFile<'b> {
    /// Opens a file; `None` if its tables are damaged, or lead in a circle.
    pub(super) fn open(bytes: &'b [u8]) -> Option<CompoundFile<'b>> {
        let shift = u16_at(bytes, 30).filter(|shift| (9..=12).contains(shift))?;
        let small_shift = u16_at(bytes, 32).filter(|shift| (4..=9).contains(shift))?;
        let mut file = CompoundFile {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            small_next: Vec::new(),
            small_sector: 1 << small_shift,
            small: Vec::new(),
            cutoff: u32_at(bytes, 56)?.try_into().ok()?,
            directory: Vec::new(),
        };
        let mut tables: Vec<u32> = words(bytes.get(76..76 + 4 * HEAD_SECTORS)?).collect();
        let mut more = u32_at(bytes, 68)?;
        // More tables than sectors would come round again.
        while more < MOST_SECTOR && tables.len() * file.sector <= bytes.len() + file.sector * 256 {
            let mut sectors: Vec<u32> = words(file.sector(more)?).collect();
            more = sectors.pop()?;
            tables.extend(sectors);
        }
        tables.retain(|&sector| sector < MOST_SECTOR);
        if tables.len() > bytes.len() / file.sector {
            return None;
        }
        for table in tables {
            let table: Vec<u32> = words(file.sector(table)?).collect();
            file.next.extend(table);
        }
        file.directory = file.chain(u32_at(bytes, 48)?)?;
        let small = file.chain(u32_at(bytes, 60)?)?;
        file.small_next = words(&small).collect();
        let root = file.directory.get(..ENTRY)?;
        file.small = file.chain(u32_at(root, 116)?)?;
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The sectors from one on, joined.
    fn chain(&self, mut number: u32) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        while number < MOST_SECTOR {
            joined.extend_from_slice(self.sector(number)?);
            if joined.len() > self.bytes.len() {
                return None;
            }
            number = *self.next.get(usize::try_from(number).ok()?)?;
        }
        Some(joined)
    }

    /// The small sectors from one on, joined.
    fn small_chain(&self, mut number: u32) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        while number < MOST_SECTOR {
            let at = usize::try_from(number).ok()?;
            let start = at.checked_mul(self.small_sector)?;
            let end = (start + self.small_sector).min(self.small.len());
            joined.extend_from_slice(self.small.get(start..end)?);
            if joined.len() > self.bytes.len() {
                return None;
            }
            number = *self.small_next.get(at)?;
        }
        Some(joined)
    }

    /// The stream of a name: `None` if there is none, and within it if it is damaged.
    pub(super) fn stream(&self, name: &str) -> Option<Option<Vec<u8>>> {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let mut entries = self.directory.chunks_exact(ENTRY);
        let entry = entries.find(|entry| entry[66] == 2 && entry.starts_with(&name))?;
        Some(self.content(entry))
    }

    fn content(&self, entry: &[u8]) -> Option<Vec<u8>> {
        let start = u32_at(entry, 116)?;
        let size = usize::try_from(u32_at(entry, 120)?).ok()?;
        let mut content =
            if size < self.cutoff { self.small_chain(start)? } else { self.chain(start)? };
        // What was cut off at the end of the file is missing.
        (content.len() >= size).then(|| content.truncate(size))?;
        Some(content)
    }
}
