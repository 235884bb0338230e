//! `aftercare user`: people who sign in. A password never stands on the command line, where others can read it.

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
    process::ExitCode,
};

use aftercare_app::{
    Actor, App,
    identity::{self, Colleague, NewPerson},
};
use aftercare_domain::identity::{Role, TokenScope};
use aftercare_kernel::Dice;

use crate::{
    chance::SystemDice,
    command::{UserAddArgs, UserCommand, UserPasswordArgs, UserTokenArgs},
    config::Config,
    failure::Failure,
    house::House,
    terminal,
};

/// Letters and digits that are not taken for one another when read aloud or copied from paper: 32, so that a byte's
/// five lower bits choose one evenly.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 80 bits.
const LENGTH: usize = 16;

pub async fn user(config: &Config, command: UserCommand, brand: Option<String>) -> Result<ExitCode, Failure> {
    let house = House::open(config).await?;
    let actor = house.actor(brand.as_deref()).await?;
    let done = match command {
        UserCommand::Add(args) => add(&house.app, &actor, args).await,
        UserCommand::List => list(&house.app, &actor).await,
        UserCommand::SetPassword(args) => set_password(&house.app, args).await,
        UserCommand::Token(args) => make_token(&house.app, &actor, args).await,
    };
    house.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn add(app: &App, actor: &Actor, args: UserAddArgs) -> Result<(), Failure> {
    let (password, shown) = choose_password(args.password_stdin)?;
    let person = NewPerson {
        login: args.login.trim().to_lowercase(),
        name: args.name,
        phone: args.phone,
        locale: args
            .locale
            .parse()
            .map_err(|_| Failure::Refused(format!("--locale: {} is not one of zh-CN, zh-TW, en", args.locale)))?,
        password,
        node_code: args.node,
        roles: args.roles.iter().map(|role| read_role(role)).collect::<Result<_, _>>()?,
    };
    let login = person.login.clone();
    identity::add_person(app, actor, person).await?;
    terminal::say(&format!("added {login}"));
    show(shown);
    Ok(())
}

fn read_role(text: &str) -> Result<Role, Failure> {
    text.trim().parse().map_err(|_| {
        let roles = Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
        Failure::Refused(format!("--roles: {text} is not one of {roles}"))
    })
}

async fn set_password(app: &App, args: UserPasswordArgs) -> Result<(), Failure> {
    let (password, shown) = choose_password(args.password_stdin)?;
    let login = args.login.trim().to_lowercase();
    identity::set_password_by_operator(app, login.clone(), password).await?;
    terminal::say(&format!("{login} has another password and is signed out everywhere"));
    show(shown);
    Ok(())
}

async fn make_token(app: &App, actor: &Actor, args: UserTokenArgs) -> Result<(), Failure> {
    let scopes = args.scopes.iter().map(|scope| read_scope(scope)).collect::<Result<_, _>>()?;
    let ends = args.days.map(|days| app.now().plus_seconds(i64::from(days) * 86_400));
    let login = args.login.trim().to_lowercase();
    let made = identity::make_token_by_operator(app, actor, login, args.name, scopes, ends).await?;
    terminal::say(&made.secret);
    Ok(())
}

fn read_scope(text: &str) -> Result<TokenScope, Failure> {
    text.trim().parse().map_err(|_| {
        let scopes = TokenScope::ALL.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(", ");
        Failure::Refused(format!("--scopes: {text} is not one of {scopes}"))
    })
}

/// The first line of stdin, or a new one and whether it must be shown.
fn choose_password(from_stdin: bool) -> Result<(String, Option<String>), Failure> {
    if !from_stdin {
        let password = make_password(&SystemDice);
        return Ok((password.clone(), Some(password)));
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(Failure::Runtime)?;
    Ok((line.trim_end_matches(['\r', '\n']).to_owned(), None))
}

fn make_password(dice: &dyn Dice) -> String {
    let mut bytes = [0u8; LENGTH];
    dice.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

fn show(password: Option<String>) {
    if let Some(password) = password {
        terminal::say(&format!("password (shown this once): {password}"));
    }
}

/// A line per position: login, name, where, as what.
async fn list(app: &App, actor: &Actor) -> Result<(), Failure> {
    let brand = identity::brand_of(app, actor).await?;
    let mut lines = BTreeMap::new();
    for role in Role::ALL {
        for colleague in identity::colleagues(app, actor, format!("/{}/", brand.code), *role).await? {
            lines.insert((colleague.org_path.clone(), colleague.login.clone()), line(&colleague));
        }
    }
    lines.values().for_each(|line| terminal::say(line));
    Ok(())
}

fn line(colleague: &Colleague) -> String {
    let roles = colleague.roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(",");
    format!("{}\t{}\t{}\t{roles}", colleague.login, colleague.name, colleague.node_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_password_is_good_enough_and_new_each_time() {
        let [first, second] = [make_password(&SystemDice), make_password(&SystemDice)];
        assert_ne!(first, second);
        assert_eq!(aftercare_domain::identity::check_password(&first, "li.na"), Ok(()));
    }

    #[test]
    fn an_unknown_role_is_answered_with_the_known_ones() {
        let failure = read_role("chef").expect_err("no such role").to_string();
        assert!(failure.contains("chef") && failure.contains("technician"), "{failure}");
    }
}
