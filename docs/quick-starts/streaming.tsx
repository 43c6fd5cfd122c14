import { type PrefixVerdict, stagePrefix } from 'event-wizard-validator/prefix';

/**
 * Judges tickets while an assistant writes them: `chunks` are the pieces of a tool call's arguments, as text. In the AI SDK
 * these are the `delta`s of `tool-input-delta`, in AG-UI (CopilotKit) those of `TOOL_CALL_ARGS`.
 */
export async function* judged(chunks: AsyncIterable<string>): AsyncGenerator<PrefixVerdict> {
  const tickets = stagePrefix('ticketSetup');
  for await (const chunk of chunks) {
    const verdict = tickets.push(chunk);
    yield verdict;
    // No continuation mends these, so the assistant need not finish: stop the run, and send `toToolResult(verdict)`.
    if (!verdict.complete && verdict.issues.length > 0) return;
  }
}

/** Shows what there is so far, where the assistant is writing, and what is wrong. */
export function Tickets({ verdict }: { verdict: PrefixVerdict }) {
  return (
    <figure aria-busy={verdict.open !== null}>
      <pre>{JSON.stringify(verdict.value, null, 2)}</pre>
      {verdict.open && <figcaption>writing {verdict.open.pointer}</figcaption>}
      <ul>
        {verdict.issues.map(({ pointer, code, message }) => (
          <li key={`${pointer} ${code}`}>{message}</li>
        ))}
      </ul>
    </figure>
  );
}
