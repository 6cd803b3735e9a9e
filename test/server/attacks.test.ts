import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseReducer } from '../../shared/case/reducer.ts';
import { getCaseView } from '../../shared/case/view.ts';
import { type FeedRow, SyncSession } from '../../shared/contract/sync.ts';
import { readAction, type StoredAction } from '../../shared/record/action.ts';
import { foldActions } from '../../shared/record/fold.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import { openingOf } from '../fixtures/plain-office.ts';
import { agreementOrder, openingOrders } from '../unit/record/desks.ts';
import {
  createTestDesk,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
  writeCase,
} from './parties.ts';

/** Whoever has a desk and a password, and means no good: what is tried here with real requests has to come to nothing. */
let server: RunningServer;
let officeId = '';
let owner: TestDesk;
let rival: TestDesk;
let stranger: TestDesk;
let passed = 0;
beforeAll(async () => {
  server = await startServer(null, { now: () => Date.now() + passed });
  officeId = await server.administration.addOffice(subdistrict);
  const elsewhere = await server.administration.addOffice({ ...subdistrict, name: '乙街道' });
  owner = await createTestDesk(server, officeId, 'A', ['mediator', 'officeHead']);
  rival = await createTestDesk(server, officeId, 'B', ['mediator', 'officeHead']);
  stranger = await createTestDesk(server, elsewhere, 'A', ['mediator', 'officeHead']);
  for (const desk of [owner, rival, stranger]) await desk.begin();
});
afterAll(() => server.end());

describe('an enrolment code', () => {
  it('is worth nothing after a week, nor to another desk once it was used, nor to a desk that was revoked', async () => {
    const anybody = await createTestDesk(server, officeId, 'C');
    const enrol = async (code: string, change: object = {}) => {
      const named = {
        deskId: randomUUID(),
        deskLetter: 'X',
        deskPublicKey: 'k',
        localOfficeId: randomUUID(),
      };
      return (await anybody.ask('POST', '/v1/enrolments', { code, ...named, ...change })).value;
    };
    const { code: late } = await server.administration.makeEnrolmentCode(officeId);
    passed = 7 * 24 * 3_600_000 + 1_000;
    expect((await enrol(late)).code).toBe('sync.codeWrong');
    passed = 0;
    const deskId = randomUUID();
    expect((await enrol(late, { deskId })).officeId).toBe(officeId);
    expect((await enrol(late)).code).toBe('sync.codeWrong');
    await server.administration.revokeDesk(officeId, deskId);
    expect((await enrol(late, { deskId })).code).toBe('sync.codeWrong');
  });

  it('leads into the office that it was made for, whatever the desk says of itself', async () => {
    const { code } = await server.administration.makeEnrolmentCode(stranger.officeId);
    const order = { code, deskId: randomUUID(), deskLetter: 'Y', deskPublicKey: 'k' };
    const enrol = (claims: object) =>
      owner.ask('POST', '/v1/enrolments', { ...order, localOfficeId: randomUUID(), ...claims });
    // Whoever belonged to another office is not let in, and the code is still good.
    expect((await enrol({ officeId })).value.code).toBe('sync.codeWrong');
    expect((await enrol({})).value.officeId).toBe(stranger.officeId);
    const { desks } = await server.administration.staff(officeId);
    expect(desks.map(({ id }) => id)).not.toContain(order.deskId);
  });
});

