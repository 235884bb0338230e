## Entitlements

warranty-whole-sheet = Whole decision sheet
warranty-decided-at = Decided
warranty-not-reviewed = rules not signed by a reviewer yet
warranty-open-mark = ☑
warranty-closed-mark = ☐
warranty-clocks = Deadlines
warranty-burden = Burden of proof:
warranty-flags = To be looked at:
warranty-result-free = Open: { $remedies }
warranty-result-paid = No free remedy; paid repair is open
warranty-result-nothing = No remedy is open
warranty-term-unknown = Start of the warranty term
warranty-term-months = { $months ->
    [one] { $start } + { $months } month
   *[other] { $start } + { $months } months
}
warranty-term-extended = { $days ->
    [one] { $from } + { $days } day in repair
   *[other] { $from } + { $days } days in repair
}
warranty-term-holiday = The last day is a public holiday and moves on
warranty-term-asked = Day of the fault against the last day { $end }
warranty-term-inside = within the term
warranty-term-outside = after the term
warranty-sum-days = { $calendar ->
    [one] { $calendar } day
   *[other] { $calendar } days
} of use − { $repair ->
    [one] { $repair } day
   *[other] { $repair } days
} in repair
warranty-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
warranty-sum-deduction = { $days ->
    [one] { $price } × { $rate } × { $days } day
   *[other] { $price } × { $rate } × { $days } days
}
warranty-sum-pays = { $price } − deduction { $deduction }
warranty-remedy-refund = Refund
warranty-remedy-exchange = Exchange
warranty-remedy-exchange-main-unit = Exchange of the main unit
warranty-remedy-exchange-part = Exchange of the accessory
warranty-remedy-replace-assembly = Replacement of the assembly
warranty-remedy-repair = Free repair
warranty-remedy-repair-part = Free repair of the main part
warranty-remedy-price-reduction = Price reduction
warranty-remedy-return-without-reason = Return without reason
warranty-remedy-loaner = Loaner
warranty-remedy-compensation = Compensation
warranty-remedy-paid-repair = Paid repair
warranty-cause-defect = Defect
warranty-cause-misuse = Misuse
warranty-cause-liquid = Liquid
warranty-cause-opened-by-other = Opened by others
warranty-cause-modification = Modification
warranty-cause-force-majeure = Force majeure
warranty-cause-cosmetic = Cosmetic
warranty-cause-wear = Wear
warranty-cause-none = No fault found
warranty-paper-invoice = Invoice
warranty-paper-voucher = Warranty card
warranty-paper-invoice-copy = Copy of the invoice
warranty-paper-voucher-copy = Copy of the warranty card
warranty-paper-repair-record = Repair record
warranty-paper-payment-record = Payment record
warranty-paper-voucher-mismatch = Warranty card altered or of another device
warranty-paper-seller-system = Seller's records
warranty-repair-outcome-fixed = fixed
warranty-repair-outcome-recurred = fault came back
warranty-repair-outcome-unusable = not usable
warranty-waiting-on-manufacturer-parts = waits for the maker's parts
warranty-waiting-on-repairer = waits for the repairer
warranty-waiting-on-none = under way
warranty-channel-shop = Shop
warranty-channel-distance = Distance sale
warranty-burden-operator = the operator
warranty-burden-seller = the seller
warranty-burden-consumer = the consumer
warranty-clock-deemed-refusal = Counts as refused after
warranty-clock-loaner = Loaner due from
warranty-clock-parts-wait = Exchange for the wait for parts from
warranty-clock-repair-delay = Exchange for the delay from
warranty-provenance-full = full text read
warranty-provenance-copy = copy of the article read
warranty-provenance-secondary = told by another source
warranty-provenance-memory = to be checked
warranty-part-role-whole = Product
warranty-part-role-accessory = Accessory
warranty-fact-price = Invoice price
warranty-fact-sold-on = Sold on
warranty-fact-delivered-on = Delivered on
warranty-fact-installed-on = Installed on
warranty-fact-made-on = Made on
warranty-fact-exchanged-on = Exchanged on
warranty-fact-channel = Channel of sale
warranty-fact-part = Part
warranty-fact-documents = Papers
warranty-fact-same-model-in-stock = Same model in stock
warranty-fact-part-exchanges = Exchanges of the accessory
warranty-fact-fault-code = Fault code
warranty-fact-fault-listed = Listed performance fault
warranty-fact-fault-cause = Cause
warranty-fact-fault-found-on = Fault found on
warranty-fact-capacity-percent = Battery capacity (%)
warranty-fact-repairs = Finished repairs
warranty-fact-open-repair = Open repair
warranty-fact-as-of = Day of the question
warranty-flag-review = A value of the rules is to be reviewed: { $flag }
warranty-flag-documents-unknown = The papers are not known
warranty-flag-sold-on-unknown = The day of sale is not known
warranty-flag-delivered-on-unknown = The day of delivery is not known
warranty-flag-installed-on-unknown = The day the installation was completed is not known
warranty-flag-contract-on-unknown = The day of the contract is not known
warranty-flag-return-without-reason-rules-not-loaded = The law on returns without a reason is not loaded: to be looked up
warranty-flag-fault-unknown = The fault is not known
warranty-flag-fault-listed-unknown = Whether the fault is listed is not known
warranty-flag-fault-cause-unknown = The cause of the fault is not known
warranty-flag-fault-asked-after-window = The fault showed in a time that has closed since: check the proof of the day
warranty-flag-region-no-overlay = There are no rules for the region
warranty-flag-category-not-in-regime = The category is not under this regime
warranty-flag-calendar-year-not-covered = The public holidays of the year are not known yet
warranty-flag-part-exchanges-unknown = How often the accessory was exchanged is not known
warranty-flag-documents-repair-record-needed = The repair record is needed
warranty-flag-open-repair-waiting-on-unknown = What the repair waits for is not known
warranty-flag-price-unknown = The price is not known
warranty-flag-same-model-in-stock-unknown = Whether the same model is in stock is not known
warranty-facts-unknown-field = { $field }: is not a field; the fields are { $known }
warranty-facts-missing = { $field } is missing
warranty-facts-not-an-object = { $field }: should be an object
warranty-facts-not-a-list = { $field }: should be a list
warranty-facts-not-a-text = { $field }: should be a text that is not empty
warranty-facts-not-yes-or-no = { $field }: should be true or false
warranty-facts-not-a-date = { $field }: should be a date like 2026-03-05
warranty-facts-day-out-of-range = { $field }: should be a day from { $least } to { $most }
warranty-facts-not-a-date-or-time = { $field }: should be a date, or a time with its offset
warranty-facts-not-an-amount = { $field }: should be a sum like "1234.50"
warranty-facts-not-a-share = { $field }: should be a share from "0" to "1", like "0.005"
warranty-facts-out-of-range = { $field }: should be a whole number from { $least } to { $most }
warranty-facts-too-long = { $field }: at most { $most } characters
warranty-facts-too-many = { $field }: at most { $most } entries
warranty-facts-not-one-of = { $field }: should be one of { $choices }
warranty-facts-too-early = { $field }: should not be before { $not_before }
warranty-facts-not-in-force = { $field }: is in force for sales since { $since } only
warranty-facts-worse-than-law = { $field }: at least { $least }, as the law gives
warranty-facts-contradiction = { $field }: does not go together with { $with }
warranty-clock-answer = Answer due by
warranty-clock-completion = Remedy done by
warranty-clock-repair-due = Repair due by
warranty-part-role-main-part = Main part
warranty-part-role-assembly = Assembly
warranty-facts-too-late = { $field }: should not be after { $not_after }
warranty-facts-ended = { $field }: is not in force for sales since { $since }
warranty-laws = Warranty law
warranty-law = Law
warranty-place = Place
warranty-goods = Goods
warranty-scope = Scope
warranty-stands-over = Stands over
warranty-laws-of-countries = Laws of countries and unions
warranty-laws-of-places = Rules of places
warranty-in-force = In force
warranty-ended = not for sales since { $date }
warranty-edition-head = Edition
warranty-edition = edition { $edition } (digest { $digest })
warranty-review = Sign-off
warranty-unsigned = Not signed yet
warranty-signed-by = signed by { $reviewer } on { $date }
warranty-unsure = { $count ->
    [one] { $count } value to be checked
   *[other] { $count } values to be checked
}
warranty-source = Source
warranty-rule = Rule
warranty-says = Says
warranty-known = Known by
warranty-brand = Brand
warranty-term = Warranty term
warranty-not-advice = Decisions follow the texts of law as data; they are not legal advice.
warranty-questions = Questions? Call { $phone }.
warranty-promise = brand's promise { $number }
warranty-goodwill = Goodwill
warranty-article-of = { $article }, { $law }
warranty-sum-use-fee = { $price } × { $rate } × { $km } km ÷ 1000
warranty-fact-region = Region
warranty-fact-mileage-km = Mileage (km)
warranty-try = Try a decision
warranty-try-hint = Enter facts, move the date, and see rights appear and lapse. Nothing is kept.
warranty-try-more = Repairs, exchange, mileage
warranty-try-in-1 = First repair, in
warranty-try-out-1 = First repair, out
warranty-try-in-2 = Second repair, in
warranty-try-out-2 = Second repair, out
warranty-try-day = Day the fault shows
warranty-try-slide = Move the day
warranty-try-ask = Decide
warranty-try-on-day = On that day
warranty-any-category = Any
warranty-timeline = Rights over time
warranty-timeline-table = As a table
warranty-timeline-outside = The line and the slider go from { $from } to { $to }; the day asked about, { $day }, lies outside of them. The answer below is for that day.
warranty-from-to = { $from } to { $to }
warranty-ledger = Day ledger
warranty-ledger-term = Term { $start } to { $end }
warranty-ledger-exchanged = ended by the exchange
warranty-ledger-from = From
warranty-ledger-to = To
warranty-ledger-days = Days
warranty-ledger-kind = Counted
warranty-day-first-day = First day, not counted
warranty-day-counted = Counted
warranty-day-in-repair = In repair, not counted: the term is longer by as much
warranty-day-moved-off-holiday = Last day on a holiday, moved on
warranty-kept = Kept decision
warranty-customers-view = Customer's view
warranty-replay = Against today's rules
warranty-edition-then = Rules then
warranty-edition-now = Rules now
warranty-replay-same = The rules are the same, and so is the result.
warranty-replay-same-result = The rules have another edition; the result is the same.
warranty-replay-differs = { $count ->
    [one] Today's rules would differ in { $count } point
   *[other] Today's rules would differ in { $count } points
}
warranty-difference-head = Difference
warranty-then = Then
warranty-now = Now
warranty-difference-opened = open today
warranty-difference-closed = not open today
warranty-difference-until = last day
warranty-difference-amount = amount
warranty-difference-article = article
warranty-difference-term = End of the term
warranty-difference-loaner = Loaner from
warranty-difference-burden = Burden of proof
warranty-difference-clocks = Deadlines
warranty-difference-flags = To be looked at
warranty-goodwill-hint = A supervisor may give what the decision did not, with a reason, out of the station's budget of the month.
warranty-goodwill-cost = Cost at most
warranty-goodwill-cost-hint = Of a refund what is paid back; it leaves the station's budget of the month.
warranty-goodwill-given = Given this month
warranty-goodwill-none = No goodwill this month
warranty-goodwill-none-hint = Supervisors give it among the other steps of an order.
warranty-budget = Budget
warranty-budget-used = Used
warranty-budget-left = Left
warranty-set-budget = Set budget
warranty-given-by = Given by
warranty-refusal-nothing-decided = Nothing is decided yet
warranty-refusal-open-already = { $remedy } is open already
warranty-refusal-remedy-unfit = { $remedy } cannot be given as goodwill
warranty-refusal-cost-unfit = The cost is more than nothing and at most { $most }
warranty-refusal-other-currency = The cost is in { $currency }
warranty-refusal-more-than-price = A refund is at most the price of { $price }
warranty-refusal-reason-missing = Say why
warranty-refusal-reason-too-long = The reason has at most { $most } characters
warranty-refusal-no-budget = The station has no budget of goodwill for { $month }
warranty-refusal-budget-used-up = { $left } is left of the station's budget of { $month }
warranty-refusal-budget-unfit = A budget is from nothing to { $most }
warranty-refusal-budget-below-used = { $used } is used already: a budget cannot be below it
warranty-refusal-budget-in-other-currency = The month's budget is in { $currency }
warranty-refusal-given-already = The same remedy was given in this round already
warranty-opens-decide-first = Decide the entitlement first
warranty-opens-set-budget = Headquarters set a budget on the page of goodwill
warranty-section-counting = Counting
warranty-section-restart = New term after an exchange
warranty-section-term = Term
warranty-section-windows = First days
warranty-section-repair = Free repair
warranty-section-main-parts = Main parts
warranty-section-failed-repairs = Failed repairs
warranty-section-serious-repairs = Serious safety fault not cured
warranty-section-same-fault = Same fault again
warranty-section-assembly-replaced = Assembly replaced again
warranty-section-total-days = Days in repair in total
warranty-section-parts-wait = Wait for the maker's parts
warranty-section-repair-delay = Repairer's delay
warranty-section-delay-without-reason = Delay without good reason
warranty-section-no-same-model = No same model
warranty-section-same-model = Refund although the same model is there
warranty-section-rate = Rate of deduction
warranty-section-no-deduction = No deduction
warranty-section-use-fee = Fee for use
warranty-section-use-deduction = Deduction for use
warranty-section-compensation = Compensation
warranty-section-accessories = Accessories
warranty-section-loaner = Loaner
warranty-section-documents = Papers
warranty-section-exclusions = Exclusions
warranty-section-burden = Burden of proof
warranty-section-clocks = Deadlines
warranty-section-return-without-reason = Return without reason
warranty-section-sales-since = A later law
warranty-section-longer-after-repair = Longer after a repair
warranty-section-paid-repair = Paid repair
warranty-need-listed = for a listed fault
warranty-need-defect = for any defect
warranty-need-assembly = where a main assembly has to be replaced
warranty-need-serious-safety = for a serious safety fault
warranty-sale-date-sold-on = invoice
warranty-sale-date-delivered-on = delivery
warranty-sale-date-installed-on = installation
warranty-sale-date-contract-on = contract
warranty-says-from = counts from { $list }
warranty-says-repair-days-lengthen = days in repair lengthen it
warranty-says-days-of-24-hours = a day is 24 hours
warranty-says-moves-off-holidays = a last day on a public holiday moves on
warranty-says-moves-off-weekends = a last day on a weekend moves on
warranty-says-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
warranty-says-no-term = no term set
warranty-says-whole-term = the whole term
warranty-says-km = up to { $count } km
warranty-says-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
warranty-says-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
warranty-says-more-than-days = { $count ->
    [one] more than { $count } day
   *[other] more than { $count } days
}
warranty-says-times = { $count ->
    [one] once
   *[other] { $count } times
}
warranty-says-more-than-times = { $count ->
    [one] more than once
   *[other] more than { $count } times
}
warranty-says-gives = gives { $list }
warranty-says-holds-days = { $count ->
    [one] a repair must hold { $count } day
   *[other] a repair must hold { $count } days
}
warranty-says-faults = listed faults: { $list }
warranty-says-not-faults = left out: { $list }
warranty-says-capacity-below = faulty below { $count } % of capacity
warranty-says-per-day = deduction of { $rate } a day
warranty-says-rate-unknown = rate not seen
warranty-says-per-1000-km = at most { $rate } per 1000 km
warranty-says-causes = caused by { $list }
warranty-says-full-papers = full papers: { $list }
warranty-says-proof = proof of the sale: { $list }
warranty-says-proof-gives = proof alone gives { $list }
warranty-says-factory-date = { $count ->
    [one] without papers from { $count } day after manufacture: { $list }
   *[other] without papers from { $count } days after manufacture: { $list }
}
warranty-says-when = when open: { $list }
warranty-says-money-days = { $count ->
    [one] money back within { $count } day
   *[other] money back within { $count } days
}
warranty-says-categories = only for { $list }
warranty-says-except = except { $list }
warranty-says-since = since { $date }
warranty-doubt-open = open question
warranty-flag-value = { $law }, { $rule } ({ $article }): { $doubt }; a reviewer has to check it
warranty-flag-cn-sd778-art18-review = Consumer law implementing regulation, Article 18: whether a deduction may still be charged is open; the brand may waive it
warranty-flag-cn-agri-1998-review = Farm machinery rules: most values are from memory and have to be checked
warranty-flag-cn-region-beijing-in-force-review = Whether the rules of Beijing are still in force has to be checked
warranty-flag-cn-region-shandong-in-force-review = Whether the rules of Shandong are still in force has to be checked
warranty-flag-cn-region-shanghai-in-force-review = Whether the rules of Shanghai are still in force has to be checked
warranty-flag-cn-region-zhejiang-in-force-review = Whether the rules of Zhejiang are still in force has to be checked
warranty-flag-eu-goods-member-state-review = The member state may grant more: its law has to be looked up
warranty-flag-tw-consumer-civil-code-review = Liability for defects follows the Civil Code: to be looked up
warranty-flag-us-mmwa-state-law-review = State law may imply warranties: to be looked up
warranty-flag-windows-after-exchange-review = Whether an exchange opens the first days anew is not said by the law
warranty-flag-promises-worse-than-law = A promise gives less than the law: the law holds
warranty-flag-mileage-km-unknown = The mileage is not known
warranty-flag-use-rate-unknown = The rate of the fee for use is not known: the most that the law allows is taken
warranty-flag-use-rate-above-the-law = The agreed rate is above the law's: the law's is taken
warranty-flag-goods-intact-unknown = Whether the goods are intact is not known
warranty-flag-repairs-code-unknown = The fault codes of the repairs are not known
warranty-ref-and = { ", " }
warranty-ref-noted = { $text } ({ $note })
warranty-ref-article = Article { $number }
warranty-ref-paragraph = ({ $number })
warranty-ref-item = ({ $number })
warranty-ref-articles-to = Articles { $from } to { $to }
warranty-ref-annex-number = Annex { $number }
warranty-ref-section = Section { $number }
warranty-ref-annex = Annex
warranty-ref-number-inferred = number inferred
warranty-ref-number-not-seen = number not seen
warranty-ref-number-from-memory = number from memory
warranty-ref-by-analogy = by analogy
warranty-ref-not-seen = not seen
warranty-ref-row-not-seen = row not seen
warranty-ref-to-be-checked = to be checked
warranty-ref-name-of-the-part-from-memory = name of the part from memory
warranty-ref-15-day-rule = 15-day rule
warranty-ref-7-day-rule = 7-day rule
warranty-ref-burden-of-proof = burden of proof
warranty-ref-counting = counting
warranty-ref-defects-only = defects only
warranty-ref-exclusions = exclusions
warranty-ref-lack-of-conformity = lack of conformity
warranty-ref-no-same-model = no same model
warranty-ref-papers = papers
warranty-ref-refund-of-a-car = refund of a car
warranty-ref-repair = repair
warranty-ref-repair-days = repair days
warranty-ref-repair-guarantee = repair guarantee
warranty-ref-repairer-s-delay = repairer's delay
warranty-ref-restart-after-exchange = restart after exchange
warranty-ref-station-duties = station duties
warranty-ref-terms = terms
warranty-ref-two-repairs = two repairs
warranty-ref-wait-for-parts = wait for parts
warranty-ref-as-phones-art-8 = as phones, Article 8
warranty-ref-civil-code-201-to-203 = Civil Code, Articles 201 to 203
warranty-law-cn-consumer-penalties = Measures on penalties for infringing consumer rights
warranty-law-cn-sd778 = Implementing regulation of the consumer protection law
warranty-law-eu-repair = Directive on the right to repair
warranty-area-cn = China
warranty-area-eu = European Union
warranty-area-gb = United Kingdom
warranty-area-uk = United Kingdom
warranty-area-tw = Taiwan
warranty-area-us = United States
warranty-area-cn-zj = Zhejiang
warranty-area-cn-sd = Shandong
warranty-area-cn-bj = Beijing
warranty-area-cn-sh = Shanghai
warranty-area-es = Spain
warranty-area-fr = France
warranty-area-pt = Portugal
