// The page's state in its address, so that every situation is a link: `#wizard?lang=de&stage=eventSetup`. In the fragment,
// which is never sent to a server. Knows no tab's parameters.

import { useSyncExternalStore } from 'react';

/** The tabs, in their order; the names are those of the address. */
export const tabs = ['wizard', 'assistant', 'row', 'break-it', 'speed', 'rules'] as const;
export type Tab = (typeof tabs)[number];
/** What the page shows first. */
const FIRST: Tab = 'row';
/** Parameters that go along from tab to tab. */
const SHARED = ['lang', 'theme', 'session'];

export interface Situation {
  readonly tab: Tab;
  readonly params: Readonly<Record<string, string>>;
}

const isTab = (name: string): name is Tab => (tabs as readonly string[]).includes(name);

/** What an address's fragment says; whatever it does not say, or says wrong, is as when the page is opened. */
export function readSituation(hash: string): Situation {
  const [name = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  return { tab: isTab(name) ? name : FIRST, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The fragment of a situation; parameters without a value are left out. */
export function hashOf(tab: Tab, params: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(given.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `#${tab}${query && `?${query}`}`;
}

/** Longer values (in characters) are left out of the address: browsers cut or refuse addresses of some megabytes. */
export const LONGEST = 200_000;

/** Milliseconds between two changes of the address; browsers refuse more than some hundred in half a minute. */
const PAUSE = 250;

let situation = readSituation(location.hash);
let written = 0;
let later: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(next: Situation) {
  situation = next;
  for (const listener of listeners) listener();
}

function write() {
  clearTimeout(later);
  later = undefined;
  written = performance.now();
  const short = Object.entries(situation.params).filter(([, value]) => value.length <= LONGEST);
  try {
    history.replaceState(null, '', hashOf(situation.tab, Object.fromEntries(short)));
  } catch {
    // Refused because of too many changes; the page goes on, and the next change is written again.
  }
}

function arrived() {
  clearTimeout(later);
  later = undefined;
  show(readSituation(location.hash));
}
addEventListener('hashchange', arrived);
addEventListener('popstate', arrived);
// Before a link is followed, or the page is left, the address says what was typed last.
const settle = () => later !== undefined && write();
addEventListener('click', settle, { capture: true });
addEventListener('pagehide', settle);

export function useSituation(): Situation {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => situation,
  );
}

/**
 * Changes parameters of the present tab; undefined removes one. The page follows at once, the address within 250 ms. What
 * follows typing replaces the entry in the browser's history, so that "back" leads to the place before.
 */
export function setParams(params: Readonly<Record<string, string | undefined>>): void {
  const given = Object.entries({ ...situation.params, ...params }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  show({ tab: situation.tab, params: Object.fromEntries(given) });
  if (later !== undefined) return;
  const wait = written + PAUSE - performance.now();
  if (wait <= 0) write();
  else later = setTimeout(write, wait);
}

/** The link to a tab, with parameters of its own. */
export function linkTo(tab: Tab, params: Readonly<Record<string, string | undefined>> = {}): string {
  const shared = Object.fromEntries(SHARED.map((name) => [name, situation.params[name]]));
  return hashOf(tab, { ...shared, ...params });
}
