import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityKind } from '../../shared/case/entities.ts';
import { type CodeList, codeLabel, offeredCodes } from '../../shared/law/codes/index.ts';
import { findFieldFaults } from '../../shared/law/field-faults.ts';
import { formatMoney, parseMoney, toCapitals } from '../../shared/text/money.ts';
import { CheckInput, type Finding, Findings } from '../ui/index.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { listText } from '../ui/list-text.ts';
import { fixedDateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { Editing } from './useEditing.ts';

type Target = {
  readonly editing: Editing;
  readonly kind: EntityKind;
  readonly id: string;
  readonly isReadOnly: boolean;
};
const TargetContext = createContext<Target | null>(null);

/** Names the entity that the fields inside belong to. */
export function EntityFields(
  props: Omit<Target, 'isReadOnly'> & { readonly isReadOnly?: boolean; readonly children: ReactNode },
) {
  const { editing, kind, id, isReadOnly = false, children } = props;
  return <TargetContext value={{ editing, kind, id, isReadOnly }}>{children}</TargetContext>;
}

const CheckedContext = createContext<readonly CheckedField[]>([]);

/** What a check says beside a field: 'party.P1.birthDate' and the words. */
export type CheckedField = { readonly path: string; readonly finding: Finding };

/** Puts what checks found beside the fields inside. */
export function CheckedFields(props: {
  readonly checked: readonly CheckedField[];
  readonly children: ReactNode;
}) {
  return (
    <CheckedContext value={props.checked}>
      <div>{props.children}</div>
    </CheckedContext>
  );
}

/** What checks found about a field that is drawn elsewhere. */
export function useChecked(path: string): Finding[] {
  return useContext(CheckedContext)
    .filter((one) => one.path === path)
    .map(({ finding }) => finding);
}

function useField(field: string) {
  const { t } = useTranslation();
  const target = useContext(TargetContext);
  const path = target === null ? '' : `${target.kind}.${target.id}.${field}`;
  const checked = useChecked(path);
  if (target === null) throw new Error('A field stands outside of EntityFields.');
  const { editing, kind, id, isReadOnly } = target;
  const faults = isReadOnly
    ? []
    : findFieldFaults(kind, (name) => editing.get(kind, id, name), todayInShanghai());
  return {
    /** Numbers that fail their check, dates that cannot stand beside those of other fields, what the law says. */
    faults: [
      ...faults
        .filter((fault) => fault.field === field)
        .map(({ severity, code }): Finding => ({ severity, text: t(`law.${code}`) })),
      ...checked,
    ],
    value: editing.get(kind, id, field),
    set: (value: unknown) => editing.set(kind, id, { [field]: value }),
    setFields: (fields: Readonly<Record<string, unknown>>) => editing.set(kind, id, fields),
    path,
    isChanged: editing.isChanged(kind, id, field),
    isReadOnly,
    labelKey: `field.${kind}.${field}`,
  };
}

type FieldProps = {
  readonly field: string;
  readonly isWide?: boolean;
  /** Said under the field: warnings never block. */
  readonly findings?: readonly Finding[];
};
type Option = { readonly value: string; readonly label: string };
type ChoiceProps = FieldProps & {
  /** What it means when nothing is chosen, where that is an answer too. */
  readonly none?: string;
};

function Frame(
  props: FieldProps & {
    readonly id: string;
    readonly labelKey: string;
    readonly isChanged: boolean;
    readonly hint?: string;
    readonly children: ReactNode;
  },
) {
  const { t } = useTranslation();
  return (
    <div className={`field ${props.isWide ? 'field-wide' : ''} ${props.isChanged ? 'field-changed' : ''}`}>
      <label htmlFor={props.id}>{t(props.labelKey)}</label>
      {props.children}
      {props.hint && <span className="field-hint">{props.hint}</span>}
      <Findings findings={props.findings} />
    </div>
  );
}

/** What cannot be changed stands there whole: the one line of a field would cut a long name off. */
function FixedText(props: { readonly id: string; readonly path: string; readonly text: string }) {
  return <textarea id={props.id} rows={1} readOnly data-field={props.path} value={props.text} />;
}

export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'date' | 'time' | 'tel';
    /** Known values to choose from; any other may be typed. */
    readonly suggestions?: readonly string[];
    readonly onText?: (text: string) => Readonly<Record<string, unknown>>;
    /** The form in which it is kept, once the hand has left it. */
    readonly normalise?: (text: string) => string;
  },
) {
  const id = useId();
  const { value, setFields, path, isChanged, isReadOnly, labelKey, faults } = useField(props.field);
  const text = typeof value === 'string' ? value : '';
  const change = (typed: string) => setFields({ [props.field]: typed, ...props.onText?.(typed) });
  return (
    <Frame
      {...props}
      findings={[...faults, ...(props.findings ?? [])]}
      id={id}
      labelKey={labelKey}
      isChanged={isChanged}
    >
      {isReadOnly ? (
        <FixedText id={id} path={path} text={props.type === 'date' ? fixedDateText(text) : text} />
      ) : (
        <LineInput
          id={id}
          type={props.type ?? 'text'}
          data-field={path}
          list={props.suggestions ? `${id}-list` : undefined}
          autoComplete="off"
          value={text}
          onChange={(event) => change(event.target.value)}
          onBlur={(event) => {
            const kept = props.normalise?.(event.target.value) ?? event.target.value;
            if (kept !== event.target.value) change(kept);
          }}
        />
      )}
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Frame>
  );
}

