import { districts } from '../law/codes/index.ts';

const areas = districts
  .flatMap((one) => [one.zh, ...('aliases' in one ? one.aliases : [])])
  .filter((name) => /^\p{Script=Han}+$/u.test(name));
const inBeijing = new RegExp(`^(?:北京市)?(?:北京)?(?<area>${areas.join('|')})`, 'u');
/** 某某大街 is a road; 街道 without 大 before it, 镇, 乡 and 地区 are what a place is administered by. */
const streetName = /^\p{Script=Han}{1,8}?(?:(?<!大)街道|地区|镇|乡)/u;

/** 用人单位所在的区、街道（乡镇） as far as its address in Beijing says: '朝阳区柳荫庄街道', '朝阳区'; '' for any other. */
export function employerPlaceOf(address: string): string {
  const written = address.replaceAll(/\s/g, '');
  const found = inBeijing.exec(written);
  const area = found?.groups?.area;
  if (found === null || area === undefined) return '';
  return `${area}${streetName.exec(written.slice(found[0].length))?.[0] ?? ''}`;
}
