//! Typed ids: a newtype per entity over UUIDv7, so that an order's id can never be handed in where a case's is asked.
//!
//! The time inside a UUIDv7 keeps rows of one day together in the index; a phone offline may make one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

use crate::clock::{Dice, Instant};

/// The text was no UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0}")]
pub struct NotAnId(pub String);

/// UUIDv7 from an instant and ten random bytes (RFC 9562, 5.7). The first twelve random bits carry the fraction of the
/// millisecond (6.2, method 3), so ids made microseconds apart sort in the order they were made.
pub fn uuid_v7(now: Instant, dice: &dyn Dice) -> Uuid {
    let mut random = [0u8; 10];
    dice.fill(&mut random);
    let micros = u64::try_from(now.micros()).unwrap_or(0);
    let fraction = u16::try_from((micros % 1000) * 4096 / 1000).unwrap_or(0);
    let [high, low] = fraction.to_be_bytes();
    random[0] = high;
    random[1] = low;
    uuid::Builder::from_unix_timestamp_millis(micros / 1000, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub fn new(now: Instant, dice: &dyn Dice) -> Self {
                Self(uuid_v7(now, dice))
            }
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId(text.chars().take(60).collect()))
            }
        }
    )+};
}

ids! {
    /// A brand: the root of an organisation tree, and the first key of every big table.
    BrandId,
    /// A node of the organisation tree.
    NodeId,
    /// A person who works with the system, or a customer with an account.
    PersonId,
    /// A person's roles on a node.
    PositionId,
    /// An API token.
    TokenId,
    /// What a customer wants from us (来件).
    CaseId,
    /// One call, message, letter or visit (联络).
    ContactId,
    /// The work on one device for a case (服务工单).
    OrderId,
    /// A customer, person or company.
    CustomerId,
    /// A postal address of a customer.
    AddressId,
    /// A model of the catalogue.
    ModelId,
    /// A spare part of the catalogue, or any other countable item.
    ItemId,
    /// One serialised thing: device, loaner, serialised part.
    UnitId,
    /// Where things can be.
    PlaceId,
    /// One entry of the book of things.
    MoveId,
    /// One entry of the book of acts.
    ActId,
    /// One balanced entry of the book of money.
    PostingId,
    /// An account of the book of money.
    AccountId,
    /// An entitlement decision, kept as decided.
    DecisionId,
    /// What a supervisor gives against a decision (商誉让步).
    GoodwillId,
    /// What is offered beside the law: extended warranty, care plan, service contract.
    OfferId,
    /// A contract that was sold for a device (保障合同).
    ContractId,
    /// What a contract pays of a line of an order.
    ContractUseId,
    /// A quotation for paid work.
    QuoteId,
    /// A reservation of stock for an order.
    ReservationId,
    /// A claim of a station to the brand (结算申请).
    ClaimId,
    /// A call after service (回访).
    FollowUpId,
    /// A file, photo or signature.
    FileId,
    /// A message waiting to leave the house.
    OutboxId,
    /// A run of an import.
    ImportId,
    /// A duty to send a defective part back.
    DutyId,
}
