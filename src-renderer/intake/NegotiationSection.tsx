import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import {
  codeLabel,
  negotiationAnswers,
  negotiationResults,
  settlementPerformances,
} from '../../shared/law/codes/index.ts';
import { formatMoney, parseMoney } from '../../shared/text/money.ts';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { PaperLine } from '../documents/PaperLine.tsx';
import {
  ChoiceField,
  currentEntity,
  type Editing,
  EntityFields,
  focusBegun,
  MoneyField,
  PickField,
  TextAreaField,
  TextField,
} from '../editing/index.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { dateText, timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';

type Props = {
  readonly editing: Editing;
  readonly view: CaseView;
  readonly isReadOnly: boolean;
  readonly partyOptions: readonly { readonly value: string; readonly label: string }[];
};

/**
 * 协商 and 和解 before mediation (企业劳动争议协商调解规定 8 to 11). Parties and claims are those of the case file; when it
 * fails, one button makes it an application for mediation, and nothing is typed again.
 */
export function NegotiationSection({ editing, view, isReadOnly, partyOptions }: Props) {
  const { t } = useTranslation();
  const text = (field: string) => String(editing.get('negotiation', 'negotiation', field) ?? '');
  const isApplied = Boolean(editing.get('application', 'application', 'receivedAt'));
  const isBegun = view.negotiation !== null || editing.newIds('negotiation').length > 0;
  const answered = text('answer') === 'agreed';
  const settled = text('result') === 'settled';
  if (!isBegun) {
    if (isReadOnly || view.acceptance !== null) return null;
    return (
      <div className="row">
        <Button
          kind="quiet"
          data-action="begin-negotiation"
          onClick={() => {
            // What went before an application that was received did not begin today.
            editing.set('negotiation', 'negotiation', { requestedOn: isApplied ? '' : todayInShanghai() });
            focusBegun('negotiation', 'negotiation');
          }}
        >
          {t('negotiation.begin')}
        </Button>
        <span className="small soft">
          {t(isApplied ? 'negotiation.beginAfterHint' : 'negotiation.beginHint')}
        </span>
      </div>
    );
  }
  return (
    <Section
      title={t('negotiation.title')}
      aside={
        view.negotiation === null && (
          <Button
            kind="quiet"
            data-action="drop-negotiation"
            onClick={() => editing.drop('negotiation', 'negotiation')}
          >
            {t('intake.dropCard')}
          </Button>
        )
      }
    >
      <EntityFields editing={editing} kind="negotiation" id="negotiation" isReadOnly={isReadOnly}>
        <div className="grid">
          <TextField field="requestedOn" type="date" />
          <PickField field="requestedBy" options={partyOptions} />
          <TextField field="method" suggestions={t('negotiation.methods').split('、')} />
          <ChoiceField field="answer" codes={negotiationAnswers} />
          {text('answer') !== 'none' && <TextField field="answeredOn" type="date" />}
          <TextAreaField field="request" rows={2} />
          {answered && (
            <>
              <TextField field="periodFrom" type="date" />
              <TextField field="periodTo" type="date" />
              <TextField field="unionWitness" />
              <TextAreaField field="course" rows={3} />
              <ChoiceField field="result" codes={negotiationResults} />
              <TextField field="endedOn" type="date" />
            </>
          )}
        </div>
        {settled && (
          <>
            <h3>{t('negotiation.settlement')}</h3>
            <div className="grid">
              <TextField field="settlementSignedOn" type="date" />
              <MoneyField field="settlementAmount" />
              <TextField field="settlementDueDate" type="date" />
              <TextField field="settlementMethod" suggestions={t('negotiation.payments').split('、')} />
              <TextField field="accountName" />
              <TextField field="bank" />
              <TextField field="accountNumber" />
              <TextAreaField field="settlementText" rows={3} />
              <ChoiceField field="performance" codes={settlementPerformances} />
              <TextField field="performanceNote" isWide />
            </div>
          </>
        )}
      </EntityFields>
      {view.negotiation !== null && (
        <>
          <PaperLine
            view={view}
            caseId={view.caseId}
            paper={{ form: 'negotiationRecord', subjectId: 'application' }}
          />
          {settled && (
            <PaperLine
              view={view}
              caseId={view.caseId}
              paper={{ form: 'settlementAgreement', subjectId: 'application' }}
            />
          )}
        </>
      )}
      {!isReadOnly && !isApplied && (
        <div className="row">
          <Button data-action="apply-after-negotiation" onClick={() => apply(editing)}>
            {t('negotiation.apply')}
          </Button>
          <span className="small soft">{t('negotiation.applyHint')}</span>
        </div>
      )}
      {isApplied && <Notice tone="info">{t('negotiation.applied')}</Notice>}
      {!isReadOnly && view.negotiation !== null && (
        <TakeBackEntity
          label={t('takeBack.negotiation')}
          hint={t('takeBack.negotiationHint')}
          name="negotiation"
          caseId={view.caseId}
          type="intake.recorded"
          kind="negotiation"
          id="negotiation"
          fields={emptied(view.negotiation)}
          onTakenBack={() => editing.drop('negotiation', 'negotiation')}
        />
      )}
    </Section>
  );
}

/** Every word of it taken back: a program of any age reads that there is none. */
function emptied({ id: _, ...fields }: NonNullable<CaseView['negotiation']>): Record<string, null> {
  const written = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(written.map(([field]) => [field, null]));
}

/** The negotiation becomes the history of an application that is received now. What was already typed there stays. */
function apply(editing: Editing): void {
  const ofApplication = (field: string) => editing.get('application', 'application', field);
  const history = ofApplication('priorNegotiation') || describeNegotiation(editing);
  editing.set('application', 'application', {
    receivedAt: `${todayInShanghai()}T${timeInShanghai()}:00+08:00`,
    priorNegotiation: history,
    form: ofApplication('form') || 'written',
    sourceCode: ofApplication('sourceCode') || 'S01',
    factsAndReasons: ofApplication('factsAndReasons') || history,
  });
}

/** The course of the negotiation as the forms write it. */
function describeNegotiation(editing: Editing): string {
  const one = currentEntity(editing, 'negotiation', 'negotiation');
  const day = (date: string | null | undefined) => (date ? dateText(date) : '');
  const by = one.requestedBy ? String(editing.get('party', one.requestedBy, 'name') ?? '') : '';
  const amount = parseMoney(one.settlementAmount ?? '');
  const sentences = [
    `${by}于${day(one.requestedOn)}${one.method ? `以${one.method}方式` : ''}提出协商要求${one.request ? `：${one.request}` : ''}`,
    one.answer
      ? `${one.answer === 'none' ? '' : day(one.answeredOn)}对方${codeLabel(negotiationAnswers, one.answer)}`
      : '',
    one.course ?? '',
    one.result ? `${day(one.endedOn)}${codeLabel(negotiationResults, one.result)}` : '',
    one.result === 'settled'
      ? `和解协议于${day(one.settlementSignedOn)}签订，约定${one.settlementText ?? ''}${amount === null ? '' : `（${formatMoney(amount)}元）`}，履行期限至${day(one.settlementDueDate)}`
      : '',
    one.performance
      ? `${codeLabel(settlementPerformances, one.performance)}${one.performanceNote ? `：${one.performanceNote}` : ''}`
      : '',
  ];
  return sentences
    .map((sentence) => sentence.trim().replace(/[。；]$/, ''))
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}。`)
    .join('');
}
