import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { caseActions, type FormId, isCaseActionType } from '../../shared/case/actions.ts';
import { caseReducer } from '../../shared/case/reducer.ts';
import { type CaseView, getCaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import type { DocumentContent } from '../../shared/documents/content.ts';
import type { Replacements } from '../../shared/documents/wording/sentence.ts';
import { type Action, readAction, writeAction } from '../../shared/record/action.ts';
import { foldActions } from '../../shared/record/fold.ts';
import { nextClock } from '../../shared/record/hybrid-clock.ts';
import { nodeHashing } from '../session/signing-key.ts';

const specimenFile = 'specimen-case.json';

const Orders = z.array(z.object({ type: z.string(), body: z.record(z.string(), z.unknown()) }));
/** Nobody signed the made-up case, and it is stored nowhere. */
const nobody = { fingerprint: 'specimen', sign: () => '' };
const start = Date.UTC(2026, 2, 2);
/** Every payment of the made-up case is overdue by then. */
const facts = { mediationEndsOn: '2026-03-20', today: '2026-07-01' };

export type Specimen = {
  /** What a form says for the made-up case, in the office's words. */
  readonly contentOf: (form: FormId, wording: Replacements) => Promise<DocumentContent>;
};

/** A made-up case on which every form can be looked at: an office that changes its wording needs no case of its own. */
export function createSpecimen(assetsFolder: string): Specimen {
  let reading: Promise<CaseView> | null = null;
  return {
    contentOf: async (form, wording) => {
      reading ??= readCase(assetsFolder);
      const view = viewFor(form, await reading);
      return buildDocument(view, form, subjectFor(form, view), facts, wording);
    },
  };
}

async function readCase(assetsFolder: string): Promise<CaseView> {
  const orders = Orders.parse(JSON.parse(await readFile(join(assetsFolder, specimenFile), 'utf8')));
  return getCaseView('specimen', foldActions(caseReducer, writeAll(orders)).state);
}

function writeAll(orders: z.infer<typeof Orders>): Action[] {
  const actions: Action[] = [];
  let clock = '';
  for (const [index, { type, body }] of orders.entries()) {
    const now = start + index * 1_000;
    clock = nextClock(clock, now, 'specimen');
    const stored = writeAction(
      {
        recordKind: 'case',
        recordId: 'specimen',
        type,
        version: isCaseActionType(type) ? caseActions[type].version : 1,
        office: 'specimen',
        desk: 'specimen',
        person: 'specimen',
        at: new Date(now).toISOString(),
        clock,
        after: actions.slice(-1).map(({ id }) => id),
        body,
      },
      nodeHashing,
      nobody,
    );
    const read = readAction(stored, nodeHashing);
    if (read.ok) actions.push(read.action);
  }
  return actions;
}

/** The few forms that a case with an agreement does not come to. */
function viewFor(form: FormId, whole: CaseView): CaseView {
  const { acceptance, outcome } = whole;
  if (form === 'refusalNotice' && acceptance !== null)
    return { ...whole, acceptance: { ...acceptance, decision: 'refused', reason: '被申请人不同意调解' } };
  if ((form === 'terminationNotice' || form === 'mediationOpinion') && outcome !== null)
    return { ...whole, outcome: { ...outcome, code: 'R05' } };
  return whole;
}

function subjectFor(form: FormId, view: CaseView): string {
  switch (getFormEntry(form).subject) {
    case 'case':
      return 'application';
    case 'meeting':
      return view.meetings[0]?.id ?? '';
    case 'agreement':
      return view.agreements[0]?.version ?? '';
    case 'visit':
      return view.visits[0]?.id ?? '';
    case 'party':
      return view.parties.find((one) => one.kind === partyKindOf(form))?.id ?? '';
    case 'agent':
      return view.agents[0]?.id ?? '';
    case 'extension':
      return '1';
    case 'payment':
      return `${view.agreements[0]?.obligations[0]?.id ?? ''}.1`;
    case 'service':
      return `${view.documents[0]?.documentId ?? ''}.${view.parties[0]?.id ?? ''}`;
  }
}

/** The worker asks for the order of payment and hands in evidence; the other papers of a party are the employer's. */
function partyKindOf(form: FormId): CaseView['parties'][number]['kind'] {
  return form === 'paymentOrderApplication' || form === 'evidenceList' ? 'person' : 'employer';
}
