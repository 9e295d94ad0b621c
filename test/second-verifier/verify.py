#!/usr/bin/env python3
"""A second verifier of evidence bundles, from docs/ledger-format.md alone: `verify.py BUNDLE [--policy POLICY]` prints
one line of JSON and exits as section 9 says. The numbers in comments are sections of that document."""
import base64, datetime, hashlib, json, re, struct, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fold import Fold

UUID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
SEVERITY, CODES = (0, 2, 3, 1, 4), {'bundle': 4, 'policy': 2, 'quorum': 2, 'key': 3, 'history': 3, 'completeness': 3, 'credential': 3}


class Bad(Exception):
    pass


def need(condition, why=''):
    if not condition:
        raise Bad(why)
    return True


def good(test, *args):
    try:
        return test(*args) is not False
    except (Bad, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError):
        return False


sha = lambda *parts: hashlib.sha256(b''.join(parts)).digest()
enc = lambda raw: base64.urlsafe_b64encode(raw).rstrip(b'=').decode()


def dec(text, size=None):
    need(isinstance(text, str) and re.fullmatch(r'[A-Za-z0-9_-]*', text) and len(text) % 4 != 1)
    raw = base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
    need(enc(raw) == text and size in (None, len(raw)))
    return raw


# 1. Canonical JSON
def write(value, depth=0):
    need(depth <= 16)
    if value is None or isinstance(value, bool):
        return {None: 'null', True: 'true', False: 'false'}[value]
    if isinstance(value, int):
        need(abs(value) < 2 ** 53)
        return str(value)
    if isinstance(value, str):
        value.encode()  # a lone surrogate is refused
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return '[' + ','.join(write(item, depth + 1) for item in value) + ']'
    names = sorted(value, key=lambda name: name.encode('utf-16-be', 'surrogatepass'))
    return '{' + ','.join(write(name) + ':' + write(value[name], depth + 1) for name in names) + '}'


def read(raw, limit):
    need(len(raw) <= limit)
    value = json.loads(raw.decode('utf-8'), parse_float=lambda text: need(False), parse_constant=lambda text: need(False))
    need(write(value).encode() == raw)
    return value


def members(value, required, optional=''):
    need(isinstance(value, dict) and set(required.split()) <= set(value) <= set((required + ' ' + optional).split()))
    return value


units = lambda text: len(text.encode('utf-16-le')) // 2
word = lambda v: isinstance(v, str) and 1 <= units(v) <= 256
uuid = lambda v: isinstance(v, str) and bool(UUID.fullmatch(v))
boolean = lambda v: isinstance(v, bool)
b64 = lambda size: lambda v: len(dec(v, size)) == size
one_of = lambda text: lambda v: v in text.split()
whole = lambda low, high: lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high
several = lambda kind, low=0: lambda v: isinstance(v, list) and len(v) >= low and all(kind(item) for item in v)
nullable = lambda kind: lambda v: v is None or kind(v)
count = whole(0, 2 ** 53 - 1)
ng = lambda v: isinstance(v, str) and bool(re.fullmatch(r'0|[1-9][0-9]{0,29}', v))


