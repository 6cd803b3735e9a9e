import { describe, expect, it } from 'vitest';
import { caseReducer } from '../../../shared/case/reducer.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { type Action, readAction, redactAction, writeAction } from '../../../shared/record/action.ts';
import { canonicalText } from '../../../shared/record/canonical.ts';
import { continueFold, emptyFold, foldActions } from '../../../shared/record/fold.ts';
import { clockParts, isHybridClock, nextClock } from '../../../shared/record/hybrid-clock.ts';
import { nodeHashing } from '../../../src-main/session/signing-key.ts';
import { agreementOrder, createDesks, openingOrders, signatureOrder } from './desks.ts';

const drafted = (fields: Record<string, unknown>, id = '1') => ({
  type: 'agreement.drafted',
  body: { patches: [{ kind: 'agreementTerms', id, fields }] },
});
const obligation = (id: string, fields: Record<string, unknown>) => ({
  type: 'agreement.drafted',
  body: { patches: [{ kind: 'obligation', id, fields }] },
});
const intake = (id: string, fields: Record<string, unknown>) => ({
  type: 'intake.recorded',
  body: { patches: [{ kind: 'party', id, fields }] },
});
const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((one, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
      );
const viewOf = (actions: readonly Action[]) => getCaseView('case', foldActions(caseReducer, actions).state);

describe('names that every JavaScript object has', () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'prototype'];

  it.each(names)('do no harm as the id of an entity: %s', (name) => {
    const desks = createDesks(1);
    desks.write(0, intake(name, { side: 'applicant', name: '丁' }));
    const view = viewOf(desks.actions());
    const isRefused = view.refused.length === 1;
    expect(view.parties.map((party) => party.name)).toEqual(isRefused ? ['甲', '乙'] : ['甲', '乙', '丁']);
    expect(({} as Record<string, unknown>).side).toBeUndefined();
  });

  it.each(names)('name no document, meeting or agreement that is not there: %s', (name) => {
    const desks = createDesks(1);
    desks.write(0, { type: 'document.printed', body: { documentId: name, copies: 1, printer: 'p' } });
    desks.write(0, signatureOrder(name, 'P1'));
    desks.write(0, { ...agreementOrder('D1'), body: { ...agreementOrder('D1').body, subjectId: name } });
    const view = viewOf(desks.actions());
    expect(view.refused).toHaveLength(3);
    expect(view.documents).toEqual([]);
  });

  it('do not stop a document from being finalised under such an id', () => {
    const desks = createDesks(1);
    desks.write(0, agreementOrder('valueOf.1'));
    expect(viewOf(desks.actions()).refused).toEqual([]);
  });

  it('do no harm as keys of a body, of a document’s content or of a header', () => {
    const desks = createDesks(1);
    const order = agreementOrder('D1');
    const content = JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}');
    desks.write(0, { ...order, body: { ...order.body, content } });
    desks.write(0, intake('P1', JSON.parse('{"__proto__":{"phone":"1"},"name":"丁"}')));
    const view = viewOf(desks.actions());
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    const [party] = view.parties;
    expect(Object.getPrototypeOf(party)).toBe(Object.prototype);
    expect(party?.phone).toBeUndefined();
  });
});

