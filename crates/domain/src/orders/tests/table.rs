//! The table and the steps say the same.

use super::sample::*;
use crate::orders::*;
use aftercare_kernel::id::PersonId;
use std::collections::BTreeSet;

/// Every mode, type, state and place of the device that an order can be in.
fn every_order() -> Vec<Order> {
    let mut orders = Vec::new();
    for mode in Mode::ALL {
        for service_type in ServiceType::ALL {
            for name in StateName::ALL {
                for in_custody in [true, false] {
                    orders.push(order(*mode, *service_type, state(*name, in_custody)));
                }
            }
        }
    }
    orders
}

/// Whoever may take it: the technician their own work, the supervisor the check of it.
fn who(verb: Verb) -> PersonId {
    if verb == Verb::Check { supervisor() } else { technician() }
}

fn rows_for(order: &Order, verb: Verb) -> Vec<&'static Step> {
    let fits = |step: &&Step| {
        step.verb == verb
            && step.modes.contains(&order.mode)
            && step.types.contains(&order.service_type)
            && step.from.contains(&order.state.name())
    };
    STEPS.iter().filter(fits).collect()
}

#[test]
fn a_step_is_open_exactly_where_the_table_and_its_needs_say() {
    let mut facts = kind_facts();
    for order in every_order() {
        for verb in Verb::ALL.iter().copied() {
            facts.balance = money(if verb == Verb::Collect { 100 } else { 0 });
            facts.owed_back = money(if verb == Verb::PayOut { 100 } else { 0 });
            let turn = turn(who(verb), ALL_ROLES, &facts);
            let rows = rows_for(&order, verb);
            assert!(rows.len() <= 1, "{verb} from {} has two rows", order.state.name());
            let needs_hold = |step: &&Step| step.needs.iter().all(|need| need.check(&order.state, &turn).is_ok());
            let open = rows.first().is_some_and(needs_hold);
            let taken = take(order.clone(), verb, 0, &turn);
            let told = format!("{verb} from {:?} in {} {}: {taken:?}", order.state, order.mode, order.service_type);
            assert_eq!(taken.is_ok(), open, "{told}");
            assert_eq!(order.permit(verb, &turn).is_ok(), open, "{told}");
        }
    }
}

#[test]
fn a_step_leads_where_the_table_says() {
    let mut facts = kind_facts();
    let mut reached: BTreeSet<(Verb, StateName)> = BTreeSet::new();
    for order in every_order() {
        for (verb, variant) in Verb::ALL.iter().flat_map(|verb| (0..3).map(|variant| (*verb, variant))) {
            facts.balance = money(if verb == Verb::Collect { 100 } else { 0 });
            facts.owed_back = money(if verb == Verb::PayOut { 100 } else { 0 });
            let Ok(after) = take(order.clone(), verb, variant, &turn(who(verb), ALL_ROLES, &facts)) else { continue };
            let row = rows_for(&order, verb)[0];
            let (from, to) = (order.state.name(), after.state.name());
            if row.to.is_empty() || row.verb == Verb::HandOn {
                assert_eq!(to, from, "{verb} keeps the state");
            } else {
                assert!(row.to.contains(&to), "{verb} led from {from} to {to}");
            }
            reached.insert((verb, to));
        }
    }
    for step in STEPS {
        for to in step.to {
            assert!(reached.contains(&(step.verb, *to)), "{} never leads to {to}", step.verb);
        }
    }
}

#[test]
fn every_state_can_be_reached_and_left() {
    let reached: BTreeSet<StateName> = STEPS.iter().flat_map(|step| step.to.iter().copied()).collect();
    let left: BTreeSet<StateName> =
        STEPS.iter().filter(|s| !s.to.is_empty()).flat_map(|step| step.from.iter().copied()).collect();
    for name in StateName::ALL {
        assert!(*name == StateName::Registered || reached.contains(name), "{name} is never reached");
        assert!(*name == StateName::Archived || left.contains(name), "{name} is never left");
    }
}

#[test]
fn every_verb_has_a_row() {
    for verb in Verb::ALL {
        assert!(STEPS.iter().any(|step| step.verb == *verb), "{verb}");
    }
}

#[test]
fn from_every_open_state_there_is_a_way_to_the_archive() {
    for mode in Mode::ALL {
        for service_type in ServiceType::ALL {
            for name in reachable(*mode, *service_type) {
                let way = first_step_towards(name, Verb::Archive, *mode, *service_type);
                let here = matches!(name, StateName::Closed | StateName::Cancelled | StateName::Archived);
                assert!(here || way.is_some(), "{mode} {service_type}: no way on from {name}");
            }
        }
    }
}

/// The states that an order of this mode and type can come to.
fn reachable(mode: Mode, service_type: ServiceType) -> BTreeSet<StateName> {
    let mut reached = BTreeSet::from([StateName::Registered]);
    loop {
        let more: BTreeSet<StateName> = STEPS
            .iter()
            .filter(|s| s.modes.contains(&mode) && s.types.contains(&service_type))
            .filter(|s| s.from.iter().any(|from| reached.contains(from)))
            .flat_map(|s| s.to.iter().copied())
            .collect();
        let before = reached.len();
        reached.extend(more);
        if reached.len() == before {
            return reached;
        }
    }
}

#[test]
fn every_state_reads_back_from_its_row() {
    for name in StateName::ALL {
        for in_custody in [true, false] {
            let state = state(*name, in_custody);
            let data = state.to_data().expect("data");
            assert_eq!(OrderState::from_row(name.name(), &data), Ok(state));
        }
    }
}

#[test]
fn a_row_whose_columns_disagree_is_not_read() {
    let data = state(StateName::Ready, true).to_data().expect("data");
    assert!(OrderState::from_row("closed", &data).is_err());
    assert!(OrderState::from_row("ready", "{}").is_err());
    assert!(OrderState::from_row("ready", "").is_err());
}

#[test]
fn somebody_answers_for_every_open_order() {
    for order in every_order() {
        assert_eq!(order.responsible().is_none(), order.state.name().is_end(), "{}", order.state.name());
    }
}

#[test]
fn an_open_order_always_has_a_clock_and_an_ended_one_has_none() {
    for order in every_order() {
        assert_eq!(order.clock().is_none(), order.state.name().is_end(), "{}", order.state.name());
    }
}
