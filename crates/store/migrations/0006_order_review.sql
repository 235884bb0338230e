-- Orders whose decision has to be looked at again on a day, because a deadline of the law runs out or something falls
-- due by the clock. An order that has a decision and is not over when this table arrives is looked at once.
CREATE TABLE order_review (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES service_order (id),
    brand_id TEXT NOT NULL,
    due_on TEXT NOT NULL
);
CREATE INDEX order_review_by_day ON order_review (brand_id, due_on, order_id);
INSERT INTO order_review (order_id, brand_id, due_on)
SELECT id, brand_id, '2000-01-01' FROM service_order WHERE decision_id IS NOT NULL AND ended_at IS NULL;
