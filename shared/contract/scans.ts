import { z } from 'zod';
import { ScanSubjectKind } from '../case/entities.ts';
import { OpenedCase } from './cases.ts';
import { Done, defineContract, Nothing } from './ipc.ts';
import { largestBlob } from './sync.ts';

const CaseId = z.string().min(1).max(64);
/** A file's bytes, base64. */
const FileBase64 = z.string().max(Math.ceil(largestBlob / 3) * 4);
const MediaType = z.enum(['application/pdf', 'image/png', 'image/jpeg']);

/** 扫描件: scans and photos of a case, and the folder a scanner writes into. */
export const scansContract = defineContract({
  area: 'scans',
  queries: {
    read: {
      request: z.object({ caseId: CaseId, scanId: z.string().min(1).max(64) }),
      response: z.object({ bytes: FileBase64, mediaType: MediaType }),
    },
    /** Which folder the scanner writes into, and what lies there, newest first; null when none was chosen. */
    scannerFolder: {
      request: Nothing,
      response: z.object({
        folder: z.string().nullable(),
        files: z.array(z.object({ name: z.string(), at: z.string(), size: z.number() })).nullable(),
      }),
    },
    readScannerFile: {
      request: z.object({ name: z.string().min(1).max(255) }),
      response: z.object({ bytes: FileBase64, mediaType: MediaType }),
    },
  },
  commands: {
    /** Keeps a file and records what it shows; answers when both are durable. */
    add: {
      request: z.object({
        caseId: CaseId,
        subjectKind: ScanSubjectKind,
        subjectId: z.string().min(1).max(64),
        note: z.string().max(500),
        bytes: FileBase64.min(1),
        /** As it came from the camera or scanner, when `bytes` were set straight. */
        originalBytes: FileBase64.nullable(),
      }),
      response: z.object({ scanId: z.string(), opened: OpenedCase }),
    },
    /** The photo panel is about to start the camera; allowed for some seconds, to our own page alone. */
    openCamera: { request: Nothing, response: Done },
    /** The picture runs, or does not: nothing may start the camera any more. */
    shutCamera: { request: Nothing, response: Done },
    /** Asks the person for the scanner's folder. */
    chooseScannerFolder: { request: Nothing, response: z.object({ isChosen: z.boolean() }) },
  },
});
