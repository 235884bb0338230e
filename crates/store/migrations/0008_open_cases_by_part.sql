-- The open cases of a part of the tree are counted without those of the whole brand, and their deadlines with them.
CREATE INDEX service_case_open_by_path ON service_case (brand_id, org_path, due_at) WHERE state = 'open';
