import { launch } from './browser.js';

const browser = await launch();
const context = await browser.newContext({
  viewport: { width: 1440, height: 1000 },
  locale: 'en-GB',
  timezoneId: 'Europe/London',
});
const page = await context.newPage();
page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('CONSOLE', m.text()));
page.on('pageerror', (e) => console.log('EXC', e.message, e.stack?.slice(0, 400)));
const t = Date.now();
await page.goto('http://127.0.0.1:4611/#wizard');
await page.locator('#stage-heading').waitFor({ timeout: 90000 });
console.log('ready', Date.now() - t, page.url());
await page.screenshot({ path: '/tmp/dw1.png', fullPage: true });
await page.getByLabel('Organizer name').fill('Harbour');
await page.getByLabel('Contact e-mail').fill('hello');
await page.getByLabel('Phone number').focus();
await page.waitForTimeout(1500);
console.log(await page.getByTestId('saving').textContent());
await page.screenshot({ path: '/tmp/dw2.png', fullPage: true });
const stages = 5;
for (let i = 0; i < stages; i++) {
  await page.getByRole('button', { name: 'Fill with an example' }).click();
  await page.waitForTimeout(800);
  if (i === 2) await page.screenshot({ path: '/tmp/dw3.png', fullPage: true });
  await page.locator('button[type=submit]').click();
  await page.waitForTimeout(500);
  console.log(
    await page.locator('.refused').allTextContents(),
    await page.locator('.error').allTextContents(),
    page.url(),
  );
}
await page.waitForTimeout(500);
await page.screenshot({ path: '/tmp/dw4.png', fullPage: true });
for (const name of ['Start preparing', 'Mark as completed', 'Publish']) {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForTimeout(500);
  console.log(await page.getByTestId('status').textContent(), await page.getByTestId('saving').textContent());
}
await page.screenshot({ path: '/tmp/dw5.png', fullPage: true });
await browser.close();
