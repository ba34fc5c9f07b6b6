-- The job that comes closest to figlift's in one query: a row for each match of one pattern in all texts, as Parquet.
copy (
    select filename, unnest(regexp_extract_all(content, '$pattern')) as surface
    from read_text('$texts')
) to '$output' (format parquet, compression zstd);
