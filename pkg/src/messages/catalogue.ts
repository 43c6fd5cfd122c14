// What a language's messages are: one function a code, made from the issue's params and label.

import type { RawIssue } from '../issue.js';
import type { Label } from '../label.js';

/** An issue's sentence, without the list items it is in. `params` may lack what an older server did not say. */
export type Message = (label: Label, params: Readonly<Record<string, unknown>>, issue: RawIssue) => string;

/** A language. Codes that are not in `messages` are worded by their source. */
export interface Catalogue {
  /** BCP 47. */
  readonly locale: string;
  readonly messages: Readonly<Record<string, Message>>;
  /** The wording for codes that the catalogue does not name, such as a new CHECK's. */
  readonly otherwise: Readonly<Record<RawIssue['source'], Message>>;
  /** Joins the outer list items with the sentence: `Tier 1: …`. */
  readonly within: (items: Label['within'], sentence: string) => string;
}

/** The issue in the catalogue's language. */
export function messageOf(catalogue: Catalogue, label: Label, issue: RawIssue): string {
  const message = Object.hasOwn(catalogue.messages, issue.code)
    ? catalogue.messages[issue.code]
    : catalogue.otherwise[issue.source];
  const sentence = message?.(label, issue.params, issue) ?? issue.code;
  return label.within.length === 0 ? sentence : catalogue.within(label.within, sentence);
}
