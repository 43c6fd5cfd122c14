import { useEffect } from 'react';
import { startJudges, useJudges } from './judges';

export function BreakIt() {
  const state = useJudges();
  useEffect(() => {
    startJudges().run({ rowsPerSecond: 'full', until: 2000, seed: 1 });
  }, []);
  return <pre data-testid="raw">{JSON.stringify(state, null, 1)}</pre>;
}
