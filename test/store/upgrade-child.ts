import { openPlainDesk } from '../fixtures/plain-desk.ts';

/** Opens the folder of an older release as whoever sits there does, and ends itself as a power cut would. */
const [folder = '', pin = ''] = process.argv.slice(2);
const desk = await openPlainDesk(folder);
const { session } = desk.handlers;
const { people } = await session.status({});
await session.unlock({ personId: people[0]?.id ?? '', pin });
process.kill(process.pid, 'SIGKILL');