describe('a frozen agreement', () => {
  const frozenThen = (...orders: { type: string; body: unknown }[]) => {
    const desks = createDesks(1);
    desks.write(0, obligation('O1', { agreementVersion: '1', order: 1, isMonetary: true, amount: '100.00' }));
    desks.write(0, agreementOrder('D1'));
    const before = viewOf(desks.actions()).agreements[0];
    for (const order of orders) desks.write(0, order);
    return { before, view: viewOf(desks.actions()) };
  };

  it('keeps an obligation that somebody moves to another version', () => {
    const { before, view } = frozenThen(obligation('O1', { agreementVersion: '2' }));
    expect(view.agreements[0]?.obligations).toEqual(before?.obligations);
    expect(view.refused.map((one) => one.code)).toEqual(['document.isFrozen']);
  });

  it.each([1, 2, 3, 4])(
    'keeps an obligation that another desk moves away beside the freeze (%i)',
    (pause) => {
      const desks = createDesks(2);
      desks.write(
        0,
        obligation('O1', { agreementVersion: '1', order: 1, isMonetary: true, amount: '100.00' }),
      );
      desks.exchange();
      if (pause % 2 === 0) desks.setClockError(1, -365 * 24 * 3_600_000);
      const freezeFirst = pause > 2;
      if (freezeFirst) desks.write(0, agreementOrder('D1'));
      desks.write(1, obligation('O1', { agreementVersion: '2' }));
      if (!freezeFirst) desks.write(0, agreementOrder('D1'));
      const view = viewOf(desks.actions());
      expect(view.agreements[0]?.obligations.map((one) => [one.id, one.agreementVersion])).toEqual([
        ['O1', '1'],
      ]);
      expect(view.late).toHaveLength(1);
    },
  );

  it('stays effective when a party is added to the case afterwards', () => {
    const signed = ['P1', 'P2'].map((id) => signatureOrder('D1', id));
    const { view } = frozenThen(
      ...signed,
      signatureOrder('D1', 'M1', 'mediator'),
      signatureOrder('D1', 'organisation', 'organisation'),
      intake('P3', { side: 'respondent', name: '丁' }),
    );
    expect(view.agreements[0]?.effectiveness.isEffective).toBe(true);
  });

  it('is not taken over by a desk whose clock is behind and that finalised apart, once people signed', () => {
    for (const clockError of [0, -365 * 24 * 3_600_000]) {
      const desks = createDesks(2);
      desks.exchange();
      desks.setClockError(1, clockError);
      desks.write(1, drafted({ settledScope: 'theirs' }));
      desks.write(1, agreementOrder('D2'));
      desks.write(0, drafted({ settledScope: 'ours' }));
      desks.write(0, agreementOrder('D1'));
      for (const id of ['P1', 'P2']) desks.write(0, signatureOrder('D1', id));
      desks.write(0, signatureOrder('D1', 'M1', 'mediator'));
      desks.write(0, signatureOrder('D1', 'organisation', 'organisation'));
      const [agreement] = viewOf(desks.actions()).agreements;
      expect(agreement?.document?.documentId).toBe('D1');
      expect(agreement?.terms.settledScope).toBe('ours');
      expect(agreement?.effectiveness.isEffective).toBe(true);
      const view = viewOf(desks.actions());
      expect(view.documents.find((one) => one.documentId === 'D2')?.isLate).toBe(true);
      expect(view.late.map((one) => one.patch.fields.settledScope)).toEqual(['theirs']);
    }
  });

  it('is not overwritten by another desk’s document of the same id', () => {
    const desks = createDesks(2);
    desks.exchange();
    desks.write(0, agreementOrder('D1'));
    desks.write(0, signatureOrder('D1', 'P1'));
    desks.write(1, { ...agreementOrder('D1'), body: { ...agreementOrder('D1').body, number: 'forged' } });
    const view = viewOf(desks.actions());
    expect(view.documents).toHaveLength(2);
    expect(new Set(view.documents.map((one) => one.documentId)).size).toBe(2);
    expect(view.agreements[0]?.document).toMatchObject({ documentId: 'D1', number: 'n' });
    expect(view.agreements[0]?.document?.signatures).toHaveLength(1);
  });
});

describe('the way of settling conflicts', () => {
  const settled = (fields: Record<string, unknown>) => ({
    type: 'conflict.settled',
    body: { patches: [{ kind: 'party', id: 'P1', fields }] },
  });

  it('changes nothing where there is no conflict, and brings in no value of its own', () => {
    const desks = createDesks(2);
    desks.exchange();
    desks.write(0, settled({ phone: '1' }));
    desks.write(0, intake('P1', { phone: '1' }));
    desks.write(1, intake('P1', { phone: '2' }));
    desks.exchange();
    desks.write(0, settled({ phone: '3' }));
    desks.write(0, settled({ phone: '2' }));
    const view = viewOf(desks.actions());
    expect(view.refused.map((one) => one.code)).toEqual(['conflict.notThere', 'conflict.notThere']);
    expect(view.conflicts).toEqual([]);
    expect(view.parties[0]?.phone).toBe('2');
  });
});

