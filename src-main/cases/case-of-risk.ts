import { createHash } from 'node:crypto';
import { CodedError } from '../../shared/contract/ipc.ts';
import { listIntakeOfRisk } from '../../shared/risk/case-of-risk.ts';
import type { RiskView } from '../../shared/risk/view.ts';
import type { CaseFiles } from './case-files.ts';
import type { RiskRegister } from './risk-register.ts';

export type BegunCase = { readonly caseId: string; readonly caseNumber: string };

/**
 * 登记调解申请 of a risk: the case, its intake and the link are three actions, each durable by itself. The id of the case
 * follows from the risk, the desk and the links there were before, so that a step that broke off is found again, and goes
 * on where it ended instead of beginning a second case.
 */
export function createCaseOfRisk(parts: {
  readonly risks: Pick<RiskRegister, 'open' | 'act'>;
  readonly caseFiles: Pick<CaseFiles, 'open' | 'act'>;
  readonly deskId: string;
}) {
  const { risks, caseFiles } = parts;
  const nextCaseId = ({ riskId, timeline }: RiskView): string => {
    const links = timeline.filter(({ type }) => type === 'risk.caseLinked').length;
    const hash = createHash('sha256').update(`${riskId} ${parts.deskId} ${links}`).digest('hex');
    return `case-${hash.slice(0, 32)}`;
  };
  const findBegun = async (caseId: string) => {
    const file = await caseFiles.open(caseId).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'case.unknown') return null;
      throw error;
    });
    return file?.fold.state ?? null;
  };
  return {
    /** The case that was begun of this risk and never linked: the program ended between the two. */
    findUnlinked: async (view: RiskView): Promise<BegunCase | null> => {
      const caseId = nextCaseId(view);
      const begun = await findBegun(caseId);
      return begun?.opened ? { caseId, caseNumber: begun.opened.caseNumber } : null;
    },
    /** Begins the case, or goes on with the one that was begun. */
    open: async (
      riskId: string,
      openedOn: string,
      begin: (caseId: string) => Promise<BegunCase>,
    ): Promise<BegunCase> => {
      const { view } = await risks.open(riskId);
      // Asked before there is a case that could not be linked.
      if (view.isWithdrawn) throw new CodedError('risk.withdrawn');
      if (view.unknown.length > 0) throw new CodedError('risk.newerProgram');
      const caseId = nextCaseId(view);
      const begun = await findBegun(caseId);
      const opened = begun?.opened ?? null;
      const { caseNumber } = opened === null ? await begin(caseId) : opened;
      if (begun === null || Object.keys(begun.entities.party ?? {}).length === 0)
        await caseFiles.act(caseId, 'intake.recorded', { patches: listIntakeOfRisk(view, 'P1') });
      const fields = { caseNumber, openedOn: opened?.openedOn ?? openedOn };
      await risks.act(riskId, 'risk.caseLinked', { patches: [{ kind: 'riskCase', id: caseId, fields }] });
      return { caseId, caseNumber };
    },
  };
}
