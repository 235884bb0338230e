#!/usr/bin/env python3
"""Compares `aftercare insight` with other tools on random inputs.

    python3 -m venv /tmp/compare && /tmp/compare/bin/pip install -r scripts/compare-insight.txt
    /tmp/compare/bin/python scripts/compare-insight.py target/release/aftercare insight -

What follows the script's name is the command that answers JSON Lines. AFTERCARE_COMPARE=N takes N inputs a family
(1,000 when not set), AFTERCARE_FAMILIES=demand,stock only these. Prints a line for each function: inputs, differences
beyond the tolerance, the largest difference, and the first inputs that differ. docs/insight.md explains them.
"""

import itertools
import json
import logging
import math
import os
import random
import subprocess
import sys
import warnings

import numpy as np
from scipy import optimize, sparse, special, stats

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
dice = random.Random(20260301)


def close(found, expected, tolerance):
    """The largest difference relative to 1 + |expected|; infinite when the shapes differ."""
    if expected is None or isinstance(expected, (str, bool)):
        return 0.0 if found == expected else math.inf
    if isinstance(expected, dict):
        return max([close(found.get(k), v, tolerance) for k, v in expected.items()], default=0.0)
    if isinstance(expected, (list, tuple, np.ndarray)):
        if found is None or len(found) != len(expected):
            return math.inf
        return max([close(f, e, tolerance) for f, e in zip(found, expected)], default=0.0)
    if not isinstance(found, (int, float)):
        return math.inf
    return abs(found - expected) / (1.0 + abs(expected))


def intermittent(periods, chance):
    return [dice.choice([1, 1, 1, 2, 2, 3, 5, 8]) if dice.random() < chance else 0 for _ in range(periods)]


# Each family yields (function, input, expected, tolerance).


def demand(n):
    from statsforecast.models import ADIDA, IMAPA, TSB, CrostonClassic, CrostonSBA

    for i in range(n):
        y = intermittent(dice.randint(6, 60), dice.choice([0.1, 0.3, 0.6, 0.95]))
        if not any(y):
            y[dice.randrange(len(y))] = 2
        series = np.array(y, dtype=float)
        kind = i % 7
        if kind == 5:
            sizes = series[series > 0]
            cv2 = (np.std(sizes, ddof=1) / np.mean(sizes)) ** 2 if len(sizes) > 1 else 0.0
            yield "demand.class", {"y": y}, {"adi": len(y) / len(sizes), "cv2": cv2}, 1e-12
        elif kind == 6:
            lead = dice.randint(1, 6)
            chances = np.array([1.0])
            once = np.bincount(series.astype(int)) / len(y)
            for _ in range(lead):
                chances = np.convolve(chances, once)
            targets = [0.5, 0.9, 0.95, 0.99]
            points = [int(np.argmax(np.cumsum(chances) >= q - 1e-12)) for q in targets]
            expected = {"mean": lead * series.mean(), "variance": lead * series.var(), "reorder_points": points}
            yield "demand.lead_time", {"y": y, "lead_periods": lead, "service": targets}, expected, 1e-12
        else:
            a, b = dice.uniform(0.05, 0.5), dice.uniform(0.05, 0.5)
            models = [CrostonClassic(), CrostonSBA(), TSB(alpha_d=a, alpha_p=b), ADIDA(), IMAPA()]
            names = ["croston", "sba", "tsb", "adida", "imapa"]
            rate = float(models[kind].forecast(y=series, h=1)["mean"][0])
            asked = {"y": y, "method": names[kind], "alpha": 0.1, "alpha_demand": a, "alpha_probability": b}
            yield f"demand.forecast", asked, {"rate": rate}, 1e-9 if kind < 3 else 0.02


def base_stock(mean, target):
    stock = 0
    while stock == 0 or stats.poisson.cdf(stock - 1, mean) < target:
        stock += 1
    short = mean * stats.poisson.sf(stock - 1, mean) - stock * stats.poisson.sf(stock, mean)
    rate = stats.poisson.cdf(stock - 1, mean)
    return {"stock": stock, "fill_rate": rate, "backorders": short, "on_hand": stock - mean + short}


