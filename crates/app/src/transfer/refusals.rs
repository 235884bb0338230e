//! Why a file, or a row of one, is refused: codes of the catalogue of texts.

use aftercare_domain::refusal::Refusal;
use std::collections::BTreeMap;

use crate::Error;

pub(super) const TOO_LARGE: &str = "transfer-refusal-too-large";
pub(super) const EMPTY: &str = "transfer-refusal-empty";
pub(super) const ENCODING: &str = "transfer-refusal-encoding";
pub(super) const NOT_A_WORKBOOK: &str = "transfer-refusal-not-a-workbook";
pub(super) const UNREADABLE: &str = "transfer-refusal-unreadable";
pub(super) const NO_SHEET: &str = "transfer-refusal-no-sheet";
pub(super) const TOO_MANY_COLUMNS: &str = "transfer-refusal-too-many-columns";
pub(super) const COLUMN_MISSING: &str = "transfer-refusal-column-missing";
pub(super) const NO_SUCH_COLUMN: &str = "transfer-refusal-no-such-column";
pub(super) const NO_SUCH_FIELD: &str = "transfer-refusal-no-such-field";
pub(super) const RUNNING_ELSEWHERE: &str = "transfer-refusal-running-elsewhere";

pub(super) const MISSING: &str = "transfer-reject-missing";
pub(super) const NOT_A_DATE: &str = "transfer-reject-not-a-date";
pub(super) const NOT_AN_AMOUNT: &str = "transfer-reject-not-an-amount";
pub(super) const NOT_YES_OR_NO: &str = "transfer-reject-not-yes-or-no";
pub(super) const UNKNOWN_WORD: &str = "transfer-reject-unknown-word";
pub(super) const UNKNOWN_MODEL: &str = "transfer-reject-unknown-model";
pub(super) const REPEATED: &str = "transfer-reject-repeated";
pub(super) const KNOWN: &str = "transfer-reject-known";
pub(super) const TOO_MANY_CELLS: &str = "transfer-reject-too-many-cells";

/// Every code of this area, so that a test can ask the catalogue for each. Rows may also bear the codes of the areas
/// that check them.
pub const KEYS: &[&str] = &[
    TOO_LARGE,
    EMPTY,
    ENCODING,
    NOT_A_WORKBOOK,
    UNREADABLE,
    NO_SHEET,
    TOO_MANY_COLUMNS,
    COLUMN_MISSING,
    NO_SUCH_COLUMN,
    NO_SUCH_FIELD,
    RUNNING_ELSEWHERE,
    MISSING,
    NOT_A_DATE,
    NOT_AN_AMOUNT,
    NOT_YES_OR_NO,
    UNKNOWN_WORD,
    UNKNOWN_MODEL,
    REPEATED,
    KNOWN,
    TOO_MANY_CELLS,
];

/// Refuses the file or its mapping as a whole.
pub(super) fn refuse(code: &'static str, field: &'static str, params: &[(&'static str, String)]) -> Error {
    let params: BTreeMap<&'static str, String> = params.iter().cloned().collect();
    Error::Refusal(Refusal { code, field: Some(field), params, article: None, opens: None })
}
