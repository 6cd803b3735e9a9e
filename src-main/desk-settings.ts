import { join } from 'node:path';
import { DeskSettings } from '../shared/contract/desk.ts';
import { findFileText, writeDurably } from './files/durable.ts';

const standard: DeskSettings = { language: 'zh-CN', theme: 'light', isLargePrint: false };

/** Language and looks: readable before unlocking, so they hold nothing about anybody. */
export function createDeskSettings(folder: string) {
  const path = join(folder, 'desk-settings.json');
  /** What the disk would not take holds until the program ends: who reads why it is full may need the other language. */
  let unwritten: DeskSettings | null = null;
  const read = async (): Promise<DeskSettings> => {
    if (unwritten !== null) return unwritten;
    try {
      return DeskSettings.parse({ ...standard, ...JSON.parse((await findFileText(path)) ?? '{}') });
    } catch {
      return standard; // looks only: a damaged file costs a choice of language, nothing else
    }
  };
  const write = async (part: Partial<DeskSettings>): Promise<DeskSettings> => {
    const next = DeskSettings.parse({ ...(await read()), ...part });
    unwritten = await writeDurably(path, JSON.stringify(next)).then(
      () => null,
      () => next,
    );
    return next;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    read,
    /** One after the other: of two choices made in the same moment the second would forget the first. */
    change: (part: Partial<DeskSettings>): Promise<DeskSettings> => {
      const changed = last.then(() => write(part));
      last = changed.catch(() => {});
      return changed;
    },
  };
}
