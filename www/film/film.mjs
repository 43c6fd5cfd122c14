// Makes the README's pictures: the first screen, and the assistant as it corrects itself. Usage: scripts/film

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { launch, open } from '../e2e/browser.js';
import { serve } from '../serve.js';

const picture = (name) => fileURLToPath(new URL(`../../docs/pictures/${name}`, import.meta.url));
const SCENE = 'money';
/** CSS pixels; what the README shows is as wide. */
const SIZE = { width: 1120, height: 900 };
/** Milliseconds between two frames. */
const FRAME = 200;
/** How long the last frame stays, in milliseconds. */
const REST = 4000;

const server = await serve(0);
const browser = await launch();
const said = (name) =>
  console.log(`film: docs/pictures/${name}: ${(statSync(picture(name)).size / 1000).toFixed(0)} kB`);

try {
  const first = await open(browser, server.address, { viewport: { width: 1440, height: 900 } });
  await first.page.locator('[data-agreement=agree]').first().waitFor();
  await first.page.getByText(/judged by both: [1-9]/).waitFor();
  await first.page.screenshot({ path: picture('first-screen.png') });
  await first.page.close();
  said('first-screen.png');

  const { page } = await open(browser, server.address, { viewport: SIZE });
  await page.goto(`${server.address}#assistant?scene=${SCENE}`);
  await page.locator('[data-testid=assistant][data-phase=running]').waitFor();
  const frames = [];
  const resting = page.locator('[data-testid=assistant][data-phase=resting]');
  for (let isLast = false; !isLast; ) {
    isLast = (await resting.count()) > 0;
    const shot = await page.screenshot();
    // A frame like the one before only makes that one last longer.
    if (frames.at(-1)?.shot.equals(shot)) frames.at(-1).delay += FRAME;
    else frames.push({ shot, delay: FRAME });
    await page.waitForTimeout(FRAME);
  }
  frames.at(-1).delay = REST;
  await sharp(
    frames.map(({ shot }) => shot),
    { join: { animated: true } },
  )
    .webp({ quality: 60, effort: 4, delay: frames.map(({ delay }) => delay), loop: 0 })
    .toFile(picture('assistant.webp'));
  said('assistant.webp');
} finally {
  await browser.close();
  await server.close();
}
