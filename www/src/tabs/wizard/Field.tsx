// The control of a field, whichever it is, with its label, its help and what is wrong with it. Made of the package's fields
// as data; knows no stage.

import { demandOf, type Field, type ListField, type Option } from 'event-wizard-validator/fields';
import { memo, type ReactNode, useId, useState } from 'react';
import { useController, useFieldArray } from 'react-hook-form';
import { useSpeech, useTexts } from '../../language/Language';
import { idOf, useScope, type Wrong as WrongPlace } from './scope';
import { texts } from './texts';
import { isObject, nameOf, newItem } from './values';

interface MembersProps {
  readonly of: readonly Field[];
  readonly at: string;
  /** The data of the object that they are members of; undefined if there is none. */
  readonly data: unknown;
  /** Whether that object must be there. */
  readonly isAsked: boolean;
}

/** The fields of an object. */
export function Members({ of, at, data, isAsked }: MembersProps) {
  return of.map((field) => <Place key={field.key} field={field} at={at} data={data} isAsked={isAsked} />);
}

/** The fields of an object; those that need not be filled in are folded away. */
function FoldedMembers({ of, at, data, isAsked }: MembersProps) {
  const say = useTexts(texts).form;
  const isMain = (field: Field) => field.required || field.requiredWhen.length > 0;
  const main = of.filter(isMain);
  const others = of.filter((field) => !isMain(field));
  return (
    <>
      <Members of={main} at={at} data={data} isAsked={isAsked} />
      {others.length > 0 && (
        <details className="wide">
          <summary>{say.more}</summary>
          <div className="fields">
            <Members of={others} at={at} data={data} isAsked={isAsked} />
          </div>
        </details>
      )}
    </>
  );
}

interface PlaceProps {
  readonly field: Field;
  readonly at: string;
  readonly data: unknown;
  readonly isAsked: boolean;
}

function Place({ field, at, data, isAsked }: PlaceProps) {
  const pointer = `${at}/${field.key}`;
  const object = isObject(data) ? data : {};
  const value = object[field.key];
  const demand = demandOf(field, object);
  // What its neighbours forbid is not asked for.
  if (demand.absent === true && value === undefined) return null;
  const required = demand.required && (isAsked || data !== undefined);
  const common = { pointer, required };
  switch (field.control) {
    case 'group':
      return (
        <Group field={field} {...common}>
          <div className="fields">
            <Members of={field.fields} at={pointer} data={value} isAsked={required} />
          </div>
        </Group>
      );
    case 'list':
      return (
        <Group field={field} {...common}>
          {field.item.control === 'group' ? (
            <GroupList field={field} pointer={pointer} data={value} />
          ) : (
            <TextList field={field} pointer={pointer} />
          )}
        </Group>
      );
    case 'choices':
      return (
        <Group field={field} {...common}>
          <Choices options={field.options} pointer={pointer} />
        </Group>
      );
    default:
      return <Single field={field} {...common} />;
  }
}

/** What is wrong at a place, and what would be right if that is known. */
function Wrong({ pointer, id }: { readonly pointer: string; readonly id: string }) {
  const { issues, enter, zone } = useScope();
  const { language } = useSpeech();
  const say = useTexts(texts).form;
  const wrong = issues.get(pointer) ?? [];
  if (wrong.length === 0) return null;
  return (
    <div className="wrong">
      <div id={id}>
        {wrong.map((issue) => (
          <p key={issue.pointer + issue.code} className="error" data-code={issue.code}>
            <bdi>{issue.text}</bdi>
          </p>
        ))}
      </div>
      {remediesOf(wrong, zone, language).map(({ value, label }) => (
        <button key={value} type="button" className="quiet" onClick={() => enter(pointer, value)}>
          {say.use(label)}
        </button>
      ))}
    </div>
  );
}

