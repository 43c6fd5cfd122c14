// The conversation that the page shows: it begins with a scene, or with what the person says to a model. Knows no component.

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Database, StoredRow } from '../../database/database';
import { type Speech, useTexts } from '../../language/Language';
import { setParams } from '../../shell/situation';
import type { Model } from './model';
import { Run, type RunState } from './run';
import { ScriptedAgent } from './script/agent';
import type { Pace } from './script/pace';
import { type SceneName, scenes } from './script/scenes';
import { linesOf, spoken } from './script/texts';

export interface Conversation {
  readonly run: Run | undefined;
  readonly state: RunState | undefined;
  /** The person says something; without a conversation it begins one with the model. */
  readonly say: (text: string) => void;
}

const nothing = () => () => undefined;

async function storedRow(database: Database, session_id: string | undefined): Promise<StoredRow | null> {
  if (session_id === undefined) return null;
  const found = await database.select('wizard_sessions', [['session_id', session_id]], 'authenticated');
  return (found.accepted && found.rows[0]) || null;
}

/**
 * @param scene the scene to play; another `take` plays it again.
 * @param session the session that the address names: a model works on it, and a scene on a new one.
 */
export function useRun(
  database: Database | undefined,
  { scene, take, pace }: { readonly scene: SceneName | undefined; readonly take: number; readonly pace: Pace },
  { model, session }: { readonly model: Model | null | undefined; readonly session: string | undefined },
  { locale, number }: Speech,
): Conversation {
  const say = useTexts(spoken);
  const [run, setRun] = useState<Run>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `take` is what asks for another run
  useEffect(() => {
    setRun(undefined);
    if (database === undefined || scene === undefined) return;
    const played = new Run({
      database,
      locale,
      session_id: `assistant-${crypto.randomUUID().slice(0, 8)}`,
      current: null,
      async agent(core) {
        const agent = new ScriptedAgent(scenes[scene], linesOf(say, scene, number), pace);
        core.addAgent__unsafe_dev_only({ id: 'assistant', agent });
        return agent;
      },
    });
    setRun(played);
    setParams({ session: played.session_id });
    void played.say(say.scenes[scene].request);
    return () => played.end();
  }, [database, scene, take, locale, say, number, pace]);

  const speak = useCallback(
    async (text: string) => {
      if (run !== undefined) return run.say(text);
      if (database === undefined || !model) return;
      const current = await storedRow(database, session);
      const begun = new Run({
        database,
        locale,
        session_id: session ?? `assistant-${crypto.randomUUID().slice(0, 8)}`,
        current,
        runtimeUrl: model.runtimeUrl,
        agent: (core) => modelAgent(core),
      });
      setRun(begun);
      setParams({ session: begun.session_id });
      return begun.say(text);
    },
    [run, database, model, session, locale],
  );

  const state = useSyncExternalStore(
    run === undefined ? nothing : (listener) => run.subscribe(listener),
    () => run?.state,
  );
  return { run, state, say: (text) => void speak(text) };
}

/** The runtime's agent, once the core knows it. */
function modelAgent(
  core: ConstructorParameters<typeof Run>[0] extends { agent: (core: infer Core) => unknown } ? Core : never,
) {
  return new Promise<NonNullable<ReturnType<typeof core.getAgent>>>((resolve, reject) => {
    const found = () => {
      const agent = core.getAgent('default');
      if (agent !== undefined) resolve(agent);
      return agent !== undefined;
    };
    if (found()) return;
    core.subscribe({
      onAgentsChanged: () => void found(),
      onError: ({ error }) => reject(error),
    });
  });
}
