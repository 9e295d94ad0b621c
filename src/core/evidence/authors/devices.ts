/**
 * What a device in the field says of itself beside the act: its own chain, so that an act left out of an offline batch or
 * slipped into it shows, and the newest tree it knew, so that its clock need not be believed. The time at which a statement
 * was said is a claim; proven is that it was said after everything it names, and before a witness saw it in the log.
 */
import { deviceFlags, deviceNoteOf, type DeviceNote } from '../../custody/keys/device.js';
import type { KeyRing } from '../../custody/keys/keys.js';
import { placeOf, type Recorded } from '../lot/events.js';
import type { Findings } from '../findings.js';

/** When a signed statement was said. */
export interface Said {
  readonly index: number;
  /** Instant its author claims. */
  readonly at: string;
  /** Instant by which the log had received what it names, hence before it; absent where it names nothing in this bundle. */
  readonly after?: string;
  /** Instant at which the log says that it came in. */
  readonly received: string;
}

/** A statement in its device's chain. */
interface Step {
  /** Id of the device's key. */
  readonly device: string;
  readonly note: DeviceNote;
  readonly said: Recorded;
}

export function checkDevices(recorded: readonly Recorded[], ring: KeyRing, findings: Findings): Said[] {
  const signed = recorded.filter(({ signers }) => signers.length > 0);
  const steps = new Map(signed.map((said) => [said.index, stepOf(said, ring, findings)]));
  const chains = chainsOf(
    [...steps.values()].filter((step) => step !== undefined),
    ring,
    findings,
  );
  const received = new Map(recorded.map(({ leaf, entry }) => [leaf, entry.received]));
  return signed.map(({ index, statement, entry }): Said => {
    const step = steps.get(index);
    const size = step?.note.checkpoint?.size ?? 0;
    const known = recorded.findLast((other) => other.index < size)?.entry.received;
    if (step !== undefined) tellFlags(step, chains, ring, findings);
    const seen = statement.seen.flatMap((leaf) => received.get(leaf ?? '') ?? []);
    const after = [...seen, ...(known === undefined ? [] : [known])].sort().at(-1);
    const said = { index, at: statement.at, received: entry.received };
    return after === undefined ? said : Object.assign(said, { after });
  });
}

/** Sids by device and number, of which no two statements share one. */
function chainsOf(steps: readonly Step[], ring: KeyRing, findings: Findings): Map<string, string> {
  const chains = new Map<string, string>();
  for (const { device, note, said } of steps) {
    const place = `${device} ${note.seq}`;
    const [known, values] = [chains.get(place), { device: nameOf(device, ring), seq: note.seq }];
    findings.expect(known === undefined, 'device', placeOf(said.index), 'device-forked', values);
    chains.set(place, known ?? said.sid);
  }
  return chains;
}

/**
 * What a reader should know, which is no fault of the record. A statement whose one before is not here may have its gap in
 * other lots' histories; one that names another than the one here has it in sight.
 */
function tellFlags(
  { device, note, said }: Step,
  chains: ReadonlyMap<string, string>,
  ring: KeyRing,
  findings: Findings,
): void {
  const { received } = said.entry;
  const before = chains.get(`${device} ${note.seq - 1}`) ?? note.prev;
  const flags = deviceFlags(said.statement.at, note, {
    received,
    follows: before === note.prev,
    checkpointKnown: true,
  });
  const [at, values] = [placeOf(said.index), { device: nameOf(device, ring), seq: note.seq }];
  if (flags.includes('gap')) findings.note('device', at, 'device-gap', values);
  if (flags.includes('clock-drift')) findings.note('device', at, 'device-drift', values);
}

/** A device that signs always says its number; what others say under that name is not a device's. */
function stepOf(said: Recorded, ring: KeyRing, findings: Findings): Step | undefined {
  const devices = said.signers.filter((kid) => ring.get(kid)?.holder === 'device');
  if (devices.length === 0) return undefined;
  const note = deviceNoteOf(said.statement);
  // A number that counts for no device that signed would let two acts of one device share it unseen.
  const isNote = note !== undefined && note !== 'malformed';
  const device = isNote ? devices.find((kid) => kid === (note.kid ?? kid)) : undefined;
  if (!findings.expect(device !== undefined, 'device', placeOf(said.index), 'device-malformed')) return undefined;
  return device === undefined || !isNote ? undefined : { device, note, said };
}

/** A device goes by the name its organisation gave its key. */
function nameOf(kid: string, ring: KeyRing): string {
  return ring.get(kid)?.name ?? kid;
}
