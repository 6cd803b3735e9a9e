import i18next, { type TFunction } from 'i18next';
import { ZodError, z } from 'zod';
import { shortestPassword } from '../../shared/contract/administration.ts';
import { Role } from '../../shared/contract/sync.ts';
import { codeLabel, organisationTypes } from '../../shared/law/codes/index.ts';
import en from '../../shared/text/locales/en/operator.json' with { type: 'json' };
import windowEn from '../../shared/text/locales/en/window.json' with { type: 'json' };
import zh from '../../shared/text/locales/zh-CN/operator.json' with { type: 'json' };
import windowZh from '../../shared/text/locales/zh-CN/window.json' with { type: 'json' };
import { isOption, OrderRefusal, optionOf } from './orders.ts';

/** The words for whoever operates the server, in the language that their terminal is set to. */
export function createWords(environment: Readonly<Record<string, string | undefined>>) {
  const set = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  const locale = set.startsWith('zh') ? 'zh-CN' : 'en';
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: locale,
    keySeparator: false,
    interpolation: { escapeValue: false },
    // The roles are called as in the window.
    resources: {
      'zh-CN': { translation: { ...windowZh, ...zh } },
      en: { translation: { ...windowEn, ...en } },
    },
  });
  const { t } = i18n;
  return {
    /** What happened, what it means, what to do; null for a failure that nobody foresaw. */
    explain: (error: unknown): string | null => {
      if (error instanceof OrderRefusal) return refusalText(error, locale, t);
      const setting = settingOf(error);
      if (setting !== null) return t('operator.setting', { name: setting });
      const key = keyOf(error, environment.HOST);
      return key === null ? null : t(`operator.${key}`, { path: pathOf(error) });
    },
  };
}

function refusalText({ code, of }: OrderRefusal, locale: 'zh-CN' | 'en', t: TFunction): string {
  if (code === 'unknownOrder' || code === 'unknownOption')
    return [t(`operator.${code}`, { word: of }), t('operator.usage')].join('\n');
  const option = isOption(of) ? optionOf[of] : of;
  const said = t(`operator.${code}`, { option });
  if (of === 'kind')
    return [
      said,
      ...organisationTypes.map((one) => line(one.code, codeLabel(organisationTypes, one.code, locale))),
    ].join('\n');
  if (of === 'roles') return [said, ...Role.options.map((one) => line(one, t(`role.${one}`)))].join('\n');
  if (of === 'password') return [said, t('operator.password', { count: shortestPassword })].join('\n');
  return said;
}

const line = (code: string, label: string): string => `  ${code.padEnd(26)}${label}`;

/** Codes of ours, of PostgreSQL and of the system, and what is said of them. */
const keys: Readonly<Record<string, string>> = {
  'sync.accountTaken': 'accountTaken',
  'sync.officeUnknown': 'officeUnknown',
  'sync.personUnknown': 'personUnknown',
  'sync.deskUnknown': 'deskUnknown',
  'server.folderInUse': 'folderInUse',
  'server.authorityIncomplete': 'authorityIncomplete',
  'server.tlsIncomplete': 'tlsIncomplete',
  'certificate.passphraseWrong': 'passphraseWrong',
  ECONNREFUSED: 'databaseUnreachable',
  ENOTFOUND: 'databaseUnreachable',
  EAI_AGAIN: 'databaseUnreachable',
  ETIMEDOUT: 'databaseUnreachable',
  EHOSTUNREACH: 'databaseUnreachable',
  ENETUNREACH: 'databaseUnreachable',
  // PostgreSQL is starting, stopping, or has no place for one more.
  '57P03': 'databaseUnreachable',
  '53300': 'databaseUnreachable',
  '28P01': 'databaseRefused',
  '28000': 'databaseRefused',
  '3D000': 'databaseMissing',
  '42501': 'databaseOfOthers',
  '25006': 'databaseReadOnly',
  EADDRINUSE: 'portInUse',
  EADDRNOTAVAIL: 'hostUnknown',
  EACCES: 'fileClosed',
  EROFS: 'fileClosed',
  ENOENT: 'fileMissing',
  EEXIST: 'fileMistaken',
  EISDIR: 'fileMistaken',
  ENOTDIR: 'fileMistaken',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  'wasi.51': 'diskFull',
};

/** The variable whose value cannot be used, or null. pg reads its address itself. */
function settingOf(error: unknown): string | null {
  if (error instanceof ZodError) return String(error.issues[0]?.path[0] ?? '');
  return error instanceof TypeError && codeOf(error) === 'ERR_INVALID_URL' ? 'DATABASE_URL' : null;
}

/** The embedded database speaks of its disk in the numbers of WASI, and its errors are none of JavaScript's. */
const wasiFailure = z.object({ name: z.literal('ErrnoError'), errno: z.number() });

function keyOf(error: unknown, host: string | undefined): string | null {
  const ofEmbedded = wasiFailure.safeParse(error);
  if (ofEmbedded.success) return keys[`wasi.${ofEmbedded.data.errno}`] ?? null;
  if (!(error instanceof Error)) return null;
  // Kysely's own word for a migration that this program does not have.
  if (error.message.includes('previously executed migration')) return 'databaseNewer';
  const code = codeOf(error);
  if (code.startsWith('ERR_OSSL_')) return 'certificateUnusable';
  // A name is looked up to listen at as well as to ask the database.
  if (host !== undefined && 'hostname' in error && error.hostname === host) return 'hostUnknown';
  return keys[code] ?? null;
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

const pathOf = (error: unknown): string =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : '';
