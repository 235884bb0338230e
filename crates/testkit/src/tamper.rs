//! Someone with the keys to the database bends a row. What the database refuses, a thief switches off first.

use aftercare_store::{Engine, Statement, StoreError};

use crate::World;

/// One row changed behind the back of the program, and the rule of `aftercare check` that must notice.
pub struct Bend {
    pub name: &'static str,
    pub rule: &'static str,
    table: &'static str,
    change: &'static Statement,
}

macro_rules! bends {
    ($(#[$doc:meta])* $list:ident: $($name:literal in $table:literal breaks $rule:literal: $sql:literal;)+) => {
        $(#[$doc])*
        pub static $list: &[Bend] = &[$(Bend {
            name: $name,
            table: $table,
            rule: $rule,
            change: { static CHANGE: Statement = Statement::new(concat!("testkit::", $name), $sql); &CHANGE },
        }),+];
    };
}

bends! {
    /// Changes of each kind in each book. They need a world with a repair in it.
    BENDS:
    "an act's words" in "act" breaks "act_chain_intact":
        "UPDATE act SET payload = '{}' WHERE id = (SELECT MIN(id) FROM act)";
    "an act's person" in "act" breaks "act_chain_intact":
        "UPDATE act SET person_id = '00000000-0000-7000-8000-000000000001' WHERE id = (SELECT MIN(id) FROM act)";
    "the hour of an act" in "act" breaks "act_chain_intact":
        "UPDATE act SET at = at - 3600000000 WHERE verb = 'take_in'";
    "the day of an act" in "act" breaks "act_chain_intact":
        "UPDATE act SET day = '2020-01-01' WHERE id = (SELECT MIN(id) FROM act)";
    "an act in the middle removed" in "act" breaks "act_chain_intact":
        "DELETE FROM act WHERE verb = 'take_in'";
    "the last act removed" in "act" breaks "seal_intact":
        "DELETE FROM act WHERE id = (SELECT MAX(id) FROM act)";
    "a seal's root" in "seal" breaks "seal_intact":
        "UPDATE seal SET root = hash";
    "a seal's count" in "seal" breaks "seal_intact":
        "UPDATE seal SET acts = acts + 1";
    "where a unit went" in "thing_move" breaks "unit_in_one_place":
        "UPDATE thing_move SET to_place = (SELECT MIN(id) FROM place WHERE kind = 'scrap') WHERE reason = 'handed_back'";
    "a move of a unit removed" in "thing_move" breaks "unit_trail_unbroken":
        "DELETE FROM thing_move WHERE reason = 'taken_in'";
    "how many came" in "thing_move" breaks "stock_is_sum_of_moves":
        "UPDATE thing_move SET quantity = quantity + 1 WHERE id = (SELECT MIN(id) FROM thing_move WHERE unit_id IS NULL)";
    "a count of the stock" in "stock" breaks "stock_is_sum_of_moves":
        "UPDATE stock SET quantity = quantity + 1 WHERE unbounded = 0";
    "a hold on the stock" in "stock" breaks "holds_are_sum_of_reservations":
        "UPDATE stock SET reserved = 1 WHERE quantity > 3";
    "the place of a unit" in "unit" breaks "unit_in_one_place":
        "UPDATE unit SET place_id = (SELECT MIN(id) FROM place WHERE kind = 'scrap')";
    "a sum of money" in "posting_line" breaks "posting_balanced":
        "UPDATE posting_line SET amount_minor = amount_minor + 100 WHERE line = (SELECT MIN(line) FROM posting_line)";
    "a line of a posting removed" in "posting_line" breaks "posting_balanced":
        "DELETE FROM posting_line WHERE line = (SELECT MIN(line) FROM posting_line)";
    "the lines of a posting removed" in "posting_line" breaks "posting_has_lines":
        "DELETE FROM posting_line";
    "a paper removed" in "document" breaks "numbers_without_gaps":
        "DELETE FROM document WHERE serial = (SELECT MIN(serial) FROM document)";
    "the counter of the papers" in "document_counter" breaks "numbers_without_gaps":
        "UPDATE document_counter SET last = last - 1";
    "how a case ended" in "service_case" breaks "closed_case_has_result":
        "UPDATE service_case SET result = NULL WHERE state = 'closed'";
}

bends! {
    /// Changes of what stands beside the books and must agree with them: each breaks a rule that those before it left
    /// whole, so that one world serves for all. They need `World::of_every_kind`.
    BESIDE:
    "the act of a move" in "thing_move" breaks "move_has_its_act":
        "UPDATE thing_move SET act_id = NULL WHERE reason = 'taken_in'";
    "the act of a posting" in "posting" breaks "posting_has_its_act":
        "UPDATE posting SET act_id = '00000000-0000-7000-8000-000000000001' WHERE what = 'charge'";
    "the floor of the stock" in "stock" breaks "only_a_source_goes_below_zero":
        "UPDATE stock SET unbounded = 1 WHERE quantity > 3";
    "a case kept open" in "service_case" breaks "open_case_has_work_left":
        "UPDATE service_case SET state = 'open', owner_id = 'nobody', due_what = 'answer', due_at = 1
         WHERE id = (SELECT MIN(id) FROM service_case WHERE state = 'closed')";
    "all acts of a case" in "act" breaks "case_has_its_acts":
        "DELETE FROM act WHERE chain_id = (SELECT MIN(id) FROM service_case)";
    "the last day of an order" in "service_order" breaks "ended_order_has_its_day":
        "UPDATE service_order SET ended_at = NULL WHERE state = 'closed'";
    "the decision of an order" in "service_order" breaks "decision_of_an_order_is_kept":
        "UPDATE service_order SET decision_id = '00000000-0000-7000-8000-000000000001' WHERE decision_id IS NOT NULL";
    "where an order stands" in "service_order" breaks "order_stands_at_its_station":
        "UPDATE service_order SET org_path = '/HX/HQ/EAST/SH02/' WHERE state = 'closed'";
    "a slip in force again" in "custody_slip" breaks "slip_is_for_a_device_in_custody":
        "UPDATE custody_slip SET voided_at = NULL WHERE voided_at IS NOT NULL";
    "slips made void" in "custody_slip" breaks "device_in_custody_has_its_slip":
        "UPDATE custody_slip SET voided_at = 1";
    "the price agreed" in "quote" breaks "charged_as_agreed":
        "UPDATE quote SET total_minor = total_minor - 1 WHERE state = 'approved'";
    "an answer to a quotation" in "quote" breaks "open_quote_is_waited_for":
        "UPDATE quote SET state = 'open' WHERE state = 'approved'";
    "the currency of a payment" in "payment" breaks "payment_is_posted":
        "UPDATE payment SET currency = 'USD'";
    "the sum of a payment" in "payment" breaks "paid_as_charged":
        "UPDATE payment SET amount_minor = amount_minor + 100";
    "what a payment stands on" in "payment" breaks "posted_payment_has_its_receipt":
        "UPDATE payment SET posting_id = (SELECT MIN(id) FROM posting WHERE what = 'claim')";
    "the currency of a refund" in "pay_out" breaks "pay_out_is_posted":
        "UPDATE pay_out SET currency = 'USD'";
    "what a refund stands on" in "pay_out" breaks "posted_refund_was_paid_out":
        "UPDATE pay_out SET posting_id = (SELECT MIN(id) FROM posting WHERE what = 'charge')";
    "a promise taken back" in "posting" breaks "paid_out_as_promised":
        "UPDATE posting SET order_id = NULL WHERE what = 'refund_promised'";
    "the fee of a claim" in "claim" breaks "claim_is_posted":
        "UPDATE claim SET fee_minor = fee_minor + 1";
    "what a claim stands on" in "claim" breaks "posted_claim_has_its_row":
        "UPDATE claim SET posting_id = (SELECT MIN(id) FROM posting WHERE what = 'charge')";
    "whose a receipt is" in "document" breaks "paper_has_its_subject":
        "UPDATE document SET subject_id = 'nobody' WHERE kind = 'receipt'";
    "the number of a slip" in "custody_slip" breaks "number_on_paper_is_filed":
        "UPDATE custody_slip SET number = 'SH01-2026-999999' WHERE number = (SELECT MIN(number) FROM custody_slip)";
    "a budget used by nothing" in "goodwill_budget" breaks "goodwill_budget_is_sum_of_goodwill":
        "INSERT INTO goodwill_budget (brand_id, station_id, month, org_path, amount_minor, used_minor, currency)
         SELECT brand_id, id, '2020-01', path, 100, 1, 'CNY' FROM org_node WHERE code = 'SH01'";
    "goodwill out of no budget" in "goodwill" breaks "goodwill_has_its_budget":
        "INSERT INTO goodwill
            (id, brand_id, org_path, station_id, month, order_id, round, decision_id, remedy, cost_minor, currency, reason,
             person_id, at)
         SELECT 'given', o.brand_id, o.org_path, o.station_id, '2020-02', o.id, 99, d.id, 'repair', 1, 'CNY', 'x', o.id, 1
         FROM service_order o JOIN decision d ON d.id = (SELECT MIN(id) FROM decision)
         WHERE o.id = (SELECT MIN(id) FROM service_order)";
    "how many were built in" in "order_line" breaks "used_part_left_the_stock":
        "UPDATE order_line SET quantity = quantity + 1 WHERE item_id IS NOT NULL";
    "a part held again" in "reservation" breaks "ended_order_holds_nothing":
        "UPDATE reservation SET state = 'held' WHERE state = 'used'";
    "how many are owed" in "defective_duty" breaks "owed_part_is_in_defective_stock":
        "UPDATE defective_duty SET quantity = quantity + 1 WHERE state = 'owed'";
    "a call taken off the list" in "follow_up" breaks "who_has_the_device_is_called":
        "UPDATE follow_up SET state = 'done' WHERE state = 'planned'";
    "a call put on the list again" in "follow_up" breaks "call_has_its_order":
        "UPDATE follow_up SET state = 'planned' WHERE class = 'satisfied'";
    "what a device replaces" in "device" breaks "exchanged_devices_point_to_each_other":
        "UPDATE device SET replaces = NULL WHERE replaces IS NOT NULL";
    "an exchanged device with a customer" in "unit" breaks "exchanged_device_is_given_back":
        "UPDATE unit SET place_id = (SELECT MIN(id) FROM place WHERE kind = 'customers')
         WHERE id IN (SELECT unit_id FROM device WHERE replaced_by IS NOT NULL)";
    "the model of a device" in "device" breaks "device_is_of_its_units_model":
        "UPDATE device SET model_id = '00000000-0000-7000-8000-000000000001'";
    "the price of a contract" in "contract" breaks "contract_is_posted":
        "UPDATE contract SET price_minor = price_minor + 1";
    "what went back for a contract" in "contract" breaks "contract_refund_is_its_posting":
        "UPDATE contract SET refund_minor = refund_minor - 1 WHERE refund_minor > 0";
    "what a contract stands on" in "contract" breaks "posted_contract_has_its_row":
        "UPDATE contract SET paid_posting_id = sold_posting_id";
    "how often a contract was used" in "contract_cover" breaks "contract_cover_is_sum_of_uses":
        "UPDATE contract_cover SET used_times = used_times - 1 WHERE used_times > 0";
    "the limit of an offer" in "contract_offer_line" breaks "contract_use_within_cover":
        "UPDATE contract_offer_line SET most_minor = 1 WHERE most_minor IS NOT NULL";
    "what a contract paid" in "contract_use" breaks "contract_use_is_posted":
        "UPDATE contract_use SET amount_minor = amount_minor + 1 WHERE state = 'used'";
    "cover held again" in "contract_use" breaks "contract_cover_is_held_for_open_work":
        "UPDATE contract_use SET state = 'held', posting_id = NULL WHERE state = 'used'";
}

/// Tables whose rows the database lets nobody change.
const GUARDED: [&str; 6] = ["act", "seal", "thing_move", "posting", "posting_line", "document"];

impl Bend {
    /// Takes the guard of the table away, as who owns the database can, and changes the row.
    pub async fn apply(&'static self, world: &World) {
        let guards = if GUARDED.contains(&self.table) { guards(world.engine(), self.table) } else { Vec::new() };
        let bent = world.app.store().write("testkit.tamper", move |tx| {
            for guard in &guards {
                tx.execute(guard, &[])?;
            }
            tx.execute(self.change, &[])
        });
        let rows: Result<u64, StoreError> = bent.await;
        assert!(rows.expect("who owns the database can change it") > 0, "{}: there is no such row to bend", self.name);
    }

    /// Tries the change with the guard in its place; the answer of the database.
    pub async fn try_openly(&'static self, world: &World) -> Result<u64, StoreError> {
        world.app.store().write("testkit.tamper", |tx| tx.execute(self.change, &[])).await
    }

    pub fn is_guarded(&self) -> bool {
        GUARDED.contains(&self.table)
    }
}

/// Statements live as long as the program; a test makes a handful.
fn guards(engine: Engine, table: &str) -> Vec<&'static Statement> {
    let drops = match engine {
        Engine::Sqlite => {
            [format!("DROP TRIGGER IF EXISTS {table}_no_update"), format!("DROP TRIGGER IF EXISTS {table}_no_delete")]
        }
        Engine::Postgres => [
            format!("DROP TRIGGER IF EXISTS {table}_no_change ON {table}"),
            format!("DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}"),
        ],
    };
    drops.into_iter().map(|sql| &*Box::leak(Box::new(Statement::new("testkit::GUARD", sql.leak())))).collect()
}
