import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { scrypt } from '@noble/hashes/scrypt.js';
import type { SlowHashOrder } from './slow-hash.ts';

/**
 * Computes one slow hash and ends; its 128 MB end with it. Not in WebAssembly: V8 aborts the whole process now and then
 * when a thread ends that has run some.
 */
const { pin, hash } = workerData as SlowHashOrder;
const key = scrypt(pin.normalize('NFKC'), Buffer.from(hash.salt, 'base64'), {
  N: hash.cost,
  r: hash.blockSize,
  p: hash.parallel,
  dkLen: 32,
});
(parentPort as MessagePort).postMessage(key);
