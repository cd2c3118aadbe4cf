"""Runs moto's server, set right where it differs from Lambda: an event source mapping stays with the alias it was
made for. moto resolves the alias once and keeps the version, so that the next plan would find a difference."""

import sys

from moto.awslambda.models import EventSourceMapping
from moto.server import main

made = EventSourceMapping.__init__


def made_for_the_alias(self, spec):
    made(self, spec)
    if self.function_name.startswith("arn:"):
        self.function_arn = self.function_name


EventSourceMapping.__init__ = made_for_the_alias

if __name__ == "__main__":
    main(sys.argv[1:])
