/**
 * What a device in the field says of itself in a statement it signs (`data.device`): its own running number, the statement
 * before, the newest checkpoint it had seen, and how its clock stood when it was last in reach.
 *
 * A clock can lie and a network can be away for weeks: nothing here refuses gold, it raises flags for a reader.
 */
import { fromBase64 } from '../../bytes.js';
import type { Json } from '../../log/canonical-json.js';
import { hasMembers, isBase64Url, isCount, isInstant } from '../../log/shape.js';
import type { Statement } from '../../log/statement.js';

export interface DeviceNote {
  /** Running number of the device's own statements, from 0. */
  readonly seq: number;
  /** Identity (sid, base64url) of its statement before; null exactly at 0. */
  readonly prev: string | null;
  /** Newest checkpoint it had; root in base64, as in a checkpoint. Null for a device that never had one. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  /** Both clocks at its last contact. */
  readonly sync?: { readonly device: string; readonly server: string };
  /** Which of several signatures is the device's; absent where there is one. */
  readonly kid?: string;
}

export const DEVICE_FLAGS = ['clock-drift', 'late', 'gap', 'outside-interval', 'unknown-checkpoint'] as const;
export type DeviceFlag = (typeof DEVICE_FLAGS)[number];

const DRIFT_MS = 5 * 60_000;
const LATE_MS = 30 * 24 * 3_600_000;

/** `undefined` where the statement says nothing of a device, `malformed` where what it says is not of this shape. */
export function deviceNoteOf({ data }: Pick<Statement, 'data'>): DeviceNote | 'malformed' | undefined {
  const value = data['device'];
  if (value === undefined) return undefined;
  return isNote(value) ? (value as unknown as DeviceNote) : 'malformed';
}

/** What the log knows around a device's statement. */
export interface DeviceSurroundings {
  /** When the statement was taken in. */
  readonly received: string;
  /** Whether the log holds the statement the device names as its one before (true for its first). */
  readonly follows: boolean;
  /** When the newest entry under the device's checkpoint was received; undefined where it names none or an empty log. */
  readonly notBefore?: string | undefined;
  /** Whether the log signed the checkpoint it names; true where it names none. */
  readonly checkpointKnown: boolean;
}

/** What a reader should know of when this was said; ascending as in DEVICE_FLAGS. */
export function deviceFlags(
  at: string,
  { sync }: DeviceNote,
  { received, follows, notBefore, checkpointKnown }: DeviceSurroundings,
): DeviceFlag[] {
  const said = Date.parse(at);
  const drift = sync === undefined ? 0 : Math.abs(Date.parse(sync.device) - Date.parse(sync.server));
  const isOutside = said > Date.parse(received) || said < Date.parse(notBefore ?? at);
  const raised: Readonly<Record<DeviceFlag, boolean>> = {
    'clock-drift': drift > DRIFT_MS,
    late: Date.parse(received) - said > LATE_MS,
    gap: !follows,
    'outside-interval': isOutside,
    'unknown-checkpoint': !checkpointKnown,
  };
  return DEVICE_FLAGS.filter((flag) => raised[flag]);
}

function isNote(value: Json): boolean {
  if (!hasMembers(value, ['checkpoint', 'prev', 'seq'], ['kid', 'sync'])) return false;
  const { checkpoint, kid, prev, seq, sync } = value;
  if (!isCount(seq, 0) || (seq === 0 ? prev !== null : !isBase64Url(prev, 32))) return false;
  if (kid !== undefined && !isBase64Url(kid, 16)) return false;
  if (
    sync !== undefined &&
    !(hasMembers(sync, ['device', 'server']) && isInstant(sync['device']) && isInstant(sync['server']))
  )
    return false;
  return checkpoint === null || isTreeHead(checkpoint);
}

function isTreeHead(value: Json): boolean {
  if (!hasMembers(value, ['root', 'size'])) return false;
  const { root, size } = value;
  return isCount(size, 0) && typeof root === 'string' && fromBase64(root)?.length === 32;
}
