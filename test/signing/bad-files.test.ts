import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenFile, sortGivenFiles, verifyGiven } from '../../shared/verification/given-files.ts';
import type { VerificationReport } from '../../shared/verification/report.ts';
import { type BadFile, makeBadFiles, workSince } from '../fixtures/bad-files.ts';
import { enrol, foundOffice, subjectOf, typesetAgreement } from './office.ts';

/** Whatever is dropped on the checker, people wait no longer than this, in milliseconds of work: others' load is no fault. */
const longestWait = 5_000;

let folder: string;
let signed: Uint8Array;
let roots: Uint8Array[];
let badFiles: BadFile[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-files-'));
  const office = await foundOffice();
  roots = [office.open.root];
  const mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
  signed = await mediator.sign((await typesetAgreement()).pdf);
  badFiles = await makeBadFiles(folder, signed);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(file: GivenFile): Promise<{ report: VerificationReport | null; took: number }> {
  const start = process.cpuUsage();
  const given = await sortGivenFiles([file]);
  const more = { revocationLists: [], recordSha256: null, now: new Date() };
  const report =
    given.document === null
      ? null
      : await verifyGiven(given.document, { ...more, trustedRoots: roots }, crypto);
  return { report, took: workSince(start) };
}

describe('the checker, shared by the desk and the page', () => {
  it('says of every bad file what it is, in time', async () => {
    for (const { name, file, states } of badFiles) {
      const { report, took } = await check(Object.assign(file, { name }));
      expect(states, name).toContain(report?.file);
      expect(report?.size, name).toBe(file.size);
      expect(took, name).toBeLessThan(longestWait);
      if (process.env.SHOW) process.stdout.write(`${name} ${report?.file} ${Math.round(took)} ms\n`);
    }
  });

  it('says of a file that cannot be read that it was not read', async () => {
    const gone: GivenFile = {
      name: 'folder',
      size: 4096,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    };
    expect((await check(gone)).report).toMatchObject({ file: 'notRead', size: 4096 });
  });

  it('tells documents, certificates and other files apart by their content', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const named = (name: string, bytes: Uint8Array) =>
      Object.assign(new Blob([new Uint8Array(bytes)]), { name });
    const given = await sortGivenFiles([
      named('agreement.pdf', signed),
      named('whatever.txt', roots[0] ?? new Uint8Array()),
      named('seal.json', new TextEncoder().encode('{"a":1}')),
      named('notes.txt', new TextEncoder().encode('hello')),
    ]);
    expect(given.document).toMatchObject({ name: 'agreement.pdf', fault: null });
    expect(given.roots).toHaveLength(1);
    expect(given.sm2Seal).toEqual({ value: { a: 1 } });
    expect(given.rejected).toEqual(['notes.txt']);
  });
});
