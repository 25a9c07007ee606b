"""An edit of the YAML is live within moments; a broken one leaves the last good content where it is."""

import asyncio
import os
from pathlib import Path

import pytest

from sandbox.pilot import Pilot
from tests.support.log import Log
from tests.support.pack import ENTRIES, write_pack
from tests.support.running import Running

ANSWER = "Steady hands, **listening**, and patience."


async def until_reported(preceptor: Running) -> list[str]:
    """Wait until the shelf has a report of what is wrong (at most ten seconds); its problems."""
    async with asyncio.timeout(10):
        while (pending := preceptor.app.shelf.now.pending) is None:
            await asyncio.sleep(0.02)
    return [str(problem) for problem in pending.report.errors]


async def test_an_edited_answer_is_what_the_next_member_sees(
    pilot: Pilot, preceptor: Running, content: Path, log: Log
) -> None:
    ada = pilot.person("Ada")
    assert ANSWER in (await ada.runs("/faq ask", question="skills")).text
    write_pack(content, ENTRIES.replace(ANSWER, "Three kinds of patience."))
    async with asyncio.timeout(10):
        while not log.with_(event="content loaded"):
            await asyncio.sleep(0.02)
    assert "Three kinds of patience." in (await ada.runs("/faq ask", question="skills")).text


HOSTILE = {
    "fifty thousand brackets": b"[" * 50_000,
    "an alias bomb": b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "a merge bomb": b"a: &a {x: 1}\nb: {<<: *a}\n",
    "a huge integer": b"entries: [{id: " + b"9" * 5000 + b"}]\n",
    "an impossible date": ENTRIES.replace("2026-11-01", "2024-13-45").encode(),
    "a tab": b"entries:\n\t- id: x\n",
    "UTF-16": ENTRIES.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + ENTRIES.encode(),
    "half a file": ENTRIES.encode()[: len(ENTRIES) // 2],
    "nothing": b"",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_content_is_refused_by_file_while_the_last_good_one_answers(
    pilot: Pilot, preceptor: Running, content: Path, data: bytes
) -> None:
    (content / "faq" / "test.yaml").write_bytes(data)
    problems = await until_reported(preceptor)
    assert all(problem.startswith("faq/test.yaml") for problem in problems), problems
    assert ANSWER in (await pilot.person("Ada").runs("/faq ask", question="skills")).text


async def test_a_pipe_and_a_link_out_are_refused_while_the_last_good_content_answers(
    pilot: Pilot, preceptor: Running, content: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(ENTRIES)
    os.mkfifo(content / "faq" / "pipe.yaml")
    (content / "faq" / "out.yaml").symlink_to(outside)
    problems = await until_reported(preceptor)
    assert {problem.split(":")[0] for problem in problems} == {"faq/out.yaml", "faq/pipe.yaml"}
    assert ANSWER in (await pilot.person("Ada").runs("/faq ask", question="skills")).text
