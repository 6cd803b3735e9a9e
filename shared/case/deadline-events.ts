import type { DeadlineEvent, DeadlineExtension } from '../law/deadlines.ts';
import { toShanghaiDate } from '../text/dates.ts';
import type { CaseView } from './view.ts';

/** The dated events of a case file that start or end a time limit (DOMAIN 1.2). */
export function deadlineEventsOf(view: CaseView): DeadlineEvent[] {
  const events: DeadlineEvent[] = [];
  const add = (kind: DeadlineEvent['kind'], date: string | null | undefined, subject?: string) => {
    if (date) events.push(subject === undefined ? { kind, date } : { kind, date, subject });
  };
  add(
    'applicationReceived',
    view.application.receivedAt ? toShanghaiDate(view.application.receivedAt) : null,
  );
  add('acceptanceDecided', view.acceptance?.decidedOn);
  if (view.acceptance?.decision === 'accepted') add('accepted', view.acceptance.decidedOn);
  const agreement = view.agreements.findLast((one) => one.effectiveness.isEffective);
  add('mediationEnded', view.outcome?.closedOn ?? agreement?.effectiveness.effectiveDate);
  if (agreement === undefined) return events;
  add('agreementEffective', agreement.effectiveness.effectiveDate);
  for (const row of agreement.performance) {
    const subject = `${row.obligationId}.${row.instalmentNumber}`;
    if (row.dueDate !== null) add('performanceDue', row.dueDate, subject);
    if (row.isDone) add('performed', row.doneOn, subject);
  }
  return events;
}

/** 延期 as the law's table takes it: an agreed extension stands in the file because all sides consented. */
export function deadlineExtensionsOf(view: CaseView): DeadlineExtension[] {
  return view.extensions.map(({ rule, agreedOn, toDueDate }) => ({
    rule,
    agreedOn,
    toDate: toDueDate,
    isConsentedByAll: true,
  }));
}
