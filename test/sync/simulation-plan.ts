import { createRandom, type LineFaults } from './bad-line.ts';

/** One step of one case and the risk it came of; what it does to a line, to rights or to a process is felt by every case of the office. */
export type Step =
  | { readonly kind: 'write'; readonly desk: number; readonly entries: readonly Entry[] }
  | { readonly kind: 'line'; readonly desk: number; readonly faults: Partial<LineFaults> }
  | { readonly kind: 'takeRights' | 'giveRights'; readonly desk: number }
  | Kill;
export type Kill = { readonly kind: 'killDesk'; readonly desk: number } | { readonly kind: 'killServer' };
export type Entry = { readonly what: Written; readonly value: number };
type Written =
  | 'phone'
  | 'job'
  | 'email'
  | 'minutes'
  | 'claim'
  | 'settle'
  | 'caucusNote'
  | 'riskLevel'
  | 'riskFollowedUp'
  | 'riskReported';

/** Acknowledged in each case and its risk at least. */
export const writesPerSeed = 100;
/** Of them: the risk, its case with intake, decision and meeting, and the link between both. */
const writesAtBeginning = 7;
/** As many cases are worked upon at once in an office: one seed is one case. */
const casesAtOnce = 10;
/** Each from two to six by day; more than two in six groups of twenty, for a desk more is a third more of the work. */
const deskCounts = [2, 3, 2, 2, 2, 2, 4, 2, 3, 2, 5, 2, 3, 2, 2, 2, 6, 2, 2, 2];
/** A new office begins now and then, so that a long night does not only see a full one. */
const groupsOfOffice = 20;
const longestBurst = 6;
const whats: readonly Written[] = [
  'phone',
  'phone',
  'job',
  'email',
  'minutes',
  'minutes',
  'minutes',
  'claim',
  'settle',
  'caucusNote',
  'riskLevel',
  'riskLevel',
  'riskFollowedUp',
  'riskReported',
];

/** Seeds that are played together, at desks of one office. */
export type Group = { readonly seeds: readonly number[]; readonly deskCount: number };

/** The group of a seed is always the same, so that a seed is replayed among those beside which it failed. */
export function groupOf(seed: number): Group {
  const place = Math.floor((seed - 1) / casesAtOnce);
  const seeds = Array.from({ length: casesAtOnce }, (_, index) => place * casesAtOnce + index + 1);
  return { seeds, deskCount: deskCounts[place % deskCounts.length] ?? 2 };
}

/** What one office works through, group after group, as its desks stay open. */
export type OfficeWork = { readonly deskCount: number; readonly groups: readonly Group[] };

/** The groups of so many seeds, each office with those of its number of desks. */
export function listOfficeWork(first: number, count: number): OfficeWork[] {
  const groups = Array.from({ length: Math.ceil(count / casesAtOnce) }, (_, index) =>
    groupOf(first + index * casesAtOnce),
  );
  return [...Map.groupBy(groups, (group) => group.deskCount)]
    .sort(([left], [right]) => left - right)
    .flatMap(([deskCount, ofCount]) =>
      Array.from({ length: Math.ceil(ofCount.length / groupsOfOffice) }, (_, index) => ({
        deskCount,
        groups: ofCount.slice(index * groupsOfOffice, (index + 1) * groupsOfOffice),
      })),
    );
}

/** The same seed is the same plan: who writes what, and what happens in between. */
export function makePlan(seed: number, deskCount: number): readonly Step[] {
  const random = createRandom(seed * 7919);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <One>(list: readonly One[]): One => list[below(list.length)] as One;
  const steps: Step[] = [];
  for (let written = writesAtBeginning; written < writesPerSeed; ) {
    const desk = below(deskCount);
    const dice = random();
    if (dice < 0.7) {
      const entries = Array.from({ length: 1 + below(longestBurst) }, () => ({
        what: pick(whats),
        value: below(100),
      }));
      steps.push({ kind: 'write', desk, entries });
      written += entries.length;
    } else if (dice < 0.78) steps.push({ kind: 'line', desk, faults: { isCut: true } });
    else if (dice < 0.88) steps.push({ kind: 'line', desk, faults: badLine(random) });
    else if (dice < 0.97) steps.push({ kind: 'line', desk, faults: {} });
    else if (dice < 0.975) steps.push({ kind: 'takeRights', desk });
    else steps.push({ kind: 'giveRights', desk });
  }
  // A kill costs a start of the whole program, so not every case has one of each kind.
  const at = () => below(steps.length);
  if (seed % 8 === 0) steps.splice(at(), 0, { kind: 'killDesk', desk: below(deskCount) });
  if (seed % 25 === 0) steps.splice(at(), 0, { kind: 'killServer' });
  return steps;
}

function badLine(random: () => number): Partial<LineFaults> {
  return {
    loseRequest: random() * 0.3,
    loseAnswer: random() * 0.3,
    tearAnswer: random() * 0.2,
    repeat: random() * 0.3,
    delay: random() * 20,
    longest: random() < 0.3 ? 4_000 + random() * 8_000 : Number.POSITIVE_INFINITY,
  };
}
