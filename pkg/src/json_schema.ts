// The shape of a JSON Schema, as far as those who read the stages' schemas need it.

/** A JSON Schema of the 2020-12 dialect that is an object. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** A list of codes of one length from the text that they make. */
export function codes(text: string, length: number): string[] {
  return text.match(new RegExp(`.{${length}}`, 'g')) as string[];
}
