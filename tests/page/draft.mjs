// SPDX-License-Identifier: BSL-1.0
/** A scenario made by hand in the page, and played by the program. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, cells, choose, drawn, find, json, ministry, open, opened, pangkas, phone, report, saved, test } from './context.mjs';

/** Opens what may be done with a post, fills the form in, and adds the step. */
export async function change(page, code, act, { other, fields = {}, reason = 'A test' }) {
  await find(page, code);
  await page.locator(`.draft-post [data-act="${act}"]`).click();
  if (other) await find(page, other, '.draft-fields');
  for (const [id, value] of Object.entries(fields)) {
    const field = page.locator(`#draft-${id}`);
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await page.locator('#draft-reason').fill(reason);
  await page.locator('.draft-fields .add').click();
}

const refused = (page) => page.locator('.draft-fields [role="alert"]').textContent();
const steps = (page) => page.locator('.draft-steps ol li').allTextContents();

test('a scenario is made by hand, undone and redone, and the program plays its file as the page shows it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pangkas-draft-'));
  const title = 'Kepala "Biro"\\Umum\tdan Layanan – 𝄞';
  try {
    let shown;
    await open(await report(ministry, 'en'), async (page) => {
      assert.equal(await page.locator('#draft-undo').isDisabled(), true);
      await change(page, '01.01.02', 'merge', { other: '01.01.01', reason: 'Both answer for the "same" programme' });
      await change(page, '01.01.03.01', 'move', { other: '02' });
      await change(page, '01.01.01.02', 'abolish', {});
      await change(page, '01.02', 'abolish', { other: '01.02.01' }); // which stands below it
      await change(page, '01.04', 'retitle', { fields: { title } });
      await change(page, '01.01.03-F1', 're-rank', { fields: { rank: 'Ahli Muda' } });
      await change(page, '01.01.03-P1', 'seats', { fields: { seats: '4.5', filled: '1' } });
      assert.equal((await steps(page)).length, 7);

      // What the program would refuse is said before it is a step.
      await change(page, '01.04', 'move', { other: '01.04.01' });
      assert.match(await refused(page), /the lines would run in a circle/);
      await change(page, '00', 'abolish', {});
      assert.match(await refused(page), /Nobody stands above it/);
      await change(page, '01.04', 'move', { other: '01' });
      assert.match(await refused(page), /so already/);
      await change(page, '01.04', 'merge', { other: '01.01.02' });
      assert.match(await refused(page), /has ended that post/);
      await change(page, '02', 'move', { other: '01', reason: ' ' });
      assert.match(await refused(page), /Every step has a reason/);
      await find(page, '01.01.02');
      assert.match(await page.locator('.draft-post').textContent(), /Step 1 of your scenario ends this post/);

      // The chart of today marks who ends and who comes to another superior.
      await choose(page, 'view', 'chart');
      for (const [code, mark] of [['01.01.02', 'ends'], ['01.01.03.01', 'moves'], ['01.04', null]]) {
        await find(page, code);
        await drawn(page);
        const chips = page.locator('.box.chosen[id^="post-before-"] .chip.draft');
        assert.deepEqual(await chips.evaluateAll((all) => all.map((one) => one.dataset.draft)), mark ? [mark] : [], code);
      }

      // Undo, and redo but for a step that is not wanted after all.
      const all = await steps(page);
      for (let i = 0; i < 7; ++i) await page.locator('#draft-undo').click();
      assert.deepEqual(await steps(page), []);
      for (let i = 0; i < 7; ++i) await page.locator('#draft-redo').click();
      assert.deepEqual(await steps(page), all);
      assert.equal(await page.locator('#draft-redo').isDisabled(), true);
      // The other language keeps them.
      await page.locator('#language').click();
      assert.equal((await steps(page)).length, 7);
      await page.locator('#language').click();

      shown = await cells(page.locator('.draft-steps table'));
      await page.locator('#draft-save').click();
      assert.match(await page.locator('.draft > [role="alert"]').textContent(), /name/);
      await page.locator('#draft-name').fill('Two bureaus');
      await page.locator('#draft-source').fill('Draft decree 1/2026');
      writeFileSync(join(folder, 'two-bureaus.toml'), await saved(page, () => page.locator('#draft-save').click()));
    });

    const out = join(folder, 'after');
    const { after } = await json('apply', ministry.files, '--scenario', join(folder, 'two-bureaus.toml'), '--out', out);
    const { positions } = JSON.parse(readFileSync(join(out, 'organisation.json'), 'utf8'));
    const { positions: before } = JSON.parse(await pangkas('convert', ministry.files[0], '-', '--to', 'json'));
    const was = new Map(before.map((one) => [one.code, one]));
    const is = new Map(positions.map((one) => [one.code, one]));
    assert.equal(after.external, 3);
    // Whoever ends, or reports to another post, is in the table, with that post.
    const moved = new Map();
    for (const one of positions) {
      const ends = one.flags?.includes('abolished');
      if (ends) moved.set(one.code, 'ends');
      else if (one.reports_to !== was.get(one.code).reports_to) moved.set(one.code, one.reports_to);
    }
    assert.ok(moved.size > 10, String(moved.size));
    const last = (text) => text.split(' ').pop();
    assert.deepEqual(new Map(shown.map(([post, , now]) => [last(post), last(now)])), moved);
    assert.equal(is.get('01.04').title, title);
    assert.equal(is.get('01.01.03-F1').rank, 'Ahli Muda');
    assert.deepEqual([is.get('01.01.03-P1').seats, is.get('01.01.03-P1').filled], [4.5, 1]);
    assert.equal(is.get('01.01.01').seats, was.get('01.01.01').seats + was.get('01.01.02').seats + was.get('01.01.01.02').seats);
    const rules = readFileSync(join(out, 'rules.csv'), 'utf8');
    assert.ok(rules.includes('Both answer for the ""same"" programme'));
    assert.ok(rules.includes('Draft decree 1/2026'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the panel of a post has its row, unit, entries of the ledger, findings and its path, at 360 pixels too', async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { ...phone, width: 360 }])
    await open(await report(ministry, 'id'), async (page) => {
      await find(page, '01.01.01');
      const panel = page.locator('.chosen');
      const text = await panel.textContent();
      // It is converted, and what stood below it reports to its superior.
      assert.match(text, /disetarakan: struktural/);
      assert.match(text, /Biro Perencanaan dan Keuangan/);
      const rows = await cells(panel.locator('table').first());
      assert.deepEqual(rows.find(([, kind]) => kind === 'struktural').slice(1), ['struktural', 'fungsional']);
      const { x, width } = await panel.boundingBox();
      if (viewport.width > 1000) assert.ok(x > 800 && x + width <= 1280, 'it stands beside the page');
      await find(page, '01.01.01.01-P1');
      await panel.getByRole('button', { name: 'Tampilkan jalur yang dimulainya' }).click();
      await drawn(page);
      assert.match(await page.locator('.path .raised').textContent(), /01\.01\.01\.01-P1/);
      await page.locator('.draft-post [data-act="move"]').click();
      if (viewport.width < 1000) {
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'the page is wider than the phone');
        await opened(page);
        // No table is cut off at the side, but for what has rows and columns of its own.
        assert.deepEqual(await page.locator('.table').evaluateAll((all) => all
          .filter((one) => one.checkVisibility() && !one.querySelector('.matrix') && one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.getAttribute('aria-label')}: ${one.scrollWidth} of ${one.clientWidth}`)), []);
        await axe(page);
      }
      await panel.getByRole('button', { name: 'Tutup' }).click();
      assert.match(await panel.textContent(), /Pilih jabatan pada gambar/);
    }, { viewport });
});

test('a redacted report makes no scenario', async () => {
  await open(await report({ ...ministry, name: 'ministry-redacted-draft', more: ['--redact'] }, 'en'), async (page) => {
    assert.equal(await page.locator('#draft').count(), 0);
    await find(page, 'P1');
    assert.equal(await page.locator('.draft-post').count(), 0);
  });
});
