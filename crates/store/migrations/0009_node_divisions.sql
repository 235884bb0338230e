-- Where a station stands, GB/T 2260: of several in one province the one in the customer's district or city is near.
ALTER TABLE org_node ADD COLUMN division TEXT;
