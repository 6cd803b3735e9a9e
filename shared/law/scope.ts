const outside =
  /(补缴|缴存|提取).{0,6}公积金|公积金.{0,6}(补缴|缴存)|落户|户口迁|户口指标|办理退休|退休手续|(补缴|缴费基数).{0,8}(社会保险|社保)|(社会保险|社保).{0,6}(补缴|缴费基数)|加付赔偿金|公有住房|房改|(伤残等级|伤残鉴定|能力鉴定|职业病).{0,10}(不服|异议|重新鉴定)|(社会保险|社保)(经办)?机构.{0,10}(发放|支付|给付)/;

/**
 * Words of what is typically no labour dispute: 社保补缴, 公积金, 户口, 退休手续, 加付赔偿金 that no authority has ordered
 * (京高法发〔2024〕534号); 社保金 of the agency, 公有住房, the findings of an appraisal (法释〔2020〕26号 2).
 */
export function isOutsideScope(text: string): boolean {
  return outside.test(text);
}

const insuranceWaived =
  /(放弃|免除|不(再|予|为.{1,8}|给.{1,8})?(另行)?(缴|补缴|办理|参加)|无需(缴纳|补缴)|自愿不|(代替|折抵|抵作)(缴纳|补缴)?).{0,12}(社会保险|社保|五险)|(社会保险|社保|五险).{0,14}(放弃|折算|折现|不再(另行)?(主张|追究|补缴|缴纳)|无需(缴纳|补缴)|不予(缴纳|补缴))/;

/** Words that do away with the social insurance, which nobody can agree to (法释〔2025〕12号 19). */
export function waivesInsurance(text: string): boolean {
  return insuranceWaived.test(text);
}
