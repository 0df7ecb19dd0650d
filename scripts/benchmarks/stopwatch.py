"""One measurement of a command, and rounds of alternating measurements."""

import os
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path


class Broken(Exception):
    """A side did not do its work, so there is nothing to compare."""


class Absent(Exception):
    """What the row would measure is not there, which is no fault."""


@dataclass
class Lap:
    """What one command took."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, without the servers it talked to
    memory: float  # peak resident memory in MiB


class Stopwatch:
    """Times commands through the small program `stopwatch.c`."""

    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def lap(self, command, allowed=(0,), environment=None, stdin=None) -> Lap:
        """Runs the command once; refuses any exit code but those allowed."""
        report, log = self.folder / "lap", self.folder / "lap.log"
        # What others left dirty must not count as this command's time on the disk.
        os.sync()
        with open(log, "wb") as output, open(stdin or os.devnull, "rb") as source:
            subprocess.run(
                [self.program, report, *map(str, command)], stdin=source, stdout=output, stderr=output,
                env={**os.environ, **(environment or {})}, check=True)
        wall, user, system, memory, code = report.read_text().split()
        if int(code) not in allowed:
            tail = log.read_text(errors="replace")[-600:]
            raise Broken(f"{Path(command[0]).name} ended with {code}: {tail}")
        return Lap(float(wall), float(user) + float(system), int(memory) / 1024)

    def output(self) -> str:
        """What the last command wrote."""
        return (self.folder / "lap.log").read_text(errors="replace")


@dataclass
class Series:
    """Laps of one side."""

    laps: list

    def values(self, quantity):
        return [getattr(lap, quantity) for lap in self.laps]

    def median(self, quantity):
        return statistics.median(self.values(quantity))

    def figures(self, quantity):
        values = self.values(quantity)
        return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def alternate(sides, rounds, note):
    """Measures every side once per round: a warm-up that does not count, then A B, B A, A B, and so on.

    `sides` maps a name to a function that prepares fresh state, measures, checks and returns a Lap."""
    laps = {name: [] for name in sides}
    for number in range(rounds + 1):
        order = list(sides) if number % 2 else list(reversed(sides))
        for name in order:
            note(f"{'warm-up' if number == 0 else f'round {number}'}: {name}")
            lap = sides[name]()
            if number:
                laps[name].append(lap)
    return {name: Series(values) for name, values in laps.items()}
