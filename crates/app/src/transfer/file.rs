//! A file as it comes: its hash, its form, its encoding.

use encoding_rs::{DecoderResult, GB18030};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
    path::PathBuf,
    sync::Arc,
};

use super::refusals::{EMPTY, ENCODING, NOT_A_WORKBOOK, TOO_LARGE, UNREADABLE, refuse};
use crate::Error;

/// More than ten million rows; whoever has more splits the file.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;
/// What every XLSX file begins with: it is a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// Where the bytes are: on the disk of the house, or uploaded.
#[derive(Debug, Clone)]
pub enum FileSource {
    Path(PathBuf),
    Bytes(Arc<[u8]>),
}

pub(super) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

impl FileSource {
    pub(super) fn open(&self) -> Result<Box<dyn ReadSeek>, Error> {
        Ok(match self {
            FileSource::Path(path) => Box::new(BufReader::with_capacity(CHUNK, File::open(path).map_err(unreadable)?)),
            FileSource::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// Whoever sends a workbook means its cells, not what its bytes may read as.
    fn is_named_as_workbook(&self) -> bool {
        match self {
            FileSource::Path(path) => path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")),
            FileSource::Bytes(_) => false,
        }
    }

    fn size(&self) -> Result<u64, Error> {
        Ok(match self {
            FileSource::Path(path) => std::fs::metadata(path).map_err(unreadable)?.len(),
            FileSource::Bytes(bytes) => bytes.len() as u64,
        })
    }
}

/// The operator may read why, e.g. that there is no such file.
pub(super) fn unreadable(why: impl std::fmt::Display) -> Error {
    refuse(UNREADABLE, "file", &[("why", why.to_string())])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text with this mark between the cells.
    Csv {
        encoding: Encoding,
        delimiter: u8,
    },
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// What spreadsheets in Chinese write when nobody asks for UTF-8; GBK and GB 2312 are parts of it.
    Gb18030,
}

/// What is known of a file before its first row.
#[derive(Debug, Clone)]
pub(super) struct FileFacts {
    pub sha256: String,
    pub form: Form,
    /// Line ends in a CSV file; 0 for XLSX.
    pub lines: i64,
}

/// Reads the file once from end to end.
pub(super) fn inspect(source: &FileSource) -> Result<FileFacts, Error> {
    let size = source.size()?;
    if size == 0 {
        return Err(refuse(EMPTY, "file", &[]));
    }
    if size > MOST_BYTES {
        return Err(refuse(TOO_LARGE, "file", &[("most_mib", (MOST_BYTES / 1024 / 1024).to_string())]));
    }
    let mut look = Look::default();
    each_chunk(source, |chunk| look.at(chunk))?;
    let form = if look.start.starts_with(ZIP) { Form::Xlsx } else { csv_form(source, &look)? };
    if form != Form::Xlsx && source.is_named_as_workbook() {
        return Err(refuse(NOT_A_WORKBOOK, "file", &[]));
    }
    Ok(FileFacts { sha256: hex::encode(look.hash.finalize()), form, lines: look.lines })
}

fn each_chunk(source: &FileSource, mut look: impl FnMut(&[u8])) -> Result<(), Error> {
    let mut file = source.open()?;
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(unreadable)? {
            0 => return Ok(()),
            read => look(&chunk[..read]),
        }
    }
}

#[derive(Default)]
struct Look {
    hash: Sha256,
    lines: i64,
    /// The first chunk: header and delimiter are in it.
    start: Vec<u8>,
    /// The first bytes of a character whose rest is in the next chunk.
    cut: Vec<u8>,
    not_utf8: bool,
}

impl Look {
    fn at(&mut self, chunk: &[u8]) {
        self.hash.update(chunk);
        self.lines += i64::try_from(chunk.iter().filter(|b| **b == b'\n').count()).unwrap_or(i64::MAX);
        if self.start.is_empty() {
            self.start = chunk.to_vec();
        }
        if !self.not_utf8 {
            self.check_utf8(chunk);
        }
    }

    fn check_utf8(&mut self, chunk: &[u8]) {
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(chunk);
        match std::str::from_utf8(&bytes) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() => self.cut = bytes[error.valid_up_to()..].to_vec(),
            Err(_) => self.not_utf8 = true,
        }
    }
}

fn csv_form(source: &FileSource, look: &Look) -> Result<Form, Error> {
    let refused = || refuse(ENCODING, "file", &[]);
    if UTF_16.iter().any(|mark| look.start.starts_with(mark)) || look.start.iter().any(|byte| is_no_text(*byte)) {
        return Err(refused());
    }
    let utf8 = !look.not_utf8 && look.cut.is_empty();
    if !utf8 && !is_gb18030(source)? {
        return Err(refused());
    }
    let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Gb18030 };
    Ok(Form::Csv { encoding, delimiter: delimiter(&look.start) })
}

