#!/usr/bin/env python3
"""Proves in a headless Chromium what the page of `jiedui report` promises.

usage: check-report.py JIEDUI

The bundled package, in both languages: structure and accessibility, CSV and figures equal to those of the verbs, sorting,
filtering, searching and saving, reading without script, a narrow screen, contrast, no request to anywhere. Then a package
whose names, titles and notes are hostile: nothing in it runs, and every text is on the page as it is. Exits 1 on a fault.
"""

import base64
import json
import re
import shlex
import subprocess
import sys
import tempfile
import time
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from headless import Browser, NoBrowser
from hostile import accepted, cleaned, hostile_names, write_package

root = Path(__file__).resolve().parent.parent
program = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else sys.exit(__doc__)
faults = []


def expect(condition, what):
    if not condition:
        faults.append(what)
        print("report:", what, file=sys.stderr)


def jiedui(*arguments, codes=(0,)):
    run = subprocess.run([program, *map(str, arguments)], capture_output=True)
    if run.returncode not in codes:
        sys.exit(f"jiedui {shlex.join(map(str, arguments))}: {run.stderr.decode('utf-8', 'replace')}")
    return run.stdout


class Page(HTMLParser):
    """The elements of a page, as written."""

    void = {"meta", "input", "br", "img", "link", "hr"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.headings, self.scripts = [], [], [], []
        self.unbalanced = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), tuple(t for t, _ in self.stack)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "script":
            self.scripts.append("")
        if tag not in self.void:
            self.stack.append((tag, dict(attributes)))

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), tuple(t for t, _ in self.stack)))

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1][0] != tag:
            self.unbalanced.append(tag)
        else:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] == "script":
            self.scripts[-1] += data


ELEMENTS = set("""html head meta title style body a header p h1 h2 h3 ul li span search label input output nav ol main section
data time figure figcaption div dl dt dd details summary table caption thead tbody tr th td code footer script
svg g desc text polygon polyline path ellipse""".split())


def check_markup(name, page):
    """What can be said without a browser."""
    tags = [tag for tag, _, _ in page.elements]
    expect(set(tags) <= ELEMENTS, f"{name}: elements {sorted(set(tags) - ELEMENTS)}")
    expect(not page.unbalanced and not page.stack, f"{name}: tags do not match: {page.unbalanced[:5]}")
    expect(len(page.scripts) == 1, f"{name}: {len(page.scripts)} scripts")
    expect(tags.count("h1") == 1, f"{name}: {tags.count('h1')} h1")
    jumps = [b for a, b in zip(page.headings, page.headings[1:]) if b > a + 1]
    expect(not jumps, f"{name}: headings skip a level")
    for mark in ("header", "nav", "main", "footer"):
        expect(tags.count(mark) == 1, f"{name}: {tags.count(mark)} {mark}")
    ids = [a["id"] for _, a, _ in page.elements if "id" in a]
    expect(len(ids) == len(set(ids)), f"{name}: ids stand twice: {[i for i in ids if ids.count(i) > 1][:5]}")
    for tag, attributes, parents in page.elements:
        for key, value in attributes.items():
            expect(not key.startswith("on"), f"{name}: {tag} has {key}")
            if key in ("href", "src", "action", "xlink:href"):
                expect(
                    (value.startswith("#") and value[1:] in ids)
                    or (tag == "a" and value.startswith("data:text/csv;") and "download" in attributes),
                    f"{name}: {tag} {key}={value[:60]}")
            if key in ("aria-labelledby", "for"):
                expect(set(value.split()) <= set(ids), f"{name}: {key}={value} names nothing")
        if tag == "th":
            expect(attributes.get("scope") in ("col", "row"), f"{name}: th without scope")
        if tag == "svg":
            expect(attributes.get("role") == "img", f"{name}: svg without role")
    expect(tags.count("table") == tags.count("caption"), f"{name}: tables without caption")
    html = page.elements[0]
    expect(html[0] == "html" and html[1].get("lang"), f"{name}: no language")


