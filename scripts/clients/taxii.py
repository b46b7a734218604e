"""Drives a TAXII 2.1 server with taxii2-client as its users do, with the habits of OpenCTI's and MISP's consumers by hand, and holds
what came against stix2-validator. Prints one JSON document of what it saw."""

import json
import os
import sys
import uuid

import requests
from requests.auth import HTTPBasicAuth
from stix2validator import ValidationOptions, validate_instance
from taxii2client.v21 import Server, as_pages

url, user, password, collection_id = (os.environ[name] for name in ("URL", "USER_NAME", "PASSWORD", "COLLECTION"))
seen = {}

server = Server(url, user=user, password=password)
root = server.default or server.api_roots[0]
seen["title"] = server.title
seen["collections"] = [one.id for one in root.collections]
collection = next(one for one in root.collections if one.id == collection_id)
seen["can_write"] = collection.can_write

# As taxii2-client pages by itself: no limit at first, then the number it received.
pages = list(as_pages(collection.get_objects, per_request=10))
seen["sizes"] = [len(page.get("objects", [])) for page in pages]
objects = [one for page in pages for one in page.get("objects", [])]
seen["ids"] = [one["id"] for one in objects]
seen["whole"] = [one["id"] for one in collection.get_objects().get("objects", [])]
manifest = [one for page in as_pages(collection.get_manifest, per_request=7) for one in page.get("objects", [])]
seen["manifest"] = [one["id"] for one in manifest]

# A new object, the same again, the same version with other content, one that is no object at all.
identity = {
    "type": "identity", "spec_version": "2.1", "id": f"identity--{uuid.uuid4()}", "name": "Brought by a client",
    "identity_class": "individual", "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z",
}
other = {**identity, "name": "Other content"}


def add(*items):
    status = collection.add_objects({"objects": list(items)}, wait_for_completion=True, poll_interval=0.2)
    status.refresh()
    return [status.status, status.total_count, status.success_count, status.failure_count, status.pending_count]


seen["added"] = add(identity)
seen["again"] = add(identity)
seen["conflict"] = add(other)
seen["partial"] = add({**identity, "id": f"identity--{uuid.uuid4()}"}, {"type": "identity", "id": "wrong"})
seen["read_back"] = collection.get_object(identity["id"])["objects"][0]["name"]
seen["versions"] = collection.object_versions(identity["id"])["versions"]
later = {**identity, "name": "A later version", "modified": "2026-02-01T00:00:00.000Z"}
seen["later"] = add(later)
seen["versions_after"] = collection.object_versions(identity["id"])["versions"]
collection.delete_object(identity["id"])
try:
    collection.get_object(identity["id"])
    seen["deleted"] = False
except requests.HTTPError as error:
    seen["deleted"] = error.response.status_code

# OpenCTI: no last slash, `added_after` and `next` in one request, the limit changing from page to page.
http = requests.Session()
http.auth = HTTPBasicAuth(user, password)
http.headers["Accept"] = "application/taxii+json;version=2.1"
base = collection.url.rstrip("/") + "/objects"
opencti, after, following, limit = [], "2020-01-01T00:00:00.000Z", None, 5
while True:
    answer = http.get(base, params={"added_after": after, "next": following, "limit": limit}, allow_redirects=False)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    opencti += [one["id"] for one in page.get("objects", [])]
    if not page.get("more"):
        break
    following, limit = page["next"], limit + 3
seen["opencti"] = opencti

# MISP: the scheme in lower case, no version in Accept, an empty `next`.
basic = HTTPBasicAuth(user, password)(requests.Request("GET", base).prepare()).headers["Authorization"]
misp, following = [], ""
while True:
    headers = {"Authorization": basic.replace("Basic", "basic"), "Accept": "application/taxii+json"}
    answer = requests.get(f"{base}/?limit=50&next={following}", headers=headers, allow_redirects=False)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    misp += [one["id"] for one in page.get("objects", [])]
    if not page.get("more"):
        break
    following = page["next"]
seen["misp"] = misp

# A consumer that goes by the header alone.
header, after = [], "1970-01-01T00:00:00Z"
while True:
    answer = http.get(f"{base}/", params={"added_after": after, "limit": 4})
    header += [one["id"] for one in answer.json().get("objects", [])]
    if not answer.json().get("more"):
        break
    after = answer.headers["X-TAXII-Date-Added-Last"]
seen["header"] = header

everything = http.get(f"{base}/", params={"match[version]": "all"}).json()["objects"]
seen["revoked"] = [one["type"] for one in everything if one.get("revoked")]
# 101-103: names of properties of our own begin with x_; a wallet, a telephone and our extensions are such.
options = ValidationOptions(version="2.1", strict=False)
faults = []
for one in everything:
    result = validate_instance(one, options)
    if not result.is_valid:
        faults.append([one["type"], one["id"], [str(error) for error in result.errors]])
seen["validated"] = len(everything)
seen["types"] = sorted({one["type"] for one in everything})
seen["faults"] = faults
json.dump(seen, sys.stdout)
