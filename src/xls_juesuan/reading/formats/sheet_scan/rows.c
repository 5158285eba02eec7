/* Rows of cells, chunk by chunk. */
#include "sheet_scan.h"

static int is_hidden(const tag_t *tag)
{
    slice_t height = tag->ht;
    if (same(tag->hidden, "1") || same(tag->hidden, "true"))
        return 1;
    if (height.length == 0 || *height.text != '0')
        return 0;
    for (height.text++, height.length--; height.length; height.text++, height.length--)
        if (*height.text != '0' && *height.text != '.')
            return 0;
    return 1;
}

/* Read one row from its tag on; NULL where it is odd, `*is_cut` where it does not end here. */
static const char *read_row(scanner_t *self, const char *at, const char *end, int *is_cut)
{
    tag_t tag;
    uint32_t row = self->last_row + 1, column = 0;
    const char *close;
    /* A row is read only when all of it is there. */
    const char *tag_end = memchr(at, '>', (size_t)(end - at));
    if (tag_end == NULL) {
        *is_cut = 1;
        return at;
    }
    if (tag_end[-1] != '/') {
        const char *from = tag_end;
        for (;;) {
            close = memchr(from, '<', (size_t)(end - from));
            if (close == NULL || (size_t)(end - close) < 6) {
                *is_cut = 1;
                return at;
            }
            if (close[1] == '/' && close[2] == 'r' && close[3] == 'o')
                break;
            from = close + 1;
        }
    }
    at = read_tag(at + 4, end, &tag);
    if (at == NULL)
        return NULL;
    if (tag.r.text != NULL) {
        int64_t number = whole(tag.r, MOST_ROWS);
        if (number <= (int64_t)self->last_row)
            return NULL;
        row = (uint32_t)number;
    }
    if (row > MOST_ROWS)
        return NULL;
    self->last_row = row;
    if (is_hidden(&tag) && !push(self, &self->hidden, row))
        return NULL;
    if (tag.is_closed)
        return at;
    for (;;) {
        tag_t cell;
        uint32_t own_row = row, own_column = column + 1;
        at = skip_blanks(at, end);
        if (starts(at, end, "</row>"))
            return at + 6;
        if (!starts(at, end, "<c ") && !starts(at, end, "<c>"))
            return NULL;
        at = read_tag(at + 2, end, &cell);
        if (at == NULL)
            return NULL;
        if (cell.r.text != NULL && !read_address(cell.r, &own_row, &own_column))
            return NULL;
        if (own_row != row || own_column <= column || own_column > MOST_COLUMNS)
            return NULL;
        column = own_column;
        if (!cell.is_closed) {
            at = read_cell(self, at, end, row, column, &cell);
            if (at == NULL)
                return NULL;
        }
    }
}

/* Read rows as far as they are whole; give where the rest begins, NULL where something is odd. */
static const char *read_rows(scanner_t *self, const char *at, const char *end)
{
    while (self->state == WITHIN) {
        int is_cut = 0;
        const char *from = at;
        at = skip_blanks(at, end);
        if (at >= end)
            return at;
        if (starts(at, end, "<row ") || starts(at, end, "<row>")) {
            at = read_row(self, at, end, &is_cut);
            if (at == NULL)
                return NULL;
            if (is_cut)
                return from;
        }
        else if (starts(at, end, "</sheetData>")) {
            self->state = AFTER;
            return at + 12;
        }
        else if ((size_t)(end - at) < 12)
            return from;
        else
            return NULL;
    }
    return at;
}

static const char *find_data(scanner_t *self, const char *at, const char *end)
{
    const char *found = find(at, end, "<sheetData"), *behind;
    if (found == NULL) /* its beginning may stand at the end of the chunk */
        return (size_t)(end - at) > 9 ? end - 9 : at;
    behind = found + 10;
    if (behind >= end)
        return found;
    if (*behind == '>') {
        self->state = WITHIN;
        return behind + 1;
    }
    if (*behind == '/' && behind + 1 < end && behind[1] == '>') {
        self->state = AFTER;
        return behind + 2;
    }
    if (*behind == '/' && behind + 1 >= end)
        return found;
    return NULL;
}

void read_chunk(scanner_t *self, const char *chunk, size_t length)
{
    const char *at, *end;
    if (find(chunk, chunk + length, "<!") != NULL) {
        odd(self);
        return;
    }
    if (!grow((void **)&self->carry, &self->carry_room, self->carried + length + 1, 1)) {
        no_memory(self);
        return;
    }
    memcpy(self->carry + self->carried, chunk, length);
    self->carried += length;
    at = self->carry;
    end = self->carry + self->carried;
    if (self->state == BEFORE)
        at = find_data(self, at, end);
    if (at != NULL && self->state == WITHIN)
        at = read_rows(self, at, end);
    if (at == NULL) {
        odd(self);
        return;
    }
    if (self->state == AFTER)
        at = end;
    self->carried = (size_t)(end - at);
    if (self->carried > LONGEST_ROW) {
        odd(self);
        return;
    }
    memmove(self->carry, at, self->carried);
}
