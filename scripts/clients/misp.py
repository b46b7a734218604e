"""Drives the MISP sync door of a node with PyMISP as it comes from PyPI. Prints what it saw, as JSON."""

import json
import os

from pymisp import MISPEvent, MISPObject, PyMISP

misp = PyMISP(os.environ["URL"], os.environ["KEY"])
seen = {"role": misp._current_role.name}

event = MISPEvent()
event.info = "Job offers of a training"
event.distribution = 1
phone = event.add_attribute("phone-number", "+66812345670", comment="recruiter")
wallet = event.add_attribute("btc", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT")
person = MISPObject("person")
person.add_attribute("full-name", "Niran Training")
person.add_attribute("passport-number", "XX0000002")
event.add_object(person)

added = misp.add_event(event, pythonify=True)
seen["added"] = [added.info, len(added.attributes), len(added.objects), added.published]
seen["exists"] = misp.event_exists(event.uuid)

found = misp.search("attributes", value="+66812345670", pythonify=True)
seen["found"] = [one.uuid == phone.uuid for one in found]
seen["by_type"] = [one.value for one in misp.search("attributes", type_attribute="btc", pythonify=True)]
seen["events"] = [one.uuid == event.uuid for one in misp.search("events", eventinfo="Job offers%", pythonify=True)]
seen["nothing"] = len(misp.search("attributes", value="nobody said this", pythonify=True))

misp.tag(event.uuid, "workflow:state=\"complete\"")
misp.tag(phone.uuid, "admiralty-scale:source-reliability=\"b\"")
tagged = misp.get_event(event.uuid, pythonify=True)
seen["tags"] = sorted(tag.name for tag in tagged.tags)
seen["attribute_tags"] = [tag.name for one in tagged.attributes if one.uuid == phone.uuid for tag in one.tags]
misp.untag(event.uuid, "workflow:state=\"complete\"")
seen["untagged"] = sorted(tag.name for tag in misp.get_event(event.uuid, pythonify=True).tags)
seen["by_tag"] = [one.uuid == phone.uuid for one in misp.search("attributes", tags=["admiralty-scale:source-reliability=\"b\""], pythonify=True)]

seen["published"] = misp.publish(event.uuid).get("saved")
seen["is_published"] = misp.get_event(event.uuid, pythonify=True).published
index = [one for one in misp.search_index(published=True, pythonify=True) if one.uuid == event.uuid]
seen["index"] = len(index)

current = misp.get_event(event.uuid, pythonify=True)
current.info = "Job offers, corrected"
current.add_attribute("domain", "jobs.example")
updated = misp.update_event(current, pythonify=True)
seen["updated"] = [updated.info, sorted(one.type for one in updated.attributes)]
one_more = misp.add_attribute(event.uuid, {"type": "url", "value": "https://jobs.example/a"}, pythonify=True)
seen["attribute"] = one_more.value
misp.delete_attribute(wallet.uuid)
left = misp.get_event(event.uuid, pythonify=True)
seen["left"] = sorted(one.type for one in left.attributes)
seen["sighted"] = "errors" not in misp.add_sighting({"value": "+66812345670", "source": "desk"})

seen["deleted"] = "errors" not in misp.delete_event(event.uuid)
gone = misp.get_event(event.uuid, deleted=True)
seen["gone"] = json.dumps(gone).find("Niran") < 0 and json.dumps(gone).find("+66812345670") < 0
seen["again"] = misp.add_event(event).get("errors", [0])[0]
print(json.dumps(seen))
