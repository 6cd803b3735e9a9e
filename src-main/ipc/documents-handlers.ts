import type { CaseView } from '../../shared/case/view.ts';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { OpenDesk } from '../desk.ts';
import type { MadePack } from '../documents/case-packs.ts';
import type { PrintQueue } from '../documents/print-queue.ts';
import { createWorkerTemplate } from '../documents/worker-template.ts';

/** Answers the channels of `documents`. */
export function createDocumentsHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly printQueue: PrintQueue;
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<boolean>;
}): DeskHandlers['documents'] {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const readFinal = async (caseId: string, documentId: string) => {
    const { workspace, documents } = parts.getOpenDesk();
    return documents.read((await workspace.open(caseId)).view, documentId);
  };

  /** Recorded only when the file lies where the person wanted it. */
  const exportPack = async (caseId: string, make: (view: CaseView) => Promise<MadePack>) => {
    const { workspace } = parts.getOpenDesk();
    const { name, bytes, body } = await make((await workspace.open(caseId)).view);
    if (!(await parts.saveFile(name, bytes))) return { opened: null };
    await workspace.noteAccess('pack.exported', caseId);
    const file = await workspace.caseFiles.act(caseId, 'pack.exported', body);
    return { opened: await workspace.assemble(caseId, file) };
  };

  return {
    preview: async ({ caseId, form, subjectId }) => {
      const { workspace, documents } = parts.getOpenDesk();
      const { view } = await workspace.open(caseId);
      const { pdf, pages } = await documents.preview(view, { form, subjectId });
      return { pdf: base64(pdf), pages };
    },
    read: async ({ caseId, documentId }) => {
      const { document, pdf } = await readFinal(caseId, documentId);
      return { pdf: base64(pdf), sha256: document.pdfSha256 };
    },
    finalise: async ({ caseId, form, subjectId, overruled }) => {
      const { workspace, documents } = parts.getOpenDesk();
      const opened = await workspace.open(caseId);
      if (form === 'agreement') assertChecksAllow(opened.agreementChecks, overruled);
      const body = await documents.prepareFinal(opened.view, { form, subjectId }, overruled);
      const file = await workspace.caseFiles.act(caseId, 'document.finalised', body);
      return {
        documentId: body.documentId,
        pdfSha256: body.pdfSha256,
        opened: await workspace.assemble(caseId, file),
      };
    },
    printers: async () => ({ printers: await parts.printQueue.listPrinters() }),
    printJob: async ({ jobId }) => ({ state: await parts.printQueue.findJobState(jobId) }),
    print: async ({ caseId, documentId, printer, copies, isTwoSided }) => {
      const { document, pdf } = await readFinal(caseId, documentId);
      await parts.getOpenDesk().workspace.noteAccess('document.printOrdered', caseId);
      // The job's title stands in the queue for everybody to read: the document's id, nobody's name.
      const jobId = await parts.printQueue.submit({
        ...{ printer, copies, isTwoSided, pdf },
        title: document.documentId,
      });
      return { jobId };
    },
    cancelPrintJob: async ({ jobId }) => {
      await parts.printQueue.cancelJob(jobId);
      return {};
    },
    exportPdf: async ({ caseId, documentId }) => {
      const { document, pdf } = await readFinal(caseId, documentId);
      const isSaved = await parts.saveFile(`${document.documentId}.pdf`, pdf);
      if (isSaved) await parts.getOpenDesk().workspace.noteAccess('document.exported', caseId);
      return { isSaved };
    },
    exportApplicationPack: async ({ caseId, kind, creditorId }) =>
      exportPack(caseId, (view) => parts.getOpenDesk().packs.application(view, kind, creditorId)),
    exportPlatformPack: async ({ caseId, matter, pictures, scanIds }) =>
      exportPack(caseId, (view) =>
        parts.getOpenDesk().packs.platform(view, {
          matter,
          scanIds,
          pictures: pictures.map((one) => ({ ...one, bytes: Buffer.from(one.bytes, 'base64') })),
        }),
      ),
    saveWorkerTemplate: async () => ({
      isSaved: await parts.saveFile('集体争议人员名册.xlsx', await createWorkerTemplate()),
    }),
  };
}

/** 定稿: never with an error; a warning only when it was set aside with a reason. */
function assertChecksAllow(
  findings: readonly { readonly rule: string; readonly severity: string }[],
  overruled: readonly { readonly rule: string }[],
): void {
  if (findings.some((one) => one.severity === 'error')) throw new CodedError('agreement.checksFailed');
  const isSetAside = (rule: string) => overruled.some((one) => one.rule === rule);
  if (findings.some((one) => one.severity === 'warning' && !isSetAside(one.rule))) {
    throw new CodedError('agreement.warningsOpen');
  }
}
