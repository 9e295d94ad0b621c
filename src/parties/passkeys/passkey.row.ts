import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The public half of a key that a person's own device keeps. */
@Entity('passkey')
export class PasskeyRow {
  /** Credential id, as its device chose it. */
  @PrimaryColumn('bytea') id: Buffer;
  @Column('uuid') person: string;
  /** COSE_Key (RFC 9052 §7). */
  @Column('bytea', { name: 'public_key' }) publicKey: Buffer;
  /** Uses the device counted; PostgreSQL's bigint arrives as text, 32 bits it has. */
  @Column('bigint', { transformer: { to: (n: number) => n, from: Number } }) counter: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
