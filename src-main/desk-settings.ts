import { join } from 'node:path';
import { DeskSettings } from '../shared/contract/desk.ts';
import { createHeldText } from './files/held-text.ts';

const standard: DeskSettings = { language: 'zh-CN', theme: 'light', isLargePrint: false };

/** Language and looks: readable before unlocking, so they hold nothing about anybody. */
export function createDeskSettings(folder: string) {
  // Held also where the disk takes nothing: who reads why it is full may need the other language.
  const file = createHeldText(join(folder, 'desk-settings.json'));
  const read = async (): Promise<DeskSettings> => {
    try {
      return DeskSettings.parse({ ...standard, ...JSON.parse((await file.find()) ?? '{}') });
    } catch {
      return standard; // looks only: a damaged file costs a choice of language, nothing else
    }
  };
  const write = async (part: Partial<DeskSettings>): Promise<DeskSettings> => {
    const next = DeskSettings.parse({ ...(await read()), ...part });
    await file.write(JSON.stringify(next));
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
