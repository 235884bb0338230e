//! From the order's page to the PDF.

use super::{Kind, contract::contract_paper, fill::Filled};
use crate::{
    Path, Problem, Shell, Web,
    orders::{customer_of, progress_path},
    warranty::{Words, sheet_of},
};
use aftercare_app::{
    contracts,
    customers::{self, AddressDraft, AddressView},
    devices,
    orders::{self, OrderPage},
};
use aftercare_domain::identity::Action;
use aftercare_kernel::{DocumentNumber, id::CustomerId};
use aftercare_papers::{Brand, Colour, Customer, Paper, is_printable, render};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

/// A paper that an order has once.
pub async fn paper(
    State(web): State<Web>,
    shell: Shell,
    headers: HeaderMap,
    Path((number, file)): Path<(DocumentNumber, String)>,
) -> Result<Response, Problem> {
    let kind = Kind::named(&file).ok_or(Problem::missing("paper"))?;
    let order = orders::page(&web.app, &shell.actor, number).await?;
    if !kind.exists(&order) {
        return Err(Problem::missing("paper"));
    }
    let filled = filled(&web, &shell, &headers, order).await?;
    match kind {
        Kind::Voucher => print(&shell, &filled.voucher(), &filled.order.row.number, kind.file()),
        Kind::CustodySlip => {
            let slip = filled.custody_slip().ok_or(Problem::missing("slip"))?;
            print(&shell, &slip, &slip.number, kind.file())
        }
        Kind::RepairCard => print(&shell, &filled.repair_card(), &filled.order.row.number, kind.file()),
        Kind::ServiceRecord => print(&shell, &filled.service_record(), &filled.order.row.number, kind.file()),
        Kind::DecisionSheet => {
            let (_, sheet) =
                sheet_of(&web, &shell.actor, &shell.t, &filled.order).await?.ok_or(Problem::missing("decision"))?;
            print(&shell, &filled.decision_sheet(sheet), &filled.order.row.number, kind.file())
        }
        Kind::WarrantyCard => {
            let (card, serial) = super::exchanged(&filled.order).ok_or(Problem::missing("card"))?;
            let device = devices::find_by_number(&web.app, &shell.actor, serial.to_owned()).await?;
            print(&shell, &filled.warranty_card(card, &device.ok_or(Problem::missing("device"))?), card, kind.file())
        }
    }
}

/// A receipt of the order by its number.
pub async fn receipt(
    State(web): State<Web>,
    shell: Shell,
    headers: HeaderMap,
    Path((number, file)): Path<(DocumentNumber, String)>,
) -> Result<Response, Problem> {
    let wanted = file.strip_suffix(".pdf").ok_or(Problem::missing("receipt"))?;
    let order = orders::page(&web.app, &shell.actor, number).await?;
    let filled = filled(&web, &shell, &headers, order).await?;
    let receipt = filled.receipt(wanted).ok_or(Problem::missing("receipt"))?;
    print(&shell, &receipt, wanted, "receipt.pdf")
}

async fn filled(web: &Web, shell: &Shell, headers: &HeaderMap, order: OrderPage) -> Result<Filled, Problem> {
    let signature = order.files.iter().rev().find(|file| file.kind == "signature");
    let signature = match signature {
        Some(file) => Some(orders::picture(&web.app, &shell.actor, order.order.number.clone(), file.id).await?.1),
        None => None,
    };
    // A picture that does not read leaves its box empty: the paper is needed all the same.
    let signature = signature.filter(|png| is_printable(png));
    let origin = origin(web, headers);
    Ok(Filled {
        t: shell.t,
        zone: crate::orders::zone_of(&order.station, &shell.actor),
        brand: shell.brand_name().to_owned(),
        article: best_article(web, shell, &order),
        link: format!("{origin}{}", progress_path(order.order.id)),
        origin,
        customer: customer(web, shell, &order).await?,
        signature,
        order,
    })
}

/// By what the first remedy that is open stands.
fn best_article(web: &Web, shell: &Shell, order: &OrderPage) -> Option<String> {
    let decision = order.decision.as_ref()?;
    let words = Words { t: &shell.t, regimes: web.app.regimes() };
    decision.remedies.first().map(|offer| words.article(&decision.regime, &offer.article))
}

/// The paper of a contract beside the law, which is its receipt too.
pub async fn contract(
    State(web): State<Web>,
    shell: Shell,
    headers: HeaderMap,
    Path(number): Path<DocumentNumber>,
) -> Result<Response, Problem> {
    let page = contracts::page(&web.app, &shell.actor, number).await?;
    let (device, buyer) = (page.contract.unit, page.contract.customer);
    let device = devices::page(&web.app, &shell.actor, device).await?;
    let number = page.contract.number.clone();
    let link = format!("{}/contracts/{number}", origin(&web, &headers));
    let paper = contract_paper(&shell.t, &page, &device, party(&web, &shell, buyer, &number).await?, link);
    print(&shell, &paper, &number, "contract.pdf")
}

/// Who bought it, with the first address that is known.
async fn party(web: &Web, shell: &Shell, id: CustomerId, reason: &str) -> Result<Customer, Problem> {
    let (customer, addresses) = if shell.can(Action::Unmask) {
        let seen = customers::unmask(&web.app, &shell.actor, id, reason.to_owned()).await?;
        (seen.customer, seen.addresses)
    } else {
        let page = customers::page(&web.app, &shell.actor, id).await?;
        (page.customer, page.addresses)
    };
    let whole = |address: AddressView| AddressDraft { division: address.division, line: address.line }.in_full();
    let address = addresses.into_iter().next().map(whole).unwrap_or_default();
    Ok(Customer { name: customer.name, phone: customer.phone, address })
}

/// In full for whoever may see it, and written down; masked for the others.
async fn customer(web: &Web, shell: &Shell, order: &OrderPage) -> Result<Customer, Problem> {
    if !shell.can(Action::Unmask) {
        let shown = customer_of(order);
        return Ok(Customer { name: shown.name, phone: shown.phone, address: shown.address });
    }
    let seen = customers::unmask(&web.app, &shell.actor, order.order.customer, order.row.number.clone()).await?;
    Ok(Customer { name: seen.customer.name, phone: seen.customer.phone, address: order.row.address.clone() })
}

/// Where the QR code leads: the address that browsers see.
fn origin(web: &Web, headers: &HeaderMap) -> String {
    let host = || headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let scheme = if web.settings.secure_cookies { "https" } else { "http" };
    web.settings.public_origin.clone().unwrap_or_else(|| format!("{scheme}://{}", host()))
}

/// `SH01-2026-000001-voucher.pdf`: papers of one order lie beside each other in a folder and are told apart.
fn print(shell: &Shell, paper: &impl Paper, number: &str, file: &str) -> Result<Response, Problem> {
    let colour = shell.accent().and_then(|hex| Colour::from_hex(&format!("#{hex}"))).unwrap_or(Colour::BLACK);
    let contact = shell.desk.brand.service_phone.clone();
    let brand = Brand { name: shell.brand_name().to_owned(), colour, logo: None, contact };
    let pdf = render(paper, shell.t.locale, &brand).map_err(Problem::fault)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{number}-{file}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, pdf).into_response())
}
