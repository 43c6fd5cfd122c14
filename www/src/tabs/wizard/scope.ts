// What every control of a form needs to know of it.

import type { Stage } from 'event-wizard-validator';
import { createContext, useContext } from 'react';
import type { Control } from 'react-hook-form';
import type { Values } from './values';

/** What is wrong at a place: of the stage itself, or a contradiction with another. */
export interface Wrong {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  /** What stands beside the field. */
  readonly text: string;
  readonly params?: object;
}

export interface Scope {
  readonly stage: Stage;
  readonly control: Control<Values>;
  /** What is wrong, by the pointer of the control that shows it. */
  readonly issues: ReadonlyMap<string, readonly Wrong[]>;
  /** The time zone on whose clocks the form shows times. */
  readonly zone: string | undefined;
  /** The currency of the form's amounts, if it has been chosen. */
  readonly currency: string | undefined;
  /** Must follow each change of a value. */
  readonly onChanged: (pointer: string) => void;
  readonly onLeft: (pointer: string) => void;
  /** Enters a value, as if it had been typed. */
  readonly enter: (pointer: string, value: unknown) => void;
}

export const ScopeContext = createContext<Scope | undefined>(undefined);

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error('a control stands outside of a stage’s form');
  return scope;
}

/** The id of the element at a place of a stage's form. */
export const idOf = (stage: Stage, pointer: string): string => `${stage}${pointer}`;

/** Shows an element that may be folded away. */
export function unfold(element: Element): void {
  for (let at = element.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null) {
    at.open = true;
  }
}

/** Focuses the control at a place, or what contains it. */
export function focusAt(stage: Stage, pointer: string): void {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const element = document.getElementById(idOf(stage, at));
    if (element === null) continue;
    unfold(element);
    element.focus();
    element.scrollIntoView({ block: 'center' });
    return;
  }
}
