-- Who put a version of a country's data here.
alter table country_data add column loaded_by uuid references person;
create index country_data_loaded_by on country_data (loaded_by);
comment on column country_data.loaded_by is 'the administrator who loaded it; null: it came with a release';
