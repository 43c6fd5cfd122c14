// What the person can say: with a model anything; to the script only what it has asked for.

import { type FormEvent, useId } from 'react';
import { useTexts } from '../../language/Language';
import type { Model } from './model';
import type { RunState } from './run';
import { texts } from './texts';

function MessageForm({ label, onSay }: { readonly label: string; readonly onSay: (text: string) => void }) {
  const say = useTexts(texts);
  const id = useId();
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem('message') as HTMLInputElement;
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    onSay(text);
  }
  return (
    <form className="message-form" onSubmit={send}>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <div className="actions">
        <input id={id} name="message" type="text" autoComplete="off" required />
        <button type="submit" className="primary">
          {say.send}
        </button>
      </div>
    </form>
  );
}

export function Composer({
  state,
  model,
  isScene,
  onSay,
}: {
  readonly state: RunState | undefined;
  readonly model: Model | null | undefined;
  readonly isScene: boolean;
  readonly onSay: (text: string) => void;
}) {
  const say = useTexts(texts);
  const isResting = state === undefined || state.phase !== 'running';
  const saving = state?.session.saving;
  const isUnsaved = isResting && (saving?.status === 'failed' || saving?.status === 'conflict');
  const last = state?.entries.findLast((entry) => entry.kind === 'call');
  const isOpen = isResting && last?.result?.ok === false;
  const messages = (last?.result?.issues ?? []).filter(({ path }) => path.length > 0).map(({ message }) => message);
  return (
    <>
      {state?.failure !== undefined && (
        <p role="alert" className="notice" data-kind="bad">
          {say.failed} {state.failure}
        </p>
      )}
      {isUnsaved && (
        <div role="alert" className="notice" data-kind="bad">
          <p>{say.notSaved}</p>
          <ul>
            {saving.issues.map(({ code, pointer, message }) => (
              <li key={`${code} ${pointer}`}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {isOpen && (
        <div role="alert" className="notice" data-kind="note">
          {state?.stop && <p>{say.stops[state.stop.reason]}</p>}
          <p>{say.help}</p>
          <ul>
            {messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {isOpen && isScene && <MessageForm label={say.answer} onSay={onSay} />}
      {!isScene && model && isResting && <MessageForm label={say.message} onSay={onSay} />}
      {model === null && <p className="hint">{say.script}</p>}
    </>
  );
}
