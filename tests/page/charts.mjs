// SPDX-License-Identifier: BSL-1.0
/** Charts by keyboard, their tables and sentences, and the page for everybody: axe. */
import assert from 'node:assert/strict';
import { axe, choose, department, desktop, ministry, open, opened, report, saved, shoot, test } from './context.mjs';

test('every chart has a name, a sentence, a table, and buttons that save it', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const figures = page.locator('figure.figure');
    const count = await figures.count();
    assert.ok(count >= 5, String(count));
    for (let i = 0; i < count; ++i) {
      const one = figures.nth(i);
      const label = await one.locator('[role="img"]').first().getAttribute('aria-label');
      const sentence = await one.locator('.sentence').textContent();
      assert.ok(sentence.length > 20);
      assert.ok(label.endsWith(sentence));
      assert.ok((await one.locator('table tbody tr').count()) > 1);
      assert.ok((await one.locator('svg').count()) > 0);
      const waiting = page.waitForEvent('download');
      await one.locator('.saves button').nth(1).click();
      const saved = await waiting;
      assert.match(saved.suggestedFilename(), /\.png$/);
      const chunks = [];
      for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
      const png = Buffer.concat(chunks);
      assert.equal(png.subarray(1, 4).toString(), 'PNG');
      assert.ok(png.readUInt32BE(16) > 800, 'twice as wide as on the screen');
    }
  });
});

test('a picture of 16 : 9 has its title above, its source below, and the whole chart between', async () => {
  await open(await report(ministry, 'id'), async (page) => {
    const pictures = [['.pane', 'icicle-before'], ['[data-name="spans"]', 'spans']];
    for (const [where, name] of pictures)
      for (const [kind, width, height] of [['hd', 1280, 720], ['full-hd', 1920, 1080]]) {
        const waiting = page.waitForEvent('download');
        const png = await saved(page, () => page.locator(`${where} .saves [data-kind="${kind}"]`).first().click());
        assert.equal((await waiting).suggestedFilename(), `${name}-${width}x${height}.png`);
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [width, height]);
        // Of three bands each has something in it, and the margins have nothing.
        const inked = await page.evaluate(async ([base64, parts]) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
          const context = canvas.getContext('2d', { willReadFrequently: true });
          context.drawImage(image, 0, 0);
          return parts.map(([x, y, w, h]) => {
            const { data } = context.getImageData(x * image.width, y * image.height, w * image.width, h * image.height);
            let other = 0;
            for (let i = 0; i < data.length; i += 4) if (Math.min(data[i], data[i + 1], data[i + 2]) < 240) ++other;
            return other;
          });
        }, [png.toString('base64'), [[0, 0.06, 1, 0.06], [0.1, 0.2, 0.8, 0.65], [0, 0.94, 1, 0.05], [0, 0, 0.03, 1], [0.97, 0, 0.03, 1]]]);
        for (const [i, count] of inked.entries()) assert.equal(count > 100, i < 3, `${name}, ${kind}, part ${i}: ${count}`);
      }
  });
});

test('the values of a chart are read out one by one with the arrow keys', async () => {
  await open(await report(department, 'en'), async (page) => {
    const figure = page.locator('[data-name="spans"]');
    await figure.locator('[role="img"]').focus();
    const spoken = () => figure.locator('[role="status"]').textContent();
    await page.keyboard.press('ArrowRight');
    assert.equal(await spoken(), '1: 5 → 4'); // five managers of one subordinate: docs/background/numbers.md
    await page.keyboard.press('ArrowRight');
    assert.match(await spoken(), /^2: /); // the policy asks for 3 or more, so that a band ends there
    await page.keyboard.press('ArrowLeft');
    assert.equal(await spoken(), '1: 5 → 4');
  });
});

