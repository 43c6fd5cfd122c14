// The list of what can be picked, by table and by stage, with a search.

import { stages } from 'event-wizard-validator';
import { useEffect, useId, useRef, useState } from 'react';
import { useSpeech, useTexts } from '../../language/Language';
import { linkTo } from '../../shell/situation';
import { type FieldSubject, rules, type Subject, tables } from './subject';
import { texts } from './texts';

interface PickerProps {
  readonly fields: readonly FieldSubject[];
  readonly picked: Subject;
}

interface Entry {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly aside: string;
  /** How deep a field is. */
  readonly depth: number;
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

export function Picker({ fields, picked }: PickerProps) {
  const say = useTexts(texts);
  const speech = useSpeech();
  const [sought, setSought] = useState('');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // What an address asks for may be far down in the list; the page itself stays where it is.
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`[data-subject="${CSS.escape(picked.id)}"]`);
    if (!list.current || !link) return;
    const { top, bottom } = list.current.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < top || place.bottom > bottom) list.current.scrollTop += place.top - (top + bottom) / 2;
  }, [picked.id]);
  const groups: readonly Group[] = [
    ...tables.map((table) => ({
      id: table,
      title: `${say.constraintsOf} ${table}`,
      entries: rules
        .filter((rule) => rule.table === table)
        .map(({ id: rule, constraint }) => ({
          id: rule,
          href: linkTo('rules', { rule }),
          name: constraint.name ?? constraint.columns.join(', '),
          aside: say.kinds[constraint.kind],
          depth: 0,
        })),
    })),
    ...stages.map((stage) => ({
      id: stage,
      title: speech.fields[stage].label,
      entries: fields
        .filter(({ field }) => field.stage === stage)
        .map(({ id: field, field: { label, path } }) => ({
          id: field,
          href: linkTo('rules', { field }),
          name: label,
          aside: path.join('.'),
          depth: path.length - 1,
        })),
    })),
  ];
  const wanted = sought.trim().toLowerCase();
  const found = groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) =>
        [entry.name, entry.aside, entry.id].some((text) => text.toLowerCase().includes(wanted)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav className="panel picker" aria-label={say.title}>
      <label className="field">
        <span>{say.search}</span>
        <input type="search" value={sought} onChange={({ target }) => setSought(target.value)} />
      </label>
      <div ref={list} className="entries">
        {found.length === 0 && <p className="hint">{say.nothingFound}</p>}
        {found.map((group) => (
          <section key={group.id} aria-labelledby={`${id}-${group.id}`}>
            <h3 id={`${id}-${group.id}`}>{group.title}</h3>
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.id} data-depth={entry.depth}>
                  <a
                    href={entry.href}
                    aria-current={entry.id === picked.id ? 'true' : undefined}
                    data-subject={entry.id}
                  >
                    <bdi>{entry.name}</bdi> <bdi className="aside">{entry.aside}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
