"""Lines of the table: what came out, the goal, and whether it was reached."""

from dataclasses import dataclass


@dataclass
class Figure:
    """One line of the table. `value` is what the goal is about; `holds` compares it with the goal."""

    row: str
    quantity: str
    ours: dict
    peer: dict | None
    peer_name: str
    unit: str
    value: float
    value_unit: str
    goal: str
    met: bool | None
    remark: str = ""


def compare(name, quantity, ours, peer, peer_name, limit, unit="s", remark=""):
    """The ratio of medians, ours to the peer's; `limit` is the most it may be."""
    value = ours.median(quantity) / peer.median(quantity)
    return Figure(
        name, quantity, ours.figures(quantity), peer.figures(quantity), peer_name, unit, value, "×",
        f"≤ {limit:g} ×" if limit else "", value <= limit if limit else None, remark)


def bound(name, quantity, ours, limit, unit, factor=1, remark="", peer=None, peer_name=""):
    """Our own median against a fixed limit."""
    scale = lambda figures: {key: value * factor for key, value in figures.items()}
    value = ours.median(quantity) * factor
    return Figure(
        name, quantity, scale(ours.figures(quantity)), scale(peer.figures(quantity)) if peer else None, peer_name,
        unit, value, unit, f"≤ {limit:g} {unit}" if limit else "", value <= limit if limit else None, remark)


def rate(series, count):
    figures = series.figures("wall")
    return {"median": count / figures["median"], "min": count / figures["max"], "max": count / figures["min"]}
