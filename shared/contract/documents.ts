import { z } from 'zod';
import { caseActions, FormId } from '../case/actions.ts';
import { applicationKinds } from '../documents/application-attachments.ts';
import { platformMatters } from '../documents/platform-sheet.ts';
import type { VerificationReport } from '../verification/report.ts';
import { FoundDocument, OpenedCase } from './cases.ts';
import { SigningCapacity } from './certificates.ts';
import { StandingWarning } from './desk-certificates.ts';
import { Done, defineContract, Nothing } from './ipc.ts';

const CaseId = z.string().min(1).max(64);
const SubjectId = z.string().min(1).max(64);
const Subject = z.object({ caseId: CaseId, form: FormId, subjectId: SubjectId });
/** PDF bytes, base64. */
const PdfBase64 = z.string();
/** `opened` is null when the dialog was closed and nothing was saved. */
const Exported = z.object({ opened: OpenedCase.nullable() });
const OfDocument = z.object({ caseId: CaseId, documentId: z.string().max(64) });

/** One signature by certificate that stands in the case file. */
export const CertificateSignature = z.object({
  actionId: z.string(),
  capacity: SigningCapacity,
  signerName: z.string(),
  certificateNumber: z.string(),
  serialNumber: z.string(),
  /** The signer's own clock. */
  signedAt: z.string(),
  /** The server's receipt; null until it came by sync. */
  receiptAt: z.string().nullable(),
  /** Whether it stands in the file that `readSigned` gives; false where two desks signed apart. */
  isInFile: z.boolean(),
});
export type CertificateSignature = z.infer<typeof CertificateSignature>;

/**
 * 'waiting' while the queue holds the job, 'stopped' when it holds it because the printer stands still, 'cancelled'
 * when somebody took it out, 'aborted' when the queue gave it up, 'handedOver' when the printer took it.
 */
export const PrintJobState = z.enum(['waiting', 'stopped', 'cancelled', 'aborted', 'handedOver']);
export type PrintJobState = z.infer<typeof PrintJobState>;

/** What the checker says; the words are those of the checker page (verifier.json). */
const Report = z.custom<VerificationReport>((value) => typeof value === 'object' && value !== null);

/** What may be typed while its page stands beside it: the agreement, the intake. */
export const TypedPatches = z.union([
  caseActions['agreement.drafted'].order.shape.patches,
  caseActions['intake.recorded'].order.shape.patches,
]);
export type TypedPatches = z.infer<typeof TypedPatches>;

export const documentsContract = defineContract({
  area: 'documents',
  queries: {
    /** The page as it would be printed now; not final, marked as a draft. */
    preview: {
      request: Subject.extend({
        /** What is typed and not saved yet: the page shows it. */
        typed: TypedPatches.optional(),
      }),
      response: z.object({ pdf: PdfBase64, pages: z.number().int() }),
    },
    /** A finalised document's very bytes. */
    read: {
      request: z.object({ caseId: CaseId, documentId: z.string().max(64) }),
      response: z.object({ pdf: PdfBase64, sha256: z.string() }),
    },
    /** Begins to load what setting the first paper would wait for: asked by whoever looks for a paper. */
    prepare: { request: Nothing, response: Done },
    printers: {
      request: Nothing,
      response: z.object({
        printers: z.array(z.object({ name: z.string(), isDefault: z.boolean(), state: z.string() })),
      }),
    },
    /** Signatures by certificate on a finalised document, and whether this person may add one now. */
    certificateState: {
      request: OfDocument,
      response: z.object({
        signatures: z.array(CertificateSignature),
        /** For each capacity the codes that stand against signing (`errors.<code>`); none: the person may sign. */
        mySigning: z.array(
          z.object({
            capacity: SigningCapacity,
            refusals: z.array(z.string()),
            warnings: z.array(StandingWarning),
            /** The label of the token whose PIN is asked; null for the person's own PIN. */
            token: z.string().nullable(),
          }),
        ),
      }),
    },
    /** The finalised bytes with every signature and receipt appended, as they are handed out. */
    readSigned: {
      request: OfDocument,
      response: z.object({
        pdf: PdfBase64,
        sha256: z.string(),
        /** SM2 signatures beside the file (GB/T 32918), as JSON files. */
        sm2Seals: z.array(z.unknown()),
      }),
    },
    /** Checks any PDF with the code of the checker page, against the record where the document is here. */
    check: {
      request: z.object({ pdf: z.base64().max(96_000_000) }),
      response: z.object({ report: Report, record: FoundDocument.nullable() }),
    },
    printJob: {
      request: z.object({ jobId: z.string().max(200) }),
      response: z.object({ state: PrintJobState }),
    },
  },
  commands: {
    /** Signs a finalised document with this person's certificate; asks the PIN (of the desk or the token that holds the key) each time, works without a line. */
    signWithCertificate: {
      request: OfDocument.extend({ capacity: SigningCapacity, pin: z.string().min(1).max(128) }),
      response: z.object({ actionId: z.string(), opened: OpenedCase }),
    },
    /** 定稿. `overruled` names the checks that the mediator sets aside, with the reason. */
    finalise: {
      request: Subject.extend({
        overruled: z.array(
          z.object({ rule: z.string().max(64), reason: z.string().trim().min(1).max(2_000) }),
        ),
      }),
      response: z.object({ documentId: z.string(), pdfSha256: z.string(), opened: OpenedCase }),
    },
    /** Hands the finalised bytes to the system queue. Paper is confirmed by 'document.printed'. */
    print: {
      request: z.object({
        caseId: CaseId,
        documentId: z.string().max(64),
        printer: z.string().max(200),
        copies: z.number().int().min(1).max(99),
        isTwoSided: z.boolean().default(false),
      }),
      response: z.object({ jobId: z.string() }),
    },
    /** Takes a job that did not come out from the queue again, so that it does not come out later by itself. */
    cancelPrintJob: { request: z.object({ jobId: z.string().max(200) }), response: Done },
    /** Saves the finalised PDF where the person chooses. `path` is null when the dialog was closed. */
    exportPdf: {
      request: z.object({ caseId: CaseId, documentId: z.string().max(64) }),
      response: z.object({ isSaved: z.boolean() }),
    },
    /** Saves a finalised agreement, minutes or notice as a Word file where the person chooses. */
    exportWord: {
      request: z.object({ caseId: CaseId, documentId: z.string().max(64) }),
      response: z.object({ isSaved: z.boolean() }),
    },
    /** Saves the papers of an application in order as one zip where the person chooses, and records that they left. */
    exportApplicationPack: {
      request: z.object({
        caseId: CaseId,
        kind: z.enum(applicationKinds),
        /** Of a payment order: who asks for it. */
        creditorId: SubjectId.nullable(),
      }),
      response: Exported,
    },
    /** Saves pages as pictures, media and the values to be typed for the online platform, as one zip. */
    exportPlatformPack: {
      request: z.object({
        caseId: CaseId,
        matter: z.enum(platformMatters),
        /** Every page of every chosen paper, drawn from its very bytes. */
        pictures: z
          .array(
            z.object({
              documentId: z.string().max(64),
              page: z.number().int().min(1).max(1_000),
              /** PNG or JPEG, base64. */
              bytes: z.string().max(20_000_000),
            }),
          )
          .max(1_000),
        scanIds: z.array(z.string().max(64)).max(1_000),
      }),
      response: Exported,
    },
    /** Saves an empty sheet for the workers of a group case where the person chooses. */
    saveWorkerTemplate: { request: Nothing, response: z.object({ isSaved: z.boolean() }) },
  },
});
