// What a form does with a stage: its values become data, are judged, and come back from data. Knows what a call means;
// how values are read is in read.ts, and every rule about data in the functions passed to it.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Api, IssueOptions } from '../api/api.js';
import { issueLimit, oneOf, ownOptions } from '../api/arguments.js';
import { type Stage, type StageData, schemas, stages } from '../generated/facts.js';
import type { Draft } from '../generated/types.js';
import {
  type AdviceIssue,
  type AnyIssue,
  type DatabaseIssue,
  type Issue,
  type PathSegment,
  pointerOf,
  type RawIssue,
  type RuleIssue,
} from '../issue/issue.js';
import { own } from '../issue/label.js';
import { checkedLabels } from '../issue/own_labels.js';
import { type Speech, speechIn } from '../issue/speech.js';
import { reading } from '../json/text.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';
import { readForm } from './read.js';
import { type Wanted, wantedBy } from './wanted.js';
import { writeForm } from './write.js';

/** The value of a control: text of an input or select, a checkbox's boolean, or the values of a group or list. */
export type FieldValue<Data> = [Data] extends [boolean]
  ? boolean | string
  : [Data] extends [string | number]
    ? string
    : [Data] extends [readonly (infer Item)[]]
      ? FieldValue<Item>[] | undefined
      : string extends keyof Data
        ? Data | undefined
        : { [Key in keyof Data]-?: FieldValue<NonNullable<Data[Key]>> };

/**
 * A stage's values as controls hold them. Numbers and times are text, and so is what is absent: `''`. A list that is
 * absent is undefined, and so are registration questions, which are JSON and no controls.
 */
export type FormValues<S extends Stage> = FieldValue<StageData[S]>;

/** What the issues of a form's own say: what could not be read. */
export interface FormIssueParams {
  /** `type` as in the judge's issues. `found` is the kind of what no data can hold: `Map`, `function`, `circular`. */
  type: { readonly type: string | readonly string[]; readonly found?: string; readonly suggestion?: number };
  /**
   * A time without an offset whose moment is not known. `zone`: there is no time zone, or `time_zone` is not one that the
   * engine knows. `twice`: clocks are set back over it, so that it is one of two `moments`, the earlier first. Without
   * `reason`: an `Invalid Date`.
   */
  format: {
    readonly format: string;
    readonly reason?: 'zone' | 'twice';
    readonly time_zone?: string;
    readonly moments?: readonly string[];
  };
  /** A file, which no data can hold; its `name`, if it has one. */
  file: { readonly name?: string };
}

/** Something in a form's values that could not be read. */
export type FormIssue =
  | {
      [Code in keyof FormIssueParams]: Omit<AnyIssue, 'source' | 'code' | 'params'> & {
        readonly source: 'schema';
        readonly code: Code;
        readonly params: FormIssueParams[Code];
      };
    }[keyof FormIssueParams]
  | Extract<RuleIssue, { code: 'local_time_exists' }>
  | Extract<DatabaseIssue, { code: 'statement_too_complex' }>;

