//! Values that measure what another one does.

use figlift_model::ChangeEnd;

use super::told::Told;
use crate::clause::{Value, Words};

/// 从2138家增长到6669家: the later end of a change.
pub(super) fn change_end(value: Value<'_, '_>, told: &Told<'_, '_>) -> Option<Words> {
    match value.scene.related[value.at].change {
        Some((ChangeEnd::To, from)) => told.words(from),
        _ => None,
    }
}

/// 手机、汽车产量分别增长12%和8%: its part of a list.
pub(super) fn list_of_heads(value: Value<'_, '_>, told: &Told<'_, '_>) -> Option<Words> {
    told.head(value)
}
