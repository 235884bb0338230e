//! Files that were sent and not taken yet: a folder each, seen by who sent it, for a day.

use crate::{Problem, transfer::MOST_FILE_BYTES};
use aftercare_kernel::{Instant, id::PersonId};
use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use std::{
    fmt, io,
    path::{Path, PathBuf},
    str::FromStr,
};
use tokio::{fs, io::AsyncWriteExt};

const KEPT_MICROS: i64 = 24 * 3600 * 1_000_000;
const LONGEST_NAME: usize = 120;

/// When a file was sent, and what tells it from others of the same moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadId {
    sent_at: i64,
    mark: String,
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.sent_at, self.mark)
    }
}

impl FromStr for UploadId {
    type Err = Problem;
    /// Nothing else may become part of a path.
    fn from_str(text: &str) -> Result<Self, Problem> {
        let (sent_at, mark) = text.split_once('-').ok_or(Problem::missing("file"))?;
        let plain = (1..=64).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        match sent_at.parse() {
            Ok(sent_at) if plain => Ok(Self { sent_at, mark: mark.to_owned() }),
            _ => Err(Problem::missing("file")),
        }
    }
}

/// A file that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: UploadId,
    pub name: String,
    pub path: PathBuf,
}

/// The files of one person in the folder of all.
pub struct Uploads<'a> {
    folder: &'a Path,
    person: PersonId,
}

impl<'a> Uploads<'a> {
    pub fn of(folder: &'a Path, person: PersonId) -> Self {
        Self { folder, person }
    }

    fn place(&self, id: &UploadId) -> PathBuf {
        self.folder.join(format!("{id}.{}", self.person))
    }

    /// Writes a file as it comes, never more of it in memory than a piece. `mark` is new for each request.
    pub async fn keep<E>(
        &self,
        now: Instant,
        mark: &str,
        name: &str,
        mut bytes: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Upload, Problem> {
        self.sweep(now).await?;
        let id: UploadId = format!("{}-{mark}", now.micros()).parse()?;
        let (place, name) = (self.place(&id), plain_name(name));
        let path = place.join(&name);
        fs::create_dir_all(&place).await.map_err(fault)?;
        let mut file = fs::File::create(&path).await.map_err(fault)?;
        let mut size = 0;
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(|_| Problem::BadRequest)?;
            size += piece.len();
            if size > MOST_FILE_BYTES {
                drop(file);
                self.forget(&id).await;
                return Err(Problem::TooLarge { most: MOST_FILE_BYTES });
            }
            file.write_all(&piece).await.map_err(fault)?;
        }
        file.flush().await.map_err(fault)?;
        Ok(Upload { id, name, path })
    }

    /// The file, if it is still here and this person's.
    pub async fn find(&self, id: &UploadId) -> Result<Upload, Problem> {
        let mut entries = fs::read_dir(self.place(id)).await.map_err(|_| Problem::missing("file"))?;
        let entry = entries.next_entry().await.map_err(fault)?.ok_or(Problem::missing("file"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        Ok(Upload { id: id.clone(), name, path: entry.path() })
    }

    /// A file that cannot be removed is swept with those of yesterday.
    pub async fn forget(&self, id: &UploadId) {
        if let Err(why) = fs::remove_dir_all(self.place(id)).await {
            tracing::debug!(%why, "a file that was sent is not removed");
        }
    }

    /// Removes what was sent more than a day ago, whoever sent it.
    async fn sweep(&self, now: Instant) -> Result<(), Problem> {
        fs::create_dir_all(self.folder).await.map_err(fault)?;
        let mut entries = fs::read_dir(self.folder).await.map_err(fault)?;
        while let Some(entry) = entries.next_entry().await.map_err(fault)? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let sent_at = name.split('-').next().and_then(|sent_at| sent_at.parse::<i64>().ok());
            if sent_at.is_some_and(|sent_at| now.micros() - sent_at > KEPT_MICROS) {
                fs::remove_dir_all(entry.path()).await.map_err(fault)?;
            }
        }
        Ok(())
    }
}

/// The last part of what a browser calls the file, without marks that mean something to a file system.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: &char| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let kept: String = last.chars().filter(plain).take(LONGEST_NAME).collect();
    let kept = kept.trim_matches(['.', ' ']);
    // A character has up to four bytes, a name at most 255.
    let end = (0..=kept.len().min(240)).rev().find(|at| kept.is_char_boundary(*at)).unwrap_or(0);
    if end == 0 { "file".to_owned() } else { kept[..end].to_owned() }
}

fn fault(why: io::Error) -> Problem {
    match why.kind() {
        io::ErrorKind::StorageFull => Problem::App(aftercare_app::Error::DiskFull),
        _ => Problem::fault(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_name_is_never_a_way_out_of_its_folder() {
        for (name, kept) in [
            ("devices.csv", "devices.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\lists\\机器.xlsx", "机器.xlsx"),
            ("..", "file"),
            ("", "file"),
            ("a\u{0}b", "ab"),
        ] {
            assert_eq!(plain_name(name), kept, "{name}");
        }
        assert!(plain_name(&"机".repeat(300)).len() <= 240);
    }

    #[test]
    fn only_what_was_given_out_is_an_id() {
        assert_eq!(UploadId::from_str("12-ab-c").expect("an id").to_string(), "12-ab-c");
        for text in ["", "12", "x-ab", "12-", "12-../x", "12-a b", &format!("12-{}", "a".repeat(65))] {
            assert!(UploadId::from_str(text).is_err(), "{text}");
        }
    }
}
