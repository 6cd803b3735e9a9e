import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/contract/ipc.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let folder: string;
let scannerFolder: string;
let desk: Desk;
let caseId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-scans-'));
  scannerFolder = mkdtempSync(join(tmpdir(), 'scanner-'));
  desk = await openPlainDesk(folder, {
    update: {
      installed: { version: '0.0.0', kind: 'deb', arch: 'x64', trustedKeys: [] },
      chooseFolder: async () => scannerFolder,
      showFile: () => {},
    },
  });
  await desk.handlers.session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin: '135790',
  });
  ({ caseId } = await desk.handlers.cases.create({ openedOn: '2026-03-05', externalNumber: null }));
});

afterEach(async () => {
  await desk.close();
  for (const one of [folder, scannerFolder]) rmSync(one, { recursive: true, force: true });
});

const add = (bytes: Buffer, subject: { subjectKind: 'evidence' | 'document'; subjectId: string }) =>
  desk.handlers.scans.add({
    caseId,
    ...subject,
    note: '',
    bytes: bytes.toString('base64'),
    originalBytes: null,
  });
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    return (error as Extract<Answer<never>, { ok: false }>).code;
  }
};

describe('scans of a case', () => {
  it('are not taken when a small picture says that it is as large as a house', async () => {
    const wide = Buffer.from(png);
    wide.writeUInt32BE(60_000, 16);
    wide.writeUInt32BE(60_000, 20);
    // Start of image, a comment, then a frame of 60,000 by 60,000.
    const jpeg = Buffer.from('ffd8fffe00040000ffc0000b08ea60ea6001011100ffd9', 'hex');
    const subject = { subjectKind: 'evidence', subjectId: 'E1' } as const;
    for (const bomb of [wide, jpeg]) expect(await codeOf(add(bomb, subject))).toBe('scan.tooLarge');
    expect((await desk.handlers.cases.open({ caseId })).view.scans).toEqual([]);
  });

  it('are kept as the very bytes, named by their hash in the case file, and lie encrypted on disk', async () => {
    const { scanId, opened } = await add(png, { subjectKind: 'evidence', subjectId: 'E1' });
    expect(opened.view.scans).toMatchObject([
      { id: scanId, subjectKind: 'evidence', subjectId: 'E1', mediaType: 'image/png', size: png.length },
    ]);
    const { bytes } = await desk.handlers.scans.read({ caseId, scanId });
    expect(Buffer.from(bytes, 'base64').equals(png)).toBe(true);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const file of files) {
      expect(readFileSync(join(file.parentPath, file.name)).includes(png.subarray(0, 8))).toBe(false);
    }
  });

  it('are told by their content: anything else is refused and the case file stays as it was', async () => {
    const disguised = Buffer.from('MZ this is no picture, whatever its name');
    const before = (await desk.handlers.cases.open({ caseId })).view.timeline.length;
    expect(await codeOf(add(disguised, { subjectKind: 'evidence', subjectId: 'E1' }))).toBe(
      'scan.typeUnknown',
    );
    expect((await desk.handlers.cases.open({ caseId })).view.timeline).toHaveLength(before);
  });

  it('are taken in once for one thing, and again after they were withdrawn', async () => {
    const subject = { subjectKind: 'evidence', subjectId: 'E1' } as const;
    const { scanId } = await add(png, subject);
    expect(await codeOf(add(png, subject))).toBe('scan.alreadyTaken');
    // The same page may prove two things.
    expect(await codeOf(add(png, { ...subject, subjectId: 'E2' }))).toBe('done');
    await desk.handlers.cases.act({
      caseId,
      order: {
        type: 'scan.recorded',
        body: { patches: [{ kind: 'scan', id: scanId, fields: { isWithdrawn: true } }], reason: '扫错了页' },
      },
    });
    expect(await codeOf(add(png, subject))).toBe('done');
  });

  it('of a signed paper name a paper of this case', async () => {
    expect(await codeOf(add(png, { subjectKind: 'document', subjectId: 'minutes-00000000' }))).toBe(
      'document.unknown',
    );
  });

  it('are withdrawn with a reason that the timeline keeps', async () => {
    const { scanId } = await add(png, { subjectKind: 'evidence', subjectId: 'E1' });
    const { opened } = await desk.handlers.cases.act({
      caseId,
      order: {
        type: 'scan.recorded',
        body: {
          patches: [{ kind: 'scan', id: scanId, fields: { isWithdrawn: true } }],
          reason: '扫错了页',
        },
      },
    });
    expect(opened.view.scans).toEqual([]);
    expect(opened.view.timeline.at(-1)?.body).toMatchObject({ reason: '扫错了页' });
  });
});

describe('the scanner’s folder', () => {
  it('lists scans only, and gives nothing from outside of itself', async () => {
    expect(await desk.handlers.scans.scannerFolder({})).toEqual({ folder: null, files: null });
    await desk.handlers.scans.chooseScannerFolder({});
    writeFileSync(join(scannerFolder, 'page.png'), png);
    writeFileSync(join(scannerFolder, 'notes.txt'), 'x');
    writeFileSync(join(folder, 'secret.png'), png);
    symlinkSync(join(folder, 'secret.png'), join(scannerFolder, 'link.png'));
    const { folder: chosen, files } = await desk.handlers.scans.scannerFolder({});
    expect(chosen).toBe(scannerFolder);
    expect(files?.map((file) => file.name).sort()).toEqual(['link.png', 'page.png']);
    const { bytes } = await desk.handlers.scans.readScannerFile({ name: 'page.png' });
    expect(Buffer.from(bytes, 'base64').equals(png)).toBe(true);
    for (const name of ['link.png', '../secret.png', '..\\secret.png', 'page.png\0', 'missing.png', '..']) {
      expect(await codeOf(desk.handlers.scans.readScannerFile({ name }))).toBe('scan.unknown');
    }
  });
});
