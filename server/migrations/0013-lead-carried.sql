-- What was done with a lead follows it to the one that stands in its place when the handling of its values has changed.
create table lead_carried (
  to_number bigint not null references lead,
  from_number bigint not null references lead,
  at timestamptz not null,
  primary key (to_number, from_number, at)
);
create index lead_carried_from on lead_carried (from_number);
comment on table lead_carried is 'leads: what was done with one lead until then was done with the other';
grant select, insert on lead_carried to shield_app;

create table lead_carried_change (
  change_id uuid primary key references marking_change
);
comment on table lead_carried_change is 'leads: changes of handling that leads have followed';
insert into lead_carried_change select id from marking_change where state in ('done', 'approved');
grant select, insert on lead_carried_change to shield_app;

create index lead_sources on lead (left_source, right_source) where left_source is not null;
create index lead_entity on lead (entity_id) where entity_id is not null;
