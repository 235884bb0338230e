//! Breaks a form into pages: rows that do not fit go to the next page, long ones are cut between lines.

use crate::{
    Brand, Colour, PaperError,
    form::{Block, COLUMNS, Cell, Content, Form, Look, Row, SignatureBox},
    mark::{Area, Mark, Type},
    picture::picture,
    qr,
    text::{Line, Typesetter},
};
use aftercare_i18n::Texts;
use krilla::image::Image;

/// A paper longer than this is a mistake in its data.
pub(crate) const MOST_PAGES: usize = 20;

const MARGIN: f32 = 28.0;
const HEADER: f32 = 64.0;
const HEADER_OF_LATER_PAGES: f32 = 22.0;
const FOOTER: f32 = 18.0;
const PADDING: f32 = 4.0;
const CODE_SIDE: f32 = 46.0;
const SIGNATURE_HEIGHT: f32 = 58.0;
/// Room between the form and a note, and between notes.
const GAP: f32 = 4.0;

const BORDER: Colour = Colour::new(70, 76, 84);
const LABEL_GROUND: Colour = Colour::new(241, 243, 245);
const BAND_GROUND: Colour = Colour::new(226, 230, 235);

const VALUE: Type = Type::plain(8.5);
const LABEL: Type = Type::plain(8.0);
const STRONG: Type = Type::bold(8.5);
const TITLE: Type = Type::bold(15.0);
const SMALL: Type = Type::plain(7.0).in_colour(Colour::GREY);
const NUMBER: Type = Type::plain(7.5);

/// The marks of each page.
pub(crate) fn lay_out(form: &Form, texts: Texts, brand: &Brand) -> Result<Vec<Vec<Mark>>, PaperError> {
    let mut pages = Pages::open(form, texts, brand)?;
    for block in &form.blocks {
        pages.block(block)?;
    }
    pages.close()
}

struct Pages<'a> {
    form: &'a Form,
    brand: &'a Brand,
    texts: Texts,
    setter: Typesetter,
    /// What rows may fill on the current page.
    body: Area,
    y: f32,
    done: Vec<Vec<Mark>>,
    marks: Vec<Mark>,
    /// The head of the table that is being set.
    head: Option<&'a Row>,
}

/// A row with its lines broken.
struct SetRow {
    cells: Vec<SetCell>,
    /// Without padding.
    height: f32,
    /// Whether it may be cut between lines.
    divisible: bool,
}

struct SetCell {
    x: f32,
    width: f32,
    look: Look,
    content: SetContent,
}

enum SetContent {
    Lines(Vec<Line>),
    Signature { label: Line, image: Option<Image>, below: Line },
}

impl<'a> Pages<'a> {
    fn open(form: &'a Form, texts: Texts, brand: &'a Brand) -> Result<Self, PaperError> {
        let setter = Typesetter::new(texts.locale);
        let body = body(form, HEADER);
        let mut pages =
            Self { form, brand, texts, setter, body, y: body.y, done: Vec::new(), marks: Vec::new(), head: None };
        pages.header()?;
        Ok(pages)
    }

    fn block(&mut self, block: &'a Block) -> Result<(), PaperError> {
        match block {
            Block::Rows(rows) => rows.iter().try_for_each(|row| self.row(row)),
            Block::Note(text) => self.note(text),
            Block::Table { head, rows } => {
                self.row(head)?;
                self.head = Some(head);
                rows.iter().try_for_each(|row| self.row(row))?;
                self.head = None;
                Ok(())
            }
        }
    }

    fn row(&mut self, row: &Row) -> Result<(), PaperError> {
        let set = self.set_row(row)?;
        self.place(set)
    }

