// Questions to the API of the site that the user has named. Nothing else is asked, and no cookies are sent.

export async function siteAddress() {
  const { site } = await chrome.storage.local.get("site");
  return site ?? "";
}

async function ask(path, options = {}) {
  const address = new URL(path, await siteAddress());
  const response = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", ...options });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(typeof answer.detail === "string" ? answer.detail : `The site answered ${response.status}.`);
}

// The article of the archive with this address, or undefined.
export async function articleAt(url) {
  const { results } = await ask(`api/v1/articles?url=${encodeURIComponent(url)}`);
  return results[0];
}

export const story = (id) => ask(`api/v1/groups/${id}`);

export const lookUp = (text) =>
  ask("api/v1/lookup", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: text.slice(0, 200_000), limit: 10 }),
  });
