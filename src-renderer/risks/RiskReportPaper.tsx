import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskView } from '../../shared/risk/view.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { PaperPreview } from '../documents/PaperPreview.tsx';
import { OfficePaperOutput } from '../ledger/OfficePaperOutput.tsx';
import { Button, Notice, Section } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';

/** 呈报表: the risk on paper for a higher office, as it stands now. */
export function RiskReportPaper({ view }: { readonly view: RiskView }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const today = todayInShanghai();
  const paper = { form: 'riskReport', from: today, to: today, isMasked: false, riskId: view.riskId } as const;
  const { data, error } = useQuery({
    // Anew after each action: what was just saved stands on it.
    queryKey: ['ledger', 'riskReport', view.riskId, today, view.timeline.length],
    queryFn: () => call(desk.ledger.preview(paper)),
    enabled: isShown,
  });
  return (
    <Section
      title={t('risk.paper.title')}
      aside={
        <Button data-action="show-risk-report" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'common.close' : 'documents.showAndPrint')}
        </Button>
      }
    >
      {!isShown && <p className="soft">{t('risk.paper.explained')}</p>}
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {isShown && data && (
        <div className="split">
          <PaperPreview pdf={data.pdf} />
          <OfficePaperOutput paper={paper} isReady />
        </div>
      )}
    </Section>
  );
}