test('the first stop of the tab key leads past the controls, and focus is always seen', async () => {
  await open(await report(department, 'en'), async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    const stops = new Set();
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab');
      const [name, outline] = await page.evaluate(() => {
        const one = document.activeElement;
        const seen = one.type === 'radio' ? one.nextElementSibling : one;
        return [`${one.tagName} ${one.id} ${one.className} ${one.getAttribute('aria-label') ?? one.textContent.slice(0, 30)}`, getComputedStyle(seen).outlineStyle];
      });
      stops.add(name);
      assert.notEqual(outline, 'none', name);
    }
    const all = [...stops].join('\n');
    for (const needed of ['CANVAS', 'search-', 'SUMMARY', 'drawing']) assert.ok(all.includes(needed), `${needed}\n${all}`);
  });
});

test('the reader may set light or dark, against what the device says', async () => {
  await open(await report(department, 'en'), async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const device = await ground();
    await page.locator('#theme').selectOption('dark');
    const dark = await ground();
    assert.notEqual(dark, device);
    await page.locator('#theme').selectOption('auto');
    assert.equal(await ground(), device);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await ground(), dark);
    await page.locator('#theme').selectOption('light');
    assert.equal(await ground(), device);
  });
});

/** Contrast of two colours, WCAG 2.2. */
function contrast(a, b) {
  const [x, y] = [a, b].map((colour) => {
    const [r, g, bl] = colour.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  });
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Relative luminance, WCAG 2.2: what is left of a colour in grey. */
const grey = (colour) => (contrast(colour, [0, 0, 0]) - 1) * 0.05;

for (const colorScheme of ['light', 'dark'])
  test(`spans below, within and above the band of the policy are told apart in grey, ${colorScheme}`, async () => {
    await open(await report(ministry, 'en'), async (page) => {
      await choose(page, 'colouring', 'span');
      const found = await page.locator('.legend li').evaluateAll((all) => all.map((one) => [one.textContent, getComputedStyle(one.querySelector('.swatch')).backgroundColor]));
      // id-central-2021 asks for 3 to 15; the widest of the ministry is 40 after.
      const zones = [/^no subordinates/, /^1–2 .*fewer/, /^3–15 .*as the policy asks/, /^16–30 .*more than it/, /^31\+ .*twice/];
      const greys = zones.map((zone) => grey(found.find(([text]) => zone.test(text))[1].match(/[\d.]+/g).slice(0, 3).map(Number)));
      const order = greys.slice(1);
      assert.deepEqual(order, [...order].sort((a, b) => (colorScheme === 'light' ? b - a : a - b)), String(order));
      greys.sort((a, b) => a - b);
      for (let i = 1; i < greys.length; ++i) assert.ok((greys[i] + 0.05) / (greys[i - 1] + 0.05) > 1.2, String(greys));
    }, { colorScheme });
  });

for (const colorScheme of ['light', 'dark'])
  test(`what is drawn stands out from the ground, 3 to 1 or more, ${colorScheme}`, async () => {
    await open(await report(ministry, 'en'), async (page) => {
      for (const colouring of ['kind', 'rank', 'span']) {
        await choose(page, 'colouring', colouring);
        const [ground, colours] = await page.evaluate(() => {
          const rgb = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
          const swatches = [...document.querySelectorAll('.legend .swatch:not(.hatched, .notched, .framed, .barred, .ringed)')];
          return [rgb(getComputedStyle(document.querySelector('#structure')).backgroundColor), swatches.map((one) => rgb(getComputedStyle(one).backgroundColor))];
        });
        assert.ok(colours.length >= 3);
        for (const colour of colours) assert.ok(contrast(ground, colour) >= 3, `${colouring}: ${colour} on ${ground}`);
      }
    }, { colorScheme });
  });

/** This one has neither matters nor roles; a ministry is looked at by sections.mjs and, on a phone, draft.mjs. */
const looks = [
  [department, 'en', desktop, 'dark'],
];
for (const [organisation, lang, viewport, colorScheme] of looks)
  test(`axe finds nothing: ${organisation.name}, ${lang}, ${viewport.width} pixels, ${colorScheme}`, async () => {
    await open(await report(organisation, lang), async (page) => {
      const name = `${organisation.name}-${lang}-${viewport.width}-${colorScheme}`;
      await shoot(page, name);
      await opened(page);
      await axe(page);
      await shoot(page, `${name}-opened`);
    }, { viewport, colorScheme });
  });