def two_levels(demand_at, transport, lead, depot, stocks):
    everyone = sum(demand_at)
    pipeline = everyone * lead
    reach = int(stats.poisson.ppf(1 - 1e-15, pipeline)) + 5
    orders = stats.poisson.pmf(np.arange(reach + 1), pipeline)
    owed = np.zeros(reach + 1)
    for k, chance in enumerate(orders):
        owed[max(k - depot, 0)] += chance
    ks = np.arange(reach + 1)
    mean, var = (owed * ks).sum(), (owed * ks**2).sum() - (owed * ks).sum() ** 2
    exact, fitted = [], []
    for d, t, s in zip(demand_at, transport, stocks):
        share = d / everyone
        split = stats.binom.pmf(ks[:, None], ks, share) @ owed
        way = stats.poisson.pmf(np.arange(60), d * t)
        both = np.convolve(split, way)
        exact.append(float((both[s:] * np.arange(len(both) - s)).sum()))
        m, v = d * t + share * mean, d * t + share * (1 - share) * mean + share**2 * var
        ns = np.arange(s, 400)
        pmf = stats.poisson.pmf(ns, m) if v <= m * (1 + 1e-9) else stats.nbinom.pmf(ns, m * (m / v) / (1 - m / v), m / v)
        fitted.append(float((pmf * (ns - s)).sum()))
    return {
        "exact": {"station_backorders": exact, "depot_backorders": mean},
        "vari_metric": {"station_backorders": fitted, "depot_backorders": mean},
    }


def fewest_backorders(demand_at, transport, lead, total):
    """Over every split among a depot and two stations."""
    splits = [(first, second) for first in range(total + 1) for second in range(total + 1 - first)]
    waiting = [two_levels(demand_at, transport, lead, total - sum(split), split) for split in splits]
    return min(sum(found["exact"]["station_backorders"]) for found in waiting)


def stock(n):
    from stockpyl.rq import r_q_poisson_exact
    from stockpyl.ss import s_s_discrete_exact

    for i in range(n):
        h, p, k = dice.uniform(0.5, 5), dice.uniform(5, 60), dice.uniform(1, 60)
        if i % 5 == 1:
            d, t = [[dice.uniform(low, high) for _ in range(2)] for low, high in [(0.02, 0.6), (0.1, 4)]]
            lead, total = dice.uniform(1, 8), dice.randint(0, 5)
            asked = {"demand": d, "transport": t, "depot_lead": lead, "total": total}
            yield "stock.allocate", asked, {"backorders": fewest_backorders(d, t, lead, total)}, 1e-9
        elif i % 5 == 0:
            mean, target = dice.uniform(0.05, 40), dice.uniform(0.3, 0.999)
            yield "stock.base", {"pipeline_mean": mean, "target": target}, base_stock(mean, target), 1e-9
        elif i % 5 == 2:
            rate, lead = dice.uniform(0.2, 6), dice.uniform(0.2, 4)
            r, q, cost = r_q_poisson_exact(h, p, k, rate, lead)
            asked = {"holding": h, "penalty": p, "order_cost": k, "demand": rate, "lead": lead}
            yield "stock.reorder_quantity", asked, {"reorder_point": r, "quantity": q, "cost": cost}, 1e-7
        elif i % 5 == 3:
            mean = dice.uniform(0.5, 12)
            low, high, cost = s_s_discrete_exact(h, p, k, use_poisson=True, demand_mean=mean)
            asked = {"holding": h, "penalty": p, "order_cost": k, "mean": mean}
            yield "stock.min_max", asked, {"min": low, "max": high, "cost": cost}, 1e-7
        else:
            stations = dice.randint(1, 4)
            d = [dice.uniform(0.02, 0.6) for _ in range(stations)]
            t = [dice.uniform(0.1, 4) for _ in range(stations)]
            lead, depot = dice.uniform(1, 10), dice.randint(0, 8)
            s = [dice.randint(0, 3) for _ in range(stations)]
            asked = {"demand": d, "transport": t, "depot_lead": lead, "depot_stock": depot, "station_stock": s}
            yield "stock.two_level", asked, two_levels(d, t, lead, depot, s), 1e-9


def lives(count, beta, eta):
    return [eta * (-math.log(1 - dice.random())) ** (1 / beta) for _ in range(count)]


def limited_loglik(at, failed, whole):
    beta, eta, p = math.exp(at[0]), math.exp(at[1]), special.expit(at[2])
    z = (failed / eta) ** beta
    dead = np.log(p) + np.log(beta / eta) + (beta - 1) * np.log(failed / eta) - z
    return dead.sum() + np.log1p(-p + p * np.exp(-((whole / eta) ** beta))).sum()


