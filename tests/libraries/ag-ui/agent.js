// An agent that plays given events, in the real client; and random patches.

import { AbstractAgent, EventType } from '@ag-ui/client';
import { from } from 'rxjs';
import { random } from './random.js';

export const snapshot = (value) => ({ type: EventType.STATE_SNAPSHOT, snapshot: value });
export const delta = (...operations) => ({ type: EventType.STATE_DELTA, delta: operations });

/** Plays the events of each run, between RUN_STARTED and RUN_FINISHED. */
export class PlayedAgent extends AbstractAgent {
  runs = 0;

  constructor(events, options = {}) {
    super({ threadId: 'thread', ...options });
    this.events = events;
  }

  run({ threadId, runId }) {
    const events = this.events[this.runs++] ?? [];
    const ends = events.at(-1)?.type === EventType.RUN_FINISHED;
    return from([
      { type: EventType.RUN_STARTED, threadId, runId },
      ...events,
      ...(ends ? [] : [{ type: EventType.RUN_FINISHED, threadId, runId }]),
    ]);
  }
}

/** Makes random patches for a state, good and bad. */
export function patches(seed, values) {
  const next = random(seed);
  const below = (n) => Math.floor(next() * n);
  const one = (list) => list[below(list.length)];
  const escaped = (name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

  /** Every place in the value, as a pointer. */
  function* places(value, at = '') {
    yield at;
    if (value === null || typeof value !== 'object') return;
    for (const [name, member] of Object.entries(value)) yield* places(member, `${at}/${escaped(name)}`);
  }

  function place(state) {
    const at = one([...places(state)]);
    const roll = next();
    if (roll < 0.1) return `${at}/-`;
    if (roll < 0.2) return `${at}/${below(4)}`;
    if (roll < 0.35)
      return `${at}/${one(['name', 'status', 'event_data', 'ticket_data', 'a~1b', 'x~0y', 'price_minor'])}`;
    if (roll < 0.37) return `${at}/${one(['__proto__', 'constructor/prototype', '01', '', '~2', '1e0', '-1'])}/x`;
    if (roll < 0.38) return one(['session', 5, null, undefined, '/nothing/here']);
    return at;
  }

  function operation(state) {
    const op = one([
      'add',
      'add',
      'add',
      'replace',
      'replace',
      'remove',
      'move',
      'copy',
      'test',
      ...(next() < 0.02 ? ['put'] : []),
    ]);
    const made = { op, path: place(state) };
    if (op === 'move' || op === 'copy') made.from = place(state);
    if (op === 'add' || op === 'replace' || op === 'test')
      made.value = structuredClone(next() < 0.3 ? one([...values]) : at(state, made.path));
    return made;
  }

  /** The value at the place, or any. */
  function at(state, pointer) {
    const all = [...places(state)];
    if (typeof pointer !== 'string' || next() < 0.5) return one(values);
    const found = all.includes(pointer)
      ? pointer
          .split('/')
          .slice(1)
          .reduce((value, name) => value[name.replaceAll('~1', '/').replaceAll('~0', '~')], state)
      : one(values);
    return found ?? null;
  }

  /** What an assistant would do. */
  function edit(state) {
    const tiers = state?.session?.ticket_data?.tiers ?? [];
    const index = Array.isArray(tiers) ? below(tiers.length + 1) : 0;
    const tier = { name: `T${below(50)}`, kind: 'free', price_minor: one([0, 0, 0, 5]), quantity: 1 + below(100) };
    const at = '/session/ticket_data/tiers';
    return one([
      { op: 'add', path: `${at}/${one([index, '-'])}`, value: tier },
      { op: 'add', path: `${at}/${index}`, value: tier },
      { op: 'remove', path: `${at}/${index}` },
      { op: 'replace', path: `${at}/${index}`, value: tier },
      { op: 'move', from: `${at}/${index}`, path: `${at}/${below(3)}` },
      { op: 'copy', from: `${at}/${index}`, path: `${at}/0` },
      { op: 'replace', path: `${at}/${index}/name`, value: one(['VIP', 'Early', '', 5]) },
      { op: 'replace', path: '/session/status', value: one(['draft', 'active', 'abandoned', 'open']) },
      { op: 'add', path: '/session/event_data/title', value: one(['Night', 'Day', 'x\ny']) },
      { op: 'replace', path: '/session/organizer_data', value: one([{}, { name: 'N' }, { nam: 'N' }]) },
      { op: 'add', path: '/session/venue_data/name', value: 'Hall' },
      { op: 'remove', path: '/session/event_data/capacity' },
      { op: 'test', path: '/session/session_id', value: 'wiz_1' },
    ]);
  }

  return (state) => Array.from({ length: 1 + below(3) }, () => (next() < 0.7 ? edit(state) : operation(state)));
}
