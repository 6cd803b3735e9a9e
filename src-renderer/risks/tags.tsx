import { useTranslation } from 'react-i18next';
import { codeLabel, riskLevels, riskStatuses } from '../../shared/law/codes/index.ts';

/** 红橙黄蓝 in words; the colours of the window are for deadlines and signatures, red and amber say how urgent it is. */
const tones: Readonly<Record<string, string>> = { red: 'tag-red', orange: 'tag-amber', yellow: 'tag-amber' };

export function LevelTag({ level }: { readonly level: string }) {
  const { t, i18n } = useTranslation();
  if (level === '') return null;
  const label = codeLabel(riskLevels, level, i18n.language === 'en' ? 'en' : 'zh-CN');
  return <span className={`tag ${tones[level] ?? ''}`}>{t('risk.level', { level: label })}</span>;
}

export function StatusTag({ status }: { readonly status: string }) {
  const { i18n } = useTranslation();
  const label = codeLabel(riskStatuses, status, i18n.language === 'en' ? 'en' : 'zh-CN');
  return <span className={`tag ${status === 'resolved' ? 'tag-green' : ''}`}>{label}</span>;
}
