import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ordersOfCase } from '../../../scripts/demo/orders.ts';
import { findTakenOver } from '../../../shared/case/taken-over.ts';
import { getFormEntry } from '../../../shared/documents/catalogue.ts';
import words from '../../../shared/text/locales/zh-CN/window.json' with { type: 'json' };
import { caseNames, readCase } from '../../fixtures/fold-case.ts';
import { findTypingPlaces } from './places.ts';
import { findUses } from './uses.ts';

const places = findTypingPlaces();
const uses = findUses();
const word = (key: string) => (words as Record<string, string>)[key] ?? key;

/** The page that is kept in docs: what is typed where, and on which papers it stands. */
function page(): string {
  const rows = [...new Set([...uses.keys(), ...places.keys()])]
    .filter((key) => places.has(key) || (uses.get(key) ?? []).length > 0)
    .sort()
    .map((key) => {
      const typed = (places.get(key) ?? []).map(
        ({ section, file }) => `${word(section === 'risks' ? 'nav.risks' : `section.${section}`)}（${file}）`,
      );
      const forms = (uses.get(key) ?? []).map((form) => getFormEntry(form as never).title);
      return `| ${word(`field.${key}`)} | \`${key}\` | ${typed.join('；') || '不键入'} | ${forms.length} | ${forms.join('、')} |`;
    });
  const shared = [...uses].filter(([key, forms]) => forms.length > 1 && places.has(key)).length;
  return `${[
    '# What is typed, where, and where it stands',
    '',
    'Written by `test/unit/typing/typing.test.ts`; it fails when this page is stale (`vitest run test/unit/typing -u` writes it anew).',
    'Where a field stands is found by changing it in the example cases and comparing every paper of the set. "不键入" is',
    'given by a button, taken over or reckoned.',
    '',
    `${places.size} fields are typed, each in one place; ${shared} of them stand on more than one paper.`,
    '',
    '| 字段 | field | 何处键入 | 文书数 | 用于文书 |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')}\n`;
}

/** Fields whose values are equal in an example case, and why nobody types them twice: what fills the second. */
const filledBy: Readonly<Record<string, readonly [file: string, mark: string]>> = {
  'obligation.accountName = party.name': ['shared/case/taken-over.ts', "into('accountName'"],
  'party.electronicServiceAccount = party.phone': [
    'shared/case/taken-over.ts',
    "into('electronicServiceAccount'",
  ],
  'party.name = visit.visitedPerson': ['shared/case/taken-over.ts', "into('visitedPerson'"],
  'party.contactPerson = visit.visitedPerson': ['shared/case/taken-over.ts', "into('visitedPerson'"],
  'party.legalRepresentative = visit.visitedPerson': ['shared/case/taken-over.ts', "into('visitedPerson'"],
  'agent.authorisedOn = agent.validFrom': ['shared/case/taken-over.ts', "into('validFrom'"],
  'party.deliveryAddress = party.registeredAddress': [
    'src-renderer/intake/PartyCard.tsx',
    "suggestions={[text('registeredAddress')]",
  ],
  'application.firstContactPerson = party.name': [
    'src-renderer/intake/PartyCard.tsx',
    'suggestions: [visitor]',
  ],
  'agent.organisation = party.name': ['src-renderer/intake/AgentCard.tsx', 'suggestions={partyOptions'],
  'claim.amount = obligation.amount': ['src-renderer/agreement/drafting.ts', 'amount: claim.amount'],
  'collective.rows[].job = party.job': ['shared/case/worker-rows.ts', 'job: party?.job ?? row?.job'],
};

/** Equal by chance or by agreement: two facts that are each said once. */
const twoFacts: readonly (readonly [RegExp, string])[] = [
  [/^(acceptance|archive|response|outcome)\.|\.visitor$/, 'people of the office are chosen from its list'],
  [
    /meeting\.attendees|minutesEntry\.|offer\./,
    'attendees come from the case file, speakers are chosen by a key',
  ],
  [/performance\./, 'a payment is filled with what is due; another sum or day is another fact'],
  [/instalments|collective\.(rows|advances)\[\]/, 'the annex is pasted or imported whole'],
  [
    /agent\.name|contactPerson = party\.legalRep/,
    'one person in two capacities; each capacity is a fact of its own',
  ],
  [/Code\b|Codes\[\]|\.sex|\.idType|submittedBy|forPartyId|visitedPartyId/, 'chosen from a list, not typed'],
  [/\.\w+(On|Date|From|To|date)\b/, 'days that happen to be the same'],
  [/accountNumber = obligation\.bank/, '见附表 stands for the annex'],
  [
    /firstContactPerson = (obligation|visit)|obligation\.accountName = visit/,
    'both come from the name of the party',
  ],
];