describe('powers of an agent', () => {
  it('count as they were when the agent signed, whatever is entered afterwards', () => {
    for (const hadPowers of [false, true]) {
      const desks = createDesks(1);
      const agent = (hasSpecialPowers: boolean) => ({
        type: 'intake.recorded',
        body: {
          patches: [
            { kind: 'agent', id: 'A1', fields: { role: 'agent', forPartyIds: ['P2'], hasSpecialPowers } },
          ],
        },
      });
      desks.write(0, agent(hadPowers));
      desks.write(0, agreementOrder('D1'));
      const byAgent = signatureOrder('D1', 'A1');
      desks.write(0, {
        ...byAgent,
        body: { ...(byAgent.body as object), capacity: 'agent', forPartyIds: ['P2'] },
      });
      desks.write(0, signatureOrder('D1', 'P1'));
      desks.write(0, signatureOrder('D1', 'M1', 'mediator'));
      desks.write(0, signatureOrder('D1', 'organisation', 'organisation'));
      desks.write(0, agent(!hadPowers));
      expect(viewOf(desks.actions()).agreements[0]?.effectiveness.isEffective).toBe(hadPowers);
    }
  });
});

describe('a file that was handed over', () => {
  const handover = {
    type: 'case.handedOver',
    body: {
      toOfficeId: 'other',
      toOfficeName: '某区调解中心',
      handedOverOn: '2026-04-20',
      reason: 'r',
      handedOverBy: 'h',
    },
  };

  it('takes no more work from its former office, except facts on paper', () => {
    const desks = createDesks(1);
    desks.write(0, agreementOrder('D1'));
    desks.write(0, handover);
    desks.write(0, intake('P1', { phone: '1' }));
    desks.write(0, signatureOrder('D1', 'P1'));
    const view = viewOf(desks.actions());
    expect(view.refused.map((one) => one.code)).toEqual(['case.handedOver']);
    expect(view.handover?.toOfficeId).toBe('other');
    expect(view.documents[0]?.signatures).toHaveLength(1);
  });
});

describe('what desks decide apart', () => {
  const decision = (decided: string) => ({
    type: 'acceptance.decided',
    body: {
      decision: decided,
      decidedOn: '2026-04-14',
      reason: 'r',
      approvedBy: 'a',
      noticeNumber: '',
      mediators: [],
      recorder: '',
    },
  });

  it('is shown, and settled by a decision that knows both', () => {
    const desks = createDesks(2, openingOrders.slice(0, 2));
    desks.exchange();
    desks.write(0, decision('accepted'));
    desks.write(1, decision('refused'));
    desks.exchange();
    expect(viewOf(desks.actions()).conflicts).toHaveLength(1);
    desks.write(0, decision('accepted'));
    const view = viewOf(desks.actions());
    expect(view.refused).toEqual([]);
    expect(view.conflicts).toEqual([]);
    expect(view.acceptance?.decision).toBe('accepted');
    desks.write(0, decision('refused'));
    expect(viewOf(desks.actions()).refused.map((one) => one.code)).toEqual(['acceptance.alreadyDecided']);
  });

  it('does not hide that a case was opened twice', () => {
    const desks = createDesks(2, []);
    const [opening] = openingOrders;
    if (opening === undefined) throw new Error('no opening');
    desks.write(0, opening);
    desks.write(1, { ...opening, body: { ...(opening.body as object), caseNumber: 'forged' } });
    const numbers = viewOf(desks.actions()).conflicts.flatMap((one) =>
      one.values.map((value) => (value.value as { caseNumber: string }).caseNumber),
    );
    expect(numbers.sort()).toEqual(['forged', 'n']);
  });

  it('is no conflict when one action names a field twice: its last word counts', () => {
    const desks = createDesks(1);
    const patch = (phone: string) => ({ kind: 'party', id: 'P1', fields: { phone } });
    desks.write(0, { type: 'intake.recorded', body: { patches: [patch('1'), patch('2')] } });
    const view = viewOf(desks.actions());
    expect(view.conflicts).toEqual([]);
    expect(view.parties[0]?.phone).toBe('2');
  });
});

