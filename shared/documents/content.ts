import type { FormId } from '../case/actions.ts';
import type { OfficeFormId } from './catalogue.ts';

/** A label and what stands beside it. */
export type Field = readonly [label: string, value: string];

/** One party or person as a block of fields. */
export type FieldBlock = { readonly heading: string; readonly fields: readonly Field[] };

/** A place to sign: who, in which capacity. */
export type SignaturePlace = {
  readonly label: string;
  readonly name: string;
  readonly isSeal: boolean;
  /** A box for a fingerprint stands beside the signature of a natural person. */
  readonly hasFingerprint?: boolean;
};

/** What every document carries. All texts are final: nothing is formatted after this. */
export type DocumentContent = {
  readonly form: FormId | OfficeFormId;
  readonly formNumber: number;
  readonly title: string;
  readonly office: string;
  readonly number: string;
  readonly caseNumber: string;
  readonly places: readonly SignaturePlace[];
};
