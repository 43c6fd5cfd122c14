-- The old tables in the shape that the import expects (docs/migrations/20260122000000_old_tables.md), for its
-- tests. Nobody has told their exact shape.
CREATE TABLE public.copilot_conversations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid,
  session_id text,
  stage text,
  messages jsonb,
  form_data jsonb,
  status text,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
CREATE TABLE public.copilot_forms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid,
  session_id text,
  form_type text,
  data jsonb,
  status text,
  is_complete boolean,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
CREATE TABLE public.copilot_states (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  session_id text,
  parent_id uuid REFERENCES public.copilot_states (id) DEFERRABLE INITIALLY DEFERRED,
  state jsonb,
  current_stage text,
  progress integer,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
