import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type CodeList, codeLabel, offeredCodes } from '../../shared/law/codes/index.ts';
import { formatMoney, parseMoney, toCapitals } from '../../shared/text/money.ts';
import { CheckInput, type Finding, Findings } from '../ui/index.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { listText } from '../ui/list-text.ts';
import { fixedDateText } from '../ui/shanghai-time.ts';
import { drawnApart, type FieldState, useFindings, type Values } from './entity-fields.tsx';

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

type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'date' | 'time' | 'tel';
  /** Known values to choose from; any other may be typed. */
  readonly suggestions?: readonly string[];
  readonly onText?: (text: string) => void;
  /** Other fields that are known by it. */
  readonly derive?: (text: string) => Values;
  /** The form in which it is kept, once the hand has left it. */
  readonly normalise?: (text: string) => string;
};
export const TextField = drawnApart<TextFieldProps>((props) => {
  const id = useId();
  const { value, setFields, path, isReadOnly } = props;
  const text = typeof value === 'string' ? value : '';
  const change = (typed: string) => {
    props.onText?.(typed);
    setFields({ [props.field]: typed, ...props.derive?.(typed) });
  };
  return (
    <Frame {...props} findings={useFindings(props, props.findings)} id={id}>
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
});

/** A number that counts: pages, workers, copies. */
export const CountField = drawnApart<FieldProps>((props) => {
  const id = useId();
  const { value, path, isReadOnly } = props;
  return (
    <Frame {...props} findings={useFindings(props)} id={id}>
      <input
        id={id}
        type="number"
        min={0}
        data-field={path}
        readOnly={isReadOnly}
        value={typeof value === 'number' ? value : ''}
        onChange={({ target }) =>
          props.setFields({ [props.field]: target.value === '' ? null : Number(target.value) })
        }
      />
    </Frame>
  );
});

type TextAreaFieldProps = FieldProps & {
  readonly rows?: number;
  /** Where the field's own label does not say it. */
  readonly ownLabelKey?: string;
};
export const TextAreaField = drawnApart<TextAreaFieldProps>((props) => {
  const id = useId();
  const { value, path, isReadOnly } = props;
  return (
    <Frame
      {...props}
      findings={useFindings(props, props.findings)}
      isWide
      id={id}
      labelKey={props.ownLabelKey ?? props.labelKey}
    >
      <textarea
        id={id}
        rows={props.rows ?? 3}
        data-field={path}
        readOnly={isReadOnly}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => props.setFields({ [props.field]: event.target.value })}
      />
    </Frame>
  );
});

/** Yuan as typed; kept as '1680.32' once it reads as an amount, with the capitals said beside. */
export const MoneyField = drawnApart<FieldProps>((props) => {
  const { t } = useTranslation();
  const id = useId();
  const { value, path, isReadOnly } = props;
  const set = (amount: string) => props.setFields({ [props.field]: amount });
  const text = typeof value === 'string' ? value : '';
  const amount = text === '' ? null : parseMoney(text);
  const unread: Finding[] =
    text !== '' && amount === null ? [{ severity: 'error', text: t('common.notAnAmount') }] : [];
  return (
    <Frame
      {...props}
      findings={useFindings(props, [...unread, ...(props.findings ?? [])])}
      id={id}
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
});

type PickFieldProps = ChoiceProps & { readonly options: readonly Option[] };

/** One code of a list; what is chosen already stays shown, though nobody would be offered it any more. */
export const ChoiceField = drawnApart<ChoiceProps & { readonly codes: CodeList }>(({ codes, ...props }) => {
  const options = useCodeOptions(codes, typeof props.value === 'string' ? props.value : '');
  return <Pick {...props} options={options} />;
});

/** One of some things of this case: a party, a speaker. */
export const PickField = drawnApart<PickFieldProps>(Pick);

function Pick(props: PickFieldProps & FieldState) {
  const { t } = useTranslation();
  const id = useId();
  const { value, path } = props;
  const findings = useFindings(props);
  if (props.isReadOnly) {
    const chosen = props.options.find((option) => option.value === value);
    return (
      <Frame {...props} id={id}>
        <FixedText id={id} path={path} text={chosen?.label ?? props.none ?? ''} />
      </Frame>
    );
  }
  return (
    <Frame {...props} findings={findings} id={id}>
      <select
        id={id}
        data-field={path}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => props.setFields({ [props.field]: event.target.value })}
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

export const CheckField = drawnApart<Omit<FieldProps, 'findings'>>((props) => {
  const { t } = useTranslation();
  const { field, value, path, isReadOnly, isWide = false } = props;
  return (
    <CheckInput
      field={path}
      isChecked={value === true}
      isFixed={isReadOnly}
      isWide={isWide}
      onChange={(isTicked) => props.setFields({ [field]: isTicked })}
    >
      <span>
        {t(props.labelKey)}
        <Findings findings={useFindings(props)} />
      </span>
    </CheckInput>
  );
});

type ManyFieldProps = { readonly field: string; readonly options: readonly Option[] };
/** Several of a list: groups, parties. */
export const ManyField = drawnApart<ManyFieldProps>((props) => {
  const { t } = useTranslation();
  const id = useId();
  const { value, path, isReadOnly } = props;
  const findings = useFindings(props);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  if (isReadOnly) {
    const labels = props.options.filter((option) => chosen.includes(option.value)).map(({ label }) => label);
    return (
      <Frame {...props} isWide id={id}>
        <FixedText id={id} path={path} text={listText(labels)} />
      </Frame>
    );
  }
  return (
    <fieldset className="field field-wide">
      <legend className="field-label">{t(props.labelKey)}</legend>
      <div className="chips">
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(option.value)}
            data-field={`${path}.${option.value}`}
            onClick={() =>
              props.setFields({
                [props.field]: chosen.includes(option.value)
                  ? chosen.filter((one) => one !== option.value)
                  : [...chosen, option.value],
              })
            }
          >
            {option.label}
          </button>
        ))}
      </div>
      <Findings findings={findings} />
    </fieldset>
  );
});

/** A code list as options of this language, with what is chosen among them. */
export function useCodeOptions(codes: CodeList, chosen = ''): Option[] {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return offeredCodes(codes, chosen).map((code) => ({ value: code, label: codeLabel(codes, code, locale) }));
}
