import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How somebody came in. */
export type How = 'password' | 'passkey' | 'invitation';

@Entity('session')
export class SessionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') person: string;
  /** A role that ends, ends it. */
  @Column('uuid') membership: string;
  /** SHA-256 of the token. */
  @Column('bytea') hash: Buffer;
  @Column('bytea') sealed: Buffer;
  @Column('text') how: How;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'seen_at' }) seenAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
