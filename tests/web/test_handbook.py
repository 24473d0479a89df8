"""The handbook inside the site: our Markdown becomes safe HTML, every page opens, every link inside leads somewhere."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from thidua_web.frame import handbook
from thidua_web.frame.markdown import html_of

PAGES = [page for _, pages in handbook.shelves() for page in pages]


def test_headings_lists_tables_code():
    blocks = ["# Một", "Đoạn **đậm** và `mã <b>`.", "- a\n  tiếp\n- b", "| A | B |\n|---|---|\n| 1 | `x\\|y` |"]
    html = html_of("\n\n".join([*blocks, "```sh\nls <x>\n```"]))
    assert "<h1>Một</h1>" in html
    assert "<strong>đậm</strong>" in html
    assert "<code>mã &lt;b&gt;</code>" in html
    assert "<ul><li>a tiếp</li><li>b</li></ul>" in html
    assert "<td><code>x|y</code></td>" in html
    assert "ls &lt;x&gt;" in html


@given(st.text(alphabet=st.sampled_from("<>\"'`*_[]()|#-1. \na&/:")))
def test_nothing_written_becomes_a_tag_of_its_own(text):
    known = "h1|h2|h3|h4|p|ul|ol|li|strong|em|code|pre|a|div|table|thead|tbody|tr|th|td"
    for tag in re.findall(r"<(/?)([^\s>]*)", html_of(text)):
        assert re.fullmatch(known, tag[1])


def test_a_link_to_a_script_is_no_link():
    assert "<a" not in html_of("[bấm](javascript:alert)")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.shelf}/{page.name}")
def test_every_page_opens_without_sign_in_and_its_links_lead_somewhere(page):
    client = Client()
    address = f"/giup/{page.shelf}/{page.name}/"
    answer = client.get(address)
    assert answer.status_code == 200
    article = re.search(r"<article.*?</article>", answer.content.decode(), re.DOTALL)[0]
    for target in re.findall(r'href="(\.\./[^"#]*)"', article):
        from urllib.parse import urljoin

        assert client.get(urljoin(address, target)).status_code == 200, target


@pytest.mark.django_db
def test_an_unknown_page_is_not_found():
    assert Client().get("/giup/how-to/khong-co/").status_code == 404
    assert Client().get("/giup/adr/0001-house-layout-and-licence/").status_code == 404