def check_same_as_verbs(name, text, package, extra):
    """CSV and figures are those of the verbs, byte for byte."""
    parts = re.findall(
        r'<section class="answer" id="([^"]+)" data-command="([^"]+)".*?href="data:text/csv;charset=utf-8;base64,([^"]+)"',
        text, re.S)
    expect(len(parts) > 8, f"{name}: only {len(parts)} answers")
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/figure.svg"
        for identity, command, data in parts:
            words = [{"PACKAGE": str(package), "FILE": out}.get(w, extra.get(w, w))
                     for w in shlex.split(unescape(command))]
            told = jiedui(*words, "--format", "csv", codes=(0, 2))
            expect(base64.b64decode(data) == b"\xef\xbb\xbf" + told, f"{name}: CSV of {identity} differs")
        figures = re.findall(
            r'<figure id="([^"]+)" data-command="([^"]+)">.*?(<svg .*?</svg>)\n</div>', text, re.S)
        expect(len(figures) > 5, f"{name}: only {len(figures)} figures")
        language = re.search(r'<html lang="(..)', text).group(1)
        for identity, command, svg in figures:
            words = [{"PACKAGE": str(package), "FILE": out}.get(w, extra.get(w, w))
                     for w in shlex.split(unescape(command))]
            jiedui(*words, "--language", language)
            alone = Path(out).read_text("utf-8")
            for mark in (' id="', 'labelledby="', "url(#", ' desc"'):
                svg = svg.replace(f"{mark}{identity}-", mark)
            svg = svg.replace(f" {identity}-desc", " desc")
            expect(alone[alone.index("<svg "):].strip() == svg.strip(), f"{name}: figure {identity} differs")


def unescape(text):
    import html
    return html.unescape(text)


# What a page says about itself in a browser.
STATE = """(() => ({
  scripts: document.scripts.length, title: document.title, tools: !document.querySelector('.tools').hidden,
  frames: document.querySelectorAll('iframe,object,embed,img,link,base,form').length,
  globals: Object.keys(window).filter(k => /xss|pwn|alert_|hack|owned/i.test(k)),
  handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
  width: document.documentElement.scrollWidth }))()"""

CONTRAST = """(() => {
  const light = c => { const f = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
  const parse = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const bad = new Set();
  for (const e of document.querySelectorAll('body *:not(svg *):not(script)')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const ink = parse(getComputedStyle(e).color);
    let p = e, ground = [255, 255, 255];
    for (; p; p = p.parentElement) { const b = parse(getComputedStyle(p).backgroundColor);
      if (b.length === 3 || b[3] > 0) { ground = b; break; } }
    const [a, b] = [light(ink.slice(0, 3)), light(ground.slice(0, 3))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return [...bad]; })()"""

SORT = """(() => {
  const table = [...document.querySelectorAll('table[data-table]')].find(t => t.dataset.answer === 'coverage-prefectures');
  const heads = [...table.tHead.rows[0].cells];
  const column = heads.findIndex(h => h.classList.contains('n'));
  const button = heads[column].querySelector('button');
  const read = () => [...table.tBodies[0].rows].map(r => Number(r.cells[column].dataset.v));
  const before = read();
  button.focus();
  const focus = document.activeElement === button;
  button.click(); const up = [read(), heads[column].getAttribute('aria-sort')];
  button.click(); const down = [read(), heads[column].getAttribute('aria-sort')];
  return { before, up, down, focus, button: button.type }; })()"""

FILTER = """(word => {
  const table = document.querySelector('table[data-answer="gaps"]');
  const input = table.closest('details').querySelector('.filter input');
  const shown = () => [...table.tBodies[0].rows].filter(r => !r.hidden).map(r => r.textContent);
  const all = shown().length;
  input.value = word; input.dispatchEvent(new Event('input'));
  const some = shown();
  input.value = ''; input.dispatchEvent(new Event('input'));
  return { all, some, again: shown().length }; })"""

SEARCH = """(word => {
  const find = document.getElementById('find');
  find.value = word; find.dispatchEvent(new Event('input'));
  const hits = [...document.querySelectorAll('svg .hit')];
  const result = { hits: hits.length, right: hits.every(h => (h.textContent + h.dataset.id).includes(word)),
    missed: [...document.querySelectorAll('svg [data-id]:not(.hit)')].filter(h => h.textContent.includes(word)).length,
    rows: [...document.querySelectorAll('tr.hit')].every(r => r.textContent.includes(word)),
    said: document.getElementById('found').textContent };
  find.value = ''; find.dispatchEvent(new Event('input'));
  result.left = document.querySelectorAll('.hit, .searching').length;
  return result; })"""


