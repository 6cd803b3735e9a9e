import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingOf } from '../fixtures/plain-office.ts';
import {
  createTestDesk,
  deskHeaders,
  type RunningServer,
  readPastBeats,
  subdistrict,
  type TestDesk,
  writeCase,
} from './parties.ts';

/** What the central server owes its desks, whatever database is below it. */
export function describeServer(start: () => Promise<RunningServer>): void {
  let server: RunningServer;
  let officeId = '';
  let desk: TestDesk;
  let other: TestDesk;
  let stranger: TestDesk;

  beforeAll(async () => {
    server = await start();
    officeId = await server.administration.addOffice(subdistrict);
    const otherOffice = await server.administration.addOffice({
      name: '乙街道',
      kind: 'subdistrict',
      district: '朝阳区',
    });
    desk = await createTestDesk(server, officeId, 'A', ['mediator', 'officeHead']);
    other = await createTestDesk(server, officeId, 'B');
    stranger = await createTestDesk(server, otherOffice, 'A', ['mediator', 'officeHead']);
    for (const one of [desk, other, stranger]) await one.begin();
  });
  afterAll(() => server.end());

  const digestOf = (ids: readonly string[]) =>
    createHash('sha256')
      .update([...ids].sort().join('\n'))
      .digest('hex');
  const statuses = (answer: { value: { results: { status: string; code?: string }[] } }) =>
    answer.value.results.map(({ status, code }) => (code ? `${status} ${code}` : status));

  describe('enrolment and sign-in', () => {
    it('takes a code once, and refuses the letter of another desk', async () => {
      const late = await createTestDesk(server, officeId, 'A');
      expect((await late.enrol()).value.code).toBe('sync.deskLetterTaken');
      const { code } = await server.administration.makeEnrolmentCode(officeId);
      const order = { code, deskId: randomUUID(), deskLetter: 'Y', deskPublicKey: 'k', localOfficeId: 'l' };
      const enrol = (change: object) => late.ask('POST', '/v1/enrolments', { ...order, ...change });
      const first = await enrol({});
      expect(first.status).toBe(200);
      expect((await enrol({ deskId: randomUUID(), deskLetter: 'Z' })).value.code).toBe('sync.codeWrong');
      // The answer was lost on its way: the same code for the same desk with the same key, asked ten times at once.
      const again = await Promise.all(Array.from({ length: 10 }, () => enrol({})));
      expect(again.map((one) => [one.status, one.value])).toEqual(again.map(() => [200, first.value]));
      expect((await enrol({ deskPublicKey: 'another' })).value.code).toBe('sync.codeWrong');
      const { code: next } = await server.administration.makeEnrolmentCode(officeId);
      expect((await enrol({ code: next })).value.code).toBe('sync.deskKnown');
      const elsewhere = await server.administration.makeEnrolmentCode(stranger.officeId);
      expect((await enrol({ code: elsewhere.code, deskLetter: 'X' })).value.code).toBe('sync.deskKnown');
    });

    it('ten desks at once get one place by one code, and one by one letter', async () => {
      const anybody = await createTestDesk(server, officeId, 'O');
      const enrol = async (code: string, deskLetter: string) => {
        const named = { deskId: randomUUID(), deskPublicKey: randomUUID(), localOfficeId: randomUUID() };
        const { status, value } = await anybody.ask('POST', '/v1/enrolments', { code, deskLetter, ...named });
        return status === 200 ? 'enrolled' : value.code;
      };
      const ten = Array.from({ length: 10 });
      const { code } = await server.administration.makeEnrolmentCode(stranger.officeId);
      const byCode = await Promise.all(ten.map((_, index) => enrol(code, 'KLMNOPQRST'[index] ?? '')));
      expect(byCode.sort()).toEqual(['enrolled', ...Array(9).fill('sync.codeWrong')].sort());
      const codes = await Promise.all(
        ten.map(() => server.administration.makeEnrolmentCode(stranger.officeId)),
      );
      const byLetter = await Promise.all(codes.map((one) => enrol(one.code, 'Z')));
      expect(byLetter.sort()).toEqual(['enrolled', ...Array(9).fill('sync.deskLetterTaken')].sort());
    });

    it('says the same of a wrong password and of an unknown account, and nothing else', async () => {
      const person = await createTestDesk(server, officeId, 'C');
      await person.enrol();
      const wrong = await person.signIn('wrong');
      expect([wrong.status, wrong.value]).toEqual([401, { code: 'sync.passwordWrong', details: {} }]);
    });

    it('whoever guesses at somebody’s password shuts them out of no desk at which they have signed in', async () => {
      const [owner, guesser] = [
        await createTestDesk(server, officeId, 'M'),
        await createTestDesk(server, officeId, 'N'),
      ];
      await owner.begin();
      await guesser.enrol();
      const guess = () => guesser.signIn('wrong', { account: owner.account });
      const answers: string[] = [];
      for (let count = 0; count < 7; count += 1) answers.push((await guess()).value.code);
      expect(answers).toEqual([
        ...Array(5).fill('sync.passwordWrong'),
        ...Array(2).fill('sync.tooManyTries'),
      ]);
      expect((await owner.signIn()).status).toBe(200);
      expect((await guess()).value.code).toBe('sync.tooManyTries');
      // There, too, nobody guesses for long.
      for (let count = 0; count < 5; count += 1) await owner.signIn('wrong');
      expect((await owner.signIn()).value.code).toBe('sync.tooManyTries');
    });

    it('nobody takes what another account’s actions and side files stand under, at whatever desk', async () => {
      const caseId = randomUUID();
      const note = desk.write(caseId, 'caucusNote.written', { text: '底线' }, [], { recordKind: 'sideFile' });
      await desk.push([...writeCase(desk, caseId), note]);
      const thief = await createTestDesk(server, officeId, 'T', ['mediator'], { personId: desk.personId });
      await thief.enrol();
      const refused = await thief.signIn();
      expect([refused.status, refused.value.code]).toEqual([403, 'sync.otherAccount']);
      expect((await thief.openSession()).value.code).toBe('sync.signInNeeded');
      expect((await desk.signIn()).status).toBe(200);
      // Two accounts that claim the same name at once: one of them has it.
      const personId = randomUUID();
      const twins = await Promise.all(
        ['U', 'V'].map((letter) => createTestDesk(server, officeId, letter, ['mediator'], { personId })),
      );
      for (const one of twins) await one.enrol();
      const answers = await Promise.all(twins.map((one) => one.signIn()));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    });

    it('an account in another name is tied to nobody without their word, and nothing is asked twice', async () => {
      // The account of each test desk is in the name 某人.
      const colleague = await createTestDesk(server, officeId, 'K');
      await colleague.enrol();
      const refused = await colleague.signIn(undefined, { personName: '赵强' });
      expect([refused.status, refused.value]).toEqual([409, { code: 'sync.otherName', details: {} }]);
      expect((await colleague.openSession()).value.code).toBe('sync.signInNeeded');
      expect((await colleague.signIn(undefined, { personName: ' 某　人' })).status).toBe(200);
      expect((await colleague.signIn(undefined, { personName: '赵强' })).status).toBe(200);
      const married = await createTestDesk(server, officeId, 'L');
      await married.enrol();
      const claims = { personName: '王某人', isSamePerson: true };
      expect((await married.signIn(undefined, claims)).status).toBe(200);
    });

    it('a key that somebody claims to have had is theirs only by what it signed as them, at this desk', async () => {
      // Has worked alone for months, and signs in today for the first time.
      const owner = await createTestDesk(server, officeId, 'I');
      const { publicKey } = owner;
      const thief = await createTestDesk(server, officeId, 'J');
      await thief.enrol();
      const proofs = [owner, thief].map((one) => writeCase(one, randomUUID())[0]);
      const formerKeys = proofs.map((signed) => ({
        publicKey,
        header: signed?.header,
        signature: signed?.signature,
      }));
      const claims = { formerPublicKeys: [publicKey], formerKeys };
      expect((await thief.signIn(undefined, claims)).status).toBe(200);
      await owner.begin();
      expect((await owner.push(writeCase(owner, randomUUID()))).value.results).toMatchObject([
        { status: 'accepted' },
        { status: 'accepted' },
      ]);
    });

    it('a desk takes no other office’s name for its own', async () => {
      const claims = { localOfficeId: stranger.officeId };
      const late = await createTestDesk(server, officeId, 'W', ['mediator'], claims);
      expect((await late.enrol()).status).toBe(400);
      expect((await late.signIn()).value.code).toBe('sync.deskUnknown');
    });

    it('needs no password afterwards: the keys answer', async () => {
      expect((await other.openSession()).status).toBe(200);
    });

    it('gives nothing without a session, with an old protocol, a newer one or a broken one', async () => {
      expect((await desk.ask('GET', '/v1/actions', undefined, 'no-such-token')).value.code).toBe(
        'sync.sessionEnded',
      );
      // A program that names no protocol at all is older than any that does.
      for (const headers of [new Headers({ 'x-desk-protocol': '0' }), new Headers()]) {
        const old = await fetch(`${server.address}/v1/challenges`, { method: 'POST', headers });
        expect([old.status, await old.json()]).toEqual([
          426,
          { code: 'sync.protocolTooOld', details: { needed: 1 } },
        ]);
      }
      const newer = { method: 'POST', headers: { 'x-desk-protocol': '2' } };
      const answer = await fetch(`${server.address}/v1/challenges`, newer);
      expect([answer.status, await answer.json()]).toEqual([
        426,
        { code: 'sync.centreTooOld', details: { known: 1 } },
      ]);
    });
  });

  describe('what a desk sends', () => {
    it('reaches the other desk of the office once, however often it is sent, and no other office', async () => {
      const caseId = randomUUID();
      const actions = writeCase(desk, caseId);
      expect(statuses(await desk.push([...actions].reverse()))).toEqual(['accepted', 'accepted']);
      expect(statuses(await desk.push(actions))).toEqual(['known', 'known']);
      const pulled = (await other.pull()).value.rows.filter(
        (row: { action: { recordId: string } }) => row.action.recordId === caseId,
      );
      expect(pulled.map((row: { action: unknown }) => row.action)).toEqual(actions);
      expect((await stranger.pull()).value.rows).toEqual([]);
      expect((await stranger.ask('GET', `/v1/records/${caseId}`)).value.rows).toEqual([]);
      const [digest] = (await other.ask('POST', '/v1/digests', { recordIds: [caseId] })).value.digests;
      const ids = digestOf(actions.map((one) => one.id));
      expect(digest).toEqual({ recordId: caseId, count: 2, digest: ids, inForce: ids });
    });

    it('twice in one request is answered alike and kept once', async () => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      expect(statuses(await desk.push([opened, parties, opened, parties]))).toEqual(
        Array.from({ length: 4 }, () => 'accepted'),
      );
      const { rows } = (await other.ask('GET', `/v1/records/${caseId}`)).value;
      expect(rows.map((row: { action: unknown }) => row.action)).toEqual([opened, parties]);
    });

    it('is still taken as it was when many pushes have gone the same way before', async () => {
      const caseId = randomUUID();
      let [last] = writeCase(desk, caseId);
      await desk.push([last]);
      const sent = [last?.id];
      for (let step = 0; step < 30; step += 1) {
        const patches = [{ kind: 'party', id: 'P1', fields: { phone: String(step) } }];
        const next = desk.write(caseId, 'intake.recorded', { patches }, [last?.id ?? '']);
        expect(statuses(await desk.push([next, last]))).toEqual(['accepted', 'known']);
        sent.push(next.id);
        last = next;
      }
      const { rows } = (await other.ask('GET', `/v1/records/${caseId}`)).value;
      expect(rows.map((row: { action: { id: string } }) => row.action.id)).toEqual(sent);
    });

    it('waits for a predecessor that is not there, and is taken once that came', async () => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      expect(statuses(await desk.push([parties]))).toEqual(['waiting sync.historyMissing']);
      expect(statuses(await desk.push([opened]))).toEqual(['accepted']);
      expect(statuses(await desk.push([parties]))).toEqual(['accepted']);
    });

    it('one whose body holds a NUL where the centre keeps a column of its own fails nothing beside it', async () => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      if (!opened || !parties) throw new Error('nothing written');
      const note = { heldById: '\u0000', text: '底线' };
      const talk = desk.write(caseId, 'caucusNote.written', note, [], { recordKind: 'sideFile' });
      const answer = await desk.push([opened, talk, parties]);
      expect(statuses(answer)).toEqual(['accepted', 'accepted', 'accepted']);
    });

    it('is judged one by one: bad ones are answered by their code and the good ones beside them count', async () => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      if (!opened || !parties) throw new Error('nothing written');
      const forgedName = desk.write(caseId, 'case.reopened', {}, [opened.id], { person: randomUUID() });
      const foreign = stranger.write(caseId, 'case.reopened', {}, [opened.id]);
      // By a colleague's key, under this desk's name: a key counts at the desk for which it was registered.
      const clock = `${new Date().toISOString()}-00000-${desk.deskId}`;
      const borrowedKey = other.write(caseId, 'case.reopened', {}, [opened.id], {
        desk: desk.deskId,
        office: desk.officeId,
        clock,
      });
      const patches = [{ kind: 'party', id: 'P1', fields: { phone: '1' } }];
      const bare = desk.write(caseId, 'intake.recorded', { patches }, [opened.id]);
      const answer = await desk.push([
        opened,
        { nonsense: true },
        { ...parties, salt: '\u0000'.repeat(32) },
        { ...parties, signer: '\ud800' },
        { ...parties, body: parties.body?.replace('甲', '丙') },
        { ...parties, signature: opened.signature },
        forgedName,
        foreign,
        borrowedKey,
        { ...bare, salt: null, body: null },
        desk.write(caseId, 'case.reopened', {}, [opened.id], { more: '甲'.repeat(40_000) }),
        desk.write(caseId, 'case.archived', { nothing: 1 }, [opened.id]),
        parties,
      ]);
      expect(statuses(answer)).toEqual([
        'accepted',
        'rejected sync.actionMalformed',
        'rejected sync.actionMalformed',
        'rejected sync.actionMalformed',
        'rejected sync.bodyMismatch',
        'rejected sync.signatureWrong',
        'rejected sync.authorWrong',
        'rejected sync.authorWrong',
        'rejected sync.authorWrong',
        'rejected sync.bodyMissing',
        'rejected sync.actionMalformed',
        'waiting sync.typeUnknown',
        'accepted',
      ]);
      expect(answer.text).not.toContain('甲');
    });

    it('stays in the chain without its body when its author had no right to it, and what follows is judged without it', async () => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      if (!opened || !parties) throw new Error('nothing written');
      const early = desk.write(
        caseId,
        'outcome.recorded',
        { code: 'R01', closedOn: '2026-04-20', note: '秘密' },
        [parties.id],
      );
      const after = desk.write(
        caseId,
        'intake.recorded',
        { patches: [{ kind: 'party', id: 'P1', fields: { phone: '1' } }] },
        [early.id],
      );
      expect(statuses(await desk.push([opened, parties, early, after]))).toEqual([
        'accepted',
        'accepted',
        'rejected outcome.notDecided',
        'accepted',
      ]);
      const rows = (await other.ask('GET', `/v1/records/${caseId}`)).value.rows;
      expect(rows[2]).toMatchObject({
        rejection: 'outcome.notDecided',
        action: { id: early.id, body: null, salt: null },
      });
      expect(JSON.stringify(rows)).not.toContain('秘密');
      const [digest] = (await other.ask('POST', '/v1/digests', { recordIds: [caseId] })).value.digests;
      expect(digest.count).toBe(4);
      expect(digest.inForce).toBe(digestOf([opened.id, parties.id, after.id]));
    });

    it('under another desk’s clock is refused: that desk would take it for its own', async () => {
      const caseId = randomUUID();
      const [opened] = writeCase(desk, caseId);
      const clock = `${new Date().toISOString()}-00000-${other.deskId}`;
      const forged = desk.write(randomUUID(), 'case.opened', openingOf('n'), [], { clock });
      expect(statuses(await desk.push([opened, forged]))).toEqual(['accepted', 'rejected sync.authorWrong']);
    });

    it('is refused by role', async () => {
      const archivist = await createTestDesk(server, officeId, 'D', ['archivist']);
      await archivist.begin();
      const caseId = randomUUID();
      const [opened] = writeCase(archivist, caseId);
      expect(statuses(await archivist.push([opened]))).toEqual(['rejected sync.notAllowed']);
      const supervisor = await createTestDesk(server, officeId, 'E', ['supervisor']);
      await supervisor.begin();
      expect((await supervisor.pull()).value.code).toBe('sync.notAllowed');
      expect((await supervisor.ask('GET', '/v1/figures')).status).toBe(200);
    });

    it('that words the forms anew is taken from the office head and the administrator only', async () => {
      const seats = [
        ['P', 'mediator'],
        ['Q', 'registrar'],
        ['R', 'officeHead'],
        ['S', 'administrator'],
      ] as const;
      const answers: string[] = [];
      for (const [letter, role] of seats) {
        const seat = await createTestDesk(server, officeId, letter, [role]);
        await seat.begin();
        const body = { form: 'minutes', sentences: {}, basedOn: null };
        const action = seat.write(officeId, 'wording.replaced', body, [], { recordKind: 'wording' });
        answers.push(...statuses(await seat.push([action])));
      }
      expect(answers).toEqual([
        'rejected sync.notAllowed',
        'rejected sync.notAllowed',
        'accepted',
        'accepted',
      ]);
    });

    it('of an office’s wording lies under its id, which everybody knows, and no other office can take that', async () => {
      const body = { form: 'minutes', sentences: {}, basedOn: null };
      const write = (by: TestDesk) =>
        by.write(ownId, 'wording.replaced', body, [], { recordKind: 'wording' });
      const ownId = await server.administration.addOffice({ name: '丁', kind: 'subdistrict', district: 'd' });
      const own = await createTestDesk(server, ownId, 'A', ['officeHead']);
      await own.begin();
      const [forged, genuine] = [write(stranger), write(own)];
      await stranger.push([forged]);
      expect(statuses(await own.push([genuine]))).toEqual(['accepted']);
      const { rows } = (await stranger.ask('GET', `/v1/records/${ownId}`)).value;
      expect(rows.map((row: { action: { id: string } }) => row.action.id)).not.toContain(genuine.id);
      expect((await own.ask('GET', `/v1/records/${ownId}`)).value.rows).toHaveLength(1);
    });

    it('of the side file goes to its author only', async () => {
      const caseId = randomUUID();
      await desk.push(writeCase(desk, caseId));
      const note = desk.write(caseId, 'caucusNote.written', { text: '底线' }, [], {
        recordKind: 'sideFile',
      });
      expect(statuses(await desk.push([note]))).toEqual(['accepted']);
      const seen = (rows: { action: { id: string } }[]) => rows.some((row) => row.action.id === note.id);
      expect((await desk.pull()).value.own.some((one: { id: string }) => one.id === note.id)).toBe(true);
      expect(seen((await other.pull()).value.rows)).toBe(false);
      // Nor by a comparison: another person is told of two actions only, and finds no difference.
      const countFor = async (reader: TestDesk) =>
        (await reader.ask('POST', '/v1/digests', { recordIds: [caseId] })).value.digests[0].count;
      expect([await countFor(desk), await countFor(other)]).toEqual([3, 2]);
    });

    it('of the side file goes also to the mediator who held the talk, and to nobody else', async () => {
      const caseId = randomUUID();
      await desk.push(writeCase(desk, caseId));
      const note = desk.write(caseId, 'caucusNote.written', { text: '底线', heldById: other.personId }, [], {
        recordKind: 'sideFile',
      });
      expect(statuses(await desk.push([note]))).toEqual(['accepted']);
      const seenBy = async (reader: TestDesk) => {
        const { rows, own } = (await reader.pull(0, 2_000)).value;
        return [...rows.map((row: { action: { id: string } }) => row.action), ...own].some(
          ({ id }: { id: string }) => id === note.id,
        );
      };
      expect(await seenBy(desk)).toBe(true);
      expect(await seenBy(other)).toBe(true);
      expect(await seenBy(stranger)).toBe(false);
    });

    it('comes in pages of any length, of one kind or of all: each once, in order, however far apart', async () => {
      const notes: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const caseId = randomUUID();
        const note = desk.write(caseId, 'caucusNote.written', { text: '底线' }, [], {
          recordKind: 'sideFile',
        });
        expect(statuses(await desk.push([...writeCase(desk, caseId), note]))).toEqual(
          Array(3).fill('accepted'),
        );
        notes.push(note.id);
      }
      const walk = async (reader: TestDesk, kind: string, limit: number): Promise<string[]> => {
        const found: string[] = [];
        for (let after = 0, isComplete = false; !isComplete; ) {
          const path = `/v1/actions?after=${after}&limit=${limit}&kind=${kind}`;
          const { value } = await reader.ask('GET', path);
          expect(value.rows.length + value.own.length).toBeLessThanOrEqual(limit);
          for (const { action } of value.rows as { action: { id: string } }[]) found.push(action.id);
          for (const { id } of value.own as { id: string }[]) found.push(id);
          ({ sequence: after, isComplete } = value);
        }
        return found;
      };
      expect((await walk(desk, 'sideFile', 1)).slice(-3)).toEqual(notes);
      const all = (await other.pull(0, 2_000)).value.rows as { action: { id: string; recordKind: string } }[];
      const ofCases = all.filter(({ action }) => action.recordKind === 'case').map(({ action }) => action.id);
      expect(await walk(other, 'case', 3)).toEqual(ofCases);
      expect(await walk(other, 'case', ofCases.length)).toEqual(ofCases);
    });

    it('goes out a few megabytes at a time, however long the case is, and each action gets through', async () => {
      const caseId = randomUUID();
      const [opened] = writeCase(desk, caseId);
      if (!opened) throw new Error('nothing written');
      const sent = [opened];
      for (let count = 0; count < 6; count += 1) {
        const fields = { phone: String(count), address: '甲'.repeat(count === 3 ? 2_400_000 : 800_000) };
        const patches = [{ kind: 'party', id: 'P1', fields }];
        sent.push(desk.write(caseId, 'intake.recorded', { patches }, [sent.at(-1)?.id ?? '']));
      }
      for (const one of sent) expect(statuses(await desk.push([one]))).toEqual(['accepted']);
      type Page = {
        rows: { sequence: number; action: { id: string; recordId: string } }[];
        sequence: number;
      };
      const walk = async (
        ask: (after: number) => ReturnType<TestDesk['ask']>,
        next: (page: Page) => number,
      ) => {
        const found: string[] = [];
        let largest = 0;
        for (let after = 0, isComplete = false; !isComplete; ) {
          const { value, text } = await ask(after);
          largest = Math.max(largest, text.length);
          for (const { action } of (value as Page).rows)
            if (action.recordId === caseId) found.push(action.id);
          after = next(value);
          ({ isComplete } = value);
        }
        return { found, largest };
      };
      const ids = sent.map(({ id }) => id);
      // Four megabytes and the one action that reached them.
      const most = 11_500_000 / 3;
      const whole = await walk(
        (after) => other.ask('GET', `/v1/records/${caseId}?after=${after}`),
        (page) => page.rows.at(-1)?.sequence ?? 0,
      );
      expect(whole.found).toEqual(ids);
      expect(whole.largest).toBeLessThan(most);
      const inPages = await walk(
        (after) => other.ask('GET', `/v1/records/${caseId}?after=${after}&limit=1`),
        (page) => page.rows.at(-1)?.sequence ?? 0,
      );
      expect(inPages.found).toEqual(ids);
      expect(inPages.largest).toBeLessThan(whole.largest);
      const feed = await walk(
        (after) => other.pull(after, 2_000),
        (page) => page.sequence,
      );
      expect(feed.found).toEqual(ids);
      expect(feed.largest).toBeLessThan(most);
    });

    it('is too large, malformed or of another office: a typed refusal without anybody’s data', async () => {
      expect((await desk.ask('POST', '/v1/actions', '{"actions": [')).value.code).toBe(
        'sync.requestMalformed',
      );
      expect((await desk.push(Array.from({ length: 501 }, () => ({})))).value.code).toBe(
        'sync.requestMalformed',
      );
      const large = await desk.ask(
        'POST',
        '/v1/actions',
        JSON.stringify({ actions: ['x'.repeat(9 * 1024 * 1024)] }),
      );
      expect([large.status, large.value.code]).toEqual([413, 'sync.requestTooLarge']);
      const caseId = randomUUID();
      const [opened] = writeCase(desk, caseId);
      await desk.push([opened]);
      const patches = [{ kind: 'party', id: 'P1', fields: { phone: '1' } }];
      const intruder = stranger.write(caseId, 'intake.recorded', { patches }, [opened?.id ?? '']);
      expect(statuses(await stranger.push([intruder]))).toEqual(['rejected sync.notYourRecord']);
    });
  });

  describe('many writers', () => {
    it('let a puller that polls all the time miss no row', async () => {
      const rounds = process.env.NIGHTLY ? 40 : 6;
      const seen = new Map<string, number>();
      let isWriting = true;
      const polling = (async () => {
        let after = (await other.pull(0, 1)).value.sequence as number;
        after = 0;
        for (let isLast = false; !isLast; ) {
          const isOver = !isWriting;
          const { rows, sequence, isComplete } = (await other.pull(after, 50)).value;
          for (const row of rows) seen.set(row.action.id, (seen.get(row.action.id) ?? 0) + 1);
          // A page of long actions is shorter than it may be, and there are more.
          isLast = isOver && isComplete;
          after = sequence;
        }
      })();
      const written: string[] = [];
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let round = 0; round < rounds; round += 1) {
            const actions = writeCase(desk, randomUUID(), randomBytes(3).toString('hex'));
            written.push(...actions.map((one) => one.id));
            expect(statuses(await desk.push(actions))).toEqual(['accepted', 'accepted']);
          }
        }),
      );
      isWriting = false;
      await polling;
      expect(written.filter((id) => seen.get(id) !== 1)).toEqual([]);
    });

    it('who write in the same files in any order never stand in each other’s way', async () => {
      const files = Array.from({ length: 6 }, () => randomUUID());
      const openings = files.map((id) => writeCase(desk, id));
      await desk.push(openings.flat());
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, turn) =>
          desk.push(
            files
              .filter((_id, index) => turn % 2 === 0 || index >= turn % files.length)
              .map((id) => {
                const patches = [{ kind: 'party', id: 'P1', fields: { phone: String(turn) } }];
                const before = openings[files.indexOf(id)]?.at(-1)?.id ?? '';
                return desk.write(id, 'intake.recorded', { patches }, [before]);
              }),
          ),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(answers.flatMap((answer) => statuses(answer)))).toEqual(new Set(['accepted']));
    });

    it('and hand files to each other at the same time all succeed', async () => {
      const handOver = (from: TestDesk, to: TestDesk) => {
        const caseId = randomUUID();
        const actions = writeCase(from, caseId);
        const body = {
          toOfficeId: to.officeId,
          toOfficeName: '另一处',
          handedOverOn: '2026-04-20',
          reason: '管辖',
          handedOverBy: '某',
        };
        return from.push([
          ...actions,
          from.write(caseId, 'case.handedOver', body, [actions.at(-1)?.id ?? '']),
        ]);
      };
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, turn) =>
          turn % 2 === 0 ? handOver(desk, stranger) : handOver(stranger, desk),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    });
  });

  describe('scans', () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100_000)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const send = (piece: Buffer, offset: number, name = sha256, size = bytes.length, sender = desk) =>
      fetch(`${server.address}/v1/blobs/${name}`, {
        method: 'PUT',
        headers: {
          ...deskHeaders(sender.token()),
          'content-type': 'application/octet-stream',
          'upload-offset': String(offset),
          'upload-length': String(size),
        },
        body: new Uint8Array(piece),
      });

    const head = (name: string, asker = desk) =>
      fetch(`${server.address}/v1/blobs/${name}`, { method: 'HEAD', headers: deskHeaders(asker.token()) });
    const findUnfinished = (name: string): string => {
      const folder = join(server.folder, 'blobs', officeId, 'unfinished');
      const [found] = readdirSync(folder, { recursive: true }).filter((one) => String(one).endsWith(name));
      return join(folder, String(found));
    };

    it('are taken piece by piece, go on where the line broke, and are given to the office only', async () => {
      expect((await send(bytes.subarray(0, 40_000), 0)).status).toBe(200);
      const wrong = await send(bytes.subarray(0, 10), 10);
      expect([wrong.status, ((await wrong.json()) as { details: unknown }).details]).toEqual([
        409,
        { offset: 40_000 },
      ]);
      expect((await head(sha256)).headers.get('upload-offset')).toBe('40000');
      expect(await (await send(bytes.subarray(40_000), 40_000)).json()).toEqual({
        offset: bytes.length,
        isComplete: true,
      });
      const get = (one: TestDesk, headers: Record<string, string> = {}) =>
        fetch(`${server.address}/v1/blobs/${sha256}`, {
          headers: { ...deskHeaders(one.token()), ...headers },
        });
      expect(Buffer.from(await (await get(other)).arrayBuffer()).equals(bytes)).toBe(true);
      const rest = await get(other, { range: 'bytes=60000-' });
      expect(rest.status).toBe(206);
      expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(60_000))).toBe(true);
      expect((await get(stranger)).status).toBe(404);
    });

    it('that come ten times at once are written once', async () => {
      const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(100_000)]);
      const name = createHash('sha256').update(scan).digest('hex');
      const countBytes = async () =>
        Number(
          /^desk_blob_bytes_total (\d+)/m.exec(await (await fetch(`${server.address}/metrics`)).text())?.[1],
        );
      const before = await countBytes();
      const answers = await Promise.all(
        Array.from({ length: 10 }, async () => (await send(scan, 0, name, scan.length)).json()),
      );
      expect(answers).toEqual(answers.map(() => ({ offset: scan.length, isComplete: true })));
      expect(await countBytes()).toBe(before + scan.length);
    });

    it('of which the server had every byte when it broke down are whole with one more word', async () => {
      const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_000)]);
      const name = createHash('sha256').update(scan).digest('hex');
      expect((await send(scan.subarray(0, 900), 0, name, scan.length)).status).toBe(200);
      writeFileSync(findUnfinished(name), scan);
      expect((await head(name)).headers.get('upload-offset')).toBe(String(scan.length));
      const answer = await send(Buffer.alloc(0), scan.length, name, scan.length);
      expect(await answer.json()).toEqual({ offset: scan.length, isComplete: true });
      expect((await head(name)).headers.get('upload-complete')).toBe('true');
    });

    it('that are longer there than they are begin anew', async () => {
      const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_000)]);
      const name = createHash('sha256').update(scan).digest('hex');
      await send(Buffer.alloc(2_000), 0, name, 5_000);
      const refused = await send(Buffer.alloc(0), 2_000, name, scan.length);
      expect(await refused.json()).toMatchObject({ code: 'sync.blobOffsetWrong', details: { offset: 0 } });
      expect(await (await send(scan, 0, name, scan.length)).json()).toMatchObject({ isComplete: true });
    });

    it('that a desk begins and never ends are few, and the oldest go first; another desk loses none', async () => {
      const begun = Array.from({ length: 12 }, () => randomBytes(32).toString('hex'));
      const kept = randomBytes(32).toString('hex');
      expect((await send(Buffer.from('x'), 0, kept, 100, other)).status).toBe(200);
      for (const [index, name] of begun.entries()) {
        expect((await send(Buffer.from('x'), 0, name, 100)).status).toBe(200);
        const at = new Date(Date.now() - 60_000 + index * 1_000);
        utimesSync(findUnfinished(name), at, at);
      }
      const offsets = await Promise.all(
        begun.map(async (name) => (await head(name)).headers.get('upload-offset')),
      );
      expect(offsets).toEqual([...Array(4).fill('0'), ...Array(8).fill('1')]);
      expect((await head(kept, other)).headers.get('upload-offset')).toBe('1');
      // What was taken away is sent from the start, as the desk is told.
      const goingOn = await send(Buffer.from('y'), 1, begun[0] ?? '', 100);
      expect(await goingOn.json()).toMatchObject({ code: 'sync.blobOffsetWrong', details: { offset: 0 } });
    });

    it('that nobody has gone on with for a week are taken away, whoever began them', async () => {
      const [left, fresh] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
      await send(Buffer.from('x'), 0, left, 100, other);
      const at = new Date(Date.now() - 8 * 24 * 3_600_000);
      utimesSync(findUnfinished(left), at, at);
      await send(Buffer.from('x'), 0, fresh, 100);
      expect((await head(left, other)).headers.get('upload-offset')).toBe('0');
      expect((await head(fresh)).headers.get('upload-offset')).toBe('1');
    });

    it('that a restored folder lacks are asked for again, whatever the database says, and are whole then', async () => {
      const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_000)]);
      const name = createHash('sha256').update(scan).digest('hex');
      const ask = (method: string) =>
        fetch(`${server.address}/v1/blobs/${name}`, { method, headers: deskHeaders(desk.token()) });
      expect((await send(scan, 0, name, scan.length)).status).toBe(200);
      rmSync(join(server.folder, 'blobs', officeId, name.slice(0, 2), name));
      const lost = await ask('HEAD');
      expect([lost.headers.get('upload-complete'), lost.headers.get('upload-offset')]).toEqual([
        'false',
        '0',
      ]);
      const listWanted = async () =>
        (await desk.ask('POST', '/v1/digests', { recordIds: [] })).value.wantedScans as string[];
      expect(await listWanted()).not.toContain(name);
      expect((await ask('GET')).status).toBe(404);
      // Somebody needs it: from now on whoever has it is asked for it.
      expect(await listWanted()).toContain(name);
      expect((await send(scan, 0, name, scan.length)).status).toBe(200);
      expect((await ask('HEAD')).headers.get('upload-complete')).toBe('true');
      expect(await listWanted()).not.toContain(name);
      expect(Buffer.from(await (await ask('GET')).arrayBuffer()).equals(scan)).toBe(true);
    });

    it('go with a file that is handed over, and only those that it names', async () => {
      const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_000)]);
      const name = createHash('sha256').update(scan).digest('hex');
      expect((await send(scan, 0, name, scan.length)).status).toBe(200);
      const get = () =>
        fetch(`${server.address}/v1/blobs/${name}`, {
          headers: deskHeaders(stranger.token()),
        });
      const signedAs = (scanSha256: string | null) => ({
        ...{ documentId: 'd1', signerId: 'P1', signerName: '甲', capacity: 'party', forPartyIds: ['P1'] },
        ...{ manner: 'signed', date: '2026-04-19', note: '', scanSha256 },
      });
      const handOver = async (scanSha256: string | null) => {
        const caseId = randomUUID();
        const actions = writeCase(desk, caseId);
        const signed = desk.write(caseId, 'document.signed', signedAs(scanSha256), [
          actions.at(-1)?.id ?? '',
        ]);
        const body = {
          toOfficeId: stranger.officeId,
          toOfficeName: '乙街道',
          handedOverOn: '2026-04-20',
          reason: '管辖',
          handedOverBy: '某',
        };
        const handedOver = desk.write(caseId, 'case.handedOver', body, [signed.id]);
        const answer = await desk.push([...actions, signed, handedOver]);
        expect(new Set(statuses(answer))).toEqual(new Set(['accepted']));
      };
      await handOver(null);
      expect((await get()).status).toBe(404);
      // Whoever only knows its hash gets it by no action of their own either.
      const ofStranger = randomUUID();
      const begun = writeCase(stranger, ofStranger);
      const naming = stranger.write(ofStranger, 'document.signed', signedAs(name), [begun.at(-1)?.id ?? '']);
      expect(statuses(await stranger.push([...begun, naming]))).toEqual(Array(3).fill('accepted'));
      expect((await get()).status).toBe(404);
      await handOver(name);
      const answer = await get();
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(scan)).toBe(true);
    });

    it('are refused when they are another content, of no known kind, or too large', async () => {
      const name = (content: Buffer) => createHash('sha256').update(content).digest('hex');
      const text = Buffer.from('no scan at all');
      expect(await (await send(text, 0, name(text), text.length)).json()).toMatchObject({
        code: 'sync.blobTypeUnknown',
      });
      expect(await (await send(text, 0, name(bytes.subarray(1)), text.length)).json()).toMatchObject({
        code: 'sync.blobHashWrong',
      });
      expect((await send(text, 0, name(Buffer.from('x')), 65 * 1024 * 1024)).status).toBe(413);
      // More than was announced: nothing of it is kept.
      expect((await send(text, 0, name(Buffer.from('x')), text.length - 1)).status).toBe(413);
      expect((await head(name(Buffer.from('x')))).headers.get('upload-offset')).toBe('0');
    });
  });

  describe('the live stream', () => {
    it('begins with RESYNC and tells of a push every desk but the one that sent it', async () => {
      const end = new AbortController();
      const listen = async (token: string) => {
        const headers = deskHeaders(token);
        const response = await fetch(`${server.address}/v1/live`, { headers, signal: end.signal });
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        expect((await reader?.read())?.value).toContain('RESYNC');
        return async () => (await readPastBeats(reader)) ?? '';
      };
      const sequenceIn = (told: string) => Number(/"type":"changed","sequence":(\d+)/.exec(told)?.[1]);
      const [toldDesk, toldOther] = [await listen(desk.token()), await listen(other.token())];
      const toldStranger = await listen(stranger.token());
      await desk.push(writeCase(desk, randomUUID()));
      const ofDesk = sequenceIn(await toldOther());
      expect(ofDesk).toBeGreaterThan(0);
      await other.push(writeCase(other, randomUUID()));
      expect(sequenceIn(await toldDesk())).toBeGreaterThan(ofDesk);
      // Of another office's work nobody hears: the first news there are its own.
      await server.administration.setGrace(stranger.officeId, 0);
      const toldThere = await toldStranger();
      expect(toldThere).toContain('"type":"directory"');
      expect(toldThere).not.toContain('"type":"changed"');
      end.abort();
    });
  });

  describe('revocation', () => {
    it('of a desk ends its session, and what its people send later is not taken', async () => {
      const lost = await createTestDesk(server, officeId, 'F');
      await lost.begin();
      const action = lost.write(randomUUID(), 'case.opened', openingOf('n'), []);
      await server.administration.revokeDesk(officeId, lost.deskId);
      expect((await lost.push([action])).value.code).toBe('sync.sessionEnded');
      expect((await lost.openSession()).value.code).toBe('sync.deskRevoked');
    });

    it('of a person is told by the directory, and ends the person’s sessions', async () => {
      const person = await createTestDesk(server, officeId, 'G');
      await person.begin();
      await server.administration.revokePerson(officeId, person.accountId);
      expect((await person.openSession()).value.code).toBe('sync.personRevoked');
      const directory = (await desk.ask('GET', '/v1/directory')).value;
      expect(directory.people.find((one: { id: string }) => one.id === person.accountId)).toMatchObject({
        isRevoked: true,
      });
    });
  });

  describe('the operator’s side', () => {
    it('answers what is under way before it ends, and lets listening desks go', async () => {
      const own = await start();
      const office = await own.administration.addOffice({ name: '丙', kind: 'subdistrict', district: 'd' });
      const writer = await createTestDesk(own, office, 'A');
      await writer.begin();
      const live = await fetch(`${own.address}/v1/live`, {
        headers: deskHeaders(writer.token()),
      });
      const pushing = writer.push(Array.from({ length: 30 }, () => writeCase(writer, randomUUID())).flat());
      // The push is in the server's hands once its readiness answers behind it.
      await writer.ask('GET', '/readyz');
      const [pushed] = await Promise.all([pushing, own.end()]);
      // Whole or turned away, never a broken line.
      expect([200, 503]).toContain(pushed.status);
      expect(await live.text()).toContain('RESYNC');
    });

    it('answers health, readiness, metrics and the description of the API', async () => {
      for (const path of ['/healthz', '/readyz', '/metrics', '/docs/json']) {
        const response = await fetch(`${server.address}${path}`);
        expect([path, response.status]).toEqual([path, 200]);
      }
      const description = (await (await fetch(`${server.address}/docs/json`)).json()) as { paths: object };
      expect(Object.keys(description.paths)).toContain('/v1/actions');
    });

    it('counts pushes, pulls, refusals by their code, the lag of what came, and conflicts that are open', async () => {
      const read = async () => {
        const text = await (await fetch(`${server.address}/metrics`)).text();
        const lines = text.matchAll(/^(desk_\w+(?:\{[^}]*\})?) (\d+)$/gm);
        const figures = new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
        return (name: string) => figures.get(name) ?? 0;
      };
      const before = await read();
      const caseId = randomUUID();
      const [opened, parties] = writeCase(desk, caseId);
      if (!opened || !parties) throw new Error('nothing written');
      const patch = (phone: string) =>
        desk.write(caseId, 'intake.recorded', { patches: [{ kind: 'party', id: 'P1', fields: { phone } }] }, [
          parties.id,
        ]);
      await desk.push([opened, parties, patch('1'), patch('2'), { nonsense: true }]);
      await desk.push([{ ...patch('3'), signature: opened.signature }]);
      await other.pull();
      await desk.ask('GET', '/v1/actions', undefined, 'no-such-token');
      await desk.ask('POST', '/v1/actions', '{"actions": [');
      const after = await read();
      const grown = (name: string) => after(name) - before(name);
      expect({
        pushes: grown('desk_pushes_total'),
        pulls: grown('desk_pulls_total'),
        malformed: grown('desk_rejections_total{code="sync.actionMalformed"}'),
        forged: grown('desk_rejections_total{code="sync.signatureWrong"}'),
        conflicts: grown('desk_open_conflicts'),
        strangers: grown('desk_failed_requests_total{code="sync.sessionEnded"}'),
        nonsense: grown('desk_failed_requests_total{code="sync.requestMalformed"}'),
      }).toEqual({
        ...{ pushes: 2, pulls: 1, malformed: 1, forged: 1, conflicts: 1 },
        ...{ strangers: 1, nonsense: 1 },
      });
      expect(grown('desk_action_lag_seconds_count')).toBeGreaterThanOrEqual(4);
    });
  });
}