def nevada(beta):
    """Months of sale and of return; the likelihood by intervals or at the month's end, whichever is asked for."""
    months, eta = [f"m{j}" for j in range(dice.randint(4, 14))], dice.uniform(10, 60)
    sold = {month: dice.randint(200, 3000) for month in months[:-1]}
    returned = {}
    for sale, month in enumerate(months[:-1]):
        ages = np.ceil(lives(sold[month], beta, eta))
        row = {when: int((ages == age + 1).sum()) for age, when in enumerate(months[sale + 1:])}
        returned[month] = {when: count for when, count in row.items() if count}
    came = [(months.index(when) - months.index(month), count) for month in sold for when, count in returned[month].items()]
    if len({age for age, _ in came}) < 2:
        return nevada(beta)
    ages, counts = np.array(came, dtype=float).T
    left = np.array([sold[month] - sum(returned[month].values()) for month in sold], dtype=float)
    watched = np.array([len(months) - 1 - months.index(month) for month in sold], dtype=float)
    convention = dice.choice(["interval", "month_end"])

    def loglik(at):
        b, scale = np.exp(np.clip(at, -20, 20))
        end, begin = (ages / scale) ** b, ((ages - 1) / scale) ** b
        by_interval = np.log(-np.expm1(begin - end)) - begin
        at_end = np.log(b / scale) + (b - 1) * np.log(ages / scale) - end
        return (counts * (by_interval if convention == "interval" else at_end)).sum() - (left * (watched / scale) ** b).sum()

    best = best_of(loglik, [[math.log(beta), math.log(eta)], [0.0, math.log(2 * eta)]])
    b, scale = np.exp(best.x)
    rest = lambda age, month: np.exp((age / scale) ** b - ((age + month) / scale) ** b)
    soon = {month: [n * (1 - rest(age, 1)), n * (rest(age, 1) - rest(age, 2))] for month, n, age in zip(sold, left, watched)}
    expected = {"beta": b, "eta": scale, "loglik": -best.fun, "expected_returns": soon}
    asked = {"months": months, "sold": sold, "returned": returned, "convention": convention, "ahead": 2}
    return "reliability.nevada", asked, expected, 1e-4


def reliability(n):
    from lifelines import KaplanMeierFitter, WeibullFitter

    done = 0
    while done < n:
        i, done = done, done + 1
        beta, eta = dice.uniform(0.5, 4), dice.uniform(5, 500)
        times = lives(dice.randint(20, 80), beta, eta)
        ends = [dice.uniform(0.3, 1.5) * eta for _ in times]
        exits = [min(t, c) for t, c in zip(times, ends)]
        failed = [int(t <= c) for t, c in zip(times, ends)]
        if sum(failed) < 3:
            failed[0] = failed[1] = failed[2] = 1
        kind = i % 6
        if kind in (0, 1):
            late = [dice.uniform(0, 0.5) * x if kind == 1 else 0.0 for x in exits]
            fit = WeibullFitter().fit(exits, failed, entry=late if kind == 1 else None)
            expected = {"beta": fit.rho_, "eta": fit.lambda_, "loglik": fit.log_likelihood_}
            if kind == 0:
                expected |= {"se_beta": fit.summary["se(coef)"]["rho_"], "se_eta": fit.summary["se(coef)"]["lambda_"]}
            units = [list(unit) for unit in zip(late, exits, failed)]
            yield "reliability.weibull", {"units": units}, expected, 2e-3
        elif kind == 2:
            late = [dice.choice([0.0, 0.2 * x]) for x in exits]
            exits = [round(x, 1) + 0.1 for x in exits]
            late = [min(e, x - 0.05) for e, x in zip(late, exits)]
            # The first failure with few at risk ends the curve early; keep some from the start.
            late[: len(late) // 2] = [0.0] * (len(late) // 2)
            fit = KaplanMeierFitter().fit(exits, failed, entry=late)
            at = [x * eta for x in (0.1, 0.3, 0.6, 1.0)]
            bounds = fit.confidence_interval_.reindex(fit.survival_function_.index)
            survival = [float(fit.predict(t)) for t in at]
            low = [float(bounds[bounds.index <= t].iloc[-1, 0]) for t in at]
            high = [float(bounds[bounds.index <= t].iloc[-1, 1]) for t in at]
            inside = [i for i, s in enumerate(survival) if 0 < s < 1]
            at, survival = [at[i] for i in inside], [survival[i] for i in inside]
            expected = {"survival": survival, "low": [low[i] for i in inside], "high": [high[i] for i in inside]}
            units = [list(unit) for unit in zip(late, exits, failed)]
            yield "reliability.kaplan_meier", {"units": units, "at": at}, expected, 1e-9
        elif kind == 3:
            r, confidence = dice.randint(0, 4), dice.uniform(0.5, 0.99)
            rows = [[x, dice.randint(1, 9)] for x in exits]
            run = sum(c * x**beta for x, c in rows)
            low = (2 * run / stats.chi2.ppf(confidence, 2 * r + 2)) ** (1 / beta)
            asked = {"beta": beta, "times": rows, "failures": r, "confidence": confidence}
            yield "reliability.weibayes", asked, {"eta_lower": low}, 1e-9
        elif kind == 4:
            yield nevada(beta)
        else:
            share = dice.uniform(0.02, 0.3)
            many = [x for x in lives(400, beta, 10.0) if dice.random() < share]
            dead = np.array([x for x in many if x < 60])
            whole = np.full(400 - len(dead), 60.0)
            if len(dead) < 3:
                done -= 1
                continue
            starts = [[math.log(beta), math.log(10), special.logit(share)], [0.0, math.log(20), -2.0]]
            runs = [optimize.minimize(lambda a: -limited_loglik(a, dead, whole), s, method="Nelder-Mead",
                                      options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 4000}) for s in starts]
            best = min(runs, key=lambda run: run.fun)
            expected = {"beta": math.exp(best.x[0]), "eta": math.exp(best.x[1]),
                        "defective_share": float(special.expit(best.x[2])), "loglik": -best.fun}
            asked = {"failures": [[x, 1] for x in dead], "suspensions": [[60.0, len(whole)]]}
            yield "reliability.limited_failure", asked, expected, 1e-4


