//! What a login and a password must be.

use super::IdentityRefusal;

const SHORTEST: usize = 10;
const LONGEST: usize = 128;

/// Passwords of ten characters and more that people choose first.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "12345678910",
    "123456789a",
    "1234554321",
    "1111111111",
    "0000000000",
    "8888888888",
    "6666666666",
    "1122334455",
    "9876543210",
    "0987654321",
    "1q2w3e4r5t",
    "q1w2e3r4t5",
    "qwertyuiop",
    "asdfghjkl;",
    "qwerty1234",
    "qwerty12345",
    "qwerty123456",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "woaini1314",
    "woaini520520",
    "5201314520",
    "5201314521",
    "woaini5201314",
    "aftercare1",
    "aftercare123",
    "administrator",
    "iloveyou123",
    "abcd123456",
    "abc1234567",
    "a123456789",
    "aa12345678",
    "zxcvbnm123",
    "1qaz2wsx3edc",
];

/// 3 to 60 of a–z, 0–9 and `.` `_` `-`, beginning with a letter.
pub fn check_login(login: &str) -> Result<(), IdentityRefusal> {
    let begins = login.starts_with(|c: char| c.is_ascii_lowercase());
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    if (3..=60).contains(&login.len()) && begins && login.bytes().all(known) {
        Ok(())
    } else {
        Err(IdentityRefusal::LoginUnfit)
    }
}

/// Length in characters, not among the common ones, not the login; no rules about kinds of characters.
pub fn check_password(password: &str, login: &str) -> Result<(), IdentityRefusal> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    if length < SHORTEST {
        return Err(IdentityRefusal::PasswordTooShort { least: SHORTEST });
    }
    if length > LONGEST {
        return Err(IdentityRefusal::PasswordTooLong { most: LONGEST });
    }
    if lower == login.to_lowercase() {
        return Err(IdentityRefusal::PasswordIsLogin);
    }
    if COMMON.contains(&lower.as_str()) || is_one_character_repeated(&lower) {
        return Err(IdentityRefusal::PasswordTooCommon);
    }
    Ok(())
}

fn is_one_character_repeated(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| characters.all(|c| c == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_at_the_borders() {
        let table = [
            ("a".repeat(9), Err(IdentityRefusal::PasswordTooShort { least: 10 })),
            ("xkcd-936-a".into(), Ok(())),
            ("维修站的后门钥匙在花盆".into(), Ok(())),
            (format!("{}b", "a".repeat(127)), Ok(())),
            (format!("{}b", "a".repeat(128)), Err(IdentityRefusal::PasswordTooLong { most: 128 })),
            ("PassWord123".into(), Err(IdentityRefusal::PasswordTooCommon)),
            ("zzzzzzzzzzzz".into(), Err(IdentityRefusal::PasswordTooCommon)),
            ("Li.Na.SH01x".into(), Err(IdentityRefusal::PasswordIsLogin)),
        ];
        for (password, expected) in table {
            assert_eq!(check_password(&password, "li.na.sh01x"), expected, "{password}");
        }
    }

    #[test]
    fn logins_at_the_borders() {
        for login in ["abc", "li.na", "tech-07", &"a".repeat(60)] {
            assert_eq!(check_login(login), Ok(()), "{login}");
        }
        for login in ["ab", "1abc", "Li.Na", "李娜", "a b c", &"a".repeat(61)] {
            assert_eq!(check_login(login), Err(IdentityRefusal::LoginUnfit), "{login}");
        }
    }
}
