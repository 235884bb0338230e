//! Signatures and photos.

use aftercare_kernel::{
    Instant,
    id::{BrandId, FileId, OrderId, PersonId},
};

use crate::{Row, StoreError, Tx, one, statements};

statements! {
    INSERT_FILE = "
        INSERT INTO file (id, brand_id, order_id, kind, media_type, sha256, bytes, at, person_id, signer)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FILES_OF_ORDER = "
        SELECT id, kind, media_type, sha256, at, signer FROM file WHERE order_id = $1 ORDER BY id LIMIT 200";
    READ_FILE = "SELECT media_type, bytes FROM file WHERE id = $1 AND order_id = $2";
}

pub struct NewFile<'a> {
    pub id: FileId,
    pub brand_id: BrandId,
    pub order_id: OrderId,
    pub kind: &'static str,
    pub media_type: &'static str,
    pub sha256: &'a str,
    pub bytes: &'a [u8],
    pub at: Instant,
    pub person_id: PersonId,
    pub signer: Option<&'a str>,
}

pub fn insert_file(tx: &mut dyn Tx, file: &NewFile) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_FILE,
        &[
            file.id.into(),
            file.brand_id.into(),
            file.order_id.into(),
            file.kind.into(),
            file.media_type.into(),
            file.sha256.into(),
            file.bytes.to_vec().into(),
            file.at.into(),
            file.person_id.into(),
            file.signer.into(),
        ],
    )?;
    Ok(())
}

/// A signature or photo, without its bytes. `signer` is a customer's name in full: who shows it masks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    pub id: FileId,
    pub kind: String,
    pub media_type: String,
    pub sha256: String,
    pub at: Instant,
    pub signer: Option<String>,
}

pub fn files_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<FileRow>, StoreError> {
    let read = |row: &Row| {
        Ok(FileRow {
            id: row.parse(0)?,
            kind: row.text(1)?,
            media_type: row.text(2)?,
            sha256: row.text(3)?,
            at: row.instant(4)?,
            signer: row.opt_text(5)?,
        })
    };
    tx.query(&FILES_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// Media type and bytes.
pub fn read_file(tx: &mut dyn Tx, order: OrderId, file: FileId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    one(tx, &READ_FILE, &[file.into(), order.into()])?.map(|row| Ok((row.text(0)?, row.bytes(1)?))).transpose()
}
