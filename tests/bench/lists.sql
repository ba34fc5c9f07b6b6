-- The same with one list of matches for each text, which spares the rows.
copy (
    select filename, regexp_extract_all(content, '$pattern') as surfaces
    from read_text('$texts')
) to '$output' (format parquet, compression zstd);
