-- The three books and the numbers of the papers.
-- TEXT and BIGINT only; {bytes} is BLOB or BYTEA. Times are µs UTC, days are ISO dates, money is minor units.
-- The brand leads the keys, so that a distributed engine can keep a brand together.

-- One entry of the book of acts. A chain is a case, or another subject whose history must not be bent (an import, a person).
CREATE TABLE act (
    id TEXT NOT NULL,
    brand_id TEXT NOT NULL,
    chain_kind TEXT NOT NULL,
    chain_id TEXT NOT NULL,
    seq BIGINT NOT NULL CONSTRAINT act_seq_from_one CHECK (seq >= 1),
    order_id TEXT,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    person_id TEXT NOT NULL,
    position_id TEXT,
    verb TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (id)
);
-- Two writers of one case cannot both take the same place in its chain.
CREATE UNIQUE INDEX act_chain_seq ON act (brand_id, chain_id, seq);
-- The daily seal reads a day in the order of ids.
CREATE INDEX act_by_day ON act (brand_id, day, id);
-- The timeline of an order.
CREATE INDEX act_by_order ON act (brand_id, order_id, id);
@append_only act;

-- A Merkle root over a brand's acts of one day, chained to the day sealed before.
CREATE TABLE seal (
    brand_id TEXT NOT NULL,
    day TEXT NOT NULL,
    acts BIGINT NOT NULL,
    root TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, day)
);
@append_only seal;

-- Where things can be. A source (supplier, opening count) may go below zero; nothing else may.
CREATE TABLE place (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    node_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT place_kind CHECK (kind IN
        ('source', 'shelf', 'defective', 'van', 'transit', 'customers', 'custody', 'vendor', 'scrap')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    technician_id TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX place_code_once ON place (brand_id, code);
CREATE INDEX place_by_node ON place (brand_id, node_id, kind);
CREATE INDEX place_by_path ON place (brand_id, org_path, code);

-- What can be counted: spare parts, and devices kept in stock for exchange.
CREATE TABLE item (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT item_kind CHECK (kind IN ('part', 'device')),
    part_kind TEXT,
    model_id TEXT,
    serialised BIGINT NOT NULL CONSTRAINT item_serialised_flag CHECK (serialised IN (0, 1)),
    returns_defective BIGINT NOT NULL CONSTRAINT item_returns_flag CHECK (returns_defective IN (0, 1)),
    price_minor BIGINT NOT NULL CONSTRAINT item_price_not_negative CHECK (price_minor >= 0),
    cost_minor BIGINT NOT NULL CONSTRAINT item_cost_not_negative CHECK (cost_minor >= 0),
    currency TEXT NOT NULL
);
CREATE UNIQUE INDEX item_code_once ON item (brand_id, code);

-- A production or delivery lot of an item.
CREATE TABLE lot (
    brand_id TEXT NOT NULL,
    item_id TEXT NOT NULL REFERENCES item (id),
    code TEXT NOT NULL,
    made_on TEXT,
    PRIMARY KEY (item_id, code)
);

-- One serialised thing. place_id repeats the last move, so that 'where is it' is one read; `aftercare check` compares.
CREATE TABLE unit (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT unit_kind CHECK (kind IN ('device', 'part')),
    model_id TEXT,
    item_id TEXT,
    serial TEXT NOT NULL,
    imei TEXT,
    imei_2 TEXT,
    made_on TEXT,
    condition TEXT NOT NULL CONSTRAINT unit_condition CHECK (condition IN ('good', 'defective')),
    place_id TEXT NOT NULL REFERENCES place (id),
    moves BIGINT NOT NULL CONSTRAINT unit_moved_into_the_books CHECK (moves >= 1)
);
-- A serial names one thing within a brand.
CREATE UNIQUE INDEX unit_serial_once ON unit (brand_id, serial);
CREATE UNIQUE INDEX unit_imei_once ON unit (brand_id, imei);
CREATE INDEX unit_by_imei_2 ON unit (brand_id, imei_2);
CREATE INDEX unit_by_place ON unit (brand_id, place_id, item_id);

-- One entry of the book of things: a unit, or a quantity of an item, goes from a place to a place.
CREATE TABLE thing_move (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    unit_id TEXT,
    seq BIGINT NOT NULL,
    item_id TEXT,
    lot TEXT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT move_quantity_positive CHECK (quantity > 0),
    from_place TEXT NOT NULL,
    to_place TEXT NOT NULL,
    reason TEXT NOT NULL,
    order_id TEXT,
    act_id TEXT,
    CONSTRAINT move_goes_somewhere CHECK (from_place <> to_place),
    CONSTRAINT move_of_one_unit CHECK (unit_id IS NULL OR quantity = 1),
    CONSTRAINT move_of_something CHECK (unit_id IS NOT NULL OR item_id IS NOT NULL)
);
-- A unit's moves are numbered: its trail is one line, however fast they follow each other.
CREATE UNIQUE INDEX thing_move_trail ON thing_move (unit_id, seq);
CREATE INDEX thing_move_by_order ON thing_move (order_id, id);
CREATE INDEX thing_move_by_item ON thing_move (item_id, id);
@append_only thing_move;

-- Quantities per place: the rolling balance of the moves of unserialised items. Reserved is held for orders.
CREATE TABLE stock (
    place_id TEXT NOT NULL REFERENCES place (id),
    item_id TEXT NOT NULL REFERENCES item (id),
    lot TEXT NOT NULL,
    brand_id TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    unbounded BIGINT NOT NULL CONSTRAINT stock_unbounded_flag CHECK (unbounded IN (0, 1)),
    CONSTRAINT stock_not_below_zero CHECK (unbounded = 1 OR quantity >= 0),
    CONSTRAINT stock_reserved_within CHECK (reserved >= 0 AND (unbounded = 1 OR reserved <= quantity)),
    PRIMARY KEY (place_id, item_id, lot)
);
CREATE INDEX stock_by_item ON stock (brand_id, item_id, place_id);

-- An account of the book of money. Code reads kind:owner, e.g. cash:SH01, payable.station:SH01, expense.warranty:HX.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT account_kind CHECK (kind IN ('asset', 'liability', 'income', 'expense')),
    currency TEXT NOT NULL
);
CREATE UNIQUE INDEX account_code_once ON account (brand_id, code, currency);

CREATE TABLE posting (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    order_id TEXT,
    act_id TEXT
);
CREATE INDEX posting_by_order ON posting (order_id, id);
CREATE INDEX posting_by_day ON posting (brand_id, day, id);
@append_only posting;

-- Lines of a posting sum to zero per currency: debit positive, credit negative.
CREATE TABLE posting_line (
    posting_id TEXT NOT NULL REFERENCES posting (id),
    line BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    amount_minor BIGINT NOT NULL CONSTRAINT posting_line_not_zero CHECK (amount_minor <> 0),
    currency TEXT NOT NULL,
    PRIMARY KEY (posting_id, line)
);
CREATE INDEX posting_line_by_account ON posting_line (account_id, posting_id);
@append_only posting_line;

-- The last serial drawn per station and year.
CREATE TABLE document_counter (
    brand_id TEXT NOT NULL,
    station TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (brand_id, station, year)
) {keyed};
-- Every numbered paper. kind: case, order, custody_slip, receipt, warranty_card, quote.
CREATE TABLE document (
    brand_id TEXT NOT NULL,
    number TEXT NOT NULL,
    station TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, number)
) {keyed};
CREATE UNIQUE INDEX document_serial_once ON document (brand_id, station, year, serial);
@append_only document;
