import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { countPeriodFigures } from '../../../shared/case/period-figures.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import {
  disputeTypes,
  groups,
  industries,
  outcomes,
  riskLevels,
  satisfactionLevels,
} from '../../../shared/law/codes/index.ts';
import { createReckoning } from '../../../src-main/cases/reckoning.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { createLine } from '../../fixtures/fold-case.ts';
import { plainOffice } from '../../fixtures/plain-office.ts';

/**
 * CRITERIA D7: the figures of a period are reckoned once more from the texts of the actions alone, by arithmetic of this
 * file: no fold, no view, no decimal library. Of some cases two desks write apart: each what the other does not, and both the
 * same decisions, papers and payments. What they decide differently is tested where conflicts are.
 */
const casesInAll = process.env.NIGHTLY ? 1_000 : 120;
const casesInOffice = 20;
const period = { from: '2026-03-01', to: '2026-06-30' };
const today = '2026-09-30';

const day = fc.integer({ min: 0, max: 239 }).map((count) => {
  const at = new Date(Date.UTC(2026, 0, 1 + count));
  return at.toISOString().slice(0, 10);
});
const money = fc
  .integer({ min: 1, max: 9_999_999 })
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
const plan = fc.record({
  days: fc.array(day, { minLength: 4, maxLength: 4 }).map((all) => [...all].sort()),
  workers: fc.integer({ min: 1, max: 3 }),
  countedWorkers: fc.option(fc.integer({ min: 10, max: 60 })),
  isCollective: fc.boolean(),
  disputeType: fc.constantFrom(...disputeTypes.map(({ code }) => code)),
  claims: fc.array(fc.record({ amount: money, isInScope: fc.boolean() }), { maxLength: 3 }),
  correction: fc.option(money),
  reaches: fc.constantFrom('opened', 'refused', 'accepted', 'agreed', 'closed', 'closed', 'closed'),
  obligations: fc.array(
    fc.record({ amount: money, isMonetary: fc.boolean(), dueDate: day, isPaid: fc.boolean() }),
    { minLength: 1, maxLength: 3 },
  ),
  outcome: fc.constantFrom(...outcomes.filter(({ kind }) => kind !== 'agreed').map(({ code }) => code)),
  isReopened: fc.boolean(),
  isVisited: fc.boolean(),
  // S08: the court's own length in place of the general one.
  source: fc.constantFrom('S01', 'S06', 'S08'),
  extendedBy: fc.option(fc.integer({ min: 10, max: 40 })),
  industry: fc.constantFrom(...industries.slice(0, 3).map(({ code }) => code), ''),
  groups: fc.subarray(groups.slice(0, 3).map(({ code }) => code)),
  risk: fc.constantFrom(...riskLevels.map(({ code }) => code), ''),
  satisfaction: fc.constantFrom(...satisfactionLevels.map(({ code }) => code), ''),
  isApart: fc.boolean(),
  route: fc.constantFrom('arbitrationReview', 'judicialConfirmation', 'none'),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

/** Writes one case as it went; answers what was written. */
function play(id: string, one: Plan) {
  const line = createLine(id);
  const [opened = '', decided = '', closed = '', visited = ''] = one.days;
  let base: string[] = [];
  let heads: string[] = [];
  /** What knows all that was written; both desks do it where they work apart. */
  const write = (order: Parameters<typeof line.write>[0]): void => {
    const known = heads;
    const desks = one.isApart ? [0, 1] : [0];
    heads = desks.map(() => line.write(order, known).id);
    base = heads;
  };
  /** What knows nothing of what is recorded beside it, where two desks work apart. */
  const patch = (type: string, kind: string, entity: string, fields: object): void => {
    const order = { type, body: { patches: [{ kind, id: entity, fields }] } };
    const { id } = line.write(order, one.isApart ? base : heads);
    heads = one.isApart ? [...heads.filter((head) => !base.includes(head)), id] : [id];
  };
  const office = { ...plainOffice, id: 'office' };
  write({
    type: 'case.opened',
    body: { caseNumber: id, externalNumber: null, openedOn: opened, office },
  });
  patch('intake.recorded', 'application', 'application', {
    disputeTypeCode: one.disputeType,
    isCollective: one.isCollective,
    sourceCode: one.source,
    ...(one.risk === '' ? {} : { riskLevel: one.risk }),
    ...(one.countedWorkers === null ? {} : { workerCount: one.countedWorkers }),
  });
  for (let count = 1; count <= one.workers; count += 1)
    patch('intake.recorded', 'party', `P${count}`, {
      ...{ side: 'applicant', kind: 'person', name: `甲${count}`, groupTags: one.groups.slice(count - 1) },
    });
  patch('intake.recorded', 'party', 'E1', {
    ...{ side: 'respondent', kind: 'employer', name: '乙公司', industry: one.industry },
  });
  for (const [index, claim] of one.claims.entries()) patch('intake.recorded', 'claim', `C${index}`, claim);
  base = heads;
  if (one.correction !== null && one.claims.length > 0)
    patch('intake.recorded', 'claim', 'C0', { amount: one.correction });
  if (one.reaches === 'opened') return line;
  const decision = one.reaches === 'refused' ? 'refused' : 'accepted';
  const mediators = [
    { id: 'M1', name: '丙', role: 'leadMediator', certificateNumber: 'c', validFrom: null, validTo: null },
  ];
  const acceptance = {
    decision,
    decidedOn: decided,
    reason: 'r',
    approvedBy: 'a',
    noticeNumber: '',
    mediators,
  };
  write({ type: 'acceptance.decided', body: { ...acceptance, recorder: '' } });
  if (one.reaches !== 'refused' && one.extendedBy !== null) {
    const fromDueDate = plusDays(decided, one.source === 'S08' ? 30 : 15);
    const toDueDate = plusDays(fromDueDate, one.extendedBy);
    const rule = one.source === 'S08' ? 'D15' : 'D04';
    write({
      type: 'extension.agreed',
      body: { rule, fromDueDate, toDueDate, agreedOn: decided, reason: 'r' },
    });
  }
  if (one.reaches === 'refused' || one.reaches === 'accepted') return line;
  if (one.reaches === 'agreed' || one.isVisited) {
    for (const [index, { amount, isMonetary, dueDate }] of one.obligations.entries()) {
      const amounts = isMonetary ? { amount } : {};
      const fields = { agreementVersion: '1', order: index, isMonetary, kind: 'wage', dueDate, ...amounts };
      patch('agreement.drafted', 'obligation', `O${index}`, fields);
    }
    patch('agreement.drafted', 'agreementTerms', '1', { enforcementRoute: one.route });
    write({ type: 'document.finalised', body: finalisedBody() });
    for (const [index, { amount, isMonetary, dueDate, isPaid }] of one.obligations.entries()) {
      if (!isPaid) continue;
      const paid = { obligationId: `O${index}`, instalmentNumber: 0, doneOn: dueDate };
      for (const desk of one.isApart ? ['', 'again'] : [''])
        patch(
          'performance.recorded',
          'performance',
          `F${index}${desk}`,
          isMonetary ? { ...paid, amount } : paid,
        );
    }
  }
  const hasAgreement = one.reaches === 'agreed' || one.isVisited;
  const end = { code: hasAgreement ? 'R01' : one.outcome, closedOn: closed, note: '' };
  write({ type: 'outcome.recorded', body: end });
  if (one.isReopened) {
    write({ type: 'case.reopened', body: { reopenedOn: closed, reason: 'r' } });
    write({ type: 'outcome.recorded', body: { ...end, code: one.outcome, closedOn: visited } });
  }
  if (one.isVisited)
    patch('visit.recorded', 'visit', 'V1', {
      ...{ number: 1, date: visited, satisfaction: one.satisfaction },
    });
  return line;
}
/** What the texts of one case say, the later over the earlier. */
function readTexts(texts: readonly { readonly type: string; readonly body: string }[]) {
  const fields = new Map<string, Record<string, unknown>>();
  const single = new Map<string, Record<string, unknown>>();
  for (const { type, body } of texts) {
    const content = JSON.parse(body) as Record<string, unknown>;
    if (type === 'case.reopened') single.delete('outcome.recorded');
    else if (!('patches' in content)) single.set(type, content);
    for (const one of (content.patches ?? []) as { kind: string; id: string; fields: object }[]) {
      const key = `${one.kind} ${one.id}`;
      fields.set(key, { ...fields.get(key), ...one.fields });
    }
  }
  const of = (kind: string) =>
    [...fields].filter(([key]) => key.startsWith(`${kind} `)).map(([key, value]) => ({ ...value, key }));
  return { of, single, application: fields.get('application application') ?? {} };
}
type Told = ReturnType<typeof readTexts>;

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
/** 2026, as 国办发明电〔2025〕7号 has it: written down once more, so that the tables are counted as well. */
const holidays = ['01-01/01-03', '02-15/02-23', '04-04/04-06', '05-01/05-05', '06-19/06-21', '09-25/09-27'];
const madeUp = ['01-04', '02-14', '02-28', '05-09', '09-20'];
const isRest = (date: string): boolean => {
  const dayOfYear = date.slice(5);
  const isHoliday = holidays.some((span) => dayOfYear >= span.slice(0, 5) && dayOfYear <= span.slice(6));
  const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  return isHoliday || (isWeekend && !madeUp.includes(dayOfYear));
};
const moved = (date: string): string => (isRest(date) ? moved(plusDays(date, 1)) : date);

const cents = (amount: unknown): bigint => BigInt(String(amount).replace('.', ''));
const yuan = (sum: bigint): string => `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;
const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((left, right) => left + right, 0n);
/** One decimal, half away from zero, as the paper shows it. */
const tenths = (part: number, whole: number, factor: number): string => {
  const scaled = (2 * part * factor * 10 + whole) / (2 * whole);
  return `${Math.floor(Math.floor(scaled) / 10)}.${Math.floor(scaled) % 10}`;
};
const share = (part: number, whole: number): string => (whole === 0 ? '' : `${tenths(part, whole, 100)}%`);
const isIn = (date: unknown): boolean => typeof date === 'string' && date >= period.from && date <= period.to;

/** How many of a kind, of those registered, closed and agreed. */
function splitOf(
  all: readonly (readonly Told[])[],
  codes: readonly { code: string }[],
  read: (one: Told) => unknown[],
) {
  return codes
    .map(({ code }) => {
      const [received, closed, agreed] = all.map(
        (some) => some.filter((one) => read(one).includes(code)).length,
      );
      return { code, received: received ?? 0, closed: closed ?? 0, agreed: agreed ?? 0 };
    })
    .filter(({ received, closed }) => received + closed > 0);
}

function recount(cases: readonly Told[]) {
  const openedOn = (one: Told) => String(one.single.get('case.opened')?.openedOn);
  const outcome = (one: Told) =>
    one.single.get('outcome.recorded') as { code: string; closedOn: string } | undefined;
  const decision = (one: Told) => one.single.get('acceptance.decided');
  const isAccepted = (one: Told) => decision(one)?.decision === 'accepted';
  const isFinal = (one: Told) => one.single.has('document.finalised');
  const kind = (one: Told) => outcomes.find(({ code }) => code === outcome(one)?.code)?.kind;
  const workers = (one: Told) =>
    Number(
      one.application.workerCount ??
        one.of('party').filter((party) => 'kind' in party && party.kind === 'person').length,
    );
  const received = cases.filter((one) => isIn(openedOn(one)));
  const closed = cases.filter((one) => isIn(outcome(one)?.closedOn));
  const agreed = closed.filter((one) => kind(one) === 'agreed');
  const settled = closed.filter((one) => kind(one) === 'settled').length;
  const mediated = closed.filter((one) => kind(one) !== 'transferred' && kind(one) !== 'voided').length;
  const obligations = (one: Told) =>
    isFinal(one) ? (one.of('obligation') as Record<string, unknown>[]) : [];
  const due = cases.flatMap((one) =>
    obligations(one)
      .filter(({ dueDate }) => String(dueDate) <= today)
      .map(({ key, amount }) => ({
        amount: amount === undefined ? 0n : cents(amount),
        isDone: one
          .of('performance')
          .some((paid) => `obligation ${(paid as Record<string, unknown>).obligationId}` === key),
      })),
  );
  const done = due.filter(({ isDone }) => isDone);
  const dueMoney = Number(sumOf(due.map(({ amount }) => amount)));
  const lastDay = (one: Told): string => {
    if (!isAccepted(one)) return '';
    const extended = one.single.get('extension.agreed');
    const length = one.application.sourceCode === 'S08' ? 30 : 15;
    return moved(extended ? String(extended.toDueDate) : plusDays(String(decision(one)?.decidedOn), length));
  };
  const employers = (one: Told) => one.of('party').filter((party) => 'industry' in party);
  const answers = agreed.flatMap((one) =>
    one.of('visit').flatMap((visit) => String((visit as Record<string, unknown>).satisfaction) || []),
  );
  const isContent = (answer: string) => answer === 'verySatisfied' || answer === 'satisfied';
  const days = closed.filter(isAccepted).map((one) => {
    const [from, to] = [decision(one)?.decidedOn, outcome(one)?.closedOn].map((date) =>
      Date.parse(String(date)),
    );
    return ((to ?? 0) - (from ?? 0)) / 86_400_000;
  });
  const claims = received.flatMap((one) => one.of('claim') as Record<string, unknown>[]);
  const wasOpen = (one: Told) =>
    openedOn(one) < period.from && !((outcome(one)?.closedOn ?? '9') < period.from);
  const isOpen = (one: Told) => openedOn(one) <= period.to && (outcome(one)?.closedOn ?? '9') > period.to;
  return {
    openBefore: cases.filter(wasOpen).length,
    received: received.length,
    receivedWorkers: received.reduce((sum, one) => sum + workers(one), 0),
    accepted: received.filter(isAccepted).length,
    collective: received.filter((one) => one.application.isCollective === true).length,
    collectiveWorkers: received
      .filter((one) => one.application.isCollective === true)
      .reduce((sum, one) => sum + workers(one), 0),
    claimed: yuan(sumOf(claims.filter((one) => one.isInScope !== false).map((one) => cents(one.amount)))),
    closed: closed.length,
    agreed: agreed.length,
    settled,
    agreedAmount: yuan(
      sumOf(
        agreed.flatMap((one) =>
          obligations(one)
            .filter((row) => row.isMonetary)
            .map((row) => cents(row.amount)),
        ),
      ),
    ),
    openAfter: cases.filter(isOpen).length,
    successRate: share(agreed.length, mediated),
    successRateWithSettled: share(agreed.length + settled, mediated),
    performanceRate: share(done.length, due.length),
    visitRate: share(agreed.filter((one) => one.of('visit').length > 0).length, agreed.length),
    averageDays:
      days.length > 0
        ? tenths(
            days.reduce((sum, one) => sum + one, 0),
            days.length,
            1,
          )
        : '',
    arbitrationReviews: agreed.filter((one) => routeOf(one) === 'arbitrationReview').length,
    judicialConfirmations: agreed.filter((one) => routeOf(one) === 'judicialConfirmation').length,
    performanceRateOfMoney: share(Number(sumOf(done.map(({ amount }) => amount))), dueMoney),
    closedLate: closed.filter((one) => lastDay(one) !== '' && String(outcome(one)?.closedOn) > lastDay(one))
      .length,
    openLate: cases.filter((one) => isOpen(one) && lastDay(one) !== '' && lastDay(one) < period.to).length,
    industries: splitOf([received, closed, agreed], industries, (one) =>
      employers(one).map((party) => (party as Record<string, unknown>).industry),
    ),
    groups: splitOf([received, closed, agreed], groups, (one) =>
      one.of('party').flatMap((party) => ((party as Record<string, unknown>).groupTags as string[]) ?? []),
    ),
    satisfaction: satisfactionLevels.map(({ code }) => ({
      code,
      count: answers.filter((answer) => answer === code).length,
    })),
    satisfactionRate: share(answers.filter(isContent).length, answers.length),
    openRisks: riskLevels
      .map(({ code }) => ({
        code,
        count: cases.filter((one) => isOpen(one) && one.application.riskLevel === code).length,
      }))
      .filter(({ count }) => count > 0),
  };
}
const routeOf = (one: Told) =>
  (one.of('agreementTerms')[0] as Record<string, unknown> | undefined)?.enforcementRoute;

const reckoning = await createReckoning(join(import.meta.dirname, '../../../assets'));

it(`the figures of ${casesInAll} random cases are those that their actions alone give`, () => {
  let seen = 0;
  const office = fc.array(plan, { minLength: casesInOffice, maxLength: casesInOffice });
  fc.assert(
    fc.property(office, (plans) => {
      const lines = plans.map((one, index) => play(`case-${index}`, one));
      const entries = lines.flatMap((line, index) => {
        const { state } = line.fold();
        expect(state.refused).toEqual([]);
        const view = getCaseView(`case-${index}`, state);
        return ledgerEntriesOf(view, today, reckoning.mediationEndsOn(view));
      });
      const told = lines.map((line) =>
        readTexts(line.stored.map(({ type, body }) => ({ type, body: body ?? '' }))),
      );
      expect(countPeriodFigures(entries, period, today)).toMatchObject(recount(told));
      seen += plans.length;
    }),
    { numRuns: casesInAll / casesInOffice },
  );
  expect(seen).toBeGreaterThanOrEqual(casesInAll);
});
