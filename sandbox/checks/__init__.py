"""Whether Discord would take a request's body: its OpenAPI file where it is at hand, its documented limits always."""

from sandbox.checks.checks import Checks

__all__ = ["Checks"]
