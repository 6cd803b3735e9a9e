import { randomUUID } from 'node:crypto';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { withoutControls } from '../../shared/text/controls.ts';
import { getCaseActionType } from '../cases/case-files.ts';
import { findEarlierParties, findRelatedCases, readEarlierParty } from '../cases/earlier-parties.ts';
import { findDocument } from '../cases/find-document.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { VaultDetails } from '../session/vault.ts';
import { listMediators } from '../store/mediators.ts';

type Parts = {
  readonly getOpenDesk: () => OpenDesk;
  readonly office: () => VaultDetails['office'] | null;
};

/** Begins a case with a number of this desk. */
export function createCaseBeginning({ getOpenDesk, office: findOffice }: Parts) {
  return async (
    caseId: string,
    { openedOn, externalNumber }: { readonly openedOn: string; readonly externalNumber: string | null },
  ): Promise<{ caseId: string; caseNumber: string }> => {
    const office = findOffice();
    if (office === null) throw new CodedError('session.locked');
    const { numbers, caseFiles } = getOpenDesk().workspace;
    const caseNumber = await numbers.allot(openedOn);
    await caseFiles.begin(caseId, { caseNumber, externalNumber, openedOn, office });
    return { caseId, caseNumber };
  };
}

/** Answers the channels of `cases`. */
export function createCasesHandlers(parts: Parts): DeskHandlers['cases'] {
  const workspace = () => parts.getOpenDesk().workspace;
  const begin = createCaseBeginning(parts);
  return {
    list: (filter) => workspace().list.list(filter, workspace().today()),
    today: async () => workspace().list.today(workspace().today()),
    schedule: async ({ from, until }) => ({
      entries: await workspace().list.schedule(from, until, workspace().today()),
    }),
    open: ({ caseId }) => workspace().open(caseId),
    fetching: async ({ caseId }) => ({ progress: parts.getOpenDesk().sync.findFetching(caseId) }),
    findParties: async ({ caseId, search }) => ({
      rows: await findEarlierParties(workspace(), search, caseId),
    }),
    readParty: async ({ caseId, partyId }) => {
      const fields = await readEarlierParty(workspace(), caseId, partyId);
      await workspace().noteAccess('earlierParty.read', caseId);
      return { fields };
    },
    findRelated: async (own) =>
      findRelatedCases(workspace(), own, await listMediators(parts.getOpenDesk().store)),
    findDocument: async (question) => ({ found: await findDocument(workspace(), question) }),
    create: (of) => begin(`case-${randomUUID()}`, of),
    act: async ({ caseId, order }) => {
      const { type, body } = withoutControls(order as { type: string; body: unknown });
      // The office that receives a case says who it is as it does when it opens one.
      const office = type === 'case.received' ? parts.office() : null;
      const said = office === null ? body : { ...Object(body), office };
      const file = await workspace().caseFiles.act(caseId, getCaseActionType(type), said);
      return { actionId: file.actionId, opened: await workspace().assemble(caseId, file) };
    },
    visitRound: async ({ from, until }) => ({ rows: await workspace().visitRound(from, until) }),
    noteRoundPrinted: async () => {
      await workspace().noteAccess('visitRound.printed', '');
      return {};
    },
    writeCaucusNote: async ({ caseId, ...note }) =>
      workspace().sideFile.write(caseId, 'caucusNote.written', { noteId: randomUUID(), ...note }),
    readCaucusNotes: async ({ caseId }) => {
      await workspace().noteAccess('caucusNotes.read', caseId);
      return { notes: await workspace().sideFile.list(caseId, 'caucusNote.written') };
    },
    writeAssessment: async ({ caseId, ...assessment }) =>
      workspace().sideFile.write(caseId, 'assessment.recorded', {
        assessmentId: randomUUID(),
        ...assessment,
      }),
    readAssessments: async ({ caseId }) => {
      await workspace().noteAccess('assessments.read', caseId);
      return { assessments: await workspace().sideFile.list(caseId, 'assessment.recorded') };
    },
  };
}
