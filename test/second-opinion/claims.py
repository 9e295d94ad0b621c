"""The Fairmined claim: granted at each delivery by the producer's standing, passed on by both parties' standing at each sale,
kept by a mixture only where every input has it. Reasons stay with what lost it."""

from books import day, last_day, rows

PRODUCTION = {"fairmined", "fairmined-ecological"}
PARTY = PRODUCTION | {"fairmined-supplier", "fairmined-buyer", "fairmined-licensee"}
STOPS = {"suspendido": "suspended", "retirado": "withdrawn", "vencido": "expired"}


class Papers:
    def __init__(self, folder):
        self.held = {}
        for row in rows(folder, "credentials"):
            events = [event.split(":") for event in row["eventos"].split("|") if event]
            self.held.setdefault(row["titular"], []).append(
                (row["esquema"], day(row["desde"]), last_day(row["hasta"]), sorted((day(when), what) for when, what in events)))

    def standing(self, party, schemes, when):
        """The best standing among a party's credentials of these schemes; `none` if it has none."""
        found = [one(since, until, events, when)
                 for scheme, since, until, events in sorted(self.held.get(party, []), key=lambda held: held[1], reverse=True)
                 if scheme in schemes]
        return "valid" if "valid" in found else (found or ["none"])[0]

    def delivered(self, producer, when):
        standing = self.standing(producer, PRODUCTION, when)
        return [] if standing == "valid" else [reason("production", producer, standing, when)]

    def sold(self, lost, seller, buyer, when):
        if lost:
            return lost
        sides = [("seller", seller), ("buyer", buyer)]
        judged = [(why, party, self.standing(party, PARTY, when)) for why, party in sides]
        return [reason(why, party, standing, when) for why, party, standing in judged if standing != "valid"]


def one(since, until, events, when):
    if when < since:
        return "not-yet"
    standing = "valid"
    for start, what in events:
        if start <= when:
            standing = STOPS.get(what, "valid")
    return "expired" if standing == "valid" and until is not None and when > until else standing


def reason(why, party, standing, when):
    return {"why": why, "party": party, "standing": standing, "from": when, "to": when, "lots": 1}


def mixed(inputs):
    """Lost by one, lost by all: the reasons of the losers, merged, with the first and last day and how many lots had it."""
    merged = {}
    for lost in inputs:
        for one_reason in lost:
            key = (one_reason["why"], one_reason["party"], one_reason["standing"])
            known = merged.setdefault(key, dict(one_reason, lots=0))
            known["from"] = min(known["from"], one_reason["from"])
            known["to"] = max(known["to"], one_reason["to"])
            known["lots"] += one_reason["lots"]
    return [merged[key] for key in sorted(merged)]
