// SPDX-License-Identifier: BSL-1.0
/** What the two pictures of a side have in common. */
import type { Colours } from './colour';

export abstract class Drawing {
  protected printing = false;
  private scheduled = false;

  constructor(protected colours: Colours) {}

  colour(colours: Colours): void {
    this.colours = colours;
    this.draw();
  }

  /** Draws at the next frame, however often it is called before. */
  draw(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.paint();
    });
  }

  protected abstract paint(): void;
}
