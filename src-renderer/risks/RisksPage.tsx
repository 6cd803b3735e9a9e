import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../shared/law/codes/index.ts';
import type { RiskView } from '../../shared/risk/view.ts';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Section } from '../ui/index.tsx';
import { RiskLine } from './RiskLine.tsx';
import { useRisks } from './useRisk.ts';

const levels: readonly string[] = riskLevels.map(({ code }) => code);
/** The graver first, those that nobody judged last; of one level the one whose key date comes next. */
const byUrgency = (left: RiskView, right: RiskView): number =>
  levels.indexOf(right.risk.riskLevel ?? '') - levels.indexOf(left.risk.riskLevel ?? '') ||
  (left.risk.keyDate || '9999').localeCompare(right.risk.keyDate || '9999');

const kinds = ['open', 'ended', 'withdrawn'] as const;
type Kind = (typeof kinds)[number];
const kindOf = ({ isWithdrawn, endedOn }: RiskView): Kind =>
  isWithdrawn ? 'withdrawn' : endedOn === '' ? 'open' : 'ended';

/** 风险: the register of what is found at employers before there is a case (京人社仲发〔2023〕18号 3). */
export function RisksPage() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const may = useMay();
  const [kind, setKind] = useState<Kind>('open');
  const risks = useRisks();
  const shown = risks?.filter((one) => kindOf(one) === kind).sort(byUrgency);
  return (
    <Section
      title={t('risk.title')}
      aside={
        <>
          <Button
            kind="quiet"
            data-action="print-risk-ledger"
            onClick={() => go({ name: 'ledger', form: 'riskLedger' })}
          >
            {t('risk.print')}
          </Button>
          {may('keepRisks') && (
            <Button kind="primary" data-action="new-risk" onClick={() => go({ name: 'risk', riskId: '' })}>
              {t('risk.new')}
            </Button>
          )}
        </>
      }
    >
      <div className="chips" role="group" aria-label={t('risk.which')} style={{ marginBottom: '0.75rem' }}>
        {kinds.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            data-risks={one}
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
          >
            {t(`risk.kind.${one}`)} {risks?.filter((risk) => kindOf(risk) === one).length}
          </button>
        ))}
      </div>
      {shown?.length === 0 && <p className="soft">{t(`risk.none.${kind}`)}</p>}
      <ul className="lines">
        {shown?.map((one) => (
          <RiskLine key={one.riskId} view={one} />
        ))}
      </ul>
    </Section>
  );
}
