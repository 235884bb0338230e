//! A text of law told rule by rule: what each says, by which article, how well it is known.

use aftercare_kernel::{Date, Percent};

use super::{
    Overlay, Part, Product, Regime,
    rules::{
        After, AfterRepairs, Basis, BurdenRule, ClockRule, Counting, DocumentRules, Need, Rules, SaleDate, Span, Window,
    },
};
use crate::warranty::{
    decision::{Article, Text},
    words::{Burden, Cause, ClockKind, Paper, Remedy, Role},
};

named! {
    /// The kinds of rules, in the order of the law.
    pub enum Section as "section" keyed "warranty-section" {
        Counting = "counting",
        Restart = "restart",
        Term = "term",
        Windows = "windows",
        Repair = "repair",
        MainParts = "main_parts",
        FailedRepairs = "failed_repairs",
        SeriousRepairs = "serious_repairs",
        SameFault = "same_fault",
        AssemblyReplaced = "assembly_replaced",
        TotalDays = "total_days",
        PartsWait = "parts_wait",
        RepairDelay = "repair_delay",
        DelayWithoutReason = "delay_without_reason",
        NoSameModel = "no_same_model",
        SameModel = "same_model",
        Rate = "rate",
        NoDeduction = "no_deduction",
        UseFee = "use_fee",
        UseDeduction = "use_deduction",
        Compensation = "compensation",
        Accessories = "accessories",
        Loaner = "loaner",
        Documents = "documents",
        Exclusions = "exclusions",
        Burden = "burden",
        Clocks = "clocks",
        ReturnWithoutReason = "return_without_reason",
        SalesSince = "sales_since",
        LongerAfterRepair = "longer_after_repair",
        PaidRepair = "paid_repair",
    }
}

/// One rule of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub section: Section,
    /// The part, or the row of the catalogue, that it is about.
    pub about: Vec<String>,
    pub says: Vec<Says>,
    /// Names the value in flags of decisions: `cn.mobile.2001.loaner`.
    pub key: String,
    pub article: Article,
}

/// One thing that a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    From(Vec<SaleDate>),
    RepairDaysLengthen,
    DaysOf24Hours,
    MovesOffHolidays,
    MovesOffWeekends,
    Role(Role),
    Months(u32),
    NoTerm,
    WholeTerm,
    Km(u32),
    Days(u32),
    WorkingDays(u32),
    MoreThanDays(u32),
    Times(u32),
    MoreThanTimes(u32),
    Needs(Need),
    Gives(Vec<Remedy>),
    HoldsDays(u32),
    Faults(Vec<String>),
    NotFaults(Vec<String>),
    CapacityBelow(u32),
    /// Of the price, for a day of use.
    PerDay(Percent),
    /// Nobody has seen the law's rate.
    RateUnknown,
    /// Of the price, for 1000 km; at most.
    Per1000Km(Percent),
    Causes(Vec<Cause>),
    FullPapers(Vec<Paper>),
    Proof(Vec<Paper>),
    ProofGives(Vec<Remedy>),
    FactoryDate(u32, Vec<Remedy>),
    Bearer(Burden),
    Clock(ClockKind),
    When(Vec<Remedy>),
    MoneyDays(u32),
    Categories(Vec<String>),
    Except(Vec<String>),
    Since(Date),
    Words(Text),
}

impl Regime {
    /// Every rule of the text, in the order of the law.
    pub fn clauses(&self) -> Vec<Clause> {
        let parts = self.parts.iter().map(|(name, part)| part_clause(part, vec![name.clone()]));
        let rows = self.products.iter().flat_map(|(category, row)| row_clauses(category, row));
        let mut clauses: Vec<Clause> = rule_clauses(&self.rules).into_iter().chain(parts).chain(rows).collect();
        clauses.sort_by_key(|clause| clause.section);
        clauses
    }
}

impl Overlay {
    pub fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        clauses
            .extend(self.term.as_ref().map(|term| clause(Section::Term, &term.basis, vec![Says::Months(term.months)])));
        clauses.extend(self.after_repairs.iter().flat_map(after_repairs));
        clauses.extend(self.no_deduction.as_ref().map(|basis| clause(Section::NoDeduction, basis, Vec::new())));
        clauses.extend(
            self.loaner
                .as_ref()
                .map(|rule| clause(Section::Loaner, &rule.basis, vec![Says::MoreThanDays(rule.after_days)])),
        );
        clauses.extend(self.burden.as_ref().map(burden));
        clauses.extend(self.clocks.iter().map(clock));
        clauses
    }
}

