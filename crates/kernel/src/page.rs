//! Keyset paging: a page is asked for by the last row seen, never by an offset.

use serde::Serialize;

/// What a list asks of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// The opaque `next` of the page before.
    pub after: Option<String>,
    limit: u32,
}

impl PageRequest {
    pub const MOST: u32 = 200;

    /// A limit beyond `MOST` is held at `MOST`, zero at one.
    pub fn new(after: Option<String>, limit: u32) -> Self {
        Self { after: after.filter(|a| !a.is_empty()), limit: limit.clamp(1, Self::MOST) }
    }
    pub fn limit(&self) -> u32 {
        self.limit
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::new(None, 50)
    }
}

/// A page of rows and, when there are more, the key to go on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From one row more than was asked for: the extra row says that there is a next page.
    pub fn from_one_more(mut rows: Vec<T>, request: &PageRequest, key: impl Fn(&T) -> String) -> Self {
        let limit = request.limit() as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(key) } else { None };
        Self { rows, next }
    }

    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(change).collect(), next: self.next }
    }
}
