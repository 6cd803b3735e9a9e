import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listOverrulings } from '../../shared/case/overrulings.ts';
import type { TimelineEntry } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { deadlineLabel } from '../../shared/law/deadline-labels.ts';
import { usePaperLabel } from '../documents/PaperList.tsx';
import { inWords } from '../editing/coded-values.ts';
import { textOfValue } from '../editing/value-text.ts';
import { Section } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';
import { useNamesOfIds } from './names-of-ids.ts';

/** Every action of the case file, newest first; each opens what was said then. */
export function Timeline({ opened }: SectionProps) {
  const { t } = useTranslation();
  const { timeline } = opened.view;
  return (
    <Section
      title={t('section.timeline')}
      aside={<span className="soft">{t('timeline.count', { count: timeline.length })}</span>}
    >
      <TimelineEntries
        timeline={timeline}
        people={opened.people}
        gistOf={({ type, body }) => <Gist type={type} body={body} view={opened.view} />}
        linesOf={({ type, body }) => <BodyLines type={type} body={body} view={opened.view} />}
      />
    </Section>
  );
}

/** The actions of a record, the newest first: when, what and by whom in a line, what was said then inside. */
export function TimelineEntries(props: {
  readonly timeline: readonly TimelineEntry[];
  /** Names by the ids of persons. */
  readonly people: Readonly<Record<string, string>>;
  readonly gistOf?: (entry: TimelineEntry) => ReactNode;
  readonly linesOf: (entry: TimelineEntry) => ReactNode;
}) {
  const { t } = useTranslation();
  return props.timeline.toReversed().map((entry) => (
    <details key={entry.actionId} className="entry timeline-entry" data-action-type={entry.type}>
      <summary>
        {instantText(entry.at)}
        {'　'}
        {t(`action.${entry.type}`, { defaultValue: entry.type })}
        {'　'}
        <span className="soft">{props.people[entry.person] ?? ''}</span>
        {entry.isRedacted ? null : props.gistOf?.(entry)}
      </summary>
      {entry.isRedacted ? <p className="soft">{t('timeline.redacted')}</p> : props.linesOf(entry)}
    </details>
  ));
}

/** More than a line of the widest window holds; the rest is in the entry itself. */
const gistLength = 200;

/** What tells one line from the next of its kind: who signed, which paper, who said what. */
function Gist({
  type,
  body,
  view,
}: {
  readonly type: string;
  readonly body: unknown;
  readonly view: CaseView;
}) {
  const labelOf = usePaperLabel(view);
  const record = body as {
    readonly documentId?: string;
    readonly signerName?: string;
    readonly patches?: readonly { readonly fields: Readonly<Record<string, unknown>> }[];
  };
  const document = view.documents.find(({ documentId }) => documentId === record.documentId);
  const fields = record.patches?.[0]?.fields ?? {};
  const words =
    type === 'minutes.entryWritten'
      ? [fields.speaker, fields.text].filter(Boolean).map(String)
      : [document ? labelOf(document) : '', record.signerName ?? ''].filter(Boolean);
  const text = words.join(' · ');
  if (text === '') return null;
  return (
    <span className="soft small">
      {'　'}
      {text.slice(0, gistLength)}
    </span>
  );
}

type Line = { readonly label: string; readonly value: string };

/** What an action of a case says, field by field. */
export function BodyLines(props: { readonly type: string; readonly body: unknown; readonly view: CaseView }) {
  const { type, body, view } = props;
  return <ActionLines type={type} body={body} names={useNamesOfIds(view)} />;
}

/**
 * What an action says, field by field.
 * @param props.names what the ids of its record stand for, where it has a name
 */
export function ActionLines(props: {
  readonly type: string;
  readonly body: unknown;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { type, body, names } = props;
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const overruled = listOverrulings(type, body).map(
    ({ messageKey, params, fieldKey, reason }): Line => ({
      label: t('timeline.overruled'),
      value: t('timeline.overruledLine', {
        field: fieldKey === null ? '' : t('timeline.overruledField', { field: t(fieldKey) }),
        words: t(messageKey, { ...params, defaultValue: messageKey }),
        reason,
      }),
    }),
  );
  const lines = [...overruled, ...linesOf(body, locale, names, (key) => t(key, { defaultValue: '' }))];
  return (
    <dl className="small action-lines">
      {lines.map((line, index) => (
        <div key={`${line.label}-${index}`}>
          <dt className="soft">{line.label}</dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The name stands beside it. */
const idFields: readonly string[] = ['signerId', 'toOfficeId', 'speakerId'];

/** Fields whose values are codes of the forms and packs, and where their words stand. */
const valueWords: Readonly<Record<string, string>> = {
  form: 'form',
  purpose: 'pack.kind',
  capacity: 'capacity',
  decision: 'decision',
};

/**
 * The fields of an action in the words of the forms. Content that only machines read is left out.
 * @param names what the ids of the case stand for, where it has a name
 */
function linesOf(
  body: unknown,
  locale: 'zh-CN' | 'en',
  names: ReadonlyMap<string, string>,
  word: (key: string) => string,
): Line[] {
  const textOf = (value: unknown): string => textOfValue(value, { word, findName: (id) => names.get(id) });
  if (typeof body !== 'object' || body === null) return [];
  const record = body as Record<string, unknown>;
  if (Array.isArray(record.patches)) {
    // Why a warning was set aside stands beside the warning.
    const isSaid = typeof record.reason !== 'string' || Array.isArray(record.overruled);
    const reason = isSaid ? [] : [{ label: word('timeline.reason'), value: String(record.reason) }];
    return [
      ...reason,
      ...record.patches.flatMap((patch: { kind: string; id: string; fields: Record<string, unknown> }) =>
        Object.entries(patch.fields)
          // What is written lest it stay taken out says nothing where it never was.
          .filter(
            ([field, value]) => !idFields.includes(field) && (field !== 'isWithdrawn' || value !== null),
          )
          .map(([field, value]) => ({
            label: `${names.has(patch.id) ? `${names.get(patch.id)}　` : ''}${word(`field.${patch.kind}.${field}`) || field}`,
            value: textOf(inWords(patch.kind, field, value, locale)),
          })),
      ),
    ];
  }
  return Object.entries(record)
    .filter(
      ([field, value]) =>
        !idFields.includes(field) && (field === 'consents' || typeof value !== 'object' || value === null),
    )
    .map(([field, value]) => ({
      label: word(`body.${field}`) || field,
      value:
        field === 'rule'
          ? deadlineLabel(String(value), locale)
          : (field in valueWords && word(`${valueWords[field]}.${String(value)}`)) ||
            textOf(inWords('body', field, value, locale)),
    }));
}
