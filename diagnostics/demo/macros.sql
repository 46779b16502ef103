-- Randomness as arithmetic: a value depends on its key alone, not on the order of rows or on the number of threads.

-- Any whole number under 2^32 to another one, evenly; every product stays under 2^63.
create or replace macro mix_once(x, factor) as (xor(x, x >> 16) * factor) & 4294967295;
create or replace macro mix(x) as mix_once(mix_once(x, 2146121005), 1812433253);
create or replace macro draw(key, salt) as mix((key * 16 + salt) & 4294967295);

-- Where the j-th of n+1 cuts through a sum falls. Pieces between cuts differ in size and add up to the sum exactly.
create or replace macro cut(total, j, n, key) as
    case when j = 0 then 0 when j = n then total else total * (1000 * j + draw(key + j, 1) % 700 - 350) // (1000 * n) end;
create or replace macro piece(total, j, n, key) as cut(total, j + 1, n, key) - cut(total, j, n, key);

-- Kopecks as 1C prints a sum: 1 234 567,89 with no-break spaces.
create or replace macro printed_money(kopecks) as
    case when kopecks < 0 then '-' else '' end
    || replace(format('{:,}', abs(kopecks) // 100), ',', chr(160))
    || ',' || lpad((abs(kopecks) % 100)::varchar, 2, '0');
