import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes by itself begins first, so that no processor waits for it at the end. */
const longest = ['test/sync/simulation.test.ts'];

/** The order of a run: the longest files, then as Vitest orders them (those that took longest, or the largest). */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification) => longest.some((path) => file.moduleId.endsWith(path));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
