/** Random questions to a device, each asked once and answered within minutes (W3C Web Authentication Level 2, §13.4.3). */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromBase64Url, text } from '../../core/bytes.js';
import { hashOf } from '../keys/secrets.js';

export type Purpose = 'enrol' | 'sign-in';

const MINUTES = 5;

@Injectable()
export class Challenges {
  constructor(private readonly dataSource: DataSource) {}

  /** 256 random bits, base64url; kept only as their SHA-256. Takes those along that nobody answered. */
  async make(purpose: Purpose, person: string | null): Promise<Uint8Array<ArrayBuffer>> {
    const challenge = new Uint8Array(randomBytes(32));
    await this.dataSource.query('DELETE FROM passkey_challenge WHERE expires_at < now()');
    await this.dataSource.query(
      `INSERT INTO passkey_challenge (hash, purpose, person, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(mins => $4))`,
      [hashOf(Buffer.from(challenge).toString('base64url')), purpose, person, MINUTES],
    );
    return challenge;
  }

  /** Gone with this, whatever the answer is worth; undefined where it was never asked, or not for this. */
  async take(purpose: Purpose, challenge: string): Promise<{ readonly person: string | null } | undefined> {
    const [rows]: [{ purpose: Purpose; person: string | null }[], number] = await this.dataSource.query(
      'DELETE FROM passkey_challenge WHERE hash = $1 AND expires_at > now() RETURNING purpose, person',
      [hashOf(challenge)],
    );
    const [asked] = rows;
    return asked?.purpose === purpose ? asked : undefined;
  }
}

/** The challenge a device says it answers; empty where it says nothing that can be read. */
export function challengeIn(response: unknown): string {
  const said = (response as { response?: { clientDataJSON?: unknown } } | undefined)?.response?.clientDataJSON;
  const json = typeof said === 'string' && said.length < 10_000 ? text(fromBase64Url(said) ?? new Uint8Array()) : '';
  try {
    const { challenge } = JSON.parse(json ?? '') as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
}
