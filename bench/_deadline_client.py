"""The officers of deadline night, a process of its own: ``FILE PORT CONNECTIONS DIE_SHARE ACKNOWLEDGED``.

Each connection posts one return after the other. Some die after sending and come back with the same return; all come
back when the line breaks. A return counts when the answer says 302 to its own page. Prints one line of JSON.
"""

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

PATIENCE = 60.0


class Night:
    """What is still to be sent, and what was acknowledged when."""

    def __init__(self, file: str, port: int, die: float, out: str) -> None:
        told = json.loads(Path(file).read_text(encoding="utf-8"))
        self.left, self.cookie, self.port, self.die = told["returns"][::-1], told["cookie"], port, die
        self.out = Path(out).open("w", encoding="ascii")  # noqa: SIM115 open as long as the night lasts
        self.took: list[float] = []
        self.died = self.broken = 0
        self.chance = random.Random(20241231)

    def request(self, row: dict) -> bytes:
        """The POST of a browser, whole."""
        body = urlencode(row["fields"]).encode()
        head = (
            f"POST /so-lieu/{row['pk']}/gui/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {self.cookie}={row['session']}; csrftoken={row['csrf']}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    async def officer(self) -> None:
        """One connection until nothing is left."""
        line = None
        while self.left:
            row = self.left.pop()
            wire, since, wait = self.request(row), time.monotonic(), 0.05
            dies = self.chance.random() < self.die
            while True:
                try:
                    line = line or await asyncio.open_connection("127.0.0.1", self.port)
                    start = time.perf_counter()
                    line[1].write(wire)
                    await line[1].drain()
                    if dies:
                        dies, self.died = False, self.died + 1
                        line[1].close()
                        line = None
                        continue
                    status, where = await read(line[0])
                    if status >= 500:
                        raise ConnectionError(status)
                    break
                except (OSError, asyncio.IncompleteReadError, ValueError):
                    if line:
                        line[1].close()
                    line, self.broken, wait = None, self.broken + 1, min(1.0, wait * 2)
                    if time.monotonic() - since > PATIENCE:
                        raise
                    await asyncio.sleep(wait)
            if status != 302 or not where.endswith(f"/so-lieu/{row['pk']}/"):
                raise SystemExit(f"{row['pk']}: {status} {where}")
            self.took.append(time.perf_counter() - start)
            self.out.write(f"{row['pk']}\n")
            self.out.flush()


async def read(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Status and Location of an answer; its body is read away."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if lines.get("transfer-encoding") == "chunked":
        while (size := int(await reader.readline(), 16)) or await reader.readline() != b"\r\n":
            await reader.readexactly(size + 2)
    else:
        await reader.readexactly(int(lines.get("content-length", 0)))
    return int(head.split(" ", 2)[1]), lines.get("location", "")


async def main(file: str, port: str, connections: str, die: str, out: str) -> None:
    """The night, and its figures."""
    night = Night(file, int(port), float(die), out)
    count, start = len(night.left), time.perf_counter()
    await asyncio.gather(*(night.officer() for _ in range(int(connections))))
    took, spent = sorted(night.took), time.perf_counter() - start
    told = {"per_second": count / spent, "p50": took[len(took) // 2], "p95": took[int(len(took) * 0.95)],
            "died": night.died, "broken": night.broken}  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
