// Whether a real model answers behind the page, as the server says. Knows no key: the server keeps it.

import { useEffect, useState } from 'react';

/** What `assistant.json` says. */
export interface Model {
  /** The model's name, to be shown. */
  readonly name: string;
  /** Where CopilotKit's runtime answers, on the page's own host. */
  readonly runtimeUrl: string;
}

function modelIn(answer: unknown): Model | null {
  const { model } = Object(answer) as { model?: Partial<Model> | null };
  if (typeof model?.name !== 'string' || typeof model.runtimeUrl !== 'string') return null;
  return { name: model.name, runtimeUrl: new URL(model.runtimeUrl, location.href).href };
}

/** Null if there is none; undefined until that is known. */
export function useModel(): Model | null | undefined {
  const [model, setModel] = useState<Model | null>();
  useEffect(() => {
    let isCurrent = true;
    fetch('./assistant.json')
      .then((response) => response.json())
      .then(modelIn, () => null)
      .then((found) => isCurrent && setModel(found));
    return () => {
      isCurrent = false;
    };
  }, []);
  return model;
}
