#include "backend/store/sqliteschema.h"

#include <array>

namespace matoi::store {
namespace {

// Times are milliseconds since 1970, ids 16 bytes. Tables with large values keep their rowid: a value of some
// kilobytes in the key's own tree would make every look-up read more pages.
constexpr const char* first = R"sql(
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE records (
    kind TEXT NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    parent BLOB CHECK (length(parent) = 16),
    rev INTEGER NOT NULL CHECK (rev >= 1),
    change INTEGER NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    value TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE UNIQUE INDEX records_by_change ON records (change);
CREATE INDEX records_by_kind ON records (kind, change);
CREATE INDEX records_by_parent ON records (parent, kind, change) WHERE parent IS NOT NULL;

CREATE TABLE history (
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    rev INTEGER NOT NULL,
    change INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    value TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (kind, id, rev),
    FOREIGN KEY (kind, id) REFERENCES records (kind, id)
) STRICT;

CREATE TABLE keys (
    space TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (space, key)
) STRICT;
CREATE INDEX keys_by_expiry ON keys (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE dues (
    space TEXT NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX dues_by_time ON dues (space, at, id);

CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by_whom TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
)sql";

// What records name by its hash. Bytes are the last column: what only asks for the size reads no more than
// the first page of a row.
constexpr const char* contents = R"sql(
CREATE TABLE contents (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    kept_at INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
)sql";

// Which entries of the audit log are about an incident or what belongs to it. Beside the log, not in it: the
// log's rows and their hashes stay what they were.
constexpr const char* auditOfIncidents = R"sql(
CREATE TABLE audit_incidents (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    n INTEGER NOT NULL,
    PRIMARY KEY (incident, n)
) STRICT, WITHOUT ROWID;
INSERT INTO audit_incidents (incident, n)
SELECT CASE WHEN r.kind = 'incident' THEN r.id ELSE r.parent END, a.n
FROM (SELECT kind, id, parent, kind || '/' || lower(
          substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' ||
          substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) AS subject
      FROM records
      WHERE kind = 'incident' OR (parent IS NOT NULL AND kind <> 'contact-channel')) r
JOIN audit a ON a.subject = r.subject;
)sql";

// Until then entries that were written before the record that they are about were left out.
constexpr const char* missingAuditOfIncidents = R"sql(
INSERT OR IGNORE INTO audit_incidents (incident, n)
SELECT CASE WHEN r.kind = 'incident' THEN r.id ELSE r.parent END, a.n
FROM (SELECT kind, id, parent, kind || '/' || lower(
          substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' ||
          substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) AS subject
      FROM records
      WHERE kind = 'incident' OR (parent IS NOT NULL AND kind <> 'contact-channel')) r
JOIN audit a ON a.subject = r.subject;
)sql";

// Which records name a content, or once did (sightkeeping.h): from here on writing them keeps it.
constexpr const char* contentNames = R"sql(
INSERT OR IGNORE INTO keys (space, key, value)
SELECT 'content:' || named.value, held.kind || '/' || lower(
           substr(hex(held.id), 1, 8) || '-' || substr(hex(held.id), 9, 4) || '-' || substr(hex(held.id), 13, 4) || '-' ||
           substr(hex(held.id), 17, 4) || '-' || substr(hex(held.id), 21)), ''
FROM (SELECT kind, id, value FROM records UNION ALL SELECT kind, id, value FROM history) held,
     json_tree(held.value) named
WHERE held.value LIKE '%"sha256"%' AND named.key = 'sha256' AND named.type = 'text' AND length(named.value) = 64;
)sql";

constexpr std::array migrations = {sqlite::Migration{1, first}, sqlite::Migration{2, contents},
                                   sqlite::Migration{3, auditOfIncidents}, sqlite::Migration{4, contentNames},
                                   sqlite::Migration{5, missingAuditOfIncidents}};

} // namespace

std::span<const sqlite::Migration> sqliteMigrations()
{
    return migrations;
}

} // namespace matoi::store
