import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClosedDesk } from '../fixtures/closed-desk.ts';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, pin, startDeskProcess, until } from './desk-process.ts';

/** Whole desks in processes of their own against a real server: everything but the window. */
let server: RunningServer;
let officeId = '';
let one: DeskProcess;
let two: DeskProcess;

beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
  [one, two] = await Promise.all([startDeskProcess(), startDeskProcess()]);
  await one.setUp('A');
  await two.setUp('B');
});
afterAll(async () => {
  await Promise.all([one.end(), two.end()]);
  await server.end();
});

const accepted = {
  decision: 'accepted',
  decidedOn: '2026-04-14',
  reason: 'r',
  approvedBy: 'a',
  noticeNumber: '',
  mediators: [],
  recorder: '',
};
const hasCase = async (desk: DeskProcess, caseId: string) => {
  const { rows } = await desk.ask<{ rows: { id: string }[] }>('cases.list', {});
  return rows.some((row) => row.id === caseId);
};

describe('two desks of an office and the central server', () => {
  it('bring together what was done before either was enrolled', async () => {
    const before = await one.createCase();
    expect((await one.status()).state).toBe('notEnrolled');
    await one.enrol(server, officeId);
    await two.enrol(server, officeId);
    await one.settle();
    await until('the case is on the other desk', () => hasCase(two, before));
    expect((await two.view(before)).parties.map((party) => party.name)).toEqual(['甲', '乙']);
    expect((await two.ask<{ faults: unknown[] }>('cases.open', { caseId: before })).faults).toEqual([]);
  });

  it('merge different fields of one case, and show the same field as a conflict on both until it is settled', async () => {
    const caseId = await one.createCase();
    await one.settle();
    await until('the case is there', () => hasCase(two, caseId));
    for (const desk of [one, two]) await desk.setLine({ isCut: true });
    await one.patchParty(caseId, { phone: '1', job: '厨师' });
    await two.patchParty(caseId, { phone: '2', email: 'x@example.com' });
    expect((await one.status()).waiting).toBe(1);
    await until('the desk knows that it is offline', async () => (await one.status()).state === 'offline');
    for (const desk of [one, two]) await desk.setLine({});
    for (const desk of [one, two]) {
      await until('both see both', async () => {
        const view = await desk.view(caseId);
        return (
          view.conflicts.length === 1 &&
          view.parties[0]?.email === 'x@example.com' &&
          view.parties[0]?.job === '厨师'
        );
      });
    }
    for (const desk of [one, two]) {
      const { caseNumber } = (await desk.view(caseId)).opened;
      expect(await desk.settle()).toMatchObject({
        state: 'needsYou',
        needs: ['conflicts'],
        conflicts: [{ recordId: caseId, caseNumber, count: 1 }],
      });
    }
    await two.act(caseId, 'conflict.settled', {
      patches: [{ kind: 'party', id: 'P1', fields: { phone: '1' } }],
    });
    await until('settled on both', async () => (await one.view(caseId)).conflicts.length === 0);
    expect((await one.view(caseId)).parties[0]?.phone).toBe('1');
    for (const desk of [one, two])
      expect(await desk.settle()).toMatchObject({ state: 'allSent', needs: [], conflicts: [] });
  });

  it('share the wording of the forms, and show where two were written apart', async () => {
    type Versions = { forms: { form: string; versions: { id: string; isConcurrent: boolean }[] }[] };
    const versionsOn = async (desk: DeskProcess) =>
      (await desk.ask<Versions>('wording.forms', {})).forms.find((form) => form.form === 'minutes')
        ?.versions ?? [];
    const replace = (desk: DeskProcess, closing: string, basedOn: string | null) =>
      desk.ask<{ version: string }>('wording.replace', { form: 'minutes', sentences: { closing }, basedOn });
    const { version } = await replace(one, '以上笔录核对一致。', null);
    await until('the wording is on the other desk', async () => (await versionsOn(two))[0]?.id === version);
    for (const desk of [one, two]) await desk.setLine({ isCut: true });
    await replace(one, '以上笔录核对一致（甲）。', version);
    await replace(two, '以上笔录核对一致（乙）。', version);
    for (const desk of [one, two]) await desk.setLine({});
    await until('both have all three', async () =>
      [await versionsOn(one), await versionsOn(two)].every((versions) => versions.length === 3),
    );
    const idsOn = async (desk: DeskProcess) => (await versionsOn(desk)).map(({ id }) => id);
    expect(await idsOn(one)).toEqual(await idsOn(two));
    expect((await versionsOn(one)).map((found) => found.isConcurrent)).toEqual([true, false, false]);
  });

  it('share the register of risks, and show where two wrote apart among what needs somebody', async () => {
    type Risk = { riskId: string; riskNumber: string; conflicts: unknown[]; cases: { caseNumber: string }[] };
    const risksOn = async (desk: DeskProcess) => (await desk.ask<{ risks: Risk[] }>('risks.list', {})).risks;
    const patches = (fields: Record<string, unknown>) => [{ kind: 'risk', id: 'risk', fields }];
    const judge = (desk: DeskProcess, riskId: string, riskLevel: string) =>
      desk.ask('risks.act', {
        riskId,
        order: { type: 'risk.recorded', body: { patches: patches({ riskLevel }) } },
      });
    const { riskId, riskNumber } = await one.ask<Risk>('risks.register', {
      patches: patches({ employerName: '某公司', foundOn: '2026-04-01' }),
    });
    expect(riskNumber).toMatch(/劳险字〔\d{4}〕第A001号$/);
    await until('the risk is on the other desk', async () => (await risksOn(two))[0]?.riskId === riskId);
    for (const desk of [one, two]) await desk.setLine({ isCut: true });
    await judge(one, riskId, 'red');
    await judge(two, riskId, 'blue');
    for (const desk of [one, two]) await desk.setLine({});
    await until('both see both', async () =>
      [await risksOn(one), await risksOn(two)].every(([risk]) => risk?.conflicts.length === 1),
    );
    const shown = { recordId: riskId, caseNumber: riskNumber, count: 1 };
    expect(await one.settle()).toMatchObject({ needs: ['conflicts'], conflicts: [shown] });
    await judge(two, riskId, 'red');
    await until('settled on both', async () => (await risksOn(one))[0]?.conflicts.length === 0);
    const opened = await two.ask<{ caseId: string; caseNumber: string }>('risks.openCase', {
      ...{ riskId, openedOn: '2026-04-13' },
    });
    await until('the case is there', () => hasCase(one, opened.caseId));
    // Its first action may come alone.
    await until('the intake too', async () => (await one.view(opened.caseId)).parties.length === 1);
    expect((await one.view(opened.caseId)).parties).toMatchObject([{ side: 'respondent', name: '某公司' }]);
    await until('the risk names its case', async () => (await risksOn(one))[0]?.cases.length === 1);
    for (const desk of [one, two])
      expect(await desk.settle()).toMatchObject({ state: 'allSent', needs: [], conflicts: [] });
  });

  it('keep a refused action visible with its reason, let nothing wait for it, and compare what is in force', async () => {
    const third = await startDeskProcess();
    await third.setUp('C');
    const accountId = await third.enrol(server, officeId);
    const caseId = await third.createCase();
    await third.act(caseId, 'acceptance.decided', accepted);
    await third.settle();
    await third.setLine({ isCut: true });
    // Meanwhile the office takes the right away; the desk cannot know yet.
    await server.administration.changeRoles(officeId, accountId, ['registrar']);
    await third.act(caseId, 'outcome.recorded', { code: 'R02', closedOn: '2026-04-20', note: '' });
    await third.patchParty(caseId, { phone: '13800000000' });
    await third.setLine({});
    await until('the refusal is told', async () => (await third.status()).parked.length === 1);
    const status = await third.status();
    expect(status.state).toBe('needsYou');
    expect(status.parked[0]).toMatchObject({
      code: 'sync.notAllowed',
      type: 'outcome.recorded',
      mayResend: false,
    });
    await until('what came after it is on the other desk', async () => {
      if (!(await hasCase(one, caseId))) return false;
      return (await one.view(caseId)).parties[0]?.phone === '13800000000';
    });
    for (const desk of [one, third]) {
      await until('the refusal stands in the case file', async () => {
        const { refused } = await desk.view(caseId);
        return refused.length === 1 && refused[0]?.code === 'sync.notAllowed';
      });
      expect((await desk.view(caseId)).outcome).toBeNull();
    }
    await third.ask('sync.settle', { id: status.parked[0]?.id });
    expect((await third.settle()).state).toBe('allSent');

    // Whoever has the store's key lifts the refusal unseen, and puts another action out of force.
    const before = await third.view(caseId);
    const [id = '', inForce = ''] = [status.parked[0]?.id, before.timeline.at(-1)?.actionId];
    await third.close();
    const store = await openClosedDesk(third.folder, pin);
    const { parked } = store.collections;
    const row = (await parked.findOne(id).exec())?.toJSON();
    if (row === undefined) throw new Error('nothing was parked');
    await parked.insert({ ...row, id: inForce });
    await parked.findOne(id).remove();
    await store.close();
    await third.reopen();
    expect((await third.view(caseId)).refused.map(({ authorship }) => authorship.actionId)).toEqual([
      inForce,
    ]);
    await third.ask('sync.compareNow');
    expect(await third.view(caseId)).toEqual(before);
    expect((await third.status()).repaired).toBe(1);
    await third.end();
  });

  it('refuse at the desk what the role does not allow, and ask nobody to settle what he may not', async () => {
    const third = await startDeskProcess();
    await third.setUp('D');
    await third.enrol(server, officeId, ['archivist']);
    const caseId = await one.createCase();
    await one.settle();
    await until('the case is there', () => hasCase(two, caseId));
    for (const desk of [one, two]) await desk.setLine({ isCut: true });
    await one.patchParty(caseId, { phone: '1' });
    await two.patchParty(caseId, { phone: '2' });
    for (const desk of [one, two]) await desk.setLine({});
    await until(
      'the conflict is on the third desk',
      async () => (await hasCase(third, caseId)) && (await third.view(caseId)).conflicts.length === 1,
    );
    expect(await third.status()).toMatchObject({ needs: [], conflicts: [] });
    await until('the first desk has both too', async () => (await one.status()).conflicts.length === 1);
    await expect(third.createCase()).rejects.toThrow('session.notAllowed');
    await expect(
      third.ask('wording.replace', { form: 'minutes', sentences: {}, basedOn: null }),
    ).rejects.toThrow('session.notAllowed');
    await third.end();
  });

  it('lock themselves for a person who was revoked, and keep the work for the office head', async () => {
    const third = await startDeskProcess();
    await third.setUp('E');
    const accountId = await third.enrol(server, officeId);
    await third.createCase();
    await third.settle();
    await server.administration.revokePerson(officeId, accountId);
    await until(
      'the desk is locked',
      async () => (await third.ask<{ state: string }>('session.status')).state === 'locked',
    );
    const { people } = await third.ask<{ people: { id: string }[] }>('session.status');
    await expect(third.ask('session.unlock', { personId: people[0]?.id, pin })).rejects.toThrow(
      'session.revoked',
    );
    await third.end();
  });

  it('go on where they were after a kill in the middle', async () => {
    const caseId = await one.createCase();
    await one.setLine({ loseAnswer: 0.5, repeat: 0.3, delay: 20 });
    for (let count = 0; count < 10; count += 1) await one.patchParty(caseId, { phone: String(count) });
    await one.killAndReopen();
    await one.settle();
    await until('the last word is there', async () => {
      if (!(await hasCase(two, caseId))) return false;
      return (await two.view(caseId)).parties[0]?.phone === '9';
    });
    const [here, there] = [await one.view(caseId), await two.view(caseId)];
    expect(there.timeline.map((entry) => entry.actionId)).toEqual(
      here.timeline.map((entry) => entry.actionId),
    );
    expect(here.timeline).toHaveLength(12);
  });

  it('lose nothing with a line that loses, doubles and delays', async () => {
    for (const desk of [one, two])
      await desk.setLine({ loseRequest: 0.2, loseAnswer: 0.2, repeat: 0.2, delay: 30 });
    const caseId = await two.createCase();
    for (let count = 0; count < 15; count += 1) await two.patchParty(caseId, { job: String(count) });
    await until(
      'it came through',
      async () => (await hasCase(one, caseId)) && (await one.view(caseId)).parties[0]?.job === '14',
    );
    for (const desk of [one, two]) await desk.setLine({});
  });

  it('find by comparison what is missing, and fetch it', async () => {
    await one.settle();
    const { comparedAt } = await one.ask<{ comparedAt: string | null }>('sync.compareNow');
    expect(comparedAt).not.toBeNull();
  });
});
