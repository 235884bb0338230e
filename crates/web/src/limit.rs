//! How often an address may try to sign in. The account's own lock-out is a rule of `domain`.

use crate::Problem;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

/// Beyond so many addresses those that are quiet again are forgotten.
const ADDRESSES: usize = 10_000;

pub struct SignInLimit {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl SignInLimit {
    pub fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self { by_address: RateLimiter::keyed(quota), clock: DefaultClock::default() }
    }

    pub fn admit(&self, address: IpAddr) -> Result<(), Problem> {
        if self.by_address.len() > ADDRESSES {
            self.by_address.retain_recent();
        }
        self.by_address.check_key(&network_of(address)).map_err(|refused| {
            let seconds = refused.wait_time_from(self.clock.now()).as_secs() + 1;
            Problem::TooMany { seconds }
        })
    }
}

/// A subscriber has a whole /64 of IPv6.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_to_wait_and_another_is_not() {
        let limit = SignInLimit::new(2);
        let first: IpAddr = "192.0.2.1".parse().expect("address");
        assert!(limit.admit(first).is_ok() && limit.admit(first).is_ok());
        assert!(matches!(limit.admit(first), Err(Problem::TooMany { seconds: 1..=31 })));
        assert!(limit.admit("192.0.2.2".parse().expect("address")).is_ok());
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        for (address, network) in
            [("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("::ffff:192.0.2.1", "192.0.2.1"), ("192.0.2.1", "192.0.2.1")]
        {
            let address = address.parse().expect("address");
            assert_eq!(network_of(address).to_string(), network);
        }
    }
}
