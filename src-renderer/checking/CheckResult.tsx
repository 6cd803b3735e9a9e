import { useTranslation } from 'react-i18next';
import type { FoundDocument } from '../../shared/contract/cases.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { describeReport, type Tone } from '../../shared/verification/report-text.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import type { CheckedDocument } from './check-document.ts';

const notices: Readonly<Record<Tone, 'good' | 'warning' | 'error' | 'info'>> = {
  good: 'good',
  doubt: 'warning',
  bad: 'error',
  '': 'info',
};

/** The one sentence first, then the case it belongs to, then who signed when by which certificate. */
export function CheckResult({ checked }: { readonly checked: CheckedDocument }) {
  const { t, i18n } = useTranslation();
  const { name, report, record, at } = checked;
  const said = describeReport({
    name,
    report,
    checkedAt: at,
    comparedWith: 'caseFiles',
    language: i18n.language,
    words: (key, values = {}) => t(`verifier.${key}`, values),
  });
  return (
    <div data-verdict={report.verdict} data-file-state={report.file}>
      <Notice tone={notices[said.tone]}>
        <strong className="check-verdict">{said.verdict}</strong>
        <div>{said.explanation}</div>
      </Notice>
      {record && <RecordOfDocument record={record} isSame={report.equalsRecord === true} />}
      {said.cards.map((card) => (
        <Section key={card.id} title={card.title}>
          <dl className="facts">
            {card.facts.map((fact) => (
              <div key={fact.name} data-tone={fact.tone}>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </div>
  );
}

function RecordOfDocument({ record, isSame }: { readonly record: FoundDocument; readonly isSame: boolean }) {
  const { t, i18n } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const entry = getFormEntry(record.form);
  const { caseId, caseNumber, form, subjectId } = record;
  return (
    <Section
      title={t('check.record')}
      aside={
        <Button
          data-action="open-checked-case"
          onClick={() => go({ name: 'case', caseId, section: 'documents', paper: { form, subjectId } })}
        >
          {t('check.openCase')}
        </Button>
      }
    >
      <p>
        {caseNumber}　{i18n.language === 'en' ? entry.englishTitle : entry.title}
      </p>
      <p data-state="same-as-record">{t(isSame ? 'check.same' : 'check.differs')}</p>
      {record.isReplaced && <Notice tone="warning">{t('check.replaced')}</Notice>}
    </Section>
  );
}
