"""Where a lot's gold came from, twice: as ideal proportions (Fractions), and allotted to whole units by halving.

Both answer the same questions: `take(units)` off the front, `rescaled(total)`, and `shares()`, what is left by origin.
"""

from fractions import Fraction


class Ideal:
    """Every take has the proportions of the whole."""

    def __init__(self, shares, order=None):
        self.left = {origin: Fraction(units) for origin, units in shares.items() if units > 0}

    def shares(self):
        return dict(self.left)

    def take(self, units):
        total = sum(self.left.values())
        taken = {origin: share * units / total for origin, share in self.left.items()} if total else {}
        self.left = {origin: share - taken[origin] for origin, share in self.left.items()}
        return taken

    def rescaled(self, total):
        whole = sum(self.left.values())
        return Ideal({origin: share * total / whole for origin, share in self.left.items()})


class Halved:
    """Gold lies in line, origins in lot-id order; a take [a, b) gives each origin A(b) - A(a), A allotting by halving."""

    def __init__(self, shares, order):
        self.order = order
        self.origins = sorted((o for o, units in shares.items() if units > 0), key=lambda o: order[o])
        self.weights = [shares[origin] for origin in self.origins]
        self.taken = 0

    def shares(self):
        return self._between(self.taken, sum(self.weights))

    def take(self, units):
        start, self.taken = self.taken, self.taken + units
        assert self.taken <= sum(self.weights), "more gold taken than there was"
        return self._between(start, self.taken)

    def rescaled(self, total):
        rest = Halved(self.shares(), self.order)
        return Halved(dict(zip(rest.origins, allotted(rest.weights, total))), self.order)

    def _between(self, a, b):
        low, high = allotted(self.weights, a), allotted(self.weights, b)
        return {origin: y - x for origin, x, y in zip(self.origins, low, high)}


def allotted(weights, units):
    """A(units): the first half of the origins (rounded down) gets floor(units * L / T), the second half the rest."""
    if len(weights) == 0:
        return []
    if len(weights) == 1:
        return [units]
    middle = len(weights) // 2
    first = units * sum(weights[:middle]) // sum(weights)
    return allotted(weights[:middle], first) + allotted(weights[middle:], units - first)


def pooled(parts):
    pool = {}
    for part in parts:
        for origin, units in part.items():
            pool[origin] = pool.get(origin, 0) + units
    return pool
