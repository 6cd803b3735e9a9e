import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/contract/ipc.ts';
import type { StoredAction } from '../../../shared/record/action.ts';
import type { CaseFiles } from '../../../src-main/cases/case-files.ts';
import { createCaseOfRisk } from '../../../src-main/cases/case-of-risk.ts';
import { createRecordNumbers } from '../../../src-main/cases/record-numbers.ts';
import { createRecordWriter } from '../../../src-main/cases/record-writer.ts';
import { createRiskRegister } from '../../../src-main/cases/risk-register.ts';
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

describe('a case that is begun of a risk', () => {
  it('is not begun where a newer program wrote in the risk, which takes no link to it', async () => {
    const { register, stored } = createRegister();
    const { riskId } = await register.register({ patches }, '2026-04-13');
    const [first] = stored;
    if (first === undefined) throw new Error('not written');
    const order = { recordKind: 'risk', recordId: riskId, after: [first.id], version: 1 } as const;
    stored.push(writer.write({ ...order, type: 'risk.merged', body: {} }).stored);
    const { open, begun } = createOpening(createRegister(stored).register);
    await expect(open(riskId)).rejects.toThrow('risk.newerProgram');
    expect(begun).toEqual([]);
  });

  it.each(['intake.recorded', 'risk.caseLinked'])(
    'is found again and finished, and no second one begun, after the program ended before %s',
    async (lost) => {
      const { register } = createRegister();
      const { riskId } = await register.register({ patches }, '2026-04-13');
      const before = createOpening(register, lost);
      await expect(before.open(riskId)).rejects.toThrow('the program ended');
      const [caseId] = before.begun;
      const after = createOpening(register, '', before.states);
      const unlinked = await after.findUnlinked((await register.open(riskId)).view);
      expect(unlinked).toEqual({ caseId, caseNumber: 'n' });
      await expect(after.open(riskId)).resolves.toEqual(unlinked);
      expect(after.begun).toEqual([]);
      const { view } = await register.open(riskId);
      expect(view.cases).toMatchObject([{ id: caseId, caseNumber: 'n', openedOn: '2026-04-13' }]);
      expect(await after.findUnlinked(view)).toBeNull();
      // Another one, later, is a case of its own.
      await after.open(riskId);
      expect(after.begun).toHaveLength(1);
    },
  );

  /** Case files in memory; the program ends before the first action of the type `lost`. */
  function createOpening(
    register: ReturnType<typeof createRegister>['register'],
    lost = '',
    states = new Map(),
  ) {
    const begun: string[] = [];
    const end = (type: string) => {
      if (type === lost) throw new Error('the program ended');
    };
    const ofRisk = createCaseOfRisk({
      deskId: 'd1',
      risks: {
        open: register.open,
        act: async (id, type, body) => {
          end(type);
          return register.act(id, type, body);
        },
      },
      caseFiles: {
        open: async (caseId: string) => {
          if (!states.has(caseId)) throw new CodedError('case.unknown');
          return { fold: { state: states.get(caseId) } };
        },
        act: async (caseId: string, type: string) => {
          end(type);
          states.get(caseId).entities.party = { P1: {} };
        },
      } as unknown as CaseFiles,
    });
    const open = (riskId: string) =>
      ofRisk.open(riskId, '2026-04-13', async (caseId) => {
        begun.push(caseId);
        states.set(caseId, { opened: { caseNumber: 'n', openedOn: '2026-04-13' }, entities: {} });
        return { caseId, caseNumber: 'n' };
      });
    return { open, begun, states, findUnlinked: ofRisk.findUnlinked };
  }
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
