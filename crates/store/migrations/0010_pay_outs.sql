-- A refund that was promised goes out of a station's till or account. The payee's name is here and in no act: it must be
-- erasable.
CREATE TABLE pay_out (
    id TEXT NOT NULL PRIMARY KEY,
    brand_id TEXT NOT NULL,
    org_path TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES service_order (id),
    method TEXT NOT NULL CONSTRAINT pay_out_method CHECK (method IN ('cash', 'card', 'wechat', 'alipay', 'transfer')),
    amount_minor BIGINT NOT NULL CONSTRAINT pay_out_positive CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    payee TEXT NOT NULL,
    payer_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    posting_id TEXT NOT NULL REFERENCES posting (id)
);
CREATE INDEX pay_out_by_order ON pay_out (order_id, id);

-- The contracts of a station in the order in which they were sold.
CREATE INDEX contract_by_station ON contract (brand_id, org_path, id);
