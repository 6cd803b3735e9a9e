import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import {
  CertificateRule,
  FollowUpRule,
  PersonnelRule,
  RetentionRule,
  retentionClasses,
} from '../../shared/law/office-rules.ts';
import type { LawTableAdded, OfficeRules as Rules } from '../../shared/law/office-tables.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { useCodeOptions } from '../editing/index.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, type Finding, Notice, Section, SelectInput, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText } from '../ui/shanghai-time.ts';

type Answer = Awaited<ReturnType<DeskApi['desk']['lawTables']>>;
type Tables = Extract<Answer, { readonly ok: true }>['value'];

/**
 * What the law leaves to the office: how often is asked after an agreement, how grave a missing certificate is, a limit for
 * personnel disputes, how long files are kept.
 */
export function OfficeRules() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['lawTables', 'all'],
    queryFn: () => call(desk.desk.lawTables({})),
  });
  const mayKeep = useMay()('keepTables');
  if (data === undefined) return null;
  // A rule that came from another desk meanwhile takes the place of what stood there.
  const version = data.office.at(-1)?.id ?? '';
  return (
    <Section title={t('officeRules.title')} id="office-rules">
      <p className="soft">{t('officeRules.explain')}</p>
      {!mayKeep && <Notice tone="info">{t('wording.onlyHead')}</Notice>}
      <fieldset className="bare" disabled={!mayKeep}>
        <FollowUp key={`visits${version}`} tables={data} />
        <Certificate key={`certificate${version}`} tables={data} />
        <Personnel key={`personnel${version}`} tables={data} />
        <Retention key={`retention${version}`} tables={data} />
      </fieldset>
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
function Origin(props: { readonly tables: Tables; readonly kind: keyof Rules; readonly source: string }) {
  const { t } = useTranslation();
  const { tables, kind, source } = props;
  const given = tables.office.findLast(({ added }) => added.kind === kind);
  return (
    <p className="small soft" data-value={`rule-${kind}`}>
      {given === undefined
        ? // What is shipped is nobody's document: it is said in the words of the window.
          t('officeRules.shipped', { source: t(`officeRules.shippedSource.${kind}`) })
        : t('officeRules.givenBy', { by: given.by, date: dateText(toShanghaiDate(given.at)), source })}
    </p>
  );
}

/** One rule: its fields, the ground of a change, whose rule applies now, and the saving. */
function RuleForm(props: {
  readonly name: keyof Rules;
  readonly tables: Tables;
  /** The ground of the rule that applies. */
  readonly before: string;
  readonly isChanged: boolean;
  readonly ground: string;
  readonly onGround: (ground: string) => void;
  /** Null while what is typed is no rule. */
  readonly added: LawTableAdded | null;
  readonly action: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { name, added, isChanged } = props;
  const save = useSaveRule();
  return (
    <>
      <h3>{t(`officeRules.${name}`)}</h3>
      <div className="grid">
        {props.children}
        {isChanged && (
          <TextInput
            label={t('officeRules.source')}
            field={`officeRules.${name}Source`}
            value={props.ground}
            onChange={props.onGround}
          />
        )}
      </div>
      <Origin tables={props.tables} kind={name} source={props.before} />
      {save.failure}
      <div className="row">
        <Button
          data-action={props.action}
          disabled={save.isBusy || !isChanged || added === null}
          onClick={() => {
            if (added !== null) void save.run(added);
          }}
        >
          {t('officeRules.save')}
        </Button>
      </div>
    </>
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
  const [listed, setListed] = useState(listText(checkpoints));
  const [source, setSource] = useState('');
  const read = FollowUpRule.safeParse({
    workingDaysAfterDue: Number(days),
    checkpoints: [...new Set(readNumbers(listed))].sort((left, right) => left - right),
    source: source.trim(),
    confirmed: true,
  });
  const isWrong = (name: string) => read.error?.issues.some(({ path }) => path[0] === name) === true;
  const finding = (name: string, text: string): Finding[] =>
    isWrong(name) ? [{ severity: 'error', text }] : [];
  const isChanged = days !== String(workingDaysAfterDue) || listed !== listText(checkpoints);
  return (
    <RuleForm
      name="followUp"
      tables={tables}
      before={before}
      isChanged={isChanged}
      ground={source}
      onGround={setSource}
      added={read.success ? { kind: 'followUp', followUp: read.data } : null}
      action="save-follow-up-rule"
    >
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
    </RuleForm>
  );
}

function Certificate({ tables }: { readonly tables: Tables }) {
  const { t } = useTranslation();
  const { certificate } = tables;
  const [severity, setSeverity] = useState<string>(certificate.severity);
  const [source, setSource] = useState('');
  const read = CertificateRule.safeParse({ severity, source: source.trim() });
  const isChanged = severity !== certificate.severity;
  return (
    <RuleForm
      name="certificate"
      tables={tables}
      before={certificate.source}
      isChanged={isChanged}
      ground={source}
      onGround={setSource}
      added={read.success ? { kind: 'certificate', certificate: read.data } : null}
      action="save-certificate-rule"
    >
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
    </RuleForm>
  );
}

function Personnel({ tables }: { readonly tables: Tables }) {
  const { t } = useTranslation();
  const { personnel } = tables;
  const [applied, setApplied] = useState(String(personnel.isApplied));
  const [days, setDays] = useState(String(personnel.days));
  const [source, setSource] = useState('');
  const read = PersonnelRule.safeParse({
    isApplied: applied === 'true',
    days: Number(days),
    source: source.trim(),
  });
  const isWrong = read.error?.issues.some(({ path }) => path[0] === 'days') === true;
  return (
    <RuleForm
      name="personnel"
      tables={tables}
      before={personnel.source}
      isChanged={applied !== String(personnel.isApplied) || days !== String(personnel.days)}
      ground={source}
      onGround={setSource}
      added={read.success ? { kind: 'personnel', personnel: read.data } : null}
      action="save-personnel-rule"
    >
      <SelectInput
        label={t('officeRules.isApplied')}
        field="officeRules.isApplied"
        value={applied}
        options={(['false', 'true'] as const).map((value) => ({
          value,
          label: t(`officeRules.isApplied.${value}`),
        }))}
        onChange={setApplied}
      />
      <TextInput
        label={t('officeRules.personnelDays')}
        field="officeRules.personnelDays"
        value={days}
        findings={isWrong ? [{ severity: 'error', text: t('officeRules.personnelDaysWrong') }] : []}
        onChange={setDays}
      />
    </RuleForm>
  );
}

const grounds = ['agreed', 'other', 'collective'] as const;

function Retention({ tables }: { readonly tables: Tables }) {
  const { t } = useTranslation();
  const { source: before, ...kept } = tables.retention;
  const options = useCodeOptions(retentionClasses);
  const [chosen, setChosen] = useState<Readonly<Record<(typeof grounds)[number], string>>>(kept);
  const [source, setSource] = useState('');
  const read = RetentionRule.safeParse({ ...chosen, source: source.trim() });
  return (
    <RuleForm
      name="retention"
      tables={tables}
      before={before}
      isChanged={grounds.some((ground) => chosen[ground] !== kept[ground])}
      ground={source}
      onGround={setSource}
      added={read.success ? { kind: 'retention', retention: read.data } : null}
      action="save-retention-rule"
    >
      {grounds.map((ground) => (
        <SelectInput
          key={ground}
          label={t(`closing.retentionGround.${ground}`)}
          field={`officeRules.retention.${ground}`}
          value={chosen[ground]}
          options={options}
          onChange={(value) => setChosen({ ...chosen, [ground]: value })}
        />
      ))}
    </RuleForm>
  );
}
