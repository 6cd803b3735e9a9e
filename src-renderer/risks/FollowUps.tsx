import type { EntityPatch } from '../../shared/case/actions.ts';
import { riskStatuses } from '../../shared/law/codes/index.ts';
import { useSession } from '../app/session-store.ts';
import { ChoiceField, type Editing, EntityFields, TextAreaField, TextField } from '../editing/index.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { type EntriesProps, RiskEntries } from './RiskEntries.tsx';

/** 跟进记录: what was done on which day, and how it stands since. */
export function FollowUps(props: EntriesProps) {
  const person = useSession((session) => session.status?.person?.name ?? '');
  return (
    <RiskEntries
      {...props}
      kind="riskFollowUp"
      type="risk.followedUp"
      ids={props.view.followUps.map(({ id }) => id)}
      needed="text"
      begun={{ date: todayInShanghai(), by: person }}
      finish={withDayOfStatus}
    >
      {(editing, isNew) => (
        <div className="grid">
          <TextField field="date" type="date" />
          <TextField field="by" />
          {isNew && <StatusAfter editing={editing} />}
          <TextAreaField field="text" rows={2} />
        </div>
      )}
    </RiskEntries>
  );
}

/** The state is the risk's own, and changes with what was done about it. */
function StatusAfter({ editing }: { readonly editing: Editing }) {
  return (
    <EntityFields editing={editing} kind="risk" id="risk">
      <ChoiceField field="status" codes={riskStatuses} />
    </EntityFields>
  );
}

/** It stands so since the day of the entry that says it. */
function withDayOfStatus(patches: readonly EntityPatch[]): readonly EntityPatch[] {
  const statusOn = patches.find(({ kind }) => kind === 'riskFollowUp')?.fields.date ?? todayInShanghai();
  return patches.map((patch) =>
    patch.kind === 'risk' && patch.fields.status !== undefined
      ? { ...patch, fields: { ...patch.fields, statusOn } }
      : patch,
  );
}
