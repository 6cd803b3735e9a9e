const field = (path: string) => `json_extract(data, '$.${path}')`;
const never = `'9999-12-31'`;
const dayOf = (path: string) => `coalesce(nullif(${field(path)}, ''), ${never})`;

/**
 * SQL over a stored line of the case list: the day from which on the case may ask for something, '' for already. It takes
 * rather too many than too few; whoever asks looks at the line itself. The first page reads by it what is due and never
 * every open case. A line that says less than it should counts as due, so that it is met and made anew.
 */
const caseDueExpression = `CASE
  WHEN NOT json_valid(data) THEN ''
  WHEN ${field('closed')} THEN ${never}
  WHEN coalesce(${field('summary.missingSignatures')}, 1) > 0 THEN ''
  WHEN coalesce(${field('summary.conflicts')}, 1) > 0 THEN ''
  WHEN ${field('summary.nextStep')} = 'receiveCase' THEN ''
  WHEN coalesce(${field('summary.overduePerformance')}, 1) > 0 THEN ''
  WHEN ${field('summary.openDueDates[0]')} IS NOT NULL THEN ''
  WHEN ${field('summary.meetings[0]')} IS NOT NULL THEN ''
  ELSE min(${dayOf('nextDeadlineOn')}, ${dayOf('summary.nextVisitOn')}) END`;

/** The day on which the case ended, after all days while it goes on or where the line does not say. */
const caseEndedExpression = `CASE WHEN NOT json_valid(data) THEN ${never} ELSE ${dayOf('summary.closedOn')} END`;

/** The day on which the case was registered, '' where the line does not say: then it is looked at. */
export const caseRegisteredExpression = `CASE
  WHEN NOT json_valid(data) THEN ''
  ELSE coalesce(${field('summary.registeredOn')}, '') END`;

/** At how many places desks have written different things, 1 where the line does not say: then it is looked at. */
export const caseConflictsExpression = `CASE
  WHEN NOT json_valid(data) THEN 1
  ELSE coalesce(${field('summary.conflicts')}, 1) END`;

/**
 * What the case list is asked by besides RxDB's own indexes, each with an index of this name. An expression that changes
 * takes another name: an index that stands is not made anew.
 */
export const caseExpressions = { dueOrSent: caseDueExpression, ended: caseEndedExpression } as const;
