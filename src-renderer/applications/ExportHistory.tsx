import { useTranslation } from 'react-i18next';
import { PackExported } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { instantText } from '../ui/shanghai-time.ts';

/** What was handed out before for this purpose, newest first, from the timeline. */
export function ExportHistory(props: { readonly view: CaseView; readonly purpose: PackExported['purpose'] }) {
  const { t } = useTranslation();
  const exported = props.view.timeline
    .flatMap((entry) => {
      const body = entry.type === 'pack.exported' ? PackExported.safeParse(entry.body) : undefined;
      return body?.success && body.data.purpose === props.purpose ? [{ ...entry, body: body.data }] : [];
    })
    .reverse();
  if (exported.length === 0) return null;
  return (
    <ul className="lines small" data-value="exports">
      {exported.map(({ actionId, at, body }) => (
        <li key={actionId}>
          ✓ {t('pack.exported', { at: instantText(at), count: body.files })}
          {body.recipient ? t('pack.exportedTo', { recipient: body.recipient }) : ''}
          <span className="soft">　{t('print.hash', { hash: body.sha256.slice(0, 12) })}</span>
        </li>
      ))}
    </ul>
  );
}
