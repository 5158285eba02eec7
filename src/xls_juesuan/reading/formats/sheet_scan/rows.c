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

/* A row is read only when all of it is there. */
static int is_whole_row(const char *at, const char *end)
{
    const char *tag_end = memchr(at, '>', (size_t)(end - at)), *from = tag_end;
    if (tag_end == NULL)
        return 0;
    if (tag_end[-1] == '/')
        return 1;
    for (;;) {
        const char *close = memchr(from, '<', (size_t)(end - from));
        if (close == NULL || (size_t)(end - close) < 6)
            return 0;
        if (close[1] == '/' && close[2] == 'r' && close[3] == 'o')
            return 1;
        from = close + 1;
    }
}

/* Where the last row that ends here ends; `at` where none does. */
static const char *end_of_rows(const char *at, const char *end)
{
    const char *from = end;
    while ((size_t)(from - at) >= 6) {
        from--;
        if (*from == '<' && starts(from, end, "</row>"))
            return from;
    }
    return at;
}

/* Read one row from its tag on; NULL where it is odd, `*is_cut` where it does not end here.
 * A row that begins before `sure` ends here, or it is odd. */
static const char *read_row(scanner_t *self, const char *at, const char *end, const char *sure,
                            int *is_cut)
{
    tag_t tag;
    uint32_t row = self->last_row + 1, column = 0;
    if (at >= sure && !is_whole_row(at, end)) {
        *is_cut = 1;
        return at;
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
        const char *behind = read_plain_cell(self, at, end, row, &column);
        if (behind != NULL) {
            at = behind;
            continue;
        }
        if (self->is_odd || self->is_out_of_memory)
            return NULL;
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
    const char *sure = end_of_rows(at, end);
    while (self->state == WITHIN) {
        int is_cut = 0;
        const char *from = at;
        at = skip_blanks(at, end);
        if (at >= end)
            return at;
        if (starts(at, end, "<row ") || starts(at, end, "<row>")) {
            at = read_row(self, at, end, sure, &is_cut);
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

/* Whether a comment or CDATA begins here; `!` is rarer than `<`, and a chunk may begin with it. */
static int has_declaration(const scanner_t *self, const char *at, const char *end)
{
    const char *start = at;
    while (at < end && (at = memchr(at, '!', (size_t)(end - at))) != NULL) {
        char before = at > start ? at[-1] : self->carried ? self->carry[self->carried - 1] : ' ';
        if (before == '<')
            return 1;
        at++;
    }
    return 0;
}

void read_chunk(scanner_t *self, const char *chunk, size_t length)
{
    const char *at, *end;
    if (has_declaration(self, chunk, chunk + length)) {
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
