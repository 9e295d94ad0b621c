/** A log as anybody reads it: files under one address (C2SP tlog-tiles), fetched a few ahead, each within its limit. */

/** An entry bundle at its fullest; nothing else here comes near. */
const MOST_BYTES = 256 * (65_535 + 2);
const PATIENCE_MS = 30_000;
/** Enough that the line is never idle, few enough for a small server. */
const AHEAD = 8;

/** The server did not answer as a server of files does: neither the file nor that there is none. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export class PublicLog {
  private readonly prefix: string;

  /** @param address the log's prefix, such as `https://gold.example.org/log`; of a bare host, its `/log` */
  constructor(address: string) {
    const url = new URL(address);
    if (url.pathname === '/') url.pathname = '/log';
    this.prefix = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  }

  /** Undefined where the server says there is no such file. Throws Unreadable with a sentence. */
  async read(path: string): Promise<Uint8Array | undefined> {
    const url = `${this.prefix}/${path}`;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.status === 404 || response.status === 410) {
        await response.body?.cancel();
        return undefined;
      }
      if (response.status !== 200) throw new Unreadable(`${url} answers ${response.status}`);
      return await bytesOf(response, url);
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      const { cause } = error as { cause?: unknown };
      throw new Unreadable(`${url} cannot be read: ${String(cause instanceof Error ? cause.message : error)}`);
    }
  }

  /** The same in the order asked, each read while the ones before it are looked at. */
  async *readAll(paths: Iterable<string>): AsyncGenerator<{ path: string; bytes: Uint8Array | undefined }> {
    const asked: { path: string; answer: Promise<Uint8Array | undefined> }[] = [];
    const next = async () => {
      const first = asked.shift();
      return first === undefined ? undefined : { path: first.path, bytes: await first.answer };
    };
    for (const path of paths) {
      const answer = this.read(path);
      answer.catch(() => undefined); // heard of when its turn comes
      asked.push({ path, answer });
      if (asked.length < AHEAD) continue;
      const one = await next();
      if (one !== undefined) yield one;
    }
    for (let one = await next(); one !== undefined; one = await next()) yield one;
  }
}

async function bytesOf(response: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Unreadable(`${url} is longer than any file of a log`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
