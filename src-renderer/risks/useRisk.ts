import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';
import type { OpenedRisk, RiskOrder } from '../../shared/contract/risks.ts';
import { correctsRegister } from '../../shared/risk/corrections.ts';
import type { RiskView } from '../../shared/risk/view.ts';
import { call, desk } from '../app/desk.ts';
import { savedIn } from '../casepage/useCase.ts';

/** A record of the register, as its page shows it. */
export function useOpenedRisk(riskId: string) {
  return useQuery({ queryKey: ['risk', riskId], queryFn: () => call(desk.risks.open({ riskId })) });
}

/** The whole register, once it is wanted; undefined until it has been read. Whoever reads no cases has none of it. */
export function useRisks(isWanted = true): readonly RiskView[] | undefined {
  const list = useQuery({
    queryKey: ['risks'],
    queryFn: () => call(desk.risks.list({})),
    enabled: isWanted,
  });
  return list.data?.risks;
}

/** 关联案件: the risk names a case that was registered beside it. */
export function linkOrder(
  caseId: string,
  of: { readonly caseNumber: string; readonly openedOn: string },
): RiskOrder {
  const { caseNumber, openedOn } = of;
  return {
    type: 'risk.caseLinked',
    body: {
      patches: [{ kind: 'riskCase', id: caseId, fields: { caseNumber, openedOn, isWithdrawn: null } }],
    },
  };
}

/** One intent becomes one action; the record on the screen is the answer, already durable. */
export function useRiskAct(riskId: string) {
  const client = useQueryClient();
  return async (type: RiskOrder['type'], body: unknown): Promise<OpenedRisk> => {
    const opened = await call(desk.risks.act({ riskId, order: { type, body } as RiskOrder }));
    client.setQueryData(['risk', riskId], opened);
    return opened;
  };
}

/** The saved value of a field of this record, for forms that edit it. */
export function savedOfRisk({ risk, followUps, reports }: RiskView) {
  return savedIn({ risk: [risk], riskFollowUp: followUps, riskReport: reports });
}

/** Whether saving it puts right what stands in the register, and so says why. */
export function correctsRisk(view: RiskView, patch: EntityPatch): boolean {
  const saved = savedOfRisk(view);
  return correctsRegister(
    patch,
    (kind, id, field) => saved(kind as EntityKind, id, field),
    (kind, id, field) =>
      view.conflicts.some((one) => one.kind === kind && one.id === id && one.field === field),
  );
}
