import type { Page } from '@playwright/test';

/**
 * The texts on the page that are cut off, by an element around them or by the edge of the window, and that no `title`
 * tells in full. What can be scrolled to from top to bottom is not cut off; what is there for screen readers only is not
 * looked at.
 */
export const findCutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    /** Less than this is a matter of rounding, px. */
    const TOLERANCE = 1;
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

    function isCutOff(text: Text): boolean {
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return false;
      // A table is scrolled sideways too; what reaches across it is not.
      const parent = text.parentElement;
      const table = parent?.closest('.whole-line') === null ? parent.closest('.list.table') : null;
      if (table === null && (box.right > innerWidth + TOLERANCE || box.left < -TOLERANCE)) return true;
      let canScroll = false;
      for (let around = parent; around !== null && around !== table; around = around.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(around);
        // These words have a box of their own only from the next element on.
        if (display === 'inline' || display === 'contents') continue;
        const edge = around.getBoundingClientRect();
        const isBeside = box.right > edge.right + TOLERANCE || box.left < edge.left - TOLERANCE;
        if (overflowX !== 'visible' && isBeside) return true;
        if (overflowY === 'auto' || overflowY === 'scroll') canScroll = true;
        const isBelow = box.bottom > edge.bottom + TOLERANCE || box.top < edge.top - TOLERANCE;
        if (!canScroll && hides(overflowY) && isBelow) return true;
      }
      return false;
    }

    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode } = texts;
      const parent = currentNode.parentElement;
      if (!(currentNode instanceof Text) || parent === null || currentNode.data.trim() === '') continue;
      if (parent.closest('.visually-hidden, [title]') !== null || !parent.checkVisibility()) continue;
      if (isCutOff(currentNode)) found.push(`${parent.tagName.toLowerCase()}.${parent.className}: ${currentNode.data}`);
    }
    return found;
  });
