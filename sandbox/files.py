"""Bytes of attachments, in memory or in a folder beside the saved state."""

import contextlib
from pathlib import Path

from sandbox.model import Attachment

CDN = "https://cdn.discordapp.com"


class Files:
    """`folder` None keeps everything in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[int, bytes] = {}

    def put(self, attachment_id: int, data: bytes) -> None:
        """Keep a file: whole, or not at all."""
        if self._folder is None:
            self._held[attachment_id] = data
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / str(attachment_id)
        half = path.with_suffix(".half")
        half.write_bytes(data)
        half.replace(path)

    def get(self, attachment_id: int) -> bytes | None:
        if self._folder is None:
            return self._held.get(attachment_id)
        try:
            return (self._folder / str(attachment_id)).read_bytes()
        except FileNotFoundError:
            return None

    def keep_only(self, ids: set[int]) -> None:
        """Drop what belongs to nothing any more: files of messages that a stopped sandbox did not save."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                if not (path.name.isdecimal() and int(path.name) in ids):
                    path.unlink()

    def drop(self, attachment_id: int) -> None:
        self._held.pop(attachment_id, None)
        if self._folder is not None:
            with contextlib.suppress(FileNotFoundError):
                (self._folder / str(attachment_id)).unlink()


def attachment_url(channel_id: int, attachment: Attachment) -> str:
    """Where Discord would serve it. The sandbox answers at this path, and at the same path behind /cdn."""
    return f"{CDN}/attachments/{channel_id}/{attachment.id}/{attachment.filename}"


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or GIF in pixels; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:4] == b"GIF8" and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return None
