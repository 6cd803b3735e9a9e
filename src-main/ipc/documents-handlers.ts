import { createHash } from 'node:crypto';
import type { EntityPatch, FormId } from '../../shared/case/actions.ts';
import { withTypedIntake } from '../../shared/case/typed-intake.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { SigningCapacity } from '../../shared/contract/certificates.ts';
import type { DeskHandlers } from '../../shared/contract/desk-api.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { withTypedAgreement } from '../../shared/documents/agreement-draft-checks.ts';
import { getFormEntry, wordForms } from '../../shared/documents/catalogue.ts';
import { withoutControls } from '../../shared/text/controls.ts';
import { findDocument } from '../cases/find-document.ts';
import type { MadePack } from '../documents/case-packs.ts';
import type { PrintQueue } from '../documents/print-queue.ts';
import { listFiledSignatures, listFileSignatures, readSignedFile } from '../documents/signed-files.ts';
import type { Typesetter } from '../documents/typesetter.ts';
import { createWordFile } from '../documents/word.ts';
import { createWorkerTemplate } from '../documents/worker-template.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { SaveFile } from '../support/save-file.ts';

type Request<Channel extends keyof DeskHandlers['documents']> = Parameters<
  DeskHandlers['documents'][Channel]
>[0];

/** Answers the channels of `documents`. */
export function createDocumentsHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly typesetter: Typesetter;
  readonly printQueue: PrintQueue;
  readonly saveFile: SaveFile;
}): DeskHandlers['documents'] {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const readFinal = async (caseId: string, documentId: string) => {
    const { workspace, documents } = parts.getOpenDesk();
    return documents.read((await workspace.open(caseId)).view, documentId);
  };

  /** A paper of the 副卷 is looked at as its notes are: every reading is written to the access log. */
  const noteReading = async (caseId: string, form: FormId): Promise<void> => {
    if (getFormEntry(form).file === 'sideFile')
      await parts.getOpenDesk().workspace.noteAccess('sideFilePaper.read', caseId);
  };

  const noting = (what: string, caseId: string) => () =>
    parts.getOpenDesk().workspace.noteAccess(what, caseId);

  /** Recorded only when the file lies where the person wanted it. */
  const exportPack = async (caseId: string, make: (view: CaseView) => Promise<MadePack>) => {
    const { workspace } = parts.getOpenDesk();
    const { name, bytes, body } = await make((await workspace.open(caseId)).view);
    if (!(await parts.saveFile(name, bytes, noting('pack.exported', caseId)))) return { opened: null };
    const file = await workspace.caseFiles.act(caseId, 'pack.exported', body);
    return { opened: await workspace.assemble(caseId, file) };
  };
  /** A finalised document with the state of its case. Throws 'document.unknown'. */
  const getDocument = async (caseId: string, documentId: string) => {
    const file = await parts.getOpenDesk().workspace.caseFiles.open(caseId);
    const { state } = file.fold;
    const document = state.documents[documentId];
    if (document === undefined) throw new CodedError('document.unknown');
    return { file, state, document };
  };
  const readSigned = async (caseId: string, documentId: string) => {
    const { document } = await getDocument(caseId, documentId);
    const { blobs, sync } = parts.getOpenDesk();
    const file = await readSignedFile(document, { blobs, findReceipt: sync.certificates.findReceipt });
    return { ...file, form: document.form };
  };

  /** Null, and nothing is final, when the case is no longer what was set. */
  const tryToFinalise = async (
    caseId: string,
    { form, subjectId, overruled }: Omit<Request<'finalise'>, 'caseId'>,
  ) => {
    const { workspace, documents } = parts.getOpenDesk();
    const read = await workspace.caseFiles.open(caseId);
    const opened = await workspace.assemble(caseId, read);
    if (form === 'agreement') assertChecksAllow(opened.agreementChecks, overruled);
    // What was set aside is kept as it was said: with the names and sums of that day.
    const asSaid = overruled.map((one) => {
      const finding = opened.agreementChecks.find(({ rule }) => rule === one.rule);
      return finding === undefined ? one : { ...one, params: finding.params };
    });
    const body = await documents.prepareFinal(opened.view, { form, subjectId }, asSaid);
    const file = await workspace.caseFiles.actOn(caseId, read, 'document.finalised', body);
    if (file === null) return null;
    const { documentId, pdfSha256 } = body;
    return { documentId, pdfSha256, opened: await workspace.assemble(caseId, file) };
  };

  /** Null, and nothing is signed, when the case is no longer what was judged. */
  const tryToSign = async (
    caseId: string,
    { documentId, ...order }: Omit<Request<'signWithCertificate'>, 'caseId'>,
  ) => {
    const { certificates, workspace } = parts.getOpenDesk();
    const { file: read, ...signed } = await getDocument(caseId, documentId);
    const body = await certificates.sign({ ...signed, ...order });
    const file = await workspace.caseFiles.actOn(caseId, read, 'document.signedByCertificate', body);
    return file && { actionId: file.actionId, opened: await workspace.assemble(caseId, file) };
  };

  return {
    certificateState: async ({ caseId, documentId }) => {
      const { state, document } = await getDocument(caseId, documentId);
      const { certificates, sync } = parts.getOpenDesk();
      const inFile = new Set(listFileSignatures(document).map((one) => one.authorship.actionId));
      const signatures = listFiledSignatures(document).map(
        async ({ authorship, signerName, certificate }) => ({
          actionId: authorship.actionId,
          signerName,
          capacity: certificate.capacity,
          certificateNumber: certificate.certificateNumber,
          serialNumber: certificate.serialNumber,
          signedAt: certificate.signedAt,
          receiptAt: (await sync.certificates.findReceipt(authorship.actionId))?.stampedAt ?? null,
          isInFile: inFile.has(authorship.actionId),
        }),
      );
      const mySigning = SigningCapacity.options.map(async (capacity) => {
        const { refusals, warnings, token } = await certificates.judge(state, capacity);
        return { capacity, refusals, warnings, token };
      });
      return { signatures: await Promise.all(signatures), mySigning: await Promise.all(mySigning) };
    },
    readSigned: async ({ caseId, documentId }) => {
      const { form, pdf, chain } = await readSigned(caseId, documentId);
      await noteReading(caseId, form);
      return {
        pdf: base64(pdf),
        sha256: createHash('sha256').update(pdf).digest('hex'),
        sm2Seals: chain.flatMap(({ certificate }) => certificate.sm2Seal ?? []),
      };
    },
    check: async ({ pdf }) => {
      const { certificates, workspace } = parts.getOpenDesk();
      const bytes = Buffer.from(pdf, 'base64');
      const report = await certificates.check(bytes, null);
      const { finalisedSha256 } = report;
      const record =
        finalisedSha256 === null ? null : await findDocument(workspace, { pdfSha256: finalisedSha256 });
      // Found by its very bytes, so it equals the record; what is not found is compared with nothing.
      return { report: record === null ? report : { ...report, equalsRecord: true }, record };
    },
    signWithCertificate: ({ caseId, ...order }) => {
      // A signature that came in between stands in the file before this one.
      return untilItStands(() => tryToSign(caseId, order));
    },
    preview: async ({ caseId, form, subjectId, typed = [] }) => {
      const { workspace, documents } = parts.getOpenDesk();
      const { view } = await workspace.open(caseId);
      const patches = withoutControls(typed as readonly EntityPatch[]);
      const shown = withTypedIntake(withTypedAgreement(view, patches), patches);
      const { pdf, pages } = await documents.preview(shown, { form, subjectId });
      await noteReading(caseId, form);
      return { pdf: base64(pdf), pages };
    },
    read: async ({ caseId, documentId }) => {
      const { document, pdf } = await readFinal(caseId, documentId);
      await noteReading(caseId, document.form);
      return { pdf: base64(pdf), sha256: document.pdfSha256 };
    },
    finalise: async ({ caseId, ...order }) => {
      // All of it is here from now on.
      await parts.getOpenDesk().workspace.open(caseId);
      // Else what is final would not be what its paper says.
      return untilItStands(() => tryToFinalise(caseId, order));
    },
    prepare: async () => {
      parts.typesetter.warm();
      return {};
    },
    printers: async () => ({ printers: await parts.printQueue.listPrinters() }),
    printJob: async ({ jobId }) => ({ state: await parts.printQueue.findJobState(jobId) }),
    print: async ({ caseId, documentId, printer, copies, isTwoSided }) => {
      const { document, pdf } = await readFinal(caseId, documentId);
      await parts.getOpenDesk().workspace.noteAccess('document.printOrdered', caseId);
      // The job's title stands in the queue for everybody to read: the document's id, nobody's name.
      const jobId = await parts.printQueue.submit({
        printer,
        copies,
        isTwoSided,
        pdf,
        title: document.documentId,
      });
      return { jobId };
    },
    cancelPrintJob: async ({ jobId }) => {
      await parts.printQueue.cancelJob(jobId);
      return {};
    },
    exportPdf: async ({ caseId, documentId }) => {
      const { pdf } = await readSigned(caseId, documentId);
      return { isSaved: await parts.saveFile(`${documentId}.pdf`, pdf, noting('document.exported', caseId)) };
    },
    exportWord: async ({ caseId, documentId }) => {
      const { document } = await getDocument(caseId, documentId);
      if (!wordForms.has(document.form)) throw new CodedError('document.wordUnavailable');
      const bytes = await createWordFile(document.content, document.contentSha256);
      const note = noting('document.exportedAsWord', caseId);
      return { isSaved: await parts.saveFile(`${documentId}.docx`, bytes, note) };
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

/** Anew as often as something was saved or came in while it was made. */
async function untilItStands<Made>(attempt: () => Promise<Made | null>): Promise<Made> {
  let made = await attempt();
  while (made === null) made = await attempt();
  return made;
}
