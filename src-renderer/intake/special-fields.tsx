import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgentPower, codeLabel } from '../../shared/law/codes/index.ts';
import { toShanghaiDate, toShanghaiTime } from '../../shared/text/dates.ts';
import { type Editing, TextField, useChecked } from '../editing/index.ts';
import { Button, CheckInput, Findings, Notice } from '../ui/index.tsx';
import { fixedDateText, instantText, timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';

/** 登记时间 to the minute; kept as an instant of Shanghai. */
export function ReceivedAtField({
  editing,
  isReadOnly,
}: {
  readonly editing: Editing;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const value = editing.get('application', 'application', 'receivedAt');
  const instant = typeof value === 'string' && value !== '' ? value : null;
  const local = instant === null ? '' : `${toShanghaiDate(instant)}T${toShanghaiTime(instant)}`;
  const set = (typed: string) =>
    editing.set('application', 'application', {
      receivedAt: typed === '' ? null : `${typed.slice(0, 16)}:00+08:00`,
    });
  return (
    <div className="field">
      <label htmlFor="receivedAt">{t('field.application.receivedAt')}</label>
      <div className="row row-line">
        <input
          id="receivedAt"
          type={isReadOnly ? 'text' : 'datetime-local'}
          data-field="application.application.receivedAt"
          readOnly={isReadOnly}
          value={isReadOnly && instant !== null ? instantText(instant) : local}
          onChange={(event) => set(event.target.value)}
        />
        {instant === null && !isReadOnly && (
          <Button
            kind="quiet"
            data-action="received-now"
            onClick={() => set(`${todayInShanghai()}T${timeInShanghai()}`)}
          >
            {t('intake.receivedNow')}
          </Button>
        )}
      </div>
    </div>
  );
}

const externalFields = ['title', 'number', 'issuer', 'date'] as const;

/** What the paper is called that comes with a case of each source (DOMAIN 1.11, 3.3); any other may be typed. */
const externalTitles: Readonly<Record<string, string>> = {
  S05: '工会移送函',
  S06: '调解建议书',
  S07: '委托调解函',
  S08: '委派调解函',
  S09: '委托调解函',
  S10: '12345市民热线转办单',
  S11: '劳动保障监察移送函',
  S12: '信访事项转送单',
  S13: '公安机关移交材料',
  S14: '街道（乡镇）转办单',
  S15: '移送函',
  S16: '网上平台申请',
  S17: '法律援助转介函',
  S18: '风险线索处置单',
};

/** Sources that always come with a paper of another body. */
export function hasExternalDocument(sourceCode: string): boolean {
  return sourceCode in externalTitles;
}

/** 调解建议书, 委派 or 委托函, 转办单: the document that brought the case or the risk here. */
export function ExternalDocumentFields({
  editing,
  kind = 'application',
  isReadOnly,
  knownNumber = '',
}: {
  readonly editing: Editing;
  /** What came with it; its id is the same word. */
  readonly kind?: 'application' | 'risk';
  readonly isReadOnly: boolean;
  /** The number of another body that the case was opened with: mostly the same, so it need not be typed twice. */
  readonly knownNumber?: string;
}) {
  const { t } = useTranslation();
  const value = editing.get(kind, kind, 'externalDocument') as
    | Record<string, string | null>
    | null
    | undefined;
  const source = String(editing.get(kind, kind, 'sourceCode') ?? '');
  const findings = useChecked(`${kind}.${kind}.externalDocument`);
  const document = { number: '', title: '', issuer: '', date: null, ...value };
  const suggestions: Readonly<Record<string, string | undefined>> = {
    title: externalTitles[source],
    number: knownNumber,
  };
  return (
    <div className="grid">
      {externalFields.map((name) => (
        <div key={name} className="field">
          <label htmlFor={`external-${name}`}>{t(`external.${kind}.${name}`)}</label>
          <input
            id={`external-${name}`}
            type={name === 'date' && !isReadOnly ? 'date' : 'text'}
            data-field={`${kind}.${kind}.externalDocument.${name}`}
            readOnly={isReadOnly}
            value={isReadOnly ? fixedDateText(document[name] ?? '') : (document[name] ?? '')}
            placeholder={isReadOnly ? undefined : suggestions[name]}
            list={suggestions[name] ? `external-${name}-list` : undefined}
            onChange={(event) =>
              editing.set(kind, kind, {
                externalDocument: {
                  ...document,
                  [name]: event.target.value === '' && name === 'date' ? null : event.target.value,
                },
              })
            }
          />
          {suggestions[name] && (
            <datalist id={`external-${name}-list`}>
              <option value={suggestions[name]} />
            </datalist>
          )}
        </div>
      ))}
      <Findings findings={findings} />
    </div>
  );
}

/** 工伤医疗费、工伤待遇; 劳动保护、工伤安全. */
const injuryTypes = ['107', '109'];

/** Days outside of the mediation whose limits run against the parties: the award, the recognition of a work injury. */
export function OtherProceedingsFields({ editing }: { readonly editing: Editing }) {
  const of = (field: string) => editing.get('application', 'application', field);
  const others = of('otherDisputeTypeCodes');
  const types = [of('disputeTypeCode'), ...(Array.isArray(others) ? others : [])];
  return (
    <>
      {of('arbitrationUnderWay') === 'yes' && (
        <>
          <TextField field="arbitrationAppliedOn" type="date" />
          <TextField field="awardReceivedByWorkerOn" type="date" />
          <TextField field="awardReceivedByEmployerOn" type="date" />
          <TextField field="awardContestedOn" type="date" />
        </>
      )}
      {of('litigationUnderWay') === 'yes' && <TextField field="litigationFiledOn" type="date" />}
      {of('inspectionUnderWay') === 'yes' && <TextField field="inspectionComplainedOn" type="date" />}
      {types.some((type) => injuryTypes.includes(String(type))) && (
        <>
          <TextField field="workInjuryOn" type="date" />
          <TextField field="workInjuryReportedOn" type="date" />
        </>
      )}
    </>
  );
}

type Power = { readonly text: string; readonly special: boolean };

/** What an agent may do. Admitting, waiving, changing claims and settling need 特别授权 (民事诉讼法 62). */
export function PowersField(props: {
  readonly editing: Editing;
  readonly id: string;
  readonly codes: readonly AgentPower[];
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const { editing, id, codes, isReadOnly } = props;
  const [other, setOther] = useState('');
  const findings = useChecked(`agent.${id}.powers`);
  const powers = (editing.get('agent', id, 'powers') as readonly Power[] | null | undefined) ?? [];
  const set = (next: readonly Power[]) =>
    editing.set('agent', id, { powers: next, hasSpecialPowers: next.some((power) => power.special) });
  // What is recorded goes onto the power of attorney, so it is Chinese; the window may say it otherwise.
  const listed = codes.map((entry) => ({ text: codeLabel(codes, entry.code), special: entry.special }));
  const shown = new Map(codes.map(({ code }) => [codeLabel(codes, code), codeLabel(codes, code, locale)]));
  const all = [...listed, ...powers.filter((power) => !listed.some((one) => one.text === power.text))];
  return (
    <fieldset className="field field-wide">
      <legend className="field-label">{t('field.agent.powers')}</legend>
      {all.map((power, index) => (
        <CheckInput
          key={power.text}
          field={`agent.${id}.powers.${index}`}
          isChecked={powers.some((one) => one.text === power.text)}
          isFixed={isReadOnly}
          onChange={(isChecked) =>
            set(isChecked ? [...powers, power] : powers.filter((one) => one.text !== power.text))
          }
        >
          {shown.get(power.text) ?? power.text}
          {power.special && <span className="tag tag-amber">{t('intake.specialPower')}</span>}
        </CheckInput>
      ))}
      {!isReadOnly && (
        <div className="row">
          <input
            className="input"
            style={{ flex: 1 }}
            aria-label={t('intake.otherPower')}
            placeholder={t('intake.otherPower')}
            data-field={`agent.${id}.otherPower`}
            value={other}
            onChange={(event) => setOther(event.target.value)}
          />
          <Button
            data-action={`add-power-${id}`}
            onClick={() => {
              if (other.trim() !== '') set([...powers, { text: other.trim(), special: false }]);
              setOther('');
            }}
          >
            {t('intake.addPower')}
          </Button>
          <Button
            data-action={`add-special-power-${id}`}
            onClick={() => {
              if (other.trim() !== '') set([...powers, { text: other.trim(), special: true }]);
              setOther('');
            }}
          >
            {t('intake.addSpecialPower')}
          </Button>
        </div>
      )}
      {powers.some((power) => power.special) && (
        <Notice tone="info">{t('intake.specialPowersExplained')}</Notice>
      )}
      <Findings findings={findings} />
    </fieldset>
  );
}
