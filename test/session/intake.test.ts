import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOverrulings } from '../../shared/case/overrulings.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

let folder: string;
let desk: Desk;
let today: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-intake-'));
  today = '2026-03-05';
  desk = await openPlainDesk(folder, {
    now: () => Date.parse(`${today}T10:00:00+08:00`),
    slowHashMemory: 1_024,
  });
  await desk.handlers.session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin: '135790',
  });
});

afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const worker = {
  side: 'applicant',
  kind: 'person',
  name: '马桂香',
  idType: 'residentId',
  idNumber: '130427198411063063',
  phone: '13800004171',
  monthlyWage: '5200.00',
};
const employer = {
  side: 'respondent',
  kind: 'employer',
  name: '北京禾柳香餐饮管理有限公司',
  creditCode: '91110105MA01ABCD0X',
  legalRepresentative: '柳某',
};
type Fields = Readonly<Record<string, unknown>>;
const order = (type: string, body: unknown) => ({ type, body }) as ActionOrder;

async function beginCase(): Promise<string> {
  return (await desk.handlers.cases.create({ openedOn: today, externalNumber: null })).caseId;
}
async function record(caseId: string, entities: Readonly<Record<string, Fields>>, more: Fields = {}) {
  const patches = Object.entries(entities).map(([path, fields]) => {
    const [kind, id] = path.split('/');
    return { kind, id, fields };
  });
  return desk.handlers.cases.act({ caseId, order: order('intake.recorded', { patches, ...more }) });
}
const recordBoth = (caseId: string) =>
  record(caseId, {
    'application/application': { disputeTypeCode: '108' },
    'party/P1': worker,
    'party/P2': employer,
  });

it('what comes along invisibly when a name is copied out of a PDF is not kept: no paper could be set with it', async () => {
  const { opened } = await record(await beginCase(), { 'party/P1': { ...worker, name: '马\u0002桂香' } });
  expect(opened.view.parties[0]?.name).toBe('马桂香');
});

describe('parties of earlier cases', () => {
  it.each(['马桂', '1304271984', 'mgx', '北京禾柳香', '91110105'])(
    'are offered for %s, once, from the newest case',
    async (search) => {
      for (let count = 0; count < 2; count += 1) await recordBoth(await beginCase());
      const caseId = await beginCase();
      const { rows } = await desk.handlers.cases.findParties({ caseId, search });
      expect(rows).toHaveLength(1);
      expect(rows[0]?.name).toBe(/^[北9]/.test(search) ? employer.name : worker.name);
    },
  );

  it('bring who they are and how they are reached, and nothing of the former dispute', async () => {
    const earlier = await beginCase();
    await recordBoth(earlier);
    const { fields } = await desk.handlers.cases.readParty({ caseId: earlier, partyId: 'P1' });
    expect(fields).toMatchObject({ name: worker.name, idNumber: worker.idNumber, phone: worker.phone });
    expect(fields).not.toHaveProperty('monthlyWage');
    expect(fields).not.toHaveProperty('side');
  });

  it('are not offered from the case itself, for a single character, or with agents among them', async () => {
    const caseId = await beginCase();
    await recordBoth(caseId);
    expect((await desk.handlers.cases.findParties({ caseId, search: '马桂香' })).rows).toEqual([]);
    const other = await beginCase();
    expect((await desk.handlers.cases.findParties({ caseId: other, search: '马' })).rows).toEqual([]);
    expect((await desk.handlers.cases.findParties({ caseId: other, search: '柳某' })).rows).toEqual([]);
  });

  it('leave no ID number in the lists that go to the window', async () => {
    await recordBoth(await beginCase());
    const listed = await desk.handlers.cases.list({
      search: '',
      stage: null,
      isClosed: null,
      mediatorId: null,
      order: 'changed',
      offset: 0,
      limit: 50,
    });
    expect(JSON.stringify(listed)).not.toContain(worker.idNumber);
  });
});

