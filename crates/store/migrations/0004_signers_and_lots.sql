-- Who signed stands beside the picture: names of customers must be erasable, acts cannot be erased.
ALTER TABLE file ADD COLUMN signer TEXT;
-- A defective part is returned out of the lot it was booked under.
ALTER TABLE defective_duty ADD COLUMN lot TEXT NOT NULL DEFAULT '';
-- Work by state, oldest first, over any part of the tree.
CREATE INDEX service_order_by_state ON service_order (brand_id, state, id);
