import { type ButtonHTMLAttributes, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../app/error-text.ts';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly kind?: 'primary' | 'plain' | 'quiet';
};

export function Button({ kind = 'plain', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={`button button-${kind} ${className ?? ''}`} {...rest} />;
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

/** Runs an order of the person once at a time, and keeps its failure to be shown in place. */
export function useOrder<Arguments extends unknown[]>(work: (...given: Arguments) => Promise<unknown>) {
  const { t } = useTranslation();
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({
    isBusy: false,
    error: null,
  });
  const run = async (...given: Arguments): Promise<boolean> => {
    if (state.isBusy) return false;
    setState({ isBusy: true, error: null });
    try {
      await work(...given);
      setState({ isBusy: false, error: null });
      return true;
    } catch (error) {
      setState({ isBusy: false, error: errorText(error, t) });
      return false;
    }
  };
  return {
    run,
    isBusy: state.isBusy,
    error: state.error,
    failure: state.error ? <Notice tone="error">{state.error}</Notice> : null,
  };
}

/** What was saved when: quiet, beside what was saved. */
export function SavedMark({ at }: { readonly at: Date | null }) {
  const { t } = useTranslation();
  if (at === null) return null;
  const time = at.toTimeString().slice(0, 5);
  return (
    <span className="saved-mark" role="status">
      ✓ {t('common.savedAt', { time })}
    </span>
  );
}
