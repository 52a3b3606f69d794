"""A page as a person without script has it: words, links, and forms to fill in and press."""

import html.parser
from dataclasses import dataclass, field


@dataclass
class Button:
    text: str
    name: str | None
    value: str
    action: str = ""
    """Where it sends its form instead."""

    def is_called(self, name: str) -> bool:
        return self.value == name or name.lower() in self.text.lower()


@dataclass
class Form:
    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    """What is sent as the page stands: hidden fields, text, ticked boxes."""
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Radio buttons and tick boxes by name, each with its value and what its label says."""
    writable: list[str] = field(default_factory=list)
    """Names of the boxes that can be typed in."""
    buttons: list[Button] = field(default_factory=list)


class Page(html.parser.HTMLParser):
    """Parsed on creation. `status` and `headers` are those of the answer that carried it; `marked`
    has the words of every element of a class."""

    HIDDEN = {"script", "style", "title", "svg"}

    def __init__(self, body: str, url: str = "/", status: int = 200, headers=None):
        super().__init__()
        self.body, self.url, self.status, self.headers = body, url, status, headers
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.rows: list[str] = []  # where the rows of a list of slips lead
        self.headings: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self._words: list[str] = []
        self._open: list[tuple[str, dict, list[str]]] = []
        self._labels: dict[str, str] = {}
        self._ids: list[tuple[Form, str, int, str]] = []
        self._by_id: dict[str, Form] = {}
        self._option: str | None = None
        self.feed(body)
        for form, name, index, identity in self._ids:
            value, _ = form.choices[name][index]
            form.choices[name][index] = (value, self._labels.get(identity, ""))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    @property
    def heading(self) -> str:
        return self.headings[0] if self.headings else ""

    def form(self, button: str) -> Form:
        """The form with a button of this value, or whose words contain this."""
        for form in self.forms:
            if any(one.is_called(button) for one in form.buttons):
                return form
        raise LookupError(f"no button “{button}” on “{self.heading}” ({self.status} {self.url}); "
                          f"there are {[b.text for f in self.forms for b in f.buttons]}")

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(form)
            self._by_id[given.get("id", f"#{len(self.forms)}")] = form
        elif tag == "input":
            self._input(given)
        if tag not in VOID:
            self._open.append((tag, given, []))

    def _form_of(self, given: dict) -> Form | None:
        if "form" in given:
            return self._by_id.get(given["form"])
        inside = any(tag == "form" for tag, _, _ in self._open)
        return self.forms[-1] if inside else None

    def _input(self, given: dict) -> None:
        form, name, kind = self._form_of(given), given.get("name"), given.get("type", "text")
        if form is None or name is None or "disabled" in given:
            return
        if kind in ("radio", "checkbox"):
            options = form.choices.setdefault(name, [])
            options.append((given.get("value", "on"), ""))
            self._ids.append((form, name, len(options) - 1, given.get("id", "")))
            if "checked" in given:
                form.fields.append((name, given.get("value", "on")))
        elif kind == "submit":
            form.buttons.append(Button(given.get("value", ""), name, given.get("value", ""),
                                       given.get("formaction", "")))
        else:
            form.fields.append((name, given.get("value", "")))
            if kind != "hidden":
                form.writable.append(name)

    def handle_endtag(self, tag):
        while self._open:
            opened, given, words = self._open.pop()
            text = " ".join("".join(words).split())
            if self._open and opened not in self.HIDDEN:
                self._open[-1][2].append(" ".join(words) + " ")
            self._closed(opened, given, text, "".join(words))
            if opened == tag:
                return

    def _closed(self, tag, given, text, exact) -> None:
        for name in given.get("class", "").split():
            self.marked.setdefault(name, []).append(text)
        if tag == "h1":
            self.headings.append(text)
        elif tag == "a":
            self.links.append((text, given.get("href", "")))
            if "data-row" in given:
                self.rows.append(given.get("href", ""))
        elif tag == "label":
            self._labels[given.get("for", "")] = text
        elif tag == "button" and (form := self._form_of(given)) is not None:
            if given.get("type", "submit") == "submit":
                form.buttons.append(Button(text or given.get("aria-label", ""),
                                           given.get("name"), given.get("value", ""),
                                           given.get("formaction", "")))
        elif tag == "textarea" and (form := self._form_of(given)) is not None:
            form.fields.append((given.get("name", ""), exact.removeprefix("\n")))
            form.writable.append(given.get("name", ""))
        elif tag == "option":
            self._select(given, text)

    def _select(self, given, text) -> None:
        selects = [about for tag, about, _ in self._open if tag == "select"]
        form = self._form_of({})
        if not selects or form is None:
            return
        name, value = selects[-1].get("name", ""), given.get("value", text)
        first = name not in form.choices
        form.choices.setdefault(name, []).append((value, text))
        if first or "selected" in given:
            form.fields = [one for one in form.fields if one[0] != name] + [(name, value)]

    def handle_data(self, data):
        if any(tag in self.HIDDEN for tag, _, _ in self._open):
            return
        self._words.append(data)
        if self._open:
            self._open[-1][2].append(data)


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
