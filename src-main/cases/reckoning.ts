import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findAgreementInForce, isEnforceable } from '../../shared/case/agreement.ts';
import {
  deadlineEventsOf,
  deadlineExtensionsOf,
  mediationLimits,
} from '../../shared/case/deadline-events.ts';
import { isRouteOver } from '../../shared/case/enforcement.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { CheckFinding, RunningDeadline } from '../../shared/contract/cases.ts';
import { checkDraftedAgreement } from '../../shared/documents/agreement-draft-checks.ts';
import { ParameterTable } from '../../shared/law/calculators/parameters.ts';
import { rulesInForce } from '../../shared/law/deadline-rules.ts';
import { computeDeadlines, daysLeft } from '../../shared/law/deadlines.ts';
import {
  FollowUpRule,
  shippedCertificateRule,
  shippedPersonnelRule,
  shippedRetentionRule,
} from '../../shared/law/office-rules.ts';
import {
  type OfficeRules,
  type OfficeTable,
  withOfficeCalendars,
  withOfficeFigures,
  withOfficeRules,
} from '../../shared/law/office-tables.ts';
import { CalendarTable, createWorkingCalendar, type WorkingCalendar } from '../../shared/law/working-days.ts';

/** What is reckoned from a case file and a calendar; nothing of it is stored. */
export type Reckoning = {
  /** Takes the office's own tables beside those of the program, in the place of what it took before. */
  readonly use: (office: readonly OfficeTable[]) => void;
  /** The tables themselves, for what the window reckons while somebody types. */
  readonly tables: OfficeRules & {
    readonly parameters: ParameterTable;
    readonly calendars: readonly CalendarTable[];
    readonly office: readonly OfficeTable[];
  };
  /** The working days by those tables. */
  readonly calendar: WorkingCalendar;
  readonly deadlines: (view: CaseView, today: string) => RunningDeadline[];
  /** The last day of the mediation, extended or not; '' where no limit runs or it cannot be reckoned. */
  readonly mediationEndsOn: (view: CaseView) => string;
  readonly agreementChecks: (view: CaseView, today: string) => CheckFinding[];
};

/**
 * The time limit of a way that the parties decided not to go (办案规则 74; 民事诉讼法 205): it waits for nobody, unless the
 * way that they went led to nothing. What a 调解书 or ruling made enforceable goes to no arbitration and needs no payment
 * order (劳动争议调解仲裁法 51; 民事诉讼法 206).
 */
function isWaived(view: CaseView, rule: string): boolean {
  const agreement = findAgreementInForce(view.agreements);
  if (agreement === undefined) return false;
  if (rule === 'D09' && isEnforceable(agreement)) return true;
  const route = agreement.enforcement?.route ?? null;
  if (route === null || isRouteOver(agreement)) return false;
  return (
    (rule === 'D06' && route !== 'arbitrationReview') || (rule === 'D08' && route !== 'judicialConfirmation')
  );
}

/** Reads the calendars that are shipped as data; a year without a table is said, never guessed. */
export async function createReckoning(assetsFolder: string): Promise<Reckoning> {
  const folder = join(assetsFolder, 'calendars');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const shippedCalendars = texts.map((text) => CalendarTable.parse(JSON.parse(text)));
  const shippedFigures = ParameterTable.parse(
    JSON.parse(await readFile(join(assetsFolder, 'parameters', 'beijing.json'), 'utf8')),
  );

  const followUp = FollowUpRule.parse(
    JSON.parse(await readFile(join(assetsFolder, 'parameters', 'follow-up.json'), 'utf8')),
  );

  const tablesWith = (office: readonly OfficeTable[]) => ({
    parameters: withOfficeFigures(shippedFigures, office),
    calendars: withOfficeCalendars(shippedCalendars, office),
    ...withOfficeRules(
      {
        followUp,
        certificate: shippedCertificateRule,
        personnel: shippedPersonnelRule,
        retention: shippedRetentionRule,
      },
      office,
    ),
    office,
  });
  let tables = tablesWith([]);
  let calendar = createWorkingCalendar(tables.calendars);

  const standingDeadlines = (view: CaseView) =>
    computeDeadlines(
      deadlineEventsOf(view),
      calendar,
      deadlineExtensionsOf(view),
      rulesInForce(tables.personnel),
    ).filter((one) => !one.isSuperseded);

  return {
    use: (office) => {
      tables = tablesWith(office);
      calendar = createWorkingCalendar(tables.calendars);
    },
    get tables() {
      return tables;
    },
    get calendar() {
      return calendar;
    },
    deadlines: (view, today) =>
      standingDeadlines(view)
        .filter((one) => !isWaived(view, one.rule))
        .map((one) => ({
          id: one.id,
          rule: one.rule,
          triggerDate: one.triggerDate,
          dueDate: one.dueDate ?? one.rawDueDate ?? one.triggerDate,
          rawDueDate: one.rawDueDate ?? one.triggerDate,
          isRolledOver: one.isRolledOver,
          doneOn: one.doneOn,
          endedOn: one.endedOn,
          daysLeft: daysLeft(one, today),
          article: one.article,
          nature: one.nature,
          problem: one.problem,
        })),
    mediationEndsOn: (view) =>
      standingDeadlines(view).find((one) => mediationLimits.has(one.rule) && one.problem === null)?.dueDate ??
      '',
    agreementChecks: (view, today) => checkDraftedAgreement(view, today, tables),
  };
}
