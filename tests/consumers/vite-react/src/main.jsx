import { validateSession } from 'event-wizard-validator';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { bad, good } from '../sessions.json';

function Verdicts() {
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

createRoot(document.getElementById('root')).render(<Verdicts />);
