import { type ComponentType, lazy, Suspense, useState } from 'react';

/**
 * A component whose code is loaded apart from the window's. Once the code is here it is drawn at once: React's own `lazy`
 * shows nothing at first even then, and holds back what follows for a third of a second, lest a screen flicker.
 */
export function loadedApart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
) {
  let loaded: ComponentType<Props> | null = null;
  const fetchCode = async () => {
    const module = await load();
    loaded = module.default;
    return module;
  };
  const Awaited = lazy(fetchCode);
  function LoadedApart(props: Props) {
    // Chosen once: another component in the same place would lose what was typed into the first.
    const [Chosen] = useState<ComponentType<Props>>(() => loaded ?? Awaited);
    return (
      <Suspense fallback={null}>
        <Chosen {...props} />
      </Suspense>
    );
  }
  /** Brings the code in before it is wanted. */
  return Object.assign(LoadedApart, { load: fetchCode });
}
