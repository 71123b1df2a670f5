#include "backend/store/commitlisteners.h"
#include "backend/store/pglistener.h"
#include "backend/store/pgreaderpool.h"
#include "backend/store/pgwriter.h"
#include "backend/store/postgresschema.h"
#include "backend/store/sqlstorecheck.h"

namespace matoi::store {
namespace {

class PostgresStore final : public Store
{
public:
    PostgresStore(const std::string& url, StoreOptions options)
        : m_clock(options.shift)
        , m_writer(url, m_clock, [this](ChangeNumber change) { m_listeners.call(change); })
        , m_readers(url, m_clock, options.readers)
        , m_listener(
              url, [this](ChangeNumber change) { m_listeners.call(change); },
              [this](int sender) { return sender == m_writer.processId(); })
    {}

    void write(const std::function<void(WriteTransaction&)>& work) override { m_writer.run(work); }

    void read(const std::function<void(ReadTransaction&)>& work) override
    {
        m_readers.read([&](PgConnection& connection, const TransactionHead& head) {
            SqlTransaction transaction(connection, head);
            work(transaction);
        });
    }

    std::shared_ptr<void> onCommit(std::function<void(ChangeNumber)> listener) override
    {
        return m_listeners.add(std::move(listener));
    }

    domain::Duration clockLead() const override { return m_clock.lead(); }

    std::vector<std::string> check() override
    {
        std::vector<std::string> found;
        m_readers.read([&](PgConnection& connection, const TransactionHead&) {
            // A check of years of incidents may take as long as it takes.
            connection.script("SET LOCAL statement_timeout TO 0");
            found = checkContent(connection);
        });
        return found;
    }

private:
    CommitListeners m_listeners;
    StoreClock m_clock;
    PgWriter m_writer;
    PgReaderPool m_readers;
    PgListener m_listener; ///< last: it asks the writer
};

} // namespace

std::unique_ptr<Store> openPostgresStore(const std::string& url, StoreOptions options)
{
    {
        PgConnection connection(url);
        migratePostgres(connection);
    }
    return std::make_unique<PostgresStore>(url, options);
}

} // namespace matoi::store
