import { describe, expect, it } from 'vitest';
import { buildPlatformSheet } from '../../shared/documents/platform-sheet.ts';
import { caucusPartners, speakersOfMeeting } from '../../src-renderer/minutes/speakers.ts';
import { agentsWhoSigned, signersOf } from '../../src-renderer/signing/signers.ts';
import { foldCase } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

describe('the sheet of the online platform', () => {
  it('names the agents and the evidence of the applicant alone: the page is his', () => {
    const { view } = foldCase('04-no-contract-double-wage-failed');
    const text = JSON.stringify(buildPlatformSheet(view, 'mediation'));
    // The employer's agent, and what the employer handed in.
    expect(text).not.toContain('110224198809252848');
    expect(text).not.toContain('离职交接单');
    expect(text).toContain('工资转账记录');
  });
});

describe('a party whose agent signed', () => {
  const { view } = foldWholeCase('04-no-contract-double-wage-failed', { end: 'signed' });
  const employer = signersOf(view).find(({ signerId }) => signerId === 'P2');
  const minutes = view.documents.filter(({ form }) => form === 'minutes');

  it('is not waited for under minutes, and is where the agent refused', () => {
    if (employer === undefined) throw new Error('no employer');
    expect(minutes.map((one) => agentsWhoSigned(employer, one))).toEqual([['田蕊'], []]);
  });

  it('is bound under an agreement by special powers alone', () => {
    const [first] = minutes;
    if (employer === undefined || first === undefined) throw new Error('no minutes');
    const signatures = first.signatures.map((one) => ({ ...one, boundPartyIds: [] }));
    expect(agentsWhoSigned(employer, { form: 'agreement', signatures: first.signatures })).toEqual(['田蕊']);
    expect(agentsWhoSigned(employer, { form: 'agreement', signatures })).toEqual([]);
  });
});

describe('somebody who did not come', () => {
  it('speaks at no meeting, but may be spoken with apart; the mediators speak with themselves at none', () => {
    const { view } = foldCase('04-no-contract-double-wage-failed');
    const [meeting] = view.meetings;
    if (meeting === undefined) throw new Error('no meeting');
    const absent = {
      ...meeting,
      attendees: (meeting.attendees ?? []).map((one) =>
        one.name === '汪雨桐' ? { ...one, presence: 'absent' as const } : one,
      ),
    };
    const names = (speakers: readonly { readonly name: string }[]) => speakers.map(({ name }) => name);
    expect(names(speakersOfMeeting(view, absent))).not.toContain('汪雨桐');
    expect(names(caucusPartners(view, absent))).toContain('汪雨桐');
    expect(names(caucusPartners(view, absent))).not.toContain('邢志强');
  });
});
