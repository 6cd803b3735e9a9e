import { create } from 'zustand';
import type { FormId } from '../../shared/case/actions.ts';
import type { OfficeFormId } from '../../shared/documents/catalogue.ts';
import { isRiskId } from '../../shared/risk/risk-id.ts';

/** A paper of a case: which form, about what. */
export type PaperName = { readonly form: FormId; readonly subjectId: string };

export type Page =
  | { readonly name: 'today' }
  | { readonly name: 'cases' }
  | { readonly name: 'schedule' }
  | { readonly name: 'visits' }
  | {
      readonly name: 'ledger';
      /** The paper that somebody came for. */
      readonly form?: OfficeFormId;
    }
  | { readonly name: 'risks' }
  /** '' while a new one is being typed. */
  | { readonly name: 'risk'; readonly riskId: string }
  | { readonly name: 'figures' }
  | { readonly name: 'settings' }
  | { readonly name: 'exchange' }
  | { readonly name: 'administration' }
  | { readonly name: 'check' }
  | { readonly name: 'wording' }
  | {
      readonly name: 'case';
      readonly caseId: string;
      readonly section: string;
      /** Shown at once in the section of the papers. */
      readonly paper?: PaperName;
      /** The field or button that somebody came for: it gets the focus once it stands there. */
      readonly at?: string;
      /** An action that the centre did not take, to be recorded anew. */
      readonly parked?: string;
    };

/** Where a record is seen whole: a case in one of its sections, a risk of the register. */
export function pageOfRecord(recordId: string, section: string): Page {
  return isRiskId(recordId)
    ? { name: 'risk', riskId: recordId }
    : { name: 'case', caseId: recordId, section };
}

type Routes = {
  readonly page: Page;
  readonly search: string;
  readonly go: (page: Page) => void;
  readonly setSearch: (search: string) => void;
};

/** Where the window is. No address bar, so no addresses. */
export const useRoutes = create<Routes>((set) => ({
  page: { name: 'today' },
  search: '',
  go: (page) => set({ page }),
  setSearch: (search) => set({ search, page: { name: 'cases' } }),
}));
