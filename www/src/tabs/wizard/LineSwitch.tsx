// A switch that cuts the line to the page's database.

import { useState } from 'react';
import type { Connection } from '../../database/connection';
import { useTexts } from '../../language/Language';
import { texts } from './texts';

interface LineSwitchProps {
  readonly connection: Connection;
  readonly onChange: (isUp: boolean) => void;
}

export function LineSwitch({ connection, onChange }: LineSwitchProps) {
  const say = useTexts(texts);
  const [isUp, setUp] = useState(connection.isUp);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={!isUp}
        onChange={({ target }) => {
          connection.isUp = !target.checked;
          setUp(connection.isUp);
          onChange(connection.isUp);
        }}
      />
      {say.cutLine}
    </label>
  );
}
