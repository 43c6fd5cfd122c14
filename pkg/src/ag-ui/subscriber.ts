// A subscriber for `@ag-ui/client` that judges the shared state before it changes. Knows when the client asks its
// subscribers and what their answers mean; every rule about sessions is in the functions passed to it.

import type { Api } from '../api/api.js';
import { MOST_ISSUES, oneOf, ownOptions } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import { type AnyIssue, VALID, type Verdict, verdictOf } from '../issue/issue.js';
import { applyPatch, memberOf, namesOf } from '../json/patch.js';
import { jsonText, messageIn, Unwritable } from '../json/text.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';
import { introducedIssues, type Known, knownIssues } from './introduced.js';
import { type AgentSpeech, agentSpeechIn, type NotJudged } from './speech.js';

/** What an agent has proposed to do to the shared state, and what came of it. */
export interface StateChange {
  /** The event by which it was proposed: STATE_SNAPSHOT or STATE_DELTA. */
  readonly event: 'snapshot' | 'delta';
  /** Whether it was refused: the state is what it was before. */
  readonly refused: boolean;
  /**
   * The verdict on the session as it would be after the change, whether or not it was refused. If more than 100 issues
   * are new, it is truncated. `pointer` leads from the session: a JSON Patch for the state has it after `at`. Of a
   * change that cannot be made or judged, it has the one issue that says so (`patch`, `notJudged`).
   */
  readonly verdict: Verdict<AnyIssue>;
  /** Those of the verdict's issues that the session did not have before. */
  readonly introduced: readonly AnyIssue[];
}

