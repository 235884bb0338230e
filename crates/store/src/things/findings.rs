//! What `aftercare check` asks the book of things.

use crate::{StoreError, Tx, statement::broken, statements};

statements! {
    /// Units whose recorded place is not where their last move brought them.
    UNITS_ASTRAY = "
        SELECT u.id, u.serial FROM unit u
        WHERE u.place_id <> COALESCE((
            SELECT m.to_place FROM thing_move m WHERE m.unit_id = u.id AND m.seq = u.moves), '')
        LIMIT $1";
    /// Moves of a unit that do not start where the move before ended.
    BROKEN_TRAILS = "
        SELECT t.id, t.unit_id FROM (
            SELECT id, unit_id, seq, from_place,
                LAG(to_place) OVER (PARTITION BY unit_id ORDER BY seq) AS came_to,
                LAG(seq) OVER (PARTITION BY unit_id ORDER BY seq) AS came_as
            FROM thing_move WHERE unit_id IS NOT NULL) t
        WHERE t.seq <> COALESCE(t.came_as, 0) + 1 OR (t.came_to IS NOT NULL AND t.came_to <> t.from_place) LIMIT $1";
    /// Stock that is not the sum of its moves.
    STOCK_ASTRAY = "
        SELECT x.place_id, x.item_id, x.lot, CAST(SUM(x.quantity) AS BIGINT) FROM (
            SELECT to_place AS place_id, item_id, lot, quantity FROM thing_move WHERE unit_id IS NULL
            UNION ALL
            SELECT from_place, item_id, lot, 0 - quantity FROM thing_move WHERE unit_id IS NULL
            UNION ALL
            SELECT place_id, item_id, lot, 0 - quantity FROM stock) x
        GROUP BY x.place_id, x.item_id, x.lot HAVING SUM(x.quantity) <> 0 LIMIT $1";
    STOCK_BELOW_ZERO = "
        SELECT place_id, item_id, lot, quantity FROM stock
        WHERE unbounded = 0 AND (quantity < 0 OR reserved < 0 OR reserved > quantity) LIMIT $1";
    /// Stock without a floor that is not where things come from.
    UNBOUNDED_ELSEWHERE = "
        SELECT s.place_id, s.item_id FROM stock s JOIN place p ON p.id = s.place_id
        WHERE s.unbounded = 1 AND p.kind <> 'source' LIMIT $1";
    /// Moves for an order that no act tells of, and moves whose act is not in its book.
    MOVES_WITHOUT_ACT = "
        SELECT m.id, m.reason FROM thing_move m
        WHERE (m.act_id IS NULL AND m.order_id IS NOT NULL)
            OR (m.act_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM act a WHERE a.id = m.act_id))
        LIMIT $1";
    /// Holds that are not the sum of the reservations still held.
    HOLDS_ASTRAY = "
        SELECT x.place_id, x.item_id, x.lot, CAST(SUM(x.quantity) AS BIGINT) FROM (
            SELECT place_id, item_id, lot, quantity FROM reservation WHERE state = 'held'
            UNION ALL
            SELECT place_id, item_id, lot, 0 - reserved FROM stock) x
        GROUP BY x.place_id, x.item_id, x.lot HAVING SUM(x.quantity) <> 0 LIMIT $1";
}

/// What `aftercare check` found wrong in the book of things: the rule and the row, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("unit_in_one_place", &UNITS_ASTRAY),
        ("unit_trail_unbroken", &BROKEN_TRAILS),
        ("stock_is_sum_of_moves", &STOCK_ASTRAY),
        ("stock_not_below_zero", &STOCK_BELOW_ZERO),
        ("only_a_source_goes_below_zero", &UNBOUNDED_ELSEWHERE),
        ("holds_are_sum_of_reservations", &HOLDS_ASTRAY),
        ("move_has_its_act", &MOVES_WITHOUT_ACT),
    ];
    broken(tx, &rules, most)
}
