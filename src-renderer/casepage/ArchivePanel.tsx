import { useTranslation } from 'react-i18next';
import { archiveForms } from '../../shared/case/archive-forms.ts';
import { findFormerArchive, listOutdatedFrame } from '../../shared/case/former-closing.ts';
import { proposeRetention } from '../../shared/case/retention.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import {
  type ArchiveItem,
  type ArchivePlace,
  checkArchive,
  isOpenItem,
} from '../../shared/documents/archive-check.ts';
import { codeLabel } from '../../shared/law/codes/index.ts';
import { retentionClasses, shippedRetentionRule } from '../../shared/law/office-rules.ts';
import { findDayFault } from '../../shared/text/day-fault.ts';
import { useSession } from '../app/session-store.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { useCodeOptions } from '../editing/index.ts';
import { type Page, useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';
import { isSaidAbove } from './HandOver.tsx';
import type { SectionId } from './section-ids.ts';
import { useAct } from './useCase.ts';

/** 归档: the list of DOMAIN 2.3.15 first. A 必须 item that is not there needs a word on why, kept with the archiving. */
export function ArchivePanel({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const go = useRoutes((routes) => routes.go);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const refusal = findRefusal(view, 'archiveCase');
  const former = findFormerArchive(view);
  const { value, change, clear } = useDraft(`${caseId}:archive`, {
    archiveNumber: former?.archiveNumber ?? '',
    filedOn: todayInShanghai(),
    filedBy: former?.filedBy ?? person,
    checkedBy: former?.checkedBy ?? '',
    /** '' follows the office's rule. */
    retentionClass: former?.retentionClass ?? '',
    note: former?.note ?? '',
    reasons: {} as Readonly<Record<string, string>>,
  });
  const rule = useLawTables()?.retention;
  const proposed = rule === undefined ? null : proposeRetention(view, rule);
  const retentionClass = value.retentionClass || (proposed?.retentionClass ?? '');
  const retentionOptions = useCodeOptions(retentionClasses, retentionClass);
  const items = checkArchive(view);
  const reasonOf = (id: string) => (value.reasons[id] ?? '').trim();
  const unanswered = items.filter((item) => isOpenItem(item) && reasonOf(item.id) === '');
  const dayFault = findDayFault(value.filedOn, {
    today: todayInShanghai(),
    notBefore: view.outcome?.closedOn ?? '',
  });
  const save = useOrder(async () => {
    const { reasons: _, ...body } = value;
    const overruled = items
      .filter((item) => isOpenItem(item))
      .map(({ id }) => ({ item: id, reason: reasonOf(id) }));
    await act('case.archived', { ...body, retentionClass, ...(overruled.length > 0 ? { overruled } : {}) });
    clear();
  });
  const outdated = listOutdatedFrame(view);
  if (view.archive !== null)
    return (
      <Section title={t('closing.archive')}>
        <Notice tone="good">
          {t('closing.archived', {
            number: view.archive.archiveNumber,
            date: dateText(view.archive.filedOn),
          })}
        </Notice>
        {view.archive.overruled?.map(({ item, reason }) => (
          <p key={item} className="small">
            {t('common.labelled', { label: t(`archiveItem.${item}`), value: reason })}
          </p>
        ))}
        <h3>{t('archiveItem.frame')}</h3>
        <p className="soft small">{t('closing.frameNow')}</p>
        {outdated.length > 0 && (
          <Notice tone="warning">
            {t('closing.frameOutdated', { names: listText(outdated.map((form) => t(`form.${form}`))) })}
          </Notice>
        )}
        {archiveForms.map((form) => (
          <PaperLine key={form} view={view} caseId={caseId} paper={{ form, subjectId: 'application' }} />
        ))}
      </Section>
    );
  // Fields that nothing would take are not offered.
  if (refusal !== null)
    return isSaidAbove(refusal) ? null : (
      <Section title={t('closing.archive')}>
        <p className="soft">{t(`errors.${refusal}`)}</p>
      </Section>
    );
  const text = (field: 'archiveNumber' | 'filedBy' | 'checkedBy' | 'note') => (
    <TextInput
      label={t(field === 'note' ? 'closing.remarks' : `closing.${field}`)}
      field={`archive.${field}`}
      value={value[field]}
      onChange={(next) => change({ ...value, [field]: next })}
    />
  );
  return (
    <Section title={t('closing.archive')}>
      <h3>{t('closing.check')}</h3>
      <ul className="lines" data-value="archiveCheck">
        {items.map((item) => (
          <CheckLine
            key={item.id}
            item={item}
            onMend={() => item.place !== null && go(pageOf(caseId, item.place, item.state))}
            reason={value.reasons[item.id] ?? ''}
            onReason={(reason) => change({ ...value, reasons: { ...value.reasons, [item.id]: reason } })}
          />
        ))}
      </ul>
      <p className="soft small">{t('closing.frameLater')}</p>
      <div className="grid">
        {text('archiveNumber')}
        {text('filedBy')}
        {text('checkedBy')}
        <TextInput
          label={t('closing.filedOn')}
          field="archive.filedOn"
          type="date"
          value={value.filedOn}
          findings={
            dayFault === null ? [] : [{ severity: 'warning', text: t(`closing.filedDay.${dayFault}`) }]
          }
          onChange={(filedOn) => change({ ...value, filedOn })}
        />
        <div className="field">
          <label htmlFor="retention">{t('closing.retentionClass')}</label>
          <select
            id="retention"
            data-field="archive.retentionClass"
            value={retentionClass}
            onChange={(event) => change({ ...value, retentionClass: event.target.value })}
          >
            {retentionOptions.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {text('note')}
        {proposed !== null && view.outcome !== null && (
          <span className="field-hint field-wide" data-value="retentionProposed">
            {t('closing.retentionProposed', {
              ground: t(`closing.retentionGround.${proposed.ground}`),
              years: codeLabel(
                retentionClasses,
                proposed.retentionClass,
                i18n.language === 'en' ? 'en' : 'zh-CN',
              ),
              source:
                rule?.source === shippedRetentionRule.source
                  ? t('officeRules.shippedSource.retention')
                  : rule?.source,
            })}
          </span>
        )}
      </div>
      {unanswered.length > 0 && (
        <Notice tone="warning">
          {t('closing.unanswered', { items: listText(unanswered.map(({ id }) => t(`archiveItem.${id}`))) })}
        </Notice>
      )}
      {save.failure}
      <div className="row">
        <Button
          kind={unanswered.length === 0 ? 'primary' : 'plain'}
          data-action="archive"
          disabled={
            save.isBusy || value.archiveNumber.trim() === '' || retentionClass === '' || unanswered.length > 0
          }
          onClick={() => void save.run()}
        >
          {t('step.archiveCase')}
        </Button>
        {value.archiveNumber.trim() === '' && <StillMissing labels={[t('closing.archiveNumber')]} />}
      </div>
    </Section>
  );
}

/** Where what is open is made, signed or recorded. */
function pageOf(caseId: string, place: ArchivePlace, state: ArchiveItem['state']): Page {
  const inSection = (section: SectionId) => ({ name: 'case' as const, caseId, section });
  if (place === 'service') return { ...inSection('documents'), at: 'services' };
  if (typeof place === 'string') return inSection(place);
  return state === 'unsigned'
    ? { ...inSection('documents'), at: `${place.form}.${place.subjectId}` }
    : { ...inSection('documents'), paper: place };
}

const marks = { inFile: '✓', unsigned: '！', paperOnly: '○', missing: '✕' } as const;
const tones = { inFile: 'tag-green', unsigned: 'tag-amber', paperOnly: '', missing: 'tag-amber' } as const;

function CheckLine(props: {
  readonly item: ArchiveItem;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onMend: () => void;
}) {
  const { t } = useTranslation();
  const { item, reason, onReason, onMend } = props;
  const name = t(`archiveItem.${item.id}`);
  const onPaper = t('closing.onPaper', { lng: 'zh-CN' });
  return (
    <li className="row" data-item={item.id} data-state={item.state}>
      <span className={`tag ${tones[item.state]}`}>
        <span aria-hidden="true">{marks[item.state]} </span>
        {t(`closing.itemState.${item.state}`)}
      </span>
      <span>
        {name}{' '}
        <span className="small soft">{t(item.isRequired ? 'closing.required' : 'closing.asNeeded')}</span>
      </span>
      {item.place !== null && (
        <Button kind="quiet" data-action={`mend-${item.id}`} onClick={onMend}>
          {t(item.state === 'unsigned' ? 'closing.toSign' : 'closing.toMend')}
        </Button>
      )}
      {isOpenItem(item) && (
        <>
          <input
            className="input"
            style={{ flex: 1, minWidth: '12rem' }}
            aria-label={t('closing.reasonFor', { item: name })}
            placeholder={t('closing.reasonHint')}
            data-field={`archive.reason.${item.id}`}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
          {reason !== onPaper && item.id !== 'performance' && (
            <Button kind="quiet" data-action={`on-paper-${item.id}`} onClick={() => onReason(onPaper)}>
              {t('closing.onPaper')}
            </Button>
          )}
        </>
      )}
    </li>
  );
}
