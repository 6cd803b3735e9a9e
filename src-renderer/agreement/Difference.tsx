import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { type ClauseDifference, compareAgreements } from '../../shared/documents/agreement-difference.ts';
import { agreementSentences } from '../../shared/documents/forms/agreement.ts';
import { usableReplacements } from '../../shared/documents/wording/versions.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice } from '../ui/index.tsx';

/** Two versions clause by clause: what was struck, what was added; clauses that say the same are folded away. */
export function Difference(props: {
  readonly view: CaseView;
  readonly before: string;
  readonly after: string;
  readonly onChoose: (before: string, after: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { view, before, after, onChoose } = props;
  const [isWhole, setWhole] = useState(false);
  const { data } = useQuery({ queryKey: ['wording'], queryFn: () => call(desk.wording.forms({})) });
  const clauses = useMemo(() => {
    // A draft reads as it would be printed now: in the office's own words.
    const [inUse] = data?.forms.find(({ form }) => form === 'agreement')?.versions ?? [];
    const wording = usableReplacements(agreementSentences, inUse?.sentences ?? {});
    return compareAgreements(view, before, after, wording);
  }, [data, view, before, after]);
  const changed = clauses.filter(({ state }) => state !== 'same');
  const shown = isWhole ? clauses : changed;
  const sections = [...new Set(shown.map(({ section }) => section))];
  const versions = view.agreements.map(({ version }) => version);
  return (
    <div className="card stack" data-value="difference" data-versions={`${before}-${after}`}>
      <div className="row">
        <h3 style={{ flex: 1 }}>{t('versions.difference', { count: changed.length })}</h3>
        <VersionChoice
          label={t('versions.earlier')}
          name="before"
          value={before}
          versions={versions}
          onChange={(version) => onChoose(version, after)}
        />
        <VersionChoice
          label={t('versions.later')}
          name="after"
          value={after}
          versions={versions}
          onChange={(version) => onChoose(before, version)}
        />
        <Button data-action="close-difference" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </div>
      {changed.length === 0 && <Notice tone="info">{t('versions.noDifference')}</Notice>}
      {sections.map((section) => (
        <section key={section} className="paper" lang="zh-CN" aria-label={section}>
          <h4>{section}</h4>
          {shown
            .filter((one) => one.section === section)
            .map((clause, index) => (
              <ClauseLine key={`${clause.number}-${index}`} clause={clause} />
            ))}
        </section>
      ))}
      <div className="row">
        <span className="small soft">
          <del>{t('versions.struck')}</del>　<ins>{t('versions.added')}</ins>
        </span>
        {clauses.length > changed.length && (
          <Button kind="quiet" data-action="whole-difference" onClick={() => setWhole(!isWhole)}>
            {isWhole
              ? t('versions.changesOnly')
              : t('versions.wholeText', { count: clauses.length - changed.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

function VersionChoice(props: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly versions: readonly string[];
  readonly onChange: (version: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <label className="row small">
      {props.label}
      <select
        className="input"
        style={{ width: 'auto' }}
        data-field={`versions.${props.name}`}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.versions.map((version) => (
          <option key={version} value={version}>
            {t('versions.version', { version })}
          </option>
        ))}
      </select>
    </label>
  );
}

const marks = { same: 'span', struck: 'del', added: 'ins' } as const;

/** Said in words too: colours and strokes alone are nothing to a screen reader or on a bad screen. */
function ClauseLine({ clause }: { readonly clause: ClauseDifference }) {
  const { t } = useTranslation();
  const { state, number, segments } = clause;
  return (
    <p data-clause={state}>
      {state !== 'same' && <span className="tag">{t(`versions.clause.${state}`)}</span>}{' '}
      {number === '' ? '' : `${number}．`}
      {segments.map(({ kind, text }, index) => {
        const Mark = marks[kind];
        return <Mark key={`${index}${kind}`}>{text}</Mark>;
      })}
    </p>
  );
}
