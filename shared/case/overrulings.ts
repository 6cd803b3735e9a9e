import { z } from 'zod';

/** A check that somebody set aside, and why. */
export const Overruling = z.object({
  /** The rule; where a case is recorded and decided on, the key of its words ('law.bankAccount.luhn'). */
  rule: z.string().max(64),
  reason: z.string().min(1).max(2_000),
  /** The field beside which it was said: 'party.P1.idNumber'. */
  path: z.string().max(256).optional(),
  /** What fills the rule's words. */
  params: z.record(z.string().max(64), z.union([z.string().max(500), z.number()])).optional(),
});
export type Overruling = z.infer<typeof Overruling>;

/** What was set aside, as it can be put into words. */
export type SaidOverruling = {
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The key of the field's name, where it was said beside one. */
  readonly fieldKey: string | null;
  readonly reason: string;
};

const Body = z.object({ overruled: z.array(z.looseObject({ reason: z.string() })) });
const ArchiveItem = z.object({ item: z.string(), reason: z.string() });

/** The checks that an action of the timeline set aside. */
export function listOverrulings(type: string, body: unknown): SaidOverruling[] {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return [];
  return parsed.data.overruled.flatMap((one): SaidOverruling[] => {
    if (type === 'case.archived') {
      const { data } = ArchiveItem.safeParse(one);
      return data === undefined ? [] : [said(`archiveItem.${data.item}`, data.reason)];
    }
    const { data } = Overruling.safeParse(one);
    if (data === undefined) return [];
    const key = type === 'document.finalised' ? `check.agreement.${data.rule}` : data.rule;
    const [kind, , ...field] = (data.path ?? '').split('.');
    const fieldKey = field.length > 0 ? `field.${kind}.${field.join('.')}` : null;
    return [{ ...said(key, data.reason), params: data.params ?? {}, fieldKey }];
  });
}

function said(messageKey: string, reason: string): SaidOverruling {
  return { messageKey, params: {}, fieldKey: null, reason };
}