    /// Breaks the texts of a row; its height is that of its tallest cell.
    fn set_row(&self, row: &Row) -> Result<SetRow, PaperError> {
        let column = self.body.width / f32::from(COLUMNS);
        let mut x = self.body.x;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let width = column * f32::from(cell.span);
            cells.push(SetCell { x, width, look: cell.look, content: self.set_content(cell, width)? });
            x += width;
        }
        let least = f32::from(row.least_lines) * VALUE.line_height();
        let height = cells.iter().map(SetCell::content_height).fold(least, f32::max);
        let divisible = cells.iter().all(|cell| matches!(cell.content, SetContent::Lines(_)));
        Ok(SetRow { cells, height, divisible })
    }

    fn set_content(&self, cell: &Cell, width: f32) -> Result<SetContent, PaperError> {
        let room = width - 2.0 * PADDING;
        match &cell.content {
            Content::Text(text) => Ok(SetContent::Lines(self.setter.wrap(text, room / kind_of(cell.look).size)?)),
            Content::Signature(signature) => self.set_signature(signature),
        }
    }

    fn set_signature(&self, signature: &SignatureBox) -> Result<SetContent, PaperError> {
        let image = signature.picture.as_deref().map(|bytes| picture("signature", bytes)).transpose()?;
        let (label, below) = (self.setter.line(&signature.label)?, self.setter.line(&signature.below)?);
        Ok(SetContent::Signature { label, image, below })
    }

    fn place(&mut self, row: SetRow) -> Result<(), PaperError> {
        let full = row.height + 2.0 * PADDING;
        let left = self.body.bottom() - self.y;
        if full <= left {
            self.draw(row);
            return Ok(());
        }
        let lines_left = ((left - 2.0 * PADDING) / VALUE.line_height()).floor().max(0.0) as usize;
        if row.divisible && lines_left >= 3 && row.most_lines() > lines_left {
            let (here, rest) = row.cut(lines_left);
            self.draw(here);
            self.next_page()?;
            return self.place(rest);
        }
        self.next_page()?;
        self.place(row)
    }

    fn draw(&mut self, row: SetRow) {
        let height = row.height + 2.0 * PADDING;
        for cell in row.cells {
            let area = Area { x: cell.x, y: self.y, width: cell.width, height };
            self.draw_cell(cell, area);
        }
        self.y += height;
    }

    fn draw_cell(&mut self, cell: SetCell, area: Area) {
        let ground = match cell.look {
            Look::Label => Some(LABEL_GROUND),
            Look::Band => Some(BAND_GROUND),
            _ => None,
        };
        self.marks.extend(ground.map(|colour| Mark::Fill { area, colour }));
        self.marks.push(Mark::Frame { area, width: 0.5, colour: BORDER });
        match cell.content {
            SetContent::Lines(lines) => self.draw_lines(lines, cell.look, area),
            SetContent::Signature { label, image, below } => self.draw_signature(label, image, below, area),
        }
    }

    fn draw_lines(&mut self, lines: Vec<Line>, look: Look, area: Area) {
        let kind = kind_of(look);
        let mut y = area.y + (area.height - lines.len() as f32 * kind.line_height()) / 2.0;
        for line in lines {
            let slack = area.width - line.width * kind.size;
            let x = area.x
                + match look {
                    Look::Label | Look::Centred => slack / 2.0,
                    Look::Figure | Look::StrongFigure => slack - PADDING,
                    Look::Value | Look::Strong | Look::Band => PADDING,
                };
            self.marks.push(Mark::Text { x, baseline: y + kind.ascent(), kind, line });
            y += kind.line_height();
        }
    }

    fn draw_signature(&mut self, label: Line, image: Option<Image>, below: Line, area: Area) {
        let (x, top) = (area.x + PADDING, area.y + 2.0);
        let below_y = area.bottom() - 2.0 - SMALL.line_height();
        if let Some(image) = image {
            let (width, height) = image.size();
            let y = top + LABEL.line_height();
            let room = Area { x, y, width: area.width - 2.0 * PADDING, height: below_y - y };
            self.marks.push(Mark::Picture { area: room.fit(width as f32, height as f32), image });
        }
        self.text(x, top, LABEL, label);
        let right = area.right() - PADDING - below.width * SMALL.size;
        self.text(right.max(x), below_y, SMALL, below);
    }

    fn note(&mut self, text: &str) -> Result<(), PaperError> {
        self.y += GAP;
        for line in self.setter.wrap(text, self.body.width / SMALL.size)? {
            if self.y + SMALL.line_height() > self.body.bottom() {
                self.next_page()?;
            }
            self.text(self.body.x, self.y, SMALL, line);
            self.y += SMALL.line_height();
        }
        Ok(())
    }

    fn text(&mut self, x: f32, top: f32, kind: Type, line: Line) {
        self.marks.push(Mark::Text { x, baseline: top + kind.ascent(), kind, line });
    }

    fn next_page(&mut self) -> Result<(), PaperError> {
        if self.done.len() + 1 == MOST_PAGES {
            return Err(PaperError::TooLong { most: MOST_PAGES });
        }
        self.stamp()?;
        self.done.push(std::mem::take(&mut self.marks));
        self.body = body(self.form, HEADER_OF_LATER_PAGES);
        self.y = self.body.y;
        self.later_header()?;
        if let Some(head) = self.head {
            let head = self.set_row(head)?;
            self.draw(head);
        }
        Ok(())
    }

    /// Logo and brand left, title in the middle, QR code with the number right, the brand's rule below.
    fn header(&mut self) -> Result<(), PaperError> {
        let page = self.sheet();
        let code_x = page.right() - CODE_SIDE;
        self.marks.push(Mark::Code { x: code_x, y: page.y, side: CODE_SIDE, code: qr::code(&self.form.link)? });
        let number = self.setter.line(&self.form.number)?;
        self.text(page.right() - number.width * NUMBER.size, page.y + CODE_SIDE + 1.0, NUMBER, number);
        self.brand_mark(page)?;
        self.title(page)?;
        let rule = Area { x: page.x, y: page.y + HEADER - 5.0, width: page.width, height: 1.2 };
        self.marks.push(Mark::Fill { area: rule, colour: self.brand.colour });
        Ok(())
    }

    fn brand_mark(&mut self, page: Area) -> Result<(), PaperError> {
        let mut y = page.y;
        if let Some(bytes) = &self.brand.logo {
            let image = picture("logo", bytes)?;
            let (width, height) = image.size();
            let room = Area { x: page.x, y, width: 70.0, height: 20.0 };
            let area = Area { x: page.x, ..room.fit(width as f32, height as f32) };
            self.marks.push(Mark::Picture { area, image });
            y += 23.0;
        }
        let kind = Type::bold(8.5).in_colour(self.brand.colour);
        for line in self.setter.wrap(&self.brand.name, 92.0 / kind.size)?.into_iter().take(3) {
            self.text(page.x, y, kind, line);
            y += kind.line_height();
        }
        Ok(())
    }

    /// Between brand and code; a title too wide for one line is set smaller in two.
    fn title(&mut self, page: Area) -> Result<(), PaperError> {
        let room = page.width - 2.0 * 96.0;
        let kind = if self.setter.line(&self.form.title)?.width * TITLE.size > room { Type::bold(12.5) } else { TITLE };
        let lines = self.setter.wrap(&self.form.title, room / kind.size)?;
        let mut y = page.y + (HEADER - 8.0 - lines.len() as f32 * kind.line_height()) / 2.0;
        for line in lines {
            let x = page.x + (page.width - line.width * kind.size) / 2.0;
            self.text(x, y, kind, line);
            y += kind.line_height();
        }
        Ok(())
    }

    fn later_header(&mut self) -> Result<(), PaperError> {
        let page = self.sheet();
        let left = self.setter.line(&format!("{}  {}", self.brand.name, self.form.title))?;
        let number = self.setter.line(&self.form.number)?;
        self.text(page.x, page.y, STRONG.in_colour(self.brand.colour), left);
        self.text(page.right() - number.width * NUMBER.size, page.y, NUMBER, number);
        let rule = Area { x: page.x, y: page.y + 15.0, width: page.width, height: 1.2 };
        self.marks.push(Mark::Fill { area: rule, colour: self.brand.colour });
        Ok(())
    }

    fn stamp(&mut self) -> Result<(), PaperError> {
        if let Some(stamp) = &self.form.stamp {
            let (word, below) = (self.setter.line(&stamp.word)?, self.setter.line(&stamp.below)?);
            let (x, y) = (self.body.x + self.body.width / 2.0, self.body.y + self.body.height * 0.42);
            self.marks.push(Mark::Stamp { x, y, word, below });
        }
        Ok(())
    }

    /// Footers last: only now is it known how many pages there are.
    fn close(mut self) -> Result<Vec<Vec<Mark>>, PaperError> {
        self.stamp()?;
        self.done.push(std::mem::take(&mut self.marks));
        let mut pages = std::mem::take(&mut self.done);
        let count = pages.len();
        for (index, marks) in pages.iter_mut().enumerate() {
            self.footer(index + 1, count)?;
            marks.append(&mut self.marks);
        }
        Ok(pages)
    }

    fn footer(&mut self, page: usize, pages: usize) -> Result<(), PaperError> {
        let sheet = self.sheet();
        let top = sheet.bottom() - SMALL.line_height();
        let of_pages = self.texts.t_with("papers-page", &[("page", page.into()), ("pages", pages.into())]);
        let right = self.setter.line(&format!("{}  {of_pages}", self.form.number))?;
        let right_x = sheet.right() - right.width * SMALL.size;
        let room = (right_x - sheet.x - GAP) / SMALL.size;
        let contact = self.setter.wrap(&self.brand.contact, room)?.into_iter().next().unwrap_or_default();
        self.text(sheet.x, top, SMALL, contact);
        self.text(right_x, top, SMALL, right);
        Ok(())
    }

    fn sheet(&self) -> Area {
        sheet(self.form)
    }
}