fn clause(section: Section, basis: &Basis, says: Vec<Says>) -> Clause {
    Clause { section, about: Vec::new(), says, key: basis.key.clone(), article: basis.article.clone() }
}

fn rule_clauses(rules: &Rules) -> Vec<Clause> {
    let mut clauses = vec![counting(&rules.counting), clause(Section::PaidRepair, &rules.paid_repair, Vec::new())];
    clauses.extend(rules.restart.as_ref().map(|basis| clause(Section::Restart, basis, Vec::new())));
    clauses.extend(rules.windows.iter().map(window));
    clauses.extend(rules.repair.as_ref().map(|rule| {
        let holds = rule.holds_days.map(Says::HoldsDays);
        clause(Section::Repair, &rule.basis, [Says::Gives(rule.remedies.clone())].into_iter().chain(holds).collect())
    }));
    clauses.extend(rules.main_parts.as_ref().map(|basis| clause(Section::MainParts, basis, Vec::new())));
    clauses.extend(rules.after_repairs.iter().flat_map(after_repairs));
    clauses.extend(money_clauses(rules));
    clauses.extend(duty_clauses(rules));
    clauses
}

fn counting(rule: &Counting) -> Clause {
    let settings = [
        (rule.extend_by_repair, Says::RepairDaysLengthen),
        (rule.days_of_24_hours, Says::DaysOf24Hours),
        (rule.roll_off_holidays, Says::MovesOffHolidays),
        (rule.roll_off_weekends, Says::MovesOffWeekends),
    ];
    let on = settings.into_iter().filter(|(on, _)| *on).map(|(_, says)| says);
    clause(Section::Counting, &rule.basis, [Says::From(rule.from.clone())].into_iter().chain(on).collect())
}

fn window(rule: &Window) -> Clause {
    let km = rule.km.map(Says::Km);
    let says = [Says::Days(rule.days)].into_iter().chain(km);
    let says = says.chain([Says::Needs(rule.needs), Says::Gives(rule.remedies.clone())]);
    clause(Section::Windows, &rule.basis, says.collect())
}

/// How a number of days or repairs is told.
type Counted = fn(u32) -> Says;

fn after_repairs(rule: &AfterRepairs) -> Vec<Clause> {
    let rules: [(Section, Counted, &Option<After>); 8] = [
        (Section::FailedRepairs, Says::Times, &rule.failed_repairs),
        (Section::SeriousRepairs, Says::Times, &rule.serious_repairs),
        (Section::SameFault, Says::MoreThanTimes, &rule.same_fault),
        (Section::AssemblyReplaced, Says::Times, &rule.assembly_replaced),
        (Section::TotalDays, Says::MoreThanDays, &rule.total_days),
        (Section::PartsWait, Says::MoreThanDays, &rule.parts_wait),
        (Section::RepairDelay, Says::MoreThanDays, &rule.repair_delay),
        (Section::DelayWithoutReason, Says::MoreThanDays, &rule.delay_without_reason),
    ];
    let told = |(section, says, after): (Section, Counted, &After)| {
        let within = rule.within.map(span).unwrap_or_default();
        let says = [says(after.count)].into_iter().chain(within).chain([Says::Gives(rule.remedies.clone())]);
        clause(section, &after.basis, says.collect())
    };
    let those_there = rules.into_iter().filter_map(|(section, says, after)| Some((section, says, after.as_ref()?)));
    those_there.map(told).collect()
}

fn money_clauses(rules: &Rules) -> Vec<Clause> {
    let mut clauses = Vec::new();
    if let Some(rule) = &rules.refund {
        let rate = rule.rate_per_day.map_or(Says::RateUnknown, Says::PerDay);
        clauses.push(clause(Section::NoSameModel, &rule.no_same_model, Vec::new()));
        clauses.push(clause(Section::SameModel, &rule.same_model, vec![rate]));
    }
    clauses.extend(
        rules
            .use_fee
            .as_ref()
            .map(|rule| clause(Section::UseFee, &rule.basis, vec![Says::Per1000Km(rule.most_per_1000_km)])),
    );
    clauses.extend(rules.use_deduction.as_ref().map(|rule| {
        clause(
            Section::UseDeduction,
            &rule.basis,
            vec![Says::Months(rule.barred_months), Says::Except(rule.except.clone())],
        )
    }));
    clauses.extend(rules.compensation.as_ref().map(|rule| {
        clause(Section::Compensation, &rule.basis, vec![Says::When(rule.with.clone()), Says::Words(rule.why.clone())])
    }));
    clauses.extend(
        rules
            .accessories
            .as_ref()
            .map(|rule| clause(Section::Accessories, &rule.basis, vec![Says::Times(rule.exchanges_before_refund)])),
    );
    clauses
}

