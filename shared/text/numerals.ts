const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一, 十, 十五, 二十三, as running text counts; figures from a hundred on. */
export function chineseCount(count: number): string {
  if (!Number.isInteger(count) || count < 1 || count > 99) return String(count);
  const tens = Math.floor(count / 10);
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens] ?? ''}十`;
  return `${ten}${digits[count % 10] ?? ''}`;
}
