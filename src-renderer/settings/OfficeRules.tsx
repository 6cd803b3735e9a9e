import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { CertificateRule, FollowUpRule } from '../../shared/law/office-rules.ts';
import type { LawTableAdded } from '../../shared/law/office-tables.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { Button, type Finding, Section, SelectInput, TextInput, useOrder } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';

type Answer = Awaited<ReturnType<DeskApi['desk']['lawTables']>>;
type Tables = Extract<Answer, { readonly ok: true }>['value'];

/** What the law leaves to the office: how often is asked after an agreement, how grave a missing certificate is. */
export function OfficeRules() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['lawTables', 'all'],
    queryFn: () => call(desk.desk.lawTables({})),
  });
  if (data === undefined) return null;
  // A rule that came from another desk meanwhile takes the place of what stood there.
  const version = data.office.at(-1)?.id ?? '';
  return (
    <Section title={t('officeRules.title')} id="office-rules">
      <p className="soft">{t('officeRules.explain')}</p>
      <FollowUp key={`visits${version}`} tables={data} />
      <Certificate key={`certificate${version}`} tables={data} />
    </Section>
  );
}

function useSaveRule() {
  const client = useQueryClient();
  return useOrder(async (added: LawTableAdded) => {
    await call(desk.desk.addLawTable(added));
    await client.invalidateQueries({ queryKey: ['lawTables'] });
    await client.invalidateQueries({ queryKey: ['case'] });
  });
}

/** Who gave the rule that applies, when and on what ground. */
function Origin(props: {
  readonly tables: Tables;
  readonly kind: LawTableAdded['kind'];
  readonly source: string;
}) {
  const { t } = useTranslation();
  const { tables, kind, source } = props;
  const given = tables.office.findLast(({ added }) => added.kind === kind);
  return (
    <p className="small soft" data-value={`rule-${kind}`}>
      {given === undefined
        ? t('officeRules.shipped', { source })
        : t('officeRules.givenBy', { by: given.by, date: dateText(toShanghaiDate(given.at)), source })}
    </p>
  );
}

/** '15、30、90', with whatever somebody puts between numbers. */
const readNumbers = (text: string): number[] =>
  text
    .split(/[、，,；;\s]+/)
    .filter((part) => part !== '')
    .map(Number);

function FollowUp({ tables }: { readonly tables: Tables }) {
  const { t } = useTranslation();
  const { workingDaysAfterDue, checkpoints, source: before } = tables.followUp;
  const [days, setDays] = useState(String(workingDaysAfterDue));
  const [listed, setListed] = useState(checkpoints.join('、'));
  const [source, setSource] = useState('');
  const save = useSaveRule();
  const read = FollowUpRule.safeParse({
    workingDaysAfterDue: Number(days),
    checkpoints: [...new Set(readNumbers(listed))].sort((left, right) => left - right),
    source: source.trim(),
    confirmed: true,
  });
  const isWrong = (name: string) => read.error?.issues.some(({ path }) => path[0] === name) === true;
  const finding = (name: string, text: string): Finding[] =>
    isWrong(name) ? [{ severity: 'error', text }] : [];
  const isChanged = days !== String(workingDaysAfterDue) || listed !== checkpoints.join('、');
  return (
    <>
      <h3>{t('officeRules.followUp')}</h3>
      <div className="grid">
        <TextInput
          label={t('officeRules.workingDaysAfterDue')}
          field="officeRules.workingDaysAfterDue"
          value={days}
          findings={finding('workingDaysAfterDue', t('officeRules.daysWrong'))}
          onChange={setDays}
        />
        <TextInput
          label={t('officeRules.checkpoints')}
          field="officeRules.checkpoints"
          value={listed}
          findings={finding('checkpoints', t('officeRules.checkpointsWrong'))}
          onChange={setListed}
        />
        {isChanged && (
          <TextInput
            label={t('officeRules.source')}
            field="officeRules.followUpSource"
            value={source}
            onChange={setSource}
          />
        )}
      </div>
      <Origin tables={tables} kind="followUp" source={before} />
      {save.failure}
      <div className="row">
        <Button
          data-action="save-follow-up-rule"
          disabled={save.isBusy || !isChanged || !read.success}
          onClick={() => {
            if (read.success) void save.run({ kind: 'followUp', followUp: read.data });
          }}
        >
          {t('officeRules.save')}
        </Button>
      </div>
    </>
  );
}

function Certificate({ tables }: { readonly tables: Tables }) {
  const { t } = useTranslation();
  const { certificate } = tables;
  const [severity, setSeverity] = useState<string>(certificate.severity);
  const [source, setSource] = useState('');
  const save = useSaveRule();
  const read = CertificateRule.safeParse({ severity, source: source.trim() });
  const isChanged = severity !== certificate.severity;
  return (
    <>
      <h3>{t('officeRules.certificate')}</h3>
      <div className="grid">
        <SelectInput
          label={t('officeRules.severity')}
          field="officeRules.severity"
          value={severity}
          options={CertificateRule.shape.severity.options.map((value) => ({
            value,
            label: t(`officeRules.severity.${value}`),
          }))}
          onChange={setSeverity}
        />
        {isChanged && (
          <TextInput
            label={t('officeRules.source')}
            field="officeRules.certificateSource"
            value={source}
            onChange={setSource}
          />
        )}
      </div>
      <Origin tables={tables} kind="certificate" source={certificate.source} />
      {save.failure}
      <div className="row">
        <Button
          data-action="save-certificate-rule"
          disabled={save.isBusy || !isChanged || !read.success}
          onClick={() => {
            if (read.success) void save.run({ kind: 'certificate', certificate: read.data });
          }}
        >
          {t('officeRules.save')}
        </Button>
      </div>
    </>
  );
}
