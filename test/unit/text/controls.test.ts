import { expect, it } from 'vitest';
import { withoutControls } from '../../../shared/text/controls.ts';

it('what nobody sees is taken out of every text, whatever it lies in, and nothing else', () => {
  const copied = {
    name: '马\u0002桂\u007f香',
    rows: ['一\n二\t三', '\ud83d', '😀𪛖\u00ad'],
    sum: 3,
    none: null,
  };
  expect(withoutControls(copied)).toEqual({
    name: '马桂香',
    rows: ['一\n二\t三', '', '😀𪛖\u00ad'],
    sum: 3,
    none: null,
  });
});
