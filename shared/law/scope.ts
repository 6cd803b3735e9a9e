const outside =
  /(补缴|缴存|提取).{0,6}公积金|公积金.{0,6}(补缴|缴存)|落户|户口迁|户口指标|办理退休|退休手续|(补缴|缴费基数).{0,8}(社会保险|社保)|(社会保险|社保).{0,6}(补缴|缴费基数)/;

/** Words of what is typically no labour dispute: 社保补缴, 公积金, 户口, 退休手续 (京高法发〔2024〕534号). */
export function isOutsideScope(text: string): boolean {
  return outside.test(text);
}
