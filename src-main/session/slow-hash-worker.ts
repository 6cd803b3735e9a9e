import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { scrypt } from 'hash-wasm';
import type { SlowHashOrder } from './slow-hash.ts';

/** Computes one slow hash and ends; its 128 MB end with it. */
const { pin, hash } = workerData as SlowHashOrder;
const key = await scrypt({
  password: pin.normalize('NFKC'),
  salt: Buffer.from(hash.salt, 'base64'),
  costFactor: hash.cost,
  blockSize: hash.blockSize,
  parallelism: hash.parallel,
  hashLength: 32,
  outputType: 'binary',
});
(parentPort as MessagePort).postMessage(key);
