import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { currentSectionOf, type SectionId } from '../../../src-renderer/casepage/section-ids.ts';

const root = join(import.meta.dirname, '../../../src-renderer');

/** Where a value is typed: the section of the case page, or a place of its own, and the component that asks for it. */
export type TypingPlace = { readonly section: SectionId | 'scans' | 'risks'; readonly file: string };

/** The section that shows the components of a folder; single files stand with those they belong to. */
function sectionOf(file: string): SectionId | 'scans' | 'risks' {
  if (/^intake\/(Acceptance|Response|Asking|Attempts)/.test(file)) return 'acceptance';
  const folder = file.split('/')[0] ?? '';
  switch (folder) {
    case 'collective':
      return 'intake';
    case 'followup':
      return 'visits';
    case 'casepage':
      return 'closing';
    case 'scans':
    case 'risks':
      return folder;
    default:
      return currentSectionOf(folder, 'recordIntake');
  }
}

/**
 * Values that are typed where no field of an entity stands by its name: the mark in the source that asks for each. A
 * mark that is gone from the source fails the test.
 */
const otherPlaces: Readonly<Record<string, readonly [file: string, mark: string]>> = {
  'application.receivedAt': ['intake/special-fields.tsx', 'application.application.receivedAt'],
  'application.limitationRule': ['calculators/LimitationBase.tsx', 'application.application.limitationRule'],
  'application.rightsKnownOn': ['calculators/LimitationBase.tsx', 'application.application.rightsKnownOn'],
  'application.interruptions': ['calculators/InterruptionForm.tsx', 'interruption.date'],
  'application.suspensions': ['calculators/SuspensionForm.tsx', 'suspension.'],
  'application.externalDocument': ['intake/special-fields.tsx', 'externalDocument'],
  'application.arbitrationAppliedOn': ['intake/special-fields.tsx', 'arbitrationAppliedOn'],
  'application.litigationFiledOn': ['intake/special-fields.tsx', 'litigationFiledOn'],
  'application.inspectionComplainedOn': ['intake/special-fields.tsx', 'inspectionComplainedOn'],
  'agent.powers': ['intake/special-fields.tsx', 'agent.${id}.powers'],
  'collective.rows': ['collective/WorkerGrid.tsx', 'collective.collective.rows'],
  'collective.advances': ['collective/WorkerGrid.tsx', 'advancePaid'],
  'meeting.attendees': ['minutes/Attendance.tsx', 'attendee.name'],
  'meeting.adjournments': ['minutes/Adjournments.tsx', 'adjournment.'],
  'minutesEntry.text': ['minutes/EntryComposer.tsx', 'entry.text'],
  'minutesEntry.kind': ['minutes/EntryComposer.tsx', 'entry.kind'],
  'minutesEntry.time': ['minutes/EntryComposer.tsx', 'entry.time'],
  'minutesEntry.speaker': ['minutes/EntryComposer.tsx', 'data-speaker'],
  'minutesEntry.correctsEntryId': ['minutes/EntryComposer.tsx', 'entry.corrects'],
  'offer.amount': ['minutes/EntryComposer.tsx', 'entry.amount'],
  'offer.terms': ['minutes/EntryComposer.tsx', 'entry.terms'],
  'undisputedFact.text': ['minutes/UndisputedFacts.tsx', 'fact.text'],
  'challenge.replacement': ['minutes/Challenges.tsx', 'challenge.${id}.replacement'],
  'obligation.instalments': ['agreement/ObligationCard.tsx', 'instalments.${index}.amount'],
  'performance.doneOn': ['performance/PerformanceCard.tsx', "input('doneOn'"],
  'performance.creditorIds': ['performance/PerformanceCard.tsx', 'data-receiver'],
  'performance.amount': ['performance/PerformanceCard.tsx', "input('amount'"],
  'performance.method': ['performance/PerformanceCard.tsx', "input('method'"],
  'risk.externalDocument': ['risks/RiskFields.tsx', 'ExternalDocumentFields'],
  'riskFollowUp.date': ['risks/FollowUps.tsx', 'field="date"'],
  'riskFollowUp.by': ['risks/FollowUps.tsx', 'field="by"'],
  'riskFollowUp.text': ['risks/FollowUps.tsx', 'field="text"'],
  'riskReport.date': ['risks/Reports.tsx', 'field="date"'],
  'riskReport.recipient': ['risks/Reports.tsx', 'field="recipient"'],
  'riskReport.content': ['risks/Reports.tsx', 'field="content"'],
  'performance.proof': ['performance/PerformanceCard.tsx', "input('proof'"],
};

/** Every place of the window that asks for a field, by 'party.name'; read from the window's own source. */
export function findTypingPlaces(): Map<string, TypingPlace[]> {
  const places = new Map<string, TypingPlace[]>();
  const add = (key: string, file: string) => {
    const known = places.get(key) ?? [];
    if (!known.some((one) => one.file === file))
      places.set(key, [...known, { section: sectionOf(file), file }]);
  };
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    const own = /const kind = '(\w+)'/.exec(source)?.[1] ?? '';
    let kind = '';
    for (const [, named, computed, field] of source.matchAll(
      /<EntityFields[^>]*?\bkind=(?:"(\w+)"|\{(\w+)\})|<\w*Field\b[^>]*?\bfield="(\w+)"/gs,
    )) {
      if (field !== undefined && kind !== '') add(`${kind}.${field}`, file);
      else if (field === undefined) kind = named ?? (computed === 'kind' ? own : '');
    }
  }
  for (const [key, [file, mark]] of Object.entries(otherPlaces)) {
    if (!readFileSync(join(root, file), 'utf8').includes(mark))
      throw new Error(`${file} no longer asks for ${key} by ${mark}`);
    add(key, file);
  }
  return places;
}