describe('a removed body', () => {
  it('wins however the full and the emptied copy arrive, also before their predecessors', () => {
    const desks = createDesks(1);
    desks.write(0, intake('P1', { phone: '1' }));
    const stored = desks.stored();
    const last = stored.at(-1);
    if (last === undefined) throw new Error('nothing written');
    const full = desks.actions();
    const emptied = readAction(redactAction(last), nodeHashing);
    if (!emptied.ok) throw new Error(emptied.fault);
    for (const order of permutations([emptied.action, full.at(-1) as Action])) {
      const before = full.slice(0, -1);
      const inOneBatch = foldActions(caseReducer, [...order, ...before]);
      const oneByOne = [...order, ...before].reduce(
        (fold, action) => continueFold(caseReducer, fold, [action]),
        emptyFold(caseReducer),
      );
      for (const fold of [inOneBatch, oneByOne]) {
        expect(getCaseView('case', fold.state).parties[0]?.phone).toBeUndefined();
        expect(fold.actions.at(-1)?.isRedacted).toBe(true);
      }
    }
  });

  it('does not open a case that is archived, a second opening or a second document of an id', () => {
    const desks = createDesks(1);
    desks.write(0, intake('P2', { phone: '1' }));
    desks.write(0, agreementOrder('D1'));
    desks.write(0, {
      type: 'outcome.recorded',
      body: { code: 'R01', closedOn: '2026-04-22', note: '' },
    });
    desks.write(0, {
      type: 'case.archived',
      body: {
        archiveNumber: 'a',
        filedOn: '2026-05-01',
        filedBy: 'f',
        checkedBy: 'c',
        retentionClass: 'r',
        note: '',
      },
    });
    desks.redact(openingOrders.length);
    desks.write(0, intake('P2', { phone: '2' }));
    desks.write(0, openingOrders[0] as { type: string; body: unknown });
    desks.write(0, agreementOrder('D1'));
    const view = viewOf(desks.actions());
    expect(view.refused.map((one) => one.code)).toEqual([
      'case.isArchived',
      'case.alreadyOpened',
      'case.isArchived',
    ]);
    expect(view.stage).toBe('archive');
  });

  it('of a reopening leaves the case reopened', () => {
    const desks = createDesks(1);
    desks.write(0, { type: 'outcome.recorded', body: { code: 'R02', closedOn: '2026-04-22', note: '' } });
    desks.write(0, { type: 'case.reopened', body: { reopenedOn: '2026-04-23', reason: 'r' } });
    desks.redact(openingOrders.length + 1);
    desks.write(0, { type: 'outcome.recorded', body: { code: 'R01', closedOn: '2026-04-24', note: '' } });
    const view = viewOf(desks.actions());
    expect(view.refused).toEqual([]);
    expect(view.outcome?.code).toBe('R01');
  });
});