def erlang_a(arrivals, service, abandon, agents, answer_in):
    """Birth and death; answered in time by integrating the phase-type wait of each queue length."""
    states = agents + 1500
    leave = np.array([min(k, agents) * service + max(k - agents, 0) * abandon for k in range(states + 1)])
    logs = np.concatenate([[0.0], np.cumsum(np.log(arrivals) - np.log(leave[1:]))])
    chances = np.exp(logs - special.logsumexp(logs))
    queue = chances[agents:]
    ahead = np.arange(len(queue))
    mean_queue = (queue * ahead).sum()
    busy = agents * service
    # Uniformisation would do as well: 1 − e^−θV is Beta(ahead + 1, busy / θ).
    c = busy / abandon
    answered = c / (c + ahead + 1) * special.betainc(ahead + 1, c + 1, -math.expm1(-abandon * answer_in))
    in_time = chances[:agents].sum() + (queue * answered).sum()
    gone = abandon * mean_queue / arrivals
    return {"waiting_probability": queue.sum(), "abandoned": gone, "mean_queue": mean_queue,
            "occupancy": arrivals * (1 - gone) / busy, "service_level_offered": in_time,
            "service_level_answered": in_time / (1 - gone)}


def smallest_crews(arrivals, service, abandon, answer_in, service_level):
    """The first crew that suffices, counted up from one, with callers who hang up and without."""
    patient = next(agents for agents in itertools.count(math.floor(arrivals / service) + 1)
                   if erlang_c_level(arrivals / service, agents, answer_in * service) >= service_level)
    level = lambda agents: erlang_a(arrivals, service, abandon, agents, answer_in)["service_level_offered"]
    return {"with_abandonment": next(agents for agents in itertools.count(1) if level(agents) >= service_level),
            "without": patient}


def erlang_c_level(load, agents, patience):
    terms = np.arange(agents + 1) * np.log(load) - special.gammaln(np.arange(agents + 1) + 1)
    queue = terms[-1] + math.log(agents / (agents - load))
    waiting = math.exp(queue - special.logsumexp(np.append(terms[:-1], queue)))
    return 1 - waiting * math.exp(-(agents - load) * patience)


