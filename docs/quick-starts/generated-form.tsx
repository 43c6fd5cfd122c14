import { type Locale, type Stage, validateStage, withLocale } from 'event-wizard-validator';
import { fieldsIn, firstIssue } from 'event-wizard-validator/fields';
import { useMemo, useState } from 'react';
import { type Data, StageForm } from './StageForm.js';

interface FormProps {
  stage: Stage;
  /** The language of labels and messages; English by default. */
  locale?: Locale | undefined;
  onSave: (data: Data) => void;
}

/** Keeps what is typed in a stage's form, and saves it once it is complete. */
export function GeneratedForm({ stage, locale, onSave }: FormProps) {
  const fields = useMemo(() => fieldsIn(locale)[stage], [locale, stage]);
  const [data, setData] = useState<Data>({});
  const [issues, setIssues] = useState<ReturnType<typeof validateStage>['issues']>([]);

  function submit() {
    const judge = locale === undefined ? validateStage : withLocale(locale).validateStage;
    const { issues } = judge(stage, data, { mode: 'complete' });
    setIssues(issues);
    const first = firstIssue(issues);
    if (first === undefined) onSave(data);
    else document.getElementById(first.pointer)?.focus();
  }

  return <StageForm fields={fields} data={data} issues={issues} action="Save" onChange={setData} onSubmit={submit} />;
}
