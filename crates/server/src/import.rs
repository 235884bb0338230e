//! `aftercare import`: rows of a file come in; those that do not are listed with line, column, reason and value.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use aftercare_app::{
    Actor, App,
    transfer::{self, FileSource, ImportKind, ImportOrder, ImportReport, Progress, RejectRow},
};
use aftercare_kernel::{PageRequest, id::ImportId};

use crate::{
    command::ImportArgs,
    config::Config,
    failure::{Failure, INPUT_REJECTED},
    house::House,
    terminal,
};

pub async fn import(config: &Config, args: ImportArgs) -> Result<ExitCode, Failure> {
    let order = order(&args)?;
    let house = House::open(config).await?;
    let done = run(&house, args.how.brand.as_deref(), order, args.how.report.as_deref()).await;
    house.close().await;
    let report = done?;
    terminal::complain(&summary(&report));
    Ok(if report.rows_rejected > 0 { ExitCode::from(INPUT_REJECTED) } else { ExitCode::SUCCESS })
}

fn order(args: &ImportArgs) -> Result<ImportOrder, Failure> {
    let kinds = || ImportKind::ALL.map(ImportKind::name).join(", ");
    let kind = args.kind.parse().map_err(|_| Failure::Refused(format!("{} is not one of {}", args.kind, kinds())))?;
    fs::metadata(&args.file).map_err(|why| Failure::file("read", &args.file, &why))?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(ImportOrder {
        kind,
        file_name: name.unwrap_or_else(|| args.file.display().to_string()),
        source: FileSource::Path(args.file.clone()),
        mapping: args.how.mapping.iter().map(|pair| field_and_column(pair)).collect::<Result<BTreeMap<_, _>, _>>()?,
        dry_run: args.how.dry_run,
    })
}

fn field_and_column(pair: &str) -> Result<(String, String), Failure> {
    let unfit = || Failure::Refused(format!("--map {pair}: should read FIELD=COLUMN"));
    let (field, column) = pair.split_once('=').ok_or_else(unfit)?;
    Ok((field.trim().to_owned(), column.trim().to_owned()))
}

async fn run(
    house: &House,
    brand: Option<&str>,
    order: ImportOrder,
    report_to: Option<&Path>,
) -> Result<ImportReport, Failure> {
    let actor = house.actor(brand).await?;
    let watched = terminal::is_watched();
    let report = transfer::import(&house.app, &actor, order, move |progress| {
        if watched {
            terminal::progress(&bar(&progress));
        }
    })
    .await;
    if watched {
        terminal::progress("");
    }
    let report = report?;
    if report.rows_rejected > 0 {
        list_rejected(&house.app, &actor, report.run, report_to).await?;
    }
    Ok(report)
}

/// `[#########           ]  45 %  450000 of 1000000 rows, 12 rejected`
fn bar(progress: &Progress) -> String {
    const WIDTH: usize = 30;
    let expected = progress.rows_expected.max(progress.rows_read).max(1);
    let percent = usize::try_from(progress.rows_read.saturating_mul(100) / expected).unwrap_or(0).min(100);
    let done = WIDTH * percent / 100;
    format!(
        "[{}{}] {percent:>3} %  {} of {expected} rows, {} rejected",
        "#".repeat(done),
        " ".repeat(WIDTH - done),
        progress.rows_read,
        progress.rows_rejected
    )
}

fn summary(report: &ImportReport) -> String {
    let mut text = format!(
        "{}: {} rows read, {} taken, {} rejected",
        report.file_name, report.rows_read, report.rows_taken, report.rows_rejected
    );
    if report.done_before {
        text.push_str("; this file was imported before, nothing was done now");
    } else if report.resumed_from > 0 {
        text.push_str(&format!("; went on behind row {} of an earlier run", report.resumed_from));
    }
    if report.dry_run {
        text.push_str("; a dry run: nothing was taken");
    }
    text
}

/// As CSV, to stdout or a file, read page by page: a report may have a million lines.
async fn list_rejected(app: &App, actor: &Actor, run: ImportId, to: Option<&Path>) -> Result<(), Failure> {
    let name = to.unwrap_or(Path::new("-"));
    let out: Box<dyn Write + Send> = match to {
        Some(file) => Box::new(File::create(file).map_err(|why| Failure::file("create", file, &why))?),
        None => Box::new(io::stdout()),
    };
    let failed = |why: csv::Error| Failure::file("write", name, &io::Error::other(why));
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["line", "column", "code", "value"]).map_err(failed)?;
    let mut after = None;
    loop {
        let page = transfer::rejects(app, actor, run, PageRequest::new(after, PageRequest::MOST)).await?;
        for row in &page.rows {
            csv.write_record(record(row)).map_err(failed)?;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    csv.flush().map_err(|why| Failure::file("write", name, &why))
}

fn record(row: &RejectRow) -> [String; 4] {
    [row.line.to_string(), harmless(&row.column), row.code.clone(), harmless(&row.value)]
}

/// A cell that begins like a formula must not be run by the spreadsheet that opens the report.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, expected) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "'-5"), ("序列号", "序列号"), ("", "")]
        {
            assert_eq!(harmless(cell), expected);
        }
    }

    #[test]
    fn a_mapping_reads_field_and_column() {
        assert_eq!(field_and_column("serial=机器 编号=2").ok(), Some(("serial".to_owned(), "机器 编号=2".to_owned())));
        assert!(field_and_column("serial").is_err());
    }
}
