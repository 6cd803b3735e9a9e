import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeOfParked, placeOfParkedRisk } from '../../../src-renderer/exchange/parked-place.ts';

const party = { kind: 'party', id: 'P1', fields: { phone: '13800000000' } };
const place = (type: string, ...patches: unknown[]) => placeOfParked({ type, body: { patches } });

it('a field goes back to its form, where it gets the focus', () => {
  expect(place('intake.recorded', party)).toEqual({
    section: 'intake',
    at: 'party.P1.phone',
    drafts: [{ name: 'intake', typed: { 'party/P1': { phone: '13800000000' } } }],
  });
});

it('spoken words go back to where they are typed, with their offer', () => {
  const spoken = { meetingId: 'M1', speakerId: 'P1', kind: 'offer', text: '愿付三千元', time: '10:00' };
  const entry = { kind: 'minutesEntry', id: 'n1', fields: spoken };
  const offer = { kind: 'offer', id: 'f1', fields: { entryId: 'n1', amount: '3000.00', terms: '月底前' } };
  expect(place('minutes.entryWritten', entry, offer)).toEqual({
    section: 'minutes',
    at: 'entry.text',
    drafts: [
      {
        name: 'entry:M1',
        typed: {
          speakerId: 'P1',
          kind: 'offer',
          text: '愿付三千元',
          time: '10:00',
          amount: '3000.00',
          terms: '月底前',
          correctsEntryId: '',
        },
      },
    ],
  });
});

it('what no form takes back opens its section only', () => {
  expect(place('performance.recorded', { kind: 'performance', id: 'y1', fields: {} })).toEqual({
    section: 'performance',
    drafts: [],
  });
  expect(placeOfParked({ type: 'document.signed', body: { documentId: 'd' } })).toEqual({
    section: 'documents',
    drafts: [],
  });
  expect(placeOfParked({ type: 'of.aNewerProgram', body: null }).section).toBe('timeline');
});

it('every draft that is filled in is one that a form of the window reads', () => {
  const folder = join(import.meta.dirname, '../../../src-renderer');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const kinds = ['party', 'collective', 'response', 'meeting', 'challenge', 'disclosure'];
  const others = ['agreementTerms', 'enforcement', 'paymentOrder', 'visit', 'service'];
  const names = [...kinds, ...others].flatMap((kind) =>
    place('conflict.settled', { kind, id: 'ID', fields: { a: 1 } }).drafts.map((draft) => draft.name),
  );
  const outcome = placeOfParked({ type: 'outcome.recorded', body: { code: 'R01' } });
  names.push(...outcome.drafts.map((draft) => draft.name), 'entry:ID');
  expect(names).toHaveLength(kinds.length + others.length + 2);
  for (const name of names) {
    const [first = '', second] = name.split(':');
    expect(sources, name).toContain(`\`\${caseId}:${first}${second === undefined ? '`' : ':${'}`);
  }
});

it('a risk whose registering was refused is typed anew as a new one, whatever else of it on its own page', () => {
  const fields = { employerName: '甲公司' };
  const place = (type: string, kind: string) =>
    placeOfParkedRisk('risk-1', { type, body: { patches: [{ kind, id: 'x', fields }] } });
  const drafts = (kind: string) => [{ name: kind, typed: { [`${kind}/x`]: fields } }];
  expect(place('risk.registered', 'risk')).toEqual({ riskId: '', drafts: drafts('risk') });
  expect(place('risk.followedUp', 'riskFollowUp')).toEqual({
    riskId: 'risk-1',
    drafts: drafts('riskFollowUp'),
  });
});
