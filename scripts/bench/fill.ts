import { mkdirSync } from 'node:fs';
import { caseActions } from '../../shared/case/actions.ts';
import { caseFoldVersion } from '../../shared/case/reducer.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { riskActions } from '../../shared/risk/actions.ts';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import { addDays, toShanghaiDate } from '../../shared/text/dates.ts';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import { createRecordWriter, type RecordWriter } from '../../src-main/cases/record-writer.ts';
import { noKeyring } from '../../src-main/session/keyring.ts';
import { createSession } from '../../src-main/session/session.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { openPlainStore } from '../../test/fixtures/closed-desk.ts';
import { followedUp, registeredRisk } from '../../test/fixtures/example-risks.ts';
import { openPlainDesk } from '../../test/fixtures/plain-desk.ts';
import { plainOffice } from '../../test/fixtures/plain-office.ts';
import { summaryOf } from '../../test/store/summary-of.ts';

export const pin = '246813';
export const actionsInCase = 300;
const writtenTogether = 100;
/** Of so many risks one has a key date that is near, and stands on the first page. */
const risksForOneNear = 30;

/**
 * A desk with `lines` open cases in its list and, the newest of them, `whole` cases of signed actions. They are written
 * into the store itself, as the window would take hours. Answers the ids of the whole ones.
 * @param foldVersion of the program that made the lines of the whole ones
 * @param open how many of the whole ones the list takes for open
 * @param risks open records in the register of risks, each with two signed actions
 */
export async function fillDesk(
  folder: string,
  lines: number,
  whole: number,
  { actions = actionsInCase, foldVersion = caseFoldVersion, open = whole, risks = 0 } = {},
): Promise<string[]> {
  mkdirSync(folder);
  const desk = await openPlainDesk(folder);
  const { session } = desk.handlers;
  const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin });
  const personId = (await session.status({})).person?.id ?? '';
  await desk.close();
  const opened = createSession({ folder, keyring: noKeyring, now: () => Date.now() });
  const { dataKey, signer } = await opened.unlock(personId, pin);
  const deskId = (await opened.findVault())?.desk.id ?? '';
  const store = await openPlainStore(folder, dataKey);
  for (let from = 0; from < lines; from += 500) await addLines(store, from, 500);
  const writer = createRecordWriter({
    hashing: nodeHashing,
    author: () => ({ office: 'office', desk: deskId, person: personId, signer }),
    now: () => Date.now(),
    lastClock: '',
  });
  const ids = Array.from({ length: whole }, (_, count) => `case-whole-${count}`);
  for (let from = 0; from < whole; from += writtenTogether) {
    const cases = ids
      .slice(from, from + writtenTogether)
      .map((recordId) => writeCase(writer, recordId, actions, foldVersion));
    const lines = cases.map(({ line }, index) => ({ ...line, closed: from + index >= open }));
    await store.guard(store.collections.actions.bulkInsert(cases.flatMap(({ stored }) => stored)));
    await store.guard(store.collections.caseSummaries.bulkInsert(lines));
  }
  const ofRisks = Array.from({ length: risks }, (_, count) => writeRisk(writer, count));
  await store.guard(store.collections.risks.bulkInsert(ofRisks.flat()));
  await store.close();
  return ids;
}

function writeRisk(writer: RecordWriter, count: number): StoredAction[] {
  const today = toShanghaiDate(new Date().toISOString());
  const recordId = makeRiskId(`${count}`);
  const { riskNumber: _number, patches } = registeredRisk.body;
  const keyDate = addDays(today, count % risksForOneNear === 0 ? 1 : 60);
  const named = { kind: 'risk', id: 'risk', fields: { employerName: `北京第${count}商贸有限公司`, keyDate } };
  const orders = [
    {
      type: 'risk.registered',
      body: { riskNumber: `京某劳险字〔2026〕第A${count}号`, patches: [...patches, named] },
    },
    followedUp('f1', today, '约谈店长，承诺一周内答复。', 'resolving'),
  ] as const;
  const stored: StoredAction[] = [];
  for (const { type, body } of orders) {
    const after = stored.slice(-1).map(({ id }) => id);
    const { version } = riskActions[type as keyof typeof riskActions];
    stored.push(writer.write({ recordKind: 'risk', recordId, type, version, after, body }).stored);
  }
  return stored;
}

function writeCase(
  writer: RecordWriter,
  recordId: string,
  actions: number,
  foldVersion: number,
): { stored: StoredAction[]; line: CaseSummary } {
  const caseNumber = `京某劳调字〔2026〕第A${recordId}号`;
  const stored: StoredAction[] = [];
  const write = (type: 'case.opened' | 'intake.recorded', body: unknown): void => {
    const after = stored.slice(-1).map(({ id }) => id);
    const { version } = caseActions[type];
    stored.push(writer.write({ recordKind: 'case', recordId, type, version, after, body }).stored);
  };
  const office = { ...plainOffice, id: 'office' };
  write('case.opened', { caseNumber, externalNumber: null, openedOn: '2026-04-13', office });
  for (let count = 1; count < actions; count += 1) {
    const fields = { side: 'applicant', kind: 'person', name: `第${count}次` };
    write('intake.recorded', { patches: [{ kind: 'party', id: 'P1', fields }] });
  }
  const heads = stored.slice(-1).map(({ id }) => id);
  const updatedClock = stored.at(-1)?.clock ?? '';
  return { stored, line: summaryOf({ id: recordId, foldVersion, heads, caseNumber, updatedClock }) };
}

async function addLines(store: Store, from: number, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, offset) => {
    const number = from + offset;
    return summaryOf({
      id: `case-${number}`,
      foldVersion: caseFoldVersion,
      caseNumber: `京某劳调字〔2026〕第B${number}号`,
      searchTokens: toSearchTokens(`北京第${number}商贸有限公司`),
      updatedClock: `2026-04-12T00:00:00.000Z-${number.toString(16).padStart(5, '0')}-b`,
    });
  });
  await store.guard(store.collections.caseSummaries.bulkInsert(lines));
}
