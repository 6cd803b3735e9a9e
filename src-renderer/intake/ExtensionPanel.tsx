import { useTranslation } from 'react-i18next';
import type { ExtensionAgreed } from '../../shared/case/actions.ts';
import { findExtendableRule, findExtensionFault } from '../../shared/case/deadline-events.ts';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { findDayFault } from '../../shared/text/day-fault.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { mayTakeBack, TakeBackAction } from '../casepage/TakeBack.tsx';
import { useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, type Finding, Section, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

type Consent = { readonly on: string; readonly manner: string };
type ExtensionDraft = {
  readonly toDueDate: string;
  readonly reason: string;
  readonly consents?: Readonly<Record<string, Consent>>;
};

/** 延期: a new last day, why, and the consent of everybody (企业劳动争议协商调解规定 29; 京人社仲发〔2025〕1号: fifteen days at most). */
export function ExtensionPanel({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const tables = useLawTables();
  const { value, change, clear } = useDraft<ExtensionDraft>(`${caseId}:extension`, {
    toDueDate: '',
    reason: '',
  });
  const rule = findExtendableRule(view);
  const current = opened.deadlines.find((one) => one.rule === rule?.rule && one.doneOn === null);
  const groups = consentingGroups(view);
  const consentOf = (id: string): Consent => value.consents?.[id] ?? { on: '', manner: '' };
  const changeConsent = (id: string, part: Partial<Consent>) =>
    change({ ...value, consents: { ...value.consents, [id]: { ...consentOf(id), ...part } } });
  const days = groups.map(({ id }) => consentOf(id).on);
  const today = todayInShanghai();
  const isUncertain = days.some((day) => day > today);
  const extension: ExtensionAgreed = {
    rule: rule?.rule ?? '',
    fromDueDate: current?.dueDate ?? today,
    toDueDate: value.toDueDate,
    agreedOn: [...days].sort().at(-1) ?? '',
    reason: value.reason,
    consents: groups.map(({ id, partyIds }) => ({ partyIds, ...consentOf(id) })),
  };
  const isWhole = value.toDueDate !== '' && days.every((day) => day !== '');
  const fault = isWhole && tables ? findExtensionFault(view, extension, tables.calendar) : null;
  // A year whose calendar is still missing hinders nobody from agreeing.
  const isWithoutEffect = fault !== null && fault !== 'calendarMissing';
  const findings: Finding[] = fault
    ? [{ severity: isWithoutEffect ? 'error' : 'warning', text: t(`deadline.${fault}`) }]
    : [];
  const missing = [
    ...(value.toDueDate === '' ? [t('acceptance.extensionTo')] : []),
    ...(value.reason.trim() === '' ? [t('acceptance.extensionReason')] : []),
    ...(days.some((day) => day === '') ? [t('acceptance.consentDays')] : []),
  ];
  const consentFindings = (day: string): Finding[] => {
    const notBefore = view.acceptance?.decidedOn ?? '';
    const found = findDayFault(day, { today, notBefore });
    if (found === null) return [];
    // Nobody has agreed yet on a day that is still to come: the time limit would move by nobody's consent.
    const severity = found === 'inFuture' ? 'error' : 'warning';
    return [{ severity, text: t(`acceptance.consent.${found}`) }];
  };
  const agree = useOrder(async () => {
    await act('extension.agreed', extension);
    clear();
  });
  const refusal = findRefusal(view, 'agreeExtension');
  if (rule === undefined || view.archive !== null) return null;
  if (current === undefined && view.extensions.length === 0) return null;
  return (
    <Section title={t('acceptance.extension')}>
      {view.extensions.map((one, index) => {
        const words = t('acceptance.extendedTo', {
          from: dateText(one.fromDueDate),
          to: dateText(one.toDueDate),
          reason: one.reason,
        });
        return (
          <div key={one.actionId} data-extension={index + 1}>
            {one.isWithdrawn ? (
              <p className="soft">
                <s>{words}</s> <span className="small">{t('takeBack.done')}</span>
              </p>
            ) : (
              <>
                <p>{words}</p>
                <PaperLine
                  view={view}
                  caseId={caseId}
                  paper={{ form: 'extensionConsent', subjectId: `${index + 1}` }}
                />
                {mayTakeBack(view) && (
                  <TakeBackAction
                    label={t('takeBack.extension')}
                    name={`extension-${index + 1}`}
                    caseId={caseId}
                    actionId={one.actionId}
                  />
                )}
              </>
            )}
          </div>
        );
      })}
      {current !== undefined && refusal !== null && <p className="soft">{t(`errors.${refusal}`)}</p>}
      {current !== undefined && !isClosedTo(view, 'agreeExtension') && (
        <>
          <p className="soft small">
            {t('acceptance.extensionRule', { date: dateText(current.dueDate), article: rule.article })}
            {rule.extension?.daysAtMost
              ? t('acceptance.extensionAtMost', { count: rule.extension.daysAtMost })
              : ''}
          </p>
          <div className="grid">
            <TextInput
              label={t('acceptance.extensionTo')}
              field="extension.toDueDate"
              type="date"
              value={value.toDueDate}
              findings={findings}
              onChange={(toDueDate) => change({ ...value, toDueDate })}
            />
            <TextInput
              label={t('acceptance.extensionReason')}
              field="extension.reason"
              value={value.reason}
              onChange={(reason) => change({ ...value, reason })}
            />
          </div>
          {groups.map(({ id, names, partyIds }) => (
            <div key={id} className="grid" data-consent={id}>
              <TextInput
                label={t('acceptance.consentOn', {
                  names:
                    partyIds.length > 1
                      ? t('case.andOthers', { names: names[0], count: names.length })
                      : names[0],
                })}
                field={`extension.consent.${id}.on`}
                type="date"
                value={consentOf(id).on}
                findings={consentFindings(consentOf(id).on)}
                onChange={(on) => changeConsent(id, { on })}
              />
              <TextInput
                label={t('acceptance.consentManner')}
                field={`extension.consent.${id}.manner`}
                value={consentOf(id).manner}
                onChange={(manner) => changeConsent(id, { manner })}
              />
            </div>
          ))}
          {agree.failure}
          <div className="row">
            <Button
              data-action="agree-extension"
              disabled={agree.isBusy || isWithoutEffect || isUncertain || missing.length > 0}
              onClick={() => void agree.run()}
            >
              {t('acceptance.extend')}
            </Button>
            <StillMissing labels={missing} />
          </div>
        </>
      )}
    </Section>
  );
}

/** More than a few on one side agree together, by those they elected (劳动争议调解仲裁法 7). */
const asOneFrom = 4;

/** Who has to consent: everybody by himself, a group of workers as one. */
function consentingGroups({ parties }: CaseView): { id: string; names: string[]; partyIds: string[] }[] {
  const applicants = parties.filter(({ side }) => side === 'applicant');
  const alone = applicants.length < asOneFrom ? parties : parties.filter(({ side }) => side !== 'applicant');
  const together = applicants.length < asOneFrom ? [] : [applicants];
  return [...together, ...alone.map((party) => [party])].map((group) => ({
    id: group[0]?.id ?? '',
    names: group.map(({ name }) => name ?? ''),
    partyIds: group.map(({ id }) => id),
  }));
}
