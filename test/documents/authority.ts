/** A certificate authority for tests, made by openssl: it issues seals as PKCS#12 files, good and bad ones. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PASSPHRASE = 'ocho bateas, señor';

export interface Wanted {
  readonly name?: string;
  /** Arguments of `openssl req -newkey`. */
  readonly key?: readonly string[];
  /** `YYYYMMDDHHMMSSZ`. */
  readonly from?: string;
  readonly until?: string;
  readonly usage?: string;
  /** Further arguments of `openssl pkcs12`. */
  readonly packed?: readonly string[];
}

export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'veta-authority-'));
  private issued = 0;

  constructor() {
    writeFileSync(this.at('ca.conf'), CONFIG);
    writeFileSync(this.at('index.txt'), '');
    const made = [
      '-keyout',
      this.at('ca.key'),
      '-out',
      this.at('ca.pem'),
      '-days',
      '3650',
      '-subj',
      '/CN=Test Authority',
    ];
    this.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made);
  }

  /** A PKCS#12 file under PASSPHRASE. */
  seal({ name = 'Exportadora & Cía', key = ['rsa:2048'], from, until, usage, packed = [] }: Wanted = {}): Uint8Array {
    this.issued += 1;
    const path = this.at(`${this.issued}`);
    const subject = ['-subj', `/C=CO/O=${name}/CN=${name} seal`, '-utf8'];
    this.openssl('req', '-newkey', ...key, '-nodes', '-keyout', `${path}.key`, '-out', `${path}.csr`, ...subject);
    const asked = ['-in', `${path}.csr`, '-out', `${path}.crt`, '-notext', '-batch', '-rand_serial'];
    const dates = ['-startdate', from ?? '20200101000000Z', '-enddate', until ?? '20401231235959Z'];
    writeFileSync(`${path}.ext`, `keyUsage=critical,${usage ?? 'digitalSignature,nonRepudiation'}\n`);
    this.openssl('ca', '-config', this.at('ca.conf'), ...asked, ...dates, '-extfile', `${path}.ext`);
    const parts = ['-inkey', `${path}.key`, '-in', `${path}.crt`, '-certfile', this.at('ca.pem')];
    this.openssl('pkcs12', '-export', ...parts, '-out', `${path}.p12`, '-passout', `pass:${PASSPHRASE}`, ...packed);
    return new Uint8Array(readFileSync(`${path}.p12`));
  }

  openssl(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: this.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  at(file: string): string {
    return join(this.folder, file);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const CONFIG = `
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
serial = serial
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
email_in_dn = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
`;
