import { useTranslation } from 'react-i18next';
import type { OpenedRisk } from '../../shared/contract/risks.ts';
import { call, desk } from '../app/desk.ts';
import { TakeBack } from '../casepage/TakeBack.tsx';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { EntriesProps } from './RiskEntries.tsx';
import { useRiskAct } from './useRisk.ts';

/** 关联案件: what came of it; 转为调解案件 takes over the employer, the source and its paper. */
export function RiskCases({
  view,
  isReadOnly,
  unlinkedCase,
}: EntriesProps & Pick<OpenedRisk, 'unlinkedCase'>) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const may = useMay();
  const act = useRiskAct(view.riskId);
  const open = useOrder(async () => {
    const { caseId } = await call(desk.risks.openCase({ riskId: view.riskId, openedOn: todayInShanghai() }));
    go({ name: 'case', caseId, section: 'intake' });
  });
  return (
    <Section title={t('risk.cases')}>
      {view.cases.length === 0 && <p className="soft">{t('risk.noCases')}</p>}
      <ul className="lines">
        {view.cases.map(({ id, caseNumber, openedOn }) => (
          <li key={id}>
            <button
              type="button"
              className="line"
              data-case={id}
              onClick={() => go({ name: 'case', caseId: id, section: '' })}
            >
              <span>
                {caseNumber}
                <span className="small soft line-detail">{openedOn ? dateText(openedOn) : ''}</span>
              </span>
            </button>
            {!isReadOnly && (
              <TakeBack
                label={t('risk.unlink')}
                name={`case-${id}`}
                onTakeBack={(reason) =>
                  act('risk.caseLinked', {
                    patches: [{ kind: 'riskCase', id, fields: { isWithdrawn: true } }],
                    reason,
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {open.failure}
      {!isReadOnly && may('registerCases') && (
        <div className="row">
          <Button data-action="open-case-of-risk" disabled={open.isBusy} onClick={() => void open.run()}>
            {t(unlinkedCase === null ? 'risk.openCase' : 'risk.finishCase')}
          </Button>
          <span className="soft small">
            {unlinkedCase === null
              ? t('risk.openCaseHint')
              : t('risk.finishCaseHint', { number: unlinkedCase.caseNumber })}
          </span>
        </div>
      )}
    </Section>
  );
}
