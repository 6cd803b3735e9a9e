import type { CaseView } from '../../shared/case/view.ts';
import { findLastAgreement } from '../../shared/documents/due-rows.ts';
import { isAgreedOutcome } from '../../shared/law/codes/index.ts';
import type { SectionId } from '../casepage/section-ids.ts';
import type { PaperName } from '../shell/routes.ts';

/** The paper that somebody who works in a section would print: undefined where there is none of its own. */
export function findPaperOfSection(section: SectionId, view: CaseView): PaperName | undefined {
  const ofCase = (form: PaperName['form']): PaperName => ({ form, subjectId: 'application' });
  switch (section) {
    case 'intake':
      return ofCase('registrationForm');
    case 'acceptance':
      if (view.acceptance === null) return undefined;
      return ofCase(view.acceptance.decision === 'accepted' ? 'acceptanceNotice' : 'refusalNotice');
    case 'minutes': {
      const meeting = view.meetings.at(-1);
      return meeting && { form: 'minutes', subjectId: meeting.id };
    }
    case 'agreement': {
      const agreement = view.agreements.findLast((one) => one.isFinal) ?? view.agreements.at(-1);
      return agreement && { form: 'agreement', subjectId: agreement.version };
    }
    case 'performance': {
      const agreement = findLastAgreement(view);
      return agreement && { form: 'performanceRecord', subjectId: agreement.version };
    }
    case 'visits': {
      const visit = view.visits.findLast((one) => one.date);
      return visit && { form: 'visitRecord', subjectId: visit.id };
    }
    case 'closing':
      if (view.outcome === null) return undefined;
      return ofCase(isAgreedOutcome(view.outcome.code) ? 'closingReport' : 'terminationNotice');
    case 'documents':
    case 'applications':
    case 'calculators':
    case 'timeline':
      return undefined;
  }
}
