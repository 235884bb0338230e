-- Organisation, people, and what keeps the house in order.

CREATE TABLE brand (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    accent TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    zone TEXT NOT NULL,
    service_phone TEXT NOT NULL
);
CREATE UNIQUE INDEX brand_code_once ON brand (code);

-- path is /BRAND/HQ/EAST/SH01/: a part of the tree is a range of paths.
CREATE TABLE org_node (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL REFERENCES brand (id),
    parent_id TEXT,
    kind TEXT NOT NULL CONSTRAINT org_node_kind CHECK (kind IN ('brand', 'hq', 'region', 'station', 'dealer')),
    ownership TEXT NOT NULL CONSTRAINT org_node_ownership CHECK (ownership IN ('own', 'third_party', 'dealer')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    path TEXT NOT NULL,
    zone TEXT NOT NULL,
    region TEXT,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    opens_minute BIGINT NOT NULL,
    closes_minute BIGINT NOT NULL,
    CONSTRAINT org_node_opens_before_it_closes CHECK (opens_minute < closes_minute)
);
CREATE UNIQUE INDEX org_node_code_once ON org_node (brand_id, code);
CREATE UNIQUE INDEX org_node_path_once ON org_node (brand_id, path);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL REFERENCES brand (id),
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    locale TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    failed_sign_ins BIGINT NOT NULL,
    locked_until BIGINT,
    active BIGINT NOT NULL CONSTRAINT person_active_flag CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
-- The sign-in page knows no brand, so a login is unique in the installation.
CREATE UNIQUE INDEX person_login_once ON person (login);
CREATE INDEX person_by_brand ON person (brand_id, id);

-- A person's roles on a node; who works at two nodes has two positions and acts in one at a time.
CREATE TABLE position (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    node_id TEXT NOT NULL REFERENCES org_node (id),
    org_path TEXT NOT NULL,
    roles TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX position_by_person ON position (person_id);
CREATE INDEX position_by_node ON position (brand_id, org_path);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    position_id TEXT NOT NULL REFERENCES position (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    position_id TEXT NOT NULL REFERENCES position (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX api_token_hash_once ON api_token (token_hash);
CREATE INDEX api_token_by_person ON api_token (person_id);

-- Messages and late work, written in the transaction that causes them. dedupe makes a second writing harmless.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    dedupe TEXT NOT NULL,
    payload TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failed_why TEXT
);
CREATE UNIQUE INDEX outbox_dedupe_once ON outbox (dedupe);
CREATE INDEX outbox_due ON outbox (next_at, id);

-- What a person should know: an order assigned, a check failed. Delivered from the outbox.
CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    params TEXT NOT NULL,
    link TEXT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notice_by_person ON notice (person_id, id);

-- The stored answer of a request sent with an idempotency key.
CREATE TABLE idempotency (
    person_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
) {keyed};
CREATE INDEX idempotency_by_age ON idempotency (at);

-- Overlapping bigrams and whole words of names, and phone endings: neither engine's tokenizer finds 黑屏 in 手机黑屏无法开机.
CREATE TABLE search_term (
    brand_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    term TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (brand_id, kind, term, subject_id)
) {keyed};
CREATE INDEX search_term_by_subject ON search_term (subject_id);

CREATE TABLE import_run (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT import_kind CHECK (kind IN ('devices', 'customers', 'products')),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    mapping TEXT NOT NULL,
    dry_run BIGINT NOT NULL CONSTRAINT import_dry_run_flag CHECK (dry_run IN (0, 1)),
    state TEXT NOT NULL CONSTRAINT import_state CHECK (state IN ('running', 'done', 'failed')),
    rows_read BIGINT NOT NULL,
    rows_taken BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX import_run_by_brand ON import_run (brand_id, id);
-- The same file goes on where it stopped.
CREATE INDEX import_run_by_file ON import_run (brand_id, kind, file_sha256);

CREATE TABLE import_reject (
    import_id TEXT NOT NULL REFERENCES import_run (id),
    line BIGINT NOT NULL,
    column_name TEXT NOT NULL,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (import_id, line, column_name)
);
