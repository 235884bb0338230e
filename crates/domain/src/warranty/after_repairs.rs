//! What follows from repairs that fail or take too long (phones arts. 13, 16, 17; cars art. 24).

use aftercare_kernel::calendar::months_after;

use super::{
    coverage::{Listed, code_of},
    findings::Findings,
    refund,
    regime::{After, AfterRepairs, Basis, Need},
    situation::Situation,
    term::Stay,
    texts::{Why, WhyNot},
    words::{Paper, Remedy, WaitingOn},
};

/// Lets each rule of the law and of the place speak; whether any of them gives something.
pub(super) fn after_repairs<'a>(s: &Situation<'a>, listed: &Listed, f: &mut Findings<'a>) -> bool {
    let given: Vec<bool> = s.duties().map(|rule| Duty { s, rule }.speak(listed, f)).collect();
    given.contains(&true)
}

/// One text's rules on repairs, at work on one question.
struct Duty<'s, 'a> {
    s: &'s Situation<'a>,
    rule: &'a AfterRepairs,
}

impl<'a> Duty<'_, 'a> {
    fn speak(&self, listed: &Listed, f: &mut Findings<'a>) -> bool {
        if let Some(why) = self.over() {
            self.refuse(&self.s.part.basis, &why, f);
            return false;
        }
        let given = [
            self.failed_repairs(listed, f),
            self.serious_repairs(f),
            self.same_fault(f),
            self.assembly_replaced(f),
            self.total_days(f),
            self.parts_wait(f),
            self.repair_delay(f),
            self.delay_without_reason(f),
        ];
        given.contains(&true)
    }

    /// Cars: exchange and refund have a shorter term (三包有效期) than repair.
    fn over(&self) -> Option<WhyNot> {
        let span = self.rule.within?;
        let end = months_after(self.s.start?, span.months);
        let found = self.s.fault_day;
        match (span.km, self.s.facts.mileage_km) {
            _ if found > end => Some(WhyNot::OutOfTerm { found, end }),
            (Some(limit), Some(km)) if km > limit => Some(WhyNot::OverMileage { km, limit }),
            _ => None,
        }
    }

    /// So many repairs and still not in working order. Finished repairs count whatever they cured: a fault that is
    /// there now shows that the thing does not work (phones art. 13).
    fn failed_repairs(&self, listed: &Listed, f: &mut Findings<'a>) -> bool {
        let (Some(rule), done) = (&self.rule.failed_repairs, self.s.repairs_done()) else {
            return false;
        };
        if self.s.meets(self.rule.needs, listed).is_err() {
            return false;
        }
        if done == 0 {
            self.refuse_where_nothing_is_said(&rule.basis, &WhyNot::TooFewRepairs { done, needed: rule.count }, f);
            return false;
        }
        if done < rule.count {
            self.refuse(&rule.basis, &WhyNot::TooFewRepairs { done, needed: rule.count }, f);
            return false;
        }
        let papers_matter = self.s.rules().documents.is_some() && self.s.facts.documents.is_some();
        if papers_matter && !self.s.facts.has_paper(Paper::RepairRecord) {
            f.flag("documents.repair_record.needed");
        }
        self.offer(rule, Why::FailedRepairs { done }, f)
    }

    /// A serious safety fault not cured, or a new one, after so many repairs (cars art. 24(1)(1)).
    fn serious_repairs(&self, f: &mut Findings<'a>) -> bool {
        let Some(rule) = &self.rule.serious_repairs else {
            return false;
        };
        if let Err(why) = self.s.meets(Need::SeriousSafety, &Listed::Unknown) {
            self.refuse(&rule.basis, &why, f);
            return false;
        }
        let done = self.serious_repairs_done();
        if done < rule.count {
            self.refuse(&rule.basis, &WhyNot::TooFewRepairs { done, needed: rule.count }, f);
            return false;
        }
        self.offer(rule, Why::FailedRepairs { done }, f)
    }

    /// Repairs of this fault or of another serious one; one without a code is taken to be of this fault.
    fn serious_repairs_done(&self) -> u32 {
        let now = self.code_now();
        let serious = |code: &str| now.as_deref().is_none_or(|now| now == code) || self.is_serious(code);
        let counted = self.s.repairs().filter(|r| r.code.as_deref().is_none_or(|code| serious(&code_of(code))));
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    }

    fn is_serious(&self, code: &str) -> bool {
        self.s.rules().serious_faults.iter().any(|one| one == code)
    }

    fn code_now(&self) -> Option<String> {
        self.s.facts.fault.as_ref()?.code.as_deref().map(code_of)
    }

    /// The same fault repaired more than so many times (cars art. 24(1)(4)).
    fn same_fault(&self, f: &mut Findings<'a>) -> bool {
        let (Some(rule), Some(now)) = (&self.rule.same_fault, self.code_now()) else {
            return false;
        };
        let same = self.s.repairs().filter(|r| r.code.as_deref().is_some_and(|code| code_of(code) == now));
        let done = u32::try_from(same.count()).unwrap_or(u32::MAX);
        if done <= rule.count {
            self.flag_repairs_without_code(done, rule, f);
            self.refuse(&rule.basis, &WhyNot::SameFaultTooFew { done, limit: rule.count }, f);
            return false;
        }
        self.offer(rule, Why::SameFault { done, limit: rule.count }, f)
    }

    /// Repairs whose fault nobody wrote down might have been of the same.
    fn flag_repairs_without_code(&self, done: u32, rule: &After, f: &mut Findings<'a>) {
        let unknown = self.s.repairs().filter(|repair| repair.code.is_none()).count();
        if u32::try_from(unknown).is_ok_and(|more| done.saturating_add(more) > rule.count) {
            f.flag("repairs.code.unknown");
        }
    }

    /// A main assembly replaced so many times and still not in working order (cars art. 24(1)(2)).
    fn assembly_replaced(&self, f: &mut Findings<'a>) -> bool {
        let Some(rule) = &self.rule.assembly_replaced else {
            return false;
        };
        let of_assembly = self.s.meets(Need::Assembly, &Listed::Unknown).is_ok();
        match self.s.facts.part_exchanges {
            Some(done) if of_assembly && done >= rule.count => self.offer(rule, Why::AssemblyReplaced { done }, f),
            _ => false,
        }
    }

    /// More than so many days in repair, all repairs together (cars art. 24(1)(3)).
    fn total_days(&self, f: &mut Findings<'a>) -> bool {
        let Some(rule) = &self.rule.total_days else {
            return false;
        };
        let open = self.stay().map_or(0, |stay| stay.days);
        let days = self.s.repairs().fold(open, |sum, repair| sum.saturating_add(repair.days(self.s.rules())));
        if days > rule.count {
            return self.offer(rule, Why::TotalDays { days, limit: rule.count }, f);
        }
        if days > 0 {
            self.refuse(&rule.basis, &WhyNot::TotalDaysTooFew { days, limit: rule.count }, f);
        }
        false
    }

    /// The maker supplies no parts for too long (phones art. 16).
    fn parts_wait(&self, f: &mut Findings<'a>) -> bool {
        let why = |stay: Stay, limit| Why::PartsWait { taken_in: stay.since, days: stay.days, limit };
        self.wait(self.rule.parts_wait.as_ref(), &[WaitingOn::ManufacturerParts], why, f)
    }

    /// The repairer himself is too slow (phones art. 17).
    fn repair_delay(&self, f: &mut Findings<'a>) -> bool {
        let why = |stay: Stay, limit| Why::RepairDelay { taken_in: stay.since, days: stay.days, limit };
        self.wait(self.rule.repair_delay.as_ref(), &[WaitingOn::Repairer], why, f)
    }

    /// Not repaired for too long, and nothing that the repairer has to wait for (Shandong arts. 27, 28).
    fn delay_without_reason(&self, f: &mut Findings<'a>) -> bool {
        let why = |stay: Stay, limit| Why::DelayWithoutReason { taken_in: stay.since, days: stay.days, limit };
        let causes = [WaitingOn::Repairer, WaitingOn::Nothing];
        self.wait(self.rule.delay_without_reason.as_ref(), &causes, why, f)
    }

    fn wait(
        &self,
        rule: Option<&'a After>,
        on: &[WaitingOn],
        why: impl Fn(Stay, u32) -> Why,
        f: &mut Findings<'a>,
    ) -> bool {
        let (Some(rule), Some(stay)) = (rule, self.stay()) else {
            return false;
        };
        let too_long = stay.days > rule.count;
        match self.s.facts.waiting_on() {
            Some(cause) if on.contains(&cause) && too_long => self.offer(rule, why(stay, rule.count), f),
            Some(cause) if on.contains(&cause) => {
                let from = stay.over_from(rule.count);
                self.refuse(&rule.basis, &WhyNot::WaitNotOver { taken_in: stay.since, limit: rule.count, from }, f);
                false
            }
            None if too_long => {
                f.flag("open_repair.waiting_on.unknown");
                false
            }
            _ => false,
        }
    }

    fn stay(&self) -> Option<Stay> {
        self.s.facts.open_stay(self.s.pack.regime, self.s.day)
    }

    /// A province names remedies for every kind of goods; the main unit alone is exchanged only where the regime says so.
    fn remedies(&self) -> impl Iterator<Item = Remedy> + use<'a> {
        let regime = self.s.pack.regime;
        let remedies = self.rule.remedies.iter().copied();
        remedies.filter(move |one| *one != Remedy::ExchangeMainUnit || regime.gives(*one))
    }

    fn refuse(&self, basis: &'a Basis, why: &WhyNot, f: &mut Findings<'a>) {
        for remedy in self.remedies() {
            f.refuse(remedy, basis, why);
        }
    }

    /// To who never had it repaired a window that has closed says more.
    fn refuse_where_nothing_is_said(&self, basis: &'a Basis, why: &WhyNot, f: &mut Findings<'a>) {
        for remedy in self.remedies() {
            if !f.refuses(remedy) {
                f.refuse(remedy, basis, why);
            }
        }
    }

    fn offer(&self, rule: &'a After, why: Why, f: &mut Findings<'a>) -> bool {
        for remedy in self.remedies() {
            let minor = self.s.facts.cause().filter(|cause| self.rule.no_refund_for.contains(cause));
            match (remedy, minor) {
                (Remedy::Refund, Some(_)) => f.refuse(remedy, &rule.basis, &WhyNot::MinorDefect),
                (Remedy::Refund | Remedy::Exchange, _) => {
                    let amount = refund::after_repairs(self.s, remedy, f);
                    f.offer(remedy, &rule.basis, None, amount, why.clone().with_fee(amount));
                }
                _ => f.offer(remedy, &rule.basis, None, None, why.clone()),
            }
        }
        true
    }
}
