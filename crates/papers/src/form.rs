//! The vocabulary of a printed form: bordered rows of cells on a grid of 24 columns, notes, signature boxes, a stamp.

/// Columns of the grid; the spans of a row's cells add up to this.
pub const COLUMNS: u8 = 24;

/// Paper sizes, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageSize {
    #[default]
    A5,
    A4,
}

impl PageSize {
    /// Width and height in points.
    pub const fn points(self) -> (f32, f32) {
        match self {
            PageSize::A5 => (419.53, 595.28),
            PageSize::A4 => (595.28, 841.89),
        }
    }
}

/// A paper as fields in the order in which they stand on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub size: PageSize,
    pub title: String,
    /// The document number under the QR code and in the footer.
    pub number: String,
    /// What the QR code says: the address under which the paper is found again.
    pub link: String,
    pub stamp: Option<Stamp>,
    pub blocks: Vec<Block>,
}

/// A word stamped across each page, with a small line below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub word: String,
    pub below: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Rows(Vec<Row>),
    /// Rows under a head that is repeated on each page.
    Table {
        head: Row,
        rows: Vec<Row>,
    },
    /// Small print without a border.
    Note(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Room for at least so many lines, to be filled in by hand.
    pub least_lines: u8,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub span: u8,
    pub content: Content,
    pub look: Look,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(String),
    Signature(SignatureBox),
}

/// A box to sign in; an empty one is signed on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureBox {
    pub label: String,
    /// PNG.
    pub picture: Option<Vec<u8>>,
    /// Name and date, under the signature.
    pub below: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Grey, centred: the name of a field.
    Label,
    Value,
    /// The value people look for first.
    Strong,
    /// A grey band across the form that opens a part of it.
    Band,
    /// Right-aligned: amounts and counts.
    Figure,
    /// The sum.
    StrongFigure,
    Centred,
}

impl Cell {
    pub fn new(span: u8, look: Look, text: impl Into<String>) -> Self {
        Self { span, look, content: Content::Text(text.into()) }
    }
    pub fn label(span: u8, text: impl Into<String>) -> Self {
        Self::new(span, Look::Label, text)
    }
    pub fn value(span: u8, text: impl Into<String>) -> Self {
        Self::new(span, Look::Value, text)
    }
}

impl Row {
    pub fn of(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), least_lines: 1 }
    }

    /// One field across the form.
    pub fn field(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::of([Cell::label(4, label), Cell::value(20, value)])
    }

    /// Two fields side by side.
    pub fn pair(left: (String, String), right: (String, String)) -> Self {
        let (left, right) =
            ([Cell::label(4, left.0), Cell::value(8, left.1)], [Cell::label(4, right.0), Cell::value(8, right.1)]);
        Self::of(left.into_iter().chain(right))
    }

    pub fn band(text: impl Into<String>) -> Self {
        Self::of([Cell::new(COLUMNS, Look::Band, text)])
    }

    /// The head of a table.
    pub fn head(columns: impl IntoIterator<Item = (u8, String)>) -> Self {
        Self::of(columns.into_iter().map(|(span, name)| Cell::label(span, name)))
    }

    /// Boxes of equal width.
    pub fn signatures(boxes: Vec<SignatureBox>) -> Self {
        let span = u8::try_from(boxes.len()).map_or(COLUMNS, |count| COLUMNS / count.max(1));
        Self::of(boxes.into_iter().map(|signature| Cell {
            span,
            look: Look::Value,
            content: Content::Signature(signature),
        }))
    }

    pub fn at_least(self, lines: u8) -> Self {
        Self { least_lines: lines, ..self }
    }
}
