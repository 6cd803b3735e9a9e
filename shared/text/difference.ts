/** A stretch of text that stands in both, only in the earlier (struck) or only in the later (added). */
export type Segment = { readonly kind: 'same' | 'struck' | 'added'; readonly text: string };

/** What is read as one word: a date, a sum in figures or capitals, a Latin word; else one character. */
const word =
  /\d{4}年\d{1,2}月\d{1,2}日|\d[\d,，.]*\d|\d|[零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿元角分整]{2,}|[A-Za-z]+|\s+|./gsu;
/** Cells of the table of common stretches; beyond it a clause is shown as struck and written anew. */
const largestTable = 4_000_000;
/** Common stretches this short between two changes are coincidence (的, 于) and only tear a sentence apart. */
const shortest = 2;

/** The difference of two texts in words: every character of both stands in exactly one segment of its side. */
export function compareTexts(before: string, after: string): Segment[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const left = before.match(word) ?? [];
  const right = after.match(word) ?? [];
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail += 1;
  return joinShort([
    ...segment('same', left.slice(0, head)),
    ...compareWords(left.slice(head, left.length - tail), right.slice(head, right.length - tail)),
    ...segment('same', tail === 0 ? [] : left.slice(-tail)),
  ]);
}

/** How alike two texts are, 0 to 1, by their pairs of neighbouring characters (Dice). */
export function similarity(left: string, right: string): number {
  if (left === right) return 1;
  const pairs = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  const counts = new Map<string, number>();
  for (const pair of pairs(left)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of pairs(right)) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    common += 1;
    counts.set(pair, count - 1);
  }
  return (2 * common) / Math.max(1, left.length + right.length - 2);
}

function segment(kind: Segment['kind'], words: readonly string[]): Segment[] {
  return words.length === 0 ? [] : [{ kind, text: words.join('') }];
}

/** Longest common run of words, by the usual table. */
function compareWords(left: readonly string[], right: readonly string[]): Segment[] {
  const width = right.length + 1;
  if (left.length === 0 || right.length === 0 || (left.length + 1) * width > largestTable)
    return [...segment('struck', left), ...segment('added', right)];
  const table = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number) => table[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      table[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Segment[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      found.push(...segment('same', left.slice(row, row + 1)));
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      found.push(...segment('struck', left.slice(row, row + 1)));
      row += 1;
    } else {
      found.push(...segment('added', right.slice(column, column + 1)));
      column += 1;
    }
  }
  return [...found, ...segment('struck', left.slice(row)), ...segment('added', right.slice(column))];
}

/** Neighbours of a kind become one; a short common stretch between changes is struck and written anew with them. */
function joinShort(found: readonly Segment[]): Segment[] {
  const whole = join(found);
  const torn = whole.map((one, index): readonly Segment[] => {
    const isBetween = index > 0 && index < whole.length - 1;
    if (one.kind !== 'same' || !isBetween || one.text.length > shortest) return [one];
    return [
      { kind: 'struck', text: one.text },
      { kind: 'added', text: one.text },
    ];
  });
  return join(torn.flat());
}

/** Between two common stretches: first all that was struck, then all that was added. */
function join(found: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  let struck = '';
  let added = '';
  const flush = () => {
    if (struck !== '') joined.push({ kind: 'struck', text: struck });
    if (added !== '') joined.push({ kind: 'added', text: added });
    struck = '';
    added = '';
  };
  for (const { kind, text } of found) {
    switch (kind) {
      case 'struck':
        struck += text;
        break;
      case 'added':
        added += text;
        break;
      case 'same': {
        flush();
        const last = joined.at(-1);
        if (last?.kind === 'same') joined[joined.length - 1] = { kind, text: last.text + text };
        else joined.push({ kind, text });
      }
    }
  }
  flush();
  return joined;
}
