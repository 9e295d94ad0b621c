/**
 * A core for each worker. A process alone on two cores has its memory collected on the second one, so that the second process seems
 * to bring less than it does.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What starts a program on the n-th core that this process may use (util-linux); empty where the system can not hold it there. */
export function onCore(n: number): readonly string[] {
  if (spawnSync('taskset', ['--version']).status !== 0) return [];
  const core = coresAllowed()[n];
  return core === undefined ? [] : ['taskset', '--cpu-list', `${core}`];
}

/** `Cpus_allowed_list: 0-3,8` (proc(5)). */
function coresAllowed(): number[] {
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return list.split(',').flatMap((span) => {
    const [from = 0, to = from] = span.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, place) => from + place);
  });
}