/** Pairs of fields that hold the same text in one case, as a clerk would have to type them. */
function equalPairs(): string[] {
  const pairs = new Set<string>();
  for (const name of caseNames) {
    const orders = ordersOfCase(readCase(name));
    const fields = new Map<string, Set<string>>();
    const note = (value: unknown, key: string): void => {
      if (Array.isArray(value)) for (const one of value) note(one, `${key}[]`);
      else if (typeof value === 'object' && value !== null)
        for (const [field, one] of Object.entries(value)) note(one, `${key}.${field}`);
      else if (
        typeof value === 'string' &&
        value.length >= 3 &&
        !/Ids?(\[\])?$/.test(key) &&
        !/^\d\d:\d\d$/.test(value)
      )
        fields.set(value, (fields.get(value) ?? new Set()).add(key));
    };
    const patches = [
      ...orders.intake,
      ...orders.responses,
      ...orders.meetings.flatMap(({ meeting, entries }) => [meeting, ...entries.flat()]),
      ...orders.undisputedFacts,
      ...orders.agreement,
      ...orders.performances,
      ...orders.visits,
    ];
    for (const { kind, fields: own } of patches)
      for (const [field, value] of Object.entries(own)) note(value, `${kind}.${field}`);
    for (const kind of ['acceptance', 'outcome', 'archive'] as const) note(orders[kind], kind);
    for (const keys of fields.values()) {
      const sorted = [...keys].sort();
      sorted.forEach((left, at) => {
        for (const right of sorted.slice(at + 1)) pairs.add(`${left} = ${right}`);
      });
    }
  }
  return [...pairs].sort();
}

describe('what a clerk types', () => {
  it('stands on the page that says where, and on which papers', async () => {
    await expect(page()).toMatchFileSnapshot('../../../docs/typing.md');
  });

  it('is asked for in one place, wherever it stands', () => {
    const asked = [...places]
      .filter(([, found]) => found.length > 1)
      .map(([key, found]) => [key, found.map(({ file }) => file)]);
    expect(asked).toEqual([]);
  });

  it('reaches the papers, and what stands on more than one is typed once', () => {
    const shared = [...uses].filter(([, forms]) => forms.length > 1).map(([key]) => key);
    expect(shared.length).toBeGreaterThan(60);
    expect(uses.get('party.name')?.length).toBeGreaterThan(30);
    expect(uses.get('immediatePerformance.amount')).toContain('paymentReceipt');
    for (const key of shared) expect(places.get(key)?.length ?? 0, key).toBeLessThanOrEqual(1);
  });

  it('is not asked again under another name: equal values are filled in, or are two facts', () => {
    const unexplained = equalPairs().filter(
      (pair) => filledBy[pair] === undefined && !twoFacts.some(([pattern]) => pattern.test(pair)),
    );
    expect(unexplained).toEqual([]);
    for (const [pair, [file, mark]] of Object.entries(filledBy))
      expect(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8'), pair).toContain(mark);
  });
});

describe('what follows from what was just typed', () => {
  const facts: Record<string, unknown> = {
    'party.P1.name': '马桂香',
    'party.P1.phone': '13800004171',
    'party.P2.kind': 'employer',
    'party.P2.phone': '010-55500606',
    'party.P2.contactPerson': '崔小军',
    'visit.v2.visitedPerson': '已经写好的人',
  };
  const get = (kind: string, id: string, field: string) => facts[`${kind}.${id}.${field}`];

  it.each([
    ['party', 'P1', { isElectronicServiceAgreed: true }, { electronicServiceAccount: '13800004171' }],
    ['obligation', 'o1', { isMonetary: true, creditorIds: ['P1'] }, { accountName: '马桂香' }],
    ['visit', 'v1', { visitedPartyId: 'P2' }, { visitedPerson: '崔小军' }],
    ['visit', 'v1', { visitedPartyId: 'P1' }, { visitedPerson: '马桂香' }],
    ['agent', 'A1', { authorisedOn: '2026-04-21' }, { validFrom: '2026-04-21' }],
  ] as const)('%s %s', (kind, id, fields, taken) => {
    expect(findTakenOver(kind, id, fields, get)).toEqual(taken);
  });

  it.each([
    ['what was already written stays', 'visit', 'v2', { visitedPartyId: 'P1' }],
    [
      'several creditors have accounts of their own',
      'obligation',
      'o1',
      { isMonetary: true, creditorIds: ['P1', 'P2'] },
    ],
    ['a telephone with a cord receives no paper', 'party', 'P2', { isElectronicServiceAgreed: true }],
    ['a duty has no account', 'obligation', 'o1', { isMonetary: false, creditorIds: ['P1'] }],
    [
      'a field that is filled in the same breath counts',
      'visit',
      'v1',
      { visitedPartyId: 'P1', visitedPerson: '' },
    ],
  ] as const)('%s', (_, kind, id, fields) => {
    expect(findTakenOver(kind, id, fields, get)).toEqual({});
  });
});
