import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCupsQueue } from '../../src-main/documents/print-queue.ts';
import { startPrivateCups, until } from '../fixtures/private-cups.ts';

let cups: Awaited<ReturnType<typeof startPrivateCups>>;
beforeAll(async () => {
  cups = await startPrivateCups([
    { name: 'Desk', isDefault: true },
    { name: 'Shut', isAccepting: false },
    { name: 'Still', isStopped: true },
    { name: 'Leaving', isStopped: true },
  ]);
});
afterAll(() => cups.stop());

const pdf = readFileSync(new URL('../fixtures/one-page.pdf', import.meta.url));
const order = { printer: 'Desk', copies: 1, isTwoSided: false, title: 'agreement-0001', pdf };

describe('a real print queue', () => {
  it('lists the printers with the default one and those that stand still', async () => {
    const printers = await cups.queue.listPrinters();
    expect(printers).toContainEqual({ name: 'Desk', isDefault: true, state: 'idle' });
    expect(printers).toContainEqual({ name: 'Still', isDefault: false, state: 'stopped' });
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
    await until(async () => (await cups.queue.findJobState(job)) !== 'stopped');
    expect(cups.paper().some((one) => one.printer === 'Still')).toBe(false);
    // a second time there is nothing to take out, and that is no failure
    await cups.queue.cancelJob(job);
  });

  it('is asked to take out nothing but what was submitted here, whatever a window names', async () => {
    const job = await cups.queue.submit({ ...order, printer: 'Still' });
    const another = createCupsQueue(cups.environment);
    for (const name of ['-a', '-u root', job]) {
      await expect(another.cancelJob(name), name).rejects.toMatchObject({ code: 'print.jobUnknown' });
      await expect(another.findJobState(name), name).rejects.toMatchObject({ code: 'print.jobUnknown' });
    }
    expect(await cups.queue.findJobState(job)).toBe('stopped');
    await cups.queue.cancelJob(job);
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
});
