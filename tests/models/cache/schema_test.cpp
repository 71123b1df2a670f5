#include "models/cache/schema.h"
#include "tests/support/consolefixture.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace matoi;
using namespace matoi::domain;

class SchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedVersionHasAFixture();
    void aFileOfAnEarlierVersionOpensWithAllThatIsInIt_data();
    void aFileOfAnEarlierVersionOpensWithAllThatIsInIt();

private:
    static QString fixture(int version)
    {
        return u"%1/cache/v%2.sql"_s.arg(QStringLiteral(MATOI_TEST_DATA)).arg(version);
    }
};

void SchemaTest::everyPublishedVersionHasAFixture()
{
    for (const sqlite::Migration& migration : cache::migrations())
        QVERIFY2(QFile::exists(fixture(migration.number)), qPrintable(fixture(migration.number)));
}

void SchemaTest::aFileOfAnEarlierVersionOpensWithAllThatIsInIt_data()
{
    QTest::addColumn<int>("version");
    for (const sqlite::Migration& migration : cache::migrations())
        QTest::addRow("v%d", migration.number) << migration.number;
}

void SchemaTest::aFileOfAnEarlierVersionOpensWithAllThatIsInIt()
{
    QFETCH(int, version);
    const QTemporaryDir folder;
    {
        QFile sql(fixture(version));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        sqlite::Connection file(folder.filePath(u"console.sqlite"_s).toStdString());
        file.script(sql.readAll().toStdString());
    }
    const test::SharedClock clock(*parseTime("2026-11-18T05:05:00Z"));
    auto opened = cache::Cache::open({folder.path().toStdString(), sync::rebase, &clock});
    QVERIFY2(opened, opened ? "" : opened.error().detail.c_str());
    cache::Cache& cache = **opened;
    auto repositories = cache.repositories();
    const auto incident = *Id<Incident>::parse("0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11");
    QCOMPARE(cache.session().name, std::string("Misaki Sato"));
    QCOMPARE(repositories.incidents.find(incident)->value.number, 2041);
    QCOMPARE(repositories.summaries.of(incident.uuid()).front().value.text,
             std::string("The cause is the network."));
    QCOMPARE(repositories.summaries.of(incident.uuid()).front().meta.unsent, 1);
    QCOMPARE(repositories.outbox.items().size(), 1u);
    QCOMPARE(repositories.conflicts.open().front().theirs, std::string("The cause is the database."));
    QCOMPARE(repositories.drafts.draft("note:2041"), std::optional<std::string>("障害の原因は"));
    const auto metric = *Id<MetricDefinition>::parse("2b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c13");
    const auto data =
        repositories.metricSamples.samples(metric, clock.now() - std::chrono::days(30), clock.now());
    QCOMPARE(data.samples.size(), 2u);
    QVERIFY(std::isnan(data.samples.back().value));
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
