// A form for any stage, made of its fields as data. What it shows is given, what is typed is told: it keeps nothing, and
// knows no stage.

import { demandOf, type Field, type GroupField } from 'event-wizard-validator/fields';
import type { FormEvent, ReactNode } from 'react';

export type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

interface Context {
  /** What is wrong, by JSON Pointer. */
  texts: ReadonlyMap<string, string>;
}

interface FormProps {
  fields: GroupField;
  data: unknown;
  /** What is wrong, each at its field; of several at one field, the first is shown. */
  issues: readonly { readonly pointer: string; readonly text: string }[];
  /** What the button says that submits the form. */
  action: string;
  onChange: (data: Data) => void;
  onSubmit: () => void;
}

export function StageForm({ fields, data, issues, action, onChange, onSubmit }: FormProps) {
  const texts = new Map(issues.map(({ pointer, text }): [string, string] => [pointer, text]).reverse());
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form onSubmit={submit} noValidate aria-label={fields.label}>
      <h2>{fields.label}</h2>
      <Members
        of={fields.fields}
        at=""
        object={isData(data) ? data : {}}
        texts={texts}
        onChange={(next) => onChange(next ?? {})}
      />
      <button type="submit">{action}</button>
    </form>
  );
}

interface MembersProps extends Context {
  of: readonly Field[];
  at: string;
  object: Data;
  onChange: (object: Data | undefined) => void;
}

function Members({ of, at, object, texts, onChange }: MembersProps) {
  return of.map((field) => {
    const demand = demandOf(field, object);
    // The condition of another field may forbid this one.
    if (demand.absent === true && object[field.key] === undefined) return null;
    const change = (value: unknown) => {
      const { [field.key]: _, ...others } = object;
      const next = value === undefined ? others : { ...others, [field.key]: value };
      onChange(Object.keys(next).length === 0 ? undefined : next);
    };
    const id = `${at}/${field.key}`;
    return (
      <Labelled key={id} field={field} id={id} required={demand.required} texts={texts}>
        <Control field={field} id={id} value={object[field.key]} texts={texts} onChange={change} />
      </Labelled>
    );
  });
}

interface LabelledProps extends Context {
  field: Field;
  id: string;
  required: boolean;
  children: ReactNode;
}

function Labelled({ field, id, required, texts, children }: LabelledProps) {
  const wrong = texts.get(id);
  return (
    <div>
      <label htmlFor={id}>
        {field.label}
        {required && ' *'}
      </label>
      {children}
      {field.help !== undefined && <small lang={field.helpLanguage}>{field.help}</small>}
      {wrong !== undefined && (
        <em role="alert" id={`${id}-error`}>
          {wrong}
        </em>
      )}
    </div>
  );
}

interface ControlProps extends Context {
  field: Field;
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The inputs with a keyboard of their own. */
const INPUTS: ReadonlyMap<Field['control'], string> = new Map([
  ['email', 'email'],
  ['tel', 'tel'],
  ['url', 'url'],
]);

/** What a field left empty means: it is left out. */
const orNothing = (text: string) => (text === '' ? undefined : text);

function Control({ field, id, value, texts, onChange }: ControlProps) {
  const error = texts.has(id) ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {};
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.control) {
    case 'group': {
      const object = isData(value) ? value : {};
      return (
        <fieldset id={id} tabIndex={-1}>
          <Members of={field.fields} at={id} object={object} texts={texts} onChange={onChange} />
        </fieldset>
      );
    }
    case 'list': {
      const items = listOf(value);
      const empty = field.item.control === 'group' ? {} : '';
      const change = (next: readonly unknown[]) => onChange(next.length === 0 ? undefined : next);
      return (
        <fieldset id={id} tabIndex={-1}>
          {items.map((item, index) => (
            <Labelled key={index} field={field.item} id={`${id}/${index}`} required={false} texts={texts}>
              <Control
                field={field.item}
                id={`${id}/${index}`}
                value={item}
                texts={texts}
                onChange={(next = empty) => change(items.map((each, at) => (at === index ? next : each)))}
              />
              <button type="button" onClick={() => change(items.filter((_, at) => at !== index))}>
                −
              </button>
            </Labelled>
          ))}
          <button
            type="button"
            id={`${id}/+`}
            disabled={items.length >= (field.maxItems ?? Infinity)}
            onClick={() => change([...items, empty])}
          >
            +
          </button>
        </fieldset>
      );
    }
    case 'select':
      return (
        <select id={id} {...error} value={text} onChange={(event) => onChange(orNothing(event.target.value))}>
          <option value="" />
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'choices': {
      const chosen = listOf(value);
      return (
        <fieldset id={id} tabIndex={-1}>
          {field.options.map((option) => (
            <label key={option.value}>
              <input
                type="checkbox"
                id={`${id}/${option.value}`}
                checked={chosen.includes(option.value)}
                onChange={({ target: { checked } }) => {
                  const others = chosen.filter((each) => each !== option.value);
                  const next = checked ? [...others, option.value] : others;
                  onChange(next.length === 0 ? undefined : next);
                }}
              />
              {option.label}
            </label>
          ))}
        </fieldset>
      );
    }
    case 'checkbox': {
      const checked = (value ?? field.default) === true;
      return (
        <input type="checkbox" id={id} {...error} checked={checked} onChange={(e) => onChange(e.target.checked)} />
      );
    }
    case 'number':
    case 'integer':
    case 'amount':
      // An amount is in the minor unit: 1250 for €12.50.
      return (
        <input
          id={id}
          {...error}
          type="number"
          step={field.control === 'number' ? 'any' : 1}
          min={field.minimum}
          max={field.maximum}
          value={text}
          onChange={({ target: { value } }) => onChange(value === '' ? undefined : Number(value))}
        />
      );
    case 'json':
      return (
        <textarea
          id={id}
          {...error}
          defaultValue={value === undefined ? '' : JSON.stringify(value, null, 2)}
          onChange={({ target }) => onChange(parsed(target.value))}
        />
      );
    case 'multiline':
      return <textarea id={id} {...error} value={text} onChange={(e) => onChange(orNothing(e.target.value))} />;
    default: {
      const type = INPUTS.get(field.control) ?? 'text';
      const example = typeof field.example === 'string' ? field.example : undefined;
      return (
        <input
          id={id}
          {...error}
          type={type}
          placeholder={example}
          value={text}
          onChange={(event) => onChange(orNothing(event.target.value))}
        />
      );
    }
  }
}

/** The value of a JSON text; a text that is none stays one, which the form then says is wrong. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
