import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { checkIntake, type IntakeFinding } from '../../shared/law/intake-checks.ts';
import { type CheckedField, currentEntity, type Editing } from '../editing/index.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';

type Ids = {
  readonly parties: readonly string[];
  readonly agents: readonly string[];
  readonly claims: readonly string[];
};

/** Capacity, representation, joint parties and scope of what stands on the screen, for the fields they are about. */
export function useIntakeChecks(editing: Editing, ids: Ids, view: CaseView): readonly CheckedField[] {
  const { t } = useTranslation();
  const findings = checkIntake({
    today: todayInShanghai(),
    application: currentEntity(editing, 'application', 'application'),
    parties: ids.parties.map((id) => currentEntity(editing, 'party', id)),
    agents: ids.agents.map((id) => currentEntity(editing, 'agent', id)),
    claims: ids.claims.map((id) => currentEntity(editing, 'claim', id)),
    collective: view.collective,
  });
  return findings.map((one) => ({
    path: `${one.path.kind}.${one.path.id}.${one.path.field}`,
    finding: {
      severity: one.severity,
      text: t('intake.finding', { words: t(messageKeyOf(one), one.params), article: one.article }),
    },
  }));
}

export function messageKeyOf({ rule }: Pick<IntakeFinding, 'rule'>): string {
  return `check.intake.${rule}`;
}
