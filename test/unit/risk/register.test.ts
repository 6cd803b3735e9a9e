import { describe, expect, it } from 'vitest';
import type { StoredAction } from '../../../shared/record/action.ts';
import { createRecordNumbers } from '../../../src-main/cases/record-numbers.ts';
import { createRecordWriter } from '../../../src-main/cases/record-writer.ts';
import { createRiskRegister } from '../../../src-main/cases/risk-register.ts';
import { createRisksHandlers } from '../../../src-main/ipc/risks-handlers.ts';
import type { OpenDesk } from '../../../src-main/open-desk.ts';
import { createSigner, nodeHashing } from '../../../src-main/session/signing-key.ts';
import { followedUp, registeredRisk } from '../../fixtures/example-risks.ts';
import { key } from '../record/desks.ts';

const { patches } = registeredRisk.body;

const writer = createRecordWriter({
  hashing: nodeHashing,
  author: () => ({
    ...{ office: 'o', desk: 'd1', person: 'p1' },
    signer: createSigner(key.fingerprint, key.privateKey),
  }),
  now: () => Date.UTC(2026, 3, 13),
  lastClock: '',
});

/** A register over a store in memory, with what the central server put out of force. */
function createRegister(stored: StoredAction[] = [], outOfForce = new Map<string, string>()) {
  const last = new Map<string, number>();
  const askedOneByOne: string[] = [];
  const register = createRiskRegister({
    log: {
      append: async (actions) => void stored.push(...actions),
      findActionsOfRecord: async (recordId) => {
        askedOneByOne.push(recordId);
        return stored.filter((one) => one.recordId === recordId);
      },
      findRejections: async () => outOfForce,
      findAll: async () => [...stored],
      findAllRejections: async () => new Map(outOfForce),
    },
    writer,
    hashing: nodeHashing,
    verify: async () => true,
    may: () => true,
    numbers: createRecordNumbers({
      ledger: {
        findLast: async (year) => last.get(year) ?? 0,
        save: async (year, sequence) => void last.set(year, sequence),
      },
      officeShortName: '朝柳',
      deskLetter: 'A',
      series: 'risk',
    }),
    onChanged: () => {},
  });
  return { register, stored, outOfForce, askedOneByOne };
}

describe('a record that was never begun', () => {
  it.each(['its first action was put out of force', 'its first action has not come yet'])(
    'hides no other, has no number, and stops nobody from registering: %s',
    async (which) => {
      const { register, stored, outOfForce } = createRegister();
      const good = await register.register({ patches }, '2026-04-13');
      const bad = await register.register({ patches }, '2026-04-13');
      await register.act(bad.riskId, 'risk.followedUp', followedUp('f1', '2026-04-13', '甲').body);
      const first = stored.findIndex(({ recordId }) => recordId === bad.riskId);
      if (which.includes('out of force')) outOfForce.set(stored[first]?.id ?? '', 'sync.notAllowed');
      else stored.splice(first, 1);

      const { register: anew } = createRegister(stored, outOfForce);
      expect((await anew.list()).map(({ riskId }) => riskId)).toEqual([good.riskId]);
      expect(await anew.findNumber(bad.riskId)).toBe('');
      await expect(anew.register({ patches }, '2026-04-13')).resolves.toMatchObject({});
    },
  );
});

it('of a risk in which a newer program wrote, and which takes no link to a case, no case is begun', async () => {
  const { register, stored } = createRegister();
  const { riskId } = await register.register({ patches }, '2026-04-13');
  const [first] = stored;
  if (first === undefined) throw new Error('not written');
  const order = { recordKind: 'risk', recordId: riskId, after: [first.id], version: 1 } as const;
  stored.push(writer.write({ ...order, type: 'risk.merged', body: {} }).stored);
  const { register: risks } = createRegister(stored);
  const begun: string[] = [];
  const handlers = createRisksHandlers({
    getOpenDesk: () => ({ workspace: { risks } }) as unknown as OpenDesk,
    createCase: async ({ openedOn }) => {
      begun.push(openedOn);
      return { caseId: 'case-1', caseNumber: 'n' };
    },
  });
  const opening = handlers.openCase({ riskId, openedOn: '2026-04-13' });
  await expect(opening).rejects.toThrow('risk.newerProgram');
  expect(begun).toEqual([]);
});

describe('the register, listed for the first time', () => {
  const statusOf = async ({ register }: ReturnType<typeof createRegister>) =>
    (await register.list()).map(({ status }) => status);
  const arrive = (to: ReturnType<typeof createRegister>, recordId: string, after: string): string => {
    const { type, body } = followedUp('f1', '2026-04-13', '约谈', 'resolving');
    const order = { recordKind: 'risk', recordId, type, version: 1, after: [after], body } as const;
    const { stored } = writer.write(order);
    to.stored.push(stored);
    return stored.id;
  };
  const registerOne = async () => {
    const { register, stored } = createRegister();
    const { riskId } = await register.register({ patches }, '2026-04-13');
    return { riskId, first: stored[0]?.id ?? '', stored };
  };

  it('is read at once, not record by record', async () => {
    const { stored } = await registerOne();
    const anew = createRegister(stored);
    expect(await statusOf(anew)).toEqual(['checking']);
    expect(anew.askedOneByOne).toEqual([]);
  });

  it('shows what arrived after its records were read, and what was put out of force since', async () => {
    const { riskId, first, stored } = await registerOne();
    const anew = createRegister(stored);
    await anew.register.listIds();
    const arrived = arrive(anew, riskId, first);
    await anew.register.refresh(riskId);
    expect(await statusOf(anew)).toEqual(['resolving']);
    anew.outOfForce.set(arrived, 'sync.notAllowed');
    await anew.register.refresh(riskId);
    expect(await statusOf(anew)).toEqual(['checking']);
  });
});
