import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useAct } from '../casepage/useCase.ts';
import { Button, SavedMark, useOrder } from '../ui/index.tsx';
import { guessClaim } from './guess-claim.ts';
import { claimPatches, obligationPatches, type Transferred } from './transfer.ts';

/** One click moves a result into a claim or into an obligation of the draft agreement. */
export function TransferPanel(props: SectionProps & { readonly result: Transferred }) {
  const { t, i18n } = useTranslation();
  const { opened, caseId, result } = props;
  const { view } = opened;
  const { act } = useAct(caseId);
  /** Chosen for results of one name: the next one of another name goes elsewhere. */
  const [claimChoice, setClaimChoice] = useState<{ readonly title: string; readonly id: string } | null>(
    null,
  );
  const [obligationChoice, setObligationChoice] = useState<typeof claimChoice>(null);
  const [typedReason, setTypedReason] = useState<string | null>(null);
  const [saved, setSaved] = useState<{
    readonly place: 'claim' | 'obligation';
    readonly at: Date;
    /** What was written down: another result is not yet. */
    readonly note: string;
  } | null>(null);
  const claimId = claimChoice?.title === result.title ? claimChoice.id : guessClaim(view.claims, result);
  const obligationId = obligationChoice?.title === result.title ? obligationChoice.id : '';
  const savedIn = (place: 'claim' | 'obligation') =>
    saved?.place === place && saved.note === result.note ? saved.at : null;
  // The words of a correction stand in the file, so they are those of the file's language.
  const reason =
    typedReason ?? i18n.getFixedT('zh-CN')('calculators.correctionReason', { title: result.title });
  const isCorrection = view.acceptance !== null;
  const isReadOnly = isClosedTo(view, 'recordIntake');
  const draft = view.agreements.at(-1);
  const refusal = findRefusal(view, 'draftAgreement');
  const whyNoObligation = draft?.isFinal
    ? t('calculators.agreementFinal')
    : refusal
      ? t(`errors.${refusal}`)
      : '';

  const toClaim = useOrder(async () => {
    await act('intake.recorded', {
      patches: claimPatches(view, result, claimId),
      ...(isCorrection ? { reason } : {}),
    });
    // A new claim is found by its name from now on; once more would make another of it.
    if (claimId === '') setClaimChoice(null);
    setSaved({ place: 'claim', at: new Date(), note: result.note });
  });
  const toObligation = useOrder(async () => {
    const patches = obligationPatches(view, result, obligationId);
    await act('agreement.drafted', { patches });
    // Pressed once more, the same is written into the same.
    const written = patches.find(({ kind }) => kind === 'obligation');
    if (written !== undefined) setObligationChoice({ title: result.title, id: written.id });
    setSaved({ place: 'obligation', at: new Date(), note: result.note });
  });
  if (isReadOnly) return null;
  return (
    <div className="stack">
      <div className="row">
        <label htmlFor="calculatorClaim">{t('calculators.claim')}</label>
        <select
          id="calculatorClaim"
          className="input"
          style={{ width: 'auto', maxWidth: '22rem' }}
          data-field="calculator.claimId"
          value={claimId}
          onChange={(event) => setClaimChoice({ title: result.title, id: event.target.value })}
        >
          <option value="">{t('calculators.newClaim')}</option>
          {view.claims.map((claim) => (
            <option key={claim.id} value={claim.id}>
              {claim.title || claim.text || t('intake.unnamed')}
            </option>
          ))}
        </select>
        {isCorrection && (
          <input
            className="input"
            style={{ width: 'auto', flex: 1, minWidth: '12rem' }}
            aria-label={t('intake.correctionReason')}
            data-field="calculator.reason"
            value={reason}
            onChange={(event) => setTypedReason(event.target.value)}
          />
        )}
        <Button
          kind={savedIn('claim') === null ? 'primary' : 'plain'}
          data-action="result-to-claim"
          disabled={toClaim.isBusy || (isCorrection && reason.trim() === '')}
          onClick={() => void toClaim.run()}
        >
          {t('calculators.toClaim')}
        </Button>
        <SavedMark at={savedIn('claim')} />
      </div>
      {toClaim.failure}
      <div className="row">
        <label htmlFor="calculatorObligation">{t('calculators.obligation')}</label>
        <select
          id="calculatorObligation"
          className="input"
          style={{ width: 'auto', maxWidth: '22rem' }}
          data-field="calculator.obligationId"
          disabled={whyNoObligation !== ''}
          value={obligationId}
          onChange={(event) => setObligationChoice({ title: result.title, id: event.target.value })}
        >
          <option value="">{t('calculators.newObligation')}</option>
          {(draft?.obligations ?? [])
            .filter((one) => one.isMonetary)
            .map((one, index) => (
              <option key={one.id} value={one.id}>
                {index + 1}　{one.kind}
              </option>
            ))}
        </select>
        <Button
          data-action="result-to-obligation"
          disabled={toObligation.isBusy || whyNoObligation !== ''}
          onClick={() => void toObligation.run()}
        >
          {t('calculators.toObligation')}
        </Button>
        <SavedMark at={savedIn('obligation')} />
        {whyNoObligation && <span className="soft small">{whyNoObligation}</span>}
      </div>
      {toObligation.failure}
    </div>
  );
}
