// An agent of AG-UI that is a script: a function of the messages so far, which says what the assistant does next.

import { AbstractAgent, EventType } from '@ag-ui/client';
import { Observable } from 'rxjs';

/**
 * @param script gets the results of the last tool calls, parsed, and the number of the turn from 0. It returns the next
 * calls, `[{ name, args }]`, or a text that ends the run.
 */
export class ScriptedAgent extends AbstractAgent {
  turns = 0;

  constructor(script) {
    super({ agentId: 'scripted', threadId: 'thread' });
    this.script = script;
  }

  /** The results of all tool calls, in order. */
  get results() {
    return this.messages.filter(({ role }) => role === 'tool').map(({ content }) => JSON.parse(content));
  }

  run({ threadId, runId }) {
    const turn = this.turns++;
    const last = [];
    for (const message of this.messages.toReversed()) {
      if (message.role !== 'tool') break;
      last.unshift(JSON.parse(message.content));
    }
    const next = this.script(last, turn);
    const events = [{ type: EventType.RUN_STARTED, threadId, runId }];
    const id = `m${turn}`;
    if (typeof next === 'string') {
      events.push(
        { type: EventType.TEXT_MESSAGE_START, messageId: id, role: 'assistant' },
        { type: EventType.TEXT_MESSAGE_CONTENT, messageId: id, delta: next },
        { type: EventType.TEXT_MESSAGE_END, messageId: id },
      );
    } else {
      for (const [index, { name, args }] of next.entries()) {
        const toolCallId = `${id}c${index}`;
        events.push(
          { type: EventType.TOOL_CALL_START, toolCallId, toolCallName: name, parentMessageId: id },
          { type: EventType.TOOL_CALL_ARGS, toolCallId, delta: JSON.stringify(args) },
          { type: EventType.TOOL_CALL_END, toolCallId },
        );
      }
    }
    events.push({ type: EventType.RUN_FINISHED, threadId, runId });
    return new Observable((subscriber) => {
      for (const event of events) subscriber.next(event);
      subscriber.complete();
    });
  }
}
