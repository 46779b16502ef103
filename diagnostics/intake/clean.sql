-- How text becomes values. Each macro tries the common spelling first: `coalesce` and `case` work on what is left.

create macro plain(cell) as trim(replace(replace(cell, chr(160), ' '), chr(8239), ' '));

-- a text cell; the words for "nothing" are nothing
create macro text_of(cell) as case when list_contains(empty_words(), lower(plain(cell))) or plain(cell) = '' then null else plain(cell) end;

-- digits, one sign and separators are left of an amount; (1 234) and 1 234- are negative. Mostly taking out spaces
-- is enough; only what then still holds other signs is looked at letter by letter.
create macro letters_out(cell) as (
    case when regexp_matches(cell, '^\s*[(].*[)]\s*$|[-−]\s*$') then '-' else '' end
    || regexp_replace(replace(regexp_replace(cell, '[-−]\s*$', ''), '−', '-'), '[^0-9.,-]', '', 'g')
);
create macro figures_of(cell) as
    case when cell is null then null
         when try_cast(replace(translate(cell, chr(160) || ' ', ''), ',', '.') as decimal(18, 4)) is not null then translate(cell, chr(160) || ' ', '')
         else letters_out(cell) end;

-- comma or point: the last of the two is the decimal sign; alone it is what the column says (`sign`), and where
-- the column does not say, a single separator before three digits can be read twice and is refused (null)
create macro decimal_text(cell, sign) as case
    when contains(cell, ',') and contains(cell, '.')
        then case when strpos(reverse(cell), ',') < strpos(reverse(cell), '.') then replace(replace(cell, '.', ''), ',', '.') else replace(cell, ',', '') end
    when contains(cell, ',')
        then case when len(cell) - len(replace(cell, ',', '')) > 1 then replace(cell, ',', '')
                  when len(cell) - strpos(cell, ',') <> 3 or sign = ',' then replace(cell, ',', '.')
                  when sign = '.' then replace(cell, ',', '') end
    when contains(cell, '.')
        then case when len(cell) - len(replace(cell, '.', '')) > 1 then replace(cell, '.', '')
                  when len(cell) - strpos(cell, '.') <> 3 or sign = '.' then cell
                  when sign = ',' then replace(cell, '.', '') end
    else cell
end;

create macro number_of(figures, sign) as try_cast(decimal_text(figures, sign) as decimal(18, 4));

-- kopecks, halves away from zero
create macro kopecks(amount, scale) as try_cast(round(amount::decimal(28, 4) * (scale * 100)::decimal(10, 0)) as bigint);

-- a date in figures; `slash` is the order of parts divided by slashes, dmy or mdy; what cannot be in it is tried in the other
create macro day_of(cell, slash) as coalesce(
    case when len(cell) >= 10 then try_strptime(substr(cell, 1, 10), '%d.%m.%Y') end,
    case when len(cell) >= 10 then try_strptime(substr(cell, 1, 10), '%Y-%m-%d') end,
    try_strptime(split_part(cell, ' ', 1), '%d.%m.%y'),         -- before %Y, which would take 24 for the year 24
    try_strptime(split_part(cell, ' ', 1), '%d.%m.%Y'),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%m/%d/%y' else '%d/%m/%y' end),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%m/%d/%Y' else '%d/%m/%Y' end),
    try_strptime(split_part(cell, ' ', 1), case when slash = 'mdy' then '%d/%m/%Y' else '%m/%d/%Y' end),
    try_strptime(split_part(cell, ' ', 1), '%d-%m-%Y'),
    try_strptime(split_part(cell, ' ', 1), '%Y/%m/%d'),
    case when regexp_matches(cell, '^(19|20)\d{6}$') then try_strptime(cell, '%Y%m%d') end
)::date;

create macro line_amount(price, quantity, discount) as
    try(round((price::decimal(24, 4) * quantity::decimal(14, 4))::decimal(30, 8) * (1 - coalesce(discount, 0)::decimal(8, 6)) * 100)::bigint);

-- "3:25" is three minutes and twenty-five seconds, "1:03:25" an hour more; a bare number is seconds
create macro seconds_of(cell) as coalesce(
    try_cast(cell as integer),
    case when regexp_matches(cell, '^\d+:\d\d$')
         then split_part(cell, ':', 1)::integer * 60 + split_part(cell, ':', 2)::integer
         when regexp_matches(cell, '^\d+:\d\d:\d\d$')
         then split_part(cell, ':', 1)::integer * 3600 + split_part(cell, ':', 2)::integer * 60 + split_part(cell, ':', 3)::integer end
);
