"""A bot as the discord.py documentation would write it: it knows Discord, and nothing of a sandbox."""

import os
from typing import Any

import discord
from discord import app_commands


class MyClient(discord.Client):
    def __init__(self, **options: Any) -> None:
        super().__init__(intents=discord.Intents.default(), **options)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(hello)
        self.tree.add_command(joined)
        self.tree.add_command(counter)
        self.tree.add_command(colours)
        self.tree.add_command(feedback)
        self.tree.add_command(fruits)
        self.tree.add_command(remind)
        self.tree.add_command(report)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        print(f"Logged in as {self.user} (ID: {self.user.id if self.user else 0})", flush=True)  # noqa: T201


@app_commands.command()
async def hello(interaction: discord.Interaction) -> None:
    """Says hello!"""
    await interaction.response.send_message(f"Hi, {interaction.user.mention}")


@app_commands.command()
@app_commands.describe(member="The member you want to get the joined date from; defaults to who uses the command")
async def joined(interaction: discord.Interaction, member: discord.Member | None = None) -> None:
    """Says when a member joined."""
    who = member or interaction.user
    assert isinstance(who, discord.Member)
    assert who.joined_at is not None
    await interaction.response.send_message(f"{who} joined {discord.utils.format_dt(who.joined_at)}")


class Counter(discord.ui.View):
    @discord.ui.button(label="0", style=discord.ButtonStyle.red)
    async def count(self, interaction: discord.Interaction, button: discord.ui.Button[Any]) -> None:
        number = int(button.label) if button.label else 0
        if number + 1 >= 3:
            button.style = discord.ButtonStyle.green
            button.disabled = True
        button.label = str(number + 1)
        await interaction.response.edit_message(view=self)


@app_commands.command(name="counter")
async def counter(interaction: discord.Interaction) -> None:
    """Starts a counter for pressing."""
    await interaction.response.send_message("Press!", view=Counter())


class Dropdown(discord.ui.Select[Any]):
    def __init__(self) -> None:
        options = [
            discord.SelectOption(label="Red", description="Your favourite colour is red", emoji="🟥"),
            discord.SelectOption(label="Green", description="Your favourite colour is green", emoji="🟩"),
            discord.SelectOption(label="Blue", description="Your favourite colour is blue", emoji="🟦"),
        ]
        super().__init__(placeholder="Choose your favourite colour...", options=options)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Your favourite colour is {self.values[0]}", ephemeral=True)


@app_commands.command()
async def colours(interaction: discord.Interaction) -> None:
    """Shows a dropdown menu."""
    view = discord.ui.View()
    view.add_item(Dropdown())
    await interaction.response.send_message("Pick your favourite colour:", view=view)


class Feedback(discord.ui.Modal, title="Feedback"):
    name: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Name", placeholder="Your name here...")
    feedback: discord.ui.TextInput[Any] = discord.ui.TextInput(
        label="What do you think of this new feature?",
        style=discord.TextStyle.long,
        required=False,
        max_length=300,
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Thanks for your feedback, {self.name.value}!", ephemeral=True)


@app_commands.command()
async def feedback(interaction: discord.Interaction) -> None:
    """Asks for feedback."""
    await interaction.response.send_modal(Feedback())


async def fruit_autocomplete(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    every = ["Banana", "Pineapple", "Apple", "Watermelon", "Melon", "Cherry"]
    return [app_commands.Choice(name=one, value=one) for one in every if current.lower() in one.lower()]


@app_commands.command()
@app_commands.autocomplete(fruit=fruit_autocomplete)
async def fruits(interaction: discord.Interaction, fruit: str) -> None:
    """Names your favourite fruit."""
    await interaction.response.send_message(f"Your favourite fruit seems to be {fruit}")


@app_commands.command()
async def remind(interaction: discord.Interaction) -> None:
    """Thinks first, then answers twice."""
    await interaction.response.defer()
    await interaction.followup.send("Done thinking")
    await interaction.followup.send("One thing more")


@app_commands.context_menu(name="Report to Moderators")
async def report(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(
        f"Thanks for reporting this message by {message.author.mention} to our moderators.", ephemeral=True
    )


if __name__ == "__main__":
    MyClient().run(os.environ["DISCORD_TOKEN"])
