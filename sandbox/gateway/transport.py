"""How a frame becomes bytes on the socket: as it is, or as a piece of the connection's one deflate stream."""

import zlib
from typing import Protocol


class Encoder(Protocol):
    def __call__(self, text: bytes) -> bytes: ...


def encoder_for(compress: str | None) -> Encoder | None:
    """The encoder of one new connection for the `compress` it asked for; None means text frames.

    Only zlib-stream is compressed. A bot that asks for zstd-stream is sent plain text, which clients take from
    Discord as well.
    """
    if compress != "zlib-stream":
        return None
    stream = zlib.compressobj()

    def encode(text: bytes) -> bytes:
        # Each message ends with a sync flush, 00 00 ff ff, by which the client knows it is whole.
        return stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH)

    return encode
