#include "backend/store/postgresschema.h"

#include <array>

namespace matoi::store {
namespace {

struct Step
{
    int number;
    const char* sql;
};

/// Of pg_advisory_xact_lock: "matoi" as a number, so that nobody else has it by chance.
constexpr const char* lockForMigration = "SELECT pg_advisory_xact_lock(469786128489)";

// The same tables as in SQLite (sqliteschema.cpp), and `writers`: one row a writing connection, with the
// number of its last transaction, by which a commit whose answer was lost is found again. Values are text,
// not jsonb: they come back byte for byte. COLLATE "C" sorts as SQLite does.
constexpr const char* first = R"sql(
CREATE TABLE meta (
    one bigint PRIMARY KEY CHECK (one = 1),
    epoch text NOT NULL,
    change bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO meta (one, epoch, change) VALUES (1, gen_random_uuid()::text, 0);

CREATE TABLE records (
    kind text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    parent uuid,
    rev bigint NOT NULL CHECK (rev >= 1),
    change bigint NOT NULL,
    deleted bigint NOT NULL CHECK (deleted IN (0, 1)),
    value text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    updated_at bigint NOT NULL,
    updated_by text NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE UNIQUE INDEX records_by_change ON records (change);
CREATE INDEX records_by_kind ON records (kind, change);
CREATE INDEX records_by_parent ON records (parent, kind, change) WHERE parent IS NOT NULL;

CREATE TABLE history (
    kind text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    rev bigint NOT NULL,
    change bigint NOT NULL,
    deleted bigint NOT NULL,
    value text NOT NULL,
    updated_at bigint NOT NULL,
    updated_by text NOT NULL,
    PRIMARY KEY (kind, id, rev),
    FOREIGN KEY (kind, id) REFERENCES records (kind, id)
);

CREATE TABLE keys (
    space text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (space, key)
);
CREATE INDEX keys_by_expiry ON keys (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE dues (
    space text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (space, id)
);
CREATE UNIQUE INDEX dues_by_time ON dues (space, at, id);

CREATE TABLE audit (
    n bigint PRIMARY KEY,
    at bigint NOT NULL,
    by_whom text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    hash text NOT NULL
);
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

CREATE TABLE writers (
    id uuid PRIMARY KEY,
    transaction bigint NOT NULL,
    at bigint NOT NULL
) WITH (fillfactor = 50);
)sql";

// EXTERNAL: pictures are compressed already, and trying to would only hold up the next writer.
constexpr const char* contents = R"sql(
CREATE TABLE contents (
    sha256 text COLLATE "C" PRIMARY KEY CHECK (length(sha256) = 64),
    size bigint NOT NULL,
    kept_at bigint NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE contents ALTER COLUMN bytes SET STORAGE EXTERNAL;
)sql";

// As in SQLite: beside the log, whose rows and hashes stay what they were.
constexpr const char* auditOfIncidents = R"sql(
CREATE TABLE audit_incidents (
    incident uuid NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (incident, n)
);
INSERT INTO audit_incidents (incident, n)
SELECT CASE WHEN r.kind = 'incident' THEN r.id ELSE r.parent END, a.n
FROM records r JOIN audit a ON a.subject = r.kind || '/' || r.id::text
WHERE r.kind = 'incident' OR (r.parent IS NOT NULL AND r.kind <> 'contact-channel');
)sql";

// Until then entries that were written before the record that they are about were left out.
constexpr const char* missingAuditOfIncidents = R"sql(
INSERT INTO audit_incidents (incident, n)
SELECT CASE WHEN r.kind = 'incident' THEN r.id ELSE r.parent END, a.n
FROM records r JOIN audit a ON a.subject = r.kind || '/' || r.id::text
WHERE r.kind = 'incident' OR (r.parent IS NOT NULL AND r.kind <> 'contact-channel')
ON CONFLICT DO NOTHING;
)sql";

// As in SQLite. Only what names something is read as JSON.
constexpr const char* contentNames = R"sql(
INSERT INTO keys (space, key, value)
SELECT DISTINCT 'content:' || (named #>> '{}'), held.kind || '/' || held.id::text, ''
FROM (SELECT kind, id, value FROM records WHERE value LIKE '%"sha256"%'
      UNION ALL SELECT kind, id, value FROM history WHERE value LIKE '%"sha256"%') held,
     jsonb_path_query(held.value::jsonb, 'lax $.**.sha256') named
WHERE jsonb_typeof(named) = 'string' AND length(named #>> '{}') = 64
ON CONFLICT DO NOTHING;
)sql";

constexpr std::array steps = {Step{1, first}, Step{2, contents}, Step{3, auditOfIncidents},
                              Step{4, contentNames}, Step{5, missingAuditOfIncidents}};

} // namespace

void migratePostgres(PgConnection& connection)
{
    connection.script("BEGIN");
    try {
        connection.script(lockForMigration);
        // IF NOT EXISTS would ask for the right to make one even when it is there.
        if (connection.script("SELECT nspname FROM pg_namespace WHERE nspname = 'matoi'").empty())
            connection.script("CREATE SCHEMA matoi");
        connection.script("CREATE TABLE IF NOT EXISTS schema_version (number bigint NOT NULL)");
        const std::int64_t had =
            connection.script("SELECT COALESCE(MAX(number), 0) FROM schema_version").at(0).integer(0);
        if (had > steps.back().number)
            throw StoreError("the schema \"matoi\" was written by a newer Matoi (schema " +
                             std::to_string(had) + ", this one knows up to " +
                             std::to_string(steps.back().number) + "). Install that version or a later one.");
        for (const Step& step : steps) {
            if (step.number <= had)
                continue;
            connection.script(step.sql);
            connection.script("INSERT INTO schema_version (number) VALUES (" + std::to_string(step.number) +
                              ")");
        }
        // Nobody asks any more for commits of a week ago.
        connection.script("DELETE FROM writers WHERE at < extract(epoch FROM now()) * 1000 - 604800000");
        connection.commit();
    } catch (...) {
        connection.rollback();
        throw;
    }
}

} // namespace matoi::store
