import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { beginStroke, drawStroke, goOn, type Ink, type Touch } from './ink.ts';

const pointerOf = (type: string): Touch['pointer'] => (type === 'pen' || type === 'touch' ? type : 'mouse');

/** Where somebody writes: by pen, finger or mouse, with every touch that the machine tells. */
export function SigningPad(props: {
  readonly ink: Ink;
  readonly isOpen: boolean;
  /** Told of each change from what stands there now. */
  readonly onInk: (change: (ink: Ink) => Ink) => void;
}) {
  const { t } = useTranslation();
  const { ink, isOpen, onInk } = props;
  const writing = useRef<number | null>(null);
  const touchesOf = (event: PointerEvent<SVGSVGElement>): Touch[] => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const all = event.nativeEvent.getCoalescedEvents();
    return (all.length > 0 ? all : [event.nativeEvent]).map((one) => ({
      x: one.clientX - left,
      y: one.clientY - top,
      at: one.timeStamp,
      pressure: one.pressure,
      pointer: pointerOf(one.pointerType),
    }));
  };
  const end = (event: PointerEvent<SVGSVGElement>) => {
    if (writing.current === event.pointerId) writing.current = null;
  };
  return (
    <div className="pad" data-open={isOpen}>
      <svg
        data-pad
        role="img"
        aria-label={t('onScreen.pad')}
        onPointerDown={(event) => {
          // One pointer at a time: the hand that lies on the screen writes nothing.
          if (!isOpen || writing.current !== null || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          writing.current = event.pointerId;
          const [first] = touchesOf(event);
          if (first !== undefined) onInk((now) => beginStroke(now, first));
        }}
        onPointerMove={(event) => {
          if (writing.current !== event.pointerId) return;
          const touches = touchesOf(event);
          onInk((now) => touches.reduce(goOn, now));
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {ink.strokes.map(drawStroke).map(({ begunAt, path, width }) => (
          <path key={begunAt} d={path} strokeWidth={width} />
        ))}
      </svg>
      {ink.strokes.length === 0 && (
        <span className="pad-hint soft">{t(isOpen ? 'onScreen.writeHere' : 'onScreen.agreeFirst')}</span>
      )}
    </div>
  );
}
