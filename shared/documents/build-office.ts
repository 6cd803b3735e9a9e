import type { OfficeFormId } from './catalogue.ts';
import { buildLedger, buildStatisticalReport, type OfficePaperSource } from './forms/office-papers.ts';
import { buildRiskLedger } from './forms/risk-ledger.ts';
import { buildRiskReport } from './forms/risk-report.ts';
import type { Paper } from './paper.ts';

/** What a paper of the office says about a period, or about one risk (DOMAIN 2.2, rows 32 and 35). */
export function buildOfficePaper(form: OfficeFormId, source: OfficePaperSource): Paper {
  switch (form) {
    case 'ledger':
      return buildLedger(source);
    case 'statisticalReport':
      return buildStatisticalReport(source);
    case 'riskLedger':
      return buildRiskLedger(source);
    case 'riskReport':
      return buildRiskReport(source);
  }
}
