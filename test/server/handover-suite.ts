import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../shared/contract/sync.ts';
import { openingOf } from '../fixtures/plain-office.ts';
import { createTestDesk, type RunningServer, type TestDesk, writeCase } from './parties.ts';

/** 移送: who works on a file, who receives what of it. */
export function describeHandover(start: () => Promise<RunningServer>): void {
  let server: RunningServer;
  let first: TestDesk;
  let second: TestDesk;
  let third: TestDesk;

  const seat = async (officeId: string, letter: string, roles: readonly Role[]): Promise<TestDesk> => {
    const desk = await createTestDesk(server, officeId, letter, roles);
    await desk.begin();
    return desk;
  };
  const openOffice = async (name: string): Promise<TestDesk> => {
    const officeId = await server.administration.addOffice({ name, kind: 'subdistrict', district: '朝阳区' });
    return seat(officeId, 'A', ['mediator', 'officeHead']);
  };
  const handOverBody = (toOfficeId: string) => ({
    toOfficeId,
    toOfficeName: '另一街道',
    handedOverOn: '2026-04-20',
    reason: '管辖',
    handedOverBy: '某',
  });
  beforeAll(async () => {
    server = await start();
    first = await openOffice('甲街道');
    second = await openOffice('乙街道');
    third = await openOffice('丙街道');
  });
  afterAll(() => server.end());

  const send = async (desk: TestDesk, ...actions: readonly unknown[]): Promise<string[]> => {
    const { value } = await desk.push(actions);
    return value.results.map(({ status, code }: { status: string; code?: string }) =>
      code ? `${status} ${code}` : status,
    );
  };
  const handOver = (from: TestDesk, to: TestDesk, caseId: string, after: string, office?: string) =>
    from.write(caseId, 'case.handedOver', handOverBody(to.officeId), [after], office ? { office } : {});
  const receive = (desk: TestDesk, caseId: string, after: string) =>
    desk.write(
      caseId,
      'case.received',
      { receivedOn: '2026-04-21', receivedBy: '某', caseNumber: '', note: '' },
      [after],
      { office: desk.officeId },
    );
  const phone = (desk: TestDesk, caseId: string, after: string, number: string) =>
    desk.write(
      caseId,
      'intake.recorded',
      { patches: [{ kind: 'party', id: 'P1', fields: { phone: number } }] },
      [after],
      { office: desk.officeId },
    );
  const fileOf = async (desk: TestDesk, caseId: string): Promise<string[]> => {
    const { rows } = (await desk.ask('GET', `/v1/records/${caseId}`)).value;
    return rows.map((row: { action: { id: string } }) => row.action.id);
  };
  const feedOf = async (desk: TestDesk, caseId: string): Promise<string[]> => {
    const { rows, own } = (await desk.pull(0, 2_000)).value;
    return [...rows.map((row: { action: { recordId: string; id: string } }) => row.action), ...own]
      .filter((one) => one.recordId === caseId)
      .map((one) => one.id);
  };
  const handedOver = async () => {
    const caseId = randomUUID();
    const [opened, parties] = writeCase(first, caseId);
    if (!opened || !parties) throw new Error('nothing written');
    const left = handOver(first, second, caseId, parties.id);
    expect(await send(first, opened, parties, left)).toEqual(['accepted', 'accepted', 'accepted']);
    return { caseId, opened, parties, left };
  };

  it('the file goes whole to the other office, which works on it from then on, and the former one no more', async () => {
    const { caseId, opened, parties, left } = await handedOver();
    expect(await fileOf(second, caseId)).toEqual([opened.id, parties.id, left.id]);
    expect(await send(first, phone(first, caseId, left.id, '1'))).toEqual(['rejected case.handedOver']);
    expect(await send(second, receive(second, caseId, left.id))).toEqual(['accepted']);
  });

  it('what was written in the 副卷 stays with who wrote it', async () => {
    const caseId = randomUUID();
    const [opened, parties] = writeCase(first, caseId);
    if (!opened || !parties) throw new Error('nothing written');
    const body = { text: '底线', heldById: first.personId };
    const note = first.write(caseId, 'caucusNote.written', body, [], { recordKind: 'sideFile' });
    const left = handOver(first, second, caseId, parties.id);
    expect(await send(first, opened, parties, note)).toEqual(Array(3).fill('accepted'));
    expect(await send(first, left)).toEqual(['accepted']);
    for (const ids of [await fileOf(second, caseId), await feedOf(second, caseId)])
      expect(ids).toEqual([opened.id, parties.id, left.id]);
    expect(await fileOf(first, caseId)).toContain(note.id);
  });

  it('nothing but a hand-over in the case itself, by who may, moves a file', async () => {
    const mediator = await seat(first.officeId, 'M', ['mediator']);
    const administrator = await seat(first.officeId, 'N', ['administrator']);
    const caseId = randomUUID();
    const [opened, parties] = writeCase(mediator, caseId);
    if (!opened || !parties) throw new Error('nothing written');
    expect(await send(mediator, opened, parties)).toEqual(['accepted', 'accepted']);
    const attempts = [
      [mediator, 'sideFile'],
      [administrator, 'wording'],
      [mediator, 'risk'],
    ] as const;
    for (const [desk, recordKind] of attempts) {
      const body = handOverBody(second.officeId);
      const forged = desk.write(caseId, 'case.handedOver', body, [], { recordKind });
      expect([recordKind, await send(desk, forged)]).toEqual([recordKind, ['rejected sync.actionMalformed']]);
    }
    expect(await fileOf(second, caseId)).toEqual([]);
  });

  it('an office hands over to another one that is there, and a bad one fails nothing beside it', async () => {
    for (const [toOfficeId, code] of [
      [first.officeId, 'sync.officeUnknown'],
      [randomUUID(), 'sync.officeUnknown'],
      ['\u0000', 'sync.officeUnknown'],
    ]) {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(first, caseId);
      const left = first.write(caseId, 'case.handedOver', handOverBody(toOfficeId ?? ''), [
        parties?.id ?? '',
      ]);
      expect(await send(first, opened, parties, left)).toEqual(['accepted', 'accepted', `rejected ${code}`]);
      expect(await send(first, phone(first, caseId, left.id, '1'))).toEqual(['accepted']);
    }
  });

  it('the former office gets the receipt, and nothing of what is done later', async () => {
    const { caseId, left } = await handedOver();
    const received = receive(second, caseId, left.id);
    const later = phone(second, caseId, received.id, '2');
    expect(await send(second, received, later)).toEqual(['accepted', 'accepted']);
    expect((await fileOf(first, caseId)).at(-1)).toBe(received.id);
    for (const ids of [await fileOf(first, caseId), await feedOf(first, caseId)]) {
      expect(ids).toContain(received.id);
      expect(ids).not.toContain(later.id);
    }
    const [digest] = (await first.ask('POST', '/v1/digests', { recordIds: [caseId] })).value.digests;
    expect(digest.count).toBe(4);
  });

  it('what the former office did before it knew still counts, and reaches the office that has the file now', async () => {
    const { caseId, parties, left } = await handedOver();
    const received = receive(second, caseId, left.id);
    const onward = handOver(second, third, caseId, received.id, second.officeId);
    expect(await send(second, received, onward)).toEqual(['accepted', 'accepted']);
    const late = phone(first, caseId, parties.id, '3');
    expect(await send(first, late)).toEqual(['accepted']);
    expect(await fileOf(third, caseId)).toContain(late.id);
    expect(await fileOf(second, caseId)).not.toContain(late.id);
    const lateToo = phone(second, caseId, received.id, '4');
    expect(await send(second, lateToo)).toEqual(['accepted']);
    expect(await fileOf(third, caseId)).toContain(lateToo.id);
  });

  it('handed back, it carries what both sides did', async () => {
    const { caseId, left } = await handedOver();
    const received = receive(second, caseId, left.id);
    const work = phone(second, caseId, received.id, '5');
    const back = handOver(second, first, caseId, work.id, second.officeId);
    expect(await send(second, received, work, back)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await fileOf(first, caseId)).toEqual(expect.arrayContaining([received.id, work.id, back.id]));
  });

  it('the names and keys of those who wrote in it go with it', async () => {
    await handedOver();
    const { people, keys } = (await second.ask('GET', '/v1/directory')).value;
    const ids = (list: { id?: string; accountId?: string }[]) => list.map((one) => one.id ?? one.accountId);
    expect(ids(people)).toContain(first.accountId);
    expect(ids(keys)).toContain(first.accountId);
    expect(ids(people)).not.toContain(third.accountId);
  });

  it('counts in the figures where it is worked on, once', async () => {
    const cases = async (desk: TestDesk) => {
      const { rows } = (await desk.ask('GET', '/v1/figures')).value;
      return rows.reduce((sum: number, row: { cases: number }) => sum + row.cases, 0);
    };
    const before = [await cases(first), await cases(second)];
    const { caseId, parties } = await handedOver();
    await send(first, phone(first, caseId, parties.id, '6'));
    expect([await cases(first), await cases(second)]).toEqual([before[0], (before[1] ?? 0) + 1]);
  });

  it('a mediator of the other office keeps side files of his own for it', async () => {
    const { caseId } = await handedOver();
    const note = (desk: TestDesk) =>
      desk.write(caseId, 'caucusNote.written', { text: '底线' }, [], {
        recordKind: 'sideFile',
        office: desk.officeId,
      });
    expect(await send(first, note(first))).toEqual(['accepted']);
    const own = note(second);
    expect(await send(second, own)).toEqual(['accepted']);
    expect(await fileOf(first, caseId)).not.toContain(own.id);
    expect(await send(third, note(third))).toEqual(['rejected sync.notYourRecord']);
  });

  it.each(['sideFile', 'wording', 'employerVisit'])(
    'whoever only knows the id of a file gets no hold of it by a record of another kind under it: %s',
    async (recordKind) => {
      const caseId = randomUUID();
      const [opened, parties] = writeCase(first, caseId);
      if (!opened || !parties) throw new Error('nothing written');
      expect(await send(first, opened, parties)).toEqual(['accepted', 'accepted']);
      const [type, body] =
        recordKind === 'sideFile' ? ['caucusNote.written', { text: '底线' }] : ['something.written', {}];
      const under = { recordKind, office: second.officeId };
      const foothold = await send(second, second.write(caseId, type, body, [], under));
      const forged = second.write(caseId, 'case.opened', openingOf('别的号'), [], {
        office: second.officeId,
      });
      const upon = phone(second, caseId, forged.id, '9');
      const taken = handOver(second, third, caseId, forged.id, second.officeId);
      expect(await send(second, forged, upon, taken)).toEqual(
        Array.from({ length: 3 }, () => 'rejected sync.notYourRecord'),
      );
      expect(await fileOf(first, caseId)).toEqual([opened.id, parties.id]);
      expect(await fileOf(third, caseId)).toEqual([]);
      // Nor is the own office kept out by it.
      const own = first.write(caseId, type, body, [], { recordKind });
      expect([foothold, await send(first, own)]).toEqual([
        [recordKind === 'wording' ? 'accepted' : 'rejected sync.notYourRecord'],
        ['accepted'],
      ]);
    },
  );

  it('a hand-over that is sent again after the file came back, or in another’s name, moves it no more', async () => {
    const { caseId, left } = await handedOver();
    const received = receive(second, caseId, left.id);
    const back = handOver(second, first, caseId, received.id, second.officeId);
    expect(await send(second, received, back)).toEqual(['accepted', 'accepted']);
    expect(await send(first, left)).toEqual(['known']);
    expect(await send(second, left)).toEqual(['rejected sync.authorWrong']);
    const inTheirName = second.write(caseId, 'case.handedOver', handOverBody(second.officeId), [back.id], {
      office: first.officeId,
    });
    expect(await send(second, inTheirName)).toEqual(['rejected sync.authorWrong']);
    const again = handOver(second, third, caseId, received.id, second.officeId);
    expect(await send(second, again)).toEqual(['rejected case.handedOver']);
    const returned = receive(first, caseId, back.id);
    const next = phone(first, caseId, returned.id, '7');
    expect(await send(first, returned, next)).toEqual(['accepted', 'accepted']);
    expect(await fileOf(third, caseId)).toEqual([]);
  });
}
