import { TextAreaField, TextField } from '../editing/index.ts';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { type EntriesProps, RiskEntries } from './RiskEntries.tsx';

/** 上报: which higher office was told what, and when. */
export function Reports(props: EntriesProps) {
  return (
    <RiskEntries
      {...props}
      kind="riskReport"
      type="risk.reported"
      ids={props.view.reports.map(({ id }) => id)}
      needed="recipient"
      begun={{ date: todayInShanghai() }}
    >
      {() => (
        <div className="grid">
          <TextField field="date" type="date" />
          <TextField field="recipient" />
          <TextAreaField field="content" rows={2} />
        </div>
      )}
    </RiskEntries>
  );
}
