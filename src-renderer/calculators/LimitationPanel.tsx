import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch } from '../../shared/case/actions.ts';
import {
  findProceedings,
  limitationEventsOf,
  limitationInputOf,
} from '../../shared/case/limitation-events.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import { codeLabel, interruptionGrounds, limitationStatuses } from '../../shared/law/codes/index.ts';
import { computeLimitation } from '../../shared/law/limitation.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import type { WorkingCalendar } from '../../shared/law/working-days.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useAct } from '../casepage/useCase.ts';
import { Notice, Section, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { InterruptionForm } from './InterruptionForm.tsx';
import { LimitationBase } from './LimitationBase.tsx';
import { SuspensionForm } from './SuspensionForm.tsx';

/**
 * 时效: the day, and the chain of interruptions with the document that proves each. Dates only: whether a party
 * raises the limitation is that party's own affair (法释〔2025〕12号 20).
 */
export function LimitationPanel({
  opened,
  caseId,
  calendar,
}: SectionProps & { readonly calendar: WorkingCalendar }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const { view } = opened;
  const { act } = useAct(caseId);
  const workers = view.parties.filter(isWorker);
  const [partyId, setPartyId] = useState<string | null>(null);
  const worker = workers.find(({ id }) => id === partyId) ?? workers[0];
  const today = todayInShanghai();
  const input = limitationInputOf(view, worker?.id ?? null, today);
  const limitation = input === null ? null : computeLimitation(input, calendar);
  const events = limitationEventsOf(view, today);
  const proceedings = findProceedings(view, today);
  const recorded = view.application.interruptions ?? [];
  const isReadOnly = isClosedTo(view, 'recordIntake');

  const save = useOrder(async (patch: EntityPatch, what: string) => {
    const reason = view.acceptance === null ? {} : { reason: what };
    await act('intake.recorded', { patches: [patch], ...reason });
  });
  const saveOfCase = (fields: EntityPatch['fields'], what: string) =>
    save.run({ kind: 'application', id: 'application', fields }, what);
  const say = (key: string) => i18n.getFixedT('zh-CN')(key);
  const chain = limitation?.chain ?? [];
  return (
    <Section
      title={t('limitation.title')}
      aside={
        workers.length > 1 && (
          <select
            className="input"
            style={{ width: 'auto' }}
            aria-label={t('calculators.worker')}
            data-field="limitation.partyId"
            value={worker?.id ?? ''}
            onChange={(event) => setPartyId(event.target.value)}
          >
            {workers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name || t('intake.unnamed')}
              </option>
            ))}
          </select>
        )
      }
    >
      <LimitationBase
        view={view}
        worker={worker}
        isReadOnly={isReadOnly}
        isBusy={save.isBusy}
        onSave={(patch) => void save.run(patch, say('limitation.baseChanged'))}
      />
      {limitation === null ? (
        <Notice tone="warning">{t('limitation.unknown')}</Notice>
      ) : (
        <>
          {proceedings !== null && (
            <Notice tone="info">
              {t('limitation.proceedings', {
                date: dateText(proceedings.date),
                ground: codeLabel(interruptionGrounds, proceedings.ground, locale),
              })}
            </Notice>
          )}
          {limitation.problem !== null && (
            <Notice tone="warning">{t(`limitation.problem.${limitation.problem}`)}</Notice>
          )}
          {/* What the day is of stands before it: read alone it would be taken for the day by which to apply, whatever has come since. */}
          <p>
            {limitation.restartedExpiresOn !== null &&
              t(chain.length > 0 ? 'limitation.dayAfterInterruption' : 'limitation.dayOfYear')}
            <strong
              data-value="limitationDay"
              style={proceedings === null ? { fontSize: '1.2rem' } : undefined}
            >
              {limitation.restartedExpiresOn === null
                ? t('limitation.none')
                : dateText(limitation.lastDay ?? limitation.restartedExpiresOn)}
            </strong>{' '}
            <span
              className={`tag ${
                limitation.status === 'expired'
                  ? 'tag-red'
                  : limitation.status === 'toBeChecked'
                    ? 'tag-amber'
                    : ''
              }`}
            >
              {codeLabel(limitationStatuses, limitation.status, locale)}
            </span>{' '}
            <span className="small soft">{limitation.article}</span>
          </p>
          {limitation.expiresOn !== null && chain.length > 0 && (
            <p className="small soft">
              {t('limitation.withoutInterruptions', { date: dateText(limitation.expiresOn) })}
            </p>
          )}
        </>
      )}
      <h3>{t('limitation.chain')}</h3>
      {events.length === 0 && <p className="soft">{t('limitation.noEvents')}</p>}
      {events.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('limitation.date')}</th>
                <th scope="col">{t('limitation.ground')}</th>
                <th scope="col">{t('limitation.proof')}</th>
                <th scope="col">{t('limitation.runsTo')}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event, index) => {
                const link = chain[index];
                return (
                  <tr key={`${event.date}-${event.ground}-${event.proof}`} data-interruption={event.ground}>
                    <td>{dateText(event.date)}</td>
                    <td>{codeLabel(interruptionGrounds, event.ground, locale)}</td>
                    <td>
                      {event.proof.trim() || t('limitation.proofUnknown')}{' '}
                      <span className="small soft">
                        {t(event.origin === 'caseFile' ? 'limitation.fromFile' : 'limitation.recorded')}
                      </span>
                    </td>
                    <td>
                      {link === undefined ? '—' : dateText(link.expiresOn)}
                      {link?.problem && (
                        <div className="field-warning">{t(`limitation.link.${link.problem}`)}</div>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {!isReadOnly && (
        <InterruptionForm
          recorded={recorded}
          today={today}
          isBusy={save.isBusy}
          onSave={(interruptions) => saveOfCase({ interruptions }, say('limitation.interruptionsChanged'))}
        />
      )}
      <SuspensionForm
        recorded={view.application.suspensions ?? []}
        isReadOnly={isReadOnly}
        isBusy={save.isBusy}
        onSave={(suspensions) => saveOfCase({ suspensions }, say('limitation.suspensionsChanged'))}
      />
      {save.failure}
    </Section>
  );
}
