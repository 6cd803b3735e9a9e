import type { Page } from '@playwright/test';
import type { CaseFile } from '../../scripts/demo/case-file.ts';
import { actionsBeforeDocuments, type CaseOrders, type Order } from '../../scripts/demo/orders.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';

declare const window: { readonly desk: DeskApi };

/** How far a case is entered: to its acceptance, with its meetings, or with its drafted agreement. */
type Until = 'acceptance' | 'meetings' | 'agreement';

const isWithin = ({ type }: Order, until: Until): boolean => {
  if (type === 'agreement.drafted') return until === 'agreement';
  return until !== 'acceptance' || !['meeting.recorded', 'minutes.entryWritten'].includes(type);
};

/** Orders actions of the case at the desk's own door: where what a test looks at begins later in the work. */
export async function orderActions(page: Page, caseId: string, orders: readonly Order[]): Promise<void> {
  await page.evaluate(
    async ([id, all]) => {
      for (const order of all) {
        const answer = await window.desk.cases.act({ caseId: id, order });
        if (!answer.ok) throw new Error(`${order.type}: ${answer.code}`);
      }
    },
    [caseId, orders as readonly ActionOrder[]] as const,
  );
}

/** What a case of the fixtures has at its beginning, where typing it is not what a test looks at: it takes seconds. */
export const enterIntake = (page: Page, caseId: string, { intake }: CaseOrders): Promise<void> =>
  orderActions(page, caseId, [{ type: 'intake.recorded', body: { patches: intake } }]);

/** Enters a case of the fixtures without typing, mediated by those of this desk. Answers its id. */
export async function enterCase(page: Page, file: CaseFile, until: Until): Promise<string> {
  const { caseId, mediators } = await page.evaluate(
    async (openedOn) => {
      const created = await window.desk.cases.create({ openedOn, externalNumber: null });
      const known = await window.desk.desk.mediators({});
      if (!created.ok || !known.ok) throw new Error('The case was not created.');
      return { caseId: created.value.caseId, mediators: known.value.mediators };
    },
    file.application.receivedAt.slice(0, 10),
  );
  const own = { ...file, mediators: file.mediators.map((one) => ({ ...one, id: idOf(one.name) })) };
  function idOf(name: string): string {
    return mediators.find((one) => one.name === name)?.id ?? name;
  }
  await orderActions(
    page,
    caseId,
    actionsBeforeDocuments(own).filter((order) => isWithin(order, until)),
  );
  return caseId;
}
