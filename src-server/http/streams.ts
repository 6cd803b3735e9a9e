import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { blobPieceSize, type LiveEvent } from '../../shared/contract/sync.ts';
import type { LiveHub } from '../sync/live.ts';
import { describeRoute } from './description.ts';
import { authorise } from './guard.ts';
import type { ServerParts } from './routes.ts';
import { ServerError } from './server-error.ts';

const Sha256 = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const PieceHeaders = z.object({
  'upload-offset': z.coerce.number().int().min(0),
  'upload-length': z.coerce.number().int().min(1),
});
const blobPath = '/v1/blobs/:sha256';
/** Often, as only its absence tells a desk of a cable that was pulled; ten bytes each time. */
const heartbeat = 1_000;
/** At once, of one person at one desk: one is needed, and some may be dead without anybody having been told. */
const mostStreams = 8;
/** Bytes that wait here for whoever does not read: then it is cut off, and looks anew when it comes back. */
const mostUnread = 16_384;

/** Routes that carry bytes or go on for hours. */
export function addStreams(app: FastifyInstance, parts: ServerParts, hub: LiveHub): void {
  const open = new Map<ServerResponse, string>();
  // A stream has no end of its own: without this a stop would wait for every desk that listens.
  app.addHook('preClose', async () => {
    for (const stream of open.keys()) stream.end();
  });

  const live = {
    summary: 'Tells that there is something new, as server-sent events',
    answer: {
      mediaType: 'text/event-stream',
      says: 'RESYNC first, then `changed` and `directory`; ends with the session',
    },
  };
  app.get('/v1/live', { schema: describeRoute('GET /v1/live', live) }, async (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    const send = (event: LiveEvent): void => {
      const told = event.type === 'RESYNC' ? { ...event, beat: heartbeat } : event;
      if (!reply.raw.writableEnded) reply.raw.write(`data: ${JSON.stringify(told)}\n\n`);
      // Somebody's rights may have changed; whoever has none any more hears no more.
      if (event.type !== 'changed') {
        authorise(request, parts).catch((error: unknown) => {
          if (error instanceof ServerError) reply.raw.end();
        });
      }
    };
    // What was told while nobody listened is unknown: everybody begins by looking anew.
    const { officeId, deskId, personId } = request.visitor;
    const listener = `${officeId} ${deskId} ${personId}`;
    const former = [...open].filter(([, one]) => one === listener);
    if (former.length >= mostStreams) former[0]?.[0].end();
    const stop = hub.listen(officeId, { deskId, hear: send });
    parts.contacts.streamBegan(officeId, deskId);
    send({ type: 'RESYNC' });
    open.set(reply.raw, listener);
    const { sessionEndsAt } = request.visitor;
    const beat = setInterval(() => {
      // Of one that reads on, the end has arrived by now, and this beats no more.
      if (reply.raw.writableEnded || reply.raw.writableLength > mostUnread) reply.raw.destroy();
      else if (Date.parse(sessionEndsAt) < parts.now()) reply.raw.end();
      else reply.raw.write(':\n\n');
    }, heartbeat);
    parts.metrics.live.set(hub.count());
    request.raw.on('close', () => {
      clearInterval(beat);
      open.delete(reply.raw);
      stop();
      parts.metrics.live.set(hub.count());
    });
  });

  app.route({
    method: 'HEAD',
    url: blobPath,
    schema: describeRoute(`HEAD ${blobPath}`, {
      summary: 'How much of a file is here: `upload-offset`, `upload-complete`',
      answer: { mediaType: 'text/plain', says: 'No body' },
    }),
    handler: async (request, reply) => {
      const { sha256 } = Sha256.parse(request.params);
      const { offset, isComplete } = await parts.blobs.progress(request.visitor, sha256);
      return reply.headers({ 'upload-offset': offset, 'upload-complete': String(isComplete) }).send();
    },
  });

  const reading = {
    summary: 'A scan or document by its SHA-256, from `range` on',
    answer: { mediaType: 'application/octet-stream', says: 'Its bytes, under its own media type' },
  };
  app.get(blobPath, { schema: describeRoute(`GET ${blobPath}`, reading) }, async (request, reply) => {
    const { sha256 } = Sha256.parse(request.params);
    const { mediaType, size, path } = await parts.blobs.read(request.visitor.officeId, sha256);
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (start >= size) throw new ServerError(416, 'sync.rangeWrong');
    return reply
      .status(start > 0 ? 206 : 200)
      .headers({
        'content-type': mediaType,
        'content-length': size - start,
        'x-content-type-options': 'nosniff',
      })
      .send(createReadStream(path, { start }));
  });

  const sending = {
    summary: 'One piece of a file, as application/octet-stream',
    headers: PieceHeaders,
    answer: z.object({ offset: z.number().int(), isComplete: z.boolean() }),
  };
  app.put(
    blobPath,
    { schema: describeRoute(`PUT ${blobPath}`, sending), bodyLimit: blobPieceSize * 2 },
    async (request, reply) => {
      const { sha256 } = Sha256.parse(request.params);
      const { 'upload-offset': offset, 'upload-length': size } = PieceHeaders.parse(request.headers);
      const piece = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { taken, ...done } = await parts.blobs.takePiece(request.visitor, sha256, piece, offset, size);
      parts.metrics.blobBytes.inc(taken);
      return reply.send(done);
    },
  );
}
