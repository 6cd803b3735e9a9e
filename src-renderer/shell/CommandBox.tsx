import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentCode, findDocumentCode } from '../../shared/verification/document-code.ts';
import { call, desk } from '../app/desk.ts';
import { useRisks } from '../risks/useRisk.ts';
import { useDisputeName } from '../ui/usePartyNames.ts';
import type { Command } from './commands.ts';
import { useEscape } from './escape.ts';
import { useRoutes } from './routes.ts';

const mostCases = 8;
const mostRisks = 4;

type Choice = Command & {
  readonly kind: 'command' | 'case' | 'risk' | 'all' | 'document';
  readonly detail?: string;
};

/**
 * One box for all: type to find a case by anything written on its papers, a risk by its employer or number, or something to
 * do by its words. Nothing moves until a line is chosen.
 */
export function CommandBox(props: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly commands: readonly Command[];
  readonly onCode: (code: DocumentCode) => void;
}) {
  const { t } = useTranslation();
  const disputeName = useDisputeName();
  const { go, setSearch } = useRoutes();
  const id = useId();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const words = text.trim();
  const found = useQuery({
    queryKey: ['cases', 'command', words],
    queryFn: () =>
      call(
        desk.cases.list({
          search: words,
          stage: null,
          isClosed: null,
          mediatorId: null,
          order: 'changed',
          offset: 0,
          limit: mostCases,
        }),
      ),
    enabled: isOpen && words !== '',
    placeholderData: (before) => before,
  });
  const isAsking = words !== '' && (found.isPending || found.isPlaceholderData);
  /** Enter came before the answer. */
  const [isEntered, setEntered] = useState(false);
  const risks = useRisks(isOpen && words !== '');
  const close = () => {
    setOpen(false);
    setAt(0);
    setEntered(false);
  };
  const leave = () => {
    close();
    setText('');
    props.input.current?.blur();
  };
  useEscape(isOpen, leave);
  useEffect(() => setAt(0), [words]);

  const cases = words === '' ? [] : (found.data?.rows ?? []);
  const lowered = words.toLowerCase();
  const code = findDocumentCode(words);
  const total = found.data?.total ?? 0;
  const all: Choice[] =
    words === ''
      ? []
      : [
          {
            kind: 'all',
            id: 'all',
            keys: '',
            label: t('command.allFound', { words, count: total }),
            run: () => setSearch(words),
          },
        ];
  const choices: Choice[] = [
    ...(code === null
      ? []
      : [
          {
            kind: 'document' as const,
            id: code.documentId,
            keys: '',
            label: t('command.document'),
            run: () => props.onCode(code),
          },
        ]),
    ...cases.map(
      ({ id: caseId, caseNumber, summary }): Choice => ({
        kind: 'case',
        id: caseId,
        keys: '',
        label: disputeName(summary),
        detail: [caseNumber, summary.causeOfAction].filter(Boolean).join(' · '),
        run: () => go({ name: 'case', caseId, section: '' }),
      }),
    ),
    ...(total > 0 ? all : []),
    ...(words === '' ? [] : (risks ?? []))
      .filter(({ risk, riskNumber }) =>
        [risk.employerName ?? '', riskNumber].some((one) => one.toLowerCase().includes(lowered)),
      )
      .slice(0, mostRisks)
      .map(
        ({ riskId, riskNumber, risk }): Choice => ({
          kind: 'risk',
          id: riskId,
          keys: '',
          label: risk.employerName || riskNumber,
          detail: [t('nav.risks'), riskNumber].join(' · '),
          run: () => go({ name: 'risk', riskId }),
        }),
      ),
    ...props.commands
      .filter(({ label }) => label.toLowerCase().includes(lowered))
      .map((command): Choice => ({ ...command, kind: 'command' })),
    // A list of nothing is not what Enter should open where the words name something to do.
    ...(total > 0 ? [] : all),
  ];
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    leave();
    choice.run();
  };
  const hint = useFittingHint();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      event.preventDefault();
      setOpen(true);
      setAt((at + step + choices.length) % choices.length);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      setEntered(true);
    }
  };
  useEffect(() => {
    // What still stands there was found for the words before: its first line is another case.
    if (isEntered && !isAsking) choose(choices[at]);
  });
  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at, isOpen]);
  return (
    <div className="command-box">
      <div className="command-ruler" aria-hidden="true">
        <span ref={hint.ruler}>{t('shell.search')}</span>
      </div>
      <input
        ref={props.input}
        className="input"
        type="search"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && choices.length > 0 ? `${id}-${at}` : undefined}
        aria-keyshortcuts="Control+K"
        data-field="search"
        aria-label={t('shell.search')}
        placeholder={t(hint.isTooLong ? 'shell.searchShort' : 'shell.search')}
        autoComplete="off"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onChange={(event) => {
          setText(event.target.value);
          setEntered(false);
          // A scanner's typing is taken back when the focus has gone.
          setOpen(event.target.matches(':focus'));
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label={t('command.title')} className="command-list">
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a combobox stay with its input.
            <div
              key={`${choice.kind}-${choice.id}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              {...{
                [choice.kind === 'case' || choice.kind === 'risk' ? `data-${choice.kind}` : 'data-command']:
                  choice.id,
              }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              <span>
                {choice.label}
                {choice.detail && <span className="small soft">　{choice.detail}</span>}
              </span>
              {choice.keys && <kbd>{choice.keys}</kbd>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Beside a long name of the office, in large print and at 200 % the whole hint has no room: then a shorter one says enough. */
function useFittingHint() {
  const ruler = useRef<HTMLSpanElement>(null);
  const [isTooLong, setTooLong] = useState(false);
  useEffect(() => {
    const words = ruler.current;
    const box = words?.parentElement;
    if (!words || !box) return;
    const observer = new ResizeObserver(() => setTooLong(words.offsetWidth > box.clientWidth));
    observer.observe(box);
    observer.observe(words);
    return () => observer.disconnect();
  }, []);
  return { ruler, isTooLong };
}
