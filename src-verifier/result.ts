import i18next from 'i18next';
import type { VerificationReport } from '../shared/verification/report.ts';
import { describeReport } from '../shared/verification/report-text.ts';
import { element, facts } from './elements.ts';

/** The whole answer about one file. */
export function resultOf(name: string, report: VerificationReport, checkedAt: string): HTMLElement {
  const said = describeReport({
    name,
    report,
    checkedAt,
    comparedWith: 'typedHash',
    language: i18next.language,
    words: (key, values = {}) => i18next.t(`verifier.${key}`, values),
  });
  return element('article', {}, [
    element('div', { className: `verdict ${said.tone}` }, [
      element('strong', {}, [`${said.mark} ${said.verdict}`]),
      said.explanation,
    ]),
    ...said.cards.map((card) =>
      element('section', { className: 'card' }, [element('h2', {}, [card.title]), facts(card.facts)]),
    ),
  ]);
}