/** The values that the issues themselves offer. */
function remediesOf(issues: readonly WrongPlace[], zone: string | undefined, language: string) {
  return issues.flatMap(({ params }) => {
    const { suggestion, moments } = (params ?? {}) as { suggestion?: unknown; moments?: readonly string[] };
    if (moments !== undefined) {
      const shown = new Intl.DateTimeFormat(language, { timeStyle: 'long', dateStyle: 'short', timeZone: zone });
      return moments.map((value) => ({ value, label: shown.format(new Date(value)) }));
    }
    const isOne = typeof suggestion === 'string' || typeof suggestion === 'number';
    return isOne ? [{ value: String(suggestion), label: String(suggestion) }] : [];
  });
}

interface FramedProps {
  readonly field: Field;
  readonly pointer: string;
  readonly required: boolean;
}

/** Help and what is wrong describe a control; these are their ids. */
function useDescription(field: Field, pointer: string) {
  const id = useId();
  const { issues } = useScope();
  const isWrong = issues.has(pointer);
  const hasHelp = useHelp(field) !== undefined;
  const ids = [hasHelp && `${id}-help`, isWrong && `${id}-wrong`].filter(Boolean).join(' ');
  return { help: `${id}-help`, wrong: `${id}-wrong`, isWrong, describedBy: ids === '' ? undefined : ids };
}

/** The help, where the page's language has it: the package's own is English. */
function useHelp(field: Field): string | undefined {
  const { language } = useSpeech();
  return field.helpLanguage === language ? field.help : undefined;
}

function Help({ field, id }: { readonly field: Field; readonly id: string }) {
  const help = useHelp(field);
  if (help === undefined) return null;
  return (
    <p className="hint" id={id}>
      {help}
    </p>
  );
}

function Optional({ required }: { readonly required: boolean }) {
  const say = useTexts(texts).form;
  return required ? null : <span className="optional"> {say.optional}</span>;
}

/** A group, a list or choices: a framed set of controls. */
function Group({ field, pointer, required, children }: FramedProps & { readonly children: ReactNode }) {
  const { stage } = useScope();
  const { help, wrong, describedBy } = useDescription(field, pointer);
  return (
    <fieldset className="group wide" id={idOf(stage, pointer)} tabIndex={-1} aria-describedby={describedBy}>
      <legend>
        {field.label}
        <Optional required={required} />
      </legend>
      <Help field={field} id={help} />
      <Wrong pointer={pointer} id={wrong} />
      {children}
    </fieldset>
  );
}

interface ListProps {
  readonly field: ListField;
  readonly pointer: string;
}

/** A list of objects: a card for each. */
function GroupList({ field, pointer, data }: ListProps & { readonly data: unknown }) {
  const { stage, control, onChanged } = useScope();
  const say = useTexts(texts).form;
  const { fields, append, remove } = useFieldArray({ control, name: nameOf(pointer) });
  const { item } = field;
  if (item.control !== 'group') return null;
  const items = Array.isArray(data) ? data : [];
  return (
    <>
      {fields.length === 0 && <p className="soft">{say.nothing}</p>}
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="group item" id={idOf(stage, `${pointer}/${index}`)} tabIndex={-1}>
          <legend>{`${item.label} ${index + 1}`}</legend>
          <div className="fields">
            <FoldedMembers of={item.fields} at={`${pointer}/${index}`} data={items[index] ?? {}} isAsked />
          </div>
          <div className="actions">
            <button
              type="button"
              className="quiet"
              onClick={() => {
                remove(index);
                onChanged(pointer);
                document.getElementById(idOf(stage, `${pointer}/+`))?.focus();
              }}
            >
              {say.remove(`${item.label} ${index + 1}`)}
            </button>
          </div>
        </fieldset>
      ))}
      <div className="actions">
        <button
          type="button"
          id={idOf(stage, `${pointer}/+`)}
          disabled={fields.length >= (field.maxItems ?? Number.POSITIVE_INFINITY)}
          onClick={() => {
            append(newItem(stage, pointer) as never);
            onChanged(pointer);
          }}
        >
          {say.add(item.label)}
        </button>
      </div>
    </>
  );
}

