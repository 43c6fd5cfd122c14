'use client';

import { validateSession } from 'event-wizard-validator';
import { useEffect } from 'react';
import { bad, good } from '../../sessions.json';

export default function ClientComponent() {
  const verdicts = { good: validateSession(good), bad: validateSession(bad) };
  useEffect(() => {
    window.verdicts = verdicts;
  });
  return (
    <ul>
      {verdicts.bad.issues.map((issue) => (
        <li key={issue.pointer}>{issue.message}</li>
      ))}
    </ul>
  );
}