fn duty_clauses(rules: &Rules) -> Vec<Clause> {
    let mut clauses = Vec::new();
    clauses.extend(
        rules
            .loaner
            .as_ref()
            .map(|rule| clause(Section::Loaner, &rule.basis, vec![Says::MoreThanDays(rule.after_days)])),
    );
    clauses.extend(rules.documents.as_ref().map(documents));
    clauses.extend(
        rules
            .exclusions
            .as_ref()
            .map(|rule| clause(Section::Exclusions, &rule.basis, vec![Says::Causes(rule.causes.clone())])),
    );
    clauses.extend(rules.burden.as_ref().map(burden));
    clauses.extend(rules.clocks.iter().map(clock));
    clauses.extend(rules.returns.as_ref().map(|rule| {
        let says = vec![Says::Days(rule.days), Says::MoneyDays(rule.money_days), Says::Except(rule.except.clone())];
        clause(Section::ReturnWithoutReason, &rule.basis, says)
    }));
    clauses.extend(
        rules.sales_since.as_ref().map(|rule| clause(Section::SalesSince, &rule.basis, vec![Says::Since(rule.from)])),
    );
    clauses.extend(rules.longer_after_repair.as_ref().map(|rule| {
        let says = vec![Says::Months(rule.months), Says::Since(rule.contracts_from)];
        clause(Section::LongerAfterRepair, &rule.basis, says)
    }));
    clauses
}

fn documents(rule: &DocumentRules) -> Clause {
    let mut says = vec![Says::FullPapers(rule.full.clone()), Says::Proof(rule.proof.clone())];
    says.extend(rule.proof_gives.clone().map(Says::ProofGives));
    says.extend(rule.factory_date.as_ref().map(|factory| Says::FactoryDate(factory.days, factory.gives.clone())));
    clause(Section::Documents, &rule.basis, says)
}

fn burden(rule: &BurdenRule) -> Clause {
    let time = rule.months.map_or(Says::WholeTerm, Says::Months);
    clause(
        Section::Burden,
        &rule.basis,
        vec![Says::Bearer(rule.bearer), time, Says::Categories(rule.categories.clone())],
    )
}

fn clock(rule: &ClockRule) -> Clause {
    let days = if rule.working_days { Says::WorkingDays(rule.days) } else { Says::Days(rule.days) };
    clause(Section::Clocks, &rule.basis, vec![Says::Clock(rule.what), days, Says::When(rule.when.clone())])
}

fn span(span: Span) -> Vec<Says> {
    [Says::Months(span.months)].into_iter().chain(span.km.map(Says::Km)).collect()
}

fn part_clause(part: &Part, about: Vec<String>) -> Clause {
    let mut says = vec![Says::Role(part.role)];
    says.extend(part.term.map_or(vec![Says::NoTerm], span));
    says.extend(part.faulty_below_capacity_percent.map(Says::CapacityBelow));
    says.push(Says::Faults(part.faults.clone()));
    says.push(Says::NotFaults(part.other_faults.clone()));
    Clause { about, ..clause(Section::Term, &part.basis, says) }
}

fn row_clauses(category: &str, row: &Product) -> Vec<Clause> {
    let parts = row.parts.iter().map(|(name, part)| part_clause(part, vec![category.to_owned(), name.clone()]));
    let rate = row.rate.as_ref().map(|rate| Clause {
        about: vec![category.to_owned()],
        ..clause(Section::Rate, &rate.basis, vec![Says::PerDay(rate.per_day)])
    });
    parts.chain(rate).collect()
}

impl Says {
    /// An empty list says nothing.
    pub fn is_silent(&self) -> bool {
        match self {
            Says::Faults(list) | Says::NotFaults(list) | Says::Categories(list) | Says::Except(list) => list.is_empty(),
            Says::When(list) => list.is_empty(),
            _ => false,
        }
    }
}
