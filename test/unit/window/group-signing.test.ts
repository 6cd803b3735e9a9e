import { expect, it } from 'vitest';
import { listGroupWaiting, signersOf } from '../../../src-renderer/signing/signers.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const { view } = foldWholeCase('02-construction-collective-wages', { end: 'signed' });
const agreement = view.agreements.at(-1)?.document;
const workers = view.collective?.rows?.map(({ partyId }) => partyId) ?? [];
const signerOf = (id: string) => signersOf(view).find(({ signerId }) => signerId === id);

/** The others who wait when one of them signs, while only these have signed. */
function waiting(signerId: string, signed: readonly string[]): string[] {
  const signer = signerOf(signerId);
  if (agreement == null || signer === undefined) throw new Error('The case has no such signer.');
  const signatures = agreement.signatures.filter((one) => signed.includes(one.signerId));
  return listGroupWaiting(view, signer, { ...agreement, signatures }).map((one) => one.signerId);
}

it('workers of a group who are still to sign are registered together', () => {
  expect(workers).toHaveLength(12);
  expect(waiting('P1', [])).toEqual(workers.slice(1));
  expect(waiting('P1', ['P2', 'P5'])).toEqual(workers.filter((id) => !['P1', 'P2', 'P5'].includes(id)));
  expect(waiting('P1', workers)).toEqual([]);
});

it('nobody else is registered along: no employer, and under minutes nobody whom the elected represented', () => {
  expect(waiting('P13', [])).toEqual([]);
  const minutes = view.meetings[0]?.document;
  const elected = view.collective?.representativeIds ?? [];
  const signer = signerOf(elected[0] ?? '');
  if (minutes == null || signer === undefined) throw new Error('The case has no minutes.');
  const others = listGroupWaiting(view, signer, { ...minutes, signatures: [] });
  expect(others.map(({ signerId }) => signerId)).toEqual(elected.slice(1));
});
