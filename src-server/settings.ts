import { z } from 'zod';
import type { ScanLimits } from './blobs/room.ts';

/** What the server is told by its environment; everything has a value that works on one machine. */
const Environment = z.object({
  /** PostgreSQL; without it the embedded database in DATA_FOLDER serves, for trying out and for tests. */
  DATABASE_URL: z.string().optional(),
  DATA_FOLDER: z.string().default('server-data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** PEM files; without them a proxy in front has to speak TLS. */
  TLS_CERTIFICATE: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** The authority that the ceremony of docs/signatures.md founded; without it nobody signs by certificate. */
  AUTHORITY_FILE: z.string().optional(),
  /** The server keeper's passphrase; the root's is never here. */
  AUTHORITY_PASSPHRASE: z.string().optional(),
  /** Addresses of proxies, with commas; without them everybody behind a proxy counts as one address. */
  TRUSTED_PROXIES: z.string().default(''),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6_000),
  /** More at once are told to come again: each waits for the office's counter and holds a connection. */
  PUSHES_AT_ONCE: z.coerce.number().int().min(1).default(64),
  /** Of the disk of the scans: less than this takes no scan any more, and records go on. */
  FREE_MEGABYTES: z.coerce.number().int().min(0).default(1_024),
  /** Of one office; without it as many as the disk holds. */
  SCAN_GIGABYTES_PER_OFFICE: z.coerce.number().positive().default(Number.POSITIVE_INFINITY),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type ServerSettings = {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly logLevel: string;
  /** Null, or left out: no authority was founded here. */
  readonly authority?: { readonly file: string; readonly passphrase: string } | null;
  /** Left out: as good as none, for one's own tests and measurements. */
  readonly limits?: {
    readonly requestsPerMinute: number;
    readonly pushesAtOnce: number;
    readonly trustedProxies: readonly string[];
    readonly scans: ScanLimits;
  };
};

/** Throws ZodError for a setting that cannot be meant, 'server.authorityIncomplete', 'server.tlsIncomplete'. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ServerSettings {
  const read = Environment.parse(environment);
  const { TLS_CERTIFICATE: certificate, TLS_KEY: key } = read;
  const { AUTHORITY_FILE: file, AUTHORITY_PASSPHRASE: passphrase } = read;
  // One without the other would look founded and refuse every signature.
  if (Boolean(file) !== Boolean(passphrase)) throw new Error('server.authorityIncomplete');
  // Half of TLS would be none: passwords would go in the open, and nobody would see it here.
  if (Boolean(certificate) !== Boolean(key)) throw new Error('server.tlsIncomplete');
  return {
    databaseUrl: read.DATABASE_URL || null,
    dataFolder: read.DATA_FOLDER,
    host: read.HOST,
    port: read.PORT,
    tls: certificate && key ? { certificate, key } : null,
    logLevel: read.LOG_LEVEL,
    authority: file && passphrase ? { file, passphrase } : null,
    limits: {
      requestsPerMinute: read.REQUESTS_PER_MINUTE,
      pushesAtOnce: read.PUSHES_AT_ONCE,
      trustedProxies: read.TRUSTED_PROXIES.split(',')
        .map((one) => one.trim())
        .filter(Boolean),
      scans: {
        keptFree: read.FREE_MEGABYTES * 2 ** 20,
        ofOffice: read.SCAN_GIGABYTES_PER_OFFICE * 2 ** 30,
      },
    },
  };
}
