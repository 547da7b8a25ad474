// The first click (on the toolbar) asks by the address of the page; only a second one, on a button, sends its text.
import { articleAt, lookUp, siteAddress, story } from "./api.js";
import { pageText } from "./page_text.js";

const $ = (id) => document.getElementById(id);
const say = (sentence) => { $("status").textContent = sentence; };
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const percent = (share) => `${Math.floor(share * 100)}%`;

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

function link(text, path, site) {
  return element("a", text, { href: new URL(path, site), target: "_blank" });
}

// A popup belongs to the page in front; `#tab=12` names another one, for a popup in a tab of its own.
async function tabAsked() {
  const named = new URLSearchParams(location.hash.slice(1)).get("tab");
  if (named) return chrome.tabs.get(Number(named));
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

function show(...nodes) {
  $("answer").replaceChildren(...nodes);
}

function list(entries) {
  const all = element("ul", "");
  for (const nodes of entries) {
    const item = element("li", "");
    item.append(...nodes);
    all.append(item);
  }
  return all;
}

// Figures that a site of an older version does not have are left out.
function figures(found) {
  const said = [count(found.article_count, "article"), count(found.source_count, "outlet")];
  if (found.independent_reports !== undefined) said.push(count(found.independent_reports, "independent report"));
  const disagreements = found.facts?.filter((fact) => fact.verdict === "contradiction").length;
  if (disagreements) said.push(count(disagreements, "disagreement"));
  return said.join(", ");
}

function showStory(found, own, site) {
  const heading = element("h2", "");
  heading.append(link(found.title, `groups/${found.id}/`, site));
  const others = found.articles.filter((article) => article.id !== own.id);
  const lines = others.map((article) => [
    `${article.source}: `, link(article.title, `articles/${article.id}/`, site), " · ",
    link("compare", `compare/${own.id}/${article.id}/`, site),
  ]);
  show(heading, element("p", figures(found)), list(lines));
}

function showMatches(found, site) {
  say(found.matches.length ? `${percent(found.of_query)} of the text is in the archive.` : found.note || "Nothing similar is in the archive.");
  show(list(found.matches.map(({ article, copied, same_story }) => [
    `${article.source}: `, link(article.title, `articles/${article.id}/`, site), " · ",
    copied.of_query > 0
      ? `${percent(copied.of_query)} shared, ${count(copied.passages.length, "passage")}`
      : `same story: ${percent(same_story)}`,
  ])));
}

async function askByAddress(tab, site) {
  say("Looking up this page’s address…");
  const own = await articleAt(tab.url.split("#")[0]);
  if (!own) return say("The archive does not have this page. You can send its text.");
  if (!own.story) return say("The archive has this page but no other article on its story. You can send its text.");
  const found = await story(own.story);
  say("The archive has this page.");
  showStory(found, own, site);
}

async function askByText(tab, site, selectionOnly) {
  const [{ result: text }] = await chrome.scripting.executeScript({
    target: { tabId: tab.id }, func: pageText, args: [selectionOnly],
  });
  if (!text) return say(selectionOnly ? "Nothing is selected on the page." : "The page has no text.");
  say("Looking up the text…");
  showMatches(await lookUp(text), site);
}

async function telling(action) {
  try {
    await action();
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
}

const site = await siteAddress();
const tab = await tabAsked();
if (!site) {
  say("First enter the address of your Newsgroups site in the settings.");
} else if (!/^https?:/.test(tab?.url ?? "")) {
  say("This page has no web address.");
} else {
  $("more").hidden = false;
  $("by-text").addEventListener("click", () => telling(() => askByText(tab, site, false)));
  $("by-selection").addEventListener("click", () => telling(() => askByText(tab, site, true)));
  await telling(() => askByAddress(tab, site));
}
document.body.dataset.ready = "true";
