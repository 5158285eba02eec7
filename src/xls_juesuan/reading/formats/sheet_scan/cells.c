/* What stands in a cell. */
#include "sheet_scan.h"

static int put_number(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag, slice_t text)
{
    double value;
    int64_t bits, style = 0;
    uint8_t kind = NUMBER;
    if (!plain_number(text, &value) && !any_number(text, &value))
        return odd(self);
    if (tag->s.text != NULL)
        style = whole(tag->s, INT32_MAX);
    if (style < 0)
        return odd(self);
    if ((size_t)style < self->styles && self->dated[style])
        kind = self->dated[style] == 1 ? DATED : LASTING;
    memcpy(&bits, &value, sizeof(bits));
    return put(self, row, column, kind, bits);
}

static int put_cell(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag, slice_t value)
{
    if (tag->t.text == NULL || same(tag->t, "n"))
        return put_number(self, row, column, tag, value);
    if (same(tag->t, "s")) {
        int64_t index = whole(value, INT32_MAX);
        if (index < 0)
            return odd(self);
        if ((uint32_t)index >= self->shared)
            self->shared = (uint32_t)index + 1;
        return put(self, row, column, SHARED, index);
    }
    if (same(tag->t, "str"))
        return put_text(self, row, column, TEXT, value);
    if (same(tag->t, "e"))
        return put_text(self, row, column, ERROR_TEXT, value);
    if (same(tag->t, "b")) {
        int64_t truth = whole(value, 1);
        return truth < 0 ? odd(self) : put(self, row, column, BOOLEAN, truth);
    }
    return odd(self);
}

static int is_known_type(slice_t type)
{
    return type.text == NULL || same(type, "n") || same(type, "s") || same(type, "str")
        || same(type, "b") || same(type, "e") || same(type, "inlineStr");
}

static int note_formula(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag,
                        slice_t value)
{
    int is_zero = same(value, "0");
    list_t *list;
    if (value.length && !is_zero)
        return 1;
    list = is_zero || same(tag->t, "str") ? &self->doubtful : &self->hollow;
    return push(self, list, row) && push(self, list, column);
}

/* Read what stands in a cell, from behind its tag to behind its end; NULL where it is odd. */
const char *read_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
                             uint32_t column, const tag_t *tag)
{
    slice_t value = {"", 0};
    int has_value = 0, has_formula = 0, has_inline = 0;
    for (;;) {
        tag_t inner;
        at = skip_blanks(at, end);
        if (starts(at, end, "<v>") || starts(at, end, "<v ") || starts(at, end, "<v/>")) {
            if (has_value++)
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</v>", &value);
            if (at == NULL)
                return NULL;
        }
        else if (starts(at, end, "<f>") || starts(at, end, "<f ") || starts(at, end, "<f/>")) {
            slice_t formula;
            if (has_formula++ || has_value)
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</f>", &formula);
            if (at == NULL)
                return NULL;
        }
        else if (starts(at, end, "<is>")) {
            at = skip_blanks(at + 4, end);
            if (has_inline++ || !(starts(at, end, "<t>") || starts(at, end, "<t ") || starts(at, end, "<t/>")))
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</t>", &value);
            if (at == NULL)
                return NULL;
            if (!same(inner.space, "preserve"))
                value = stripped(value);
            at = skip_blanks(at, end);
            if (!starts(at, end, "</is>"))
                return NULL;
            at += 5;
        }
        else if (starts(at, end, "</c>")) {
            at += 4;
            break;
        }
        else
            return NULL;
    }
    if (has_formula && !note_formula(self, row, column, tag, value))
        return NULL;
    if (has_inline) {
        if (has_value || has_formula || !same(tag->t, "inlineStr"))
            return NULL;
        return put_text(self, row, column, TEXT, value) ? at : NULL;
    }
    if (!has_value || (value.length == 0 && !same(tag->t, "str")))
        return is_known_type(tag->t) ? at : NULL;
    return put_cell(self, row, column, tag, value) ? at : NULL;
}
