import { expect, it } from 'vitest';
import type { FormId } from '../../../shared/case/actions.ts';
import type { CaseDocument, Signature } from '../../../shared/case/state.ts';
import {
  agentsWhoRefused,
  agentsWhoSigned,
  countSigners,
  findPowers,
  maySignToo,
  signersOf,
} from '../../../src-renderer/signing/signers.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

/** The employer P2 is at the table with its agent A1, who has no special powers. */
const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
const signerOf = (id: string, from = view) => {
  const signer = signersOf(from).find(({ signerId }) => signerId === id);
  if (signer === undefined) throw new Error('The case has no such signer.');
  return signer;
};
const minutes = view.meetings[0]?.document;
const agreement = view.agreements.at(-1)?.document;
if (minutes == null || agreement == null) throw new Error('The case has no minutes or agreement.');

/** A paper of this form on which only the agent has signed, or refused. */
function signedByAgent(document: CaseDocument, form: FormId, manner: Signature['manner']): CaseDocument {
  const [first] = document.signatures;
  if (first === undefined) throw new Error('Nobody has signed.');
  const signature = { ...first, ...signerOf('A1'), manner, boundPartyIds: [] };
  return { ...document, form, signatures: [signature] };
}

it('of a party whose agent would not sign, the table says so, where his hand would have been enough', () => {
  const refused = signedByAgent(minutes, 'minutes', 'refused');
  expect(agentsWhoRefused(signerOf('P2'), refused)).toEqual(['崔小军']);
  expect(agentsWhoSigned(signerOf('P2'), refused)).toEqual([]);
  expect(agentsWhoRefused(signerOf('P1'), refused)).toEqual([]);
  // Under an agreement the employer's own seal is waited for, whatever he does.
  expect(agentsWhoRefused(signerOf('P2'), signedByAgent(agreement, 'agreement', 'refused'))).toEqual([]);
});

it('special powers are asked for where a claim is admitted, given up or settled, not for the receipt of a notice', () => {
  expect(findPowers(view, signerOf('A1'), 'agreement')?.effect).toBe('notBinding');
  expect(findPowers(view, signerOf('A1'), 'undisputedFacts')?.effect).toBe('notBinding');
  expect(findPowers(view, signerOf('A1'), 'rightsNotice')?.effect).toBe('acting');
  expect(findPowers(view, signerOf('P2'), 'agreement')).toBeNull();
  const special = { ...view, agents: view.agents.map((one) => ({ ...one, hasSpecialPowers: true })) };
  expect(findPowers(special, signerOf('A1'), 'agreement')?.effect).toBe('binding');
});

it('nobody waits for the hand of an agent whose powers are not enough, or whose party has signed', () => {
  const unsigned = { ...agreement, signatures: [] };
  expect(maySignToo(view, signerOf('A1'), unsigned)).toBe(true);
  expect(maySignToo(view, signerOf('P2'), unsigned)).toBe(false);
  const special = { ...view, agents: view.agents.map((one) => ({ ...one, hasSpecialPowers: true })) };
  expect(maySignToo(special, signerOf('A1'), unsigned)).toBe(false);
  expect(maySignToo(special, signerOf('A1'), agreement)).toBe(true);
  // Whoever was at the table signs the minutes; who is empowered signs the power of attorney.
  expect(maySignToo(view, signerOf('A1'), { ...minutes, signatures: [] })).toBe(false);
  const power: CaseDocument = { ...agreement, form: 'authorisation', subjectId: 'A1' };
  expect(maySignToo(view, signerOf('A1'), power)).toBe(false);
});

it('nobody grants himself his own powers: a power of attorney waits for the hand of whom it binds', () => {
  const power = { ...signedByAgent(agreement, 'authorisation', 'signed'), subjectId: 'A1' };
  expect(agentsWhoSigned(signerOf('P2'), power)).toEqual([]);
  expect(findPowers(view, signerOf('A1'), 'authorisation')).toBeNull();
});

it('a signature that was registered again is one person who signed', () => {
  const once = signedByAgent(minutes, 'minutes', 'signed').signatures;
  expect(countSigners({ signatures: [...once, ...once] })).toEqual({ signed: 1, refused: 0 });
  const refused = signedByAgent(minutes, 'minutes', 'refused').signatures;
  expect(countSigners({ signatures: [...refused, ...once] })).toEqual({ signed: 1, refused: 0 });
});
