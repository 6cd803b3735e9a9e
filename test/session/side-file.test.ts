import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

/** One desk that two mediators share, each with a PIN. */
const folder = mkdtempSync(join(tmpdir(), 'side-file-'));
const pins = { first: '246813', second: '975318' };
let desk: Desk;
let first = '';
let second = '';
let caseId = '';

const unlockAs = async (personId: string, pin: string) => {
  await desk.handlers.session.lock({});
  await desk.handlers.session.unlock({ personId, pin });
};
const note = { meetingId: 'M1', withId: 'P1', date: '2026-04-22', time: '14:55' };

beforeAll(async () => {
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  const { session, cases } = desk.handlers;
  await session.setUp({ office: plainOffice, deskLetter: 'A', person: plainMediator, pin: pins.first });
  const colleague = { name: '贺敏', certificateNumber: '', validFrom: null, validTo: null };
  await session.addPerson({ person: colleague, pin: pins.second });
  const { people, person } = await session.status({});
  first = person?.id ?? '';
  second = people.find(({ id }) => id !== first)?.id ?? '';
  caseId = (await cases.create({ openedOn: '2026-04-20', externalNumber: null })).caseId;
  await cases.writeCaucusNote({ caseId, ...note, text: '底线是三万元' });
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the 副卷 at a desk that several share', () => {
  it('shows to each mediator only what they wrote themselves', async () => {
    const { cases } = desk.handlers;
    await unlockAs(second, pins.second);
    expect((await cases.readCaucusNotes({ caseId })).notes).toEqual([]);
    await cases.writeCaucusNote({ caseId, ...note, text: '单位愿付两万元' });
    await unlockAs(first, pins.first);
    const { notes } = await cases.readCaucusNotes({ caseId });
    expect(notes).toMatchObject([{ person: first, text: '底线是三万元' }]);
    await unlockAs(second, pins.second);
    expect((await cases.readCaucusNotes({ caseId })).notes).toMatchObject([{ text: '单位愿付两万元' }]);
  });

  it('shows what was written of a talk apart also to the mediator who held it', async () => {
    const { cases } = desk.handlers;
    await unlockAs(first, pins.first);
    await cases.writeCaucusNote({ caseId, ...note, heldById: second, text: '劳动者愿让三千元' });
    const last = async () => (await cases.readCaucusNotes({ caseId })).notes.at(-1);
    expect(await last()).toMatchObject({ person: first, heldById: second });
    await unlockAs(second, pins.second);
    expect(await last()).toMatchObject({ person: first, heldById: second, text: '劳动者愿让三千元' });
  });
});