/** A list of words. */
function TextList({ field, pointer }: ListProps) {
  const { stage, control, issues, onChanged, onLeft } = useScope();
  const say = useTexts(texts).form;
  const id = useId();
  const { field: list } = useController({ control, name: nameOf(pointer) });
  const items: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
  const change = (next: readonly unknown[], at: string) => {
    list.onChange(next);
    onChanged(at);
  };
  return (
    <>
      {items.length === 0 && <p className="soft">{say.nothing}</p>}
      <div className="words">
        {items.map((item, index) => {
          const at = `${pointer}/${index}`;
          const label = `${field.item.label} ${index + 1}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity of their own
            <div key={index} className="field">
              <div className="word">
                <input
                  id={idOf(stage, at)}
                  aria-label={label}
                  aria-invalid={issues.has(at) || undefined}
                  aria-describedby={issues.has(at) ? `${id}-${index}` : undefined}
                  value={typeof item === 'string' ? item : ''}
                  onChange={({ target }) =>
                    change(
                      items.map((each, position) => (position === index ? target.value : each)),
                      at,
                    )
                  }
                  onBlur={() => onLeft(at)}
                />
                <button
                  type="button"
                  className="quiet"
                  aria-label={say.remove(label)}
                  onClick={() => {
                    change(
                      items.filter((_, position) => position !== index),
                      pointer,
                    );
                    document.getElementById(idOf(stage, `${pointer}/+`))?.focus();
                  }}
                >
                  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                    <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.6" />
                  </svg>
                </button>
              </div>
              <Wrong pointer={at} id={`${id}-${index}`} />
            </div>
          );
        })}
      </div>
      <div className="actions">
        <button
          type="button"
          id={idOf(stage, `${pointer}/+`)}
          disabled={items.length >= (field.maxItems ?? Number.POSITIVE_INFINITY)}
          onClick={() => change([...items, ''], pointer)}
        >
          {say.add(field.item.label)}
        </button>
      </div>
    </>
  );
}

function Choices({ options, pointer }: { readonly options: readonly Option[]; readonly pointer: string }) {
  const { control, onChanged, onLeft } = useScope();
  const { field: list } = useController({ control, name: nameOf(pointer) });
  const chosen: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
  return (
    <div className="boxes">
      {options.map(({ value, label }) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target: { checked } }) => {
              const others = chosen.filter((each) => each !== value);
              list.onChange(checked ? [...others, value] : others);
              onChanged(pointer);
            }}
            onBlur={() => onLeft(pointer)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}

/** What a local time looks like in a `datetime-local` control, which shows nothing else. */
const LOCAL = /^$|^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

const Options = memo(function Options({ options }: { readonly options: readonly Option[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
});

const Zones = memo(function Zones({ id }: { readonly id: string }) {
  return (
    <datalist id={id}>
      {Intl.supportedValuesOf('timeZone').map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
});

/** A field with a single control. */
function Single({ field, pointer, required }: FramedProps) {
  const { stage, control, zone, currency, onChanged, onLeft } = useScope();
  const { language } = useSpeech();
  const say = useTexts(texts).form;
  const description = useDescription(field, pointer);
  const { field: input } = useController({ control, name: nameOf(pointer) });
  const zones = useId();
  const id = idOf(stage, pointer);
  const change = (value: unknown) => {
    input.onChange(value);
    onChanged(pointer);
  };
  const common = {
    id,
    name: pointer,
    'aria-required': required || undefined,
    'aria-invalid': description.isWrong || undefined,
    'aria-describedby': description.describedBy,
    onBlur: () => {
      input.onBlur();
      onLeft(pointer);
    },
  };
  const { value } = input;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const example = typeof field.example === 'string' || typeof field.example === 'number' ? String(field.example) : '';

  // A box has two states. Where no answer is not "no", there are three.
  if (field.control === 'checkbox' && (field.default !== undefined || field.constant !== undefined)) {
    return (
      <div className="field">
        <label className="check" htmlFor={id}>
          <input
            {...common}
            type="checkbox"
            checked={value === true}
            onChange={({ target }) => change(target.checked)}
          />
          <span>
            {field.label}
            {field.constant === undefined ? null : <Optional required={required} />}
          </span>
        </label>
        <Help field={field} id={description.help} />
        <Wrong pointer={pointer} id={description.wrong} />
      </div>
    );
  }

  function controlOf(): ReactNode {
    switch (field.control) {
      case 'select': {
        const isKnown = text === '' || field.options.some((option) => option.value === text);
        return (
          <select {...common} value={text} onChange={({ target }) => change(target.value)}>
            <option value="">{say.choose}</option>
            {!isKnown && <option value={text}>{text}</option>}
            <Options options={field.options} />
          </select>
        );
      }
      case 'checkbox':
        return (
          <select {...common} value={String(value)} onChange={({ target }) => change(target.value)}>
            <option value="">{say.choose}</option>
            <option value="true">{say.yes}</option>
            <option value="false">{say.no}</option>
          </select>
        );
      case 'multiline':
        return <textarea {...common} dir="auto" value={text} onChange={({ target }) => change(target.value)} />;
      case 'json':
        return <JsonText {...common} value={value} onChange={change} />;
      case 'datetime':
        return (
          <input
            {...common}
            type={LOCAL.test(text) ? 'datetime-local' : 'text'}
            dir="ltr"
            value={text}
            onChange={({ target }) => change(target.value)}
          />
        );
      case 'number':
      case 'integer':
      case 'amount':
        // As text: a browser gives no value for a number that it cannot read, and then nobody can say what is wrong.
        return (
          <input
            {...common}
            inputMode={field.control === 'number' ? 'decimal' : 'numeric'}
            placeholder={example}
            autoComplete="off"
            value={text}
            onChange={({ target }) => change(target.value)}
          />
        );
      case 'time-zone':
        return (
          <>
            <input {...common} list={zones} dir="ltr" value={text} onChange={({ target }) => change(target.value)} />
            <Zones id={zones} />
          </>
        );
      default: {
        const type = field.control === 'email' || field.control === 'tel' || field.control === 'url';
        return (
          <input
            {...common}
            type={type ? field.control : 'text'}
            dir="auto"
            placeholder={example}
            value={text}
            onChange={({ target }) => change(target.value)}
          />
        );
      }
    }
  }
  const remark =
    field.control === 'datetime' && zone !== undefined
      ? say.zone(zone)
      : field.control === 'amount' && priceOf(text, currency, language);
  return (
    <div className={field.control === 'multiline' || field.control === 'json' ? 'field wide' : 'field'}>
      <label htmlFor={id}>
        {field.label}
        <Optional required={required} />
      </label>
      {controlOf()}
      {remark && <p className="hint remark">{field.control === 'amount' ? say.asPrice(remark) : remark}</p>}
      <Help field={field} id={description.help} />
      <Wrong pointer={pointer} id={description.wrong} />
    </div>
  );
}

/** An amount in a currency's smallest unit, as people write it. */
function priceOf(text: string, currency: string | undefined, language: string): string | undefined {
  if (currency === undefined || !/^\d{1,15}$/.test(text.trim())) return undefined;
  try {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
    return format.format(Number(text) / 10 ** digits);
  } catch {
    // What is no currency is said at its own field.
    return undefined;
  }
}

interface JsonTextProps {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly id: string;
}

/** JSON as text. A text that is none is the value itself, of which the judge then says what is wrong. */
function JsonText({ value, onChange, ...others }: JsonTextProps) {
  const shown = (of: unknown) => (of === undefined || of === '' ? '' : JSON.stringify(of, null, 2));
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: unknown }>();
  // What is typed stays as it is laid out, until the value comes from elsewhere.
  const text =
    typed !== undefined && typed.value === value ? typed.text : typeof value === 'string' ? value : shown(value);
  return (
    <textarea
      {...others}
      dir="ltr"
      className="json"
      spellCheck={false}
      value={text}
      onChange={({ target }) => {
        const next = parsed(target.value);
        setTyped({ text: target.value, value: next });
        onChange(next);
      }}
    />
  );
}

function parsed(text: string): unknown {
  if (text.trim() === '') return '';
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
