/** What `veta signer` does all day: signs what is new, answers what is asked, and says how it is. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { HEADS_LIMIT, type Subject } from '../../../core/log/heads.js';
import { isWord } from '../../../core/log/shape.js';
import type { LogSigner } from '../log-signer.js';

const LOOK_MS = 100;
const REPORT_MS = 5000;
/** Questions answered in one go. */
const AT_ONCE = 32;
/** Subjects of one question: as many as the notes of a bundle can hold. */
const MOST_SUBJECTS = 100 * HEADS_LIMIT;
const KINDS: ReadonlySet<unknown> = new Set<Subject['kind']>(['keys', 'lot', 'papers']);

export class SignerPost {
  private stopping = false;
  /** Size and root of the state that was looked at last. */
  private seen = '';
  private reported = { atMs: 0, trouble: '' };

  constructor(
    private readonly dataSource: DataSource,
    private readonly signer: LogSigner,
    /** Told what goes wrong, once for each thing. */
    private readonly say: (sentence: string) => void,
  ) {}

  /** Until it is stopped. A database that does not answer is asked again. */
  async run(): Promise<void> {
    for (let last = ''; !this.stopping; await sleep(LOOK_MS)) {
      try {
        await this.look();
        last = '';
      } catch (error) {
        const sentence = error instanceof Error ? error.message : String(error);
        if (sentence !== last) this.say(sentence);
        last = sentence;
      }
    }
  }

  stop(): void {
    this.stopping = true;
  }

  /** One round of it. */
  async look(): Promise<void> {
    try {
      const [state]: { seen: string }[] = await this.dataSource.query(
        `SELECT size || ' ' || encode(root, 'hex') AS seen FROM log_state`,
      );
      if (state !== undefined && state.seen !== this.seen) {
        await this.signer.sign();
        this.seen = state.seen;
      }
      if (this.signer.trouble === undefined) await this.answer();
    } finally {
      await this.report();
    }
  }

  private async answer(): Promise<void> {
    const asked: { id: string; subjects: unknown }[] = await this.dataSource.query(
      `SELECT id, subjects FROM signer_mail WHERE answer IS NULL ORDER BY asked_at LIMIT ${AT_ONCE}`,
    );
    for (const { id, subjects } of asked) {
      const answer = await this.signer.heads(subjectsIn(subjects));
      await this.dataSource.query('UPDATE signer_mail SET answer = $2 WHERE id = $1', [id, JSON.stringify(answer)]);
    }
  }

  /** Now and then, and at once where it refused. */
  private async report(): Promise<void> {
    const { vkeys, sample, trouble, warning } = this.signer;
    const { atMs } = this.reported;
    if (Date.now() - atMs < REPORT_MS && (trouble ?? '') === this.reported.trouble) return;
    await this.dataSource.query(
      `INSERT INTO signer_status (vkeys, sample, trouble, warning) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET vkeys = excluded.vkeys, sample = excluded.sample, trouble = excluded.trouble,
         warning = excluded.warning, seen_at = now()`,
      [vkeys, sample, trouble ?? null, warning ?? null],
    );
    this.reported = { atMs: Date.now(), trouble: trouble ?? '' };
  }
}

/** A question is a stranger's: what is no subject is passed over, and nobody else waits for it. */
function subjectsIn(asked: unknown): Subject[] {
  return Array.isArray(asked) ? asked.slice(0, MOST_SUBJECTS).filter(isSubject) : [];
}

function isSubject(value: unknown): value is Subject {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as { readonly kind?: unknown; readonly id?: unknown };
  return KINDS.has(kind) && typeof id === 'string' && isWord(id);
}
