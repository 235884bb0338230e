//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{config::Overrides, failure::EXIT_CODES};

/// After-sales service for a brand and its stations: cases, repairs, parts, money.
#[derive(Debug, Parser)]
#[command(name = "aftercare", version, after_help = EXIT_CODES)]
pub struct CommandLine {
    #[command(subcommand)]
    pub command: Command,
    /// A configuration file (TOML); the environment (AFTERCARE_…) and the command line come after it
    #[arg(long, global = true, value_name = "FILE", env = "AFTERCARE_CONFIG")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub overrides: Overrides,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and API, and do the work of the night
    Serve(ServeArgs),
    /// Fill an empty or new database with a sample brand, and print how to sign in
    Seed(SeedArgs),
    /// Take products, devices or customers from a CSV or XLSX file
    Import(ImportArgs),
    /// Bring the database's schema up to this program's
    Migrate(MigrateArgs),
    /// Copy an embedded database to a new file, also while it is served
    Backup { file: PathBuf },
    /// Put a copy in the place of the embedded database, after checking it
    Restore(RestoreArgs),
    /// Prove the invariants of the three books over all rows
    Check,
    /// Decide warranty questions: facts in JSON in, a decision per line out
    Decide(DecideArgs),
    /// Answer statistical questions (demand, stock, reliability, staffing, …): JSON Lines in and out
    Insight(InsightArgs),
    /// Plan a day's visits: a problem in JSON in, who goes where when out
    Plan(PlanArgs),
    /// A brand and the tree of its house
    Brand {
        #[command(subcommand)]
        command: BrandCommand,
    },
    /// People who sign in
    User {
        #[command(subcommand)]
        command: UserCommand,
        /// The brand's code, when the installation has several
        #[arg(long, global = true, value_name = "CODE")]
        brand: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Open a sample brand, made when the database is not there yet
    #[arg(long)]
    pub sample: bool,
    /// Make an empty database when there is none
    #[arg(long, conflicts_with = "sample")]
    pub create: bool,
}

#[derive(Debug, Clone, Copy, Args)]
pub struct SeedArgs {
    /// Another number makes another sample; the same one the same
    #[arg(long = "seed", value_name = "NUMBER", default_value_t = 20_260_301)]
    pub number: u64,
    /// About a tenth of it, with something in every state
    #[arg(long)]
    pub small: bool,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub how: ImportHow,
    /// devices, customers or products
    pub kind: String,
    /// A file that ends in .csv or .xlsx
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct ImportHow {
    /// Which column holds which field: FIELD=COLUMN, as often as needed
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    pub mapping: Vec<String>,
    /// Read and judge every row, take none
    #[arg(long)]
    pub dry_run: bool,
    /// Write the rejected rows to this file instead of stdout
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The brand's code, when the installation has several
    #[arg(long, value_name = "CODE")]
    pub brand: Option<String>,
}

#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// Make the database when there is none
    #[arg(long)]
    pub create: bool,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    pub file: PathBuf,
    /// Also when there is a database already; it is kept beside the restored one
    #[arg(long)]
    pub force: bool,
    /// Bring a copy of an older schema up to date
    #[arg(long)]
    pub migrate: bool,
}

#[derive(Debug, Args)]
pub struct DecideArgs {
    /// A folder of regimes (*.toml) instead of those built in
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Kept decisions in, `{"facts":…,"decision":…}` as the API gives them: say in what the rules of today differ
    #[arg(long)]
    pub replay: bool,
    /// One JSON object, an array, or JSON Lines; `-` is stdin
    #[arg(default_value = "-")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct InsightArgs {
    /// JSON Lines of {"id":…,"fn":…,"in":{…}}; `-` is stdin
    #[arg(default_value = "-")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    /// A problem in JSON; `-` is stdin
    #[arg(default_value = "-", value_name = "PROBLEM")]
    pub file: PathBuf,
    /// CPU seconds of each thread [default: 5, with an earlier plan 0.4]
    #[arg(long, value_parser = seconds)]
    pub seconds: Option<f64>,
    /// So many iterations instead of seconds: the same plan on every machine
    #[arg(long, value_name = "N", conflicts_with = "seconds")]
    pub iterations: Option<u64>,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = threads)]
    pub threads: usize,
    /// Instead of the problem's own
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Plan a Solomon or Gehring–Homberger instance instead
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub vrptw: Option<PathBuf>,
    /// The fleet of the instance [default: as the instance says]
    #[arg(long, value_name = "K", requires = "vrptw", value_parser = vehicles)]
    pub vehicles: Option<usize>,
    /// Say which rules of a problem a plan breaks
    #[arg(long, num_args = 2, value_names = ["PROBLEM", "PLAN"])]
    pub check: Option<Vec<PathBuf>>,
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|threads| (1..=64).contains(threads)).ok_or_else(|| "should be 1 to 64".to_owned())
}

