"""Messages as earlier versions of the bot left them in channels."""

import aiohttp

from sandbox.kinds import ButtonStyle, ComponentType
from sandbox.pilot import Person, Reply


async def bot_posts_button(person: Person, custom_id: str, *, label: str) -> Reply:
    """A message of the bot with one button, where `person` looks."""
    place = person.pilot.place
    button = {"type": ComponentType.BUTTON, "style": ButtonStyle.SECONDARY, "label": label, "custom_id": custom_id}
    body = {"content": "From before.", "components": [{"type": ComponentType.ACTION_ROW, "components": [button]}]}
    headers = {"Authorization": f"Bot {place.token}"}
    address = f"{place.url}/api/v10/channels/{person.channel_id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(address, json=body) as response:
        assert response.status == 200, await response.text()
    return person.sees()[-1]
