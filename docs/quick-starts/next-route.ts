import { validateSessionJson } from 'event-wizard-validator';

export async function POST(request: Request): Promise<Response> {
  const text = await request.text(); // judge the text itself, before anything parses it
  const { persistable, issues } = validateSessionJson(text);
  if (!persistable) return Response.json({ issues }, { status: 422 });
  return Response.json({ advice: issues });
}
