import type { CaseOpened } from '../../shared/case/actions.ts';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { OfficePaperOrder } from '../../shared/contract/ledger.ts';
import { listCountedMediators } from '../../shared/directory/mediator-figures.ts';
import { buildOfficePaper } from '../../shared/documents/build-office.ts';
import { createOfficeSheet } from '../documents/office-sheet.ts';
import type { PrintQueue } from '../documents/print-queue.ts';
import type { Typesetter } from '../documents/typesetter.ts';
import type { OpenDesk } from '../open-desk.ts';
import { listMediators } from '../store/mediators.ts';
import type { SaveFile } from '../support/save-file.ts';

/** Answers the channels of `ledger`. Whatever leaves the screen is written to the access log. */
export function createLedgerHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly typesetter: Typesetter;
  readonly printQueue: PrintQueue;
  readonly saveFile: SaveFile;
  /** The office, and the name of who fills the paper in; null while the desk is locked. */
  readonly filler: () => { readonly office: CaseOpened['office']; readonly name: string } | null;
}): DeskHandlers['ledger'] {
  const build = async ({ form, from, to, isMasked, riskId }: OfficePaperOrder) => {
    const { workspace, sync, store } = parts.getOpenDesk();
    const filler = parts.filler();
    if (filler === null) throw new CodedError('session.locked');
    const period = { from, to };
    const entries = await workspace.ledger(period);
    const content = buildOfficePaper(form, {
      office: filler.office,
      period,
      entries,
      risks:
        riskId === undefined ? await workspace.risks.list() : [(await workspace.risks.open(riskId)).view],
      mediators: listCountedMediators(await sync.certificates.findBook(), await listMediators(store)),
      filledBy: filler.name,
      filledOn: workspace.today(),
      isMasked,
    });
    return { content, cases: entries.length };
  };
  const set = async (order: OfficePaperOrder) => {
    const { content, cases } = await build(order);
    const { pdf, pages } = await parts.typesetter.typeset(content, { documentId: null, copies: 1 });
    return { pdf, pages, cases };
  };
  /** Noted before there is a file. */
  const save = async (order: OfficePaperOrder, ending: string, bytes: Uint8Array) => {
    const note = () => parts.getOpenDesk().workspace.noteAccess(`${order.form}.exported`, '');
    return { isSaved: await parts.saveFile(`${nameOf(order)}.${ending}`, bytes, note) };
  };
  /** Of the period alone: nobody's name. */
  const nameOf = ({ form, from, to }: OfficePaperOrder) => `${form}-${from}-${to}`;

  return {
    preview: async (order) => {
      const { pdf, pages, cases } = await set(order);
      return { pdf: Buffer.from(pdf).toString('base64'), pages, cases };
    },
    print: async ({ paper, printer, copies, isTwoSided }) => {
      const { pdf } = await set(paper);
      await parts.getOpenDesk().workspace.noteAccess(`${paper.form}.printOrdered`, '');
      const title = nameOf(paper);
      return { jobId: await parts.printQueue.submit({ printer, copies, isTwoSided, title, pdf }) };
    },
    exportPdf: async (order) => save(order, 'pdf', (await set(order)).pdf),
    exportSheet: async (order) => save(order, 'xlsx', await createOfficeSheet((await build(order)).content)),
  };
}
