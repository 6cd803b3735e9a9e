import { useTranslation } from 'react-i18next';
import type { DeskSettings } from '../../shared/contract/desk.ts';
import { call, desk } from '../app/desk.ts';
import { changeLanguage } from '../app/i18n.ts';
import { useSession } from '../app/session-store.ts';
import { useNewCaseAsked } from '../caseload/new-case-store.ts';
import { currentSectionOf, nextSectionOf, type SectionId, sectionIds } from '../casepage/section-ids.ts';
import { useShownCase } from '../casepage/useCase.ts';
import { findPaperOfSection } from '../documents/paper-of-section.ts';
import { useUndo } from '../drafts/undo-store.ts';
import { useHelp } from './help-store.ts';
import { useRoutes } from './routes.ts';
import { type FrameShortcutId, frameShortcuts } from './shortcuts.ts';
import { useMay } from './useMay.ts';
import { usePlaces } from './usePlaces.ts';

/** Something that can be done from anywhere, by its words or its keys. */
export type Command = {
  readonly id: string;
  readonly label: string;
  /** '' where there are none. */
  readonly keys: string;
  readonly run: () => void;
};

/** What the frame can do here and now: the commands for the search box, and the answers to the shortcuts. */
export function useCommands(focusSearch: () => void) {
  const { t } = useTranslation();
  const { page, go } = useRoutes();
  const places = usePlaces();
  const { settings, setSettings } = useSession();
  const openHelp = useHelp((help) => help.toggle);
  const askNewCase = useNewCaseAsked((asked) => asked.ask);
  const mayRegister = useMay()('registerCases');
  const opened = useShownCase();
  const section: SectionId | null =
    page.name === 'case' && opened ? currentSectionOf(page.section, opened.view.nextStep) : null;

  const goToSection = (id: SectionId) => {
    if (page.name === 'case') go({ name: 'case', caseId: page.caseId, section: id });
  };
  const turnSection = (step: 1 | -1): boolean => {
    const next = section === null ? undefined : sectionIds[sectionIds.indexOf(section) + step];
    if (next !== undefined) goToSection(next);
    return next !== undefined;
  };
  const change = async (part: Partial<DeskSettings>) => {
    const next = await call(desk.desk.changeSettings(part));
    setSettings(next);
    await changeLanguage(next.language);
  };
  const print = (): boolean => {
    if (page.name === 'case' && opened && section !== null) {
      const paper = findPaperOfSection(section, opened.view);
      go({ name: 'case', caseId: page.caseId, section: 'documents', ...(paper ? { paper } : {}) });
    } else if (page.name === 'visits') {
      document.querySelector<HTMLElement>('[data-action="print-visit-round"]')?.click();
    } else if (page.name === 'ledger') {
      document.querySelector<HTMLElement>('[data-action="print-ledger"]')?.focus();
    } else focusSearch();
    return true;
  };

  const answers: Readonly<Record<FrameShortcutId, () => boolean>> = {
    commands: () => {
      focusSearch();
      return true;
    },
    help: () => {
      openHelp();
      return true;
    },
    print,
    save: () => {
      savingButton()?.click();
      return true;
    },
    undo: () => {
      // In a field of text the system takes back letter by letter; in an empty one there is none.
      if (hasText(document.activeElement) || useUndo.getState().steps.length === 0) return false;
      useUndo.getState().undo();
      return true;
    },
    newCase: () => {
      if (!mayRegister) return false;
      askNewCase();
      return true;
    },
    today: () => {
      go({ name: 'today' });
      return true;
    },
    lock: () => {
      void desk.session.lock({});
      return true;
    },
    nextStep: () => {
      if (opened === undefined || document.activeElement?.tagName === 'TEXTAREA') return false;
      goToSection(nextSectionOf(opened.view.nextStep));
      return true;
    },
    previousSection: () => turnSection(-1),
    nextSection: () => turnSection(1),
  };

  const ofShortcut = (id: FrameShortcutId, label: string): Command => ({
    id,
    label,
    keys: frameShortcuts.find((one) => one.id === id)?.keys ?? '',
    run: () => void answers[id](),
  });
  const plain = (id: string, label: string, run: () => void): Command => ({ id, label, keys: '', run });
  const ofCase =
    opened === undefined
      ? []
      : [
          ...(opened.view.nextStep === null
            ? []
            : [ofShortcut('nextStep', t('command.nextStep', { step: t(`step.${opened.view.nextStep}`) }))]),
          ...sectionIds
            .filter((id) => id !== section)
            .map((id) =>
              plain(`section-${id}`, t('command.section', { section: t(`section.${id}`) }), () =>
                goToSection(id),
              ),
            ),
        ];
  const commands: Command[] = [
    ...ofCase,
    ...(page.name === 'case' || page.name === 'visits' ? [ofShortcut('print', t('shortcut.print'))] : []),
    ...(mayRegister ? [ofShortcut('newCase', t('caseload.newCase'))] : []),
    ...places
      .filter((name) => name !== page.name)
      .map((name) =>
        plain(`page-${name}`, t('command.page', { page: t(`nav.${name}`) }), () => go({ name })),
      ),
    ...(page.name === 'check' ? [] : [plain('page-check', t('check.title'), () => go({ name: 'check' }))]),
    ...(settings === null
      ? []
      : [
          plain(
            'largePrint',
            t(settings.isLargePrint ? 'command.normalPrint' : 'command.largePrint'),
            () => void change({ isLargePrint: !settings.isLargePrint }),
          ),
          plain(
            'theme',
            t(settings.theme === 'dark' ? 'command.light' : 'command.dark'),
            () => void change({ theme: settings.theme === 'dark' ? 'light' : 'dark' }),
          ),
          plain(
            'language',
            t('command.language'),
            () => void change({ language: settings.language === 'en' ? 'zh-CN' : 'en' }),
          ),
        ]),
    ofShortcut('help', t('shortcut.help')),
    ofShortcut('lock', t('shell.lock')),
  ];
  return { commands, answers };
}

/** The button that saves what was typed on this screen: every form names its own `save-…`. */
function savingButton(): HTMLButtonElement | undefined {
  const buttons = document.querySelectorAll<HTMLButtonElement>(
    'main button[data-action^="save-"]:not(:disabled):not(.button-quiet)',
  );
  // The page of a case that is drawn ahead is out of sight.
  return [...buttons].find((button) => button.checkVisibility());
}

function hasText(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== '';
  return (
    element instanceof HTMLInputElement &&
    element.value !== '' &&
    ['text', 'search', 'tel', 'url', 'password', 'number'].includes(element.type)
  );
}
