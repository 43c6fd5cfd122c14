// The tab Assistant: scenes in which an assistant fills the wizard's session, and corrects itself by what it is told.

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDatabase } from '../../database/useDatabase';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams, useSituation } from '../../shell/situation';
import { Composer } from './Composer';
import { ConversationView } from './ConversationView';
import { useModel } from './model';
import { SessionPanel } from './SessionPanel';
import { isSpeed, Pace, type Speed, speeds } from './script/pace';
import { isScene, type SceneName, sceneNames } from './script/scenes';
import { spoken } from './script/texts';
import { texts } from './texts';
import { useRun } from './useRun';
import './assistant.css';

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const usualSpeed = (): Speed => (wantsStillness() ? 'instant' : 'normal');

export function Assistant() {
  const { params } = useSituation();
  const speech = useSpeech();
  const say = useTexts(texts);
  const { scenes } = useTexts(spoken);
  const database = useDatabase();
  const model = useModel();
  const scene = params.scene !== undefined && isScene(params.scene) ? params.scene : undefined;
  const speed = params.speed !== undefined && isSpeed(params.speed) ? params.speed : usualSpeed();
  const [pace] = useState(() => new Pace(speed));
  const [take, setTake] = useState(0);
  const isPaused = useSyncExternalStore(
    (listener) => pace.subscribe(listener),
    () => pace.isPaused,
  );
  useEffect(() => {
    pace.speed = speed;
  }, [pace, speed]);
  const {
    run,
    state,
    say: tell,
  } = useRun(
    database.kind === 'ready' ? database.database : undefined,
    { scene, take, pace },
    { model, session: params.session },
    speech,
  );
  const isRunning = state?.phase === 'running';

  function play(next: SceneName) {
    pace.play();
    if (next === scene) setTake((before) => before + 1);
    else setParams({ scene: next });
  }
  function playOrPause() {
    if (isRunning && !isPaused) pace.pause();
    else if (isRunning) pace.play();
    else play(scene ?? 'wizard');
  }
  function step() {
    if (!isRunning) play(scene ?? 'wizard');
    pace.step();
  }

  const counts = [
    { name: 'faults', label: say.faults, count: state?.faults ?? 0 },
    { name: 'rounds', label: say.rounds, count: state?.rounds ?? 0 },
    { name: 'wrong', label: say.wrong, count: state?.arrivals.wrong ?? 0 },
  ];

  const controls = (
    <div className="actions">
      <button type="button" className="primary" disabled={database.kind !== 'ready'} onClick={playOrPause}>
        {isRunning && !isPaused ? say.pause : say.play}
      </button>
      <button type="button" disabled={database.kind !== 'ready'} onClick={step}>
        {say.step}
      </button>
      <button
        type="button"
        disabled={scene === undefined || database.kind !== 'ready'}
        onClick={() => scene && play(scene)}
      >
        {say.again}
      </button>
      <label className="field speed">
        <span>{say.speed}</span>
        <select
          value={speed}
          onChange={({ target: { value } }) => setParams({ speed: value === usualSpeed() ? undefined : value })}
        >
          {(Object.keys(speeds) as Speed[]).map((each) => (
            <option key={each} value={each}>
              {say.speeds[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );

  return (
    <div className="assistant-tab" data-testid="assistant" data-phase={state?.phase ?? 'idle'}>
      <section className="panel director" aria-labelledby="assistant-heading">
        <header>
          <h2 id="assistant-heading">{say.title}</h2>
          <ul className="counts" aria-live="polite">
            {counts.map(({ name, label, count }) => (
              <li key={name} data-count={name} data-good={count === 0}>
                <strong>{speech.number.format(count)}</strong> {label}
              </li>
            ))}
          </ul>
        </header>
        <p className="hint">{say.intro}</p>
        <fieldset className="scenes">
          <legend>{say.scenes}</legend>
          {model && (
            <button
              type="button"
              className="quiet"
              aria-pressed={scene === undefined}
              onClick={() => setParams({ scene: undefined })}
            >
              {say.model(model.name)}
            </button>
          )}
          {sceneNames.map((name) => (
            <button
              key={name}
              type="button"
              className="quiet"
              aria-pressed={name === scene}
              disabled={database.kind !== 'ready'}
              onClick={() => play(name)}
            >
              {scenes[name].title}
            </button>
          ))}
        </fieldset>
      </section>
      <ConversationView entries={state?.entries ?? []} isRunning={isRunning} controls={controls}>
        <Composer state={state} model={model} isScene={scene !== undefined} onSay={tell} />
      </ConversationView>
      <SessionPanel state={state} session_id={run?.session_id} database={database} />
      <details className="panel explained">
        <summary>{say.how}</summary>
        <ul>
          {say.parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
