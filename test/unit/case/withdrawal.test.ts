import { describe, expect, it } from 'vitest';
import { actionsBeforeDocuments } from '../../../scripts/demo/orders.ts';
import { listBoundParties } from '../../../shared/case/effectiveness.ts';
import { caseReducer } from '../../../shared/case/reducer.ts';
import { summariseCase } from '../../../shared/case/summarise.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { patchesOfTable, tableOfCase, withoutRow } from '../../../shared/case/worker-rows.ts';
import { foldActions } from '../../../shared/record/fold.ts';
import { type caseNames, createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';

type Order = Parameters<ReturnType<typeof createLine>['write']>[0];

/** A case up to the first of its orders that `isEnd` names, and a way to go on. */
function beginCase(name: (typeof caseNames)[number], isEnd: (order: Order) => boolean) {
  const file = readCase(name);
  const line = createLine('case-1');
  const orders = [openedOrder(file), ...actionsBeforeDocuments(file)];
  const end = orders.findIndex(isEnd);
  for (const order of orders.slice(0, end === -1 ? orders.length : end)) line.write(order);
  const view = () => getCaseView('case-1', line.fold().state);
  const record = (...patches: readonly Record<string, unknown>[]) =>
    line.write({ type: 'intake.recorded', body: { patches } } as Order);
  /** As somebody would who knows nothing of what came after this type of action, or says so. */
  const writeKnowing = (type: string, order: unknown) => {
    const last = line.actions.findLast((action) => action.header.type === type);
    line.write(order as Order, last ? [last.id] : []);
  };
  return { line, view, record, writeKnowing };
}
const isAcceptance = ({ type }: Order) => type === 'acceptance.decided';
const out = (kind: string, id: string, isWithdrawn = true) => ({ kind, id, fields: { isWithdrawn } });

describe('what was entered by mistake', () => {
  it('leaves the parties, and whoever named it names it no more; the file keeps it', () => {
    const { view, record } = beginCase('01-restaurant-wage-arrears', isAcceptance);
    record(
      { kind: 'party', id: 'P9', fields: { side: 'respondent', kind: 'employer', name: '误列的公司' } },
      { kind: 'agent', id: 'A9', fields: { role: 'agent', name: '某人', forPartyIds: ['P1', 'P9'] } },
      { kind: 'claim', id: 'C9', fields: { title: '误列的请求', amount: '1.00', claimantIds: ['P1', 'P9'] } },
    );
    record(out('party', 'P9'));
    expect(view().parties.map(({ name }) => name)).not.toContain('误列的公司');
    expect(view().withdrawn.parties.map(({ name }) => name)).toEqual(['误列的公司']);
    expect(view().agents.find(({ id }) => id === 'A9')?.forPartyIds).toEqual(['P1']);
    expect(view().claims.find(({ id }) => id === 'C9')?.claimantIds).toEqual(['P1']);
    expect(view().timeline.at(-1)?.body).toMatchObject({ patches: [out('party', 'P9')] });
  });

  it('counts in no sum and is found by no search, until it is taken in again', () => {
    const { line, view, record } = beginCase('01-restaurant-wage-arrears', isAcceptance);
    const facts = {
      today: '2026-04-23',
      deadlines: [],
      toSearchTokens: (text: string) => text,
    };
    const summary = () => summariseCase(view(), line.fold(), facts);
    const before = summary();
    record(
      { kind: 'party', id: 'P9', fields: { side: 'respondent', kind: 'employer', name: '误列的公司' } },
      { kind: 'claim', id: 'C9', fields: { title: '误列的请求', amount: '1.00', isInScope: true } },
    );
    expect(summary().summary.claimTotal).not.toBe(before.summary.claimTotal);
    record(out('party', 'P9'), out('claim', 'C9'));
    expect(summary().summary).toEqual(before.summary);
    expect(summary().searchTokens).toBe(before.searchTokens);
    record(out('party', 'P9', false));
    expect(view().parties.at(-1)).toMatchObject({ id: 'P9', name: '误列的公司' });
  });

  it('binds nobody by its signature, where it is an agent', () => {
    const { view, record } = beginCase('03-unlawful-dismissal-engineer', isAcceptance);
    const [agent] = view().agents;
    const signed = {
      capacity: 'agent' as const,
      signerId: agent?.id ?? '',
      forPartyIds: agent?.forPartyIds ?? [],
    };
    expect(listBoundParties(signed, view().agents)).not.toEqual([]);
    record(out('agent', agent?.id ?? ''));
    expect(listBoundParties(signed, view().agents)).toEqual([]);
  });

  it('leaves the case without an applicant, so that it cannot be accepted', () => {
    const { view, record } = beginCase('01-restaurant-wage-arrears', isAcceptance);
    record(out('party', 'P1'));
    expect(view().steps.find(({ id }) => id === 'decideAcceptance')?.refusal).toBe(
      'acceptance.applicantMissing',
    );
  });

  it('stays while terms of the agreement name it', () => {
    const { line, view, record } = beginCase('01-restaurant-wage-arrears', () => false);
    record(out('party', 'P1'));
    expect(view().refused.map(({ code }) => code)).toEqual(['intake.partyNeeded']);
    expect(view().parties.map(({ id }) => id)).toContain('P1');
    const owed = view().agreements.flatMap(({ obligations }) => obligations);
    line.write({
      type: 'agreement.drafted',
      body: { patches: owed.map(({ id }) => out('obligation', id)) },
    } as Order);
    record(out('party', 'P1'));
    expect(view().parties.map(({ id }) => id)).not.toContain('P1');
  });

  it('is one state, whichever desk took it out while another wrote on it', () => {
    const { line, record } = beginCase('01-restaurant-wage-arrears', isAcceptance);
    record({ kind: 'party', id: 'P9', fields: { side: 'respondent', kind: 'employer', name: '误列的公司' } });
    record(out('party', 'P9'));
    record({ kind: 'party', id: 'P9', fields: { phone: '010-1' } });
    const folded = (actions: typeof line.actions) => foldActions(caseReducer, actions).state;
    expect(folded([...line.actions].reverse())).toEqual(folded(line.actions));
  });
});

describe('a party who belongs to the file for good', () => {
  const hash = '0'.repeat(64);
  const finalised = {
    type: 'document.finalised',
    body: {
      ...{
        documentId: 'D1',
        form: 'agreement',
        subjectId: '1',
        number: '',
        content: {},
        contentSha256: hash,
      },
      ...{
        templateVersion: '1',
        pdfSha256: hash,
        pages: 1,
        copies: 3,
        replacesDocumentId: null,
        overruled: [],
      },
    },
  } as Order;
  const signed = (documentId: string, signerId: string) =>
    ({
      type: 'document.signed',
      body: {
        ...{ documentId, signerId, signerName: '某人', capacity: 'party', forPartyIds: [signerId] },
        ...{ manner: 'signed', date: '2026-04-22', note: '', scanSha256: null },
      },
    }) as Order;
  /** A third party whom no term names. */
  const joined = () => {
    const played = beginCase('01-restaurant-wage-arrears', () => false);
    played.record({
      kind: 'party',
      id: 'P9',
      fields: { side: 'applicant', kind: 'person', name: '共同申请人' },
    });
    return played;
  };
  const knowingNothing = { type: 'intake.recorded', body: { patches: [out('party', 'P9')] } };
  const missingOf = ({ view }: ReturnType<typeof joined>) =>
    view().agreements.flatMap(({ effectiveness }) => effectiveness.missing.map(({ id }) => id));

  it.each(['openly', 'as if it was not known'])(
    'stays when taken out %s once the agreement is final',
    (how) => {
      const played = joined();
      played.line.write(finalised);
      if (how === 'openly') played.record(out('party', 'P9'));
      else played.writeKnowing('intake.recorded', knowingNothing);
      expect(played.view().refused.map(({ code }) => code)).toEqual(
        how === 'openly' ? ['intake.partyNeeded'] : [],
      );
      expect(played.view().parties.map(({ id }) => id)).toContain('P9');
      expect(played.view().withdrawn.parties).toEqual([]);
      expect(missingOf(played)).toContain('P9');
    },
  );

  it.each(['openly', 'as if it was not known'])(
    'stays when taken out %s once it has signed a paper',
    (how) => {
      const played = joined();
      const notice = { ...finalised.body, documentId: 'D2', form: 'rightsNotice', subjectId: 'application' };
      played.line.write({ type: 'document.finalised', body: notice } as Order);
      played.line.write(signed('D2', 'P9'));
      if (how === 'openly') played.record(out('party', 'P9'));
      else played.writeKnowing('intake.recorded', knowingNothing);
      expect(played.view().parties.map(({ id }) => id)).toContain('P9');
    },
  );

  it('has to sign when terms name it, although another desk took it out meanwhile', () => {
    const played = beginCase('01-restaurant-wage-arrears', () => false);
    played.writeKnowing('acceptance.decided', {
      type: 'intake.recorded',
      body: { patches: [out('party', 'P2')] },
    });
    expect(played.view().refused).toEqual([]);
    expect(played.view().parties.map(({ id }) => id)).toContain('P2');
    played.line.write(finalised, heads(played));
    expect(missingOf(played)).toContain('P2');
  });
});

/** What a desk that has everything would name. */
function heads({ line }: ReturnType<typeof beginCase>): string[] {
  const named = new Set(line.actions.flatMap((action) => action.header.after));
  return line.actions.map(({ id }) => id).filter((id) => !named.has(id));
}

describe('a meeting that was begun by mistake', () => {
  const begun = () => beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'minutes.entryWritten');
  const takeBack = ({ line, view }: ReturnType<typeof begun>) => {
    const id = view().meetings[0]?.id ?? '';
    line.write({
      type: 'meeting.recorded',
      body: { patches: [out('meeting', id)], reason: '误操作' },
    } as Order);
    return id;
  };

  it('is gone, and the case waits for its first meeting again', () => {
    const played = begun();
    takeBack(played);
    expect(played.view().meetings).toEqual([]);
    expect(played.view().nextStep).toBe('holdMeeting');
  });

  it('stays with its minutes when another desk wrote them meanwhile', () => {
    const played = beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'agreement.drafted');
    const before = played.view().meetings;
    expect(before[0]?.entries.length).toBeGreaterThan(0);
    played.writeKnowing('meeting.recorded', {
      type: 'meeting.recorded',
      body: { patches: [out('meeting', before[0]?.id ?? '')], reason: '误操作' },
    });
    expect(played.view().refused).toEqual([]);
    expect(played.view().meetings.map(({ id, entries }) => [id, entries])).toEqual(
      before.map(({ id, entries }) => [id, entries]),
    );
  });

  it('stays once something was said at it', () => {
    const played = beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'agreement.drafted');
    const id = takeBack(played);
    expect(played.view().refused.map(({ code }) => code)).toEqual(['minutes.meetingHeld']);
    expect(played.view().meetings.map((meeting) => meeting.id)).toContain(id);
  });
});