def staffing(n):
    from pyworkforce.queuing import ErlangC
    from statsforecast.models import SeasonalExponentialSmoothing, SeasonalNaive, SeasonalWindowAverage

    for i in range(n):
        kind = i % 5
        if kind == 4:
            asked = {"arrivals": dice.uniform(0.2, 40), "service": 1.0, "abandon": dice.uniform(0.1, 2),
                     "answer_in": dice.uniform(0, 1), "service_level": dice.uniform(0.5, 0.97)}
            yield "staffing.agents_needed", asked, smallest_crews(**asked), 0
        elif kind == 0:
            calls, handle, shrink = dice.randint(1, 600), dice.uniform(0.5, 8), dice.uniform(0, 0.4)
            level, busy = dice.uniform(0.5, 0.97), dice.uniform(0.7, 1.0)
            tool = ErlangC(transactions=calls, aht=handle, interval=30, asa=1 / 3, shrinkage=shrink)
            found = tool.required_positions(service_level=level, max_occupancy=busy)
            expected = {"agents": found["raw_positions"], "rostered": found["positions"],
                        "service_level": found["service_level"], "occupancy": found["occupancy"],
                        "waiting_probability": found["waiting_probability"]}
            asked = {"calls": calls, "interval_minutes": 30, "handle_minutes": handle, "answer_in_minutes": 1 / 3,
                     "service_level": level, "shrinkage": shrink, "max_occupancy": busy}
            yield "staffing.erlang_c", asked, expected, 1e-8
        elif kind == 1:
            load, lines = dice.uniform(0.1, 80), dice.randint(1, 100)
            terms = np.arange(lines + 1) * np.log(load) - special.gammaln(np.arange(lines + 1) + 1)
            blocking = math.exp(terms[-1] - special.logsumexp(terms))
            yield "staffing.erlang_b", {"load": load, "lines": lines}, {"blocking": blocking}, 1e-12
        elif kind == 2:
            arrivals, abandon, agents = dice.uniform(1, 60), dice.uniform(0.1, 2), dice.randint(1, 70)
            asked = {"arrivals": arrivals, "service": 1.0, "abandon": abandon, "agents": agents, "answer_in": dice.uniform(0, 1)}
            yield "staffing.erlang_a", asked, erlang_a(**asked), 1e-9
        else:
            season, y = dice.choice([4, 7, 12]), [float(dice.randint(0, 200)) for _ in range(dice.randint(24, 80))]
            alpha, seasons, ahead = dice.uniform(0.05, 0.9), dice.randint(1, 2), dice.randint(1, 20)
            method, model = dice.choice([
                ("seasonal_naive", SeasonalNaive(season_length=season)),
                ("seasonal_smoothing", SeasonalExponentialSmoothing(season_length=season, alpha=alpha)),
                ("seasonal_average", SeasonalWindowAverage(season_length=season, window_size=seasons)),
            ])
            forecast = model.forecast(y=np.array(y), h=ahead)["mean"].tolist()
            asked = {"y": y, "season": season, "method": method, "alpha": alpha, "seasons": seasons, "ahead": ahead}
            yield "staffing.forecast", asked, {"forecast": forecast}, 1e-5


def satisfaction(n):
    from statsmodels.stats.proportion import proportion_confint
    from statsmodels.stats.weightstats import DescrStatsW

    for i in range(n):
        if i % 4 < 3:
            count = dice.choice([5, 20, 300, 5000])
            k = dice.randint(0, count)
            ours, theirs = [("wilson", "wilson"), ("clopper_pearson", "beta"), ("jeffreys", "jeffreys")][i % 4]
            low, high = proportion_confint(k, count, method=theirs)
            asked = {"satisfied": k, "n": count, "method": ours}
            yield "satisfaction.interval", asked, {"low": float(low), "high": float(high)}, 1e-10
        elif i % 8 == 3:
            scores = [dice.randint(1, 5) for _ in range(dice.randint(2, 60))]
            low, high = DescrStatsW(scores).tconfint_mean()
            yield "satisfaction.mean", {"scores": scores}, {"mean": np.mean(scores), "low": low, "high": high}, 1e-10
        else:
            p, m, d = dice.randint(0, 60), dice.randint(0, 60), dice.randint(1, 60)
            x = np.repeat([100.0, 0.0, -100.0], [p, m, d])
            expected = {"nps": x.mean(), "se": x.std() / math.sqrt(len(x))}
            yield "satisfaction.nps", {"promoters": p, "passives": m, "detractors": d}, expected, 1e-12


def best_of(loglik, starts):
    runs = [optimize.minimize(lambda a: -loglik(a), s, method="Nelder-Mead",
                              options={"xatol": 1e-8, "fatol": 1e-9, "maxiter": 4000}) for s in starts]
    return min(runs, key=lambda run: run.fun)


def ranking(n):
    done = seed = 0
    while done < n:
        i, seed, done = seed, seed + 1, done + 1
        if done % 2:
            e = np.array([dice.uniform(0.3, 30) for _ in range(dice.randint(8, 25))])
            o = np.random.default_rng(i).poisson(e * np.random.default_rng(i + 1).gamma(4, 0.25, len(e)))

            def loglik(at):
                a, b = np.exp(np.clip(at, -30, 30))
                return (special.gammaln(a + o) - special.gammaln(a) + a * np.log(b / (b + e)) + o * np.log(e / (b + e))).sum()

            at = np.exp(best_of(loglik, [[1.0, 1.0], [3.0, 3.0]]).x)
            # Where the spread is no more than chance there is no peak to compare.
            if at[0] > 1e4:
                done -= 1
                continue
            expected = {"ratio": ((at[0] + o) / (at[1] + e)).tolist(), "p_upper": stats.poisson.sf(o - 1, e).tolist()}
            yield "ranking.rates", {"observed": o.tolist(), "expected": e.tolist()}, expected, 1e-3
        else:
            rng = np.random.default_rng(i)
            ns = rng.integers(5, 200, 15)
            k = rng.binomial(ns, rng.beta(18, 3, 15))

            def loglik(at):
                a, b = np.exp(np.clip(at, -30, 30))
                return (special.betaln(a + k, b + ns - k) - special.betaln(a, b)).sum()

            a, b = np.exp(best_of(loglik, [[2.0, 0.0], [4.0, 2.0]]).x)
            if a + b > 1e4:
                done -= 1
                continue
            low = stats.beta.ppf(0.05, a + k, b + ns - k)
            expected = {"posterior_mean": ((a + k) / (a + b + ns)).tolist(), "low_5": low.tolist()}
            stations = [{"id": f"S{j:02}", "satisfied": int(s), "n": int(m)} for j, (s, m) in enumerate(zip(k, ns))]
            yield "ranking.stations", {"stations": stations}, expected, 1e-3


