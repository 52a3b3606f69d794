"""Runs a command with `TEST_DATABASE_URL` naming a PostgreSQL cluster of its own."""

import os
import subprocess
import sys

from harness.place import Place
from harness.postgres import Postgres

# The service refuses a server that would not keep what it acknowledges, so nothing is hastened.
SETTINGS = {"max_connections": "200"}

with Place("tests") as place, Postgres(place.root, SETTINGS) as postgres:
    environment = os.environ | {"TEST_DATABASE_URL": postgres.url}
    sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
