import { useTranslation } from 'react-i18next';
import { Button, Notice } from '../ui/index.tsx';

/** What taking the rights of a person or a desk means, said before it is done. It cannot be taken back. */
export function Revoking(props: {
  readonly of: 'person' | 'desk';
  /** The person's name, or the desk's letter. */
  readonly name: string;
  readonly isBusy: boolean;
  readonly onRevoke: () => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { of, name } = props;
  return (
    <Notice tone="warning">
      <p>{t(`administration.revokeMeans.${of}`, { name })}</p>
      <ul>
        <li>{t(`administration.revokeKeys.${of}`)}</li>
        <li>{t('administration.revokeKept')}</li>
        <li>{t(`administration.revokeForGood.${of}`)}</li>
      </ul>
      <div className="row">
        <Button data-action="revoke" disabled={props.isBusy} onClick={props.onRevoke}>
          {t(`administration.revokeNow.${of}`, { name })}
        </Button>
        <Button kind="quiet" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Notice>
  );
}
