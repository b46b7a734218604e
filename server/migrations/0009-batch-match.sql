-- A file that repeats what stands already adds no record, but its batch says so too: when the earlier import is undone, the
-- records it shared stay, as the later import's. One row for each round of a batch, ids as ranges: a file imported twice is one range.
create table batch_match (
  batch_id bigint not null references batch,
  records int8multirange not null
);
create index batch_match_batch on batch_match (batch_id);
comment on table batch_match is 'registry: records of earlier batches that this batch states as well';
grant select, insert on batch_match to shield_app;
