"""Detects whether anything stored in the archive is executed on a page."""

from playwright.sync_api import BrowserContext, Error, Page

# Vectors call this in whatever frame they are in; the console reaches the test from all of them.
TELL = "window.ran = number => console.log('ran:' + number);"
# Triggers everything that waits for user action: the events of all handlers, and script URLs.
PROVOKE = r"""() => {
  const runs = value => /^[\x00-\x20]*j[\s]*a[\s]*v[\s]*a[\s]*s[\s]*c[\s]*r[\s]*i[\s]*p[\s]*t[\s]*:/i.test(value || "");
  for (const node of document.querySelectorAll("*")) {
    for (const name of node.getAttributeNames()) {
      const value = node.getAttribute(name);
      if (name.startsWith("on")) node.dispatchEvent(new Event(name.slice(2)));
      if (["href", "xlink:href", "action", "formaction", "src", "data"].includes(name) && runs(value))
        setTimeout(decodeURIComponent(value.replace(/^[^:]*:/, "")));
    }
  }
  return new Promise(done => setTimeout(done, PATIENCE));
}"""


class Listener:
    """Opens pages and collects the numbers of the vectors that ran on them."""

    def __init__(self, context: BrowserContext, patience: int) -> None:
        """`patience`: milliseconds that a vector has to run after everything was triggered."""
        context.add_init_script(TELL)
        self.context = context
        self.ran: set[int] = set()
        self.provoke = PROVOKE.replace("PATIENCE", str(patience))
        self.page = self._page()

    def _page(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._hear(message.text))
        page.on("dialog", lambda dialog: dialog.dismiss())
        return page

    def _hear(self, text: str) -> None:
        if text.startswith("ran:"):
            self.ran.add(int(text.removeprefix("ran:")))

    def ran_on(self, address: str) -> set[int]:
        """Returns what ran on the page at a URL; a download is opened as a page."""
        self.ran = set()
        try:
            self.page.goto(address, wait_until="load")
        except Error as error:
            if "ERR_HTTP_RESPONSE_CODE_FAILURE" in error.message:
                return self._nothing()
            if "Download is starting" not in error.message:
                raise
            file = self.context.request.get(address)
            return self.ran_in(file.text()) if "html" in file.headers["content-type"] else set()
        return self.ran_here()

    def _nothing(self) -> set[int]:
        """A response without a body shows nothing. Leaves the page, as the browser's own one would interrupt the
        next.
        """
        self.page.close()
        self.page = self._page()
        return set()

    def ran_in(self, html: str) -> set[int]:
        """Returns what ran on a page with this HTML."""
        self.ran = set()
        self.page.set_content(html)
        return self.ran_here()

    def ran_here(self) -> set[int]:
        self.page.evaluate(self.provoke)
        return self.ran
