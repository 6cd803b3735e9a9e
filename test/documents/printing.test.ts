import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildDocument } from '../../shared/documents/build.ts';
import { planPrintJobs } from '../../shared/documents/print-batch.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { createCupsQueue } from '../../src-main/documents/print-queue.ts';
import { caseNames } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { startPrivateCups, until } from '../fixtures/private-cups.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
let cups: Awaited<ReturnType<typeof startPrivateCups>>;
beforeAll(async () => {
  cups = await startPrivateCups([
    { name: 'Desk', isDefault: true },
    { name: 'Shut', isAccepting: false },
    { name: 'Still', isStopped: true },
    { name: 'Leaving', isStopped: true },
    { name: 'Broken', isBroken: true },
  ]);
});
afterAll(async () => {
  cups.stop();
  await typesetter.close();
});

const pdf = readFileSync(new URL('../fixtures/one-page.pdf', import.meta.url));
const order = { printer: 'Desk', copies: 1, isTwoSided: false, title: 'agreement-0001', pdf };

describe('a real print queue', () => {
  it('lists the printers with the default one and those that stand still or take nothing', async () => {
    const printers = await cups.queue.listPrinters();
    expect(printers).toContainEqual({ name: 'Desk', isDefault: true, state: 'idle' });
    expect(printers).toContainEqual({ name: 'Still', isDefault: false, state: 'stopped' });
    expect(printers).toContainEqual({ name: 'Shut', isDefault: false, state: 'refusing' });
  });

  it('receives the very bytes of the artefact, the copies, and whether both sides are printed', async () => {
    const job = await cups.queue.submit({ ...order, copies: 3, isTwoSided: true });
    await until(async () => (await cups.queue.findJobState(job)) === 'handedOver');
    const [arrived] = cups.paper();
    expect(arrived).toMatchObject({ printer: 'Desk', copies: 3, title: 'agreement-0001' });
    expect(arrived?.options).toContain('sides=two-sided-long-edge');
    expect(arrived?.pdf.equals(pdf)).toBe(true);
  });

  it.each([
    ['that refuses', 'Shut', 'print.queueRefused'],
    ['without the printer that was chosen', 'Nobody', 'print.printerGone'],
  ])('%s is said', async (_name, printer, code) => {
    await expect(cups.queue.submit({ ...order, printer })).rejects.toMatchObject({ code });
  });

  it('never says that a job was sent whose printer was taken out of the system with it', async () => {
    const job = await cups.queue.submit({ ...order, printer: 'Leaving' });
    expect(await cups.queue.findJobState(job)).toBe('stopped');
    cups.remove('Leaving');
    expect(await cups.queue.findJobState(job)).toBe('cancelled');
    await expect(cups.queue.submit({ ...order, printer: 'Leaving' })).rejects.toMatchObject({
      code: 'print.printerGone',
    });
  });

  it('says that a job waits because the printer stands still, and takes it out again', async () => {
    const job = await cups.queue.submit({ ...order, printer: 'Still' });
    expect(await cups.queue.findJobState(job)).toBe('stopped');
    await cups.queue.cancelJob(job);
    expect(await cups.queue.findJobState(job)).toBe('cancelled');
    expect(cups.paper().some((one) => one.printer === 'Still')).toBe(false);
    // a second time there is nothing to take out, and that is no failure
    await cups.queue.cancelJob(job);
  });

  it('never says that a job was sent which the queue gave up, or which somebody else took out of it', async () => {
    const broken = await cups.queue.submit({ ...order, printer: 'Broken' });
    await until(async () => (await cups.queue.findJobState(broken)) !== 'waiting');
    expect(await cups.queue.findJobState(broken)).toBe('aborted');
    const taken = await cups.queue.submit({ ...order, printer: 'Still' });
    cups.takeOut(taken);
    await until(async () => (await cups.queue.findJobState(taken)) !== 'stopped');
    expect(await cups.queue.findJobState(taken)).toBe('cancelled');
    expect(cups.paper().some(({ printer }) => printer === 'Broken')).toBe(false);
  });

  it('is asked to take out nothing but what was submitted here, whatever a window names', async () => {
    const job = await cups.queue.submit({ ...order, printer: 'Still' });
    const [name = '', uuid = ''] = job.split(' ');
    const ofAnother = `${name} ${uuid.slice(0, -1)}${uuid.endsWith('0') ? '1' : '0'}`;
    const another = createCupsQueue(cups.environment);
    for (const said of [
      '-a',
      '-u root',
      '-a-1',
      name,
      `${name} `,
      ofAnother,
      `Desk-${job.slice('Still-'.length)}`,
    ]) {
      await expect(another.cancelJob(said), said).rejects.toMatchObject({ code: 'print.jobUnknown' });
      await expect(another.findJobState(said), said).rejects.toMatchObject({ code: 'print.jobUnknown' });
    }
    expect(await cups.queue.findJobState(job)).toBe('stopped');
    await cups.queue.cancelJob(job);
  });

  it('is asked after what was submitted before the program was started, and takes it out', async () => {
    const waiting = await cups.queue.submit({ ...order, printer: 'Still' });
    const sent = await cups.queue.submit(order);
    await until(async () => (await cups.queue.findJobState(sent)) === 'handedOver');
    const restarted = createCupsQueue(cups.environment);
    expect(await restarted.findJobState(sent)).toBe('handedOver');
    expect(await restarted.findJobState(waiting)).toBe('stopped');
    await restarted.cancelJob(waiting);
    expect(await cups.queue.findJobState(waiting)).toBe('cancelled');
    expect(await createCupsQueue(cups.environment).findJobState(waiting)).toBe('cancelled');
  });

  it.each(caseNames)(
    'prints the whole file of %s, sets as they are handed out, each paper as it was set',
    async (name) => {
      const { view } = foldWholeCase(name);
      const facts = { mediationEndsOn: '2026-05-06', today: '2026-09-01' };
      const papers = new Map<string, Uint8Array>();
      const slots = listPaperSlots(view, facts.today).filter(({ isDue }) => isDue);
      for (const [index, { form, subjectId }] of slots.entries()) {
        const documentId = `paper-${index}`;
        const content = buildDocument(view, form, subjectId, facts);
        papers.set(documentId, (await typesetter.typeset(content, { documentId, copies: 2 })).pdf);
      }
      expect(papers.size).toBeGreaterThan(15);
      const lines = [...papers.keys()].map((documentId, index) => ({
        documentId,
        copies: index < 2 ? 2 : 1,
      }));
      const planned = planPrintJobs(lines, 'bySet');
      const before = cups.paper().length;
      for (const { documentId, copies } of planned)
        await cups.queue.submit({
          ...{ printer: 'Desk', copies, isTwoSided: true, title: documentId },
          pdf: papers.get(documentId) ?? pdf,
        });
      await until(() => cups.paper().length === before + planned.length);
      const cameOut = cups.paper().slice(before);
      expect(cameOut.map(({ title }) => title)).toEqual(planned.map(({ documentId }) => documentId));
      for (const one of cameOut) expect(one.pdf.equals(papers.get(one.title) ?? pdf), one.title).toBe(true);
    },
    60_000,
  );

  it('is handed a paper of which no readable copy lies on the disk meanwhile (CRITERIA G1)', async () => {
    const own = mkdtempSync(join(tmpdir(), 'copies-'));
    vi.stubEnv('TMPDIR', own);
    cups.hang();
    try {
      const handing = cups.queue.submit(order);
      await new Promise((done) => setTimeout(done, 500));
      // Where a program that is killed now would leave it.
      expect(readdirSync(own)).toEqual([]);
      cups.wake();
      const job = await handing;
      await until(async () => (await cups.queue.findJobState(job)) === 'handedOver');
      expect(cups.paper().at(-1)?.pdf.equals(pdf)).toBe(true);
    } finally {
      cups.wake();
      vi.unstubAllEnvs();
      rmSync(own, { recursive: true });
    }
  });

  it('that gives no answer is said to hang, in the list of printers too', async () => {
    const impatient = createCupsQueue(cups.environment, 500);
    cups.hang();
    try {
      await expect(impatient.submit(order)).rejects.toMatchObject({ code: 'print.queueHangs' });
      await expect(impatient.listPrinters()).rejects.toMatchObject({ code: 'print.queueHangs' });
    } finally {
      cups.wake();
    }
  });

  it('may have taken what it gave no answer to: that it hangs does not say that nothing comes out', async () => {
    const own = mkdtempSync(join(tmpdir(), 'slow-'));
    writeFileSync(join(own, 'lp'), '#!/bin/sh\n/usr/bin/lp "$@"\nexec sleep 60\n', { mode: 0o755 });
    const before = cups.paper().length;
    try {
      const slow = createCupsQueue({ ...cups.environment, PATH: `${own}:${process.env.PATH}` }, 3_000);
      await expect(slow.submit(order)).rejects.toMatchObject({ code: 'print.queueHangs' });
      await until(() => cups.paper().length === before + 1);
    } finally {
      rmSync(own, { recursive: true });
    }
  });
});
