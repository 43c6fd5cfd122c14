// The form of a stage: react-hook-form holds its values, the package says what is wrong with them, and the session takes
// what they make. Knows no field by its name but the two that others depend on: a zone and a currency.

import { type Stage, stages } from 'event-wizard-validator';
import { eachField, firstIssue } from 'event-wizard-validator/fields';
import { type FormEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { OpenSession } from '../../../../examples/wizard/src/session';
import { useSpeech, useTexts } from '../../language/Language';
import { exampleValues, type Mistake, mistakes } from './examples';
import { Members } from './Field';
import { focusAt, idOf, type Scope, ScopeContext, unfold, type Wrong } from './scope';
import { texts } from './texts';
import { judge, nameOf, type Values, valueAt, valuesOf } from './values';

/** How long typing must rest before it is saved, in milliseconds. */
const REST = 600;

interface StageFormProps {
  readonly session: OpenSession;
  readonly stage: Stage;
  /** What is typed in the stage, as the session has it. */
  readonly typed: unknown;
  /** Where the stage contradicts others, as they are saved. */
  readonly conflicts: readonly Wrong[];
  /** The event's time zone. */
  readonly timeZone: string | undefined;
  /** A place to go to, when somebody comes from the review: its pointer. */
  readonly field: string | undefined;
  readonly onArrived: () => void;
  readonly isLocked: boolean;
  readonly onBack: (() => void) | undefined;
  readonly onNext: () => void;
}

export function StageForm(props: StageFormProps) {
  const { session, stage, typed, conflicts, timeZone, field, onArrived, isLocked, onBack, onNext } = props;
  const { language, locale, fields, number } = useSpeech();
  const say = useTexts(texts);
  const group = fields[stage];
  const { control, watch, setValue, getValues, reset } = useForm<Values>({
    defaultValues: valuesOf(stage, typed, timeZone),
  });
  const values = watch();
  const zone = stage === 'eventSetup' ? textOrNothing(values.time_zone) : timeZone;

  // "Next" asks for complete data, and so does coming from what is missing; before that, nothing must be there.
  const [isAsked, setAsked] = useState(field !== undefined);
  // Nobody is corrected at the first letter: an issue of the field that is being typed in waits until it is left.
  const [typing, setTyping] = useState<string>();
  const [refused, setRefused] = useState(0);
  const left = useRef(new Set<string>());

  const verdict = judge(stage, values, { mode: isAsked ? 'complete' : 'draft', timeZone, locale });
  const places = useMemo(() => new Set([...eachField(group)].map(({ pointer }) => pointer)), [group]);
  const issues = new Map<string, Wrong[]>();
  for (const issue of [...verdict.issues, ...conflicts]) {
    const place = placeOf(issue.pointer, places);
    if (place !== typing) issues.set(place, [...(issues.get(place) ?? []), issue]);
  }

  // What this form was made of, or has told. Anything else comes from elsewhere, and is shown.
  const own = useRef(typed);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  function tell() {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current);
    waiting.current = undefined;
    const { data } = judge(stage, getValues(), { mode: 'draft', timeZone, locale });
    own.current = data;
    void session.edit(stage, data);
  }
  function onChanged(pointer: string) {
    if (!left.current.has(pointer)) setTyping(pointer);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => latest.current(), REST);
  }
  function onLeft(pointer: string) {
    left.current.add(pointer);
    setTyping(undefined);
    tell();
  }
  const latest = useRef(tell);
  latest.current = tell;

  useLayoutEffect(() => {
    if (own.current === typed) return;
    own.current = typed;
    reset(valuesOf(stage, typed, timeZone));
  }, [typed, reset, stage, timeZone]);
  // Nothing that is typed is lost when the form goes: to another stage, or with the page.
  useEffect(() => {
    const now = () => latest.current();
    addEventListener('pagehide', now);
    return () => {
      removeEventListener('pagehide', now);
      now();
    };
  }, []);
  useEffect(() => {
    if (field === undefined) return;
    setAsked(true);
    focusAt(stage, field);
    onArrived();
  }, [field, stage, onArrived]);
  const shown = [...issues.keys()].join(' ');
  useEffect(() => {
    for (const pointer of shown.split(' ')) {
      const element = document.getElementById(idOf(stage, pointer));
      if (element !== null && pointer !== '') unfold(element);
    }
  }, [shown, stage]);

  function enter(pointer: string, value: unknown) {
    setValue(nameOf(pointer), value as never, { shouldDirty: true });
    left.current.add(pointer);
    setTyping(undefined);
    onChanged(pointer);
    tell();
  }
  function fill() {
    for (const [key, value] of Object.entries(exampleValues(stage, timeZone))) setValue(key, value as never);
    onChanged('');
    setTyping(undefined);
    tell();
  }
  function mistake(name: Mistake) {
    const entries = mistakes[stage].find((each) => each.name === name)?.entries ?? [];
    for (const [pointer, value] of entries) {
      const [, list = '', index] = pointer.split('/');
      // A mistake in an item needs one.
      if (index === '0' && valueAt(getValues(), `/${list}/0`) === undefined) {
        setValue(list, [valueAt(exampleValues(stage, timeZone), `/${list}/0`)] as never);
      }
      enter(pointer, value);
    }
    const [first] = entries;
    // After the list has its item.
    if (first !== undefined) setTimeout(() => focusAt(stage, first[0]));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    tell();
    setTyping(undefined);
    setAsked(true);
    const complete = judge(stage, getValues(), { mode: 'complete', timeZone, locale });
    const first = firstIssue(complete.issues);
    if (first !== undefined) {
      setRefused(complete.issues.length);
      // What is missing is marked first.
      setTimeout(() => focusAt(stage, first.pointer));
      return;
    }
    setRefused(0);
    own.current = complete.data;
    void session.edit(stage, complete.data);
    session.complete(stage);
    onNext();
  }

  const scope: Scope = {
    stage,
    control,
    issues,
    zone,
    currency: textOrNothing(values.currency),
    onChanged,
    onLeft,
    enter,
  };
  const isLast = stage === stages.at(-1);
  const homeless = issues.get('') ?? [];
  return (
    <form className="panel stage-form" onSubmit={submit} noValidate aria-labelledby="stage-heading">
      <header>
        <h2 id="stage-heading" tabIndex={-1}>
          {group.label}
        </h2>
        {group.helpLanguage === language && <p className="aside">{group.help}</p>}
      </header>
      {isLocked ? (
        <div className="notice actions" data-kind="note">
          <p>{say.form.locked}</p>
          <button type="button" onClick={() => session.setStatus('completed')}>
            {say.form.takeBack}
          </button>
        </div>
      ) : (
        <div className="try">
          <button type="button" onClick={fill}>
            {say.form.example}
          </button>
          <fieldset className="mistakes">
            <legend>{say.form.mistakes}</legend>
            {mistakes[stage].map(({ name }) => (
              <button key={name} type="button" className="quiet" onClick={() => mistake(name)}>
                {say.mistakes[name]}
              </button>
            ))}
          </fieldset>
        </div>
      )}
      {homeless.length > 0 && (
        <ul className="issues">
          {homeless.map((issue) => (
            <li key={issue.pointer + issue.code} className="issue">
              {issue.message}
            </li>
          ))}
        </ul>
      )}
      <ScopeContext value={scope}>
        <fieldset className="fields" disabled={isLocked}>
          <Members of={group.fields} at="" data={verdict.data} isAsked />
        </fieldset>
      </ScopeContext>
      <div className="actions">
        {onBack !== undefined && (
          <button type="button" onClick={onBack}>
            {say.form.back}
          </button>
        )}
        {!isLocked && (
          <button type="submit" className="primary">
            {isLast ? say.form.toReview : say.form.next}
          </button>
        )}
        <p role="status" className="refused">
          {isAsked && refused > 0 && verdict.issues.length > 0
            ? say.form.left(number.format(verdict.issues.length))
            : ''}
        </p>
      </div>
    </form>
  );
}

const textOrNothing = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** The control that shows an issue: that of its place, or of what contains it; '' if the form has neither. */
function placeOf(pointer: string, places: ReadonlySet<string>): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (places.has(at.replaceAll(/\/\d+(?=\/|$)/g, '/*'))) return at;
  }
  return '';
}
