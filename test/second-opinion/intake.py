"""Which deliveries are good, which cannot be read or be true (refused), and which lie on the table with a doubt (held)."""

from books import Unreadable, day, fineness, last_day, mass, rows

METHODS = {"piedra de toque": "touchstone", "XRF": "xrf", "copelación": "fire-assay", "estimado": "estimate", "": None}
PANNERS = {"barequera", "barequero"}
PANNER_LIMIT_NG = 35_000 * 1_000_000


class Intake:
    def __init__(self, folder, today):
        self.today = today
        self.members = {row["codigo"]: row for row in rows(folder, "members")}
        self.sites = {row["codigo"]: row for row in rows(folder, "sites")}
        self.bands = {code: (fineness(row["ley_min"], "ley_min"), fineness(row["ley_max"], "ley_max"))
                      for code, row in self.sites.items()}
        self.codes, self.declarations, self.months = set(), {}, {}
        self.accepted, self.refused, self.held = [], [], []

    def weigh(self, row):
        """The delivery as a dict, or None where it is refused."""
        try:
            delivery = self.read(row)
        except Unreadable as wrong:
            column, code = wrong.args
            self.refused.append({"delivery": row["entrega"], "line": row["line"], "column": column, "code": code})
            return None
        self.codes.add(delivery["code"])
        doubts = list(self.doubts(delivery, row))
        self.declarations.setdefault(row["declaracion"], delivery["code"])
        if doubts:
            self.held += [{"delivery": delivery["code"], "line": row["line"], "column": column, "code": code}
                          for column, code in doubts]
        else:
            self.accepted.append(delivery["code"])
            key = (row["minero"], delivery["date"][:7])
            self.months[key] = self.months.get(key, 0) + fine_or_gross(delivery)
        return dict(delivery, held=bool(doubts))

    def read(self, row):
        date = day(row["fecha"])
        if date > self.today:
            raise Unreadable("fecha", "in-the-future")
        grams = mass(row["peso_g"], "peso_g")
        ppm = fineness(row["ley_milesimas"], "ley_milesimas") if row["ley_milesimas"] else None
        if row["sitio"] not in self.sites:
            raise Unreadable("sitio", "unknown-site")
        if not row["forma"]:
            raise Unreadable("forma", "missing")
        if row["entrega"] in self.codes:
            raise Unreadable("entrega", "key-reused")
        return {"code": row["entrega"], "date": date, "site": row["sitio"], "mg": grams, "ppm": ppm,
                "method": METHODS[row["metodo"]]}

    def doubts(self, delivery, row):
        member = self.members.get(row["minero"])
        if member is None:
            yield "minero", "unknown-member"
        panner = member is not None and member["tipo"] in PANNERS
        if panner:
            until = last_day(member["vigente_hasta"])
            if not day(member["vigente_desde"]) <= delivery["date"] or (until is not None and delivery["date"] > until):
                yield "minero", "registration-lapsed"
        if row["declaracion"] in self.declarations:
            yield "declaracion", "declaration-used"
        so_far = self.months.get((row["minero"], delivery["date"][:7]), 0)
        if panner and so_far + fine_or_gross(delivery) > PANNER_LIMIT_NG:
            yield "peso_g", "over-monthly-limit"
        low, high = self.bands[delivery["site"]]
        if delivery["ppm"] is not None and not low <= delivery["ppm"] <= high:
            yield "ley_milesimas", "fineness-outside-site"


def fine_or_gross(delivery):
    return delivery["mg"] * (delivery["ppm"] or 1_000_000)
