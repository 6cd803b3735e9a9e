import { type ButtonHTMLAttributes, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toShanghaiTime } from '../../shared/text/dates.ts';
import { errorText } from '../app/error-text.ts';
import { LineInput } from './LineInput.tsx';
import { listText } from './list-text.ts';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly kind?: 'primary' | 'plain' | 'quiet';
};

export function Button({ kind = 'plain', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={`button button-${kind} ${className ?? ''}`} {...rest} />;
}

/** Beside a button that cannot be pressed yet: the fields that it waits for. */
export function StillMissing({ labels }: { readonly labels: readonly string[] }) {
  const { t } = useTranslation();
  if (labels.length === 0) return null;
  return (
    <span className="soft small" role="status">
      {t('common.stillMissing', { labels: listText(labels) })}
    </span>
  );
}

/** A message in place: said beside what it is about, never over it. */
export function Notice(props: {
  readonly tone: 'error' | 'warning' | 'good' | 'info';
  readonly children: ReactNode;
}) {
  const mark = { error: '✕', warning: '！', good: '✓', info: 'i' }[props.tone];
  return (
    <div className={`notice notice-${props.tone}`} role={props.tone === 'error' ? 'alert' : 'status'}>
      <span className="notice-mark" aria-hidden="true">
        {mark}
      </span>
      <div>{props.children}</div>
    </div>
  );
}

export function Section(props: {
  readonly title: string;
  readonly id?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section" aria-label={props.title} id={props.id}>
      <header className="section-head">
        <h2>{props.title}</h2>
        <div className="section-aside">{props.aside}</div>
      </header>
      {props.children}
    </section>
  );
}

/** A label and its input, for screens that edit no entity of a case. */
export function TextInput(props: {
  readonly label: string;
  /** Its name for tests and the demo: `data-field`. */
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'url' | 'date' | 'time';
  readonly isWide?: boolean;
  /** What was opened with it is begun here. */
  readonly hasFocus?: boolean;
  /** Known values to choose from. */
  readonly suggestions?: readonly string[];
  /** Said under the field. */
  readonly findings?: readonly Finding[];
}) {
  const id = useId();
  return (
    <div className={props.isWide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{props.label}</label>
      <LineInput
        id={id}
        type={props.type ?? 'text'}
        data-field={props.field}
        autoComplete="off"
        autoFocus={props.hasFocus}
        value={props.value}
        aria-invalid={props.findings?.some(({ severity }) => severity === 'error')}
        list={props.suggestions ? `${id}-list` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <Findings findings={props.findings} />
    </div>
  );
}

/** A label and its list to choose from, for screens that edit no entity of a case. */
export function SelectInput(props: {
  readonly label: string;
  /** Its name for tests and the demo: `data-field`. */
  readonly field: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Nothing is chosen at first: the list begins by asking to choose. */
  readonly hasNone?: boolean;
  readonly isFixed?: boolean;
  /** Long choices stand there whole. */
  readonly isWide?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={props.isWide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        data-field={props.field}
        disabled={props.isFixed}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.hasNone && <option value="">{t('common.choose')}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A box to tick with its words beside it, for screens that edit no entity of a case. */
export function CheckInput(props: {
  /** Its name for tests and the demo: `data-field`. */
  readonly field: string;
  readonly isChecked: boolean;
  readonly isFixed?: boolean;
  /** In a row of its own among fields. */
  readonly isWide?: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className={props.isWide ? 'check check-wide' : 'check'}>
      <input
        type="checkbox"
        data-field={props.field}
        disabled={props.isFixed}
        checked={props.isChecked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.children}
    </label>
  );
}

/** What is wrong or unlikely in a field, in words that say how to mend it. */
export type Finding = { readonly severity: 'warning' | 'error' | 'info'; readonly text: string };

const findingWords = {
  error: 'common.errorWord',
  warning: 'common.warningWord',
  info: 'common.infoWord',
} as const;

export function Findings({ findings = [] }: { readonly findings?: readonly Finding[] | undefined }) {
  const { t } = useTranslation();
  return findings.map((finding) => (
    <span key={finding.text} className={`field-${finding.severity}`} role="status">
      {t(findingWords[finding.severity])}
      {finding.text}
    </span>
  ));
}

type Failed = { readonly error: unknown; readonly at: string };

/** Runs an order of the person once at a time, and keeps its failure to be shown in place. */
export function useOrder<Arguments extends unknown[]>(work: (...given: Arguments) => Promise<unknown>) {
  const { t } = useTranslation();
  // What went wrong is put into words as it is shown: the window may speak another language by then.
  const [state, setState] = useState<{ isBusy: boolean; failed: Failed | null }>({
    isBusy: false,
    failed: null,
  });
  // A second click may come before the screen shows that the first is at work.
  const isRunning = useRef(false);
  const run = async (...given: Arguments): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setState({ isBusy: true, failed: null });
    try {
      await work(...given);
      setState({ isBusy: false, failed: null });
      return true;
    } catch (error) {
      setState({ isBusy: false, failed: { error, at: new Date().toISOString() } });
      return false;
    } finally {
      isRunning.current = false;
    }
  };
  const error = state.failed === null ? null : errorText(state.failed.error, t);
  return {
    run,
    isBusy: state.isBusy,
    error,
    /** When it failed; null while it has not. */
    failedAt: state.failed?.at ?? null,
    /** Takes the failure off the screen. */
    clear: () => setState({ isBusy: false, failed: null }),
    failure: error === null ? null : <Notice tone="error">{error}</Notice>,
  };
}

/** The end of a small form: why the last try failed, what does it, and the way out. */
export function SaveOrCancel(props: {
  readonly order: { readonly isBusy: boolean; readonly failure: ReactNode };
  readonly label: string;
  /** Its name for tests and the demo: `data-action`. */
  readonly action: string;
  readonly kind?: 'primary' | 'plain';
  /** Something is still wanting. */
  readonly isWanting?: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  /** Other ways to end it. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { order, kind = 'primary', isWanting = false } = props;
  return (
    <>
      {order.failure}
      <div className="row">
        <Button
          kind={kind}
          data-action={props.action}
          disabled={order.isBusy || isWanting}
          onClick={props.onSave}
        >
          {props.label}
        </Button>
        {props.children}
        <Button kind="quiet" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  );
}

/** What was saved when: quiet, beside what was saved. */
export function SavedMark({ at }: { readonly at: Date | null }) {
  const { t } = useTranslation();
  if (at === null) return null;
  const time = toShanghaiTime(at.toISOString());
  return (
    <span className="saved-mark" role="status">
      ✓ {t('common.savedAt', { time })}
    </span>
  );
}
