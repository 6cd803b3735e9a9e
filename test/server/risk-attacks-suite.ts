import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PullAnswer } from '../../shared/contract/sync.ts';
import { readAction, type StoredAction } from '../../shared/record/action.ts';
import { foldActions } from '../../shared/record/fold.ts';
import { riskActionTypes } from '../../shared/risk/actions.ts';
import { riskReducer } from '../../shared/risk/reducer.ts';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import { getRiskView } from '../../shared/risk/view.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import { followedUp, registeredRisk } from '../fixtures/example-risks.ts';
import { createTestDesk, type RunningServer, subdistrict, type TestDesk } from './parties.ts';

const asOf = { recordKind: 'risk' } as const;
const year = 365 * 24 * 3_600_000;

/** The register of risks, attacked by desks of the office itself and of another one, which know the id of a record. */
export function describeRiskAttacks(start: () => Promise<RunningServer>): void {
  let server: RunningServer;
  let owner: TestDesk;
  let colleague: TestDesk;
  let stranger: TestDesk;
  let riskId = '';
  let registered: StoredAction;

  beforeAll(async () => {
    server = await start();
    const officeId = await server.administration.addOffice(subdistrict);
    const other = await server.administration.addOffice({ ...subdistrict, name: '乙街道' });
    owner = await createTestDesk(server, officeId, 'A', ['mediator']);
    colleague = await createTestDesk(server, officeId, 'B', ['mediator']);
    stranger = await createTestDesk(server, other, 'A', ['officeHead', 'mediator', 'administrator']);
    for (const desk of [owner, colleague, stranger]) await desk.begin();
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    riskId = makeRiskId(randomUUID());
    registered = write(owner, registeredRisk, []);
    expect(await send(owner, registered)).toEqual(['accepted']);
  });

  const write = (
    desk: TestDesk,
    { type, body }: { readonly type: string; readonly body: unknown },
    after: readonly string[],
    change: Record<string, unknown> = {},
  ) => desk.write(riskId, type, body, after, { ...asOf, ...change });
  const recorded = (fields: Record<string, unknown>, reason?: string) => ({
    type: 'risk.recorded',
    body: { patches: [{ kind: 'risk', id: 'risk', fields }], ...(reason === undefined ? {} : { reason }) },
  });
  const send = async (desk: TestDesk, ...actions: readonly unknown[]): Promise<string[]> => {
    const { results } = (await desk.push(actions)).value;
    return results.map(({ status, code }: { status: string; code?: string }) =>
      code === undefined ? status : `${status} ${code}`,
    );
  };
  /** As every desk of the office folds what the server gives it. */
  const look = async () => {
    const { rows } = (await colleague.ask('GET', `/v1/records/${riskId}`)).value as PullAnswer;
    const actions = rows.flatMap(({ action, rejection }) => {
      const read = readAction(action, nodeHashing, rejection);
      return read.ok ? [read.action] : [];
    });
    return getRiskView(riskId, foldActions(riskReducer, actions).state);
  };
  const countIn = async (desk: TestDesk) => {
    const answer = await desk.ask('GET', '/v1/actions?kind=risk&after=0&limit=2000');
    const { rows, own } = PullAnswer.parse(answer.value);
    return rows.length + own.length;
  };

  it('another office writes nothing in it, under its own name or the office’s, and is given nothing', async () => {
    const before = await countIn(colleague);
    const bodies = riskActionTypes.map((type) => ({
      type,
      body: type === 'risk.registered' ? registeredRisk.body : followedUp('f', '2026-01-14', '乙').body,
    }));
    for (const order of [...bodies, recorded({ riskLevel: 'red' })]) {
      for (const after of [[], [registered.id]]) {
        expect(await send(stranger, write(stranger, order, after))).toEqual([
          expect.stringMatching(/^rejected (sync\.notYourRecord|sync\.historyForeign)$|^waiting sync/),
        ]);
        const inTheirName = write(stranger, order, after, { office: owner.officeId });
        expect(await send(stranger, inTheirName)).toEqual(['rejected sync.authorWrong']);
      }
    }
    expect(await send(stranger, registered)).toEqual(['rejected sync.authorWrong']);
    expect(await countIn(colleague)).toBe(before);
    expect(await countIn(stranger)).toBe(0);
    expect((await stranger.ask('GET', `/v1/records/${riskId}`)).value.rows).toEqual([]);
    const digests = (await stranger.ask('POST', '/v1/digests', { recordIds: [riskId] })).value.digests;
    expect(digests.map(({ count }: { count: number }) => count)).not.toContain(1);
  });

  it('nobody writes under another’s name, desk, clock or signature, nor sends what another wrote', async () => {
    const order = recorded({ riskLevel: 'red' });
    const forgeries = [
      write(colleague, order, [registered.id], { person: owner.personId }),
      write(colleague, order, [registered.id], { desk: owner.deskId }),
      write(colleague, order, [registered.id], { clock: registered.clock }),
      { ...write(colleague, order, [registered.id]), signature: registered.signature },
      registered,
    ];
    const codes = ['authorWrong', 'authorWrong', 'authorWrong', 'signatureWrong', 'authorWrong'];
    const good = write(colleague, order, [registered.id]);
    expect(await send(colleague, ...forgeries, good)).toEqual([
      ...codes.map((code) => `rejected sync.${code}`),
      'accepted',
    ]);
    expect((await look()).risk.riskLevel).toBe('red');
  });

  it.each([
    ['a year ago', -year],
    ['a year ahead', year],
  ])('it is registered once, whatever history and clock a second one names: %s', async (_name, shift) => {
    const clock = `${new Date(Date.now() + shift).toISOString()}-00000-${colleague.deskId}`;
    const body = { ...registeredRisk.body, riskNumber: '别的号' };
    const again = write(colleague, { type: 'risk.registered', body }, [], { clock });
    const upon = write(colleague, recorded({ riskLevel: 'red' }), [again.id]);
    expect(await send(colleague, again, upon)).toEqual([
      'rejected risk.alreadyRegistered',
      'rejected risk.unknown',
    ]);
    expect(await look()).toMatchObject({
      riskNumber: registeredRisk.body.riskNumber,
      risk: { riskLevel: 'orange' },
      conflicts: [],
    });
    expect(await send(owner, registered)).toEqual(['known']);
  });

  it('a history that is not its own, or none, gives no way round what was decided', async () => {
    const otherId = makeRiskId(randomUUID());
    const other = owner.write(otherId, 'risk.registered', registeredRisk.body, [], asOf);
    await send(owner, other);
    const order = recorded({ riskLevel: 'red' });
    expect(await send(colleague, write(colleague, order, [other.id]))).toEqual([
      'rejected sync.historyForeign',
    ]);
    expect(await send(colleague, write(colleague, order, []))).toEqual(['rejected risk.unknown']);
    const corrected = recorded({ employerName: '别的公司' });
    expect(await send(colleague, write(colleague, corrected, [registered.id]))).toEqual([
      'rejected risk.reasonMissing',
    ]);
    // Taken out: what is written upon the time before does not bring it back into list and figures.
    await send(owner, write(owner, recorded({ isWithdrawn: true }, '登记重复'), [registered.id]));
    await send(colleague, write(colleague, order, [registered.id]));
    expect((await look()).isWithdrawn).toBe(true);
  });

  it('what is too large or fits no shape is answered by a code without its words, and what is sent beside it counts', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ({
      kind: 'riskFollowUp',
      id: `f${index}`,
      fields: { text: '某人' },
    }));
    const answer = await owner.push([
      write(owner, recorded({}), [registered.id], { more: '某'.repeat(40_000) }),
      write(owner, { type: 'risk.followedUp', body: { patches: many } }, [registered.id]),
      write(owner, recorded({ riskLevel: '某人的电话' }), [registered.id]),
      write(owner, recorded({ riskLevel: 'red' }), [registered.id]),
    ]);
    expect(
      answer.value.results.map(({ status, code }: { status: string; code?: string }) => code ?? status),
    ).toEqual(['sync.actionMalformed', 'sync.typeUnknown', 'sync.typeUnknown', 'accepted']);
    expect(answer.text).not.toContain('某');
    const large = await owner.push([write(owner, recorded({ description: '某'.repeat(3_000_000) }), [])]);
    expect([large.status, large.value.code]).toEqual([413, 'sync.requestTooLarge']);
    expect((await look()).risk.riskLevel).toBe('red');
  });

  it('each sent again and again, alone or twice in one push, has one effect', async () => {
    const before = await countIn(colleague);
    const order = write(owner, followedUp('f1', '2026-01-14', '约谈'), [registered.id]);
    expect(await send(owner, order, order)).toEqual(['accepted', 'accepted']);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(owner, registered, order)));
    expect(new Set(answers.flat())).toEqual(new Set(['known']));
    expect(await countIn(colleague)).toBe(before + 1);
    expect((await look()).followUps).toHaveLength(1);
  });
}