def leading(amount, digits):
    text = f"{abs(amount):.12e}".replace(".", "")
    return int(text[:digits])


def audit(n):
    from sklearn.metrics.pairwise import haversine_distances
    from statsmodels.stats.multitest import multipletests

    for i in range(n):
        kind = i % 5
        if kind == 0:
            e = [dice.uniform(0.1, 60) for _ in range(20)]
            o = [int(np.random.default_rng(i * 31 + j).poisson(x * dice.choice([1, 1, 1, 1.8]))) for j, x in enumerate(e)]
            p = stats.poisson.sf(np.array(o) - 1, e)
            flags, q, _, _ = multipletests(p, 0.1, method="fdr_bh")
            expected = {"p": p.tolist(), "q": q.tolist(), "flagged": np.flatnonzero(flags).tolist()}
            yield "audit.poisson", {"observed": o, "expected": e, "fdr": 0.1}, expected, 1e-10
        elif kind == 1:
            m = dice.choice([10, 200, 100000])
            p, k = dice.random(), dice.randint(0, m)
            yield "audit.binomial", {"k": k, "n": m, "p": p}, {"p_upper": float(stats.binom.sf(k - 1, m, p))}, 1e-10
        elif kind == 2:
            a, b = [[dice.uniform(-90, 90), dice.uniform(-180, 180)] for _ in range(2)]
            km = 6371.0088 * haversine_distances(np.radians([a, b]))[0, 1]
            yield "audit.distance", {"a": a, "b": b}, {"km": float(km)}, 1e-9
        elif kind == 3:
            digits = dice.choice([1, 2])
            amounts = [round(10 ** dice.uniform(0, 4), 2) for _ in range(dice.randint(100, 600))]
            first = 10 ** (digits - 1)
            counts = np.bincount([leading(x, digits) for x in amounts], minlength=10 * first)[first:]
            shares = np.log10(1 + 1 / np.arange(first, 10 * first))
            chi2, p = stats.chisquare(counts, shares * len(amounts))
            mad = np.abs(counts / len(amounts) - shares).mean()
            expected = {"counts": counts.tolist(), "chi2": chi2, "p": p, "mad": mad}
            yield "audit.benford", {"amounts": amounts, "digits": digits}, expected, 1e-9
        else:
            values = {f"S{j:02}": dice.gauss(10, 2) + dice.choice([0] * 12 + [30]) for j in range(25)}
            x = np.array(list(values.values()))
            mad = stats.median_abs_deviation(x)
            z = 0.6745 * (x - np.median(x)) / mad
            flagged = [name for name, score in zip(values, z) if abs(score) > 3.5]
            expected = {"median": np.median(x), "mad": mad, "z": dict(zip(values, z)), "flagged": flagged}
            yield "audit.peers", {"values": values}, expected, 1e-10


def isolation(n):
    """Chance differs between tools, so ranks are compared; a second forest of the same tool shows what chance does."""
    from sklearn.ensemble import IsolationForest

    for i in range(n):
        rng = np.random.default_rng(i)
        crowd, odd, features = rng.integers(40, 90), rng.integers(1, 8), rng.integers(2, 6)
        points = np.vstack([rng.normal(size=(crowd, features)), rng.normal(scale=4, size=(odd, features))])
        sample = int(rng.choice([16, 32, 64]))
        forests = [IsolationForest(n_estimators=200, max_samples=min(sample, len(points)), random_state=seed)
                   for seed in (2 * i, 2 * i + 1)]
        ranks = [stats.rankdata(-forest.fit(points).score_samples(points)).tolist() for forest in forests]
        asked = {"points": points.tolist(), "trees": 200, "sample": sample, "seed": i}
        yield "audit.isolation", asked, {"ranks": ranks}, 0.1


