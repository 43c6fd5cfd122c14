import { validateSession } from 'event-wizard-validator';

export async function POST(request) {
  const { good, bad } = await request.json();
  return Response.json({ good: validateSession(good), bad: validateSession(bad) });
}
