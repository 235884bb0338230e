//! What `aftercare check` asks of orders, slips and the devices they are about.

use crate::{StoreError, Tx, statement::broken, statements};

statements! {
    /// Orders whose state and whose last day disagree.
    ENDED_WITHOUT_A_DAY = "
        SELECT o.number, o.state FROM service_order o
        WHERE CASE WHEN o.state IN ('closed', 'cancelled', 'archived') THEN 1 ELSE 0 END
            <> CASE WHEN o.ended_at IS NULL THEN 0 ELSE 1 END
        LIMIT $1";
    /// Orders that stand on a decision that was not kept, or was made for another order.
    DECISIONS_NOT_KEPT = "
        SELECT o.number, o.decision_id FROM service_order o
        WHERE o.decision_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM decision d WHERE d.id = o.decision_id AND d.order_id = o.id AND d.brand_id = o.brand_id)
        LIMIT $1";
    /// Slips in force for devices that are not in the station's keeping.
    SLIPS_FOR_NOTHING = "
        SELECT s.number, s.unit_id FROM custody_slip s
        JOIN service_order o ON o.id = s.order_id JOIN unit u ON u.id = s.unit_id JOIN place p ON p.id = u.place_id
        WHERE s.voided_at IS NULL AND (p.kind <> 'custody' OR p.node_id <> o.station_id) LIMIT $1";
    /// Devices in a station's keeping that no slip is in force for. One given in exchange waits there without.
    KEPT_WITHOUT_SLIP = "
        SELECT u.serial, u.id FROM place p JOIN unit u ON u.brand_id = p.brand_id AND u.place_id = p.id
        WHERE p.kind = 'custody'
            AND NOT EXISTS (
                SELECT 1 FROM service_order o JOIN custody_slip s ON s.order_id = o.id
                WHERE o.unit_id = u.id AND s.unit_id = u.id AND s.voided_at IS NULL)
            AND NOT EXISTS (
                SELECT 1 FROM device d JOIN service_order o ON o.unit_id = d.replaces
                WHERE d.unit_id = u.id AND o.state = 'exchanged')
        LIMIT $1";
    /// Quotations that wait for an answer that their orders do not wait for.
    QUOTES_LEFT_OPEN = "
        SELECT q.number, o.number FROM quote q JOIN service_order o ON o.id = q.order_id
        WHERE q.state = 'open' AND o.state <> 'quoted' LIMIT $1";
    /// Orders outside the part of the tree where their station stands.
    ORDERS_ASTRAY = "
        SELECT o.number, o.org_path FROM service_order o JOIN org_node n ON n.id = o.station_id
        WHERE o.org_path <> n.path OR o.brand_id <> n.brand_id LIMIT $1";
}

/// What `aftercare check` found wrong with orders, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("ended_order_has_its_day", &ENDED_WITHOUT_A_DAY),
        ("decision_of_an_order_is_kept", &DECISIONS_NOT_KEPT),
        ("slip_is_for_a_device_in_custody", &SLIPS_FOR_NOTHING),
        ("device_in_custody_has_its_slip", &KEPT_WITHOUT_SLIP),
        ("open_quote_is_waited_for", &QUOTES_LEFT_OPEN),
        ("order_stands_at_its_station", &ORDERS_ASTRAY),
    ];
    broken(tx, &rules, most)
}
