import type { EntityPatch } from './actions.ts';
import type { AgreementView } from './agreement.ts';
import type { CaseDocument } from './state.ts';
import type { CaseView } from './view.ts';

/** The number of the version that would be drawn up next. */
export function nextVersionOf(view: Pick<CaseView, 'agreements'>): string {
  return String(1 + Math.max(0, ...view.agreements.map(({ version }) => Number(version))));
}

/**
 * A further version drawn from an older one: the same words and obligations, to be changed. It replaces the last
 * finalised version whichever it was drawn from, and each obligation names the one it came from, so that nothing is
 * typed again and what was paid counts on.
 * @param reason why there is another version; it stands on the page (企业劳动争议协商调解规定 26: the paper says all of it)
 * @throws Error 'document.agreementUnknown'
 */
export function draftNextVersion(
  view: Pick<CaseView, 'agreements'>,
  from: string,
  reason: string,
  newId: () => string,
): { readonly version: string; readonly patches: readonly EntityPatch[] } {
  const source = view.agreements.find((one) => one.version === from);
  if (source === undefined) throw new Error('document.agreementUnknown');
  const version = nextVersionOf(view);
  const replaced = view.agreements.findLast((one) => one.isFinal);
  // The number is of its own version; route and commission are chosen anew beside the agreement.
  const { id: _, number: __, replacesVersion: ___, changeReason: ____, ...terms } = source.terms;
  return {
    version,
    patches: [
      {
        kind: 'agreementTerms',
        id: version,
        fields: {
          ...terms,
          ...(replaced === undefined ? {} : { replacesVersion: replaced.version }),
          changeReason: reason,
        },
      },
      ...source.obligations.map(
        ({ id, ...fields }): EntityPatch => ({
          kind: 'obligation',
          id: newId(),
          fields: { ...fields, agreementVersion: version, replacesId: id },
        }),
      ),
    ],
  };
}

/** How far a version has come. */
export type VersionState = 'draft' | 'final' | 'inForce' | 'superseded';

/** A final version is superseded once a later one is in force, or, while none of the two is, once a later one is final. */
export function versionStateOf(agreements: readonly AgreementView[], agreement: AgreementView): VersionState {
  const later = agreements.filter(({ version }) => Number(version) > Number(agreement.version));
  if (!agreement.isFinal) return later.length > 0 ? 'superseded' : 'draft';
  if (later.some((one) => one.effectiveness.isEffective)) return 'superseded';
  if (agreement.effectiveness.isEffective) return 'inForce';
  return later.some((one) => one.isFinal) ? 'superseded' : 'final';
}

/** A text of the agreement that nobody signed and that a later version took the place of: nothing is left to sign there. */
export function isSupersededUnsigned(
  { agreements }: Pick<CaseView, 'agreements'>,
  { documentId, signatures }: Pick<CaseDocument, 'documentId' | 'signatures'>,
): boolean {
  const agreement = agreements.find((one) => one.document?.documentId === documentId);
  if (agreement === undefined || signatures.length > 0) return false;
  return versionStateOf(agreements, agreement) === 'superseded';
}