describe('actions that a hostile desk could sign', () => {
  const headerOf = (change: Record<string, unknown>, body = '{}') => {
    const [opened] = createDesks(1).stored();
    if (opened === undefined) throw new Error('nothing written');
    const salt = '0'.repeat(32);
    const header = canonicalText({
      ...JSON.parse(opened.header),
      ...change,
      bodyDigest: nodeHashing.sha256(`${salt}:${body}`),
    });
    const { recordId, recordKind, type, clock, signer } = JSON.parse(header);
    return {
      ...opened,
      recordId,
      recordKind,
      type,
      clock,
      signer,
      id: nodeHashing.sha256(header),
      header,
      salt,
      body,
    };
  };

  it('read as malformed when their clock is no time', () => {
    for (const time of ['2026-99-99T99:99:99.999Z', '2026-02-30T00:00:00.000Z', '2026-12-31T24:00:00.000Z']) {
      expect(readAction(headerOf({ clock: `${time}-00000-d0` }), nodeHashing)).toMatchObject({
        ok: false,
        fault: 'malformed',
      });
    }
    expect(readAction(headerOf({ clock: '9999-12-31T23:59:59.999Z-fffff-d0' }), nodeHashing).ok).toBe(true);
  });

  it('name an instant that exists exactly where it is written again as it was', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    const times = [
      '00:00:00.000',
      '23:59:59.999',
      '24:00:00.000',
      '24:00:00.001',
      '12:60:00.000',
      '12:00:60.000',
    ];
    for (const year of ['0000', '1900', '2000', '2023', '2024', '9999']) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          for (const time of times) {
            const instant = `${year}-${two(month)}-${two(day)}T${time}Z`;
            const milliseconds = Date.parse(instant);
            const isSame = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === instant;
            if (isHybridClock(`${instant}-00000-d0`) !== isSame) expect.fail(instant);
          }
        }
      }
    }
  });

  it('read as malformed when their body is no JSON, or nested deeper than any form', () => {
    expect(readAction(headerOf({}, '{'), nodeHashing)).toMatchObject({ ok: false, fault: 'malformed' });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(readAction(headerOf({}, deep), nodeHashing)).toMatchObject({ ok: false, fault: 'malformed' });
    expect(readAction(headerOf({}, `{"a":"${'['.repeat(1_000)}\\"["}`), nodeHashing).ok).toBe(true);
  });

  it('never bring the desk to write what it could not read again', () => {
    const desks = createDesks(1);
    let deep: unknown = 0;
    for (let level = 0; level < 1_000; level += 1) deep = [deep];
    expect(() => desks.write(0, { type: 'case.fromTomorrow', body: { deep } })).toThrow('record.tooDeep');
    expect(() => canonicalText({ text: '\ud800' })).toThrow(new TypeError('record.notCanonical'));
    expect(canonicalText({ text: '𠮷' })).toBe('{"text":"𠮷"}');
  });

  it('fold beside a clock at the end of time, and the next action still comes after it', () => {
    const last = '9999-12-31T23:59:59.999Z-fffff-d0';
    expect(() => clockParts(nextClock('', Number.NaN, 'd'))).not.toThrow();
    expect(() => clockParts(nextClock('', 1e15, 'd'))).not.toThrow();
    expect(() => clockParts(nextClock('', -1e15, 'd'))).not.toThrow();
    expect(() => nextClock(last, 0, 'd0')).toThrow('record.clockExhausted');
    const desks = createDesks(2);
    desks.setClock(0, '9999-12-31T23:59:59.999Z-ffffe-d0');
    desks.write(0, intake('P1', { phone: '1' }));
    desks.exchange();
    desks.write(1, intake('P1', { phone: '2' }));
    const view = viewOf(desks.actions());
    expect(view.conflicts).toEqual([]);
    expect(view.parties[0]?.phone).toBe('2');
  });

  it('cannot stop a desk from writing by leaving more heads than an action may name', () => {
    const desks = createDesks(300);
    for (let desk = 0; desk < 300; desk += 1) desks.write(desk, intake('P1', { phone: `${desk}` }));
    desks.exchange();
    for (let desk = 0; desk < 2; desk += 1) desks.write(0, intake('P1', { phone: 'settled' }));
    const fold = foldActions(caseReducer, desks.actions());
    expect(fold.heads).toHaveLength(1);
    expect(getCaseView('case', fold.state).conflicts).toEqual([]);
  });

  it('fold in a bounded number of steps when desks never know all of each other', () => {
    let steps = 0;
    const counting = {
      version: 1,
      initial: 0,
      refusal: () => null,
      apply: (state: number) => {
        steps += 1;
        return state + 1;
      },
      refuse: (state: number) => state,
    };
    const desks = createDesks(3);
    for (let level = 0; level < 40; level += 1) {
      for (let desk = 0; desk < 3; desk += 1) desks.write(desk, intake('P1', { phone: `${level}` }));
      desks.passOn();
    }
    const actions = desks.actions();
    expect(foldActions(counting, actions).state).toBe(actions.length);
    expect(steps).toBeLessThan(actions.length * 12);
  });
});

describe('writeAction', () => {
  it('keeps header and envelope the same text for every desk', () => {
    const [stored] = createDesks(1).stored();
    expect(stored && canonicalText(JSON.parse(stored.header))).toBe(stored?.header);
    expect(writeAction).toBeTypeOf('function');
  });
});
