import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { findRisksOfEmployers } from '../../shared/risk/related-risks.ts';
import { call, desk } from '../app/desk.ts';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { useStayed } from '../ui/useSettled.ts';
import { LevelTag } from './tags.tsx';
import { linkOrder, useRisks } from './useRisk.ts';

/** Where the parties of a case are entered: what the register knows of the employer, and the way to link the two. */
export const RisksOfEmployer = memo(function RisksOfEmployer({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const may = useMay();
  const link = useOrder((riskId: string) =>
    call(desk.risks.act({ riskId, order: linkOrder(view.caseId, view.opened) })),
  );
  const employers = view.parties.filter(({ kind }) => kind === 'employer');
  // The register is read when somebody stays at the case: its opening does not wait for it.
  const hasStayed = useStayed();
  const risks = useRisks(hasStayed && employers.length > 0) ?? [];
  const found = findRisksOfEmployers(risks, employers, view.caseId);
  return (
    <>
      {link.failure}
      {found.map(({ riskId, riskNumber, risk }) => (
        <div key={riskId} className="row" data-related-risk={riskId} style={{ marginBottom: '0.75rem' }}>
          <Notice tone="info">
            {t('risk.ofEmployer', { name: risk.employerName ?? '', number: riskNumber })}{' '}
            <LevelTag level={risk.riskLevel ?? ''} />
          </Notice>
          {may('keepRisks') && (
            <Button data-action="link-risk" disabled={link.isBusy} onClick={() => void link.run(riskId)}>
              {t('risk.linkThisCase')}
            </Button>
          )}
          <Button kind="quiet" data-action="open-related-risk" onClick={() => go({ name: 'risk', riskId })}>
            {t('risk.open')}
          </Button>
        </div>
      ))}
    </>
  );
});
