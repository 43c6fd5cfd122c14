// A form's control for one value, made of what /fields (or the bounds of a CHECK) says. Knows no rule.

import type { Field } from 'event-wizard-validator/fields';
import { useId } from 'react';

/** What a control must know: a field, or a column whose values a CHECK lists or bounds. */
export type Controlled =
  | Field
  | {
      readonly control: 'select';
      readonly label: string;
      readonly options: readonly { value: string; label: string }[];
    }
  | { readonly control: 'integer'; readonly label: string; readonly minimum?: number; readonly maximum?: number };

interface ControlProps {
  readonly field: Controlled;
  readonly value: unknown;
  readonly isInvalid: boolean;
  /** The id of what is said about the value. */
  readonly describedBy: string;
  readonly onChange: (value: unknown) => void;
}

/** Whether one control can hold every value; lists and objects need several. */
export const hasControl = (field: Controlled): boolean => !['list', 'group', 'json'].includes(field.control);

const inputTypes: Readonly<Record<string, string>> = { email: 'email', tel: 'tel', url: 'url' };
const textOf = (value: unknown) =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

export function Control({ field, value, isInvalid, describedBy, onChange }: ControlProps) {
  const id = useId();
  const common = { id, 'aria-invalid': isInvalid, 'aria-describedby': describedBy };
  const onText = (text: string) => onChange(text === '' ? undefined : text);
  switch (field.control) {
    case 'checkbox':
      return (
        <label className="check">
          <input
            {...common}
            type="checkbox"
            checked={value === true}
            onChange={({ target }) => onChange(target.checked)}
          />
          {field.label}
        </label>
      );
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <fieldset className="group" aria-describedby={describedBy}>
          <legend>{field.label}</legend>
          {field.options.map((option) => (
            <label key={option.value} className="check">
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value))
                }
              />
              {option.label}
            </label>
          ))}
        </fieldset>
      );
    }
    case 'select': {
      const text = textOf(value);
      const isListed = text === '' || field.options.some((option) => option.value === text);
      return (
        <div className="field">
          <label htmlFor={id}>{field.label}</label>
          <select {...common} value={text} onChange={({ target }) => onText(target.value)}>
            <option value="">–</option>
            {!isListed && <option value={text}>{text}</option>}
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      );
    }
    case 'number':
    case 'integer':
    case 'amount':
      return (
        <div className="field">
          <label htmlFor={id}>{field.label}</label>
          <input
            {...common}
            inputMode={field.control === 'number' ? 'decimal' : 'numeric'}
            value={textOf(value)}
            onChange={({ target }) => {
              const number = Number(target.value);
              // What is no number is shown to the judges as it is.
              if (target.value.trim() !== '' && Number.isFinite(number)) onChange(number);
              else onText(target.value);
            }}
          />
        </div>
      );
    case 'multiline':
      return (
        <div className="field">
          <label htmlFor={id}>{field.label}</label>
          <textarea {...common} rows={3} value={textOf(value)} onChange={({ target }) => onText(target.value)} />
        </div>
      );
    default:
      return (
        <div className="field">
          <label htmlFor={id}>{field.label}</label>
          <input
            {...common}
            type={inputTypes[field.control] ?? 'text'}
            value={textOf(value)}
            onChange={({ target }) => onText(target.value)}
          />
        </div>
      );
  }
}
