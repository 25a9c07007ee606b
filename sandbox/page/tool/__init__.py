"""The sandbox's own tool at the foot of the page: the wire as it is spoken, and what can be broken."""
