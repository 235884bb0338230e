//! A list of devices, customers or products as it is uploaded: CSV in any encoding, or a sheet. Headers and first rows are
//! shown, or it is said what is wrong with the file.
#![no_main]

use std::sync::LazyLock;

use aftercare_app::transfer::{FileSource, ImportKind, Mapping, preview};
use libfuzzer_sys::fuzz_target;
use spreadsheet::{Cell, xlsx};
use tokio::runtime::{Builder, Runtime};

#[path = "../../crates/app/tests/desk/spreadsheet.rs"]
mod spreadsheet;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Builder::new_current_thread().build().expect("a runtime"));

fuzz_target!(|file: &[u8]| {
    // `0` to `2` begin a text, `@` to `B` what is put into a sheet.
    let Some((first, content)) = file.split_first() else { return };
    let kind = ImportKind::ALL[usize::from(first % 3)];
    // Within a cell that is not escaped, so that the fuzzer writes the sheet and not the archive around it.
    let bytes = match std::str::from_utf8(content) {
        Ok(text) if first & 0x40 != 0 => xlsx(&[vec![Cell::Text(text), Cell::Number(text)], vec![Cell::Day(45_000)]]),
        _ => content.to_vec(),
    };
    let shown = RUNTIME.block_on(preview(kind, FileSource::Bytes(bytes.into()), Mapping::default()));
    if let Ok(shown) = shown {
        assert!(shown.rows.len() <= 10 && !shown.headers.is_empty());
        assert!(shown.rows_expected >= 0);
    }
});
