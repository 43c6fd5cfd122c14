// Light, dark, or what the system prefers: the attribute that the style sheet's `color-scheme` follows.

import { useEffect } from 'react';
import { useSituation } from './situation';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function useTheme(): Theme {
  const { params } = useSituation();
  const theme = themes.find((each) => each === params.theme) ?? 'system';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
