//! `aftercare brand`: a real brand's house is put up from nothing, before anybody can sign in to it.

use std::process::ExitCode;

use aftercare_app::identity::{self, NewBrand, NewNode};

use crate::{
    command::{BrandCommand, FoundArgs, NodeArgs},
    config::Config,
    failure::Failure,
    house::House,
    terminal,
};

pub async fn brand(config: &Config, command: BrandCommand) -> Result<ExitCode, Failure> {
    let house = House::open(config).await?;
    let done = match command {
        BrandCommand::Found(args) => found(&house, args).await,
        BrandCommand::AddNode(args) => add_node(&house, args).await,
        BrandCommand::Tree { brand } => tree(&house, brand.as_deref()).await,
    };
    house.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn found(house: &House, args: FoundArgs) -> Result<(), Failure> {
    let currency = args.currency.parse();
    let brand = NewBrand {
        currency: currency.map_err(|_| Failure::Refused(format!("--currency: {} is not known", args.currency)))?,
        code: args.code.clone(),
        name_en: args.name_en.unwrap_or_else(|| args.name.clone()),
        name: args.name,
        accent: args.accent,
        country: args.country,
        zone: args.zone,
        service_phone: args.phone,
    };
    identity::found_brand(&house.app, brand).await?;
    terminal::say(&format!("founded {}; next: aftercare brand add-node, aftercare user add", args.code));
    Ok(())
}

async fn add_node(house: &House, args: NodeArgs) -> Result<(), Failure> {
    let actor = house.actor(args.brand.as_deref()).await?;
    let unfit = |option: &str, text: &str| Failure::Refused(format!("--{option}: {text} is not known"));
    let node = NewNode {
        parent: args.parent,
        kind: args.kind.parse().map_err(|_| unfit("kind", &args.kind))?,
        ownership: args.ownership.parse().map_err(|_| unfit("ownership", &args.ownership))?,
        code: args.code,
        name_en: args.name_en.unwrap_or_else(|| args.name.clone()),
        name: args.name,
        region: args.region,
        division: args.division,
        address: args.address,
        phone: args.phone,
        hours: None,
    };
    let added = identity::add_node(&house.app, &actor, node).await?;
    terminal::say(&format!("added {}", added.path));
    Ok(())
}

/// A line per node: path, kind, name.
async fn tree(house: &House, brand: Option<&str>) -> Result<(), Failure> {
    let actor = house.actor(brand).await?;
    for node in identity::nodes(&house.app, &actor).await? {
        terminal::say(&format!("{}\t{}\t{}", node.path, node.kind, node.name));
    }
    Ok(())
}
