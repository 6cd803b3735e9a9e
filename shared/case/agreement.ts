import { Decimal } from 'decimal.js';
import type { Entities } from '../record/registers.ts';
import { findAcceptance } from './appointments.ts';
import { computeEffectiveness, type Effectiveness } from './effectiveness.ts';
import type { EnforcementRoute, EntityOf } from './entities.ts';
import { byOrder, findEntity, listEntities, listStanding } from './project.ts';
import { type CaseDocument, type CaseState, type Freeze, findOffice } from './state.ts';
import { listPartiesOf } from './withdrawal.ts';

/** What is due on one day for one obligation, and what was done. Amounts in yuan, '' for a duty. */
export type PerformanceRow = {
  readonly obligationId: string;
  readonly instalmentNumber: number;
  readonly kind: string;
  readonly dueDate: string | null;
  readonly dueAmount: string;
  readonly paidAmount: string;
  readonly doneOn: string | null;
  readonly isDone: boolean;
  /** How it was done, and the paper that shows it. */
  readonly method: string;
  readonly proof: string;
  /** What was recorded of it, one by one. */
  readonly entries: readonly EntityOf<'performance'>[];
};

/** What papers, deadlines and screens call a row by: its obligation and its instalment. */
export const idOfRow = ({
  obligationId,
  instalmentNumber,
}: Pick<PerformanceRow, 'obligationId' | 'instalmentNumber'>): string =>
  `${obligationId}.${instalmentNumber}`;

export type AgreementView = {
  readonly version: string;
  readonly isFinal: boolean;
  readonly document: CaseDocument | null;
  readonly terms: EntityOf<'agreementTerms'>;
  readonly obligations: readonly EntityOf<'obligation'>[];
  readonly effectiveness: Effectiveness;
  readonly performance: readonly PerformanceRow[];
  readonly isPerformed: boolean;
  /** 履行保障途径, as chosen beside the agreement, else as an early draft wrote it; null while nobody has chosen. */
  readonly route: EnforcementRoute | null;
  readonly enforcement: EntityOf<'enforcement'> | null;
};

const notEffective: Effectiveness = { isEffective: false, effectiveDate: null, missing: [] };

/** Every version of the agreement, oldest first. A frozen one reads as it was frozen. */
export function findAgreements(state: CaseState): AgreementView[] {
  const versions = Object.keys(state.entities.agreementTerms ?? {});
  if (versions.length === 0) return [];
  const obligations = byOrder(listStanding(state.entities, 'obligation'));
  const performances = listStanding(state.entities, 'performance');
  const sources = new Map(
    listEntities(state.entities, 'obligation').map((one) => [one.id, one.replacesId ?? '']),
  );
  return versions
    .sort((left, right) => Number(left) - Number(right))
    .map((version) => {
      const own = obligations.filter((one) => one.agreementVersion === version);
      const frozen = state.frozen[`agreement:${version}`];
      const document = frozen === undefined ? undefined : state.documents[frozen.documentId];
      const performance = own.flatMap((one) =>
        performanceRows(one, performancesOf(one.id, sources, performances)),
      );
      const terms = findEntity(state.entities, 'agreementTerms', version) ?? { id: version };
      const enforcement = findEntity(state.entities, 'enforcement', version) ?? null;
      return {
        version,
        isFinal: document !== undefined,
        document: document ?? null,
        terms,
        obligations: own,
        effectiveness: document && frozen ? effectivenessOf(state, document, knownTo(frozen)) : notEffective,
        performance,
        isPerformed: performance.every((row) => row.isDone || (row.dueDate === null && row.dueAmount === '')),
        route: chosenRoute(enforcement) ?? terms.enforcementRoute ?? null,
        enforcement,
      };
    });
}

/** Another way stands beside 'none' alone: a program that does not know it leaves it standing when it chooses one of the two. */
function chosenRoute(enforcement: AgreementView['enforcement']): AgreementView['route'] {
  const route = enforcement?.route ?? null;
  return route === 'none' ? (enforcement?.otherRoute ?? route) : route;
}

/** The version that binds the parties today: a later one that nobody has signed changes nothing yet. */
export function findAgreementInForce(agreements: readonly AgreementView[]): AgreementView | undefined {
  return agreements.findLast((one) => one.effectiveness.isEffective);
}

/** 仲裁审查, 司法确认 or a notary has given it what a court enforces at once (劳动争议调解仲裁法 51, 民事诉讼法 206, 公证法 37). */
export function isEnforceable({ enforcement }: Pick<AgreementView, 'enforcement'>): boolean {
  return enforcement?.result === 'confirmed';
}

/** What was paid on an obligation, or on the one of an earlier version that it was drawn from. */
function performancesOf(
  obligationId: string,
  sources: ReadonlyMap<string, string>,
  performances: readonly EntityOf<'performance'>[],
): EntityOf<'performance'>[] {
  const chain = new Set<string>();
  for (let id = obligationId; id !== '' && !chain.has(id); id = sources.get(id) ?? '') chain.add(id);
  return performances.filter((one) => chain.has(one.obligationId ?? ''));
}

const knownTo = ({ freezings, actionId }: Freeze): Entities | undefined =>
  freezings.find((one) => one.actionId === actionId)?.known;

/** Parties and mediators are those of the frozen text; who is added to the case later is not bound by it. */
export function effectivenessOf(
  state: CaseState,
  { signatures }: CaseDocument,
  entities: Entities = state.entities,
): Effectiveness {
  const known = { ...state, entities };
  return computeEffectiveness({
    parties: listPartiesOf(entities),
    mediators: findAcceptance(known)?.mediators ?? [],
    officeName: findOffice(known)?.name ?? '',
    signatures,
  });
}

function performanceRows(
  obligation: EntityOf<'obligation'>,
  performances: readonly EntityOf<'performance'>[],
): PerformanceRow[] {
  const instalments = obligation.isMonetary ? (obligation.instalments ?? []) : [];
  if (instalments.length === 0) {
    return [performanceRow(obligation, 0, obligation.dueDate, obligation.amount, performances)];
  }
  return instalments.map((one) =>
    performanceRow(obligation, one.number, one.dueDate, one.amount, performances),
  );
}

function performanceRow(
  obligation: EntityOf<'obligation'>,
  instalmentNumber: number,
  dueDate: string | null | undefined,
  amount: string | null | undefined,
  performances: readonly EntityOf<'performance'>[],
): PerformanceRow {
  const done = performances.filter((one) => (one.instalmentNumber ?? 0) === instalmentNumber);
  const dueAmount = obligation.isMonetary ? amount || '0.00' : '';
  const paid = done.reduce((sum, one) => sum.plus(one.amount ?? '0'), new Decimal(0));
  return {
    obligationId: obligation.id,
    instalmentNumber,
    kind: obligation.kind ?? '',
    dueDate: dueDate || null,
    dueAmount,
    paidAmount: obligation.isMonetary ? paid.toFixed(2) : '',
    doneOn:
      done
        .map((one) => one.doneOn ?? '')
        .sort()
        .at(-1) || null,
    isDone: obligation.isMonetary ? done.length > 0 && paid.gte(dueAmount) : done.length > 0,
    method: eachOnce(done.map((one) => one.method)),
    proof: eachOnce(done.map((one) => one.proof)),
    entries: done,
  };
}

function eachOnce(texts: readonly (string | null | undefined)[]): string {
  return [...new Set(texts.filter(Boolean))].join('、');
}
