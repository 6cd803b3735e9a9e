import type { OnScreenSignature } from '../../shared/case/actions.ts';
import { drawStroke } from './ink.ts';

/** A signature as it was written. */
export function InkPicture(
  props: Pick<OnScreenSignature, 'width' | 'height' | 'strokes'> & { readonly label: string },
) {
  const { width, height, strokes, label } = props;
  return (
    <svg className="ink" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {strokes.map(drawStroke).map(({ begunAt, path, width: breadth }) => (
        <path key={begunAt} d={path} strokeWidth={breadth} />
      ))}
    </svg>
  );
}
