-- What a station may give away in a month, and how much of it is given: the running balance of the rows of `goodwill`.
CREATE TABLE goodwill_budget (
    brand_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    month TEXT NOT NULL,
    org_path TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    used_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- Two supervisors at once cannot give the same money twice.
    CONSTRAINT goodwill_within_budget CHECK (used_minor >= 0 AND used_minor <= amount_minor),
    PRIMARY KEY (brand_id, station_id, month)
);
CREATE INDEX goodwill_budget_by_path ON goodwill_budget (brand_id, month, org_path);

-- What a supervisor gave against a decision, and why.
CREATE TABLE goodwill (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    station_id TEXT NOT NULL,
    month TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    round BIGINT NOT NULL,
    -- The decision that did not give it.
    decision_id TEXT NOT NULL REFERENCES decision (id),
    remedy TEXT NOT NULL CONSTRAINT goodwill_remedy CHECK (remedy IN ('repair', 'exchange', 'refund')),
    cost_minor BIGINT NOT NULL CONSTRAINT goodwill_cost_positive CHECK (cost_minor > 0),
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at BIGINT NOT NULL
);
-- The same remedy is given once in a round of work.
CREATE UNIQUE INDEX goodwill_once ON goodwill (order_id, round, remedy);
CREATE INDEX goodwill_by_month ON goodwill (brand_id, month, org_path, id);
@append_only goodwill;
