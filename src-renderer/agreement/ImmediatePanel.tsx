import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch } from '../../shared/case/actions.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import {
  immediateItemText,
  immediateResultText,
  type PerformedAtOnce,
} from '../../shared/documents/immediate-words.ts';
import { parseMoney } from '../../shared/text/money.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useClaimOptions, usePartyOptions } from '../casepage/options.ts';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import {
  type Editing,
  EntityFields,
  focusBegun,
  ManyField,
  MoneyField,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { speakersOfMeeting } from '../minutes/speakers.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, CheckInput, Notice, Section, useOrder } from '../ui/index.tsx';
import { timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';

const kind = 'immediatePerformance';
/** Ways that end at the table; any other may be typed. */
const methods = ['现金', '微信转账', '支付宝转账', '银行转账'];

/**
 * 即时履行 (R01a; 京人社仲发〔2025〕1号): what was agreed is done at the table, no agreement is made, the result stands in
 * the minutes, and money has its receipt.
 */
export function ImmediatePanel({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const editing = useEditing(`${caseId}:immediate`, savedValues(view));
  const [isOpen, setOpen] = useState(false);
  const refusal = findRefusal(view, 'draftAgreement');
  if (view.immediatePerformances.length > 0) return <Recorded opened={opened} caseId={caseId} />;
  if (refusal !== null || view.outcome !== null) return null;
  const isBegun = isOpen || editing.newIds(kind).length > 0;
  return (
    <Section title={t('immediate.title')} id="immediate">
      <p className="soft small">{t('immediate.explained')}</p>
      {!isBegun && (
        <Button data-action="perform-at-once" onClick={() => setOpen(true)}>
          {t('immediate.open')}
        </Button>
      )}
      {isBegun && <Entry view={view} caseId={caseId} editing={editing} onLeave={() => setOpen(false)} />}
    </Section>
  );
}

/** The meeting whose minutes can still take the result. */
function openMeetingOf(view: CaseView): MeetingView | undefined {
  return view.meetings.findLast((meeting) => meeting.document === null);
}

function Entry(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly editing: Editing;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const { view, caseId, editing, onLeave } = props;
  const go = useRoutes((routes) => routes.go);
  const { act } = useAct(caseId);
  const meeting = openMeetingOf(view);
  const ids = editing.newIds(kind);
  const isNewEmployment = view.parties.some((party) => party.employmentForm === 'newEmployment');
  const items = ids.map((id) => itemOf(editing, id));
  const [isReceived, setReceived] = useState(false);
  const save = useOrder(async () => {
    if (meeting === undefined) return;
    await act('minutes.entryWritten', { patches: resultPatches(view, meeting, editing) });
    editing.clear();
  });
  if (meeting === undefined)
    return (
      <div className="row">
        <Notice tone="warning">{t('immediate.noMinutes')}</Notice>
        <Button
          data-action="to-minutes"
          onClick={() => go({ name: 'case', caseId, section: 'minutes', at: 'begin-meeting' })}
        >
          {t('immediate.toMinutes')}
        </Button>
      </div>
    );
  const [first] = ids;
  const hasReason = isNewEmployment || Boolean(items[0]?.exceptionReason?.trim());
  const isWhole = items.length > 0 && hasReason && items.every(isComplete);
  return (
    <div className="stack">
      {!isNewEmployment && <Notice tone="warning">{t('immediate.notNewEmployment')}</Notice>}
      {ids.map((id) => (
        <ItemCard key={id} id={id} view={view} editing={editing} />
      ))}
      <div className="row">
        <Button data-action="immediate-money" onClick={() => begin(editing, view, meeting, true)}>
          {t('agreement.addMoney')}
        </Button>
        <Button data-action="immediate-duty" onClick={() => begin(editing, view, meeting, false)}>
          {t('agreement.addDuty')}
        </Button>
      </div>
      {!isNewEmployment && first !== undefined && (
        <EntityFields editing={editing} kind={kind} id={first}>
          <TextAreaField field="exceptionReason" rows={2} />
        </EntityFields>
      )}
      {items.length > 0 && (
        <>
          <p className="paper card" lang="zh-CN" data-value="immediateText">
            {immediateResultText(view, items)}
          </p>
          <CheckInput field="immediate.isReceived" isChecked={isReceived} onChange={setReceived}>
            {t('immediate.received')}
          </CheckInput>
        </>
      )}
      {save.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="save-immediate"
          disabled={save.isBusy || !isWhole || !isReceived}
          onClick={() => void save.run()}
        >
          {t('immediate.save', { number: meeting.number })}
        </Button>
        <Button
          onClick={() => {
            editing.clear();
            onLeave();
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

function itemOf(editing: Editing, id: string): PerformedAtOnce {
  const get = (field: string) => editing.get(kind, id, field);
  const fields = [
    'isMonetary',
    'kind',
    'debtorIds',
    'creditorIds',
    'claimIds',
    'amount',
    'doneOn',
    'method',
    'proof',
    'exceptionReason',
  ];
  return Object.fromEntries(fields.map((field) => [field, get(field)])) as PerformedAtOnce;
}

function isComplete(item: PerformedAtOnce): boolean {
  const isPaid = !item.isMonetary || (parseMoney(item.amount ?? '') !== null && Boolean(item.method));
  const isNamed =
    Boolean(item.kind) && (item.debtorIds ?? []).length > 0 && (item.creditorIds ?? []).length > 0;
  return isPaid && isNamed && Boolean(item.doneOn);
}

/** The next item, filled with what the case knows: the first claim that none of the items settles yet. */
function begin(editing: Editing, view: CaseView, meeting: MeetingView, isMonetary: boolean): void {
  const settled = editing.newIds(kind).flatMap((id) => (editing.get(kind, id, 'claimIds') as string[]) ?? []);
  const claim = view.claims.find(
    (one) => one.isInScope !== false && !settled.includes(one.id) && Boolean(one.amount) === isMonetary,
  );
  const ofSide = (side: string) => view.parties.filter((party) => party.side === side).map(({ id }) => id);
  const id = newId('i');
  editing.set(kind, id, {
    isMonetary,
    kind: claim?.title ?? '',
    debtorIds: ofSide('respondent'),
    creditorIds: claim?.claimantIds?.length ? claim.claimantIds : ofSide('applicant'),
    claimIds: claim ? [claim.id] : [],
    doneOn: meeting.date ?? todayInShanghai(),
    ...(isMonetary ? { amount: claim?.amount ?? '', method: '' } : {}),
  });
  focusBegun(kind, id);
}

function ItemCard(props: { readonly id: string; readonly view: CaseView; readonly editing: Editing }) {
  const { t } = useTranslation();
  const { id, view, editing } = props;
  const isMonetary = editing.get(kind, id, 'isMonetary') === true;
  const partyOptions = usePartyOptions()(view.parties);
  const claimOptions = useClaimOptions(view);
  return (
    <EntityFields editing={editing} kind={kind} id={id}>
      <div className="card" data-immediate={id}>
        <div className="grid">
          <TextField field="kind" />
          {isMonetary && <MoneyField field="amount" />}
          {isMonetary && <TextField field="method" suggestions={methods} />}
          <TextField field="doneOn" type="date" />
          <TextField field="proof" />
          <ManyField field="debtorIds" options={partyOptions} />
          <ManyField field="creditorIds" options={partyOptions} />
          {claimOptions.length > 0 && <ManyField field="claimIds" options={claimOptions} />}
        </div>
        <Button kind="quiet" onClick={() => editing.drop(kind, id)}>
          {t('agreement.remove')}
        </Button>
      </div>
    </EntityFields>
  );
}

/** One intent: the entry of the minutes, the facts, and that the meeting succeeded. */
function resultPatches(view: CaseView, meeting: MeetingView, editing: Editing): EntityPatch[] {
  const lead = view.acceptance?.mediators.find((one) => one.role === 'leadMediator');
  const speakers = speakersOfMeeting(view, meeting);
  const speaker = speakers.find((one) => one.id === lead?.id) ?? speakers[0];
  const entryId = newId('n');
  const ids = editing.newIds(kind);
  return [
    {
      kind: 'minutesEntry',
      id: entryId,
      fields: {
        meetingId: meeting.id,
        order: Math.max(0, ...meeting.entries.map((entry) => entry.order ?? 0)) + 1,
        time: timeInShanghai(),
        speakerId: speaker?.id ?? '',
        speaker: speaker?.name ?? '',
        speakerRole: speaker?.role ?? '',
        kind: 'result',
        text: immediateResultText(
          view,
          ids.map((id) => itemOf(editing, id)),
        ),
      },
    },
    ...editing.patches
      .filter((patch) => patch.kind === kind)
      .map((patch) => ({ ...patch, fields: { ...patch.fields, meetingId: meeting.id, entryId } })),
    { kind: 'meeting', id: meeting.id, fields: { result: 'succeeded' } },
  ];
}

/** What stands in the minutes, its papers, and the way to the end of the case. */
function Recorded({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const go = useRoutes((routes) => routes.go);
  const { act } = useAct(caseId);
  const items = view.immediatePerformances;
  const meeting = view.meetings.find((one) => one.id === items[0]?.meetingId);
  const refusal = findRefusal(view, 'writeMinutes');
  const withdraw = useOrder(() =>
    act('minutes.entryWritten', {
      patches: [
        ...items.map((one) => ({ kind, id: one.id, fields: { isWithdrawn: true } })),
        ...[...new Set(items.map((one) => one.entryId ?? ''))].map((id) => ({
          kind: 'minutesEntry',
          id,
          fields: { isWithdrawn: true },
        })),
      ],
    }),
  );
  return (
    <Section title={t('immediate.title')} id="immediate">
      <Notice tone="good">{t('immediate.recorded', { number: meeting?.number ?? '' })}</Notice>
      <ol lang="zh-CN" data-value="immediate">
        {items.map((one) => (
          <li key={one.id} className="paper">
            {immediateItemText(view, one)}
          </li>
        ))}
      </ol>
      {meeting && (
        <PaperLine
          view={view}
          caseId={caseId}
          paper={{ form: 'minutes', subjectId: meeting.id }}
          detail={t('minutes.meetingNumber', { number: meeting.number ?? '' })}
          isFixedElsewhere={meeting.document !== null}
        />
      )}
      {items
        .filter((one) => one.isMonetary)
        .map((one) => (
          <PaperLine
            key={one.id}
            view={view}
            caseId={caseId}
            paper={{ form: 'paymentReceipt', subjectId: one.id }}
            detail={one.kind ?? ''}
          />
        ))}
      {withdraw.failure}
      <div className="row">
        {view.outcome === null && (
          <Button
            kind="primary"
            data-action="to-outcome"
            onClick={() => go({ name: 'case', caseId, section: 'closing', at: 'outcome.code' })}
          >
            {t('step.recordOutcome')}
          </Button>
        )}
        {view.outcome === null && refusal === null && meeting?.document === null && (
          <Button
            kind="quiet"
            data-action="withdraw-immediate"
            disabled={withdraw.isBusy}
            onClick={() => void withdraw.run()}
          >
            {t('immediate.withdraw')}
          </Button>
        )}
      </div>
    </Section>
  );
}
