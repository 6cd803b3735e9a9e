import { type CaseActionType, caseActions, isCaseActionType } from '../../shared/case/actions.ts';
import { caseReducer } from '../../shared/case/reducer.ts';
import type { CaseState } from '../../shared/case/state.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { permissionToWrite } from '../../shared/directory/permissions.ts';
import { createRecordFiles, type OpenRecord, type RecordFiles, type RecordRules } from './record-files.ts';

export type OpenCaseFile = OpenRecord<CaseState>;
export type CaseFiles = RecordFiles<CaseState, CaseActionType>;

const caseRules: RecordRules<CaseState, CaseActionType> = {
  kind: 'case',
  reducer: caseReducer,
  first: 'case.opened',
  versionOf: (type) => caseActions[type].version,
  permissionTo: permissionToWrite,
  isBegun: ({ opened }) => opened !== null,
  hasUnknown: ({ unknown }) => unknown.length > 0,
};

/** More than anybody goes back and forth between. */
const keptOpen = 12;

/** The case files of this desk. */
export function createCaseFiles(
  parts: Omit<Parameters<typeof createRecordFiles<CaseState, CaseActionType>>[0], 'rules' | 'keptOpen'>,
): CaseFiles {
  return createRecordFiles({ ...parts, rules: caseRules, keptOpen });
}

/** Narrows a type name that came over the contract. Throws 'case.actionUnknown'. */
export function getCaseActionType(type: string): CaseActionType {
  if (!isCaseActionType(type)) throw new CodedError('case.actionUnknown');
  return type;
}
