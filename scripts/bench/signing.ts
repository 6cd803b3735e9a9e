import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlainDesk } from '../../test/fixtures/plain-desk.ts';
import { authoritySettings } from '../../test/server/certified.ts';
import { startServer } from '../../test/server/parties.ts';
import { joinOffice, makePaper } from '../../test/signing/certified-desk.ts';
import { foundOffice } from '../../test/signing/office.ts';
import { type Figure, milliseconds, percentile, timed } from './measure.ts';

const pin = '246813';
const rounds = 20;
/** So low that the PIN's own slow hash takes no time worth subtracting: it counts against us. */
const slowHashMemory = 1_024;

/** From the PIN to the signed file on the disk and the signed action, at a whole desk with its certificate, in main. */
export async function benchSigning(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-signing-'));
  const server = await startServer(null, authoritySettings(await foundOffice()));
  const desk = await openPlainDesk(folder, { slowHashMemory, pauses: { polling: 500, retry: 5_000 } });
  try {
    const person = await joinOffice(desk, server, pin);
    const { certificates, documents } = desk.handlers;
    await certificates.request({ capacity: 'mediator', pin, tokenSerial: null });
    await person.approve('mediator');
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const paper = await makePaper(desk, person.mediator);
      taken.push(await timed(() => documents.signWithCertificate({ ...paper, capacity: 'mediator', pin })));
    }
    return [
      {
        name: 'Signing by certificate, beyond the PIN’s own slow hash, p95',
        ours: milliseconds(percentile(taken, 0.95)),
        peer: '',
        ratio: '',
        goal: '≤ 150 ms',
      },
      {
        name: 'The same, the median',
        ours: milliseconds(percentile(taken, 0.5)),
        peer: '',
        ratio: '',
        goal: '',
      },
    ];
  } finally {
    await desk.close();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
