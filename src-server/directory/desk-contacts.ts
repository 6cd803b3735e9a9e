import type { DeskContact } from '../../shared/directory/desk-contact.ts';
import type { Database } from '../database/open-database.ts';

const hour = 3_600_000;
/** An office's desks ask often; once a minute is noted. */
const noteEvery = 60_000;

/** When each desk was last heard, and how often its live stream began anew: who is silent can be asked after. */
export function createDeskContacts({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => number;
}) {
  const notedAt = new Map<string, number>();
  const instant = (earlier = 0) => new Date(now() - earlier).toISOString();
  const ofDesk = (officeId: string, deskId: string) =>
    database.updateTable('desks').where('office_id', '=', officeId).where('id', '=', deskId);
  /** What is only watched must not fail what is asked. */
  const write = (update: { execute: () => Promise<unknown> }): void => {
    void update.execute().catch(() => {});
  };
  return {
    heard: (officeId: string, deskId: string): void => {
      if (now() - (notedAt.get(deskId) ?? 0) < noteEvery) return;
      notedAt.set(deskId, now());
      write(ofDesk(officeId, deskId).set({ heard_at: instant() }));
    },
    streamBegan: (officeId: string, deskId: string): void => {
      write(
        ofDesk(officeId, deskId).set((set) => {
          const isSameHour = set('streams_since', '>', instant(hour));
          return {
            heard_at: instant(),
            streams: set
              .case()
              .when(isSameHour)
              .then(set('streams', '+', 1))
              .else(1)
              .end(),
            streams_since: set.case().when(isSameHour).then(set.ref('streams_since')).else(instant()).end(),
          };
        }),
      );
    },
    /** Desks that may still speak, by what they were last heard of. */
    countSilent: async (seconds: number): Promise<number> => {
      const { count } = await database
        .selectFrom('desks')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('revoked_at', 'is', null)
        .where((where) =>
          where.or([where('heard_at', 'is', null), where('heard_at', '<', instant(seconds * 1_000))]),
        )
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
export type DeskContacts = ReturnType<typeof createDeskContacts>;

/** The first beginning of a stream is none anew. */
export function readContact(
  desk: { readonly heard_at: string | null; readonly streams_since: string | null; readonly streams: number },
  now: number,
): DeskContact {
  const isSameHour = desk.streams_since !== null && Date.parse(desk.streams_since) > now - hour;
  return { heardAt: desk.heard_at, restarts: isSameHour ? Math.max(0, desk.streams - 1) : 0 };
}
