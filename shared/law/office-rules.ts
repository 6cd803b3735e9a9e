import { z } from 'zod';

/**
 * When to ask how an agreement is kept. No law says how often (DOMAIN 2.3.12): an office's own rule, kept as data with
 * its source. What is shipped stands in assets/parameters/follow-up.json.
 */
export const FollowUpRule = z.object({
  /** Working days after each due day. */
  workingDaysAfterDue: z.number().int().min(1).max(60),
  /** Days after the agreement took effect by which somebody has asked at least once more. */
  checkpoints: z.array(z.number().int().min(1).max(3_650)).max(20),
  source: z.string().min(1).max(500),
  confirmed: z.boolean(),
});
export type FollowUpRule = z.infer<typeof FollowUpRule>;

/**
 * 持证上岗 (京人社仲发〔2023〕18号 13) says nothing of an agreement whose mediator's certificate is missing or has ended: the
 * office decides whether it may be finalised with a reason ('warning') or not at all ('error').
 */
export const CertificateRule = z.object({
  severity: z.enum(['error', 'warning']),
  source: z.string().min(1).max(500),
});
export type CertificateRule = z.infer<typeof CertificateRule>;

/** As long as the office has said nothing else. */
export const shippedCertificateRule: CertificateRule = {
  severity: 'error',
  source: '京人社仲发〔2023〕18号第十三条',
};
