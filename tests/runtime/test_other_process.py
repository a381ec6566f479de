"""A resume token is text: another process goes on where this one stopped."""

from __future__ import annotations

import json
import subprocess
import sys

from spokebridge import NineSpokes
from spokebridge.sandbox import Sandbox

PROGRAM = """
import json, sys
from spokebridge import NineSpokes
key, url, company, connection, token = sys.argv[1:]
with NineSpokes(key, base_url=url) as nine:
    pager = nine.data.bills(company, connection, page_size=4, concurrency=2, resume=token)
    print(json.dumps([bill.transaction_reference for bill in pager]))
"""


def test_another_process_goes_on_in_the_middle_of_a_page() -> None:
    with Sandbox() as sandbox, NineSpokes(**sandbox.ninespokes) as nine:
        connection = sandbox.ninespokes_store.add_connection(sandbox.ninespokes_store.add_company("Tiles").id)
        expected = [f"B-{number:02}" for number in range(25)]
        bills = [{"data": {"transaction_reference": name}} for name in expected]
        sandbox.ninespokes_store.add_bills(connection.id, bills)
        pager = nine.data.bills(connection.company, connection.id, page_size=10)
        found = []
        for bill in pager:
            found.append(bill.transaction_reference)
            if len(found) == 13:
                break
        settings = sandbox.ninespokes
        done = subprocess.run(
            [
                *(sys.executable, "-c", PROGRAM, settings["api_key"], settings["base_url"]),
                *(connection.company, connection.id, pager.resume_token),
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert found + json.loads(done.stdout) == expected
