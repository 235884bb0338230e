-- What the brand offers beside the law: extended warranty, care plans, service contracts. An offer is never changed, so
-- what was sold under it stands; it is retired, and another is defined. models and categories are comma lists.
CREATE TABLE contract_offer (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT contract_offer_kind CHECK (kind IN
        ('extended_warranty', 'care_plan', 'service_contract')),
    price_minor BIGINT NOT NULL CONSTRAINT contract_offer_price_positive CHECK (price_minor > 0),
    currency TEXT NOT NULL,
    months BIGINT NOT NULL CONSTRAINT contract_offer_months_positive CHECK (months > 0),
    begins TEXT NOT NULL CONSTRAINT contract_offer_begins CHECK (begins IN ('at_sale', 'after_warranty')),
    cooling_off_days BIGINT NOT NULL CONSTRAINT contract_offer_cooling_off CHECK (cooling_off_days >= 0),
    accidents BIGINT NOT NULL CONSTRAINT contract_offer_accidents_flag CHECK (accidents IN (0, 1)),
    models TEXT NOT NULL,
    categories TEXT NOT NULL,
    retired_at BIGINT
);
CREATE UNIQUE INDEX contract_offer_code_once ON contract_offer (brand_id, code);

-- What is paid of one kind of cost: the share in millionths beyond the deductible, up to a number of times or a sum.
CREATE TABLE contract_offer_line (
    offer_id TEXT NOT NULL REFERENCES contract_offer (id),
    line BIGINT NOT NULL,
    subject TEXT NOT NULL CONSTRAINT contract_offer_line_subject CHECK (subject IN ('part', 'labour', 'visit')),
    part_kind TEXT,
    share BIGINT NOT NULL CONSTRAINT contract_offer_line_share CHECK (share > 0 AND share <= 1000000),
    most_times BIGINT,
    most_minor BIGINT,
    deductible_minor BIGINT NOT NULL CONSTRAINT contract_offer_line_deductible CHECK (deductible_minor >= 0),
    CONSTRAINT contract_offer_line_has_its_limit CHECK (most_times IS NOT NULL OR most_minor IS NOT NULL),
    PRIMARY KEY (offer_id, line)
);

-- A contract that was sold for a device. After an exchange it stands for the device that was given.
CREATE TABLE contract (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    station_id TEXT NOT NULL REFERENCES org_node (id),
    number TEXT NOT NULL,
    offer_id TEXT NOT NULL REFERENCES contract_offer (id),
    unit_id TEXT NOT NULL REFERENCES unit (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    price_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    sold_on TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    last_day TEXT NOT NULL,
    method TEXT NOT NULL,
    sold_posting_id TEXT NOT NULL REFERENCES posting (id),
    paid_posting_id TEXT NOT NULL REFERENCES posting (id),
    person_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    cancelled_on TEXT,
    refund_minor BIGINT,
    -- None where nothing goes back.
    refund_posting_id TEXT REFERENCES posting (id),
    CONSTRAINT contract_refund_within_price CHECK (refund_minor IS NULL OR (refund_minor >= 0 AND refund_minor <= price_minor)),
    CONSTRAINT contract_cancelled_with_its_refund CHECK ((cancelled_on IS NULL) = (refund_minor IS NULL))
);
CREATE UNIQUE INDEX contract_number_once ON contract (brand_id, number);
CREATE INDEX contract_by_unit ON contract (unit_id, id);
CREATE INDEX contract_by_customer ON contract (customer_id, id);

-- How much of a line of a contract is used: the running balance of its uses that were not released. The limits are
-- those of the offer's line; they stand here so that the database itself holds them.
CREATE TABLE contract_cover (
    contract_id TEXT NOT NULL REFERENCES contract (id),
    line BIGINT NOT NULL,
    most_times BIGINT,
    most_minor BIGINT,
    used_times BIGINT NOT NULL,
    used_minor BIGINT NOT NULL,
    -- Two orders at once cannot use the same cover twice.
    CONSTRAINT contract_cover_within_times CHECK (used_times >= 0 AND (most_times IS NULL OR used_times <= most_times)),
    CONSTRAINT contract_cover_within_sum CHECK (used_minor >= 0 AND (most_minor IS NULL OR used_minor <= most_minor)),
    PRIMARY KEY (contract_id, line)
);

-- What a contract pays of a line of an order: held when the customer agrees to the price, used when the device is handed
-- over, released when nothing came of the work.
CREATE TABLE contract_use (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    contract_id TEXT NOT NULL REFERENCES contract (id),
    line BIGINT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    quote_id TEXT NOT NULL REFERENCES quote (id),
    order_line_id TEXT NOT NULL REFERENCES order_line (id),
    times BIGINT NOT NULL CONSTRAINT contract_use_times_positive CHECK (times > 0),
    amount_minor BIGINT NOT NULL CONSTRAINT contract_use_amount_positive CHECK (amount_minor > 0),
    state TEXT NOT NULL CONSTRAINT contract_use_state CHECK (state IN ('held', 'used', 'released')),
    at BIGINT NOT NULL,
    posting_id TEXT REFERENCES posting (id),
    CONSTRAINT contract_use_is_posted_when_used CHECK ((state = 'used') = (posting_id IS NOT NULL))
);
-- A line of an order is paid by one contract.
CREATE UNIQUE INDEX contract_use_line_once ON contract_use (order_line_id);
CREATE INDEX contract_use_by_order ON contract_use (order_id, id);
CREATE INDEX contract_use_by_contract ON contract_use (contract_id, id);
