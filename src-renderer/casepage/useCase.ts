import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EntityKind } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { ActionOrder, OpenedCase } from '../../shared/contract/cases.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import { call, desk } from '../app/desk.ts';
import { useRoutes } from '../shell/routes.ts';

/** A case that was left is soon let go of: main keeps it folded, and answers again within a few frames. */
const keptAfterLeaving = 5_000;

/** What was read this short a time ago is not read again: whatever changes a case makes it stale at once. */
const freshFor = 2_000;

const caseQuery = (caseId: string) => ({
  queryKey: ['case', caseId],
  queryFn: () => call(desk.cases.open({ caseId })),
  gcTime: keptAfterLeaving,
  staleTime: freshFor,
});

export function useOpenedCase(caseId: string) {
  return useQuery({ ...caseQuery(caseId), enabled: caseId !== '' });
}

/** The case on the page, for what stands around it: it reads along and asks for nothing. Undefined on other pages. */
export function useShownCase(): OpenedCase | undefined {
  const caseId = useRoutes(({ page }) => (page.name === 'case' ? page.caseId : ''));
  const { data } = useQuery({ ...caseQuery(caseId), enabled: false });
  return data;
}

const inTurn = createTurns();

/**
 * One intent becomes one action; the case on the screen is the answer, already durable. Intents go one after the
 * other: who presses twice in a breath means the second on top of the first.
 */
export function useAct(caseId: string) {
  const client = useQueryClient();
  const show = (opened: OpenedCase) => client.setQueryData(['case', caseId], opened);
  /** What the action says is worked out when its turn comes, from the case as it stands then. */
  const actOn = (type: string, bodyOf: (now: OpenedCase | undefined) => unknown) =>
    inTurn(async () => {
      const body = bodyOf(client.getQueryData<OpenedCase>(['case', caseId]));
      const { opened } = await call(desk.cases.act({ caseId, order: { type, body } as ActionOrder }));
      show(opened);
      return opened;
    });
  return { act: (type: string, body: unknown) => actOn(type, () => body), actOn, show };
}

/** The saved value of a field of this case, for forms that edit entities. */
export function savedValues(view: CaseView) {
  return savedIn({
    application: [view.application],
    party: [...view.parties, ...view.withdrawn.parties],
    agent: [...view.agents, ...view.withdrawn.agents],
    claim: [...view.claims, ...view.withdrawn.claims],
    evidence: [...view.evidence, ...view.withdrawn.evidence],
    response: view.responses,
    collective: view.collective ? [view.collective] : [],
    negotiation: view.negotiation ? [view.negotiation] : [],
    meeting: view.meetings,
    challenge: view.challenges,
    disclosure: view.disclosures,
    minutesEntry: view.meetings.flatMap((meeting) => meeting.entries),
    offer: view.meetings.flatMap((meeting) => meeting.offers),
    undisputedFact: view.undisputedFacts,
    agreementTerms: view.agreements.map((one) => one.terms),
    obligation: view.agreements.flatMap((one) => one.obligations),
    enforcement: view.agreements.flatMap((one) => one.enforcement ?? []),
    immediatePerformance: view.immediatePerformances,
    paymentOrder: view.paymentOrders,
    visit: view.visits,
    service: view.services,
  });
}

/** The saved value of a field of one of these entities; of two with one id the first. */
export function savedIn(lists: Partial<Record<EntityKind, readonly { readonly id: string }[]>>) {
  // Every field on the page asks for its own: a hundred workers would be gone through four thousand times.
  const byId = new Map<EntityKind, ReadonlyMap<string, object>>();
  const findAll = (kind: EntityKind): ReadonlyMap<string, object> => {
    const known = byId.get(kind) ?? new Map((lists[kind] ?? []).toReversed().map((one) => [one.id, one]));
    byId.set(kind, known);
    return known;
  };
  return (kind: EntityKind, id: string, field: string): unknown => {
    const entity = findAll(kind).get(id);
    return entity === undefined ? undefined : (entity as Record<string, unknown>)[field];
  };
}

/** A short id that two desks never share. */
export function newId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}