describe('a worker of a group', () => {
  it('is taken out of the table and of the case in one action; the others keep their rows', () => {
    const { line, view } = beginCase(
      '02-construction-collective-wages',
      ({ type }) => type === 'agreement.drafted',
    );
    const table = tableOfCase(view());
    const removed = table.rows[4]?.partyId ?? '';
    const patches = patchesOfTable(withoutRow(table, 4), view(), '2026-06-30');
    expect(patches.map(({ kind }) => kind)).toEqual(['party', 'collective']);
    line.write({ type: 'intake.recorded', body: { patches, reason: '重复登记' } } as Order);
    expect(view().refused).toEqual([]);
    expect(view().withdrawn.parties.map(({ id }) => id)).toEqual([removed]);
    expect(tableOfCase(view()).rows).toEqual(table.rows.filter(({ partyId }) => partyId !== removed));
  });

  it('stays, when somebody only had an older table before him', () => {
    const { line, view } = beginCase(
      '02-construction-collective-wages',
      ({ type }) => type === 'agreement.drafted',
    );
    const older = tableOfCase(view());
    line.write({
      type: 'intake.recorded',
      body: {
        patches: [
          { kind: 'party', id: 'P99', fields: { side: 'applicant', kind: 'person', name: '新来的人' } },
        ],
      },
    } as Order);
    const patches = patchesOfTable(older, view(), '2026-06-30');
    expect(patches.filter(({ kind }) => kind === 'party')).toEqual([]);
  });
});

