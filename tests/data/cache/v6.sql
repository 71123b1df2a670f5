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

CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 2');

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

-- As version 0.3.0 left it: a record, one that was edited offline, the outbox, a conflict, a draft, samples, content.
INSERT INTO meta VALUES ('epoch', '6f3c'), ('next', '8812'), ('session', '{"name":"Misaki Sato","role":"commander","contactId":""}');
INSERT INTO records VALUES (1, 1, 'incident', x'0b8e6a0e6f0b4f5e9c380a4a5c3a7c11', NULL, 3, 8811, 0, 0, 1794978134000, 'Daniel Weber', 1794978194000, 'Aiko Tanaka', 0, 0, '{"number":2041,"title":"Checkout is slow","impact":2,"status":"open","startedAt":"2026-11-18T05:02:14.000Z"}', NULL);
INSERT INTO records VALUES (2, 4, 'summary', x'1b8e6a0e6f0b4f5e9c380a4a5c3a7c12', x'0b8e6a0e6f0b4f5e9c380a4a5c3a7c11', 2, 8812, 0, 0, 1794978134000, 'Daniel Weber', 1794978194000, 'Aiko Tanaka', 1, 0, '{"incidentId":"0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11","text":"The cause is the network."}', '{"incidentId":"0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11","text":"The cause is the database."}');
INSERT INTO outbox VALUES (7, 'summary', x'1b8e6a0e6f0b4f5e9c380a4a5c3a7c12', 'change', '5d0a2b1e-8f57-4a57-9a4c-2f6f0c1d9b11', '{"text":"The cause is unknown."}', '{"text":"The cause is the network."}', NULL, NULL, 0, 0, 'waiting', 1794978200000, 0, 0, NULL, NULL, NULL);
INSERT INTO conflicts VALUES (5, 7, 'text', 'summary', x'1b8e6a0e6f0b4f5e9c380a4a5c3a7c12', x'0b8e6a0e6f0b4f5e9c380a4a5c3a7c11', 'text', 'The cause is unknown.', 'The cause is the network.', 'The cause is the database.', 'Aiko Tanaka', 1794978210000, 'open', NULL, NULL);
INSERT INTO drafts VALUES ('note:2041', '障害の原因は', 1794978220000);
INSERT INTO samples VALUES (x'2b8e6a0e6f0b4f5e9c380a4a5c3a7c13', 1794978200000, 1.5), (x'2b8e6a0e6f0b4f5e9c380a4a5c3a7c13', 1794978215000, NULL);
INSERT INTO sample_reads VALUES (x'2b8e6a0e6f0b4f5e9c380a4a5c3a7c13', 1794978200000, 1794978215000, 1794978220000);
INSERT INTO search (rowid, terms) VALUES (1, 'checkout is slow inc 2041'), (2, 'the cause is the network');
INSERT INTO meta VALUES ('search-rules', '1/unicode 15.0'), ('search-from', '0');
INSERT INTO contents VALUES ('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 5, 1794978200000, 1, 1, 0, 0);
-- Version 4 added this to what was there.
ALTER TABLE records ADD COLUMN ended TEXT;
UPDATE records SET ended = ifnull(json_extract(value, '$.resolvedAt'), '9') WHERE kind = 'incident';
CREATE INDEX incidents_by_end ON records (ended) WHERE kind = 'incident' AND deleted = 0;
-- Version 5 added this.
ALTER TABLE records ADD COLUMN happened TEXT;
UPDATE records SET happened = json_extract(value, '$.at') WHERE kind = 'timeline-event';
CREATE INDEX events_by_time ON records (parent, happened) WHERE kind = 'timeline-event' AND deleted = 0;
-- Version 6 added this.
CREATE INDEX records_of_parent ON records (parent) WHERE parent IS NOT NULL;
PRAGMA user_version = 6;
