/** Languages in which codes have labels. */
export type LabelLocale = 'zh-CN' | 'en';

/**
 * One entry of a code list: a stable ASCII code that is stored, and labels that are shown and printed.
 * `aliases` are other Chinese words for the same thing that forms and imports use.
 */
export type CodeEntry = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly aliases?: readonly string[];
  /** Retired entries stay readable in old files and are offered no more. */
  readonly isRetired?: boolean;
};

export type CodeList<Entry extends CodeEntry = CodeEntry> = readonly Entry[];

/** The entry of a code; undefined for a code that this version does not know. */
export function findCode<Entry extends CodeEntry>(list: CodeList<Entry>, code: string): Entry | undefined {
  return list.find((entry) => entry.code === code);
}

/** The label of a code. An unknown code (of a newer version, a local extension) is shown as it is. */
export function codeLabel(list: CodeList, code: string, locale: LabelLocale = 'zh-CN'): string {
  const entry = findCode(list, code);
  if (entry === undefined) return code;
  return locale === 'en' ? entry.en : entry.zh;
}

/** The entry that a Chinese label or alias names: '私营企业' is 'private'. Spaces and bracket width do not matter. */
export function findCodeByLabel<Entry extends CodeEntry>(
  list: CodeList<Entry>,
  label: string,
): Entry | undefined {
  const wanted = plain(label);
  return list.find((entry) => [entry.zh, ...(entry.aliases ?? [])].some((one) => plain(one) === wanted));
}

/**
 * The codes to offer in a choice. What was chosen before stays among them, be it retired since or of a newer version:
 * otherwise the field would look as if nothing had been chosen.
 */
export function offeredCodes(list: CodeList, chosen = ''): string[] {
  const offered = list
    .filter((entry) => entry.isRetired !== true || entry.code === chosen)
    .map(({ code }) => code);
  return chosen === '' || offered.includes(chosen) ? offered : [...offered, chosen];
}

function plain(label: string): string {
  return label.normalize('NFKC').replace(/[\s、,，/]/g, '');
}
