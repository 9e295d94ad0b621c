/** A bar on the terminal; where nobody looks (a pipe, a log), one line when it is done. */
export interface ProgressBar {
  to(done: number, total: number): void;
  done(note?: string): void;
}

const WIDTH = 32;

export function progressBar(label: string, out: NodeJS.WriteStream = process.stderr): ProgressBar {
  let shown = -1;
  let last = { done: 0, total: 0 };
  return {
    to(done, total) {
      last = { done, total };
      const filled = total === 0 ? WIDTH : Math.floor((done * WIDTH) / total);
      if (!out.isTTY || filled === shown) return;
      shown = filled;
      out.write(`\r${label.padEnd(24)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`);
    },
    done(note = '') {
      const line = `${label.padEnd(24)} ${'█'.repeat(WIDTH)} ${last.total}${note === '' ? '' : ` ${note}`}`;
      out.write(`${out.isTTY ? '\r' : ''}${line}\n`);
    },
  };
}
