import { useEffect, useState } from 'react';

/** So that not every key asks the store. */
const usualPause = 200;

/** The value once nobody has typed for a moment. */
export function useSettled<Value>(value: Value, pause = usualPause): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pause);
    return () => window.clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
