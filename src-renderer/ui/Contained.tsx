import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Notice } from './index.tsx';

type Props = { readonly children: ReactNode };

/**
 * Keeps a fault of the program to the part of the screen where it happened. React takes the whole window away
 * otherwise, and somebody sits before a white screen and wonders whether the work is lost.
 */
export class Contained extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <Failed onRetry={() => this.setState({ hasFailed: false })} />;
  }
}

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="error">
      <p>{t('common.pageFailed')}</p>
      <Button data-action="retry-page" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </Notice>
  );
}
