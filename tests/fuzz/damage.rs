//! How bytes are damaged.

use crate::random::Random;

/// The most bytes of a part.
const MOST: usize = 1 << 18;

/// Numbers at which sizes, counts and places go wrong.
const NUMBERS: &[u64] = &[
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x1_0000,
    0xFF_FFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
    0x7FFF_FFFF_FFFF_FFFF,
    u64::MAX,
];

/// The same in digits.
const DIGITS: &[&str] = &[
    "0",
    "1",
    "-1",
    "255",
    "16384",
    "65535",
    "65536",
    "1048577",
    "2147483647",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e308",
    "-1e999",
    "0.1",
    "99999999999999999999",
    "",
];

/// Damages bytes a few times. Tokens mean something to their reader; others are bytes of its files.
pub(crate) fn damage(bytes: &mut Vec<u8>, tokens: &[&str], others: &[u8], random: &mut Random) {
    for _ in 0..=random.small(8) {
        once(bytes, tokens, others, random);
        bytes.truncate(MOST);
    }
}

fn once(bytes: &mut Vec<u8>, tokens: &[&str], others: &[u8], random: &mut Random) {
    let block = block(bytes, random);
    let at = block.start;
    match random.below(14) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = *random.of(b"\0\x7F\x80\xFF \t\n\r<>&\"'()[]{}/%09,"),
        2 | 3 => overwrite(bytes, at, &number(random)),
        4 => drop(bytes.drain(block)),
        5 => {
            let (copy, most) = (bytes[block].to_vec(), if random.below(8) == 0 { 4096 } else { 8 });
            let times = (1 + random.below(most)).min(MOST / copy.len().max(1));
            insert(bytes, at, &copy.repeat(times));
        }
        6 => {
            let copy = bytes[block].to_vec();
            let at = random.below(bytes.len() + 1);
            overwrite(bytes, at, &copy);
        }
        7 if random.below(4) == 0 => bytes.truncate(at),
        8 => {
            let from = self::block(others, random);
            insert(bytes, at, &others[from]);
        }
        9 if !tokens.is_empty() => insert(bytes, at, random.of(tokens).as_bytes()),
        10 if !tokens.is_empty() => overwrite(bytes, at, random.of(tokens).as_bytes()),
        11 | 12 => replace_digits(bytes, at, random),
        _ => bytes[block].reverse(),
    }
}

/// A part of some bytes, mostly a short one.
fn block(bytes: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let start = random.below(bytes.len() + 1);
    let most = if random.below(8) == 0 { bytes.len() } else { 64 };
    start..start + random.small(most.min(bytes.len() - start))
}

/// A number of one to eight bytes, in either order.
fn number(random: &mut Random) -> Vec<u8> {
    let number = *random.of(NUMBERS);
    let size = *random.of(&[1, 2, 4, 8]);
    let mut bytes = number.to_le_bytes()[..size].to_vec();
    if random.below(4) == 0 {
        bytes.reverse();
    }
    bytes
}

fn insert(bytes: &mut Vec<u8>, at: usize, more: &[u8]) {
    bytes.splice(at..at, more.iter().copied());
}

fn overwrite(bytes: &mut [u8], at: usize, with: &[u8]) {
    let end = (at + with.len()).min(bytes.len());
    bytes[at..end].copy_from_slice(&with[..end - at]);
}

/// Replaces the next number in digits, if there is one.
fn replace_digits(bytes: &mut Vec<u8>, from: usize, random: &mut Random) {
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit) else { return };
    let start = from + start;
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = random.of(DIGITS).bytes();
    bytes.splice(start..start + length, digits);
}
