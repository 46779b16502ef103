-- What became of a contradiction between somebody's words and the data once he had seen it; the last row holds.
create table reply (
    number bigint not null default nextval('answer_number'),
    claim text not null,            -- id in words.yaml
    respondent text not null,       -- empty: the reps together
    state text not null,            -- new, seen, disputed, withdrawn
    text text not null,
    happened_at timestamp not null default current_timestamp
);

create view reply_now as
select claim, respondent, state, text from reply qualify row_number() over (partition by claim, respondent order by number desc) = 1;
