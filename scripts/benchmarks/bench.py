"""Runs the rows asked for and prints what came out. Started by `scripts/bench`, which builds the parts."""

import argparse
import json
import os
import sys
import traceback
from dataclasses import asdict
from pathlib import Path

import reading  # noqa: F401, registers its rows
from places import Folders, Server
from rig import Bench
from rows import ROWS
from stopwatch import Absent, Stopwatch


def main():
    arguments = parse(sys.argv[1:])
    if arguments.needs:
        print(*sorted(set().union(*(ROWS[name].needs for name in arguments.rows))))
        return
    work = Path(os.environ["BENCH_WORK"])
    parts = {name: Path(value) for name, value in (
        word.split("=", 1) for word in os.environ["BENCH_PARTS"].splitlines())}
    (work / "lap").mkdir(exist_ok=True)
    bench = Bench(
        work=work, folders=Folders(work), program=parts["sertipos"],
        stopwatch=Stopwatch(parts["stopwatch"], work / "lap"),
        server=Server(parts["servers"]) if "servers" in parts else None,
        rounds=arguments.rounds, scale=arguments.scale, parts=parts, note=note)
    figures, broken, status = [], {}, 0
    for name in arguments.rows:
        print(f"{name}: {ROWS[name].explanation}", file=sys.stderr)
        try:
            figures += ROWS[name](bench)
        except KeyboardInterrupt:
            broken[name], status = "interrupted", 130
            break
        except Absent as reason:
            broken[name] = str(reason)
        except Exception as error:  # one row that cannot be measured must not cost the others
            broken[name], status = str(error), 1
            print(f"{name} was not measured: {error}", file=sys.stderr)
            traceback.print_exc(file=sys.stderr)
    load = os.getloadavg()[0]
    if arguments.json:
        json.dump({"rounds": arguments.rounds, "scale": arguments.scale, "load": load,
                   "figures": [asdict(figure) for figure in figures], "notMeasured": broken},
                  sys.stdout, indent=2, ensure_ascii=False)
        print()
    else:
        table(figures, broken)
        print(f"\nmedian (least … most) of {arguments.rounds} rounds, scale {arguments.scale:g}; "
              f"{os.cpu_count()} processors, load {load:.1f} at the end.")
    sys.exit(status)


def parse(words):
    width = max(map(len, ROWS))
    parser = argparse.ArgumentParser(
        prog="scripts/bench", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measures the desk and its peers side by side: alternating rounds, medians, ratios. "
        "It is no test: a goal that is missed is said and ends with 0.",
        epilog="rows:\n" + "\n".join(f"  {name:{width}}  {row.explanation}" for name, row in ROWS.items()))
    parser.add_argument("rows", nargs="*", metavar="ROW", help="the rows to measure (default: all)")
    parser.add_argument("--rounds", type=positive, default=5, help="rounds that count, after one that does not (5)")
    parser.add_argument("--scale", type=float, default=1.0, help="so many times the usual number of mails (1)")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--needs", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    unknown = [name for name in arguments.rows if name not in ROWS]
    if unknown:
        parser.error(f"no row '{unknown[0]}'; there are {', '.join(ROWS)}")
    arguments.rows = arguments.rows or list(ROWS)
    return arguments


def positive(word):
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def note(text):
    if sys.stderr.isatty():
        print(f"\r\033[K  {text}", end="", file=sys.stderr, flush=True)


def table(figures, broken):
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    rows = [("row", "what", "sertipos", "peer", "result", "goal", "")]
    for figure in figures:
        rows.append((
            figure.row, figure.quantity, spread(figure.ours, figure.unit),
            f"{figure.peer_name} {spread(figure.peer, figure.unit)}" if figure.peer else "–",
            f"{number(figure.value)} {figure.value_unit}".strip(), figure.goal,
            "" if figure.met is None else "ok" if figure.met else "MISSED"))
    widths = [max(len(row[column]) for row in rows) for column in range(7)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    for name, reason in broken.items():
        print(f"{name}: not measured: {' '.join(reason.split())[:200]}")
    for remark in dict.fromkeys((figure.row, figure.remark) for figure in figures if figure.remark):
        print(f"{remark[0]}: {remark[1]}")


def spread(figures, unit):
    return f"{number(figures['median'])} ({number(figures['min'])} … {number(figures['max'])}) {unit}".rstrip()


def number(value):
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


main()
