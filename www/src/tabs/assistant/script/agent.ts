// The demo's assistant: an AG-UI agent in the page that is a script and no model. It sends a scene's data with the scene's
// mistakes, token by token, reads the issues that come back, and mends what they say. Knows no schema.

import { AbstractAgent, type BaseEvent, EventType, type RunAgentInput } from '@ag-ui/client';
import type { ToldIssue, WizardToolResult } from 'event-wizard-validator/copilotkit';
import { Observable } from 'rxjs';
import { type Mend, type Mended, mend } from './mender';
import type { Operation } from './operation';
import type { Pace } from './pace';
import type { Scene, Step } from './scenes';

/** What the script says, in the page's language. */
export interface Lines {
  readonly opening: string;
  readonly refused: (faults: number) => string;
  readonly mended: (mend: Mend) => string;
  readonly asking: (messages: readonly string[]) => string;
  readonly again: string;
  readonly closing: string;
}

/** What the agent does in one run of AG-UI: says something, then calls a tool or changes the shared state. */
interface Turn {
  readonly text: string;
  readonly call?: { readonly name: string; readonly args: object };
  /** Changes of the shared state, as JSON Patches. */
  readonly deltas?: readonly (readonly Operation[])[];
}

type ToolStep = Exclude<Step, { kind: 'delta' }>;

const COLUMN = /^\/session\/(\w+)\/?(.*)$/;

/** The pieces in which a model would write a text: about a token each. */
const tokens = (text: string): string[] => text.match(/[\p{L}\p{M}]{1,5}|\d{1,3}|\s+|[^\p{L}\p{M}\d\s]/gu) ?? [];

const resultOf = (content: string) => JSON.parse(content) as WizardToolResult;

/** The result of the last tool call, if the last message is one. */
function resultIn({ messages }: RunAgentInput): WizardToolResult | undefined {
  const last = messages.at(-1);
  return last?.role === 'tool' ? resultOf(String(last.content)) : undefined;
}

/** Why the last change of the shared state was refused, as the page tells it with the next run. */
function refusalIn({ context }: RunAgentInput): readonly ToldIssue[] {
  return context.flatMap(({ value }) => (JSON.parse(value) as { issues?: ToldIssue[] }).issues ?? []);
}

