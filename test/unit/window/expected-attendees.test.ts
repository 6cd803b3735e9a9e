import { describe, expect, it } from 'vitest';
import { expectedAttendees, possibleAttendees } from '../../../src-renderer/minutes/expected-attendees.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const { view } = foldWholeCase('02-construction-collective-wages', { end: 'signed' });
const elected = view.collective?.representativeIds ?? [];
const workers = view.collective?.rows?.map(({ partyId }) => partyId) ?? [];
const idsOf = (of: typeof view) => expectedAttendees(of).map(({ personId }) => personId);

it('of a group those are expected at a meeting whom it elected, by their paper and as its representatives', () => {
  expect(elected).toHaveLength(3);
  const expected = expectedAttendees(view).filter(({ personId }) => workers.includes(personId));
  expect(expected.map(({ personId }) => personId).sort()).toEqual([...elected].sort());
  for (const { role, powers, identityDocument } of expected) {
    expect(role).toMatch(/代表人$/);
    expect(powers).toBe('self');
    expect(identityDocument).toMatch(/尾号/);
  }
  expect(idsOf(view)).toContain(view.agents[0]?.id);
});

it('a group that elected nobody comes itself', () => {
  const collective = view.collective === null ? null : { ...view.collective, representativeIds: [] };
  expect(idsOf({ ...view, collective })).toEqual(expect.arrayContaining(workers));
});

it('a worker of the group who comes to listen brings his own paper', () => {
  const [other] = workers.filter((id) => !elected.includes(id));
  const known = possibleAttendees(view).find(({ personId }) => personId === other);
  expect(known).toMatchObject({ role: '申请人', powers: 'self' });
  expect(known?.identityDocument).toMatch(/尾号/);
});

it('of two employers on one side it is said for which of them somebody speaks', () => {
  const roleOf = (name: string) => possibleAttendees(view).find((one) => one.name === name)?.role;
  expect(roleOf('鲁志鹏')).toBe('第一被申请人法定代表人');
  expect(roleOf('邱明远')).toBe('第二被申请人委托代理人');
  // A worker is told apart by his name.
  expect(roleOf('陈有粮')).toBe('申请人');
});

describe('at the next meeting', () => {
  const { view: pair } = foldWholeCase('03-unlawful-dismissal-engineer', { end: 'signed' });
  const [representative] = expectedAttendees({ ...pair, meetings: [] }).filter(({ personId }) =>
    personId?.startsWith('L-'),
  );

  it('a legal representative who was struck off the last one is not expected again, who came to it is', () => {
    if (representative === undefined) throw new Error('The case has no legal representative.');
    expect(idsOf(pair)).not.toContain(representative.personId);
    const came = pair.meetings.map((one) => ({
      ...one,
      attendees: [...(one.attendees ?? []), representative],
    }));
    expect(idsOf({ ...pair, meetings: came })).toContain(representative.personId);
    // Whoever is to speak all the same can be put on the list.
    expect(possibleAttendees(pair).map(({ personId }) => personId)).toContain(representative.personId);
  });

  it('the list says who of two mediators leads', () => {
    const roles = expectedAttendees(pair).map(({ name, role }) => `${name}：${role}`);
    expect(roles).toEqual(expect.arrayContaining(['薛丽华：主持调解员', '韩松：调解员']));
  });
});