describe('related cases', () => {
  const people = [
    { id: 'P1', role: 'applicant', kind: 'person', name: worker.name, number: worker.idNumber },
    { id: 'P2', role: 'respondent', kind: 'employer', name: employer.name, number: employer.creditCode },
  ] as const;
  const related = (caseId: string, given: Parameters<typeof desk.handlers.cases.findRelated>[0]['people']) =>
    desk.handlers.cases.findRelated({ caseId, disputeTypeCode: '108', people: given });

  it('names the same dispute between the same two, whoever applied, and not the case itself', async () => {
    const earlier = await beginCase();
    await recordBoth(earlier);
    expect((await related(earlier, [...people])).disputes).toEqual([]);
    const swapped = people.map((one) => ({
      ...one,
      role: one.role === 'applicant' ? ('respondent' as const) : ('applicant' as const),
    }));
    for (const given of [[...people], swapped]) {
      const { disputes } = await related(await beginCase(), given);
      expect(disputes).toMatchObject([{ caseId: earlier, isSameKind: true }]);
    }
  });

  it('tells namesakes with another number apart', async () => {
    await recordBoth(await beginCase());
    const namesake = { ...people[0], number: '110105194912310021' };
    expect((await related(await beginCase(), [namesake, people[1]])).disputes).toEqual([]);
  });

  it('asks about a mediator who has a name of the case, or stood for a party in an earlier one', async () => {
    const earlier = await beginCase();
    await recordBoth(earlier);
    await record(earlier, { 'agent/A1': { role: 'agent', name: '李梅', forPartyIds: ['P2'] } });
    const { ties } = await related(await beginCase(), [...people]);
    expect(ties.map(({ kind, partyName }) => `${kind} ${partyName}`)).toEqual([
      `tookPart ${worker.name}`,
      `tookPart ${employer.name}`,
    ]);
    const here = { id: 'A1', role: 'agent', kind: 'person', name: '李梅', number: '' } as const;
    expect((await related(await beginCase(), [here])).ties).toMatchObject([{ kind: 'takesPart' }]);
  });
});

describe('a warning that is set aside', () => {
  it('stays in the timeline with its words and the reason', async () => {
    const caseId = await beginCase();
    const overruled = [
      {
        rule: 'check.related.sameDispute',
        reason: '前案已撤回',
        path: 'party.P1.name',
        params: { number: '某街劳调字〔2026〕第A001号', name: '马桂香', other: '某公司' },
      },
    ];
    const { opened } = await record(caseId, { 'party/P1': worker }, { reason: '前案已撤回', overruled });
    const entry = opened.view.timeline.at(-1);
    expect(listOverrulings(entry?.type ?? '', entry?.body)).toEqual([
      {
        messageKey: 'check.related.sameDispute',
        params: overruled[0]?.params,
        fieldKey: 'field.party.name',
        reason: '前案已撤回',
      },
    ]);
  });
});

describe('negotiation before mediation', () => {
  const negotiate = async (fields: Fields) => {
    const caseId = await beginCase();
    await recordBoth(caseId);
    await record(caseId, {
      'claim/C1': { title: '支付工资', amount: '15600.00', isInScope: true },
      'negotiation/negotiation': { requestedOn: '2026-03-05', requestedBy: 'P1', ...fields },
    });
    return caseId;
  };
  const open = (caseId: string) => desk.handlers.cases.open({ caseId });

  it('is what the case waits for until somebody applies; then parties and claims are there', async () => {
    const caseId = await negotiate({});
    expect((await open(caseId)).view.nextStep).toBe('recordNegotiation');
    const { opened } = await record(caseId, {
      'application/application': { receivedAt: '2026-03-12T09:00:00+08:00' },
    });
    expect(opened.view.nextStep).toBe('recordResponse');
    expect(opened.view.claims).toMatchObject([{ amount: '15600.00' }]);
  });

  it('leaves no limit running once the stage is past, and none overdue while it only passed', async () => {
    const caseId = await negotiate({});
    const [running] = (await open(caseId)).deadlines.filter(({ rule }) => rule === 'D01');
    expect(running).toMatchObject({ dueDate: '2026-03-10', nature: 'opening', doneOn: null });
    today = '2026-03-20';
    await record(caseId, { 'application/application': { receivedAt: '2026-03-20T09:00:00+08:00' } });
    const [past] = (await open(caseId)).deadlines.filter(({ rule }) => rule === 'D01');
    expect(past).toMatchObject({ doneOn: null, endedOn: '2026-03-20' });
    const { deadlines } = await desk.handlers.cases.today({});
    expect(deadlines.every(({ summary }) => summary.nextDeadlineRule !== 'D01')).toBe(true);
  });

  it('ends a file by itself when the settlement was performed', async () => {
    const caseId = await negotiate({ answer: 'agreed', result: 'settled', performance: 'performed' });
    expect((await open(caseId)).view.nextStep).toBe('recordOutcome');
    const { opened } = await desk.handlers.cases.act({
      caseId,
      order: order('outcome.recorded', { code: 'R02', closedOn: '2026-03-09', note: '' }),
    });
    expect(opened.view.nextStep).toBe('archiveCase');
  });
});
