import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GivenRole } from '../people/people.row.js';

@Entity('api_key')
export class ApiKeyRow {
  @PrimaryColumn('uuid') id: string;
  /** Null for an operator who acts for no organisation. */
  @Column('text', { nullable: true }) org: string | null;
  @Column('text') role: GivenRole;
  @Column('text') name: string;
  /** SHA-256 of the secret. */
  @Column('bytea') hash: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  /** What it is limited to; null: whatever its role may. */
  @Column('text', { array: true, nullable: true }) scopes: string[] | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  /** Whose it is; null for a machine's. It is good only while they are in its organisation, in a role that includes its own. */
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('bytea', { nullable: true }) request: Buffer | null;
}
