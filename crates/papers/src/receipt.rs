//! Receipt (收据): for money taken, the amount also in Chinese capital numerals.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row, SignatureBox},
    parties::{Signature, form, with_empty_lines},
};
use aftercare_i18n::{Texts, capitals};
use aftercare_kernel::{Date, Money};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub number: String,
    pub link: String,
    pub order_number: String,
    pub payer: String,
    pub lines: Vec<ReceiptLine>,
    pub total: Money,
    /// How it was paid, in the reader's words.
    pub method: String,
    pub collector: Signature,
    pub paid_on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLine {
    pub description: String,
    pub quantity: i64,
    pub amount: Money,
}

impl Paper for Receipt {
    fn form(&self, t: Texts) -> Form {
        let blocks = vec![
            Block::Rows(vec![
                Row::pair(
                    (t.t("papers-order"), self.order_number.clone()),
                    (t.t("papers-date"), t.date_long(self.paid_on)),
                ),
                Row::field(t.t("papers-payer"), &self.payer),
            ]),
            self.items(t),
            Block::Rows(self.sums(t)),
            Block::Note(t.t("papers-receipt-note")),
        ];
        form(t.t("papers-receipt"), &self.number, &self.link, blocks)
    }
}

impl Receipt {
    fn items(&self, t: Texts) -> Block {
        let head = Row::head([(15, t.t("papers-item")), (3, t.t("papers-quantity")), (6, t.t("papers-amount"))]);
        let rows = self.lines.iter().map(|line| {
            Row::of([
                Cell::value(15, &line.description),
                Cell::new(3, Look::Centred, line.quantity.to_string()),
                Cell::new(6, Look::Figure, t.money(line.amount)),
            ])
        });
        Block::Table { head, rows: with_empty_lines(rows.collect(), &[15, 3, 6], 4) }
    }

    fn sums(&self, t: Texts) -> Vec<Row> {
        vec![
            Row::of([
                Cell::label(4, t.t("papers-total")),
                Cell::new(14, Look::Strong, capitals(self.total)),
                Cell::new(6, Look::StrongFigure, t.money(self.total)),
            ]),
            Row::field(t.t("papers-method"), &self.method),
            Row::signatures(vec![
                self.collector.boxed(t.t("papers-collector"), t),
                SignatureBox { label: t.t("papers-payee-seal"), picture: None, below: String::new() },
            ]),
        ]
    }
}
