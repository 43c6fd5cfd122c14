// The tab *Speed*: starts a run, and shows what it has measured so far.

import { stages } from 'event-wizard-validator';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useDatabase } from '../../database/useDatabase';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams, useSituation } from '../../shell/situation';
import { contestants, OURS, races, type Samples, type Summary, summary } from './measured';
import { type Bar, Plot } from './Plot';
import { measure, NOTHING, type Run } from './run';
import { texts } from './texts';
import './speed.css';

/** How many rounds may be chosen. */
const ROUNDS = ['20', '40', '100'] as const;
const USUAL = '40';
/** How far apart the quartiles are, as a ratio, if the machine does something else meanwhile. */
const BUSY = 1.5;
const FIRST_STAGE = 'eventSetup';

/** Runs once for each order, and again by `restart`; a run that is no longer wanted is stopped. */
function useRun(stage: string, rounds: number) {
  const [run, setRun] = useState<Run>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const control = useRef<AbortController>(undefined);
  const state = useDatabase();
  const arrived = useRef(Promise.withResolvers<Parameters<typeof measure>[1] extends Promise<infer D> ? D : never>());
  useEffect(() => {
    if (state.kind === 'ready') arrived.current.resolve(state.database);
    if (state.kind === 'broken') arrived.current.resolve(undefined);
  }, [state]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run of the same order
  useEffect(() => {
    const own = new AbortController();
    control.current = own;
    setRun(NOTHING);
    // What a stopped run still says may come after the next one has begun.
    void measure({ stage, rounds }, arrived.current.promise, own.signal, (next) => {
      if (control.current === own) setRun(next);
    });
    return () => {
      if (control.current === own) control.current = undefined;
      own.abort();
    };
  }, [stage, rounds, attempt]);
  return {
    run,
    restart: () => setAttempt((before) => before + 1),
    stop: () => control.current?.abort(),
  };
}

interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ caption, head, rows }: TableProps) {
  return (
    // Focusable, so that a wide table can be scrolled by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table numbers" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...cells]) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              {cells.map((cell, index) => (
                <td key={head[index + 1]}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Speed() {
  const say = useTexts(texts);
  const { language, fields } = useSpeech();
  const { params } = useSituation();
  const stage = stages.find((each) => each === params.stage) ?? FIRST_STAGE;
  const rounds = ROUNDS.find((each) => each === params.rounds) ?? USUAL;
  const { run, restart, stop } = useRun(stage, Number(rounds));

  const write = useMemo(() => {
    const digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    const number = (value: number) => (value >= 1000 ? whole : digits).format(value);
    return {
      whole: (value: number) => whole.format(value),
      /** Of nanoseconds. */
      time: (ns: number) => (ns < 1e6 ? `${number(ns / 1e3)} µs` : `${number(ns / 1e6)} ms`),
      microseconds: (ns: number) => digits.format(ns / 1e3),
      size: (bytes: number) => `${number(bytes / 1000)} KB`,
      ratio: (ratio: number) => `× ${number(Number(ratio.toPrecision(2)))}`,
    };
  }, [language]);

  /** The plot of who took how long. */
  function timePlot(
    id: string,
    title: string,
    about: string,
    all: readonly { readonly name: string; readonly samples: readonly number[] | undefined }[],
    ours: string,
  ): ReactNode {
    const told = all.map(({ name, samples }) => ({ name, samples: samples ?? [], sum: summary(samples) }));
    const own = told.find(({ name }) => name === ours)?.sum;
    const quickest = Math.min(...told.map(({ sum }) => sum?.median ?? Number.POSITIVE_INFINITY));
    const isComplete = told.every(({ sum }) => sum !== undefined);
    const ratioOf = (sum: Summary | undefined) => (sum && own ? write.ratio(sum.median / own.median) : undefined);
    const bars = told.map(
      ({ name, sum }): Bar => ({
        name,
        length: sum?.median ?? 0,
        spread: sum && [sum.lower, sum.upper],
        value: sum ? write.time(sum.median) : say.waiting,
        ratio: name === ours ? undefined : ratioOf(sum),
        isOurs: name === ours,
        note: isComplete && sum?.median === quickest ? say.fastest : undefined,
      }),
    );
    const { name, median, quartiles, range, rounds: counted, ratio, every } = say.columns;
    return (
      <Plot id={id} title={title} about={about} bars={bars} numbers={say.numbers}>
        <Table
          caption={title}
          head={[name, median, quartiles, range, counted, ratio, every]}
          rows={told.map(({ name: who, sum, samples }) => [
            who,
            sum ? write.time(sum.median) : '–',
            sum ? `${write.time(sum.lower)} – ${write.time(sum.upper)}` : '–',
            sum ? `${write.time(sum.least)} – ${write.time(sum.most)}` : '–',
            write.whole(sum?.count ?? 0),
            ratioOf(sum) ?? '–',
            samples.map(write.microseconds).join('; '),
          ])}
        />
      </Plot>
    );
  }

  const byContestant = (samples: Samples | undefined) =>
    contestants.map((name) => ({ name, samples: samples?.[name] }));

  const sizes = contestants.map((name) => ({ name, size: run.sizes[name] }));
  const least = Math.min(...sizes.map(({ size }) => size?.gzip ?? Number.POSITIVE_INFINITY));
  const ownSize = run.sizes[OURS];
  const sizeRatio = (gzip: number | undefined) =>
    gzip !== undefined && ownSize ? write.ratio(gzip / ownSize.gzip) : undefined;
  const isRunning = run.kind === 'running';
  const isBusy = Object.values(run.races)
    .flatMap(({ samples }) => Object.values(samples))
    .map((samples) => summary(samples))
    .some((sum) => sum !== undefined && sum.upper > BUSY * sum.lower);

  return (
    <div className="speed-tab" data-testid="run" data-kind={run.kind}>
      <section className="panel" aria-labelledby="speed-heading">
        <header>
          <h2 id="speed-heading">{say.title}</h2>
        </header>
        <p>{say.intro}</p>
        <div className="choices">
          <label className="field">
            <span>{say.stage}</span>
            <select
              value={stage}
              onChange={({ target }) => setParams({ stage: target.value === FIRST_STAGE ? undefined : target.value })}
            >
              {stages.map((each) => (
                <option key={each} value={each}>
                  {fields[each].label}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{say.rounds}</span>
            <select
              value={rounds}
              onChange={({ target }) => setParams({ rounds: target.value === USUAL ? undefined : target.value })}
            >
              {ROUNDS.map((each) => (
                <option key={each} value={each}>
                  {write.whole(Number(each))}
                </option>
              ))}
            </select>
          </label>
          {/* One button, so that the focus stays where it is when a run ends. */}
          <button type="button" className="primary" onClick={isRunning ? stop : restart}>
            {isRunning ? say.stop : say.start}
          </button>
        </div>
        <progress aria-label={say.progress} value={run.progress} max={1} />
        <div aria-live="polite">
          {run.kind === 'stopped' && <p>{say.stopped}</p>}
          {run.kind === 'finished' && <p>{say.finished}</p>}
          {run.kind === 'finished' && isBusy && (
            <p className="notice" data-kind="note">
              {say.busy}
            </p>
          )}
          {run.kind === 'failed' && <p className="failed">{say.failed(run.reason ?? '')}</p>}
          {run.agreement?.disagreements.length === 0 && (
            <p className="agreement" data-agreement="agree">
              {say.agreed(write.whole(run.agreement.checked))}
            </p>
          )}
          {run.agreement && run.agreement.disagreements.length > 0 && (
            <>
              <p className="agreement" data-agreement="differ">
                {say.disagreed}
              </p>
              <ul dir="ltr">
                {run.agreement.disagreements.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </section>

      <div className="plots">
        {races.map((race) => {
          const { title, about } = say.races[race];
          const course = run.races[race];
          const of = course && say.documents(write.whole(course.documents), write.whole(course.bytes));
          return (
            <div key={race} className="cell">
              {timePlot(race, title, of ? `${about} ${of}` : about, byContestant(course?.samples), OURS)}
            </div>
          );
        })}
        <div className="cell">
          <Plot
            id="sizes"
            title={say.sizes.title}
            about={say.sizes.about}
            numbers={say.numbers}
            bars={sizes.map(({ name, size }) => ({
              name,
              length: size?.gzip ?? 0,
              value: size ? write.size(size.gzip) : say.waiting,
              ratio: name === OURS ? undefined : sizeRatio(size?.gzip),
              isOurs: name === OURS,
              note: size?.gzip === least ? say.smallest : undefined,
            }))}
          >
            <Table
              caption={say.sizes.title}
              head={[say.columns.name, say.columns.gzip, say.columns.sent, say.columns.decoded, say.columns.ratio]}
              rows={sizes.map(({ name, size }) => [
                name,
                ...(size ? [size.gzip, size.sent, size.decoded].map(write.size) : ['–', '–', '–']),
                sizeRatio(size?.gzip) ?? '–',
              ])}
            />
          </Plot>
        </div>
        <div className="cell">{timePlot('first', say.first.title, say.first.about, byContestant(run.first), OURS)}</div>
        <div className="cell">
          {timePlot(
            'trip',
            say.trip.title,
            say.trip.about,
            [
              { name: say.verdict, samples: run.trip.verdict },
              { name: say.database, samples: run.trip.database },
            ],
            say.verdict,
          )}
        </div>
      </div>

      <section className="panel" aria-labelledby="how-heading">
        <h2 id="how-heading">{say.how}</h2>
        <ul className="how">
          {say.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
