"""What the statements of a bundle say, folded over each other: section 7 of docs/ledger-format.md."""
RANKS = 'estimate touchstone calculated xrf fire-assay umpire'.split()
ANSWERS = ('custody.received', 'custody.refused', 'custody.relayed', 'custody.declined', 'title.declined')
MADE = ('lots.transformed', 'lots.aggregated', 'lot.split', 'sample.taken')
FM, FT, SB = 'fairmined', 'fairtrade', 'swiss-better-gold'
TRADERS = {'fairmined-supplier', 'fairmined-buyer', 'fairmined-licensee'}
# 7.3: claim -> credentials at production, credentials of seller and buyer
TABLE = {FM: ({FM, FM + '-ecological'}, {FM, FM + '-ecological'} | TRADERS),
         FM + '-ecological': ({FM + '-ecological'}, {FM + '-ecological'} | TRADERS),
         FT: ({FT}, {FT, FT + '-trader', FT + '-licensee'}), SB: ({SB}, {SB, SB + '-member'})}
STATES = {'granted': 'valid', 'reinstated': 'valid', 'suspended': 'suspended', 'withdrawn': 'withdrawn', 'expired': 'expired'}


def allot(weights, y):
    """7.2: how y units off the front of a line of these weights fall to each of them."""
    if len(weights) <= 1:
        return [y] * len(weights)
    half, total = len(weights) // 2, sum(weights)
    front = y * sum(weights[:half]) // total if total else 0
    return allot(weights[:half], front) + allot(weights[half:], y - front)


class Shares:
    """The origins of a lot in line, of which `taken` units are gone from the front."""

    def __init__(self, origins):
        self.names = sorted(name for name in origins if origins[name] > 0)
        self.weights, self.taken = [origins[name] for name in self.names], 0

    def left(self):
        return sum(self.weights) - self.taken

    def take(self, y):
        before, self.taken = allot(self.weights, self.taken), self.taken + y
        return dict(zip(self.names, (b - a for a, b in zip(before, allot(self.weights, self.taken)))))

    def rescale(self, total):
        rest = self.take(self.left())
        names = [name for name in self.names if rest[name] > 0]
        self.__init__(dict(zip(names, allot([rest[name] for name in names], total))))


class Lot:
    def __init__(self, mg, fineness, code, form, custodian, owner, day, claims, shares):
        self.mg, self.fineness, self.code, self.form, self.claims, self.shares = mg, fineness, code, form, claims, shares
        self.custodian, self.owner, self.made, self.day, self.held, self.sent = custodian, owner, day, day, False, None
        self.packed, self.sealed, self.rests, self.born, self.registrar = None, False, False, (custodian, owner, day), None
        self.ore, self.governing, self.replaced = None, None, set()
        self.bags, self.detained, self.agreed, self.owners = None, False, None, set()

    ppm = property(lambda self: self.fineness and self.fineness['ppm'])
    gold = property(lambda self: self.mg * (1 if self.ppm is None else self.ppm))

    def take(self, mg):
        self.mg, self.rests = self.mg - mg, True
        return self.shares.take(mg * (1 if self.ppm is None else self.ppm))

    def reassay(self, fineness):
        self.fineness = fineness
        self.shares.rescale(self.gold)

    def usable(self, org, day):
        return self.custodian == org and self.sent is None and not self.held and not self.detained and day >= self.day

    def promised(self, to, day):
        """To another than this one, on that day."""
        return bool(self.agreed) and self.agreed[0] != to and self.agreed[1] != 'never' and day < (self.agreed[2] or '9999')


rank = lambda fineness: -1 if fineness is None or fineness['method'] not in RANKS else RANKS.index(fineness['method'])
within = lambda r: (abs(int(r['toNg']) - int(r['fromNg'])) <= 2 * int(r['uncertaintyNg'])) == r['within']
shift = lambda rebasings: total(rebasings, 'toNg') - total(rebasings, 'fromNg')
ppm_of = lambda part: part.get('fineness', {}).get('ppm')
fine = lambda mg, ppm: None if ppm is None else str(mg * ppm)
total = lambda parts, member: sum(int(part.get(member, 0)) for part in parts)


