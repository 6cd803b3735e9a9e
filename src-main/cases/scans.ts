import { randomUUID } from 'node:crypto';
import type { ScanSubjectKind } from '../../shared/case/entities.ts';
import { listStanding } from '../../shared/case/project.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { largestBlob } from '../../shared/contract/sync.ts';
import { findMediaType, type MediaType } from '../../shared/record/media-type.ts';
import { isPictureTooLarge } from '../../shared/record/picture-size.ts';
import type { BlobStore } from '../store/blobs.ts';
import type { CaseFiles, OpenCaseFile } from './case-files.ts';

export type NewScan = {
  readonly subjectKind: ScanSubjectKind;
  readonly subjectId: string;
  readonly note: string;
  readonly bytes: Uint8Array;
  readonly originalBytes: Uint8Array | null;
};

/** Takes scans into case files and gives them out again. */
export function createScans({
  caseFiles,
  blobs,
}: {
  readonly caseFiles: CaseFiles;
  readonly blobs: BlobStore;
}) {
  return {
    /**
     * Keeps the bytes first and then the action that names them, so that no action names what is not here.
     * Throws 'scan.alreadyTaken' for a file that is there already, 'scan.typeUnknown', 'scan.tooLarge', and the refusals
     * of the case file.
     */
    add: async (caseId: string, scan: NewScan): Promise<{ scanId: string; file: OpenCaseFile }> => {
      const mediaType = getMediaType(scan.bytes);
      if (scan.originalBytes !== null) getMediaType(scan.originalBytes);
      const { fold } = await caseFiles.open(caseId);
      const givenSha256 = await blobs.put(scan.originalBytes ?? scan.bytes);
      const isThere = listStanding(fold.state.entities, 'scan').some(
        (one) =>
          one.subjectKind === scan.subjectKind &&
          one.subjectId === scan.subjectId &&
          (one.originalSha256 || one.sha256) === givenSha256,
      );
      if (isThere) throw new CodedError('scan.alreadyTaken');
      const sha256 = scan.originalBytes === null ? givenSha256 : await blobs.put(scan.bytes);
      const originalSha256 = scan.originalBytes === null ? '' : givenSha256;
      const scanId = `scan-${randomUUID()}`;
      const file = await caseFiles.act(caseId, 'scan.recorded', {
        patches: [
          {
            kind: 'scan',
            id: scanId,
            fields: {
              subjectKind: scan.subjectKind,
              subjectId: scan.subjectId,
              order: Object.keys(fold.state.entities.scan ?? {}).length + 1,
              sha256,
              originalSha256,
              mediaType,
              size: scan.bytes.length,
              note: scan.note,
            },
          },
        ],
      });
      return { scanId, file };
    },
    /** The very bytes. Throws 'scan.unknown'; 'scan.bytesMissing' when they are on another desk and there is no line. */
    read: async (view: CaseView, scanId: string): Promise<{ bytes: Uint8Array; mediaType: MediaType }> => {
      const scan = view.scans.find((one) => one.id === scanId);
      if (!scan?.sha256) throw new CodedError('scan.unknown');
      const bytes = await blobs.find(scan.sha256);
      if (bytes === null) throw new CodedError('scan.bytesMissing');
      return { bytes, mediaType: getMediaType(bytes) };
    },
  };
}
export type Scans = ReturnType<typeof createScans>;

function getMediaType(bytes: Uint8Array): MediaType {
  if (bytes.length > largestBlob || isPictureTooLarge(bytes)) throw new CodedError('scan.tooLarge');
  const mediaType = findMediaType(bytes);
  if (mediaType === null) throw new CodedError('scan.typeUnknown');
  return mediaType;
}
