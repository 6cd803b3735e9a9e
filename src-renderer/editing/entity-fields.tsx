import {
  type ComponentType,
  createContext,
  memo,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityKind } from '../../shared/case/entities.ts';
import { findFieldFaults } from '../../shared/law/field-faults.ts';
import type { FieldFault } from '../../shared/law/number-faults.ts';
import type { Finding } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { isSame } from './changes.ts';
import type { Editing } from './useEditing.ts';

type Entity = { readonly editing: Editing; readonly kind: EntityKind; readonly id: string };
export type Values = Readonly<Record<string, unknown>>;
type Target = Entity & {
  readonly isReadOnly: boolean;
  /** What cannot be so, or is unlikely, in any field of the entity. */
  readonly faults: readonly FieldFault[];
  readonly setFields: (fields: Values) => void;
};
const TargetContext = createContext<Target | null>(null);

/** Names the entity that the fields inside belong to. */
export function EntityFields(
  props: Entity & { readonly isReadOnly?: boolean; readonly children: ReactNode },
) {
  const { editing, kind, id, isReadOnly = false, children } = props;
  const latest = useRef(editing);
  useLayoutEffect(() => {
    latest.current = editing;
  });
  const setFields = useCallback((fields: Values) => latest.current.set(kind, id, fields), [kind, id]);
  const faults = isReadOnly
    ? []
    : findFieldFaults(kind, (name) => editing.get(kind, id, name), todayInShanghai());
  return (
    <TargetContext value={{ editing, kind, id, isReadOnly, faults, setFields }}>{children}</TargetContext>
  );
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

/** What a field shows, and how it is changed. */
export type FieldState = {
  readonly value: unknown;
  readonly setFields: (fields: Values) => void;
  readonly path: string;
  readonly isChanged: boolean;
  readonly isReadOnly: boolean;
  readonly labelKey: string;
  /** Numbers that fail their check, dates that cannot stand beside those of other fields. */
  readonly faults: readonly FieldFault[];
  /** What the law says of it. */
  readonly checked: readonly Finding[];
};

function useField(field: string): FieldState {
  const target = useContext(TargetContext);
  if (target === null) throw new Error('A field stands outside of EntityFields.');
  const { editing, kind, id, isReadOnly, faults, setFields } = target;
  const path = `${kind}.${id}.${field}`;
  return {
    value: editing.get(kind, id, field),
    setFields,
    path,
    isChanged: editing.isChanged(kind, id, field),
    isReadOnly,
    labelKey: `field.${kind}.${field}`,
    faults: faults.filter((fault) => fault.field === field),
    checked: useChecked(path),
  };
}

/**
 * A field that is drawn anew only when something it shows is another: of hundreds on a page, the one that is typed in.
 * Typing on an old PC keeps up with the hand only so.
 */
export function drawnApart<Props extends { readonly field: string }>(
  Field: ComponentType<Props & FieldState>,
) {
  const Kept = memo(Field as ComponentType<object>, isAlike);
  return (props: Props) => <Kept {...props} {...useField(props.field)} />;
}

/** Lists are put together anew with each drawing: what stands in them counts. */
function isAlike(before: object, now: object): boolean {
  const given = Object.entries(now);
  return (
    given.length === Object.keys(before).length &&
    given.every(([name, value]) => {
      const former: unknown = before[name as keyof typeof before];
      return (
        Object.is(former, value) || (Array.isArray(former) && Array.isArray(value) && isSame(former, value))
      );
    })
  );
}

/** Everything that is said under a field. */
export function useFindings(
  { faults, checked }: FieldState,
  others: readonly Finding[] = [],
): readonly Finding[] {
  const { t } = useTranslation();
  const inWords = faults.map(({ severity, code }): Finding => ({ severity, text: t(`law.${code}`) }));
  return [...inWords, ...checked, ...others];
}
