-- How text becomes values. Each macro tries the common spelling first: `coalesce` and `case` work on what is left.

-- a text cell; the words for "nothing" are nothing. A pattern, for a list DuckDB turns into a join with every row.
create macro trimmed(cell) as trim(cell, ' ' || chr(160) || chr(8239) || chr(9) || chr(10) || chr(13));
create macro text_of(cell) as
    case when trimmed(cell) = '' or regexp_full_match(trimmed(cell), :empty) then null else trimmed(cell) end;

create macro is_return(doc_type) as coalesce(regexp_matches(doc_type, :returned), false);
create macro is_paid_out(doc_type) as coalesce(regexp_full_match(doc_type, :paid_out || '.*'), false);
create macro is_not_clients(doc_type) as coalesce(regexp_full_match(doc_type, :not_clients || '.*') and not regexp_matches(doc_type, :takings), false);
create macro is_no_client(relation) as coalesce(regexp_full_match(relation, :no_clients || '.*'), false);
create macro is_contact(relation) as coalesce(regexp_full_match(relation, :contacts || '.*'), false);
create macro is_gone(status) as coalesce(regexp_full_match(status, :gone || '.*'), false);
create macro is_not_done(status) as regexp_full_match(status, :not_done || '.*');
create macro is_phone(name) as regexp_full_match(name, '''?\+?[\d\s()-]{5,20}');
create macro is_not_yet(status) as coalesce(regexp_full_match(replace(lower(status), 'ё', 'е'), :not_yet || '.*'), false);
create macro is_lost(status) as coalesce(regexp_full_match(status, :lost_begins || '.*') or regexp_full_match(status, :lost), false);
create macro is_cancelled(status) as regexp_full_match(replace(lower(status), 'ё', 'е'), :cancelled || '.*');
create macro is_sent_back(status) as coalesce(regexp_full_match(status, :returned || '.*'), false);

-- a tick; what says neither yes nor no is none
create macro says_yes(cell) as regexp_full_match(trimmed(cell), :ticked);

-- a share; what is below nought or above all is none
create macro share_of(number) as case when number between 0 and 1 then number end;

-- without the spaces that set thousands apart
create macro unspaced(cell) as
    case when contains(cell, chr(160)) or contains(cell, ' ') or contains(cell, chr(8239))
         then replace(replace(replace(cell, ' ', ''), chr(160), ''), chr(8239), '') else cell end;

-- a cell without spaces of any kind, apostrophes between thousands and the sign or word of a currency
create macro bare(cell) as regexp_replace(
    regexp_replace(lower(cell), '[\p{Z}\s''’]', '', 'g'),
    '^(₽|руб\.?|р\.|rub|rur|\$|usd|€|eur)|(₽|руб\.?|р\.?|rub|rur|\$|usd|€|eur)$', '', 'g'
);

-- (1 234) and 1 234- are negative; where figures and separators are not all there is, there is no amount
-- roubles and kopecks as payment orders have them: 1234-56, 1234=56, 1234=
create macro pointed(bare) as regexp_replace(regexp_replace(bare, '^([0-9]{3,})[-=]([0-9]{2})$', '\1,\2'), '^([0-9]+)=$', '\1');
create macro is_negative(bare) as regexp_matches(bare, '^[(].*[)]$|^[-−–]|[-−–]$');
create macro unsigned(bare) as nullif(regexp_extract(bare, '^[(]?[-−–]?([0-9][0-9.,]*)[)]?[-−–]?$', 1), '');

-- comma or point: the last of the two is the decimal sign, and what is before it has thousands apart or nothing;
-- one alone is what the column says (`sign`), and where the column does not say, a single separator after one to three
-- digits and before three can be read twice and is refused (null)
create macro decimal_text(cell, sign) as case
    when regexp_matches(cell, '^[0-9]+$') then cell
    when regexp_matches(cell, '^[0-9]{1,3}(,[0-9]{3})+\.[0-9]*$') then replace(cell, ',', '')
    when regexp_matches(cell, '^[0-9]{1,3}(\.[0-9]{3})+,[0-9]*$') then replace(replace(cell, '.', ''), ',', '.')
    when regexp_matches(cell, '^[0-9]{1,3}(,[0-9]{3}){2,}$') then replace(cell, ',', '')
    when regexp_matches(cell, '^[0-9]{1,3}(\.[0-9]{3}){2,}$') then replace(cell, '.', '')
    when regexp_matches(cell, '^[1-9][0-9]{0,2}[.,][0-9]{3}$')
        then case when sign is null then null
                  when contains(cell, sign) then replace(cell, ',', '.')
                  else replace(replace(cell, ',', ''), '.', '') end
    when regexp_matches(cell, '^[0-9]+[.,][0-9]*$') then replace(cell, ',', '.')
end;

-- the figures of a number that is written as its column is, with a decimal point; null where it is not
create macro usual_text(figures, sign) as
    case when contains(figures, 'E') or contains(figures, 'e') then null  -- 1,5E+05 is what a narrow column left of a number
         when sign = ',' and not contains(figures, '.') then replace(figures, ',', '.')
         when sign = '.' and not contains(figures, ',') then figures
         when sign is null and not contains(figures, ',') and not contains(figures, '.') then figures end;
create macro odd_text(cell, sign) as
    case when is_negative(bare(cell)) then '-' else '' end || decimal_text(unsigned(pointed(bare(cell))), sign);

-- mostly the cell is as its column is; only where it is not, it is looked at sign by sign. The `case` decides nothing:
-- without it DuckDB takes the repeated `bare` out and computes it for every row.
create macro number_of(cell, sign) as coalesce(
    try_cast(usual_text(unspaced(cell), sign) as decimal(18, 4)),
    case when cell <> '' then try_cast(odd_text(cell, sign) as decimal(18, 4)) end
);
-- the same for what is multiplied: a price without VAT has more decimals than an amount
create macro factor_of(cell, sign) as coalesce(
    try_cast(usual_text(unspaced(cell), sign) as decimal(28, 10)),
    case when cell <> '' then try_cast(odd_text(cell, sign) as decimal(28, 10)) end
);

-- kopecks, halves away from zero; the wide arithmetic only where the narrow one would overflow
create macro kopecks(amount, scale) as case
    when abs(amount) < 1000000000000 // scale then round(amount * (scale * 100)::decimal(10, 0))::bigint
    else try_cast(round(amount::decimal(28, 4) * (scale * 100)::decimal(10, 0)) as bigint)
end;

-- a date in figures; `slash` is the order of parts divided by slashes, dmy or mdy; what cannot be in it is tried in the other
create macro day_in(cell, slash) as coalesce(
    case when len(cell) >= 10 then try_strptime(substr(cell, 1, 10), '%Y-%m-%d') end,
    try_strptime(split_part(cell, ' ', 1), '%d.%m.%y'),         -- before %Y, which would take 24 for the year 24
    try_strptime(split_part(cell, ' ', 1), '%d.%m.%Y'),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%m/%d/%y' else '%d/%m/%y' end),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%m/%d/%Y' else '%d/%m/%Y' end),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%d/%m/%Y' else '%m/%d/%Y' end),
    try_strptime(split_part(cell, ' ', 1), '%d-%m-%Y'),
    try_strptime(split_part(cell, ' ', 1), '%Y/%m/%d'),
    case when regexp_matches(cell, '^(19|20)\d{6}$') then try_strptime(cell, '%Y%m%d') end,
    -- a document of 1C bears its date in its name
    case when contains(cell, ' ') then try_strptime(nullif(regexp_extract(cell, '\s(?:' || :of_day || ')\s+(\d{1,2}\.\d{1,2}\.\d{4})', 1), ''), '%d.%m.%Y') end
);
create macro day_of(cell, slash) as coalesce(
    case when len(cell) >= 10 then try_strptime(substr(cell, 1, 10), '%d.%m.%Y') end,
    case when cell <> '' then day_in(text_of(cell), slash) end
);

-- a date that a company's books can hold
create macro within_reach(day) as case when day between date '1980-01-01' and make_date(year(current_date)::integer + 10, 12, 31) then day end;

create macro line_amount(price, quantity, discount) as
    try(round((price::decimal(19, 8) * quantity::decimal(13, 4))::decimal(28, 8) * (1 - coalesce(discount, 0)::decimal(8, 6)) * 100)::bigint);

-- "3:25" is three minutes and twenty-five seconds, "1:03:25" an hour more, «3 мин. 25 с» says it itself;
-- a bare number is in the unit that the header names: `unit` seconds
create macro named_part(cell, pattern) as try_cast(replace(nullif(regexp_extract(lower(cell), '([0-9]+(?:[.,][0-9]+)?)\s*(?:' || pattern || ')(?:[^a-zа-яё]|$)', 1), ''), ',', '.') as decimal(12, 4));
create macro seconds_of(cell, unit) as coalesce(
    round(try_cast(replace(cell, ',', '.') as decimal(12, 4)) * unit)::integer,
    case when regexp_matches(cell, '^\d{1,5}:\d\d$')
         then split_part(cell, ':', 1)::integer * 60 + split_part(cell, ':', 2)::integer
         when regexp_matches(cell, '^\d{1,5}:\d\d:\d\d(\.\d+)?$')
         then split_part(cell, ':', 1)::integer * 3600 + split_part(cell, ':', 2)::integer * 60 + substr(split_part(cell, ':', 3), 1, 2)::integer
         when regexp_matches(lower(cell), '[a-zа-яё]')
         then round(coalesce(named_part(cell, :hours) * 3600, named_part(cell, :minutes) * 60, named_part(cell, :seconds))
                    + case when named_part(cell, :hours) is not null then coalesce(named_part(cell, :minutes) * 60, 0) else 0 end
                    + case when named_part(cell, :hours) is not null or named_part(cell, :minutes) is not null then coalesce(named_part(cell, :seconds), 0) else 0 end)::integer end
);

-- without spaces and the second number behind a slash
create macro bare_inn(cell) as split_part(regexp_replace(cell, '[\s\x{00a0}'']', '', 'g'), '/', 1);

-- a Russian tax id with its check digits: ten of a company, twelve of a person (order of the tax service MMV-7-6/435)
create macro is_inn(s) as case
    when regexp_full_match(s, '[0-9]{10}')
    then (2 * substr(s, 1, 1)::integer + 4 * substr(s, 2, 1)::integer + 10 * substr(s, 3, 1)::integer + 3 * substr(s, 4, 1)::integer + 5 * substr(s, 5, 1)::integer + 9 * substr(s, 6, 1)::integer + 4 * substr(s, 7, 1)::integer + 6 * substr(s, 8, 1)::integer + 8 * substr(s, 9, 1)::integer) % 11 % 10 = substr(s, 10, 1)::integer
    when regexp_full_match(s, '[0-9]{12}')
    then (7 * substr(s, 1, 1)::integer + 2 * substr(s, 2, 1)::integer + 4 * substr(s, 3, 1)::integer + 10 * substr(s, 4, 1)::integer + 3 * substr(s, 5, 1)::integer + 5 * substr(s, 6, 1)::integer + 9 * substr(s, 7, 1)::integer + 4 * substr(s, 8, 1)::integer + 6 * substr(s, 9, 1)::integer + 8 * substr(s, 10, 1)::integer) % 11 % 10 = substr(s, 11, 1)::integer
         and (3 * substr(s, 1, 1)::integer + 7 * substr(s, 2, 1)::integer + 2 * substr(s, 3, 1)::integer + 4 * substr(s, 4, 1)::integer + 10 * substr(s, 5, 1)::integer + 3 * substr(s, 6, 1)::integer + 5 * substr(s, 7, 1)::integer + 9 * substr(s, 8, 1)::integer + 4 * substr(s, 9, 1)::integer + 6 * substr(s, 10, 1)::integer + 8 * substr(s, 11, 1)::integer) % 11 % 10 = substr(s, 12, 1)::integer
    else false end;
-- with the noughts that Excel cuts off in front. Give it a column: an expression would be computed for every digit.
create macro inn_of(bare) as case
    when regexp_full_match(bare, '[0-9]{11}') and is_inn('0' || bare) then '0' || bare
    when regexp_full_match(bare, '[0-9]{1,9}') and is_inn(lpad(bare, 10, '0')) then lpad(bare, 10, '0')
    else bare end;
