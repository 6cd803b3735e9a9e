import { z } from 'zod';
import type { CodeList } from './codes/code-list.ts';

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

/**
 * How long the mediation of a personnel dispute of a public institution may take (DOMAIN 1.2, D22). Nothing says so for
 * Beijing; other places do. The office decides whether such a limit applies, how long it is and on what ground.
 */
export const PersonnelRule = z.object({
  isApplied: z.boolean(),
  /** Natural days from acceptance. */
  days: z.number().int().min(1).max(365),
  source: z.string().min(1).max(500),
});
export type PersonnelRule = z.infer<typeof PersonnelRule>;

/** 保管期限: what is stored are the words that stand on the cover of a file. */
export const retentionClasses = [
  { code: '5年', zh: '5年', en: '5 years' },
  { code: '10年', zh: '10年', en: '10 years' },
  { code: '30年', zh: '30年', en: '30 years' },
  { code: '永久', zh: '永久', en: 'for good' },
] as const satisfies CodeList;
export const RetentionClass = z.enum(retentionClasses.map(({ code }) => code));
export type RetentionClass = z.infer<typeof RetentionClass>;

/**
 * How long a file is kept, by how the case ended (DOMAIN 6.4): no law says so of mediation organisations, the commissions keep
 * theirs at least five years, and ten where there is an award (办案规则 24).
 */
export const RetentionRule = z.object({
  /** 集体争议、重大争议, however they ended. */
  collective: RetentionClass,
  agreed: RetentionClass,
  other: RetentionClass,
  source: z.string().min(1).max(500),
});
export type RetentionRule = z.infer<typeof RetentionRule>;

/** As long as the office has said nothing else. */
export const shippedRetentionRule: RetentionRule = {
  collective: '30年',
  agreed: '10年',
  other: '5年',
  source:
    '调解组织案卷未见统一的保管期限；参照劳动人事争议仲裁办案规则第二十四条（裁决案卷不少于十年，调解及其他案卷不少于五年），此为本系统的建议',
};

/** As long as the office has said nothing else: an example from elsewhere, not applied. */
export const shippedPersonnelRule: PersonnelRule = {
  isApplied: false,
  days: 30,
  source: '津人社局发〔2023〕5号（天津市规定，供参考；北京市未见规定）',
};

/** As long as the office has said nothing else. */
export const shippedCertificateRule: CertificateRule = {
  severity: 'error',
  source: '京人社仲发〔2023〕18号第十三条',
};
