import i18next from 'i18next';
import en from '../shared/text/locales/en/verifier.json';
import zh from '../shared/text/locales/zh-CN/verifier.json';
import { fingerprintsOf } from '../shared/verification/fingerprints.ts';
import {
  type GivenDocument,
  type GivenFiles,
  sortGivenFiles,
  verifyGiven,
} from '../shared/verification/given-files.ts';
import type { VerificationReport } from '../shared/verification/report.ts';
import { element } from './elements.ts';
import { resultOf } from './result.ts';

type Checked = { readonly name: string; readonly report: VerificationReport; readonly at: string };

/** All that the page knows; drawn anew after each change. */
const state = {
  /** Built into the page. */
  roots: readEmbeddedRoots(),
  /** Came along with the document: nobody's word but that of whoever gave it, until somebody compares. */
  givenRoots: [] as Uint8Array[],
  isRootConfirmed: false,
  fingerprints: [] as string[],
  lists: [] as Uint8Array[],
  sm2Seal: null as GivenFiles['sm2Seal'],
  recordSha256: '',
  document: null as GivenDocument | null,
  checked: null as Checked | null,
  others: [] as readonly string[],
  rejected: [] as readonly string[],
  isChecking: false,
};

const text = (key: string, values: Record<string, string | number> = {}) =>
  i18next.t(`verifier.${key}`, values);

function readEmbeddedRoots(): Uint8Array[] {
  const listed: unknown = JSON.parse(document.getElementById('trusted-roots')?.textContent ?? '[]');
  if (!Array.isArray(listed)) return [];
  return listed.map((one) => Uint8Array.from(atob(String(one)), (letter) => letter.charCodeAt(0)));
}

async function take(files: readonly File[]): Promise<void> {
  const given = await sortGivenFiles(files);
  state.rejected = given.rejected;
  state.others = given.others;
  state.givenRoots.push(...given.roots);
  if (given.roots.length > 0) state.isRootConfirmed = false;
  state.lists.push(...given.lists);
  state.sm2Seal = given.sm2Seal ?? state.sm2Seal;
  state.document = given.document ?? state.document;
  await check();
}

async function check(): Promise<void> {
  state.isChecking = true;
  draw();
  const { document: chosen, recordSha256, roots, givenRoots, isRootConfirmed } = state;
  state.fingerprints = await fingerprintsOf([...roots, ...givenRoots], crypto);
  if (chosen !== null) {
    const now = new Date();
    const report = await verifyGiven(
      chosen,
      {
        trustedRoots: isRootConfirmed ? [...roots, ...givenRoots] : roots,
        givenRoots: isRootConfirmed ? [] : givenRoots,
        revocationLists: state.lists,
        recordSha256: isHash(recordSha256) ? recordSha256 : null,
        sm2: state.sm2Seal === null ? null : { seal: state.sm2Seal.value, knownKeys: [] },
        now,
      },
      crypto,
    );
    state.checked = { name: chosen.name, report, at: now.toISOString() };
  }
  state.isChecking = false;
  draw();
}

const isHash = (value: string) => /^[0-9a-fA-F]{64}$/.test(value);

function dropZone(): HTMLElement {
  const input = element('input', { type: 'file', multiple: true, className: 'visually-hidden' });
  input.addEventListener('change', () => void take([...(input.files ?? [])]));
  return element('div', { className: 'drop' }, [
    element('p', {}, [text('drop')]),
    element('label', { className: 'file' }, [text('choose'), input]),
  ]);
}

function recordField(): HTMLElement {
  const input = element('input', {
    type: 'text',
    id: 'record-hash',
    value: state.recordSha256,
    autocomplete: 'off',
    spellcheck: false,
  });
  input.addEventListener('change', () => {
    state.recordSha256 = input.value.replace(/\s/g, '');
    void check();
  });
  const isWrong = state.recordSha256 !== '' && !isHash(state.recordSha256);
  return element('p', { className: 'record' }, [
    element('label', { htmlFor: 'record-hash' }, [text('recordHash')]),
    input,
    ...(isWrong ? [element('strong', { role: 'alert' }, [text('recordHashInvalid')])] : []),
  ]);
}

