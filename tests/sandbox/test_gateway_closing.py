"""How the gateway ends a connection."""

import asyncio

import aiohttp

from sandbox.server import serve


async def test_the_bot_has_its_last_word_before_the_connection_is_gone() -> None:
    """A busy bot answers the close frame late; were the connection gone by then, it would take the code for 1006."""
    async with serve() as place, aiohttp.ClientSession() as http:
        place.faults.gateway(close_code=4014)
        async with http.ws_connect(f"{place.url}/?v=10&encoding=json", autoclose=False) as socket:
            await socket.receive()
            identify = {"token": place.token, "intents": 0, "properties": {}}
            await socket.send_json({"op": 2, "d": identify})
            closing = await socket.receive()
            assert (closing.type, closing.data) == (aiohttp.WSMsgType.CLOSE, 4014)
            for _ in range(20):
                await asyncio.sleep(0)
            assert place.gateway.connections == 1, "it waits for the answer"
            await socket.close()
            await place.gateway.wait_until(lambda: place.gateway.connections == 0)