/** A number that counts: pages, workers, copies. */
export function CountField(props: FieldProps) {
  const id = useId();
  const { value, set, path, isChanged, isReadOnly, labelKey, faults } = useField(props.field);
  return (
    <Frame {...props} findings={faults} id={id} labelKey={labelKey} isChanged={isChanged}>
      <input
        id={id}
        type="number"
        min={0}
        data-field={path}
        readOnly={isReadOnly}
        value={typeof value === 'number' ? value : ''}
        onChange={(event) => set(event.target.value === '' ? null : Number(event.target.value))}
      />
    </Frame>
  );
}

export function TextAreaField(
  props: FieldProps & {
    readonly rows?: number;
    /** Where the field's own label does not say it. */
    readonly labelKey?: string;
  },
) {
  const id = useId();
  const { value, set, path, isChanged, isReadOnly, labelKey, faults } = useField(props.field);
  return (
    <Frame
      {...props}
      findings={[...faults, ...(props.findings ?? [])]}
      isWide
      id={id}
      labelKey={props.labelKey ?? labelKey}
      isChanged={isChanged}
    >
      <textarea
        id={id}
        rows={props.rows ?? 3}
        data-field={path}
        readOnly={isReadOnly}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => set(event.target.value)}
      />
    </Frame>
  );
}

/** Yuan as typed; kept as '1680.32' once it reads as an amount, with the capitals said beside. */
export function MoneyField(props: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { value, set, path, isChanged, isReadOnly, labelKey } = useField(props.field);
  const text = typeof value === 'string' ? value : '';
  const amount = text === '' ? null : parseMoney(text);
  const findings =
    text !== '' && amount === null ? [{ severity: 'error' as const, text: t('common.notAnAmount') }] : [];
  return (
    <Frame
      {...props}
      findings={[...findings, ...(props.findings ?? [])]}
      id={id}
      labelKey={labelKey}
      isChanged={isChanged}
      hint={amount === null ? '' : toCapitals(amount)}
    >
      {isReadOnly ? (
        <FixedText id={id} path={path} text={amount === null ? text : formatMoney(amount)} />
      ) : (
        <input
          id={id}
          inputMode="decimal"
          data-field={path}
          value={text}
          onChange={(event) => set(event.target.value)}
          onBlur={(event) => {
            const parsed = parseMoney(event.target.value);
            if (parsed !== null && parsed !== event.target.value) set(parsed);
          }}
        />
      )}
    </Frame>
  );
}

/** One code of a list; what is chosen already stays shown, though nobody would be offered it any more. */
export function ChoiceField({ codes, ...props }: ChoiceProps & { readonly codes: CodeList }) {
  const { value } = useField(props.field);
  const options = useCodeOptions(codes, typeof value === 'string' ? value : '');
  return <PickField {...props} options={options} />;
}

/** One of some things of this case: a party, a speaker. */
export function PickField(props: ChoiceProps & { readonly options: readonly Option[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { value, set, path, isChanged, isReadOnly, labelKey, faults } = useField(props.field);
  if (isReadOnly) {
    const chosen = props.options.find((option) => option.value === value);
    return (
      <Frame {...props} id={id} labelKey={labelKey} isChanged={isChanged}>
        <FixedText id={id} path={path} text={chosen?.label ?? props.none ?? ''} />
      </Frame>
    );
  }
  return (
    <Frame {...props} findings={faults} id={id} labelKey={labelKey} isChanged={isChanged}>
      <select
        id={id}
        data-field={path}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => set(event.target.value)}
      >
        <option value="">{props.none ?? t('common.choose')}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckField({ field, isWide = false }: Pick<FieldProps, 'field' | 'isWide'>) {
  const { t } = useTranslation();
  const { value, set, path, isReadOnly, labelKey, faults } = useField(field);
  return (
    <CheckInput field={path} isChecked={value === true} isFixed={isReadOnly} isWide={isWide} onChange={set}>
      <span>
        {t(labelKey)}
        <Findings findings={faults} />
      </span>
    </CheckInput>
  );
}

/** Several of a list: groups, parties. */
export function ManyField(props: { readonly field: string; readonly options: readonly Option[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { value, set, path, isChanged, isReadOnly, labelKey, faults } = useField(props.field);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  if (isReadOnly) {
    const labels = props.options.filter((option) => chosen.includes(option.value)).map(({ label }) => label);
    return (
      <Frame field={props.field} isWide id={id} labelKey={labelKey} isChanged={isChanged}>
        <FixedText id={id} path={path} text={listText(labels)} />
      </Frame>
    );
  }
  return (
    <fieldset className="field field-wide">
      <legend className="field-label">{t(labelKey)}</legend>
      <div className="chips">
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(option.value)}
            data-field={`${path}.${option.value}`}
            onClick={() =>
              set(
                chosen.includes(option.value)
                  ? chosen.filter((one) => one !== option.value)
                  : [...chosen, option.value],
              )
            }
          >
            {option.label}
          </button>
        ))}
      </div>
      <Findings findings={faults} />
    </fieldset>
  );
}

/** A code list as options of this language, with what is chosen among them. */
export function useCodeOptions(codes: CodeList, chosen = ''): Option[] {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return offeredCodes(codes, chosen).map((code) => ({ value: code, label: codeLabel(codes, code, locale) }));
}
