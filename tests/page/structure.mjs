// SPDX-License-Identifier: BSL-1.0
/** The two pictures of the structure: search, keyboard, the same post on both sides. */
import assert from 'node:assert/strict';
import { choose, department, drawn, json, ministry, open, phone, report, shoot, test } from './context.mjs';

async function search(page, words) {
  const field = page.locator('.structure > .controls .search input').first();
  await field.fill(words);
  await page.waitForSelector('.structure > .controls .search [role="option"]');
  await field.press('ArrowDown');
  await field.press('Enter');
  await drawn(page);
}

const chosenCode = (page) => page.locator('.chosen p.strong .code').textContent();

test('a post is found by its code, by its title and by its unit', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    await search(page, '01.02.02.01-P1');
    assert.equal(await chosenCode(page), '01.02.02.01-P1');
    await search(page, 'kepala biro umum'); // whatever the case
    assert.equal(await chosenCode(page), '01.04');
    await search(page, 'inspektorat inspektur');
    assert.match(await page.locator('.chosen').textContent(), /Inspektorat/);
  });
});

test('the chart shows a post that was found, on both sides, and lets it be opened and closed', async () => {
  await open(await report(ministry, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await search(page, '03.01.02.01-P1');
    for (const side of ['before', 'after']) {
      const box = page.locator(`.box[id^="post-${side}-"].chosen`);
      assert.equal(await box.count(), 1);
      assert.match(await box.textContent(), /03\.01\.02\.01-P1/);
      assert.ok(await box.isVisible());
    }
    await shoot(page, 'ministry-en-chart-found', false);
  });
});

test('the same post has the same colour and the same order on both sides', async () => {
  await open(await report(department, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    await choose(page, 'colouring', 'rank'); // nobody's rank changes under this policy
    await page.locator('#depth').selectOption('5');
    await drawn(page);
    const seen = (side) => page.locator(`.box[id^="post-${side}-"]`).evaluateAll((boxes) => boxes.map((box) => [
      box.dataset.post, getComputedStyle(box).getPropertyValue('--post'),
    ]));
    const before = new Map(await seen('before'));
    const after = await seen('after');
    const both = after.filter(([post]) => before.has(post));
    assert.ok(both.length >= 8, String(both.length));
    for (const [post, colour] of both) assert.equal(colour, before.get(post));
    const order = [...before.keys()].filter((post) => after.some(([other]) => other === post));
    assert.deepEqual(both.map(([post]) => post), order);
  });
});

test('the chart is walked by keyboard', async () => {
  await open(await report(department, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    await page.locator('#depth').selectOption('1');
    const tree = page.locator('.tree').first();
    await tree.focus();
    const active = async () => {
      const id = await tree.getAttribute('aria-activedescendant');
      return id ? page.locator(`[id="${id}"]`).textContent() : null;
    };
    const boxes = () => page.locator('.box[id^="post-before-"]').count();
    await page.keyboard.press('ArrowDown');
    await drawn(page);
    assert.match(await active(), /ERD001/);
    assert.equal(await boxes(), 1);
    await page.keyboard.press('ArrowRight'); // opens
    await drawn(page);
    assert.equal(await boxes(), 8, 'the permanent secretary and seven below');
    await page.keyboard.press('ArrowRight'); // to the first subordinate
    await page.keyboard.press('ArrowDown');
    await drawn(page);
    const second = await active();
    assert.doesNotMatch(second, /ERD001/);
    await page.keyboard.press('ArrowLeft'); // back to the superior
    await drawn(page);
    assert.match(await active(), /ERD001/);
    await page.keyboard.press('ArrowLeft'); // closes
    await drawn(page);
    assert.equal(await boxes(), 1);
    assert.equal(await page.locator('.box[id^="post-before-"]').getAttribute('aria-expanded'), 'false');
  });
});