impl SetCell {
    fn content_height(&self) -> f32 {
        match &self.content {
            SetContent::Lines(lines) => lines.len() as f32 * kind_of(self.look).line_height(),
            SetContent::Signature { .. } => SIGNATURE_HEIGHT,
        }
    }

    fn lines(&self) -> usize {
        match &self.content {
            SetContent::Lines(lines) => lines.len(),
            SetContent::Signature { .. } => 0,
        }
    }
}

impl SetRow {
    fn most_lines(&self) -> usize {
        self.cells.iter().map(SetCell::lines).max().unwrap_or(0)
    }

    /// The first lines of every cell, and the same cells with what is left.
    fn cut(self, lines: usize) -> (SetRow, SetRow) {
        let (mut here, mut rest) = (Vec::new(), Vec::new());
        for cell in self.cells {
            let SetCell { x, width, look, content } = cell;
            let SetContent::Lines(mut first) = content else { continue };
            let after = first.split_off(lines.min(first.len()));
            here.push(SetCell { x, width, look, content: SetContent::Lines(first) });
            rest.push(SetCell { x, width, look, content: SetContent::Lines(after) });
        }
        (SetRow::of_lines(here), SetRow::of_lines(rest))
    }

    fn of_lines(cells: Vec<SetCell>) -> SetRow {
        let height = cells.iter().map(SetCell::content_height).fold(VALUE.line_height(), f32::max);
        SetRow { cells, height, divisible: true }
    }
}

fn kind_of(look: Look) -> Type {
    match look {
        Look::Label => LABEL,
        Look::Strong | Look::StrongFigure | Look::Band => STRONG,
        Look::Value | Look::Figure | Look::Centred => VALUE,
    }
}

/// The page inside its margins.
fn sheet(form: &Form) -> Area {
    let (width, height) = form.size.points();
    Area { x: MARGIN, y: MARGIN - 4.0, width: width - 2.0 * MARGIN, height: height - 2.0 * MARGIN + 8.0 }
}

fn body(form: &Form, header: f32) -> Area {
    let sheet = sheet(form);
    Area { y: sheet.y + header, height: sheet.height - header - FOOTER, ..sheet }
}
