"""The objects an interaction speaks of, sent along with it."""

from typing import Any

from sandbox.files import attachment_url, picture_size
from sandbox.model import ATTACHMENT_SIZE_LIMIT, Attachment, Channel, Upload
from sandbox.payloads.messages import message_payload
from sandbox.payloads.people import partial_member_payload, role_payload, user_payload
from sandbox.payloads.places import seen_channel_payload
from sandbox.permissions import Permission
from sandbox.refusals import BadValueError
from sandbox.world import World


class Resolved:
    """Collects them; each method returns the id as it stands in the options. Raises BadValueError for strangers."""

    def __init__(self, world: World, person_id: int, channel: Channel) -> None:
        self._world = world
        self._person_id = person_id
        self._channel = channel
        self._held: dict[str, dict[str, Any]] = {}

    def payload(self) -> dict[str, Any]:
        return {"resolved": self._held} if self._held else {}

    def user(self, user_id: int) -> str:
        user = self._world.users.get(user_id)
        if user is None:
            raise BadValueError(f"there is no user {user_id}")
        self._hold("users", user_id, user_payload(user))
        guild = self._world.guilds.get(self._channel.guild_id or 0)
        if guild is not None and user_id in guild.members:
            allowed = self._world.permissions(user_id, self._channel)
            self._hold("members", user_id, partial_member_payload(guild.members[user_id], permissions=allowed))
        return str(user_id)

    def role(self, role_id: int) -> str:
        guild = self._world.guilds.get(self._channel.guild_id or 0)
        if guild is None or role_id not in guild.roles:
            raise BadValueError(f"there is no role {role_id} here")
        self._hold("roles", role_id, role_payload(guild.roles[role_id]))
        return str(role_id)

    def mentionable(self, id: int) -> str:
        return self.user(id) if id in self._world.users else self.role(id)

    def channel(self, channel_id: int, types: list[int] | None = None) -> str:
        channel = self._world.channels.get(channel_id)
        seen = channel is not None and channel.guild_id == self._channel.guild_id
        if channel is None or not seen or not self._sees(channel):
            raise BadValueError(f"there is no channel {channel_id} here")
        if types and channel.type not in types:
            raise BadValueError(f"#{channel.name} is not one of the kinds of channel asked for")
        allowed = self._world.permissions(self._person_id, channel)
        payload = seen_channel_payload(self._world, channel, allowed)
        bot = self._world.permissions(self._world.application.bot_user_id, channel)
        self._hold("channels", channel_id, payload | {"app_permissions": str(int(bot))})
        return str(channel_id)

    def attachment(self, upload: Upload) -> str:
        if len(upload.data) > ATTACHMENT_SIZE_LIMIT:
            raise BadValueError(f"{upload.filename} is over {ATTACHMENT_SIZE_LIMIT // 1024 // 1024} MiB")
        width, height = picture_size(upload.data) or (None, None)
        attachment = Attachment(
            self._world.ids.next(), upload.filename, len(upload.data), upload.content_type, None, width, height
        )
        self._world.files.put(attachment.id, upload.data)
        url = attachment_url(self._channel.id, attachment).replace("/attachments/", "/ephemeral-attachments/", 1)
        payload = {
            "id": str(attachment.id),
            "filename": attachment.filename,
            "size": attachment.size,
            "content_type": attachment.content_type,
            "url": url,
            "proxy_url": url,
            "ephemeral": True,
        }
        if width is not None:
            payload |= {"width": width, "height": height}
        self._hold("attachments", attachment.id, payload)
        return str(attachment.id)

    def message(self, message_id: int) -> str:
        self._hold("messages", message_id, message_payload(self._world, self._world.messages[message_id]))
        return str(message_id)

    def _sees(self, channel: Channel) -> bool:
        return bool(self._world.permissions(self._person_id, channel) & Permission.VIEW_CHANNEL)

    def _hold(self, kind: str, id: int, payload: dict[str, Any]) -> None:
        self._held.setdefault(kind, {})[str(id)] = payload
