import { useTranslation } from 'react-i18next';
import { nextVersionOf } from '../../shared/case/agreement-versions.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useAct } from '../casepage/useCase.ts';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';
import { AgreementEditor } from './AgreementEditor.tsx';
import { defaultTerms } from './default-terms.ts';
import { obligationsFromClaims } from './drafting.ts';
import { EnforcementPanel } from './EnforcementPanel.tsx';
import { ImmediatePanel } from './ImmediatePanel.tsx';
import { Versions } from './Versions.tsx';

/**
 * 调解协议书: drafted, in versions, made final, and by which way its performance is secured; or what was performed at the
 * table without an agreement.
 */
export default function AgreementSection({ opened, caseId }: SectionProps) {
  const last = opened.view.agreements.at(-1);
  if (last === undefined) {
    return (
      <div>
        {opened.view.immediatePerformances.length === 0 && <Beginning opened={opened} caseId={caseId} />}
        <ImmediatePanel opened={opened} caseId={caseId} />
      </div>
    );
  }
  return (
    <div>
      <Versions opened={opened} caseId={caseId} />
      {last.isFinal && <EnforcementPanel opened={opened} caseId={caseId} />}
      <AgreementEditor key={last.version} opened={opened} caseId={caseId} agreement={last} />
    </div>
  );
}

function Beginning({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const go = useRoutes((routes) => routes.go);
  const may = useMay();
  const refusal = findRefusal(view, 'draftAgreement');
  const begin = useOrder(async (isFromClaims: boolean) => {
    const version = nextVersionOf(view);
    await act('agreement.drafted', {
      patches: [
        { kind: 'agreementTerms', id: version, fields: defaultTerms(view) },
        ...(isFromClaims ? obligationsFromClaims(view, version) : []),
      ],
    });
  });
  return (
    <Section title={t('section.agreement')}>
      <p className="soft">
        {t('agreement.none')} {refusal && t(`errors.${refusal}`)}
      </p>
      {begin.failure}
      <div className="row">
        <Button
          kind={view.nextStep === 'draftAgreement' ? 'primary' : 'plain'}
          data-action="draft-from-claims"
          disabled={begin.isBusy || refusal !== null}
          onClick={() => void begin.run(true)}
        >
          {t('agreement.draftFromClaims')}
        </Button>
        <Button
          data-action="draft-empty"
          disabled={begin.isBusy || refusal !== null}
          onClick={() => void begin.run(false)}
        >
          {t('agreement.draftEmpty')}
        </Button>
        {refusal === null && may('writeCaucusNotes') && (
          <Button
            kind="quiet"
            data-action="to-assessment"
            onClick={() => go({ name: 'case', caseId, section: 'performance', at: 'write-assessment' })}
          >
            {t('agreement.assessFirst')}
          </Button>
        )}
      </div>
    </Section>
  );
}
