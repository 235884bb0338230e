//! Commands that end by themselves: what they answer, and with which exit code.

use crate::common::{Site, mode_of, sign_in};
use aftercare_app::identity;
use aftercare_domain::identity::TokenScope;

#[test]
fn a_missing_database_is_named_and_nothing_is_made() {
    for args in [&["serve"][..], &["check"], &["migrate"], &["user", "list"], &["backup", "copy.db"]] {
        let site = Site::empty();
        let ran = site.run(args).expect_code(5).complains("there is no database at").complains("aftercare.db");
        ran.complains("aftercare migrate --create");
        let left: Vec<_> = std::fs::read_dir(site.path("")).expect("the folder").collect();
        assert!(left.is_empty(), "{args:?} left {left:?}");
    }
}

#[test]
fn an_address_that_names_no_database_is_refused_with_its_form() {
    let site = Site::empty();
    let bare = |url: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_aftercare"));
        command.arg("check").current_dir(site.path("")).env("AFTERCARE_DATABASE", url).output().expect("runs")
    };
    let output = bare("mysql://x");
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sqlite:FILE or postgres://"));
    // A server that is not there: nothing listens on port 1.
    let output = bare("postgres://nobody@127.0.0.1:1/none");
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stderr).contains("PostgreSQL"));
}

#[test]
fn an_unreadable_configuration_names_its_key() {
    let site = Site::empty();
    for (text, key) in [("log_format = \"xml\"", "log_format"), ("databas = \"x\"", "databas"), ("listen = 1 2", "")] {
        std::fs::write(site.path("bad.toml"), text).expect("written");
        let ran = site.run(&["check", "--config", "bad.toml"]).expect_code(4).complains("configuration:");
        ran.complains(key);
    }
    let output = site.command(&["check"]).env("AFTERCARE_DATABASE_READERS", "few").output().expect("runs");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("AFTERCARE_DATABASE_READERS"));
    site.run(&["check", "--config", "no.toml"]).expect_code(1).complains("no.toml");
}

#[test]
fn a_wrong_command_line_is_answered_with_two() {
    let site = Site::empty();
    site.run(&["serve", "--sample", "--create"]).expect_code(2);
    site.run(&["dance"]).expect_code(2);
}

#[test]
fn a_new_database_belongs_to_its_owner_alone() {
    let site = Site::migrated();
    assert_eq!(mode_of(&site.database()), 0o600);
    site.run(&["check"]).expect_code(0);
    site.run(&["migrate"]).expect_code(0);
}

#[tokio::test]
async fn another_schema_is_refused_with_what_to_do() {
    let newer = Site::migrated();
    newer.sql("INSERT INTO schema_migration (number) VALUES (9999)").await;
    for args in [&["serve"][..], &["serve", "--create"], &["check"], &["migrate"]] {
        newer.run(args).expect_code(6).complains("9999").complains("use a newer program");
    }
    let older = Site::migrated();
    older.sql("DELETE FROM schema_migration WHERE number = (SELECT MAX(number) FROM schema_migration)").await;
    for args in [&["serve"][..], &["serve", "--create"], &["check"]] {
        older.run(args).expect_code(6).complains("aftercare migrate");
    }
}

#[tokio::test]
async fn a_bent_book_is_found_by_the_check() {
    let site = Site::founded().await;
    site.run(&["check"]).expect_code(0);
    site.sql("DROP TRIGGER act_no_update").await;
    site.sql("UPDATE act SET payload = '{}' WHERE id = (SELECT MIN(id) FROM act)").await;
    let ran = site.run(&["check"]).expect_code(3);
    assert!(ran.stdout().starts_with("act_chain_intact\t"), "{}", ran.stdout());
}