def instant(v):
    need(isinstance(v, str) and re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', v, re.A))
    datetime.datetime.strptime(v, '%Y-%m-%dT%H:%M:%S.%fZ')
    return v


def day(v):
    need(isinstance(v, str) and re.fullmatch(r'\d{4}-\d\d-\d\d', v, re.A))
    return bool(datetime.date.fromisoformat(v))


# 3. Keys and signatures
P = 2 ** 255 - 19
LOW = {0, 1, P - 1} | {int.from_bytes(bytes.fromhex(y), 'little') for y in (
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')}


def point(raw):
    y = int.from_bytes(raw, 'little') & (2 ** 255 - 1)
    return y < P and y not in LOW


def holds(key, signature, message):
    if len(signature) != 64 or not point(key) or not point(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


pae = lambda kind, body: b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(body), body)
kid_of = lambda key: enc(sha(b'veta/key/v1\n', key)[:16])


# 6. Notes and policies
def note_of(text):
    need(isinstance(text, str) and not re.search('[\0-\x09\x0b-\x1f]', text))
    body, gap, tail = text.rpartition('\n\n')
    need(gap and tail.endswith('\n'))
    signatures = []
    for line in tail[:-1].split('\n'):
        match = re.fullmatch(r'— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})', line)
        need(match)
        raw = base64.b64decode(match[2], validate=True)
        need(len(raw) > 4 and base64.b64encode(raw).decode() == match[2])
        signatures.append((match[1], raw[:4], raw[4:]))
    return body + '\n', signatures


def tree_of(lines):
    origin, size, root = lines
    need(origin and re.fullmatch('0|[1-9][0-9]{0,15}', size) and int(size) < 2 ** 53)
    raw = base64.b64decode(root, validate=True)
    need(len(raw) == 32 and base64.b64encode(raw).decode() == root)
    return origin, int(size), raw


def vkey_of(text, kind):
    name, key_id, data = text.split('+', 2)
    raw = base64.b64decode(data, validate=True)
    need(name and len(raw) == 33 and raw[0] == kind and point(raw[1:]) and base64.b64encode(raw).decode() == data)
    need(re.fullmatch('[0-9a-f]{8}', key_id) and sha(name.encode() + b'\n' + raw)[:4].hex() == key_id)
    return name, bytes.fromhex(key_id), raw[1:]


def policy_of(raw):
    need(not re.search(rb'[\0-\x08\x0b-\x1f\x7f]', raw))
    logs, witnesses, groups, used, quorum = [], {}, {}, set(), []
    for line in raw.decode('utf-8', 'surrogateescape').split('\n'):
        words = [item for item in re.split('[ \t]+', line) if item]
        if not words or words[0].startswith('#'):
            continue
        if words[0] == 'log':
            need(len(words) in (2, 3))
            logs.append(vkey_of(words[1], 1))
        elif words[0] == 'witness':
            need(len(words) in (3, 4) and words[1] not in ('none', *witnesses, *groups))
            witnesses[words[1]] = vkey_of(words[2], 4)
        elif words[0] == 'group':
            name, threshold, names = words[1], words[2], words[3:]
            need(names and name not in ('none', *witnesses, *groups))
            need(len(set(names)) == len(names) and not used & set(names) and all(n in witnesses or n in groups for n in names))
            used |= set(names)
            k = {'any': 1, 'all': len(names)}.get(threshold) or (re.fullmatch('[1-9][0-9]*', threshold) and int(threshold))
            need(k and k <= len(names))
            groups[name] = (k, names)
        else:
            need(words[0] == 'quorum' and len(words) == 2 and (words[1] == 'none' or words[1] in witnesses or words[1] in groups))
            quorum.append(words[1])
    need(len(quorum) == 1 and all(len({key for _, _, key in keys}) == len(keys) for keys in (logs, list(witnesses.values()))))
    return logs, witnesses, groups, quorum[0]


# 7. Shapes of data, by the name of the member: `name`, `name:kind`, `?` where it may be absent
def shape(spec):
    fields = []
    for field in spec.split():
        name, _, kind = field.rstrip('?').partition(':')
        fields.append((name, KINDS.get(kind or name, word), field.endswith('?')))
    return lambda v: isinstance(v, dict) and all(
        (optional and name not in v) or (name in v and good(kind, v[name])) for name, kind, optional in fields)


mg, mg1, ppm = whole(0, 10 ** 12), whole(1, 10 ** 12), whole(0, 10 ** 6)
KINDS = {'mg': mg, 'mg1': mg1, 'ppm': ppm, 'countedPpm': ppm, 'silverPpm': ppm, 'finenessPpm': ppm, 'uncertaintyPpm': mg,
         'grossMg': mg1, 'sampleMg': mg, 'sentMg': mg1, 'receivedMg': mg1, 'weighedMg': mg, 'toleranceMg': mg,
         'differenceMg': whole(-10 ** 12, 10 ** 12), 'fineNg': ng, 'fromNg': ng, 'toNg': ng, 'uncertaintyNg': ng, 'day': day,
         'date': day, 'until': nullable(day), 'instant': instant, 'lot': uuid, 'lot0': nullable(uuid), 'governs': boolean,
         'sealIntact': boolean, 'oneSided': boolean, 'within': boolean, 'word': word, 'key': b64(32), 'proof': b64(64), 'kid': b64(16),
         'of': lambda v: isinstance(v, str) and bool(re.fullmatch('[0-9a-f]{64}', v)), 'object': lambda v: isinstance(v, dict) and v != {},
         'origin': one_of('production purchase opening'), 'process': one_of('melt refine alloy manufacture aggregate split'),
         'method': one_of('estimate touchstone calculated xrf fire-assay'), 'outcome': one_of('accepted accepted-with-difference'),
         'form': one_of('alluvial concentrate amalgam-sponge vein nugget dore grain alloy piece scrap slag'),
         'basis': one_of('sale agency consignment toll advance'), 'audience': one_of('public'), 'custody': one_of('own operator'),
         'holder.key': one_of('organisation device log'), 'reason.key': one_of('lost stolen replaced retired'),
         'standing': one_of('valid none not-yet suspended withdrawn expired'), 'scope': several(word, 1), 'credential': nullable(word)}
KINDS['on'] = shape('date tz')
KINDS['fineness'] = shape('ppm method uncertaintyPpm')
KINDS['rebasing'] = shape('lot:lot0 fromNg toNg uncertaintyNg within')
KINDS['rebasings'] = several(KINDS['rebasing'])
KINDS['inputs'] = several(shape('lot grossMg fineNg? countedPpm?'))
KINDS['outputs'] = several(shape('lot code name? form grossMg fineness? fineNg?'), 1)
KINDS['additions'] = several(shape('material grossMg:mg'))
KINDS['unexplained'] = shape('grossMg:mg fineNg?')
KINDS['losses'] = several(shape('cause grossMg:mg fineNg lot?'))
KINDS['claims'] = lambda v: several(shape('scheme party credential standing'))(v) and len({(c['scheme'], c['party']) for c in v}) == len(v)
KINDS['reasons'] = several(shape('rule code at'), 1)
KINDS['lines'] = several(shape('lot code grossMg finenessPpm method fineNg seal?'), 1)
KINDS['digests'] = several(b64(32), 1)
KINDS['ofs'] = several(KINDS['of'], 1)
TRANSFORM = shape('on process inputs additions unexplained? rebasings outputs losses')
CREDENTIAL = 'granted reinstated suspended withdrawn expired'.split()
SHAPES = {
    'lot.registered': shape('on lot code origin form site grossMg fineness? scale? custodian owner claims'),
    'lot.assayed': shape('on lot laboratory fineness silverPpm? certificate? sampleMg governs rebasing?'),
    'lots.transformed': TRANSFORM, 'lots.aggregated': TRANSFORM, 'lot.split': TRANSFORM,
    'custody.dispatched': shape('on lot from to sentMg seal?'),
    'custody.received': shape('on lot from to sentMg receivedMg differenceMg toleranceMg sealIntact outcome oneSided'),
    'custody.refused': shape('on lot from to sentMg weighedMg sealIntact'),
    'title.transferred': shape('on lot from to basis document? claims'),
    'lot.held': shape('on lot reasons'), 'lot.released': shape('on lot reason'),
    'shipment.packed': shape('on shipment lines'), 'shipment.exported': shape('on shipment airWaybill?'),
    **{f'credential.{act}': shape('holder scheme number from:day until?') for act in CREDENTIAL},
    'access.granted': shape('lot audience'),
    'key.added': shape('organisation key kid holder:holder.key custody name? scope? until:instant? proof'),
    'key.revoked': shape('organisation kid reason:reason.key'),
    'statement.corrected': shape('of on reason fields:object'), 'statement.disputed': shape('of on reason'),
    'statement.voided': shape('of on reason with?'), 'personal-data.erased': shape('digests of:ofs basis:word requestedBy approvedBy'),
}
GOLD = shape('grossMg? fineness? form? scale?')
GOLDEN = {'grossMg', 'fineness', 'form', 'scale'}
FREE_LOTS = ('shipment.exported', 'statement.', 'personal-data.')


def shaped(s):
    t, d = s['type'], s['data']
    if t not in SHAPES:
        return True
    need(SHAPES[t](d))
    named = {d['lot']} if 'lot' in d else set()
    if SHAPES[t] is TRANSFORM:
        need(d['inputs'] or 'unexplained' in d)
        named = {part['lot'] for name in ('inputs', 'outputs') for part in d[name]}
        need(len(named) == len(d['inputs']) + len(d['outputs']))
        need({r['lot'] for r in d['rebasings']} <= named | {None} and {x['lot'] for x in d['losses'] if 'lot' in x} <= named)
    if t == 'lot.assayed' and 'rebasing' in d:
        need(d['rebasing']['lot'] in (None, d['lot']))
    if t == 'shipment.packed':
        named = {line['lot'] for line in d['lines']}
        need(len(named) == len(d['lines']))
    if t == 'statement.corrected' and GOLDEN & set(d['fields']):
        need(GOLD(d['fields']) and len(s['lots']) == 1)
    if t == 'statement.voided' and 'with' in d:
        need(len(s['lots']) == 1)
    return t.startswith(FREE_LOTS) or named == set(s['lots'])


# 2., 4., 8. Statements, entries, the bundle
def entry_of(raw):
    e = members(read(raw, 65535), 'event k links received v')
    need(e['k'] == 'event' and e['v'] == 1 and e['v'] is not True and dec(e['event'], 32) and instant(e['received']))
    for link in e['links']:
        members(link, 'lot prev seq')
        need(uuid(link['lot']) and count(link['seq']) and (link['prev'] is None) == (link['seq'] == 0))
        need(link['prev'] is None or dec(link['prev'], 32))
    need(isinstance(e['links'], list) and all(a['lot'] < b['lot'] for a, b in zip(e['links'], e['links'][1:])))
    return e


def statement_of(raw):
    s = members(read(raw, 48 * 1024), 'v log id type lots seen at org data', 'sd attested book')
    need(s['v'] == 1 and s['v'] is not True and all(word(s[m]) for m in ('log', 'type', 'org')) and uuid(s['id']) and instant(s['at']))
    need(several(uuid)(s['lots']) and len(set(s['lots'])) == len(s['lots']) <= 300)
    need(several(nullable(b64(32)))(s['seen']) and len(s['seen']) == len(s['lots']) and isinstance(s['data'], dict))
    need('sd' not in s or (several(b64(32), 1)(s['sd']) and all(a < b for a, b in zip(s['sd'], s['sd'][1:]))))
    need(s.get('attested', 'book') in ('platform', 'book') and ('book' in s) == (s.get('attested') == 'book'))
    if 'book' in s:
        b = members(s['book'], 'file key line sha256')
        need(word(b['file']) and word(b['key']) and whole(1, 2 ** 53 - 1)(b['line']) and KINDS['of'](b['sha256']))
    return s


def bundle_of(raw):
    b = read(raw, 16 * 1024 * 1024)
    need(isinstance(b, dict) and b.get('v') in (1, 2) and not isinstance(b['v'], bool) and b.get('kind') == 'veta.bundle')
    members(b, 'checkpoint code events kind log lot subtrees v' + ' heads' * (b['v'] == 2), 'disclosures' * (b['v'] == 2))
    need(isinstance(b['checkpoint'], str) and word(b['code']) and word(b['log']) and uuid(b['lot']) and several(b64(32))(b['subtrees']))
    need(isinstance(b['events'], list) and b['events'] and several(lambda v: isinstance(v, str))(b.get('heads', [])) and len(b.get('heads', [])) <= 100)
    for e in b['events']:
        members(e, 'e i s', 'g')
        need(count(e['i']) and isinstance(dec(e['e']), bytes) and isinstance(dec(e['s']), bytes))
        if 'g' in e:
            need(several(lambda g: members(g, 'key kid sig') and b64(32)(g['key']) and b64(16)(g['kid']) and b64(64)(g['sig']), 1)(e['g']))
            need(len(e['g']) <= 8 and all(a['kid'] < b['kid'] for a, b in zip(e['g'], e['g'][1:])))
    shown = b.get('disclosures', [])
    need('disclosures' not in b or several(lambda x: members(x, 'i name salt value') and count(x['i']) and word(x['name']) and b64(32)(x['salt']), 1)(shown))
    need(all((x['i'], x['salt']) < (y['i'], y['salt']) for x, y in zip(shown, shown[1:])))
    return b


class Event:
    """One event whose entry and statement could be read."""

    def __init__(self, item, entry, statement):
        self.i, self.entry, self.statement, self.signers = item['i'], entry, statement, item.get('g', [])
        self.raw, self.leaf = dec(item['s']), enc(sha(b'\0', dec(item['e'])))
        self.type, self.data, self.org = statement['type'], statement['data'], statement['org']
        self.sid, self.received = sha(b'veta/statement/v1\n', self.raw), entry['received']
        self.shaped = good(shaped, statement)


class Verifier:
    def __init__(self, bundle, policy):
        self.raw, self.policy_raw, self.failed = bundle, policy, []

    def check(self, name, ok):
        if not ok and name not in self.failed:
            self.failed.append(name)
        return ok

    def attempt(self, name, work, *args):
        try:
            return work(*args)
        except (Bad, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError):
            self.check(name, False)

    def verdict(self):
        exits = [CODES.get(name, 1) for name in self.failed]
        return {'exit': max(exits, key=SEVERITY.index, default=0), 'failed': self.failed}

    def run(self):
        self.bundle = self.attempt('bundle', bundle_of, self.raw)
        if self.bundle is None:
            return self.verdict()
        policy = self.policy_raw is not None and self.attempt('policy', policy_of, self.policy_raw)
        self.check('policy', policy)
        self.logs, self.witnesses, self.groups, self.quorum = policy or ([], {}, {}, 'none')
        tree = self.attempt('checkpoint', self.checkpoint)
        if tree is None:
            return self.verdict()
        self.size, self.root = tree
        self.cosigned(policy)
        self.events = [event for event in map(self.event, self.bundle['events']) if event]
        self.order()
        self.keys()
        self.check('inclusion', good(self.inclusion))
        self.closure()
        self.chains()
        self.heads(policy)
        if 'history' not in self.failed:
            self.below()
        return self.verdict()

    # 6. and 9. `checkpoint`, `policy`, `log-signature`, `cosignature`, `quorum`
    def checkpoint(self):
        self.text, self.signatures = note_of(self.bundle['checkpoint'])
        need(self.text.count('\n') == 3)
        origin, size, root = tree_of(self.text[:-1].split('\n'))
        need(origin == self.bundle['log'])
        for name, key_id, signature in self.signatures:
            need(len(signature) == 64 or (name, key_id) not in [k[:2] for k in self.logs])
            need(len(signature) == 72 or (name, key_id) not in [k[:2] for k in self.witnesses.values()])
        return size, root

    def cosigned(self, policy):
        good_witnesses = set()
        self.signed('log-signature', self.text, self.signatures, policy)
        for name, key_id, signature in self.signatures:
            for witness, (key_name, wanted, key) in self.witnesses.items():
                if (name, key_id) == (key_name, wanted):
                    message = b'cosignature/v1\ntime %d\n%s' % (struct.unpack('>Q', signature[:8])[0], self.text.encode())
                    if self.check('cosignature', holds(key, signature[8:], message)):
                        good_witnesses.add(witness)
        enough = lambda n: n == 'none' or n in good_witnesses or (n in self.groups and sum(map(enough, self.groups[n][1])) >= self.groups[n][0])
        self.check('quorum', not policy or enough(self.quorum))

    def signed(self, check, text, signatures, policy):
        """Every signature by a log key of the policy, and that there is one."""
        known = 0
        for name, key_id, signature in signatures:
            for key_name, wanted, key in self.logs:
                if (name, key_id) == (key_name, wanted) and name == self.bundle['log']:
                    known += 1
                    self.check(check, holds(key, signature, text.encode()))
        if policy:
            self.check('policy', known)

    def event(self, item):
        entry = self.attempt('entry', entry_of, dec(item['e']))
        statement = self.attempt('statement', statement_of, dec(item['s']))
        if entry is None or statement is None:
            return None
        e = Event(item, entry, statement)
        self.check('log', statement['log'] == self.bundle['log'])
        sigs = [{'alg': 'Ed25519', 'kid': g['kid'], 'sig': g['sig']} for g in e.signers]
        body = write({'sid': enc(e.sid), 'sigs': sigs}).encode()
        self.check('event', enc(sha(b'veta/event/v1\n', body)) == entry['event'])
        self.check('links', [link['lot'] for link in entry['links']] == sorted(statement['lots']))
        self.check('attestation', ('attested' in statement) != bool(e.signers))
        for g in e.signers:
            self.check('attestation', kid_of(dec(g['key'])) == g['kid'])
            self.check('signature', holds(dec(g['key']), dec(g['sig']), pae(b'application/vnd.veta.statement.v1+json', e.raw)))
        return e

    def order(self):
        indices = [item['i'] for item in self.bundle['events']]
        self.check('order', all(a < b for a, b in zip(indices, indices[1:])))
        self.check('order', all(a.received <= b.received for a, b in zip(self.events, self.events[1:])))
        self.check('order', len({e.sid for e in self.events}) == len(self.events))

    # 5. and 8. the one proof
    def inclusion(self):
        leaves, hashes = [(e.i, dec(e.leaf)) for e in self.events], [dec(text) for text in self.bundle['subtrees']]
        need(len(leaves) == len(self.bundle['events']) and leaves[-1][0] < self.size)

        def node(low, high, inside):
            if not inside:
                return hashes.pop(0)
            if high - low == 1:
                need(len(inside) == 1)
                return inside[0][1]
            middle = low + (1 << (high - low - 1).bit_length() - 1)
            left = node(low, middle, [x for x in inside if x[0] < middle])
            return sha(b'\1', left, node(middle, high, [x for x in inside if x[0] >= middle]))

        need(node(0, self.size, leaves) == self.root and not hashes)

    # 7.5 keys, 7.7 devices
    def keys(self):
        known, self.device_acts = {}, []
        force = lambda k, e: k['revoked'] is None and (k['until'] is None or e.received < k['until'])
        for e in self.events:
            t, d, holders = e.type, e.data, [(g['kid'], known.get(g['kid'])) for g in e.signers]
            parties = {e.org} | ({d['with']} if t == 'statement.voided' and word(d.get('with')) else set())
            strong = any(k and force(k, e) and k['holder'] == 'organisation' and k['org'] in parties for _, k in holders)
            for kid, k in holders:
                if not self.check('key', k is not None):
                    continue
                ok = k['org'] in parties and k['holder'] != 'log' and (k['scope'] is None or t in k['scope'])
                ok = ok and not (k['holder'] == 'device' and t.startswith('key.'))
                self.check('key-standing', ok and (force(k, e) or (k['holder'] == 'device' and strong)))
            if len(parties) + ('with' in d) > 1 and t == 'statement.voided':
                signed_for = {k['org'] for _, k in holders if k}
                self.check('key-standing', len(parties) == 2 and 'attested' not in e.statement and (parties <= signed_for or None in [k for _, k in holders]))
            self.device(e, holders)
            if t in ('key.added', 'key.revoked'):
                by_key = any(k and force(k, e) and k['holder'] == 'organisation' and k['org'] == e.org for _, k in holders)
                rooted = any(k['org'] == e.org and k['holder'] == 'organisation' and force(k, e) for k in known.values())
                platform = e.statement.get('attested') == 'platform'
                stands = e.shaped and d['organisation'] == e.org
                if t == 'key.added':
                    stands = stands and kid_of(dec(d['key'])) == d['kid'] and point(dec(d['key'])) and d['kid'] not in known
                    stands = stands and (d['holder'] == 'log') == (e.org == self.bundle['log'])
                    stands = stands and (platform if d['holder'] == 'log' or (d['holder'] == 'organisation' and not rooted) else by_key)
                    if stands:
                        body = write({'key': d['key'], 'log': self.bundle['log'], 'organisation': e.org}).encode()
                        self.check('signature', holds(dec(d['key']), dec(d['proof']), pae(b'application/vnd.veta.key.v1+json', body)))
                        known[d['kid']] = {'org': e.org, 'holder': d['holder'], 'scope': d.get('scope'), 'until': d.get('until'), 'revoked': None}
                else:
                    k = stands and known.get(d['kid'])
                    stands = stands and k and k['org'] == e.org and k['revoked'] is None and (platform or by_key)
                    if stands:
                        k['revoked'] = e.i
                self.check('key-standing', stands)

    def device(self, e, holders):
        devices = [kid for kid, k in holders if k and k['holder'] == 'device']
        if not devices:
            return
        v = e.data.get('device')

        def sound():
            members(v, 'seq prev checkpoint', 'sync kid')
            need(count(v['seq']) and (v['prev'] is None) == (v['seq'] == 0) and (v['prev'] is None or dec(v['prev'], 32)))
            if v['checkpoint'] is not None:
                members(v['checkpoint'], 'size root')
                need(count(v['checkpoint']['size']) and len(base64.b64decode(v['checkpoint']['root'], validate=True)) == 32)
            if 'sync' in v:
                members(v['sync'], 'device server')
                instant(v['sync']['device']), instant(v['sync']['server'])
            need(v['kid'] in devices if 'kid' in v else len(holders) == 1)

        if self.check('device', good(sound)):
            kid = v.get('kid', devices[0])
            for other in self.device_acts:
                self.check('device', other[0] != kid or (other[1] != v['seq'] and (v['prev'] is None or other[2] != v['prev'])))
            self.device_acts.append((kid, v['seq'], v['prev']))

    # 8. What the bundle must be whole in
    def closure(self):
        made, self.lots, todo = {}, set(), [self.bundle['lot']]
        for e in self.events:
            if e.shaped and SHAPES.get(e.type) is TRANSFORM:
                for output in e.data['outputs']:
                    made.setdefault(output['lot'], []).extend(part['lot'] for part in e.data['inputs'])
        while todo:
            lot = todo.pop()
            if lot not in self.lots:
                self.lots.add(lot)
                todo += made.get(lot, [])
        self.subjects = {('lot', lot) for lot in self.lots}
        for e in self.events:
            if e.shaped and e.type in ('lot.registered', 'title.transferred'):
                self.subjects |= {('papers', claim['party']) for claim in e.data['claims']}
            if e.signers:
                self.subjects.add(('keys', e.org))
                if e.type == 'statement.voided' and word(e.data.get('with')):
                    self.subjects.add(('keys', e.data['with']))

    # 4. and 6.1 chains and heads
    def chains(self):
        self.newest, self.leaves, missing = {}, {}, set()
        loose = ('lot.assayed', 'access.granted', 'statement.corrected', 'statement.disputed', 'statement.voided')
        for e in self.events:
            seen = dict(zip(e.statement['lots'], e.statement['seen']))
            for link in e.entry['links']:
                lot, seq, prev = link['lot'], link['seq'], link['prev']
                held, leaf = self.newest.get(('lot', lot), (0, None))
                if not self.check('chain', seq >= held):
                    continue
                if seq > held:
                    missing.add(lot)
                    self.check('history', lot not in self.lots)
                else:
                    self.check('chain', prev == leaf)
                if lot in seen and lot not in missing:
                    free = 'attested' not in e.statement and e.type in loose
                    self.check('chain', seen[lot] == prev or (free and seen[lot] in {None} | self.leaves.get(lot, set())))
                self.newest['lot', lot] = (seq + 1, e.leaf)
                self.leaves.setdefault(lot, set()).add(e.leaf)
            member, kind = ('holder', 'papers') if e.type.startswith('credential.') else ('organisation', 'keys')
            if kind == 'papers' or e.type in ('key.added', 'key.revoked'):
                if word(e.data.get(member)):
                    subject = kind, e.data[member]
                    self.newest[subject] = (self.newest.get(subject, (0, None))[0] + 1, e.leaf)

    def heads(self, policy):
        told = set()
        for text in self.bundle.get('heads', []):
            parsed = self.attempt('head', self.head, text)
            if parsed is None:
                continue
            body, signatures, subjects = parsed
            self.signed('log-signature', body, signatures, policy)
            for subject, (number, leaf) in subjects.items():
                told.add(subject)
                have, newest = self.newest.get(subject, (0, None))
                self.check('head', have < number or (have, newest) == (number, leaf))
                self.check('history', subject not in self.subjects or have >= number)
        self.complete = self.bundle['v'] == 2 and self.subjects <= told
        self.check('completeness', self.complete)

    def head(self, text):
        body, signatures = note_of(text)
        lines = body[:-1].split('\n')
        need(lines[0] == 'veta/heads/v1' and 5 <= len(lines) <= 5004)
        origin, size, root = tree_of(lines[1:4])
        need(origin == self.bundle['log'] and (size > self.size or (size, root) == (self.size, self.root)))
        subjects, last = {}, None
        for line in lines[4:]:
            kind, name, number, leaf = line.split(' ')
            need(kind in ('keys', 'lot', 'papers') and re.fullmatch('0|[1-9][0-9]{0,15}', number) and int(number) <= size)
            need((leaf == '-') == (number == '0') and (leaf == '-' or dec(leaf, 32)) and (last is None or last < (kind, name)))
            need(uuid(name) and number != '0' if kind == 'lot' else word(dec(name).decode()))
            last = kind, name
            subjects[kind, name if kind == 'lot' else dec(name).decode()] = (int(number), None if leaf == '-' else leaf)
        for name, key_id, signature in signatures:
            need(len(signature) == 64 or (name, key_id) not in [k[:2] for k in self.logs])
        return body, signatures, subjects

    # 2. disclosures, then 7. what the statements say
    def below(self):
        by_index = {e.i: e for e in self.events}
        for x in self.bundle.get('disclosures', []):
            digest = enc(sha(enc(write([x['salt'], x['name'], x['value']]).encode()).encode()))
            self.check('disclosure', x['i'] in by_index and digest in by_index[x['i']].statement.get('sd', []))
        Fold(self).run()


def main(arguments):
    """Of several bundles a line each, and the worst of their exits."""
    policy = None
    if '--policy' in arguments:
        at = arguments.index('--policy')
        with open(arguments[at + 1], 'rb') as file:
            policy = file.read()
        del arguments[at:at + 2]
    worst = 0
    for path in arguments:
        with open(path, 'rb') as file:
            verdict = Verifier(file.read(), policy).run()
        print(json.dumps(verdict))
        worst = max(worst, verdict['exit'], key=SEVERITY.index)
    return worst


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
