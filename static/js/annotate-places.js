// Where a selection stands in the draft, and where a place of the draft stands on the page.
//
// Paragraphs carry data-b (their number); text under data-g is generated and does not count.
// Offsets count code points, as the server does; the browser counts UTF-16 units.

/** The code points in a string: a rare character is two units but one point. */
const points = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** How many UTF-16 units the first `count` code points of `text` take. */
const units = (text, count) => {
  let at = 0;
  for (let left = count; left > 0 && at < text.length; left -= 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
};

/** The text nodes of a paragraph that count, in order. */
function* counted(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-g")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  while (walker.nextNode()) {
    if (walker.currentNode.nodeType === Node.TEXT_NODE) yield walker.currentNode;
  }
}

const textOf = (block) => Array.from(counted(block), (node) => node.data).join("");

const blocksOf = (root) => Array.from(root.querySelectorAll("[data-b]"));

const numberOf = (block) => Number(block.dataset.b);

/** Whether the boundary (node, offset) comes before the start of `other`'s content. */
const isBefore = (node, offset, other) => {
  const range = document.createRange();
  range.selectNodeContents(other);
  return range.comparePoint(node, offset) < 0;
};

/** The offset in code points of a boundary inside a block. */
const offsetIn = (block, node, offset) => {
  let sum = 0;
  for (const text of counted(block)) {
    if (text === node) return sum + points(text.data.slice(0, offset));
    const range = document.createRange();
    range.selectNodeContents(text);
    if (range.comparePoint(node, offset) < 0) return sum;
    sum += points(text.data);
  }
  return sum;
};

const blockOf = (node, root) => {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const block = element && element.closest("[data-b]");
  return block && root.contains(block) ? block : null;
};

/** A boundary as {at: index among blocks, offset}; outside paragraphs it moves inwards. */
const boundary = (node, offset, blocks, root, isStart) => {
  const own = blockOf(node, root);
  if (own) return { at: blocks.indexOf(own), offset: offsetIn(own, node, offset) };
  const next = blocks.findIndex((block) => isBefore(node, offset, block));
  if (isStart) return next < 0 ? null : { at: next, offset: 0 };
  const last = next < 0 ? blocks.length - 1 : next - 1;
  return last < 0 ? null : { at: last, offset: points(textOf(blocks[last])) };
};

/** An end at the very beginning of a paragraph belongs to the end of the one before. */
const drawnBack = (end, start, blocks) => {
  let { at, offset } = end;
  while (offset === 0 && at > start.at) {
    at -= 1;
    offset = points(textOf(blocks[at]));
  }
  return { at, offset };
};

/** A start at the very end of a paragraph belongs to the beginning of the next. */
const drawnOn = (start, end, blocks) => {
  let { at, offset } = start;
  while (at < end.at && offset === points(textOf(blocks[at]))) {
    at += 1;
    offset = 0;
  }
  return { at, offset };
};

const quoteOf = (start, end, blocks) => {
  const lines = blocks.slice(start.at, end.at + 1).map((block) => Array.from(textOf(block)));
  lines[lines.length - 1].length = end.offset;
  lines[0].splice(0, start.offset);
  return lines.map((line) => line.join("")).join("\n");
};

/**
 * The place of a selection as {paragraph, start, end_paragraph, end, quote}, or null where
 * nothing of the draft under `root` is selected.
 */
export function placeOf(selection, root) {
  if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const blocks = blocksOf(root);
  const first = boundary(range.startContainer, range.startOffset, blocks, root, true);
  const last = boundary(range.endContainer, range.endOffset, blocks, root, false);
  if (!first || !last || last.at < first.at) return null;
  const end = drawnBack(last, first, blocks);
  const start = drawnOn(first, end, blocks);
  if (start.at === end.at && start.offset >= end.offset) return null;
  return {
    paragraph: numberOf(blocks[start.at]),
    start: start.offset,
    end_paragraph: numberOf(blocks[end.at]),
    end: end.offset,
    quote: quoteOf(start, end, blocks),
  };
}

/** Where the `offset`-th code point stands; a start prefers the node that follows. */
const pointIn = (block, offset, isStart) => {
  let left = offset;
  let last = null;
  for (const text of counted(block)) {
    const length = points(text.data);
    if (left < length || (left === length && !isStart)) {
      return { node: text, offset: units(text.data, left) };
    }
    left -= length;
    last = { node: text, offset: text.data.length };
  }
  return last || { node: block, offset: 0 };
};

/** The Range of a place, or null where the page does not show its paragraphs. */
export function rangeOf(place, root) {
  const first = root.querySelector(`[data-b="${Number(place.paragraph)}"]`);
  const last = root.querySelector(`[data-b="${Number(place.end_paragraph)}"]`);
  if (!first || !last) return null;
  const start = pointIn(first, place.start, true);
  const end = pointIn(last, place.end, false);
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
