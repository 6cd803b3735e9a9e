import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The language of what Chromium itself says: the parts of an empty date, its calendar. That of the window, as it was
 * chosen when the desk was last used; it is settled before anything else of the desk is loaded.
 */
export function findNativeLanguage(dataFolder: string): 'zh-CN' | 'en-GB' {
  try {
    const { language } = JSON.parse(readFileSync(join(dataFolder, 'desk-settings.json'), 'utf8'));
    return language === 'en' ? 'en-GB' : 'zh-CN';
  } catch {
    return 'zh-CN'; // nothing chosen yet, or not to be read: that of the original
  }
}
