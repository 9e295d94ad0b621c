import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_key')
export class ApiKeyRow {
  @PrimaryColumn('uuid') id: string;
  /** Null for an operator who acts for no organisation. */
  @Column('text', { nullable: true }) org: string | null;
  @Column('text') role: 'registrar' | 'operator';
  @Column('text') name: string;
  /** SHA-256 of the secret. */
  @Column('bytea') hash: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
