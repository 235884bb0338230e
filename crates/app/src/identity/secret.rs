//! Random secrets: shown once, kept as their hash only.

use aftercare_kernel::Dice;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// 256 bits as 43 characters that survive a cookie and a header.
pub fn draw(dice: &dyn Dice) -> String {
    let mut bytes = [0u8; 32];
    dice.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored: a secret of 256 bits needs no salt and no slow hash.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
