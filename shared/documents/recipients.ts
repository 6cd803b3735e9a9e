import type { AgreementView } from '../case/agreement.ts';
import type { CaseView } from '../case/view.ts';

/** Who decides on an application. '' where the file does not say and a hand fills it in. */
export function findCommission(view: CaseView, { terms }: AgreementView): string {
  return terms.arbitrationCommission || view.opened.office.arbitrationCommission;
}

/** The court that the agreement names, else that of the office's own seat (MSF 205). */
export function findCourt(view: CaseView, { terms }: AgreementView): string {
  return terms.court || view.opened.office.court;
}

/** The basic court of the debtors' domicile (MSJ 427); '' when that is not in the office's own district. */
export function findDebtorCourt(view: CaseView, debtors: CaseView['parties']): string {
  const { court, district } = view.opened.office;
  const isHere =
    district !== '' &&
    debtors.length > 0 &&
    debtors.every((one) => (one.registeredAddress ?? '').includes(district));
  return isHere ? court : '';
}