test('the chart shows the changes alone, with what stands above them', async () => {
  await open(await report(department, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#changes-only').check();
    await drawn(page);
    // Under delayer the posts of layer 3 with subordinates are taken out: docs/background/numbers.md, 26 of them.
    const { converted } = await json('simplify', department.files, department.policy);
    assert.equal(converted, 26);
    const boxes = page.locator('.box[id^="post-after-"]');
    assert.ok((await boxes.count()) > 0);
    const levels = await boxes.evaluateAll((all) => all.map((box) => Number(box.getAttribute('aria-level'))));
    assert.ok(Math.max(...levels) <= 4, 'nothing below what was moved up to layer 3, or converted');
    assert.equal(await page.locator('#path-alone').isChecked(), false);
    await page.getByRole('button', { name: 'One layer less' }).click();
    assert.equal(await page.locator('#changes-only').isChecked(), false);
  });
});

test('layers are opened one at a time', async () => {
  await open(await report(department, 'en'), async (page) => {
    await choose(page, 'view', 'chart');
    await page.locator('#path-alone').uncheck();
    await page.locator('#depth').selectOption('1');
    const levels = () => page.locator('.box[id^="post-before-"]').evaluateAll((boxes) =>
      Math.max(...boxes.map((box) => Number(box.getAttribute('aria-level')))));
    await drawn(page);
    assert.equal(await levels(), 1);
    await page.getByRole('button', { name: 'One layer more' }).click();
    await drawn(page);
    assert.equal(await levels(), 2);
    await page.getByRole('button', { name: 'One layer less' }).click();
    await drawn(page);
    assert.equal(await levels(), 1);
  });
});

test('the icicle is walked and zoomed by keyboard, and both sides follow', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const picture = page.locator('.icicle canvas').first();
    await picture.focus();
    const post = async () => (await page.locator('.chosen p.strong').textContent()).trim();
    await page.keyboard.press('ArrowDown');
    assert.match(await post(), /^Menteri/);
    await page.keyboard.press('ArrowDown');
    assert.match(await post(), /^Sekretaris Kementerian/);
    await page.keyboard.press('ArrowRight');
    assert.match(await post(), /^Deputi/);
    await page.keyboard.press('ArrowUp');
    assert.match(await post(), /^Menteri/);
    await page.keyboard.press('ArrowDown');
    const bytes = () => page.locator('.icicle canvas').evaluateAll((all) => all.map((one) => one.toDataURL()));
    await drawn(page);
    const whole = await bytes();
    await page.keyboard.press('Enter'); // shows what is below the post
    await drawn(page);
    const near = await bytes();
    assert.equal(near.length, 2);
    near.forEach((picture, i) => assert.notEqual(picture, whole[i]));
    assert.match(await page.locator('.structure').textContent(), /terlihat [\d,]+% dari lebarnya/);
    await page.keyboard.press('Home');
    await drawn(page);
    assert.deepEqual(await bytes(), whole);
  });
});

test('a click on the icicle chooses the post under it', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const picture = page.locator('.icicle canvas').nth(1);
    await picture.click({ position: { x: 40, y: 20 } });
    assert.equal(await chosenCode(page), '00');
    await picture.click({ position: { x: 40, y: 60 } });
    assert.equal(await chosenCode(page), '01');
  });
});

test('pictures are saved as SVG, which is well-formed and holds the titles', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    for (const view of ['icicle', 'chart']) {
      await choose(page, 'view', view);
      const waiting = page.waitForEvent('download');
      await page.locator('.pane .saves button').first().click();
      const saved = await waiting;
      assert.equal(saved.suggestedFilename(), `${view}-before.svg`);
      const chunks = [];
      for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      assert.match(text, /Menteri/);
      const faults = await page.evaluate((xml) => new DOMParser().parseFromString(xml, 'image/svg+xml').querySelectorAll('parsererror').length, text);
      assert.equal(faults, 0);
    }
  });
});

test('the chart and the icicle fit a phone', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    for (const view of ['icicle', 'chart']) {
      await choose(page, 'view', view);
      await drawn(page);
      const [page_, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(page_ <= seen, `${view}: the page is ${page_} wide, the phone ${seen}`);
    }
    await shoot(page, 'ministry-id-phone-dark');
  }, { viewport: phone, colorScheme: 'dark' });
});