def check_in_browser(name, browser, path, text):
    browser.open(path)
    state = browser.run(STATE)
    expect(state["scripts"] == 1 and state["frames"] == 0 and state["handlers"] == 0, f"{name}: {state}")
    expect(state["globals"] == [], f"{name}: globals {state['globals']}")
    expect(state["tools"], f"{name}: the script did not run")
    expect(browser.complaints() == [], f"{name}: console says {browser.complaints()[:3]}")
    expect(browser.requests() == [], f"{name}: asked for {browser.requests()[:3]}")
    return state


def check_doing(name, browser, path, text, word):
    """Sorting, filtering, searching, saving, and what a page looks like."""
    sort = browser.run(SORT)
    expect(sort["up"] == [sorted(sort["before"]), "ascending"], f"{name}: sorting upwards {sort}")
    expect(sort["down"] == [sorted(sort["before"], reverse=True), "descending"], f"{name}: sorting downwards")
    expect(sort["focus"] and sort["button"] == "button", f"{name}: the head is no button")
    found = browser.run(f"{FILTER}({json.dumps(word)})")
    expect(0 < len(found["some"]) < found["all"] == found["again"]
           and all(word in row for row in found["some"]), f"{name}: filter {found['all']} {len(found['some'])}")
    found = browser.run(f"{SEARCH}({json.dumps(word)})")
    expect(found["hits"] > 0 and found["right"] and found["rows"] and found["missed"] == 0 and found["left"] == 0
           and found["said"], f"{name}: search {found}")
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    expect(browser.run(CONTRAST) == [], f"{name}: contrast {browser.run(CONTRAST)[:5]}")
    for width in (320, 390, 1280):
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        expect(browser.run(STATE)["width"] <= width, f"{name}: wider than {width} px: {browser.run(STATE)['width']}")
    browser.call("Emulation.clearDeviceMetricsOverride")
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=browser.downloads)
    browser.run("document.querySelector('#gaps a[download]').click()")
    wanted = browser.run("document.querySelector('#gaps a[download]').download")
    saved = Path(browser.downloads) / wanted
    for _ in range(100):
        if saved.exists():
            break
        time.sleep(0.1)
    data = re.search(r'id="gaps".*?base64,([^"]+)"', text, re.S).group(1)
    expect(saved.exists() and saved.read_bytes() == base64.b64decode(data), f"{name}: the saved file differs")
    paper = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    expect(paper.startswith(b"%PDF") and len(paper) > 100_000, f"{name}: nothing to print")
    expect(browser.complaints() == [], f"{name}: console says {browser.complaints()[:3]}")
    expect([r for r in browser.requests()] == [], f"{name}: asked for {browser.requests()[:3]}")


def check_without_script(name, path, text):
    """All words are there, tables and figures are seen, and what needs script is not."""
    with Browser(scripts=False) as browser:
        browser.call("Emulation.setScriptExecutionDisabled", value=True)
        browser.open(path)
        tree = browser.call("DOMSnapshot.captureSnapshot", computedStyles=["display"])
        strings = tree["strings"]
        document = tree["documents"][0]
        names = [strings[n] for n in document["nodes"]["nodeName"]]
        laid = set(document["layout"]["nodeIndex"])
        rows = names.count("TR")
        expect(rows == text.count("<tr>"), f"{name}: {rows} rows without script")
        expect(names.count("svg") == text.count("<svg "), f"{name}: figures without script")
        expect("BUTTON" not in names, f"{name}: the script ran though it was switched off")
        search = names.index("SEARCH")
        expect(search not in laid, f"{name}: the search box shows without script")
        shown = "".join(strings[i] for i in document["layout"]["text"] if i >= 0)
        heading = re.search(r"<h1>(.*?)</h1>", text).group(1)
        expect(unescape(heading) in shown, f"{name}: no heading without script")
        expect(browser.complaints() == [], f"{name}: console says {browser.complaints()[:3]}")


