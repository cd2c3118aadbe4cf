"""Runs moto's server, set right where it differs from Lambda: an event source mapping stays with the alias it was
made for. moto resolves the alias once and keeps the version, so that the next plan would find a difference.

And where it differs from S3: a statement of a bucket's policy holds under its conditions. moto reads none, and would
refuse everybody by the one that refuses plain HTTP."""

import sys

from moto.awslambda.models import EventSourceMapping
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.server import main

made = EventSourceMapping.__init__


def made_for_the_alias(self, spec):
    made(self, spec)
    if self.function_name.startswith("arn:"):
        self.function_arn = self.function_name


EventSourceMapping.__init__ = made_for_the_alias
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL

if __name__ == "__main__":
    main(sys.argv[1:])