describe('a decision on acceptance that was entered wrongly', () => {
  const decided = () => beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'meeting.recorded');
  const correct = ({ line, view }: ReturnType<typeof decided>, changed: Record<string, unknown>): void => {
    const { mediators, ...decision } = view().acceptance ?? { mediators: [] };
    line.write({
      type: 'acceptance.corrected',
      body: { ...decision, mediators, correctionReason: '日期填错', ...changed },
    } as Order);
  };

  it('is put right with a reason, and the former one stays in the timeline', () => {
    const played = decided();
    const before = played.view();
    correct(played, { decidedOn: '2026-04-20' });
    const after = played.view();
    expect(after.refused).toEqual([]);
    expect(after.acceptance).toEqual({ ...before.acceptance, decidedOn: '2026-04-20' });
    expect(after.conflicts).toEqual([]);
    expect(after.timeline.at(-1)?.body).toMatchObject({ correctionReason: '日期填错' });
    expect(after.timeline.map(({ type }) => type)).toContain('acceptance.decided');
  });

  it('is no decision where none was made, and no refusal after a meeting', () => {
    const early = beginCase('01-restaurant-wage-arrears', isAcceptance);
    early.line.write({
      type: 'acceptance.corrected',
      body: { ...decided().view().acceptance, correctionReason: '日期填错' },
    } as Order);
    expect(early.view().refused.map(({ code }) => code)).toEqual(['acceptance.notDecided']);
    const late = beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'agreement.drafted');
    correct(late, { decision: 'refused', mediators: [] });
    expect(late.view().refused.map(({ code }) => code)).toEqual(['acceptance.alreadyMediated']);
    expect(late.view().acceptance?.decision).toBe('accepted');
    // Nor after an outcome, where no meeting is on file.
    const closed = beginCase('01-restaurant-wage-arrears', ({ type }) => type === 'meeting.recorded');
    closed.line.write({
      type: 'outcome.recorded',
      body: { code: 'R02', closedOn: '2026-04-20', note: '' },
    } as Order);
    correct(closed, { decision: 'refused', mediators: [] });
    expect(closed.view().refused.map(({ code }) => code)).toEqual(['acceptance.alreadyMediated']);
  });
});

