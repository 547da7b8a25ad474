import { siteAddress } from "./api.js";

const field = document.getElementById("site");
const status = document.getElementById("status");
field.value = await siteAddress();

// What a user pastes may be any page of the site; sites under a path keep it.
function normalized(value) {
  const address = new URL(value);
  if (!/^https?:$/.test(address.protocol)) throw new TypeError("not a web address");
  return `${address.origin}${address.pathname.replace(/\/?$/, "/")}`;
}

document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const site = normalized(field.value);
    const granted = await chrome.permissions.request({ origins: [`${new URL(site).protocol}//${new URL(site).hostname}/*`] });
    if (!granted) {
      status.textContent = "Without this permission, the extension cannot contact the site. Nothing was saved.";
      return;
    }
    await chrome.storage.local.set({ site });
    field.value = site;
    status.textContent = "Saved.";
  } catch (error) {
    status.textContent = `This is not a site address: ${error.message}`;
  }
});
