-- The node works as shield_app: it can't change the shape of the tables, nor what the audit and history hold.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'shield_app') then
    create role shield_app nologin;
  end if;
  execute format('grant shield_app to %I', current_user);
end $$;
grant usage on schema public to shield_app;
grant select, insert, update, delete on all tables in schema public to shield_app;
grant usage, select on all sequences in schema public to shield_app;
grant execute on all functions in schema public to shield_app;
revoke update, delete, truncate on audit_intake, audit_object, audit_leaf, audit_tile, audit_checkpoint from shield_app;
revoke delete, truncate on record, entity, statement, link, judgement, release, receipt, inbox from shield_app;
revoke update, delete, truncate on marking from shield_app;
revoke insert, update, delete, truncate on migration from shield_app;

-- The queue's own schema stays closed: an act may ask for work in its transaction, and nothing else.
create function enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
language sql security definer set search_path = pg_catalog
as $$ select graphile_worker.add_job(task, payload, job_key => job_key, run_at => run_at, max_attempts => 25) $$;
revoke execute on function enqueue from public;
grant execute on function enqueue to shield_app;
comment on function enqueue is 'jobs: work to do after this transaction';
