#!/usr/bin/env python3
"""The dispatch planner beside PyVRP and OR-Tools on benchmark instances: same fleet, same seconds of processor time, one thread.

    pip install pyvrp ortools
    scripts/compare-planners.py AFTERCARE BEST_KNOWN.json SECONDS INSTANCE...

AFTERCARE is the release binary. Each customer may be left out at a very high price, so that every planner answers every fleet.
Distances are doubles for ours and thousandths for the others, who count in whole numbers; gaps are against BEST_KNOWN.
"""

import json
import math
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

SCALE = 1000
LEFT_OUT = 1_000_000_000


def read(path):
    rows = [line.split() for line in path.read_text().splitlines()]
    numbers = [[float(word) for word in row] for row in rows if row and row[0].isdigit()]
    return int(numbers[0][1]), numbers[1:]


def minutes(customers):
    points = [(row[1], row[2]) for row in customers]
    return [[round(math.dist(a, b) * SCALE) for b in points] for a in points]


class Used:
    """Whether the processor time is used up; asked so often that it looks at the clock only now and then."""

    def __init__(self, seconds, every):
        self.until, self.every, self.asked, self.over = time.process_time() + seconds, every, 0, False

    def __call__(self, *_):
        self.asked += 1
        if self.asked % self.every == 0:
            self.over = time.process_time() > self.until
        return self.over


def ours(binary, path, vehicles, seconds):
    command = [binary, "plan", "--vrptw", path, "--vehicles", str(vehicles), "--seconds", str(seconds)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer["distance"], len(answer["unserved"])


def pyvrp(capacity, customers, vehicles, seconds):
    from pyvrp import Model

    used = Used(seconds, 1)
    model = Model()
    depot = customers[0]
    places = [model.add_location(row[1], row[2]) for row in customers]
    home = model.add_depot(places[0])
    day = dict(tw_early=round(depot[4] * SCALE), tw_late=round(depot[5] * SCALE))
    model.add_vehicle_type(vehicles, capacity=capacity, start_depot=home, end_depot=home, **day)
    for place, row in zip(places[1:], customers[1:]):
        model.add_client(
            place, delivery=int(row[3]), service_duration=round(row[6] * SCALE),
            tw_early=round(row[4] * SCALE), tw_late=round(row[5] * SCALE), prize=LEFT_OUT, required=False)
    for a, row in zip(places, minutes(customers)):
        for b, way in zip(places, row):
            model.add_edge(a, b, distance=way, duration=way)
    best = model.solve(used, seed=1, display=False).best
    return best.distance() / SCALE, len(customers) - 1 - best.num_clients()


def ortools(capacity, customers, vehicles, seconds):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    used = Used(seconds, 10)
    ways = minutes(customers)
    manager = pywrapcp.RoutingIndexManager(len(customers), vehicles, 0)
    routing = pywrapcp.RoutingModel(manager)
    node = manager.IndexToNode
    way = routing.RegisterTransitMatrix(ways)
    service = [round(row[6] * SCALE) for row in customers]
    busy = routing.RegisterTransitMatrix([[leg + stay for leg in row] for row, stay in zip(ways, service)])
    load = routing.RegisterUnaryTransitCallback(lambda a: int(customers[node(a)][3]))
    routing.SetArcCostEvaluatorOfAllVehicles(way)
    horizon = round(customers[0][5] * SCALE)
    routing.AddDimension(busy, horizon, horizon, False, "time")
    routing.AddDimension(load, 0, capacity, True, "load")
    clock = routing.GetDimensionOrDie("time")
    for number, row in enumerate(customers[1:], 1):
        index = manager.NodeToIndex(number)
        clock.CumulVar(index).SetRange(round(row[4] * SCALE), round(row[5] * SCALE))
        routing.AddDisjunction([index], LEFT_OUT)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    routing.AddSearchMonitor(routing.solver().CustomLimit(used))
    plan = routing.SolveWithParameters(search)
    if plan is None:
        return math.nan, len(customers) - 1
    distance, served = 0, 0
    for vehicle in range(vehicles):
        index = routing.Start(vehicle)
        while not routing.IsEnd(index):
            following = plan.Value(routing.NextVar(index))
            distance += ways[node(index)][node(following)]
            served += not routing.IsEnd(following)
            index = following
    return distance / SCALE, len(customers) - 1 - served


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    binary, known, seconds = sys.argv[1], json.loads(Path(sys.argv[2]).read_text()), float(sys.argv[3])
    print(f"PyVRP {version('pyvrp')}, OR-Tools {version('ortools')}, {seconds} s each")
    print("| instance | vehicles | ours | PyVRP | OR-Tools |\n| --- | --- | --- | --- | --- |")
    for path in sys.argv[4:]:
        capacity, customers = read(Path(path))
        best = known[Path(path).stem]
        answers = [
            ours(binary, path, best["vehicles"], seconds),
            pyvrp(capacity, customers, best["vehicles"], seconds),
            ortools(capacity, customers, best["vehicles"], seconds),
        ]
        cells = [f"{(far / best['distance'] - 1) * 100:+.2f} %" + (f", {left} unserved" if left else "") for far, left in answers]
        print(f"| {Path(path).stem} | {best['vehicles']} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
