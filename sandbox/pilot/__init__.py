"""People in words that a test can read: what they type, run, press, pick, submit and see."""

from sandbox.pilot.person import Choice, Person
from sandbox.pilot.pilot import Pilot
from sandbox.pilot.reply import Modal, Reply, Select

__all__ = ["Choice", "Modal", "Person", "Pilot", "Reply", "Select"]
