import { z } from 'zod';

/**
 * An additional signature by the national algorithms (GB/T 32918 SM2, GB/T 32905 SM3), kept beside the
 * document. It signs the 32 bytes of the SM3 digest of the finalised revision, with the default user id.
 * What stands here besides is a note for people: the signature covers the digest alone.
 */
export const Sm2Seal = z.object({
  version: z.literal(1),
  /** Hex: SM3 of the document as it was before the first signature. */
  sm3: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hex: DER of r and s. */
  signature: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(200),
  /** Hex: the uncompressed point, beginning with 04. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  signerName: z.string().max(100),
  certificateNumber: z.string().max(100),
});
export type Sm2Seal = z.infer<typeof Sm2Seal>;