/** How the shared state is judged. */
export interface WizardSubscriberOptions {
  /** The JSON Pointer of the session in the state, such as `/session`; by default the state is the session. */
  readonly at?: string | undefined;
  /**
   * Judges the session: `(session, { maxIssues }) => validateSession(session, { operation: 'update', current, maxIssues
   * })`. Pass `maxIssues` on: which issues are new can only be told from all that were there before. By default the
   * session is judged as a new row of which columns may still be missing, and whose status may be any. There is nothing
   * to judge while the session is missing or null.
   */
  readonly judge?: ((session: unknown, options: { readonly maxIssues: number }) => Verdict<AnyIssue>) | undefined;
  /**
   * Which changes are refused. `unpersistable`, the default: those that introduce an issue for which the database would
   * reject the session. `invalid`: those that introduce any issue. `nothing`: none. Issues that the session had before
   * are no reason, so that it can be mended step by step. In each case a patch that cannot be applied is refused, and
   * one that cannot be judged is refused unless this is `nothing`.
   */
  readonly refuse?: 'unpersistable' | 'invalid' | 'nothing' | undefined;
  /** Told of each change of the session, and of each that was refused, before the state changes. */
  readonly onChange?: ((change: StateChange) => void) | undefined;
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What a subscriber answers: AG-UI's `AgentStateMutation`. */
export interface StateMutation {
  /** The new state. */
  // biome-ignore lint/suspicious/noExplicitAny: AG-UI's State
  state?: any;
  /** Whether the event stops here, so that the client does not apply it. */
  stopPropagation?: boolean;
}

/** What the subscriber reads of AG-UI's parameters. */
interface Asked<Event> {
  readonly event: Event;
  readonly state?: unknown;
}

/** A subscriber for `agent.subscribe` or `agent.runAgent`. */
export interface WizardSubscriber {
  onStateSnapshotEvent(asked: Asked<{ readonly snapshot?: unknown }>): StateMutation | undefined;
  onStateDeltaEvent(asked: Asked<{ readonly delta?: unknown }>): StateMutation | undefined;
}

/** Makes a subscriber. */
export type CreateWizardSubscriber = (options?: WizardSubscriberOptions) => WizardSubscriber;

type Functions = Pick<Api, 'validateSession' | 'withLocale'>;

const REFUSALS = ['unpersistable', 'invalid', 'nothing'] as const;
const REFUSED: StateMutation = { stopPropagation: true };

/** A session that is still being filled in: what is missing is not demanded, and any status may be its first. */
function judgeDraft(
  validateSession: Api['validateSession'],
  speech: AgentSpeech,
  session: unknown,
  maxIssues: number,
): Verdict<AnyIssue> {
  // As PostgREST reads it, a body without objects has no rows, and so nothing is wrong with it.
  if (!isRow(session)) return { ...verdictOf([speech.notAnObject()]), persistable: false };
  // Two more, for the issues that do not count.
  const { issues, advice, truncated } = validateSession(session, { maxIssues: maxIssues + 2 });
  const found = issues.filter(
    ({ code, path }) =>
      code !== 'status_transition' && (code !== 'not_null_violation' || Object.hasOwn(session, path[0] as string)),
  );
  return verdictOf([...found, ...advice], truncated);
}

/** Whether the database would reject the session because of one of these issues. */
function preventStoring({ issues }: Verdict<AnyIssue>, introduced: readonly AnyIssue[]): boolean {
  const refused = new Set(issues.filter(({ source }) => source === 'database').map(({ path }) => path[0]));
  return introduced.some(
    ({ source, path }) => source === 'database' || (source === 'schema' && (path.length === 0 || refused.has(path[0]))),
  );
}

/** A plain copy of a value as JSON has it; what JSON omits is null. */
function copyOf(value: unknown, name: string): unknown {
  return value === undefined ? null : JSON.parse(jsonText(value, name));
}

/** Why a change cannot be judged: what a judge has thrown, or a value that is not JSON. */
function reasonOf(thrown: unknown): NotJudged {
  if (thrown instanceof Unwritable) return { reason: thrown.limit };
  return { reason: 'error', message: messageIn(thrown) };
}

/** `wizardSubscriber` over the functions of an entry. */
export function createWizardSubscriber(functions: Functions, english: Locale): CreateWizardSubscriber {
  return (options = {}) => {
    const {
      at = '',
      judge,
      refuse = 'unpersistable',
      onChange,
      locale,
      labels,
    } = ownOptions(options, {
      at: undefined,
      judge: undefined,
      refuse: undefined,
      onChange: undefined,
      locale: undefined,
      labels: undefined,
    });
    const names = typeof at === 'string' ? namesOf(at) : undefined;
    if (names === undefined) throw new TypeError("`at` must be a JSON Pointer, such as '/session'");
    oneOf(refuse, REFUSALS, 'refuse');
    for (const [name, each] of Object.entries({ judge, onChange })) {
      if (each !== undefined && typeof each !== 'function') throw new TypeError(`\`${name}\` must be a function`);
    }
    const speech = agentSpeechIn(locale === undefined ? undefined : checkedLocale(locale, 'the locale'), english);
    const { validateSession } =
      locale === undefined && labels === undefined ? functions : functions.withLocale(locale ?? english, labels);
    const judgeSession = judge ?? ((session, { maxIssues }) => judgeDraft(validateSession, speech, session, maxIssues));

    const sessionIn = (state: unknown): unknown => names.reduce(memberOf, state);
    const verdictOn = (session: unknown, maxIssues: number): Verdict<AnyIssue> =>
      session === undefined || session === null ? VALID : judgeSession(session, { maxIssues });

    /** The session that was judged last, as text, and its issues: mostly it is the one that is changed next. */
    let last: { readonly text: string | undefined; readonly issues: readonly AnyIssue[] } | undefined;

    /** The session before a change. */
    function sessionBefore(session: unknown): { readonly text: string | undefined; readonly known: Known } {
      const text: string | undefined = JSON.stringify(session);
      // A judge of the caller's own may have other things to go by, which have changed.
      if (judge !== undefined || last === undefined || last.text !== text) {
        last = { text, issues: verdictOn(session, Infinity).issues };
      }
      return { text, known: knownIssues(session, last.issues) };
    }

    function tell(change: StateChange): void {
      try {
        onChange?.(change);
      } catch (error) {
        // The client catches what a subscriber throws and then applies the event, even one that is refused.
        console.error('onChange of event-wizard-validator/ag-ui:', error);
      }
    }

    /** Refuses what cannot be applied or judged. */
    function refusing(event: StateChange['event'], issue: AnyIssue): StateMutation {
      tell({ event, refused: true, verdict: verdictOf([issue]), introduced: [issue] });
      return REFUSED;
    }

    /** Whether the change is refused, after the caller was told. */
    function isRefused(event: StateChange['event'], known: Known, session: unknown, text: string | undefined): boolean {
      // At most as many issues as were known are old.
      const verdict = verdictOn(session, known.places.length + MOST_ISSUES);
      const introduced = introducedIssues(known, session, verdict.issues);
      const { persistable, truncated } = verdict;
      const refused =
        refuse === 'invalid'
          ? introduced.length > 0 || truncated
          : refuse === 'unpersistable' && !persistable && (truncated || preventStoring(verdict, introduced));
      if (!refused && !truncated) last = { text, issues: verdict.issues };
      tell({ event, refused, verdict, introduced });
      return refused;
    }

    /**
     * The answer, unless it cannot be found: what cannot be judged is not let through, as it would be if the client got
     * the error.
     */
    function answer(event: StateChange['event'], find: () => StateMutation | undefined): StateMutation | undefined {
      try {
        return find();
      } catch (error) {
        const issue = speech.notJudged(reasonOf(error));
        if (refuse !== 'nothing') return refusing(event, issue);
        tell({ event, refused: false, verdict: verdictOf([issue]), introduced: [issue] });
        return undefined;
      }
    }

    return {
      onStateSnapshotEvent: ({ event, state }) =>
        answer('snapshot', () => {
          const { text, known } = sessionBefore(copyOf(sessionIn(state), 'the state'));
          const after = copyOf(sessionIn(event.snapshot), 'the snapshot');
          const afterText = JSON.stringify(after);
          if (afterText === text) return undefined;
          return isRefused('snapshot', known, after, afterText) ? REFUSED : undefined;
        }),
      onStateDeltaEvent: ({ event, state }) =>
        answer('delta', () => {
          const document = copyOf(state, 'the state');
          const { text, known } = sessionBefore(sessionIn(document));
          const patched = applyPatch(document, copyOf(event.delta, 'the patch'));
          if ('fault' in patched) return refusing('delta', speech.notApplied(patched.fault));
          const after = sessionIn(patched.document);
          const afterText = JSON.stringify(after);
          if (afterText === text) return undefined;
          if (isRefused('delta', known, after, afterText)) return REFUSED;
          // The state that was judged, and not what another reading of the patch would make of it.
          return { state: patched.document, stopPropagation: true };
        }),
    };
  };
}