fn vehicles(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|vehicles| (1..=2_000).contains(vehicles)).ok_or_else(|| "should be 1 to 2000".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "should be a number".to_owned())?;
    if (0.01..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("should be 0.01 to 86400".to_owned()) }
}

#[derive(Debug, Subcommand)]
pub enum BrandCommand {
    /// Found a brand in a database that was migrated
    Found(FoundArgs),
    /// Add headquarters, a region, a station or a dealer below another node
    AddNode(NodeArgs),
    /// List the tree
    Tree {
        /// The brand's code, when the installation has several
        #[arg(long, value_name = "CODE")]
        brand: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct FoundArgs {
    /// 2 to 12 of A-Z and 0-9, e.g. HX
    pub code: String,
    #[arg(long)]
    pub name: String,
    /// The name in English; without it the name itself
    #[arg(long)]
    pub name_en: Option<String>,
    /// The brand's colour on pages and papers
    #[arg(long, default_value = "#1b5e8c")]
    pub accent: String,
    /// ISO 3166-1
    #[arg(long, default_value = "CN")]
    pub country: String,
    /// ISO 4217
    #[arg(long, default_value = "CNY")]
    pub currency: String,
    /// IANA name of the time zone that the brand's books go by
    #[arg(long, default_value = "Asia/Shanghai")]
    pub zone: String,
    /// The service number on the papers
    #[arg(long)]
    pub phone: String,
}

#[derive(Debug, Args)]
pub struct NodeArgs {
    /// The code of the node above
    pub parent: String,
    /// 2 to 12 of A-Z and 0-9, e.g. SH01: a station's part of every number
    pub code: String,
    /// hq, region, station or dealer
    #[arg(long)]
    pub kind: String,
    /// own, third_party or dealer
    #[arg(long, default_value = "own")]
    pub ownership: String,
    #[arg(long)]
    pub name: String,
    /// The name in English; without it the name itself
    #[arg(long)]
    pub name_en: Option<String>,
    /// ISO 3166-2, e.g. CN-SH: regional law
    #[arg(long)]
    pub region: Option<String>,
    /// Where it stands, six digits of GB/T 2260 or the name in full, e.g. 310104: customers of the same district and city are near
    #[arg(long)]
    pub division: Option<String>,
    #[arg(long, default_value = "")]
    pub address: String,
    #[arg(long, default_value = "")]
    pub phone: String,
    /// The brand's code, when the installation has several
    #[arg(long, value_name = "CODE")]
    pub brand: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person; the password is made and printed once, or read from stdin
    Add(UserAddArgs),
    /// List people, where they work and as what
    List,
    /// Give a person another password and end the person's sessions
    SetPassword(UserPasswordArgs),
    /// Make a token with which a program works in a person's name; it is printed once
    Token(UserTokenArgs),
}

#[derive(Debug, Args)]
pub struct UserAddArgs {
    pub login: String,
    #[arg(long)]
    pub name: String,
    /// The code of the part of the house the person works at, e.g. SH01
    #[arg(long, value_name = "CODE")]
    pub node: String,
    /// e.g. clerk,technician
    #[arg(long, value_delimiter = ',', required = true)]
    pub roles: Vec<String>,
    #[arg(long, default_value = "")]
    pub phone: String,
    /// zh-CN, zh-TW or en
    #[arg(long, default_value = "zh-CN")]
    pub locale: String,
    /// Read the password from the first line of stdin
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub struct UserPasswordArgs {
    pub login: String,
    /// Read the password from the first line of stdin
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub struct UserTokenArgs {
    pub login: String,
    /// What the token is for, to know it by
    #[arg(long)]
    pub name: String,
    /// read, write, import, admin
    #[arg(long, value_delimiter = ',', default_value = "read")]
    pub scopes: Vec<String>,
    /// Days until it ends; without it, until it is revoked
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3660))]
    pub days: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        CommandLine::command().debug_assert();
    }
}
