import { expect, it } from 'vitest';
import { employerPlaceOf } from '../../../shared/case/employer-place.ts';

it.each([
  ['北京市朝阳区柳荫庄街道十里柳小区9号楼地下一层B106', '朝阳区柳荫庄街道'],
  ['北京市通州区宋庄镇小堡村1号', '通州区宋庄镇'],
  ['北京市朝阳区高碑店地区惠河南街', '朝阳区高碑店地区'],
  ['海淀区中关村大街1号', '海淀区'],
  ['北京市西城区某大街道北2号', '西城区'],
  ['北京市 丰台区 花乡 新发地', '丰台区花乡'],
  ['北京市北京经济技术开发区荣华南路1号', '北京经济技术开发区'],
  ['吉林省长春市朝阳区某街道1号', ''],
  ['', ''],
])('the place of an employer at %s is %s', (address, place) => {
  expect(employerPlaceOf(address)).toBe(place);
});
