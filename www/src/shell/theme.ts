// Light, dark, or what the system prefers: the attribute that the style sheet's `color-scheme` follows.

import { useLayoutEffect, useSyncExternalStore } from 'react';
import { setParams, useSituation } from './situation';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void) {
  prefersDark.addEventListener('change', listener);
  return () => prefersDark.removeEventListener('change', listener);
}

/** Whether the page is dark, and what changes that. What the system prefers is left out of the address. */
export function useTheme(): { readonly isDark: boolean; readonly toggle: () => void } {
  const { params } = useSituation();
  const isSystemDark = useSyncExternalStore(subscribe, () => prefersDark.matches);
  const theme = themes.find((each) => each === params.theme) ?? 'system';
  const isDark = theme === 'system' ? isSystemDark : theme === 'dark';
  // Before the first picture, so that nothing flashes.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return {
    isDark,
    toggle: () => setParams({ theme: isDark === isSystemDark ? (isDark ? 'light' : 'dark') : undefined }),
  };
}