describe('a sign-in', () => {
  it('that was overheard opens nothing a second time, nor twice at once', async () => {
    const person = await createTestDesk(server, officeId, 'D');
    await person.enrol();
    const answers = await Promise.all([person.answerChallenge(), person.answerChallenge()]);
    for (const answer of answers) {
      const body = { ...answer, account: person.account, password: 'correct horse battery' };
      const keys = { personPublicKey: person.publicKey, formerPublicKeys: [] };
      const ask = () => person.ask('POST', '/v1/sign-ins', { ...body, ...keys });
      const codes = (await Promise.all([ask(), ask(), ask()])).map(({ status }) => status);
      expect(codes.sort()).toEqual([200, 401, 401]);
      expect((await ask()).value.code).toBe('sync.challengeStale');
    }
    const opening = await person.answerChallenge();
    const open = () => person.ask('POST', '/v1/sessions', opening);
    const opened = await Promise.all([open(), open(), open()]);
    expect(opened.filter(({ value }) => SyncSession.safeParse(value).success)).toHaveLength(1);
  });

  it('opens nothing without the keys of the desk and of the person, nor two minutes after it began', async () => {
    const [person, other] = [
      await createTestDesk(server, officeId, 'P'),
      await createTestDesk(server, officeId, 'Q'),
    ];
    await person.enrol();
    await other.begin();
    const refusal = async (path: string, change: object) => {
      const answer = await person.answerChallenge();
      const theirs = await other.answerChallenge(answer.nonce);
      const named = { account: person.account, password: 'correct horse battery', formerPublicKeys: [] };
      const changed = Object.entries(change).map(([name, value]) => [
        name,
        value === 'theirs' ? theirs[name as keyof typeof theirs] : value,
      ]);
      const body = { ...answer, ...named, personPublicKey: person.publicKey, ...Object.fromEntries(changed) };
      return (await person.ask('POST', path, body)).value.code;
    };
    const theirKey = { personPublicKey: other.publicKey, fingerprint: 'theirs' };
    for (const change of [
      { deskSignature: 'theirs' },
      { personSignature: 'theirs' },
      { fingerprint: 'theirs' },
      theirKey,
    ])
      expect([change, await refusal('/v1/sign-ins', change)]).toEqual([change, 'sync.signatureWrong']);
    expect((await person.openSession()).value.code).toBe('sync.signInNeeded');
    expect((await person.signIn()).status).toBe(200);
    for (const change of [{ deskSignature: 'theirs' }, { personSignature: 'theirs' }])
      expect([change, await refusal('/v1/sessions', change)]).toEqual([change, 'sync.signatureWrong']);
    expect(await refusal('/v1/sessions', { fingerprint: 'theirs' })).toBe('sync.signInNeeded');
    const begun = await person.answerChallenge();
    passed = 2 * 60_000 + 1_000;
    expect((await person.ask('POST', '/v1/sessions', begun)).value.code).toBe('sync.challengeStale');
    passed = 0;
    expect((await person.openSession()).status).toBe(200);
  });

  const somebody = { name: '某', password: 'correct horse battery', roles: ['mediator'] as const };
  it('takes as long for an account that is not there as for a wrong password', async () => {
    const times = { there: [] as number[], nowhere: [] as number[] };
    const kinds = ['there', 'nowhere'] as const;
    // The shortest of each, as whatever else the machine does only adds to it.
    const ratio = () => Math.min(...times.there) / Math.min(...times.nowhere);
    const isAlike = () => ratio() > 0.6 && ratio() < 1.7;
    // A busy machine takes longer until both have met a quiet moment; a desk that guesses more often has to wait.
    for (let desks = 0; desks < 4 && !isAlike(); desks += 1) {
      const seat = await createTestDesk(server, officeId, 'EFGH'.charAt(desks));
      await seat.enrol();
      for (let round = 0; round < 20; round += 1) {
        const account = `there-${desks}-${round}`;
        await server.administration.addPerson(officeId, { ...somebody, account });
        // Which comes first changes, as each leaves the machine warm for the next.
        for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
          const began = performance.now();
          const answer = await seat.signIn('wrong', {
            account: kind === 'there' ? account : `no-${account}`,
          });
          times[kind].push(performance.now() - began);
          expect([answer.status, answer.value]).toEqual([401, { code: 'sync.passwordWrong', details: {} }]);
        }
      }
    }
    expect(ratio()).toBeGreaterThan(0.6);
    expect(ratio()).toBeLessThan(1.7);
  });
});