/** The operations with what the issues name mended. */
function mendedOperations(delta: readonly Operation[], issues: readonly ToldIssue[]): Mended<readonly Operation[]> {
  const all = delta.map((operation) => {
    const [, column = '', rest = ''] = COLUMN.exec(operation.path) ?? [];
    const place = [column, ...rest.split('/').filter(Boolean)];
    const mine = issues.filter(({ path }) => place.every((key, index) => String(path[index]) === key));
    const inside = mine.map((issue) => ({ ...issue, path: ['value', ...issue.path.slice(place.length)] }));
    const { data, mends, asked } = mend(operation, inside);
    return { data, mends: mends.map((each) => ({ ...each, at: each.at.replace(/^value/, place.join('.')) })), asked };
  });
  return {
    data: all.map(({ data }) => data),
    mends: all.flatMap(({ mends }) => mends),
    asked: all.flatMap(({ asked }) => asked),
  };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export class ScriptedAgent extends AbstractAgent {
  readonly #scene: Scene;
  readonly #lines: Lines;
  readonly #pace: Pace;
  #next = 0;
  /** What was sent last and not yet accepted. */
  #sent: ToolStep | undefined;
  #deltas: readonly (readonly Operation[])[] = [];
  #running = new AbortController();

  constructor(scene: Scene, lines: Lines, pace: Pace) {
    super({ agentId: 'assistant', threadId: crypto.randomUUID() });
    this.#scene = scene;
    this.#lines = lines;
    this.#pace = pace;
  }

  override abortRun(): void {
    this.#running.abort();
  }

  run(input: RunAgentInput): Observable<BaseEvent> {
    return new Observable((subscriber) => {
      this.#running = new AbortController();
      const { signal } = this.#running;
      const { threadId, runId } = input;
      const tell = (event: object) => subscriber.next(event as BaseEvent);
      tell({ type: EventType.RUN_STARTED, threadId, runId });
      this.#perform(this.#turn(input), tell, signal).then(
        () => {
          tell({ type: EventType.RUN_FINISHED, threadId, runId });
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => this.#running.abort();
    });
  }

  /** Streams the turn as AG-UI's events. */
  async #perform({ text, call, deltas = [] }: Turn, tell: (event: object) => void, signal: AbortSignal): Promise<void> {
    const messageId = crypto.randomUUID();
    const stream = async (whole: string, piece: (delta: string) => object) => {
      for (const token of tokens(whole)) {
        await this.#pace.wait(signal);
        if (signal.aborted) return;
        tell(piece(token));
      }
    };
    if (text !== '') {
      tell({ type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' });
      await stream(text, (piece) => ({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta: piece }));
      tell({ type: EventType.TEXT_MESSAGE_END, messageId });
      this.#pace.rest();
    }
    if (call !== undefined && !signal.aborted) {
      const toolCallId = crypto.randomUUID();
      const start = { type: EventType.TOOL_CALL_START, toolCallId, toolCallName: call.name };
      tell(text === '' ? start : { ...start, parentMessageId: messageId });
      const args = (piece: string) => ({ type: EventType.TOOL_CALL_ARGS, toolCallId, delta: piece });
      await stream(JSON.stringify(call.args), args);
      tell({ type: EventType.TOOL_CALL_END, toolCallId });
      this.#pace.rest();
    }
    for (const delta of deltas) {
      await this.#pace.wait(signal);
      if (signal.aborted) return;
      tell({ type: EventType.STATE_DELTA, delta });
      this.#pace.rest();
    }
  }

  #turn(input: RunAgentInput): Turn {
    if (this.#scene.steps.some(({ kind }) => kind === 'delta')) return this.#patching(refusalIn(input));
    const answer = this.#answerIn(input);
    if (answer !== undefined) return this.#send(answer, this.#lines.again);
    const sent = this.#sent;
    const result = resultIn(input);
    if (sent === undefined || result === undefined || result.ok) return this.#advance();
    const issues = result.issues ?? [];
    if (result.stop !== undefined) return this.#ask(issues);
    if (this.#scene.isStubborn === true) return this.#send(sent, this.#lines.again);
    return this.#mended(sent, issues);
  }

  /** Changes the shared state; what was refused, once more as the issues ask. */
  #patching(refused: readonly ToldIssue[]): Turn {
    if (refused.length === 0) {
      this.#deltas = this.#scene.steps.flatMap((step) => (step.kind === 'delta' ? [step.delta] : []));
      return { text: this.#lines.opening, deltas: this.#deltas };
    }
    const mended = this.#deltas
      .map((delta) => ({ sent: delta, ...mendedOperations(delta, refused) }))
      .filter(({ sent, data }) => !isSame(sent, data));
    const asked = mended.flatMap((each) => each.asked);
    if (mended.length === 0 || asked.length > 0) return this.#ask(asked.length > 0 ? asked : refused);
    this.#deltas = mended.map(({ data }) => data);
    return { text: this.#told(mended.flatMap(({ mends }) => mends)), deltas: this.#deltas };
  }

  /** The step again with what the person has answered to what was wrong with it. */
  #answerIn({ messages }: RunAgentInput): ToolStep | undefined {
    const last = messages.at(-1);
    const sent = this.#sent;
    if (last?.role !== 'user' || sent?.kind !== 'fill') return undefined;
    const told = messages.findLast(({ role }) => role === 'tool');
    const { ok, issues = [] } = told === undefined ? { ok: true } : resultOf(String(told.content));
    const asked = issues.find(({ stage, path }) => stage === sent.stage && path.length === 1);
    if (ok || asked === undefined) return undefined;
    return { ...sent, data: { ...sent.data, [String(asked.path[0])]: String(last.content) } };
  }

  #advance(): Turn {
    const isFirst = this.#next === 0;
    const step = this.#scene.steps[this.#next++];
    if (step !== undefined && step.kind !== 'delta') return this.#send(step, isFirst ? this.#lines.opening : '');
    this.#sent = undefined;
    return { text: this.#lines.closing };
  }

  #send(step: ToolStep, text: string): Turn {
    this.#sent = step;
    if (step.kind === 'status') return { text, call: { name: 'setStatus', args: { status: step.status } } };
    const { stage, data, complete } = step;
    return { text, call: { name: 'fillStage', args: { stage, data, ...(complete !== undefined && { complete }) } } };
  }

  #mended(sent: ToolStep, issues: readonly ToldIssue[]): Turn {
    if (sent.kind === 'status') return this.#ask(issues);
    const { data, mends, asked } = mend(
      sent.data,
      issues.filter(({ stage }) => stage === sent.stage),
    );
    if (mends.length === 0 || asked.length > 0) return this.#ask(asked.length > 0 ? asked : issues);
    return this.#send({ ...sent, data }, this.#told(mends));
  }

  #told(mends: readonly Mend[]): string {
    return [this.#lines.refused(mends.length), ...mends.map((each) => `• ${this.#lines.mended(each)}`)].join('\n');
  }

  /** Ends the turn with a question to the person. */
  #ask(issues: readonly ToldIssue[]): Turn {
    const parts = issues.filter(({ path }) => path.length > 0);
    return { text: this.#lines.asking([...new Set(parts.map(({ message }) => message))]) };
  }
}