#[tokio::test]
async fn people_are_added_listed_and_given_passwords() {
    let site = Site::founded().await;
    let add = ["user", "add", "wei.lan", "--name", "魏岚", "--node", "SH01", "--roles", "clerk,technician"];
    let added = site.run(&add).expect_code(0).stdout();
    let password = added.lines().find_map(|l| l.strip_prefix("password (shown this once): ")).expect("it is shown");
    site.inside(async |app| {
        let actor = sign_in(app, "wei.lan", password).await.expect("signs in with the password that was shown");
        assert_eq!(identity::me_node(app, &actor).await.expect("works somewhere").code, "SH01");
    })
    .await;
    let listed = site.run(&["user", "list"]).expect_code(0).stdout();
    assert!(listed.contains("wei.lan\t魏岚\tSH01\tclerk,technician"), "{listed}");

    let set = site.run_with_input(&["user", "set-password", "wei.lan", "--password-stdin"], "the-lamp-is-green\n");
    assert!(!set.expect_code(0).stdout().contains("the-lamp-is-green"));
    site.inside(async |app| {
        sign_in(app, "wei.lan", "the-lamp-is-green").await.expect("signs in with the new one");
        assert!(sign_in(app, "wei.lan", password).await.is_err(), "the old one is over");
    })
    .await;
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn a_person_that_does_not_fit_is_refused_by_field() {
    let site = Site::founded().await;
    let add = |login: &'static str, node: &'static str, roles: &'static str| {
        ["user", "add", login, "--name", "x", "--node", node, "--roles", roles]
    };
    site.run(&add("clerk", "SH01", "clerk")).expect_code(1).complains("login");
    site.run(&add("Li Na!", "SH01", "clerk")).expect_code(1).complains("login");
    site.run(&add("li.na", "XX99", "clerk")).expect_code(1).complains("node");
    site.run(&add("li.na", "SH01", "chef")).expect_code(1).complains("--roles: chef");
    let short = [&add("li.na", "SH01", "clerk")[..], &["--password-stdin"]].concat();
    site.run_with_input(&short, "short\n").expect_code(1).complains("password");
    site.run(&["user", "set-password", "nobody"]).expect_code(1).complains("person");
}

#[tokio::test]
async fn a_token_works_in_its_persons_name_as_far_as_its_scopes() {
    let site = Site::founded().await;
    let made = site.run(&["user", "token", "clerk", "--name", "till", "--days", "30"]).expect_code(0).stdout();
    let token = made.trim().to_owned();
    site.inside(async |app| {
        let program = identity::actor_of_token(app, &token).await.expect("reads").expect("somebody");
        assert_eq!(program.login, "clerk");
        assert!(program.holds(TokenScope::Read) && !program.holds(TokenScope::Write));
    })
    .await;
    site.run(&["user", "token", "nobody", "--name", "x"]).expect_code(1).complains("person");
    site.run(&["user", "token", "clerk", "--name", " "]).expect_code(1).complains("name");
    site.run(&["user", "token", "clerk", "--name", "x", "--scopes", "all"]).expect_code(1).complains("--scopes: all");
    site.run(&["user", "token", "clerk", "--name", "x", "--days", "0"]).expect_code(2);
    site.run(&["check"]).expect_code(0);
}

#[tokio::test]
async fn a_real_house_is_put_up_from_nothing() {
    let site = Site::migrated();
    site.run(&["user", "list"]).expect_code(1).complains("no brand");
    let found = ["brand", "found", "YF", "--name", "云帆", "--phone", "4008100000"];
    site.run(&found).expect_code(0);
    site.run(&found).expect_code(1).complains("code");
    site.run(&["brand", "add-node", "YF", "HQ", "--kind", "hq", "--name", "总部"]).expect_code(0);
    let station = ["brand", "add-node", "HQ", "SH01", "--kind", "station", "--name", "上海站", "--region", "CN-SH"];
    site.run(&station).expect_code(0);
    site.run(&["brand", "add-node", "HQ", "SH02", "--kind", "kiosk", "--name", "x"]).expect_code(1).complains("--kind");
    let tree = site.run(&["brand", "tree"]).expect_code(0).stdout();
    assert_eq!(tree, "/YF/\tbrand\t云帆\n/YF/HQ/\thq\t总部\n/YF/HQ/SH01/\tstation\t上海站\n");
    site.run(&["user", "add", "boss", "--name", "马建", "--node", "YF", "--roles", "administrator"]).expect_code(0);
    site.run(&["check"]).expect_code(0);
}
