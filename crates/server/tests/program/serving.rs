//! The server: where it answers, how it starts, how it stops.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::common::{Site, agent_without_redirects, mode_of};

#[tokio::test]
async fn it_answers_about_itself() {
    let site = Site::founded().await;
    let server = site.serve(&[]);
    for path in ["/healthz", "/readyz", "/sign-in"] {
        assert_eq!(server.get(path).0, 200, "{path}");
    }
    let (status, figures) = server.get("/metrics");
    assert_eq!(status, 200);
    assert!(figures.contains("aftercare_store_use_cases_total"), "{figures}");
    assert_eq!(server.stop(), 0);
}

#[test]
fn an_address_in_use_is_named() {
    let site = Site::migrated();
    let first = site.serve(&[]);
    let address = first.address.trim_start_matches("http://").to_owned();
    let ran = site.run(&["serve", "--listen", &address]).expect_code(7).complains(&address).complains("in use");
    ran.complains("--listen");
    assert_eq!(first.get("/healthz").0, 200, "the first goes on");
}

#[test]
fn an_empty_house_is_made_when_told() {
    let site = Site::empty();
    let server = site.serve(&["--create"]);
    assert_eq!(server.get("/readyz").0, 200);
    assert_eq!(server.stop(), 0);
    site.run(&["check"]).expect_code(0);
}

#[test]
fn told_to_stop_it_leaves_one_whole_file_and_nothing_on_the_port() {
    let site = Site::migrated();
    let server = site.serve(&[]);
    let address = server.address.trim_start_matches("http://").to_owned();
    assert_eq!(server.get("/readyz").0, 200);
    assert_eq!(server.stop(), 0);
    let log = site.path("aftercare.db-wal");
    assert!(std::fs::metadata(log).map_or(0, |log| log.len()) == 0, "the log is folded into the file");
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_request_under_way_is_finished_before_the_end() {
    let site = Site::migrated();
    let server = site.serve(&[]);
    let mut slow = TcpStream::connect(server.address.trim_start_matches("http://")).expect("connects");
    slow.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    let head = "POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n";
    let form = "login=nobody&password=wrong";
    let kind = "Content-Type: application/x-www-form-urlencoded";
    write!(slow, "{head}{kind}\r\nContent-Length: {}\r\n\r\n", form.len()).expect("half a request");
    let mut go_on = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    slow.read_exact(&mut go_on).expect("the server is at the request");
    assert!(go_on.starts_with(b"HTTP/1.1 100 "), "{:?}", String::from_utf8_lossy(&go_on));
    server.terminate();
    std::thread::sleep(Duration::from_millis(300));
    slow.write_all(form.as_bytes()).expect("the other half");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 ") && answer.contains("<html"), "{answer}");
    assert_eq!(server.stop(), 0);
}

#[test]
fn a_client_that_never_finishes_does_not_keep_it_from_stopping() {
    let site = Site::migrated();
    std::fs::write(site.path("quick.toml"), "stop_seconds = 1").expect("written");
    let server = site.serve(&["--config", "quick.toml"]);
    let mut slow = TcpStream::connect(server.address.trim_start_matches("http://")).expect("connects");
    slow.write_all(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nlogin").expect("a part");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.stop(), 0);
}

#[test]
fn a_sample_is_served_with_how_to_sign_in_and_made_once() {
    let site = Site::empty();
    let seeded = site.run(&["seed", "--small"]).expect_code(0).stdout();
    let password = seeded.lines().find_map(|line| line.strip_prefix("agent\tagent\t")).expect("it is printed");
    assert!(seeded.contains("technician\ttechnician.sh01\t"), "{seeded}");
    assert_eq!(mode_of(&site.database()), 0o600);
    site.run(&["check"]).expect_code(0);
    site.run(&["seed", "--small"]).expect_code(1).complains("already");

    let mut server = site.serve(&["--sample"]);
    let form = [("login", "agent"), ("password", password)];
    let browser = agent_without_redirects();
    let answer = browser.post(server.url("/sign-in")).send_form(form).expect("an answer");
    assert_eq!(answer.status(), 303, "the sample's agent signs in");
    server.terminate();
    let said = server.rest_of_stdout();
    assert!(said.contains("agent") && said.contains(password), "{said}");
}

#[test]
fn a_sample_that_is_broken_off_leaves_no_database() {
    let site = Site::empty();
    let mut making = site.command(&["serve", "--sample", "--listen", "127.0.0.1:0"]).spawn().expect("starts");
    while !site.path("aftercare.db.seeding").exists() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = making.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("kill is there").success());
    assert_eq!(making.wait().expect("it ends").code(), Some(0));
    assert!(!site.database().exists(), "half a sample is no sample");
}