def quality(n):
    for i in range(n):
        x = [dice.gauss(10, 1) + (1 if j > 30 else 0) for j in range(60)]
        if i % 3 == 0:
            k, h, up, down = dice.uniform(0.2, 1), dice.uniform(2, 6), [], []
            a = b = 0.0
            for value in x:
                a, b = max(0, a + value - 10 - k), max(0, b + 10 - value - k)
                up.append(a)
                down.append(b)
            signal = next((j for j in range(60) if max(up[j], down[j]) > h), None)
            asked = {"x": x, "target": 10, "k": k, "h": h}
            yield "quality.cusum", asked, {"upper": up, "lower": down, "signal": signal}, 1e-12
        elif i % 3 == 1:
            lam, width, z, ewma = dice.uniform(0.05, 0.5), dice.uniform(2, 3), 10.0, []
            for value in x:
                z = lam * value + (1 - lam) * z
                ewma.append(z)
            half = width * math.sqrt(lam / (2 - lam))
            signals = [j for j, value in enumerate(ewma) if abs(value - 10) > half]
            asked = {"x": x, "lambda": lam, "target": 10, "sigma": 1, "width": width}
            yield "quality.ewma", asked, {"ewma": ewma, "upper_limit": 10 + half, "signals": signals}, 1e-12
        else:
            units = [dice.randint(500, 5000) for _ in range(18)]
            failures = [int(np.random.default_rng(i * 17 + j).poisson(0.006 * u * (1.6 if j > 11 else 1))) for j, u in enumerate(units)]
            names = [f"m{j:02}" for j in range(18)]
            u0 = sum(failures[:8]) / sum(units[:8])
            upper = [u0 + 3 * math.sqrt(u0 / u) for u in units]
            s, sums = 0.0, []
            for f, u in zip(failures, units):
                s = max(0.0, s + f - 0.5 * u0 * u / math.log(1.5))
                sums.append(s)
            expected = {"baseline_rate": u0, "upper_limit": upper, "cusum": sums,
                        "p_upper": stats.poisson.sf(np.array(failures) - 1, u0 * np.array(units)).tolist(),
                        "signals": [m for m, f, u, x in zip(names, failures, units, upper) if f / u > x],
                        "cusum_first": next((m for m, x in zip(names, sums) if x > 8), None)}
            asked = {"build": names, "units": units, "failures": failures, "baseline": 8, "ratio": 1.5, "h": 8}
            yield "quality.builds", asked, expected, 1e-10


def tradein(n):
    import statsmodels.api as sm

    for _ in range(n):
        price = dice.uniform(800, 9000)
        sales = [{"age": dice.randint(1, 48), "grade": dice.choice("ABC")} for _ in range(dice.randint(10, 60))]
        for grade, sale in zip("ABC", sales):
            sale["grade"] = grade
        for sale in sales:
            worth = {"A": 0.9, "B": 0.75, "C": 0.55}[sale["grade"]] * math.exp(-0.03 * sale["age"] + dice.gauss(0, 0.08))
            sale["price"] = round(price * worth, 2)
        age, grade = dice.randint(1, 48), dice.choice("ABC")
        row = lambda a, g: [1.0, a, float(g == "B"), float(g == "C")]
        fit = sm.OLS(np.log([s["price"] / price for s in sales]), np.array([row(s["age"], s["grade"]) for s in sales])).fit()
        seen = fit.get_prediction(np.array([row(age, grade)])).summary_frame(alpha=0.2)
        value = price * math.exp(seen["mean"].iloc[0]) * np.exp(fit.resid).mean()
        expected = {"value": value, "low_80": price * math.exp(seen["obs_ci_lower"].iloc[0]),
                    "high_80": price * math.exp(seen["obs_ci_upper"].iloc[0]), "r2": fit.rsquared}
        yield "tradein.regression", {"list_price": price, "sales": sales, "age": age, "grade": grade}, expected, 1e-9


def solve(cost, constraints, integer, bounds):
    found = optimize.milp(cost, constraints=constraints, integrality=integer, bounds=bounds, options={"mip_rel_gap": 0})
    return found.fun


