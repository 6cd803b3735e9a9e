import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { useUndo } from '../drafts/undo-store.ts';
import { SyncIndicator } from '../exchange/SyncIndicator.tsx';
import { Button, Notice } from '../ui/index.tsx';
import { CommandBox } from './CommandBox.tsx';
import { useCommands } from './commands.ts';
import { useEscape } from './escape.ts';
import { useHelp } from './help-store.ts';
import { useOpenDocument } from './useOpenDocument.ts';
import { useScannedCode } from './useScannedCode.ts';
import { useShortcuts } from './useShortcuts.ts';

/** Whose desk it is, the box for everything, and whether all is safe; the keys of the frame are heard here. */
export function TopBar() {
  const { t } = useTranslation();
  const { status } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const { commands, answers } = useCommands(() => {
    input.current?.focus();
    input.current?.select();
  });
  useShortcuts(answers);
  const { run: openDocument, error, clear } = useOpenDocument();
  useScannedCode((code) => void openDocument(code));
  useEscape(error !== null, clear);
  return (
    <header className="shell-top">
      <span className="shell-office">{status?.officeName}</span>
      <span>{status?.person?.name}</span>
      {status?.isDemo && <span className="tag tag-amber">{t('shell.demo')}</span>}
      <CommandBox input={input} commands={commands} onCode={(code) => void openDocument(code)} />
      <UndoButton />
      <SyncIndicator />
      <HelpButton />
      <Button data-action="lock" onClick={() => void desk.session.lock({})}>
        {t('shell.lock')}
      </Button>
      {error && (
        <Notice tone="warning">
          {error}
          <Button kind="quiet" data-action="close-scan-notice" onClick={clear}>
            {t('common.close')}
          </Button>
        </Notice>
      )}
    </header>
  );
}

/** Stands there only while something is typed and not saved. */
function UndoButton() {
  const { t } = useTranslation();
  const { steps, undo } = useUndo();
  if (steps.length === 0) return null;
  return (
    <Button kind="quiet" data-action="undo" title={t('shortcut.undo')} onClick={undo}>
      ↶ {t('shell.undo')}
    </Button>
  );
}

function HelpButton() {
  const { t } = useTranslation();
  const { isOpen, toggle } = useHelp();
  return (
    <Button kind="quiet" data-action="help" aria-expanded={isOpen} aria-keyshortcuts="F1" onClick={toggle}>
      {t('shell.help')}
    </Button>
  );
}
