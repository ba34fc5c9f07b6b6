"""Statistics of the row groups are there and true, and the rows stand in the order declared."""

from checks.report import shown


def checks(output):
    for table, _ in output.tables:
        yield f"{table}: statistics", statistics(output, table)
        yield f"{table}: order", order(output, table)


def statistics(output, table):
    """Each row group has nulls, minimum and maximum of each column."""
    parquet = output.parquet(table)
    for group in range(parquet.metadata.num_row_groups):
        rows = parquet.read_row_group(group)
        for at, name in enumerate(rows.column_names):
            where = f"{table}.{name} row group {group}"
            found = parquet.metadata.row_group(group).column(at).statistics
            there = found is not None and found.has_min_max
            extremes = (found.min, found.max) if there else None
            yield from column(where, found, extremes, rows[name].to_pylist())


def column(where, found, extremes, cells):
    values = [cell for cell in cells if cell is not None]
    if found is None:
        yield f"{where}: no statistics"
        return
    if not found.has_null_count or found.null_count != len(cells) - len(values):
        yield f"{where}: null count {shown(found.null_count)}, expected {len(cells) - len(values)}"
    if not values:
        return
    if extremes is None:
        yield f"{where}: no minimum and maximum"
        return
    low, high = min(values, key=ordered), max(values, key=ordered)
    least, most = extremes
    if not bounds(least, low, high, most):
        yield (
            f"{where}: from {shown(least)} to {shown(most)}, expected {shown(low)} to {shown(high)}"
        )


def bounds(least, low, high, most):
    """Long texts may be cut, so that theirs are bounds only."""
    if isinstance(low, str):
        return ordered(least) <= ordered(low) and ordered(high) <= ordered(most)
    return least == low and most == high


def order(output, table):
    """Rows are sorted by the columns that the file declares, nulls first."""
    parquet = output.parquet(table)
    previous, at = None, 0
    for group in range(parquet.metadata.num_row_groups):
        declared = parquet.metadata.row_group(group).sorting_columns
        rows = parquet.read_row_group(group)
        names = [rows.column_names[column.column_index] for column in declared]
        if not names:
            yield f"row group {group}: declares no order"
            return
        for row in zip(*(rows[name].to_pylist() for name in names)):
            key = [ordered(cell) for cell in row]
            if previous is not None and key < previous[0]:
                yield (
                    f"{table}.{', '.join(names)} row {at}: {shown(row)} "
                    f"comes after {shown(previous[1])}"
                )
                return
            previous, at = (key, row), at + 1


def ordered(cell):
    """Texts are ordered by their bytes, and nulls come first."""
    if cell is None:
        return (0,)
    return (1, cell.encode("utf-8") if isinstance(cell, str) else cell)
