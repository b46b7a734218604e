"""Judges a STIX bundle on the standard input with stix2-validator. Prints its faults, as JSON."""

import json
import sys

from stix2validator import ValidationOptions, validate_instance

bundle = json.load(sys.stdin)
faults = []
for one in bundle["objects"]:
    result = validate_instance(one, ValidationOptions(version="2.1", strict=False))
    if not result.is_valid:
        faults.append([one["type"], one["id"], [str(error) for error in result.errors]])
print(json.dumps({"validated": len(bundle["objects"]), "faults": faults}))