def network(n):
    for i in range(n):
        size = dice.randint(6, 11)
        xy = [[dice.uniform(0, 30), dice.uniform(0, 30)] for _ in range(size)]
        weight = [float(dice.randint(1, 90)) for _ in range(size)]
        d = np.hypot(*(np.array(xy)[:, None] - np.array(xy)[None]).transpose(2, 0, 1))
        p, radius = dice.randint(1, 4), dice.uniform(4, 12)
        near = (d <= radius).astype(float)
        if i % 4 in (0, 3):
            # y[j] open, x[j, i] the share of point i that site j serves.
            served = sparse.hstack([sparse.csr_matrix((size, size)), sparse.kron(np.ones((1, size)), sparse.eye(size))])
            only_open = sparse.hstack([sparse.kron(-sparse.eye(size), np.ones((size, 1))), sparse.eye(size * size)])
            integer = np.r_[np.ones(size), np.zeros(size * size)]
            rules = [optimize.LinearConstraint(served, 1, 1), optimize.LinearConstraint(only_open, -np.inf, 0)]
            bounds = optimize.Bounds(0, 1)
        if i % 4 == 0:
            rules.append(optimize.LinearConstraint(np.r_[np.ones(size), np.zeros(size * size)][None], p, p))
            cost = solve(np.r_[np.zeros(size), (d * np.array(weight)).ravel()], rules, integer, bounds)
            yield "network.p_median", {"xy": xy, "weight": weight, "p": p}, {"cost": cost, "proven": True}, 1e-7
        elif i % 4 == 1:
            rules = [optimize.LinearConstraint(np.hstack([-near, np.eye(size)]), -np.inf, 0),
                     optimize.LinearConstraint(np.r_[np.ones(size), np.zeros(size)][None], p, p)]
            covered = -solve(-np.r_[np.zeros(size), weight], rules, np.ones(2 * size), optimize.Bounds(0, 1))
            asked = {"xy": xy, "weight": weight, "radius": radius, "p": p}
            yield "network.max_cover", asked, {"covered": covered, "proven": True}, 1e-7
        elif i % 4 == 2:
            rules = [optimize.LinearConstraint(near, 1, np.inf)]
            stations = round(solve(np.ones(size), rules, np.ones(size), optimize.Bounds(0, 1)))
            yield "network.set_cover", {"xy": xy, "radius": radius}, {"stations": stations, "proven": True}, 1e-9
        else:
            jobs = np.array(weight) / 3
            capacity, fixed = dice.uniform(0.25, 0.6) * jobs.sum() + 1, dice.uniform(50, 900)
            load = sparse.hstack([-capacity * sparse.eye(size), sparse.kron(sparse.eye(size), jobs[None])])
            rules.append(optimize.LinearConstraint(load, -np.inf, 0))
            cost = solve(np.r_[np.full(size, fixed), (2.0 * d * jobs).ravel()], rules, integer, bounds)
            asked = {"xy": xy, "jobs": jobs.tolist(), "capacity": capacity, "fixed": fixed, "per_job_km": 2.0}
            yield "network.capacitated", asked, {"cost": cost, "proven": True}, 1e-6


FAMILIES = [demand, stock, reliability, staffing, satisfaction, ranking, audit, isolation, quality, tradein, network]


def answers(command, cases):
    lines = "".join(json.dumps({"id": i, "fn": fn, "in": asked}) + "\n" for i, (fn, asked, _, _) in enumerate(cases))
    done = subprocess.run(command, input=lines, capture_output=True, text=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if len(found) != len(cases):
        sys.exit(f"{len(cases)} questions, {len(found)} answers: {done.stderr}")
    return found


def unlike(scores, ranks):
    return 1 - stats.spearmanr(scores, ranks).statistic


def compare(command, cases):
    table = {}
    by_chance = []
    for (fn, asked, expected, tolerance), answer in zip(cases, answers(command, cases)):
        out = answer.get("out", {})
        if fn == "audit.isolation" and out:
            difference = unlike(out["scores"], expected["ranks"][0])
            by_chance.append((difference, unlike(*expected["ranks"])))
        else:
            difference = close(out, expected, tolerance)
        name = f"{fn} {asked['method']}" if "method" in asked else fn
        row = table.setdefault(name, {"inputs": 0, "beyond": 0, "largest": 0.0, "examples": []})
        row["inputs"] += 1
        row["largest"] = max(row["largest"], difference)
        if not difference <= tolerance:
            row["beyond"] += 1
            row["examples"].append({"in": asked, "expected": expected, "answer": answer})
    if by_chance:
        ours, theirs = np.array(by_chance).T
        print(f"1 − rank correlation: mean {ours.mean():.4f}, largest {ours.max():.3f}; "
              f"between two forests of the other tool: mean {theirs.mean():.4f}, largest {theirs.max():.3f}")
    return table


def main():
    count = int(os.environ.get("AFTERCARE_COMPARE", "1000"))
    only = os.environ.get("AFTERCARE_FAMILIES", "").split(",")
    for family in FAMILIES:
        if only != [""] and family.__name__ not in only:
            continue
        # The same inputs whichever families are asked for.
        dice.seed(f"20260301 {family.__name__}")
        for name, row in sorted(compare(sys.argv[1:], list(family(count))).items()):
            print(f"{name:45} {row['inputs']:5} inputs, {row['beyond']:4} differ, largest {row['largest']:.2e}", flush=True)
            for example in row["examples"][:2]:
                print("   ", json.dumps(example, default=str)[:1500])


if __name__ == "__main__":
    main()
