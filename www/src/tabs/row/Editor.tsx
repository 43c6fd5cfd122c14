// The row's text, with what the issues speak of marked in it. Behind the text area lies the same text, with the marks.

import type { AdviceIssue, Issue } from 'event-wizard-validator';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { locate, type Span } from './place';

/** Longer texts are not marked: laying them out twice at every key would be slow. */
const LONGEST = 100_000;

export interface EditorHandle {
  /** Selects what an issue speaks of, and brings it into view. */
  show(issue: Issue | AdviceIssue): void;
}

interface EditorProps {
  readonly text: string;
  readonly issues: readonly (Issue | AdviceIssue)[];
  readonly isInvalid: boolean;
  readonly describedBy: string;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly handle: Ref<EditorHandle>;
}

interface Marked extends Span {
  readonly kind: 'bad' | 'note';
}

/** The marks in the order of the text, none over another. */
function marksOf(text: string, issues: EditorProps['issues']): readonly Marked[] {
  if (text.length > LONGEST) return [];
  const { spans, broken } = locate(
    text,
    issues.map(({ path }) => path),
  );
  const kindOf = (index: number) => (['database', 'schema'].includes(issues[index]?.source ?? '') ? 'bad' : 'note');
  const found = spans.flatMap((span, index): Marked[] => (span ? [{ ...span, kind: kindOf(index) }] : []));
  if (broken) found.push({ ...broken, kind: 'bad' });
  found.sort((a, b) => a.start - b.start || a.kind.localeCompare(b.kind));
  const marks: Marked[] = [];
  for (const mark of found) if (mark.start >= (marks.at(-1)?.end ?? 0)) marks.push(mark);
  return marks;
}

function withMarks(text: string, marks: readonly Marked[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end, kind } of marks) {
    parts.push(text.slice(at, start));
    parts.push(
      <mark key={start} data-kind={kind}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  // A last line without characters takes up room in the text area, but not here.
  parts.push(`${text.slice(at)}\n`);
  return parts;
}

export function Editor({ text, issues, isInvalid, describedBy, onChange, onSave, handle }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const marks = useMemo(() => marksOf(text, issues), [text, issues]);

  function follow() {
    if (area.current && behind.current) behind.current.scrollTop = area.current.scrollTop;
  }
  /** Scrolls so that the mark that begins here is in the upper part. */
  function reveal(start: number) {
    const index = marks.findIndex((mark) => mark.start === start);
    const mark = behind.current?.querySelectorAll<HTMLElement>('mark')[index];
    if (!mark || !area.current) return;
    const { scrollTop, clientHeight } = area.current;
    if (mark.offsetTop < scrollTop || mark.offsetTop + mark.offsetHeight > scrollTop + clientHeight) {
      area.current.scrollTop = mark.offsetTop - clientHeight / 3;
      follow();
    }
  }

  // Another row than the one that was being typed: show what is wrong with it.
  const typed = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text moves the view
  useLayoutEffect(() => {
    if (typed.current === text || !area.current) return;
    area.current.scrollTop = 0;
    if (marks[0]) reveal(marks[0].start);
  }, [text]);
  useLayoutEffect(follow);

  useImperativeHandle(handle, () => ({
    show(issue) {
      const [span] = locate(text, [issue.path]).spans;
      area.current?.focus();
      if (!span) return;
      area.current?.setSelectionRange(span.start, span.end);
      reveal(span.start);
    },
  }));

  function saveByKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSave();
  }

  return (
    <div className="marked">
      <div className="behind" aria-hidden="true" ref={behind}>
        {text.length <= LONGEST && withMarks(text, marks)}
      </div>
      <textarea
        id="row"
        ref={area}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onScroll={follow}
        onChange={({ target }) => {
          typed.current = target.value;
          onChange(target.value);
        }}
        onKeyDown={saveByKey}
      />
    </div>
  );
}
