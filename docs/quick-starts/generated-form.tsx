import { type Locale, type Stage, validateStage, withLocale } from 'event-wizard-validator';
import { demandOf, type Field, fieldsIn, firstIssue } from 'event-wizard-validator/fields';
import { type FormEvent, useMemo, useState } from 'react';

type Data = Readonly<Record<string, unknown>>;

interface FormProps {
  stage: Stage;
  /** The language of labels and messages; English by default. */
  locale?: Locale;
  onSave: (data: Data) => void;
}

/** A form for any stage, made of the stage's fields alone. */
export function StageForm({ stage, locale, onSave }: FormProps) {
  const fields = useMemo(() => fieldsIn(locale)[stage], [locale, stage]);
  const [data, setData] = useState<Data>({});
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());

  function submit(event: FormEvent) {
    event.preventDefault();
    const judge = locale === undefined ? validateStage : withLocale(locale).validateStage;
    const { issues } = judge(stage, data, { mode: 'complete' });
    // Of several issues at a field, the first is shown.
    setTexts(new Map(issues.map(({ pointer, text }): [string, string] => [pointer, text]).reverse()));
    const first = firstIssue(issues);
    if (first === undefined) onSave(data);
    else document.getElementById(first.pointer)?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <h2>{fields.label}</h2>
      <Members of={fields.fields} at="" object={data} texts={texts} onChange={(next) => setData(next ?? {})} />
      <button type="submit">Save</button>
    </form>
  );
}

interface Context {
  /** What is wrong, by JSON Pointer. */
  texts: ReadonlyMap<string, string>;
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
  children: React.ReactNode;
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

/** What a field left empty means: it is left out. */
const orNothing = (text: string) => (text === '' ? undefined : text);

function Control({ field, id, value, texts, onChange }: ControlProps) {
  const error = texts.has(id) ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {};
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.control) {
    case 'group': {
      const object = (value ?? {}) as Data;
      return (
        <fieldset id={id} tabIndex={-1}>
          <Members of={field.fields} at={id} object={object} texts={texts} onChange={onChange} />
        </fieldset>
      );
    }
    case 'list': {
      const items = (value ?? []) as readonly unknown[];
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
      const chosen = (value ?? []) as readonly string[];
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
      const type = { email: 'email', tel: 'tel', url: 'url' }[field.control as string] ?? 'text';
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
