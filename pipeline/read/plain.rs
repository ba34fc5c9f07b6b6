//! `txt`: plain text, in any encoding that figlift reads.

use crate::encoding::decode;
use crate::input::{Input, ReadOptions, ReadText};
use crate::unread::Unread;

/// Plain text, also used for standard input and for single files with other extensions.
pub const PLAIN: Input = Input { extensions: &["txt"], about: "plain text", read };

fn read(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    Ok(decode(bytes).map_err(Unread::Undecodable)?.into())
}
