// What of JSON Schema the strict modes for tools read: data with its source and date, since it changes with the
// providers. Knows neither stages nor how a schema is rewritten.

/** What a kind of tool understands. */
export interface ToolProfile {
  /** The keywords that stay; every other is said in words. Identifiers (`$schema`, `$id`) are left out of all profiles. */
  readonly keywords: readonly string[];
  /** The values of `format` that stay. */
  readonly formats: readonly string[];
  /** The largest `minItems` that stays. */
  readonly mostMinItems: number;
  /** Whether every object must be closed (`additionalProperties: false`), so that one of unknown members is impossible. */
  readonly closed: boolean;
  /** Whether every property must be `required`, so that an optional one is made to allow null. */
  readonly allRequired: boolean;
}

/** What every profile has. */
const COMMON = ['type', 'description', 'enum', 'properties', 'required', 'additionalProperties', 'items'];
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
/** `hostname` and the like are not among the formats of the stages; the list is the providers'. */
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'];

/** The profiles by name. */
export const TOOL_PROFILES = {
  /**
   * OpenAI, `strict: true`. Source: "Supported schemas" of the guide "Structured outputs"
   * (developers.openai.com/api/docs/guides/structured-outputs), as of February 2026; and `toStrictJsonSchema` of openai
   * 7.59.0 (November 2026), which changes nothing of such a schema. Limits of one schema: 5,000 properties, 10 levels,
   * 1,000 values of `enum` (500 on Azure), 120,000 characters of names and values.
   */
  'openai-strict': {
    keywords: [
      ...[...COMMON, ...BOUNDS, 'title', 'const', 'anyOf', 'pattern', 'format'],
      ...['multipleOf', 'minItems', 'maxItems'],
    ],
    formats: FORMATS,
    mostMinItems: Infinity,
    closed: true,
    allRequired: true,
  },
  /**
   * Anthropic, `strict: true`. Source: "JSON Schema limitations" of the guide "Structured outputs"
   * (platform.claude.com/docs/en/build-with-claude/structured-outputs), as `transformJSONSchema` of @anthropic-ai/sdk
   * 1.14.0 (November 2026) has them: it changes nothing of such a schema, but for a `type` beside `enum` or `const`.
   * Limits of all strict tools of one request: 20 tools, 24 optional properties, 16 properties of several types.
   */
  'anthropic-strict': {
    keywords: [...COMMON, 'title', 'const', 'anyOf', 'format', 'minItems'],
    formats: [...FORMATS, 'uri'],
    mostMinItems: 1,
    closed: true,
    allRequired: false,
  },
  /**
   * WebMCP, `inputSchema` of `document.modelContext.registerTool`. Source: the subset of pull request 289 of
   * github.com/webmachinelearning/webmcp ("Input validation"), open as of September 2026. Browsers do not check it yet.
   */
  webmcp: {
    keywords: [...COMMON, ...BOUNDS, 'minLength', 'maxLength', 'pattern', 'prefixItems', 'default'],
    formats: [],
    mostMinItems: -Infinity,
    closed: false,
    allRequired: false,
  },
} as const satisfies { readonly [name: string]: ToolProfile };

/** The name of a profile: whose strict mode for tools a schema is written for. */
export type ToolProfileName = keyof typeof TOOL_PROFILES;
