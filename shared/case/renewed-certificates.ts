import type { AppointedMediator } from './entities.ts';
import type { CaseView } from './view.ts';

type Certificate = Pick<AppointedMediator, 'certificateNumber' | 'validFrom' | 'validTo'>;

/**
 * 换证: a mediator's certificate that was renewed after the appointment stands in what is still to be made and checked.
 * What was finalised says what it said, and the appointment itself is in the record as it was.
 */
export function withRenewedCertificates(
  view: CaseView,
  known: readonly (Certificate & { readonly id: string })[],
): CaseView {
  const { acceptance } = view;
  if (acceptance === null) return view;
  const mediators = acceptance.mediators.map((mediator) => {
    const own = known.find(({ id }) => id === mediator.id);
    if (own === undefined || !isLater(own, mediator)) return mediator;
    const { certificateNumber, validFrom, validTo } = own;
    return { ...mediator, certificateNumber, validFrom, validTo };
  });
  return { ...view, acceptance: { ...acceptance, mediators } };
}

/** A certificate whose end nobody entered is not known to last longer than one with an end, nor the other way round. */
function isLater(own: Certificate, before: Certificate): boolean {
  if (own.certificateNumber.trim() === '') return false;
  if (before.certificateNumber.trim() === '') return true;
  return own.validTo !== null && before.validTo !== null && own.validTo > before.validTo;
}
