// The types of what is imported from benches/, which is JavaScript.

interface Contestant {
  /** Whether data of a stage is complete and valid. */
  readonly stages: Readonly<Record<string, (data: unknown) => boolean>>;
  /** Whether a row may be inserted. */
  readonly insert: (row: unknown) => boolean;
}

declare module '*/contestants/ours.mjs' {
  export const stages: Contestant['stages'];
  /** The same, without what is wrong. */
  export const is: Contestant['stages'];
  export const insert: Contestant['insert'];
  /** The same on the JSON text that is sent. */
  export const insertText: (text: string) => boolean;
  /** The number of issues, each with its message. */
  export const issues: Readonly<Record<string, (data: unknown) => number>>;
}

declare module '*/contestants/zod.mjs' {
  export const stages: Contestant['stages'];
  export const insert: Contestant['insert'];
  export const issues: Readonly<Record<string, (data: unknown) => number>>;
}

declare module '*/contestants/valibot.mjs' {
  export const stages: Contestant['stages'];
  export const insert: Contestant['insert'];
  export const issues: Readonly<Record<string, (data: unknown) => number>>;
}

declare module 'virtual:ajv-standalone' {
  export const stages: Contestant['stages'];
  export const insert: Contestant['insert'];
}

declare module 'virtual:ajv-all-errors' {
  export const issues: (stage: string, data: unknown) => number;
}

declare module '*/benches/documents.mjs' {
  type Data = Readonly<Record<string, unknown>>;
  /** Complete and valid data of each stage. */
  export const documents: Readonly<Record<string, readonly Data[]>>;
  /** Changes that make a stage's data invalid. */
  export const faults: Readonly<Record<string, readonly Data[]>>;
  /** Data of each stage with ten faults. */
  export const tenFaults: Readonly<Record<string, Data>>;
  /** Rows as they are inserted. */
  export const rows: readonly Data[];
  /** The document with a change, as it is in JSON. */
  export const broken: (document: Data, fault: Data) => Data;
}

declare module '*/benches/standalone.mjs' {
  export function standalone(options?: { readonly allErrors: boolean }): string;
}
