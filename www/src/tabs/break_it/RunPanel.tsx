// The controls of a run and its figures.

import { useId } from 'react';
import { Choice } from '../../components/Choice';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams } from '../../shell/situation';
import { type Judging, startJudges } from './judges';
import { texts } from './texts';

/** How many rows a run has if nothing else is asked for. */
export const ROWS = 2000;
/** The longest run that an address may ask for; more is a run without an end. */
const MOST_ROWS = 1_000_000;
const GREATEST_SEED = 2 ** 32 - 1;

/** The seed of an address; undefined if it has none, or nonsense. */
function seedOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const seed = Number(text);
  return seed <= GREATEST_SEED ? seed : undefined;
}

/** How many rows an address asks for; undefined for no end. */
function rowsOf(text: string | undefined): number | undefined {
  if (text === 'endless') return undefined;
  const rows = /^\d{1,7}$/.test(text ?? '') ? Number(text) : 0;
  return rows >= 1 && rows <= MOST_ROWS ? rows : ROWS;
}

interface RunPanelProps {
  readonly judging: Judging;
  readonly params: Readonly<Record<string, string>>;
}

export function RunPanel({ judging, params }: RunPanelProps) {
  const say = useTexts(texts);
  const { number } = useSpeech();
  const { run, forgotten } = judging;
  const id = useId();
  const seed = seedOf(params.seed);
  const until = rowsOf(params.rows);
  const isRunning = run?.isRunning ?? false;
  const counts = run?.counts;
  const rows = counts?.rows ?? 0;

  function start(from: number | undefined) {
    startJudges().run({ rowsPerSecond: 'full', until, seed: from });
    // So that the address leads to the very same rows.
    setParams({ seed: String(startJudges().read().run?.seed) });
  }

  function forget(name: string) {
    startJudges().forget(name === '' ? undefined : name);
    start(run?.seed ?? seed);
  }

  const perSecond = run === undefined || run.elapsed === 0 ? 0 : (rows * 1000) / run.elapsed;
  const figures = [
    ['rows', say.rows, number.format(rows), run?.until === undefined ? '' : `/ ${number.format(run.until)}`],
    ['speed', say.perSecond, number.format(Math.round(perSecond)), ''],
    ['agreed', say.agreed, number.format(counts?.agreed ?? 0), say.refused(number.format(counts?.refused ?? 0))],
    ['unknowable', say.unknowable, number.format(counts?.unknowable ?? 0), ''],
    ['disagreed', say.disagreed, number.format(counts?.disagreed ?? 0), ''],
  ] as const;

  return (
    <section className="panel" aria-labelledby={`${id}heading`}>
      <header>
        <h2 id={`${id}heading`}>{say.heading}</h2>
        <p className="aside">{judging.version && say.server(judging.version)}</p>
      </header>
      <p className="lead">{say.lead}</p>
      <div className="choices">
        <Choice
          legend={say.length}
          value={until === undefined ? 'endless' : 'some'}
          options={[
            { value: 'some', label: number.format(until ?? ROWS) },
            { value: 'endless', label: say.endless },
          ]}
          onChange={(value) => setParams({ rows: value === 'endless' ? value : undefined })}
        />
        <div className="field seed">
          <label htmlFor={`${id}seed`}>{say.seed}</label>
          <input
            id={`${id}seed`}
            inputMode="numeric"
            dir="ltr"
            value={params.seed ?? ''}
            placeholder={say.byChance}
            aria-invalid={params.seed !== undefined && seed === undefined}
            aria-describedby={`${id}seed-hint`}
            onChange={({ target }) => setParams({ seed: target.value === '' ? undefined : target.value })}
          />
        </div>
        <div className="field forget">
          <label htmlFor={`${id}forget`}>{say.forget}</label>
          <select
            id={`${id}forget`}
            value={forgotten ?? ''}
            disabled={judging.kind !== 'ready'}
            aria-describedby={`${id}forget-hint`}
            onChange={({ target }) => forget(target.value)}
          >
            <option value="">{say.nothing}</option>
            {judging.constraints.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p id={`${id}seed-hint`} className="hint">
        {say.seedHint}
      </p>
      <p id={`${id}forget-hint`} className="hint">
        {say.forgetHint}
      </p>
      <div className="actions">
        {isRunning ? (
          <button type="button" className="primary" onClick={() => startJudges().stop()}>
            {say.stop}
          </button>
        ) : (
          <button type="button" className="primary" disabled={judging.kind === 'broken'} onClick={() => start(seed)}>
            {say.start}
          </button>
        )}
        <button type="button" disabled={isRunning || judging.kind === 'broken'} onClick={() => start(undefined)}>
          {say.otherRows}
        </button>
        <p role="status" className="aside">
          {judging.kind === 'starting' && say.starting}
          {judging.kind === 'broken' && say.broken(judging.reason ?? '')}
          {judging.kind === 'ready' && run !== undefined && !isRunning && say.ended(number.format(rows))}
        </p>
      </div>
      <progress
        aria-label={say.progress}
        max={1}
        value={run === undefined ? 0 : run.until === undefined ? (isRunning ? undefined : 1) : rows / run.until}
      />
      <dl className="figures">
        {figures.map(([name, term, value, beside]) => (
          <div key={name} data-figure={name} data-some={value !== number.format(0)}>
            <dt>{term}</dt>
            <dd>
              <b data-testid={`figure-${name}`}>{value}</b> {beside && <span>{beside}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="hint">{say.unknowableHint}</p>
    </section>
  );
}
