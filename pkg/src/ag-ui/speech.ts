// What is said of an agent's patches and of answers to its questions, which is not about data: issues with messages.

import { type AnyIssue, type PathSegment, pointerOf, type RawIssue } from '../issue/issue.js';
import { cut } from '../issue/text.js';
import type { PatchFault } from '../json/patch.js';
import { type Locale, sentenceOf } from '../messages/catalogue.js';

/** Why an answer cannot be accepted. */
export type InterruptReason = 'unknown' | 'unanswered' | 'expired' | 'schema';

/** Why something could not be judged. */
export type NotJudged = { readonly reason: 'depth' | 'size' } | { readonly reason: 'error'; readonly message: string };

/** Makes issues in one language. */
export interface AgentSpeech {
  /** The patch cannot be applied. */
  notApplied(fault: PatchFault): AnyIssue;
  /** The change cannot be judged. */
  notJudged(params: NotJudged): AnyIssue;
  /** An object was expected. */
  notAnObject(): AnyIssue;
  /** A value is missing, or is not among those allowed. */
  ofMember(code: 'required' | 'enum', path: readonly PathSegment[], params: AnyIssue['params']): AnyIssue;
  /** The answer to an interrupt is not acceptable. */
  ofInterrupt(reason: InterruptReason, path: readonly PathSegment[], params: AnyIssue['params']): AnyIssue;
}

/** Speaks the language of the locale. */
export function agentSpeechIn(locale: Locale | undefined, english: Locale): AgentSpeech {
  const wording = { locale: locale ?? english, english };
  function issueOf({ params, ...found }: RawIssue, key = found.code): AnyIssue {
    // Pointers, ids and reasons are texts from the agent.
    const bounded = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value) : value,
    ]);
    const raw: RawIssue = { ...found, params: Object.fromEntries(bounded) };
    return { ...raw, pointer: pointerOf(raw.path), ...sentenceOf(wording, {}, { ...raw, code: key }) };
  }
  return {
    notApplied: (fault) =>
      issueOf({ source: 'rule', code: 'patch', path: [], params: { ...fault } }, `patch.${fault.reason}`),
    notJudged: (params) =>
      issueOf({ source: 'schema', code: 'notJudged', path: [], params }, `notJudged.${params.reason}`),
    notAnObject: () => issueOf({ source: 'schema', code: 'type', path: [], params: { type: 'object' } }),
    ofMember: (code, path, params) => issueOf({ source: 'schema', code, path, params }),
    ofInterrupt: (reason, path, params) =>
      issueOf({ source: 'rule', code: 'interrupt', path, params: { reason, ...params } }, `interrupt.${reason}`),
  };
}