/// Control characters that no list has between its words.
fn is_no_text(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a)
}

fn is_gb18030(source: &FileSource) -> Result<bool, Error> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(CHUNK * 3 + 16);
    let mut well_formed = true;
    each_chunk(source, |chunk| {
        text.clear();
        let (result, _) = decoder.decode_to_string_without_replacement(chunk, &mut text, false);
        well_formed &= !matches!(result, DecoderResult::Malformed(..));
    })?;
    Ok(well_formed)
}

/// The mark that the header line has most of.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| header.iter().filter(|b| **b == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// Bytes in GB 18030, read as UTF-8.
pub(super) struct FromGb18030<R> {
    file: R,
    decoder: encoding_rs::Decoder,
    bytes: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> FromGb18030<R> {
    pub fn new(file: R) -> Self {
        let decoder = GB18030.new_decoder_without_bom_handling();
        Self { file, decoder, bytes: vec![0; CHUNK], text: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        let read = self.file.read(&mut self.bytes)?;
        self.ended = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(CHUNK * 4);
        self.text.resize(most, 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.bytes[..read], &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for FromGb18030<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let rest = &self.text[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(content: &[u8]) -> FileSource {
        FileSource::Bytes(content.to_vec().into())
    }

    #[test]
    fn the_form_of_a_file_is_seen_in_its_bytes() {
        let gbk = GB18030.encode("型号,序列号\nP60,AB12\n").0.into_owned();
        let table: [(&[u8], Form); 5] = [
            ("型号,序列号\n".as_bytes(), Form::Csv { encoding: Encoding::Utf8, delimiter: b',' }),
            ("\u{feff}a;b;c\n1;2,5;3\n".as_bytes(), Form::Csv { encoding: Encoding::Utf8, delimiter: b';' }),
            (b"a\tb\n", Form::Csv { encoding: Encoding::Utf8, delimiter: b'\t' }),
            (&gbk, Form::Csv { encoding: Encoding::Gb18030, delimiter: b',' }),
            (b"PK\x03\x04rest", Form::Xlsx),
        ];
        for (content, form) in table {
            assert_eq!(inspect(&bytes(content)).map(|facts| facts.form).ok(), Some(form), "{content:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        let table: [(&[u8], &str); 5] = [
            (b"", EMPTY),
            (b"\xff\xfea\0b\0", ENCODING),
            (b"a,b\n\xff\xff\xff", ENCODING),
            (b"a\0b", ENCODING),
            (b"\x7fELF\x02\x01", ENCODING),
        ];
        for (content, expected) in table {
            match inspect(&bytes(content)) {
                Err(Error::Refusal(refusal)) => assert_eq!(refusal.code, expected, "{content:?}"),
                other => panic!("{content:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_named_a_workbook_must_be_one() {
        let path = std::env::temp_dir().join(format!("aftercare-{}-list.XLSX", std::process::id()));
        std::fs::write(&path, "型号,序列号\n").expect("a file");
        let refused = inspect(&FileSource::Path(path.clone()));
        std::fs::remove_file(&path).expect("it is there");
        assert!(matches!(refused, Err(Error::Refusal(refusal)) if refusal.code == NOT_A_WORKBOOK));
    }

    #[test]
    fn a_character_cut_by_a_chunk_is_still_read() {
        let long = format!("{}型号\n", "a".repeat(CHUNK - 1));
        let facts = inspect(&bytes(long.as_bytes())).map(|facts| facts.form);
        assert_eq!(facts.ok(), Some(Form::Csv { encoding: Encoding::Utf8, delimiter: b',' }));
        let gbk = GB18030.encode(&long).0.into_owned();
        let mut text = String::new();
        let read = FromGb18030::new(Cursor::new(gbk)).read_to_string(&mut text);
        assert!(read.is_ok());
        assert_eq!(text, long);
    }
}
