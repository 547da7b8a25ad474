// Runs in the page the user reads, after a click: the selection, or the longest article, or all of the page.
export function pageText(selectionOnly) {
  const selected = String(getSelection()).trim();
  if (selectionOnly) return selected;
  const longest = [...document.querySelectorAll("article, [itemprop=articleBody], main")]
    .map((element) => element.innerText.trim())
    .sort((left, right) => right.length - left.length)[0];
  return longest || document.body.innerText.trim();
}
