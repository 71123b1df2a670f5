#include "models/cache/schema.h"

#include <array>

namespace matoi::cache {
namespace {

constexpr std::array steps = {
    sqlite::Migration{1, R"sql(
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- value: what people here see. server_value: what the service has; NULL while it is the same.
-- (seq, ver) names one state of one row: ver counts its writes, seq is never used again.
CREATE TABLE records (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    ver            INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    id             BLOB    NOT NULL,
    parent         BLOB,
    rev            INTEGER NOT NULL,
    change         INTEGER NOT NULL,
    deleted        INTEGER NOT NULL,
    server_deleted INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    created_by     TEXT    NOT NULL,
    updated_at     INTEGER NOT NULL,
    updated_by     TEXT    NOT NULL,
    unsent         INTEGER NOT NULL,
    scan           INTEGER NOT NULL,
    value          TEXT    NOT NULL,
    server_value   TEXT
) STRICT;
CREATE UNIQUE INDEX records_by_id ON records (kind, id);
CREATE INDEX records_by_parent ON records (kind, parent, created_at, seq) WHERE deleted = 0;
CREATE INDEX records_by_creation ON records (kind, created_at, seq) WHERE deleted = 0;

-- request, if_match: exactly what was sent, while in_doubt: a repetition must be the same to the byte.
CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT    NOT NULL,
    record       BLOB    NOT NULL,
    action       TEXT    NOT NULL,
    idempotency  TEXT    NOT NULL,
    base         TEXT    NOT NULL,
    mine         TEXT    NOT NULL,
    request      TEXT,
    if_match     INTEGER,
    in_doubt     INTEGER NOT NULL DEFAULT 0,
    ask          INTEGER NOT NULL DEFAULT 0,
    state        TEXT    NOT NULL DEFAULT 'waiting',
    queued_at    INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    next_try_at  INTEGER NOT NULL DEFAULT 0,
    error_code   TEXT,
    error_field  TEXT,
    error_detail TEXT
) STRICT;
CREATE INDEX outbox_by_record ON outbox (kind, record, id);

CREATE TABLE conflicts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    entry       INTEGER NOT NULL,
    sort        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    record      BLOB    NOT NULL,
    parent      BLOB,
    field       TEXT    NOT NULL,
    base        TEXT    NOT NULL,
    mine        TEXT    NOT NULL,
    theirs      TEXT    NOT NULL,
    theirs_by   TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'open',
    resolution  TEXT,
    resolved_at INTEGER
) STRICT;
CREATE UNIQUE INDEX conflicts_open ON conflicts (entry, field) WHERE state = 'open';

CREATE TABLE drafts (
    key     TEXT PRIMARY KEY,
    text    TEXT    NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- NULL: the source had no value at that time.
CREATE TABLE samples (
    metric BLOB    NOT NULL,
    at     INTEGER NOT NULL,
    value  REAL,
    PRIMARY KEY (metric, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_reads (
    metric  BLOB    NOT NULL,
    begins  INTEGER NOT NULL,
    ends    INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (metric, begins, ends)
) STRICT, WITHOUT ROWID;
)sql"},
    sqlite::Migration{2, R"sql(
-- Filled with terms that are cut and folded already (searchtext.h), so the plainest tokenizer will do: a letter or a
-- digit of ASCII and every byte above it belong to a word. rowid: records.seq. prefix: what is looked up while a word
-- is being typed, and single characters of Japanese.
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 2');
-- What is here already is indexed after the start, from the newest on down to 0; nothing waits for that.
INSERT INTO meta (key, value) SELECT 'search-from', max(seq) + 1 FROM records HAVING max(seq) > 0;
)sql"},
    sqlite::Migration{3, R"sql(
-- The bytes are files (contentfiles.h). sent: the service has them now; ever_sent: it has had them once.
CREATE TABLE contents (
    sha256      TEXT    PRIMARY KEY,
    size        INTEGER NOT NULL,
    kept_at     INTEGER NOT NULL,
    sent        INTEGER NOT NULL,
    ever_sent   INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX contents_unsent ON contents (sha256) WHERE sent = 0;
)sql"},
    sqlite::Migration{4, R"sql(
-- A list begins with the incidents that burn: they are found without reading the others. Of an incident: when it was
-- resolved, as the value has it; '9', after every year, while it is not. NULL for all else.
ALTER TABLE records ADD COLUMN ended TEXT;
UPDATE records SET ended = ifnull(json_extract(value, '$.resolvedAt'), '9') WHERE kind = 'incident';
CREATE INDEX incidents_by_end ON records (ended) WHERE kind = 'incident' AND deleted = 0;
)sql"},
    sqlite::Migration{5, R"sql(
-- A timeline is shown from its end, by when things happened. Of events only; the text of a time sorts like the time.
-- A column and no expression: the schema of a file is not trusted to call functions.
ALTER TABLE records ADD COLUMN happened TEXT;
UPDATE records SET happened = json_extract(value, '$.at') WHERE kind = 'timeline-event';
CREATE INDEX events_by_time ON records (parent, happened) WHERE kind = 'timeline-event' AND deleted = 0;
)sql"},
    sqlite::Migration{6, R"sql(
-- What belongs to an incident, whatever it is and also when it is deleted: all of it goes when the incident may not be
-- seen any more.
CREATE INDEX records_of_parent ON records (parent) WHERE parent IS NOT NULL;
)sql"},
};

} // namespace

std::span<const sqlite::Migration> migrations()
{
    return steps;
}

} // namespace matoi::cache