function trustNotes(): HTMLElement[] {
  const { roots, givenRoots, lists, rejected, others, fingerprints } = state;
  const notes = [
    ...(others.length > 0 ? [text('onlyOne', { names: others.join(', ') })] : []),
    ...(rejected.length > 0 ? [text('rejected', { names: rejected.join(', ') })] : []),
    ...(roots.length > 0 ? [text('roots', { count: roots.length })] : []),
    ...(givenRoots.length > 0 ? [text('rootsGiven', { count: givenRoots.length })] : []),
    ...(roots.length + givenRoots.length === 0 ? [text('rootsNone')] : []),
    lists.length === 0 ? text('listsNone') : text('lists', { count: lists.length }),
  ];
  return [
    ...notes.map((note) => element('p', { className: 'soft' }, [note])),
    ...(fingerprints.length > 0
      ? [
          element('p', { className: 'soft' }, [text('rootFingerprint')]),
          ...fingerprints.map((one) => element('p', {}, [element('code', {}, [one])])),
        ]
      : []),
    ...(givenRoots.length > 0 ? [confirmation()] : []),
  ];
}

function confirmation(): HTMLElement {
  const box = element('input', { type: 'checkbox', id: 'root-confirmed', checked: state.isRootConfirmed });
  box.addEventListener('change', () => {
    state.isRootConfirmed = box.checked;
    void check();
  });
  return element('p', { className: 'confirm' }, [
    box,
    element('label', { htmlFor: 'root-confirmed' }, [text('rootConfirmed')]),
  ]);
}

function draw(): void {
  document.documentElement.lang = i18next.language;
  document.title = text('title');
  const language = element('button', { type: 'button', lang: i18next.language === 'en' ? 'zh-CN' : 'en' }, [
    text('language'),
  ]);
  language.addEventListener('click', async () => {
    await i18next.changeLanguage(i18next.language === 'en' ? 'zh-CN' : 'en');
    draw();
  });
  const print = element('button', { type: 'button' }, [text('print')]);
  print.addEventListener('click', () => window.print());
  const result = element('div', { id: 'result', role: 'status' }, [
    ...(state.isChecking ? [element('p', {}, [text('checking')])] : []),
    ...(state.checked !== null && !state.isChecking
      ? [resultOf(state.checked.name, state.checked.report, state.checked.at), print]
      : []),
  ]);
  const body =
    globalThis.crypto?.subtle === undefined
      ? [element('p', { role: 'alert' }, [text('noCrypto')])]
      : [dropZone(), recordField(), result, ...trustNotes()];
  document
    .getElementById('page')
    ?.replaceChildren(
      element('main', {}, [
        element('header', {}, [element('h1', {}, [text('title')]), language]),
        element('p', {}, [text('lead')]),
        ...body,
        element('p', { className: 'soft' }, [text('limits')]),
      ]),
    );
}

// Light or dark as the reader's system is; on paper always light.
const isDark = matchMedia('(prefers-color-scheme: dark)');
const colour = (theme: 'light' | 'dark') => {
  document.documentElement.dataset.theme = theme;
};
const colourAsSystem = () => colour(isDark.matches ? 'dark' : 'light');
isDark.addEventListener('change', colourAsSystem);
window.addEventListener('beforeprint', () => colour('light'));
window.addEventListener('afterprint', colourAsSystem);
colourAsSystem();

// A file let go anywhere on the page is taken; else the browser would leave the page for it.
window.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.querySelector('.drop')?.classList.add('over');
});
window.addEventListener('dragleave', () => document.querySelector('.drop')?.classList.remove('over'));
window.addEventListener('drop', (event) => {
  event.preventDefault();
  void take([...(event.dataTransfer?.files ?? [])]);
});

await i18next.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
});
await check();
