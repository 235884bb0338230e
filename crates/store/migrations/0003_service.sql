-- Customers, products, devices, cases and the work on them.

CREATE TABLE customer (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT customer_kind CHECK (kind IN ('person', 'company', 'dealer', 'key_account')),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    phone_2 TEXT,
    email TEXT,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX customer_by_phone ON customer (brand_id, phone);
CREATE INDEX customer_by_age ON customer (brand_id, id);

CREATE TABLE customer_address (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    division TEXT NOT NULL,
    line TEXT NOT NULL
);
CREATE INDEX customer_address_by_customer ON customer_address (customer_id);

CREATE TABLE model (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    category TEXT NOT NULL,
    regime TEXT,
    price_minor BIGINT NOT NULL CONSTRAINT model_price_not_negative CHECK (price_minor >= 0),
    currency TEXT NOT NULL,
    active BIGINT NOT NULL CONSTRAINT model_active_flag CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX model_code_once ON model (brand_id, code);

-- The parts a model is made of, each with a warranty term of its own under the regime.
CREATE TABLE model_part (
    model_id TEXT NOT NULL REFERENCES model (id),
    part_kind TEXT NOT NULL,
    brand_months BIGINT CONSTRAINT model_part_months CHECK (brand_months > 0),
    PRIMARY KEY (model_id, part_kind)
);

-- Which models an item fits.
CREATE TABLE item_fit (
    item_id TEXT NOT NULL REFERENCES item (id),
    model_id TEXT NOT NULL REFERENCES model (id),
    PRIMARY KEY (model_id, item_id)
);

-- What is known of a customer's unit. documents is a comma list of the papers that were seen.
CREATE TABLE device (
    unit_id TEXT NOT NULL PRIMARY KEY REFERENCES unit (id),
    brand_id TEXT NOT NULL,
    model_id TEXT NOT NULL,
    customer_id TEXT,
    dealer TEXT,
    sold_on TEXT,
    delivered_on TEXT,
    invoice_number TEXT,
    price_minor BIGINT CONSTRAINT device_price_not_negative CHECK (price_minor >= 0),
    currency TEXT NOT NULL,
    documents TEXT NOT NULL,
    exchanged_on TEXT,
    replaces TEXT,
    replaced_by TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX device_by_customer ON device (brand_id, customer_id);
CREATE INDEX device_by_model ON device (brand_id, model_id, unit_id);

-- Hours or days per clock; the full set of clocks builds on this table.
CREATE TABLE clock_policy (
    brand_id TEXT NOT NULL,
    what TEXT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT clock_policy_positive CHECK (amount > 0),
    unit TEXT NOT NULL CONSTRAINT clock_policy_unit CHECK (unit IN ('hours', 'working_hours', 'days', 'working_days')),
    PRIMARY KEY (brand_id, what)
);

-- What a customer wants from us. While it is open it has an owner and a next deadline: the database insists.
CREATE TABLE service_case (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    unit_id TEXT,
    symptom TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT service_case_state CHECK (state IN ('open', 'closed')),
    owner_id TEXT,
    due_what TEXT,
    due_at BIGINT,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    result TEXT,
    archived_at BIGINT,
    version BIGINT NOT NULL,
    CONSTRAINT service_case_open_has_owner CHECK
        (state = 'closed' OR (owner_id IS NOT NULL AND due_what IS NOT NULL AND due_at IS NOT NULL))
);
CREATE UNIQUE INDEX service_case_number_once ON service_case (brand_id, number);
-- The register, newest first, and the queue by deadline.
CREATE INDEX service_case_by_state ON service_case (brand_id, state, due_at, id);
CREATE INDEX service_case_by_path ON service_case (brand_id, org_path, id);
CREATE INDEX service_case_by_owner ON service_case (owner_id, state, due_at);
CREATE INDEX service_case_by_customer ON service_case (customer_id, id);
CREATE INDEX service_case_by_unit ON service_case (unit_id, id);

CREATE TABLE contact (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    channel TEXT NOT NULL,
    at BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX contact_by_case ON contact (case_id, id);

-- The work on one device for a case. state names the variant, state_data holds what is true in it.
CREATE TABLE service_order (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    station_id TEXT NOT NULL REFERENCES org_node (id),
    number TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    customer_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    model_id TEXT NOT NULL,
    mode TEXT NOT NULL CONSTRAINT service_order_mode CHECK (mode IN ('walk_in', 'on_site', 'mail_in')),
    service_type TEXT NOT NULL CONSTRAINT service_order_type CHECK (service_type IN ('paid', 'contract', 'warranty', 'internal')),
    state TEXT NOT NULL,
    state_data TEXT NOT NULL,
    round BIGINT NOT NULL,
    technician_id TEXT,
    decision_id TEXT,
    address TEXT NOT NULL,
    symptom TEXT NOT NULL,
    currency TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX service_order_number_once ON service_order (brand_id, number);
CREATE INDEX service_order_by_case ON service_order (case_id, id);
CREATE INDEX service_order_by_unit ON service_order (unit_id, id);
CREATE INDEX service_order_by_path ON service_order (brand_id, org_path, state, id);
CREATE INDEX service_order_by_technician ON service_order (technician_id, state, id);

-- A decision as it was made: facts, rules' version and result.
CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    order_id TEXT,
    at BIGINT NOT NULL,
    regime TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    facts TEXT NOT NULL,
    result TEXT NOT NULL
);
CREATE INDEX decision_by_unit ON decision (unit_id, id);
CREATE INDEX decision_by_order ON decision (order_id, id);
@append_only decision;

-- A customer's device in our keeping; the slip is void when the device is back.
CREATE TABLE custody_slip (
    number TEXT NOT NULL,
    brand_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    unit_id TEXT NOT NULL,
    appearance TEXT NOT NULL,
    accessories TEXT NOT NULL,
    data_note TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    promised_on TEXT NOT NULL,
    voided_at BIGINT,
    voided_by TEXT,
    PRIMARY KEY (brand_id, number)
);
CREATE INDEX custody_slip_by_order ON custody_slip (order_id, number);

-- One round of repair: an order that is reopened has a second.
CREATE TABLE repair_record (
    order_id TEXT NOT NULL REFERENCES service_order (id),
    round BIGINT NOT NULL,
    brand_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    technician_id TEXT NOT NULL,
    in_on TEXT NOT NULL,
    out_on TEXT,
    fault_code TEXT NOT NULL,
    listed BIGINT NOT NULL CONSTRAINT repair_record_listed_flag CHECK (listed IN (0, 1)),
    cause TEXT NOT NULL,
    found TEXT NOT NULL,
    work TEXT,
    method TEXT,
    software_before TEXT,
    software_after TEXT,
    hidden_risk TEXT,
    minutes BIGINT,
    checked_by TEXT,
    checked_at BIGINT,
    outcome TEXT CONSTRAINT repair_record_outcome CHECK (outcome IN ('fixed', 'recurred', 'unusable')),
    PRIMARY KEY (order_id, round)
);
CREATE INDEX repair_record_by_unit ON repair_record (unit_id, in_on);

-- What an order costs: labour, parts, travel; and who pays it.
CREATE TABLE order_line (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    round BIGINT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT order_line_kind CHECK (kind IN ('labour', 'part', 'travel')),
    item_id TEXT,
    text TEXT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT order_line_quantity CHECK (quantity > 0),
    price_minor BIGINT NOT NULL,
    payer TEXT NOT NULL CONSTRAINT order_line_payer CHECK (payer IN ('customer', 'brand')),
    old_serial TEXT,
    new_serial TEXT,
    move_id TEXT
);
CREATE INDEX order_line_by_order ON order_line (order_id, id);

CREATE TABLE quote (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    number TEXT NOT NULL,
    lines TEXT NOT NULL,
    total_minor BIGINT NOT NULL CONSTRAINT quote_total_not_negative CHECK (total_minor >= 0),
    currency TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT quote_state CHECK (state IN ('open', 'approved', 'declined', 'replaced')),
    answered_at BIGINT,
    answered_how TEXT,
    made_at BIGINT NOT NULL
);
CREATE INDEX quote_by_order ON quote (order_id, id);

CREATE TABLE reservation (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    place_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    lot TEXT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT reservation_quantity CHECK (quantity > 0),
    state TEXT NOT NULL CONSTRAINT reservation_state CHECK (state IN ('held', 'used', 'released')),
    at BIGINT NOT NULL
);
CREATE INDEX reservation_by_order ON reservation (order_id, id);
CREATE INDEX reservation_by_place ON reservation (place_id, state, item_id);

-- The defective part owed to the brand for each part used under warranty.
CREATE TABLE defective_duty (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    item_id TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL CONSTRAINT defective_duty_state CHECK (state IN ('owed', 'returned')),
    returned_at BIGINT
);
CREATE INDEX defective_duty_by_path ON defective_duty (brand_id, org_path, state, due_at);
CREATE INDEX defective_duty_by_order ON defective_duty (order_id, id);

-- Signatures and photos.
CREATE TABLE file (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    kind TEXT NOT NULL CONSTRAINT file_kind CHECK (kind IN ('signature', 'photo')),
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes {bytes} NOT NULL,
    at BIGINT NOT NULL,
    person_id TEXT NOT NULL
);
CREATE INDEX file_by_order ON file (order_id, id);

CREATE TABLE payment (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    number TEXT NOT NULL,
    method TEXT NOT NULL CONSTRAINT payment_method CHECK (method IN ('cash', 'card', 'wechat', 'alipay', 'transfer')),
    amount_minor BIGINT NOT NULL CONSTRAINT payment_positive CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    payer TEXT NOT NULL,
    collector_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    posting_id TEXT NOT NULL REFERENCES posting (id)
);
CREATE INDEX payment_by_order ON payment (order_id, id);

-- What the brand pays a station per kind of work.
CREATE TABLE fee_rule (
    brand_id TEXT NOT NULL,
    category TEXT NOT NULL,
    mode TEXT NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT fee_rule_outcome CHECK (outcome IN ('repair', 'exchange', 'refund', 'no_fault')),
    amount_minor BIGINT NOT NULL CONSTRAINT fee_rule_not_negative CHECK (amount_minor >= 0),
    currency TEXT NOT NULL,
    PRIMARY KEY (brand_id, category, mode, outcome)
);

CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    month TEXT NOT NULL,
    fee_minor BIGINT NOT NULL,
    parts_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    fee_rule TEXT NOT NULL,
    at BIGINT NOT NULL,
    posting_id TEXT NOT NULL REFERENCES posting (id)
);
-- An order is claimed once, however often it is reopened.
CREATE UNIQUE INDEX claim_order_once ON claim (order_id);
CREATE INDEX claim_by_path ON claim (brand_id, org_path, month, id);

CREATE TABLE follow_up (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES service_case (id),
    order_id TEXT NOT NULL REFERENCES service_order (id),
    round BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL CONSTRAINT follow_up_state CHECK (state IN ('planned', 'done')),
    class TEXT CONSTRAINT follow_up_class CHECK (class IN
        ('satisfied', 'dissatisfied', 'complaint', 'not_fixed_once', 'not_fixed_repeatedly', 'bad_attitude')),
    words TEXT,
    answered_at BIGINT,
    person_id TEXT
);
CREATE UNIQUE INDEX follow_up_round_once ON follow_up (order_id, round);
CREATE INDEX follow_up_due ON follow_up (brand_id, state, due_at, id);
CREATE INDEX follow_up_by_case ON follow_up (case_id, id);