def weights(takes):
    """7.2: how what a mill recovers falls to the ore that went in: by its gold, or by dry mass where some has no grade."""
    dry = [mg * (10 ** 6 - ore.get('moisturePpm', 0)) // 10 ** 6 for mg, ore in takes]
    graded = all('gradeMgPerT' in ore for _, ore in takes)
    return [(mg * ore['gradeMgPerT'] // 1000 if graded else mg) or 1 for mg, (_, ore) in zip(dry, takes)]


class Fold:
    def __init__(self, verifier):
        self.v, self.check, self.lots, self.papers, self.by_sid = verifier, verifier.check, {}, {}, {}
        self.covers = {}

    def run(self):
        for e in self.v.events:
            if self.check('data', e.shaped):
                name = '_' + e.type.replace('.', '_').replace('-', '_')
                lot = self.lots.get(e.data.get('lot'))
                absent = not lot and isinstance(e.data.get('lot'), str) and e.type != 'lot.registered'
                if absent:
                    self.check('balance', e.type not in ('lot.assayed', 'claim.incorporated', 'custody.received', 'lot.lost', 'lot.seized'))
                    self.check('custody', e.type not in ANSWERS and (e.type != 'custody.dispatched' or e.data['from'] == e.org))
                handler = self.transformed if e.type in MADE else self.credential if e.type.startswith('credential.') else getattr(self, name, None)
                if handler and not absent:
                    handler(e, e.data, lot, e.data.get('on', {}).get('date') if isinstance(e.data.get('on'), dict) else None)
            self.by_sid.setdefault(e.sid.hex(), e)
        for lot in self.lots.values():
            rest = lot.shares.take(lot.shares.left())
            self.check('shares', sum(rest.values()) == lot.gold and all(y >= 0 for y in rest.values()))
        about = self.lots.get(self.v.bundle['lot'])
        self.check('piece', about is not None and about.code == self.v.bundle['code'])

    # 7.1 and 7.4, kind by kind
    def _lot_registered(self, e, d, lot, day):
        self.check('custody', d['custodian'] == d['owner'] == e.org)
        self.check('balance', lot is None)
        claims = {c['scheme'] for c in d['claims'] if c['standing'] == 'valid'}
        for c in d['claims']:
            self.judge(c, {e.org}, 0, day, d['origin'] == 'opening', d['site'], d['form'])
        self.lots[d['lot']] = new = Lot(d['grossMg'], d.get('fineness'), d['code'], d['form'], d['custodian'], d['owner'], day, claims, None)
        new.shares, new.registrar, new.ore = Shares({d['lot']: new.gold}), e.org, d.get('ore')
        self.check('balance', new.ore is None or new.fineness is None)

    def _lot_assayed(self, e, d, lot, day):
        old = d.get('replaces', {}).get('of')
        better = rank(d['fineness']) - rank(lot.fineness)
        governs = better > 0 or (better == 0 and old is None and d['fineness']['method'] in RANKS) or (old is not None and lot.governing == old)
        self.check('custody', day >= lot.made and d['governs'] == governs)
        self.check('custody', old is None or old not in lot.replaced)
        self.check('balance', lot.ore is None)
        lot.replaced |= {old}
        self.check('custody', d['sampleMg'] == 0 or (lot.custodian == e.org and lot.sent is None))
        r = d.get('rebasing')
        if d['governs']:
            if self.check('balance', (r is None) == (lot.ppm is None)) and r:
                facts = int(r['fromNg']) == lot.gold and int(r['toNg']) == lot.mg * d['fineness']['ppm'] and r['lot'] == d['lot']
                self.check('balance', facts and within(r))
            lot.reassay(d['fineness'])
            lot.governing = e.sid.hex() if 'kind' in d else None
        else:
            self.check('balance', r is None)
        self.check('balance', lot.mg >= d['sampleMg'])
        lot.take(d['sampleMg'])

    def _custody_dispatched(self, e, d, lot, day):
        self.check('custody', lot.usable(e.org, day) and d['from'] == e.org)
        self.check('custody', lot.bags is None or lot.bags == self.counted(d.get('sealed'), d))
        lot.sent, lot.sealed = (d['to'], d['sentMg'], day, d.get('sealed')), lot.sealed or 'seal' in d

    def answered(self, e, d, lot, day):
        ok = lot.sent and lot.sent[:2] == (d['to'], d['sentMg']) and d['from'] == lot.custodian and d['to'] == e.org and day >= lot.sent[2]
        self.check('custody', bool(ok) and not lot.detained)
        lot.sent, lot.day = None, day

    def counted(self, sealed, d):
        return sealed and (sealed['bags'], sorted(sealed['seals']), d['sentMg'])

    def refused(self, e, d, lot, day):
        self.answered(e, d, lot, day)
        if lot.agreed and lot.agreed[:2] == (d['to'], 'on-acceptance'):
            lot.agreed = None

    def _custody_relayed(self, e, d, lot, day):
        self.check('custody', bool(lot.sent and lot.sent[3]))
        self.answered(e, d, lot, day)
        lot.custodian, lot.bags = d['to'], self.counted(d, d)

    def _custody_declined(self, e, d, lot, day):
        self.check('custody', bool(lot.sent and lot.sent[3]))
        self.refused(e, d, lot, day)

    def charged(self, e, lot, day):
        self.check('custody', lot.custodian == e.org and day >= (lot.sent[2] if lot.sent else lot.day))

    def _seal_changed(self, e, d, lot, day):
        self.charged(e, lot, day)
        if lot.bags:
            kept = [seal for seal in lot.bags[1] if seal != d['broken']]
            lot.bags = (lot.bags[0], sorted(kept + ([d['applied']] if 'applied' in d else [])), lot.bags[2])

    def _lot_detained(self, e, d, lot, day):
        self.charged(e, lot, day)
        lot.detained = True

    def _lot_cleared(self, e, d, lot, day):
        self.charged(e, lot, day)
        lot.detained = False

    def _lot_lost(self, e, d, lot, day):
        self.charged(e, lot, day)
        self.check('balance', lot.mg == d['grossMg'])
        lot.take(d['grossMg'])
        lot.sent, lot.detained = None, False

    _lot_seized = _lot_lost

    def _custody_received(self, e, d, lot, day):
        self.answered(e, d, lot, day)
        self.check('balance', d['differenceMg'] == d['receivedMg'] - lot.mg)
        lot.custodian, lot.bags = d['to'], None
        if 'title' in d:
            agreed = bool(lot.agreed) and lot.agreed[:2] == (d['to'], 'on-acceptance') and d['title']['from'] == lot.owner
            self.check('custody', agreed)
            self.judged(d['title']['claims'], d['title']['from'], d['to'], day, lot.form)
            if agreed:
                self.pass_title(d['title']['claims'], d['title']['from'], d['to'], lot, day)
        if d['differenceMg']:
            lot.mg, lot.rests = lot.mg + d['differenceMg'], True
            lot.shares.rescale(max(lot.gold, 0))

    def _custody_refused(self, e, d, lot, day):
        self.refused(e, d, lot, day)

    def _title_transferred(self, e, d, lot, day):
        self.offered(e, d, lot, day)
        self.judged(d['claims'], d['from'], d['to'], day, lot.form)
        self.pass_title(d['claims'], d['from'], d['to'], lot, day)

    def offered(self, e, d, lot, day):
        free = not lot.held and not lot.detained and not lot.promised(d['to'], day)
        self.check('custody', d['from'] == e.org == lot.owner and free and day >= lot.day)

    def judged(self, claims, seller, buyer, day, form):
        for c in claims:
            self.judge(c, {seller, buyer}, 1, day, False, None, form)

    def pass_title(self, claims, seller, buyer, lot, day):
        both = lambda scheme: all(any((c['scheme'], c['party'], c['standing']) == (scheme, p, 'valid') for c in claims) for p in (seller, buyer))
        lot.owner, lot.day, lot.claims, lot.agreed = buyer, day, {scheme for scheme in lot.claims if both(scheme)}, None

    def _title_agreed(self, e, d, lot, day):
        self.offered(e, d, lot, day)
        lot.agreed = (d['to'], d['passes'], d.get('until'))

    def _title_declined(self, e, d, lot, day):
        self.check('custody', bool(lot.agreed) and lot.agreed[0] == e.org)
        lot.agreed = None

    def _lot_held(self, e, d, lot, day):
        lot.held = (lot.held or []) + [reason['code'] for reason in d['reasons']]

    def _lot_released(self, e, d, lot, day):
        settles = 'owners-mixed' in (lot.held or []) and 'owners-mixed' in d.get('codes', ['owners-mixed'])
        self.check('custody', d['owner'] in lot.owners if settles and 'owner' in d else not settles and 'owner' not in d)
        if 'owner' in d:
            lot.owner, lot.owners = d['owner'], set()
        lot.held = [code for code in lot.held or [] if code not in d['codes']] if 'codes' in d else []

    def _lot_returned(self, e, d, lot, day):
        self.check('custody', lot.custodian == e.org and lot.sent is None and day >= lot.day)
        self.check('balance', lot.mg == d['grossMg'])
        lot.take(d['grossMg'])
        lot.held = []

    def _claim_incorporated(self, e, d, lot, day):
        self.check('custody', lot.usable(e.org, day) and lot.owner == e.org and lot.bags is None)
        self.check('custody', d['scheme'] in lot.claims and not lot.promised(e.org, day))
        self.check('balance', int(d['fineNg']) == lot.mg * (lot.ppm or 0))
        lot.claims, lot.rests = set(), True

    def _shipment_packed(self, e, d, lot, day):
        for line in d['lines']:
            lot = self.lots.get(line['lot'])
            if lot:
                same = lot.fineness and (line['code'], line['grossMg'], line['finenessPpm'], line['method']) == (lot.code, lot.mg, lot.ppm, lot.fineness['method'])
                self.check('custody', bool(same) and int(line['fineNg']) == lot.gold and lot.usable(e.org, day) and lot.owner == e.org)
                lot.packed = d['shipment']

    def _shipment_repacked(self, e, d, lot, day):
        for lot in filter(None, map(self.lots.get, e.statement['lots'])):
            self.check('custody', lot.packed == d['shipment'])
        self._shipment_packed(e, d, None, day)
        for lot in filter(None, map(self.lots.get, d['removed'])):
            lot.packed = None

    def _shipment_exported(self, e, d, lot, day):
        for lot in filter(None, map(self.lots.get, e.statement['lots'])):
            self.check('custody', lot.usable(e.org, day) and lot.packed == d['shipment'])
            lot.packed = d['shipment']

    # 7.1 and 7.2: what is made of what
    def transformed(self, e, d, _, day):
        inputs, outputs, losses, rebasings = d['inputs'], d['outputs'], d['losses'], d['rebasings']
        whole = all(part['lot'] in self.lots for part in inputs)
        for part in inputs:
            if part['lot'] in self.lots:
                self.check('custody', self.lots[part['lot']].usable(e.org, day) and self.lots[part['lot']].bags is None)
                self.check('custody', not self.lots[part['lot']].promised(e.org, day))
                self.check('balance', self.lots[part['lot']].mg >= part['grossMg'])
        if not whole and not any(part['lot'] in self.v.lots for part in outputs):
            for part in filter(lambda part: part['lot'] in self.lots, inputs):
                self.lots[part['lot']].take(part['grossMg'])
            return
        self.check('balance', whole and not any(part['lot'] in self.lots for part in outputs))
        unexplained = [d['unexplained']] if 'unexplained' in d else []
        self.check('balance', total(inputs + d['additions'] + unexplained, 'grossMg') == total(outputs + losses, 'grossMg'))
        mill, ores = d['process'] == 'mill', [part for part in outputs if 'ore' in part]
        rock = [part for part in inputs if part['lot'] in self.lots and self.lots[part['lot']].ore is not None]
        if mill:
            bare = not (unexplained or rebasings or total(losses, 'fineNg') or any('fineNg' in part or 'countedPpm' in part for part in inputs))
            self.check('balance', len(rock) == len(inputs) and bare)
        elif d['process'] == 'split' and rock:
            self.check('balance', len(ores) == len(outputs))
        else:
            self.check('balance', not rock and not ores)
        for part in outputs:
            owners = {self.lots[p['lot']].owner for p in inputs if p['lot'] in self.lots}
            self.check('custody', 'owner' not in part or part['owner'] in owners)
            self.check('balance', 'ore' not in part or 'fineness' not in part)
        if mill:
            for part in outputs:
                self.check('balance', part.get('fineNg') == fine(part['grossMg'], ppm_of(part)))
            return self.make(e, d, inputs, outputs, losses, rebasings, unexplained, day)
        self.check('balance', total(inputs + unexplained, 'fineNg') + shift(rebasings) == total(outputs + losses, 'fineNg'))
        own = {part['lot']: self.lots[part['lot']].ppm if part['lot'] in self.lots else None for part in inputs}
        assayed = [(part['grossMg'], own[part['lot']]) for part in inputs if own[part['lot']] is not None]
        mean = sum(mg * ppm for mg, ppm in assayed) // sum(mg for mg, _ in assayed) if assayed else None
        counts = any('fineness' in part for part in outputs)
        for part in inputs:
            ppm = own[part['lot']]
            if ppm is None:
                lent = mean if d['process'] in ('melt', 'aggregate') else part.get('countedPpm')
                ppm = lent if counts else None
                self.check('balance', part.get('countedPpm') == ppm)
            else:
                self.check('balance', 'countedPpm' not in part)
            self.check('balance', part.get('fineNg') == fine(part['grossMg'], ppm))
        for part in outputs:
            self.check('balance', part.get('fineNg') == fine(part['grossMg'], ppm_of(part)))
            self.check('balance', d['process'] != 'split' or ppm_of(part) == (own[inputs[0]['lot']] if inputs else None))
        counted = {part['lot']: part.get('countedPpm') if own[part['lot']] is None else own[part['lot']] for part in inputs}
        self.losses(inputs, outputs, losses, rebasings, counted, mean)
        self.rebased(d, inputs, outputs, losses, rebasings, unexplained, counted)
        self.make(e, d, inputs, outputs, losses, rebasings, unexplained, day)

    def losses(self, inputs, outputs, losses, rebasings, counted, mean):
        for x in losses:
            mg, ng, cause, lot = x['grossMg'], int(x['fineNg']), x['cause'], x.get('lot')
            if cause == 'rounding':
                self.check('balance', mg == 0 and (ng < 10 ** 6 or ng < total(outputs, 'grossMg')))
            elif cause not in ('retention', 'undelivered') or lot is None:
                stated = {mean, *map(ppm_of, outputs)} if lot is None else {counted.get(lot)}
                self.check('balance', ng == 0 or any(ng == mg * ppm for ppm in stated - {None}))
        for lot in {x['lot'] for x in losses if 'lot' in x}:
            mine, moved = [x for x in losses if x.get('lot') == lot], [r for r in rebasings if r['lot'] == lot]
            part = next((part for part in inputs if part['lot'] == lot), None)
            if not self.check('balance', part is not None):
                continue
            brought = int(part.get('fineNg', 0)) + shift(moved)
            self.check('balance', total(mine, 'grossMg') <= part['grossMg'] and total(mine, 'fineNg') <= brought)
            if any(x['cause'] in ('retention', 'undelivered') for x in mine):
                by = lambda *causes: [x for x in mine if x['cause'] in causes]
                ppm = ppm_of(outputs[0]) if len(outputs) == 1 else None
                if self.check('balance', moved and ppm is not None):
                    credited = int(moved[0]['toNg']) - total(by('retention'), 'fineNg')
                    left = part['grossMg'] - total(by('melt-loss', 'retention', 'undelivered'), 'grossMg')
                    self.check('balance', credited % 10 ** 6 == 0 and credited - total(by('rounding', 'undelivered'), 'fineNg') == left * ppm)

    def rebased(self, d, inputs, outputs, losses, rebasings, unexplained, counted):
        named = [r['lot'] for r in rebasings]
        self.check('balance', len(set(named)) == len(named) and (None not in named or len(named) == 1))
        for r in rebasings:
            start, end, lot = int(r['fromNg']), int(r['toNg']), r['lot']
            self.check('balance', within(r))
            if lot is None:
                mass = total(inputs + d['additions'] + unexplained, 'grossMg')
                self.check('balance', start == total(inputs + unexplained, 'fineNg') and r['toNg'] == fine(mass, ppm_of(outputs[0])))
                self.check('balance', r['within'] or end <= start)
                if len(inputs) == 1:
                    fineness = self.lots[inputs[0]['lot']].fineness if inputs[0]['lot'] in self.lots else None
                    self.check('balance', int(r['uncertaintyNg']) == mass * (fineness['uncertaintyPpm'] if fineness else 0))
            elif self.check('balance', counted.get(lot) is not None):
                melted = total([x for x in losses if x.get('lot') == lot and x['cause'] == 'melt-loss'], 'grossMg')
                mass = total([part for part in inputs if part['lot'] == lot], 'grossMg') - melted
                self.check('balance', mass > 0 and start == mass * counted[lot] and end % mass == 0 and end // mass <= 10 ** 6)

    def make(self, e, d, inputs, outputs, losses, rebasings, unexplained, day):
        pool, present = {}, [part for part in inputs if part['lot'] in self.lots]
        first = self.lots[present[0]['lot']] if present else None
        kept = [self.lots[part['lot']].claims for part in present]
        claims = set.intersection(*kept) if kept and not unexplained else set()
        mill, owners = d['process'] == 'mill', {self.lots[part['lot']].owner for part in present}
        heavy = weights([(part['grossMg'], self.lots[part['lot']].ore or {}) for part in present]) if mill else []
        for n, part in enumerate(present):
            shares = self.lots[part['lot']].take(part['grossMg'])
            if mill:
                line = Shares(shares)
                line.rescale(heavy[n])
                shares = line.take(heavy[n])
            if 'fineNg' in part:
                line = Shares(shares)
                own = int(part['fineNg']) + shift([r for r in rebasings if r['lot'] == part['lot']])
                if line.left() != own:
                    line.rescale(own)
                shares = line.take(own - total([x for x in losses if x.get('lot') == part['lot']], 'fineNg'))
            for name, y in shares.items():
                pool[name] = pool.get(name, 0) + y
        for part in unexplained:
            name = outputs[0]['lot']
            pool[name] = pool.get(name, 0) + int(part.get('fineNg', part['grossMg']))
        line, batch = Shares(pool), [r for r in rebasings if r['lot'] is None]
        if mill:
            pass
        elif not any('fineness' in part for part in outputs):
            line.rescale(total(outputs, 'grossMg'))
        elif batch:
            line.rescale(int(batch[0]['toNg']))
        for part in outputs:
            custodian, owner = (first.custodian, first.owner) if first else (e.org, e.org)
            lot = self.lots[part['lot']] = Lot(part['grossMg'], part.get('fineness'), part['code'], part['form'], custodian, owner, day, set(claims), None)
            lot.ore = part.get('ore')
            lot.owner = part.get('owner', owner) if mill else owner
            lot.owners = owners if len(owners) > 1 and not mill else set()
            if mill:
                line = Shares(pool)
                line.rescale(lot.gold)
            lot.shares = Shares(line.take(lot.gold))

    # 7.3 credentials and judgements
    def credential(self, e, d, _, __):
        if e.type.startswith('credential.recall'):
            return
        key, grant = (d['holder'], d['number'], d['scheme']), e.type == 'credential.granted'
        acts = self.papers.setdefault(key, [])
        if grant and (not acts or self.covers[key][0]):
            acts.clear()
            self.covers[key] = d.get('says') == 'holder', d.get('scope', {})
        if acts or e.type == 'credential.granted':
            acts.append((d['from'], STATES[e.type[11:]], e.type == 'credential.granted', d.get('until')))

    def stood(self, acts, day):
        until = [until for _, _, grant, until in acts if grant][-1]
        done = [(at, n, state) for n, (at, state, _, _) in enumerate(acts) if at <= day]
        if day < acts[0][0] or not done:
            return 'not-yet'
        state = max(done)[2]
        return 'expired' if state == 'valid' and until is not None and day >= until else state

    def fits(self, key, column, site, form):
        """Whether the paper speaks for such gold at all: not its holder's word alone, and within its scope."""
        declared, scope = self.covers[key]
        activity = ('production', 'sale')[column]
        other = form is not None and form not in scope.get('forms', [form])
        elsewhere = column == 0 and site not in scope.get('sites', [site])
        return not (declared or activity not in scope.get('activities', [activity]) or elsewhere or other)

    def judge(self, c, parties, column, day, opening, site=None, form=None):
        self.check('standing', c['party'] in parties)
        if c['credential'] is None:
            self.check('standing', c['standing'] == 'none' or (opening and c['standing'] == 'valid'))
            return
        schemes = TABLE.get(c['scheme'], (set(), set()))[column]
        held = {scheme: acts for (holder, number, scheme), acts in self.papers.items() if acts and (holder, number) == (c['party'], c['credential'])}
        if held or self.v.complete:
            fits = lambda scheme: self.fits((c['party'], c['credential'], scheme), column, site, form)
            self.check('standing', c['standing'] in [self.stood(acts, day) if fits(scheme) else 'none' for scheme, acts in held.items() if scheme in schemes])
        else:
            self.check('credential', False)

    # 7.6 amendments
    def amended(self, e, d):
        of = self.by_sid.get(d['of'])
        return of if self.check('amendment', of is not None and of.i < e.i and sorted(of.statement['lots']) == sorted(e.statement['lots'])) else None

    def restate(self, e, of, fields):
        """What a correction of gold, or a void that two agree on, leaves of the lot it is about."""
        lots = [self.lots[lot] for lot in e.statement['lots'] if lot in self.lots]
        self.check('balance', len(lots) == len(e.statement['lots']))
        fresh = lambda lot: lot.registrar is not None and not (lot.rests or lot.sent or lot.sealed or lot.packed) and (lot.custodian, lot.owner, lot.day) == lot.born
        if of is not None:
            self.check('amendment', of.type == 'lot.registered' and all(map(fresh, lots)))
        for lot in lots:
            self.check('balance', not lot.rests and lot.registrar == e.org)
            if fresh(lot) and lot.registrar == e.org:
                lot.mg, lot.fineness, lot.form = fields.get('grossMg', lot.mg), fields.get('fineness', lot.fineness), fields.get('form', lot.form)
                lot.shares = Shares({e.statement['lots'][0]: lot.gold})
                if lot.mg == 0:
                    lot.claims, lot.rests = set(), True

    def _statement_corrected(self, e, d, *_):
        of = self.amended(e, d)
        self.check('amendment', of is None or of.org == e.org)
        if {'grossMg', 'fineness', 'form', 'scale'} & set(d['fields']):
            self.restate(e, of, d['fields'])

    def _statement_disputed(self, e, d, *_):
        self.amended(e, d)

    def _statement_voided(self, e, d, *_):
        of = self.amended(e, d)
        self.check('amendment', of is None or of.org == e.org)
        if 'with' in d:
            self.restate(e, of, {'grossMg': 0})
        else:
            self.check('amendment', of is None or of.type == 'statement.disputed')
