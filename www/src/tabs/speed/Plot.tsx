// A plot of our own: a bar for each name, with the spread of its samples, and a table of the numbers behind it. Knows
// no unit and no language.

import type { ReactNode } from 'react';

export interface Bar {
  readonly name: string;
  /** What the bar is long. */
  readonly length: number;
  /** Where the middle half of the samples lies, if there are samples. */
  readonly spread?: readonly [lower: number, upper: number] | undefined;
  /** The length in words. */
  readonly value: string;
  /** How it compares. */
  readonly ratio?: string | undefined;
  readonly isOurs: boolean;
  readonly note?: string | undefined;
}

interface PlotProps {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly bars: readonly Bar[];
  /** The table behind the plot, and what opens it. */
  readonly numbers: string;
  readonly children: ReactNode;
}

const WIDTH = 1000;
const HEIGHT = 24;

/** Stretched to the width there is, so all of it is in shares of the longest bar. */
function BarView({ bar: { length, spread }, longest }: { readonly bar: Bar; readonly longest: number }) {
  const at = (value: number) => (longest > 0 ? (value / longest) * WIDTH : 0);
  return (
    <svg className="bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" width={WIDTH} height={HEIGHT} />
      <rect className="length" width={Math.max(3, at(length))} height={HEIGHT} />
      {spread && (
        <path
          className="spread"
          vectorEffect="non-scaling-stroke"
          d={`M${at(spread[0])} ${HEIGHT / 2} H${at(spread[1])} M${at(spread[0])} 5 V${HEIGHT - 5} M${at(spread[1])} 5 V${HEIGHT - 5}`}
        />
      )}
    </svg>
  );
}

export function Plot({ id, title, about, bars, numbers, children }: PlotProps) {
  const longest = Math.max(0, ...bars.map(({ length, spread }) => Math.max(length, spread?.[1] ?? 0)));
  return (
    <figure className="panel plot" aria-labelledby={`${id}-title`} data-plot={id}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p className="aside">{about}</p>
      </figcaption>
      <ul className="bars">
        {bars.map((bar) => (
          <li key={bar.name} data-ours={bar.isOurs} data-name={bar.name}>
            <bdi className="name">{bar.name}</bdi>
            <span className="value">
              {bar.note && <span className="note">{bar.note}</span>}
              {bar.ratio && <bdi className="ratio">{bar.ratio}</bdi>}
              <bdi>{bar.value}</bdi>
            </span>
            <BarView bar={bar} longest={longest} />
          </li>
        ))}
      </ul>
      <details>
        <summary>{numbers}</summary>
        {children}
      </details>
    </figure>
  );
}