# MARK: hostile names

def check_hostile(folder):
    names = accepted(jiedui, hostile_names())
    expect(len(names) >= 60, f"hostile: only {len(names)} names were accepted")
    package = folder / "\"><img src=x onerror=window.__xss=1>{{title}}"
    package.mkdir()
    write_package(package, names)
    heading = "</title><script>window.__xss=1</script> \u202e {{{script}}}"
    for language in ("en", "zh"):
        out = folder / f"hostile-{language}.html"
        jiedui("report", package, "--language", language, "--title", heading, "--output", out)
        text = out.read_text("utf-8")
        name = f"hostile {language}"
        page = Page(text)
        check_markup(name, page)
        expect(page.scripts == Page(bundled_pages[language]).scripts, f"{name}: another script")
        with Browser() as browser:
            state = check_in_browser(name, browser, out, text)
            expect(state["title"] == cleaned(heading), f"{name}: title {state['title']!r}")
            expect(browser.run("document.querySelector('h1').textContent") == cleaned(heading), f"{name}: h1")
            cells = set(browser.run("[...document.querySelectorAll('td, th[scope=row]')].map(c => c.textContent)"))
            lost = [n for n in names if cleaned(n) not in cells]
            # What is invisible as a whole shows as one mark.
            lost = [n for n in lost if not all(unicodedata.category(c) in ("Cf", "Mn") for c in n)]
            expect(not lost, f"{name}: {len(lost)} of {len(names)} texts are not on the page, such as {lost[:2]!r:.300}")
            kept = browser.run("[...document.querySelectorAll('svg title')].length")
            expect(kept > len(names), f"{name}: figures have {kept} titles")
            # Use everything that the script does, over hostile texts.
            browser.run("document.querySelectorAll('th button').forEach(b => b.click())")
            for word in ("script", "\"", "{{"):
                browser.run(f"{SEARCH}({json.dumps(word)})")
            browser.run("document.querySelectorAll('svg [data-id], td, th').forEach(e => ['mouseover','focus','click'].forEach(t => e.dispatchEvent(new Event(t, {bubbles: true}))))")
            expect(browser.run(STATE)["globals"] == [], f"{name}: something ran after use")
            for width in (320, 1280):
                browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
                expect(browser.run(STATE)["width"] <= width, f"{name}: wider than {width} px: {browser.run(STATE)['width']}")
            expect(browser.complaints() == [], f"{name}: console says {browser.complaints()[:3]}")
            expect(browser.requests() == [], f"{name}: asked for {browser.requests()[:3]}")
    return len(names)


bundled_pages = {}


def main():
    package = root / "geodata" / "tianjin"
    scenario = root / "examples" / "withdrawal" / "withdrawal.yaml"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language, word in (("en", "Gannan"), ("zh", "甘南")):
            jiedui("report", package, "--language", language, "--since", "2012", "--scenario", scenario,
                   "--output", folder, "--quiet")
            out = folder / f"tianjin-{language}.html"
            text = bundled_pages[language] = out.read_text("utf-8")
            jiedui("report", package, "--language", language, "--since", "2012", "--scenario", scenario,
                   "--output", folder / "again.html", "--quiet")
            expect((folder / "again.html").read_text("utf-8") == text, f"{language}: two runs differ")
            check_markup(language, Page(text))
            check_same_as_verbs(language, text, package, {scenario.name: str(scenario)})
            with Browser() as browser:
                check_in_browser(language, browser, out, text)
                check_doing(language, browser, out, text, word)
            check_without_script(language, out, text)
        (folder / "again.html").unlink()
        verdicts = jiedui("verify", folder, "--format", "csv", codes=(0, 1)).decode()
        expect(verdicts.count(",same,") == 2, f"verify: {verdicts:.300}")
        count = check_hostile(folder)
    if faults:
        sys.exit(f"report: {len(faults)} faults")
    print(f"report: both pages of the bundled package hold, and nothing ran on a page of {count} hostile texts")


try:
    main()
except NoBrowser as missing:
    sys.exit(f"report: {missing}")
