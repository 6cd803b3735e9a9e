import { randomBytes } from 'node:crypto';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import type { DeskProcess } from './desk-process.ts';

/** Bytes that pass for a PDF. */
export function newScan(length: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]);
}

/** Takes one in at a desk; answers the id of the action that names it, the only one of its kind in the case. */
export async function addScan(desk: DeskProcess, caseId: string, scan: Buffer): Promise<string> {
  const subject = { subjectKind: 'case', subjectId: caseId, note: '', originalBytes: null };
  const bytes = scan.toString('base64');
  const { opened } = await desk.ask<{ opened: OpenedCase }>('scans.add', { caseId, ...subject, bytes });
  return opened.view.timeline.find(({ type }) => type === 'scan.recorded')?.actionId ?? '';
}

/** The first one of the case, as the desk gives it out. */
export async function readScan(desk: DeskProcess, caseId: string): Promise<Buffer> {
  const [scan] = (await desk.view(caseId)).scans;
  const { bytes } = await desk.ask<{ bytes: string }>('scans.read', { caseId, scanId: scan?.id });
  return Buffer.from(bytes, 'base64');
}
