"""A developer looks inside the sandbox."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page, expect

from spokebridge import NineSpokes
from spokebridge.sandbox import Sandbox


def test_requests_and_records_are_shown(page: Page, sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(bills=12)
    with NineSpokes(**sandbox.ninespokes) as client:
        bills = list(client.data.bills(connection.company, connection.id))
    page.goto(sandbox.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("spokebridge sandbox")
    page.get_by_role("link", name="Last requests").click()
    row = page.get_by_role("row", name="listBills").first
    expect(row.get_by_role("cell").nth(3)).to_have_text("200")
    pile = page.locator("details", has=page.get_by_text("bills: 12, the last 10 shown"))
    last = pile.get_by_text(str(bills[-1].transaction_reference))
    expect(last).to_be_hidden()
    pile.locator("summary").click()
    expect(last).to_be_visible()


def test_every_control_has_a_name_and_every_heading_a_place(page: Page, sandbox: Sandbox) -> None:
    sandbox.ninespokes_store.add_example(bills=1)
    page.goto(sandbox.url)
    levels = [int(tag[1]) for tag in page.locator("h1, h2, h3").evaluate_all("found => found.map(one => one.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("region", name="Last requests")).to_have_count(0)  # nothing was asked yet
    assert all(page.get_by_role("link").all_inner_texts())