describe('an action that names an older history than its author knew', () => {
  const statuses = async (desk: TestDesk, ...actions: StoredAction[]): Promise<string[]> => {
    const { results } = (await desk.push(actions)).value as { results: { status: string; code?: string }[] };
    return results.map(({ status, code }) => (code === undefined ? status : `${status} ${code}`));
  };
  const yearAgo = (desk: TestDesk) => ({
    clock: `${new Date(Date.now() - 365 * 24 * 3_600_000).toISOString()}-00000-${desk.deskId}`,
  });
  /** As any desk of the office folds what the server gives it. */
  const viewAt = async (desk: TestDesk, caseId: string) => {
    const { rows } = (await desk.ask('GET', `/v1/records/${caseId}`)).value as { rows: FeedRow[] };
    const actions = rows.flatMap(({ action, rejection }) => {
      const read = readAction(action, nodeHashing, rejection);
      return read.ok ? [read.action] : [];
    });
    return getCaseView(caseId, foldActions(caseReducer, actions).state);
  };
  const begin = async () => {
    const caseId = randomUUID();
    const written: StoredAction[] = [];
    for (const { type, body } of openingOrders) {
      written.push(
        owner.write(
          caseId,
          type,
          body,
          written.slice(-1).map(({ id }) => id),
        ),
      );
    }
    expect(new Set(await statuses(owner, ...written))).toEqual(new Set(['accepted']));
    return { caseId, drafted: written.at(-1)?.id ?? '', opened: written[0]?.id ?? '' };
  };
  const terms = (settledScope: string) => ({
    patches: [{ kind: 'agreementTerms', id: '1', fields: { settledScope } }],
  });

  it('changes nothing of a finalised agreement, is shown as come too late, and stops nobody', async () => {
    const { caseId, drafted } = await begin();
    const { type, body } = agreementOrder('D1');
    const finalised = owner.write(caseId, type, body, [drafted]);
    expect(await statuses(owner, finalised)).toEqual(['accepted']);
    const before = await viewAt(owner, caseId);
    const forged = rival.write(caseId, 'agreement.drafted', terms('别的'), [drafted], yearAgo(rival));
    expect(await statuses(rival, forged)).toEqual(['accepted']);
    const after = await viewAt(owner, caseId);
    expect(after.agreements).toEqual(before.agreements);
    expect(after.documents).toEqual(before.documents);
    expect(after.late.map(({ authorship }) => authorship.actionId)).toEqual([forged.id]);
    const next = owner.write(caseId, 'agreement.drafted', terms('以后'), [finalised.id, forged.id]);
    expect(await statuses(owner, next)).toEqual([expect.stringMatching(/^rejected /)]);
  });

  it('opens no case a second time for those who work on it', async () => {
    const { caseId, drafted } = await begin();
    const before = await viewAt(owner, caseId);
    const again = rival.write(caseId, 'case.opened', openingOf('别的号'), [], yearAgo(rival));
    await statuses(rival, again);
    const next = owner.write(caseId, 'agreement.drafted', terms('以后'), [drafted]);
    expect(await statuses(owner, next)).toEqual(['accepted']);
    const both = owner.write(caseId, 'agreement.drafted', terms('再后'), [next.id, again.id]);
    expect(await statuses(owner, both)).toEqual(['accepted']);
    expect((await viewAt(owner, caseId)).parties).toEqual(before.parties);
  });

  it('takes no file along that has gone to another office', async () => {
    const { caseId, drafted } = await begin();
    const third = await server.administration.addOffice({ ...subdistrict, name: '丙街道' });
    const handOver = (desk: TestDesk, toOfficeId: string, change: object = {}) => {
      const body = {
        toOfficeId,
        toOfficeName: '某',
        handedOverOn: '2026-04-20',
        reason: 'r',
        handedOverBy: '某',
      };
      return desk.write(caseId, 'case.handedOver', body, [drafted], { ...change });
    };
    expect(await statuses(owner, handOver(owner, stranger.officeId))).toEqual(['accepted']);
    const forged = handOver(rival, third, yearAgo(rival));
    expect(await statuses(rival, forged)).toEqual(['rejected case.handedOver']);
    const { rows } = (await stranger.ask('GET', `/v1/records/${caseId}`)).value;
    expect(rows.length).toBeGreaterThan(0);
  });

  it('gives back no right that was taken', async () => {
    const { caseId, opened } = await begin();
    const former = await createTestDesk(server, officeId, 'R', ['mediator']);
    await former.begin();
    await server.administration.changeRoles(officeId, former.accountId, ['archivist']);
    const patches = [{ kind: 'party', id: 'P1', fields: { phone: '1' } }];
    const forged = former.write(caseId, 'intake.recorded', { patches }, [opened], yearAgo(former));
    expect(await statuses(former, forged)).toEqual(['rejected sync.notAllowed']);
  });

  it('is of no case that it does not name', async () => {
    const [one, other] = [await begin(), await begin()];
    const patches = [{ kind: 'party', id: 'P1', fields: { phone: '1' } }];
    const forged = rival.write(one.caseId, 'intake.recorded', { patches }, [other.drafted], yearAgo(rival));
    expect(await statuses(rival, forged)).toEqual(['rejected sync.historyForeign']);
    expect(await statuses(rival, forged)).toEqual(['rejected sync.historyForeign']);
    const rootless = rival.write(one.caseId, 'intake.recorded', { patches }, [], yearAgo(rival));
    expect(await statuses(rival, rootless)).toEqual(['rejected case.notOpened']);
  });
});

describe('an action that means nothing to the server', () => {
  it.each([
    ['of a type that nobody knows', 'case.fromTomorrow', {}],
    ['of a version that nobody knows', 'intake.recorded', { version: 99 }],
    ['with a body that does not fit its type', 'intake.recorded', {}],
  ])('%s, shuts no case to those who work on it', async (_name, type, change) => {
    const caseId = randomUUID();
    const [opened, parties] = writeCase(owner, caseId);
    if (!opened || !parties) throw new Error('nothing written');
    await owner.push([opened, parties]);
    const forged = rival.write(caseId, type, { anything: 1 }, [parties.id], change);
    const patches = [{ kind: 'party', id: 'P1', fields: { phone: '1' } }];
    const behind = rival.write(caseId, 'intake.recorded', { patches }, [forged.id]);
    expect((await rival.push([forged, behind])).value.results).toEqual([
      { id: forged.id, status: 'waiting', code: 'sync.typeUnknown' },
      { id: behind.id, status: 'waiting', code: 'sync.historyMissing' },
    ]);
    const { rows } = (await owner.ask('GET', `/v1/records/${caseId}`)).value as { rows: FeedRow[] };
    expect(rows.map(({ action }) => action.id)).toEqual([opened.id, parties.id]);
  });
});