describe('a negotiation that was entered by mistake', () => {
  const fields = { requestedOn: '2026-04-10', method: '电话', course: '单位不同意', result: 'settled' };
  const negotiating = () => {
    const begun = beginCase('01-restaurant-wage-arrears', isAcceptance);
    begun.record({ kind: 'application', id: 'application', fields: { receivedAt: null } });
    const before = begun.view();
    begun.record({ kind: 'negotiation', id: 'negotiation', fields });
    const emptied = Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
    const takeBack = () =>
      begun.line.write({
        type: 'intake.recorded',
        body: {
          patches: [{ kind: 'negotiation', id: 'negotiation', fields: emptied }],
          reason: '登记到了另一案',
        },
      });
    return { ...begun, before, takeBack };
  };

  it('is none once it is taken back, and the case waits for what it waited for before', () => {
    const { view, before, takeBack } = negotiating();
    expect(view().nextStep).toBe('recordNegotiation');
    takeBack();
    expect(view().negotiation).toBeNull();
    expect(view().nextStep).toBe(before.nextStep);
    expect(view().timeline.at(-1)?.body).toMatchObject({ reason: '登记到了另一案' });
    expect(view().timeline.at(-2)?.body).toMatchObject({ patches: [{ fields }] });
    expect(view().refused).toEqual([]);
  });

  it('shows what another desk wrote about it meanwhile, beside the taking back', () => {
    const { line, view, takeBack } = negotiating();
    const known = line.actions.slice(-1).map(({ id }) => id);
    takeBack();
    line.write(
      {
        type: 'intake.recorded',
        body: { patches: [{ kind: 'negotiation', id: 'negotiation', fields: { course: '单位又同意了' } }] },
      },
      known,
    );
    expect(view().negotiation).toMatchObject({ course: '单位又同意了' });
    expect(view().conflicts.map(({ field }) => field)).toEqual(['course']);
  });

  it('is entered anew like any other', () => {
    const { view, record, takeBack } = negotiating();
    takeBack();
    record({ kind: 'negotiation', id: 'negotiation', fields: { requestedOn: '2026-04-11' } });
    expect(view().negotiation).toMatchObject({ requestedOn: '2026-04-11', course: null });
  });
});