/** How values are read. */
export interface FormOptions {
  /**
   * The IANA time zone in which the controls show times, which is the event's. Values with a `time_zone` of their own,
   * those of `eventSetup`, have their times in that one.
   */
  readonly timeZone?: string | undefined;
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as for `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** How values are read and judged. */
export interface FormJudgeOptions<Mode extends 'draft' | 'complete'> extends FormOptions, IssueOptions {
  /** Whether the data is still being filled in, or claims to be finished, as in `validateStage`. */
  readonly mode: Mode;
}

/** How a form's schema reads and judges values. */
export interface FormSchemaOptions<Mode extends 'draft' | 'complete'> extends FormOptions {
  /** `complete` by default. */
  readonly mode?: Mode | undefined;
}

/** How data becomes values. */
export interface ToFormOptions extends Pick<FormOptions, 'timeZone'> {
  /** Whether what is absent is shown as its default, if the schema has one; false by default. */
  readonly defaults?: boolean | undefined;
}

/** What was read from a form. */
export type FormReading<S extends Stage> = {
  /** The data as it will be sent. It has this type if all values could be read; what is right says `validateStage`. */
  readonly data: Draft<StageData[S]>;
  /** What could not be read. */
  readonly issues: readonly FormIssue[];
};

/** A verdict on a form's values, with the data that was judged: once `valid` is true, of the type that was asked for. */
export type FormVerdict<S extends Stage, Mode extends 'draft' | 'complete' = 'complete'> = (
  | { readonly valid: true; readonly data: Mode extends 'complete' ? StageData[S] : Draft<StageData[S]> }
  | { readonly valid: false; readonly data: Draft<StageData[S]> }
) & {
  /** Whether the database would accept the data. */
  readonly persistable: boolean;
  /** At most `maxIssues`: what could not be read, then what the judge says of all other places. */
  readonly issues: readonly (Issue | FormIssue)[];
  /** As in `Verdict`. */
  readonly advice: readonly AdviceIssue[];
  /** Whether there are more issues than `issues` contains. */
  readonly truncated: boolean;
};

/** The functions of the entry. */
export interface FormApi {
  /**
   * The data of a form's values: of an object as form libraries hold it, a `FormData` or a `URLSearchParams`. What is
   * empty is left out, numbers and booleans are made from text where the schema wants them, and a time without an offset
   * gets that of the event's zone. Nothing is guessed: a text that cannot be read stays as it is, a file or whatever else
   * no data can hold is left out, and `issues` name both.
   * @throws TypeError if the stage or an option is not allowed, or if a getter or a proxy among the values throws.
   */
  fromForm<S extends Stage>(stage: S, values: unknown, options?: FormOptions): FormReading<S>;
  /**
   * A stage's data as the controls of a form hold it, for `defaultValues`: the way back from `fromForm`, which then gives
   * the same data. Every control has a value from the beginning, `''` where there is none. A time that a `datetime-local`
   * control cannot express stays in RFC 3339.
   * @throws TypeError if the stage or an option is not allowed, or the data is neither an object nor missing, or cannot be
   * read.
   */
  toForm<S extends Stage>(
    stage: S,
    data: Draft<StageData[S]> | StageData[S] | null | undefined,
    options?: ToFormOptions,
  ): FormValues<S>;
  /**
   * Judges a form's values: `fromForm`, then `validateStage`. If a group is required and nothing in it is filled, its
   * issues are at its fields.
   * @throws TypeError as `fromForm` and `validateStage` do.
   */
  validateForm<S extends Stage, Mode extends 'draft' | 'complete'>(
    stage: S,
    values: unknown,
    options: FormJudgeOptions<Mode>,
  ): FormVerdict<S, Mode>;
  /**
   * The same as a Standard Schema, for form libraries: values in, data out.
   * @throws TypeError if the stage or an option is not allowed.
   */
  formSchema<S extends Stage, Mode extends 'draft' | 'complete' = 'complete'>(
    stage: S,
    options?: FormSchemaOptions<Mode>,
  ): StandardSchemaV1<FormValues<S>, Mode extends 'complete' ? StageData[S] : Draft<StageData[S]>>;
}

type Functions = Pick<Api, 'validateStage' | 'withLocale'>;

const MODES = ['draft', 'complete'] as const;

/** A reader of one stage, in one language. */
interface Reader {
  readonly schema: object;
  readonly wanted: Wanted;
  readonly timeZone: string | undefined;
  readonly speech: Speech;
}

function checkedZone(timeZone: unknown): string | undefined {
  if (timeZone === undefined) return undefined;
  if (typeof timeZone !== 'string') throw new TypeError('`timeZone` must be the name of a time zone');
  return timeZone.trim() === '' ? undefined : timeZone.trim();
}

/** Puts an empty object at a place in the data, and returns what takes it away again. */
function fill(data: unknown, path: readonly PathSegment[]): () => void {
  const parent = path.slice(0, -1).reduce(own, data) as Record<string, unknown>;
  const key = path.at(-1) as string;
  parent[key] = {};
  return () => {
    delete parent[key];
  };
}

/** The functions, over those of the package. */
export function createForm({ validateStage, withLocale }: Functions, english: Locale): FormApi {
  function readerOf(stage: Stage, { timeZone, locale, labels }: FormOptions): Reader {
    const schema = schemas[oneOf(stage, stages, 'stage')] as object;
    const speech = speechIn({
      locale: locale === undefined ? english : checkedLocale(locale, 'locale'),
      english,
      labels: labels === undefined ? undefined : checkedLabels(labels),
    });
    return { schema, wanted: wantedBy(schema), timeZone: checkedZone(timeZone), speech };
  }

  function read(values: unknown, { wanted, timeZone }: Reader) {
    return readForm(values, wanted, timeZone);
  }

  function worded(raw: RawIssue, { schema, speech }: Reader, data: unknown): FormIssue {
    return speech.issueOf(raw, schema, data) as AnyIssue as FormIssue;
  }

  /** A judge of one stage's values. */
  function judgeOf(stage: Stage, options: FormOptions, mode: 'draft' | 'complete', most: number) {
    const reader = readerOf(stage, options);
    const { locale, labels } = options;
    const judge =
      locale === undefined && labels === undefined
        ? validateStage
        : withLocale(locale ?? english, labels).validateStage;

    return (values: unknown): FormVerdict<Stage, 'draft' | 'complete'> => {
      const { data, issues: unread, emptied } = read(values, reader);
      const ask = () => judge(stage, data, { mode, maxIssues: most });
      let verdict = ask();
      const missing = new Set(verdict.issues.filter(({ code }) => code === 'required').map(({ pointer }) => pointer));
      const demanded = emptied.filter((path) => missing.has(pointerOf(path)));
      if (demanded.length > 0) {
        // The group is on the form: what it lacks is told at its fields.
        const undo = demanded.map((path) => fill(data, path));
        verdict = ask();
        for (const each of undo) each();
      }
      const places = new Set(unread.map(({ path }) => pointerOf(path)));
      const judged = verdict.issues.filter(({ pointer }) => !places.has(pointer));
      const known = unread.slice(0, most).map((raw) => worded(raw, reader, data));
      return {
        valid: verdict.valid && unread.length === 0,
        data: data as never,
        persistable: verdict.persistable && unread.every(({ source }) => source !== 'database'),
        issues: [...known, ...judged].slice(0, most),
        advice: verdict.advice,
        truncated: verdict.truncated || unread.length + judged.length > most,
      };
    };
  }

  return {
    fromForm(stage, values, options = {}) {
      const reader = readerOf(
        stage,
        ownOptions(options, { timeZone: undefined, locale: undefined, labels: undefined }),
      );
      const { data, issues } = read(values, reader);
      return { data: data as never, issues: issues.map((raw) => worded(raw, reader, data)) };
    },
    toForm(stage, data, options = {}) {
      const wanted = wantedBy(schemas[oneOf(stage, stages, 'stage')] as object);
      const { timeZone, defaults = false } = ownOptions(options, { timeZone: undefined, defaults: undefined });
      if (typeof defaults !== 'boolean') throw new TypeError('`defaults` must be true or false');
      const given: unknown = data ?? {};
      if (typeof given !== 'object' || Array.isArray(given)) throw new TypeError('data must be an object');
      const writing = { timeZone: checkedZone(timeZone), defaults };
      return reading('data', () => writeForm(given as object, wanted, writing)) as never;
    },
    validateForm(stage, values, options) {
      const { mode, maxIssues, ...rest } = ownOptions(options, {
        mode: undefined,
        maxIssues: undefined,
        timeZone: undefined,
        locale: undefined,
        labels: undefined,
      });
      oneOf(mode, MODES, 'mode');
      return judgeOf(stage, rest, mode, issueLimit(maxIssues))(values) as never;
    },
    formSchema(stage, options = {}) {
      const { mode = 'complete', ...rest } = ownOptions(options, {
        mode: undefined,
        timeZone: undefined,
        locale: undefined,
        labels: undefined,
      });
      oneOf(mode, MODES, 'mode');
      const judge = judgeOf(stage, rest, mode, issueLimit());
      return {
        '~standard': {
          version: 1,
          vendor: 'event-wizard-validator',
          validate: (values) => {
            try {
              const { valid, data, issues } = judge(values);
              return valid
                ? { value: data as never }
                : { issues: issues.map(({ message, path }) => ({ message, path })) };
            } catch (error) {
              // Values that cannot even be read are bad data here, not a wrong call.
              if (error instanceof TypeError) return { issues: [{ message: error.message, path: [] }] };
              throw error;
            }
          },
        },
      };
    },
  };
}
