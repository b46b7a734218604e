-- Which device carries which people out of the building, until when, and whether it is to be wiped.
create table device_pack (
  id uuid primary key,
  kind text not null check (kind in ('arrival','interview')),
  arrival_id uuid references arrival,
  -- As those who use it call it.
  device text not null check (length(device) between 2 and 60),
  -- Of what the device shows when it asks whether it is to be wiped.
  secret_hash bytea not null,
  -- Who is on it: what is to be known when it is lost.
  codes text[] not null,
  person_id uuid not null references person,
  organisation text not null references organisation (code),
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz not null,
  wipe_at timestamptz,
  wipe_by uuid references person,
  wiped_at timestamptz,
  check ((kind = 'arrival') = (arrival_id is not null)),
  check ((wipe_at is null) = (wipe_by is null))
);
create index device_pack_organisation on device_pack (organisation, taken_at desc, id);
create index device_pack_person on device_pack (person_id) where wiped_at is null;
create index device_pack_arrival on device_pack (arrival_id);
create index device_pack_wipe_by on device_pack (wipe_by);
comment on table device_pack is 'offline: people carried on a device without a network';

grant select, insert, update on device_pack to shield_app;
