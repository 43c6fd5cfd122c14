-- What forty thermometers, and the box that they hang on, say each minute.
CREATE TABLE reading (
  box smallint NOT NULL CHECK (box BETWEEN 1 AND 500),
  at timestamptz NOT NULL,
  sequence bigint NOT NULL CHECK (sequence >= 0),
  t01 numeric(6, 3) CONSTRAINT t01_in_range CHECK (t01 BETWEEN -90 AND 150),
  t02 numeric(6, 3) CONSTRAINT t02_in_range CHECK (t02 BETWEEN -90 AND 150),
  t03 numeric(6, 3) CONSTRAINT t03_in_range CHECK (t03 BETWEEN -90 AND 150),
  t04 numeric(6, 3) CONSTRAINT t04_in_range CHECK (t04 BETWEEN -90 AND 150),
  t05 numeric(6, 3) CONSTRAINT t05_in_range CHECK (t05 BETWEEN -90 AND 150),
  t06 numeric(6, 3) CONSTRAINT t06_in_range CHECK (t06 BETWEEN -90 AND 150),
  t07 numeric(6, 3) CONSTRAINT t07_in_range CHECK (t07 BETWEEN -90 AND 150),
  t08 numeric(6, 3) CONSTRAINT t08_in_range CHECK (t08 BETWEEN -90 AND 150),
  t09 numeric(6, 3) CONSTRAINT t09_in_range CHECK (t09 BETWEEN -90 AND 150),
  t10 numeric(6, 3) CONSTRAINT t10_in_range CHECK (t10 BETWEEN -90 AND 150),
  t11 numeric(6, 3) CONSTRAINT t11_in_range CHECK (t11 BETWEEN -90 AND 150),
  t12 numeric(6, 3) CONSTRAINT t12_in_range CHECK (t12 BETWEEN -90 AND 150),
  t13 numeric(6, 3) CONSTRAINT t13_in_range CHECK (t13 BETWEEN -90 AND 150),
  t14 numeric(6, 3) CONSTRAINT t14_in_range CHECK (t14 BETWEEN -90 AND 150),
  t15 numeric(6, 3) CONSTRAINT t15_in_range CHECK (t15 BETWEEN -90 AND 150),
  t16 numeric(6, 3) CONSTRAINT t16_in_range CHECK (t16 BETWEEN -90 AND 150),
  t17 numeric(6, 3) CONSTRAINT t17_in_range CHECK (t17 BETWEEN -90 AND 150),
  t18 numeric(6, 3) CONSTRAINT t18_in_range CHECK (t18 BETWEEN -90 AND 150),
  t19 numeric(6, 3) CONSTRAINT t19_in_range CHECK (t19 BETWEEN -90 AND 150),
  t20 numeric(6, 3) CONSTRAINT t20_in_range CHECK (t20 BETWEEN -90 AND 150),
  t21 numeric(6, 3) CONSTRAINT t21_in_range CHECK (t21 BETWEEN -90 AND 150),
  t22 numeric(6, 3) CONSTRAINT t22_in_range CHECK (t22 BETWEEN -90 AND 150),
  t23 numeric(6, 3) CONSTRAINT t23_in_range CHECK (t23 BETWEEN -90 AND 150),
  t24 numeric(6, 3) CONSTRAINT t24_in_range CHECK (t24 BETWEEN -90 AND 150),
  t25 numeric(6, 3) CONSTRAINT t25_in_range CHECK (t25 BETWEEN -90 AND 150),
  t26 numeric(6, 3) CONSTRAINT t26_in_range CHECK (t26 BETWEEN -90 AND 150),
  t27 numeric(6, 3) CONSTRAINT t27_in_range CHECK (t27 BETWEEN -90 AND 150),
  t28 numeric(6, 3) CONSTRAINT t28_in_range CHECK (t28 BETWEEN -90 AND 150),
  t29 numeric(6, 3) CONSTRAINT t29_in_range CHECK (t29 BETWEEN -90 AND 150),
  t30 numeric(6, 3) CONSTRAINT t30_in_range CHECK (t30 BETWEEN -90 AND 150),
  t31 numeric(6, 3) CONSTRAINT t31_in_range CHECK (t31 BETWEEN -90 AND 150),
  t32 numeric(6, 3) CONSTRAINT t32_in_range CHECK (t32 BETWEEN -90 AND 150),
  t33 numeric(6, 3) CONSTRAINT t33_in_range CHECK (t33 BETWEEN -90 AND 150),
  t34 numeric(6, 3) CONSTRAINT t34_in_range CHECK (t34 BETWEEN -90 AND 150),
  t35 numeric(6, 3) CONSTRAINT t35_in_range CHECK (t35 BETWEEN -90 AND 150),
  t36 numeric(6, 3) CONSTRAINT t36_in_range CHECK (t36 BETWEEN -90 AND 150),
  t37 numeric(6, 3) CONSTRAINT t37_in_range CHECK (t37 BETWEEN -90 AND 150),
  t38 numeric(6, 3) CONSTRAINT t38_in_range CHECK (t38 BETWEEN -90 AND 150),
  t39 numeric(6, 3) CONSTRAINT t39_in_range CHECK (t39 BETWEEN -90 AND 150),
  t40 numeric(6, 3) CONSTRAINT t40_in_range CHECK (t40 BETWEEN -90 AND 150),
  battery smallint CHECK (battery BETWEEN 0 AND 100),
  charging boolean NOT NULL DEFAULT false,
  firmware varchar(10) DEFAULT '1.0.0',
  alarms text[] DEFAULT '{}' CHECK (alarms <@ ARRAY['hot', 'cold', 'wet', 'open']),
  raw jsonb,
  PRIMARY KEY (box, sequence),
  CONSTRAINT hot_alarm CHECK (t01 <= 100 OR 'hot' = ANY (alarms)),
  CONSTRAINT not_charged_when_full CHECK (NOT (charging AND battery = 100)),
  CONSTRAINT known_firmware CHECK (firmware ~ '^(?!9)'),
  CONSTRAINT battery_known CHECK (battery <> 13)
);
COMMENT ON CONSTRAINT hot_alarm ON reading IS 'Above 100 degrees the {alarms} [must] have “hot”.';
COMMENT ON CONSTRAINT not_charged_when_full ON reading IS 'A full battery must not be charged';
COMMENT ON CONSTRAINT known_firmware ON reading IS '@server-only what a regular expression looks ahead for is not mirrored
Firmware 9 is not known';
COMMENT ON CONSTRAINT battery_known ON reading IS '@server-only the list of numbers will change
No battery has the number 13';

CREATE TABLE box (
  id smallint PRIMARY KEY,
  place text NOT NULL,
  kind text NOT NULL CHECK (kind = ANY (ARRAY['indoor', 'outdoor'])),
  installed date NOT NULL,
  removed date,
  CONSTRAINT removed_later CHECK (removed > installed)
);
