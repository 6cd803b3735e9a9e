/** Where a shortcut works: everywhere, in an opened case, or in the minutes while somebody types. */
export type ShortcutPlace = 'everywhere' | 'case' | 'minutes' | 'reading';

export type Shortcut = {
  readonly id: string;
  /** As printed on the keys; the one spelling that is shown and compared. */
  readonly keys: string;
  readonly place: ShortcutPlace;
};

/** Shortcuts that the frame itself answers, on every page. */
export const frameShortcuts = [
  { id: 'commands', keys: 'Ctrl+K', place: 'everywhere' },
  { id: 'help', keys: 'F1', place: 'everywhere' },
  { id: 'print', keys: 'Ctrl+P', place: 'everywhere' },
  { id: 'save', keys: 'Ctrl+S', place: 'everywhere' },
  { id: 'undo', keys: 'Ctrl+Z', place: 'everywhere' },
  { id: 'newCase', keys: 'Ctrl+N', place: 'everywhere' },
  { id: 'today', keys: 'Alt+Home', place: 'everywhere' },
  { id: 'lock', keys: 'Ctrl+L', place: 'everywhere' },
  { id: 'nextStep', keys: 'Ctrl+Enter', place: 'case' },
  { id: 'previousSection', keys: 'Ctrl+PageUp', place: 'case' },
  { id: 'nextSection', keys: 'Ctrl+PageDown', place: 'case' },
] as const satisfies readonly Shortcut[];
export type FrameShortcutId = (typeof frameShortcuts)[number]['id'];

/** Every shortcut of the program in one table, as F1 shows it. The others are answered where they belong. */
export const shortcuts: readonly Shortcut[] = [
  ...frameShortcuts,
  { id: 'escape', keys: 'Esc', place: 'everywhere' },
  { id: 'zoom', keys: 'Ctrl + / −', place: 'everywhere' },
  { id: 'law', keys: 'Alt+L', place: 'case' },
  { id: 'writeEntry', keys: 'Enter', place: 'minutes' },
  { id: 'newLine', keys: 'Shift+Enter', place: 'minutes' },
  { id: 'nextSpeaker', keys: 'F2', place: 'minutes' },
  { id: 'speaker', keys: 'Alt+1…9', place: 'minutes' },
  { id: 'entryKind', keys: 'Alt+↑ ↓', place: 'minutes' },
  { id: 'procedureStep', keys: 'Ctrl+1…9、0', place: 'minutes' },
  { id: 'turnEntry', keys: '← →', place: 'reading' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The shortcut of the frame that these keys are, or undefined. Cmd counts as Ctrl. */
export function findFrameShortcut(event: Pressed): FrameShortcutId | undefined {
  if (event.shiftKey) return undefined;
  const pressed = [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    event.key.length === 1 ? event.key.toUpperCase() : event.key,
  ].join('+');
  return frameShortcuts.find((one) => one.keys === pressed)?.id;
}
