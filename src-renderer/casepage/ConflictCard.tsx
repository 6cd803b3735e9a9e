import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../shared/case/state.ts';
import type { FieldConflict } from '../../shared/record/registers.ts';
import { Button } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';

type Written = FieldConflict['values'][number];

/** What desks wrote apart of one thing: the values beside each other, each with who wrote it and the way to keep it. */
export function ConflictCard(props: {
  readonly title: string;
  readonly values: readonly Written[];
  /** Names by the ids of persons. */
  readonly people: Readonly<Record<string, string>>;
  /** The actions of the record: what was put right says why. */
  readonly timeline: readonly TimelineEntry[];
  readonly say: (value: unknown) => ReactNode;
  readonly isOffered: (value: unknown) => boolean;
  readonly onKeep: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const reasonOf = (action: string) =>
    reasonIn(props.timeline.find(({ actionId }) => actionId === action)?.body);
  return (
    <div className="card">
      <h3>{props.title}</h3>
      <div className="grid">
        {props.values.map(({ action, value, person, at }) => (
          <div key={action} className="card">
            {props.say(value)}
            {reasonOf(action) !== '' && (
              <p className="small">{t('conflict.reason', { reason: reasonOf(action) })}</p>
            )}
            <p className="small soft">
              {props.people[person] ?? ''} {instantText(at)}
            </p>
            {props.isOffered(value) && (
              <Button
                data-action="settle"
                // The next conflict comes where this one stood: the second half of a double click settles none unseen.
                onClick={({ detail }) => detail < 2 && props.onKeep(value)}
              >
                {t('conflict.keepThis')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function reasonIn(body: unknown): string {
  const reason = (body as { readonly reason?: unknown } | null | undefined)?.reason;
  return typeof reason === 'string' ? reason : '';
}
