import type { DeskSettings } from '../../shared/contract/desk.ts';
import { useOrder } from '../ui/index.tsx';
import { call, desk } from './desk.ts';
import { changeLanguage } from './i18n.ts';
import { useSession } from './session-store.ts';

/** Keeps another language or look for this desk, and shows it at once. */
export function useChangeSettings() {
  const setSettings = useSession((session) => session.setSettings);
  return useOrder(async (part: Partial<DeskSettings>) => {
    const next = await call(desk.desk.changeSettings(part));
    setSettings(next);
    await changeLanguage(next.language);
  });
}
