import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeLabel, currentCodes, outcomes } from '../../shared/law/codes/index.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import type { SectionProps } from './CasePage.tsx';
import { useAct } from './useCase.ts';

const retentionClasses = ['5年', '10年', '30年', '永久'];

/** 结案, 归档 and reopening with a reason. */
export function Closing({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const outcome = useDraft(`${caseId}:outcome`, {
    code: view.agreements.some((one) => one.effectiveness.isEffective) ? 'R01' : '',
    closedOn: todayInShanghai(),
    note: '',
  });
  const archive = useDraft(`${caseId}:archive`, {
    archiveNumber: '',
    filedOn: todayInShanghai(),
    filedBy: '',
    checkedBy: '',
    retentionClass: '10年',
    note: '',
  });
  const [reason, setReason] = useState('');
  const saveOutcome = useOrder(async () => {
    await act('outcome.recorded', outcome.value);
    outcome.clear();
  });
  const saveArchive = useOrder(async () => {
    await act('case.archived', archive.value);
    archive.clear();
  });
  const reopen = useOrder(async () => {
    await act('case.reopened', { reopenedOn: todayInShanghai(), reason });
    setReason('');
  });
  const refusal = (id: string) => view.steps.find((step) => step.id === id)?.refusal ?? null;
  return (
    <div>
      <Section title={t('closing.outcome')}>
        {view.outcome ? (
          <p data-value="outcome">
            {codeLabel(outcomes, view.outcome.code, locale)}　{formatChineseDate(view.outcome.closedOn)}　
            {view.outcome.note}
          </p>
        ) : (
          <>
            <div className="grid">
              <div className="field">
                <label htmlFor="outcomeCode">{t('closing.code')}</label>
                <select
                  id="outcomeCode"
                  data-field="outcome.code"
                  value={outcome.value.code}
                  onChange={(event) => outcome.change({ ...outcome.value, code: event.target.value })}
                >
                  <option value="">{t('common.choose')}</option>
                  {currentCodes(outcomes).map((entry) => (
                    <option key={entry.code} value={entry.code}>
                      {codeLabel(outcomes, entry.code, locale)}
                    </option>
                  ))}
                </select>
              </div>
              <div className="field">
                <label htmlFor="closedOn">{t('closing.closedOn')}</label>
                <input
                  id="closedOn"
                  type="date"
                  data-field="outcome.closedOn"
                  value={outcome.value.closedOn}
                  onChange={(event) => outcome.change({ ...outcome.value, closedOn: event.target.value })}
                />
              </div>
              <div className="field field-wide">
                <label htmlFor="outcomeNote">{t('closing.note')}</label>
                <input
                  id="outcomeNote"
                  data-field="outcome.note"
                  value={outcome.value.note}
                  onChange={(event) => outcome.change({ ...outcome.value, note: event.target.value })}
                />
              </div>
            </div>
            {refusal('recordOutcome') && (
              <p className="soft small">{t(`errors.${refusal('recordOutcome')}`)}</p>
            )}
            {saveOutcome.failure}
            <Button
              kind="primary"
              data-action="record-outcome"
              disabled={saveOutcome.isBusy || outcome.value.code === '' || refusal('recordOutcome') !== null}
              onClick={() => void saveOutcome.run()}
            >
              {t('step.recordOutcome')}
            </Button>
          </>
        )}
      </Section>
      <Section title={t('closing.archive')}>
        {view.archive ? (
          <Notice tone="good">
            {t('closing.archived', {
              number: view.archive.archiveNumber,
              date: formatChineseDate(view.archive.filedOn),
            })}
          </Notice>
        ) : (
          <>
            <div className="grid">
              {(['archiveNumber', 'filedBy', 'checkedBy', 'note'] as const).map((name) => (
                <div key={name} className="field">
                  <label htmlFor={name}>{t(`closing.${name}`)}</label>
                  <input
                    id={name}
                    data-field={`archive.${name}`}
                    value={archive.value[name]}
                    onChange={(event) => archive.change({ ...archive.value, [name]: event.target.value })}
                  />
                </div>
              ))}
              <div className="field">
                <label htmlFor="filedOn">{t('closing.filedOn')}</label>
                <input
                  id="filedOn"
                  type="date"
                  data-field="archive.filedOn"
                  value={archive.value.filedOn}
                  onChange={(event) => archive.change({ ...archive.value, filedOn: event.target.value })}
                />
              </div>
              <div className="field">
                <label htmlFor="retention">{t('closing.retentionClass')}</label>
                <select
                  id="retention"
                  data-field="archive.retentionClass"
                  value={archive.value.retentionClass}
                  onChange={(event) =>
                    archive.change({ ...archive.value, retentionClass: event.target.value })
                  }
                >
                  {retentionClasses.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              </div>
            </div>
            {refusal('archiveCase') && <p className="soft small">{t(`errors.${refusal('archiveCase')}`)}</p>}
            {saveArchive.failure}
            <Button
              kind="primary"
              data-action="archive"
              disabled={
                saveArchive.isBusy || refusal('archiveCase') !== null || archive.value.archiveNumber === ''
              }
              onClick={() => void saveArchive.run()}
            >
              {t('step.archiveCase')}
            </Button>
          </>
        )}
      </Section>
      {refusal('reopenCase') === null && (
        <Section title={t('closing.reopen')}>
          <div className="field">
            <label htmlFor="reopenReason">{t('closing.reopenReason')}</label>
            <input
              id="reopenReason"
              data-field="reopen.reason"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          {reopen.failure}
          <Button
            data-action="reopen"
            disabled={reopen.isBusy || reason.trim() === ''}
            onClick={() => void reopen.run()}
          >
            {t('closing.reopen')}
          </Button>
        </Section>
      )}
    </div>
  );
}
