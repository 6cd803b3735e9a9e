import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './desk-process.ts';
import { openCase } from './simulation.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** CRITERIA A7: one desk whose clock is right, one a year behind, one a year ahead. */
const year = 365 * 24 * 3600 * 1000;
let office: StaffedOffice;
beforeAll(async () => {
  office = await startStaffedOffice([{}, { clockError: -year }, { clockError: year }]);
});
afterAll(() => office.end());

it('a clock that is a year wrong, either way, harms nobody else’s order and stops no exchange', async () => {
  const [right, behind, ahead] = [office.desk(0), office.desk(1), office.desk(2)];
  const caseId = await openCase(right);
  const known = [...(await right.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
  // Each knows what the others wrote before: by turns, whatever the clocks say.
  const inTurns: string[] = [];
  for (const [turn, desk] of [ahead, right, behind, right, ahead, behind, right].entries()) {
    const { actionId } = await desk.patchParty(caseId, { phone: String(turn) });
    inTurns.push(actionId);
    await office.awaitOneMind(caseId, [...known, ...inTurns]);
  }
  for (const desk of [right, behind, ahead]) {
    const view = await desk.view(caseId);
    const shown = view.timeline.map(({ actionId }) => actionId).filter((id) => inTurns.includes(id));
    expect(shown).toEqual(inTurns);
    expect([view.parties[0]?.phone, view.conflicts]).toEqual(['6', []]);
  }
  // Beside each other, without a line: the two that are wrong stand beside the right one as a conflict, not above it.
  for (const desk of [right, behind, ahead]) await desk.setLine({ isCut: true });
  for (const [turn, desk] of [right, behind, ahead].entries()) {
    inTurns.push((await desk.patchParty(caseId, { job: String(turn) })).actionId);
  }
  for (const desk of [right, behind, ahead]) await desk.setLine({});
  await office.awaitOneMind(caseId, [...known, ...inTurns]);
  const { conflicts } = await right.view(caseId);
  expect(conflicts[0]?.values.map(({ value }) => value).sort()).toEqual(['0', '1', '2']);
  // What the right desk writes later still bears its own time: the wrong clock was not followed.
  const later = await openCase(right);
  const { timeline } = await right.view(later);
  for (const { at } of timeline) expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
});

it('a desk whose clock was a year ahead and is put right compares itself with the centre, and not only in a year', async () => {
  const desk = office.desk(2);
  const comparedAgo = async () => Date.now() - Date.parse((await desk.status()).comparedAt ?? '');
  await until('it has compared', async () => (await comparedAgo()) < -year / 2);
  await desk.close();
  await desk.reopen({ clockError: 0 });
  await until('it compares', async () => Math.abs(await comparedAgo()) < 60_000, 20_000);
});
