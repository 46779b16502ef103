-- A batch may be read again in another way: the new one stands in its place, and when it is taken back the old one counts again.

alter table batch add column rereads integer;      -- batch in whose place this one stands
alter table batch_file add column answers json;    -- question -> answer by which the file was read

create or replace view active_batch as
select b.* from batch b
where not exists (select 1 from batch_event e where e.batch = b.id and e.event = 'undone')
  and not exists (
      select 1 from batch r where r.rereads = b.id
        and not exists (select 1 from batch_event e where e.batch = r.id and e.event = 'undone')
  );

-- the cells of a table as they stood in its file, without personal data, so that it can be read again
create table kept_table (
    batch integer not null,
    file text not null,
    part text not null,
    member text not null,           -- file in the archive, '' where there is none
    sha256 text not null,
    bytes bigint not null,
    meta json not null,             -- what was learned of the table when its file was read
    cells blob not null             -- Parquet
);

-- Clients that no rep leads are booked on the house: on the office, on the owner. `key` as name_key makes it.
create macro is_house(key) as regexp_full_match(key,
    '((центральный |главный |головной )?офис|дом[- ]?клиенты?|(генеральный |исполнительный )?директор|гендиректор|собственник|владелец|учредитель|руководство|дирекция|(head )?office|house( accounts?)?|owner|ceo)');
