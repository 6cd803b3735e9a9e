const field = (path: string) => `json_extract(data, '$.${path}')`;
const never = `'9999-12-31'`;
const dayOf = (path: string) => `coalesce(nullif(${field(path)}, ''), ${never})`;

/**
 * SQL over a stored line of the case list: the day from which on the case may ask for something, '' for already. It takes
 * rather too many than too few; whoever asks looks at the line itself. The first page reads by it what is due and never
 * every open case. A line that says less than it should counts as due, so that it is met and made anew.
 */
export const caseDueExpression = `CASE
  WHEN NOT json_valid(data) THEN ''
  WHEN ${field('closed')} THEN ${never}
  WHEN coalesce(${field('summary.missingSignatures')}, 1) > 0 THEN ''
  WHEN coalesce(${field('summary.conflicts')}, 1) > 0 THEN ''
  WHEN coalesce(${field('summary.overduePerformance')}, 1) > 0 THEN ''
  WHEN ${field('summary.openDueDates[0]')} IS NOT NULL THEN ''
  WHEN ${field('summary.meetings[0]')} IS NOT NULL THEN ''
  ELSE min(${dayOf('nextDeadlineOn')}, ${dayOf('summary.nextVisitOn')}) END`;
