import { useTranslation } from 'react-i18next';
import type { RiskRegistering } from '../../shared/contract/risks.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { SaveBar, useEditing } from '../editing/index.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, StillMissing } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { RiskFields } from './RiskFields.tsx';

/** 登记风险: nothing has a number before it is saved. */
export function NewRisk() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const person = useSession((session) => session.status?.person?.name ?? '');
  // What stands there at first, to be typed over. It lies in no draft, so one that was begun is found again.
  const begun: Readonly<Record<string, unknown>> = {
    foundOn: todayInShanghai(),
    responsible: person,
    status: 'checking',
  };
  const editing = useEditing('new:risk', (_kind, _id, field) => begun[field]);
  const isNamed = Boolean(editing.get('risk', 'risk', 'employerName'));
  return (
    <Section
      title={t('risk.new')}
      aside={
        <Button
          kind="quiet"
          data-action="drop-new-risk"
          onClick={() => {
            editing.clear();
            go({ name: 'risks' });
          }}
        >
          {t('common.cancel')}
        </Button>
      }
    >
      {editing.isRestored && editing.patches.length > 0 && (
        <Notice tone="info">{t('common.draftRestored')}</Notice>
      )}
      <RiskFields editing={editing} isReadOnly={false} />
      <StillMissing labels={isNamed ? [] : [t('field.risk.employerName')]} />
      <SaveBar
        editing={editing}
        action="register-risk"
        label={t('risk.register')}
        isPlain
        isBlocked={!isNamed}
        onSave={async ({ overruled }) => {
          const patches = editing.patches.map((one) => ({ ...one, fields: { ...begun, ...one.fields } }));
          const order = { patches, ...(overruled === undefined ? {} : { overruled }) };
          const { riskId } = await call(desk.risks.register(order as RiskRegistering));
          go({ name: 'risk', riskId });
        }}
      />
    </Section>
  );
}
