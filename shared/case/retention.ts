import { isAgreedOutcome } from '../law/codes/index.ts';
import type { RetentionClass, RetentionRule } from '../law/office-rules.ts';
import type { CaseView } from './view.ts';

/** What the office's rule tells apart: a collective or major dispute, a case with an agreement, any other end. */
type RetentionGround = 'collective' | 'agreed' | 'other';

/** 保管期限 that the rule proposes for a file as it ended, and what for; the archivist decides. */
export function proposeRetention(
  { application, outcome }: Pick<CaseView, 'application' | 'outcome'>,
  rule: RetentionRule,
): { readonly ground: RetentionGround; readonly retentionClass: RetentionClass } {
  const isMajor = application.isCollective === true || application.caseClass === 'major';
  const ground = isMajor ? 'collective' : isAgreedOutcome(outcome?.code ?? '') ? 'agreed' : 'other';
  return { ground, retentionClass: rule[ground] };
}
