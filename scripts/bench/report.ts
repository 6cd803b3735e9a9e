import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../lib/run.mjs';
import type { Figure } from './measure.ts';

const path = join(root, 'docs/benchmarks.md');

/** Writes one part's figures into docs/benchmarks.md; the other parts' sections stay as they are. */
export function writeSection(titles: readonly string[], title: string, figures: readonly Figure[]): string {
  const sections = readSections();
  const table = figures.map(
    ({ name, ours, peer, ratio, goal }) => `| ${name} | ${ours} | ${peer} | ${ratio} | ${goal} |`,
  );
  const text = `${new Date().toISOString().slice(0, 10)}, ${describeMachine()}

| what | ours | peer | ratio | goal |
| --- | --- | --- | --- | --- |
${table.join('\n')}`;
  sections.set(title, text);
  const body = titles.flatMap((one) => {
    const section = sections.get(one);
    return section === undefined ? [] : [`## ${one}\n\n${section}`];
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${preface}\n\n${body.join('\n\n')}\n`);
  return `## ${title}\n\n${text}`;
}

const preface = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- PART\` runs one part and writes its section alone. A ratio compares with
the peer in the same run on the same machine. Times of the window are taken inside its page, from the press to the frame
after what was waited for. Where the load is above the number of processors, other work ran beside it: then the ratios are
fair and the times are not.`;

function readSections(): Map<string, string> {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [, ...sections] = text.split(/^## /m);
  return new Map(
    sections.map((one) => {
      const end = one.indexOf('\n');
      return [one.slice(0, end).trim(), one.slice(end).trim()];
    }),
  );
}

function describeMachine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1) ?? ''}`;
}
